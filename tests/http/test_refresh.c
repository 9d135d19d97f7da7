/*
 * Pages without an article whose <meta> leads to another location, at every
 * cut of them: alone, and as the body of a response.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define TEXT                                                                 \
    "The ice came early, the boats stayed where they were, and nobody in "   \
    "the harbour remembered a winter like it."
#define PAGE "<title>Ice</title><main><h1>Ice</h1><p>Monday. " TEXT "<p>" TEXT
#define META(content) "<meta http-equiv=Refresh content=\"" content "\">"

/* ---- the stage; the log: "RESULT: LOCATION" ---- */

struct reader {
    struct galley g;
    char *body;
};

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    struct galley_options o = GALLEY_OPTIONS;

    (void)log;
    o.http = with != NULL;
    o.body = r->body = harness_allocate(512);
    o.body_size = 512;
    galley_init(&r->g, &o);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;

    galley_feed(&r->g, bytes, n);
    if (*galley_field(&r->g, GALLEY_FIELD_LOCATION) != '\0')
        log_complain(log, "a location before the end");
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    int result = galley_finish(&r->g);
    const char *location = galley_field(&r->g, GALLEY_FIELD_LOCATION);

    log_print(log, "%d: %s", result, location);
    if (galley_needed(&r->g, GALLEY_FIELD_LOCATION) != strlen(location))
        log_complain(log, "the location's size");
    free(r->body);
}

static const struct stage stage = {sizeof(struct reader), init, feed, finish};

/* ---- pages ---- */

static const struct test {
    const char *name, *page;
    const char *location; /* NULL: none */
} tests[] = {
    {"what most write", META("0; url=https://news.test/a?b=c&amp;d"),
     "https://news.test/a?b=c&d"},
    {"in capitals", "<META HTTP-EQUIV=REFRESH CONTENT='0;URL=/next'>",
     "/next"},
    {"content first", "<meta content='3;url=b.html' http-equiv=refresh>",
     "b.html"},
    {"quoted", META("1;url='/a b'"), "/a%20b"},
    {"quoted, and more", META("1 , Url = '/a' c"), "/a"},
    {"without url=", META("5; 2.html"), "2.html"},
    {"a fraction", META("0.5;url=a"), "a"},
    {"letters of another script", META("0;url=/\xC3\xA9"), "/%C3%A9"},
    {"beside a line", META("0;url=/a") "<p>Click <a href=/a>here</a>.", "/a"},
    {"the first counts", META("0;url=/a") META("0;url=/b"), "/a"},
    {"the page itself", META("0"), NULL},
    {"the page itself, again", META("5;"), NULL},
    {"an empty URL", META("0;url="), NULL},
    {"after a while", META("10;url=/a"), NULL},
    {"no number", META("url=/a"), NULL},
    {"nothing", META(""), NULL},
    {"something else", "<meta name=refresh-rate content='0;url=/a'>", NULL},
    {"for those without scripts",
     "<noscript>" META("0;url=/a") "</noscript>", NULL}
};

static void compare(const char *name, const char *page, int result,
                    const char *location)
{
    static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
    char response[2000], wanted[600];

    snprintf(response, sizeof response, "%s%s", head, page);
    snprintf(wanted, sizeof wanted, "%d: %s", result, location);
    harness_check(cuts_give(name, &stage, NULL, page, strlen(page), wanted,
                            strlen(wanted)), name);
    harness_check(cuts_give(name, &stage, "", response, strlen(response),
                            wanted, strlen(wanted)), name);
}

/* n bytes of a URL. */
static void test_long(size_t n, int result)
{
    char page[1000] = "<meta http-equiv=refresh content=0;url=/", url[600];

    memset(url, 'x', n);
    url[0] = '/';
    url[n] = '\0';
    strcat(strcat(page, url + 1), ">");
    compare("a long URL", page, result,
            result == GALLEY_ERR_REFRESH ? url : "");
}

/* With an article behind it, it leads nowhere. */
static void test_article(void)
{
    compare("an article", META("0;url=/a") PAGE, GALLEY_OK, "");
    compare("an article before", PAGE META("0;url=/a"), GALLEY_OK, "");
}

/* A page that breaks off has an error of its own; whether there would have
 * been an article nobody knows. */
static void test_broken(void)
{
    static const char response[] = "HTTP/1.1 200 OK\r\nContent-Length: 999"
        "\r\n\r\n" META("0;url=/a");
    char wanted[16];

    snprintf(wanted, sizeof wanted, "%d: ", GALLEY_ERR_HTTP_LENGTH);
    harness_check(cuts_give("broken off", &stage, "", response,
                            sizeof response - 1, wanted, strlen(wanted)),
                  "broken off");
}

int main(void)
{
    size_t i;

    for (i = 0; i < COUNT(tests); i++)
        compare(tests[i].name, tests[i].page,
                tests[i].location != NULL ? GALLEY_ERR_REFRESH
                                          : GALLEY_ERR_NO_ARTICLE,
                tests[i].location != NULL ? tests[i].location : "");
    test_long(GALLEY_LOCATION_SIZE - 1, GALLEY_ERR_REFRESH);
    test_long(GALLEY_LOCATION_SIZE, GALLEY_ERR_NO_ARTICLE);
    test_long(500, GALLEY_ERR_NO_ARTICLE);
    test_article();
    test_broken();
    return harness_summary();
}
