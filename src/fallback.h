/* SPDX-License-Identifier: MIT */
/*
 * Galley: text of last resort, for pages that show no article of their own.
 */
#ifndef GALLEY_FALLBACK_H
#define GALLEY_FALLBACK_H

#include "../include/galley.h"

/* A piece of JSON-LD's articleBody, and its end. */
void galley_fallback_text(struct galley *g, const char *data, size_t size);
void galley_fallback_end(struct galley *g);

#endif
