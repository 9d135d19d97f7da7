/* SPDX-License-Identifier: MIT */
/*
 * Galley: text of last resort.  JSON-LD's articleBody comes in; while the
 * page has too little text of its own it becomes records without a place,
 * one a line, which are used if the page shows no article until its end.
 * Holds nothing: it borrows the block being read, between two others.
 */
#include "fallback.h"

#include "article.h"
#include "blocks.h"
#include "decide.h"
#include "text.h"

/* Whether the text is of use, and no block of the page is being read. */
static bool is_free(const struct galley *g)
{
    uint8_t flags = g->blocks.flags;

    if (g->options.body == NULL || !galley_decide_wants_fallback(g))
        return false;
    return !(flags & (BLOCK_BEGUN | BLOCK_INITIAL))
           || (flags & BLOCK_FALLBACK);
}

/* A line ends. */
static void end_line(struct galley *g)
{
    if (g->blocks.flags & BLOCK_BEGUN)
        galley_article_fallback(g);
    galley_blocks_reset(g);
}

void galley_fallback_end(struct galley *g)
{
    if (is_free(g))
        end_line(g);
}

void galley_fallback_text(struct galley *g, const char *data, size_t size)
{
    size_t i;
    uint8_t n;

    if (!is_free(g))
        return;
    for (i = 0; i < size; i += n) {
        n = galley_text_character((uint8_t)data[i]);
        if (n > size - i)
            n = (uint8_t)(size - i); /* unreachable: characters are whole */
        if (data[i] == '\n')
            end_line(g);
        else
            galley_blocks_fallback(g, data + i, n);
    }
}
