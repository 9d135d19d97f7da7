/*
 * Text of last resort: which source a page without an article is given one
 * from, and that none of it touches what is shown.
 */
#include "story.h"

#define LINES 12
#define SOURCES 3

/* The best source comes first. */
static const struct source {
    const char *name, *begin, *line, *end;
} sources[SOURCES] = {
    {"Hidden", "<div style='display:none'>", "<p>", "</div>"},
    {"Plain", "<noscript>", "<p>", "</noscript>"},
    {"Data", LD "\"articleBody\":\"", "\\n", "\"}</script>"}
};

/* A line is a name, its number, and text. */
static void add_line(struct text *t, const char *name, int number)
{
    char line[40];

    sprintf(line, "%s %d: ", name, number);
    text_add(t, line);
    text_add(t, PARAGRAPH);
}

static void add_source(struct text *t, const struct source *s, int lines)
{
    int i;

    text_add(t, s->begin);
    for (i = 0; i < lines; i++) {
        text_add(t, s->line);
        add_line(t, s->name, i);
    }
    text_add(t, s->end);
}

/* The page's article is the lines of source s, or there is none: NULL. */
static void check_source(const char *what, const struct text *page,
                         const struct source *s)
{
    static const struct page with = {.body_size = 8192, .sink = 1};
    struct text first = {NULL, 0, 0}, last = {NULL, 0, 0};
    char finish[20];
    const char *lines[3];

    text_add(&first, "block 0, level 0, flags 0, number 0: ");
    text_add(&last, "block 0, level 0, flags 0, number 0: ");
    if (s != NULL) {
        add_line(&first, s->name, 0);
        add_line(&last, s->name, LINES - 1);
        first.bytes[--first.size] = '\0';
        last.bytes[--last.size] = '\0';
    }
    sprintf(finish, "finish %d",
            s != NULL ? GALLEY_OK : GALLEY_ERR_NO_ARTICLE);
    lines[0] = finish;
    lines[1] = first.bytes;
    lines[2] = last.bytes;
    check_page(what, &with, page->bytes, page->size, lines,
               s != NULL ? 3 : 1);
    free(first.bytes);
    free(last.bytes);
}

/* Of those that a page has the best one, in whatever order they come. */
static void test_order(void)
{
    static const uint8_t orders[][SOURCES] = {
        {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
    };
    size_t o, i;
    unsigned has;

    for (o = 0; o < COUNT(orders); o++)
        for (has = 1; has < 1u << SOURCES; has++) {
            struct text page = {NULL, 0, 0};
            const struct source *best = NULL;

            text_add(&page, "<title>Ice</title><p>Please wait.</p>");
            for (i = 0; i < SOURCES; i++)
                if (has >> orders[o][i] & 1u)
                    add_source(&page, &sources[orders[o][i]], LINES);
            for (i = SOURCES; i-- > 0;)
                if (has >> i & 1u)
                    best = &sources[i];
            check_source("the best source", &page, best);
            free(page.bytes);
        }
}

/* A hidden notice is short, a menu has short lines. */
static void test_no_story(void)
{
    struct text page = {NULL, 0, 0};

    text_add(&page, "<title>Ice</title>");
    add_source(&page, &sources[0], 8);
    check_source("a notice", &page, NULL);
    add_source(&page, &sources[1], LINES);
    check_source("a notice and noscript", &page, &sources[1]);
    free(page.bytes);
    page.bytes = NULL;
    page.size = page.room = 0;
    text_add(&page, "<title>Ice</title><ul hidden>");
    add_times(&page, "<li>News from the harbour", 2 * GALLEY_RECORDS);
    text_add(&page, "</ul>");
    check_source("a menu", &page, NULL);
    add_source(&page, &sources[2], LINES);
    check_source("a menu that was full, and JSON-LD", &page, &sources[2]);
    free(page.bytes);
}

#define LONG PARAGRAPH PARAGRAPH
#define LONGS                                                            \
    "<p>A: " LONG "<p>B: " LONG "<p>C: " LONG "<p>D: " LONG "<p>E: " LONG \
    "<p>F: " LONG
#define LINE "block 0, level 0, flags 0, number 0: "

/* Its lines are those of its blocks; what is no text there is none here. */
static void test_lines(void)
{
    static const char html[] =
        "<title>Ice</title><section hidden>" LONGS "<p>a <b>b</b>c<br>d"
        "<ul><li>e<li>f<svg><text>x</text></svg><template>x</template>"
        "<select><option>x</select><i aria-hidden=true>x</i>"
        "<span class=sr-only>x</span><script>x</script><b hidden>x</b>"
        "\0h<dialog>x</dialog>i</section><noscript>x</noscript>";
    static const char *const lines[] = {
        "finish 0", LINE "a bc", LINE "d", LINE "e", LINE "fh", LINE "i"
    };
    static const struct page with = {.body_size = 4096, .sink = 1};

    check_page("lines of hidden text", &with, html, sizeof html - 1, lines,
               COUNT(lines));
}

/* ---- room ---- */

/* Reads it into a body of size bytes: the result, and what the body needs. */
static int read_body(const struct text *page, char *body, size_t size,
                     uint32_t *needed)
{
    struct galley *g = begin_page(body, size);
    int result;

    galley_feed(g, page->bytes, page->size);
    result = galley_finish(g);
    *needed = galley_needed(g, GALLEY_FIELD_BODY);
    free(g);
    return result;
}

/* More than the window holds, or the table: its beginning, up to a word. */
static void test_cut(void)
{
    struct text page = {NULL, 0, 0}, whole = {NULL, 0, 0};
    char *body = harness_allocate(40000);
    uint32_t needed;
    size_t size, n;
    int i;

    for (i = 0; i < GALLEY_RECORDS + 5; i++) {
        text_add(&whole, i > 0 ? "\n\n" : "");
        add_line(&whole, sources[0].name, i);
        whole.bytes[--whole.size] = '\0';
    }
    text_add(&page, "<title>Ice</title>");
    add_source(&page, &sources[0], GALLEY_RECORDS + 5);
    for (size = 2048; size < 40000; size += size / 3) {
        harness_check(read_body(&page, body, size, &needed)
                          == GALLEY_TRUNCATED, "cut hidden text says so");
        n = strlen(body);
        harness_check(n > 1000 && memcmp(body, whole.bytes, n) == 0
                          && strchr(" \n", whole.bytes[n]) != NULL,
                      "it is the beginning, cut at a word");
        harness_check(needed == whole.size, "needed counts what was cut");
    }
    free(page.bytes);
    free(whole.bytes);
    free(body);
}

/* What is shown takes the room of its end, and is no article. */
static void test_pushed(void)
{
    struct text page = {NULL, 0, 0};
    char body[2048], line[80];
    uint32_t needed;
    int i;

    text_add(&page, "<title>Ice</title>");
    add_source(&page, &sources[0], 14);
    for (i = 0; i < 10; i++) {
        sprintf(line, "<p>%d+%d=%d, Donaudampfschifffahrtsgesellschaft", i, i,
                2 * i);
        text_add(&page, line);
    }
    harness_check(read_body(&page, body, sizeof body, &needed)
                          == GALLEY_TRUNCATED
                      && strncmp(body, "Hidden 0: ", 10) == 0
                      && strstr(body, "Hidden 9: ") != NULL
                      && strstr(body, "Hidden 13: ") == NULL
                      && strstr(body, "Donau") == NULL,
                  "hidden text that lost its end");
    harness_check(needed > strlen(body) + 100, "that is counted");
    free(page.bytes);
}

int main(void)
{
    test_order();
    test_no_story();
    test_lines();
    test_cut();
    test_pushed();
    return harness_summary();
}
