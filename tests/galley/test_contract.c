/*
 * What galley.h promises of text: sizes, fields, any cut.
 */
#include "story.h"

/* ---- sizes ---- */

/* A block beyond 65,535 bytes is all there, whatever the characters. */
static void test_long_block(void)
{
    static const char *const words[] = {
        PARAGRAPH, "\xE5\x8C\x97\xE4\xBA\xAC\xE3\x81\xAE\xE5\x86\xAC\xE3\x80\x82"
    };
    size_t i;

    for (i = 0; i < COUNT(words); i++) {
        struct text page = {NULL, 0, 0}, block = {NULL, 0, 0};
        struct page with = {0};
        const char *lines[2];

        add_times(&block, words[i], 70000 / strlen(words[i]));
        text_add(&page, HEAD "<p>First. " PARAGRAPH "<p>");
        text_add(&page, block.bytes);
        text_add(&page, "<p>Last. " PARAGRAPH "</main>");
        if (block.bytes[block.size - 1] == ' ')
            block.bytes[--block.size] = '\0';
        lines[0] = block.bytes;
        lines[1] = "finish 0";
        with.body_size = 200000;
        check_page("a block beyond 64 KB", &with, page.bytes,
                   page.size, lines, 2);
        free(page.bytes);
        free(block.bytes);
    }
}

/* The last paragraph of a body. */
static const char *last_line(const char *body)
{
    const char *line = strrchr(body, '\n');

    return line != NULL ? line + 1 : body;
}

/* Whether this is the beginning of the last block that the page gives. */
static int ends_with(const struct page *with, const struct text *page,
                     const char *block)
{
    struct cut cut = {0, 700, 0};
    struct log log = cuts_read(&galley_stage, with, page->bytes, page->size,
                               &cut);
    const char *last = NULL, *found;
    int good;

    log_add(&log, "", 1);
    for (found = log.text; (found = strstr(found, "\nblock ")) != NULL;
         found++)
        last = found + 1;
    good = last != NULL && strncmp(last, block, strlen(block)) == 0;
    free(log.text);
    return good;
}

/* A page whose text is that of JSON-LD: so many lines, odd and even ones, read
 * into a body of size bytes, which is too few. */
static void cut_fallback(const char *odd, const char *even, int lines,
                         size_t size)
{
    struct text page = {NULL, 0, 0}, whole = {NULL, 0, 0};
    char *body = harness_allocate(size), line[300];
    struct galley *g = begin_page(body, size);
    struct page with = {0};
    uint32_t needed;
    size_t n;
    int k;

    text_add(&page, "<title>Ice</title>" LD "\"articleBody\":\"");
    for (k = 0; k < lines; k++) {
        sprintf(line, "On day %d %s", k, k % 2 == 0 ? even : odd);
        line[strlen(line) - 1] = '\0';
        text_add(&whole, k > 0 ? "\n\n" : "");
        text_add(&whole, line);
        text_add(&page, k > 0 ? "\\n" : "");
        text_add(&page, line);
    }
    text_add(&page, "\"}</script>");
    galley_feed(g, page.bytes, page.size);
    harness_check(galley_finish(g) == GALLEY_TRUNCATED,
                  "a cut fallback says so");
    with.body_size = size;
    with.sink = 1;
    sprintf(line, "block 0, level 0, flags 0, number 0: %.40s",
            last_line(body));
    harness_check(ends_with(&with, &page, line), "a sink gets no more");
    n = strlen(body);
    if (!harness_check(n > 250 && memcmp(body, whole.bytes, n) == 0
                           && strchr(" \n", whole.bytes[n]) != NULL,
                       "it is the beginning, cut at a word"))
        printf("%lu of %lu: ...%s\n", (unsigned long)n, (unsigned long)size,
               body + n - (n < 60 ? n : 60));
    needed = galley_needed(g, GALLEY_FIELD_BODY);
    harness_check(needed == whole.size, "needed counts what was cut");
    free(g);
    free(body);
    free(page.bytes);
    free(whole.bytes);
}

/* JSON-LD's text is cut where the window ends, at a word, and says so; no line
 * behind that, however short, comes in. */
static void test_long_fallback(void)
{
    static const size_t sizes[] = {512, 1000, 2048, 4096};
    size_t i;

    for (i = 0; i < COUNT(sizes); i++)
        cut_fallback(PARAGRAPH, PARAGRAPH, 70, sizes[i]);
    for (i = 512; i < 560; i++)
        cut_fallback("it was cold. ", PARAGRAPH PARAGRAPH, 70, i);
    cut_fallback("it froze. ", "it was cold. ", 4 * GALLEY_RECORDS, 20000);
}

/* A value far beyond every buffer on its way is counted to its end, white
 * space folded. */
static void test_long_values(void)
{
    static const struct {
        const char *label, *before, *after, *field;
    } rows[] = {
        {"title", "<title>", "</title>", "headline"},
        {"h1", "<h1>", "</h1>", "headline"},
        {"og:title", "<meta property=og:title content='", "'>", "headline"},
        {"author", "<meta name=author content='", "'>", "byline"},
        {"site", "<meta content='", "' property=og:site_name>", "site"},
        {"description", "<meta name=description content='", "'>",
         "description"},
        {"language", "<meta name=language content='", "'>", "lang"},
        {"lang", "<html lang='", "'>", "lang"},
        {"schema.org", LD "\"headline\":\"", "\"}</script>", "headline"},
        {"schema.org's author", LD "\"author\":\"", "\"}</script>",
         "byline"},
        {"schema.org's description", LD "\"description\":\"",
         "\"}</script>", "description"}
    };
    static const char *const words[] = {"K\xC3\xB6ln  \n", "\xE5\x8C\x97 "};
    size_t i;

    for (i = 0; i < COUNT(rows) * COUNT(words); i++) {
        const char *word = words[i % COUNT(words)];
        struct text page = {NULL, 0, 0};
        struct page with = {0};
        char needed[64];
        const char *lines[1];
        size_t size = strcspn(word, " ") + 1;

        sprintf(needed, "%s needs %lu", rows[i / COUNT(words)].field,
                (unsigned long)(900 * size - 1));
        text_add(&page, rows[i / COUNT(words)].before);
        add_times(&page, word, 900);
        text_add(&page, rows[i / COUNT(words)].after);
        lines[0] = needed;
        check_page(rows[i / COUNT(words)].label, &with, page.bytes,
                   page.size, lines, 1);
        free(page.bytes);
    }
}

/* A line of more than 65,000 bytes is cut like one that finds no room. */
static void test_long_line(void)
{
    struct text page = {NULL, 0, 0};
    static char body[200000];
    struct galley *g = begin_page(body, sizeof body);
    size_t n;

    text_add(&page, "<script type=application/ld+json>"
               "{\"@type\":\"NewsArticle\",\"articleBody\":\"");
    n = page.size;
    add_times(&page, PARAGRAPH, 70000 / strlen(PARAGRAPH));
    galley_feed(g, page.bytes, page.size);
    galley_feed(g, "\"}</script>", 11);
    harness_check(galley_finish(g) == GALLEY_TRUNCATED, "a long line is cut");
    harness_check(strlen(body) > 64000 && strlen(body) < 65536
                      && memcmp(body, page.bytes + n, strlen(body)) == 0
                      && page.bytes[n + strlen(body)] == ' ',
                  "at a word");
    harness_check(galley_needed(g, GALLEY_FIELD_BODY) == page.size - n - 1,
                  "what it needs is all of it");
    free(g);
    free(page.bytes);
}

/* A page with more words than 16 bits count is an article to its end. */
static void test_long_article(void)
{
    struct text page = {NULL, 0, 0};
    static char body[1 << 20];
    struct galley *g = begin_page(body, sizeof body);

    text_add(&page, HEAD);
    add_days(&page, 3500);
    galley_feed(g, page.bytes, page.size);
    harness_check(galley_finish(g) == GALLEY_OK, "a long article");
    harness_check(strstr(body, "Day 3498: The ice came early") != NULL
                      && strlen(body) > 3499 * strlen(PARAGRAPH),
                  "all of it is there");
    free(g);
    free(page.bytes);
}

/* A list's level stays at its highest; hidden text stays hidden however deep
 * its element is. */
static void test_nesting(void)
{
    struct text page = {NULL, 0, 0};
    struct page with = {0};
    struct log log;

    text_add(&page, HEAD);
    add_times(&page, "<ul><li>", 17);
    add_days(&page, 8);
    with.body_size = 1024;
    with.sink = 1;
    harness_check(cuts_all("deep lists", &galley_stage, &with, page.bytes,
                           page.size, &log), "deep lists");
    log_add(&log, "", 1);
    harness_check(strstr(log.text, "block 2, level 15, flags 0, number 0: Day "
                            "7: ") != NULL,
                  "the level of 17 lists");
    free(log.text);

    page.size = 0;
    text_add(&page, HEAD);
    add_days(&page, 4);
    text_add(&page, "<div hidden>");
    add_times(&page, "<div>", 65540);
    text_add(&page, "<p>Nobody sees this.</p>");
    add_times(&page, "</div>", 65539);
    text_add(&page, "<p>Nor this.");
    {
        struct galley_options o = GALLEY_OPTIONS;
        struct galley *g = harness_allocate(sizeof *g);
        static char body[1024];

        o.body = body;
        o.body_size = sizeof body;
        galley_init(g, &o);
        galley_feed(g, page.bytes, page.size);
        galley_finish(g);
        harness_check(strstr(body, "winter") != NULL
                          && strstr(body, "Nobody sees") == NULL
                          && strstr(body, "Nor this") == NULL,
                      "65,540 elements keep hidden text hidden");
        free(g);
    }
    free(page.bytes);
}

/* ---- valid text ---- */

static void test_text(void)
{
    struct page with = {0};
    static const char *const separated[] = {
        "headline=Ministers agree on a new law for harbours"
    };
    static const char nbsp[] =
        "<meta property=og:site_name content=News>"
        "<title>News |&nbsp;Ministers agree on a new law for harbours</title>"
        "<p>x";
    struct text page = {NULL, 0, 0};
    static const char *const no_nul[] = {PARAGRAPH "day two, the end"};
    size_t at;

    check_page("a no-break space behind a separator", &with, nbsp,
               sizeof nbsp - 1, separated, 1);
    with.body_size = 1024;
    text_add(&page, HEAD);
    add_days(&page, 4);
    text_add(&page, "<p>" PARAGRAPH "day two");
    at = page.size;
    text_add(&page, "#, the end");
    page.bytes[at] = '\0';
    check_page("U+0000 is dropped", &with, page.bytes, page.size, no_nul, 1);
    free(page.bytes);
}

/* 1: all fields end within their sizes and are valid. */
static int fields_are_valid(const struct galley *g)
{
    static const size_t sizes[] = {
        GALLEY_TITLE_SIZE, GALLEY_BYLINE_SIZE, GALLEY_PUBLISHED_SIZE,
        GALLEY_SITE_SIZE, GALLEY_DESCRIPTION_SIZE, GALLEY_LANG_SIZE
    };
    size_t i;

    for (i = 0; i < COUNT(sizes); i++) {
        const char *text = galley_field(g, (enum galley_field)i);
        const char *end = memchr(text, '\0', sizes[i]);

        if (end == NULL || !harness_is_utf8(text, (size_t)(end - text)))
            return 0;
    }
    return 1;
}

/* Fields are valid at every moment, of long values that come in pieces, too,
 * and what was there before is there until its better is whole. */
static void test_open_fields(void)
{
    static const char *const keys[] = {
        "headline", "author", "datePublished", "publisher", "description",
        "inLanguage"
    };
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    size_t i, k, n;

    for (i = 0; i < COUNT(keys); i++) {
        struct text page = {NULL, 0, 0};
        int valid = 1;

        text_add(&page, "<meta name=date content=2024-02-03>"
                   "<meta name=author content='Ann Lee'>"
                   "<script type=application/ld+json>"
                   "{\"@type\":\"NewsArticle\",\"author\":\"Bo Ek\",\"");
        text_add(&page, keys[i]);
        text_add(&page, "\":\"");
        add_times(&page, "\xC3\xB8re \xE5\x8C\x97\xE4\xBA\xAC ", 60);
        galley_init(g, &o);
        for (k = 0, n = 0; k < page.size; k++) {
            galley_feed(g, page.bytes + k, 1);
            valid = valid && fields_are_valid(g);
            n += galley_needed(g, GALLEY_FIELD_PUBLISHED) == 10;
        }
        harness_check(valid, keys[i]);
        harness_check(n > 500, "the date before stays");
        galley_finish(g);
        harness_check(fields_are_valid(g), keys[i]);
        free(page.bytes);
    }
    free(g);
}

/* A headline that was shown from JSON-LD while a better one is read. */
static void test_open_headline(void)
{
    struct text page = {NULL, 0, 0};
    static char body[256];
    struct galley *g = begin_page(body, sizeof body);

    text_add(&page, "<script type=application/ld+json>{\"@type\":\"WebPage\","
               "\"headline\":\"Ice in the harbour\"}</script><main>");
    add_days(&page, 12);
    galley_feed(g, page.bytes, page.size);
    harness_check(strcmp(galley_field(g, GALLEY_FIELD_HEADLINE),
                         "Ice in the harbour") == 0,
                  "a headline is shown early");
    page.size = 0;
    text_add(&page, LD "\"headline\":\"");
    add_times(&page, "\xE5\x8C\x97\xE4\xBA\xAC", GALLEY_TITLE_SIZE);
    galley_feed(g, page.bytes, page.size);
    harness_check(fields_are_valid(g)
                      && galley_field(g, GALLEY_FIELD_HEADLINE)[0] == '\0',
                  "what takes its place is hidden until it is read");
    free(g);
    free(page.bytes);
}

/* An encoding that ends the page ends it at once, at every cut. */
static void test_replacement(void)
{
    static const char *const labels[] = {
        "iso-2022-kr", "hz-gb-2312", "replacement",
#if !GALLEY_CHARSET_ISO_2022_JP
        "iso-2022-jp"
#endif
    };
    size_t i;

    for (i = 0; i < COUNT(labels); i++) {
        struct text page = {NULL, 0, 0};
        struct page with = {0};
        static const char *const lines[] = {"finish -5", "description="};

        text_add(&page, "<!--");
        add_times(&page, "comment ", 20);
        text_add(&page, "--><meta charset=");
        text_add(&page, labels[i]);
        text_add(&page, "><meta name=description content=None>" HEAD "<p>");
        add_days(&page, 20);
        with.body_size = 512;
        with.sink = 1;
        check_page(labels[i], &with, page.bytes, page.size, lines, 2);
        free(page.bytes);
    }
}

/* An input of fewer bytes than an encoding is told by is judged at its end. */
static void test_short_inputs(void)
{
    static const struct {
        const char *bytes;
        size_t size;
        int result;
    } inputs[] = {
        {"", 0, GALLEY_ERR_NO_ARTICLE}, {"<p>", 3, GALLEY_ERR_NO_ARTICLE},
        {"\x1F\x8B", 2, GALLEY_ERR_COMPRESSED},
        {"\x01\x02\x03", 3, GALLEY_ERR_NO_ARTICLE},
        {"\x01\x02\x03\x04", 4, GALLEY_ERR_BINARY}
    };
    size_t i;

    for (i = 0; i < COUNT(inputs); i++) {
        char body[GALLEY_BODY_MIN];
        struct galley *g = begin_page(body, sizeof body);

        galley_feed(g, inputs[i].bytes, inputs[i].size);
        harness_check(galley_finish(g) == inputs[i].result,
                      "a short input's result");
        harness_check(body[0] == '\0', "a short input's body");
        free(g);
    }
}

/* The caller's buffer, however long the field, and however short the body. */
static void test_cut_headline(void)
{
    struct text page = {NULL, 0, 0};
    struct page with = {0};
    static const char *const cut[] = {"finish 2", "copy=Ice in",
                                      "headline=Ice in the harbour",
                                      "headline needs 18"};
    static const char *const whole[] = {"finish 0", "copy=Ice in the harbour"};
    static const char *const long_one[] = {"finish 2", "headline needs 339"};

    text_add(&page, HEAD);
    add_days(&page, 4);
    with.body_size = 1024;
    with.headline_size = 9;
    check_page("a headline that is cut", &with, page.bytes, page.size, cut,
               COUNT(cut));
    with.headline_size = 19;
    check_page("one that just fits", &with, page.bytes, page.size, whole,
               COUNT(whole));
    page.size = 0;
    text_add(&page, "<main><h1>");
    add_times(&page, "ice ", 85);
    text_add(&page, "</h1>");
    add_days(&page, 8);
    with.headline_size = 512;
    check_page("one that is longer than its candidate's buffer", &with,
               page.bytes, page.size, long_one, COUNT(long_one));
    harness_check(GALLEY_TITLE_SIZE < 339, "it is longer");
    free(page.bytes);
}

/* The transport's label counts before the one of the response's head. */
static void test_charset_option(void)
{
    static const char response[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2"
        "\r\n\r\n<title>\xB1</title>";
    static const char *const option[] = {"headline=\xC2\xB1"};
    static const char *const head[] = {"headline=\xC4\x85"};
    static const char *const cut[] = {"finish -9", "headline="};
    struct page with = {0};

    with.http = 1;
    check_page("the head's encoding", &with, response, sizeof response - 1,
               head, 1);
    with.charset = "iso-8859-1";
    check_page("the option's encoding", &with, response,
               sizeof response - 1, option, 1);
    check_page("a response that ends in its head", &with,
               "HTTP/1.1 200 OK\r\nA: b\r\n", 22, cut, 2);
}

/* Every result has a name and a sentence of its own; other numbers have
 * those of an unknown one. */
static void test_words(void)
{
    int result, other;

    for (result = GALLEY_ERR_REFRESH - 1; result <= GALLEY_TRUNCATED + 1;
         result++)
        for (other = GALLEY_ERR_REFRESH - 1; other < result; other++) {
            int unknown = other < GALLEY_ERR_REFRESH
                          && result > GALLEY_TRUNCATED;

            harness_check((strcmp(galley_strname(result),
                                  galley_strname(other)) == 0) == unknown
                              && (strcmp(galley_strerror(result),
                                         galley_strerror(other)) == 0)
                                     == unknown,
                          "words of a result");
        }
    harness_check(strcmp(galley_strname(GALLEY_DONE), "done") == 0
                      && strcmp(galley_strname(GALLEY_ERR_REFRESH), "refresh")
                             == 0
                      && strcmp(galley_strname(99), "unknown") == 0,
                  "names of results");
}

int main(void)
{
    test_long_block();
    test_long_fallback();
    test_long_values();
    test_long_line();
    test_long_article();
    test_nesting();
    test_text();
    test_open_fields();
    test_open_headline();
    test_replacement();
    test_short_inputs();
    test_cut_headline();
    test_charset_option();
    test_words();
    return harness_summary();
}
