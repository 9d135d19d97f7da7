/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the charset stage tells without a call.
 */
#ifndef GALLEY_SRC_CHARSET_H
#define GALLEY_SRC_CHARSET_H

#include "../include/galley_charset.h"

#include <stdbool.h>

/* Whether nothing comes without more input, no error either. */
static inline bool galley_charset_waits(const struct galley_charset *c)
{
    return c->settled > c->hold_size; /* this is 0 */
}

#endif
