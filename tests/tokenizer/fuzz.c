/*
 * libFuzzer: any cut of any bytes gives the same tokens as the whole, and
 * every token keeps the promises of the header.  The first byte chooses the
 * state, the second how to cut.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const last[] = {NULL, "xmp", "script", "title"};
    struct tokens tokens = {0, 0, 0, 0, NULL, 0};
    struct cut one = {0, 0, 0}, cut = {0, 0, 0};
    struct log whole;
    const char *input = (const char *)data + 2;

    if (size < 2)
        return 0;
    one.size = size -= 2;
    cut.size = data[1] % 10;
    cut.seed = data[1];
    tokens.state = (uint8_t)((data[0] & 7) % 6);
    tokens.cdata = data[0] >> 3 & 1;
    tokens.last = last[data[0] >> 4 & 3];
    tokens.browser = data[0] >> 6 & 1;
    tokens.last_size = tokens.last ? strlen(tokens.last) : 0;
    whole = cuts_read(&tokenizer_stage, &tokens, input, size, &one);
    if (!cuts_same("tokens", &tokenizer_stage, &tokens, input, size, &cut,
                   &whole))
        abort();
    free(whole.text);
    return 0;
}
