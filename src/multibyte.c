/* SPDX-License-Identifier: MIT */
/*
 * Galley: the multi-byte decoders of the Encoding standard, a character at a
 * time.  A byte of ASCII that cannot be the last of a character is no part of
 * it, but read again.
 */
#include "multibyte.h"

#include <stddef.h>

#include "charset_numbers.h"

#if MULTIBYTE

#include "multibyte_tables.h"


bool galley_multibyte_has(uint8_t encoding)
{
    switch (encoding) {
    case GBK:
    case GB18030:
        return GALLEY_CHARSET_GB18030;
    case BIG5:
        return GALLEY_CHARSET_BIG5;
    case EUC_JP:
        return GALLEY_CHARSET_EUC_JP;
    case SHIFT_JIS:
        return GALLEY_CHARSET_SHIFT_JIS;
    case EUC_KR:
        return GALLEY_CHARSET_EUC_KR;
    case ISO_2022_JP:
        return GALLEY_CHARSET_ISO_2022_JP;
    default:
        return false;
    }
}

/* ---- indexes ---- */

/* The code point of a pointer, 0: none.  multibyte_tables.h describes the
 * entries; run is the first byte of those that are runs. */
static uint32_t look_up(const uint8_t *entries, const uint16_t *blocks,
                        size_t count, uint8_t run, uint16_t pointer)
{
    uint8_t left = pointer % BLOCK;
    uint32_t code = 0;

    if (pointer / BLOCK >= count)
        return 0;
    entries += GALLEY_READ16(&blocks[pointer / BLOCK]);
    for (;;) {
        uint8_t first = GALLEY_READ8(entries++);
        uint8_t size = 1;

        if (first < NEAR) {
            code = (uint16_t)(first << 8 | GALLEY_READ8(entries++));
            code += code < 0x7000 ? 0x3000 : 0x8000;
        } else if (first < run) {
            code += (uint8_t)(first - NEAR + 1);
        } else if (first < HOLE) {
            size = (uint8_t)(first - run + 2);
            code += left < size ? left + 1u : size;
        } else if (first == HOLE) {
            size = GALLEY_READ8(entries++);
            if (left < size)
                return 0;
        } else {
            code = first == PLANE_2 ? 0x200 : 0;
            code = (code | GALLEY_READ8(entries)) << 8;
            code |= GALLEY_READ8(entries + 1);
            entries += 2;
        }
        if (left < size)
            return code;
        left = (uint8_t)(left - size);
    }
}

#define INDEX(name, run, pointer) \
    look_up(name, name##_blocks, sizeof name##_blocks / sizeof(uint16_t), \
            run, (uint16_t)(pointer))

/* ---- characters: how many bytes, 0: more must be seen ---- */

static bool is_within(uint8_t b, uint8_t first, uint8_t last)
{
    return b >= first && b <= last;
}

static uint8_t single(struct galley_decoded *d, uint32_t code)
{
    d->code = code;
    return 1;
}

/* code 0: lead and trail are no character. */
static uint8_t pair(struct galley_decoded *d, uint32_t code, uint8_t trail)
{
    d->code = code != 0 ? code : REPLACEMENT_CHARACTER;
    return code == 0 && trail < 0x80 ? 1 : 2;
}

#if GALLEY_CHARSET_GB18030
/* "Index gb18030 ranges code point" */
static uint32_t range_code(uint32_t pointer)
{
    const uint8_t *p = ranges;
    uint32_t code = 0x80;
    bool follow = false;

    if (pointer == 7457)
        return 0xE7C7;
    if (pointer >= 189000)
        return pointer <= 1237575 ? pointer - 189000 + 0x10000 : 0;
    if (pointer > 39419)
        return 0;
    for (;; follow = !follow) {
        uint16_t size = GALLEY_READ8(p++);

        if (size == 0xFF) {
            size = (uint16_t)(GALLEY_READ8(p) << 8 | GALLEY_READ8(p + 1));
            p += 2;
        }
        if (follow && pointer < size)
            return code + pointer;
        code += size;
        if (follow)
            pointer -= size;
    }
}

static uint8_t gb18030_four(struct galley_decoded *d, const uint8_t *p,
                            uint8_t n)
{
    uint32_t pointer;

    if (n < 3)
        return 0;
    if (!is_within(p[2], 0x81, 0xFE))
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 4)
        return 0;
    if (!is_within(p[3], '0', '9'))
        return single(d, REPLACEMENT_CHARACTER);
    pointer = (uint32_t)(p[0] - 0x81) * 10 + p[1] - '0';
    pointer = (pointer * 126 + p[2] - 0x81) * 10 + p[3] - '0';
    pair(d, range_code(pointer), p[3]);
    return 4;
}

static uint8_t gb18030_unit(struct galley_decoded *d, const uint8_t *p,
                            uint8_t n)
{
    uint32_t code = 0;

    if (!is_within(p[0], 0x81, 0xFE))
        return single(d, p[0] == 0x80 ? 0x20AC : REPLACEMENT_CHARACTER);
    if (n < 2)
        return 0;
    if (is_within(p[1], '0', '9'))
        return gb18030_four(d, p, n);
    if (is_within(p[1], 0x40, 0xFE) && p[1] != 0x7F)
        code = INDEX(gb18030, GB18030_RUN, (p[0] - 0x81) * 190 + p[1]
                                              - (p[1] < 0x7F ? 0x40 : 0x41));
    return pair(d, code, p[1]);
}
#endif

#if GALLEY_CHARSET_BIG5
static uint8_t big5_unit(struct galley_decoded *d, const uint8_t *p,
                         uint8_t n)
{
    uint32_t code = 0;
    int pointer;

    if (!is_within(p[0], 0x81, 0xFE))
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 2)
        return 0;
    if (is_within(p[1], 0x40, 0x7E) || is_within(p[1], 0xA1, 0xFE)) {
        pointer = (p[0] - 0x81) * 157 + p[1] - (p[1] < 0x7F ? 0x40 : 0x62);
        code = INDEX(big5, BIG5_RUN, pointer);
        /* Four have a mark of their own behind the letter. */
        if (pointer == 1133 || pointer == 1135)
            code = 0xCA;
        else if (pointer == 1164 || pointer == 1166)
            code = 0xEA;
        if (code == 0xCA || code == 0xEA)
            d->second = pointer == 1133 || pointer == 1164 ? 0x304
                      : pointer == 1135 || pointer == 1166 ? 0x30C : 0;
    }
    return pair(d, code, p[1]);
}
#endif

#if GALLEY_CHARSET_EUC_KR
static uint8_t euc_kr_unit(struct galley_decoded *d, const uint8_t *p,
                           uint8_t n)
{
    uint32_t code = 0;

    if (!is_within(p[0], 0x81, 0xFE))
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 2)
        return 0;
    if (is_within(p[1], 0x41, 0xFE))
        code = INDEX(euc_kr, EUC_KR_RUN,
                     (p[0] - 0x81) * 190 + p[1] - 0x41);
    return pair(d, code, p[1]);
}
#endif

#if GALLEY_CHARSET_EUC_JP
static bool is_euc(uint8_t b)
{
    return is_within(b, 0xA1, 0xFE);
}

static uint8_t euc_jp_unit(struct galley_decoded *d, const uint8_t *p,
                           uint8_t n)
{
    uint32_t code = 0;

    if (!is_euc(p[0]) && p[0] != 0x8E && p[0] != 0x8F)
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 2)
        return 0;
    if (p[0] == 0x8E) { /* katakana of half width */
        if (is_within(p[1], 0xA1, 0xDF))
            code = 0xFF61 + (uint32_t)(p[1] - 0xA1);
    } else if (p[0] == 0x8F && is_euc(p[1])) {
        if (n < 3)
            return 0;
        if (is_euc(p[2]))
            code = INDEX(jis0212, JIS0212_RUN,
                         (p[1] - 0xA1) * 94 + p[2] - 0xA1);
        return (uint8_t)(1 + pair(d, code, p[2]));
    } else if (is_euc(p[0]) && is_euc(p[1])) {
        code = INDEX(jis0208, JIS0208_RUN,
                     (p[0] - 0xA1) * 94 + p[1] - 0xA1);
    }
    return pair(d, code, p[1]);
}
#endif

#if GALLEY_CHARSET_SHIFT_JIS
static uint8_t shift_jis_unit(struct galley_decoded *d, const uint8_t *p,
                              uint8_t n)
{
    uint32_t code = 0;
    int pointer;

    if (is_within(p[0], 0xA1, 0xDF))
        return single(d, 0xFF61 + (uint32_t)(p[0] - 0xA1));
    if (p[0] == 0x80)
        return single(d, 0x80);
    if (p[0] == 0xA0 || p[0] > 0xFC)
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 2)
        return 0;
    if (is_within(p[1], 0x40, 0xFC) && p[1] != 0x7F) {
        pointer = (p[0] - (p[0] < 0xA0 ? 0x81 : 0xC1)) * 188 + p[1]
                  - (p[1] < 0x7F ? 0x40 : 0x41);
        if (pointer >= 8836 && pointer <= 10715) /* private use */
            code = 0xE000 + (uint32_t)(pointer - 8836);
        else
            code = INDEX(jis0208, JIS0208_RUN, pointer);
    }
    return pair(d, code, p[1]);
}
#endif

#if GALLEY_CHARSET_ISO_2022_JP
#define ESC 0x1B

/* The states.  ESCAPED: nothing came behind the escape sequence yet. */
#define ROMAN 1
#define KATAKANA 2
#define KANJI 3
#define ESCAPED 0x80

static uint8_t escape_sequence(struct galley_decoded *d, const uint8_t *p,
                               uint8_t n)
{
    bool escaped = (d->state & ESCAPED) != 0;
    uint8_t state = ESCAPED;

    d->state &= (uint8_t)~ESCAPED;
    if (n > 1 && p[1] != '(' && p[1] != '$')
        return single(d, REPLACEMENT_CHARACTER);
    if (n < 3)
        return 0;
    if (p[1] == '$' && (p[2] == '@' || p[2] == 'B'))
        state |= KANJI;
    else if (p[1] == '(' && p[2] == 'J')
        state |= ROMAN;
    else if (p[1] == '(' && p[2] == 'I')
        state |= KATAKANA;
    else if (p[1] != '(' || p[2] != 'B')
        return single(d, REPLACEMENT_CHARACTER);
    d->state = state;
    d->code = REPLACEMENT_CHARACTER;
    d->nothing = !escaped;
    return 3;
}

static uint8_t iso_2022_jp_unit(struct galley_decoded *d, const uint8_t *p,
                                uint8_t n)
{
    uint32_t code = REPLACEMENT_CHARACTER;

    if (p[0] == ESC)
        return escape_sequence(d, p, n);
    d->state &= (uint8_t)~ESCAPED;
    if (d->state == KANJI && is_within(p[0], 0x21, 0x7E)) {
        if (n < 2)
            return 0;
        code = 0;
        if (is_within(p[1], 0x21, 0x7E))
            code = INDEX(jis0208, JIS0208_RUN,
                         (p[0] - 0x21) * 94 + p[1] - 0x21);
        pair(d, code, p[1]);
        return p[1] == ESC ? 1 : 2;
    }
    if (d->state == KATAKANA && is_within(p[0], 0x21, 0x5F))
        code = 0xFF61 + (uint32_t)(p[0] - 0x21);
    else if (d->state == ROMAN && p[0] == 0x5C)
        code = 0xA5;
    else if (d->state == ROMAN && p[0] == 0x7E)
        code = 0x203E;
    else if (d->state <= ROMAN && p[0] < 0x80
             && !galley_multibyte_shifts(p[0]))
        code = p[0];
    return single(d, code);
}
#endif

void galley_multibyte_decode(uint8_t encoding, uint8_t state,
                             const uint8_t *p, uint8_t n, bool last,
                             struct galley_decoded *d)
{
    d->used = 0;
    d->second = 0;
    d->state = state;
    d->nothing = false;
    if (p[0] < 0x80 && encoding != ISO_2022_JP) {
        d->used = single(d, p[0]);
        return;
    }
    switch (encoding) {
#if GALLEY_CHARSET_BIG5
    case BIG5:
        d->used = big5_unit(d, p, n);
        break;
#endif
#if GALLEY_CHARSET_EUC_JP
    case EUC_JP:
        d->used = euc_jp_unit(d, p, n);
        break;
#endif
#if GALLEY_CHARSET_SHIFT_JIS
    case SHIFT_JIS:
        d->used = shift_jis_unit(d, p, n);
        break;
#endif
#if GALLEY_CHARSET_EUC_KR
    case EUC_KR:
        d->used = euc_kr_unit(d, p, n);
        break;
#endif
#if GALLEY_CHARSET_ISO_2022_JP
    case ISO_2022_JP:
        d->used = iso_2022_jp_unit(d, p, n);
        break;
#endif
    default:
#if GALLEY_CHARSET_GB18030
        d->used = gb18030_unit(d, p, n);
#endif
        break;
    }
    if (d->used == 0 && last) {
        d->code = REPLACEMENT_CHARACTER;
        d->used = encoding == ISO_2022_JP ? 1 : n;
    }
}

#endif
