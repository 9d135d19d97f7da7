/*
 * Responses for the server, and what Galley makes of them without a network:
 * the measure for what it makes of them through one.
 */
#ifndef ARTICLE_H
#define ARTICLE_H

#include <stddef.h>

#include "../../port/lwip/galley_fetch.h"
#include "harness/harness.h"

struct article {
    struct galley galley;
    char headline[192];
    char body[16384];
    int inflates; /* 1: gzip is asked for */
    char window[GALLEY_INFLATE_MAX];
};

/* Makes the galley ready for a fetch. */
void article_begin(struct article *a);

/* Reads a response as a fetch would, that ends with it: the result. */
int article_read(struct article *a, const void *bytes, size_t size);

/* 1: same fields, same body. */
int article_equal(const struct article *a, const struct article *b);

/* The demo page; or a longer story with more_bytes of other headlines. */
void text_page(struct text *t, size_t more_bytes);

/* A 200 response, with its Content-Encoding if the page is gzip: by
 * Content-Length (0), chunked (size of the chunks), or by the connection's end
 * (CLOSE_DELIMITED). */
#define CLOSE_DELIMITED ((size_t)-1)
void text_response(struct text *t, const struct text *page, size_t chunk);

#endif
