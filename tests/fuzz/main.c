/*
 * A fuzz target without an engine: reads the files that are named, says the
 * name of each before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "target.h"

int main(int argc, char **argv)
{
    int i;

    for (i = 1; i < argc; i++) {
        size_t size;
        char *file = harness_file(argv[i], &size);
        uint8_t *bytes = harness_allocate(size); /* no NUL behind it */

        puts(argv[i]);
        fflush(stdout);
        memcpy(bytes, file, size);
        LLVMFuzzerTestOneInput(bytes, size);
        free(bytes);
        free(file);
    }
    return 0;
}
