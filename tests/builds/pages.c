/*
 * Pages in several set-ups, for matrix.py.  Whatever the configuration, each
 * cut must give the same and each promise be kept (tests/harness/promises.c);
 * the logs are printed for what depends on it.
 *
 *     pages PAGE...
 */
#include <stdio.h>
#include <stdlib.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *name;
    struct page page;
} setups[] = {
    {"whole", {.headline_size = 128, .body_size = 16384}},
    {"sink", {.body_size = 4096, .sink = 1}},
    {"smallest sink", {.body_size = GALLEY_BODY_MIN, .sink = 1, .whole = 1}},
    {"small buffers", {.headline_size = 16, .body_size = 700}}
};

static void read_page(const char *path, size_t setup)
{
    static const struct cut cuts[] = {{0, 3, 0}, {0, 61, 0}, {0, 0, 1}};
    const struct page *page = &setups[setup].page;
    struct cut one = {0, 0, 0};
    struct log log;
    size_t n, i;
    char *bytes = harness_file(path, &n);

    one.size = n;
    log = cuts_read(&galley_stage, page, bytes, n, &one);
    harness_check(log.complaints == 0, path);
    for (i = 0; i < COUNT(cuts); i++)
        harness_check(cuts_same(path, &galley_stage, page, bytes, n,
                                &cuts[i], &log), path);
    printf("log\t%s\t%s\t%lu\n%.*s\n", path, setups[setup].name,
           (unsigned long)log.size, (int)log.size, log.text);
    free(log.text);
    free(bytes);
}

int main(int count, char **paths)
{
    size_t setup;
    int i;

    for (i = 1; i < count; i++)
        for (setup = 0; setup < COUNT(setups); setup++)
            read_page(paths[i], setup);
    return harness_summary();
}
