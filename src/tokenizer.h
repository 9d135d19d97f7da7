/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the tokenizer can do for the page stage alone: pass by what
 * nobody wants; and, the shortest way, take input that comes a byte at a time.
 * That takes 0.3 KB, so that boards do without.
 */
#ifndef GALLEY_SRC_TOKENIZER_H
#define GALLEY_SRC_TOKENIZER_H

#include "../include/galley_tokenizer.h"

#define TOKENIZER_BYTES (GALLEY_SCAN && SIZE_MAX > 0xFFFFFFFF)

/* What goes on is not wanted: behind the name of an attribute its value,
 * behind galley_tokenizer_switch the raw text. */
static inline void galley_tokenizer_skip(struct galley_tokenizer *t)
{
    t->flags |= GALLEY_FLAG_DUPLICATE;
}

#if TOKENIZER_BYTES
/* Of the next byte of input, where that is just one more of a TEXT, of an
 * ATTRIBUTE_VALUE, which may be a duplicate's, or of what only the type tells
 * (COMMENT, DOCTYPE_NAME, ...): the type of its token, which may pass by
 * galley_tokenizer_next.  GALLEY_TOKEN_NONE: it must not. */
uint8_t galley_tokenizer_plain(const struct galley_tokenizer *t, char byte);
#endif

#endif
