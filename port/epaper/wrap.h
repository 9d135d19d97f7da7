/* SPDX-License-Identifier: MIT */
/*
 * Lines: how much of a text fits a measure, and setting it there.
 *
 * Lines end at spaces, after hyphens and dashes inside words, at soft
 * hyphens (with a hyphen), at zero width spaces, beside ideographs; never at
 * a no-break space.  A word wider than the measure is broken before the
 * character that does not fit.
 */
#ifndef GALLEY_EPAPER_WRAP_H
#define GALLEY_EPAPER_WRAP_H

#include <stddef.h>
#include <stdint.h>

#include "font.h"

/* type.flags */
#define GALLEY_TYPE_BOLD 1 /* struck twice, one pixel apart */
#define GALLEY_TYPE_PRE 2  /* white space at the start of a line counts */

struct galley_type {
    const struct galley_font *font;
    uint16_t tab; /* pixels between tab stops; 0: a tab is a space */
    uint8_t flags;
};

struct galley_fit {
    uint16_t shown;  /* bytes that are set in the line */
    uint16_t taken;  /* bytes that are done: the white space after, too */
    uint16_t width;  /* pixels of what is set, the hyphen included */
    uint8_t hyphen;  /* 1: it ends at a soft hyphen */
};

/* The first line of a text of size bytes, 1 at least.  Something is always
 * taken, and shown is never wider than the measure unless a single character
 * is. */
void galley_wrap(const struct galley_type *type, const char *text,
                 size_t size, uint16_t measure, struct galley_fit *fit);

/* Draws size bytes from x on; returns the x behind them. */
int32_t galley_set(const struct galley_type *type, const char *text,
                   size_t size, int32_t x, int32_t baseline,
                   const struct galley_strip *strip);

#endif
