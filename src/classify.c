/*
 * Galley: the classify stage.  A block comes in, first by itself, then among
 * its neighbours; out goes a score of 0 (boilerplate) to 255 (body).
 *
 * Both stages are sums of small decision trees over integer features of 0 to
 * 255, each named and computed in one line of a table here.  The trees, the
 * weights of class words and the thresholds are learned (tests/model) and
 * stand in model_table.h.  Holds the features of one block (48 bytes).
 */
#include "classify.h"

#include <string.h>

#include "blocks.h"
#include "article.h"
#include "page.h"

#ifndef GALLEY_MODEL_TABLE
#define GALLEY_MODEL_TABLE "model_table.h"
#endif
#include GALLEY_MODEL_TABLE
#include "category_table.h"

uint8_t galley_classify_records(uint8_t score)
{
    return score >= RECORD_SCORE;
}

uint8_t galley_classify_is_junk(uint8_t score)
{
    return score < JUNK_SCORE;
}

uint8_t galley_classify_keeps(const struct galley *g, uint8_t score)
{
    return score >= g->article.keep;
}

/* ---- numbers ---- */

uint8_t galley_log(uint16_t n)
{
    uint8_t shift = 0;

    while (n >= 16) {
        n >>= 1;
        shift++;
    }
    return (uint8_t)(n < 8 ? n : 8 * shift + n);
}

uint16_t galley_unlog(uint8_t n)
{
    uint8_t shift = (uint8_t)(n < 16 ? 0 : n / 8 - 1);

    return (uint16_t)((n - 8 * shift) << shift);
}

uint8_t galley_count(uint8_t value)
{
    return (uint8_t)(value < UINT8_MAX ? value + 1 : value);
}

uint16_t galley_add(uint16_t value, uint16_t n)
{
    return (uint16_t)(value > UINT16_MAX - n ? UINT16_MAX : value + n);
}

uint8_t galley_share(uint16_t part, uint16_t whole)
{
    if (part >= whole)
        return whole == 0 ? 0 : 255;
    return (uint8_t)((uint32_t)part * 255u / whole);
}

/* An average of whole per part, in eighths. */
static uint8_t average(uint16_t whole, uint16_t parts)
{
    uint32_t eighths = parts == 0 ? 0 : (uint32_t)whole * 8u / parts;

    return (uint8_t)(eighths > 255 ? 255 : eighths);
}

static uint8_t offset(int8_t score)
{
    return (uint8_t)(score + 128);
}

static uint8_t least(uint16_t n, uint8_t most)
{
    return (uint8_t)(n < most ? n : most);
}

static uint16_t least16(uint32_t n)
{
    return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

/* ---- class words ---- */

/* Index of hash in a sorted table, or count. */
static uint16_t find(const uint16_t *table, uint16_t count, uint16_t hash)
{
    uint16_t low = 0, high = count;

    while (low < high) {
        uint16_t middle = (uint16_t)((low + high) / 2);
        uint16_t there = GALLEY_READ16(&table[middle]);
        if (there == hash)
            return middle;
        if (there < hash)
            low = (uint16_t)(middle + 1);
        else
            high = middle;
    }
    return count;
}

int8_t galley_class_weight(uint16_t hash)
{
    uint16_t i = find(class_hash, GALLEY_CLASS_COUNT, hash);

    return i < GALLEY_CLASS_COUNT
               ? (int8_t)GALLEY_READ8((const uint8_t *)&class_weight[i])
               : 0;
}

uint16_t galley_class_category(uint16_t hash)
{
    uint16_t i = find(category_hash, GALLEY_CATEGORY_COUNT, hash);

    return i < GALLEY_CATEGORY_COUNT
               ? (uint16_t)(1u << GALLEY_READ8(&category_of[i]))
               : 0;
}

/* ---- trees ---- */

/*
 * A tree is its size in bytes and its nodes in preorder.  An inner node is a
 * feature (below 0x80), a threshold and the size of its left branch, which
 * follows and is taken when the feature is at most the threshold.  A leaf is
 * 0xC0 and its value, from -64 to 63.  The sum of the leaves is the logit in
 * units of 1/32.
 */
#define LEAF 0xC0

static int16_t sum_trees(const uint8_t *tree, uint8_t count, int16_t bias,
                         const uint8_t *values)
{
    int16_t sum = bias;

    while (count-- > 0) {
        const uint8_t *node = tree + 1;
        uint8_t feature;
        while ((feature = GALLEY_READ8(node)) < 0x80) {
            if (values[feature] > GALLEY_READ8(node + 1))
                node += GALLEY_READ8(node + 2);
            node += 3;
        }
        sum = (int16_t)(sum + feature - LEAF);
        tree += 1 + GALLEY_READ8(tree);
    }
    return sum;
}

/* 255 / (1 + exp(-x)) from a table over -6 to 6 in steps of 1/8. */
static uint8_t sigmoid(int16_t logit)
{
    int16_t step = (int16_t)((logit + 192) / 4);

    if (logit < -192)
        step = 0;
    if (step > 96)
        step = 96;
    return GALLEY_READ8(&sigmoid_table[step]);
}

/* ---- trace ---- */

#if GALLEY_TRACE
static void trace(struct galley *g, struct galley_trace *t)
{
    if (g->options.on_trace != NULL)
        g->options.on_trace(g->options.user, t);
}

void galley_trace_tag(struct galley *g)
{
    g->article.trace_count = 0;
}

void galley_trace_word(struct galley *g, uint16_t hash)
{
    struct galley_article *a = &g->article;

    if (a->trace_count + 2u > sizeof a->trace_words)
        return;
    a->trace_words[a->trace_count++] = (uint8_t)(hash & 0xFF);
    a->trace_words[a->trace_count++] = (uint8_t)(hash >> 8);
}

void galley_trace_element(struct galley *g)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_TOKEN;
    t.id = (uint16_t)(g->article.page.depth - 1);
    t.values = g->article.trace_words;
    t.count = g->article.trace_count;
    trace(g, &t);
}

void galley_trace_path(struct galley *g)
{
    struct galley_trace t = {0};
    uint16_t depth = g->article.page.depth;

    t.what = GALLEY_TRACE_PATH;
    t.id = depth < GALLEY_STACK ? depth : GALLEY_STACK;
    trace(g, &t);
}

void galley_trace_number(struct galley *g, struct galley_record *r)
{
    r->id = (uint16_t)(g->article.next_id - 1);
}

void galley_trace_junk(struct galley *g, const struct galley_record *r)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_DECISION;
    t.id = r->id;
    trace(g, &t);
}
#endif

/* ---- stage 1 ---- */

#define BEST_WORDS 16 /* of a block that counts for galley_article.best */
#define TITLE_WORDS 40
#define LONG_SINCE 60000u

#define STAGE1(F)                                                   \
    F(words, galley_log(c->words))                                  \
    F(links, galley_share(c->link_words, c->words))                 \
    F(bold, galley_share(c->bold_words, c->words))                  \
    F(title, galley_share(c->title_words, c->words))                \
    F(capitals, galley_share(c->capital_words, c->words))           \
    F(digits, galley_share(c->digits, c->chars))                    \
    F(sentences, least(c->sentences, 255))                          \
    F(sentence_words, average(c->words, c->sentences))              \
    F(symbols, galley_share(c->symbols, c->words))                  \
    F(last, c->last)                                                \
    F(kind, c->kind)                                                \
    F(level, c->level)                                              \
    F(nesting, c->nesting)                                          \
    F(tag, galley_tag_order(c->tag))                                \
    F(parent, galley_tag_order(c->parent))                          \
    F(own, offset(c->own))                                          \
    F(parent_own, offset(c->parent_own))                            \
    F(sum, offset(c->sum))                                          \
    F(min, offset(c->min))                                          \
    F(below, below_best(a, c->sum))                                 \
    F(depth, c->depth)                                              \
    F(comment, c->distance[CATEGORY_COMMENT])                       \
    F(related, c->distance[CATEGORY_RELATED])                       \
    F(promotion, c->distance[CATEGORY_PROMOTION])                   \
    F(author, c->distance[CATEGORY_AUTHOR])                         \
    F(share, c->distance[CATEGORY_SHARE])                           \
    F(navigation, c->distance[CATEGORY_NAVIGATION])                 \
    F(caption, c->distance[CATEGORY_CAPTION])                       \
    F(body, c->distance[CATEGORY_BODY])                             \
    F(previous_words, a->previous_words)                            \
    F(previous_links, a->previous_links)                            \
    F(tags, c->tags)                                                \
    F(images, c->images)                                            \
    F(inner_tags, galley_log(a->tags))                              \
    F(since, galley_classify_since(a))                              \
    F(commas, galley_share(c->commas, c->words))                    \
    F(upper, galley_share(c->upper, c->chars))                      \
    F(letters, average(c->chars, c->words))                         \
    F(dots, c->dots >= 3)

/* The words that every block of a page stands in say nothing about one of
 * them: what counts is how far a block's class sum is below the best. */
static uint8_t below_best(const struct galley_article *a, int8_t sum)
{
    return sum < a->best ? (uint8_t)(a->best - sum) : 0;
}

uint8_t galley_classify_since(const struct galley_article *a)
{
    return a->since == UINT16_MAX ? UINT8_MAX : galley_log(a->since);
}

/* 1: a heading of the first level, or most words are the title's. */
static uint8_t is_title(const struct galley_current *c)
{
    if (c->kind == GALLEY_HEADING && c->level == 1)
        return 1;
    return c->words >= 3 && c->words <= TITLE_WORDS
           && c->title_words * 10ul >= c->words * 6ul;
}

/* What the next block will see of this one. */
static void pass_on(struct galley_article *a)
{
    const struct galley_current *c = &a->current;

    if (is_title(c))
        a->since = 0;
    else if (a->since < UINT16_MAX)
        a->since = c->words < LONG_SINCE - a->since
                       ? (uint16_t)(a->since + c->words) : LONG_SINCE;
    a->previous_words = galley_log(c->words);
    a->previous_links = galley_share(c->link_words, c->words);
    a->tags = 0;
    a->images = 0;
}

#define NAME(name, value) #name ","
#define VALUE(name, value) *v++ = (uint8_t)(value);
#define COUNT(name, value) +1

#if defined STAGE1_FEATURES && STAGE1_FEATURES != 0 STAGE1(COUNT)
#error The features have changed: train the model anew (make model)
#endif

uint8_t galley_classify_block(struct galley *g)
{
    struct galley_article *a = &g->article;
    const struct galley_current *c = &a->current;
    uint8_t *v = a->values;
    uint8_t score;

    if (c->words >= BEST_WORDS && c->sum > a->best)
        a->best = c->sum;
    STAGE1(VALUE)
    score = sigmoid(sum_trees(stage1_trees, STAGE1_TREES, STAGE1_BIAS,
                              a->values));

#if GALLEY_TRACE
    struct galley_trace t = {0};
    t.what = GALLEY_TRACE_BLOCK;
    t.kind = c->kind;
    t.level = c->level;
    t.score = score;
    t.id = a->next_id++;
    t.values = a->values;
    t.count = (uint16_t)(v - a->values);
    t.text = galley_article_window(g) + a->used - c->text;
    t.size = c->text;
    trace(g, &t);
#endif
    pass_on(a);
    return score;
}

/* ---- stage 2: where a record stands ---- */

/* Scores around record i; before the first those already decided. */
static uint8_t score_at(const struct galley_article *a, int16_t i)
{
    if (i >= (int16_t)a->count)
        return 0;
    if (i >= 0)
        return a->records[i].score;
    return -i <= GALLEY_HISTORY ? a->history[-i - 1] : 0;
}

/* Mean of the scores on one side, each half as heavy as the one nearer. */
static uint8_t decayed(const struct galley_article *a, int16_t i, int8_t step)
{
    uint16_t sum = 0;
    uint8_t weight;

    for (weight = 32; weight > 0; weight >>= 1) {
        i = (int16_t)(i + step);
        sum = (uint16_t)(sum + score_at(a, i) * weight);
    }
    return (uint8_t)(sum / 63u);
}

static uint8_t repeated(const struct galley_article *a, uint16_t i)
{
    uint16_t k;

    for (k = 0; k < a->count; k++)
        if (k != i && a->records[k].hash == a->records[i].hash)
            return k < i ? 2 : 1;
    return 0;
}

/* Steps up from a container until it is an ancestor of other (or other
 * itself). */
static uint8_t steps_to(const struct galley_article *a, uint8_t number,
                        uint8_t other)
{
    uint8_t steps = 0;

    while (number != other && (number > 0 || other > 0)) {
        if (a->containers[number].depth >= a->containers[other].depth
            && number > 0) {
            number = a->containers[number].parent;
            steps++;
        } else {
            other = a->containers[other].parent;
        }
    }
    return steps;
}

uint8_t galley_classify_inside(const struct galley *g, uint8_t number)
{
    return steps_to(&g->article, number, g->article.subtree) <= 1;
}

/* The score that is enough.  Of a page that stage 1 is unsure of, judged by
 * the mean score of its likely words, more is body than the trees say. */
static uint8_t threshold(const struct galley_article *a)
{
    uint32_t mean = a->mass > 0 ? a->certainty / a->mass : 0;

    if (mean <= UNSURE_MEAN)
        return UNSURE_KEEP;
    if (mean >= SURE_MEAN)
        return SURE_KEEP;
    return (uint8_t)(UNSURE_KEEP + (mean - UNSURE_MEAN)
                                       * (SURE_KEEP - UNSURE_KEEP)
                                       / (SURE_MEAN - UNSURE_MEAN));
}

void galley_classify_survey(struct galley *g)
{
    struct galley_article *a = &g->article;
    uint8_t i;

    a->keep = threshold(a);
    a->main = 0;
    a->subtree = 0;
    for (i = 1; i < a->containers_used; i++) {
        const struct galley_container *c = &a->containers[i];
        if (c->own_mass > a->containers[a->main].own_mass)
            a->main = i;
        if ((uint32_t)c->mass * 10 >= a->mass * 7
            && c->depth >= a->containers[a->subtree].depth)
            a->subtree = i;
    }
}

/* ---- stage 2 ---- */

uint8_t galley_classify_steps(const struct galley_record *r,
                              uint8_t category)
{
    return (r->distance[category / 4] >> (category % 4 * 2)) & 3;
}

#define DISTANCE(k) galley_classify_steps(r, k)

#define STAGE2(F)                                                   \
    F(score, r->score)                                              \
    F(words, r->words)                                              \
    F(links, r->links)                                              \
    F(sentences, r->shape & 63)                                     \
    F(last, r->shape >> 6)                                          \
    F(kind, r->kind & 15)                                           \
    F(level, r->kind >> 4)                                          \
    F(own, offset(r->own))                                          \
    F(sum, offset(r->sum))                                          \
    F(min, offset(r->min))                                          \
    F(below, below_best(a, r->sum))                                 \
    F(comment, DISTANCE(CATEGORY_COMMENT))                          \
    F(related, DISTANCE(CATEGORY_RELATED))                          \
    F(promotion, DISTANCE(CATEGORY_PROMOTION))                      \
    F(author, DISTANCE(CATEGORY_AUTHOR))                            \
    F(share, DISTANCE(CATEGORY_SHARE))                              \
    F(navigation, DISTANCE(CATEGORY_NAVIGATION))                    \
    F(caption, DISTANCE(CATEGORY_CAPTION))                          \
    F(body, DISTANCE(CATEGORY_BODY))                                \
    F(gap, r->gap)                                                  \
    F(next_gap, i + 1u < a->count ? r[1].gap : galley_log(a->gap))  \
    F(score_m2, score_at(a, (int16_t)(n - 2)))                      \
    F(score_m1, score_at(a, (int16_t)(n - 1)))                      \
    F(score_p1, score_at(a, (int16_t)(n + 1)))                      \
    F(score_p2, score_at(a, (int16_t)(n + 2)))                      \
    F(before, decayed(a, n, -1))                                    \
    F(after, decayed(a, n, 1))                                      \
    F(repeated, repeated(a, i))                                     \
    F(c_share, galley_share(c->own_mass, c->own_words))             \
    F(c_words, galley_log(c->own_words))                            \
    F(c_links, galley_share(c->link_words, c->words))               \
    F(c_tree_share, galley_share(c->mass, c->words))                \
    F(c_tree_words, galley_log(c->words))                           \
    F(p_share, galley_share(p->mass, p->words))                     \
    F(p_words, galley_log(p->words))                                \
    F(p_links, galley_share(p->link_words, p->words))               \
    F(c_count, c->count)                                            \
    F(c_mass, galley_share(c->mass, least16(a->mass)))              \
    F(main_share, galley_share(c->own_mass, m->own_mass))           \
    F(main_up, least(steps_to(a, r->container, a->main), 15))       \
    F(main_down, least(steps_to(a, a->main, r->container), 15))     \
    F(tree_up, least(steps_to(a, r->container, a->subtree), 15))    \
    F(tree_down, least(steps_to(a, a->subtree, r->container), 15))  \
    F(style_share, galley_share(s->mass, s->words))                 \
    F(style_words, galley_log(s->words))                            \
    F(style_count, s->count)                                        \
    F(since, r->since)                                              \
    F(tags, r->tags)                                                \
    F(images, r->images)                                            \
    F(mass_before, galley_share(least16(a->before), least16(a->mass)))

#if defined STAGE2_FEATURES && STAGE2_FEATURES != 0 STAGE2(COUNT)
#error The features have changed: train the model anew (make model)
#endif

uint8_t galley_classify_record(struct galley *g, uint16_t i)
{
    struct galley_article *a = &g->article;
    const struct galley_record *r = &a->records[i];
    const struct galley_container *c = &a->containers[r->container];
    const struct galley_container *p = &a->containers[c->parent];
    const struct galley_container *m = &a->containers[a->main];
    const struct galley_signature *s = &a->signatures[r->signature];
    int16_t n = (int16_t)i;
    uint8_t *v = a->values;
    uint8_t score;

    if (r->flags & BLOCK_FALLBACK)
        return 0;
    STAGE2(VALUE)
    score = sigmoid(sum_trees(stage2_trees, STAGE2_TREES, STAGE2_BIAS,
                              a->values));

#if GALLEY_TRACE
    struct galley_trace t = {0};
    t.what = GALLEY_TRACE_DECISION;
    t.kind = r->kind & 15;
    t.level = (uint8_t)(r->kind >> 4);
    t.score = score;
    t.keep = a->keep;
    t.id = r->id;
    t.values = a->values;
    t.count = (uint16_t)(v - a->values);
    trace(g, &t);
#endif
    return score;
}

#if GALLEY_TRACE
const char galley_trace_names1[] = STAGE1(NAME);
const char galley_trace_names2[] = STAGE2(NAME);
#endif
