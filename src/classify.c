/* SPDX-License-Identifier: MIT */
/*
 * Galley: the classify stage.  A block comes in, first by itself, then among
 * its neighbours; out goes a score of 0 (boilerplate) to 255 (body).
 *
 * Both stages are sums of small decision trees over integer features of 0 to
 * 255, each named and computed in one line of a table here.  The trees and
 * the thresholds are learned (tests/model) and stand in model_table.h.  Holds
 * the features of one block.
 */
#include "classify.h"

#include <string.h>

#include "blocks.h"
#include "class_words.h"
#include "count.h"
#include "fields.h"
#include "records.h"
#include "tags.h"
#include "text.h"
#include "trace.h"

/* 1: the trees of both stages are code, four times as fast and 17 KB larger:
 * for CPUs of 64 bits, which have the room; 0: they are read from the table.
 * The scores are the same. */
#ifndef GALLEY_TREES_CODE
#define GALLEY_TREES_CODE (UINTPTR_MAX > 0xFFFFFFFFu)
#endif

#ifndef GALLEY_MODEL_TABLE
#define GALLEY_MODEL_TABLE "model_table.h"
#endif
#include GALLEY_MODEL_TABLE
#if GALLEY_TREES_CODE
#include "trees_code.h"
#endif

void galley_classify_init(struct galley_classify *c)
{
    c->best = INT8_MIN;
    c->since = UINT16_MAX;
    c->since_scale = UINT8_MAX;
}

bool galley_classify_admits(uint8_t score)
{
    return score >= RECORD_SCORE;
}

uint8_t galley_classify_junk(void)
{
    return JUNK_SCORE;
}

bool galley_classify_keeps(const struct galley_classify *c, uint8_t score)
{
    return score >= c->keep;
}

/* ---- numbers ---- */

/* An average of whole per part, in eighths. */
GALLEY_APART static uint8_t average(uint16_t whole, uint16_t parts)
{
    uint32_t eighths = parts == 0 ? 0 : (uint32_t)whole * 8u / parts;

    return (uint8_t)(eighths > 255 ? 255 : eighths);
}

static uint8_t offset(int8_t score)
{
    return (uint8_t)(score + 128);
}

static uint8_t least(unsigned n, uint8_t most)
{
    return (uint8_t)(n < most ? n : most);
}

GALLEY_APART static uint16_t least16(uint32_t n)
{
    return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

/* ---- trees ---- */

/*
 * A tree is its size in bytes and its nodes in preorder.  A node is a feature
 * times 4, with two bits that say which of its branches are leaves, and a
 * threshold; the left branch is taken when the feature is at most that.
 * Where neither branch is a leaf the size of the left one follows, then both
 * branches; a leaf stands in front of the other branch.  A leaf is 0xC0 and
 * its value, from -64 to 63.  The sum of the leaves is the logit in units of
 * 1/32.
 */
#define LEAF 0xC0
#define LEFT_LEAF 1u
#define RIGHT_LEAF 2u

/* The leaf that the features lead to. */
static uint8_t leaf_of(const uint8_t *node, const uint8_t *values)
{
    for (;;) {
        uint8_t feature = GALLEY_READ8(node);

        if (values[feature / 4] <= GALLEY_READ8(node + 1)) {
            if (feature & LEFT_LEAF)
                return GALLEY_READ8(node + 2);
        } else {
            if (feature & RIGHT_LEAF)
                return GALLEY_READ8(node + 2 + (feature & LEFT_LEAF));
            if (!(feature & LEFT_LEAF))
                node += GALLEY_READ8(node + 2);
        }
        node += 3;
    }
}

static int16_t sum_trees(const uint8_t *tree, uint8_t count, int16_t bias,
                         const uint8_t *values)
{
    int16_t sum = bias;

    while (count-- > 0) {
        sum = (int16_t)(sum + leaf_of(tree + 1, values) - LEAF);
        tree += 1 + GALLEY_READ8(tree);
    }
    return sum;
}

/* 255 / (1 + exp(-x)) from a table over 0 to 6 in steps of 1/8. */
static uint8_t sigmoid(int16_t logit)
{
    int16_t step = logit > -192 ? (int16_t)((logit + 192) / 4 - 48) : -48;

    if (step > 48)
        step = 48;
    return step < 0 ? (uint8_t)(255 - GALLEY_READ8(&sigmoid_table[-step]))
                    : GALLEY_READ8(&sigmoid_table[step]);
}

uint8_t galley_classify_trees(const uint8_t *trees, uint8_t count,
                              int16_t bias, const uint8_t *values)
{
    return sigmoid(sum_trees(trees, count, bias, values));
}

/* What stage n says of features. */
#if GALLEY_TREES_CODE
#define SCORE(n, values) \
    ((void)stage##n##_trees, sigmoid(sum_stage##n(values)))
#else
#define SCORE(n, values)                                           \
    galley_classify_trees(stage##n##_trees, STAGE##n##_TREES, \
                          STAGE##n##_BIAS, values)
#endif

/* ---- stage 1 ---- */

#define BEST_WORDS 16 /* of a block that counts for galley_classify.best */
#define TITLE_WORDS 40
#define TITLE_SHARE 6ul /* tenths of its words */
#define LONG_WORDS 256u /* of a page that is long */
#define LONG_KEEP 150
#define LONG_SINCE 60000u

#define STAGE1(F)                                               \
    F(words, galley_count_scale(c->words))                      \
    F(links, galley_count_share(c->link_words, c->words))       \
    F(bold, galley_count_share(c->bold_words, c->words))        \
    F(title, galley_count_share(c->title_words, c->words))      \
    F(capitals, galley_count_share(c->capital_words, c->words)) \
    F(digits, galley_count_share(c->digits, c->chars))          \
    F(sentences, least(c->sentences, 255))                      \
    F(sentence_words, average(c->words, c->sentences))          \
    F(symbols, galley_count_share(c->symbols, c->words))        \
    F(last, c->last)                                            \
    F(kind, p->kind)                                            \
    F(level, p->level)                                          \
    F(nesting, p->nesting)                                      \
    F(tag, galley_tags_order(p->tag))                           \
    F(parent, galley_tags_order(p->parent))                     \
    F(own, offset(p->own))                                      \
    F(parent_own, offset(p->parent_own))                        \
    F(sum, offset(p->sum))                                      \
    F(min, offset(p->min))                                      \
    F(below, below_best(s, p->sum))                             \
    F(depth, p->depth)                                          \
    F(comment, p->distance[CATEGORY_COMMENT])                   \
    F(related, p->distance[CATEGORY_RELATED])                   \
    F(promotion, p->distance[CATEGORY_PROMOTION])               \
    F(author, p->distance[CATEGORY_AUTHOR])                     \
    F(share, p->distance[CATEGORY_SHARE])                       \
    F(navigation, p->distance[CATEGORY_NAVIGATION])             \
    F(caption, p->distance[CATEGORY_CAPTION])                   \
    F(body, p->distance[CATEGORY_BODY])                         \
    F(previous_words, s->previous_words)                        \
    F(previous_links, s->previous_links)                        \
    F(tags, b->tags)                                            \
    F(images, b->images)                                        \
    F(inner_tags, galley_count_scale(b->tags_since))            \
    F(since, s->since_scale)                                    \
    F(commas, galley_count_share(c->commas, c->words))          \
    F(upper, galley_count_share(c->upper, c->chars))            \
    F(letters, average(c->chars, c->words))                     \
    F(dots, c->dots >= 3)

/* The words that every block of a page stands in say nothing about one of
 * them: what counts is how far a block's class sum is below the best. */
GALLEY_APART static uint8_t below_best(const struct galley_classify *s,
                                       int8_t sum)
{
    return sum < s->best ? (uint8_t)(s->best - sum) : 0;
}

/* Whether it is a heading of the first level, or most words are the
 * title's. */
static bool is_title(const struct galley_blocks *b)
{
    const struct galley_counts *c = &b->counts;

    if (b->place.kind == GALLEY_KIND_HEADING && b->place.level == 1)
        return true;
    return c->words >= 3 && c->words <= TITLE_WORDS
           && c->title_words * 10ul >= c->words * TITLE_SHARE;
}

/* What the next block will see of this one. */
static void pass_on(struct galley_classify *s, const struct galley_blocks *b)
{
    const struct galley_counts *c = &b->counts;

    if (is_title(b))
        s->since = 0;
    else if (s->since < UINT16_MAX)
        s->since = c->words < LONG_SINCE - s->since
                       ? (uint16_t)(s->since + c->words)
                       : LONG_SINCE;
    if (s->since < UINT16_MAX)
        s->since_scale = galley_count_scale(s->since);
    s->previous_words = galley_count_scale(c->words);
    s->previous_links = galley_count_share(c->link_words, c->words);
}

#if defined STAGE1_FEATURES && STAGE1_FEATURES != 0 STAGE1(FEATURE_COUNT)
#error The features have changed: train the model anew (make model)
#endif

uint8_t galley_classify_block(struct galley *g)
{
    struct galley_classify *s = &g->classify;
    const struct galley_blocks *b = &g->blocks;
    const struct galley_counts *c = &b->counts;
    const struct galley_place *p = &b->place;
    uint8_t *v = s->values;
    uint8_t score;

    if (c->words >= BEST_WORDS && p->sum > s->best)
        s->best = p->sum;
    STAGE1(FEATURE_VALUE)
    score = SCORE(1, s->values);
    galley_trace_block(g, score, (uint16_t)(v - s->values));
    pass_on(s, b);
    return score;
}

/* ---- stage 2: where a record stands ---- */

void galley_classify_remember(struct galley_classify *s, uint8_t score)
{
    memmove(s->history + 1, s->history, GALLEY_HISTORY - 1);
    s->history[0] = score;
}

/* Scores around record i; before the first those already decided. */
static uint8_t score_at(const struct galley *g, int i)
{
    if (i >= (int)g->records.count)
        return 0;
    if (i >= 0)
        return g->records.records[i].score;
    return g->classify.history[-i - 1];
}

/* Mean of scores on one side of record r, each half as heavy as the one
 * nearer: of so many records at most, then of those given, as many as the
 * history has; NULL: none. */
static uint8_t decayed(const struct galley_record *r, int8_t step,
                       unsigned records, const uint8_t *scores)
{
    unsigned sum = 0, n = 0;

#if GALLEY_TREES_CODE
    if (records >= GALLEY_HISTORY)
        return (uint8_t)((r[step].score * 32u + r[2 * step].score * 16u
                          + r[3 * step].score * 8u + r[4 * step].score * 4u
                          + r[5 * step].score * 2u + r[6 * step].score)
                         / ((1u << GALLEY_HISTORY) - 1u));
#else
    if (records > GALLEY_HISTORY)
        records = GALLEY_HISTORY;
#endif
    for (; n < records; n++) {
        r += step;
        sum = sum * 2u + r->score;
    }
    for (; n < GALLEY_HISTORY; n++)
        sum = sum * 2u + (scores != NULL ? *scores++ : 0u);
    return (uint8_t)(sum / ((1u << GALLEY_HISTORY) - 1u));
}

#define STEPS 15 /* at most */

/* Steps up from a container until it is an ancestor of other (or other
 * itself).  (A container stands behind those it is in; most often it is the
 * other.) */
static uint8_t steps_to(const struct galley_records *r, uint8_t number,
                        uint8_t other)
{
    uint8_t depth = r->containers[number].depth;

    if (number == other)
        return 0;
    if (other == 0)
        number = 0;
    while (number != other && number != 0) {
        if (number > other)
            number = r->containers[number].parent;
        else
            other = r->containers[other].parent;
    }
    return least((uint16_t)(depth - r->containers[number].depth), STEPS);
}

bool galley_classify_inside(const struct galley *g, uint8_t number)
{
    return steps_to(&g->records, number, g->classify.subtree) <= 1;
}

bool galley_classify_surrounds(const struct galley *g, uint8_t number)
{
    return steps_to(&g->records, number, g->classify.main) == 0;
}

/* The score that is enough.  Of a page that stage 1 is unsure of, judged by
 * the mean score of its likely words, more is body than the trees say. */
static uint8_t threshold(const struct galley_records *r)
{
    uint32_t mean = r->mass > 0 ? r->certainty / r->mass : 0;

    if (mean <= UNSURE_MEAN)
        return UNSURE_KEEP;
    if (mean >= SURE_MEAN)
        return SURE_KEEP;
    return (uint8_t)(UNSURE_KEEP + (mean - UNSURE_MEAN)
                                       * (SURE_KEEP - UNSURE_KEEP)
                                       / (SURE_MEAN - UNSURE_MEAN));
}

bool galley_classify_insists(const struct galley *g, uint8_t score)
{
    return score >= LONG_KEEP || g->classify.keep != SURE_KEEP
           || g->records.words < LONG_WORDS;
}

void galley_classify_survey(struct galley *g)
{
    struct galley_classify *s = &g->classify;
    struct galley_records *r = &g->records;
    uint32_t most = galley_records_most(r);
    uint16_t own = 0;
    uint8_t i, depth = 0;

    galley_records_settle(r);
    s->keep = threshold(r);
    s->main = s->subtree = 0;
    for (i = 1; i < r->containers_used; i++) {
        const struct galley_container *c = &r->containers[i];

        if (c->own.mass > own) {
            own = c->own.mass;
            s->main = i;
        }
        if (c->all.mass * 10ul >= most && c->depth >= depth) {
            depth = c->depth;
            s->subtree = i;
        }
    }
    s->place = UINT16_MAX;
}

/* ---- stage 2 ---- */

/* Words without a record behind record i. */
GALLEY_APART static uint8_t gap_behind(const struct galley_records *r,
                                       unsigned i)
{
    return i + 1u < r->count ? r->records[i + 1].gap
                             : galley_count_scale(r->gap);
}

#define DISTANCE(k) galley_record_steps(r, k)

static uint8_t likely(const struct galley_sum *s)
{
    return galley_count_share(s->mass, s->words);
}

/* Of the record itself; of its container and its style; of what is before,
 * and how well the page is dated: a story is, and keeps less of what stands
 * around it than documentation. */
#define STAGE2_RECORD(F)                                          \
    F(score, r->score)                                            \
    F(words, r->words)                                            \
    F(links, r->links)                                            \
    F(sentences, galley_record_sentences(r))                      \
    F(last, galley_record_last(r))                                \
    F(kind, galley_record_kind(r))                                \
    F(level, galley_record_level(r))                              \
    F(own, offset(r->own))                                        \
    F(sum, offset(r->sum))                                        \
    F(min, offset(r->min))                                        \
    F(below, below_best(s, r->sum))                               \
    F(comment, DISTANCE(CATEGORY_COMMENT))                        \
    F(related, DISTANCE(CATEGORY_RELATED))                        \
    F(promotion, DISTANCE(CATEGORY_PROMOTION))                    \
    F(author, DISTANCE(CATEGORY_AUTHOR))                          \
    F(share, DISTANCE(CATEGORY_SHARE))                            \
    F(navigation, DISTANCE(CATEGORY_NAVIGATION))                  \
    F(caption, DISTANCE(CATEGORY_CAPTION))                        \
    F(body, DISTANCE(CATEGORY_BODY))                              \
    F(gap, r->gap)                                                \
    F(next_gap, gap_behind(all, i))                               \
    F(score_m2, score_at(g, n - 2))                               \
    F(score_m1, score_at(g, n - 1))                               \
    F(score_p1, score_at(g, n + 1))                               \
    F(score_p2, score_at(g, n + 2))                               \
    F(before, decayed(r, -1, i, s->history))                      \
    F(after, decayed(r, 1, all->count - 1 - i, NULL))             \
    F(repeated, galley_records_repeated(all, i))

#define STAGE2_PLACE(F)                                            \
    F(c_share, likely(&c->own))                                    \
    F(c_words, galley_count_scale(c->own.words))                   \
    F(c_links, galley_count_share(c->link_words, c->all.words))    \
    F(c_tree_share, likely(&c->all))                               \
    F(c_tree_words, galley_count_scale(c->all.words))              \
    F(p_share, likely(&p->all))                                    \
    F(p_words, galley_count_scale(p->all.words))                   \
    F(p_links, galley_count_share(p->link_words, p->all.words))    \
    F(c_count, c->count)                                           \
    F(c_mass, galley_count_share(c->all.mass, least16(all->mass))) \
    F(main_share, galley_count_share(c->own.mass, m->own.mass))    \
    F(main_up, steps_to(all, number, s->main))                     \
    F(main_down, steps_to(all, s->main, number))                   \
    F(tree_up, steps_to(all, number, s->subtree))                  \
    F(tree_down, steps_to(all, s->subtree, number))                \
    F(style_share, likely(&style->sum))                            \
    F(style_words, galley_count_scale(style->sum.words))           \
    F(style_count, style->count)

#define STAGE2_BEFORE(F)                                   \
    F(since, r->since)                                     \
    F(tags, r->tags)                                       \
    F(images, r->images)                                   \
    F(mass_before, galley_count_share(least16(s->before),  \
                                      least16(all->mass))) \
    F(published, galley_fields_source(&g->fields, FIELD_PUBLISHED))

#define STAGE2(F) STAGE2_RECORD(F) STAGE2_PLACE(F) STAGE2_BEFORE(F)

#if defined STAGE2_FEATURES && STAGE2_FEATURES != 0 STAGE2(FEATURE_COUNT)
#error The features have changed: train the model anew (make model)
#endif

/* What is known of the record's place, at v.  (Between two surveys it stays:
 * most often the record before has the same.) */
GALLEY_APART static void describe(struct galley *g,
                                  const struct galley_record *r, uint8_t *v)
{
    struct galley_classify *s = &g->classify;
    const struct galley_records *all = &g->records;
    const struct galley_style *style = &all->styles[r->style];
    uint8_t number = r->container;
    uint16_t place = (uint16_t)(number << 8 | r->style);
    const struct galley_container *c = &all->containers[number];
    const struct galley_container *p = &all->containers[c->parent];
    const struct galley_container *m = &all->containers[s->main];

    if (place == s->place)
        return;
    s->place = place;
    STAGE2_PLACE(FEATURE_VALUE)
}

uint8_t galley_classify_record(struct galley *g, unsigned i)
{
    struct galley_classify *s = &g->classify;
    const struct galley_records *all = &g->records;
    const struct galley_record *r = &all->records[i];
    int n = (int)i;
    uint8_t *v = s->values;
    uint8_t score;

    if (r->flags & BLOCK_FALLBACK)
        return 0;
    STAGE2_RECORD(FEATURE_VALUE)
    describe(g, r, v);
    v += 0 STAGE2_PLACE(FEATURE_COUNT);
    STAGE2_BEFORE(FEATURE_VALUE)
    score = SCORE(2, s->values);
    galley_trace_decision(g, r, score, (uint16_t)(v - s->values));
    s->before += galley_count_mass(galley_count_unscale(r->words), r->score);
    return score;
}

#if GALLEY_TRACE
const char galley_trace_names1[] = STAGE1(FEATURE_NAME);
const char galley_trace_names2[] = STAGE2(FEATURE_NAME);
#endif
