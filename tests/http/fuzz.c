/*
 * libFuzzer: any cut of any response gives the same body and result, and
 * each span lies in the piece.  The first byte chooses the cut.
 */
#include <stdint.h>
#include <stdlib.h>

#include "harness/stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cut one = {0, 0, 0}, cut = {0, 0, 0};
    struct log whole;
    const char *input = (const char *)data + 1;

    if (size < 1)
        return 0;
    one.size = size -= 1;
    cut.size = data[0] % 10;
    cut.seed = data[0];
    whole = cuts_read(&http_stage, NULL, input, size, &one);
    if (!cuts_same("http", &http_stage, NULL, input, size, &cut, &whole))
        abort();
    free(whole.text);
    return 0;
}
