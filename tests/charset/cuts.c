#include "cuts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TWO_WAY 4096
#define SEEDS 16

static void *allocate(size_t n)
{
    void *p = malloc(n ? n : 1);

    if (p == NULL)
        abort();
    return p;
}

void log_add(struct log *log, const void *bytes, size_t n)
{
    if (log->room - log->size < n) {
        log->room = 2 * (log->size + n) + 64;
        log->text = realloc(log->text, log->room);
        if (log->text == NULL)
            abort();
    }
    if (n)
        memcpy(log->text + log->size, bytes, n);
    log->size += n;
}

void log_print(struct log *log, const char *format, ...)
{
    char line[1024];
    va_list list;
    int n;

    va_start(list, format);
    n = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    log_add(log, line, (size_t)n);
}

void log_complain(struct log *log, const char *what)
{
    log_print(log, "[%s]", what);
    log->complaints++;
}

struct log cuts_read(const struct stage *stage, const void *with,
                     const char *bytes, size_t n, const struct cut *cut)
{
    struct log log = {NULL, 0, 0, 0};
    void *state = allocate(stage->size), *moved;
    uint32_t random = cut->seed;
    size_t at = 0, size = cut->first;

    memset(state, 0x5A, stage->size);
    stage->init(state, with);
    while (at < n) {
        char *piece;

        if (size == 0)
            size = cut->size;
        if (size == 0) {
            random = random * 1664525u + 1013904223u;
            size = random >> 27 ? random >> 27 : 1;
        }
        if (size > n - at)
            size = n - at;
        piece = allocate(size);
        memcpy(piece, bytes + at, size);
        stage->feed(state, piece, size, &log);
        memset(piece, 0xA5, size);
        free(piece);
        moved = allocate(stage->size);
        memcpy(moved, state, stage->size);
        memset(state, 0xA5, stage->size);
        free(state);
        state = moved;
        at += size;
        size = 0;
    }
    stage->finish(state, &log);
    free(state);
    return log;
}

static int same(const char *name, const struct stage *stage,
                const void *with, const char *bytes, size_t n,
                const struct cut *cut, const struct log *whole)
{
    struct log log = cuts_read(stage, with, bytes, n, cut);
    int equal = log.size == whole->size &&
                (log.size == 0 ||
                 memcmp(log.text, whole->text, log.size) == 0);

    if (!equal)
        printf("%s: cut %lu, %lu, seed %lu\n  whole: %.*s\n  cut:   %.*s\n",
               name, (unsigned long)cut->first, (unsigned long)cut->size,
               (unsigned long)cut->seed, (int)whole->size,
               whole->size ? whole->text : "", (int)log.size,
               log.size ? log.text : "");
    free(log.text);
    return equal;
}

int cuts_all(const char *name, const struct stage *stage, const void *with,
             const char *bytes, size_t n, struct log *whole)
{
    struct cut cut = {0, 0, 0};
    size_t i;
    uint32_t seed;

    cut.size = n ? n : 1;
    *whole = cuts_read(stage, with, bytes, n, &cut);
    for (i = 1; i < n && n <= TWO_WAY; i++) {
        cut.first = i;
        if (!same(name, stage, with, bytes, n, &cut, whole))
            return 0;
    }
    cut.first = 0;
    for (i = 1; i <= 9; i++) {
        cut.size = i;
        if (!same(name, stage, with, bytes, n, &cut, whole))
            return 0;
    }
    cut.size = 0;
    for (seed = 1; seed <= SEEDS; seed++) {
        cut.seed = seed;
        if (!same(name, stage, with, bytes, n, &cut, whole))
            return 0;
    }
    return whole->complaints == 0;
}
