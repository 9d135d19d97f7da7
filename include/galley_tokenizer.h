/* SPDX-License-Identifier: MIT */
/*
 * Galley: the HTML tokenizer, usable alone (src/tokenizer.c, entities.c,
 * references.c and text.c).
 *
 * The tokenizer of the WHATWG HTML standard (section 13.2.5) as a pull
 * parser.  The caller owns the struct and the input; nothing is allocated,
 * no pointer is kept between calls, so the struct may be moved by memcpy.
 * Input is UTF-8 in pieces of any size; bytes above 0x7F pass through
 * unchanged.  Any cut of the input gives the same tokens, once adjacent
 * pieces are joined.  Re-entrant: all state is in the struct.
 *
 *     const char *p = chunk, *end = chunk + n;
 *     while (galley_tokenizer_next(&t, &p, end, &token))
 *         use(&token);
 *     ... at the end of the input:
 *     while (galley_tokenizer_finish(&t, &token))
 *         use(&token);
 *
 * A tag arrives as START_TAG or END_TAG (the name, in pieces), then for each
 * attribute ATTRIBUTE_NAME pieces and ATTRIBUTE_VALUE pieces, then TAG.  A
 * tag that the end of the input cut off has no TAG: forget it; likewise a
 * processing instruction whose data has no last piece.
 *
 * Where this differs from the standard: attributes beyond GALLEY_ATTRIBUTES
 * in one tag are not checked for duplicates, and two names are taken for the
 * same when their 32-bit hashes agree; a target of GALLEY_HELD bytes or more
 * makes a comment of its processing instruction; the end tag of a name longer
 * than GALLEY_LAST_TAG is not found by RCDATA, RAWTEXT and script data.  Parse
 * errors are not reported.
 */
#ifndef GALLEY_TOKENIZER_H
#define GALLEY_TOKENIZER_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* token.type */
#define GALLEY_TOKEN_NONE 0            /* no token: the input is used up */
#define GALLEY_TOKEN_TEXT 1            /* a piece of character data */
#define GALLEY_TOKEN_START_TAG 2       /* a piece of a name, lower-cased */
#define GALLEY_TOKEN_END_TAG 3
#define GALLEY_TOKEN_ATTRIBUTE_NAME 4  /* a piece of a name, lower-cased */
#define GALLEY_TOKEN_ATTRIBUTE_VALUE 5 /* a piece of a value, references
                                          decoded; an empty value has none */
#define GALLEY_TOKEN_TAG 6             /* the tag is complete: '>' was read */
#define GALLEY_TOKEN_COMMENT 7         /* a piece of a comment */
#define GALLEY_TOKEN_DOCTYPE_NAME 8    /* pieces; absent parts have none */
#define GALLEY_TOKEN_DOCTYPE_PUBLIC 9
#define GALLEY_TOKEN_DOCTYPE_SYSTEM 10
#define GALLEY_TOKEN_DOCTYPE 11        /* the DOCTYPE is complete */
#define GALLEY_TOKEN_PI_TARGET 12      /* a piece of a target, as written */
#define GALLEY_TOKEN_PI_DATA 13
#define GALLEY_TOKEN_END 14            /* end of file; from finish only */

/* token.flags */
#define GALLEY_FLAG_LAST 1          /* the last piece of a name, comment,
                                       DOCTYPE part or PI part; it may be
                                       empty.  TEXT and ATTRIBUTE_VALUE have
                                       no last piece: another type ends them */
#define GALLEY_FLAG_SELF_CLOSING 2  /* with TAG: "/>" */
#define GALLEY_FLAG_DUPLICATE 4     /* with the last piece of an attribute
                                       name: forget it; no value follows */
#define GALLEY_FLAG_FORCE_QUIRKS 8  /* with DOCTYPE */

/* A token, or a piece of one. */
struct galley_token {
    uint8_t type;     /* GALLEY_TOKEN_... */
    uint8_t flags;    /* GALLEY_FLAG_... */
    const char *data; /* bytes of the piece, not NUL-terminated; in the
                         caller's chunk, in the struct or in a const table:
                         valid until the next call */
    size_t size;      /* bytes; 0 is possible with LAST and with TAG */
    uint32_t hash;    /* with the last piece of a tag's or an attribute's
                         name: FNV-1a of the whole name; else not set */
};

/* Tokenizer states that a consumer can switch to. */
#define GALLEY_STATE_DATA 0
#define GALLEY_STATE_RCDATA 1      /* title, textarea */
#define GALLEY_STATE_RAWTEXT 2     /* style, xmp, iframe, noembed, noframes */
#define GALLEY_STATE_SCRIPT_DATA 3 /* script */
#define GALLEY_STATE_PLAINTEXT 4   /* plaintext */
#define GALLEY_STATE_CDATA 5       /* CDATA section, foreign content only */

/* Bytes of input that may have to be held until a decision: the longest
 * character reference, "&CounterClockwiseContourIntegral" (a ';' decides).
 * A processing instruction whose target does not fit is a comment. */
#define GALLEY_HELD 32

/* Bytes of a start tag's name that are kept to know its end tag again:
 * RCDATA, RAWTEXT and script data after a longer name never end. */
#define GALLEY_LAST_TAG 16

/* A place in the table of named character references. */
struct galley_entity {
    uint16_t at;     /* offset, bytes */
    uint16_t letter; /* the next one: offset in the table of their pieces; 0:
                        all letters of the entry at that place are met */
    uint16_t value;  /* of the best name: offset, bytes */
    uint8_t size;    /* characters met */
    uint8_t best;    /* characters of the longest complete name, 0: none */
};

/* All state.  Opaque: the fields may change; the size is known so that the
 * caller can place it. */
struct galley_tokenizer {
    uint8_t state;
    uint8_t return_state;  /* after a character reference or a '<' in text */
    uint8_t flags;
    uint8_t attributes;    /* of this tag, in attribute[] */
    uint8_t last_size;     /* bytes in last[]; 255: it was longer */
    uint8_t held_size;     /* bytes in held[] */
    char last[GALLEY_LAST_TAG]; /* name of the last start tag */
    char held[GALLEY_HELD];     /* read, not yet delivered; or a piece that
                                   differs from the input's bytes */
    union {
        uint32_t code;               /* of a numeric reference */
        struct galley_entity entity; /* of a named one */
    } reference;
    uint32_t hash; /* of the name so far */
    uint32_t attribute[GALLEY_ATTRIBUTES]; /* hashes of names */
};

/* Starts in the data state with CDATA sections off. */
void galley_tokenizer_init(struct galley_tokenizer *t);

/* Reads from *p and advances it; returns the token's type, or
 * GALLEY_TOKEN_NONE when *p has reached end and more input is needed.
 * Never reads at or past end. */
int galley_tokenizer_next(struct galley_tokenizer *t, const char **p,
                          const char *end, struct galley_token *token);

/* To be called at the end of the input until it returns GALLEY_TOKEN_NONE;
 * the last token is GALLEY_TOKEN_END. */
int galley_tokenizer_finish(struct galley_tokenizer *t,
                            struct galley_token *token);

/* Switches to one of GALLEY_STATE_*; right after a TAG token (or before any
 * input).  RCDATA, RAWTEXT and SCRIPT_DATA end at the end tag whose name is
 * that of the last start tag. */
void galley_tokenizer_switch(struct galley_tokenizer *t, uint8_t state);

/* Sets the last start tag's name, size bytes in lower case: the initial
 * condition of a fragment. */
void galley_tokenizer_last_start_tag(struct galley_tokenizer *t,
                                     const char *name, size_t size);

/* 1: "<![CDATA[" opens a CDATA section (the consumer is inside svg or math);
 * 0: it is a bogus comment. */
void galley_tokenizer_allow_cdata(struct galley_tokenizer *t, uint8_t allow);

#ifdef __cplusplus
}
#endif

#endif
