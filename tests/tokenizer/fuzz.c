/*
 * The tokenizer: any cut of any bytes gives the tokens of the whole, of the
 * library without its scan, and of the plain tokenizer.
 *
 * The head: bits 0-2 the state, 3 CDATA allowed, 4-5 the last start tag, 6
 * the states switched as in a browser; the cut's two bytes.
 */
#include <string.h>

#include "fuzz/target.h"
#include "tokenizer/plain.h"

#define HEAD 3

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const last[] = {NULL, "xmp", "script", "title"};
    static struct log plain;
    struct tokens tokens = {0};
    const char *text = (const char *)data + HEAD;
    struct cut cut;

    if (size < HEAD)
        return -1;
    size -= HEAD;
    tokens.state = (uint8_t)((data[0] & 7) % 6);
    tokens.cdata = data[0] >> 3 & 1;
    tokens.last = last[data[0] >> 4 & 3];
    tokens.last_size = tokens.last != NULL ? strlen(tokens.last) : 0;
    tokens.browser = data[0] >> 6 & 1;
    cut = target_cut(data + 1, size);
    plain_tokens(&plain, &tokens, text, size);
    target_expect(target_compare(&tokenizer_stage, &noscan_tokenizer_stage,
                                 &tokens, text, size, &cut), &plain);
    return 0;
}
