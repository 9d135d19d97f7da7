/*
 * port/lwip/url.c: the examples of RFC 3986, sections 5.2.4 and 5.4, what an
 * HTTP client adds to them, and bad URLs.  Every buffer has just the size it
 * needs, so that a sanitizer sees a byte too many; one byte less must leave
 * the URL as it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../port/lwip/url.h"
#include "harness/harness.h"

#define BASE "http://a/b/c/d;p?q"

struct reference {
    const char *base, *reference, *expected;
};

static const struct reference references[] = {
    /* 5.4.1 Normal examples; a fragment is never sent to a server */
    {BASE, "g:h", "g:h"},
    {BASE, "g", "http://a/b/c/g"},
    {BASE, "./g", "http://a/b/c/g"},
    {BASE, "g/", "http://a/b/c/g/"},
    {BASE, "/g", "http://a/g"},
    {BASE, "//g", "http://g/"},
    {BASE, "?y", "http://a/b/c/d;p?y"},
    {BASE, "g?y", "http://a/b/c/g?y"},
    {BASE, "#s", "http://a/b/c/d;p?q"},
    {BASE, "g#s", "http://a/b/c/g"},
    {BASE, "g?y#s", "http://a/b/c/g?y"},
    {BASE, ";x", "http://a/b/c/;x"},
    {BASE, "g;x", "http://a/b/c/g;x"},
    {BASE, "g;x?y#s", "http://a/b/c/g;x?y"},
    {BASE, "", "http://a/b/c/d;p?q"},
    {BASE, ".", "http://a/b/c/"},
    {BASE, "./", "http://a/b/c/"},
    {BASE, "..", "http://a/b/"},
    {BASE, "../", "http://a/b/"},
    {BASE, "../g", "http://a/b/g"},
    {BASE, "../..", "http://a/"},
    {BASE, "../../", "http://a/"},
    {BASE, "../../g", "http://a/g"},
    /* 5.4.2 Abnormal examples */
    {BASE, "../../../g", "http://a/g"},
    {BASE, "../../../../g", "http://a/g"},
    {BASE, "/./g", "http://a/g"},
    {BASE, "/../g", "http://a/g"},
    {BASE, "g.", "http://a/b/c/g."},
    {BASE, ".g", "http://a/b/c/.g"},
    {BASE, "g..", "http://a/b/c/g.."},
    {BASE, "..g", "http://a/b/c/..g"},
    {BASE, "./../g", "http://a/b/g"},
    {BASE, "./g/.", "http://a/b/c/g/"},
    {BASE, "g/./h", "http://a/b/c/g/h"},
    {BASE, "g/../h", "http://a/b/c/h"},
    {BASE, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {BASE, "g;x=1/../y", "http://a/b/c/y"},
    {BASE, "g?y/./x", "http://a/b/c/g?y/./x"},
    {BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
    {BASE, "g#s/./x", "http://a/b/c/g"},
    {BASE, "g#s/../x", "http://a/b/c/g"},
    {BASE, "http:g", "http:g"},
    /* 5.2.4 */
    {"http://a", "/a/b/c/./../../g", "http://a/a/g"},
    {"http://a/", "mid/content=5/../6", "http://a/mid/6"},
    /* 5.2.3: a base without a path */
    {"http://a", "g", "http://a/g"},
    {"http://a?q", "g", "http://a/g"},
    {"http://a", "../g?y", "http://a/g?y"},
    {"http://a", "", "http://a/"},
    {"http://a", "?y", "http://a/?y"},
    /* empty segments are segments */
    {"http://a/b//c", "../g", "http://a/b/g"},
    {"http://a/b/", "..//g", "http://a//g"},
    {"http://a/", "/..//.", "http://a//"},
    {"http://a/", "/.../x", "http://a/.../x"},
    /* absolute, and from nothing */
    {"", "http://h", "http://h/"},
    {"", "HTTP://h:8080?q=1#f", "HTTP://h:8080/?q=1"},
    {"", "https://[::1]:1/x/../y", "https://[::1]:1/y"},
    {"http://a/b", "https://h/x", "https://h/x"},
    {"http://a/b", "//h:81/x", "http://h:81/x"},
    {"https://a/b#f", "//h?x", "https://h/?x"},
    {"http://a/b#f", "c", "http://a/c"},
    {"http://a/b?x/y", "c", "http://a/c"},
    /* what no URL may hold is encoded */
    {"http://a/", "b c", "http://a/b%20c"},
    {"http://a/", "/\xc3\xa9?\xe2\x82\xac", "http://a/%C3%A9?%E2%82%AC"},
    {"http://a/", "\"<>\\^`{|}", "http://a/%22%3C%3E%5C%5E%60%7B%7C%7D"},
    {"http://a/", "%20%zz", "http://a/%20%zz"},
};

/* Resolves in a buffer of so many bytes; the caller frees it. */
static char *resolve(const struct reference *r, size_t size, int *result)
{
    char *url = malloc(size);
    char *reference = malloc(strlen(r->reference) + 1);

    if (url == NULL || reference == NULL)
        abort();
    strcpy(reference, r->reference);
    strcpy(url, r->base);
    *result = galley_url_resolve(url, size, reference);
    free(reference);
    return url;
}

/* At every size the URL is either the right one or as it was, and from some
 * size on it is the right one. */
static void test_reference(const struct reference *r)
{
    size_t size = strlen(r->base) + 1, enough = 0;
    size_t most = size + 3 * strlen(r->reference) + 2;
    char what[256];
    int good = 1;

    for (; size <= most; size++) {
        int result;
        char *url = resolve(r, size, &result);

        if (result == GALLEY_OK) {
            good &= strcmp(url, r->expected) == 0;
            enough = enough ? enough : size;
        } else {
            good &= !enough && result == GALLEY_ERR_URL_LONG &&
                    strcmp(url, r->base) == 0;
        }
        free(url);
    }
    snprintf(what, sizeof what, "%s from %s", r->reference, r->base);
    harness_check(good && enough, what);
}

static void test_rejected(void)
{
    static const struct reference rejected[] = {
        {"", "", NULL}, {"", "g", NULL}, {"", "/g", NULL},
        {"", "//g", NULL}, {"", "?g", NULL}, {"", "1:g", NULL},
        {BASE, "a\rb", NULL}, {BASE, "a\nb", NULL}, {BASE, "\x7f", NULL},
        {BASE, "\x01", NULL}, {BASE, "?\t", NULL}
    };
    size_t i;

    for (i = 0; i < sizeof rejected / sizeof rejected[0]; i++) {
        int result;
        char *url = resolve(&rejected[i], 64, &result);

        harness_check(result == GALLEY_ERR_URL &&
                          strcmp(url, rejected[i].base) == 0,
                      rejected[i].reference);
        free(url);
    }
}

/* ---- taking apart ---- */

struct parsed {
    const char *url;
    int result;
    const char *host, *authority, *target;
    uint16_t port;
    uint8_t https, literal;
};

#define PARTS(host, authority, target, port, https, literal) \
    GALLEY_OK, host, authority, target, port, https, literal
#define BAD GALLEY_ERR_URL, NULL, NULL, NULL, 0, 0, 0
#define SCHEME GALLEY_ERR_URL_SCHEME, NULL, NULL, NULL, 0, 0, 0
#define USER GALLEY_ERR_URL_USER, NULL, NULL, NULL, 0, 0, 0

static const struct parsed urls[] = {
    {"http://a/b", PARTS("a", "a", "/b", 80, 0, 0)},
    {"HtTpS://A.b-C/", PARTS("A.b-C", "A.b-C", "/", 443, 1, 0)},
    {"http://a", PARTS("a", "a", "", 80, 0, 0)},
    {"http://a?b", PARTS("a", "a", "?b", 80, 0, 0)},
    {"http://a#b", PARTS("a", "a", "", 80, 0, 0)},
    {"http://a/b?c/d#e?f", PARTS("a", "a", "/b?c/d", 80, 0, 0)},
    {"http://a:1/", PARTS("a", "a:1", "/", 1, 0, 0)},
    {"http://a:65535", PARTS("a", "a:65535", "", 65535, 0, 0)},
    {"http://a:00080/", PARTS("a", "a:00080", "/", 80, 0, 0)},
    {"https://a:/", PARTS("a", "a:", "/", 443, 1, 0)},
    {"http://127.0.0.1:8/", PARTS("127.0.0.1", "127.0.0.1:8", "/", 8, 0, 0)},
    {"http://[::1]/x", PARTS("::1", "[::1]", "/x", 80, 0, 1)},
    {"https://[fe80::1:2.3.4.5]:99",
     PARTS("fe80::1:2.3.4.5", "[fe80::1:2.3.4.5]:99", "", 99, 1, 1)},
    {"http://a_b~c/", PARTS("a_b~c", "a_b~c", "/", 80, 0, 0)},
    {"http://a/b@c", PARTS("a", "a", "/b@c", 80, 0, 0)},
    {"", SCHEME},
    {"http:/a", SCHEME},
    {"http:a", SCHEME},
    {"http", SCHEME},
    {"httpx://a", SCHEME},
    {"ftp://a/", SCHEME},
    {"//a/", SCHEME},
    {"/a", SCHEME},
    {"javascript:alert(1)", SCHEME},
    {" http://a/", SCHEME},
    {"http://user@a/", USER},
    {"http://user:pass@a/", USER},
    {"http://@a/", USER},
    {"http://a:80@b/", USER},
    {"http://", BAD},
    {"http:///a", BAD},
    {"http://?a", BAD},
    {"http://:80/", BAD},
    {"http://a:0/", BAD},
    {"http://a:65536/", BAD},
    {"http://a:4294967376/", BAD},
    {"http://a:8x/", BAD},
    {"http://a:8:8/", BAD},
    {"http://a:-1/", BAD},
    {"http://a b/", BAD},
    {"http://a/b c", BAD},
    {"http://a/b\r\nHost: c", BAD},
    {"http://a\r\n/", BAD},
    {"http://a/\x80", BAD},
    {"http://a%41/", BAD},
    {"http://a!b/", BAD},
    {"http://[::1/", BAD},
    {"http://[]/", BAD},
    {"http://[::1]x/", BAD},
    {"http://[::1%25eth0]/", BAD},
    {"http://[v1.x]/", BAD},
    {"http://::1/", BAD},
    {"http://]/", BAD},
};

static int is_span(const struct galley_span *span, const char *expected)
{
    return span->size == strlen(expected) &&
           memcmp(span->data, expected, span->size) == 0;
}

static void test_parts(const struct parsed *u)
{
    size_t size = strlen(u->url) + 1;
    char *url = malloc(size);
    struct galley_url parts;
    int result;

    if (url == NULL)
        abort();
    memcpy(url, u->url, size);
    result = galley_url_parse(url, &parts);
    harness_check(result == u->result &&
                      (result != GALLEY_OK ||
                       (is_span(&parts.host, u->host) &&
                        is_span(&parts.authority, u->authority) &&
                        is_span(&parts.target, u->target) &&
                        parts.port == u->port && parts.https == u->https &&
                        parts.literal == u->literal)),
                  u->url);
    free(url);
}

static void test_host_size(void)
{
    char url[GALLEY_URL_HOST + 16] = "http://";
    struct galley_url parts;

    memset(url + 7, 'a', GALLEY_URL_HOST);
    strcpy(url + 7 + GALLEY_URL_HOST, "/");
    harness_check(galley_url_parse(url, &parts) == GALLEY_OK &&
                      parts.host.size == GALLEY_URL_HOST,
                  "the longest host");
    strcpy(url + 7 + GALLEY_URL_HOST, "a/");
    harness_check(galley_url_parse(url, &parts) == GALLEY_ERR_URL_LONG,
                  "a host too long");
}

int main(void)
{
    size_t i;

    for (i = 0; i < sizeof references / sizeof references[0]; i++)
        test_reference(&references[i]);
    test_rejected();
    for (i = 0; i < sizeof urls / sizeof urls[0]; i++)
        test_parts(&urls[i]);
    test_host_size();
    return harness_summary();
}
