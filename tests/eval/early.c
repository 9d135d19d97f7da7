/*
 * Is the headline there when the first block is delivered, and is it the one
 * that stays?
 *
 *     early WINDOW PAGE...
 *
 * Each page is read as on a device, through a window of so many bytes, in
 * pieces of a TCP segment.  A line a page: what galley_field said of the
 * headline in the first call of on_block ("same" as after galley_finish,
 * "other", "missing" where there is one in the end, or "none": there was no
 * block); when that was ("reading" or "end"); the page.
 */
#include <galley.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"

#define PIECE 1460

struct first {
    const struct galley *galley;
    char headline[GALLEY_TITLE_SIZE];
    int seen;
};

static int on_block(void *user, const struct galley_block *block)
{
    struct first *first = user;

    (void)block;
    if (!first->seen)
        snprintf(first->headline, sizeof first->headline, "%s",
                 galley_field(first->galley, GALLEY_FIELD_HEADLINE));
    first->seen = 1;
    return 0;
}

static const char *verdict(const struct first *first, const char *headline)
{
    if (!first->seen)
        return "none";
    if (strcmp(first->headline, headline) == 0)
        return "same";
    return first->headline[0] != '\0' ? "other" : "missing";
}

static void read_page(const char *path, char *window, size_t window_size)
{
    static struct galley galley;
    struct galley_options options = GALLEY_OPTIONS;
    struct first first = {&galley, "", 0};
    size_t size, at, piece;
    char *page = harness_file(path, &size);
    int result, reading;

    options.body = window;
    options.body_size = window_size;
    options.on_block = on_block;
    options.user = &first;
    result = galley_init(&galley, &options);
    for (at = 0; at < size && result == GALLEY_OK; at += piece) {
        piece = size - at < PIECE ? size - at : PIECE;
        result = galley_feed(&galley, page + at, piece);
    }
    reading = first.seen;
    galley_finish(&galley);
    printf("%s\t%s\t%s\n",
           verdict(&first, galley_field(&galley, GALLEY_FIELD_HEADLINE)),
           reading ? "reading" : "end", path);
    free(page);
}

int main(int count, char **arguments)
{
    size_t size = count > 1 ? strtoul(arguments[1], NULL, 10) : 0;
    char *window;
    int i;

    if (size < GALLEY_BODY_MIN) {
        fprintf(stderr, "usage: early WINDOW PAGE...\n");
        return 64;
    }
    window = harness_allocate(size);
    for (i = 2; i < count; i++)
        read_page(arguments[i], window, size);
    free(window);
    return 0;
}
