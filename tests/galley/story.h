/*
 * Pages for the tests of the contract: a story of a harbour, made of pieces.
 */
#ifndef STORY_H
#define STORY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static inline void add_times(struct text *t, const char *s, size_t times)
{
    while (times-- > 0)
        text_add(t, s);
}

static inline void check_page(const char *name, const struct page *with,
                       const char *bytes, size_t n, const char *const *lines,
                       size_t count)
{
    harness_check(page_gives(name, with, bytes, n, lines, count), name);
}

#define LD "<script type=application/ld+json>{\"@type\":\"Article\","

/* What is read into a body of so many bytes, with nothing else asked for. */
static inline struct galley *begin_page(char *body, size_t size)
{
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);

    o.body = body;
    o.body_size = size;
    galley_init(g, &o);
    return g;
}

#define HEAD "<title>Ice in the harbour</title><main><h1>Ice in the harbour</h1>"
#define PARAGRAPH                                                            \
    "The ice came early, the boats stayed where they were, and nobody in "   \
    "the harbour remembered a winter like it. "

/* A paragraph that is like no other. */
static inline void add_day(struct text *t, int day)
{
    char line[32];

    sprintf(line, "<p>Day %d: ", day);
    text_add(t, line);
    text_add(t, PARAGRAPH);
}

static inline void add_days(struct text *t, int days)
{
    int day;

    for (day = 0; day < days; day++)
        add_day(t, day);
}

#endif
