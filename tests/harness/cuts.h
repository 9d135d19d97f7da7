/*
 * A stage through every cut of its input.
 *
 * A stage writes all that it says into a log.  The log of the input in one
 * piece is compared with those of every cut in two (of a long input: of some),
 * of pieces of 1 to 9 bytes and of random pieces.  Each piece lies before
 * memory that cannot be read, an empty one follows it, and then the state is
 * moved; what was the piece's and the state's is overwritten, or closed where
 * there is AddressSanitizer.
 */
#ifndef CUTS_H
#define CUTS_H

#include <stddef.h>
#include <stdint.h>

/* Of a result that would be a test that cannot fail if nobody looked. */
#ifdef __GNUC__
#define CUTS_RESULT __attribute__((warn_unused_result))
#else
#define CUTS_RESULT
#endif

struct log {
    char *text; /* to be freed */
    size_t size;
    size_t room;
    unsigned complaints; /* what is wrong whatever the input */
    const char *first;   /* of these */
};

struct stage {
    size_t size; /* of the state, bytes; init gets them filled at random */
    void (*init)(void *state, const void *with, struct log *log);
    void (*feed)(void *state, const char *bytes, size_t n, struct log *log);
    void (*finish)(void *state, struct log *log);
};

struct cut {
    size_t first; /* bytes of the first piece, 0: as of the others */
    size_t size;  /* bytes of the others, 0: random by seed */
    uint32_t seed;
};

void log_add(struct log *log, const void *bytes, size_t n);
void log_print(struct log *log, const char *format, ...);
void log_complain(struct log *log, const char *what);

/* 1: is the n bytes, begins with them, or holds them from a line's begin to
 * its end; else says so. */
int log_is(const char *name, const struct log *log, const char *bytes,
           size_t n);
int log_begins(const char *name, const struct log *log, const char *bytes,
               size_t n) CUTS_RESULT;
int log_has_line(const char *name, const struct log *log,
                 const char *line) CUTS_RESULT;

/* The log of one reading. */
struct log cuts_read(const struct stage *stage, const void *with,
                     const char *bytes, size_t n, const struct cut *cut);

/* The same into a log that is used again. */
void cuts_reread(struct log *log, const struct stage *stage, const void *with,
                 const char *bytes, size_t n, const struct cut *cut);

/* 1: the cut gives the log of the whole input, without complaints; else
 * prints how they differ. */
int cuts_same(const char *name, const struct stage *stage, const void *with,
              const char *bytes, size_t n, const struct cut *cut,
              const struct log *whole) CUTS_RESULT;

/* 1: all cuts do.  The log of the whole input is left in *whole. */
int cuts_all(const char *name, const struct stage *stage, const void *with,
             const char *bytes, size_t n, struct log *whole) CUTS_RESULT;

/* 1: all cuts give these bytes. */
int cuts_give(const char *name, const struct stage *stage, const void *with,
              const char *bytes, size_t n, const char *expected,
              size_t size) CUTS_RESULT;

#endif
