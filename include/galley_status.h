/*
 * Galley: what every stage returns.
 *
 * 0 means "go on", positive is good news, negative is an error.  Errors are
 * sticky: a stage that failed returns the same error until it is initialised
 * again.
 */
#ifndef GALLEY_STATUS_H
#define GALLEY_STATUS_H

#define GALLEY_OK 0
#define GALLEY_DONE 1        /* the article is complete: hang up */
#define GALLEY_TRUNCATED 2   /* finished, but a buffer was too small */

#define GALLEY_ERR_OPTIONS (-1)      /* an option is out of its range */
#define GALLEY_ERR_NO_ARTICLE (-2)   /* the page holds no article text */
#define GALLEY_ERR_BINARY (-3)       /* not text: PDF, image, NUL bytes */
#define GALLEY_ERR_COMPRESSED (-4)   /* gzip, deflate, br, zstd: ask for
                                        "Accept-Encoding: identity" */
#define GALLEY_ERR_CHARSET (-5)      /* a character encoding not built in */
#define GALLEY_ERR_HTTP_SYNTAX (-6)  /* not an HTTP/1.x response */
#define GALLEY_ERR_HTTP_STATUS (-7)  /* status other than 2xx and 3xx */
#define GALLEY_ERR_HTTP_REDIRECT (-8) /* 3xx: the Location is kept */
#define GALLEY_ERR_HTTP_LENGTH (-9)  /* body ended before its length */
#define GALLEY_ERR_LIMIT (-10)       /* a compile-time limit was passed */
#define GALLEY_ERR_SINK (-11)        /* on_block returned non-zero */

/* A run of bytes; not NUL-terminated, valid until the next call. */
#include <stddef.h>
struct galley_span {
    const char *data;
    size_t size;
};

#endif
