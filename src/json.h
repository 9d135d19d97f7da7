/* SPDX-License-Identifier: MIT */
/*
 * Galley: JSON as a stream.
 */
#ifndef GALLEY_JSON_H
#define GALLEY_JSON_H

#include "../include/galley.h"

/* The content of one <script type="application/ld+json">, in pieces. */
void galley_json_begin(struct galley *g);
void galley_json_text(struct galley *g, const char *p, size_t n);
void galley_json_end(struct galley *g);

#endif
