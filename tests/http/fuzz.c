/*
 * The HTTP stage: any cut of any response gives the same body and result, and
 * each span lies in the piece.  The head is the cut's two bytes.
 */
#include "fuzz/target.h"

#define HEAD 2

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data + HEAD;
    struct cut cut;

    if (size < HEAD)
        return -1;
    size -= HEAD;
    cut = target_cut(data, size);
    target_compare(&http_stage, &noscan_http_stage, NULL, text, size, &cut);
    return 0;
}
