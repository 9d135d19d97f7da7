/*
 * Runs the html5lib tests that conformance.py wrote, at every cut; or, with
 * --plain, those of them that are about the standard alone on plain.c.
 *
 *     conformance [--plain] TESTS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"
#include "tokenizer/plain.h"

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

static char *field(char **line)
{
    char *begin = *line;
    char *end = strchr(begin, '\t');

    if (end)
        *end++ = 0;
    *line = end;
    return begin;
}

static int plain_gives(const char *name, const struct tokens *tokens,
                       const char *input, size_t size, const char *expected,
                       size_t expected_size)
{
    static struct log log;

    plain_tokens(&log, tokens, input, size);
    return log_is(name, &log, expected, expected_size);
}

static void run(char *line, int plain)
{
    struct tokens tokens = {.bare_end_tags = 1};
    char *last, *input, *expected;
    size_t size, expected_size;

    tokens.state = (uint8_t)strtoul(field(&line), NULL, 10);
    last = field(&line);
    tokens.last = last;
    tokens.last_size = unhex(last);
    input = field(&line);
    size = unhex(input);
    expected = field(&line);
    expected_size = unhex(expected);
    if (plain)
        harness_check(plain_gives(line, &tokens, input, size, expected,
                                  expected_size), line);
    else
        harness_check(cuts_give(line, &tokenizer_stage, &tokens, input, size,
                                expected, expected_size), line);
}

int main(int argc, char **argv)
{
    char *text, *line, *next;
    size_t size;
    int plain = argc > 2 && strcmp(argv[1], "--plain") == 0;

    if (argc != 2 + plain) {
        fprintf(stderr, "usage: conformance [--plain] TESTS\n");
        return 64;
    }
    text = harness_file(argv[1 + plain], &size);
    for (line = text; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (strncmp(line, "skip ", 5) == 0)
            printf("left out: %s\n", line + 5);
        else
            run(line, plain);
    }
    free(text);
    return harness_summary();
}
