/* SPDX-License-Identifier: MIT */
/*
 * Galley: small helpers for UTF-8 text in fixed buffers.  Holds nothing.
 */
#include "text.h"

#include <string.h>

#include "../include/galley_config.h"

#define PENDING 0x8000u /* a space goes before the next byte */

uint8_t galley_text_encode(uint32_t code, char *out)
{
    unsigned size, i;

    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (i = size; --i > 0; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(0xF00u >> size | code);
    return (uint8_t)size;
}

uint8_t galley_text_find_hash(uint32_t hash, const uint16_t *hashes,
                              const uint8_t *places, size_t size)
{
    uint16_t high = (uint16_t)(hash >> 16);
    size_t at = (size_t)hash;
    uint8_t row;

    do
        row = GALLEY_READ8(&places[at++ & (size - 1)]);
    while (row != 0 && GALLEY_READ16(&hashes[row]) != high);
    return row;
}

/* Bytes of the character at p, which ends at a NUL at the latest. */
static size_t character(const uint8_t *p)
{
    size_t n = 1;

    while ((p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* A byte of most words. */
static bool is_plain(uint8_t c)
{
    return galley_is_lower(c | 32) || galley_is_digit(c);
}

/* Whether words end at a character beyond ASCII. */
static bool is_wide_separator(const uint8_t *p)
{
    if (p[0] == 0xE2) /* general punctuation, except the joiners */
        return (p[1] == 0x80 && p[2] != 0x8C && p[2] != 0x8D)
               || p[1] == 0x81;
    if (p[0] == 0xE3) /* CJK punctuation */
        return p[1] == 0x80;
    /* U+0080..U+00BF; presentation and full-width forms */
    return p[0] == 0xC2 || p[0] == 0xEF;
}

static bool is_separator(const uint8_t *p)
{
    return p[0] < 0x80 ? !galley_word_byte(p[0]) : is_wide_separator(p);
}

/* U+3040..U+DFFF except what is_separator has taken. */
static bool is_ideograph(unsigned c)
{
    return c >= 0xE3 && c <= 0xED;
}

size_t galley_text_word(const char **p, const char **word)
{
    const uint8_t *c = (const uint8_t *)*p, *begin;

    while (!is_plain(*c)
           && (*c < 0x80 ? *c != '\0' : is_wide_separator(c)))
        c += character(c);
    begin = c;
    for (;;) {
        while (is_plain(*c))
            c++;
        if (*c < 0x80 || is_ideograph(*c) || is_wide_separator(c))
            break;
        c += character(c);
    }
    if (c == begin && is_ideograph(*c))
        c += character(c);
    *word = (const char *)begin;
    *p = (const char *)c;
    return (size_t)(c - begin);
}

/* The character before p. */
static const uint8_t *before(const uint8_t *p)
{
    do
        p--;
    while ((*p & 0xC0) == 0x80);
    return p;
}

size_t galley_text_last_word(const char *text, const char *end,
                             const char **word)
{
    const uint8_t *first = (const uint8_t *)text;
    const uint8_t *p = (const uint8_t *)end, *from;

    while (p > first && is_separator(before(p)))
        p = before(p);
    from = p > first ? before(p) : p;
    while (from > first && !is_ideograph(*from)) {
        const uint8_t *c = before(from);
        if (is_separator(c) || is_ideograph(*c))
            break;
        from = c;
    }
    *word = (const char *)from;
    return (size_t)(p - from);
}

bool galley_text_same(const char *a, size_t n, const char *b, size_t m)
{
    if (n != m)
        return false;
    for (; n > 0; n--)
        if (galley_lower((uint8_t)*a++) != galley_lower((uint8_t)*b++))
            return false;
    return true;
}

const char *galley_text_find(const char *a, const char *b,
                             const char **from)
{
    const char *p, *q, *word, *other, *first;
    size_t n, m, size = galley_text_word(&b, &first);

    for (;;) {
        p = a;
        n = galley_text_word(&a, from);
        if (n == 0)
            return NULL;
        if (size == 0)
            return p;
        if (!galley_text_same(*from, n, first, size))
            continue;
        p = a;
        q = b;
        while ((m = galley_text_word(&q, &other)) != 0
               && (n = galley_text_word(&p, &word)) != 0
               && galley_text_same(word, n, other, m))
            continue;
        if (m == 0)
            return p;
    }
}

uint16_t galley_text_hash(const char *p, size_t n)
{
    return galley_hash_fold(galley_hash_bytes(GALLEY_HASH_START, p, n));
}

size_t galley_text_cut(const char *p, size_t size, size_t max)
{
    size_t n = size, i;

    if (size > max) {
        n = max;
        while (n > 0 && ((uint8_t)p[n] & 0xC0) == 0x80)
            n--;
        for (i = max; i > 0 && i >= max / 2; i--) {
            if (galley_is_space((uint8_t)p[i])) {
                n = i;
                break;
            }
        }
    }
    while (n > 0 && galley_is_space((uint8_t)p[n - 1]))
        n--;
    return n;
}

void galley_text_append(char *buffer, size_t size, uint16_t *length,
                        const char *p, size_t n)
{
    size_t used = *length & TEXT_LENGTH_MOST;
    uint16_t pending = *length & PENDING;
    const char *end = p + n;

    while (p != end) {
        char c = *p++;

        if (galley_is_space((uint8_t)c)) {
            pending = used > 0 ? PENDING : 0;
            continue;
        }
        if (used > TEXT_LENGTH_MOST - 2 || c == '\0')
            continue;
        if (pending) {
            if (used < size)
                buffer[used] = ' ';
            used++;
            pending = 0;
        }
        /* The last byte, which will be the NUL, tells the cut whether a
         * word ended before it. */
        if (used < size)
            buffer[used] = c;
        used++;
        while (p != end && (uint8_t)*p > ' ' && used < size)
            buffer[used++] = *p++;
    }
    *length = (uint16_t)(used | pending);
}

/* Whether there is a NUL among the size bytes. */
static bool is_ended(const char *buffer, size_t size)
{
    while (size > 0 && buffer[size - 1] != '\0')
        size--;
    return size > 0;
}

void galley_text_end(char *buffer, size_t size, uint16_t *length)
{
    uint16_t used = *length & TEXT_LENGTH_MOST;

    *length = used;
    if (used >= size) {
        if (is_ended(buffer, size))
            return; /* was cut before */
        used = (uint16_t)galley_text_cut(buffer, used, size - 1);
    }
    buffer[used] = '\0';
}

/* Whether the n bytes at a are those at b, which is in flash and as long,
 * except for the case of ASCII letters. */
static bool begins(const char *a, size_t n, const char *b)
{
    for (; n > 0; n--) {
        uint8_t c = GALLEY_READ8((const uint8_t *)b++);
        if (c == '\0' || galley_lower((uint8_t)*a++) != c)
            return false;
    }
    return true;
}

bool galley_text_equal(const char *a, size_t n, const char *b)
{
    return begins(a, n, b) && GALLEY_READ8((const uint8_t *)b + n) == '\0';
}

/* Whether the n bytes at word fit an entry of size bytes, which are no more,
 * or as many for LISTED_WHOLE. */
static bool fits_entry(const char *word, size_t n, const char *entry,
                       size_t size, uint8_t how)
{
    if (how & LISTED_END)
        word += n - size;
    if (how == LISTED_APART && n > size
        && galley_is_lower((uint8_t)(word[-1] | 32)))
        return false;
    return begins(word, size, entry);
}

uint8_t galley_text_listed(const char *list, const char *word, size_t n,
                           uint8_t how)
{
    uint8_t number = 1, size;
    size_t least = how == LISTED_WHOLE ? n : 0;

    for (; (size = GALLEY_READ8((const uint8_t *)list)) != 0; number++) {
        if (size >= least && size <= n
            && fits_entry(word, n, list + 1, size, how))
            return number;
        list += size + 1;
    }
    return 0;
}

const char *galley_text_nth(const char *list, uint8_t n)
{
    while (n-- > 0)
        list += GALLEY_READ8((const uint8_t *)list) + 1;
    return list + 1;
}

uint8_t galley_text_space(const char *p)
{
    if (p[0] == ' ')
        return 1;
    return p[0] == '\xC2' && p[1] == '\xA0' ? 2 : 0;
}

size_t galley_text_separator(const char *p)
{
    static const char marks[] GALLEY_FLASH =
        "|\0-\0\xE2\x80\x93\0\xE2\x80\x94\0\xC2\xB7\0\xE2\x80\xA2\0"
        "\xC2\xBB\0\xC2\xAB\0~\0::\0--\0:\0\xE2\x80\xBA\0>\0";
    const uint8_t *mark = (const uint8_t *)marks;
    size_t n;
    uint8_t c;

    if (p[0] != ' ' || galley_is_lower((uint8_t)p[1] | 32))
        return p[0] == TEXT_PART;
    while (mark < (const uint8_t *)marks + sizeof marks - 1) {
        n = 0;
        while ((c = GALLEY_READ8(mark)) != '\0' && (uint8_t)p[1 + n] == c) {
            n++;
            mark++;
        }
        if (c == '\0' && galley_text_space(p + 1 + n) > 0)
            return 1 + n + galley_text_space(p + 1 + n);
        while (GALLEY_READ8(mark) != '\0')
            mark++;
        mark++;
    }
    return 0;
}

bool galley_text_put_url(char *text, size_t room, uint16_t *size, char c)
{
    static const char digits[] GALLEY_FLASH = "0123456789ABCDEF";
    bool encode = (uint8_t)(c - '!') > '~' - '!';
    char *to = text + *size;

    if (*size + (encode ? 3u : 1u) >= room)
        return false;
    *to = c;
    if (encode) {
        *to++ = '%';
        *to++ = (char)GALLEY_READ8(digits + ((uint8_t)c >> 4));
        *to = (char)GALLEY_READ8(digits + (c & 15));
    }
    *size = (uint16_t)(to + 1 - text);
    return true;
}
