/*
 * As fuzz.c for long pages, made of a short text of which a part is repeated:
 * buffers, lengths and counters of 16 bits come to their end.
 *
 * Behind the page's head stand where the part begins and where it ends, two
 * bytes each, and how long the page becomes.
 */
#include <string.h>

#include "fuzz/target.h"

#define HEAD (PAGE_HEAD + 5)
#define LONGEST 270000

static char page[LONGEST];

/* Appends n bytes as long as there is room. */
static size_t append(size_t used, const char *bytes, size_t n)
{
    if (n > sizeof page - used)
        n = sizeof page - used;
    memcpy(page + used, bytes, n);
    return used + n;
}

static size_t offset(const uint8_t *how, size_t n)
{
    return (size_t)(how[0] << 8 | how[1]) % (n + 1);
}

/* The size of the page, 0: of none. */
static size_t make(const uint8_t *how, const char *text, size_t n)
{
    static const size_t lengths[] = {66000, 33000, 70000, 8000, 132000,
                                     200000, LONGEST};
    size_t length = lengths[how[4] % (sizeof lengths / sizeof *lengths)];
    size_t begin = offset(how, n), end = offset(how + 2, n), used;

    if (begin >= end || n > length)
        return 0;
    used = append(0, text, begin);
    while (used < length - (n - end))
        used = append(used, text + begin, end - begin);
    return append(used, text + end, n - end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n;

    if (size < HEAD)
        return -1;
    n = make(data + PAGE_HEAD, (const char *)data + HEAD, size - HEAD);
    if (n == 0)
        return -1;
    target_page(data, page, n);
    return 0;
}
