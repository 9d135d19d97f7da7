/* SPDX-License-Identifier: MIT */
/*
 * Galley: the records.  The current block's text and counters come in; what
 * is kept of a block until it is decided stands here, 24 bytes each, beside
 * sums over the elements and the styles that hold it, which outlive it.
 */
#include "records.h"

#include <string.h>

#include "blocks.h"
#include "count.h"
#include "text.h"
#include "trace.h"

#define MOST_LEVELS 15 /* four bits */

void galley_records_init(struct galley_records *r)
{
    r->containers_used = 1;
}

/* ---- the window ---- */

void galley_records_put(struct galley *g, const char *data, uint8_t size)
{
    memcpy(galley_records_end(g), data, size);
    g->records.used += size;
}

void galley_records_shrink(struct galley_records *r, size_t n)
{
    r->used -= n;
}

void galley_records_store(struct galley *g, const char *text, size_t size,
                          bool separated)
{
    char *to = galley_records_window(g);

    memmove(to, text, size);
    if (separated) {
        memset(to + size, '\n', RECORDS_SEPARATOR);
        size += RECORDS_SEPARATOR;
    }
    g->records.kept += size;
}

void galley_records_close(struct galley *g)
{
    char *body = g->options.body;
    size_t n = g->records.kept;

    while (n > 0 && body[n - 1] == '\n')
        n--;
    body[n] = '\0';
}

/* ---- records ---- */

/* Removes the records [i, i + n), without their text. */
static void remove_records(struct galley_records *r, unsigned i, unsigned n)
{
    memmove(&r->records[i], &r->records[i + n],
            (size_t)(r->count - i - n) * sizeof r->records[0]);
    r->count = (uint16_t)(r->count - n);
}

/* Bytes of the window that the n records from i on take. */
GALLEY_APART static size_t space_of(const struct galley_records *r,
                                    unsigned i, unsigned n)
{
    size_t size = 0;

    for (; n > 0; n--)
        size += galley_record_space(&r->records[i++]);
    return size;
}

/* Removes size bytes of text at from; the rest goes to to. */
static void remove_text(struct galley_records *r, char *to, const char *from,
                        size_t size, size_t before)
{
    memmove(to, from + size, r->used - before - size);
    r->used -= size;
}

void galley_records_remove(struct galley *g, unsigned i, unsigned n)
{
    struct galley_records *r = &g->records;
    size_t before = space_of(r, 0, i);
    char *text = galley_records_window(g) + before;

    remove_text(r, text, text, space_of(r, i, n), before);
    remove_records(r, i, n);
}

void galley_records_release(struct galley *g, unsigned n, const char *window)
{
    struct galley_records *r = &g->records;

    /* What was stored stands before the rest of the window now. */
    remove_text(r, galley_records_window(g), window, space_of(r, 0, n), 0);
    remove_records(r, 0, n);
}

/* Elements to the nearest one of each category: 0 or 1, 2 or 3, up to 7,
 * more or none. */
static void pack_distances(struct galley_record *r, const uint8_t *distance)
{
    unsigned k, bits = UINT8_MAX;
    uint8_t all = UINT8_MAX;

    for (k = 0; k < GALLEY_CATEGORIES; k++)
        all &= distance[k];
    memset(r->distance, UINT8_MAX, sizeof r->distance);
    if (all == UINT8_MAX)
        return; /* there is none */
    while (k-- > 0) {
        uint8_t n = distance[k];

        bits = bits << 2 | (n >= 8 ? 3u : n >= 4 ? 2u : n >= 2);
        r->distance[k / 4] = (uint8_t)bits;
    }
}

GALLEY_APART static void fill(const struct galley *g,
                              struct galley_record *r, uint8_t score)
{
    const struct galley_blocks *b = &g->blocks;
    const struct galley_counts *c = &b->counts;
    const struct galley_place *p = &b->place;

    r->container = 0;
    r->style = 0;
    r->size = c->size;
    r->hash = c->hash;
    r->kind_level = (uint8_t)(
        p->kind | (p->level < MOST_LEVELS ? p->level : MOST_LEVELS) << 4);
    r->flags = (uint8_t)(b->flags & ~(BLOCK_KEPT | BLOCK_SIGNED));
    r->score = score;
    r->words = galley_count_scale(c->words);
    r->gap = galley_count_scale(g->records.gap);
    r->links = galley_count_share(c->link_words, c->words);
    r->last_sentences = (uint8_t)(
        c->last << 6 | (c->sentences < 63 ? c->sentences : 63));
    r->own = p->own;
    r->sum = p->sum;
    r->min = p->min;
    pack_distances(r, p->distance);
    r->since = g->classify.since_scale;
    r->tags = b->tags;
    r->images = b->images;
    galley_trace_number(g, r);
}

struct galley_record *galley_records_append(struct galley *g, uint8_t score)
{
    struct galley_records *r = &g->records;
    struct galley_record *last = &r->records[r->count++];

    fill(g, last, score);
    if (last->size > 0) {
        memcpy(galley_records_end(g), &g->blocks.place.number,
               RECORDS_SEPARATOR);
        r->used += RECORDS_SEPARATOR;
    }
    return last;
}

uint16_t galley_record_number(const struct galley_record *r,
                              const char *text)
{
    uint16_t number = 0;

    if (r->size > 0)
        memcpy(&number, text + r->size, sizeof number);
    return number;
}

void galley_records_drop(struct galley *g)
{
    const struct galley_counts *c = &g->blocks.counts;
    struct galley_records *r = &g->records;

    r->used -= c->size;
    r->gap = galley_count_add(r->gap, c->words);
}

void galley_records_keep(struct galley_records *r, unsigned i, bool kept)
{
    if (kept)
        r->records[i].flags |= BLOCK_KEPT;
    else
        r->records[i].flags &= (uint8_t)~BLOCK_KEPT;
}

uint8_t galley_records_repeated(const struct galley_records *r, unsigned i)
{
    const struct galley_record *own = &r->records[i];
    const struct galley_record *p = r->records, *end = p + r->count;

    for (; p != end; p++)
        if (p->hash == own->hash && p != own)
            return p < own ? 2 : 1;
    return 0;
}

/* ---- sums ---- */

uint8_t galley_records_allot(struct galley_records *r, uint8_t parent)
{
    struct galley_container *c = &r->containers[r->containers_used];

    if (r->containers_used == GALLEY_CONTAINERS)
        return 0;
    memset(c, 0, sizeof *c);
    c->parent = parent;
    c->depth = (uint8_t)(r->containers[parent].depth + 1);
    return r->containers_used++;
}

void galley_records_button(struct galley_records *r, uint8_t container)
{
    r->containers[container].button = 1;
}

static uint8_t find_style(struct galley_records *r, uint16_t hash)
{
    unsigned i;

    for (i = 0; i < r->styles_used; i++)
        if (r->styles[i].hash == hash)
            return (uint8_t)i;
    if (i == GALLEY_STYLES)
        return (uint8_t)(hash % GALLEY_STYLES);
    memset(&r->styles[i], 0, sizeof r->styles[i]);
    r->styles[i].hash = hash;
    return r->styles_used++;
}

/* Of more than 65,535 words those that came first count. */
GALLEY_APART static bool add_sum(struct galley_sum *s,
                                 const struct galley_sum *more)
{
    uint16_t words = (uint16_t)(s->words + more->words);

    if (words < more->words)
        return false;
    s->words = words;
    s->mass = (uint16_t)(s->mass + more->mass);
    return true;
}

GALLEY_APART static void add_to_container(struct galley_container *k,
                                          const struct galley_sum *more,
                                          uint16_t link_words)
{
    if (add_sum(&k->all, more))
        k->link_words = (uint16_t)(k->link_words + link_words);
}

/* What a run of blocks adds to a container and to all around it is held in the
 * first, which stands for none; that one is called its parent there. */
void galley_records_settle(struct galley_records *r)
{
    struct galley_container *held = &r->containers[0];
    uint8_t number = held->parent;

    while (number > 0) {
        struct galley_container *k = &r->containers[number];

        add_to_container(k, &held->all, held->link_words);
        number = k->parent;
    }
    memset(held, 0, sizeof *held);
}

static void add_to_containers(struct galley_records *r, uint8_t number,
                              const struct galley_sum *more,
                              uint16_t link_words)
{
    struct galley_container *held = &r->containers[0];
    struct galley_container *own = &r->containers[number];

    if (number == 0)
        return;
    add_sum(&own->own, more);
    own->count = galley_count_one(own->count);
    /* What is held may be for what is around this one, which may be none. */
    if (own->parent == held->parent) {
        add_to_container(own, more, link_words);
    } else if (held->parent != number) {
        galley_records_settle(r);
        held->parent = number;
    }
    add_to_container(held, more, link_words);
}

/* A page of some 100 MB of article is judged by what came before. */
static void add_to_page(struct galley_records *r,
                        const struct galley_sum *more, uint8_t score)
{
    uint32_t certainty = (uint32_t)more->mass * score;

    if (r->certainty > UINT32_MAX - certainty)
        return;
    r->words += more->words;
    r->mass += more->mass;
    r->certainty += certainty;
}

void galley_records_add(struct galley *g, struct galley_record *record,
                        uint8_t container)
{
    struct galley_records *r = &g->records;
    const struct galley_counts *c = &g->blocks.counts;
    struct galley_style *style;
    struct galley_sum sum;

    sum.words = c->words;
    sum.mass = galley_count_mass(c->words, record->score);
    r->gap = 0;
    record->container = container;
    record->style = find_style(r, g->blocks.place.style);
    style = &r->styles[record->style];
    add_sum(&style->sum, &sum);
    style->count = galley_count_one(style->count);
    add_to_containers(r, container, &sum, c->link_words);
    add_to_page(r, &sum, record->score);
}
