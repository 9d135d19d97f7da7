/* SPDX-License-Identifier: MIT */
/*
 * Galley: the metadata stage, what the page says of itself.
 */
#ifndef GALLEY_META_H
#define GALLEY_META_H

#include <stdbool.h>

#include "../include/galley.h"

#include "elements.h"

/* galley_meta.type: what og:type says, 0: nothing. */
#define META_PRODUCT 1
#define META_OTHER 2
#define META_ARTICLE 3

/* The value of the tag that has ended is the page's language: <html lang>. */
void galley_meta_lang(struct galley *g);

/* It is what the tag's key names: a <meta>, or itemprop= and content=. */
void galley_meta_named(struct galley *g);

/* It is a date: datetime=.  rank: 2 for itemprop=datePublished, pubdate or a
 * class with "published", 1 for a plain <time>. */
void galley_meta_time(struct galley *g, uint8_t rank);

/* Elements whose text is captured as CAPTURE_* (elements.h): open at the
 * start tag, text for each piece inside (never an empty one), close at the
 * end.  Of nested ones the innermost that has text counts; of bylines and
 * dates also the text before it.  Text outside of them is searched for a date
 * and a byline, part by part. */
void galley_meta_open(struct galley *g, uint8_t what);
void galley_meta_text(struct galley *g, const char *p, size_t n);
void galley_meta_close(struct galley *g, uint8_t what);

/* Whether a byline is being captured: a link to its author's page is part. */
static inline bool galley_meta_in_byline(const struct galley_meta *m)
{
    return m->capture == CAPTURE_AUTHOR || m->capture == CAPTURE_BYLINE;
}

/* A tag that separates words: a block's or <br>; and one of an element that
 * is a part of a headline or byline. */
void galley_meta_separate(struct galley *g);
void galley_meta_part(struct galley *g);

/* The page has ended: chooses among the candidates. */
void galley_meta_finish(struct galley *g);

/* GALLEY_FIELD_HEADLINE to GALLEY_FIELD_LANG; NULL for another number. */
const char *galley_meta_field(const struct galley *g,
                              enum galley_field field);
uint32_t galley_meta_needed(const struct galley *g,
                            enum galley_field field);

#endif
