/*
 * Any cut of any bytes gives the same tokens as the whole, and every token
 * keeps the promises of the header (events.c checks them).  The first byte
 * chooses the state, the second how to cut.
 *
 * A libFuzzer target; without libFuzzer (FUZZ_MAIN) a program that runs the
 * files it is given.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"

#define CUTS 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cuts at places that follow from the seed alone. */
static size_t choose_cuts(size_t *cuts, unsigned seed, size_t size)
{
    uint32_t random = seed * 2654435761u + 1;
    size_t at = 0, n = 0;

    while (n < CUTS && at < size) {
        random = random * 1664525u + 1013904223u;
        at += 1 + (random >> 24) % (1 + (seed & 0x0F) * 3);
        cuts[n++] = at;
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const last[] = {NULL, "xmp", "script", "title"};
    struct events whole, cut;
    struct run run;
    size_t cuts[CUTS];
    unsigned seed;

    if (size < 2)
        return 0;
    memset(&whole, 0, sizeof whole);
    memset(&cut, 0, sizeof cut);
    memset(&run, 0, sizeof run);
    run.state = (unsigned char)((data[0] & 7) % 6);
    run.cdata = data[0] >> 3 & 1;
    run.last = last[data[0] >> 4 & 3];
    run.browser = data[0] >> 6 & 1;
    run.last_size = run.last ? strlen(run.last) : 0;
    seed = data[1];
    data += 2;
    size -= 2;
    events_run(&whole, &run, data, size);
    if (seed & 0x80)
        run.chunk = 1 + (seed & 7);
    run.cuts = cuts;
    run.cut_count = choose_cuts(cuts, seed, size);
    events_run(&cut, &run, data, size);
    if (whole.broken || cut.broken || whole.size != cut.size ||
        (whole.size > 0 && memcmp(whole.data, cut.data, whole.size) != 0)) {
        fprintf(stderr, "cut and whole differ: %s\n",
                whole.broken ? whole.broken : cut.broken ? cut.broken : "");
        abort();
    }
    events_free(&whole);
    events_free(&cut);
    return 0;
}

#ifdef FUZZ_MAIN
int main(int argc, char **argv)
{
    static uint8_t data[1 << 20];
    int i;

    for (i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");

        if (!file) {
            perror(argv[i]);
            return 66;
        }
        LLVMFuzzerTestOneInput(data, fread(data, 1, sizeof data, file));
        fclose(file);
    }
    printf("%d passed, 0 failed\n", argc - 1);
    return argc < 2;
}
#endif
