/*
 * The split harness: see harness.h.
 */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed, failed;

/* ---- the log ---- */

static void *allocate(size_t size)
{
    void *p = malloc(size > 0 ? size : 1);

    if (!p) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return p;
}

static void log_bytes(struct harness_log *log, const char *bytes, size_t size)
{
    if (log->size + size > log->room) {
        log->room = 2 * (log->size + size);
        log->text = realloc(log->text, log->room);
        if (!log->text) {
            fputs("out of memory\n", stderr);
            exit(2);
        }
    }
    if (size > 0)
        memcpy(log->text + log->size, bytes, size);
    log->size += size;
}

static void log_text(struct harness_log *log, const char *text)
{
    log_bytes(log, text, strlen(text));
}

static void log_number(struct harness_log *log, const char *key, long value)
{
    char line[64];

    snprintf(line, sizeof line, "%.32s %ld\n", key, value);
    log_text(log, line);
}

static int log_block(void *user, const struct galley_block *block)
{
    struct harness_log *log = user;

    log_number(log, "block kind", block->kind);
    log_number(log, "level", block->level);
    log_number(log, "flags", block->flags);
    log_bytes(log, block->text, block->size);
    log_text(log, "\n");
    return 0;
}

static void log_fields(struct harness_log *log, const struct galley *g)
{
    static const char *const names[] = {
        "headline", "byline", "published", "site",
        "description", "lang", "body", "location"
    };

    for (int i = 0; i < 8; i++) {
        log_number(log, names[i], (long)galley_needed(g, i));
        log_text(log, galley_field(g, i));
        log_text(log, "\n");
    }
    log_number(log, "bytes needed", (long)galley_bytes_needed(g));
    log_number(log, "http status", galley_http_status(g));
}

/* ---- reading ---- */

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static size_t piece_size(const struct harness_cut *cut, size_t at,
                         uint32_t *seed)
{
    if (at == 0 && cut->first > 0)
        return cut->first;
    if (cut->other > 0)
        return cut->other;
    return 1 + next_random(seed) % (1u << next_random(seed) % 11);
}

/* To a new place; the old one is spoilt before it is given back. */
static struct galley *move(struct galley *old)
{
    struct galley *g = allocate(sizeof *g);

    memcpy(g, old, sizeof *g);
    memset(old, 0xA5, sizeof *old);
    free(old);
    return g;
}

static struct galley *feed_all(struct galley *g, const char *page,
                               size_t size, const struct harness_cut *cut)
{
    uint32_t seed = cut->seed;
    size_t at = 0;

    while (at < size) {
        size_t n = piece_size(cut, at, &seed);
        char *piece;

        if (n > size - at)
            n = size - at;
        piece = allocate(n);
        memcpy(piece, page + at, n);
        galley_feed(g, piece, n);
        galley_feed(g, NULL, 0);
        memset(piece, 0x5A, n);
        free(piece);
        g = move(g);
        at += n;
    }
    return g;
}

/* Another page, left in the middle of a tag. */
static void use(struct galley *g, const char *charset)
{
    static const char other[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16le\r\n\r\n"
        "<title>Other</title><h1>Other</h1><p>Text of another page, which"
        " must leave no trace in what follows it.<p title=\"";

    galley_feed(g, other, sizeof other - 1);
    galley_reset(g, charset);
}

struct harness_log harness_read(const void *page, size_t size,
                                const struct harness_options *options,
                                const struct harness_cut *cut)
{
    struct harness_log log = {NULL, 0, 0};
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = allocate(sizeof *g);
    char *headline = allocate(options->headline_size);
    char *body = allocate(options->body_size);

    memset(g, 0xA5, sizeof *g);
    o.headline = options->headline_size > 0 ? headline : NULL;
    o.headline_size = options->headline_size;
    o.body = options->body_size > 0 ? body : NULL;
    o.body_size = options->body_size;
    o.on_block = options->sink ? log_block : NULL;
    o.user = &log;
    o.whole = options->whole != 0;
    o.http = options->http != 0;
    o.charset = options->charset;
    log_number(&log, "init", galley_init(g, &o));
    if (cut->used) {
        use(g, options->charset);
        free(log.text);
        memset(&log, 0, sizeof log);
        log_number(&log, "init", 0);
    }
    g = feed_all(g, page, size, cut);
    log_number(&log, "finish", galley_finish(g));
    if (options->headline_size > 0)
        log_text(&log, headline);
    log_text(&log, "\n");
    log_fields(&log, g);
    free(g);
    free(headline);
    free(body);
    return log;
}

/* ---- comparing ---- */

static void print_around(const char *what, const struct harness_log *log,
                         size_t at)
{
    size_t from = at > 40 ? at - 40 : 0;
    size_t n = log->size - from < 100 ? log->size - from : 100;

    printf("  %s: ", what);
    for (size_t i = from; i < from + n; i++)
        putchar(log->text[i] == '\n' ? '|' : log->text[i]);
    putchar('\n');
}

int harness_same(const char *name, const struct harness_cut *cut,
                 const struct harness_log *expected,
                 const struct harness_log *got)
{
    size_t at = 0;

    while (at < expected->size && at < got->size &&
           expected->text[at] == got->text[at])
        at++;
    if (at == expected->size && at == got->size)
        return 1;
    printf("%s: %s (first %lu, other %lu, seed %lu): differs\n", name,
           cut->name, (unsigned long)cut->first, (unsigned long)cut->other,
           (unsigned long)cut->seed);
    print_around("whole", expected, at);
    print_around("cut  ", got, at);
    return 0;
}

static int same_as(const struct harness_log *whole, const char *name,
                   const void *page, size_t size,
                   const struct harness_options *options,
                   const struct harness_cut *cut)
{
    struct harness_log log = harness_read(page, size, options, cut);
    int same = harness_same(name, cut, whole, &log);

    free(log.text);
    return same;
}

void harness_page(const char *name, const void *page, size_t size,
                  const struct harness_options *options)
{
    struct harness_cut cut = {"whole", 0, size > 0 ? size : 1, 1, 0};
    struct harness_log whole = harness_read(page, size, options, &cut);
    int same;

    cut.name = "whole, a struct used before";
    cut.used = 1;
    harness_check(same_as(&whole, name, page, size, options, &cut), name);
    cut.used = 0;
    cut.name = "pieces of one size";
    for (cut.other = 1; cut.other <= 8; cut.other++)
        harness_check(same_as(&whole, name, page, size, options, &cut),
                      name);
    cut.name = "random pieces";
    cut.other = 0;
    same = 1;
    for (cut.seed = 1; cut.seed <= HARNESS_SEEDS && same; cut.seed++)
        same = same_as(&whole, name, page, size, options, &cut);
    harness_check(same, name);
    cut.name = "cut in two";
    cut.other = size;
    same = 1;
    for (cut.first = 1; size <= HARNESS_TWO_WAY && cut.first < size && same;
         cut.first++)
        same = same_as(&whole, name, page, size, options, &cut);
    harness_check(same, name);
    free(whole.text);
}

/* ---- the program around ---- */

void harness_check(int ok, const char *what)
{
    if (ok)
        passed++;
    else
        failed++;
    if (!ok)
        printf("FAILED: %s\n", what);
}

int harness_summary(void)
{
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}

char *harness_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0, n = 1;

    if (!file) {
        perror(path);
        exit(2);
    }
    for (*size = 0; n > 0; *size += n) {
        if (*size == room) {
            room = room > 0 ? 2 * room : 65536;
            bytes = realloc(bytes, room);
            if (!bytes)
                exit(2);
        }
        n = fread(bytes + *size, 1, room - *size, file);
    }
    fclose(file);
    return bytes;
}
