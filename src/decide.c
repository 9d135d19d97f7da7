/*
 * Galley: the decide stage: which records are body, whether they are an
 * article, and when no more can follow.  What the trees say comes first
 * (classify.c); here are the few rules that there were too few cases to
 * learn, and those of the page as a whole.
 */
#include "decide.h"

#include "blocks.h"
#include "classify.h"
#include "meta.h"

/* Shorter texts may well stand twice in an article. */
#define REPEAT_WORDS 8u

/* A label has that many words, is as unlikely, and as rare in its style. */
#define LABEL_WORDS 2u
#define LABEL_SCORE 130u
#define LABEL_COUNT 3u

/* An article has that many words at least, and a mean score of its words.  A
 * short one needs more, less and less the longer it is.  One that nobody
 * signed or dated counts as shorter by a third.  Of all words that were
 * recorded one in so many is likely.  What leaves the window first, which
 * cannot be taken back, needs the least score as well. */
#define ARTICLE_WORDS 40u
#define SHORT_WORDS 60u
#define SHORT_SCORE 190u
#define LONG_WORDS 290u
#define LEAST_SCORE 110u
#define LEAST_LIKELY 5u

/* With fewer likely words on the page JSON-LD's articleBody is of use, when
 * it has that many bytes. */
#define FALLBACK_WORDS 60u
#define FALLBACK_SIZE 400u

/* The article is complete when it has that many likely words, the element
 * that holds 70 % of them and is that likely on the whole has ended, and that
 * many words have passed since with no block of that score
 * (tests/model/README.md has the curve). */
#ifndef DONE_TAIL
#define DONE_WORDS 250u
#define DONE_MEAN 170u
#define DONE_TAIL 30u
#define DONE_SCORE 90
#endif

/* ---- a record ---- */

/* 1: record i repeats a text that is part of the article already. */
static uint8_t is_repeat(const struct galley_article *a, uint16_t i)
{
    const struct galley_record *r = &a->records[i];
    uint16_t k;

    if (galley_unlog(r->words) < REPEAT_WORDS)
        return 0;
    for (k = 0; k < GALLEY_REPEATS; k++)
        if (a->repeats[k] == r->hash)
            return 1;
    for (k = 0; k < i; k++)
        if ((a->records[k].flags & BLOCK_KEPT)
            && a->records[k].hash == r->hash)
            return 1;
    return 0;
}

/* 1: a box that asks for a subscription: named so, and small beside the
 * article; or one that leads to another story: named so, and mostly links.
 * There are too few of them for the trees to learn. */
static uint8_t is_box(const struct galley_article *a,
                      const struct galley_record *r)
{
    if (galley_classify_steps(r, CATEGORY_RELATED) == 0 && r->links >= 128)
        return 1;
    return galley_classify_steps(r, CATEGORY_PROMOTION) == 0
           && (uint32_t)a->containers[r->container].mass * 10 < a->mass;
}

/* 1: a word or two that tell what a box is ("Advertisement"), in a style that
 * hardly anything else has. */
static uint8_t is_label(const struct galley_article *a,
                        const struct galley_record *r)
{
    return (r->kind & 15) == GALLEY_PARAGRAPH && r->words <= LABEL_WORDS
           && r->score < LABEL_SCORE
           && a->signatures[r->signature].count <= LABEL_COUNT;
}

/* 1: record i, by itself, is part of the article. */
static uint8_t belongs(const struct galley *g, uint16_t i, uint8_t score)
{
    const struct galley_article *a = &g->article;
    const struct galley_record *r = &a->records[i];

    return galley_classify_keeps(g, score)
           && (r->kind & 15) != GALLEY_CAPTION && !is_repeat(a, i)
           && !is_box(a, r) && !is_label(a, r) && !g->meta.product;
}

/* 1: the record before i, here or sent, is. */
static uint8_t goes_on(const struct galley_article *a, uint16_t i)
{
    return i > 0 ? (a->records[i - 1].flags & BLOCK_KEPT) != 0 : a->open;
}

/* All parts of a block share the fate of the first. */
void galley_decide_record(struct galley *g, uint16_t i, uint8_t score)
{
    struct galley_article *a = &g->article;
    struct galley_record *r = &a->records[i];
    uint16_t words = galley_unlog(r->words);

    if (r->flags & BLOCK_FALLBACK)
        return;
    a->before += galley_likely(words, r->score);
    if (r->flags & BLOCK_CONTINUED ? !goes_on(a, i) : !belongs(g, i, score))
        return;
    r->flags |= BLOCK_KEPT;
    a->kept_words += words;
    a->kept_mass += (uint32_t)words * score;
}

/* A caption is told where it stands in the article; all of its parts are. */
uint8_t galley_decide_caption(const struct galley *g,
                              const struct galley_record *r)
{
    if ((r->kind & 15) != GALLEY_CAPTION)
        return 0;
    return r->flags & BLOCK_CONTINUED
               ? g->article.open
               : galley_classify_inside(g, r->container);
}

/* ---- the article ---- */

/* The first n records, and with them all before, are no article. */
static void unkeep(struct galley_article *a, uint16_t n)
{
    uint16_t i;

    for (i = 0; i < n; i++)
        a->records[i].flags &= (uint8_t)~BLOCK_KEPT;
    a->kept_words = 0;
    a->kept_mass = 0;
}

void galley_decide_beginning(struct galley *g, uint16_t n)
{
    struct galley_article *a = &g->article;

    if (!a->flushed && a->kept_mass < a->kept_words * LEAST_SCORE)
        unkeep(a, n);
}

uint8_t galley_decide_wants_fallback(const struct galley *g)
{
    return !g->article.flushed && g->article.mass < FALLBACK_WORDS;
}

/* The mean score that an article of so many words needs. */
static uint32_t least_mean(uint32_t words)
{
    uint32_t score;

    if (words >= LONG_WORDS)
        return LEAST_SCORE;
    if (words <= SHORT_WORDS)
        return SHORT_SCORE;
    score = SHORT_SCORE * (LONG_WORDS - words) / (LONG_WORDS - SHORT_WORDS);
    return score > LEAST_SCORE ? score : LEAST_SCORE;
}

static uint8_t has_field(const struct galley *g, int field)
{
    return galley_meta_field(g, field)[0] != '\0';
}

/* 1: what is kept is long enough, and likely enough. */
static uint8_t is_article(const struct galley *g)
{
    const struct galley_article *a = &g->article;
    uint32_t words = a->kept_words, length = words;

    if (!has_field(g, GALLEY_BYLINE) && !has_field(g, GALLEY_PUBLISHED))
        length -= length / 3;
    return a->flushed
           || (words >= ARTICLE_WORDS && a->words <= a->mass * LEAST_LIKELY
               && a->kept_mass >= words * least_mean(length));
}

/* The JSON-LD's text takes the place of what the page shows: 1 when there is
 * enough of it. */
static uint8_t fall_back(struct galley_article *a)
{
    uint32_t size = 0;
    uint16_t i;

    unkeep(a, a->count);
    for (i = 0; i < a->count; i++) {
        struct galley_record *r = &a->records[i];
        if (r->flags & BLOCK_FALLBACK) {
            r->flags |= BLOCK_KEPT;
            size += r->size;
        }
    }
    return size >= FALLBACK_SIZE;
}

uint8_t galley_decide_article(struct galley *g)
{
    return is_article(g)
           || (galley_decide_wants_fallback(g) && fall_back(&g->article));
}

/* ---- its end ---- */

void galley_decide_close(struct galley *g, uint8_t number)
{
    struct galley_article *a = &g->article;
    const struct galley_container *c = &a->containers[number];

    if (a->closed || a->mass < DONE_WORDS || c->mass * 10UL < a->mass * 7
        || c->mass * 255UL < (uint32_t)c->words * DONE_MEAN)
        return;
    a->closed = 1;
    a->tail = 0;
}

void galley_decide_follow(struct galley *g, uint8_t score)
{
    struct galley_article *a = &g->article;

    if (score >= DONE_SCORE)
        a->closed = 0;
    else
        a->tail = galley_add(a->tail, a->current.words);
}

uint8_t galley_decide_complete(const struct galley *g)
{
    return g->article.closed && g->article.tail >= DONE_TAIL;
}
