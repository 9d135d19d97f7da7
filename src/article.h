/* SPDX-License-Identifier: MIT */
/*
 * Galley: the article stage: when records are decided, and what leaves.
 */
#ifndef GALLEY_ARTICLE_H
#define GALLEY_ARTICLE_H

#include <stdbool.h>

#include "../include/galley.h"

/* Makes room for size bytes more of the current block; false when there is
 * none to be had. */
bool galley_article_room(struct galley *g, size_t size);

/* The same at the cost of likely boilerplate only. */
bool galley_article_spare(struct galley *g, size_t size);

/* The current block ends with this score of stage 1: it is dropped, or
 * admitted to the records. */
void galley_article_record(struct galley *g, uint8_t score);

/* One record at least is free. */
void galley_article_vacate(struct galley *g);

/* The current block becomes a record; there must be a free one. */
void galley_article_admit(struct galley *g, uint8_t score);

/* The current block is text without a place, for pages without their own:
 * its source stands where the class score of others does. */
void galley_article_fallback(struct galley *g);

/* Decides all that is left: GALLEY_OK, GALLEY_TRUNCATED,
 * GALLEY_ERR_NO_ARTICLE, GALLEY_ERR_SINK. */
int galley_article_finish(struct galley *g);

#endif
