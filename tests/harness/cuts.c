#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "cuts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness.h"

#define TWO_WAY 4096 /* bytes of an input that is cut in two everywhere */
#define LONG_CUTS 64 /* places where a longer one is */
#define PIECES 9
#define SEEDS 16

/* Memory in which nothing may be read now is closed to AddressSanitizer, and
 * unwritten to MemorySanitizer, as is new memory; without them it is
 * overwritten. */
#if defined __SANITIZE_ADDRESS__
#define ASAN 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define ASAN 1
#elif __has_feature(memory_sanitizer)
#define MSAN 1
#endif
#endif
#if defined ASAN
#include <sanitizer/asan_interface.h>
#define open_memory(p, n) __asan_unpoison_memory_region(p, n)
#define close_memory(p, n) __asan_poison_memory_region(p, n)
#define fill_memory(p, n) memset(p, ++filler, n)
#elif defined MSAN
#include <sanitizer/msan_interface.h>
#define open_memory(p, n) ((void)0)
#define close_memory(p, n) __msan_poison(p, n)
#define fill_memory(p, n) __msan_poison(p, n)
#else
#define open_memory(p, n) ((void)0)
#define close_memory(p, n) memset(p, 0xA5, n)
#define fill_memory(p, n) memset(p, ++filler, n)
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
    if (log->complaints++ == 0)
        log->first = what;
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

int log_is(const char *name, const struct log *log, const char *bytes,
           size_t n)
{
    if (equal(log, bytes, n))
        return 1;
    printf("%s: another log\n", name);
    print_both(bytes, n, log);
    return 0;
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

#ifndef MSAN
/* Fills new memory differently each time. */
static unsigned char filler;
#endif

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

/* The end of n bytes at least, with a page behind them that cannot be
 * read. */
static char *guarded(size_t n)
{
    static char *end;
    static size_t room;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    if (end != NULL && n <= room)
        return end;
    if (end != NULL) {
        open_memory(end - room, room);
        munmap(end - room, room + page);
    }
    room = (n / page + 1) * page;
    end = mmap(NULL, room + page, PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (end == MAP_FAILED || mprotect(end + room, page, PROT_NONE) != 0) {
        perror("a page that cannot be read");
        exit(2);
    }
    close_memory(end, room);
    return end += room;
}

/* The piece, and at its end an empty one. */
static void feed(const struct stage *stage, void *state, const char *bytes,
                 size_t n, struct log *log)
{
    char *piece = guarded(n) - n;

    open_memory(piece, n);
    memcpy(piece, bytes, n);
    stage->feed(state, piece, n, log);
    close_memory(piece, n);
    stage->feed(state, piece + n, 0, log);
}

/* A state and the place where it moves to. */
struct states {
    void *now;
    void *other;
};

static void move(struct states *s, size_t size)
{
    void *from = s->now;

    open_memory(s->other, size);
    memcpy(s->other, from, size);
    close_memory(from, size);
    s->now = s->other;
    s->other = from;
}

void cuts_reread(struct log *log, const struct stage *stage, const void *with,
                 const char *bytes, size_t n, const struct cut *cut)
{
    struct states s = {harness_allocate(stage->size),
                       harness_allocate(stage->size)};
    uint32_t seed = cut->seed;
    size_t at, size;

    log->size = 0;
    log->complaints = 0;
    fill_memory(s.now, stage->size);
    close_memory(s.other, stage->size);
    stage->init(s.now, with, log);
    for (at = 0; at < n; at += size) {
        size = piece_size(cut, at, &seed);
        if (size > n - at)
            size = n - at;
        feed(stage, s.now, bytes + at, size, log);
        move(&s, stage->size);
    }
    stage->finish(s.now, log);
    open_memory(s.other, stage->size);
    free(s.now);
    free(s.other);
}

struct log cuts_read(const struct stage *stage, const void *with,
                     const char *bytes, size_t n, const struct cut *cut)
{
    struct log log = {NULL, 0, 0, 0, NULL};

    cuts_reread(&log, stage, with, bytes, n, cut);
    return log;
}

int cuts_same(const char *name, const struct stage *stage, const void *with,
              const char *bytes, size_t n, const struct cut *cut,
              const struct log *whole)
{
    struct log log = cuts_read(stage, with, bytes, n, cut);
    int same = equal(&log, whole->text, whole->size) && log.complaints == 0;

    if (!same) {
        printf("%s: cut %lu, %lu, seed %lu, %u complaints%s%s\n", name,
               (unsigned long)cut->first, (unsigned long)cut->size,
               (unsigned long)cut->seed, log.complaints,
               log.complaints > 0 ? ": " : "",
               log.complaints > 0 ? log.first : "");
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
    int good = cuts_all(name, stage, with, bytes, n, &whole)
               && log_is(name, &whole, expected, size);

    free(whole.text);
    return good;
}
