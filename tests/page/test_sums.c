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

/* The same of a container, of what is around it and of a style, which hold up
 * to 65,535 words: 500 of a block come to those that are there. */
static int place_grows(struct galley *g, uint16_t there)
{
    struct galley_records *all = &g->records;
    struct galley_container *own = &all->containers[2];
    struct galley_container *around = &all->containers[1];
    struct galley_sum *sums[4];
    int i, grown = 0;

    memset(g, 0, sizeof *g);
    all->containers_used = 3;
    own->parent = 1;
    all->styles_used = 1;
    sums[0] = &own->own;
    sums[1] = &own->all;
    sums[2] = &around->all;
    sums[3] = &all->styles[0].sum;
    for (i = 0; i < 4; i++)
        sums[i]->words = sums[i]->mass = there;
    g->blocks.counts.words = 500;
    g->blocks.counts.link_words = 100;
    all->records[0].score = 255;
    galley_records_add(g, &all->records[0], 2);
    galley_records_settle(all);
    harness_check(own->count == 1 && all->styles[0].count == 1,
                  "the block counts all the same");
    for (i = 0; i < 4; i++) {
        grown += sums[i]->words == there + 500;
        harness_check(sums[i]->mass == sums[i]->words, "all grows or nothing");
    }
    harness_check(own->link_words == (grown == 4 ? 100 : 0)
                      && around->link_words == own->link_words,
                  "and so does the number of linked words");
    harness_check(grown == 0 || grown == 4, "everywhere or nowhere");
    return grown == 4;
}

/* Words that no record has, up to 65,535 of them. */
static int gap_grows(struct galley *g, uint16_t there)
{
    memset(g, 0, sizeof *g);
    g->records.gap = there;
    g->blocks.counts.words = 500;
    galley_records_drop(g);
    return g->records.gap == there + 500;
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
    harness_check(gap_grows(g, 65535 - 500), "the gap grows");
    harness_check(!gap_grows(g, 65535 - 499) && g->records.gap == 65535,
                  "up to its highest");
    harness_check(place_grows(g, 65535 - 500), "the sums of a place grow");
    harness_check(!place_grows(g, 65535 - 499), "up to their highest");
    free(g);
    return harness_summary();
}
