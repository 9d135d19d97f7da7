/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the charset stage tells without a call.
 */
#ifndef GALLEY_SRC_CHARSET_H
#define GALLEY_SRC_CHARSET_H

#include "../include/galley_charset.h"

#include <stdbool.h>

#include "tokenizer.h"

/* Whether nothing comes without more input, no error either. */
static inline bool galley_charset_waits(const struct galley_charset *c)
{
    return c->settled > c->hold_size; /* this is 0 */
}

#if TOKENIZER_BYTES
/* Whether the stage hands this one byte of input on as it is.  If so, it is
 * the next span, as of galley_charset_next. */
static inline bool galley_charset_take(struct galley_charset *c, char byte)
{
    if ((uint8_t)byte >= 0x80 || !galley_charset_waits(c))
        return false;
    c->out_size = 0;
    c->span = 1;
    if (c->offset != UINT32_MAX)
        c->offset++;
    return true;
}
#endif

#endif
