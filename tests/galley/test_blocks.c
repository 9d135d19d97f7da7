/*
 * What a sink gets with its blocks: the numbers of ordered lists, the two
 * halves of a text that was split, the headline before them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- numbers ---- */

#define STORY                                                           \
    "<title>How to mend a net</title><h1>How to mend a net</h1>"        \
    "<p>The boats stayed in the harbour for a week, and so there was "  \
    "time to mend what the ice had torn, as they do every winter.</p>"  \
    "<p>Nobody there remembers who wrote the steps down, but every one " \
    "of the fishermen knows them by heart, and so do their children.</p>"
#define A "Cut the torn meshes out until every knot that is left holds."
#define B "Measure the meshes beside the hole with the same wooden stick."
#define C "Tie the new twine to the knot at the upper left, then go on."
#define BEHIND                                                          \
    "<p>When the hole is closed the net is hung into the wind, and on "  \
    "the next morning it is as good as it was before the storm came.</p>"

struct numbers {
    const char *name, *html;
    int a, b, c;
};

static const struct numbers numbers[] = {
    {"from 1", "<ol><li>" A "<li>" B "<li>" C "</ol>", 1, 2, 3},
    {"end tags", "<ol><li>" A "</li><li>" B "</li><li>" C "</li></ol>", 1, 2,
     3},
    {"no numbers without an order", "<ul><li>" A "<li>" B "<li>" C "</ul>",
     0, 0, 0},
    {"start", "<ol start=7><li>" A "<li>" B "<li>" C "</ol>", 7, 8, 9},
    {"start with space", "<ol start=' 7 '><li>" A "<li>" B "<li>" C "</ol>",
     7, 8, 9},
    {"value", "<ol><li>" A "<li value=5>" B "<li>" C "</ol>", 1, 5, 6},
    {"no value", "<ol><li>" A "<li value=x>" B "<li>" C "</ol>", 1, 2, 3},
    {"from zero", "<ol start=0><li>" A "<li>" B "<li>" C "</ol>", 0, 1, 2},
    {"negative numbers are none", "<ol start=-3><li>" A "<li>" B "<li>" C
     "</ol>", 0, 0, 0},
    {"the largest", "<ol start=65534><li>" A "<li>" B "<li value=3>" C
     "</ol>", 65534, 65535, 3},
    {"too large", "<ol start=65536><li>" A "<li>" B "<li>" C "</ol>", 0, 0,
     0},
    {"reversed", "<ol reversed start=3><li>" A "<li>" B "<li>" C "</ol>", 3,
     2, 1},
    {"reversed past zero", "<ol reversed start=1><li>" A "<li>" B "<li>" C
     "</ol>", 1, 0, 0},
    {"reversed from an unknown end", "<ol reversed><li>" A "<li>" B "<li>" C
     "</ol>", 0, 0, 0},
    {"a list inside does not count", "<ol><li>" A "<ul><li>" B "</ul><li>" C
     "</ol>", 1, 0, 2},
    {"a list inside counts by itself", "<ol><li>" A "<ol><li>" B "</ol><li>"
     C "</ol>", 1, 1, 2},
    {"only an item's first block", "<ol><li><p>" A "<p>" B "<li>" C "</ol>",
     1, 0, 2},
    {"not a picture's caption", "<ol><li><figure><figcaption>A picture of a "
     "net</figcaption></figure>" A "<li>" B "<li>" C "</ol>", 1, 2, 3},
    {"behind an empty element", "<ol><li><span></span><p>" A "<li><i></i>" B
     "<li>" C "</ol>", 1, 2, 3},
    {"an empty item counts, but says nothing", "<ol><li></li></ol><p>" A
     "<ol><li>" B "<li><li>" C "</ol>", 0, 1, 3},
    {"an item of no list", "<li>" A "<li>" B "<li>" C, 0, 0, 0},
    {"a list after another", "<ol><li>" A "</ol><p></p><ol><li>" B "<li>" C
     "</ol>", 1, 1, 2},
    {"nine lists deep", "<ol><li><ol><li><ol><li><ol><li><ol><li><ol><li><ol>"
     "<li><ol><li>" A "<ol><li>" B "</ol><li>" C, 1, 0, 2},
};

static void line_of(char *line, int number, const char *text)
{
    sprintf(line, ", number %d: %s", number, text);
}

/* 1: the log has a block with this number and text. */
static int has_block(const struct log *log, int number, const char *text)
{
    char line[256];

    line_of(line, number, text);
    return strstr(log->text, line) != NULL;
}

static void test_numbers(void)
{
    struct page page = {0};
    size_t i;

    page.body_size = 4096;
    page.sink = 1;
    page.whole = 1;
    for (i = 0; i < COUNT(numbers); i++) {
        const struct numbers *n = &numbers[i];
        char html[4096], name[128];
        struct log log;

        sprintf(html, "<main>" STORY "%s" BEHIND "</main>", n->html);
        sprintf(name, "numbers: %s", n->name);
        harness_check(cuts_all(name, &galley_stage, &page, html,
                               strlen(html), &log), name);
        log_add(&log, "", 1);
        if (!harness_check(has_block(&log, n->a, A)
                               && has_block(&log, n->b, B)
                               && has_block(&log, n->c, C), name))
            printf("%s\n", log.text);
        free(log.text);
    }
}

/* ---- the headline before the first block, both halves of a split ---- */

/* A page of so many paragraphs, with a text that is longer than the window
 * in their middle. */
static char *make_long_page(int paragraphs)
{
    char *page = harness_allocate(64 * 1024), *p = page;
    int i, k;

    p += sprintf(p, "<title>Ice in the harbour | The Gazette</title>"
                    "<meta property='og:site_name' content='The Gazette'>"
                    "<main><h1>Ice in the harbour</h1>");
    for (i = 0; i < paragraphs; i++) {
        p += sprintf(p, "<p>");
        for (k = 0; k < (i == paragraphs / 2 ? 40 : 1); k++)
            p += sprintf(p, "Paragraph %d says that the ice came early, that "
                            "the boats stayed where they were, and that "
                            "nobody remembered a winter like it. ", i);
    }
    return page;
}

static int count_of(const struct log *log, const char *text)
{
    const char *p = log->text;
    int n = 0;

    while ((p = strstr(p, text)) != NULL) {
        n++;
        p++;
    }
    return n;
}

static void test_first_block(void)
{
    struct page page = {0};
    char *html = make_long_page(30);
    struct log log;
    int both, begins, ends;

    page.body_size = 1024;
    page.headline_size = 64;
    page.sink = 1;
    harness_check(cuts_all("a long page", &galley_stage, &page, html,
                           strlen(html), &log), "a long page");
    log_add(&log, "", 1);
    harness_check(strstr(log.text, "headline at the first block="
                                   "Ice in the harbour\n") != NULL,
                  "the headline is there at the first block");
    begins = count_of(&log, "flags 1,"); /* GALLEY_BLOCK_CONTINUES */
    ends = count_of(&log, "flags 2,");   /* GALLEY_BLOCK_CONTINUED */
    both = count_of(&log, "flags 3,");
    harness_check(begins == 1 && ends == 1 && both >= 2,
                  "a text that is split begins, goes on and ends");
    free(log.text);
    free(html);
}

/* Without a sink the headline is there before the page has ended, too, and
 * follows what is read behind it. */
static void test_early_headline(void)
{
    char *html = make_long_page(30);
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    char body[1024], headline[64];
    size_t n = strlen(html);

    o.body = body;
    o.body_size = sizeof body;
    o.headline = headline;
    o.headline_size = sizeof headline;
    o.whole = 1;
    galley_init(g, &o);
    galley_feed(g, html, 300);
    harness_check(galley_field(g, GALLEY_FIELD_HEADLINE)[0] == '\0'
                      && headline[0] == '\0',
                  "before anything leaves the window there is none");
    galley_feed(g, html + 300, n - 300);
    harness_check(strcmp(galley_field(g, GALLEY_FIELD_HEADLINE),
                         "Ice in the harbour") == 0
                      && strcmp(headline, "Ice in the harbour") == 0,
                  "the headline so far");
    galley_feed(g, "<meta property='og:title' content='The Gazette: Ice'>",
                53);
    galley_feed(g, "<h1>The Gazette: Ice in the harbour", 35);
    galley_finish(g);
    harness_check(strcmp(galley_field(g, GALLEY_FIELD_HEADLINE),
                         headline) == 0 && headline[0] != '\0',
                  "the copy is the field at the end");
    free(g);
    free(html);
}

int main(void)
{
    test_numbers();
    test_first_block();
    test_early_headline();
    return harness_summary();
}
