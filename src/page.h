/* SPDX-License-Identifier: MIT */
/*
 * Galley: the page stage, from tokens to elements.
 */
#ifndef GALLEY_PAGE_H
#define GALLEY_PAGE_H

#include <stdbool.h>

#include "../include/galley.h"

#include "tag.h"

/* Takes a token that is a piece of a tag, which by itself changes nothing: two
 * of three are.  False: it is none. */
static inline bool galley_page_piece(struct galley *g,
                                     const struct galley_token *token)
{
    uint8_t type = token->type;

    if (type < GALLEY_TOKEN_START_TAG || type >= GALLEY_TOKEN_TAG)
        return false;
    if (type == GALLEY_TOKEN_ATTRIBUTE_NAME)
        galley_tag_attribute(&g->tag, token);
    else if (type == GALLEY_TOKEN_ATTRIBUTE_VALUE)
        galley_tag_value(&g->tag, token);
    else
        galley_tag_name(&g->tag, token);
    return true;
}

/* Acts on a token that is none; at the end of the input, on any. */
void galley_page_act(struct galley *g, const struct galley_token *token);
void galley_page_finish(struct galley *g);

#endif
