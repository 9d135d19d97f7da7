/*
 * Fetches over a wire that drops, doubles, delays and corrupts frames by
 * seed:
 *
 *     fetch_faults [FIRST [COUNT [FOLDER]]]
 *
 * Where lwIP has TLS, and FOLDER what tests/lwip/certificates makes, half of
 * the seeds are by TLS; half of all have gzip inflated, and get it.
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
#include "compress.h"
#include "harness/harness.h"
#include "world.h"
#if LWIP_ALTCP_TLS
#include "../../port/lwip/galley_tls.h"
#include "tls_server.h"
#endif

static struct text page, compressed;
static struct text responses[2][3]; /* of both */
static unsigned mild_runs, mild_articles, articles, errors;
static struct galley_fetch_options options;

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
static size_t set_replies(struct reply *replies, uint32_t seed, int by_gzip)
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
    replies[n].bytes = responses[by_gzip][seed % 3].bytes;
    replies[n].size = responses[by_gzip][seed % 3].size;
    replies[n].piece = seed % 5 == 0 ? 97 : 0;
    replies[n].pause = seed % 5 == 0 ? 10 : 0;
    return n + 1;
}

#if LWIP_ALTCP_TLS

static altcp_allocator_t https = {altcp_tls_alloc, NULL};
static const char *certificates;

static void begin_tls(const char *folder)
{
    char path[512], *ca;
    size_t size;

    certificates = folder;
    snprintf(path, sizeof path, "%s/ca.pem", folder);
    ca = harness_file(path, &size);
    https.arg = altcp_tls_create_config_client((const u8_t *)ca, size + 1);
    if (https.arg == NULL)
        abort();
    free(ca);
    options.https = &https;
    options.secure = galley_tls_secure;
    options.tls_error = galley_tls_error;
}

static void end_tls(void)
{
    altcp_tls_free_config(https.arg);
    altcp_tls_free_entropy();
}

/* Whether the world of this seed has TLS. */
static int secure(uint32_t seed)
{
    static const struct identity good = {"good", 0};
    uint32_t s = seed + 1;
    int by_tls = certificates != NULL && harness_random(&s) % 2;

    world_secure(by_tls ? tls_server(certificates, &good) : NULL);
    return by_tls;
}

#else

static void begin_tls(const char *folder)
{
    (void)folder;
    abort();
}

static void end_tls(void)
{
}

static int secure(uint32_t seed)
{
    (void)seed;
    return 0;
}

#endif

static void run(uint32_t seed)
{
    static struct article expected, got;
    struct faults faults = draw(seed);
    struct reply replies[2];
    struct galley_fetch *f = malloc(sizeof *f);
    uint32_t s = seed + 2;
    int by_gzip = harness_random(&s) % 2, by_tls = secure(seed);
    size_t count = set_replies(replies, seed, by_gzip);
    char url[64], what[128];
    int wanted, result, left;

    if (f == NULL)
        abort();
    world_begin(replies, count, &faults, seed % 2);
    got.inflates = expected.inflates = by_gzip;
    wanted = article_read(&expected, replies[count - 1].bytes,
                          replies[count - 1].size);
    article_begin(&got);
    snprintf(url, sizeof url, "%s://www.test:%u/a/b",
             by_tls ? "https" : "http", (unsigned)world_port());
    result = galley_fetch_start(f, &got.galley, url, &options);
    if (result == GALLEY_OK)
        result = world_fetch(f);
    free(f); /* whatever still comes must not touch it */
    left = world_end();
    snprintf(what, sizeof what, "seed %lu%s%s: %s, %d not given back",
             (unsigned long)seed, by_tls ? " by TLS" : "",
             by_gzip ? ", gzip" : "", galley_fetch_strname(result), left);
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

/* The same article, from a fourth of the bytes at most. */
static void test_compressed(void)
{
    static struct article plain, inflated;

    inflated.inflates = 1;
    harness_check(article_read(&plain, responses[0][0].bytes,
                               responses[0][0].size) == GALLEY_DONE
                      && article_read(&inflated, responses[1][0].bytes,
                                      responses[1][0].size) == GALLEY_DONE
                      && article_equal(&plain, &inflated)
                      && 4 * compressed.size < page.size,
                  "gzip gives the same article");
}

int main(int argc, char **argv)
{
    uint32_t first = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 0) : 0;
    uint32_t count = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 256;
    static const size_t framing[] = {0, 700, CLOSE_DELIMITED};
    uint32_t seed;
    size_t i;

    if (argc > 3)
        begin_tls(argv[3]);
    text_page(&page, 20000);
    text_gzip(&compressed, &page);
    for (i = 0; i < 3; i++) {
        text_response(&responses[0][i], &page, framing[i]);
        text_response(&responses[1][i], &compressed, framing[i]);
    }
    test_compressed();
    for (seed = first; seed != first + count; seed++)
        run(seed);
    harness_check(10 * mild_articles >= 9 * mild_runs, "mild runs");
    fprintf(stderr, "%u articles, %u errors, all named\n", articles, errors);
    if (argc > 3)
        end_tls();
    free(page.bytes);
    free(compressed.bytes);
    for (i = 0; i < 6; i++)
        free(responses[i / 3][i % 3].bytes);
    return harness_summary();
}
