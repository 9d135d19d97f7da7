/*
 * What galley.h promises, looked at between the calls: every field ended and
 * UTF-8, lengths that agree, blocks that are text, results that stay.  What
 * is not kept is complained of in the log.
 */
#ifndef PROMISES_H
#define PROMISES_H

#include "cuts.h"
#include "galley.h"

struct promises {
    struct galley_options options;
    uint32_t fed;       /* bytes */
    uint32_t delivered; /* bytes of the body that blocks amount to */
    unsigned blocks;
    int result;         /* the last one */
    int done;           /* GALLEY_DONE was returned */
    int finished;       /* without an error before it: the body is there */
    int refused;        /* on_block has failed */
    int calling;        /* a call that may deliver blocks is being made */
    int open;           /* the last block is to be continued */
    uint8_t kind;       /* of the last block */
};

/* Before galley_init, and after galley_reset. */
void promises_begin(struct promises *p, const struct galley_options *o);

/* Around each galley_feed of n bytes, and galley_finish. */
void promises_call(struct promises *p, size_t n);
void promises_fed(struct promises *p, const struct galley *g, int result,
                  struct log *log);
void promises_finished(struct promises *p, const struct galley *g, int result,
                       struct log *log);

/* In on_block; result: what it is going to return. */
void promises_block(struct promises *p, const struct galley *g,
                    const struct galley_block *block, int result,
                    struct log *log);

#endif
