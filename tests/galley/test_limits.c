/*
 * Every limit at N-1, N, N+1 and N+2: what fits is whole, what does not is
 * cut or skipped as its header says, and what follows is right again.  (Those
 * of the tokenizer are in tests/tokenizer/limits.c, more of HTTP's in
 * test_http.c.)  It holds in any configuration; `make matrix` tries them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- text ---- */

/* '#' becomes three letters that no other number has. */
static void add_numbered(struct text *t, const char *s, size_t number)
{
    char letters[3];
    size_t n;

    letters[0] = (char)('a' + number / 676 % 26);
    letters[1] = (char)('a' + number / 26 % 26);
    letters[2] = (char)('a' + number % 26);
    for (; *s != '\0'; s += n) {
        n = strcspn(s, "#");
        if (n > 0)
            text_bytes(t, s, n);
        else
            text_bytes(t, letters, 3);
        n += n == 0;
    }
}

static void add_times(struct text *t, const char *unit, size_t times)
{
    size_t i;

    for (i = 0; i < times; i++)
        add_numbered(t, unit, i);
}

/* ---- one page, in some cuts ---- */

/* Whole, in short pieces, in random ones; the log is left in *whole. */
static int read_cuts(const char *name, const struct page *page,
                     const struct text *html, struct log *whole)
{
    struct cut cut = {0, 0, 0};
    int good = 1;

    cut.size = html->size;
    *whole = cuts_read(&galley_stage, page, html->bytes, html->size, &cut);
    if (whole->complaints > 0) {
        printf("%s: %s\n", name, whole->first);
        good = 0;
    }
    for (cut.size = html->size < 4096 ? 1 : 7; cut.size < 9; cut.size += 3)
        good = good && cuts_same(name, &galley_stage, page, html->bytes,
                                 html->size, &cut, whole);
    cut.size = 0;
    for (cut.seed = 1; cut.seed <= 4; cut.seed++)
        good = good && cuts_same(name, &galley_stage, page, html->bytes,
                                 html->size, &cut, whole);
    return good;
}

/* ---- fields ---- */

struct source {
    const char *before, *after; /* of the text in the page */
    const char *field;
    size_t size;   /* of the field's buffer */
    int attribute; /* its value has a buffer of its own, of the size of a
                      description */
};

#define LD(key)                                                         \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"" key \
    "\":\"", "\"}</script>"
#define META(name) "<meta name='" name "' content='", "'>"

static const struct source sources[] = {
    {"<title>", "</title>", "headline", GALLEY_TITLE_SIZE, 0},
    {"<h1>", "</h1>", "headline", GALLEY_TITLE_SIZE, 0},
    {"<b itemprop=headline>", "</b>", "headline", GALLEY_TITLE_SIZE, 0},
    {META("og:title"), "headline", GALLEY_TITLE_SIZE, 1},
    {LD("headline"), "headline", GALLEY_TITLE_SIZE, 0},
    {META("author"), "byline", GALLEY_BYLINE_SIZE, 1},
    {LD("author"), "byline", GALLEY_BYLINE_SIZE, 0},
    {META("og:site_name"), "site", GALLEY_SITE_SIZE, 1},
    {LD("publisher"), "site", GALLEY_SITE_SIZE, 0},
    {META("description"), "description", GALLEY_DESCRIPTION_SIZE, 1},
    {LD("description"), "description", GALLEY_DESCRIPTION_SIZE, 0},
    {META("language"), "lang", GALLEY_LANG_SIZE, 1},
    {"<html lang='", "'>", "lang", GALLEY_LANG_SIZE, 1},
    {LD("inLanguage"), "lang", GALLEY_LANG_SIZE, 0},
};

/* n bytes of text, and how many of them size bytes hold: two words of ASCII,
 * or one of characters of two bytes. */
static size_t add_words(struct text *t, size_t n, size_t size)
{
    size_t from = t->size;

    text_add(t, "A");
    add_times(t, "a", n - 1);
    if (n > 5)
        t->bytes[from + n - 3] = ' ';
    return n < size ? n : n > 5 ? n - 3 : size - 1;
}

static size_t add_wide(struct text *t, size_t n, size_t size)
{
    text_add(t, n % 2 != 0 ? "A" : "\xC3\x84");
    add_times(t, "\xC3\xA4", (n - 1) / 2);
    return n < size ? n : size - 1 - (n % 2 == size % 2);
}

static void test_source(const struct source *s, size_t n, int wide)
{
    static const struct page with = {0};
    struct text page = {NULL, 0, 0}, line = {NULL, 0, 0};
    char needs[48], name[96];
    struct log log;
    size_t held, from;

    text_add(&page, "<meta charset=utf-8>");
    text_add(&page, s->before);
    from = page.size;
    held = (wide ? add_wide : add_words)(&page, n, s->size);
    text_add(&line, s->field);
    text_add(&line, "=");
    text_bytes(&line, page.bytes + from, held);
    text_add(&page, s->after);
    sprintf(needs, "%s needs %lu", s->field, (unsigned long)n);
    sprintf(name, "%.60s, %lu of %lu", s->before, (unsigned long)n,
            (unsigned long)s->size);
    harness_check(read_cuts(name, &with, &page, &log)
                      && log_has_line(name, &log, line.bytes)
                      && log_has_line(name, &log, needs), name);
    free(log.text);
    free(line.bytes);
    free(page.bytes);
}

static void test_sources(void)
{
    size_t i, n;

    for (i = 0; i < COUNT(sources); i++) {
        struct source s = sources[i];

        if (s.attribute && s.size > GALLEY_DESCRIPTION_SIZE)
            s.size = GALLEY_DESCRIPTION_SIZE;
        for (n = s.size - 2; n <= s.size + 1; n++) {
            test_source(&s, n, 0);
            test_source(&s, n, 1);
        }
    }
}

/* ---- dates: as found, in whole characters ---- */

static void test_published(void)
{
    static const char date[] = "2026-11-25T10:11:12.";
    static const struct page with = {0};
    size_t n;

    for (n = GALLEY_PUBLISHED_SIZE - 1; n <= GALLEY_PUBLISHED_SIZE + 1; n++) {
        struct text page = {NULL, 0, 0}, line = {NULL, 0, 0};
        struct log log;
        char needs[48];

        text_add(&line, date);
        add_times(&line, "0", GALLEY_PUBLISHED_SIZE);
        line.bytes[n] = '\0';
        text_add(&page, "<time datetime='");
        text_add(&page, line.bytes);
        text_add(&page, "'></time>");
        line.size = n < GALLEY_PUBLISHED_SIZE ? n : GALLEY_PUBLISHED_SIZE - 1;
        memmove(line.bytes + 10, line.bytes, line.size);
        memcpy(line.bytes, "published=", 10);
        line.bytes[10 + line.size] = '\0';
        sprintf(needs, "published needs %lu", (unsigned long)n);
        harness_check(read_cuts("date", &with, &page, &log)
                          && log_has_line("date", &log, line.bytes)
                          && log_has_line("date", &log, needs), "date");
        free(log.text);
        free(line.bytes);
        free(page.bytes);
    }
}

/* ---- everything else: a page with n of something ---- */

#define ANY 1000 /* a result that says nothing of the limit */

struct limit {
    const char *name;
    size_t limit;  /* how many fit */
    size_t others; /* of them are not made of units */
    struct page with;
    size_t grow;   /* the body buffer has a byte more for each */
    const char *front, *unit, *middle, *close, *back; /* unit and close come
                   as often; '#' in them is their number in letters */
    int within, beyond; /* results */
    /* Lines that the log has, '!': must not have; '~' stands for the units,
     * '@' for n. */
    const char *lines[3], *more[3];
    const char *each; /* a line for each unit */
};

#define HEAD "<title>Ice in the harbour</title><h1>Ice in the harbour</h1>"
#define TEXT                                                               \
    "The ice came early, the boats stayed where they were, and nobody in " \
    "the harbour remembered a winter like it."
#define DAYS                                                           \
    "<p>Monday: " TEXT "<p>Tuesday: " TEXT "<p>Wednesday: " TEXT      \
    "<p>Thursday: " TEXT "<p>Friday: " TEXT "<p>Saturday: " TEXT
#define NIGHTS "<p>Friday night: " TEXT "<p>Saturday night: " TEXT
#define DAYS_SIZE (sizeof DAYS - 1 - 6 * 3 + 5 * 2) /* in the body */
#define SEEN "Sunday: " TEXT
#define SECRET "Never: " TEXT
#define JSON "<script type=application/ld+json>"
#define ARTICLE "{\"@type\":\"NewsArticle\",\"headline\":\"Ice floes\"}"
#define OK "HTTP/1.1 200 OK\r\n"
#define FOUND "headline=Ice floes"
#define BODY(size) {.body_size = (size), .whole = 1}
#define SINK(size) {.body_size = (size), .whole = 1, .sink = 1}
#define HTTP {.http = 1}
#define FIELDS {0}

static const struct limit limits[] = {
    /* ---- galley_config.h ---- */
    {"attributes", GALLEY_ATTRIBUTES, 1, FIELDS, 0,
     "<html", " a#=1", " lang=de lang=fr>", "", "", ANY, ANY,
     {"lang=de"}, {"lang=fr"}, NULL},
    {"an element is remembered", GALLEY_STACK, 2, BODY(4096), 0,
     HEAD DAYS "<p>" SEEN " ", "<i>", "<b hidden>Nobody sees this.</b>",
     "</i>", "<p>" SEEN "!", GALLEY_OK, GALLEY_OK,
     {SEEN, SEEN "!"}, {SEEN " Nobody sees this.", SEEN "!"}, NULL},
    {"inside a hidden element", GALLEY_STACK, 1, BODY(4096), 0,
     HEAD DAYS "<div hidden>", "<i>", "<p>" SECRET "</p>", "</i>",
     "</div><p>" SEEN, GALLEY_OK, GALLEY_OK,
     {SEEN, "!" SECRET}, {SEEN, "!" SECRET}, NULL},
    {"records", GALLEY_RECORDS, 6, BODY(400000), 0,
     HEAD DAYS, "<p>Day #: " TEXT, "", "", "<p>" SEEN NIGHTS, GALLEY_OK,
     GALLEY_OK, {NULL}, {NULL}, "Day #: " TEXT},
    {"records and a sink", GALLEY_RECORDS, 6, SINK(400000), 0,
     HEAD DAYS, "<p>Day #: " TEXT, "", "", "<p>" SEEN NIGHTS, GALLEY_OK,
     GALLEY_OK, {NULL}, {NULL},
     "block 0, level 0, flags 0, number 0: Day #: " TEXT},
    {"containers", GALLEY_CONTAINERS, 1, BODY(400000), 0,
     HEAD DAYS, "<div><p>Day #: " TEXT "</div>", "", "", "<p>" SEEN NIGHTS,
     GALLEY_OK, GALLEY_OK, {SEEN}, {SEEN}, "Day #: " TEXT},
    {"styles", GALLEY_STYLES, 0, BODY(400000), 0,
     HEAD DAYS, "<p class=y#>Day #: " TEXT, "", "", "", GALLEY_OK, GALLEY_OK,
     {"Saturday: " TEXT}, {"Saturday: " TEXT}, NULL},
#if GALLEY_HTTP
    {"Location", GALLEY_LOCATION_SIZE - 1, 0, HTTP, 0,
     "HTTP/1.1 301 M\r\nLocation: ", "x", "\r\n\r\n", "", "",
     GALLEY_ERR_HTTP_REDIRECT, GALLEY_ERR_LIMIT,
     {"location needs @", "location=~"}, {"location="}, NULL},
    {"an encoded Location", GALLEY_LOCATION_SIZE - 1, 3, HTTP, 0,
     "HTTP/1.1 301 M\r\nLocation: ", "x", "\xE9\r\n\r\n", "", "",
     GALLEY_ERR_HTTP_REDIRECT, GALLEY_ERR_LIMIT,
     {"location needs @", "location=~%E9"}, {"location="}, NULL},
    {"head", GALLEY_HTTP_HEAD_MAX, sizeof OK "A: \r\n\r\n" - 1, HTTP, 0,
     OK "A: ", "x", "\r\n\r\n<title>Ice floes</title>", "", "",
     ANY, GALLEY_ERR_LIMIT, {FOUND}, {"headline="}, NULL},
    {"interim responses", GALLEY_HTTP_INTERIM_MAX, 0, HTTP, 0,
     "", "HTTP/1.1 103 E\r\n\r\n", OK "\r\n<title>Ice floes</title>", "", "",
     ANY, GALLEY_ERR_LIMIT, {FOUND}, {"headline="}, NULL},
    {"a response's field name", 18, 0, HTTP, 0,
     OK, "x", ": 1\r\n\r\n<title>Ice floes</title>", "", "", ANY, ANY,
     {FOUND}, {FOUND}, NULL},
#if GALLEY_CHARSET_SINGLE_BYTE
    {"a response's charset", 23, 12, HTTP, 0,
     OK "Content-Type: text/html; charset=\"", " ",
     "windows-1251\"\r\n\r\n<title>Ice fl\xEE\x65s</title>", "", "", ANY, ANY,
     {"headline=Ice fl\xD0\xBE" "es"}, {"headline=Ice fl\xC3\xAE" "es"},
     NULL},
#endif
#endif

    /* ---- tags ---- */
    {"a tag's name", 15, 0, BODY(4096), 0,
     HEAD DAYS "<", "x", " hidden>" SECRET "</", "x", "><p>" SEEN,
     GALLEY_OK, GALLEY_OK, {SEEN, "!" SECRET}, {SEEN, "!" SECRET}, NULL},
    {"an attribute's name", 15, 0, BODY(4096), 0,
     HEAD DAYS "<div ", "x", "=1 hidden>" SECRET "</div><p>" SEEN, "", "",
     GALLEY_OK, GALLEY_OK, {SEEN, "!" SECRET}, {SEEN, "!" SECRET}, NULL},
    {"an attribute's name that begins as another", 15, 6, BODY(4096), 0,
     HEAD DAYS "<p hidden", "x", ">" SEEN, "", "",
     GALLEY_OK, GALLEY_OK, {SEEN}, {SEEN}, NULL},
    {"a key", 39, 7, FIELDS, 0,
     "<meta name='", "x", ":author' content='Ann Lee'>", "", "", ANY, ANY,
     {"byline=Ann Lee"}, {"byline="}, NULL},
    {"a key that begins as another ends", 39, 8, FIELDS, 0,
     "<meta name='", "x", ":authors' content='Ann Lee'>", "", "", ANY, ANY,
     {"byline="}, {"byline="}, NULL},
    {"a key behind a long one", 40, 0, FIELDS, 0,
     "<meta name='", "x", "' content=x><meta name=author content='Ann Lee'>",
     "", "", ANY, ANY, {"byline=Ann Lee"}, {"byline=Ann Lee"}, NULL},
    {"a class word", 255, 0, BODY(4096), 0,
     HEAD DAYS "<p class='", "x", "'>" SEEN, "", "", GALLEY_OK, GALLEY_OK,
     {SEEN}, {SEEN}, NULL},
#if GALLEY_STACK >= 40
    {"how far an end tag looks", 32, 1, BODY(4096), 0,
     HEAD DAYS "<div hidden>", "<i>", "</div><p>" SEEN, "", "",
     GALLEY_OK, GALLEY_OK, {SEEN}, {"!" SEEN}, NULL},
    {"a list's level", 15, 0, SINK(4096), 0,
     HEAD, "<ul><li>", DAYS "<p>" SEEN, "", "", GALLEY_OK, GALLEY_OK,
     {"block 2, level @, flags 0, number 0: " SEEN},
     {"block 2, level 15, flags 0, number 0: " SEEN}, NULL},
    {"lists that are counted", 8, 0, SINK(4096), 0,
     HEAD, "<ol start=7><li>", SEEN DAYS, "", "", GALLEY_OK, GALLEY_OK,
     {"block 2, level @, flags 0, number 7: " SEEN},
     {"block 2, level @, flags 0, number 0: " SEEN}, NULL},
#endif

    /* ---- JSON-LD ---- */
    {"what is deep is skipped", 16, 1, FIELDS, 0,
     JSON, "[", ARTICLE, "", "", ANY, ANY, {FOUND}, {"headline="}, NULL},
    {"behind what is deep", 16, 1, FIELDS, 0,
     JSON "{\"@type\":\"NewsArticle\",\"x\":", "{\"y\":", "1", "}",
     ",\"headline\":\"Ice floes\"}", ANY, ANY, {FOUND}, {FOUND}, NULL},
    {"behind what is too deep to be counted", 16 + 255, 1, FIELDS, 0,
     JSON "{\"@type\":\"NewsArticle\",\"x\":", "{\"y\":", "1", "}",
     ",\"headline\":\"Ice floes\"}", ANY, ANY, {FOUND}, {"headline="}, NULL},
    {"inside what is too deep to be counted", 16 + 255, 1, FIELDS, 0,
     JSON "{\"@type\":\"NewsArticle\",\"x\":[", "[", "", "]", "," ARTICLE,
     ANY, ANY, {"headline="}, {"headline="}, NULL},
    {"a long key", 28, 8, FIELDS, 0,
     JSON "{\"@type\":\"NewsArticle\",\"", "x",
     "headline\":\"Fog\",\"headline\":\"Ice floes\"}", "", "", ANY, ANY,
     {FOUND}, {FOUND}, NULL},
    {"a long type", 28, 11, FIELDS, 0,
     JSON "{\"@type\":\"", "x", "NewsArticle\",\"headline\":\"Ice floes\"}",
     "", "", ANY, ANY, {FOUND}, {FOUND}, NULL},
    {"a character reference", 10, 3, FIELDS, 0,
     JSON "{\"@type\":\"NewsArticle\",\"headline\":\"Ice &#", "0",
     "65; floes\"}", "", "", ANY, ANY, {"headline=Ice A floes"},
     {"headline=Ice &#~65; floes"}, NULL},

    /* ---- text ---- */
    {"a title's words", 24, 0, BODY(4096), 0,
     "<title>", "# ", "</title><h1>Ice in the harbour</h1>" DAYS, "", "",
     GALLEY_OK, GALLEY_OK, {"Saturday: " TEXT}, {"Saturday: " TEXT}, NULL},
    {"a block", 13000, 0, BODY(200000), 0,
     "<meta name=date content=2024-01-02><article>" HEAD DAYS "<p>Snow",
     " snow",
     ".<p>" SEEN NIGHTS, "", "", GALLEY_OK, GALLEY_OK,
     {"Snow~.", SEEN}, {"Snow~.", SEEN}, NULL},
    {"texts that are known again", 23, 1, SINK(300), 0,
     HEAD DAYS "<p>" SEEN, "<p>Day #: " TEXT, "<ul><li>" SEEN "</ul>" NIGHTS,
     "", "", GALLEY_OK, GALLEY_OK,
     {"!block 2, level 1, flags 0, number 0: " SEEN},
     {"block 2, level 1, flags 0, number 0: " SEEN}, NULL},
    {"a word that is cut out", 32, 0,
     BODY(4 * sizeof TEXT + sizeof "\n\n"), 1,
     HEAD "<p>" TEXT " " TEXT " " TEXT " " TEXT " ", "x",
     "xxxxx</p>", "", "", GALLEY_TRUNCATED, GALLEY_TRUNCATED,
     {"body=" TEXT " " TEXT " " TEXT " " TEXT},
     {"body=" TEXT " " TEXT " " TEXT " " TEXT " ~"}, NULL},
    {"the caller's body", 1024 - sizeof "\n\n" - DAYS_SIZE, 0, BODY(1024), 0,
     HEAD DAYS, "x", "", "", "", GALLEY_OK, GALLEY_TRUNCATED,
     {"Saturday: " TEXT "~"}, {"!Saturday: " TEXT "~"}, NULL},
    {"the caller's headline", 23, 0, {.headline_size = 24}, 0,
     "<title>", "x", "</title>", "", "", GALLEY_OK, GALLEY_TRUNCATED,
     {"copy=~", "headline needs @"}, {"!copy=~", "headline needs @"}, NULL},
    {"control characters", 3, 0, FIELDS, 0,
     "<title>Ice floes</title><!--", "\x01", "-->", "", "", ANY,
     GALLEY_ERR_BINARY, {FOUND}, {"lang="}, NULL},
#if GALLEY_CHARSET_SINGLE_BYTE
    {"evidence of UTF-8", 3, 0, FIELDS, 0,
     "<meta charset=windows-1251><title>Ice ", "\xC3\xA9", "\xE9</title>", "",
     "", ANY, ANY, {"headline=Ice ~\xD0\xB9"},
     {"headline=Ice ~\xEF\xBF\xBD"}, NULL},
#endif
};

/* What a line of the table stands for. */
static struct text make_line(const struct limit *l, const char *s, size_t n)
{
    struct text line = {NULL, 0, 0};
    char number[16];

    sprintf(number, "%lu", (unsigned long)n);
    for (; *s != '\0'; s++) {
        if (*s == '@')
            text_add(&line, number);
        else if (*s == '~')
            add_times(&line, l->unit, n - l->others);
        else
            text_bytes(&line, s, 1);
    }
    return line;
}

static int has(const struct log *log, const char *line, size_t n)
{
    size_t i;

    for (i = 0; i + n < log->size; i++)
        if ((i == 0 || log->text[i - 1] == '\n') && log->text[i + n] == '\n'
            && memcmp(log->text + i, line, n) == 0)
            return 1;
    return 0;
}

static int line_is_right(const struct limit *l, const char *s, size_t n,
                         const struct log *log)
{
    int wanted = *s != '!', good;
    struct text line = make_line(l, s + !wanted, n);

    good = has(log, line.bytes, line.size) == wanted;
    if (!good)
        printf("%s, %lu: %s \"%.200s\" in\n%.*s\n", l->name,
               (unsigned long)n, wanted ? "no" : "a line", line.bytes,
               (int)(log->size < 3000 ? log->size : 3000), log->text);
    free(line.bytes);
    return good;
}

static int each_is_there(const struct limit *l, size_t n,
                         const struct log *log)
{
    int good = 1;
    size_t i;

    for (i = 0; i < n - l->others && l->each != NULL && good; i++) {
        struct text line = {NULL, 0, 0};

        add_numbered(&line, l->each, i);
        good = line_is_right(l, line.bytes, n, log);
        free(line.bytes);
    }
    return good;
}

static int lines_are_right(const struct limit *l, size_t n,
                           const struct log *log)
{
    const char *const *lines = n > l->limit ? l->more : l->lines;
    int result = n > l->limit ? l->beyond : l->within, good;
    char finish[32];
    size_t i;

    sprintf(finish, "finish %d", result);
    good = result == ANY || line_is_right(l, finish, n, log);
    for (i = 0; i < COUNT(l->lines) && lines[i] != NULL; i++)
        good = line_is_right(l, lines[i], n, log) && good;
    return good && each_is_there(l, n, log);
}

static void test_limit(const struct limit *l, size_t n)
{
    struct page with = l->with;
    struct text page = {NULL, 0, 0};
    struct log log;

    if (n < l->others)
        return; /* N is 1 */
    text_add(&page, l->front);
    add_times(&page, l->unit, n - l->others);
    text_add(&page, l->middle);
    add_times(&page, l->close, n - l->others);
    text_add(&page, l->back);
    with.body_size += l->grow * n;
    harness_check(read_cuts(l->name, &with, &page, &log)
                      && lines_are_right(l, n, &log), l->name);
    free(log.text);
    free(page.bytes);
}

int main(void)
{
    size_t i, more;

    test_sources();
    test_published();
    for (i = 0; i < COUNT(limits); i++)
        for (more = 0; more < 4; more++)
            test_limit(&limits[i], limits[i].limit - 1 + more);
    return harness_summary();
}
