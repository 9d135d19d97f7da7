#include "target.h"

#include <stdio.h>
#include <stdlib.h>

#define PIECES 256    /* of a text, if they need not be shorter than a byte */
#define MANY 16384u   /* bytes that random pieces would be too many for */

struct cut target_cut(const uint8_t *head, size_t n)
{
    struct cut cut = {0, 0, 0};

    cut.size = head[0];
    cut.seed = head[1];
    if (cut.size == 255 || n == 0)
        cut.size = n > 0 ? n : 1;
    else if (cut.size > 0)
        cut.size += n / PIECES;
    else if (n > MANY)
        cut.size = n / PIECES + cut.seed;
    return cut;
}

static void check(const char *name, const struct log *log,
                  const struct log *expected)
{
    int good = log_is(name, log, expected->text, expected->size);

    if (log->complaints > 0)
        printf("%s: %s\n", name, log->first);
    if (good && log->complaints == 0)
        return;
    fflush(stdout);
    abort();
}

void target_expect(const struct log *log, const struct log *expected)
{
    check("another reader", log, expected);
}

const struct log *target_compare(const struct stage *stage,
                                 const struct stage *other, const void *with,
                                 const char *text, size_t n,
                                 const struct cut *cut)
{
    static struct log log, whole;
    struct cut one = {0, n > 0 ? n : 1, 0};

    cuts_reread(&log, stage, with, text, n, cut);
    cuts_reread(&whole, other, with, text, n, &one);
    check("cut", &log, &whole);
    return &log;
}
