/* SPDX-License-Identifier: MIT */
/*
 * Galley: text of last resort.  Hidden text of the page comes in, noscript
 * elements and JSON-LD's articleBody, HTML both; while the page has too little
 * text of its own they become records without a place, one a line, which are
 * used if the page shows no article until its end.  Holds nothing: it borrows
 * the block being read, between two others, and the tag, between its script's
 * two, which has room for the state of one more tokenizer.
 */
#include "fallback.h"

#include "article.h"
#include "blocks.h"
#include "decide.h"
#include "tag.h"
#include "tags.h"
#include "text.h"

/* Whether the text is of use, and no block of the page is being read or has
 * left something for the next. */
static bool is_free(const struct galley *g)
{
    const struct galley_blocks *b = &g->blocks;

    if (g->options.body == NULL || !galley_decide_wants_fallback(g))
        return false;
    return (b->flags & BLOCK_FALLBACK)
           || (!(b->flags & (BLOCK_BEGUN | BLOCK_INITIAL)) && b->space == 0);
}

static void put_source(struct galley *g, uint8_t source, const char *data,
                       size_t size)
{
    uint8_t n;

    for (; size > 0; size -= n, data += n) {
        n = galley_text_character((uint8_t)*data);
        if (n > size)
            n = (uint8_t)size; /* unreachable: characters are whole */
        if (*data == '\0')
            continue; /* as in text that is shown */
        if (*data == '\n' && source == FALLBACK_JSONLD)
            galley_blocks_fallback_end(g);
        else
            galley_blocks_fallback(g, source, data, n);
    }
}

/* Only what parts lines and what is no text is known of its elements.  (Not
 * inlined: the stack is deep where the tokenizer is called.) */
GALLEY_NOINLINE static void take_token(struct galley *g, uint8_t source,
                                       const struct galley_token *token)
{
    struct galley_tag *t = &g->tag;
    const struct galley_tags_row *row = galley_tags_row(t->tag);

    if (token->type <= GALLEY_TOKEN_TEXT) {
        if (!(galley_tags_flags(row) & TAG_HIDDEN) || t->end_tag)
            put_source(g, source, token->data, token->size);
    } else if (token->type <= GALLEY_TOKEN_END_TAG) {
        galley_tag_name(t, token);
    } else if (token->type == GALLEY_TOKEN_TAG) {
        if (galley_tags_separates(row))
            galley_blocks_fallback_end(g);
        if (!t->end_tag && galley_tags_mode(row) != 0)
            galley_tokenizer_switch(&t->value.inner, galley_tags_mode(row));
    }
}

void galley_fallback_begin(struct galley *g)
{
    galley_fallback_line(g);
    galley_tag_reset(&g->tag);
    galley_tokenizer_init(&g->tag.value.inner);
}

void galley_fallback_text(struct galley *g, uint8_t source, const char *data,
                          size_t size)
{
    const char *p = data, *end = data + size;
    struct galley_token token;

    if (!is_free(g))
        return;
    while (galley_tokenizer_next(&g->tag.value.inner, &p, end, &token))
        take_token(g, source, &token);
}

void galley_fallback_hidden(struct galley *g, const char *data, size_t size)
{
    if (is_free(g))
        put_source(g, FALLBACK_HIDDEN, data, size);
}

void galley_fallback_line(struct galley *g)
{
    if (g->blocks.flags & BLOCK_FALLBACK)
        galley_blocks_fallback_end(g);
}
