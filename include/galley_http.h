/*
 * Galley: the head and the transfer coding of an HTTP/1.x response
 * (RFC 9112), as a resumable stage, usable alone.
 *
 * Pull style as the tokenizer: the caller owns everything, spans of body
 * bytes point into the caller's chunk, the struct may be moved.
 */
#ifndef GALLEY_HTTP_H
#define GALLEY_HTTP_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct galley_http {
    uint16_t status;   /* 100 to 599, 0 before the status line is read */
    char charset[24];  /* charset of Content-Type, NUL-terminated or "" */
    char location[GALLEY_LOCATION_SIZE]; /* of a redirect, or "" */
};

void galley_http_init(struct galley_http *h);

/* Reads from *p and advances it.  1: *body holds the next run of body bytes
 * (never empty); 0: the input is used up; GALLEY_DONE is not used here: when
 * the body is complete by its length or its last chunk, galley_http_complete
 * is 1 and later bytes are passed over; negative: an error, sticky. */
int galley_http_next(struct galley_http *h, const char **p, const char *end,
                     struct galley_span *body);

/* 1 once the whole body has been read by its length or its last chunk. */
int galley_http_complete(const struct galley_http *h);

/* To be called when the connection has ended: 0, or the error that the end
 * means here (a head or a body cut short). */
int galley_http_finish(struct galley_http *h);

#ifdef __cplusplus
}
#endif

#endif
