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

/* The beginning of it, a piece, its end. */
void galley_fallback_begin(struct galley *g);
void galley_fallback_text(struct galley *g, uint8_t source, const char *data,
                          size_t size);
void galley_fallback_end(struct galley *g, uint8_t source);

#endif
