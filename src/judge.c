/* SPDX-License-Identifier: MIT */
/*
 * Galley: the judge stage.  What seems body of a page comes in, what of it is
 * kept, and what the page says of itself; out goes whether that is an
 * article.  Trees over features, as in classify.c, learned from articles and
 * from pages that are none (tests/model).  Holds counts of what shops have.
 *
 * It is asked before text leaves the window, which cannot be taken back, and
 * at the end if none has.
 */
#include "judge.h"

#include "blocks.h"
#include "classify.h"
#include "count.h"
#include "fields.h"
#include "text.h"
#include "trace.h"

#ifndef GALLEY_JUDGE_TABLE
#define GALLEY_JUDGE_TABLE "judge_table.h"
#endif
#include GALLEY_JUDGE_TABLE

void galley_judge_tag(struct galley_judge *j, bool shop, bool control)
{
    if (shop)
        j->shop = galley_count_one(j->shop);
    if (control)
        j->controls = galley_count_one(j->controls);
}

/* ---- what is kept ---- */

struct kept {
    uint32_t words;
    uint32_t mass; /* by scores of stage 1 */
    uint8_t best;  /* such a score */
};

static struct kept sum_up(const struct galley_records *all, unsigned n)
{
    struct kept k = {0, 0, 0};
    unsigned i;

    for (i = 0; i < n; i++) {
        const struct galley_record *r = &all->records[i];
        uint16_t words = galley_count_unscale(r->words);

        if (!(r->flags & BLOCK_KEPT))
            continue;
        k.words += words;
        k.mass += (uint32_t)words * r->score;
        if (r->score > k.best)
            k.best = r->score;
    }
    return k;
}

/* ---- features ---- */

GALLEY_APART static uint8_t mean(uint32_t sum, uint32_t parts)
{
    return (uint8_t)(parts == 0 ? 0 : sum / parts);
}

GALLEY_APART static uint8_t scale(uint32_t n)
{
    return galley_count_scale((uint16_t)(n < UINT16_MAX ? n : UINT16_MAX));
}

#define JUDGE(F)                                                     \
    F(words, scale(d->body_words))                                   \
    F(score, mean(d->body_mass, d->body_words))                      \
    F(first_score, mean(k.mass, k.words))                            \
    F(best, k.best)                                                  \
    F(likely, scale(r->mass))                                        \
    F(likely_share, mean(r->mass * 255u, r->words))                  \
    F(likely_score, mean(r->certainty, r->mass))                     \
    F(containers, r->containers_used)                                \
    F(title_words, f->words_used)                                    \
    F(byline, galley_fields_source(f, FIELD_BYLINE))                 \
    F(published, galley_fields_source(f, FIELD_PUBLISHED))           \
    F(type, g->meta.type)                                            \
    F(shop, g->judge.shop)                                           \
    F(controls, g->judge.controls)

#if defined JUDGE_FEATURES && JUDGE_FEATURES != 0 JUDGE(FEATURE_COUNT)
#error The features have changed: train the model anew (make model)
#endif

bool galley_judge_accepts(const struct galley *g, unsigned n)
{
    const struct galley_records *r = &g->records;
    const struct galley_decide *d = &g->decide;
    const struct galley_fields *f = &g->fields;
    struct kept k = sum_up(r, n);
    uint8_t values[0 JUDGE(FEATURE_COUNT)], *v = values, score = 0;

    JUDGE(FEATURE_VALUE)
    if (GALLEY_TRACE || k.words > 0)
        score = galley_classify_trees(judge_trees, JUDGE_TREES, JUDGE_BIAS,
                                      values);
    galley_trace_page(g, values, (uint16_t)(v - values), score);
    return k.words > 0 && score >= JUDGE_ACCEPT;
}

#if GALLEY_TRACE
const char galley_trace_names3[] = JUDGE(FEATURE_NAME);
#endif
