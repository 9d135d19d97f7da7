/*
 * Galley: the article stage.  Blocks that might be body come in as records,
 * their text in the caller's window; out go the body, or one call of on_block
 * for each block of it.
 *
 * Until the page ends, or the window is full, nothing is decided.  When it is
 * full, the worst records are dropped first; if that frees nothing, the
 * oldest quarter of the text is decided with what is known by then, and
 * leaves the window.  Holds the records, containers and styles (see
 * galley_config.h for their sizes).
 *
 * The body buffer:  | decided (no sink) | records' text | current block | NUL
 *                    <----- kept -----> <---------- used ------------->
 * Each record's text is followed by a paragraph separator.
 */
#include "article.h"

#include <string.h>

#include "blocks.h"
#include "classify.h"
#include "decide.h"
#include "page.h"

#define SEPARATOR_SIZE 2u /* an empty line */

static size_t capacity(const struct galley *g)
{
    return g->options.body_size - 1 - g->article.kept;
}

char *galley_article_window(struct galley *g)
{
    return g->options.body + g->article.kept;
}

static size_t space_of(const struct galley_record *r)
{
    return r->size > 0 ? r->size + SEPARATOR_SIZE : 0;
}

/* ---- records leave ---- */

/* Removes records [i, i + n) and their text. */
static void remove_records(struct galley *g, uint16_t i, uint16_t n)
{
    struct galley_article *a = &g->article;
    char *window = galley_article_window(g);
    size_t from = 0, size = 0;
    uint16_t k;

    for (k = 0; k < i; k++)
        from += space_of(&a->records[k]);
    for (; k < i + n; k++)
        size += space_of(&a->records[k]);
    memmove(window + from, window + from + size, a->used - from - size);
    a->used -= size;
    memmove(&a->records[i], &a->records[i + n],
            (size_t)(a->count - i - n) * sizeof a->records[0]);
    a->count = (uint16_t)(a->count - n);
}

/* Drops the worst record that is likely boilerplate, else one that only
 * repeats the JSON-LD: 1, or 0 when there is none. */
static uint8_t evict(struct galley *g)
{
    struct galley_article *a = &g->article;
    uint16_t i, worst = a->count;
    uint8_t score = 255;

    for (i = 0; i < a->count; i++) {
        const struct galley_record *r = &a->records[i];
        if (r->flags & BLOCK_FALLBACK) {
            if (worst == a->count)
                worst = i;
        } else if (galley_classify_is_junk(r->score) && r->score < score
                   && !(r->flags & (BLOCK_CONTINUES | BLOCK_CONTINUED))) {
            score = r->score;
            worst = i;
        }
    }
    if (worst == a->count)
        return 0;
    galley_trace_junk(g, &a->records[worst]);
    remove_records(g, worst, 1);
    return 1;
}

/* ---- decided text leaves the window ---- */

static int deliver(struct galley *g, const struct galley_record *r,
                   const char *text)
{
    struct galley_block block;

    block.kind = r->kind & 15;
    block.level = (uint8_t)(r->kind >> 4);
    block.flags = r->flags & BLOCK_CONTINUES ? GALLEY_BLOCK_CONTINUES : 0;
    block.text = text;
    block.size = r->size;
    g->article.flushed = 1;
    return g->options.on_block(g->options.user, &block);
}

/* Moves a kept block to the end of the decided text.  It never grows: the
 * separator was counted with it. */
static void store(struct galley *g, const struct galley_record *r,
                  const char *text)
{
    struct galley_article *a = &g->article;
    char *to = g->options.body + a->kept;
    size_t size = r->size;

    if (a->full)
        return;
    memmove(to, text, size);
    if (r->flags & BLOCK_CUT) {
        a->full = 1;
    } else {
        memset(to + size, '\n', SEPARATOR_SIZE);
        size += SEPARATOR_SIZE;
    }
    a->kept += size;
    a->flushed = 1;
}

/* Sends record i, whose text stands at the given place of the window, on its
 * way. */
static void emit(struct galley *g, uint16_t i, const char *text,
                 uint32_t missing)
{
    struct galley_article *a = &g->article;
    const struct galley_record *r = &a->records[i];
    uint8_t kept = (r->flags & BLOCK_KEPT) != 0;
    uint8_t told = kept || galley_decide_caption(g, r);

    a->open = told && (r->flags & BLOCK_CONTINUES);
    if (kept) {
        a->repeats[a->repeats_next] = r->hash;
        a->repeats_next = (uint8_t)((a->repeats_next + 1) % GALLEY_REPEATS);
        g->body_needed += r->size + missing
                          + (g->body_needed > 0 ? SEPARATOR_SIZE : 0);
    }
    if (g->options.on_block == NULL) {
        if (kept)
            store(g, r, text);
    } else if (g->status >= 0 && told) {
        if (deliver(g, r, text) != 0)
            g->status = GALLEY_ERR_SINK;
    }
}

static void remember(struct galley_article *a, const struct galley_record *r)
{
    memmove(a->history + 1, a->history, GALLEY_HISTORY - 1);
    a->history[0] = r->score;
}

/* The first n records, decided, leave. missing: bytes of the last one that
 * found no room. */
static void send(struct galley *g, uint16_t n, uint32_t missing)
{
    struct galley_article *a = &g->article;
    const char *text = galley_article_window(g);
    size_t size = 0;
    uint16_t i;

    for (i = 0; i < n; i++) {
        emit(g, i, text + size, i + 1u == n ? missing : 0);
        remember(a, &a->records[i]);
        size += space_of(&a->records[i]);
    }
    /* What was stored stands before the rest of the window now. */
    memmove(g->options.body + a->kept, text + size, a->used - size);
    a->used -= size;
    memmove(a->records, a->records + n,
            (size_t)(a->count - n) * sizeof a->records[0]);
    a->count = (uint16_t)(a->count - n);
}

/* Decides the oldest records until a quarter of the window or of the table
 * is free: 1, or 0 when there are none. */
static uint8_t flush(struct galley *g)
{
    struct galley_article *a = &g->article;
    size_t least = capacity(g) / 4, size = 0;
    uint16_t n = 0;

    if (a->count == 0)
        return 0;
    galley_classify_survey(g);
    do {
        galley_decide_record(g, n, galley_classify_record(g, n));
        size += space_of(&a->records[n]);
        n++;
    } while (n < a->count && size < least
             && n < GALLEY_RECORDS / 4);
    galley_decide_beginning(g, n);
    send(g, n, 0);
    return 1;
}

static uint8_t fits(const struct galley *g, size_t size)
{
    return g->article.used + size + SEPARATOR_SIZE <= capacity(g);
}

uint8_t galley_article_spare(struct galley *g, size_t size)
{
    if (fits(g, size))
        return 1;
    while (!fits(g, capacity(g) / 8) && evict(g))
        continue;
    return fits(g, size);
}

uint8_t galley_article_room(struct galley *g, size_t size)
{
    struct galley_article *a = &g->article;

    if (galley_article_spare(g, size))
        return 1;
    while (!fits(g, size)) {
        if (flush(g))
            continue;
        if (g->options.on_block == NULL
            || a->current.text < GALLEY_BODY_MIN / 2)
            return 0;
        galley_blocks_split(g);
    }
    return 1;
}

/* ---- records come ---- */

static uint8_t allot(struct galley_article *a, uint8_t parent)
{
    struct galley_container *c = &a->containers[a->containers_used];

    if (a->containers_used == GALLEY_CONTAINERS)
        return 0;
    memset(c, 0, sizeof *c);
    c->parent = parent;
    c->depth = (uint8_t)(a->containers[parent].depth + 1);
    return a->containers_used++;
}

/* The container of the current block: the element around its own, with its
 * ancestors allotted outside in. */
static uint8_t find_container(struct galley *g)
{
    struct galley_article *a = &g->article;
    struct galley_page *p = &a->page;
    uint16_t i, last = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;
    uint8_t number = 0;

    while (last > 0 && !galley_tag_is_block(p->stack[last - 1].tag))
        last--;
    for (i = 0; i + 1 < last; i++) {
        struct galley_element *e = &p->stack[i];
        if (!galley_tag_is_container(e->tag))
            continue;
        if (e->container == 0)
            e->container = allot(a, number);
        if (e->container != 0)
            number = e->container;
    }
    return number;
}

static uint8_t find_signature(struct galley_article *a, uint16_t hash)
{
    uint8_t i;

    for (i = 0; i < a->signatures_used; i++)
        if (a->signatures[i].hash == hash)
            return i;
    if (i == GALLEY_SIGNATURES)
        return (uint8_t)(hash % GALLEY_SIGNATURES);
    memset(&a->signatures[i], 0, sizeof a->signatures[i]);
    a->signatures[i].hash = hash;
    return a->signatures_used++;
}

static void add_sums(struct galley *g, const struct galley_record *r)
{
    struct galley_article *a = &g->article;
    const struct galley_current *c = &a->current;
    struct galley_signature *s = &a->signatures[r->signature];
    uint16_t mass = galley_likely(c->words, r->score);
    uint8_t number = r->container;

    if (number > 0) {
        struct galley_container *own = &a->containers[number];
        own->own_words = galley_add(own->own_words, c->words);
        own->own_mass = galley_add(own->own_mass, mass);
        own->count = galley_count(own->count);
    }
    for (; number > 0; number = a->containers[number].parent) {
        struct galley_container *k = &a->containers[number];
        k->words = galley_add(k->words, c->words);
        k->mass = galley_add(k->mass, mass);
        k->link_words = galley_add(k->link_words, c->link_words);
    }
    s->words = galley_add(s->words, c->words);
    s->mass = galley_add(s->mass, mass);
    s->count = galley_count(s->count);
    a->words += c->words;
    a->mass += mass;
    a->certainty += (uint32_t)mass * r->score;
}

/* Elements to the nearest one of each category: 0 or 1, 2 or 3, up to 7,
 * more or none. */
static void pack_distances(struct galley_record *r,
                           const struct galley_current *c)
{
    uint8_t k;

    for (k = 0; k < GALLEY_CATEGORIES; k++) {
        uint8_t n = c->distance[k];
        uint8_t code = (uint8_t)((n >= 2) + (n >= 4) + (n >= 8));
        r->distance[k / 4] |= (uint8_t)(code << k % 4 * 2);
    }
}

/* The current block becomes the last record. */
static struct galley_record *append(struct galley *g, uint8_t score)
{
    struct galley_article *a = &g->article;
    const struct galley_current *c = &a->current;
    struct galley_record *r = &a->records[a->count++];

    memset(r, 0, sizeof *r);
    r->size = c->text;
    r->hash = c->hash;
    r->kind = (uint8_t)(c->kind | c->level << 4);
    r->flags = c->flags;
    r->score = score;
    r->words = galley_log(c->words);
    r->gap = galley_log(a->gap);
    r->links = galley_share(c->link_words, c->words);
    r->shape = (uint8_t)(c->last << 6
                         | (c->sentences < 63 ? c->sentences : 63));
    r->own = c->own;
    r->sum = c->sum;
    r->min = c->min;
    pack_distances(r, c);
    r->since = galley_classify_since(a);
    r->tags = c->tags;
    r->images = c->images;
    galley_trace_number(g, r);
    a->gap = 0;
    if (r->size > 0) {
        memset(galley_article_window(g) + a->used, '\n', SEPARATOR_SIZE);
        a->used += SEPARATOR_SIZE;
    }
    return r;
}

void galley_article_admit(struct galley *g, uint8_t score)
{
    struct galley_article *a = &g->article;
    struct galley_record *r = append(g, score);

    r->container = find_container(g);
    r->signature = find_signature(a, a->current.signature);
    add_sums(g, r);
}

static void decide_all(struct galley *g)
{
    uint16_t i;

    galley_classify_survey(g);
    for (i = 0; i < g->article.count; i++)
        galley_decide_record(g, i, galley_classify_record(g, i));
}

void galley_article_record(struct galley *g, uint8_t score)
{
    struct galley_article *a = &g->article;
    struct galley_current *c = &a->current;

    galley_decide_follow(g, score);
    if (!galley_classify_records(score) && c->kind != GALLEY_CAPTION
        && !(c->flags & BLOCK_CONTINUED)) {
        a->used -= c->text;
        a->gap = galley_add(a->gap, c->words);
        return;
    }
    if (a->count == GALLEY_RECORDS && !evict(g))
        flush(g);
    galley_article_admit(g, score);
    if (c->missing > 0) {
        /* There was no room for the rest of it: nothing can wait longer. */
        decide_all(g);
        send(g, a->count, c->missing);
    }
}

/* ---- JSON-LD ---- */

void galley_article_fallback(struct galley *g)
{
    if (g->article.count < GALLEY_RECORDS || evict(g))
        append(g, 0);
    else
        g->article.used -= g->article.current.text;
}

/* ---- the end ---- */

int galley_article_finish(struct galley *g)
{
    struct galley_article *a = &g->article;
    uint8_t found;

    if (g->options.body == NULL)
        return GALLEY_OK;
    decide_all(g);
    found = galley_decide_article(g);
    if (found)
        send(g, a->count, 0);
    while (a->kept > 0 && g->options.body[a->kept - 1] == '\n')
        a->kept--;
    g->options.body[a->kept] = '\0';
    if (g->status < 0)
        return g->status;
    if (!found)
        return GALLEY_ERR_NO_ARTICLE;
    return a->full ? GALLEY_TRUNCATED : GALLEY_OK;
}

void galley_article_init(struct galley *g)
{
    memset(&g->article, 0, sizeof g->article);
    g->article.containers_used = 1;
    g->article.best = INT8_MIN;
    g->article.since = UINT16_MAX;
    galley_page_init(g);
    galley_blocks_init(g);
}
