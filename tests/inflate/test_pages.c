/*
 * Pages that are compressed, through the library as a whole: what the page
 * itself gives, and of one that is damaged, cut, or copies from further back
 * than the window reaches, the article so far.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
#define LENGTH "Content-Length: %lu\r\n"
#define GZIP "Content-Encoding: gzip\r\n"
#define HEADER 10 /* bytes of gzip's, that was told no name */
#define TRAILER 8
#define CHUNK 100

static const struct page with = {.body_size = 4096, .sink = 1,
                                 .inflate = GALLEY_INFLATE_MAX};
static const struct page http = {.body_size = 4096, .sink = 1, .http = 1,
                                 .inflate = GALLEY_INFLATE_MAX};

struct bytes {
    char *p;
    size_t n;
};

static struct bytes page, packed;

static struct bytes join(const char *head, struct bytes body)
{
    struct bytes b = {harness_allocate(strlen(head) + body.n + 100), 0};

    b.n = (size_t)sprintf(b.p, head, (unsigned long)body.n);
    memcpy(b.p + b.n, body.p, body.n);
    b.n += body.n;
    return b;
}

static struct bytes chunks(const char *head, struct bytes body)
{
    struct bytes b = {harness_allocate(strlen(head) + 2 * body.n + 100), 0};
    size_t i;

    b.n = (size_t)sprintf(b.p, "%s", head);
    for (i = 0; i < body.n; i += CHUNK) {
        size_t n = body.n - i < CHUNK ? body.n - i : CHUNK;

        b.n += (size_t)sprintf(b.p + b.n, "%lX\r\n", (unsigned long)n);
        memcpy(b.p + b.n, body.p + i, n);
        b.n += n;
        b.n += (size_t)sprintf(b.p + b.n, "\r\n");
    }
    b.n += (size_t)sprintf(b.p + b.n, "0\r\n\r\n");
    return b;
}

/* In one piece, and in some others, all of which must give the same. */
static struct log read(const char *name, const struct page *as,
                       struct bytes input)
{
    static const struct cut cuts[] = {
        {0, 1, 0}, {0, 7, 0}, {0, 255, 0}, {0, 1460, 0}, {0, 0, 1}, {0, 0, 2}
    };
    struct cut whole = {0, input.n > 0 ? input.n : 1, 0};
    struct log log = cuts_read(&galley_stage, as, input.p, input.n, &whole);
    size_t i;
    int good = log.complaints == 0;

    for (i = 0; i < sizeof cuts / sizeof *cuts && good; i++)
        good = cuts_same(name, &galley_stage, as, input.p, input.n, &cuts[i],
                         &log);
    harness_check(good, name);
    log_add(&log, "", 1);
    log.size--;
    return log;
}

static unsigned long number(const struct log *log, const char *key)
{
    const char *found = strstr(log->text, key);

    return found != NULL ? strtoul(found + strlen(key), NULL, 10) : 0;
}

static unsigned long needed(const struct log *log)
{
    return number(log, "\nbytes needed ");
}

/* Up to the number of bytes: all that is said of the article. */
static int same_article(const struct log *a, const struct log *b)
{
    const char *end = strstr(a->text, "\nbytes needed ");
    size_t n = end != NULL ? (size_t)(end - a->text) : 0;

    return n > 0 && n < b->size && memcmp(a->text, b->text, n) == 0
           && strncmp(b->text + n, "\nbytes needed ", 14) == 0;
}

/* What the page gives; the bytes of input it needs. */
static unsigned long gives_page(const char *name, const struct page *as,
                                struct bytes input)
{
    struct log plain = read("the page", &with, page);
    struct log log = read(name, as, input);
    unsigned long bytes = needed(&log);

    if (!harness_check(same_article(&plain, &log), name))
        printf("%.*s\n", (int)log.size, log.text);
    free(plain.text);
    free(log.text);
    return bytes;
}

static void test_same(void)
{
    struct bytes raw = {packed.p + HEADER, packed.n - HEADER - TRAILER};
    struct bytes one = {packed.p, 1}, input;
    unsigned long bytes = gives_page("gzip", &with, packed), head;
    struct log log;

    harness_check(bytes > packed.n / 2 && bytes < packed.n,
                  "bytes of gzip needed");
    harness_check(page_gives("gzip, every cut", &with, packed.p, packed.n,
                             NULL, 0), "gzip, every cut");
    input = join(OK LENGTH GZIP "\r\n", packed);
    harness_check(gives_page("a response", &http, input)
                      == bytes + input.n - packed.n, "its bytes");
    free(input.p);
    input = chunks(OK "Transfer-Encoding: chunked\r\nContent-Encoding: X-Gzip"
                   "\r\n\r\n", packed);
    head = (unsigned long)(strstr(input.p, "\r\n\r\n") + 4 - input.p);
    harness_check(gives_page("a response in chunks", &http, input)
                      == bytes + head + 4 + (bytes - 1) / CHUNK * 6,
                  "its bytes");
    free(input.p);
    input = join(OK LENGTH "Content-Encoding: deflate\r\n\r\n", raw);
    gives_page("deflate", &http, input);
    free(input.p);
    input = join(OK LENGTH GZIP "\r\n", page);
    gives_page("a capture that is inflated already", &http, input);
    free(input.p);
    input = join(OK LENGTH "\r\n", packed);
    gives_page("gzip that nobody announced", &http, input);
    free(input.p);
    log = read("a byte of gzip", &with, one);
    harness_check(number(&log, "\nfinish -")
                      == (unsigned long)-GALLEY_ERR_BINARY
                      || number(&log, "\nfinish -")
                             == (unsigned long)-GALLEY_ERR_NO_ARTICLE,
                  "a byte of gzip");
    free(log.text);
}

/* An error, and of the article's lines those of the page come first. */
static void breaks(const char *name, const struct page *as,
                   struct bytes input, int error, int begun)
{
    struct log plain = read("the page", &with, page);
    struct log log = read(name, as, input);
    char line[40];
    const char *block = strstr(log.text, "\nblock ");
    const char *first = strstr(plain.text, "\nblock ");

    sprintf(line, "finish %d", error);
    harness_check(log_has_line(name, &log, line), "the error of it");
    harness_check((block != NULL) == begun, "its article");
    if (block != NULL)
        harness_check(strncmp(block, first, 100) == 0, "as the page has it");
    harness_check(begun == 0 || needed(&log) <= input.n, "its bytes");
    free(plain.text);
    free(log.text);
}

static void test_broken(void)
{
    struct bytes most = {packed.p, packed.n * 3 / 4}, input;
    struct page as = with;

    breaks("gzip that is cut", &with, most, GALLEY_ERR_INFLATE, 1);
    input = join(OK LENGTH GZIP "\r\n", most);
    breaks("in a response that is not", &http, input, GALLEY_ERR_INFLATE, 1);
    input.n--;
    breaks("in one that is", &http, input, GALLEY_ERR_HTTP_LENGTH, 1);
    free(input.p);
    most.n = 12;
    breaks("the header alone", &with, most, GALLEY_ERR_INFLATE, 0);
    as.inflate = GALLEY_INFLATE_MIN;
    breaks("a small window", &as, packed, GALLEY_ERR_WINDOW, 0);
    as.inflate = 0;
    breaks("no window", &as, packed, GALLEY_ERR_COMPRESSED, 0);
    as.http = 1;
    input = join(OK LENGTH GZIP "\r\n", packed);
    breaks("no window for a response", &as, input, GALLEY_ERR_COMPRESSED, 0);
    free(input.p);
    input = join(OK LENGTH "Content-Encoding: br\r\n\r\n", packed);
    breaks("brotli", &http, input, GALLEY_ERR_COMPRESSED, 0);
    free(input.p);
    input = join(OK LENGTH "Content-Encoding: deflate, gzip\r\n\r\n", packed);
    breaks("two codings", &http, input, GALLEY_ERR_COMPRESSED, 0);
    free(input.p);
}

/* Ends as it must. */
static void damaged(const char *name, const struct page *as,
                    struct bytes input)
{
    struct log log = read(name, as, input);

    harness_check(number(&log, "\nfinish ") == 0
                      || log_has_line(name, &log, "finish -14"),
                  "the end of what is damaged");
    free(log.text);
}

/* Damaged behind its middle: by the bytes, or by the checksum at last. */
static void test_damaged(void)
{
    struct bytes input = join("", packed);
    struct page kept = with;
    size_t i;

    kept.sink = 0;
    for (i = input.n / 2; i < input.n; i += 97) {
        input.p[i] ^= 0x10;
        damaged("damaged", &with, input);
        damaged("damaged, in the buffer", &kept, input);
        input.p[i] ^= 0x10;
    }
    input.p[input.n - TRAILER] ^= 1;
    {
        struct page whole = with;

        whole.whole = 1;
        breaks("another checksum", &whole, input, GALLEY_ERR_INFLATE, 1);
    }
    free(input.p);
}

/* An error of the page counts, also in what is decoded at the end. */
static void test_page_error(void)
{
    static char stored[] = "\1\xFF\0\0\xFF"
                           "<meta charset=iso-2022-kr><p>text";
    struct bytes body = {stored, sizeof stored - 1};
    struct bytes input = join("HTTP/1.1 200 OK\r\nContent-Encoding: deflate"
                              "\r\n" LENGTH "\r\n", body);

    breaks("an error of the page", &http, input, GALLEY_ERR_CHARSET, 0);
    free(input.p);
}

static void test_options(void)
{
    static struct galley g;
    static char window[GALLEY_INFLATE_MIN];
    struct galley_options o = GALLEY_OPTIONS;

    o.inflate_size = sizeof window;
    harness_check(galley_init(&g, &o) == GALLEY_ERR_OPTIONS, "no window");
    o.inflate_window = window;
    harness_check(galley_init(&g, &o) == GALLEY_OK, "the smallest window");
    o.inflate_size--;
    harness_check(galley_init(&g, &o) == GALLEY_ERR_OPTIONS,
                  "a smaller window");
    o.inflate_size = 0;
    harness_check(galley_init(&g, &o) == GALLEY_ERR_OPTIONS,
                  "a window of no size");
}

int main(void)
{
    const char *build = getenv("BUILD");
    char path[1000];

    snprintf(path, sizeof path, "%s/tests/inflate/demo.html.gz",
             build != NULL ? build : "build");
    page.p = harness_file("tests/fixtures/demo.html", &page.n);
    packed.p = harness_file(path, &packed.n);
    test_same();
    test_broken();
    test_damaged();
    test_page_error();
    test_options();
    free(page.p);
    free(packed.p);
    return harness_summary();
}
