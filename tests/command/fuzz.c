/*
 * What the command reads many pages with (port/posix): WARC files, and JSON
 * Lines.  Any cut finds the same records, each of them begun and ended once.
 * The head: bit 0, JSON; the cut's two bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../port/posix/batch.h"
#include "fuzz/target.h"

#define HEAD 3

struct reader_state {
    struct warc warc;
    struct lines lines;
    struct jsonl jsonl;
    struct record_sink sink;
    struct log *log;
    char url[URL_SIZE];
    bool json;
    bool begun;
};

/* The spool's file cannot be written. */
void complain(const char *name, const char *reason)
{
    printf("%s: %s\n", name, reason);
    abort();
}

static void take_html(void *user, const void *bytes, size_t size)
{
    struct reader_state *r = user;

    log_add(r->log, bytes, size);
}

static void begin(void *user, const struct record *record)
{
    struct reader_state *r = user;

    if (r->begun)
        log_complain(r->log, "a record inside of another");
    r->begun = true;
    log_print(r->log, "<%lu at %lu, %d, %s, %s>",
              (unsigned long)record->number, (unsigned long)record->offset,
              record->kind, record->charset, record->url);
    if (r->json)
        jsonl_init(&r->jsonl, r->url, take_html, r);
}

static void data(void *user, const char *bytes, size_t size)
{
    struct reader_state *r = user;

    if (!r->begun || size == 0)
        log_complain(r->log, "data of no record, or no data");
    if (r->json)
        jsonl_feed(&r->jsonl, bytes, size);
    else
        log_add(r->log, bytes, size);
}

static void end(void *user, int fault)
{
    struct reader_state *r = user;

    if (!r->begun)
        log_complain(r->log, "an end of no record");
    r->begun = false;
    if (r->json)
        log_print(r->log, "<%d, %s>", jsonl_finish(&r->jsonl), r->url);
    log_print(r->log, "<%d>\n", fault);
}

/* Pointers into the state, which has moved. */
static void bind(struct reader_state *r, struct log *log)
{
    static const struct record_sink sink = {begin, data, end, NULL};

    r->log = log;
    r->sink = sink;
    r->sink.user = r;
    r->warc.sink = r->lines.sink = &r->sink;
    r->jsonl.user = r;
    r->jsonl.url = r->url;
}

static void init(void *state, const void *with, struct log *log)
{
    struct reader_state *r = state;

    memset(r, 0, sizeof *r);
    r->json = *(const int *)with;
    warc_init(&r->warc, &r->sink);
    lines_init(&r->lines, &r->sink);
    bind(r, log);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader_state *r = state;

    bind(r, log);
    if (r->json)
        lines_feed(&r->lines, bytes, n);
    else
        warc_feed(&r->warc, bytes, n);
}

static void finish(void *state, struct log *log)
{
    struct reader_state *r = state;

    bind(r, log);
    if (r->json)
        lines_finish(&r->lines);
    else
        warc_finish(&r->warc);
    if (r->begun)
        log_complain(log, "a record without an end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data_in, size_t size)
{
    static const struct stage stage = {sizeof(struct reader_state), init,
                                       feed, finish};
    const char *text = (const char *)data_in + HEAD;
    struct cut cut;
    int json;

    if (size < HEAD)
        return -1;
    size -= HEAD;
    json = data_in[0] & 1;
    cut = target_cut(data_in + 1, size);
    target_compare(&stage, &stage, &json, text, size, &cut);
    return 0;
}
