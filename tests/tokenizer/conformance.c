/*
 * Runs the html5lib tests that conformance.py wrote, at every cut.
 *
 *     conformance TESTS
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

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

static void run(char *line)
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
    harness_check(cuts_give(line, &tokenizer_stage, &tokens, input, size,
                            expected, expected_size), line);
}

int main(int argc, char **argv)
{
    char *text, *line, *next;
    size_t size;

    if (argc != 2) {
        fprintf(stderr, "usage: conformance TESTS\n");
        return 64;
    }
    text = harness_file(argv[1], &size);
    for (line = text; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (strncmp(line, "skip ", 5) == 0)
            printf("left out: %s\n", line + 5);
        else
            run(line);
    }
    free(text);
    return harness_summary();
}
