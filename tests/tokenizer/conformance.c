/*
 * Runs the html5lib tests that conformance.py wrote: each whole, in pieces of
 * 1 to 8 bytes, and cut in two at every place.
 *
 *     conformance TESTS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"

#define SHOWN 20 /* failures in full */

struct test {
    struct run run;
    unsigned char *input;
    size_t size;
    unsigned char *expected;
    size_t expected_size;
    const char *name;
};

static unsigned long cuts_run;
static int shown;

/* Hexadecimal to bytes, in place; returns the number of bytes. */
static size_t unhex(char *text)
{
    size_t n = 0;

    for (; text[2 * n]; n++) {
        char digits[3];

        digits[0] = text[2 * n];
        digits[1] = text[2 * n + 1];
        digits[2] = 0;
        text[n] = (char)strtoul(digits, NULL, 16);
    }
    return n;
}

static void show(const char *title, const unsigned char *data, size_t size)
{
    size_t i;

    printf("  %s ", title);
    for (i = 0; i < size; i++)
        if (data[i] >= 0x20 && data[i] < 0x7F)
            putchar(data[i]);
        else
            printf("\\%02X", data[i]);
    putchar('\n');
}

static int matches(const struct test *test, struct events *e,
                   const struct run *run)
{
    cuts_run++;
    events_run(e, run, test->input, test->size);
    if (!e->broken && e->size == test->expected_size &&
        memcmp(e->data, test->expected, e->size) == 0)
        return 1;
    if (shown++ < SHOWN) {
        printf("FAILED %s (state %d, pieces of %lu, cut at %ld)\n",
               test->name, run->state, (unsigned long)run->chunk,
               run->cut_count ? (long)run->cuts[0] : -1L);
        if (e->broken)
            printf("  broken promise: %s\n", e->broken);
        show("input   ", test->input, test->size);
        show("expected", test->expected, test->expected_size);
        show("got     ", e->data, e->size);
    }
    return 0;
}

static int passes(const struct test *test, struct events *e)
{
    struct run run = test->run;
    int good = matches(test, e, &run);
    size_t cut;

    for (run.chunk = 1; run.chunk <= 8; run.chunk++)
        good &= matches(test, e, &run);
    run.chunk = 0;
    run.cuts = &cut;
    run.cut_count = 1;
    for (cut = 1; cut < test->size; cut++)
        good &= matches(test, e, &run);
    return good;
}

static char *field(char **line)
{
    char *begin = *line;
    char *end = strchr(begin, '\t');

    if (end)
        *end++ = 0;
    *line = end;
    return begin;
}

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 24, size;
    char *text = malloc(room);

    if (!file || !text) {
        perror(path);
        exit(2);
    }
    size = fread(text, 1, room - 1, file);
    if (size == room - 1 || ferror(file)) {
        fprintf(stderr, "%s: cannot be read whole\n", path);
        exit(2);
    }
    text[size] = 0;
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    unsigned long passed = 0, failed = 0, skipped = 0;
    struct events e;
    char *text, *line, *next;

    if (argc != 2) {
        fprintf(stderr, "usage: conformance TESTS\n");
        return 64;
    }
    memset(&e, 0, sizeof e);
    e.bare_end_tags = 1;
    text = read_all(argv[1]);
    for (line = text; line && *line; line = next) {
        struct test test;

        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (strncmp(line, "skip ", 5) == 0) {
            unsigned long n = strtoul(line + 5, &line, 10);

            skipped += n;
            printf("skipped: %lu:%s\n", n, line);
            continue;
        }
        memset(&test, 0, sizeof test);
        test.run.state = (unsigned char)strtoul(field(&line), NULL, 10);
        test.run.last = field(&line);
        test.run.last_size = unhex((char *)(size_t)test.run.last);
        test.input = (unsigned char *)field(&line);
        test.size = unhex((char *)test.input);
        test.expected = (unsigned char *)field(&line);
        test.expected_size = unhex((char *)test.expected);
        test.name = line;
        if (passes(&test, &e))
            passed++;
        else
            failed++;
    }
    printf("%lu runs of the tokenizer\n", cuts_run);
    printf("%lu passed, %lu failed, %lu skipped\n", passed, failed, skipped);
    events_free(&e);
    free(text);
    return failed != 0 || passed == 0;
}
