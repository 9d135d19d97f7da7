/*
 * Fetches over a wire that drops, doubles, delays and corrupts frames by
 * seed:
 *
 *     fetch_faults [FIRST [COUNT]]
 *
 * Each run must bring the article that Galley finds in the same bytes without
 * a network, or the name of a network's error; it must end, and give back
 * all that it took of lwIP.  That nothing is too broken to be a test: with at
 * most one frame in ten touched, nine runs of ten must bring the article.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "harness/harness.h"
#include "world.h"

static struct text page;
static struct text responses[4];
static unsigned mild_runs, mild_articles, articles, errors;

static int is_network_error(int result)
{
    return result == GALLEY_ERR_DNS || result == GALLEY_ERR_CONNECT ||
           result == GALLEY_ERR_RESET || result == GALLEY_ERR_TIMEOUT;
}

/* Low numbers are mild, every fourth is harsh. */
static struct faults draw(uint32_t seed)
{
    struct faults f;
    uint32_t s = seed * 2654435761u, most = seed % 4 == 3 ? 35 : 4;

    f.seed = seed;
    f.drop = (uint8_t)(harness_random(&s) % most);
    f.twice = (uint8_t)(harness_random(&s) % most);
    f.delay = (uint8_t)(harness_random(&s) % most);
    f.corrupt = (uint8_t)(harness_random(&s) % most);
    return f;
}

/* A redirect first, in every second run. */
static size_t set_replies(struct reply *replies, uint32_t seed)
{
    static const char redirect[] =
        "HTTP/1.1 301 Moved\r\nLocation: ../news/?x#y\r\n"
        "Content-Length: 0\r\n\r\n";
    size_t n = 0;

    memset(replies, 0, 2 * sizeof *replies);
    if (seed / 4 % 2) {
        replies[n].bytes = redirect;
        replies[n++].size = sizeof redirect - 1;
    }
    replies[n].bytes = responses[seed % 3].bytes;
    replies[n].size = responses[seed % 3].size;
    replies[n].piece = seed % 5 == 0 ? 97 : 0;
    replies[n].pause = seed % 5 == 0 ? 10 : 0;
    return n + 1;
}

static void run(uint32_t seed)
{
    static struct article expected, got;
    struct faults faults = draw(seed);
    struct reply replies[2];
    struct galley_fetch *f = malloc(sizeof *f);
    size_t count = set_replies(replies, seed);
    char url[64], what[128];
    int wanted, result, left;

    if (f == NULL)
        abort();
    world_begin(replies, count, &faults, seed % 2);
    wanted = article_read(&expected, replies[count - 1].bytes,
                          replies[count - 1].size);
    article_begin(&got);
    snprintf(url, sizeof url, "http://www.test:%u/a/b",
             (unsigned)world_port());
    result = galley_fetch_start(f, &got.galley, url, NULL);
    if (result == GALLEY_OK)
        result = world_fetch(f);
    free(f); /* whatever still comes must not touch it */
    left = world_end();
    snprintf(what, sizeof what, "seed %lu: %s, %d not given back",
             (unsigned long)seed, galley_fetch_strname(result), left);
    harness_check(left == 0 && ((result == wanted &&
                                 article_equal(&got, &expected)) ||
                                is_network_error(result)),
                  what);
    articles += result == wanted;
    errors += result != wanted;
    if (seed % 4 != 3) {
        mild_runs++;
        mild_articles += result == wanted;
    }
}

int main(int argc, char **argv)
{
    uint32_t first = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 0) : 0;
    uint32_t count = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 256;
    uint32_t seed;
    size_t i;

    text_page(&page, 20000);
    text_response(&responses[0], &page, 0);
    text_response(&responses[1], &page, 700);
    text_response(&responses[2], &page, CLOSE_DELIMITED);
    for (seed = first; seed != first + count; seed++)
        run(seed);
    harness_check(10 * mild_articles >= 9 * mild_runs, "mild runs");
    fprintf(stderr, "%u articles, %u errors, all named\n", articles, errors);
    free(page.bytes);
    for (i = 0; i < 3; i++)
        free(responses[i].bytes);
    return harness_summary();
}
