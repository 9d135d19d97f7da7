/*
 * Fetches from servers that misbehave, each with the one result it must have,
 * the right article where it has one, and all of lwIP's pieces given back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article.h"
#include "harness/harness.h"
#include "lwip/altcp_tcp.h"
#include "lwip/memp.h"
#include "lwip/timeouts.h"
#include "world.h"

static struct text page;  /* the demo page and a long tail */
static struct text whole; /* as a response with Content-Length */
static struct article expected, got;
static int last_result;   /* of fetch() */
static int ends;          /* calls of on_end */
static char last_url[GALLEY_FETCH_URL_SIZE];

#define OPTIONS \
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0}

static void on_end(void *user, struct galley_fetch *f, int result)
{
    (void)user;
    (void)f;
    (void)result;
    ends++;
}

/* %p in the URL is the server's port.  The world is ended, the fetch freed.
 * Returns how many of lwIP's pieces are missing. */
static int fetch(const char *url, const struct reply *replies, size_t count,
                 const struct galley_fetch_options *options)
{
    struct galley_fetch_options o = OPTIONS;
    struct galley_fetch *f = malloc(sizeof *f);
    const char *p = strstr(url, "%p");
    char full[1024];
    static int ram;

    if (f == NULL)
        abort();
    if (options != NULL)
        o = *options;
    o.on_end = on_end;
    ends = 0;
    ram = !ram;
    world_begin(replies, count, NULL, ram);
    if (p != NULL)
        snprintf(full, sizeof full, "%.*s%u%s", (int)(p - url), url,
                 (unsigned)world_port(), p + 2);
    else
        snprintf(full, sizeof full, "%s", url);
    article_begin(&got);
    last_result = galley_fetch_start(f, &got.galley, full, &o);
    if (last_result == GALLEY_OK) {
        last_result = world_fetch(f);
        harness_check(ends == 1 && galley_fetch_poll(f) == last_result,
                      "one end, and a lasting result");
    }
    strcpy(last_url, galley_fetch_url(f));
    free(f);
    return world_end();
}

static void check(const char *name, int wanted, int missing)
{
    char what[160];

    snprintf(what, sizeof what, "%.60s: %s, not %s; %d missing", name,
             galley_fetch_strname(last_result),
             galley_fetch_strname(wanted), missing);
    harness_check(last_result == wanted && missing == 0, what);
}

static struct reply reply_text(const char *bytes)
{
    struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};

    r.bytes = bytes;
    r.size = strlen(bytes);
    return r;
}

static struct reply reply_whole(void)
{
    struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};

    r.bytes = whole.bytes;
    r.size = whole.size;
    return r;
}

/* ---- pages that arrive ---- */

/* The result and the article are those of the same bytes without a network,
 * however the server paces them; where the server closes, the fetch closes
 * too and resets nothing. */
static void test_same(const char *name, const struct text *response,
                      uint8_t end, int by_close)
{
    static const struct {
        size_t piece;
        uint32_t pause;
    } paces[] = {{0, 0}, {1, 0}, {7, 3}, {536, 100}};
    size_t i;

    for (i = 0; i < sizeof paces / sizeof paces[0]; i++) {
        struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};
        int wanted = article_read(&expected, response->bytes,
                                  response->size);
        int missing;

        r.bytes = response->bytes;
        r.size = response->size;
        r.piece = paces[i].piece;
        r.pause = paces[i].pause;
        r.end = end;
        missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
        check(name, wanted, missing);
        harness_check(article_equal(&got, &expected), name);
        harness_check(!by_close || world_resets() == 0, "closed politely");
    }
}

static void test_framings(void)
{
    struct text small = {NULL, 0, 0}, t = {NULL, 0, 0};
    size_t chunks[] = {0, 1, 700, 100000, CLOSE_DELIMITED}, i;

    text_page(&small, 0);
    for (i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        t.size = 0;
        text_response(&t, &small, chunks[i]);
        test_same("framing", &t, END_CLOSE, chunks[i] == CLOSE_DELIMITED);
        if (chunks[i] != CLOSE_DELIMITED)
            test_same("framing, held open", &t, END_HOLD, 0);
        test_same("framing, half closed", &t, END_HALF,
                  chunks[i] == CLOSE_DELIMITED);
    }
    t.size = 0;
    text_add(&t, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    text_response(&t, &small, 700);
    test_same("after an interim response", &t, END_CLOSE, 0);
    free(t.bytes);
    free(small.bytes);
}

/* In one stored block, as deflate that compresses nothing. */
static void add_deflated(struct text *t, const struct text *text)
{
    char head[5] = {1};
    int i;

    for (i = 0; i < 2; i++) {
        head[1 + i] = (char)(text->size >> 8 * i & 0xFF);
        head[3 + i] = (char)(~text->size >> 8 * i & 0xFF);
    }
    text_bytes(t, head, sizeof head);
    text_bytes(t, text->bytes, text->size);
}

static void test_compressed(void)
{
    struct text small = {NULL, 0, 0}, t = {NULL, 0, 0};

    text_page(&small, 0);
    text_add(&t, "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n"
                 "Content-Type: text/html; charset=utf-8\r\n\r\n");
    add_deflated(&t, &small);
    got.inflates = expected.inflates = 1;
    test_same("compressed", &t, END_CLOSE, 1);
    harness_check(last_result == GALLEY_DONE
                      && strstr(world_request(0),
                                "\r\nAccept-Encoding: gzip\r\n") != NULL,
                  "gzip is asked for");
    t.size -= 900;
    test_same("compressed and cut", &t, END_CLOSE, 1);
    harness_check(last_result == GALLEY_ERR_INFLATE
                      && galley_field(&got.galley,
                                      GALLEY_FIELD_BODY)[0] != '\0',
                  "what came of it");
    got.inflates = expected.inflates = 0;
    free(t.bytes);
    free(small.bytes);
}

static void test_request(void)
{
    static const char wanted[] =
        "GET /a/b?c=%20d HTTP/1.1\r\nHost: www.test:%s\r\n"
        "User-Agent: tester/1\r\n"
        "Accept: text/html, application/xhtml+xml, */*;q=0.5\r\n"
        "Accept-Encoding: identity\r\nConnection: close\r\n"
        "Accept-Language: de\r\n\r\n";
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_whole();
    char request[1024], path[512], port[8];
    const char *p = strstr(wanted, "%s");
    int missing;

    o.user_agent = "tester/1";
    o.fields = "Accept-Language: de\r\n";
    missing = fetch("http://www.test:%p/a/./x/../b?c= d#e", &r, 1, &o);
    check("request", GALLEY_DONE, missing);
    snprintf(port, sizeof port, "%u", (unsigned)world_port());
    snprintf(request, sizeof request, "%.*s%s%s", (int)(p - wanted), wanted,
             port, p + 2);
    harness_check(strcmp(world_request(0), request) == 0, "request text");

    strcpy(path, "http://10.0.2.2:%p/");
    memset(path + strlen(path), 'y', 480 - strlen(path));
    path[480] = '\0';
    o.user_agent = malloc(3001);
    memset((char *)o.user_agent, 'z', 3000);
    ((char *)o.user_agent)[3000] = '\0';
    missing = fetch(path, &r, 1, &o); /* more than TCP takes at once */
    check("long request", GALLEY_DONE, missing);
    p = strstr(world_request(0), o.user_agent);
    harness_check(p != NULL && strstr(p, "de\r\n\r\n") != NULL,
                  "long request text");
    free((char *)o.user_agent);
}

/* The connection ends where Galley does: once the article cannot change the
 * rest of the page, which never ends, is not wanted. */
static void test_hangs_up(void)
{
    struct galley_fetch_options o = OPTIONS;
    struct text t = {NULL, 0, 0}, response = {NULL, 0, 0};
    struct reply r = {NULL, 0, 100, 50, END_REPEAT, 0};
    int missing;

    text_page(&t, 60000);
    text_response(&response, &t, CLOSE_DELIMITED);
    r.bytes = response.bytes;
    r.size = response.size;
    o.bytes = (uint32_t)response.size + 20000;
    article_begin(&expected);
    harness_check(galley_feed(&expected.galley, response.bytes,
                              response.size) == GALLEY_DONE,
                  "Galley has enough");
    galley_finish(&expected.galley);
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("endless page", GALLEY_DONE, missing);
    harness_check(galley_bytes_needed(&got.galley) ==
                          galley_bytes_needed(&expected.galley) &&
                      world_served(0) <
                          galley_bytes_needed(&expected.galley) + 4000,
                  "hang-up at once");
    harness_check(article_equal(&got, &expected), "endless page");
    r.bytes = "HTTP/1.1 404 Not Found\r\n\r\nsorry sorry sorry sorry sorry "
              "sorry sorry sorry sorry sorry sorry sorry sorry sorry sorry ";
    r.size = strlen(r.bytes);
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("endless error page", GALLEY_ERR_HTTP_STATUS, missing);
    harness_check(world_served(0) < 1000, "hang-up at once");
    free(t.bytes);
    free(response.bytes);
}

/* A long head is passed over, a very long one is not waited for. */
static void test_long_head(size_t head, int result)
{
    struct text t = {NULL, 0, 0}, small = {NULL, 0, 0};
    char length[40];
    size_t i;
    struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};
    int missing;

    text_page(&small, 0);
    snprintf(length, sizeof length, "\r\nContent-Length: %lu\r\n\r\n",
             (unsigned long)small.size);
    text_add(&t, "HTTP/1.1 200 OK\r\nX-Long: ");
    for (i = 0; i < head; i++)
        text_bytes(&t, &"abcdefghi "[i % 10], 1);
    text_add(&t, length);
    text_bytes(&t, small.bytes, small.size);
    r.bytes = t.bytes;
    r.size = t.size;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
    check("a long head", result, missing);
    harness_check(article_read(&expected, t.bytes, t.size) == result
                      && article_equal(&got, &expected),
                  "a long head");
    free(small.bytes);
    free(t.bytes);
}

/* ---- ends before their time ---- */

/* Closes, or resets, behind every byte of the head and the early body, and
 * some of the later ones. */
static void test_cut_short(void)
{
    struct text small = {NULL, 0, 0}, t = {NULL, 0, 0};
    size_t kind, n;

    text_page(&small, 0);
    for (kind = 0; kind < 3; kind++) {
        static const size_t chunks[] = {0, 64, CLOSE_DELIMITED};

        t.size = 0;
        text_response(&t, &small, chunks[kind]);
        for (n = 0; n < t.size; n += n < 400 ? 1 : 997) {
            struct reply r = {NULL, 0, 0, 0, END_CLOSE, 0};
            int wanted = article_read(&expected, t.bytes, n), missing;

            r.bytes = t.bytes;
            r.size = n;
            missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
            check("closed early", wanted, missing);
            harness_check(article_equal(&got, &expected), "closed early");
            r.end = END_HALF;
            missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
            check("half closed early", wanted, missing);
            r.end = END_RESET;
            missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
            check("reset", GALLEY_ERR_RESET, missing);
            r.end = END_HOLD;
            if (n % 50 == 0) {
                missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
                check("silent", GALLEY_ERR_TIMEOUT, missing);
                harness_check(article_equal(&got, &expected),
                              "what came before the silence");
            }
        }
    }
    free(t.bytes);
    free(small.bytes);
}

static void test_unasked(void)
{
    struct reply r = reply_whole();
    int missing;

    r.at_once = 1;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
    if (last_result != GALLEY_ERR_RESET) /* it closed on our request */
        check("answered before the request", GALLEY_DONE, missing);
    r.size = 0;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
    if (last_result != GALLEY_ERR_RESET)
        check("closed before the request", GALLEY_ERR_CLOSED, missing);
    harness_check(missing == 0, "answered before the request");
}

/* ---- time ---- */

static void test_times(void)
{
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_whole();
    uint32_t begun;
    int missing;

    o.idle_seconds = 7;
    r.size = 30;
    r.end = END_HOLD;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("silence", GALLEY_ERR_TIMEOUT, missing);

    r.size = whole.size;
    r.piece = 1;
    r.pause = 5000;
    o.total_seconds = 60;
    begun = world_now();
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("a byte in 5 seconds", GALLEY_ERR_TIMEOUT, missing);
    harness_check(world_now() - begun < 200000, "60 seconds in all");

    o.connect_seconds = 3;
    missing = fetch("http://10.0.2.99/", &r, 1, &o);
    check("no such host", GALLEY_ERR_CONNECT, missing);
    missing = fetch("http://far.test/", &r, 1, NULL);
    check("no such host, by its name", GALLEY_ERR_CONNECT, missing);
    missing = fetch("http://10.0.2.2:1/", &r, 1, NULL);
    check("refused", GALLEY_ERR_CONNECT, missing);
}

static void test_names(void)
{
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_whole();
    char url[300] = "http://";
    int missing;

    missing = fetch("http://News.TEST:%p", &r, 1, NULL);
    check("a name", GALLEY_DONE, missing);
    missing = fetch("http://none.test:%p/", &r, 1, NULL);
    check("no such name", GALLEY_ERR_DNS, missing);
    missing = fetch("http://silent.test/", &r, 1, NULL);
    check("no answer", GALLEY_ERR_DNS, missing);
    o.connect_seconds = 1;
    missing = fetch("http://silent2.test/", &r, 1, &o);
    check("no answer in time", GALLEY_ERR_DNS, missing);
    memset(url + 7, 'a', 253);
    missing = fetch(url, &r, 1, NULL);
    check("the longest name", GALLEY_ERR_DNS, missing);
    url[7 + 253] = 'a';
    missing = fetch(url, &r, 1, NULL);
    check("a name too long", GALLEY_ERR_URL_LONG, missing);
    missing = fetch("http://[::1]/", &r, 1, NULL);
    check("IPv6 without IPv6", GALLEY_ERR_URL, missing);
}

/* ---- responses that are wrong ---- */

struct wrong {
    const char *response;
    int result;
    int status;
};

static void test_wrong(void)
{
    static const struct wrong wrong[] = {
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello",
         GALLEY_ERR_HTTP_STATUS, 404},
        {"HTTP/1.1 500 Oh\r\n\r\n", GALLEY_ERR_HTTP_STATUS, 500},
        {"HTTP/1.1 304 Not Modified\r\nLocation: /\r\n\r\n",
         GALLEY_ERR_HTTP_STATUS, 304},
        {"HTTP/1.1 302 Found\r\n\r\n", GALLEY_ERR_HTTP_STATUS, 302},
        {"SSH-2.0-OpenSSH_9.2\r\n", GALLEY_ERR_HTTP_SYNTAX, 0},
        {"<html><p>HTTP/0.9</html>", GALLEY_ERR_HTTP_SYNTAX, 0},
        {"\r\n\r\n", GALLEY_ERR_HTTP_SYNTAX, 0},
        {"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", GALLEY_ERR_NO_ARTICLE, 200},
        {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n<p>",
         GALLEY_ERR_HTTP_SYNTAX, 200},
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n",
         GALLEY_ERR_HTTP_SYNTAX, 200},
        {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<p>",
         GALLEY_ERR_LIMIT, 200},
        {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>too short",
         GALLEY_ERR_HTTP_LENGTH, 200},
        {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n<p>too long",
         GALLEY_ERR_NO_ARTICLE, 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>x",
         GALLEY_ERR_NO_ARTICLE, 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3-\r\n",
         GALLEY_ERR_HTTP_SYNTAX, 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>x",
         GALLEY_ERR_HTTP_SYNTAX, 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
         "FFFFFFFFF\r\n<p>", GALLEY_ERR_LIMIT, 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n",
         GALLEY_ERR_HTTP_LENGTH, 200},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
         GALLEY_ERR_COMPRESSED, 200},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
         GALLEY_ERR_BINARY, 200},
        {"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-2022-kr\r\n\r\n"
         "<p>x", GALLEY_ERR_CHARSET, 200},
        {"HTTP/1.1 200 OK\r\n\r\n", GALLEY_ERR_NO_ARTICLE, 200},
    };
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct reply r = reply_text(wrong[i].response);
        int missing, step;

        for (step = 0; step < 3; step++) {
            r.piece = (size_t)step * 3;
            missing = fetch("http://10.0.2.2:%p/", &r, 1, NULL);
            check(wrong[i].response, wrong[i].result, missing);
            harness_check(galley_http_status(&got.galley) ==
                              wrong[i].status, wrong[i].response);
        }
    }
}

static void test_endless(void)
{
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_text(
        "HTTP/1.1 200 OK\r\n\r\n<p>                                       "
        "                                                                ");
    int missing;

    r.end = END_REPEAT;
    o.bytes = 300000;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("endless white space", GALLEY_ERR_SIZE, missing);
    r = reply_text("HTTP/1.1 200 OK\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    r.end = END_REPEAT;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("endless head", GALLEY_ERR_LIMIT, missing);
    r = reply_whole();
    o.bytes = (uint32_t)whole.size;
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("as many bytes as wanted", GALLEY_DONE, missing);
}

/* ---- redirects ---- */

#define REDIRECT(to) "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n" \
                     "Location: " to "\r\n\r\n"

struct redirect {
    const char *response;
    const char *path; /* where it leads from /a/b/c?d */
};

static void test_redirects(void)
{
    static const struct redirect redirects[] = {
        {REDIRECT("x"), "/a/b/x"},
        {REDIRECT("/x/"), "/x/"},
        {REDIRECT("../x?y#z"), "/a/x?y"},
        {REDIRECT("?y"), "/a/b/c?y"},
        {REDIRECT("../../../.."), "/"},
        {REDIRECT("\xc3\xa4 \xc3\xb6"), "/a/b/%C3%A4%20%C3%B6"},
        {"HTTP/1.1 200 OK\r\n\r\n<meta http-equiv=refresh content='1;url=y'>",
         "/a/b/y"},
    };
    char url[128], line[128];
    size_t i;

    for (i = 0; i < sizeof redirects / sizeof redirects[0]; i++) {
        struct reply r[2];
        int missing;

        r[0] = reply_text(redirects[i].response);
        r[1] = reply_whole();
        missing = fetch("http://www.test:%p/a/b/c?d", r, 2, NULL);
        check("redirect", GALLEY_DONE, missing);
        snprintf(url, sizeof url, "http://www.test:%u%s",
                 (unsigned)world_port(), redirects[i].path);
        snprintf(line, sizeof line, "GET %s HTTP/1.1\r\n",
                 redirects[i].path);
        harness_check(strcmp(last_url, url) == 0, last_url);
        harness_check(strncmp(world_request(1), line, strlen(line)) == 0,
                      line);
        article_read(&expected, whole.bytes, whole.size);
        harness_check(article_equal(&got, &expected), "redirect");
    }
}

static void test_bad_redirects(void)
{
    static const struct wrong wrong[] = {
        {REDIRECT("https://www.test/"), GALLEY_ERR_HTTPS, 0},
        {REDIRECT("ftp://www.test/"), GALLEY_ERR_URL_SCHEME, 0},
        {REDIRECT("javascript:alert(1)"), GALLEY_ERR_URL_SCHEME, 0},
        {REDIRECT("http://u:p@www.test/"), GALLEY_ERR_URL_USER, 0},
        {REDIRECT("//"), GALLEY_ERR_URL, 0},
        {REDIRECT("//www.test:99999/"), GALLEY_ERR_URL, 0},
        {REDIRECT("//www\x01.test/"), GALLEY_ERR_URL, 0},
        {REDIRECT("/\x01"), GALLEY_ERR_REDIRECTS, 0}, /* it is asked for */
        {REDIRECT("http://none.test/"), GALLEY_ERR_DNS, 0},
        {REDIRECT("http://10.0.2.2:1/"), GALLEY_ERR_CONNECT, 0},
    };
    struct text t = {NULL, 0, 0};
    struct reply r;
    size_t i;
    int missing;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        r = reply_text(wrong[i].response);
        missing = fetch("http://www.test:%p/", &r, 1, NULL);
        check(wrong[i].response, wrong[i].result, missing);
    }
    text_add(&t, "HTTP/1.1 301 Moved\r\nLocation: /");
    for (i = 0; i < GALLEY_LOCATION_SIZE; i++)
        text_add(&t, "a");
    text_add(&t, "\r\n\r\n");
    r = reply_text(t.bytes);
    missing = fetch("http://www.test:%p/", &r, 1, NULL);
    check("Location too long", GALLEY_ERR_LIMIT, missing);
    free(t.bytes);
}

static void test_loops(void)
{
    struct galley_fetch_options o = OPTIONS;
    struct reply r[6];
    size_t i;
    int missing;

    for (i = 0; i < 5; i++)
        r[i] = reply_text(REDIRECT("/loop"));
    r[5] = reply_whole();
    missing = fetch("http://www.test:%p/", r, 6, NULL);
    check("five redirects", GALLEY_DONE, missing);
    missing = fetch("http://www.test:%p/", r, 5, NULL);
    check("a loop", GALLEY_ERR_REDIRECTS, missing);
    harness_check(world_connections() == 6, "six requests");
    o.redirects = 1;
    missing = fetch("http://www.test:%p/", r, 5, &o);
    check("two redirects, one allowed", GALLEY_ERR_REDIRECTS, missing);
    o.redirects = GALLEY_FETCH_STAY;
    missing = fetch("http://www.test:%p/", r, 5, &o);
    check("none followed", GALLEY_ERR_HTTP_REDIRECT, missing);
    harness_check(strcmp(galley_field(&got.galley, GALLEY_FIELD_LOCATION),
                         "/loop") == 0, "the Location stays readable");
    r[1] = reply_text("");
    missing = fetch("http://www.test:%p/", r, 2, NULL);
    check("nothing behind a redirect", GALLEY_ERR_CLOSED, missing);
}

/* ---- https: what the allocator gives is what is used ---- */

static int secured;

static struct altcp_pcb *allocate(void *user, u8_t type)
{
    ++*(int *)user;
    return altcp_tcp_new_ip_type(type);
}

static int secure(void *user, struct altcp_pcb *pcb, const char *host)
{
    secured += pcb != NULL && strcmp(host, "www.test") == 0;
    return user != NULL;
}

static void test_allocators(void)
{
    int plain_used = 0, tls_used = 0, missing;
    altcp_allocator_t plain = {allocate, NULL}, tls = {allocate, NULL};
    struct galley_fetch_options o = OPTIONS;
    struct reply r[2];
    char redirect[128];

    plain.arg = &plain_used;
    tls.arg = &tls_used;
    o.http = &plain;
    o.https = &tls;
    o.secure = secure;
    r[0] = reply_whole();
    missing = fetch("https://www.test:%p/", r, 1, &o);
    check("https", GALLEY_DONE, missing);
    harness_check(tls_used == 1 && plain_used == 0 && secured == 1, "https");
    snprintf(redirect, sizeof redirect, REDIRECT("https://www.test:1/"));
    r[0] = reply_text(redirect);
    missing = fetch("http://www.test:%p/", r, 1, &o);
    check("to https", GALLEY_ERR_CONNECT, missing);
    harness_check(tls_used == 2 && plain_used == 1 && secured == 2,
                  "to https");
    o.user = &o;
    missing = fetch("https://www.test:%p/", r, 1, &o);
    check("no security", GALLEY_ERR_TLS, missing);
    harness_check(world_connections() == 0, "not even tried");
}

/* ---- starting, stopping, running dry ---- */

static void test_start(void)
{
    static const struct {
        const char *url;
        int result;
    } bad[] = {
        {"", GALLEY_ERR_URL}, {"/x", GALLEY_ERR_URL},
        {"ftp://x/", GALLEY_ERR_URL_SCHEME},
        {"http:///", GALLEY_ERR_URL}, {"http://a\nb/", GALLEY_ERR_URL},
        {"https://x/", GALLEY_ERR_HTTPS},
        {"http://u@x/", GALLEY_ERR_URL_USER},
    };
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_whole();
    char url[GALLEY_FETCH_URL_SIZE + 8] = "http://h/";
    size_t i;
    int missing;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        missing = fetch(bad[i].url, &r, 1, NULL);
        check(bad[i].url, bad[i].result, missing);
        harness_check(ends == 0, "no end without a beginning");
    }
    memset(url + 9, 'a', GALLEY_FETCH_URL_SIZE - 9);
    missing = fetch(url, &r, 1, NULL);
    check("URL too long", GALLEY_ERR_URL_LONG, missing);
    o.user_agent = "a\r\nb";
    missing = fetch("http://10.0.2.2:%p/", &r, 1, &o);
    check("a bad agent", GALLEY_ERR_OPTIONS, missing);
}

/* Gives up after n steps, frees the struct, and waits for what still
 * arrives. */
static int aborted_after(size_t n, const struct reply *r)
{
    struct galley_fetch *f = malloc(sizeof *f);
    char url[64];
    int result = GALLEY_OK;

    if (f == NULL)
        abort();
    world_begin(r, 1, NULL, n & 1);
    article_begin(&got);
    snprintf(url, sizeof url, "http://a%lu.test:%u/", (unsigned long)n,
             (unsigned)world_port());
    galley_fetch_start(f, &got.galley, url, NULL);
    while (n-- && result == GALLEY_OK) {
        world_step();
        result = galley_fetch_poll(f);
    }
    galley_fetch_abort(f);
    galley_fetch_abort(f);
    last_result = galley_fetch_poll(f);
    free(f);
    check("aborted", result ? result : GALLEY_ERR_ABORTED, world_end());
    return result;
}

static void test_abort(void)
{
    struct reply r = reply_whole();
    size_t n = 0;

    r.piece = 100;
    while (aborted_after(n, &r) == GALLEY_OK && n < 2000)
        n++;
    harness_check(n > 20 && n < 2000, "aborted at every step");
}

/* The same structs again, while lwIP still asks for the earlier names.  The
 * first fetch makes the name server's address known: from then on questions
 * leave at once, in their order. */
static void test_again(void)
{
    static const char *const hosts[] = {"first", "none", "silent3", "again"};
    static struct galley_fetch f;
    struct reply r = reply_whole();
    char url[64];
    int i, left;

    world_begin(&r, 1, NULL, 0);
    article_begin(&got);
    for (i = 0; i < 4; i++) {
        snprintf(url, sizeof url, "http://%s.test:%u/", hosts[i],
                 (unsigned)world_port());
        galley_fetch_start(&f, &got.galley, url, NULL);
        if (i == 1)
            galley_fetch_abort(&f); /* the others are just started over */
        if (i == 0 || i == 3)
            last_result = world_fetch(&f);
    }
    article_read(&expected, whole.bytes, whole.size);
    harness_check(article_equal(&got, &expected), "again");
    left = world_end();
    check("again", GALLEY_DONE, left);
}

static struct galley_fetch *stopped;

static int stop(void *user, const struct galley_block *block)
{
    (void)block;
    ++*(int *)user;
    galley_fetch_abort(stopped);
    return 1; /* the abort came first, and is the result */
}

/* With a small window blocks come while the page is read, with a large one at
 * the end. */
static void test_abort_inside(size_t window)
{
    static struct galley_fetch f;
    static char body[4096];
    struct galley_options options = GALLEY_OPTIONS;
    struct galley_fetch_options o = OPTIONS;
    struct reply r = reply_whole();
    struct galley g;
    char url[64];
    int blocks = 0, left;

    world_begin(&r, 1, NULL, 0);
    options.http = 1;
    options.body = body;
    options.body_size = window;
    options.on_block = stop;
    options.user = &blocks;
    galley_init(&g, &options);
    stopped = &f;
    snprintf(url, sizeof url, "http://10.0.2.2:%u/",
             (unsigned)world_port());
    o.on_end = on_end;
    ends = 0;
    galley_fetch_start(&f, &g, url, &o);
    last_result = world_fetch(&f);
    left = world_end();
    check("aborted by a block", GALLEY_ERR_ABORTED, left);
    harness_check(blocks == 1 && ends == 1, "aborted by a block");
    article_read(&expected, whole.bytes, whole.size);
    harness_check((f.bytes >= galley_bytes_needed(&expected.galley)) ==
                      (window > GALLEY_BODY_MIN), "aborted early, or late");
}

/* Every connection of lwIP is taken, or every question of its resolver. */
static void test_no_memory(void)
{
    static struct galley_fetch f[DNS_TABLE_SIZE + MEMP_NUM_ALTCP_PCB];
    static struct article articles[DNS_TABLE_SIZE];
    struct altcp_pcb *taken[MEMP_NUM_ALTCP_PCB];
    struct reply r = reply_whole();
    int i, left;

    world_begin(&r, 1, NULL, 0);
    for (i = 0; i < MEMP_NUM_ALTCP_PCB; i++)
        taken[i] = altcp_tcp_new_ip_type(IPADDR_TYPE_V4);
    article_begin(&got);
    galley_fetch_start(&f[0], &got.galley, "http://10.0.2.2/", NULL);
    last_result = world_fetch(&f[0]);
    for (i = 0; i < MEMP_NUM_ALTCP_PCB; i++)
        altcp_abort(taken[i]);
    left = world_end();
    check("no connection left", GALLEY_ERR_MEMORY, left);

    world_begin(&r, 1, NULL, 0);
    for (i = 0; i < DNS_TABLE_SIZE; i++) {
        char url[64];

        article_begin(&articles[i]);
        snprintf(url, sizeof url, "http://silent-%d.test/", i);
        galley_fetch_start(&f[i], &articles[i].galley, url, NULL);
    }
    last_result = galley_fetch_start(&f[i], &got.galley, "http://x.test/",
                                     NULL);
    for (i = 0; i < DNS_TABLE_SIZE; i++)
        galley_fetch_abort(&f[i]);
    left = world_end();
    check("no question left", GALLEY_ERR_MEMORY, left);
}

static void test_words(void)
{
    int result;

    for (result = GALLEY_ERR_URL; result >= GALLEY_ERR_CERTIFICATE_TIME;
         result--)
        harness_check(strcmp(galley_fetch_strname(result), "unknown") != 0 &&
                          galley_fetch_strerror(result)[0] != '\0',
                      "a name for every error");
    harness_check(strcmp(galley_fetch_strname(GALLEY_ERR_ABORTED),
                         "aborted") == 0 &&
                      strcmp(galley_fetch_strname(GALLEY_ERR_TIMEOUT),
                             "timeout") == 0 &&
                      strcmp(galley_fetch_strname(GALLEY_ERR_URL), "url") ==
                          0 &&
                      galley_fetch_strname(GALLEY_ERR_CERTIFICATE_TIME - 1) ==
                          galley_strname(-1000) &&
                      galley_fetch_strerror(GALLEY_ERR_LIMIT) ==
                          galley_strerror(GALLEY_ERR_LIMIT),
                  "each error has its own name");
}

int main(void)
{
    text_page(&page, 3000);
    text_response(&whole, &page, 0);
    test_framings();
    test_compressed();
    test_request();
    test_hangs_up();
    test_long_head(GALLEY_HTTP_HEAD_MAX - 100, GALLEY_DONE);
    test_long_head(1000000, GALLEY_ERR_LIMIT);
    test_cut_short();
    test_unasked();
    test_times();
    test_names();
    test_wrong();
    test_endless();
    test_redirects();
    test_bad_redirects();
    test_loops();
    test_allocators();
    test_start();
    test_abort();
    test_again();
    test_abort_inside(GALLEY_BODY_MIN);
    test_abort_inside(4096);
    test_no_memory();
    test_words();
    free(page.bytes);
    free(whole.bytes);
    return harness_summary();
}
