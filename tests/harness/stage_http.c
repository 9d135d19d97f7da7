#include "stages.h"

#include <string.h>

struct reader {
    struct galley_http http;
    int result;
    int complete;
    unsigned unread; /* bytes that were left behind the response */
};

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    int how = with != NULL ? *(const int *)with : 0;

    (void)log;
    memset(r, 0, sizeof *r);
    galley_http_init(&r->http);
    r->http.captured = (how & HTTP_CAPTURED) != 0;
    r->http.inflated = (how & HTTP_INFLATED) != 0;
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    const char *p = bytes, *end = bytes + n;
    struct galley_span body;
    int before = r->result;

    while ((r->result = galley_http_next(&r->http, &p, end, &body)) > 0) {
        if (body.size == 0 || r->complete || body.data < bytes ||
            body.data + body.size != p)
            log_complain(log, "not a span of the body");
        log_add(log, body.data, body.size);
    }
    if (before < 0 && r->result != before)
        log_complain(log, "the error was not kept");
    if (r->complete && p != bytes)
        log_complain(log, "read behind the end");
    r->complete = galley_http_complete(&r->http);
    if (r->result == 0 && p != end && !r->complete)
        log_complain(log, "bytes left");
    r->unread += (unsigned)(end - p);
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    int result = galley_http_finish(&r->http);

    if (r->result < 0 && result != r->result)
        log_complain(log, "the error was not kept");
    log_print(log, "|%d|%d|%u|%s|%s", result,
              r->complete ? 1 + (int)r->unread : 0, (unsigned)r->http.status,
              r->http.charset, r->http.location);
    if (r->http.inflated)
        log_print(log, "|%d", r->http.coding);
}

const struct stage http_stage = {sizeof(struct reader), init, feed, finish};
