/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the calls return.
 *
 * 0 means "go on", positive is good news, negative is an error.  (The pull
 * stages return 1 for "here is a span" or the type of a token instead; their
 * headers say so.)  Errors are sticky: a stage that failed returns the same
 * error until it is initialised again.
 */
#ifndef GALLEY_STATUS_H
#define GALLEY_STATUS_H

#include <stddef.h>

/* The results. */
enum galley_result {
    GALLEY_OK = 0,        /* go on; of galley_finish: that is all */
    GALLEY_DONE = 1,      /* the article, or the response, is
                             complete: hang up */
    GALLEY_TRUNCATED = 2, /* finished, but a buffer was too small */

    GALLEY_ERR_OPTIONS = -1,      /* an option is out of its range */
    GALLEY_ERR_NO_ARTICLE = -2,   /* the page holds no article text */
    GALLEY_ERR_BINARY = -3,       /* not text: PDF, image, NUL bytes */
    GALLEY_ERR_COMPRESSED = -4,   /* br, zstd and the like; gzip, deflate:
                                     without an inflate_window.  Ask for
                                     "Accept-Encoding: identity" */
    GALLEY_ERR_CHARSET = -5,      /* a character encoding not built in */
    GALLEY_ERR_HTTP_SYNTAX = -6,  /* not an HTTP/1.x response */
    GALLEY_ERR_HTTP_STATUS = -7,  /* no 2xx, nor a redirect with a
                                     Location */
    GALLEY_ERR_HTTP_REDIRECT = -8, /* 3xx: the Location is kept */
    GALLEY_ERR_HTTP_LENGTH = -9,  /* body ended before its length */
    GALLEY_ERR_LIMIT = -10,       /* a compile-time limit was passed */
    GALLEY_ERR_SINK = -11,        /* on_block returned non-zero */
    GALLEY_ERR_CONFIG = -12,      /* the caller was compiled with other limits
                                     than the library (galley_config.h) */
    GALLEY_ERR_CALL = -13,        /* a call from inside on_block: refused,
                                     nothing has changed */
    GALLEY_ERR_INFLATE = -14,     /* compressed data is damaged, or cut */
    GALLEY_ERR_WINDOW = -15,      /* it needs a larger inflate_window */
    GALLEY_ERR_REFRESH = -16      /* no article, but a <meta> that leads to
                                     another location, which is kept */
};

/* A run of bytes; not NUL-terminated, valid until the next call. */
struct galley_span {
    const char *data; /* the first one */
    size_t size;      /* bytes */
};

#endif
