/*
 * What becomes of blocks: windows of every size, buffers that are too small,
 * the sink, repeats, the end of an article, pages without one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"
#include "harness/harness.h"

#define PARAGRAPHS 40

/* An article of PARAGRAPHS paragraphs of 25 words, each with its number. */
static char *make_page(const char *before, const char *after, int wrap)
{
    char *page = malloc(64 * 1024), *p = page;
    int i;

    p += sprintf(p, "<title>The harbour in winter</title>%s<main><article>"
                    "<h1>The harbour in winter</h1><div class=body>", before);
    for (i = 0; i < wrap; i++)
        p += sprintf(p, "<div>");
    for (i = 0; i < PARAGRAPHS; i++)
        p += sprintf(p, "<p>Paragraph %d says that the ice came early, that "
                        "the boats stayed where they were, and that nobody "
                        "in the harbour remembered a winter like it.</p>\n",
                     i);
    sprintf(p, "</div></article></main>%s", after);
    return page;
}

struct result {
    char text[64 * 1024];
    size_t size;
    int stop_at; /* on_block fails at this block, 0: never */
    int blocks;
    int open;    /* the last block is to be continued */
    int torn;    /* one was not: a block of another kind came */
    int kind;    /* of the last block */
    size_t body; /* bytes of the body that the blocks amount to */
};

static int on_block(void *user, const struct galley_block *block)
{
    struct result *r = user;

    if (++r->blocks == r->stop_at)
        return 1;
    r->torn |= r->open && block->kind != r->kind;
    r->open = block->flags & GALLEY_BLOCK_CONTINUES;
    r->kind = block->kind;
    if (block->kind != GALLEY_KIND_CAPTION) {
        if (r->body > 0 && !(block->flags & GALLEY_BLOCK_CONTINUED))
            r->body += 2;
        r->body += block->size;
    }
    memcpy(r->text + r->size, block->text, block->size);
    r->size += block->size;
    if (!(block->flags & GALLEY_BLOCK_CONTINUES)) {
        memcpy(r->text + r->size, "\n\n", 2);
        r->size += 2;
    }
    r->text[r->size] = '\0';
    return 0;
}

/* Reads a page through a window of body_size bytes, with a sink or without;
 * the struct stays readable. */
static int extract(struct galley *g, const char *page, size_t size,
                   size_t body_size, struct result *sink, struct result *out)
{
    struct galley_options options = GALLEY_OPTIONS;
    char *body = malloc(body_size);
    int result;

    memset(body, 'x', body_size);
    options.body = body;
    options.body_size = body_size;
    options.user = sink;
    if (sink != NULL)
        options.on_block = on_block;
    result = galley_init(g, &options);
    if (result == GALLEY_OK)
        result = galley_feed(g, page, size);
    if (result >= 0)
        result = galley_finish(g);
    if (out != NULL) {
        out->size = strlen(body);
        memcpy(out->text, body, out->size + 1);
    }
    free(body);
    return result;
}

/* Any window delivers all of the article, in order. */
static void test_windows(void)
{
    static struct result sink;
    struct galley g;
    char *page = make_page("", "", 0), word[32];
    size_t size;
    int i;

    for (size = GALLEY_BODY_MIN; size < 20000; size += size / 7) {
        const char *from = sink.text;
        int passed = 1;
        memset(&sink, 0, sizeof sink);
        passed &= extract(&g, page, strlen(page), size, &sink, NULL) == 0;
        for (i = 0; i < PARAGRAPHS && passed; i++) {
            sprintf(word, "Paragraph %d says", i);
            from = strstr(from, word);
            passed = from != NULL;
        }
        harness_check(passed, "a window delivers the whole article");
    }
    free(page);
}

/* A buffer that is too small holds the article's beginning, up to a word;
 * the needed length is that of the whole. */
static void test_buffers(void)
{
    static struct result whole, cut;
    struct galley g;
    char *page = make_page("", "", 0);
    size_t size;

    harness_check(extract(&g, page, strlen(page), sizeof whole.text, NULL,
                          &whole) == 0, "a large buffer holds the article");
    harness_check(galley_needed(&g, GALLEY_FIELD_BODY) == whole.size,
                  "what was needed is what was used");
    for (size = GALLEY_BODY_MIN; size < whole.size; size++) {
        int result = extract(&g, page, strlen(page), size, NULL, &cut);
        harness_check(result == GALLEY_TRUNCATED
                          && cut.size < size && cut.size + 40 > size
                          && memcmp(cut.text, whole.text, cut.size) == 0
                          && strchr(" \n", whole.text[cut.size]) != NULL
                          && galley_needed(&g, GALLEY_FIELD_BODY) == whole.size,
                      "a small buffer is cut at a word");
    }
    harness_check(extract(&g, page, strlen(page), whole.size + 1, NULL, &cut)
                      == GALLEY_TRUNCATED, "no room for the separator");
    harness_check(extract(&g, page, strlen(page), whole.size + 3, NULL, &cut)
                      == 0 && strcmp(cut.text, whole.text) == 0,
                  "just enough room");
    free(page);
}

/* Text that could not be more likely. */
static void test_sure(void)
{
    static struct result out;
    struct galley g;
    char *page = harness_allocate(16384), *p = page, *body;
    int i;

    p += sprintf(p, "<title>Ice in the harbour</title>"
                    "<h1>Ice in the harbour</h1><main><article><div>");
    for (i = 0; i < 75; i++)
        p += sprintf(p, "%sThe ice came early, the boats stayed where they "
                        "were, and nobody in the harbour remembered a winter "
                        "like it, %d said.", i % 8 == 0 ? "<p>" : " ", i);
    harness_check(extract(&g, page, strlen(page), sizeof out.text, NULL, &out)
                      == 0, "sure text");
    for (i = 0, body = out.text; i < 75 && body != NULL; i++) {
        char end[32];
        sprintf(end, "like it, %d said.", i);
        body = strstr(body, end);
    }
    harness_check(body != NULL, "all of it is there");
    free(page);
}

static void test_repeats(void)
{
    static struct result once, twice;
    struct galley g;
    char *page = make_page("", "", 0), *more = malloc(128 * 1024);
    const char *body = strstr(page, "<div class=body>");

    sprintf(more, "%s<div class=body>%s", page, body);
    extract(&g, page, strlen(page), sizeof once.text, NULL, &once);
    extract(&g, more, strlen(more), sizeof twice.text, NULL, &twice);
    harness_check(once.size > 0 && strstr(twice.text + once.size,
                                          "Paragraph 39") == NULL,
                  "an article that is there twice is taken once");
    free(more);
    free(page);
}

/* After GALLEY_DONE the rest of the page changes nothing. */
static void test_done(void)
{
    static struct result whole, part;
    static char links[8192];
    struct galley g;
    char *page, *p = links;
    uint32_t needed;
    int i;

    for (i = 0; i < 100; i++)
        p += sprintf(p, "<li><a href=/%d>Other story number %d</a></li>", i,
                     i);
    page = make_page("", links, 0);
    extract(&g, page, strlen(page), sizeof whole.text, NULL, &whole);
    needed = galley_bytes_needed(&g);
    harness_check(needed < strlen(page) - 2000, "the end is seen early");
    extract(&g, page, needed, sizeof part.text, NULL, &part);
    harness_check(strcmp(whole.text, part.text) == 0,
                  "the bytes that were needed suffice");
    free(page);
}

/* Boilerplate inside the article's element is no sign of its end: what
 * follows the element is. */
static void test_second_part(void)
{
    struct galley g;
    char *page = make_page("", "", 0), *p = strstr(page, "</div></article>");
    int i;

    p += sprintf(p, "<ul>");
    for (i = 0; i < 30; i++)
        p += sprintf(p, "<li><a href=/%d>Other story number %d</a></li>", i,
                     i);
    p += sprintf(p, "</ul></div></article><article><div class=body>");
    for (i = 0; i < 3; i++)
        p += sprintf(p, "<p>Part two, paragraph %d: in spring the ice was "
                        "gone, and the boats that had stayed in the harbour "
                        "left it one by one.</p>", i);
    sprintf(p, "</div></article></main>");
    extract(&g, page, strlen(page), 16384, NULL, NULL);
    harness_check(galley_bytes_needed(&g) == strlen(page),
                  "what follows the element is read");
    free(page);
}

static char *put_links(char *p, int count)
{
    while (count-- > 0)
        p += sprintf(p, "<li><a href=/%d>Other story number %d</a></li>",
                     count, count);
    return p;
}

static char *put_paragraphs(char *p, const char *part, int count)
{
    while (count-- > 0)
        p += sprintf(p, "<p>%s, paragraph %d: in spring the ice was gone, "
                        "and the boats that had stayed in the harbour left "
                        "it one by one.</p>", part, count);
    return p;
}

/* Nor is a box between two parts of it, or the end of a part behind others:
 * an element that ends must hold all of the text so far. */
static void test_interrupted(void)
{
    static const struct { const char *box; int before; } cases[] = {
        {"<div class=more-stories><ul>", 0},
        {"<div class=newsletter-promo><ul>", 0},
        {"<div><ul>", 3}};
    static struct result out;
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>The harbour</title><main><h1>The harbour</h1>"
                        "<section>");
        p = put_paragraphs(p, "Part one", cases[i].before);
        p += sprintf(p, "</section><section>");
        p = put_paragraphs(p, "Part two", 20);
        p += sprintf(p, "</section>%s", cases[i].box);
        p = put_links(p, 20);
        p += sprintf(p, "</ul></div><section>");
        p = put_paragraphs(p, "Part three", 5);
        sprintf(p, "</section></main>");
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check(galley_bytes_needed(&g) == strlen(page)
                          && strstr(out.text, "Part three, paragraph 0"),
                      cases[i].box);
        free(page);
    }
}

#define BUTTON "<p><a href=/1><b>Swimmers in the fog</b></a></p>"
#define LINKED "<p><a href=/1><b>Swimmers in the fog have told the wardens " \
    "of it.</b></a></p>"
#define SHARE "<p><font size=-1>Swimmers in the fog <a href=/f>Facebook</a> " \
    "<a href=/t>Twitter</a> <a href=/m>Mail</a></font></p>"
#define BETWEEN "<p>The winter lasted long, and the harbour master counted " \
    "every boat that came home before the ice was there.</p>"

/* What leads to other stories, between paragraphs and behind the last. */
static void test_pointers(void)
{
    static const struct { const char *line; int kept; } cases[] = {
        {"<p><b>Czytaj:</b> <a href=/1>Swimmers in the fog</a></p>", 0},
        {"<div>Voir aussi : <a href=/1>Swimmers in the fog</a></div>", 0},
        {"<p>Nobody knows who said: <a href=/1>Swimmers in the fog</a></p>",
         1},
        {"<p>The song is called: <a href=/1>Swimmers in the fog</a>, and it "
         "is sung when the boats come home.</p>", 1},
        {"<ul><li><a href=/1>Swimmers in the fog are found at last</a>"
         "<li><a href=/2>A signal box is sold for a coin</a></ul>", 0},
        {BUTTON BETWEEN BUTTON, 0},
        {LINKED BETWEEN, 1},
        {SHARE BETWEEN SHARE, 0},
        {"<article><a href=/1><img src=a><h5>Singers on the ferry</h5><p>"
         "Swimmers in the fog have seen the others and told the wardens of "
         "it, who would not believe a word until they saw them.</a>"
         "</article>", 0},
        {"<table><tr><td><img src=a></td></tr><tr><td>Swimmers in the fog, as "
         "the wardens saw them in March</td></tr></table>", 0},
        {"<table><tr><td><img src=a></td></tr><tr><td>Swimmers in the fog, as "
         "the wardens saw them in March.</td></tr><tr><td>The others "
         "stayed at home on that morning, says Olga, and nobody knows when "
         "they will be back.</td></tr></table>", 1},
        {"<div><h3>Swimmers in the fog</h3><ul><li><a href=/3>Chor singt "
         "wieder im Stehen</a><li><a href=/3>Feuerwehr sucht</a></ul></div>",
         0}};
    static struct result out;
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>The harbour</title><h1>The harbour</h1>"
                        "<section>");
        p = put_paragraphs(p, "Part one", 5);
        p += sprintf(p, "%s", cases[i].line);
        p = put_paragraphs(p, "Part two", 5);
        sprintf(p, "<h3>Dalej</h3><ul><li><a href=/3>Chor singt wieder im "
                   "Stehen</a></ul></section>");
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strstr(out.text, "Swimmers in the fog") != NULL)
                          == cases[i].kept, cases[i].line);
        harness_check(strstr(out.text, "Part two, paragraph 0")
                          && !strstr(out.text, "Dalej"),
                      "a heading with links alone behind it");
        free(page);
    }
}

/* What stands behind a picture in small print or italics is its caption. */
static void test_legends(void)
{
    static const struct { const char *line; int kept; } cases[] = {
        {"<div><img src=a></div><div><i>Pescadores en el puerto, segun Olga"
         "</i></div>", 0},
        {"<p><img src=a></p><p><small>Pescadores en el puerto</small> "
         "<em>segun Olga</em></p>", 0},
        {"<p><img src=a></p><p><small>Pescadores en el puerto</small> y en "
         "la isla, segun Olga, que los vio en marzo y no les dijo nada.</p>",
         1},
        {"<p><img src=a></p><p><i>Pescadores en el puerto:</i></p>", 1},
        {"<p><i>Pescadores en el puerto, segun Olga</i></p>", 1}};
    static struct result out, sink;
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>El puerto</title><h1>El puerto</h1>");
        p = put_paragraphs(p, "Part one", 5);
        p += sprintf(p, "%s", cases[i].line);
        put_paragraphs(p, "Part two", 5);
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strstr(out.text, "Pescadores") != NULL)
                          == cases[i].kept, cases[i].line);
        memset(&sink, 0, sizeof sink);
        extract(&g, page, strlen(page), 4096, &sink, NULL);
        harness_check(strstr(sink.text, "Pescadores") && sink.body == out.size,
                      "a sink is told of it");
        free(page);
    }
}

/* A text in italics that is longer than the window is none: its last part is
 * no caption either, however short. */
static void test_long_legend(void)
{
    static struct result sink;
    struct galley g;
    int sentences, i;

    for (sentences = 20; sentences < 60; sentences++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>El puerto</title><h1>El puerto</h1>");
        p = put_paragraphs(p, "Part one", 5);
        p += sprintf(p, "<p><img src=a></p><p><i>");
        for (i = 0; i < sentences; i++)
            p += sprintf(p, "In spring the ice was gone, and the boats that "
                            "had stayed in the harbour left it. ");
        sprintf(p, "The end.</i></p>");
        memset(&sink, 0, sizeof sink);
        extract(&g, page, strlen(page), 1024, &sink, NULL);
        harness_check(strstr(sink.text, "The end.") && !sink.torn
                          && sink.kind == GALLEY_KIND_PARAGRAPH,
                      "a long text in italics is no caption");
        free(page);
    }
}

/* What asks something of the reader, above the text, in it and below; but a
 * button to share or to listen to the text says nothing of the text. */
static void test_dialogs(void)
{
    static const struct { const char *before, *after; int kept; } cases[] = {
        {"<section>", "<button>Acepto</button></section>", 0},
        {"<div><form><fieldset>", "<input type=submit value=Abonnieren>"
                                  "</fieldset></form></div>", 0},
        {"<div>", "<form action=/s><input name=mail><p><button>Ok</button>"
                  "</form></div>", 0},
        {"<div>", "</div>", 1},
        {"<button>Escuchar</button>", "", 1}};
    static struct result out;
    struct galley g;
    size_t i, place;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (place = 0; place < 3; place++) {
            char *page = malloc(64 * 1024), *p = page;
            size_t at;

            p += sprintf(p, "<title>The harbour</title><h1>The harbour</h1>"
                            "<section>");
            for (at = 0; at < 3; at++) {
                if (at == place) {
                    p += sprintf(p, "%s", cases[i].before);
                    p = put_paragraphs(p, "Aviso", 2);
                    p += sprintf(p, "%s", cases[i].after);
                }
                p = put_paragraphs(p, at == 0 ? "Part one" : "Part two", 4);
            }
            sprintf(p, "</section>");
            extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
            harness_check((strstr(out.text, "Aviso, paragraph 0") != NULL)
                              == cases[i].kept
                              && strstr(out.text, "Part two, paragraph 0"),
                          cases[i].before);
            free(page);
        }
}

/* Where the heading and the line of the title come again, a further story
 * begins; a chapter has no such line, and none begins before the text ends. */
static void test_further_story(void)
{
    static const struct { const char *between; int kept; } cases[] = {
        {"</section><section><h1>Sturm</h1><div class=zeile>3. Mai</div>", 0},
        {"</section><section><h2><a href=/2>Der Sturm hat alle Boote "
         "geholt</a></h2><div class=zeile>3. Mai</div>", 0},
        {"</section><section><h2>Der Sturm hat alle Boote geholt</h2>"
         "<div class=zeile>3. Mai</div>", 1},
        {"</section><section><h2><a href=/2>Der Sturm</a></h2>"
         "<div class=zeile>3. Mai</div>", 1},
        {"</section><section><h1>Sturm</h1><div class=ort>3. Mai</div>", 1},
        {"</section><section><h1>Sturm</h1>", 1},
        {"<h1>Sturm</h1><div class=zeile>3. Mai</div>", 1}};
    static struct result out;
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>Der Hafen</title><section><h1>Der Hafen</h1>"
                        "<div class=zeile>2. Mai</div>");
        p = put_paragraphs(p, "Part one", 6);
        p += sprintf(p, "%s", cases[i].between);
        p = put_paragraphs(p, "Part two", 6);
        sprintf(p, "</section>");
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strstr(out.text, "Part two, paragraph 0") != NULL)
                          == cases[i].kept
                          && strstr(out.text, "Part one, paragraph 0"),
                      cases[i].between);
        harness_check((galley_bytes_needed(&g) == strlen(page))
                          == cases[i].kept, "it need not be read");
        free(page);
    }
}

/* What a reader says: a line, in an element of its own, and a text. */
static char *put_comment(char *p, const char *line, int number)
{
    return p + sprintf(p, "<li>%s<blockquote>Comment %d: I have seen the ice "
                          "myself, and my boat has been in it for a month "
                          "now.</blockquote>", line, number);
}

/* Below a title with a number in it, lines of one style with a date each. */
static void test_comments(void)
{
    static const struct { const char *title, *line; int count, kept; }
    cases[] = {
        {"</section><h4>Komentarze: 3</h4>", "<div class=kto>Ola, 10:02</div>",
         3, 0},
        {"</section><h2>12 avis</h2>", "<address>Le 3 mai</address>", 3, 0},
        {"</section><h2>12 avis</h2>", "<address>Le 3 mai</address>", 2, 1},
        {"</section><h2>Vos avis</h2>", "<address>Le 3 mai</address>", 3, 1},
        {"</section><h2>12 avis.</h2>", "<address>Le 3 mai</address>", 3, 1},
        {"</section><h2>Les avis sur 12 bateaux</h2>",
         "<address>Le 3 mai</address>", 3, 1},
        {"</section><h2>12345 avis</h2>", "<address>Le 3 mai</address>", 3, 1},
        {"</section><h2><a href=/a>12 avis</a></h2>",
         "<address>Le 3 mai</address>", 3, 1},
        {"</section><h2>12 avis</h2>", "<address>En mai</address>", 3, 1},
        {"</section><h2>12 avis</h2>", "<address>Le 3 mai, a huit heures et "
         "demie du matin, au port de Brest</address>", 3, 1},
        {"</section><h2>12 avis</h2>", "", 3, 1},
        {"<h2>12 avis</h2>", "<address>Le 3 mai</address>", 3, 1}};
    static struct result out;
    struct galley g;
    size_t i;
    int k;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>The harbour</title><section>");
        p = put_paragraphs(p, "Part one", 5);
        p += sprintf(p, "%s<ul>", cases[i].title);
        for (k = 0; k < cases[i].count; k++)
            p = put_comment(p, cases[i].line, k);
        p += sprintf(p, "</ul>");
        p = put_paragraphs(p, "Part two", 5);
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strstr(out.text, "Comment") != NULL) == cases[i].kept
                          && (strstr(out.text, "Part two") != NULL)
                                 == cases[i].kept
                          && strstr(out.text, "Part one, paragraph 0"),
                      cases[i].title);
        harness_check((galley_bytes_needed(&g) == strlen(page))
                          == cases[i].kept, "they need not be read");
        free(page);
    }
}

/* A line above the text that says who wrote it, or when, is no part of it. */
static void test_datelines(void)
{
    static const struct { const char *line; int kept; } cases[] = {
        {"<p>3/5/2024 - 10:20</p>", 0},
        {"<p>2024年5月3日 10:20</p>", 0},
        {"<p>11. 5. 2024, ob 10.20 uri</p>", 0},
        {"<p>In 1914, 1915 it began.</p>", 1},
        {"<p>1914, 1915</p>", 1},
        {"<p>14 15 16 17 18 19 20 21 22</p>", 0},
        {"<p>14 15 16 17 18 19 20 21 22 23</p>", 1},
        {"<p>3 May 2024</p>", 0},
        {"<p>Updated: Friday, <b>3. Mai 2024</b>, 10 Uhr</p>", 0},
        {"<div>Le 3 mai 2024</div>", 0},
        {"<p>By Ann Lee</p>", 0},
        {"<p>By <a rel=author href=/ann>Ann Lee</a></p>", 0},
        {"<p class=meta><span class=byline>\xD7\x9E: Ann Lee</span></p>", 0},
        {"<p>Von Ann Lee<br>3. Mai 2024</p>", 0},
        {"<p>On Tuesday, 3 May 2024, at Cove, by noon</p>", 0},
        {"<p>One day by the sea, on 3 May 2024 in Cove</p>", 1},
        {"<p>By Ann Lee and four of her friends from Cove</p>", 1},
        {"<p>It began on 3 May 2024.</p>", 1},
        {"<p>By Ann Lee, of all people, it was said.</p>", 1},
        {"<p>So it was, says Ann Lee</p>", 1},
        {"<p>By Ann Lee</p><p>So it was, says Ann Lee</p>", 1}};
    static struct result out;
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>The harbour</title><h1>The harbour</h1>"
                        "<section>%s", cases[i].line);
        put_paragraphs(p, "Part one", 6);
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strncmp(out.text, "Part one", 8) != 0)
                          == cases[i].kept, cases[i].line);
        free(page);
    }
}

/* A table that places what the page shows, the title of the text in it. */
static void test_layout(void)
{
    static const char title[] =
        "<title>Lodowa zima w porcie i statki, co w niej zostaly do wiosny | "
        "Gazeta</title><table><tr><td><a href=/>Start</a></td><td><font "
        "size=5><b>Lodowa zima w porcie i statki, co w niej zostaly do wiosny"
        "</b></font><br>Ola Nowak<br><br>";
    static struct result out;
    struct galley g;
    char *page = malloc(64 * 1024), *p = page;
    int i;

    p += sprintf(p, "%s", title);
    for (i = 0; i < 6; i++)
        p += sprintf(p, "Part %d: in spring the ice was gone, and the boats "
                        "that had stayed in the harbour left it one by one."
                        "<br><br>", i);
    sprintf(p, "The last of them is the Ola, and nobody knows when she will "
               "be back.</td><td>Pogoda w porcie: 3 stopnie</table>");
    extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
    harness_check(strncmp(out.text, "Part 0", 6) == 0
                      && strstr(out.text, "Part 5"), "a title in a cell");
    harness_check(strstr(out.text, "be back.") != NULL
                      && strchr(out.text, '\t') == NULL,
                  "the cell beside the text");
    free(page);
}

/* An offer in an element of its own, behind the text or between. */
static void test_offers(void)
{
    static const char offer[] =
        "<article><h2>Lesen Sie weiter</h2><p>Jeden Tag alles aus dem Hafen, "
        "und das schon ab einem Euro im Monat.</p><p>Schon dabei? "
        "<a href=/abo>Hier anmelden</a></p></article>";
    static struct result out;
    struct galley g;
    int behind;

    for (behind = 0; behind < 2; behind++) {
        char *page = malloc(64 * 1024), *p = page;

        p += sprintf(p, "<title>Der Hafen</title><h1>Der Hafen</h1><section>");
        p = put_paragraphs(p, "Part one", 6);
        p += sprintf(p, "%s", offer);
        put_paragraphs(p, "Part two", behind ? 0 : 1);
        extract(&g, page, strlen(page), sizeof out.text, NULL, &out);
        harness_check((strstr(out.text, "ab einem Euro") == NULL) == behind
                          && (strstr(out.text, "weiter") == NULL) == behind
                          && strstr(out.text, "Part one, paragraph 0"),
                      "an offer behind the text");
        free(page);
    }
}

static void test_no_article(void)
{
    static const char links[] =
        "<title>News</title><ul><li><a href=/1>One story</a><li><a href=/2>"
        "Another story</a></ul><p>Contact us.</p>";
    static struct result out;
    struct galley g;

    harness_check(extract(&g, links, sizeof links - 1, 4096, NULL, &out)
                      == GALLEY_ERR_NO_ARTICLE && out.size == 0,
                  "a list of links is no article");
    harness_check(strcmp(galley_field(&g, GALLEY_FIELD_HEADLINE), "News") == 0,
                  "its fields are readable all the same");
    harness_check(extract(&g, "", 0, 4096, NULL, &out)
                      == GALLEY_ERR_NO_ARTICLE, "nor is an empty page");
}

/* One paragraph is an article when it is signed and dated, in whatever
 * markup; a few words on what a shop has are none. */
static void test_short_pages(void)
{
    static const char brief[] =
        "<html lang=fr><title>Le bac repart lundi</title><table><tr><td>"
        "<a href=/1>Accueil</a> <a href=/2>Sports</a></table><section>"
        "<h1>Le bac repart lundi</h1><div>Par <span class=author>Jeanne "
        "Morel</span>, <time datetime=2024-05-02>2 mai 2024</time></div>"
        "<div class=texte>Le bac qui relie les deux rives reprendra lundi "
        "son service, a annonc\303\251 la commune. Il avait \303\251t\303\251 "
        "mis \303\240 sec en janvier apr\303\250s la d\303\251couverte d'une "
        "fissure dans la coque.</div></section>"
        "<ul><li><a href=/3>Autre chose</a><li><a href=/4>Encore</a></ul>";
    static const char shop[] =
        "<title>Lampes</title><meta property=og:type content=website>"
        "<form><select></select><input><button>OK</button></form>"
        "<section><h2><a href=/1>Lampe bleue</a></h2><div class=price>19 "
        "euros</div><p>Une lampe de table en verre.</p><button class="
        "add-to-cart>Acheter</button></section>"
        "<section><h2><a href=/2>Lampe verte</a></h2><div class=price>29 "
        "euros</div><p>Une lampe de bureau en bois.</p><button class="
        "add-to-cart>Acheter</button></section>";
    static struct result out;
    struct galley g;

    harness_check(extract(&g, brief, sizeof brief - 1, 4096, NULL, &out)
                      == GALLEY_OK, "a brief");
    harness_check(extract(&g, shop, sizeof shop - 1, 4096, NULL, &out)
                      == GALLEY_ERR_NO_ARTICLE, "a shop's list");
}

/* What is sold is no article, however much is said about it. */
static void test_product(void)
{
    static const struct { const char *type; int result; } cases[] = {
        {"product", GALLEY_ERR_NO_ARTICLE},
        {"Product.Item", GALLEY_ERR_NO_ARTICLE},
        {"article", GALLEY_OK}, {"produce", GALLEY_OK}, {"prod", GALLEY_OK},
        {"", GALLEY_OK}};
    static struct result out;
    char before[80];
    struct galley g;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *page;
        sprintf(before, "<meta property=og:type content='%s'>",
                cases[i].type);
        page = make_page(before, "", 0);
        harness_check(extract(&g, page, strlen(page), 16384, NULL, &out)
                          == cases[i].result, cases[i].type);
        /* The text leaves a small window before the page ends. */
        harness_check((extract(&g, page, strlen(page), 1024, NULL, &out)
                       == GALLEY_ERR_NO_ARTICLE)
                          == (cases[i].result == GALLEY_ERR_NO_ARTICLE),
                      cases[i].type);
        free(page);
    }
}

/* Blocks longer than the window, part by part like a body or like no body:
 * what is continued is continued, to its end or to the article's. */
static void test_long_blocks(void)
{
    static const char *const starts[] = {"<p>", "<figure><figcaption>"};
    static const char *const ends[] = {"", "</p><p>", "</p><ul><li>"};
    static struct result sink;
    struct galley g;
    size_t size;
    int kind, links, prose, i;

    for (size = GALLEY_BODY_MIN; size < 3000; size += size / 3)
        for (kind = 0; kind < 18; kind++)
            for (links = 5; links <= 320; links *= 4) {
                char *page = make_page("", "", 0), *p;
                prose = kind / 3 % 3 * 100;
                p = strstr(page, "</div></article>");
                p += sprintf(p, "%s", starts[kind / 9]);
                for (i = 0; i < prose; i++)
                    p += sprintf(p, "and the boats stayed %d where, ", i);
                for (i = 0; i < links; i++)
                    p += sprintf(p, "<a href=/%d>Menu %d</a> | ", i, i);
                sprintf(p, "%s%s", ends[kind % 3],
                        "</div></article></main>");
                memset(&sink, 0, sizeof sink);
                harness_check(extract(&g, page, strlen(page), size, &sink,
                                      NULL) == 0
                                  && !sink.open && !sink.torn,
                              "what is continued has an end");
                harness_check(galley_needed(&g, GALLEY_FIELD_BODY)
                                  == sink.body, "captions are no body");
                free(page);
            }
}

/* A caption longer than the counters of one block, whose begin has left the
 * window before its end is decided: none of its parts is body. */
static void test_long_caption(void)
{
    static char text[200 * 1024];
    struct galley_options options = GALLEY_OPTIONS;
    static char body[100 * 1024];
    struct galley g;
    char *page = make_page("", "", 0), *p;
    int i;

    strcpy(text, page);
    p = strstr(text, "</div></article>");
    p += sprintf(p, "<figure><figcaption>");
    for (i = 0; i < 1800; i++)
        p += sprintf(p, "%070d, ", i);
    sprintf(p, "</figcaption></figure><p>The end of it is here, and no more"
               " is to be said about the harbour.</article>");
    options.body = body;
    options.body_size = sizeof body;
    galley_init(&g, &options);
    galley_feed(&g, text, strlen(text));
    harness_check(galley_finish(&g) == GALLEY_OK
                      && strstr(body, "The end of it is here") != NULL
                      && strstr(body, "00000") == NULL
                      && galley_needed(&g, GALLEY_FIELD_BODY) == strlen(body),
                  "a long caption is no body");
    free(page);
}

static void test_sink(void)
{
    static struct result sink;
    struct galley g;
    char *page = make_page("", "", 0);

    memset(&sink, 0, sizeof sink);
    sink.stop_at = 3;
    harness_check(extract(&g, page, strlen(page), 1024, &sink, NULL)
                      == GALLEY_ERR_SINK, "the sink can stop");
    harness_check(sink.blocks == 3, "and is not called again");
    harness_check(galley_feed(&g, "x", 1) == GALLEY_ERR_SINK,
                  "the error stays");
    free(page);
}

/* Elements around the article: fewer, as many, more than are remembered. */
static void test_depth(void)
{
    static struct result out;
    struct galley g;
    int depth;

    for (depth = GALLEY_STACK - 8; depth < GALLEY_STACK + 8; depth++) {
        char *page = make_page("", "", depth);
        int result = extract(&g, page, strlen(page), sizeof out.text, NULL,
                             &out);
        harness_check(result == 0 && strstr(out.text, "Paragraph 39") != NULL,
                      "deep nesting keeps the text");
        free(page);
    }
}

/* 300 elements deep, counted as 255. */
static void test_very_deep(void)
{
    static struct result out;
    struct galley g;
    char *page = make_page("", "", 300);

    harness_check(extract(&g, page, strlen(page), sizeof out.text, NULL, &out)
                          == 0
                      && strstr(out.text, "Paragraph 39") != NULL,
                  "300 elements keep the text");
    free(page);
}

/* Elements of no standard, siblings and nested, where none is remembered. */
static void test_deep_custom(void)
{
    static struct result out;
    struct galley g;
    char before[16 * (GALLEY_STACK + 8) + 1], *p = before, *page;
    int i;

    for (i = 0; i < GALLEY_STACK + 8; i++)
        p += sprintf(p, "<x-a></x-a><x-a>");
    page = make_page(before, "", 0);
    harness_check(extract(&g, page, strlen(page), sizeof out.text, NULL, &out)
                          == 0
                      && strstr(out.text, "Paragraph 39") != NULL,
                  "deep custom elements keep the text");
    free(page);
}

/* More elements and styles than are counted apart: the text is there. */
static void test_full_sums(void)
{
    enum { SECTIONS = GALLEY_CONTAINERS + GALLEY_STYLES };
    static struct result sink;
    struct galley g;
    char *page = harness_allocate(SECTIONS * 300 + 100), *p = page, word[32];
    int i, found = 0;

    p += sprintf(p, "<title>The harbour</title><main><h1>The harbour</h1>");
    for (i = 0; i < SECTIONS; i++)
        p += sprintf(p, "<section><div class='q%c q%c'><p class='z%c z%c'>"
                        "Section %d says that the ice came early, that the "
                        "boats stayed where they were, and that nobody there "
                        "remembered a winter like it.</div></section>",
                     'a' + i % 26, 'a' + i / 26, 'a' + i % 26, 'a' + i / 26,
                     i);
    memset(&sink, 0, sizeof sink);
    harness_check(extract(&g, page, strlen(page), 4096, &sink, NULL) == 0,
                  "many elements, an article");
    for (i = 0; i < SECTIONS; i++) {
        sprintf(word, "Section %d says", i);
        found += strstr(sink.text, word) != NULL;
    }
    harness_check(found == SECTIONS, "all of it is there");
    free(page);
}

/* Captions that nobody would miss make room, before any text is decided. */
static void test_captions_leave(void)
{
    static struct result sink;
    struct galley g;
    char *page = make_page("", "", 0), *p = strstr(page, "</div></article>");
    int i;

    for (i = 0; i < 2 * GALLEY_RECORDS; i++)
        p += sprintf(p, "<figure><figcaption><a href=/%d>Photo %d</a>"
                        "</figcaption></figure>", i, i);
    p += sprintf(p, "<p>In spring the ice was gone, and the boats that had "
                    "stayed in the harbour left it one by one.</p>");
    memset(&sink, 0, sizeof sink);
    harness_check(extract(&g, page, strlen(page), 40000, &sink, NULL) == 0
                      && strstr(sink.text, "Paragraph 0 says") != NULL
                      && strstr(sink.text, "In spring the ice") != NULL,
                  "captions make room for text");
    free(page);
}

/* ---- text of last resort ---- */

/* JSON-LD with an articleBody of so many lines. */
static char *put_lines(char *p, int lines)
{
    int i;

    p += sprintf(p, "<script type=application/ld+json>{\"@type\":"
                    "\"Article\",\"articleBody\":\"");
    for (i = 0; i < lines; i++)
        p += sprintf(p, "%sLine %d says that the ice came early.",
                     i > 0 ? "\\n" : "", i);
    return p + sprintf(p, "\"}</script>");
}

/* The lines that are missing are counted, if not all that parts them. */
static void check_needed(const struct galley *g, size_t size, unsigned lines)
{
    size_t line = strlen("Line 11 says that the ice came early.");
    size_t needed = galley_needed(g, GALLEY_FIELD_BODY);

    harness_check(needed >= size + lines * line
                      && needed <= size + lines * (line + 2),
                  "what is missing is counted");
}

static void test_fallback_room(void)
{
    static struct result out;
    struct galley g;
    char *page = harness_allocate(16384), *p;
    char *want = harness_allocate(4096), *w;
    int i;

    /* More lines than there are records: the first ones are there. */
    put_lines(page, GALLEY_RECORDS + 5);
    harness_check(extract(&g, page, strlen(page), sizeof out.text, NULL, &out)
                      == GALLEY_TRUNCATED, "more lines than records");
    for (i = 0, w = want; i < GALLEY_RECORDS; i++)
        w += sprintf(w, "%sLine %d says that the ice came early.",
                     i > 0 ? "\n\n" : "", i);
    harness_check(strcmp(out.text, want) == 0, "the first lines are there");
    check_needed(&g, strlen(want), 5);
    /* Text of the page takes the room of the last lines. */
    p = put_lines(page, 20);
    for (i = 0; i < 10; i++)
        p += sprintf(p, "<p>%d+%d=%d, Donaudampfschifffahrtsgesellschaft",
                     i, i, 2 * i);
    harness_check(extract(&g, page, strlen(page), 1024, NULL, &out)
                      == GALLEY_TRUNCATED, "a fallback that lost its end");
    for (i = 0, w = want; i < 12; i++)
        w += sprintf(w, "%sLine %d says that the ice came early.",
                     i > 0 ? "\n\n" : "", i);
    harness_check(strcmp(out.text, want) == 0, "it lost its last lines");
    check_needed(&g, strlen(want), 8);
    free(want);
    free(page);
}

/* It comes too late when text has left, or is enough. */
static void test_fallback_late(void)
{
    static struct result out;
    struct galley g;
    char lines[2048], *page;

    put_lines(lines, 20);
    page = make_page("", lines, 0);
    harness_check(extract(&g, page, strlen(page), sizeof out.text, NULL, &out)
                          == 0
                      && strstr(out.text, "Paragraph 39") != NULL
                      && strstr(out.text, "Line 0") == NULL,
                  "the page's own text is enough");
    harness_check(extract(&g, page, strlen(page), 1024, NULL, &out)
                          == GALLEY_TRUNCATED
                      && strstr(out.text, "Line") == NULL,
                  "text has left the window");
    free(page);
}

/* A word that is longer than words are is cut where the buffer ends, and so
 * is a script without spaces. */
static void test_long_words(void)
{
    static const char *const words[] = {
        "saysthattheicecameearlyandthattheboatsstayedwheretheywere",
        "\xE5\x8C\x97\xE4\xBA\xAC\xE3\x81\xAE\xE5\x86\xAC\xE3\x80\x82"
    };
    static struct result out;
    struct galley g;
    size_t size, i;
    int k;

    for (i = 0; i < 2; i++) {
        char *page = make_page("", "", 0), *p;
        p = strstr(page, i == 0 ? "</div></article>" : "<p>");
        p += sprintf(p, "<p>");
        for (k = 0; k < 600; k++)
            p += sprintf(p, "%s", words[i]);
        for (size = 8000; size < 8010; size++)
            harness_check(extract(&g, page, strlen(page), size, NULL, &out)
                              == GALLEY_TRUNCATED
                          && out.size < size && out.size + 6 > size
                          && harness_is_utf8(out.text, out.size),
                          "a long word is cut at a character");
        free(page);
    }
}

static void test_options(void)
{
    struct galley_options options = GALLEY_OPTIONS;
    char body[GALLEY_BODY_MIN];
    struct galley g;
    char *page = make_page("", "", 0);

    options.body = body;
    options.body_size = sizeof body - 1;
    harness_check(galley_init(&g, &options) == GALLEY_ERR_OPTIONS,
                  "a body buffer below the least");
    options.body = NULL;
    harness_check(galley_init(&g, &options) == GALLEY_ERR_OPTIONS,
                  "a size without a buffer");
    options.body_size = 0;
    options.on_block = on_block;
    harness_check(galley_init(&g, &options) == GALLEY_ERR_OPTIONS,
                  "a sink without a window");
    options.on_block = NULL;
    harness_check(galley_init(&g, &options) == GALLEY_OK
                      && galley_feed(&g, page, strlen(page)) == GALLEY_OK
                      && galley_finish(&g) == GALLEY_OK
                      && strcmp(galley_field(&g, GALLEY_FIELD_HEADLINE),
                                "The harbour in winter") == 0,
                  "only the fields");
    harness_check(galley_reset(&g, NULL) == GALLEY_OK
                      && galley_field(&g, GALLEY_FIELD_HEADLINE)[0] == '\0',
                  "reset forgets them");
    free(page);
}

int main(void)
{
    test_windows();
    test_buffers();
    test_sure();
    test_repeats();
    test_done();
    test_second_part();
    test_interrupted();
    test_pointers();
    test_legends();
    test_long_legend();
    test_dialogs();
    test_further_story();
    test_comments();
    test_datelines();
    test_offers();
    test_layout();
    test_no_article();
    test_short_pages();
    test_product();
    test_sink();
    test_long_blocks();
    test_long_caption();
    test_depth();
    test_very_deep();
    test_deep_custom();
    test_full_sums();
    test_captions_leave();
    test_fallback_room();
    test_fallback_late();
    test_long_words();
    test_options();
    return harness_summary();
}
