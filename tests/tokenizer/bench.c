/*
 * What the tokenizer costs: feeds whole pages to it, switching states by the
 * tag's name as a browser does, and prints what it read.
 *
 *     bench FILE...
 *
 * Under valgrind, count the tokenizer's own instructions:
 *     valgrind --tool=callgrind --collect-atstart=no \
 *         --toggle-collect=galley_tokenizer_next bench FILE...
 * and divide by the bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "galley_tokenizer.h"
#include "harness/harness.h"

struct totals {
    unsigned long bytes;
    unsigned long tokens;
    unsigned long checksum;
};

static const struct {
    const char *name;
    unsigned char state;
} raw[] = {
    {"title", GALLEY_STATE_RCDATA},   {"textarea", GALLEY_STATE_RCDATA},
    {"style", GALLEY_STATE_RAWTEXT},  {"xmp", GALLEY_STATE_RAWTEXT},
    {"iframe", GALLEY_STATE_RAWTEXT}, {"noembed", GALLEY_STATE_RAWTEXT},
    {"noframes", GALLEY_STATE_RAWTEXT},
    {"script", GALLEY_STATE_SCRIPT_DATA},
    {"plaintext", GALLEY_STATE_PLAINTEXT},
};

static void switch_by_name(struct galley_tokenizer *t, const char *name,
                           size_t size)
{
    size_t i;

    for (i = 0; i < sizeof raw / sizeof raw[0]; i++)
        if (strlen(raw[i].name) == size &&
            memcmp(raw[i].name, name, size) == 0)
            galley_tokenizer_switch(t, raw[i].state);
}

static void tokenize(struct totals *totals, const char *page, size_t size)
{
    struct galley_tokenizer t;
    struct galley_token token;
    const char *p = page;
    char name[16];
    size_t name_size = 0;

    galley_tokenizer_init(&t);
    while (galley_tokenizer_next(&t, &p, page + size, &token)) {
        totals->tokens++;
        totals->checksum += token.size;
        if (token.type == GALLEY_TOKEN_START_TAG) {
            if (token.size < sizeof name - name_size) {
                memcpy(name + name_size, token.data, token.size);
                name_size += token.size;
            }
        } else if (token.type == GALLEY_TOKEN_TAG) {
            if (name_size)
                switch_by_name(&t, name, name_size);
            name_size = 0;
        }
    }
    while (galley_tokenizer_finish(&t, &token))
        totals->tokens++;
    totals->bytes += size;
}

int main(int argc, char **argv)
{
    struct totals totals = {0, 0, 0};
    double seconds = 0;
    int i;

    for (i = 1; i < argc; i++) {
        size_t size;
        char *page = harness_file(argv[i], &size);
        clock_t begin = clock();

        tokenize(&totals, page, size);
        seconds += (double)(clock() - begin) / CLOCKS_PER_SEC;
        free(page);
    }
    printf("%lu bytes, %lu tokens, %lu bytes in them, %.0f MB/s\n",
           totals.bytes, totals.tokens, totals.checksum,
           seconds > 0 ? (double)totals.bytes / 1e6 / seconds : 0.0);
    return totals.bytes == 0;
}
