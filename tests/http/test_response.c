/*
 * The whole library on HTTP responses: where a response has ended by itself
 * galley_feed says so, at every cut of it and of what follows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define NEXT OK "\r\n<p>of another page"

/* ---- the stage; the log: "RESULT at BYTES, RESULT at BYTES: BODY", first
 * what feed said last, then what finish says ---- */

struct reader {
    struct galley g;
    unsigned long fed, done; /* bytes, and those after which feed said DONE */
    int result;
    char *body;
};

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    struct galley_options o = GALLEY_OPTIONS;

    (void)log;
    memset(r, 0, sizeof *r);
    o.http = 1;
    o.whole = with != NULL;
    o.body = r->body = harness_allocate(512);
    o.body_size = 512;
    r->result = galley_init(&r->g, &o);
}

/* DONE must come with the piece that has the response's last byte. */
static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    int before = r->result;

    r->result = galley_feed(&r->g, bytes, n);
    r->fed += n;
    if (before != GALLEY_OK) {
        if (r->result != before)
            log_complain(log, "the result was not kept");
    } else if (r->result == GALLEY_DONE) {
        r->done = galley_bytes_needed(&r->g);
        if (r->done > r->fed || r->done + n <= r->fed)
            log_complain(log, "not the piece in which the response ends");
    }
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    int last = r->result, result = galley_finish(&r->g);

    log_print(log, "%d at %lu, %d at %lu: %s", last, r->done, result,
              (unsigned long)galley_bytes_needed(&r->g),
              galley_field(&r->g, GALLEY_FIELD_BODY));
    free(r->body);
}

static const struct stage stage = {sizeof(struct reader), init, feed, finish};

/* ---- responses ---- */

#define TEXT                                                                 \
    "The ice came early, the boats stayed where they were, and nobody in "   \
    "the harbour remembered a winter like it."
#define PAGE "<title>Ice</title><main><h1>Ice</h1><p>Monday. " TEXT "<p>" TEXT
#define BODY "Monday. " TEXT "\n\n" TEXT

static const struct test {
    const char *name;
    const char *framing; /* for the page's size and the page */
    const char *page;
    int done;            /* 0: only the connection's end ends it */
    const char *body;    /* "": no article */
} tests[] = {
    {"length", OK "Content-Length: %lu\r\n\r\n%s", PAGE, 1, BODY},
    {"a held reference", OK "Content-Length: %lu\r\n\r\n%s", PAGE "&amp", 1,
     BODY "&"},
    {"a held character", OK "Content-Type: text/html; charset=utf-8\r\n"
     "Content-Length: %lu\r\n\r\n%s", PAGE "\xC3", 1, BODY "\xEF\xBF\xBD"},
    {"an open tag", OK "Content-Length: %lu\r\n\r\n%s", PAGE "<p clas", 1,
     BODY},
    {"an open element", OK "Content-Length: %lu\r\n\r\n%s", PAGE "<b>!", 1,
     BODY "!"},
    {"chunks", CHUNKED "%lx\r\n%s\r\n1\r\n!\r\n0\r\n\r\n", PAGE, 1, BODY "!"},
    {"trailers", CHUNKED "%lx\r\n%s\r\n0;x\r\nA: b\r\nC: d\r\n\r\n", PAGE, 1,
     BODY},
    {"interim responses", "HTTP/1.1 100 Continue\r\n\r\n" OK
     "Content-Length: %lu\r\n\r\n%s", PAGE, 1, BODY},
    {"length 0", OK "Content-Length: %lu\r\n\r\n%s", "", 1, ""},
    {"no chunk but the last", CHUNKED "%lx\r\n\r\n%s", "", 1, ""},
    {"204", "HTTP/1.1 204 No Content\r\nA: %lu\r\n\r\n%s", "", 1, ""},
    {"205", "HTTP/1.1 205 Reset Content\r\nA: %lu\r\n\r\n%s", "", 1, ""},
    {"until close", OK "A: %lu\r\n\r\n%s", PAGE, 0, BODY},
    {"no empty line at the end", CHUNKED "%lx\r\n%s\r\n0\r\n", PAGE, 0, BODY},
    {"cut trailers", CHUNKED "%lx\r\n%s\r\n0\r\nA: b", PAGE, 0, BODY},
};

/* A response that breaks off gives what has come, beside the error's name. */
static const struct broken {
    const char *name;
    const char *response;
    const char *unread; /* behind the error; NULL: no byte counts */
    int error;
    const char *body;
} broken[] = {
    {"short of its length", OK "Content-Length: 999\r\n\r\n" PAGE, "",
     GALLEY_ERR_HTTP_LENGTH, BODY},
    {"inside a tag", OK "Content-Length: 999\r\n\r\n" PAGE "<p clas", "",
     GALLEY_ERR_HTTP_LENGTH, BODY},
    {"inside a character", OK "Content-Type: text/html; charset=utf-8\r\n"
     "Content-Length: 999\r\n\r\n" PAGE "\xE2\x82", "",
     GALLEY_ERR_HTTP_LENGTH, BODY "\xEF\xBF\xBD"},
    {"no article yet", OK "Content-Length: 999\r\n\r\n<p>Ice", "",
     GALLEY_ERR_HTTP_LENGTH, ""},
    {"no page yet", OK "Content-Length: 999\r\n\r\n", NULL,
     GALLEY_ERR_HTTP_LENGTH, ""},
    {"inside a chunk", CHUNKED "999\r\n" PAGE, "", GALLEY_ERR_HTTP_LENGTH,
     BODY},
    {"behind a chunk", CHUNKED "10a\r\n" PAGE "\r\n", "",
     GALLEY_ERR_HTTP_LENGTH, BODY},
    {"a size that is none", CHUNKED "10a\r\n" PAGE "\r\nx\r\n" TEXT,
     "\r\n" TEXT, GALLEY_ERR_HTTP_SYNTAX, BODY},
    {"a size too large", CHUNKED "10a\r\n" PAGE "\r\nfffffffff\r\n" TEXT,
     "\r\n" TEXT, GALLEY_ERR_LIMIT, BODY},
    {"an error of the head", OK "Content-Length: 1, 2\r\n\r\n" PAGE, NULL,
     GALLEY_ERR_HTTP_SYNTAX, ""},
    {"an error of the page", OK "Content-Length: 999\r\n\r\n"
     "<meta charset=iso-2022-kr>" PAGE, NULL, GALLEY_ERR_CHARSET, ""}
};

static void compare(const char *name, int whole, const char *bytes,
                    const char *wanted)
{
    harness_check(cuts_give(name, &stage, whole ? "" : NULL, bytes,
                            strlen(bytes), wanted, strlen(wanted)),
                  name);
}

/* Alone and, where it ends by itself, with another one behind it. */
static void test_ends(const struct test *t, int whole)
{
    char wanted[600], response[1000];
    int n = snprintf(response, sizeof response, t->framing,
                     (unsigned long)strlen(t->page), t->page);

    snprintf(wanted, sizeof wanted, "%d at %d, %d at %d: %s", t->done,
             t->done ? n : 0, t->body[0] != '\0' ? 0 : GALLEY_ERR_NO_ARTICLE,
             n, t->body);
    compare(t->name, whole, response, wanted);
    if (t->done) {
        strcat(response, NEXT);
        compare(t->name, whole, response, wanted);
    }
}

static void test_broken(const struct broken *t)
{
    /* The connection's end is known to finish, anything else to feed. */
    int fed = t->error == GALLEY_ERR_HTTP_LENGTH ? GALLEY_OK : t->error;
    size_t n = t->unread == NULL
                   ? 0 : strlen(t->response) - strlen(t->unread);
    char wanted[600];

    snprintf(wanted, sizeof wanted, "%d at 0, %d at %lu: %s", fed, t->error,
             (unsigned long)n, t->body);
    compare(t->name, 0, t->response, wanted);
}

/* What was left unread by a decision stays unread, however near the end of
 * the response is: as in pieces, so in one. */
static void test_decided(void)
{
    size_t size, n;
    char *page = harness_file("tests/fixtures/demo.html", &size);
    char *response = harness_allocate(size + 200);
    struct log log;

    n = (size_t)sprintf(response, OK "Content-Length: %lu\r\n\r\n",
                        (unsigned long)size);
    memcpy(response + n, page, size);
    n += size;
    harness_check(cuts_all("decided", &stage, NULL, response, n, &log),
                  "decided before the end, at every cut");
    log_add(&log, "", 1);
    harness_check(strncmp(log.text, "1 at ", 5) == 0
                      && strtoul(log.text + 5, NULL, 10) < n,
                  "it was decided before the end");
    free(log.text);
    free(response);
    free(page);
}

/* The bytes after which a page is decided, read in pieces of that size. */
static unsigned long decided_at(int http, const char *bytes, size_t n,
                                size_t size)
{
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    char body[1024];
    unsigned long needed;
    size_t i;
    int result = GALLEY_OK;

    o.http = http != 0;
    o.body = body;
    o.body_size = sizeof body;
    galley_init(g, &o);
    for (i = 0; i < n && result == GALLEY_OK; i += size)
        result = galley_feed(g, bytes + i, size < n - i ? size : n - i);
    needed = galley_bytes_needed(g);
    harness_check(result == GALLEY_DONE && needed < n - 100,
                  "decided before the end");
    free(g);
    return needed;
}

/* A response needs what its page does, and the head and framing before. */
static void test_needed(void)
{
    enum { CHUNK = 1000, FRAME = 7 }; /* "3E8" CR LF, CR LF */
    size_t size, head, n, i;
    char *page = harness_file("tests/fixtures/demo.html", &size);
    char *response = harness_allocate(2 * size + 200);
    unsigned long needed = decided_at(0, page, size, size);
    static const size_t sizes[] = {1, 100, 65536};

    for (i = 0; i < COUNT(sizes); i++) {
        harness_check(decided_at(0, page, size, sizes[i]) == needed,
                      "a page's bytes");
        head = (size_t)sprintf(response, OK "Content-Length: %lu\r\n\r\n",
                               (unsigned long)size);
        memcpy(response + head, page, size);
        harness_check(decided_at(1, response, head + size, sizes[i])
                          == head + needed, "with a head");
        head = (size_t)sprintf(response, CHUNKED);
        for (n = 0; n < size; n += CHUNK) {
            size_t piece = size - n < CHUNK ? size - n : CHUNK;
            head += (size_t)sprintf(response + head, "%03lX\r\n",
                                    (unsigned long)piece);
            memcpy(response + head, page + n, piece);
            memcpy(response + head + piece, "\r\n", 2);
            head += piece + 2;
        }
        harness_check(decided_at(1, response, head, sizes[i])
                          == strlen(CHUNKED) + needed
                                 + (needed - 1) / CHUNK * FRAME + 5,
                      "with a head and chunks");
    }
    free(response);
    free(page);
}

/* Sums of more than 4 GB stay at their highest. */
static void test_huge(void)
{
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    static const char response[] = OK "\r\n<p>" TEXT;

    o.http = 1;
    galley_init(g, &o);
    galley_feed(g, response, sizeof response - 1);
    g->framing = 50; /* or the test would take a minute */
    g->charset.offset = UINT32_MAX - 60;
    galley_feed(g, TEXT, sizeof TEXT - 1);
    galley_finish(g);
    harness_check(galley_bytes_needed(g) == UINT32_MAX,
                  "the bytes of a response saturate");
    free(g);
}

int main(void)
{
    size_t i;

    for (i = 0; i < COUNT(tests); i++) {
        test_ends(&tests[i], 0);
        test_ends(&tests[i], 1);
    }
    for (i = 0; i < COUNT(broken); i++)
        test_broken(&broken[i]);
    test_decided();
    test_needed();
    test_huge();
    return harness_summary();
}
