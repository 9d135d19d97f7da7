/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the classifier saw, for those who train it and for "why was
 * this dropped?".  Only with GALLEY_TRACE.
 */
#ifndef GALLEY_TRACE_H
#define GALLEY_TRACE_H

#include <stddef.h>
#include <stdint.h>

/* trace.what */
#define GALLEY_TRACE_TOKEN 1  /* an element opened at depth id: values are its
                                 class words' 16-bit hashes, low byte first */
#define GALLEY_TRACE_PATH 2   /* a block begins inside id open elements */
#define GALLEY_TRACE_BLOCK 3  /* stage 1: values are its inputs */
#define GALLEY_TRACE_DECISION 4 /* stage 2: values are its inputs, or none
                                   when it was dropped as junk */
#define GALLEY_TRACE_PAGE 5   /* the judge: values are its inputs; before text
                                 leaves the window first, and at the end */

/* What on_trace is told; what a kind of report does not name is 0. */
struct galley_trace {
    uint8_t what;          /* GALLEY_TRACE_... */
    uint8_t kind;          /* of a block: enum galley_kind */
    uint8_t level;         /* of a block, as in struct galley_block */
    uint8_t score;         /* of this stage, 0 to 255 */
    uint8_t keep;          /* the score that is enough, 0 to 255 */
    uint16_t id;           /* of a block: its number on the page, from 0 on */
    uint16_t count;        /* of values */
    const uint8_t *values; /* valid during the call, as text is */
    const char *text;      /* of a block: UTF-8, not NUL-terminated */
    size_t size;           /* of text, bytes */
};

/* Names of the values of stage 1, of stage 2 and of the judge, each followed
 * by a comma. */
extern const char galley_trace_names1[];
extern const char galley_trace_names2[];
extern const char galley_trace_names3[];

#endif
