/*
 * port/esp_idf over the stand-in for ESP-IDF's HTTP client: real answers of
 * servers and broken ones.  Each must give its one result, article and URL
 * however the bytes arrive and however large the pieces are that are read,
 * and leave nothing behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "esp_timer.h"
#include "galley_esp.h"
#include "harness/harness.h"

#define COUNT(array) (sizeof (array) / sizeof (array)[0])
#define ANSWERS 8
#define OPTIONS {NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0}

/* ---- text, and articles ---- */

/* A page that does not end before its article is complete. */
static const char story[] =
    "<!DOCTYPE html><html lang=en><title>Ferry halted</title><article>"
    "<h1>Last ferry of the night is halted</h1>"
    "<p>The last ferry of the night was halted on Tuesday after a sailor "
    "heard a noise below the engine room that nobody could explain.</p>"
    "<p>Passengers waited on the quay until the harbour master, who had been "
    "called from his bed, found a seal asleep in the cooling intake.</p>"
    "<p>It was returned to the water, and the ferry left at a quarter past "
    "two with everybody aboard and the caf\xc3\xa9 open.</p></article>";

struct article {
    struct galley galley;
    char headline[128];
    char body[4096];
};

static unsigned char window[GALLEY_INFLATE_MAX];
static int inflates; /* 1: it is lent to the articles that begin */

static void article_begin(struct article *a)
{
    struct galley_options options = GALLEY_OPTIONS;

    if (inflates) {
        options.inflate_window = window;
        options.inflate_size = sizeof window;
    }

    options.headline = a->headline;
    options.headline_size = sizeof a->headline;
    options.body = a->body;
    options.body_size = sizeof a->body;
    if (galley_init(&a->galley, &options) != GALLEY_OK)
        abort();
}

/* What Galley makes of the page alone: the measure for the fetch. */
static int article_read(struct article *a, const char *page, size_t size,
                        const char *charset)
{
    article_begin(a);
    galley_reset(&a->galley, charset);
    galley_feed(&a->galley, page, size);
    return galley_finish(&a->galley);
}

static int article_equal(const struct article *a, const struct article *b)
{
    int field;

    for (field = GALLEY_FIELD_HEADLINE; field <= GALLEY_FIELD_BODY; field++)
        if (strcmp(galley_field(&a->galley, (enum galley_field)field),
                   galley_field(&b->galley, (enum galley_field)field)) != 0)
            return 0;
    return 1;
}

/* ---- a fetch ---- */

struct fetched {
    struct article article;
    struct galley_esp fetch;
    int result;
};

static void fetch(struct fetched *f, const char *url,
                  const struct answer *answers, size_t count,
                  const struct arrival *arrival, size_t piece_size,
                  const struct galley_esp_options *options)
{
    char *piece = harness_allocate(piece_size);

    article_begin(&f->article);
    client_begin(answers, count, arrival);
    f->result = galley_esp_get(&f->fetch, &f->article.galley, url, piece,
                               piece_size, options);
    free(piece);
}

/* Nothing is left over, and the client was used as it may be. */
static int is_clean(void)
{
    return client_end() == 0 && client_complaint() == NULL;
}

/* ---- cases ---- */

struct wanted {
    int result, status;
    const char *url;        /* afterwards */
    size_t requests;
    const struct article *article; /* NULL: no headline, no body */
};

static int is_wanted(const struct fetched *f, const struct wanted *w)
{
    static struct article none;

    article_begin(&none);
    return f->result == w->result && is_clean()
           && galley_esp_status(&f->fetch) == w->status
           && strcmp(galley_esp_url(&f->fetch), w->url) == 0
           && client_requests() == w->requests
           && article_equal(&f->article,
                            w->article != NULL ? w->article : &none);
}

static void say(const char *name, const struct fetched *f,
                const struct arrival *a, size_t piece)
{
    char what[400];

    snprintf(what, sizeof what,
             "%.60s: %s, status %d, %.120s, %lu requests, '%.60s'%s"
             " (arrived by %lu and %lu, read by %lu)",
             name, galley_esp_strname(f->result),
             galley_esp_status(&f->fetch), galley_esp_url(&f->fetch),
             (unsigned long)client_requests(),
             galley_field(&f->article.galley, GALLEY_FIELD_HEADLINE),
             is_clean() ? "" : ", unclean", (unsigned long)a->first,
             (unsigned long)a->size, (unsigned long)piece);
    harness_check(0, what);
}

/* Every cut in two, and pieces of 1 to 9 bytes; read by pieces of 1, 7 and
 * 1000 bytes. */
static void test_case(const char *name, const char *url,
                      const struct answer *answers, size_t count,
                      const struct galley_esp_options *options,
                      const struct wanted *wanted)
{
    static const size_t pieces[] = {1000, 1, 7};
    struct fetched *f = harness_allocate(sizeof *f);
    size_t longest = 0, i, n;

    for (i = 0; i < count; i++)
        if (answers[i].size > longest)
            longest = answers[i].size;
    for (i = 0; i < COUNT(pieces); i++) {
        for (n = 0; n < longest + 10; n++) {
            struct arrival a = {0, 0};

            if (n < longest)
                a.first = n;
            else
                a.size = n - longest + 1;
            if (i > 0 && n % 13 != 0 && n < longest)
                continue;
            fetch(f, url, answers, count, &a, pieces[i], options);
            if (!is_wanted(f, wanted)) {
                say(name, f, &a, pieces[i]);
                free(f);
                return;
            }
        }
    }
    free(f);
    harness_check(1, name);
}

static struct answer answer_of(const char *bytes)
{
    struct answer a = {NULL, 0, END_CLOSE, 0, 0};

    a.bytes = bytes;
    a.size = strlen(bytes);
    return a;
}

/* How the body's end is told. */
enum { BY_LENGTH, BY_CHUNKS, BY_CLOSE, FRAMINGS };

static void add_response(struct text *t, const char *fields, int framing,
                         const char *page, size_t size)
{
    char line[64];
    size_t i, n;

    text_add(t, "HTTP/1.1 200 OK\r\n");
    text_add(t, fields);
    if (framing == BY_LENGTH) {
        snprintf(line, sizeof line, "Content-Length: %lu\r\n",
                 (unsigned long)size);
        text_add(t, line);
    }
    if (framing == BY_CHUNKS)
        text_add(t, "Transfer-Encoding: chunked\r\n");
    text_add(t, "\r\n");
    for (i = 0; framing == BY_CHUNKS && i < size; i += n) {
        n = size - i < 100 ? size - i : 100;
        snprintf(line, sizeof line, "%lx\r\n", (unsigned long)n);
        text_add(t, line);
        text_bytes(t, page + i, n);
        text_add(t, "\r\n");
    }
    if (framing == BY_CHUNKS)
        text_add(t, "0\r\n\r\n");
    else
        text_bytes(t, page, size);
}

static struct article expected; /* the story */
static struct text response;    /* the story, by its length */

static struct answer story_answer(void)
{
    return answer_of(response.bytes);
}

/* ---- pages that arrive ---- */

static void test_framings(void)
{
    int framing;

    for (framing = 0; framing < FRAMINGS; framing++) {
        struct wanted w = {GALLEY_OK, 200, "http://a.example/x", 1, NULL};
        struct text t = {NULL, 0, 0};
        struct answer a;

        w.article = &expected;
        add_response(&t, "Content-Type: text/html\r\n", framing, story,
                     sizeof story - 1);
        a = answer_of(t.bytes);
        test_case("framing", "http://a.example/x", &a, 1, NULL, &w);
        if (framing != BY_CLOSE) {
            a.end = END_SILENCE; /* kept alive: the end is known */
            test_case("kept alive", "http://a.example/x", &a, 1, NULL, &w);
        }
        free(t.bytes);
    }
}

static void test_interim(void)
{
    static const char *const interims[] = {
        "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n"
        "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
    };
    size_t i;
    int framing;

    for (i = 0; i < COUNT(interims); i++) {
        for (framing = 0; framing < FRAMINGS; framing++) {
            struct wanted w = {GALLEY_OK, 200, "http://a.example/", 1, NULL};
            struct text t = {NULL, 0, 0};
            struct answer a;

            w.article = &expected;
            text_add(&t, interims[i]);
            add_response(&t, "", framing, story, sizeof story - 1);
            a = answer_of(t.bytes);
            test_case("1xx in front", "http://a.example", &a, 1, NULL, &w);
            free(t.bytes);
        }
    }
}

static void test_charsets(void)
{
    static const char latin[] =
        "<title>x</title><article><h1>Caf\xe9 am Hafen schlie\xdft</h1>"
        "<p>Nach vierzig Jahren schlie\xdft das Caf\xe9 am Hafen, in dem "
        "Generationen von Matrosen auf ihr Schiff gewartet haben.</p>"
        "<p>Die Wirtin sagte am Dienstag, sie wolle nun selbst einmal "
        "hinaus, bevor es daf\xfcr zu sp\xe4t werde.</p></article>";
    static const struct {
        const char *fields, *charset;
    } cases[] = {
        {"Content-Type: text/html; charset=iso-8859-1\r\n", "latin1"},
        {"Content-Type: text/html; charset=koi8-r\r\n", "koi8-r"},
        {"content-TYPE: text/html;Charset=\"KOI8-R\"\r\n", "koi8-r"},
        {"Content-Type: text/html; charset=\"koi8-r\"; a=b\r\n", "koi8-r"},
        {"Content-Type: text/html; xcharset=utf-16; charset=koi8-r\r\n",
         "koi8-r"},
        {"Content-Type: text/html; charset=utf-16\r\n"
         "Content-Type: text/html; charset=koi8-r\r\n", "koi8-r"},
        {"Content-Type: text/html; charset=\r\n", NULL},
        {"Content-Type: text/html; title=\"charset=koi8-r\"\r\n", NULL},
        {"Content-Type: text/html\r\n", NULL}
    };
    struct article article;
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        struct wanted w = {GALLEY_OK, 200, "http://a.example/", 1, NULL};
        struct text t = {NULL, 0, 0};
        struct answer a;

        w.result = article_read(&article, latin, sizeof latin - 1,
                                cases[i].charset);
        w.article = &article;
        add_response(&t, cases[i].fields, BY_CHUNKS, latin, sizeof latin - 1);
        a = answer_of(t.bytes);
        test_case(cases[i].fields, "http://a.example/", &a, 1, NULL, &w);
        free(t.bytes);
    }
    article_read(&article, latin, sizeof latin - 1, "latin1");
    harness_check(strcmp(article.headline, "Caf\xc3\xa9 am Hafen "
                                           "schlie\xc3\x9f" "t") == 0,
                  "the charset that is declared is the one that is read");
}

/* ---- pages that are compressed ---- */

static char *packed; /* a page by gzip, and that page's article */
static size_t packed_size;
static struct article unpacked;

static void set_up_gzip(void)
{
    const char *build = getenv("BUILD");
    char path[1000], *page;
    size_t size;

    snprintf(path, sizeof path, "%s/tests/inflate/demo.html.gz",
             build != NULL ? build : "build");
    packed = harness_file(path, &packed_size);
    page = harness_file("tests/fixtures/demo.html", &size);
    harness_check(article_read(&unpacked, page, size, NULL) == GALLEY_OK,
                  "the page that is compressed");
    free(page);
}

/* A window was given: gzip is asked for, and read. */
static void test_gzip(void)
{
    struct wanted w = {GALLEY_OK, 200, "http://a.example/x", 1, NULL};
    struct text t = {NULL, 0, 0};
    struct answer a = {NULL, 0, END_CLOSE, 0, 0};

    w.article = &unpacked;
    add_response(&t, "Content-Encoding: gzip\r\n", BY_CHUNKS, packed,
                 packed_size);
    a.bytes = t.bytes;
    a.size = t.size;
    test_case("gzip", "http://a.example/x", &a, 1, NULL, &w);
    harness_check(strstr(client_request(0), "\nAccept-Encoding: gzip\n")
                      != NULL, "gzip is asked for");
    free(t.bytes);
}

/* The server need not. */
static void test_gzip_unused(void)
{
    struct wanted w = {GALLEY_OK, 200, "http://a.example/x", 1, NULL};
    struct answer a = story_answer();

    w.article = &expected;
    test_case("no gzip", "http://a.example/x", &a, 1, NULL, &w);
}

/* In the middle the connection ends, or the stream is damaged: what came. */
static void test_gzip_broken(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct text t = {NULL, 0, 0};
    struct answer a = {NULL, 0, END_CLOSE, 0, 0};

    add_response(&t, "Content-Encoding: gzip\r\n", BY_LENGTH, packed,
                 packed_size);
    a.bytes = t.bytes;
    a.size = t.size - packed_size / 3;
    fetch(f, "http://a.example/", &a, 1, NULL, 100, NULL);
    harness_check(f->result == GALLEY_ERR_HTTP_LENGTH && is_clean()
                      && strcmp(f->article.headline, unpacked.headline) == 0
                      && f->article.body[0] != '\0', "gzip that is cut");
    a.size = t.size;
    t.bytes[t.size - packed_size / 3] ^= 0x55;
    fetch(f, "http://a.example/", &a, 1, NULL, 100, NULL);
    harness_check(f->result == GALLEY_ERR_INFLATE && is_clean()
                      && strcmp(f->article.headline, unpacked.headline) == 0
                      && f->article.body[0] != '\0', "gzip that is damaged");
    free(t.bytes);
    free(f);
}

/* What nobody asked for. */
static void test_not_gzip(void)
{
    static const char *const codings[] = {"deflate", "br", "gzip, gzip"};
    size_t i;

    for (i = 0; i < COUNT(codings); i++) {
        struct wanted w = {GALLEY_ERR_COMPRESSED, 200, "http://a.example/", 1,
                           NULL};
        struct text t = {NULL, 0, 0};
        struct answer a;
        char field[64];

        snprintf(field, sizeof field, "Content-Encoding: %s\r\n", codings[i]);
        add_response(&t, field, BY_LENGTH, "x\x9c\x03", 3);
        a = answer_of(t.bytes);
        test_case(codings[i], "http://a.example/", &a, 1, NULL, &w);
        free(t.bytes);
    }
}

static void test_compressed(void)
{
    set_up_gzip();
    inflates = 1;
    test_gzip();
    test_gzip_unused();
    test_gzip_broken();
    test_not_gzip();
    inflates = 0;
    free(packed);
}

/* The rest of a page that never ends is not wanted. */
static void test_hangs_up(void)
{
    static const char more[] = "<li><a href=/>More of the same news</a>\n";
    struct fetched *f = harness_allocate(sizeof *f);
    struct text t = {NULL, 0, 0};
    struct answer a;
    size_t size;
    char *page = harness_file("tests/fixtures/demo.html", &size);
    int i;

    add_response(&t, "", BY_CLOSE, page, size);
    for (i = 0; i < 2000; i++)
        text_add(&t, more);
    a = answer_of(t.bytes);
    fetch(f, "http://a.example/", &a, 1, NULL, 512, NULL);
    harness_check(f->result >= 0 && is_clean()
                      && client_arrived() < t.size
                      && client_arrived()
                             <= galley_bytes_needed(&f->article.galley)
                                    + 1024 + 512,
                  "hang up once the article is complete");
    free(page);
    free(t.bytes);
    free(f);
}

/* ---- redirects ---- */

#define NGINX_BODY                                                      \
    "<html>\r\n<head><title>301 Moved Permanently</title></head>\r\n"   \
    "<body>\r\n<center><h1>301 Moved Permanently</h1></center>\r\n"     \
    "<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"

/* As nginx 1.22 answers, but for the date. */
#define NGINX(location)                                                 \
    "HTTP/1.1 301 Moved Permanently\r\nServer: nginx/1.22.1\r\n"        \
    "Content-Type: text/html\r\nContent-Length: 169\r\n"                \
    "Location: " location "\r\nConnection: keep-alive\r\n\r\n" NGINX_BODY

/* As express on node does. */
#define NODE(location)                                                  \
    "HTTP/1.1 302 Found\r\nX-Powered-By: Express\r\n"                   \
    "Location: " location "\r\nVary: Accept\r\n"                        \
    "Content-Type: text/html; charset=koi8-r\r\n"                       \
    "Transfer-Encoding: chunked\r\n\r\n"                                \
    "1d\r\n<p>Found. Redirecting to <a>x\r\n0\r\n\r\n"

#define REFRESH(size, to)                                              \
    "HTTP/1.1 200 OK\r\nContent-Length: " size "\r\n\r\n"                \
    "<meta http-equiv=refresh content='0;url=" to "'>"

struct redirect {
    const char *from, *answer, *to;
};

static const struct redirect redirects[] = {
    {"http://a.example/story", NGINX("http://a.example/story/"),
     "http://a.example/story/"},
    {"http://a.example/story", NGINX("https://a.example/story"),
     "https://a.example/story"},
    {"https://a.example/story", NGINX("http://a.example/story"),
     "http://a.example/story"},
    {"http://a.example/story", NGINX("http://b.example:81/story"),
     "http://b.example:81/story"},
    {"https://a.example/x/story", NGINX("/news/1"),
     "https://a.example/news/1"},
    {"https://a.example/x/story", NODE("../news/1"),
     "https://a.example/news/1"},
    {"https://a.example/x/story", NODE("1"), "https://a.example/x/1"},
    {"https://a.example/x?y=2", NODE("?x=1"), "https://a.example/x?x=1"},
    {"http://a.example/x", NODE("?x=1"), "http://a.example/x?x=1"},
    {"https://a.example/x", NODE("//b.example/y"), "https://b.example/y"},
    {"http://a.example/x", NODE("/y#part"), "http://a.example/y"},
    {"http://a.example/x", NODE("/y \t "), "http://a.example/y"},
    {"http://a.example/x", NODE("/caf\xc3\xa9 au lait"),
     "http://a.example/caf%C3%A9%20au%20lait"},
    {"http://a.example/x", NODE("/y\r\nLocation: /z"), "http://a.example/y"},
    {"http://a.example/x",
     "HTTP/1.1 308 Permanent Redirect\r\nlocation: /y\r\n"
     "Content-Length: 0\r\n\r\n", "http://a.example/y"},
    {"http://a.example/x",
     "HTTP/1.0 303 See Other\r\nLocation: /y\r\n\r\n<h1>See other</h1>",
     "http://a.example/y"},
    {"http://a.example/x",
     "HTTP/1.1 103 Early Hints\r\nLink: </s>\r\n\r\n" NODE("/y"),
     "http://a.example/y"},
    {"http://a.example/x",
     "HTTP/1.1 307 Temporary Redirect\r\nLocation: /y\r\n"
     "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
     "http://a.example/y"},
    {"http://a.example/x", /* its body is cut short: nobody reads it */
     "HTTP/1.1 301 Moved\r\nLocation: /y\r\nContent-Length: 900\r\n\r\n<h1>",
     "http://a.example/y"},
    {"http://a.example/x/", REFRESH("43", "y"), "http://a.example/x/y"},
    {"https://a.example/x", REFRESH("60", "http://b.example/y"),
     "http://b.example/y"}
};

static void test_redirects(void)
{
    struct answer answers[2];
    size_t i;

    for (i = 0; i < COUNT(redirects); i++) {
        struct wanted w = {GALLEY_OK, 200, NULL, 2, NULL};

        w.url = redirects[i].to;
        w.article = &expected;
        answers[0] = answer_of(redirects[i].answer);
        answers[1] = story_answer();
        test_case(redirects[i].to, redirects[i].from, answers, 2, NULL, &w);
        answers[0].end = END_SILENCE;
        test_case(redirects[i].to, redirects[i].from, answers, 2, NULL, &w);
        harness_check(strncmp(client_request(1), "GET ", 4) == 0
                          && strncmp(client_request(1) + 4, w.url,
                                     strlen(w.url)) == 0
                          && client_request(1)[4 + strlen(w.url)] == '\n',
                      "the URL that is asked next");
    }
}

/* A redirect's endless body delays nothing. */
static void test_endless_redirect(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct wanted w = {GALLEY_OK, 200, "http://a.example/y", 2, NULL};
    struct answer answers[2];

    answers[0] = answer_of("HTTP/1.1 302 Found\r\nLocation: /y\r\n\r\n"
                           "<h1>Found</h1><p>Found, found, found.</p>");
    answers[0].end = END_REPEAT;
    answers[1] = story_answer();
    w.article = &expected;
    fetch(f, "http://a.example/x", answers, 2, NULL, 100, NULL);
    harness_check(is_wanted(f, &w), "a redirect's endless body");
    free(f);
}

/* A page that leads to another one, by GALLEY_ESP_STAY. */
static void test_stay(void)
{
    struct galley_esp_options o = OPTIONS;
    struct wanted w = {GALLEY_ERR_REFRESH, 200, "http://a.example/y", 1,
                       NULL};
    struct answer answer = answer_of(REFRESH("43", "y"));

    o.redirects = GALLEY_ESP_STAY;
    test_case("a page that leads on", "http://a.example/x", &answer, 1, &o,
              &w);
}

static void test_many_redirects(void)
{
    struct galley_esp_options o = OPTIONS;
    struct wanted w = {GALLEY_ERR_ESP_REDIRECTS, 302,
                       "http://a.example/x", 6, NULL};
    struct answer answers[ANSWERS];
    size_t i;

    for (i = 0; i < ANSWERS; i++)
        answers[i] = answer_of(NODE("/x"));
    test_case("a loop", "http://a.example/x", answers, ANSWERS, NULL, &w);
    answers[2] = story_answer();
    w.url = "http://a.example/x";
    w.requests = 2;
    o.redirects = 1;
    test_case("one redirect of two", "http://a.example/", answers, 3, &o, &w);
    o.redirects = 2;
    w.result = GALLEY_OK;
    w.status = 200;
    w.requests = 3;
    w.article = &expected;
    test_case("two redirects of two", "http://a.example/", answers, 3, &o,
              &w);
}

/* What cannot be followed tells its URL. */
static void test_not_followed(void)
{
    struct galley_esp_options stay = OPTIONS;
    struct wanted w = {GALLEY_ERR_HTTP_REDIRECT, 301, "https://b.example/y",
                       1, NULL};
    struct answer a = answer_of(NGINX("https://b.example/y"));
    struct text t = {NULL, 0, 0};
    size_t i;

    stay.redirects = GALLEY_ESP_STAY;
    test_case("stay", "http://a.example/x", &a, 1, &stay, &w);
    a = answer_of(NGINX("ftp://b.example/y"));
    w.result = GALLEY_ERR_URL_SCHEME;
    w.url = "ftp://b.example/y";
    test_case("to ftp", "http://a.example/x", &a, 1, NULL, &w);
    a = answer_of(NGINX("https://me:secret@b.example/y"));
    w.result = GALLEY_ERR_URL_USER;
    w.url = "https://me:secret@b.example/y";
    test_case("to a user", "http://a.example/x", &a, 1, NULL, &w);
    for (i = 480; i < 560; i += 7) {
        t.size = 0;
        text_add(&t, "HTTP/1.1 301 Moved\r\nLocation: /");
        while (t.size < 31 + i)
            text_add(&t, "y");
        text_add(&t, "\r\nContent-Length: 0\r\n\r\n");
        a = answer_of(t.bytes);
        w.result = GALLEY_ERR_URL_LONG;
        w.url = "http://a.example/x";
        if (i > GALLEY_ESP_URL_SIZE - 18)
            test_case("to a long URL", "http://a.example/x", &a, 1, NULL, &w);
    }
    free(t.bytes);
}

static void test_long_location(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    char url[GALLEY_ESP_URL_SIZE] = "http://a.example/";
    struct text t = {NULL, 0, 0};
    struct answer answers[2];

    memset(url + strlen(url), 'y', sizeof url - 2 - strlen(url));
    text_add(&t, "HTTP/1.1 301 Moved\r\nLocation: ");
    text_add(&t, url);
    text_add(&t, "\r\nContent-Length: 0\r\n\r\n");
    answers[0] = answer_of(t.bytes);
    answers[1] = story_answer();
    fetch(f, "http://a.example/x", answers, 2, NULL, 100, NULL);
    harness_check(f->result == GALLEY_OK
                      && strcmp(galley_esp_url(&f->fetch), url) == 0,
                  "the longest URL");
    free(t.bytes);
    free(f);
}

/* ---- answers without an article ---- */

static void test_statuses(void)
{
    static const struct {
        const char *answer;
        int result, status;
    } cases[] = {
        {"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
         "Content-Length: 34\r\n\r\n<h1>404 Not Found</h1><p>Sorry.</p>",
         GALLEY_ERR_HTTP_STATUS, 404},
        {"HTTP/1.1 204 No Content\r\nServer: nginx\r\n\r\n",
         GALLEY_ERR_NO_ARTICLE, 204},
        {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
         GALLEY_ERR_NO_ARTICLE, 200},
        {"HTTP/1.1 304 Not Modified\r\nLocation: /y\r\n\r\n",
         GALLEY_ERR_HTTP_STATUS, 304},
        {"HTTP/1.1 301 Moved Permanently\r\nContent-Length: 4\r\n\r\n<h1>",
         GALLEY_ERR_HTTP_STATUS, 301},
        {"HTTP/1.1 302 Found\r\nLocation:  \r\nContent-Length: 0\r\n\r\n",
         GALLEY_ERR_HTTP_STATUS, 302},
        {"HTTP/1.1 503 Busy\r\nLocation: /y\r\nRetry-After: 9\r\n\r\nBusy.",
         GALLEY_ERR_HTTP_STATUS, 503},
        {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
         GALLEY_ERR_HTTP_STATUS, 101},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n"
         "Content-Length: 3\r\n\r\n\x0b\x02\x80",
         GALLEY_ERR_COMPRESSED, 200},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
         "Content-Length: 3\r\n\r\n\x1f\x8b\x08",
         GALLEY_ERR_COMPRESSED, 200}, /* nobody gave a window */
        {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
         "Content-Length: 4\r\n\r\n%PDF", GALLEY_ERR_BINARY, 200},
        {"HTTP/1.1 200 OK\r\nLocation: /y\r\nContent-Length: 3\r\n\r\n<p>",
         GALLEY_ERR_NO_ARTICLE, 200},
        {"", GALLEY_ERR_ESP_CONNECT, 0},
        {"SSH-2.0-OpenSSH_9.2\r\n", GALLEY_ERR_ESP_CONNECT, 0},
        {"HTTP/1.1 200 OK\r\nServer: ngi", GALLEY_ERR_ESP_CONNECT, 0},
        {"HTTP/1.1 103 Early Hints\r\n\r\n", GALLEY_ERR_ESP_CONNECT, 103}
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        struct wanted w = {0, 0, "http://a.example/x", 1, NULL};
        struct answer a = answer_of(cases[i].answer);

        w.result = cases[i].result;
        w.status = cases[i].status;
        test_case(cases[i].answer, "http://a.example/x", &a, 1, NULL, &w);
    }
}

/* ---- ends before their time ---- */

/* Behind every byte of the body the article is that of what came before, and
 * the result names what happened, unless Galley had enough by then. */
static void test_cut_short(void)
{
    static const int results[] = {GALLEY_ERR_HTTP_LENGTH,
                                  GALLEY_ERR_ESP_READ,
                                  GALLEY_ERR_ESP_TIMEOUT};
    struct article article;
    struct text t = {NULL, 0, 0};
    size_t n, head;
    uint8_t end;

    add_response(&t, "", BY_LENGTH, story, sizeof story - 1);
    head = t.size - (sizeof story - 1);
    for (n = head; n < t.size; n += 61) {
        article_read(&article, t.bytes + head, n - head, NULL);
        for (end = END_CLOSE; end <= END_SILENCE; end++) {
            struct wanted w = {0, 200, "http://a.example/", 1, NULL};
            struct answer a = {NULL, 0, 0, 0, 0};

            a.bytes = t.bytes;
            a.size = n;
            a.end = end;
            w.result = results[end];
            w.article = &article;
            test_case("cut short", "http://a.example/", &a, 1, NULL, &w);
        }
    }
    harness_check(article.headline[0] != '\0'
                      && strstr(article.body, "seal asleep") != NULL,
                  "of a page cut short the article so far");
    free(t.bytes);
}

/* The same in chunks, and where the length is not told: the server's hanging
 * up is the end. */
static void test_cut_chunks(void)
{
    struct article article;
    struct wanted w = {GALLEY_ERR_HTTP_LENGTH, 200, "http://a.example/", 1,
                       NULL};
    struct text t = {NULL, 0, 0};
    struct answer a;

    article_read(&article, story, 400, NULL);
    w.article = &article;
    add_response(&t, "", BY_CHUNKS, story, 400);
    a = answer_of(t.bytes);
    a.size -= strlen("0\r\n\r\n"); /* all chunks but the last */
    test_case("cut between chunks", "http://a.example/", &a, 1, NULL, &w);
    memcpy(t.bytes + a.size, "zzz\r\n", 5); /* no size */
    a.size += 5;
    test_case("a chunk without a size", "http://a.example/", &a, 1, NULL, &w);
    t.size = 0;
    add_response(&t, "", BY_CLOSE, story, 400);
    a = answer_of(t.bytes);
    a.end = END_RESET;
    w.result = GALLEY_ERR_ESP_READ;
    test_case("reset at the end", "http://a.example/", &a, 1, NULL, &w);
    free(t.bytes);
}

static void test_times(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct galley_esp_options o = OPTIONS;
    struct arrival by_byte = {0, 1};
    struct answer a = story_answer();
    int64_t begun = esp_timer_get_time();

    o.idle_seconds = 7;
    a.size = 20;
    a.end = END_SILENCE;
    fetch(f, "http://a.example/", &a, 1, NULL, 100, &o);
    harness_check(f->result == GALLEY_ERR_ESP_TIMEOUT && is_clean()
                      && esp_timer_get_time() - begun == 7 * 1000000,
                  "silence in the head");

    a = story_answer();
    a.pause = 5000; /* a byte in 5 seconds, for ever */
    o.total_seconds = 600;
    begun = esp_timer_get_time();
    fetch(f, "http://a.example/", &a, 1, &by_byte, 1000, &o);
    harness_check(f->result == GALLEY_ERR_ESP_TIMEOUT && is_clean()
                      && esp_timer_get_time() - begun < 610 * 1000000,
                  "600 seconds in all");
    harness_check(galley_esp_status(&f->fetch) == 200, "in the body");
    o.total_seconds = 100;
    begun = esp_timer_get_time();
    fetch(f, "http://a.example/", &a, 1, &by_byte, 1000, &o);
    harness_check(f->result == GALLEY_ERR_ESP_TIMEOUT && is_clean()
                      && galley_esp_status(&f->fetch) == 0
                      && esp_timer_get_time() - begun < 400 * 1000000,
                  "in the head, with the end of a field");
    free(f);
}

/* 1xx without end, and a page that comes fast, but has none either. */
static void test_endless(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct galley_esp_options o = OPTIONS;
    struct text t = {NULL, 0, 0};
    struct answer a = answer_of("HTTP/1.1 102 Processing\r\n\r\n");
    int i;

    a.end = END_REPEAT;
    a.pause = 1000;
    fetch(f, "http://a.example/", &a, 1, NULL, 100, NULL);
    harness_check(f->result == GALLEY_ERR_ESP_TIMEOUT && is_clean(),
                  "1xx without end");
    add_response(&t, "", BY_CLOSE, "<p>", 3);
    for (i = 0; i < 3000; i++)
        text_add(&t, "<p><a href=/>x</a>");
    a = answer_of(t.bytes);
    a.pause = 1;
    a.end = END_REPEAT;
    o.total_seconds = 1;
    fetch(f, "http://a.example/", &a, 1, NULL, 1000, &o);
    harness_check(f->result == GALLEY_ERR_ESP_TIMEOUT && is_clean()
                      && client_arrived() < 1100 * 1000,
                  "a page without end");
    free(t.bytes);
    free(f);
}

/* ---- what cannot be asked ---- */

static void test_no_answer(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct answer answers[2] = {{NULL, 0, 0, 1, 0}, {NULL, 0, 0, 1, 0}};
    struct answer redirect = answer_of(NGINX("/y"));
    char piece[10];

    fetch(f, "http://a.example/", answers, 1, NULL, 10, NULL);
    harness_check(f->result == GALLEY_ERR_ESP_CONNECT && is_clean(),
                  "no connection");
    answers[0] = redirect;
    fetch(f, "http://a.example/", answers, 2, NULL, 10, NULL);
    harness_check(f->result == GALLEY_ERR_ESP_CONNECT && is_clean()
                      && client_requests() == 2
                      && galley_esp_status(&f->fetch) == 0
                      && strcmp(galley_esp_url(&f->fetch),
                                "http://a.example/y") == 0,
                  "no connection behind a redirect");
    article_begin(&f->article);
    client_begin(answers, 2, NULL);
    client_no_memory(1);
    f->result = galley_esp_get(&f->fetch, &f->article.galley,
                               "http://a.example/", piece, sizeof piece,
                               NULL);
    harness_check(f->result == GALLEY_ERR_ESP_MEMORY && is_clean(),
                  "no memory for the second client");
    free(f);
}

static void test_refused(void)
{
    static const struct {
        const char *url;
        int result;
    } cases[] = {
        {"", GALLEY_ERR_URL}, {"a.example/x", GALLEY_ERR_URL},
        {"ftp://a.example/", GALLEY_ERR_URL_SCHEME},
        {"http://me@a.example/", GALLEY_ERR_URL_USER},
        {"http:///x", GALLEY_ERR_URL}, {"http://a.example:0/", GALLEY_ERR_URL},
        {"http://a.example/\r\nX: y", GALLEY_ERR_URL}
    };
    struct fetched *f = harness_allocate(sizeof *f);
    struct galley_esp_options o = OPTIONS;
    struct galley_options http = GALLEY_OPTIONS;
    struct answer a = story_answer();
    char piece[10];
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        fetch(f, cases[i].url, &a, 1, NULL, 10, NULL);
        harness_check(f->result == cases[i].result && is_clean()
                          && client_requests() == 0, cases[i].url);
    }
    o.user_agent = "x\r\nY: z";
    fetch(f, "http://a.example/", &a, 1, NULL, 10, &o);
    harness_check(f->result == GALLEY_ERR_OPTIONS && client_requests() == 0,
                  "a line end in the User-Agent");
    f->result = galley_esp_fetch(&f->article.galley, "http://a.example/",
                                 NULL, 10);
    harness_check(f->result == GALLEY_ERR_OPTIONS, "no piece");
    f->result = galley_esp_fetch(&f->article.galley, "http://a.example/",
                                 piece, 0);
    harness_check(f->result == GALLEY_ERR_OPTIONS, "an empty piece");
    http.http = 1;
    galley_init(&f->article.galley, &http);
    f->result = galley_esp_fetch(&f->article.galley, "http://a.example/",
                                 piece, sizeof piece);
    harness_check(f->result == GALLEY_ERR_OPTIONS, "options.http");
    free(f);
}

/* Of the page before nothing is left, whatever goes wrong. */
static void test_cleared(void)
{
    static const char *const urls[] = {"http://a.example/", "nonsense",
                                       "http://a.example/"};
    static struct article article, none;
    char piece[100];
    size_t i;

    article_begin(&none);
    for (i = 0; i < COUNT(urls); i++) {
        struct answer a = story_answer();
        int result;

        article_begin(&article);
        client_begin(&a, 1, NULL);
        result = galley_esp_fetch(&article.galley, urls[0], piece,
                                  sizeof piece);
        harness_check(result == GALLEY_OK
                          && article_equal(&article, &expected), "a page");
        a.refuse = i == 0;
        client_begin(&a, 1, NULL);
        result = galley_esp_fetch(&article.galley, urls[i], piece,
                                  i == 2 ? 0 : sizeof piece);
        harness_check(result < 0 && article_equal(&article, &none),
                      "nothing of the page before");
    }
}

/* ---- the request ---- */

static void prepare(void *user, struct esp_http_client *client)
{
    ++*(int *)user;
    esp_http_client_set_header(client, "Cookie", "a=b");
}

static void test_request(void)
{
    struct fetched *f = harness_allocate(sizeof *f);
    struct galley_esp_options o = OPTIONS;
    struct answer answers[2];
    const esp_http_client_config_t *config = client_config();
    int calls = 0;

    answers[0] = answer_of(NGINX("/y"));
    answers[1] = story_answer();
    fetch(f, "http://a.example/x/../b?c= d#e", answers + 1, 1, NULL, 100,
          NULL);
    harness_check(strcmp(client_request(0),
                         "GET http://a.example/b?c=%20d\n"
                         "User-Agent: galley/" GALLEY_VERSION "\n"
                         "Accept-Encoding: identity\n"
                         "Accept: text/html, application/xhtml+xml, "
                         "*/*;q=0.5\n") == 0, "the request");
    harness_check(config->timeout_ms == 20000 && config->buffer_size == 1024
                      && config->buffer_size_tx == 1024
                      && config->cert_pem == NULL
                      && config->crt_bundle_attach != NULL, "the defaults");
    o.user_agent = "tester/1";
    o.prepare = prepare;
    o.user = &calls;
    o.certificate = "-----BEGIN";
    o.idle_seconds = 65535;
    o.receive_size = 4096;
    o.send_size = 2048;
    fetch(f, "http://a.example/", answers, 2, NULL, 100, &o);
    harness_check(strcmp(client_request(1),
                         "GET http://a.example/y\nUser-Agent: tester/1\n"
                         "Accept-Encoding: identity\n"
                         "Accept: text/html, application/xhtml+xml, "
                         "*/*;q=0.5\nCookie: a=b\n") == 0
                      && calls == 2, "the options in the request");
    harness_check(config->timeout_ms == 65535000
                      && config->buffer_size == 4096
                      && config->buffer_size_tx == 2048
                      && config->cert_pem == o.certificate
                      && config->crt_bundle_attach == NULL,
                  "the options in the config");
    free(f);
}

/* ---- results ---- */

static int stop(void *user, const struct galley_block *block)
{
    (void)user;
    (void)block;
    return 1;
}

static void test_sink(void)
{
    static struct article article;
    struct galley_options options = GALLEY_OPTIONS;
    struct answer a = story_answer();
    char piece[100];

    options.body = article.body;
    options.body_size = sizeof article.body;
    options.on_block = stop;
    galley_init(&article.galley, &options);
    client_begin(&a, 1, NULL);
    harness_check(galley_esp_fetch(&article.galley, "http://a.example/",
                                   piece, sizeof piece) == GALLEY_ERR_SINK
                      && is_clean(), "a sink that fails");
    options.on_block = NULL;
    options.body_size = GALLEY_BODY_MIN;
    galley_init(&article.galley, &options);
    client_begin(&a, 1, NULL);
    harness_check(galley_esp_fetch(&article.galley, "http://a.example/",
                                   piece, sizeof piece) == GALLEY_TRUNCATED
                      && is_clean(), "a body that is too small");
}

static void test_names(void)
{
    static const struct {
        int result;
        const char *name;
    } names[] = {
        {GALLEY_ERR_URL, "url"}, {GALLEY_ERR_URL_SCHEME, "url_scheme"},
        {GALLEY_ERR_URL_USER, "url_user"}, {GALLEY_ERR_URL_LONG, "url_long"},
        {GALLEY_ERR_ESP_MEMORY, "memory"}, {GALLEY_ERR_ESP_CONNECT, "connect"},
        {GALLEY_ERR_ESP_READ, "read"},
        {GALLEY_ERR_ESP_REDIRECTS, "redirects"},
        {GALLEY_ERR_ESP_TIMEOUT, "timeout"}, {GALLEY_OK, "ok"},
        {GALLEY_ERR_HTTP_STATUS, "http_status"},
        {GALLEY_ERR_NO_ARTICLE, "no_article"}
    };
    size_t i;

    for (i = 0; i < COUNT(names); i++)
        harness_check(strcmp(galley_esp_strname(names[i].result),
                             names[i].name) == 0
                          && galley_esp_strerror(names[i].result)[0] != '\0'
                          && (i < 9 || strcmp(galley_esp_strerror(
                                                  names[i].result),
                                              galley_strerror(
                                                  names[i].result)) == 0),
                      names[i].name);
}

int main(void)
{
    harness_check(article_read(&expected, story, sizeof story - 1, NULL)
                      == GALLEY_OK
                      && strcmp(expected.headline,
                                "Last ferry of the night is halted") == 0,
                  "the story");
    add_response(&response, "Content-Type: text/html\r\n", BY_LENGTH, story,
                 sizeof story - 1);
    test_framings();
    test_interim();
    test_charsets();
    test_compressed();
    test_hangs_up();
    test_redirects();
    test_endless_redirect();
    test_stay();
    test_many_redirects();
    test_not_followed();
    test_long_location();
    test_statuses();
    test_cut_short();
    test_cut_chunks();
    test_times();
    test_endless();
    test_no_answer();
    test_refused();
    test_cleared();
    test_request();
    test_sink();
    test_names();
    free(response.bytes);
    return harness_summary();
}
