/* SPDX-License-Identifier: MIT */
/*
 * Bitmap fonts in flash, as fonts.py makes them, and drawing into a strip.
 *
 * A glyph is five bytes (advance, left, width, rows, top; left and top are
 * signed, top counts rows above the baseline) and its rows as one string of
 * bits, the leftmost pixel first.  A character without a glyph is drawn as a
 * box, so that nothing is lost unseen.
 */
#ifndef GALLEY_EPAPER_FONT_H
#define GALLEY_EPAPER_FONT_H

#include <stdint.h>

#include "galley_config.h"

/* The struct may stand in RAM; what it points to is flash. */
struct galley_font {
    const uint16_t *ranges;  /* first, last, index of first; ascending */
    const uint16_t *offsets; /* of each glyph in glyphs, bytes */
    const uint8_t *glyphs;
    uint16_t range_count;
    uint8_t ascent, descent; /* pixels, as the font advises */
    uint8_t up, down;        /* pixels that its ink reaches at most */
};

/* Some rows of a page: 1 is paper, 0 is ink, the leftmost pixel is the
 * highest bit of the first byte; a row begins at a byte. */
struct galley_strip {
    uint8_t *bits;
    uint16_t width; /* pixels */
    uint16_t top;   /* row of the page that bits begins with */
    uint16_t rows;
};

/* 1 when the font has a glyph of its own for the character. */
int galley_font_has(const struct galley_font *font, uint32_t c);

/* Pixels from this character to the next. */
uint16_t galley_font_advance(const struct galley_font *font, uint32_t c);

/* Draws one character with its origin at x, baseline; what lies outside the
 * strip is not drawn. */
void galley_font_draw(const struct galley_font *font, uint32_t c, int32_t x,
                      int32_t baseline, const struct galley_strip *strip);

/* Inks a rectangle, as much of it as lies in the strip. */
void galley_strip_fill(const struct galley_strip *strip, int32_t x, int32_t y,
                       int32_t width, int32_t height);

/* Makes all of it paper. */
void galley_strip_clear(const struct galley_strip *strip);

/* Bytes of one row. */
#define GALLEY_STRIDE(width) (((size_t)(width) + 7) / 8)

#endif
