/*
 * libFuzzer: any cut of any response gives the same body and result, and
 * each span lies in the piece.  The first byte chooses the cut.
 *
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude -Itests
 *     tests/http/{fuzz,stage}.c tests/charset/cuts.c src/http.c
 *     -o build/fuzz_http
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *input = (const char *)data + 1;
    struct cut cut = {0, 0, 0};
    struct log whole, log;

    if (size < 1)
        return 0;
    size--;
    cut.size = size ? size : 1;
    whole = cuts_read(&http_stage, NULL, input, size, &cut);
    cut.size = data[0] % 10;
    cut.seed = data[0];
    log = cuts_read(&http_stage, NULL, input, size, &cut);
    if (log.complaints || whole.complaints || log.size != whole.size ||
        (log.size > 0 && memcmp(log.text, whole.text, log.size) != 0))
        abort();
    free(whole.text);
    free(log.text);
    return 0;
}
