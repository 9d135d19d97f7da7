/*
 * libFuzzer: any cut of any input gives the same text, valid UTF-8 in each
 * span, the same offsets and the same result.  The first two bytes choose
 * the cut and the transport's label, the rest is the page.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A <meta> that names an encoding which is not ASCII ends the text at the
 * next call: how much of it came before depends on the cut. */
static int ended_by_meta(const struct log *log)
{
    static const char japanese[] = "|-5|iso-2022-jp|";
    static const char other[] = "|-5|replacement|";
    size_t n = sizeof other - 1, i;

    for (i = 0; i + n <= log->size; i++)
        if (memcmp(log->text + i, japanese, n) == 0 ||
            memcmp(log->text + i, other, n) == 0)
            return 1;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {
        "", "", "utf-8", "windows-1252", "windows-1251", "macintosh",
        "iso-8859-6", "utf-16", "utf-16be", "gbk", "iso-2022-jp",
        "x-user-defined"
    };
    const char *label, *page;
    struct cut cut = {0, 0, 0};
    struct log whole, log;
    int equal;

    if (size < 2)
        return 0;
    label = labels[data[1] % (sizeof labels / sizeof *labels)];
    page = (const char *)data + 2;
    size -= 2;
    cut.size = size ? size : 1;
    whole = cuts_read(&charset_stage, label, page, size, &cut);
    cut.size = data[0] % 10;
    cut.seed = data[0];
    log = cuts_read(&charset_stage, label, page, size, &cut);
    equal = log.size == whole.size &&
            (log.size == 0 ||
             memcmp(log.text, whole.text, log.size) == 0);
    if (log.complaints || whole.complaints ||
        (!equal && !(ended_by_meta(&log) && ended_by_meta(&whole))))
        abort();
    free(whole.text);
    free(log.text);
    return 0;
}
