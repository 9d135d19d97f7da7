/* SPDX-License-Identifier: MIT */
/*
 * Galley: from bytes to UTF-8 (WHATWG Encoding standard), usable alone
 * (src/charset.c, multibyte.c and text.c).
 *
 * Decides the encoding as it goes (byte order mark, transport, <meta>, the
 * bytes themselves) and hands on valid UTF-8: runs that are valid already
 * are spans of the caller's chunk, everything else passes through a small
 * buffer in the struct.  Never looks back at bytes already passed on.
 *
 *     galley_charset_init(&c, label, strlen(label));
 *     const char *p = chunk, *end = chunk + n;
 *     while ((r = galley_charset_next(&c, &p, end, &text)) > 0)
 *         use(&text);
 *     ... at the end of the input:
 *     while ((r = galley_charset_finish(&c, &text)) > 0)
 *         use(&text);
 */
#ifndef GALLEY_CHARSET_H
#define GALLEY_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The longest name of an encoding, NUL included, bytes. */
#define GALLEY_CHARSET_NAME 15

/* All state.  Opaque: the fields may change. */
struct galley_charset {
    uint32_t offset;   /* bytes of input up to the end of the last span */
    uint32_t span;     /* of these, the last span's own */
    uint8_t out_size;
    uint8_t hold_size;
    uint8_t begun;     /* 1: the first bytes have been judged */
    uint8_t encoding;  /* in use */
    uint8_t declared;  /* by transport or <meta>, 0: by nobody */
    uint8_t fallback;  /* what it is if it is not UTF-8 and nobody said */
    uint8_t evidence;  /* UTF-8 sequences seen; of a page that was declared
                        * to be UTF-8, others; saturates */
    uint8_t controls;  /* control characters near the start */
    int8_t error;
    uint8_t state;     /* of ISO-2022-JP */
    uint8_t unit;      /* bytes of each character in out, 0: two in two */
    uint8_t settled;   /* 1: a byte of ASCII is what it is, unless it comes
                        * behind bytes that are held; there is no error */
    uint8_t hold[4];   /* bytes read but not decided */
    uint8_t out[41];   /* the last span, unless it is in the caller's chunk */
};

/* label: what the transport said (a WHATWG label in any case), size bytes;
 * NULL or 0 bytes when it said nothing.  An unknown label counts as none. */
void galley_charset_init(struct galley_charset *c, const char *label,
                         size_t size);

/* Reads from *p and advances it.  1: *text holds the next run of UTF-8
 * (never empty, never cut inside a character); 0: the input is used up;
 * negative: GALLEY_ERR_BINARY, _COMPRESSED or _CHARSET, sticky. */
int galley_charset_next(struct galley_charset *c, const char **p,
                        const char *end, struct galley_span *text);

/* At the end of the input: 1 with what a cut-off character becomes, then 0;
 * negative as above (an input of fewer bytes than a magic number is judged
 * here). */
int galley_charset_finish(struct galley_charset *c, struct galley_span *text);

/* A <meta> declared this label, size bytes; the first one that is known
 * counts.  To be called before the next call of galley_charset_next.  That
 * call is GALLEY_ERR_CHARSET after one of the encodings that the standard
 * replaces, and after ISO-2022-JP where that is not built in or comes behind
 * the first 4096 bytes: their ASCII bytes are not ASCII. */
void galley_charset_declare(struct galley_charset *c, const char *label,
                            size_t size);

/* The page's language, a BCP 47 tag of size bytes: in its encoding a page is
 * read that declares none, or UTF-8, and is not UTF-8 from its first byte
 * above 0x7F on.  To be called as galley_charset_declare; without a call, and
 * where the encoding is not built in, that is windows-1252. */
void galley_charset_language(struct galley_charset *c, const char *lang,
                             size_t size);

/* Bytes of input behind the first size bytes of the span that the last call
 * handed on, counted from the start of the input.  Saturates at 2^32-1. */
uint32_t galley_charset_offset(const struct galley_charset *c, size_t size);

/* The name of the encoding in use, or of the one that was declared and is
 * not built in, in lower case.  UTF-8 as long as nothing speaks against. */
void galley_charset_name(const struct galley_charset *c,
                         char name[GALLEY_CHARSET_NAME]);

#ifdef __cplusplus
}
#endif

#endif
