/*
 * Sums over pages that are too long to be read here: at their highest they
 * stay, and what comes is judged by what came before.
 */
#include <stdlib.h>
#include <string.h>

#include "blocks.h"
#include "count.h"
#include "decide.h"
#include "harness/harness.h"
#include "records.h"

/* Whether sums that are so far from their end take a record of 1,000 words
 * with the highest score: 255,000 of them. */
static int page_grows(struct galley *g, uint32_t left)
{
    struct galley_record *r = &g->records.records[0];

    memset(g, 0, sizeof *g);
    g->blocks.counts.words = 1000;
    g->records.certainty = UINT32_MAX - left;
    r->score = 255;
    galley_records_add(g, r, 0);
    return g->records.words == 1000 && g->records.mass == 1000
           && g->records.certainty == UINT32_MAX - left + 255000;
}

/* The same of a block that goes on with one that was sent. */
static int article_grows(struct galley *g, uint32_t left)
{
    struct galley_record *r = &g->records.records[0];

    memset(g, 0, sizeof *g);
    r->flags = BLOCK_CONTINUED;
    r->words = galley_count_scale(1024);
    g->article.open = 1;
    g->decide.body_mass = UINT32_MAX - left;
    galley_decide_record(g, 0, 255);
    harness_check(r->flags & BLOCK_KEPT, "it is kept all the same");
    return g->decide.body_words == 1024
           && g->decide.body_mass == UINT32_MAX - left + 1024 * 255ul;
}

int main(void)
{
    struct galley *g = harness_allocate(sizeof *g);

    harness_check(page_grows(g, 255000), "the page's sums grow");
    harness_check(!page_grows(g, 254999), "up to their highest");
    harness_check(g->records.words == 0 && g->records.mass == 0
                      && g->records.certainty == UINT32_MAX - 254999,
                  "all of them stay");
    harness_check(article_grows(g, 1024 * 255ul), "the article's sums grow");
    harness_check(!article_grows(g, 1024 * 255ul - 1),
                  "up to their highest");
    harness_check(g->decide.body_words == 0, "all of them stay");
    free(g);
    return harness_summary();
}
