/*
 * Galley: small helpers for UTF-8 text in fixed buffers.
 */
#ifndef GALLEY_SRC_TEXT_H
#define GALLEY_SRC_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a over the ASCII-lower-cased bytes of a word, byte by byte, then
 * folded to 16 bits. */
#define GALLEY_HASH_START UINT32_C(2166136261)

static inline uint8_t galley_lower(uint8_t c)
{
    return (uint8_t)(c - 'A') < 26 ? (uint8_t)(c + 32) : c;
}

static inline uint32_t galley_hash_byte(uint32_t hash, uint8_t c)
{
    return (hash ^ galley_lower(c)) * UINT32_C(16777619);
}

static inline uint16_t galley_hash_fold(uint32_t hash)
{
    return (uint16_t)(hash ^ (hash >> 16));
}

/* A byte of a word: an ASCII letter or digit, or part of any character
 * beyond ASCII. */
static inline uint8_t galley_word_byte(uint8_t c)
{
    return c >= 0x80 || (uint8_t)(c - '0') < 10 ||
           (uint8_t)((c | 32) - 'a') < 26;
}

static inline uint8_t galley_is_space(uint8_t c)
{
    return c == ' ' || (uint8_t)(c - 9) < 5;
}

/* The value of a hexadecimal digit, 255 for another byte. */
static inline uint8_t galley_hex(uint8_t c)
{
    if ((uint8_t)(c - '0') < 10)
        return (uint8_t)(c - '0');
    c = galley_lower(c);
    return (uint8_t)(c - 'a') < 6 ? (uint8_t)(c - 'a' + 10) : 255;
}

/* The next word of the NUL-terminated text at *p, *p advanced behind it: its
 * size, 0 at the end.  Words end at punctuation, also at that of
 * U+2010..U+206F, U+00A0 and U+3000; an ideograph, kana or syllable of
 * U+3040..U+DFFF is a word of its own. */
size_t galley_text_word(const char **p, const char **word);

/* The folded hash of n bytes. */
uint16_t galley_text_hash(const char *p, size_t n);

/* How many bytes of the size bytes at p to keep so that no more than max
 * remain: ends at a word where one ends in the last half, else at a
 * character; without trailing white space.  Only max + 1 bytes are read. */
size_t galley_text_cut(const char *p, size_t size, size_t max);

/* Appends n bytes to the size bytes at buffer, runs of white space folded to
 * one space and none at the start.  *length counts what an endless buffer
 * would hold and carries a pending space in its top bit: begin with 0. */
void galley_text_append(char *buffer, size_t size, uint16_t *length,
                        const char *p, size_t n);
/* Ends the value: NUL-terminated, cut at a word where it did not fit. */
void galley_text_end(char *buffer, size_t size, uint16_t *length);

/* 1: equal but for the case of ASCII letters; b is in flash, lower case and
 * NUL-terminated. */
uint8_t galley_text_equal(const char *a, size_t n, const char *b);

/* The size of a separator at p, of titles and bylines: a space, one of
 * | - : > and the like, a space; 0: there is none. */
size_t galley_text_separator(const char *p);

#endif
