/* SPDX-License-Identifier: MIT */
/*
 * Galley: the article stage.  Blocks that might be body come in and wait as
 * records; out go the body, or one call of on_block for each block of it.
 *
 * Until the page ends, or the window is full, nothing is decided.  When it is
 * full, the worst records are dropped first; if that frees nothing, the
 * oldest quarter of the text is decided with what is known by then, and
 * leaves the window.
 */
#include "article.h"

#include "blocks.h"
#include "classify.h"
#include "count.h"
#include "decide.h"
#include "elements.h"
#include "fallback.h"
#include "headline.h"
#include "records.h"
#include "text.h"
#include "trace.h"

/* ---- likely boilerplate leaves ---- */

/* The worst record that is likely boilerplate, or the number of records when
 * there is none.  (These two are not inlined: the stack is deep there.) */
GALLEY_NOINLINE static unsigned find_junk(const struct galley_records *all)
{
    unsigned i, worst = all->count;
    uint8_t score = galley_classify_junk();

    for (i = 0; i < all->count; i++) {
        const struct galley_record *r = &all->records[i];

        if (r->score < score
            && !(r->flags & (BLOCK_CONTINUES | BLOCK_CONTINUED
                             | BLOCK_FALLBACK))) {
            score = r->score;
            worst = i;
        }
    }
    return worst;
}

/* Bit of article.holes that is no source's: some of the fallback is, or has
 * been, among the records. */
#define RECORDED 0x80

/* The last record of the fallback from this source or a higher one: without
 * it there is still its beginning. */
GALLEY_NOINLINE static unsigned find_fallback(const struct galley *g,
                                              int8_t source)
{
    const struct galley_records *all = &g->records;
    unsigned i = all->count;

    if (!(g->article.holes & RECORDED))
        return i;
    while (i-- > 0)
        if ((all->records[i].flags & BLOCK_FALLBACK)
            && all->records[i].own >= source)
            return i;
    return all->count;
}

/* Bytes of the fallback from this source find no room. */
GALLEY_NOINLINE static void lose(struct galley_article *a, int8_t source,
                                 uint32_t bytes)
{
    a->holes |= (uint8_t)(1u << source);
    a->lost = galley_count_add32(a->lost, bytes);
}

/* Something that can be done without leaves: hidden text first, so that what
 * is shown is decided as if there were none; with hidden, nothing else does.
 * The fallback never makes room for itself.  False: there is nothing. */
static bool evict(struct galley *g, bool hidden)
{
    const struct galley_records *all = &g->records;
    const struct galley_record *r;
    bool fallback = (g->blocks.flags & BLOCK_FALLBACK) != 0;
    unsigned i;

    if (fallback && g->blocks.place.own == FALLBACK_HIDDEN)
        return false;
    i = find_fallback(g, FALLBACK_HIDDEN);
    if (i == all->count && !hidden)
        i = find_junk(all);
    if (i == all->count && !hidden && !fallback)
        i = find_fallback(g, 0);
    if (i == all->count)
        return false;
    r = &all->records[i];
    if (r->flags & BLOCK_FALLBACK)
        lose(&g->article, r->own, r->size + RECORDS_SEPARATOR);
    else
        galley_trace_junk(g, r);
    galley_records_remove(g, i, 1);
    return true;
}

/* ---- decided text leaves ---- */

static uint8_t block_flags(const struct galley_record *r)
{
    uint8_t flags = 0;

    if (r->flags & BLOCK_CONTINUES)
        flags |= GALLEY_BLOCK_CONTINUES;
    if (r->flags & BLOCK_CONTINUED)
        flags |= GALLEY_BLOCK_CONTINUED;
    return flags;
}

/* Hands a block to the sink.  False: that has prepared the struct for another
 * page with galley_init, which cannot know that it must not; nothing of this
 * one is left, and none of the next is read. */
static bool deliver_block(struct galley *g, const struct galley_record *r,
                          const char *text)
{
    struct galley_article *a = &g->article;
    struct galley_block block;
    int result;
    bool lost;

    block.kind = galley_record_kind(r);
    block.level = galley_record_level(r);
    block.flags = block_flags(r);
    block.number = galley_record_number(r, text);
    block.text = text;
    block.size = r->size;
    a->flushed = 1;
    a->inside = 1;
    result = g->options.on_block(g->options.user, &block);
    lost = !a->inside;
    a->inside = 0;
    if (result != 0 || lost)
        a->refused = 1;
    return !lost;
}

/* A kept block joins the decided text.  It never grows: the separator was
 * counted with it. */
static void store(struct galley *g, const struct galley_record *r,
                  const char *text)
{
    struct galley_article *a = &g->article;
    bool whole = !(r->flags & BLOCK_CUT);

    if (a->full)
        return;
    galley_records_store(g, text, r->size,
                         whole && !(r->flags & BLOCK_CONTINUES));
    a->full = !whole;
    a->flushed = 1;
}

/* Bytes of the body that it is, with what separates it from those before. */
static uint32_t bytes_of(const struct galley_article *a,
                         const struct galley_record *r, uint32_t missing)
{
    bool separated = a->needed > 0 && !(r->flags & BLOCK_CONTINUED);

    return galley_count_add32(missing,
                              r->size + (separated ? RECORDS_SEPARATOR : 0));
}

/* Sends record i, whose text is given, on its way; missing: bytes of it that
 * found no room.  False: all is lost. */
static bool send_record(struct galley *g, unsigned i, const char *text,
                        uint32_t missing)
{
    struct galley_article *a = &g->article;
    const struct galley_record *r = &g->records.records[i];
    bool kept = (r->flags & BLOCK_KEPT) != 0;
    bool told = kept || galley_decide_caption(g, r);

    a->open = told && (r->flags & BLOCK_CONTINUES);
    if (kept) {
        galley_decide_remember(&g->decide, r->hash);
        a->needed = galley_count_add32(a->needed, bytes_of(a, r, missing));
    }
    if (g->options.on_block == NULL) {
        if (kept)
            store(g, r, text);
    } else if (told && !a->refused) {
        return deliver_block(g, r, text);
    }
    return true;
}

/* The first n records, decided, leave.  missing: bytes of the last one that
 * found no room. */
static void send(struct galley *g, unsigned n, uint32_t missing)
{
    const char *window = galley_records_window(g), *text = window;
    unsigned i;

    for (i = 0; i < n; i++) {
        const struct galley_record *r = &g->records.records[i];

        if (!send_record(g, i, text, i + 1u == n ? missing : 0))
            return;
        galley_classify_remember(&g->classify, r->score);
        text += galley_record_space(r);
    }
    galley_records_release(g, n, window);
}

/* Blocks are about to leave: whoever gets them wants the headline first. */
static void announce(struct galley *g)
{
    if (!g->headline.shown)
        galley_headline_show(g);
}

/* Hidden text that is of no use any more is no neighbour of what is shown. */
static void survey(struct galley *g)
{
    while (!galley_decide_wants_fallback(g) && evict(g, true))
        continue;
    galley_classify_survey(g);
}

static void decide(struct galley *g, unsigned i)
{
    galley_decide_record(g, i, galley_classify_record(g, i));
}

/* Decides the oldest records until a quarter of the window or of the table
 * is free; false when there are none. */
static bool flush(struct galley *g)
{
    struct galley_records *r = &g->records;
    size_t least = galley_records_capacity(g) / 4, size = 0;
    unsigned n = 0;

    survey(g);
    if (r->count == 0)
        return false;
    do {
        decide(g, n);
        size += galley_record_space(&r->records[n]);
        n++;
    } while (n < r->count && size < least && n < GALLEY_RECORDS / 4);
    galley_decide_lists(g, n);
    galley_decide_beginning(g, n);
    send(g, n, 0);
    return true;
}

/* ---- room ---- */

static bool has_room(const struct galley *g, size_t size)
{
    return g->records.used + size + RECORDS_SEPARATOR
           <= galley_records_capacity(g);
}

bool galley_article_spare(struct galley *g, size_t size)
{
    if (g->article.refused)
        return false;
    while (!has_room(g, size) && evict(g, true))
        continue;
    if (!has_room(g, size))
        while (!has_room(g, galley_records_capacity(g) / 8) && evict(g, false))
            continue;
    return has_room(g, size);
}

bool galley_article_room(struct galley *g, size_t size)
{
    if (galley_article_spare(g, size))
        return true;
    announce(g); /* not in flush: the stack is deep there */
    while (!g->article.refused && !has_room(g, size))
        if (!flush(g))
            return false;
    return !g->article.refused;
}

/* ---- records come ---- */

void galley_article_vacate(struct galley *g)
{
    if (g->records.count < GALLEY_RECORDS || evict(g, false))
        return;
    announce(g);
    flush(g);
}

void galley_article_admit(struct galley *g, uint8_t score)
{
    struct galley_record *r = galley_records_append(g, score);

    if (galley_decide_is_signed(g))
        r->flags |= BLOCK_SIGNED;
    galley_records_add(g, r, galley_elements_container(&g->elements,
                                                       &g->records));
}

static void decide_all(struct galley *g)
{
    unsigned i;

    survey(g);
    for (i = 0; i < g->records.count; i++)
        decide(g, i);
    galley_decide_lists(g, g->records.count);
}

void galley_article_record(struct galley *g, uint8_t score)
{
    const struct galley_blocks *b = &g->blocks;

    galley_decide_follow(g, score);
    if (!(b->flags & BLOCK_CONTINUED)
        && (galley_decide_over(&g->decide) || galley_decide_is_date(g)
            || (!galley_classify_admits(score)
                && b->place.kind != GALLEY_KIND_CAPTION))) {
        galley_records_drop(g);
        return;
    }
    galley_article_vacate(g);
    galley_article_admit(g, score);
    if (b->counts.missing > 0) {
        /* There was no room for the rest of it: nothing can wait longer. */
        decide_all(g);
        announce(g);
        send(g, g->records.count, b->counts.missing);
    }
}

void galley_article_fallback(struct galley *g)
{
    const struct galley_counts *c = &g->blocks.counts;
    uint32_t missing = c->missing;

    if (c->size > 0 && (g->records.count < GALLEY_RECORDS
                        || evict(g, false))) {
        galley_records_append(g, 0);
        g->article.holes |= RECORDED;
    } else {
        missing += c->size + RECORDS_SEPARATOR;
        galley_records_shrink(&g->records, c->size);
    }
    if (missing > 0)
        lose(&g->article, g->blocks.place.own, missing);
}

/* ---- the end ---- */

int galley_article_finish(struct galley *g)
{
    struct galley_article *a = &g->article;
    bool found;

    if (g->options.body == NULL)
        return GALLEY_OK;
    decide_all(g);
    galley_decide_end(g);
    found = galley_decide_article(g);
    if (found)
        send(g, g->records.count, 0);
    if (a->holes & (1u << g->decide.fallback))
        a->needed = galley_count_add32(a->needed, a->lost);
    else
        a->lost = 0;
    galley_records_close(g);
    if (a->refused)
        return GALLEY_ERR_SINK;
    if (!found)
        return GALLEY_ERR_NO_ARTICLE;
    return a->full || a->lost > 0 ? GALLEY_TRUNCATED : GALLEY_OK;
}
