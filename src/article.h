/*
 * Galley: the article stage: records, the window, and what leaves it.
 */
#ifndef GALLEY_ARTICLE_STAGE_H
#define GALLEY_ARTICLE_STAGE_H

#include "../include/galley.h"

void galley_article_init(struct galley *g);

/* The working window: the part of the body buffer behind decided text. */
char *galley_article_window(struct galley *g);

/* Makes room for size bytes more of the current block: 1, or 0 when there is
 * none to be had. */
uint8_t galley_article_room(struct galley *g, size_t size);

/* The same at the cost of likely boilerplate only. */
uint8_t galley_article_spare(struct galley *g, size_t size);

/* The current block ends with this score of stage 1: it is dropped, or
 * admitted to the records. */
void galley_article_record(struct galley *g, uint8_t score);

/* The current block becomes a record; there must be a free one. */
void galley_article_admit(struct galley *g, uint8_t score);

/* The current block is text of the JSON-LD, for pages without their own. */
void galley_article_fallback(struct galley *g);

/* Decides all that is left: GALLEY_OK, GALLEY_ERR_NO_ARTICLE. */
int galley_article_finish(struct galley *g);

#endif
