/*
 * Calls in any order: galley.h's table against the library, by chance.  Each
 * step makes one call that a caller could make; two structs take turns, are
 * moved and used again; what a page came to is compared with the same bytes
 * read by a fresh struct in one piece.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"
#include "harness/harness.h"
#include "harness/promises.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define STEPS 1000000
#define PAGE_MOST 6000

/* The rows of the table. */
enum state { REFUSED, READING, DONE, FAILED, FINISHED };

/* One caller. */
struct caller {
    struct galley *g;
    struct promises promises;
    struct log log;       /* of blocks and complaints */
    struct galley_options options;
    enum state state;
    char *bytes;          /* of the page, and what is fed of it */
    size_t size, fed;
    size_t read;          /* bytes that the library took: not those behind
                             the end or an error */
    int blocks, fail_at;  /* on_block answers 1 at this one */
    int disturbs;         /* on_block makes calls */
};

static uint32_t seed = 1;

static size_t below(size_t n)
{
    return harness_random(&seed) % n;
}

static void complain(struct caller *c, int good, const char *what)
{
    if (!good)
        log_complain(&c->log, what);
}

/* ---- pages ---- */

static const char *const parts[] = {
    "<title>Ice in the harbour &#8211; News</title>", "<h1>Ice in the", "</h1>",
    "<main>", "</main>", "<p>", "</p>", "<div class=share>", "<ol><li>",
    "<ul><li>", "</ul>", "<pre>", "<table><tr><td>", "</table>", "<br>",
    "<div hidden>", "</div>", "<figcaption>", "<svg><p>", "<!-- ", "-->",
    "<meta charset=utf-8>", "<meta charset=windows-1252>",
    "<meta name=description content='", "<meta name=author content='Ann'>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",",
    "\"articleBody\":\"", "\"author\":[{\"name\":\"", "\"}]}</script>",
    "<script>", "'>", "&amp;", "&nbsp;", "&#0;", "\xC3\xA4", "\xE2\x80", "\xFF",
    "</article><footer>", "<a href=x>", "</a>", "\r\n", "5\r\n", "0\r\n\r\n"
};

static const char words[] =
    "The ice came early, the boats stayed where they were, and nobody in the "
    "harbour remembered a winter like it.  Stra\xC3\x9F" "e, "
    "\xE5\x8C\x97\xE4\xBA\xAC\xE3\x81\xAE\xE5\x86\xAC\xE3\x80\x82 ";

static const char *const heads[] = {
    "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
    "HTTP/1.1 301 Moved\r\nLocation: /\xC3\xA4/x\r\n\r\n",
    "HTTP/1.0 404 Not Found\r\n\r\n", "HTTP/1.1 20"
};

static void add(struct caller *c, const char *bytes, size_t n)
{
    if (n > PAGE_MOST - c->size)
        n = PAGE_MOST - c->size;
    memcpy(c->bytes + c->size, bytes, n);
    c->size += n;
}

static void make_page(struct caller *c)
{
    static const char start[] = "<title>Ice</title><main><h1>Ice</h1>";
    size_t i, n = below(120), odd = below(2) == 0 ? 1 : 20;

    c->size = c->fed = c->read = 0;
    if (c->options.http ? below(8) != 0 : below(40) == 0) {
        const char *head = heads[below(COUNT(heads))];

        add(c, head, strlen(head));
    }
    if (below(30) == 0)
        add(c, "%PDF-1.7", 8);
    if (odd > 1)
        add(c, start, sizeof start - 1);
    for (i = 0; i < n; i++) {
        const char *part = below(odd) == 0 ? parts[below(COUNT(parts))]
                                           : "<p>";

        add(c, part, strlen(part));
        if (odd > 1 || below(2) == 0)
            add(c, words, below(sizeof words));
        if (below(500) == 0)
            add(c, "\0\1\2", 3);
    }
}

/* ---- what callers do ---- */

static int on_block(void *user, const struct galley_block *block)
{
    struct caller *c = user;
    int result = ++c->blocks == c->fail_at;

    log_print(&c->log, "%d %d %d %d ", block->kind, block->level,
              block->flags, block->number);
    log_add(&c->log, block->text, block->size);
    promises_block(&c->promises, c->g, block, result, &c->log);
    if (c->disturbs) {
        complain(c, galley_feed(c->g, "<p>x", 4) == GALLEY_ERR_CALL
                        && galley_finish(c->g) == GALLEY_ERR_CALL
                        && galley_reset(c->g, NULL) == GALLEY_ERR_CALL,
                 "a call from inside was not refused");
    }
    return result;
}

static void choose_options(struct caller *c)
{
    static const size_t headlines[] = {0, 1, 8, 60, 400};
    static const size_t bodies[] = {0, 256, 300, 1024, 9000};
    static const char *const charsets[] = {
        NULL, NULL, NULL, "utf-8", "windows-1252", "utf-16le", "bogus",
        "iso-2022-kr"
    };
    struct galley_options *o = &c->options;

    free(o->headline);
    free(o->body);
    memset(o, 0, sizeof *o);
    o->headline_size = headlines[below(COUNT(headlines))];
    o->body_size = bodies[below(COUNT(bodies))];
    if (o->headline_size > 0)
        o->headline = harness_allocate(o->headline_size);
    if (o->body_size > 0)
        o->body = harness_allocate(o->body_size);
    if (o->body_size > 0 && below(2) == 0)
        o->on_block = on_block;
    o->user = c;
    o->http = below(3) == 0;
    o->whole = below(2) == 0;
    o->charset = charsets[below(COUNT(charsets))];
    c->fail_at = below(3) == 0 ? 1 + (int)below(9) : 0;
    c->disturbs = below(4) == 0;
}

static void begin_page(struct caller *c)
{
    c->blocks = 0;
    c->log.size = 0;
    promises_begin(&c->promises, &c->options);
    make_page(c);
    c->state = READING;
}

/* Sometimes with options that are none. */
static void call_init(struct caller *c)
{
    struct galley_options options;
    int wrong = below(8) == 0;

    choose_options(c);
    options = c->options;
    if (wrong && options.body_size > 0)
        options.body_size = 1 + below(GALLEY_BODY_MIN - 1);
    else if (wrong)
        options.headline_size = options.headline == NULL;
    begin_page(c);
    complain(c, galley_init(c->g, &options)
                    == (wrong ? GALLEY_ERR_OPTIONS : GALLEY_OK),
             "init");
    if (wrong)
        c->state = REFUSED;
}

static void call_reset(struct caller *c)
{
    static const char *const charsets[] = {NULL, "utf-8", "big5-none"};
    const char *charset = charsets[below(COUNT(charsets))];
    int result = galley_reset(c->g, charset);

    if (c->state == REFUSED) {
        complain(c, result == GALLEY_ERR_OPTIONS, "reset of a refused one");
        return;
    }
    complain(c, result == GALLEY_OK, "reset");
    c->options.charset = charset;
    begin_page(c);
}

/* The next bytes of the page, in memory of their own size. */
static void call_feed(struct caller *c)
{
    size_t n = below(8) == 0 ? below(3000) : below(99);
    struct promises *p = &c->promises;
    char *piece;
    int result;

    if (n > c->size - c->fed)
        n = c->size - c->fed;
    piece = n > 0 ? harness_allocate(n) : NULL;
    if (n > 0)
        memcpy(piece, c->bytes + c->fed, n);
    if (c->state == FINISHED || c->state == REFUSED) {
        result = galley_feed(c->g, piece, n);
        complain(c, result == (c->state == REFUSED ? GALLEY_ERR_OPTIONS
                                                   : p->result),
                 "a feed that is too late");
    } else {
        promises_call(p, n);
        result = galley_feed(c->g, piece, n);
        promises_fed(p, c->g, result, &c->log);
        if (c->state == READING)
            c->read = c->fed + n;
        c->fed += n;
        if (result != GALLEY_OK)
            c->state = result < 0 ? FAILED : DONE;
    }
    free(piece);
}

static void log_all(struct log *log, const struct galley *g, int result)
{
    int i;

    log_print(log, "|%d", result);
    for (i = 0; i <= GALLEY_FIELD_LOCATION; i++)
        log_print(log, "|%lu %s",
                  (unsigned long)galley_needed(g, (enum galley_field)i),
                  galley_field(g, (enum galley_field)i));
    log_print(log, "|%lu %d", (unsigned long)galley_bytes_needed(g),
              galley_http_status(g));
}

/* A fresh struct that gets the same bytes at once comes to the same. */
static void compare(struct caller *c, int result)
{
    struct caller fresh = *c;
    char *headline = c->options.headline, *body = c->options.body;

    fresh.g = harness_allocate(sizeof *fresh.g);
    memset(&fresh.log, 0, sizeof fresh.log);
    fresh.options.user = &fresh;
    if (headline != NULL)
        fresh.options.headline = harness_allocate(c->options.headline_size);
    if (body != NULL)
        fresh.options.body = harness_allocate(c->options.body_size);
    fresh.blocks = 0;
    promises_begin(&fresh.promises, &fresh.options);
    promises_call(&fresh.promises, c->read);
    galley_init(fresh.g, &fresh.options);
    galley_feed(fresh.g, c->bytes, c->read);
    log_all(&fresh.log, fresh.g, galley_finish(fresh.g));
    log_all(&c->log, c->g, result);
    complain(c, fresh.log.size == c->log.size
                    && memcmp(fresh.log.text, c->log.text, c->log.size) == 0,
             "a fresh struct comes to something else");
    free(fresh.log.text);
    free(fresh.options.headline);
    free(fresh.options.body);
    free(fresh.g);
}

/* What pages have ended with; a test that meets none of them shows little. */
static struct {
    int result;
    unsigned long times;
} ends[] = {
    {GALLEY_OK, 0}, {GALLEY_TRUNCATED, 0}, {GALLEY_ERR_NO_ARTICLE, 0},
    {GALLEY_ERR_BINARY, 0}, {GALLEY_ERR_CHARSET, 0},
    {GALLEY_ERR_HTTP_SYNTAX, 0}, {GALLEY_ERR_HTTP_STATUS, 0},
    {GALLEY_ERR_HTTP_REDIRECT, 0}, {GALLEY_ERR_HTTP_LENGTH, 0},
    {GALLEY_ERR_SINK, 0}
};

static void count_end(int result)
{
    size_t i;

    for (i = 0; i < COUNT(ends); i++)
        if (ends[i].result == result)
            ends[i].times++;
}

static void call_finish(struct caller *c)
{
    struct promises *p = &c->promises;
    int result;

    if (c->state == REFUSED || c->state == FINISHED) {
        result = galley_finish(c->g);
        complain(c, result == (c->state == REFUSED ? GALLEY_ERR_OPTIONS
                                                   : p->result),
                 "one finish more");
        return;
    }
    promises_call(p, 0);
    result = galley_finish(c->g);
    promises_finished(p, c->g, result, &c->log);
    c->state = FINISHED;
    count_end(result);
    compare(c, result);
}

static void move(struct caller *c)
{
    struct galley *to = harness_allocate(sizeof *to);

    memcpy(to, c->g, sizeof *to);
    memset(c->g, 0xA5, sizeof *c->g);
    free(c->g);
    c->g = to;
}

/* A page mostly goes on, is mostly finished when it has ended, and what has
 * ended begins anew. */
static void step(struct caller *c)
{
    size_t chance = below(1000);
    int ended = c->state != READING || c->fed == c->size;

    if (chance < 3)
        call_init(c);
    else if (chance < 8)
        call_reset(c);
    else if (chance < 20)
        move(c);
    else if (ended && chance < 300)
        call_finish(c);
    else if (ended && chance < 600)
        (chance < 400 ? call_init : call_reset)(c);
    else if (chance < 22)
        call_finish(c);
    else
        call_feed(c);
}

static void reached(const char *what, int which, unsigned long times)
{
    char label[64];

    sprintf(label, "%s %d: %lu times", what, which, times);
    harness_check(times > STEPS / 5000, label);
}

/* The end of a log. */
static void show(const struct log *log)
{
    size_t n = log->size < 600 ? log->size : 600;

    fwrite(log->text + log->size - n, 1, n, stdout);
    printf("\n");
}

static void begin_caller(struct caller *c)
{
    memset(c, 0, sizeof *c);
    c->g = harness_allocate(sizeof *c->g);
    c->bytes = harness_allocate(PAGE_MOST);
    call_init(c);
}

static void end_caller(struct caller *c)
{
    free(c->g);
    free(c->bytes);
    free(c->log.text);
    free(c->options.headline);
    free(c->options.body);
}

int main(void)
{
    struct caller callers[2];
    unsigned long i, states[FINISHED + 1] = {0};
    size_t n;

    for (n = 0; n < COUNT(callers); n++)
        begin_caller(&callers[n]);
    for (i = 0; i < STEPS; i++) {
        struct caller *c = &callers[below(COUNT(callers))];
        uint32_t before = seed;

        step(c);
        states[c->state]++;
        if (!harness_check(c->log.complaints == 0, "a call")) {
            printf("step %lu, seed %lu, state %d: ", i,
                   (unsigned long)before, c->state);
            show(&c->log);
            break;
        }
    }
    for (n = 0; n < COUNT(states); n++)
        reached("state", (int)n, states[n]);
    for (n = 0; n < COUNT(ends); n++)
        reached("end with", ends[n].result, ends[n].times);
    for (n = 0; n < COUNT(callers); n++)
        end_caller(&callers[n]);
    return harness_summary();
}
