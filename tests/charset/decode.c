/*
 * The charset stage as a filter, for test_tables.py.
 *
 * Standard input holds records: a label, LF, the size in decimal, LF, the
 * bytes.  For each one standard output holds "result name size" and LF, then
 * the text.  The bytes are fed in pieces of the size given as argument.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley_charset.h"
#include "harness/harness.h"

static struct text out;

static int decode(const char *label, const char *bytes, size_t n,
                  size_t piece, char name[GALLEY_CHARSET_NAME])
{
    struct galley_charset c;
    struct galley_span text;
    int result = 0;
    size_t at = 0;

    galley_charset_init(&c, label, strlen(label));
    while (at < n && result == 0) {
        size_t size = n - at < piece ? n - at : piece;
        const char *p = bytes + at, *end = p + size;

        while ((result = galley_charset_next(&c, &p, end, &text)) > 0)
            text_bytes(&out, text.data, text.size);
        at += size;
    }
    if (result == 0)
        while ((result = galley_charset_finish(&c, &text)) > 0)
            text_bytes(&out, text.data, text.size);
    galley_charset_name(&c, name);
    return result;
}

int main(int argc, char **argv)
{
    size_t piece = argc > 1 ? (size_t)atol(argv[1]) : 0;
    char label[128], line[32], name[GALLEY_CHARSET_NAME];

    if (piece == 0)
        piece = (size_t)-1;
    while (fgets(label, sizeof label, stdin) &&
           fgets(line, sizeof line, stdin)) {
        size_t n = (size_t)atol(line);
        char *bytes = malloc(n + 1);
        int result;

        if (bytes == NULL || fread(bytes, 1, n, stdin) != n)
            return 1;
        label[strcspn(label, "\n")] = '\0';
        out.size = 0;
        result = decode(label, bytes, n, piece, name);
        printf("%d %s %lu\n", result, name, (unsigned long)out.size);
        if (out.size > 0)
            fwrite(out.bytes, 1, out.size, stdout);
        free(bytes);
    }
    free(out.bytes);
    return 0;
}
