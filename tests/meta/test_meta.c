/*
 * What a page says about itself: headline, byline, date, site, description,
 * language, and the body where only the JSON-LD has it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "harness/harness.h"
#include "harness/stages.h"
#include "text.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct test {
    const char *name;
    const char *html;
    const char *lines[8]; /* of galley_stage's log, in any order */
};

#include "cases.h"

static void check_page(const char *name, size_t headline_size,
                       const char *html, const char *const *lines,
                       size_t count)
{
    struct page page = {.body_size = 2048};

    page.headline_size = headline_size;
    harness_check(page_gives(name, &page, html, strlen(html), lines, count),
                  name);
}

static void test_cases(void)
{
    const struct test *t;

    for (t = tests; t < tests + COUNT(tests); t++)
        check_page(t->name, 0, t->html, t->lines, COUNT(t->lines));
}

/* The caller's buffer. */
static void test_copies(void)
{
    static const struct {
        const char *name;
        size_t size;
        const char *html;
        const char *lines[3];
    } copies[] = {
        {"a headline cut at a word", 12, H1("The fox is out"),
         {"headline=The fox is out", "headline needs 14",
          "copy=The fox is"}},
        {"a headline that just fits", 15, H1("The fox is out"),
         {"copy=The fox is out"}},
        {"a headline one byte too long", 14, H1("The fox is out"),
         {"copy=The fox is"}},
        {"a headline cut inside a character", 9,
         H1("\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"),
         {"copy=\xE7\x8B\x90\xE5\x87\xBA", "headline needs 12"}},
        {"a buffer of one byte", 1, H1("The fox is out"), {"copy="}}
    };
    size_t i;

    for (i = 0; i < COUNT(copies); i++)
        check_page(copies[i].name, copies[i].size, copies[i].html,
                   copies[i].lines, COUNT(copies[i].lines));
}

/* ---- sizes of the fields ---- */

static void begin(struct galley *g)
{
    struct galley_options options = GALLEY_OPTIONS;

    galley_init(g, &options);
}

static void feed(struct galley *g, const char *html)
{
    galley_feed(g, html, strlen(html));
}

/* A field of size bytes, fed with words that need size - 2, - 1, + 0 bytes:
 * the first two fit, the third is cut at its last word. */
static void field_size(const char *before, const char *after,
                       enum galley_field field, size_t size)
{
    struct galley g;
    size_t n;

    for (n = size - 2; n <= size; n++) {
        char *text = harness_allocate(n + 1);
        const char *got;

        memset(text, 'a', n);
        text[0] = 'A';
        text[n - 3] = ' ';
        text[n] = '\0';
        begin(&g);
        feed(&g, before);
        feed(&g, text);
        feed(&g, after);
        galley_finish(&g);
        if (n == size)
            text[n - 3] = '\0';
        got = galley_field(&g, field);
        harness_check(strcmp(got, text) == 0, before);
        harness_check(galley_needed(&g, field) == n, before);
        free(text);
    }
}

static void test_sizes(void)
{
    static const struct {
        const char *before, *after;
        enum galley_field field;
        size_t size;
    } fields[] = {
        {"<title>", "</title>", GALLEY_FIELD_HEADLINE, GALLEY_TITLE_SIZE},
        {"<h1>", "</h1>", GALLEY_FIELD_HEADLINE, GALLEY_TITLE_SIZE},
        {"<meta name=og:title content='", "'>", GALLEY_FIELD_HEADLINE,
         GALLEY_TITLE_SIZE},
        {"<meta name=author content='", "'>", GALLEY_FIELD_BYLINE,
         GALLEY_BYLINE_SIZE},
        {"<meta name=og:site_name content='", "'>", GALLEY_FIELD_SITE,
         GALLEY_SITE_SIZE},
        {"<script type=application/ld+json>{'@type':'Article',"
         "\"description\":\"", "\"}</script>", GALLEY_FIELD_DESCRIPTION,
         GALLEY_DESCRIPTION_SIZE},
        {"<meta name=language content='", "'>", GALLEY_FIELD_LANG,
         GALLEY_LANG_SIZE},
        {"<meta name=description content='", "'>", GALLEY_FIELD_DESCRIPTION,
         GALLEY_DESCRIPTION_SIZE},
        {"<html lang='", "'>", GALLEY_FIELD_LANG, GALLEY_LANG_SIZE}
    };
    size_t i;

    for (i = 0; i < COUNT(fields); i++)
        field_size(fields[i].before, fields[i].after, fields[i].field,
                   fields[i].size);
}

/* Names that pass the end of the byline are counted, and change nothing of
 * what stands there. */
static void test_long_byline(void)
{
    struct galley g;
    char before[GALLEY_BYLINE_SIZE] = "", meta[64];
    const char *byline = before;
    uint32_t needed = 0;
    int i;

    begin(&g);
    for (i = 0; i < 40; i++) {
        sprintf(meta, "<meta name=author content='Ann Number%c%c'>",
                'A' + i / 8, 'A' + i % 8);
        feed(&g, meta);
        needed += i > 0 ? 14 : 12;
        harness_check(galley_needed(&g, GALLEY_FIELD_BYLINE) == needed,
                      "what a long byline needs");
        byline = galley_field(&g, GALLEY_FIELD_BYLINE);
        harness_check(strncmp(byline, before, needed < GALLEY_BYLINE_SIZE
                                                  ? strlen(before) : 60) == 0,
                      "a long byline only grows");
        strcpy(before, byline);
    }
    harness_check(strlen(byline) < GALLEY_BYLINE_SIZE
                      && strlen(byline) > GALLEY_BYLINE_SIZE - 15,
                  "a long byline is cut");
}

/* An author's value longer than a tag's buffer, most of it no name: what was
 * cut off belongs to the byline only where that goes on to the cut. */
static void test_cut_value(void)
{
    static const struct {
        const char *before, *after; /* beside 300 letters */
        const char *byline;
        uint32_t needed;
    } cases[] = {
        {"Ann Lee | ", "", "Ann Lee", 7},
        {"Ann Lee \xE2\x80\x94 B", " by Bo", "Ann Lee", 7},
        {"By Ann Lee ", "", "Ann Lee aaa", 308}
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        struct galley g;
        char letters[301];
        const char *byline;

        memset(letters, 'a', 300);
        letters[300] = '\0';
        begin(&g);
        feed(&g, "<meta name=author content='");
        feed(&g, cases[i].before);
        feed(&g, letters);
        feed(&g, cases[i].after);
        feed(&g, "'>");
        byline = galley_field(&g, GALLEY_FIELD_BYLINE);
        harness_check(strncmp(byline, cases[i].byline,
                              strlen(cases[i].byline)) == 0
                          && strlen(byline) <= cases[i].needed,
                      cases[i].before);
        harness_check(galley_needed(&g, GALLEY_FIELD_BYLINE)
                          == cases[i].needed, cases[i].before);
    }
}

/* "xx by Ann Bo": the name begins before the tag's buffer ends, and is cut
 * where a byline has room: how much of it there is nobody knows. */
static void test_name_at_cut(void)
{
    char before[GALLEY_DESCRIPTION_SIZE - 16];
    struct galley g;

    memset(before, 'x', sizeof before - 1);
    before[sizeof before - 1] = '\0';
    begin(&g);
    feed(&g, "<meta name=author content='");
    feed(&g, before);
    feed(&g, " by Ann Lee Bo Smithson'>");
    harness_check(*galley_field(&g, GALLEY_FIELD_BYLINE) == '\0'
                      && galley_needed(&g, GALLEY_FIELD_BYLINE) == 0,
                  "a name that the tag's buffer cuts");
}

static void test_no_field(void)
{
    const enum galley_field none = (enum galley_field)-1;
    struct galley g;

    begin(&g);
    harness_check(galley_field(&g, none) == NULL && galley_field(&g, 8) == NULL
                      && galley_needed(&g, none) == 0
                      && galley_needed(&g, 8) == 0, "no such field");
}

/* ---- words of the title ---- */

/* The share of them in the last block, as the classifier gets it. */
static void on_trace(void *user, const struct galley_trace *trace)
{
    const char *p = strstr(galley_trace_names1, ",title,");
    size_t at = 1;

    if (trace->what != GALLEY_TRACE_BLOCK)
        return;
    while (p-- > galley_trace_names1)
        at += *p == ',';
    *(int *)user = trace->values[at];
}

static void test_title_words(void)
{
    static const struct {
        const char *html;
        int share;
    } cases[] = {
        {"<p>Fox</p>" META("og:title", "Fox"), 0},
        {META("og:title", "The Fox's house") "<p>FOX", 255},
        {META("og:title", "The Fox's house") "<p>house hound", 127},
        {META("og:title", "\xC3\x89t\xC3\xA9-house") "<p>\xC3\x89t\xC3\xA9",
         255},
        {TITLE("The fox") "<p>fox", 255},
        {LD("{\"@type\":\"Article\",\"headline\":\"The fox\"}") "<p>fox",
         255},
        {H1("The fox") "<p>fox", 0},
        /* GALLEY_TITLE_WORDS, 24 of them */
        {TITLE("a b c d e f g h i j k l m n o p q r s t u v w x y z")
         "<p>x", 255},
        {TITLE("a b c d e f g h i j k l m n o p q r s t u v w x y z")
         "<p>y", 0},
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        struct galley_options options = GALLEY_OPTIONS;
        char body[GALLEY_BODY_MIN];
        struct galley g;
        int share = -1;

        options.body = body;
        options.body_size = sizeof body;
        options.on_trace = on_trace;
        options.user = &share;
        galley_init(&g, &options);
        feed(&g, cases[i].html);
        galley_finish(&g);
        harness_check(share == cases[i].share, cases[i].html);
    }
}

/* ---- dates and text helpers ---- */

static void test_dates(void)
{
    static const char *const found[][2] = {
        {"2020-03-09", "2020-03-09"}, {"2020/3/9 12:00", "2020-03-09"},
        {"2020.03.09", "2020-03-09"}, {"9.3.2020", "2020-03-09"},
        {"09.03.2020, 17:30 Uhr", "2020-03-09"},
        {"31/12/2019", "2019-12-31"}, {"12/31/2019", "2019-12-31"},
        {"5/5/2019", "2019-05-05"}, {"March 9, 2020", "2020-03-09"},
        {"9 March 2020", "2020-03-09"}, {"9. M\xC3\xA4rz 2020", "2020-03-09"},
        {"1er ao\xC3\xBBt 2020", "2020-08-01"},
        {"14 juillet 2020", "2020-07-14"}, {"14 juin 2020", "2020-06-14"},
        {"Mon, 09 Mar 2020 10:00:00 GMT", "2020-03-09"},
        {"9 de marzo de 2020", "2020-03-09"},
        {"12 grudnia 2020", "2020-12-12"},
        {"4 \xD0\xBC\xD0\xB0\xD1\x8F 2020", "2020-05-04"},
        {"8 \xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0 2020", "2020-03-08"},
        {"2020\xE5\xB9\xB4" "3\xE6\x9C\x88" "9\xE6\x97\xA5", "2020-03-09"},
        {"2020\xEB\x85\x84 3\xEC\x9B\x94 9\xEC\x9D\xBC", "2020-03-09"},
        {"mardi 9 juin 2020", "2020-06-09"},
        {"maandag 9 juni 2020", "2020-06-09"},
        {"1st of May, 2020", "2020-05-01"}, {"28.01.22", "2022-01-28"},
        {"28/01/22", "2022-01-28"}, {"9. 3. 2020", "2020-03-09"},
        {"17:30, 9.3.2020", "2020-03-09"},
        {"By Julia Mai, 9 March 2020 at 8:15", "2020-03-09"},
        {"12 min read | Updated May 9, 2020", "2020-05-09"},
        {"Stand: 09.03.2020, 12.30 Uhr", "2020-03-09"},
        {"Call 555 1234, March 9, 2020", "2020-03-09"},
        {"At:5 March 9, 2020", "2020-03-09"}, {"23-3-2020", "2020-03-23"},
        {"2020 2021 3.4.", NULL}, {"31/31/2020", NULL}, {"9 3 2020", NULL},
        {"9.3.2100", NULL}, {"2020th of March 9", NULL},
        {"2020T March 9, 2020", "2020-03-09"}, {"28 March 22", NULL},
        {"28.20 22", NULL},
        {"May 2020, 5 comments", NULL}, {"5 comments in May 2020", NULL},
        {"2020 | 9.3.", NULL}, {"9.3. 17:30", NULL}, {"28.01.1", NULL},
        {"20200309", NULL}, {"3/4/2020", NULL}, {"2020", NULL},
        {"March 2020", NULL}, {"", NULL}, {"99.99.2020", NULL},
        {"12:30", NULL}, {"2020-13-01", NULL}, {"0.0.2020", NULL},
        {"1234567890", NULL}, {"14-12-29", NULL},
        {"2019-01-07T17:27:31+02:00, June 19th, 2018", "2019-01-07"}
    };
    char out[11];
    size_t i;

    for (i = 0; i < COUNT(found); i++) {
        int ok = galley_date_parse(found[i][0], out) != NULL;
        harness_check(found[i][1] == NULL
                          ? !ok : ok && strcmp(out, found[i][1]) == 0,
                      found[i][0]);
    }
}

/* Where words end: '|' in the words that are expected. */
static void test_words(void)
{
    static const char *const found[][2] = {
        {"one two", "one|two"}, {" don't-stop,", "don|t|stop"}, {"", ""},
        {"\xC3\xA9t\xC3\xA9 5a", "\xC3\xA9t\xC3\xA9|5a"},
        /* U+00A0, U+00BF; U+00C0 */
        {"a\xC2\xA0" "b\xC2\xBF" "c\xC3\x80", "a|b|c\xC3\x80"},
        /* the joiners U+200C and U+200D; U+200B, U+200E, U+2014, U+203A */
        {"a\xE2\x80\x8C" "b\xE2\x80\x8D" "c",
         "a\xE2\x80\x8C" "b\xE2\x80\x8D" "c"},
        {"a\xE2\x80\x8B" "b\xE2\x80\x8E" "c", "a|b|c"},
        {"a\xE2\x80\x94" "b\xE2\x80\xBA" "c", "a|b|c"},
        /* U+2044, U+205F; U+20AC */
        {"a\xE2\x81\x84" "b\xE2\x81\x9F" "c\xE2\x82\xAC",
         "a|b|c\xE2\x82\xAC"},
        /* U+3000, U+3002, U+300C; U+3042, U+5317, U+AC00 */
        {"a\xE3\x80\x80" "b\xE3\x80\x82" "c\xE3\x80\x8C", "a|b|c"},
        {"a\xE3\x81\x82" "b\xE5\x8C\x97\xEA\xB0\x80",
         "a|\xE3\x81\x82|b|\xE5\x8C\x97|\xEA\xB0\x80"},
        /* U+FF01; U+E000, U+1F600 */
        {"a\xEF\xBC\x81" "b\xEE\x80\x80" "c\xF0\x9F\x98\x80",
         "a|b\xEE\x80\x80" "c\xF0\x9F\x98\x80"}
    };
    size_t i, n;

    for (i = 0; i < COUNT(found); i++) {
        const char *p = found[i][0], *word;
        char words[64] = "";

        while ((n = galley_text_word(&p, &word)) != 0) {
            strcat(words, words[0] != '\0' ? "|" : "");
            strncat(words, word, n);
        }
        harness_check(strcmp(words, found[i][1]) == 0 && *p == '\0',
                      found[i][0]);
    }
}

/* A mark between spaces, one of which may be a no-break space. */
static void test_separators(void)
{
    static const struct {
        const char *text;
        size_t size;
    } found[] = {
        {" | a", 3}, {" - a", 3}, {" -- a", 4}, {" :: a", 4}, {" : a", 3},
        {" \xE2\x80\x94 a", 5}, {" \xC2\xB7 a", 4}, {" |\xC2\xA0" "a", 4},
        {" |\xC2\xB7" "a", 0}, {" |\xC3\xA0" "a", 0}, {" |a", 0},
        {" |", 0}, {"| a", 0}, {"", 0}, {" ", 0}, {" / a", 0},
        {" --- a", 0}, {"\xC2\xA0| a", 0}
    };
    size_t i;

    for (i = 0; i < COUNT(found); i++)
        harness_check(galley_text_separator(found[i].text) == found[i].size,
                      found[i].text);
}

/* Where the words of one text stand in another: the first, and what follows
 * the last; no words stand at the first of any. */
static void test_text_find(void)
{
    static const struct {
        const char *a, *b;
        int from, behind; /* -1: nowhere */
    } found[] = {
        {"one two three", "two three", 4, 13}, {"one two", "Two", 4, 7},
        {"one two one three", "one three", 8, 17},
        {"one two", "two one", -1, 0},
        {"one, two", "one two", 0, 8}, {"onetwo", "one", -1, 0},
        {"one two", "two three", -1, 0}, {"", "one", -1, 0},
        {" one", "", 1, 0}, {" one", "- ", 1, 0}, {" - ", "", -1, 0}
    };
    size_t i;

    for (i = 0; i < COUNT(found); i++) {
        const char *from = NULL;
        const char *behind = galley_text_find(found[i].a, found[i].b, &from);
        int is_nowhere = found[i].from < 0;

        harness_check((behind == NULL) == is_nowhere, found[i].a);
        harness_check(is_nowhere || (from == found[i].a + found[i].from
                          && behind == found[i].a + found[i].behind),
                      found[i].b);
    }
}

static void test_text_cut(void)
{
    static const struct {
        const char *text;
        size_t max, kept;
    } found[] = {
        {"one two", 7, 7}, {"one two", 6, 3}, {"one two", 4, 3},
        {"one two", 3, 3}, {"one two", 2, 2}, {"one two", 0, 0},
        {"one   ", 6, 3}, {"onetwothree", 8, 8}, {"a bcdefghijkl", 8, 8},
        {"ab\xC3\xA9", 3, 2}, {"\xF0\x9F\x98\x80", 3, 0}, {"", 0, 0}
    };
    size_t i;

    for (i = 0; i < COUNT(found); i++) {
        size_t size = strlen(found[i].text);
        size_t readable = size <= found[i].max ? size : found[i].max + 1;
        char *text = harness_allocate(readable + 1);
        memcpy(text, found[i].text, readable);
        text = realloc(text, readable > 0 ? readable : 1);
        harness_check(galley_text_cut(text, size, found[i].max)
                          == found[i].kept, found[i].text);
        free(text);
    }
}

int main(void)
{
    test_cases();
    test_copies();
    test_sizes();
    test_long_byline();
    test_cut_value();
    test_name_at_cut();
    test_no_field();
    test_title_words();
    test_dates();
    test_words();
    test_separators();
    test_text_find();
    test_text_cut();
    harness_check(sizeof(struct galley_meta) <= 1744
                      || GALLEY_TITLE_SIZE > 192,
                  "struct galley_meta is as small as stated");
    return harness_summary();
}
