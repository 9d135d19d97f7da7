/* SPDX-License-Identifier: MIT */
/*
 * Galley: what the classifier saw, as calls of options.on_trace.
 */
#include "trace.h"

#if GALLEY_TRACE
#include "records.h"

static void report(const struct galley *g, const struct galley_trace *t)
{
    if (g->options.on_trace != NULL)
        g->options.on_trace(g->options.user, t);
}

void galley_trace_tag(struct galley_tag *t)
{
    t->traced = 0;
}

void galley_trace_word(struct galley_tag *t, uint16_t hash)
{
    if (t->traced + 2u > sizeof t->words)
        return;
    t->words[t->traced++] = (uint8_t)(hash & 0xFF);
    t->words[t->traced++] = (uint8_t)(hash >> 8);
}

void galley_trace_element(const struct galley *g)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_TOKEN;
    t.id = (uint16_t)(g->elements.depth - 1);
    t.values = g->tag.words;
    t.count = g->tag.traced;
    report(g, &t);
}

void galley_trace_path(const struct galley *g)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_PATH;
    t.id = g->elements.depth < GALLEY_STACK ? (uint16_t)g->elements.depth
                                            : GALLEY_STACK;
    report(g, &t);
}

void galley_trace_block(struct galley *g, uint8_t score, uint16_t count)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_BLOCK;
    t.kind = g->blocks.place.kind;
    t.level = g->blocks.place.level;
    t.score = score;
    t.id = g->classify.next_id++;
    t.values = g->classify.values;
    t.count = count;
    t.text = galley_records_end(g) - g->blocks.counts.size;
    t.size = g->blocks.counts.size;
    report(g, &t);
}

void galley_trace_number(const struct galley *g, struct galley_record *r)
{
    r->id = (uint16_t)(g->classify.next_id - 1);
}

void galley_trace_junk(const struct galley *g, const struct galley_record *r)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_DECISION;
    t.id = r->id;
    report(g, &t);
}

void galley_trace_decision(const struct galley *g,
                           const struct galley_record *r, uint8_t score,
                           uint16_t count)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_DECISION;
    t.kind = galley_record_kind(r);
    t.level = galley_record_level(r);
    t.score = score;
    t.keep = g->classify.keep;
    t.id = r->id;
    t.values = g->classify.values;
    t.count = count;
    report(g, &t);
}

void galley_trace_page(const struct galley *g, const uint8_t *values,
                       uint16_t count, uint8_t score)
{
    struct galley_trace t = {0};

    t.what = GALLEY_TRACE_PAGE;
    t.score = score;
    t.values = values;
    t.count = count;
    report(g, &t);
}
#else
typedef int galley_trace_nothing; /* ISO C forbids an empty file */
#endif
