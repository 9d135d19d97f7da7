/* SPDX-License-Identifier: MIT */
/*
 * Galley: authors' names, cleaned.
 */
#ifndef GALLEY_BYLINE_H
#define GALLEY_BYLINE_H

#include <stdbool.h>

#include "../include/galley.h"

/* One author or several, the text's end cut off if it was that many bytes
 * longer: cleaned, and joined to those of the same rank. */
void galley_byline_add(struct galley_fields *f, uint8_t rank,
                       const char *text, uint16_t more);

/* The same for a name that galley_fields_put brings in pieces: begin puts
 * what joins it to the names before and returns where they end; end cleans
 * it. */
uint16_t galley_byline_begin(struct galley_fields *f, uint8_t field);
void galley_byline_end(struct galley_fields *f, uint8_t field,
                       uint16_t mark);

/* Lowers the rank of names that the site's name, which may have come later,
 * shows to be no author's. */
void galley_byline_weigh(struct galley_fields *f);

/* Whether the text ends with a word that introduces a name ("Written by"). */
bool galley_byline_introduces(const char *text);

/* In scratch stands what was captured as this, near the headline or far from
 * it; joins: as a part of the byline before.  Whether it is a name. */
bool galley_byline_captured(struct galley_byline *b, struct galley_fields *f,
                            uint8_t what, bool near, bool joins);

/* Whether a text of n bytes may say anything of authors. */
static inline bool galley_byline_reads(const struct galley_byline *b,
                                       uint16_t n)
{
    return n > 1 || b->expected;
}

/* In scratch stands such a text, a short one, with a date or without.  Whether
 * it is a name behind what introduces it: "By Ann Lee". */
bool galley_byline_visible(struct galley_byline *b, struct galley_fields *f,
                           bool dated, bool near);

#endif
