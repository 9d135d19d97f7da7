/* SPDX-License-Identifier: MIT */
/*
 * Galley: small helpers for UTF-8 text in fixed buffers.
 */
#ifndef GALLEY_SRC_TEXT_H
#define GALLEY_SRC_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keeps what a function has on the stack out of its caller's frame. */
#if defined __GNUC__
#define GALLEY_NOINLINE __attribute__((noinline))
#else
#define GALLEY_NOINLINE
#endif

/* The same where the stack is small; elsewhere a call costs more. */
#if UINTPTR_MAX > 0xFFFFFFFFu
#define GALLEY_SHALLOW
#else
#define GALLEY_SHALLOW GALLEY_NOINLINE
#endif

/* Where size counts: a function that is smaller apart. */
#if defined __OPTIMIZE_SIZE__
#define GALLEY_APART GALLEY_NOINLINE
#else
#define GALLEY_APART
#endif

/* FNV-1a over the ASCII-lower-cased bytes of a word, byte by byte, then
 * folded to 16 bits. */
#define GALLEY_HASH_START UINT32_C(2166136261)
#define GALLEY_HASH_PRIME UINT32_C(16777619)

/* ASCII alone. */
static inline bool galley_is_upper(uint8_t c)
{
    return (uint8_t)(c - 'A') < 26;
}

static inline bool galley_is_lower(uint8_t c)
{
    return (uint8_t)(c - 'a') < 26;
}

static inline bool galley_is_digit(uint8_t c)
{
    return (uint8_t)(c - '0') < 10;
}

static inline uint8_t galley_lower(uint8_t c)
{
    return galley_is_upper(c) ? (uint8_t)(c + 32) : c;
}

/* With a byte that is in lower case, or whose case counts. */
static inline uint32_t galley_hash_step(uint32_t hash, uint32_t c)
{
    return (hash ^ c) * GALLEY_HASH_PRIME;
}

static inline uint32_t galley_hash_byte(uint32_t hash, uint8_t c)
{
    return galley_hash_step(hash, galley_lower(c));
}

/* With n of them. */
static inline uint32_t galley_hash_bytes(uint32_t hash, const char *p,
                                         size_t n)
{
    while (n-- > 0)
        hash = galley_hash_byte(hash, (uint8_t)*p++);
    return hash;
}

static inline uint16_t galley_hash_fold(uint32_t hash)
{
    return (uint16_t)(hash ^ (hash >> 16));
}

/* The row whose name has the hash, or 0; hashes and places are those of
 * names.py, size, a power of two, of the latter. */
uint8_t galley_text_find_hash(uint32_t hash, const uint16_t *hashes,
                              const uint8_t *places, size_t size);

/* A byte of a word: an ASCII letter or digit, or part of any character
 * beyond ASCII. */
static inline bool galley_word_byte(uint8_t c)
{
    return c >= 0x80 || galley_is_digit(c) || galley_is_lower(c | 32);
}

static inline bool galley_is_space(uint8_t c)
{
    return c == ' ' || (uint8_t)(c - 9) < 5;
}

/* The bytes of a character of valid UTF-8, by its first. */
static inline uint8_t galley_text_character(uint8_t lead)
{
    return (uint8_t)(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
}

/* Writes a code point in UTF-8; returns its size, 1 to 4 bytes. */
uint8_t galley_text_encode(uint32_t code, char *out);

/* The value of a hexadecimal digit, 255 for another byte. */
static inline uint8_t galley_hex(uint8_t c)
{
    if (galley_is_digit(c))
        return (uint8_t)(c - '0');
    c = (uint8_t)((c | 32) - 'a');
    return c < 6 ? (uint8_t)(c + 10) : 255;
}

/* The next word of the NUL-terminated text at *p, *p advanced behind it: its
 * size, 0 at the end.  Words end at punctuation, also at that of
 * U+2010..U+206F, U+00A0 and U+3000; an ideograph, kana or syllable of
 * U+3040..U+DFFF is a word of its own. */
size_t galley_text_word(const char **p, const char **word);

/* The last word of the text that ends at end, where none goes on: its size, 0
 * if there is none. */
size_t galley_text_last_word(const char *text, const char *end,
                             const char **word);

/* Whether two words are the same but for the case of ASCII letters. */
bool galley_text_same(const char *a, size_t n, const char *b, size_t m);

/* The folded hash of n bytes. */
uint16_t galley_text_hash(const char *p, size_t n);

/* How many bytes of the size bytes at p to keep so that no more than max
 * remain: ends at a word where one ends in the last half, else at a
 * character; without trailing white space.  Only max + 1 bytes are read. */
size_t galley_text_cut(const char *p, size_t size, size_t max);

#define TEXT_LENGTH_MOST 0x7FFFu /* counts stay there */

/* Stands in captured text where an element begins or ends. */
#define TEXT_PART '\1'

/* Appends n bytes to the size bytes at buffer, runs of white space folded to
 * one space and none at the start.  *length counts what an endless buffer
 * would hold and carries a pending space in its top bit: begin with 0. */
void galley_text_append(char *buffer, size_t size, uint16_t *length,
                        const char *p, size_t n);
/* Ends the value: NUL-terminated, cut at a word where it did not fit. */
void galley_text_end(char *buffer, size_t size, uint16_t *length);

/* Where the words of b stand in a, in order and side by side: the place
 * behind the last one, *from the first; NULL: nowhere. */
const char *galley_text_find(const char *a, const char *b,
                             const char **from);

/* Whether they do.  (Inlined: the stack is deep where titles are compared.) */
static inline bool galley_text_contains(const char *a, const char *b)
{
    const char *from;

    return galley_text_find(a, b, &from) != NULL;
}

/* Whether they are equal except for the case of ASCII letters; b is in flash,
 * lower case and NUL-terminated. */
bool galley_text_equal(const char *a, size_t n, const char *b);

/* The number, from 1, of the first word in a list that fits the n bytes at
 * word; 0: none does.  The list is in flash, in lower case, each word behind
 * a byte that is its size; a NUL ends the list. */
uint8_t galley_text_listed(const char *list, const char *word, size_t n,
                           uint8_t how);
#define LISTED_WHOLE 0 /* the same word */
#define LISTED_END 1   /* word ends so */
#define LISTED_APART 3 /* word ends so, behind anything but a letter */
#define LISTED_START 2 /* word starts so */

/* The word behind n others in such a list, in flash. */
const char *galley_text_nth(const char *list, uint8_t n);

/* Behind the size bytes of a URL that has room bytes, all 0 at first, and
 * stays a string: c, percent-encoded as browsers do unless it is printable
 * ASCII.  false: there is no room. */
bool galley_text_put_url(char *text, size_t room, uint16_t *size, char c);

/* Bytes of the space at p, also of U+00A0; 0: there is none. */
uint8_t galley_text_space(const char *p);

/* The size of a separator at p, of titles and bylines: a space, one of
 * | - : > and the like, a space; or TEXT_PART.  0: there is none. */
size_t galley_text_separator(const char *p);

#endif
