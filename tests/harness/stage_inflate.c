#include "stages.h"

#if GALLEY_INFLATE
#include <stdlib.h>
#include <string.h>

#include "harness.h"

struct reader {
    struct galley_inflate inflate;
    char *window;
    size_t size;
    int result;
    unsigned unread; /* bytes that were left behind the stream */
    struct log offsets;
};

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    const struct inflate_setup *setup = with;

    (void)log;
    memset(r, 0, sizeof *r);
    r->size = setup->size;
    r->window = harness_allocate(r->size);
    memset(r->window, 0xA5, r->size);
    galley_inflate_init(&r->inflate, r->window, r->size);
    r->inflate.coded = setup->coded;
}

static void take(struct reader *r, const struct galley_span *bytes,
                 const char *piece, const char *end, struct log *log)
{
    int inside = bytes->data >= r->window
                 && bytes->data + bytes->size <= r->window + r->size;

    if (bytes->size == 0
        || (!inside && (bytes->data < piece || bytes->data > end
                        || bytes->data + bytes->size != end)))
        log_complain(log, "a span that is nowhere");
    if (inside && (size_t)(bytes->data - r->window) % 256 + bytes->size > 256)
        log_complain(log, "a span over a multiple of 256 bytes");
    log_add(log, bytes->data, bytes->size);
    if (galley_inflate_begun(&r->inflate))
        log_print(&r->offsets, " %lu", (unsigned long)r->inflate.offset);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    const char *p = bytes, *end = bytes + n;
    struct galley_span span;
    int before = r->result;

    while ((r->result = galley_inflate_next(&r->inflate, &p, end, &span)) > 0)
        take(r, &span, bytes, end, log);
    if (before < 0 && (r->result != before || p != bytes))
        log_complain(log, "the error was not kept");
    r->unread += (unsigned)(end - p);
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    struct galley_span span;
    int result;

    while ((result = galley_inflate_finish(&r->inflate, &span)) > 0)
        take(r, &span, r->window, r->window, log);
    if (r->result < 0 && result != r->result)
        log_complain(log, "the error was not kept");
    if (galley_inflate_finish(&r->inflate, &span) != result)
        log_complain(log, "another end");
    log_print(log, "|%d|%d|%u|", result, galley_inflate_begun(&r->inflate),
              r->unread);
    log_add(log, r->offsets.text, r->offsets.size);
    free(r->offsets.text);
    free(r->window);
}

const struct stage inflate_stage = {sizeof(struct reader), init, feed,
                                    finish};
#endif
