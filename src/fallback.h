/* SPDX-License-Identifier: MIT */
/*
 * Galley: text of last resort, for pages that show no article of their own.
 */
#ifndef GALLEY_FALLBACK_H
#define GALLEY_FALLBACK_H

#include "../include/galley.h"

/* Where text is from: what is higher is preferred. */
#define FALLBACK_JSONLD 1
#define FALLBACK_NOSCRIPT 2
#define FALLBACK_HIDDEN 3

/* HTML that is no part of the page: its beginning, and a piece. */
void galley_fallback_begin(struct galley *g);
void galley_fallback_text(struct galley *g, uint8_t source, const char *data,
                          size_t size);

/* Text of the page that is hidden. */
void galley_fallback_hidden(struct galley *g, const char *data, size_t size);

/* If such text is being read, a line of it ends. */
void galley_fallback_line(struct galley *g);

#endif
