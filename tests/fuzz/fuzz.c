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
#include "harness/stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct page choose(uint8_t byte)
{
    static const size_t bodies[] = {GALLEY_BODY_MIN, 700, 4096, 0};
    static const char *const labels[] = {NULL, "utf-8", "shift_jis",
                                         "windows-1251"};
    struct page page = {.headline_size = byte & 8 ? 24 : 0};

    page.body_size = bodies[byte & 3];
    page.sink = page.body_size > 0 && (byte & 4);
    page.http = (byte & 16) != 0;
    page.whole = (byte & 32) != 0;
    page.charset = labels[byte >> 6];
    return page;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cut one = {0, 0, 0}, cut = {0, 0, 0};
    const char *input = (const char *)data + 3;
    struct page page;
    struct log whole;

    if (size < 4)
        return -1;
    page = choose(data[0]);
    one.size = size -= 3;
    /* 1 to 255: pieces of that size; 0: random ones. */
    cut.size = data[1];
    cut.seed = data[2];
    whole = cuts_read(&galley_stage, &page, input, size, &one);
    page.used = data[2] & 1;
    if (!cuts_same("page", &galley_stage, &page, input, size, &cut, &whole)
        || !harness_is_utf8(whole.text, whole.size))
        abort();
    free(whole.text);
    return 0;
}
