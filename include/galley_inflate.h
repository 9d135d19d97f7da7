/* SPDX-License-Identifier: MIT */
/*
 * Galley: what gzip, zlib and deflate have compressed (RFC 1952, 1950, 1951),
 * as a resumable stage, usable alone (src/inflate.c, GALLEY_INFLATE).
 *
 * Pull style as the others: the caller owns everything, also the window of
 * bytes that the stream may copy from; the struct may be moved.  The checksum
 * and the size that a stream has at its end are compared.
 *
 *     galley_inflate_init(&z, window, sizeof window);
 *     const char *p = chunk, *end = chunk + n;
 *     while ((r = galley_inflate_next(&z, &p, end, &bytes)) > 0)
 *         use(&bytes);
 *     ... at the end of the input:
 *     while ((r = galley_inflate_finish(&z, &bytes)) > 0)
 *         use(&bytes);
 */
#ifndef GALLEY_INFLATE_H
#define GALLEY_INFLATE_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The smallest window, bytes, and the largest that any stream needs. */
#define GALLEY_INFLATE_MIN 256
#define GALLEY_INFLATE_MAX 32768

/* coded may be set to 1 behind init.  The rest is opaque. */
struct galley_inflate {
    uint8_t coded;        /* 1: the input is compressed, whatever it begins
                             with; 0: where that is not gzip's magic, the
                             input is handed on as it is */
    uint8_t bit_count;
    uint8_t state;
    uint8_t format;
    uint8_t flags;        /* of a gzip header */
    uint8_t last;         /* 1: the last block of the stream */
    int8_t error;
    uint16_t at;          /* where in the window the next byte goes */
    uint16_t begin;       /* the span in progress */
    uint16_t size;        /* of the window, a multiple of 256 */
    uint16_t history;     /* bytes of the stream, 32768 at most */
    uint16_t symbol;      /* whose further bits are to come */
    uint16_t length;      /* bytes to copy or to skip */
    uint16_t distance;
    uint16_t part;        /* of what is read in parts */
    uint16_t literals;    /* how many codes a block has */
    uint16_t codes;       /* and with those of distances */
    uint8_t *window;
    uint32_t bits;        /* read and not used yet; first the lowest one */
    uint32_t check;       /* checksum up to the span in progress */
    uint32_t total;       /* bytes of the stream up to it, modulo 2^32 */
    uint32_t offset;      /* bytes of input read */
    uint8_t lengths[160]; /* of codes, 4 bits each */
    uint16_t distance_code[16 + 32]; /* how many codes of each length there
                                        are, then their symbols in order */
    uint16_t literal_code[16 + 288];
};

/* A window of size bytes, GALLEY_INFLATE_MIN at least; whole multiples of 256
 * count.  What a compressor was told to keep small, or a short page, does
 * with less than GALLEY_INFLATE_MAX. */
void galley_inflate_init(struct galley_inflate *z, void *window,
                         size_t size);

/* Reads from *p and advances it.  1: *bytes holds the next run of bytes
 * (never empty), in the window or, of an input that is not compressed, in the
 * caller's chunk; 0: the input is used up, or the stream has ended and what
 * follows, if it is no further member of a gzip file, is not read; negative:
 * an error, sticky: GALLEY_ERR_INFLATE, GALLEY_ERR_WINDOW where the stream
 * copies from further back than the window reaches.
 *
 * A run ends at each multiple of 256 bytes and at the end of a stream, not
 * where the input was cut; no byte of input is read that it does not need. */
int galley_inflate_next(struct galley_inflate *z, const char **p,
                        const char *end, struct galley_span *bytes);

/* At the end of the input: 1 with what was decoded of a stream that is cut,
 * then GALLEY_ERR_INFLATE; 0 where nothing was, or the stream is complete. */
int galley_inflate_finish(struct galley_inflate *z,
                          struct galley_span *bytes);

/* 1: the input is compressed, as far as it is known. */
int galley_inflate_begun(const struct galley_inflate *z);

#ifdef __cplusplus
}
#endif

#endif
