/*
 * That hidden text, which waits in the window for pages without an article,
 * leaves no trace in how others are decided.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"
#include "harness/harness.h"

#define PARAGRAPHS 40

/* Captions, a link and two hidden paragraphs, that say this or nothing, behind
 * each of the later ones, and a story. */
static char *make_page(const char *hidden)
{
    char *page = harness_allocate(64 * 1024), *p = page;
    int i;

    p += sprintf(p, "<title>The harbour in winter</title>"
                    "<main><h1>The harbour in winter</h1>");
    for (i = 0; i < 45; i++) {
        p += sprintf(p, "<figcaption><a href=/%d>Photo %d</a></figcaption>",
                     i, i);
        if (i >= 25)
            p += sprintf(p, "<nav><a href=/>Home</a></nav><p hidden>%s"
                            "<p hidden>%s", hidden, hidden);
    }
    for (i = 0; i < PARAGRAPHS; i++)
        p += sprintf(p, "<p>Paragraph %d says that the ice came early, and "
                        "that nobody in the harbour remembered a winter like "
                        "it.", i);
    return page;
}

/* All that the trees saw of the records, and said. */
struct decisions {
    uint32_t hash;
    int count;
};

static void on_trace(void *user, const struct galley_trace *trace)
{
    struct decisions *d = user;
    uint16_t i;

    if (trace->what != GALLEY_TRACE_DECISION)
        return;
    d->count++;
    d->hash = d->hash * 31u + trace->score;
    for (i = 0; i < trace->count; i++)
        d->hash = d->hash * 31u + trace->values[i];
}

static struct decisions decisions_of(const char *page, size_t size)
{
    struct galley_options options = GALLEY_OPTIONS;
    struct decisions d = {0, 0};
    struct galley *g = harness_allocate(sizeof *g);
    char *body = harness_allocate(size);

    options.body = body;
    options.body_size = size;
    options.user = &d;
    options.on_trace = on_trace;
    galley_init(g, &options);
    galley_feed(g, page, strlen(page));
    galley_finish(g);
    free(g);
    free(body);
    return d;
}

int main(void)
{
    char *with = make_page("Nobody sees that the boats stayed where they "
                           "were, and that the ice came early.");
    char *without = make_page("");
    size_t size;

    for (size = GALLEY_BODY_MIN; size < 40000; size += size / 3) {
        struct decisions a = decisions_of(with, size);
        struct decisions b = decisions_of(without, size);

        harness_check(a.count == b.count && a.hash == b.hash,
                      "hidden text leaves no trace");
        harness_check(b.count > PARAGRAPHS, "all records are decided");
    }
    free(with);
    free(without);
    return harness_summary();
}
