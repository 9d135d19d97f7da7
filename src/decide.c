/* SPDX-License-Identifier: MIT */
/*
 * Galley: the decide stage: which records are body, whether they are an
 * article, and when no more can follow.  What the trees say comes first
 * (classify.c, judge.c); here are a few rules for cases too rare to learn.
 */
#include "decide.h"

#include "blocks.h"
#include "class_words.h"
#include "classify.h"
#include "count.h"
#include "fallback.h"
#include "judge.h"
#include "meta.h"
#include "records.h"
#include "text.h"

/* Shorter texts may well stand twice in an article. */
#define REPEAT_WORDS 8u

/* A label has that many words, is as unlikely, and as rare in its style. */
#define LABEL_WORDS_MOST 2u
#define LABEL_SCORE 130u
#define LABEL_COUNT 3u

/* Links that stand alone: that share of the words. */
#define LONE_LINKS 100u

/* A box: half of its words are links, or it has at most this share of the
 * page's likely text.  A list that leads to other stories: of its words nine
 * tenths are links, and an item has that many. */
#define BOX_LINKS 128u
#define BOX_SHARE 10u /* one part in so many */
#define LIST_LINKS 230u
#define LIST_WORDS 5u

/* An offer behind the text has at most so many words; the link below it, of
 * which that share is one, has so few. */
#define OFFER_WORDS 64u
#define OFFER_LINKS 64u
#define OFFER_LINE 5u

/* Likely text above the title is no part of the article where it is less than
 * that share of the page's. */
#define PREFACE_PART 2u
#define PREFACE_WHOLE 5u

/* With fewer likely words on the page the fallback is of use, when it has
 * that many bytes. */
#define FALLBACK_WORDS 60u
#define FALLBACK_SIZE 400u
#define HIDDEN_SIZE 1000u /* if it is hidden: there are notices as well */
#define LINE_SIZE 100u /* bytes of its lines on average, if it is not data */

/* The article is complete when it has that many likely words, an element
 * that holds all but so small a part of them and is that likely on the whole
 * has ended, and that many words have passed since with no block of that
 * score.  Captions, boxes of links and of promotion do not count: they stand
 * between the parts of an article as well as below it. */
#ifndef DONE_TAIL
#define DONE_WORDS 190u
#define DONE_REST 20u /* one part in so many */
#define DONE_MEAN 170u
#define DONE_TAIL 28u
#define DONE_SCORE 110
#endif
#define DONE_NEAR 8 /* elements up to a box or a caption */

/* A further story begins where, behind that many likely words, a heading that
 * might be a headline stands above a line of at most so many words in the
 * style of the line below the title: a byline or a date.  Of the second level
 * it is a headline if it has that many words and is a link; then a line with
 * so many digits is a date, whatever its style. */
#define STORY_WORDS 40u
#define STORY_LINE 10u
#define STORY_HEADLINE 6u
#define STORY_DIGITS 3u

/* Readers' comments begin where, behind the story, a heading of so few words
 * has a number of so few digits, and that many lines follow in one style, all
 * of so few words and with digits: names and times. */
#define TALK_WORDS 4u
#define TALK_DIGITS 4u
#define TALK_LINE 12u
#define TALK_LINES 3u

/* A line above the text has at most so many words; a date from so many on,
 * and digits, and little else. */
#define LINE_WORDS 9u
#define DATE_WORDS 3u
#define DATE_DIGITS 5u

/* galley_decide.story */
#define STORY_TITLE 0x01u /* the last block was the title, */
#define STORY_NEXT 0x02u  /* or a headline, */
#define STORY_ENDED 0x04u /* the element around the article has ended */
#define STORY_CLOSED 0x10u /* the element around most of it has ended */
#define STORY_LINK 0x20u /* that was a link as well */

/* ---- a record ---- */

void galley_decide_remember(struct galley_decide *d, uint32_t hash)
{
    d->repeats[d->repeats_next] = hash;
    d->repeats_next = (uint8_t)((d->repeats_next + 1) % GALLEY_REPEATS);
}

/* Whether record i repeats a text that is part of the article already. */
static bool is_repeat(const struct galley *g, unsigned i)
{
    const struct galley_record *all = g->records.records, *r = &all[i];
    unsigned k;

    if (r->words < REPEAT_WORDS)
        return false;
    for (k = 0; k < GALLEY_REPEATS; k++)
        if (g->decide.repeats[k] == r->hash)
            return true;
    for (k = 0; k < i; k++)
        if (all[k].hash == r->hash && (all[k].flags & BLOCK_KEPT))
            return true;
    return false;
}

/* A box that asks for a subscription: named so, and small beside the
 * article; or one that leads to another story: named so, and mostly links.
 * There are too few of them for the trees to learn. */
static bool is_box(const struct galley_records *all,
                   const struct galley_record *r)
{
    if (galley_record_steps(r, CATEGORY_RELATED) == 0
        && r->links >= BOX_LINKS)
        return true;
    return galley_record_steps(r, CATEGORY_PROMOTION) == 0
           && (uint32_t)all->containers[r->container].all.mass * BOX_SHARE
                  < all->mass;
}

/* What asks something of the reader, around a button: consent, an address, a
 * vote.  The article is nowhere in it, and it is less than half of the text;
 * buttons to share and to listen stand in the article's own element. */
static bool is_dialog(const struct galley *g, uint8_t number)
{
    const struct galley_container *c = &g->records.containers[number];

    return c->button && c->all.mass * 2UL < g->records.mass
           && !galley_classify_surrounds(g, number);
}

/* A word or two that say what a box is ("Advertisement"), in a style that
 * hardly anything else has. */
static bool is_label(const struct galley_records *all,
                     const struct galley_record *r)
{
    return r->words <= LABEL_WORDS_MOST && r->score < LABEL_SCORE
           && all->styles[r->style].count <= LABEL_COUNT;
}

/* Links that stand alone: buttons if they are short and come again, the text
 * of a card if the heading above is a link. */
static bool is_lone(const struct galley_records *all, unsigned i)
{
    const struct galley_record *r = &all->records[i];

    if (r->links < LONE_LINKS)
        return false;
    if (r->words < REPEAT_WORDS)
        return galley_records_repeated(all, i) != 0;
    return i > 0 && r[-1].links >= LIST_LINKS
           && r[-1].container == r->container
           && galley_record_kind(r - 1) == GALLEY_KIND_HEADING;
}

/* A label and a link to another story. */
GALLEY_APART static bool is_pointer(const struct galley_record *r)
{
    return (r->flags & BLOCK_LABELLED) && r->links >= BOX_LINKS
           && galley_record_last(r) != LAST_SENTENCE;
}

/* A paragraph that is no text. */
static bool is_line(const struct galley_records *all, unsigned i)
{
    const struct galley_record *r = &all->records[i];

    return galley_record_kind(r) == GALLEY_KIND_PARAGRAPH
           && (is_label(all, r) || is_pointer(r) || is_lone(all, i));
}

/* The headline above the text: a heading, or what has the title's words, a
 * cell of a table or, where there is no h1, whatever it is. */
static bool is_headline(const struct galley *g, const struct galley_record *r)
{
    if (g->decide.body_words > 0)
        return false;
    return galley_record_kind(r) == GALLEY_KIND_HEADING
               ? galley_record_level(r) == 1
               : r->since == 0
                     && (galley_record_kind(r) == GALLEY_KIND_TABLE_ROW
                         || g->headline.h1_count == 0);
}

/* All that a table says besides a picture. */
static bool is_cell(const struct galley_records *all,
                    const struct galley_record *r)
{
    return galley_record_kind(r) == GALLEY_KIND_TABLE_ROW && r->images > 0
           && all->containers[r->container].count == 1;
}

/* Whether record i, by itself, is part of the article. */
static bool belongs(const struct galley *g, unsigned i, uint8_t score)
{
    const struct galley_records *all = &g->records;
    const struct galley_record *r = &all->records[i];

    return galley_classify_keeps(&g->classify, score)
           && !is_repeat(g, i) && !is_box(all, r) && !is_line(all, i)
           && !is_headline(g, r) && !is_cell(all, r)
           && !(r->flags & BLOCK_SIGNED)
           && !is_dialog(g, r->container)
           && g->meta.type != META_PRODUCT;
}

/* Whether the record before i, here or sent, is. */
static bool follows_kept(const struct galley *g, unsigned i)
{
    return i > 0 ? (g->records.records[i - 1].flags & BLOCK_KEPT) != 0
                 : g->article.open;
}

/* An article of some 100 MB is judged by what came before. */
static void count_body(struct galley_decide *d, uint16_t words, uint8_t score)
{
    uint32_t mass = (uint32_t)words * score;

    if (d->body_mass > UINT32_MAX - mass)
        return;
    d->body_words += words;
    d->body_mass += mass;
}

/* All parts of a block share the fate of the first; captions and the fallback
 * are not judged here. */
void galley_decide_record(struct galley *g, unsigned i, uint8_t score)
{
    const struct galley_record *r = &g->records.records[i];
    bool continued = (r->flags & BLOCK_CONTINUED) != 0;

    if (r->flags & BLOCK_FALLBACK
        || galley_record_kind(r) == GALLEY_KIND_CAPTION)
        return;
    if (continued ? !follows_kept(g, i) : !belongs(g, i, score))
        return;
    count_body(&g->decide, galley_count_unscale(r->words), score);
    if (continued || galley_classify_insists(g, score))
        galley_records_keep(&g->records, i, true);
}

/* A caption is delivered where it stands in the article, with all of its
 * parts. */
bool galley_decide_caption(const struct galley *g,
                           const struct galley_record *r)
{
    if (galley_record_kind(r) != GALLEY_KIND_CAPTION)
        return false;
    return r->flags & BLOCK_CONTINUED
               ? g->article.open
               : galley_classify_inside(g, r->container);
}

/* ---- the article ---- */

/* The records from i up to end are not part of it. */
static void drop(struct galley *g, unsigned i, unsigned end)
{
    for (; i < end; i++)
        galley_records_keep(&g->records, i, false);
}

/* One whose beginning may have been sent: it cannot be taken back. */
static bool is_part(const struct galley_record *r)
{
    return (r->flags & (BLOCK_CONTINUES | BLOCK_CONTINUED)) != 0;
}

/* An item of a list that leads to other stories. */
static bool is_link_item(const struct galley_record *r)
{
    return galley_record_kind(r) == GALLEY_KIND_LIST_ITEM
           && r->links >= LIST_LINKS && !is_part(r);
}

/* A few words, half of them links, that are no sentence. */
static bool is_link_row(const struct galley_record *r)
{
    return galley_record_kind(r) == GALLEY_KIND_PARAGRAPH
           && r->words < REPEAT_WORDS && r->links >= LONE_LINKS
           && galley_record_last(r) == LAST_OTHER && !is_part(r);
}

/* A heading that says nothing without what follows. */
static bool is_lone_heading(const struct galley_record *r)
{
    return galley_record_kind(r) == GALLEY_KIND_HEADING
           && galley_record_last(r) != LAST_SENTENCE && !is_part(r);
}

/* A paragraph of the article that introduces nothing. */
GALLEY_APART static bool is_text(const struct galley_record *r)
{
    return (r->flags & BLOCK_KEPT)
           && galley_record_kind(r) == GALLEY_KIND_PARAGRAPH
           && galley_record_last(r) == LAST_SENTENCE;
}

/* Notices above the title: what stands before the page's first, if that is
 * little beside what follows. */
static void drop_preface(struct galley *g)
{
    const struct galley_records *all = &g->records;
    const struct galley_record *r = all->records;
    uint32_t mass = 0;
    unsigned i;

    if (g->classify.since_scale == UINT8_MAX || g->article.flushed)
        return; /* no title yet, or all that stood before it has left */
    for (i = 0; i < all->count && r[i].since == UINT8_MAX; i++)
        mass += galley_count_mass(galley_count_unscale(r[i].words),
                                  r[i].score);
    if (i < all->count && mass * PREFACE_WHOLE < all->mass * PREFACE_PART)
        drop(g, 0, i);
}

void galley_decide_lists(struct galley *g, unsigned n)
{
    const struct galley_record *all = g->records.records;
    unsigned i, first = 0;
    uint32_t words = 0;
    bool after_text = false;

    drop_preface(g);
    for (i = 0; i < n; i++) {
        bool text = is_text(&all[i]);

        if (is_link_item(&all[i])) {
            words += galley_count_unscale(all[i].words);
            continue;
        }
        if (after_text && text && words >= (i - first) * LIST_WORDS)
            drop(g, first, i);
        if (first > 0 && first < i && !(all[first].flags & BLOCK_KEPT)
            && is_lone_heading(&all[first - 1]))
            drop(g, first - 1, first);
        after_text = text;
        first = i + 1;
        words = 0;
    }
}

/* A few words that lead away. */
static bool is_link_line(const struct galley_record *r)
{
    return r->links >= OFFER_LINKS && r->words <= OFFER_LINE;
}

/* Of an offer to read on or to pay: in an element of a few words, apart from
 * the one that has most of the text; such a link, the last of all, or above
 * one or another block of the element that is no part of the article. */
static bool is_offer(const struct galley *g, const struct galley_record *r,
                     bool last)
{
    const struct galley_records *all = &g->records;

    return (last ? is_link_line(r)
                 : r[1].container == r->container || is_link_line(&r[1]))
           && galley_record_kind(r) <= GALLEY_KIND_HEADING
           && all->containers[r->container].all.words <= OFFER_WORDS
           && all->containers[g->classify.main].own.mass * 2UL > all->mass
           && !galley_classify_surrounds(g, r->container);
}

void galley_decide_end(struct galley *g)
{
    const struct galley_record *all = g->records.records;
    unsigned n = g->records.count, i = n;

    while (i > 0) {
        const struct galley_record *r = &all[i - 1];

        if ((r->flags & BLOCK_KEPT) && !is_link_item(r) && !is_lone_heading(r)
            && !is_link_row(r)
            && (is_part(r) || !is_offer(g, r, i == n)))
            break;
        i--;
    }
    if (i > 0 || g->article.flushed)
        drop(g, i, n);
}

/* The first n records, and with them all before, are no article. */
static void unkeep(struct galley *g, unsigned n)
{
    drop(g, 0, n);
    g->decide.body_words = 0;
    g->decide.body_mass = 0;
}

void galley_decide_beginning(struct galley *g, unsigned n)
{
    if (!g->article.flushed && !galley_judge_accepts(g, n))
        unkeep(g, n);
}

bool galley_decide_wants_fallback(const struct galley *g)
{
    return !g->article.flushed && g->records.mass < FALLBACK_WORDS;
}

/* The fallback of this source takes the place of what the page shows: whether
 * there is enough of it, in lines that are long for a menu or a notice. */
static bool fall_back(struct galley *g, int8_t source)
{
    uint32_t size = 0, lines = 0;
    uint32_t least = source == FALLBACK_HIDDEN ? HIDDEN_SIZE : FALLBACK_SIZE;
    unsigned i;

    unkeep(g, g->records.count);
    for (i = 0; i < g->records.count; i++) {
        const struct galley_record *r = &g->records.records[i];

        if ((r->flags & BLOCK_FALLBACK) && r->own == source) {
            galley_records_keep(&g->records, i, true);
            size += r->size;
            lines++;
        }
    }
    return size >= least
           && (source == FALLBACK_JSONLD || size / LINE_SIZE >= lines);
}

bool galley_decide_article(struct galley *g)
{
    int8_t source = 0;

    if (g->article.flushed || galley_judge_accepts(g, g->records.count))
        return true;
    if (galley_decide_wants_fallback(g)) {
        source = FALLBACK_HIDDEN;
        while (source > 0 && !fall_back(g, source))
            source--;
    }
    g->decide.fallback = (uint8_t)source;
    return source > 0;
}

/* ---- its end ---- */

void galley_decide_close(struct galley *g, uint8_t number)
{
    struct galley_decide *d = &g->decide;
    struct galley_records *r = &g->records;
    const struct galley_container *c = &r->containers[number];

    if (r->mass < STORY_WORDS)
        return;
    galley_records_settle(r);
    if (r->mass - c->all.mass > r->mass / DONE_REST)
        return;
    d->story |= STORY_ENDED;
    if ((d->story & STORY_CLOSED) || r->mass < DONE_WORDS
        || c->all.mass * 255UL < (uint32_t)c->all.words * DONE_MEAN)
        return;
    d->story |= STORY_CLOSED;
    d->tail = 0;
}

/* Whether the block may stand between two parts of an article. */
static bool interrupts(const struct galley_place *p)
{
    return p->kind == GALLEY_KIND_CAPTION
           || p->distance[CATEGORY_CAPTION] < DONE_NEAR
           || p->distance[CATEGORY_RELATED] < DONE_NEAR
           || p->distance[CATEGORY_PROMOTION] < DONE_NEAR;
}

/* What a heading may be the title of, as STORY_*. */
static uint8_t title_of(const struct galley *g)
{
    const struct galley_counts *c = &g->blocks.counts;
    uint8_t level = g->blocks.place.level, story = 0;

    if (level == 1)
        story = STORY_TITLE | STORY_NEXT;
    else if (g->classify.since == 0) /* it has the title's words */
        story = STORY_TITLE;
    if (level <= 2 && c->words >= STORY_HEADLINE
        && c->link_words >= c->words / 2)
        story |= STORY_NEXT | STORY_LINK;
    return story;
}

/* Whether a line is the byline or the date of a further story. */
static bool is_next(const struct galley_decide *d,
                    const struct galley_blocks *b, uint8_t before)
{
    return (before & STORY_NEXT) && (before & STORY_ENDED)
           && (d->line == b->place.style
               || ((before & STORY_LINK)
                   && b->counts.digits >= STORY_DIGITS));
}

/* Looks for the beginning of a further story. */
static void watch(struct galley *g, uint8_t score)
{
    struct galley_decide *d = &g->decide;
    const struct galley_blocks *b = &g->blocks;
    uint8_t before = d->story;

    d->story &= (uint8_t)~(STORY_TITLE | STORY_NEXT | STORY_LINK);
    if (b->place.kind == GALLEY_KIND_HEADING) {
        d->story |= title_of(g);
    } else if (score >= DONE_SCORE) {
        if (b->counts.words >= STORY_LINE)
            d->story &= (uint8_t)~STORY_ENDED;
    } else if ((b->place.kind == GALLEY_KIND_PARAGRAPH
                || b->place.kind == GALLEY_KIND_LIST_ITEM)
               && b->counts.words <= STORY_LINE) {
        if (is_next(d, b, before))
            d->story |= STORY_OVER;
        else if (d->line == 0 && (before & STORY_TITLE))
            d->line = b->place.style;
    }
}

/* A title that counts what follows. */
static bool is_count(const struct galley_counts *c)
{
    return c->words <= TALK_WORDS && c->digits > 0
           && c->digits <= TALK_DIGITS && c->link_words == 0
           && c->sentences == 0;
}

/* A line below such a title, of what readers say of the story.  When there
 * are enough, none of it is part of the article. */
static void listen(struct galley *g, const struct galley_blocks *b)
{
    struct galley_decide *d = &g->decide;

    if (d->lines > 1 && b->place.style != d->speaker)
        return;
    d->speaker = b->place.style;
    if (b->counts.words > TALK_LINE
        || (b->counts.digits == 0 && d->lines == 1))
        d->lines = 0;
    else if (b->counts.digits > 0 && ++d->lines > TALK_LINES) {
        d->story |= STORY_OVER;
        if (d->talk < g->records.count)
            galley_records_remove(g, d->talk,
                                  (uint16_t)(g->records.count - d->talk));
    }
}

/* Whether the block that has ended is a line above the text. */
static bool is_above(const struct galley *g)
{
    return g->records.mass < STORY_WORDS
           && g->blocks.place.kind == GALLEY_KIND_PARAGRAPH
           && g->blocks.counts.words <= LINE_WORDS;
}

bool galley_decide_is_date(const struct galley *g)
{
    const struct galley_counts *c = &g->blocks.counts;

    return is_above(g) && c->words >= DATE_WORDS && c->digits >= DATE_DIGITS
           && c->digits >= c->chars / 2;
}

bool galley_decide_is_signed(const struct galley *g)
{
    return g->meta.signed_line && is_above(g)
           && g->blocks.counts.last == LAST_OTHER;
}

bool galley_decide_over(const struct galley_decide *d)
{
    return (d->story & STORY_OVER) != 0;
}

void galley_decide_follow(struct galley *g, uint8_t score)
{
    struct galley_decide *d = &g->decide;

    if (g->blocks.place.kind == GALLEY_KIND_HEADING) {
        d->lines = (d->story & STORY_ENDED) && is_count(&g->blocks.counts);
        d->talk = g->records.count;
    } else if (d->lines > 0) {
        listen(g, &g->blocks);
    }
    watch(g, score);
    if (score >= DONE_SCORE)
        d->story &= (uint8_t)~STORY_CLOSED;
    else if (!interrupts(&g->blocks.place))
        d->tail = galley_count_add(d->tail, g->blocks.counts.words);
}

bool galley_decide_ended(const struct galley_decide *d)
{
    return galley_decide_over(d)
           || ((d->story & STORY_CLOSED) && d->tail >= DONE_TAIL);
}
