/* SPDX-License-Identifier: MIT */
/*
 * Galley: the page stage, from tokens to elements.
 */
#ifndef GALLEY_PAGE_H
#define GALLEY_PAGE_H

#include <stdbool.h>

#include "../include/galley.h"

#include "tag.h"
#include "tokenizer.h"

/* page.raw: where the text of a raw element goes. */
#define RAW_NONE 0
#define RAW_SKIP 1
#define RAW_TITLE 2
#define RAW_JSONLD 3
#define RAW_NOSCRIPT 4

#if TOKENIZER_BYTES
/* Whether it reads such a token, of text, a value, a comment or the like. */
static inline bool galley_page_reads(const struct galley *g, uint8_t type)
{
    return type == GALLEY_TOKEN_TEXT ? g->page.raw != RAW_SKIP
                                     : type == GALLEY_TOKEN_ATTRIBUTE_VALUE
                                           && g->tag.attribute != 0;
}
#endif

/* Takes a piece of an attribute's name.  (A call: the stack is deep below the
 * one who makes it, which has no register to spare.) */
void galley_page_attribute(struct galley *g, const struct galley_token *token);

/* Takes a token that is a piece of a tag, which by itself changes nothing: two
 * of three are.  False: it is none. */
static inline bool galley_page_piece(struct galley *g,
                                     const struct galley_token *token)
{
    uint8_t type = token->type;

    if (type < GALLEY_TOKEN_START_TAG || type >= GALLEY_TOKEN_TAG)
        return false;
    if (type == GALLEY_TOKEN_ATTRIBUTE_NAME)
        galley_page_attribute(g, token);
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
