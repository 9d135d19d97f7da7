/* SPDX-License-Identifier: MIT */
/*
 * Galley: the decide stage: which records are body, whether they are an
 * article, and when no more can follow.
 */
#ifndef GALLEY_DECIDE_H
#define GALLEY_DECIDE_H

#include <stdbool.h>

#include "../include/galley.h"

/* Decides record i from its stage-2 score and sets BLOCK_KEPT in its flags.
 * Records before i must already be decided.  (Does not call the classifier
 * itself: that is where the stack is deepest.) */
void galley_decide_record(struct galley *g, unsigned i, uint8_t score);

/* Whether it is a caption that the sink shall have. */
bool galley_decide_caption(const struct galley *g,
                           const struct galley_record *r);

/* A text with this hash is part of the article. */
void galley_decide_remember(struct galley_decide *d, uint32_t hash);

/* The first n records are decided: lists of links between two paragraphs are
 * not part of the article after all, nor are headings above those that are
 * none. */
void galley_decide_lists(struct galley *g, unsigned n);

/* All are: nor are headings, links and offers behind its last text. */
void galley_decide_end(struct galley *g);

/* The first n records are to leave the window before the page has ended. */
void galley_decide_beginning(struct galley *g, unsigned n);

/* All records are decided: whether those that are kept are an article, or the
 * fallback has one, which is kept then. */
bool galley_decide_article(struct galley *g);

/* Whether the page shows too little so far for an article of its own. */
bool galley_decide_wants_fallback(const struct galley *g);

/* The element of this container has ended. */
void galley_decide_close(struct galley *g, uint8_t container);

/* The block that has ended has this score of stage 1. */
void galley_decide_follow(struct galley *g, uint8_t score);

/* Whether the block that has ended is a date above the text, in whatever
 * language; and a line there that says who wrote the text, or when, and no
 * more: it is no part of that. */
bool galley_decide_is_date(const struct galley *g);
bool galley_decide_is_signed(const struct galley *g);

/* galley_decide.story: the next story has begun, or comments.  What is smaller
 * ends no article (decide.c). */
#define STORY_OVER 0x08u

/* Whether another story has begun: none of it is part of the article. */
bool galley_decide_over(const struct galley_decide *d);

/* Whether no more text can become part of the article. */
bool galley_decide_ended(const struct galley_decide *d);

/* The same, asked after every tag and text. */
static inline bool galley_decide_complete(const struct galley_decide *d)
{
    return d->story >= STORY_OVER && galley_decide_ended(d);
}

#endif
