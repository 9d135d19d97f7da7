/*
 * What the fuzz targets share.
 *
 * An input begins with a head, some bytes that choose a configuration and a
 * cut; the text follows.  It is read by two builds of the library: in pieces
 * by the one whose coverage guides the fuzzer, whole by one without the scan
 * and without coverage.  seeds.py writes the same heads.
 */
#ifndef TARGET_H
#define TARGET_H

#include <stddef.h>
#include <stdint.h>

#include "harness/stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The stages of a library with GALLEY_SCAN 0; all of its names begin so. */
extern const struct stage noscan_http_stage;
extern const struct stage noscan_inflate_stage;
extern const struct stage noscan_charset_stage;
extern const struct stage noscan_tokenizer_stage;
extern const struct stage noscan_galley_stage;

/* A cut of n bytes by two bytes of a head: how many bytes a piece has, 0: a
 * random number by the second, 255: all; more where there would be more than
 * some hundred pieces. */
struct cut target_cut(const uint8_t *head, size_t n);

/* The text cut so by the one stage and whole by the other: ends the program
 * where they differ or complain.  The first's log stays until the next
 * call. */
const struct log *target_compare(const struct stage *stage,
                                 const struct stage *other, const void *with,
                                 const char *text, size_t n,
                                 const struct cut *cut);

/* Ends the program when the log is another one. */
void target_expect(const struct log *log, const struct log *expected);

/* The head of a page's text: PAGE_HEAD bytes.
 *     0 the body buffer, by number   4 the cut's seed
 *     1 bits: 0-1 the headline       5 call at which on_block fails
 *       buffer, 2 sink, 3 http,      6 bits: 0-1 what on_block calls,
 *       4 whole, 5 a window to         2-7 when
 *       inflate, 6 a small one
 *     2 the transport's label        7 bits: 0 galley_finish before
 *     3 the cut's size                 galley_reset, 1-7 share of the text
 *                                      that is read before it */
#define PAGE_HEAD 8
void target_page(const uint8_t *head, const char *text, size_t n);

#endif
