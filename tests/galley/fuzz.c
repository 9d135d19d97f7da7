/*
 * The whole extractor: any cut of any page gives the same log, with the scan
 * and without it, and the promises of galley.h are kept between the pieces.
 */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < PAGE_HEAD)
        return -1;
    target_page(data, (const char *)data + PAGE_HEAD, size - PAGE_HEAD);
    return 0;
}
