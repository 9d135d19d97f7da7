/* SPDX-License-Identifier: MIT */
/*
 * Bytes in, code points and their classes out.  Holds nothing.
 */
#include "unicode.h"

#include "galley_config.h"

/* Sequences by lead byte: Unicode 15, table 3-7. */
static uint32_t lead(uint8_t b, uint8_t *more, uint8_t *low, uint8_t *high)
{
    *low = 0x80;
    *high = 0xbf;
    if (b >= 0xc2 && b <= 0xdf) {
        *more = 1;
        return b & 0x1fu;
    }
    if (b >= 0xe0 && b <= 0xef) {
        *more = 2;
        *low = b == 0xe0 ? 0xa0 : 0x80;
        *high = b == 0xed ? 0x9f : 0xbf;
        return b & 0x0fu;
    }
    if (b >= 0xf0 && b <= 0xf4) {
        *more = 3;
        *low = b == 0xf0 ? 0x90 : 0x80;
        *high = b == 0xf4 ? 0x8f : 0xbf;
        return b & 0x07u;
    }
    *more = 0;
    return 0xfffd;
}

uint32_t galley_unicode_next(const char **at, const char *end)
{
    const uint8_t *p = (const uint8_t *)*at;
    const uint8_t *stop = (const uint8_t *)end;
    uint8_t more, low, high;
    uint32_t c = *p++;

    if (c >= 0x80) {
        c = lead((uint8_t)c, &more, &low, &high);
        for (; more > 0; more--) {
            if (p == stop || *p < low || *p > high) {
                c = 0xfffd;
                break;
            }
            c = c << 6 | (*p++ & 0x3fu);
            low = 0x80;
            high = 0xbf;
        }
    }
    *at = (const char *)p;
    return c;
}

struct range {
    uint16_t first;
    uint16_t last;
    uint8_t kind;
};

/* In order up to 0xff00, from there the first that fits; what is in no
 * range is a letter.  Line breaking after UAX #14,
 * the classes that an article meets. */
static const struct range ranges[] GALLEY_FLASH = {
    {0x0000, 0x0008, GALLEY_UNICODE_ZERO},
    {0x0009, 0x0009, GALLEY_UNICODE_TAB},
    {0x000a, 0x000d, GALLEY_UNICODE_NEWLINE},
    {0x000e, 0x001f, GALLEY_UNICODE_ZERO},
    {0x0020, 0x0020, GALLEY_UNICODE_SPACE},
    {0x002d, 0x002d, GALLEY_UNICODE_HYPHEN},
    {0x007f, 0x009f, GALLEY_UNICODE_ZERO},
    {0x00a0, 0x00a0, GALLEY_UNICODE_GLUE},
    {0x00ad, 0x00ad, GALLEY_UNICODE_SHY},
    {0x0300, 0x036f, GALLEY_UNICODE_ZERO},
    {0x0483, 0x0489, GALLEY_UNICODE_ZERO},
    {0x0591, 0x05bd, GALLEY_UNICODE_ZERO},
    {0x061c, 0x061c, GALLEY_UNICODE_ZERO},
    {0x064b, 0x065f, GALLEY_UNICODE_ZERO},
    {0x1100, 0x115f, GALLEY_UNICODE_WIDE},
    {0x1680, 0x1680, GALLEY_UNICODE_SPACE},
    {0x180b, 0x180e, GALLEY_UNICODE_ZERO},
    {0x1ab0, 0x1aff, GALLEY_UNICODE_ZERO},
    {0x1dc0, 0x1dff, GALLEY_UNICODE_ZERO},
    {0x2000, 0x2006, GALLEY_UNICODE_SPACE},
    {0x2007, 0x2007, GALLEY_UNICODE_GLUE},
    {0x2008, 0x200a, GALLEY_UNICODE_SPACE},
    {0x200b, 0x200b, GALLEY_UNICODE_BREAK},
    {0x200c, 0x200f, GALLEY_UNICODE_ZERO},
    {0x2010, 0x2010, GALLEY_UNICODE_HYPHEN},
    {0x2012, 0x2015, GALLEY_UNICODE_HYPHEN},
    {0x2028, 0x2029, GALLEY_UNICODE_NEWLINE},
    {0x202a, 0x202e, GALLEY_UNICODE_ZERO},
    {0x202f, 0x202f, GALLEY_UNICODE_GLUE},
    {0x205f, 0x205f, GALLEY_UNICODE_SPACE},
    {0x2060, 0x2060, GALLEY_UNICODE_ZERO},
    {0x2061, 0x206f, GALLEY_UNICODE_ZERO},
    {0x20d0, 0x20ff, GALLEY_UNICODE_ZERO},
    {0x2e80, 0x2fff, GALLEY_UNICODE_WIDE},
    {0x3000, 0x3000, GALLEY_UNICODE_SPACE},
    {0x3001, 0x3002, GALLEY_UNICODE_CLOSE},
    {0x3003, 0x3007, GALLEY_UNICODE_WIDE},
    {0x3008, 0x3008, GALLEY_UNICODE_OPEN},
    {0x3009, 0x3009, GALLEY_UNICODE_CLOSE},
    {0x300a, 0x300a, GALLEY_UNICODE_OPEN},
    {0x300b, 0x300b, GALLEY_UNICODE_CLOSE},
    {0x300c, 0x300c, GALLEY_UNICODE_OPEN},
    {0x300d, 0x300d, GALLEY_UNICODE_CLOSE},
    {0x300e, 0x300e, GALLEY_UNICODE_OPEN},
    {0x300f, 0x300f, GALLEY_UNICODE_CLOSE},
    {0x3010, 0x3010, GALLEY_UNICODE_OPEN},
    {0x3011, 0x3011, GALLEY_UNICODE_CLOSE},
    {0x3012, 0x3029, GALLEY_UNICODE_WIDE},
    {0x302a, 0x302f, GALLEY_UNICODE_ZERO},
    {0x3030, 0x3098, GALLEY_UNICODE_WIDE},
    {0x3099, 0x309a, GALLEY_UNICODE_ZERO},
    {0x309b, 0x30fb, GALLEY_UNICODE_WIDE},
    {0x30fc, 0x30fc, GALLEY_UNICODE_CLOSE},
    {0x30fd, 0x4dbf, GALLEY_UNICODE_WIDE},
    {0x4e00, 0xa4cf, GALLEY_UNICODE_WIDE},
    {0xac00, 0xd7a3, GALLEY_UNICODE_WIDE},
    {0xf900, 0xfaff, GALLEY_UNICODE_WIDE},
    {0xfe00, 0xfe0f, GALLEY_UNICODE_ZERO},
    {0xfe20, 0xfe2f, GALLEY_UNICODE_ZERO},
    {0xfe30, 0xfe6f, GALLEY_UNICODE_WIDE},
    {0xfeff, 0xfeff, GALLEY_UNICODE_ZERO},
    {0xff01, 0xff01, GALLEY_UNICODE_CLOSE},
    {0xff08, 0xff08, GALLEY_UNICODE_OPEN},
    {0xff09, 0xff09, GALLEY_UNICODE_CLOSE},
    {0xff0c, 0xff0c, GALLEY_UNICODE_CLOSE},
    {0xff0e, 0xff0e, GALLEY_UNICODE_CLOSE},
    {0xff1a, 0xff1b, GALLEY_UNICODE_CLOSE},
    {0xff1f, 0xff1f, GALLEY_UNICODE_CLOSE},
    {0xff02, 0xff60, GALLEY_UNICODE_WIDE},
    {0xfff9, 0xfffb, GALLEY_UNICODE_ZERO},
};

uint8_t galley_unicode_class(uint32_t c)
{
    uint8_t i;

    if (c > 0xffff) {
        if (c >= 0xe0000)
            return GALLEY_UNICODE_ZERO;
        return c >= 0x1f000 ? GALLEY_UNICODE_WIDE : GALLEY_UNICODE_LETTER;
    }
    /* Most text ends its search at the seventh range. */
    for (i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        uint16_t first = GALLEY_READ16(&ranges[i].first);

        if (c >= first && c <= GALLEY_READ16(&ranges[i].last))
            return GALLEY_READ8(&ranges[i].kind);
        if (c < first && c < 0xff00)
            break;
    }
    return GALLEY_UNICODE_LETTER;
}

char *galley_unicode_decimal(char *end, uint16_t number)
{
    do
        *--end = (char)('0' + number % 10);
    while ((number = (uint16_t)(number / 10)) > 0);
    return end;
}
