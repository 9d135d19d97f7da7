/* SPDX-License-Identifier: MIT */
/*
 * Galley: JSON-LD (schema.org), by the strings and brackets of its JSON.
 */
#ifndef GALLEY_JSONLD_H
#define GALLEY_JSONLD_H

#include <stdbool.h>

#include "../include/galley.h"

/* What a string is wanted for. */
#define WANTED_NOT 0
#define WANTED_WORD 1 /* a key or a type: as it is */
#define WANTED_TEXT 2 /* character references stand for what they name */

void galley_jsonld_begin(struct galley *g);
void galley_jsonld_end(struct galley *g);

void galley_jsonld_open(struct galley *g, bool array);
void galley_jsonld_close(struct galley *g, bool array);
void galley_jsonld_comma(struct galley *g);
void galley_jsonld_colon(struct galley *g);

/* A string begins: WANTED_*; n of its bytes, decoded; it ends. */
uint8_t galley_jsonld_string(struct galley *g);
void galley_jsonld_put(struct galley *g, const char *p, size_t n);
void galley_jsonld_string_end(struct galley *g);

#endif
