/*
 * libFuzzer, the whole extractor: any cut of any input gives the same log,
 * and everything said is valid UTF-8 inside its buffer (the buffers are
 * allocated to size, so AddressSanitizer sees the rest).
 *
 * The first three bytes choose the configuration and the cut, the rest is
 * the page.
 */
#include <stdint.h>
#include <stdlib.h>

#include "harness/harness.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bytes of the UTF-8 character at p: Unicode standard, table 3-7. */
static size_t character(const uint8_t *p, size_t size)
{
    uint8_t low = 0x80, high = 0xBF;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

    if (n > size || (p[0] >= 0x80 && p[0] < 0xC2) || p[0] > 0xF4)
        return 0;
    if (p[0] == 0xE0)
        low = 0xA0;
    else if (p[0] == 0xED)
        high = 0x9F;
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F;
    for (size_t i = 1; i < n; i++, low = 0x80, high = 0xBF)
        if (p[i] < low || p[i] > high)
            return 0;
    return n;
}

static int is_utf8(const char *text, size_t size)
{
    const uint8_t *p = (const uint8_t *)text, *end = p + size;

    while (p < end) {
        size_t n = character(p, (size_t)(end - p));

        if (n == 0)
            return 0;
        p += n;
    }
    return 1;
}

static struct harness_options choose(uint8_t byte)
{
    static const size_t bodies[] = {GALLEY_BODY_MIN, 700, 4096, 0};
    static const char *const labels[] = {NULL, "utf-8", "shift_jis",
                                         "windows-1251"};
    struct harness_options o = {0, 0, 0, 0, 0, NULL};

    o.body_size = bodies[byte & 3];
    o.sink = o.body_size > 0 && (byte & 4);
    o.headline_size = byte & 8 ? 24 : 0;
    o.http = (byte & 16) != 0;
    o.whole = (byte & 32) != 0;
    o.charset = labels[byte >> 6];
    return o;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct harness_cut whole = {"whole", 0, 0, 1, 0};
    struct harness_cut cut = {"fuzz", 0, 0, 1, 0};
    struct harness_log a, b;
    struct harness_options options;

    if (size < 4)
        return -1;
    options = choose(data[0]);
    whole.other = size;
    /* 1 to 255: pieces of that size; 0: random ones. */
    cut.other = data[1];
    cut.seed = data[2] + 1u;
    cut.used = data[2] & 1;
    a = harness_read(data + 3, size - 3, &options, &whole);
    b = harness_read(data + 3, size - 3, &options, &cut);
    if (!harness_same("page", &cut, &a, &b) || !is_utf8(a.text, a.size))
        abort();
    free(a.text);
    free(b.text);
    return 0;
}
