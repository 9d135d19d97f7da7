/*
 * The inflate stage as a filter, for test_zlib.py.
 *
 * Standard input holds records: "window coded piece seed size" and LF, then
 * the bytes; piece 0: pieces of random sizes.  For each one standard output
 * holds "result unread offset size" and LF, then what was inflated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley_inflate.h"
#include "harness/harness.h"

static struct text out;
static char window[GALLEY_INFLATE_MAX];

static int inflate(struct galley_inflate *z, const char *bytes, size_t n,
                   size_t piece, uint32_t seed, size_t *unread)
{
    struct galley_span span;
    int result = 0;
    size_t at = 0, size;

    for (; at < n && result == 0; at += size) {
        const char *p = bytes + at;

        size = piece;
        if (size == 0)
            size = 1 + harness_random(&seed)
                       % (1u << harness_random(&seed) % 12);
        if (size > n - at)
            size = n - at;
        while ((result = galley_inflate_next(z, &p, bytes + at + size,
                                             &span)) > 0)
            text_bytes(&out, span.data, span.size);
        *unread += (size_t)(bytes + at + size - p);
    }
    while ((result = galley_inflate_finish(z, &span)) > 0)
        text_bytes(&out, span.data, span.size);
    return result;
}

int main(void)
{
    static struct galley_inflate z;
    unsigned long size, coded, piece, seed, n;

    while (scanf("%lu %lu %lu %lu %lu", &size, &coded, &piece, &seed, &n)
               == 5
           && getchar() == '\n') {
        char *bytes = harness_allocate(n + 1);
        size_t unread = 0;
        int result;

        if (fread(bytes, 1, n, stdin) != n)
            return 1;
        out.size = 0;
        galley_inflate_init(&z, window, size);
        z.coded = coded != 0;
        result = inflate(&z, bytes, n, piece, (uint32_t)seed, &unread);
        printf("%d %lu %lu %lu\n", result, (unsigned long)unread,
               (unsigned long)z.offset, (unsigned long)out.size);
        if (out.size > 0)
            fwrite(out.bytes, 1, out.size, stdout);
        free(bytes);
    }
    free(out.bytes);
    return 0;
}
