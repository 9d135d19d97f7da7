#include "cuts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

#define TWO_WAY 4096 /* bytes of an input that is cut in two everywhere */
#define LONG_CUTS 64 /* places where a longer one is */
#define PIECES 9
#define SEEDS 16

/* Without AddressSanitizer, which sees any reading behind a piece, there is a
 * byte that differs from piece to piece. */
#if defined __SANITIZE_ADDRESS__
#define BEHIND 0
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define BEHIND 0
#endif
#endif
#ifndef BEHIND
#define BEHIND 1
#endif

/* ---- the log ---- */

void log_add(struct log *log, const void *bytes, size_t n)
{
    if (log->room - log->size < n) {
        log->room = 2 * (log->size + n) + 64;
        log->text = realloc(log->text, log->room);
        if (log->text == NULL)
            abort();
    }
    if (n > 0)
        memcpy(log->text + log->size, bytes, n);
    log->size += n;
}

void log_print(struct log *log, const char *format, ...)
{
    char line[1024];
    va_list list;

    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    log_add(log, line, strlen(line));
}

void log_complain(struct log *log, const char *what)
{
    log_print(log, "[%s]", what);
    log->complaints++;
}

/* From a little before the first difference on. */
static void print_from(const char *what, const char *text, size_t n,
                       size_t at)
{
    size_t i = at > 40 ? at - 40 : 0;

    printf("  %s: ", what);
    for (; i < n && i < at + 60; i++)
        if (text[i] >= 0x20 && text[i] < 0x7F)
            putchar(text[i]);
        else
            printf("\\%02X", (unsigned char)text[i]);
    putchar('\n');
}

static void print_both(const char *expected, size_t size,
                       const struct log *log)
{
    size_t at = 0;

    while (at < size && at < log->size && expected[at] == log->text[at])
        at++;
    print_from("expected", expected, size, at);
    print_from("got     ", log->text, log->size, at);
}

static int equal(const struct log *log, const char *bytes, size_t n)
{
    return log->size == n && (n == 0 || memcmp(log->text, bytes, n) == 0);
}

int log_begins(const char *name, const struct log *log, const char *bytes,
               size_t n)
{
    if (n == 0 || (log->size >= n && memcmp(log->text, bytes, n) == 0))
        return 1;
    printf("%s: another log\n", name);
    print_both(bytes, n, log);
    return 0;
}

int log_has_line(const char *name, const struct log *log, const char *line)
{
    size_t n = strlen(line), i;

    for (i = 0; i + n < log->size; i++)
        if ((i == 0 || log->text[i - 1] == '\n') && log->text[i + n] == '\n'
            && memcmp(log->text + i, line, n) == 0)
            return 1;
    printf("%s: no line \"%s\" in\n%.*s", name, line, (int)log->size,
           log->size > 0 ? log->text : "");
    return 0;
}

/* ---- reading ---- */

/* Fills new memory differently each time. */
static unsigned char filler;

static size_t piece_size(const struct cut *cut, size_t at, uint32_t *seed)
{
    uint32_t most;

    if (at == 0 && cut->first > 0)
        return cut->first;
    if (cut->size > 0)
        return cut->size;
    most = 1u << harness_random(seed) % 11;
    return 1 + harness_random(seed) % most;
}

/* The piece, and at its end an empty one. */
static void feed(const struct stage *stage, void *state, const char *bytes,
                 size_t n, struct log *log)
{
    char *piece = harness_allocate(n + BEHIND);

    memcpy(piece, bytes, n);
    if (BEHIND)
        piece[n] = (char)++filler;
    stage->feed(state, piece, n, log);
    memset(piece, 0xA5, n);
    stage->feed(state, piece + n, 0, log);
    free(piece);
}

static void *move(void *state, size_t size)
{
    void *moved = harness_allocate(size);

    memcpy(moved, state, size);
    memset(state, 0xA5, size);
    free(state);
    return moved;
}

struct log cuts_read(const struct stage *stage, const void *with,
                     const char *bytes, size_t n, const struct cut *cut)
{
    struct log log = {NULL, 0, 0, 0};
    void *state = harness_allocate(stage->size);
    uint32_t seed = cut->seed;
    size_t at, size;

    memset(state, ++filler, stage->size);
    stage->init(state, with, &log);
    for (at = 0; at < n; at += size) {
        size = piece_size(cut, at, &seed);
        if (size > n - at)
            size = n - at;
        feed(stage, state, bytes + at, size, &log);
        state = move(state, stage->size);
    }
    stage->finish(state, &log);
    free(state);
    return log;
}

int cuts_same(const char *name, const struct stage *stage, const void *with,
              const char *bytes, size_t n, const struct cut *cut,
              const struct log *whole)
{
    struct log log = cuts_read(stage, with, bytes, n, cut);
    int same = equal(&log, whole->text, whole->size) && log.complaints == 0;

    if (!same) {
        printf("%s: cut %lu, %lu, seed %lu, %u complaints\n", name,
               (unsigned long)cut->first, (unsigned long)cut->size,
               (unsigned long)cut->seed, log.complaints);
        print_both(whole->text, whole->size, &log);
    }
    free(log.text);
    return same;
}

/* The cut behind this one: in two, then pieces of one size, then random ones;
 * 0 when there is none. */
static int next(struct cut *cut, size_t n)
{
    if (cut->size >= n) {
        cut->first += n <= TWO_WAY ? 1 : n / LONG_CUTS;
        if (cut->first < n)
            return 1;
        cut->first = 0;
        cut->size = 0;
    }
    if (cut->seed == 0 && ++cut->size <= PIECES && cut->size < n)
        return 1;
    cut->size = 0;
    return n > 1 && ++cut->seed <= SEEDS;
}

int cuts_all(const char *name, const struct stage *stage, const void *with,
             const char *bytes, size_t n, struct log *whole)
{
    struct cut cut = {0, n > 0 ? n : 1, 0};

    *whole = cuts_read(stage, with, bytes, n, &cut);
    do
        if (!cuts_same(name, stage, with, bytes, n, &cut, whole))
            return 0;
    while (next(&cut, n));
    return 1;
}

int cuts_give(const char *name, const struct stage *stage, const void *with,
              const char *bytes, size_t n, const char *expected, size_t size)
{
    struct log whole;
    int good = cuts_all(name, stage, with, bytes, n, &whole);

    if (good && !equal(&whole, expected, size)) {
        printf("%s: another log\n", name);
        print_both(expected, size, &whole);
        good = 0;
    }
    free(whole.text);
    return good;
}
