/*
 * Galley: the article of an HTML page, as it arrives.
 *
 * The contract.  The caller owns all memory: one struct galley, a headline
 * buffer, a body buffer; nothing is allocated and nothing needs closing.  The
 * struct is opaque but visible, so that its size is known; it holds no
 * pointer into itself and may be moved by memcpy between calls.  Sizes are
 * bytes and include the final NUL.  Input is the page in pieces of any size,
 * and any cut gives the same result to the byte.  Output is UTF-8, always
 * valid and NUL-terminated, cut at a word when a buffer is too small.
 * Functions return 0 to go on, a positive number for good news, a negative
 * error otherwise; an error is sticky until galley_reset or galley_init.  All
 * state is in the struct: any number of them may be in use at once, each from
 * one thread at a time.
 */
#ifndef GALLEY_H
#define GALLEY_H

#include <stddef.h>
#include <stdint.h>

#include "galley_article.h"
#include "galley_charset.h"
#include "galley_config.h"
#include "galley_http.h"
#include "galley_meta.h"
#include "galley_status.h"
#include "galley_tokenizer.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GALLEY_VERSION "0.1.0"

/* block.kind */
#define GALLEY_PARAGRAPH 0
#define GALLEY_HEADING 1      /* level 1 to 6 */
#define GALLEY_LIST_ITEM 2    /* level: depth of nesting, 1 and up */
#define GALLEY_QUOTE 3
#define GALLEY_PREFORMATTED 4 /* white space as in the page */
#define GALLEY_TABLE_ROW 5    /* cells separated by a tab */
#define GALLEY_CAPTION 6      /* delivered to on_block, never in the body */

/* block.flags */
#define GALLEY_BLOCK_CONTINUES 1 /* the next block continues this text: it
                                    was longer than the window */

struct galley_block {
    uint8_t kind;
    uint8_t level; /* 0 where the kind has none */
    uint8_t flags;
    const char *text; /* UTF-8, size bytes, not NUL-terminated; valid during
                         the call */
    size_t size;
};

/* The smallest body buffer, bytes. */
#define GALLEY_BODY_MIN 256

struct galley_options {
    /* The headline goes here; NULL and 0: no copy, galley_field has it. */
    char *headline;
    size_t headline_size;
    /* The body goes here, paragraphs separated by blank lines.  The buffer is
     * also the working window: until galley_finish it holds text that is
     * still undecided.  With on_block it is only that, the decided text
     * passes through it, and 2 to 4 KB are enough for any article.  NULL and
     * 0: no body is extracted, only the fields.  Else GALLEY_BODY_MIN bytes
     * at least. */
    char *body;
    size_t body_size;
    /* Called with each block of the article in order, as soon as it is
     * decided.  A result other than 0 stops with GALLEY_ERR_SINK.  May be
     * NULL. */
    int (*on_block)(void *user, const struct galley_block *block);
    void *user;
    /* The encoding that the transport declared: a WHATWG label, or NULL. Not
     * kept: may go away after galley_init. */
    const char *charset;
    /* 1: the input is a whole HTTP/1.x response, head first. */
    uint8_t http;
    /* 1: never return GALLEY_DONE early; read to the end of the page. */
    uint8_t whole;
#if GALLEY_TRACE
    /* For training: see galley_article.h. */
    void (*on_trace)(void *user, const struct galley_trace *trace);
#endif
};

/* Names of the defaults: struct galley_options o = GALLEY_OPTIONS; */
#ifdef __cplusplus
#define GALLEY_OPTIONS {}
#else
#define GALLEY_OPTIONS {0}
#endif

/* galley_field() and galley_needed() */
#define GALLEY_HEADLINE 0
#define GALLEY_BYLINE 1
#define GALLEY_PUBLISHED 2   /* ISO 8601, as found */
#define GALLEY_SITE 3
#define GALLEY_DESCRIPTION 4
#define GALLEY_LANG 5        /* BCP 47, as found */
#define GALLEY_BODY 6
#define GALLEY_LOCATION 7    /* of a redirect (options.http) */

struct galley {
    struct galley_options options;
    int status;             /* the last result; errors stay */
    uint32_t bytes_needed;
    uint32_t body_needed;
    uint32_t http_bytes;    /* of the response, and of the page in it */
    uint32_t page_bytes;
    uint8_t http_begun;     /* the body has begun */
    uint8_t finished;
#if GALLEY_HTTP
    struct galley_http http;
#endif
    struct galley_charset charset;
    struct galley_tokenizer tokenizer;
    struct galley_meta meta;
    struct galley_article article;
};

/* Prepares for one page.  The buffers are emptied.  GALLEY_OK, or
 * GALLEY_ERR_OPTIONS. */
int galley_init(struct galley *g, const struct galley_options *options);

/* Prepares for another page with the same options.  (The transport's charset
 * is taken anew: NULL or a label.) */
int galley_reset(struct galley *g, const char *charset);

/* Reads size bytes of the page.  GALLEY_OK: go on; GALLEY_DONE: the article
 * can no longer change, the rest may stay unread (further input is passed
 * over); negative: an error. */
int galley_feed(struct galley *g, const void *bytes, size_t size);

/* The page has ended (or GALLEY_DONE was returned): decides what is left.
 * GALLEY_OK, GALLEY_TRUNCATED when a buffer was too small for its field, or
 * an error; GALLEY_ERR_NO_ARTICLE leaves the other fields readable. */
int galley_finish(struct galley *g);

/* A field, NUL-terminated, "" where the page does not say; valid until the
 * next call of init, reset or feed. NULL for a number that is no field. */
const char *galley_field(const struct galley *g, int field);

/* The bytes that the field would need, NUL not counted, as snprintf does:
 * more than its buffer holds when it was cut. */
uint32_t galley_needed(const struct galley *g, int field);

/* Bytes of input after which the article could no longer change: all of them,
 * unless galley_feed returned GALLEY_DONE.  Saturates at 2^32-1. */
uint32_t galley_bytes_needed(const struct galley *g);

/* The HTTP status (options.http), or 0. */
int galley_http_status(const struct galley *g);

/* What a result of any function means: one English sentence without a final
 * stop, and its short name ("ok", "no_article", "http_redirect").  On AVR the
 * strings are in flash: read them with the functions of avr/pgmspace.h. */
const char *galley_strerror(int result);
const char *galley_strname(int result);

#ifdef __cplusplus
}
#endif

#endif
