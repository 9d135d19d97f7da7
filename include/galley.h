/* SPDX-License-Identifier: MIT */
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
 *
 * What is read.  The text that the page shows without scripts or style sheets,
 * except for hidden and style="display:none".  A page that shows no article is
 * given one, as far as the window holds it, from the first that has any of:
 * hidden text, <noscript>, articleBody of JSON-LD.
 *
 * Out of order.  Pointers to struct galley and options must be valid; a NULL
 * piece is fine when its size is 0.  galley_init comes first, always.
 *
 *     state           feed         finish        reset     body
 *     init, reset     reads        ends          begins    ""
 *     feed said OK    reads        ends          begins    ""
 *     feed said DONE  DONE         ends          begins    ""
 *     an error        the error    the error     begins    ""
 *     broken off      the error    the error     begins    so far
 *     finished        as finish    as before     begins    the article
 *     refused         the error    the error     the error ""
 *     in on_block     ERR_CALL     ERR_CALL      ERR_CALL  ""
 *
 * "Broken off" is a response (options.http) whose body ended too early or
 * went wrong: GALLEY_ERR_HTTP_LENGTH, _SYNTAX or _LIMIT from feed or finish,
 * or what was compressed (options.inflate_window) and did so:
 * GALLEY_ERR_INFLATE or _WINDOW; what has come of the article is finished by
 * the same call.  "Refused" is GALLEY_ERR_OPTIONS or GALLEY_ERR_CONFIG of
 * galley_init.  The other fields
 * may be read in every state, also inside on_block; one that is not known
 * (yet) is "", a number that is no field gives NULL and 0.  Inside on_block
 * galley_init of the same struct ends in GALLEY_ERR_SINK.
 */
#ifndef GALLEY_H
#define GALLEY_H

#include <stddef.h>
#include <stdint.h>

#include "galley_charset.h"
#include "galley_config.h"
#include "galley_http.h"
#if GALLEY_INFLATE
#include "galley_inflate.h"
#endif
#include "galley_state.h"
#include "galley_status.h"
#include "galley_tokenizer.h"
#if GALLEY_TRACE
#include "galley_trace.h"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header, to print and to compare. */
#define GALLEY_VERSION "0.2.0"
#define GALLEY_VERSION_NUMBER 0x000200 /* 0xMMmmpp: major, minor, patch */

struct galley;
struct galley_options;

/* ---- the calls ---- */

/* Prepares for one page.  The buffers are emptied.  GALLEY_OK,
 * GALLEY_ERR_OPTIONS, or GALLEY_ERR_CONFIG when the caller was compiled with
 * another configuration than the library; then every later call answers the
 * same error.  (The macro passes the bytes that both structs have here, which
 * tells.) */
#define galley_init(g, options)                                   \
    galley_init_sized((g), (options), sizeof(struct galley),      \
                      sizeof(struct galley_options))
enum galley_result galley_init_sized(struct galley *g,
                                     const struct galley_options *options,
                                     size_t size, size_t options_size);

/* Bytes of struct galley and of struct galley_options in the library, for
 * who has no C compiler to ask: what galley_init_sized wants. */
size_t galley_size(void);
size_t galley_options_size(void);

/* Prepares for another page with the same options.  (The transport's charset
 * is taken anew: NULL or a label.)  GALLEY_OK, or the error that galley_init
 * refused the options with. */
enum galley_result galley_reset(struct galley *g, const char *charset);

/* Reads size bytes of the page.  GALLEY_OK: go on; GALLEY_DONE: the article
 * is taken to be complete, which is a decision, though a safe one: you may
 * stop reading, further input is ignored (options.whole reads to the end);
 * or with options.http the response has ended by its length or last chunk,
 * and a connection that is kept alive brings no more; negative: an error. */
enum galley_result galley_feed(struct galley *g, const void *bytes,
                               size_t size);

/* The page has ended (or GALLEY_DONE was returned): decides what is left.
 * GALLEY_OK, GALLEY_TRUNCATED when a buffer was too small for the headline or
 * the body, or an error; GALLEY_ERR_NO_ARTICLE leaves the other fields
 * readable, and a response that broke off the article so far. */
enum galley_result galley_finish(struct galley *g);

/* ---- fields ---- */

/* What is asked for. */
enum galley_field {
    GALLEY_FIELD_HEADLINE,    /* without the site's name */
    GALLEY_FIELD_BYLINE,      /* the authors' names */
    GALLEY_FIELD_PUBLISHED,   /* ISO 8601, as found */
    GALLEY_FIELD_SITE,        /* the site's name */
    GALLEY_FIELD_DESCRIPTION, /* what the page says of itself */
    GALLEY_FIELD_LANG,        /* BCP 47, as found */
    GALLEY_FIELD_BODY,        /* paragraphs separated by blank lines */
    GALLEY_FIELD_LOCATION     /* with GALLEY_ERR_HTTP_REDIRECT, _REFRESH */
};

/* A field, NUL-terminated, "" where the page does not say; valid until the
 * next call of init, reset, feed or finish.  NULL for a number that is no
 * field.  The headline is there no later than the first block that leaves the
 * window, as far as it is known then, and final after galley_finish; the body
 * is there after galley_finish, unless on_block had it. */
const char *galley_field(const struct galley *g, enum galley_field field);

/* The bytes that the field would need, NUL not counted, as snprintf does:
 * more than its buffer holds when it was cut.  The body's buffer needs two
 * more besides the NUL: a block waits with what separates it from the next. */
uint32_t galley_needed(const struct galley *g, enum galley_field field);

/* Bytes of input after which the article was taken to be complete: all of
 * them, unless galley_feed returned GALLEY_DONE.  Of a response that has
 * ended by itself, its bytes.  Compressed input counts as it was sent, up to
 * where it gives the next multiple of 256 bytes of the page.  Saturates at
 * 2^32-1. */
uint32_t galley_bytes_needed(const struct galley *g);

/* The HTTP status (options.http), or 0. */
int galley_http_status(const struct galley *g);

/* What a result of any function means: one English sentence without a final
 * stop, and its short name ("ok", "no_article", "http_redirect").  On AVR and
 * the ESP8266 the strings are in flash: read them with the functions of their
 * pgmspace.h. */
const char *galley_strerror(int result);
const char *galley_strname(int result);

/* ---- blocks ---- */

/* What a block is. */
enum galley_kind {
    GALLEY_KIND_PARAGRAPH,    /* and what is nothing of the following */
    GALLEY_KIND_HEADING,      /* level 1 to 6 */
    GALLEY_KIND_LIST_ITEM,    /* level: depth of nesting, 1 to 15 */
    GALLEY_KIND_QUOTE,        /* a block of its own: <blockquote> */
    GALLEY_KIND_PREFORMATTED, /* white space as in the page */
    GALLEY_KIND_TABLE_ROW,    /* cells separated by a tab */
    GALLEY_KIND_CAPTION       /* delivered to on_block, never in the body */
};

/* block.flags: a text longer than the window comes in several blocks. */
#define GALLEY_BLOCK_CONTINUES 1 /* the next block continues this text */
#define GALLEY_BLOCK_CONTINUED 2 /* this one continues the block before */

/* A block of the article, for on_block. */
struct galley_block {
    uint8_t kind;    /* enum galley_kind */
    uint8_t level;   /* 0 where the kind has none */
    uint8_t flags;   /* GALLEY_BLOCK_... */
    uint16_t number; /* of an item of an ordered list, 1 to 65535; 0: none */
    const char *text; /* UTF-8, size bytes, not NUL-terminated; valid during
                         the call */
    size_t size;     /* bytes */
};

/* ---- options ---- */

/* The smallest body buffer, bytes. */
#define GALLEY_BODY_MIN 256

/* What galley_init copies.  All of it may be 0. */
struct galley_options {
    /* The headline goes here, a buffer of so many bytes; NULL and 0: no copy,
     * galley_field has it. */
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
    /* 1: the input is a whole HTTP/1.x response, head first; 2: it is what a
     * tool saved of it, where the heads of redirects may stand in front. */
    uint8_t http;
    /* 1: return GALLEY_DONE at the end of a response alone: read the whole
     * page. */
    uint8_t whole;
#if GALLEY_INFLATE
    /* For pages that are compressed: the bytes that these may copy from,
     * GALLEY_INFLATE_MIN at least, and GALLEY_INFLATE_MAX are enough for all
     * (galley_inflate.h).  Then what begins as gzip does is inflated, and of a
     * response what its Content-Encoding calls gzip or deflate; what becomes
     * of it is bounded by nothing, as the page itself, and takes time in
     * proportion.  NULL and 0: it is GALLEY_ERR_COMPRESSED. */
    void *inflate_window;
    size_t inflate_size;
#endif
#if GALLEY_TRACE
    /* For training: see galley_trace.h. */
    void (*on_trace)(void *user, const struct galley_trace *trace);
#endif
};

/* Names of the defaults: struct galley_options o = GALLEY_OPTIONS; */
#ifdef __cplusplus
#define GALLEY_OPTIONS {}
#else
#define GALLEY_OPTIONS {0}
#endif

/* ---- the struct, small members first ---- */

/* All that is known of one page.  Opaque: only the size is of interest. */
struct galley {
    int status;             /* the last result; errors stay.  First, so that a
                               refused caller of any size finds it. */
    uint8_t http_begun;     /* the body has begun */
    uint8_t http_ended;     /* the response has, by itself */
    struct galley_page page;
    struct galley_headline headline;
    struct galley_byline byline;
    struct galley_meta meta;
    struct galley_article article;
    uint32_t bytes_needed;
    uint32_t framing;       /* bytes of the response around the page */
#if GALLEY_INFLATE
    uint32_t inflate_bytes; /* of the page as it was sent, if inflated */
#endif
    uint8_t finished;
    struct galley_judge judge;
    struct galley_options options;
    struct galley_blocks blocks;
    struct galley_json json;
    struct galley_jsonld jsonld;
    struct galley_classify classify;
    struct galley_decide decide;
    struct galley_tag tag;
    struct galley_records records;
    struct galley_elements elements;
    struct galley_fields fields;
    struct galley_charset charset;
    struct galley_tokenizer tokenizer;
#if GALLEY_HTTP
    struct galley_http http;
#endif
#if GALLEY_INFLATE
    struct galley_inflate inflate;
#endif
};

#ifdef __cplusplus
}
#endif

#endif
