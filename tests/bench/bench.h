/*
 * What is timed or counted: each takes a page, feeds it in pieces of at most
 * chunk bytes, and returns something made of what came out, so that no
 * compiler can leave the work out; 0 when it cannot read the page.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>

struct peer {
    const char *name;
    unsigned long (*read)(const char *page, size_t size, size_t chunk);
    int whole; /* 1: takes no pieces: it is given the page at once */
};

/* Galley, and what of libc is as fast as reading or copying can be (own.c);
 * then, as far as they are installed, other libraries (peers.c).  Both lists
 * end with a name of NULL. */
extern const struct peer own[], peers[];

/* Called behind each reading of a page: callgrind notes its count there. */
void bench_mark(void);

/* Bytes of a page by what they are, as the tokenizer has them: references
 * are decoded, the rest are tags. */
struct shares {
    unsigned long script, json; /* JSON: what a script's attributes call so */
    unsigned long style;        /* and whatever else is raw text */
    unsigned long values;       /* of attributes */
    unsigned long text, space;  /* elsewhere, without and of white space */
    unsigned long comments;
    unsigned long ampersands;   /* of the page as it is: most begin references,
                                 * or stand in addresses and scripts */
};

void describe(const char *page, size_t size, struct shares *shares);

#endif
