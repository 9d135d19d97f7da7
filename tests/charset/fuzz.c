/*
 * The charset stage: any cut of any page gives the same text, valid UTF-8 in
 * each span, the same offsets and the same result.  The head: the transport's
 * label, the cut's two bytes.
 */
#include "fuzz/target.h"

#define HEAD 3

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {
        "", "utf-8", "windows-1252", "windows-1251", "macintosh",
        "iso-8859-6", "utf-16", "utf-16be", "gbk", "iso-2022-jp",
        "x-user-defined", "gb18030", "big5",
        "euc-jp", "shift_jis", "euc-kr"
    };
    const char *text = (const char *)data + HEAD, *label;
    struct cut cut;

    if (size < HEAD)
        return -1;
    size -= HEAD;
    label = labels[data[0] % (sizeof labels / sizeof *labels)];
    cut = target_cut(data + 1, size);
    target_compare(&charset_stage, &noscan_charset_stage, label, text, size,
                   &cut);
    return 0;
}
