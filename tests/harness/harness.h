/*
 * The split harness: one page through every cut of it.
 *
 * Everything that galley says of a page is written into a log: results,
 * blocks, fields, sizes.  The log of the whole page in one piece is compared
 * with those of: single bytes, each cut in two (pages up to
 * HARNESS_TWO_WAY bytes), pieces of 2 to 8 bytes, random pieces, and a
 * struct that was used before.  Each piece lies in a buffer of just its size
 * (so that a sanitizer sees any reading beyond it), and between two pieces
 * the struct is moved and its old place overwritten.
 */
#ifndef GALLEY_HARNESS_H
#define GALLEY_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "galley.h"

#define HARNESS_TWO_WAY 4096
#define HARNESS_SEEDS 16

struct harness_options {
    size_t headline_size; /* 0: none */
    size_t body_size;
    int sink;             /* blocks are delivered to on_block */
    int whole;
    int http;
    const char *charset;
};

struct harness_log {
    char *text;
    size_t size;
    size_t room;
};

/* How a page is cut. */
struct harness_cut {
    const char *name;
    size_t first;  /* bytes of the first piece, 0: as the others */
    size_t other;  /* bytes of the others, 0: random */
    uint32_t seed;
    int used;      /* the struct has seen another page before */
};

/* The log of one reading; to be freed by the caller (log.text). */
struct harness_log harness_read(const void *page, size_t size,
                                const struct harness_options *options,
                                const struct harness_cut *cut);

/* Compares: 1 when equal, else 0 and the first difference is printed. */
int harness_same(const char *name, const struct harness_cut *cut,
                 const struct harness_log *expected,
                 const struct harness_log *got);

/* All of it for one page: each kind of cut counts as one test. */
void harness_page(const char *name, const void *page, size_t size,
                  const struct harness_options *options);

/* Counts a test. */
void harness_check(int passed, const char *what);

/* Prints the last line; the exit status of the program. */
int harness_summary(void);

/* The whole file, in memory to be freed; ends the program when it cannot be
 * read. */
char *harness_file(const char *path, size_t *size);

#endif
