/*
 * Every fixture page through every cut, in several configurations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"

static const char *const pages[] = {
    "amp", "arabic", "breaks", "broken", "demo", "german", "howto",
    "japanese", "jsonld", "tables", "utf16"
};

static const struct {
    const char *name;
    struct harness_options options;
} configurations[] = {
    {"fixed buffers", {128, 16384, 0, 0, 0, NULL}},
    {"sink", {0, 2048, 1, 0, 0, NULL}},
    {"smallest sink", {0, GALLEY_BODY_MIN, 1, 1, 0, NULL}},
    {"too small buffers", {16, 700, 0, 0, 0, NULL}},
    {"fields only", {64, 0, 0, 0, 0, "windows-1252"}}
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_page(const char *page, const char *bytes, size_t size)
{
    for (size_t i = 0; i < COUNT(configurations); i++) {
        char name[80];

        snprintf(name, sizeof name, "%s, %s", page, configurations[i].name);
        harness_page(name, bytes, size, &configurations[i].options);
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
    struct harness_options options = {128, 16384, 0, 0, 1, NULL};
    char *response = malloc(sizeof head + 16 * size + 64), name[80];

    if (!response)
        exit(2);
    memcpy(response, head, sizeof head - 1);
    size = sizeof head - 1 + chunked(response + sizeof head - 1, bytes, size);
    snprintf(name, sizeof name, "%s, http", page);
    harness_page(name, response, size, &options);
    free(response);
}

/* The harness itself: what differs must be seen. */
static void test_harness(const char *bytes, size_t size)
{
    struct harness_options options = {128, 16384, 0, 0, 0, NULL};
    struct harness_cut cut = {"harness", 0, size, 1, 0};
    struct harness_log a = harness_read(bytes, size, &options, &cut);
    struct harness_log b = a;

    harness_check(a.size > 1000, "the log holds the article");
    b.size--;
    puts("Two differences on purpose:");
    harness_check(!harness_same("shorter", &cut, &a, &b), "shorter log");
    b = harness_read(bytes, size / 2, &options, &cut);
    harness_check(!harness_same("half", &cut, &a, &b), "half of the page");
    free(a.text);
    free(b.text);
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
    char page[1024];

    for (size_t i = 0; i < COUNT(before); i++) {
        struct harness_options options = {32, 512, 0, 0, 0, "utf-8"};
        size_t n = strlen(before[i]);

        memcpy(page, before[i], n);
        memset(page + n, 'x', shift);
        n += shift;
        while (n < 900) {
            memcpy(page + n, "\xC3\xA4", 2);
            page[n + 2] = n % 7 < words ? ' ' : 'b';
            n += 3;
        }
        harness_page(before[i], page, n, &options);
        memcpy(page + n, "'></title></h1></span><p>", 25);
        harness_page(before[i], page, n + 25, &options);
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
        if (i == 0)
            test_harness(bytes, size);
        free(bytes);
    }
    return harness_summary();
}
