/*
 * Fetches by TLS, from servers that are right and from servers that are not:
 *
 *     fetch_tls FOLDER
 *
 * FOLDER has what tests/lwip/certificates makes.  The window is TCP_WND's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../port/lwip/galley_tls.h"
#include "article.h"
#include "harness/harness.h"
#include "mbedtls/ssl.h"
#include "mbedtls/version.h"
#include "tls_server.h"
#include "world.h"

#define LARGE_WINDOW (TCP_WND >= 16384 + 512)
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
#define HAS_TLS_1_3 1
#else
#define HAS_TLS_1_3 0
#endif

static const char *folder;
static const struct identity good = {"good", 0};
static struct text page, whole; /* the demo page and a tail, as a response */
static struct article expected, got;
static altcp_allocator_t https = {altcp_tls_alloc, NULL};
static struct galley_fetch_options options;

static struct altcp_tls_config *trusting(const char *name)
{
    struct altcp_tls_config *config;
    char path[512];
    size_t size;
    char *ca;

    snprintf(path, sizeof path, "%s/%s.pem", folder, name);
    ca = harness_file(path, &size);
    config = altcp_tls_create_config_client((const u8_t *)ca, size + 1);
    if (config == NULL)
        abort();
    free(ca);
    return config;
}

/* A fetch of /a from the host by the one reply, with the given piece of its
 * bytes in each record: the result it must have, and nothing kept. */
static void check_reply(const char *what, const char *host,
                        const struct identity *identity,
                        const struct reply *replies, size_t count,
                        int wanted)
{
    struct galley_fetch *f = malloc(sizeof *f);
    char url[128], line[200];
    int result, left;
    static int ram;

    if (f == NULL)
        abort();
    ram = !ram;
    world_secure(identity != NULL ? tls_server(folder, identity) : NULL);
    world_begin(replies, count, NULL, ram);
    article_begin(&got);
    snprintf(url, sizeof url, "https://%s:%u/a", host,
             (unsigned)world_port());
    result = galley_fetch_start(f, &got.galley, url, &options);
    if (result == GALLEY_OK)
        result = world_fetch(f);
    free(f);
    left = world_end();
    snprintf(line, sizeof line, "%s: %s, not %s; %d missing", what,
             galley_fetch_strname(result), galley_fetch_strname(wanted),
             left);
    harness_check(result == wanted && left == 0, line);
}

static struct reply reply_of(const struct text *t)
{
    struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};

    r.bytes = t->bytes;
    r.size = t->size;
    return r;
}

static void check_whole(const char *what, const char *host,
                        const struct identity *identity, int wanted)
{
    struct reply r = reply_of(&whole);

    check_reply(what, host, identity, &r, 1, wanted);
    article_read(&expected, whole.bytes, whole.size);
    harness_check((wanted == GALLEY_DONE)
                      == article_equal(&got, &expected), what);
}

/* ---- what arrives ---- */

/* However the server cuts its records, and ends. */
static void test_records(void)
{
    static const size_t pieces[] = {0, 7, 1000, 4096, 5000};
    static const size_t chunks[] = {0, 700, CLOSE_DELIMITED};
    struct text t = {NULL, 0, 0};
    size_t i, j;

    for (i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        t.size = 0;
        text_response(&t, &page, chunks[i]);
        for (j = 0; j < sizeof pieces / sizeof pieces[0]; j++) {
            struct reply r = reply_of(&t);
            int wanted = article_read(&expected, t.bytes, t.size);

            r.piece = pieces[j];
            check_reply("records", "www.test", &good, &r, 1, wanted);
            harness_check(article_equal(&got, &expected), "records");
            r.end = chunks[i] == CLOSE_DELIMITED ? END_HALF : END_HOLD;
            check_reply("records, no end", "www.test", &good, &r, 1, wanted);
            harness_check(article_equal(&got, &expected), "no end");
        }
    }
    free(t.bytes);
}

/* Records are asked for that fit into the window. */
static void test_record_max(void)
{
    check_whole("record size", "www.test", &good, GALLEY_DONE);
    harness_check(tls_server_record_max() == (LARGE_WINDOW ? 16384u : 4096u),
                  "the record size that was asked for");
}

static int secure_without_limit(void *user, struct altcp_pcb *pcb,
                                const char *host)
{
    mbedtls_ssl_context *ssl = altcp_tls_context(pcb);
    int result = galley_tls_secure(user, pcb, host);

    mbedtls_ssl_conf_max_frag_len((mbedtls_ssl_config *)ssl->conf,
                                  MBEDTLS_SSL_MAX_FRAG_LEN_NONE);
    return result;
}

/* A server that takes no notice of what is asked: 16 KB need their window. */
static void test_no_limit(void)
{
    options.secure = secure_without_limit;
    check_whole("records of 16 KB", "www.test", &good,
                LARGE_WINDOW ? GALLEY_DONE : GALLEY_ERR_TIMEOUT);
    harness_check(tls_server_record_max() == 16384, "16 KB were not asked");
    options.secure = galley_tls_secure;
}

/* mbedTLS 2 reads no certificates that take more than one record; 3.6 does. */
static void test_long_certificate(void)
{
    static const struct identity identity = {"long", 0};

    check_whole("a certificate of 7 KB", "www.test", &identity,
                LARGE_WINDOW || MBEDTLS_VERSION_NUMBER >= 0x03060300
                    ? GALLEY_DONE : GALLEY_ERR_TLS);
}

static void test_redirect(void)
{
    static const char to[] = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
                             "Location: b/c\r\n\r\n";
    struct reply r[2] = {{NULL, 0, 0, 0, END_CLOSE, 0},
                         {NULL, 0, 0, 0, END_CLOSE, 0}};

    r[0].bytes = to;
    r[0].size = sizeof to - 1;
    r[1] = reply_of(&whole);
    check_reply("a redirect", "www.test", &good, r, 2, GALLEY_DONE);
    harness_check(strncmp(world_request(1), "GET /b/c HTTP/1.1\r\n", 19) == 0,
                  "a redirect");
    article_read(&expected, whole.bytes, whole.size);
    harness_check(article_equal(&got, &expected), "a redirect");
}

/* ---- who answers ---- */

static void test_certificates(void)
{
    static const struct identity expired = {"expired", 0},
                                 selfsigned = {"selfsigned", 0};
    void *trust = https.arg;

    check_whole("capitals", "WWW.Test", &good, GALLEY_DONE);
    check_whole("another's name", "mail.test", &good,
                GALLEY_ERR_CERTIFICATE_NAME);
    check_whole("an address", "10.0.2.2", &good, GALLEY_ERR_CERTIFICATE_NAME);
    check_whole("expired", "www.test", &expired, GALLEY_ERR_CERTIFICATE_TIME);
    check_whole("expired, another's", "mail.test", &expired,
                GALLEY_ERR_CERTIFICATE_NAME);
    check_whole("self-signed", "www.test", &selfsigned,
                GALLEY_ERR_CERTIFICATE);
    check_whole("self-signed, another's", "mail.test", &selfsigned,
                GALLEY_ERR_CERTIFICATE);
    https.arg = trusting("selfsigned");
    check_whole("self-signed, and trusted", "www.test", &selfsigned,
                GALLEY_DONE);
    check_whole("another authority", "www.test", &good,
                GALLEY_ERR_CERTIFICATE);
    altcp_tls_free_config(https.arg);
    https.arg = altcp_tls_create_config_client(NULL, 0);
    check_whole("nobody is trusted", "www.test", &good,
                GALLEY_ERR_CERTIFICATE);
    altcp_tls_free_config(https.arg);
    https.arg = trust;
    options.tls_error = NULL;
    check_whole("expired, unnamed", "www.test", &expired, GALLEY_ERR_TLS);
    options.tls_error = galley_tls_error;
}

static void test_versions(void)
{
    static const struct identity versions[] = {
        {"good", 0x0302}, {"good", 0x0303}, {"good", 0x0304}
    };

    check_whole("TLS 1.1", "www.test", &versions[0], GALLEY_ERR_TLS);
    check_whole("TLS 1.2", "www.test", &versions[1], GALLEY_DONE);
    check_whole("TLS 1.3", "www.test", &versions[2],
                HAS_TLS_1_3 ? GALLEY_DONE : GALLEY_ERR_TLS);
}

/* ---- ends before their time ---- */

static void test_no_tls(void)
{
    struct reply r = {"", 0, 0, 0, END_HOLD, 1};

    check_reply("silent", "www.test", NULL, &r, 1, GALLEY_ERR_CONNECT);
    r.end = END_HALF;
    check_reply("closed at once", "www.test", NULL, &r, 1, GALLEY_ERR_TLS);
    r = reply_of(&whole);
    r.at_once = 1;
    r.end = END_HOLD;
    check_reply("plain HTTP", "www.test", NULL, &r, 1, GALLEY_ERR_TLS);
}

static void test_no_answer(void)
{
    struct reply r = {"", 0, 0, 0, END_CLOSE, 0};

    check_reply("no answer", "www.test", &good, &r, 1, GALLEY_ERR_CLOSED);
}

static void test_cut_short(void)
{
    struct text small = {NULL, 0, 0}, t = {NULL, 0, 0};
    size_t n;

    text_page(&small, 0);
    text_response(&t, &small, 0);
    for (n = 0; n < t.size; n += n < 250 ? 9 : 997) {
        struct reply r = reply_of(&t);
        int wanted = article_read(&expected, t.bytes, n);

        r.size = n;
        check_reply("closed early", "www.test", &good, &r, 1, wanted);
        harness_check(article_equal(&got, &expected), "closed early");
        r.end = END_RESET;
        check_reply("reset", "www.test", &good, &r, 1, GALLEY_ERR_RESET);
        r.end = END_HOLD;
        check_reply("silent", "www.test", &good, &r, 1, GALLEY_ERR_TIMEOUT);
        harness_check(article_equal(&got, &expected), "before the silence");
    }
    free(small.bytes);
    free(t.bytes);
}

/* ---- stopping, running dry ---- */

static int aborted_after(size_t n, const struct reply *r)
{
    struct galley_fetch *f = malloc(sizeof *f);
    int result = GALLEY_OK, left;
    char url[64];

    if (f == NULL)
        abort();
    world_begin(r, 1, NULL, n & 1);
    article_begin(&got);
    snprintf(url, sizeof url, "https://www.test:%u/",
             (unsigned)world_port());
    galley_fetch_start(f, &got.galley, url, &options);
    while (n-- && result == GALLEY_OK) {
        world_step();
        result = galley_fetch_poll(f);
    }
    galley_fetch_abort(f);
    free(f);
    left = world_end();
    harness_check(left == 0, "aborted");
    return result;
}

static void test_abort(void)
{
    struct reply r = reply_of(&whole);
    size_t n = 0;

    r.piece = 1000;
    world_secure(tls_server(folder, &good));
    while (aborted_after(n, &r) == GALLEY_OK && n < 2000)
        n++;
    harness_check(n > 20 && n < 2000, "aborted at every step");
}

static void test_no_memory(void)
{
    struct altcp_pcb *taken = altcp_tls_alloc(https.arg, IPADDR_TYPE_V4);

    check_whole("no connection left", "www.test", &good, GALLEY_ERR_MEMORY);
    altcp_abort(taken);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    folder = argv[1];
    https.arg = trusting("ca");
    options.https = &https;
    options.secure = galley_tls_secure;
    options.tls_error = galley_tls_error;
    text_page(&page, 40000);
    text_response(&whole, &page, 0);
    test_records();
    test_record_max();
    test_no_limit();
    test_long_certificate();
    test_redirect();
    test_certificates();
    test_versions();
    test_no_tls();
    test_no_answer();
    test_cut_short();
    test_abort();
    test_no_memory();
    altcp_tls_free_config(https.arg);
    altcp_tls_free_entropy();
    free(page.bytes);
    free(whole.bytes);
    return harness_summary();
}
