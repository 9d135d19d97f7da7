/* SPDX-License-Identifier: MIT */
/*
 * Galley: the head and the transfer coding of an HTTP/1.x response
 * (RFC 9112), as a resumable stage, usable alone (src/http.c and text.c).
 * What a tool saved of one by HTTP/2 or HTTP/3 is read as well.
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

/* What the body is by Content-Encoding.  (Those that nobody knows are none,
 * and of others than these none is inflated.) */
#define GALLEY_HTTP_PLAIN 0
#define GALLEY_HTTP_GZIP 1
#define GALLEY_HTTP_DEFLATE 2 /* zlib, or deflate alone */

/* status, charset, coding and location may be read, location once the result
 * is GALLEY_ERR_HTTP_REDIRECT: printable ASCII, whatever else the server sent
 * is percent-encoded.  captured and inflated may be set to 1 behind init.  The
 * rest is opaque. */
struct galley_http {
    uint16_t status;   /* 100 to 599, 0 before the status line is read */
    uint16_t location_size;
    uint32_t left;     /* bytes of the body or chunk still to come */
    uint32_t number;   /* being read */
    uint16_t lines;    /* bytes of lines in a row */
    uint8_t state;
    uint8_t field;     /* whose value is being read */
    uint8_t part;      /* of that value */
    uint8_t flags;     /* what the head has said */
    uint8_t transfer;  /* what Transfer-Encoding has said */
    uint8_t heads;     /* in front of this one */
    uint8_t captured;  /* 1: what a tool saved ("curl -iL"): behind the head
                          of a redirect may stand that of the response it led
                          to; only then is it no GALLEY_ERR_HTTP_REDIRECT,
                          which then comes with what else follows, or from
                          finish */
    uint8_t inflated;  /* 1: the caller inflates gzip and deflate, which are
                          no GALLEY_ERR_COMPRESSED then */
    uint8_t coding;    /* GALLEY_HTTP_... */
    uint8_t word_size;
    int8_t error;
    char word[17];     /* the name or value being read, in lower case */
    char charset[24];  /* charset of Content-Type, NUL-terminated or "" */
    char location[GALLEY_LOCATION_SIZE]; /* of a redirect, or "" */
};

/* To be called in front of each response. */
void galley_http_init(struct galley_http *h);

/* Reads from *p and advances it.  1: *body holds the next run of body bytes
 * (never empty); 0: the input is used up, or the response is complete and *p
 * stands behind its last byte; negative: an error, sticky:
 * GALLEY_ERR_HTTP_REDIRECT and _STATUS as soon as the head is read,
 * _SYNTAX, _LIMIT (GALLEY_LOCATION_SIZE, GALLEY_HTTP_HEAD_MAX or
 * GALLEY_HTTP_INTERIM_MAX, or a length beyond 2.6 GB), _COMPRESSED and
 * _BINARY (by Content-Encoding and Content-Type).  GALLEY_DONE is not used
 * here. */
int galley_http_next(struct galley_http *h, const char **p, const char *end,
                     struct galley_span *body);

/* 1 once the response has ended by its status, its length, or its last chunk
 * and the trailer section behind that.  What follows on the connection is not
 * read. */
int galley_http_complete(const struct galley_http *h);

/* To be called when the connection has ended: 0, or the error that the end
 * means here: GALLEY_ERR_HTTP_SYNTAX before there was a status line,
 * GALLEY_ERR_HTTP_LENGTH where a head or a body was cut short. */
int galley_http_finish(struct galley_http *h);

#ifdef __cplusplus
}
#endif

#endif
