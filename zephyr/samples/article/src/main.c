/* SPDX-License-Identifier: MIT */
/*
 * A page is fed in pieces, as a network would, and each paragraph is printed
 * as soon as Galley has decided that it is of the article.
 */
#include <galley.h>
#include <stdio.h>

#define PIECE 64

static const char page[] =
    "<!doctype html><html lang=en><head>"
    "<title>Harbour bridge opens two months early - The Daily Tide</title>"
    "</head><body><nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a>"
    "</ul></nav><article><h1>Harbour bridge opens two months early</h1>"
    "<p>The first trams crossed the new harbour bridge on Tuesday morning, "
    "two months before the date that the city had announced when work began "
    "three winters ago.</p>"
    "<p>Engineers said that mild weather had let them pour the last concrete "
    "in January, and that tests of the cables, which had been planned for "
    "the summer, were finished within a week.</p>"
    "<p>Cyclists and pedestrians will have to wait until the railings are "
    "painted. &ldquo;We would rather they did not lean on them yet,&rdquo; "
    "the mayor said.</p></article>"
    "<footer><a href=/terms>Terms</a> <a href=/help>Help</a></footer>"
    "</body></html>";

static struct galley galley;
static char headline[128], window[2048];

static int print_block(void *user, const struct galley_block *block)
{
    (void)user;
    fwrite(block->text, 1, block->size, stdout);
    if ((block->flags & GALLEY_BLOCK_CONTINUES) == 0)
        printf("\n\n");
    return 0;
}

int main(void)
{
    struct galley_options options = GALLEY_OPTIONS;
    size_t at, n;
    int result;

    options.headline = headline;
    options.headline_size = sizeof headline;
    options.body = window;
    options.body_size = sizeof window;
    options.on_block = print_block;
    result = galley_init(&galley, &options);
    for (at = 0; at < sizeof page - 1 && result == GALLEY_OK; at += n) {
        n = sizeof page - 1 - at;
        if (n > PIECE)
            n = PIECE;
        result = galley_feed(&galley, page + at, n);
    }
    result = galley_finish(&galley);
    if (result < 0)
        printf("%s\n", galley_strerror(result));
    else
        printf("headline: %s\n", headline);
    return 0;
}
