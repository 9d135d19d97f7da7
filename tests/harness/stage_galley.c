#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"

struct reader {
    struct galley g;
    int result; /* the last one */
    struct outside *outside;
};

/* What stays in its place while the struct is moved. */
struct outside {
    const struct page *page;
    const struct galley *now; /* where the struct is */
    int blocks;
    struct log *log;
    struct log traced;
    char *headline;
    char *body;
};

static int log_block(void *user, const struct galley_block *block)
{
    struct outside *out = user;
    struct log *log = out->log;

    if (out->blocks++ == 0)
        log_print(log, "headline at the first block=%s\n",
                  galley_field(out->now, GALLEY_FIELD_HEADLINE));
    log_print(log, "block %d, level %d, flags %d, number %d: ", block->kind,
              block->level, block->flags, block->number);
    log_add(log, block->text, block->size);
    log_print(log, "\n");
    return 0;
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

/* Another page, left in the middle of a tag. */
static void use(struct reader *r)
{
    static const char other[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16le\r\n\r\n"
        "<title>Other</title><h1>Other</h1><p>Text of another page, which"
        " must leave no trace in what follows it.<p title=\"";

    galley_feed(&r->g, other, sizeof other - 1);
    galley_reset(&r->g, r->outside->page->charset);
    r->outside->log->size = 0;
    r->outside->traced.size = 0;
    r->outside->blocks = 0;
}

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    const struct page *page = with;
    struct galley_options o = GALLEY_OPTIONS;
    struct outside *out = r->outside = harness_allocate(sizeof *out);

    memset(out, 0, sizeof *out);
    out->page = page;
    out->now = &r->g;
    out->log = log;
    out->headline = harness_allocate(page->headline_size);
    out->body = harness_allocate(page->body_size);
    o.headline = page->headline_size > 0 ? out->headline : NULL;
    o.headline_size = page->headline_size;
    o.body = page->body_size > 0 ? out->body : NULL;
    o.body_size = page->body_size;
    o.on_block = page->sink ? log_block : NULL;
    o.user = out;
    o.whole = page->whole != 0;
    o.http = page->http != 0;
    o.charset = page->charset;
#if GALLEY_TRACE
    o.on_trace = page->trace ? log_trace : NULL;
#endif
    r->result = galley_init(&r->g, &o);
    if (page->used)
        use(r);
    log_print(log, "init %d\n", r->result);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    int before = r->result;

    r->outside->now = &r->g;
    r->result = galley_feed(&r->g, bytes, n);
    if (before != GALLEY_OK && r->result != before)
        log_complain(log, "the result was not kept");
}

static void log_fields(const struct galley *g, struct log *log)
{
    static const char *const names[] = {
        "headline", "byline", "published", "site",
        "description", "lang", "body", "location"
    };
    int i;

    for (i = GALLEY_FIELD_HEADLINE; i <= GALLEY_FIELD_LOCATION; i++) {
        const char *text = galley_field(g, (enum galley_field)i);

        log_print(log, "%s needs %lu\n%s=", names[i],
                  (unsigned long)galley_needed(g, (enum galley_field)i), names[i]);
        log_add(log, text, strlen(text));
        log_print(log, "\n");
    }
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    struct outside *out = r->outside;

    out->now = &r->g;
    log_print(log, "finish %d\n", galley_finish(&r->g));
    log_print(log, "copy=");
    if (out->page->headline_size > 0)
        log_add(log, out->headline, strlen(out->headline));
    log_print(log, "\n");
    log_fields(&r->g, log);
    log_print(log, "bytes needed %lu\nhttp status %d\ntraced=",
              (unsigned long)galley_bytes_needed(&r->g),
              galley_http_status(&r->g));
    log_add(log, out->traced.text, out->traced.size);
    log_print(log, "\n");
    free(out->headline);
    free(out->body);
    free(out->traced.text);
    free(out);
}

const struct stage galley_stage = {sizeof(struct reader), init, feed, finish};

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
                             &whole);
    for (i = 0; i < count && lines[i] != NULL && good; i++)
        good = log_has_line(name, &whole, lines[i]);
    free(whole.text);
    return good;
}
