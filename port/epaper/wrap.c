/* SPDX-License-Identifier: MIT */
/*
 * Text and a measure in, one line out.  Holds nothing but the place of the
 * last break seen, on the stack.
 */
#include "wrap.h"

#include <stdbool.h>

#include "unicode.h"

/* Characters without width could make a line of any size: it ends here. */
#define LINE_MAX 0xf000u

/* Pixels that c moves the pen, which stands x behind the line's start. */
static uint32_t advance(const struct galley_type *type, uint32_t c,
                        uint8_t kind, uint32_t x)
{
    uint32_t width;

    if (kind == GALLEY_UNICODE_ZERO || kind == GALLEY_UNICODE_BREAK
        || kind == GALLEY_UNICODE_SHY || kind == GALLEY_UNICODE_NEWLINE)
        return 0;
    if (x == 0 && !(type->flags & GALLEY_TYPE_PRE)
        && (kind == GALLEY_UNICODE_SPACE || kind == GALLEY_UNICODE_TAB))
        return 0;
    width = galley_font_advance(type->font, c);
    if (kind == GALLEY_UNICODE_TAB && type->tab > 0)
        return ((x + width) / type->tab + 1) * type->tab - x;
    if (type->flags & GALLEY_TYPE_BOLD && kind != GALLEY_UNICODE_SPACE)
        width++;
    return width;
}

/* May a line end between a character of class before and one of after?  The
 * class ahead of a hyphen separates it from a minus sign. */
static bool may_end(uint8_t ahead, uint8_t before, uint8_t after)
{
    if (after == GALLEY_UNICODE_SPACE || after == GALLEY_UNICODE_TAB
        || after == GALLEY_UNICODE_NEWLINE || after == GALLEY_UNICODE_ZERO
        || after == GALLEY_UNICODE_GLUE || after == GALLEY_UNICODE_CLOSE)
        return false;
    if (before == GALLEY_UNICODE_SPACE || before == GALLEY_UNICODE_TAB
        || before == GALLEY_UNICODE_BREAK || before == GALLEY_UNICODE_SHY)
        return true;
    if (before == GALLEY_UNICODE_HYPHEN)
        return ahead == GALLEY_UNICODE_LETTER
               && after == GALLEY_UNICODE_LETTER;
    if (before == GALLEY_UNICODE_GLUE || before == GALLEY_UNICODE_OPEN)
        return false;
    return before == GALLEY_UNICODE_WIDE || before == GALLEY_UNICODE_CLOSE
           || after == GALLEY_UNICODE_WIDE || after == GALLEY_UNICODE_OPEN;
}

static bool blank(uint8_t kind)
{
    return kind == GALLEY_UNICODE_SPACE || kind == GALLEY_UNICODE_TAB;
}

void galley_wrap(const struct galley_type *type, const char *text,
                 size_t size, uint16_t measure, struct galley_fit *fit)
{
    const char *at = text, *end = text + size;
    struct galley_fit ink = {0, 0, 0, 0}; /* up to the last visible one */
    uint32_t x = 0;
    uint8_t ahead = GALLEY_UNICODE_SPACE, before = GALLEY_UNICODE_GLUE;
    bool found = false;

    while (at < end) {
        const char *start = at;
        uint32_t c = galley_unicode_next(&at, end);
        uint8_t kind = galley_unicode_class(c);
        uint32_t width = advance(type, c, kind, x);
        uint16_t here = (uint16_t)(start - text);
        bool shy = before == GALLEY_UNICODE_SHY;
        uint32_t hyphen = shy ? galley_font_advance(type->font, '-') : 0;

        if (kind == GALLEY_UNICODE_NEWLINE) {
            if (c == '\r' && at < end && *at == '\n')
                at++;
            ink.taken = (uint16_t)(at - text);
            *fit = ink;
            return;
        }
        if (ink.shown > 0 && may_end(ahead, before, kind)
            && !(before == GALLEY_UNICODE_HYPHEN && c >= '0' && c <= '9')
            && ink.width + hyphen <= measure) {
            *fit = ink;
            fit->taken = here;
            fit->width = (uint16_t)(ink.width + hyphen);
            fit->hyphen = shy;
            found = true;
        }
        if (!blank(kind) && x > 0
            && ((width > 0 && x + width > measure)
                || (size_t)(at - text) > LINE_MAX)) {
            if (!found) {
                *fit = ink;
                fit->taken = here;
            }
            return;
        }
        x += width;
        if (kind != GALLEY_UNICODE_ZERO) {
            ahead = before;
            before = kind;
        }
        if (!blank(kind) && (width > 0 || ink.shown == here))
            ink.shown = (uint16_t)(at - text);
        if (!blank(kind) && width > 0)
            ink.width = (uint16_t)(x > 0xffff ? 0xffff : x);
        else if ((size_t)(at - text) > LINE_MAX)
            break;
    }
    ink.taken = (uint16_t)(at - text);
    *fit = ink;
}

int32_t galley_set(const struct galley_type *type, const char *text,
                   size_t size, int32_t x, int32_t baseline,
                   const struct galley_strip *strip)
{
    const char *at = text, *end = text + size;
    int32_t pen = x;

    while (at < end) {
        uint32_t c = galley_unicode_next(&at, end);
        uint8_t kind = galley_unicode_class(c);
        uint32_t width = advance(type, c, kind, (uint32_t)(pen - x));

        if (width > 0 && !blank(kind)) {
            galley_font_draw(type->font, c, pen, baseline, strip);
            if (type->flags & GALLEY_TYPE_BOLD)
                galley_font_draw(type->font, c, pen + 1, baseline, strip);
        }
        pen += (int32_t)width;
    }
    return pen;
}
