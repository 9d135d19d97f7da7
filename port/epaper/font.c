/* SPDX-License-Identifier: MIT */
/*
 * A character and a place in, ink in a strip out.  Holds nothing; a glyph is
 * read from flash bit by bit, as it is drawn.
 */
#include "font.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "unicode.h"

struct glyph {
    const uint8_t *bits; /* NULL: the box of a missing glyph */
    uint8_t advance;
    int8_t left;
    uint8_t width;
    uint8_t rows;
    int8_t top;
};

/* What may stand for a character that a font lacks. */
static const uint16_t stands_for[][2] GALLEY_FLASH = {
    {0x02bc, 0x2019}, {0x0218, 0x015e}, {0x0219, 0x015f}, {0x021a, 0x0162},
    {0x021b, 0x0163}, {0x2010, 0x002d}, {0x2011, 0x002d}, {0x2012, 0x2013},
    {0x2013, 0x002d}, {0x2014, 0x002d}, {0x2015, 0x2014}, {0x2018, 0x0027},
    {0x2019, 0x0027}, {0x201b, 0x2018}, {0x201c, 0x0022}, {0x201d, 0x0022},
    {0x201e, 0x0022}, {0x201f, 0x201c}, {0x2022, 0x00b7}, {0x2032, 0x0027},
    {0x2033, 0x0022}, {0x2043, 0x2013}, {0x2212, 0x2013}, {0x2219, 0x00b7},
    {0x25cf, 0x2022},
};

static int32_t find(const struct galley_font *font, uint32_t c)
{
    uint16_t low = 0, high = font->range_count;

    while (low < high) {
        uint16_t middle = (uint16_t)((low + high) / 2);
        const uint16_t *range = font->ranges + (size_t)middle * 3;

        if (c < GALLEY_READ16(range))
            high = middle;
        else if (c > GALLEY_READ16(range + 1))
            low = (uint16_t)(middle + 1);
        else
            return (int32_t)(GALLEY_READ16(range + 2) + c
                             - GALLEY_READ16(range));
    }
    return -1;
}

/* The index of the glyph, its own or one that stands for it, or -1. */
static int32_t find_any(const struct galley_font *font, uint32_t c)
{
    int32_t index = find(font, c);
    uint8_t i, tries;

    for (tries = 0; index < 0 && tries < 3; tries++) {
        for (i = 0; i < sizeof stands_for / sizeof *stands_for; i++)
            if (GALLEY_READ16(&stands_for[i][0]) == c)
                break;
        if (i == sizeof stands_for / sizeof *stands_for)
            break;
        c = GALLEY_READ16(&stands_for[i][1]);
        index = find(font, c);
    }
    return index;
}

static void box(const struct galley_font *font, uint32_t c, struct glyph *g)
{
    bool wide = galley_unicode_class(c) >= GALLEY_UNICODE_WIDE;
    uint8_t height = (uint8_t)(font->ascent - font->ascent / 4);

    g->bits = NULL;
    g->rows = height;
    g->top = (int8_t)height;
    g->left = 1;
    g->width = (uint8_t)(wide ? font->ascent : height - height / 3);
    g->advance = (uint8_t)(g->width + 3);
}

/* Spaces of other widths than a font has are set as its space. */
static uint32_t plain_space(uint32_t c)
{
    uint8_t kind = galley_unicode_class(c);

    return kind == GALLEY_UNICODE_SPACE || kind == GALLEY_UNICODE_GLUE
           || kind == GALLEY_UNICODE_TAB ? ' ' : c;
}

static void look_up(const struct galley_font *font, uint32_t c,
                    struct glyph *g)
{
    int32_t index = find_any(font, plain_space(c));
    const uint8_t *p;

    if (index < 0) {
        box(font, c, g);
        return;
    }
    p = font->glyphs + GALLEY_READ16(font->offsets + index);
    g->advance = GALLEY_READ8(p);
    g->left = (int8_t)GALLEY_READ8(p + 1);
    g->width = GALLEY_READ8(p + 2);
    g->rows = GALLEY_READ8(p + 3);
    g->top = (int8_t)GALLEY_READ8(p + 4);
    g->bits = p + 5;
}

int galley_font_has(const struct galley_font *font, uint32_t c)
{
    return find(font, c) >= 0;
}

uint16_t galley_font_advance(const struct galley_font *font, uint32_t c)
{
    struct glyph g;

    look_up(font, c, &g);
    return g.advance;
}

static void ink(const struct galley_strip *strip, int32_t x, int32_t y)
{
    uint8_t *byte;

    y -= strip->top;
    if (x < 0 || x >= strip->width || y < 0 || y >= strip->rows)
        return;
    byte = strip->bits + (size_t)y * GALLEY_STRIDE(strip->width) + x / 8;
    *byte = (uint8_t)(*byte & ~(0x80u >> (x & 7)));
}

void galley_strip_fill(const struct galley_strip *strip, int32_t x, int32_t y,
                       int32_t width, int32_t height)
{
    int32_t i, j;

    for (j = y; j < y + height; j++)
        for (i = x; i < x + width; i++)
            ink(strip, i, j);
}

void galley_strip_clear(const struct galley_strip *strip)
{
    memset(strip->bits, 0xff, GALLEY_STRIDE(strip->width) * strip->rows);
}

void galley_font_draw(const struct galley_font *font, uint32_t c, int32_t x,
                      int32_t baseline, const struct galley_strip *strip)
{
    struct glyph g;
    uint16_t bit = 0;
    uint8_t i, j;

    look_up(font, c, &g);
    x += g.left;
    baseline -= g.top;
    for (j = 0; j < g.rows; j++)
        for (i = 0; i < g.width; i++, bit++)
            if (g.bits == NULL
                    ? j == 0 || i == 0 || j + 1 == g.rows || i + 1 == g.width
                    : GALLEY_READ8(g.bits + bit / 8) >> (7 - bit % 8) & 1)
                ink(strip, x + i, baseline + j);
}
