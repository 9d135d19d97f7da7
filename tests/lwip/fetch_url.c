/*
 * One fetch from a server of this machine, which is 10.0.2.2 and *.test:
 *
 *     fetch_url [--gzip] [--ca=FILE] URL
 *
 * Prints the name of the result, and a line for each field; the last is the
 * body, of several lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "harness/harness.h"
#include "world.h"
#if LWIP_ALTCP_TLS
#include "../../port/lwip/galley_tls.h"
#endif

static struct article article;
static struct galley_fetch_options options;

#if LWIP_ALTCP_TLS
static altcp_allocator_t https = {altcp_tls_alloc, NULL};

static void trust(const char *path)
{
    size_t size;
    char *ca = harness_file(path, &size);

    https.arg = altcp_tls_create_config_client((const u8_t *)ca, size + 1);
    free(ca);
    options.https = &https;
    options.secure = galley_tls_secure;
    options.tls_error = galley_tls_error;
}

static void end_trust(void)
{
    if (https.arg == NULL)
        return;
    altcp_tls_free_config(https.arg);
    altcp_tls_free_entropy();
}
#else
static void trust(const char *path)
{
    (void)path;
    abort();
}

static void end_trust(void)
{
}
#endif

static int fetch(const char *url)
{
    static struct galley_fetch f;
    int result;

    world_begin(NULL, 0, NULL, 0);
    world_real_time(1);
    article_begin(&article);
    result = galley_fetch_start(&f, &article.galley, url, &options);
    if (result == GALLEY_OK)
        result = world_fetch(&f);
    world_real_time(0);
    if (world_end() != 0)
        abort();
    return result;
}

int main(int argc, char **argv)
{
    int i, field;

    for (i = 1; i < argc - 1; i++) {
        if (strcmp(argv[i], "--gzip") == 0)
            article.inflates = 1;
        else if (strncmp(argv[i], "--ca=", 5) == 0)
            trust(argv[i] + 5);
        else
            return 2;
    }
    if (i != argc - 1)
        return 2;
    puts(galley_fetch_strname(fetch(argv[i])));
    for (field = GALLEY_FIELD_HEADLINE; field <= GALLEY_FIELD_BODY; field++)
        puts(galley_field(&article.galley, field));
    end_trust();
    return 0;
}
