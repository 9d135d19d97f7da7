#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "promises.h"

struct reader {
    struct galley g;
    int result; /* the last one */
    struct outside *outside;
};

/* What stays in its place while the struct is moved. */
struct outside {
    const struct page *page;
    struct galley *now; /* where the struct is */
    struct promises promises;
    struct log *log;
    struct log traced;
    char *headline;
    char *body;
    char *inflate_window;
};

/* What on_block must not do. */
static void call_inside(struct outside *out)
{
    int result = 0;

    switch (out->page->inside) {
    case INSIDE_FEED:
        result = galley_feed(out->now, "<p>inside", 9);
        break;
    case INSIDE_FINISH:
        result = galley_finish(out->now);
        break;
    case INSIDE_RESET:
        result = galley_reset(out->now, NULL);
        break;
    case INSIDE_INIT:
        result = galley_init(out->now, &out->promises.options);
        break;
    }
    log_print(out->log, "inside %d\n", result);
}

static int log_block(void *user, const struct galley_block *block)
{
    struct outside *out = user;
    struct promises *p = &out->promises;
    struct log *log = out->log;
    unsigned number = p->blocks + 1;
    int result = number == out->page->fail_at;

    if (number == 1)
        log_print(log, "headline at the first block=%s\n",
                  galley_field(out->now, GALLEY_FIELD_HEADLINE));
    log_print(log, "block %d, level %d, flags %d, number %d: ", block->kind,
              block->level, block->flags, block->number);
    log_add(log, block->text, block->size);
    log_print(log, "\n");
    promises_block(p, out->now, block, result, log);
    if (number == out->page->inside_at)
        call_inside(out);
    return result;
}

#if GALLEY_TRACE
static void log_trace(void *user, const struct galley_trace *trace)
{
    struct log *log = &((struct outside *)user)->traced;

    if (trace->what != GALLEY_TRACE_BLOCK)
        return;
    log_print(log, "%c", "PHLQCTF"[trace->kind]);
    if (trace->level > 0)
        log_print(log, "%d", trace->level);
    log_print(log, ":");
    log_add(log, trace->text, trace->size);
    log_print(log, "|");
}
#endif

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    struct outside *out = r->outside;

    out->now = &r->g;
    promises_call(&out->promises, n);
    r->result = galley_feed(&r->g, bytes, n);
    promises_fed(&out->promises, &r->g, r->result, log);
}

/* Another page, left in the middle of a tag. */
static const char other[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16le\r\n\r\n"
    "<title>Other</title><h1>Other</h1><p>Text of another page, which"
    " must leave no trace in what follows it.<p title=\"";

/* Reads another page, or the begin of this one, and calls galley_reset.  Its
 * blocks and results are of no interest; its complaints are. */
static void use(struct reader *r, struct log *log)
{
    struct outside *out = r->outside;
    const struct page *page = out->page;

    if (page->used)
        feed(r, other, sizeof other - 1, log);
    else
        feed(r, page->before, page->before_size, log);
    if (page->before_finished) {
        promises_call(&out->promises, 0);
        promises_finished(&out->promises, &r->g, galley_finish(&r->g), log);
    }
    promises_begin(&out->promises, &out->promises.options);
    r->result = galley_reset(&r->g, page->charset);
    if (log->complaints == 0)
        log->size = 0;
    out->traced.size = 0;
}

static void set_options(struct galley_options *o, struct outside *out)
{
    const struct page *page = out->page;

    memset(o, 0, sizeof *o);
    o->headline = page->headline_size > 0 ? out->headline : NULL;
    o->headline_size = page->headline_size;
    o->body = page->body_size > 0 ? out->body : NULL;
    o->body_size = page->body_size;
    o->on_block = page->sink ? log_block : NULL;
    o->user = out;
    o->whole = page->whole != 0;
    o->http = page->http != 0;
    o->charset = page->charset;
#if GALLEY_INFLATE
    o->inflate_window = page->inflate > 0 ? out->inflate_window : NULL;
    o->inflate_size = page->inflate;
#endif
#if GALLEY_TRACE
    o->on_trace = page->trace ? log_trace : NULL;
#endif
}

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    const struct page *page = with;
    struct outside *out = r->outside = harness_allocate(sizeof *out);
    struct galley_options o;

    memset(out, 0, sizeof *out);
    out->page = page;
    out->now = &r->g;
    out->log = log;
    out->headline = harness_allocate(page->headline_size);
    out->body = harness_allocate(page->body_size);
    memset(out->body, 0xA5, page->body_size);
    out->inflate_window = harness_allocate(page->inflate);
    set_options(&o, out);
    promises_begin(&out->promises, &o);
    r->result = galley_init(&r->g, &o);
    if (page->used || page->before != NULL)
        use(r, log);
    log_print(log, "init %d\n", r->result);
}

static void log_fields(const struct outside *out, const struct galley *g,
                       struct log *log)
{
    static const char *const names[] = {
        "headline", "byline", "published", "site",
        "description", "lang", "body", "location"
    };
    int i;

    log_print(log, "copy=");
    if (out->page->headline_size > 0)
        log_add(log, out->headline, strlen(out->headline));
    log_print(log, "\n");
    for (i = GALLEY_FIELD_HEADLINE; i <= GALLEY_FIELD_LOCATION; i++) {
        const char *text = galley_field(g, (enum galley_field)i);

        log_print(log, "%s needs %lu\n%s=", names[i],
                  (unsigned long)galley_needed(g, (enum galley_field)i), names[i]);
        log_add(log, text, strlen(text));
        log_print(log, "\n");
    }
    log_print(log, "bytes needed %lu\nhttp status %d\n",
              (unsigned long)galley_bytes_needed(g), galley_http_status(g));
}

/* After the end nothing changes any more.  The fields were logged from here
 * on. */
static void go_on(struct reader *r, int result, size_t from, struct log *log)
{
    struct outside *out = r->outside;
    size_t end = log->size;

    if (galley_finish(&r->g) != result
        || galley_feed(&r->g, other, sizeof other - 1) != result)
        log_complain(log, "the result changed after the end");
    log_fields(out, &r->g, log);
    if (log->size - end != end - from
        || memcmp(log->text + from, log->text + end, end - from) != 0)
        log_complain(log, "a field changed after the end");
    if (log->complaints == 0)
        log->size = end;
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    struct outside *out = r->outside;
    size_t from;
    int result;

    out->now = &r->g;
    promises_call(&out->promises, 0);
    result = galley_finish(&r->g);
    promises_finished(&out->promises, &r->g, result, log);
    log_print(log, "finish %d\n", result);
    from = log->size;
    if (log->complaints == 0) {
        log_fields(out, &r->g, log);
        go_on(r, result, from, log);
    }
    log_print(log, "traced=");
    log_add(log, out->traced.text, out->traced.size);
    log_print(log, "\n");
    free(out->headline);
    free(out->body);
    free(out->inflate_window);
    free(out->traced.text);
    free(out);
}

const struct stage galley_stage = {sizeof(struct reader), init, feed, finish};

/* The page without a body, as a device reads it that wants only the fields,
 * gives the same whole and byte by byte. */
static int fields_alone(const char *name, const struct page *page,
                        const char *bytes, size_t n)
{
    struct page bare = *page;
    struct cut all = {0, n > 0 ? n : 1, 0}, one = {0, 1, 0};
    struct log whole;
    int good;

    bare.body_size = 0;
    bare.sink = 0;
    whole = cuts_read(&galley_stage, &bare, bytes, n, &all);
    good = cuts_same(name, &galley_stage, &bare, bytes, n, &one, &whole);
    free(whole.text);
    return good;
}

int page_gives(const char *name, const struct page *page, const char *bytes,
               size_t n, const char *const *lines, size_t count)
{
    struct page used = *page;
    struct cut cut = {0, n > 0 ? n : 1, 0};
    struct log whole;
    int good = cuts_all(name, &galley_stage, page, bytes, n, &whole);
    size_t i;

    used.used = 1;
    good = good && cuts_same(name, &galley_stage, &used, bytes, n, &cut,
                             &whole)
           && fields_alone(name, page, bytes, n);
    for (i = 0; i < count && lines[i] != NULL && good; i++)
        good = log_has_line(name, &whole, lines[i]);
    free(whole.text);
    return good;
}
