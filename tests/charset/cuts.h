/*
 * A stage through every cut of its input.
 *
 * A stage writes all that it says into a log.  The log of the input in one
 * piece is compared with those of single bytes, of every cut in two, of
 * pieces of 2 to 9 bytes and of random pieces.  Each piece lies in memory of
 * just its size, and the state is moved between two pieces and its old place
 * overwritten.
 */
#ifndef CUTS_H
#define CUTS_H

#include <stddef.h>
#include <stdint.h>

struct log {
    char *text;
    size_t size;
    size_t room;
    unsigned complaints; /* what is wrong whatever the input */
};

struct stage {
    size_t size; /* of the state */
    void (*init)(void *state, const void *with);
    void (*feed)(void *state, const char *bytes, size_t n, struct log *log);
    void (*finish)(void *state, struct log *log);
};

/* size: of each piece, 0: random by seed; first: of the first one, 0: as the
 * others. */
struct cut {
    size_t first;
    size_t size;
    uint32_t seed;
};

void log_add(struct log *log, const void *bytes, size_t n);
void log_print(struct log *log, const char *format, ...);
void log_complain(struct log *log, const char *what);

/* Reads the input; the log's text is to be freed. */
struct log cuts_read(const struct stage *stage, const void *with,
                     const char *bytes, size_t n, const struct cut *cut);

/* All cuts give the log that the whole input gave; else prints the first cut
 * that does not.  1 when equal and without complaints.  The whole's log is
 * left in *whole. */
int cuts_all(const char *name, const struct stage *stage, const void *with,
             const char *bytes, size_t n, struct log *whole);

#endif
