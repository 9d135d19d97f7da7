/*
 * Every fixture page through every cut, in several configurations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "stages.h"

static const char *const pages[] = {
    "amp", "arabic", "breaks", "broken", "demo", "german", "howto",
    "japanese", "jsonld", "tables", "utf16"
};

static const struct {
    const char *name;
    struct page page;
} configurations[] = {
    {"fixed buffers", {.headline_size = 128, .body_size = 16384}},
    {"sink", {.body_size = 2048, .sink = 1}},
    {"smallest sink", {.body_size = GALLEY_BODY_MIN, .sink = 1, .whole = 1}},
    {"too small buffers", {.headline_size = 16, .body_size = 700}},
    {"fields only", {.headline_size = 64, .charset = "windows-1252"}}
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_page(const char *page, const char *bytes, size_t size)
{
    for (size_t i = 0; i < COUNT(configurations); i++) {
        char name[80];

        snprintf(name, sizeof name, "%s, %s", page, configurations[i].name);
        harness_check(page_gives(name, &configurations[i].page, bytes, size,
                                 NULL, 0), name);
    }
}

/* Appends the page in chunks whose sizes are all different. */
static size_t chunked(char *to, const char *bytes, size_t size)
{
    size_t used = 0, at = 0, n = 1;

    while (at < size) {
        n = (n * 7 + 3) % 1021;
        if (n > size - at)
            n = size - at;
        used += (size_t)sprintf(to + used, "%lx;a=\"b\"\r\n",
                                (unsigned long)n);
        memcpy(to + used, bytes + at, n);
        memcpy(to + used + n, "\r\n", 2);
        used += n + 2;
        at += n;
    }
    return used + (size_t)sprintf(to + used, "0\r\nX-End: 1\r\n\r\n");
}

static void test_response(const char *page, const char *bytes, size_t size)
{
    static const char head[] =
        "HTTP/1.1 200 OK\r\n"
        "Server: harness\r\n"
        "content-type:text/html\r\n"
        "Transfer-Encoding: chunked\r\n"
        "\r\n";
    static const struct page http = {
        .headline_size = 128, .body_size = 16384, .http = 1
    };
    char *response = harness_allocate(sizeof head + 16 * size + 64), name[80];

    memcpy(response, head, sizeof head - 1);
    size = sizeof head - 1 + chunked(response + sizeof head - 1, bytes, size);
    snprintf(name, sizeof name, "%s, http", page);
    harness_check(page_gives(name, &http, response, size, NULL, 0), name);
    free(response);
}

/* Values longer than their field and than the buffer of the tag, in
 * characters of two bytes: they are cut at the same place. */
static void test_long_values(unsigned words, unsigned shift)
{
    static const char *const before[] = {
        "<meta name=description content='x", "<title>x", "<h1>x",
        "<meta property=og:title content='x",
        "<p>Some words<span itemprop=author>x", "<html lang=x"
    };
    static const struct page small = {
        .headline_size = 32, .body_size = 512, .charset = "utf-8"
    };
    char page[1024];

    for (size_t i = 0; i < COUNT(before); i++) {
        size_t n = strlen(before[i]);

        memcpy(page, before[i], n);
        memset(page + n, 'x', shift);
        n += shift;
        while (n < 900) {
            memcpy(page + n, "\xC3\xA4", 2);
            page[n + 2] = n % 7 < words ? ' ' : 'b';
            n += 3;
        }
        harness_check(page_gives(before[i], &small, page, n, NULL, 0),
                      before[i]);
        memcpy(page + n, "'></title></h1></span><p>", 25);
        harness_check(page_gives(before[i], &small, page, n + 25, NULL, 0),
                      before[i]);
    }
}

int main(void)
{
    for (unsigned shift = 0; shift < 3; shift++) {
        test_long_values(0, shift);
        test_long_values(1, shift);
    }
    for (size_t i = 0; i < COUNT(pages); i++) {
        char path[80], *bytes;
        size_t size;

        snprintf(path, sizeof path, "tests/fixtures/%s.html", pages[i]);
        bytes = harness_file(path, &size);
        test_page(pages[i], bytes, size);
        test_response(pages[i], bytes, size);
        free(bytes);
    }
    return harness_summary();
}
