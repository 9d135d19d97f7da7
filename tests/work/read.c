/*
 * Reads each page to its end, in pieces of 512 bytes, through a window and a
 * sink: what work.py counts the instructions of.
 *
 *     read WINDOW FILE...
 */
#include <stdio.h>
#include <stdlib.h>

#include "galley.h"
#include "harness/harness.h"

#define PIECE 512

/* What is counted is known by its name, also where the program is compiled as
 * a whole. */
#if defined __clang__
#define COUNTED __attribute__((noinline))
#else
#define COUNTED __attribute__((noipa))
#endif

COUNTED void read_piece(struct galley *g, const char *bytes, size_t n);
COUNTED void read_end(struct galley *g);

void read_piece(struct galley *g, const char *bytes, size_t n)
{
    galley_feed(g, bytes, n);
}

void read_end(struct galley *g)
{
    galley_finish(g);
}

static int on_block(void *user, const struct galley_block *block)
{
    *(size_t *)user += block->size;
    return 0;
}

static size_t read_page(char *window, size_t size, const char *path)
{
    struct galley_options o = GALLEY_OPTIONS;
    static struct galley g;
    size_t n, i, delivered = 0;
    char *bytes = harness_file(path, &n);

    o.body = window;
    o.body_size = size;
    o.on_block = on_block;
    o.user = &delivered;
    o.whole = 1;
    galley_init(&g, &o);
    for (i = 0; i < n; i += PIECE)
        read_piece(&g, bytes + i, n - i < PIECE ? n - i : PIECE);
    read_end(&g);
    free(bytes);
    return delivered;
}

int main(int argc, char **argv)
{
    size_t size = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
    char *window;
    int i;

    if (size < GALLEY_BODY_MIN) {
        fprintf(stderr, "usage: read WINDOW FILE...\n");
        return 2;
    }
    window = harness_allocate(size);
    for (i = 2; i < argc; i++)
        printf("%lu\n", (unsigned long)read_page(window, size, argv[i]));
    free(window);
    return 0;
}
