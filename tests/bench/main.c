/*
 * Answers requests, a line each, so that peers of several processes can take
 * turns at the same page:
 *
 *     PEER <tab> CHUNK <tab> TIMES <tab> FILE      CHUNK 0: the page at once
 *
 * with a line of the nanoseconds of processor time that each time took, or
 * with none where the peer could not read the page.  "shares" is no peer: it
 * says what the page is made of, as bytes, in the order of struct shares.
 *
 *     bench --peers          names them
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/bench.h"
#include "harness/harness.h"

#define LINE 4096

static long long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static const struct peer *find(const char *name)
{
    const struct peer *lists[] = {own, peers}, *p;
    size_t i;

    for (i = 0; i < 2; i++)
        for (p = lists[i]; p->name; p++)
            if (strcmp(p->name, name) == 0)
                return p;
    return NULL;
}

static void list(void)
{
    const struct peer *lists[] = {own, peers}, *p;
    size_t i;

    for (i = 0; i < 2; i++)
        for (p = lists[i]; p->name; p++)
            printf("%s\t%d\n", p->name, p->whole);
}

static void run(const struct peer *peer, const char *page, size_t size,
                size_t chunk, int times)
{
    while (times-- > 0) {
        long long began = now();
        unsigned long sum = peer->read(page, size, chunk);

        began = now() - began;
        bench_mark();
        if (sum || size == 0)
            printf("%lld ", began);
    }
    printf("\n");
}

static void print_shares(const char *page, size_t size)
{
    struct shares s;

    describe(page, size, &s);
    printf("%lu %lu %lu %lu %lu %lu %lu %lu %lu\n", (unsigned long)size,
           s.script, s.json, s.style, s.values, s.text, s.space, s.comments,
           s.ampersands);
}

/* 0: that was no request. */
static int answer(char *line)
{
    const char *name = strtok(line, "\t"), *chunk = strtok(NULL, "\t"),
               *times = strtok(NULL, "\t"), *path = strtok(NULL, "\n");
    const struct peer *peer = name ? find(name) : NULL;
    char *page;
    size_t size, piece;

    if (path == NULL || (peer == NULL && strcmp(name, "shares") != 0))
        return 0;
    page = harness_file(path, &size);
    piece = (size_t)strtoul(chunk, NULL, 10);
    if (peer == NULL)
        print_shares(page, size);
    else
        run(peer, page, size, piece ? piece : size ? size : 1, atoi(times));
    fflush(stdout);
    free(page);
    return 1;
}

int main(int argc, char **argv)
{
    char line[LINE];

    if (argc == 2 && strcmp(argv[1], "--peers") == 0) {
        list();
        return 0;
    }
    while (fgets(line, sizeof line, stdin))
        if (!answer(line)) {
            fprintf(stderr, "bench: no request: %s\n", line);
            return 2;
        }
    return 0;
}
