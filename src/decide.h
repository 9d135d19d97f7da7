/*
 * Galley: the decide stage: which records are body, whether they are an
 * article, and when no more can follow.
 */
#ifndef GALLEY_DECIDE_H
#define GALLEY_DECIDE_H

#include "../include/galley.h"

/* Decides record i by its score of stage 2, the records before it are
 * decided; it is in its flags then.  (Does not call the classifier itself:
 * that is where the stack is deepest.) */
void galley_decide_record(struct galley *g, uint16_t i, uint8_t score);

/* 1: a caption that the sink shall have. */
uint8_t galley_decide_caption(const struct galley *g,
                              const struct galley_record *r);

/* The first n records are to leave the window before the page has ended. */
void galley_decide_beginning(struct galley *g, uint16_t n);

/* All records are decided: 1 when those that are kept are an article, or the
 * JSON-LD has one, which is kept then. */
uint8_t galley_decide_article(struct galley *g);

/* 1: so far the page shows too little for an article of its own. */
uint8_t galley_decide_wants_fallback(const struct galley *g);

/* The element of this container has ended. */
void galley_decide_close(struct galley *g, uint8_t container);

/* One more block has this score of stage 1. */
void galley_decide_follow(struct galley *g, uint8_t score);

/* 1: no more text can become part of the article. */
uint8_t galley_decide_complete(const struct galley *g);

#endif
