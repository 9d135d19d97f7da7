/*
 * The rules for what is too rare to learn: boxes, dialogs, labels, repeats,
 * lists of links, an article's beginning and end; each at its limit and one
 * beyond.
 */
#include <stdlib.h>
#include <string.h>

#include "blocks.h"
#include "class_words.h"
#include "count.h"
#include "decide.h"
#include "fields.h"
#include "harness/harness.h"
#include "meta.h"
#include "records.h"

#define KEEP 100 /* the score that is enough */

/* Three records: the second is looked at; nothing speaks against it. */
static struct galley_record *prepare(struct galley *g)
{
    struct galley_record *r;
    int i;

    memset(g, 0, sizeof *g);
    g->classify.keep = KEEP;
    g->records.count = 3;
    g->records.mass = 1000;
    g->headline.h1_count = 1;
    g->records.containers_used = 2;
    g->records.containers[1].depth = 1;
    g->records.containers[1].all.mass = 100;
    for (i = 0; i < 3; i++) {
        r = &g->records.records[i];
        memset(r->distance, 0xFF, sizeof r->distance);
        r->words = galley_count_scale(20);
        r->hash = (uint32_t)i + 1;
        r->container = 1;
        r->score = 200;
    }
    return &g->records.records[1];
}

static int is_kept(struct galley *g, uint8_t score)
{
    galley_decide_record(g, 1, score);
    return (g->records.records[1].flags & BLOCK_KEPT) != 0;
}

/* It stands in an element of the category. */
static void put_inside(struct galley_record *r, uint8_t category)
{
    r->distance[category / 4] &=
        (uint8_t)~(3u << category % 4 * 2);
}

static void test_scores(struct galley *g)
{
    prepare(g);
    harness_check(is_kept(g, KEEP), "a score that is enough");
    prepare(g);
    harness_check(!is_kept(g, KEEP - 1), "one that is not");
    prepare(g)->kind_level = GALLEY_KIND_CAPTION;
    harness_check(!is_kept(g, 255), "a caption is never body");
    prepare(g);
    g->meta.type = META_PRODUCT;
    harness_check(!is_kept(g, 255), "nor is what is said of a product");
    prepare(g)->flags = BLOCK_FALLBACK;
    harness_check(!is_kept(g, 255), "nor text of last resort");
}

static void test_parts(struct galley *g)
{
    prepare(g)->flags = BLOCK_CONTINUED;
    harness_check(!is_kept(g, 255), "a part goes where the one before went");
    prepare(g)->flags = BLOCK_CONTINUED;
    g->records.records[0].flags = BLOCK_KEPT;
    harness_check(is_kept(g, 0), "whatever its score");
}

static void test_boxes(struct galley *g)
{
    struct galley_record *r = prepare(g);

    put_inside(r, CATEGORY_RELATED);
    r->links = 128;
    harness_check(!is_kept(g, 255), "a box of links to other stories");
    r = prepare(g);
    put_inside(r, CATEGORY_RELATED);
    r->links = 127;
    harness_check(is_kept(g, 255), "text in one");
    r = prepare(g);
    r->links = 128;
    harness_check(is_kept(g, 255), "links elsewhere");
    r = prepare(g);
    put_inside(r, CATEGORY_PROMOTION);
    harness_check(is_kept(g, 255), "a promotion around much of the page");
    r = prepare(g);
    put_inside(r, CATEGORY_PROMOTION);
    g->records.containers[1].all.mass = 99;
    harness_check(!is_kept(g, 255), "a small one");
}

/* A button in its element, which is less than half of the text, and not
 * around the article's. */
static void test_dialogs(struct galley *g)
{
    struct galley_container *c = &g->records.containers[1];

    prepare(g);
    c->button = 1;
    c->all.mass = 499;
    harness_check(!is_kept(g, 255), "what asks something");
    prepare(g);
    c->button = 1;
    c->all.mass = 500;
    harness_check(is_kept(g, 255), "a button in much of the text");
    prepare(g);
    c->all.mass = 499;
    harness_check(is_kept(g, 255), "no button");
    prepare(g);
    c->button = 1;
    g->classify.main = 1;
    harness_check(is_kept(g, 255), "a button beside the article's text");
    prepare(g);
    c->button = 1;
    g->classify.main = 2;
    g->records.containers[2].depth = 2;
    g->records.containers[2].parent = 1;
    harness_check(is_kept(g, 255), "and around it");
}

static void test_labels(struct galley *g)
{
    static const struct {
        uint8_t kind, words, score, count;
        int kept;
    } labels[] = {
        {GALLEY_KIND_PARAGRAPH, 2, 129, 3, 0},
        {GALLEY_KIND_HEADING, 2, 129, 3, 1},
        {GALLEY_KIND_PARAGRAPH, 3, 129, 3, 1},
        {GALLEY_KIND_PARAGRAPH, 2, 130, 3, 1},
        {GALLEY_KIND_PARAGRAPH, 2, 129, 4, 1}
    };
    size_t i;

    for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        struct galley_record *r = prepare(g);

        r->kind_level = labels[i].kind;
        r->words = labels[i].words;
        r->score = labels[i].score;
        r->style = 1;
        g->records.styles[1].count = labels[i].count;
        harness_check(is_kept(g, 255) == labels[i].kept, "a label");
    }
}

static void test_repeats(struct galley *g)
{
    prepare(g)->hash = 1;
    harness_check(is_kept(g, 255), "a repeat of what is no body");
    prepare(g)->hash = 1;
    g->records.records[0].flags = BLOCK_KEPT;
    harness_check(!is_kept(g, 255), "a repeat of what waits");
    prepare(g)->hash = 1;
    g->records.records[0].flags = BLOCK_KEPT;
    g->records.records[1].words = 7;
    harness_check(is_kept(g, 255), "short texts may come again");
    prepare(g);
    galley_decide_remember(&g->decide, 2);
    harness_check(!is_kept(g, 255), "a repeat of what was sent");
    prepare(g);
    galley_decide_remember(&g->decide, 2);
    memset(g->decide.repeats + 1, 0xFF,
           sizeof g->decide.repeats - sizeof g->decide.repeats[0]);
    g->decide.repeats_next = GALLEY_REPEATS - 1;
    galley_decide_remember(&g->decide, 3);
    galley_decide_remember(&g->decide, 4);
    harness_check(is_kept(g, 255), "the oldest is forgotten");
}

/* A label and a link: most words are the link's, and no sentence ends. */
static void test_pointers(struct galley *g)
{
    static const struct {
        uint8_t flags, kind, links, last;
        int kept;
    } lines[] = {
        {BLOCK_LABELLED, GALLEY_KIND_PARAGRAPH, 128, LAST_OTHER, 0},
        {0, GALLEY_KIND_PARAGRAPH, 128, LAST_OTHER, 1},
        {BLOCK_LABELLED, GALLEY_KIND_LIST_ITEM, 128, LAST_OTHER, 1},
        {BLOCK_LABELLED, GALLEY_KIND_PARAGRAPH, 127, LAST_OTHER, 1},
        {BLOCK_LABELLED, GALLEY_KIND_PARAGRAPH, 128, LAST_SENTENCE, 1}
    };
    size_t i;

    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct galley_record *r = prepare(g);

        r->flags = lines[i].flags;
        r->kind_level = lines[i].kind;
        r->links = lines[i].links;
        r->last_sentences = (uint8_t)(lines[i].last << 6);
        harness_check(is_kept(g, 255) == lines[i].kept, "a pointer");
    }
}

/* A link of few words, alone in its paragraph, that comes again. */
static void test_buttons(struct galley *g)
{
    static const struct {
        uint8_t kind, words, links;
        uint32_t hash;
        int kept;
    } lines[] = {
        {GALLEY_KIND_PARAGRAPH, 7, 100, 3, 0},
        {GALLEY_KIND_PARAGRAPH, 7, 100, 1, 0},
        {GALLEY_KIND_PARAGRAPH, 7, 100, 4, 1},
        {GALLEY_KIND_PARAGRAPH, 8, 100, 3, 1},
        {GALLEY_KIND_PARAGRAPH, 7, 99, 3, 1},
        {GALLEY_KIND_LIST_ITEM, 7, 100, 3, 1}
    };
    size_t i;

    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct galley_record *r = prepare(g);

        r->kind_level = lines[i].kind;
        r->words = lines[i].words;
        r->links = lines[i].links;
        r->hash = lines[i].hash;
        harness_check(is_kept(g, 255) == lines[i].kept, "a button");
    }
}

/* A heading of the first level above the text is the headline. */
static void test_headlines(struct galley *g)
{
    static const struct { uint8_t kind, level, words, kept; } lines[] = {
        {GALLEY_KIND_HEADING, 1, 0, 0}, {GALLEY_KIND_HEADING, 1, 1, 1},
        {GALLEY_KIND_HEADING, 2, 0, 1}, {GALLEY_KIND_PARAGRAPH, 1, 0, 1}};
    size_t i;

    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        prepare(g)->kind_level
            = (uint8_t)(lines[i].kind | lines[i].level << 4);
        g->decide.body_words = lines[i].words;
        harness_check(is_kept(g, 255) == lines[i].kept, "a headline");
    }
    prepare(g);
    g->headline.h1_count = 0;
    harness_check(!is_kept(g, 255), "the title's words, and no h1");
    prepare(g)->since = 1;
    g->headline.h1_count = 0;
    harness_check(is_kept(g, 255), "what stands below them");
    prepare(g);
    g->headline.h1_count = 0;
    g->decide.body_words = 1;
    harness_check(is_kept(g, 255), "behind text");
}

/* A title above the text, or all that a table says besides a picture. */
static void test_cells(struct galley *g)
{
    static const struct { uint8_t kind, images, count, since, words, kept; }
    cells[] = {
        {GALLEY_KIND_TABLE_ROW, 1, 1, 9, 0, 0},
        {GALLEY_KIND_TABLE_ROW, 0, 1, 9, 0, 1},
        {GALLEY_KIND_TABLE_ROW, 1, 2, 9, 0, 1},
        {GALLEY_KIND_PARAGRAPH, 1, 1, 9, 0, 1},
        {GALLEY_KIND_TABLE_ROW, 0, 2, 0, 0, 0},
        {GALLEY_KIND_TABLE_ROW, 0, 2, 0, 1, 1},
        {GALLEY_KIND_PARAGRAPH, 0, 2, 0, 0, 1}
    };
    size_t i;

    for (i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct galley_record *r = prepare(g);

        r->kind_level = cells[i].kind;
        r->images = cells[i].images;
        r->since = cells[i].since;
        g->records.containers[1].count = cells[i].count;
        g->decide.body_words = cells[i].words;
        harness_check(is_kept(g, 255) == cells[i].kept, "a cell");
    }
}

/* A paragraph that is a link below a heading that is one. */
static void test_cards(struct galley *g)
{
    static const struct {
        uint8_t above, above_links, container, kind, links;
        int kept;
    } lines[] = {
        {GALLEY_KIND_HEADING, 230, 1, GALLEY_KIND_PARAGRAPH, 100, 0},
        {GALLEY_KIND_PARAGRAPH, 230, 1, GALLEY_KIND_PARAGRAPH, 100, 1},
        {GALLEY_KIND_HEADING, 229, 1, GALLEY_KIND_PARAGRAPH, 100, 1},
        {GALLEY_KIND_HEADING, 230, 0, GALLEY_KIND_PARAGRAPH, 100, 1},
        {GALLEY_KIND_HEADING, 230, 1, GALLEY_KIND_LIST_ITEM, 100, 1},
        {GALLEY_KIND_HEADING, 230, 1, GALLEY_KIND_PARAGRAPH, 99, 1}
    };
    size_t i;

    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct galley_record *r = prepare(g);

        r[-1].kind_level = lines[i].above;
        r[-1].links = lines[i].above_links;
        r[-1].container = lines[i].container;
        r->kind_level = lines[i].kind;
        r->links = lines[i].links;
        harness_check(is_kept(g, 255) == lines[i].kept, "a card");
    }
}

/* The records of a page, all kept, a letter each: p a paragraph, c one that
 * ends in a colon, h a heading, s one that is a sentence, l a list item that
 * is a link, i another, r a paragraph of links; each of so many words. */
static void lay_out(struct galley *g, const char *page, int words)
{
    static const char letters[] = "pchslir";
    static const uint8_t kinds[] = {
        GALLEY_KIND_PARAGRAPH, GALLEY_KIND_PARAGRAPH, GALLEY_KIND_HEADING,
        GALLEY_KIND_HEADING, GALLEY_KIND_LIST_ITEM, GALLEY_KIND_LIST_ITEM,
        GALLEY_KIND_PARAGRAPH};
    static const uint8_t lasts[] = {LAST_SENTENCE, LAST_COLON, LAST_OTHER,
                                    LAST_SENTENCE, LAST_OTHER, LAST_OTHER,
                                    LAST_OTHER};
    static const uint8_t links[] = {0, 0, 0, 0, 230, 229, 100};
    uint16_t i;

    memset(g, 0, sizeof *g);
    g->records.count = (uint16_t)strlen(page);
    for (i = 0; i < g->records.count; i++) {
        struct galley_record *r = &g->records.records[i];
        size_t k = (size_t)(strchr(letters, page[i]) - letters);

        r->kind_level = kinds[k];
        r->last_sentences = (uint8_t)(lasts[k] << 6);
        r->links = links[k];
        r->words = galley_count_scale((uint16_t)words);
        r->flags = BLOCK_KEPT;
    }
}

/* What is kept of it, the rest is '-'. */
static const char *kept_of(const struct galley *g, const char *page)
{
    static char kept[16];
    uint16_t i;

    for (i = 0; i < g->records.count; i++)
        kept[i] = g->records.records[i].flags & BLOCK_KEPT ? page[i] : '-';
    kept[i] = '\0';
    return kept;
}

static void test_lists(struct galley *g)
{
    static const struct { const char *page; int words; const char *kept; }
    cases[] = {
        {"pllp", 5, "p--p"}, {"pllp", 4, "pllp"}, {"cllp", 5, "cllp"},
        {"pllc", 5, "pllc"}, {"pilp", 5, "pilp"}, {"phlp", 5, "phlp"},
        {"llp", 5, "llp"}, {"pll", 5, "pll"}, {"plpcllplp", 5, "p-pcllp-p"},
        {"pp", 5, "pp"}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lay_out(g, cases[i].page, cases[i].words);
        galley_decide_lists(g, g->records.count);
        harness_check(strcmp(kept_of(g, cases[i].page), cases[i].kept) == 0,
                      cases[i].page);
    }
    lay_out(g, "pllp", 5);
    galley_decide_lists(g, 3);
    harness_check(strcmp(kept_of(g, "pllp"), "pllp") == 0,
                  "what is not decided is not looked at");
    lay_out(g, "phllp", 5);
    galley_records_keep(&g->records, 2, false);
    galley_decide_lists(g, 5);
    harness_check(strcmp(kept_of(g, "phllp"), "p--lp") == 0,
                  "a heading above a list that is none");
    lay_out(g, "pslp", 5);
    galley_records_keep(&g->records, 2, false);
    galley_decide_lists(g, 4);
    harness_check(strcmp(kept_of(g, "pslp"), "ps-p") == 0,
                  "one that says something");
    lay_out(g, "lp", 5);
    galley_records_keep(&g->records, 0, false);
    galley_decide_lists(g, 2);
    harness_check(strcmp(kept_of(g, "lp"), "-p") == 0, "a list without one");
    lay_out(g, "pllp", 5);
    galley_records_keep(&g->records, 0, false);
    galley_decide_lists(g, 4);
    harness_check(strcmp(kept_of(g, "pllp"), "-llp") == 0,
                  "a paragraph that is no part of the article");
}

static void test_end(struct galley *g)
{
    static const struct { const char *page; int flushed; const char *kept; }
    cases[] = {
        {"php", 0, "php"}, {"phh", 0, "p--"}, {"phl", 0, "p--"},
        {"phll", 0, "p---"}, {"phi", 0, "phi"}, {"phs", 0, "phs"},
        {"hh", 0, "hh"}, {"hh", 1, "--"}, {"c", 0, "c"}, {"", 0, ""},
        {"phr", 0, "p--"}, {"prl", 0, "p--"}, {"prp", 0, "prp"}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lay_out(g, cases[i].page, 5);
        g->article.flushed = (uint8_t)cases[i].flushed;
        galley_decide_end(g);
        harness_check(strcmp(kept_of(g, cases[i].page), cases[i].kept) == 0,
                      cases[i].page);
    }
}

/* A line of links ends no article: it is short, half of it are links, it is no
 * sentence and nothing of it has been sent. */
static void test_link_rows(struct galley *g)
{
    static const struct { uint8_t words, links, last, flags, kept; }
    rows[] = {
        {7, 100, LAST_OTHER, 0, 0}, {8, 100, LAST_OTHER, 0, 1},
        {7, 99, LAST_OTHER, 0, 1},  {7, 100, LAST_SENTENCE, 0, 1},
        {7, 100, LAST_COLON, 0, 1}, {7, 100, LAST_OTHER, BLOCK_CONTINUED, 1}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct galley_record *r = &g->records.records[1];

        lay_out(g, "pr", rows[i].words);
        r->links = rows[i].links;
        r->last_sentences = (uint8_t)(rows[i].last << 6);
        r->flags |= rows[i].flags;
        galley_decide_end(g);
        harness_check(((r->flags & BLOCK_KEPT) != 0) == rows[i].kept,
                      "a line of links");
    }
}

/* The article is in the first of two elements, a paragraph in the second is
 * the last that is kept, and a link stands below it. */
static void test_offers(struct galley *g)
{
    static const struct {
        uint16_t words, mass;
        uint8_t container, below, links, size, kind, flags;
        const char *kept;
    } cases[] = {
        {64, 51, 2, 2, 0, 9, GALLEY_KIND_PARAGRAPH, 0, "p--"},
        {64, 51, 2, 1, 64, 5, GALLEY_KIND_PARAGRAPH, 0, "p--"},
        {65, 51, 2, 2, 0, 9, GALLEY_KIND_PARAGRAPH, 0, "pp-"},
        {64, 50, 2, 2, 0, 9, GALLEY_KIND_PARAGRAPH, 0, "pp-"},
        {64, 51, 1, 1, 0, 9, GALLEY_KIND_PARAGRAPH, 0, "pp-"},
        {64, 51, 2, 1, 63, 5, GALLEY_KIND_PARAGRAPH, 0, "pp-"},
        {64, 51, 2, 1, 64, 6, GALLEY_KIND_PARAGRAPH, 0, "pp-"},
        {64, 51, 2, 2, 0, 9, GALLEY_KIND_LIST_ITEM, 0, "pp-"},
        {64, 51, 2, 2, 0, 9, GALLEY_KIND_PARAGRAPH, BLOCK_CONTINUED, "pp-"}
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct galley_records *all = &g->records;

        lay_out(g, "ppp", 5);
        all->containers_used = 3;
        all->containers[1].depth = all->containers[2].depth = 1;
        all->containers[1].own.mass = cases[i].mass;
        all->containers[2].all.words = cases[i].words;
        all->mass = 100;
        g->classify.main = 1;
        all->records[0].container = 1;
        all->records[1].container = cases[i].container;
        all->records[1].kind_level = cases[i].kind;
        all->records[1].flags |= cases[i].flags;
        all->records[2].container = cases[i].below;
        all->records[2].links = cases[i].links;
        all->records[2].words = cases[i].size;
        galley_records_keep(all, 2, false);
        galley_decide_end(g);
        harness_check(strcmp(kept_of(g, "ppp"), cases[i].kept) == 0,
                      "an offer behind the text");
    }
    g->records.count = 2;
    galley_records_keep(&g->records, 1, true);
    galley_decide_end(g);
    harness_check(strcmp(kept_of(g, "pp"), "pp") == 0, "nothing below it");
}

/* A heading, or a link, whose beginning may have been sent stays. */
static void test_sent_parts(struct galley *g)
{
    static const uint8_t flags[] = {BLOCK_CONTINUES, BLOCK_CONTINUED};
    size_t i;

    for (i = 0; i < sizeof flags; i++) {
        lay_out(g, "h", 5);
        g->article.flushed = 1;
        g->records.records[0].flags |= flags[i];
        galley_decide_end(g);
        harness_check(strcmp(kept_of(g, "h"), "h") == 0, "part of a heading");
        lay_out(g, "plp", 5);
        g->records.records[1].flags |= flags[i];
        galley_decide_lists(g, 3);
        harness_check(strcmp(kept_of(g, "plp"), "plp") == 0, "part of an item");
    }
}

/* Whether what would leave first is kept: of stage-1 and stage-2 scores as
 * given, in a shop or not. */
static int is_beginning(struct galley *g, uint8_t score, uint8_t shop)
{
    prepare(g)->score = score;
    is_kept(g, 255);
    g->decide.body_mass = g->decide.body_words * score;
    g->records.words = 1000;
    g->records.certainty = 1000ul * score;
    g->judge.shop = g->judge.controls = shop;
    if (shop == 0)
        g->fields.rank[FIELD_PUBLISHED] = 8;
    galley_decide_beginning(g, 2);
    return g->decide.body_words != 0
           && (g->records.records[1].flags & BLOCK_KEPT);
}

/* What leaves first cannot be taken back: the judge is asked. */
static void test_beginning(struct galley *g)
{
    harness_check(is_beginning(g, 250, 0), "a likely beginning");
    harness_check(!is_beginning(g, 60, 255), "an unlikely one");
    prepare(g);
    galley_decide_beginning(g, 2);
    harness_check(g->decide.body_words == 0, "nothing is none");
    is_kept(g, 255);
    g->article.flushed = 1;
    g->judge.shop = g->judge.controls = 255;
    galley_decide_beginning(g, 2);
    harness_check(g->decide.body_words != 0, "what has begun goes on");
}

/* Parts of a caption are told of where the first was. */
static void test_captions(struct galley *g)
{
    struct galley_record *r = prepare(g);

    harness_check(!galley_decide_caption(g, r), "no caption");
    r->kind_level = GALLEY_KIND_CAPTION;
    g->classify.subtree = 1;
    harness_check(galley_decide_caption(g, r), "a caption in the article");
    r->flags = BLOCK_CONTINUED;
    harness_check(!galley_decide_caption(g, r), "a part, the first was not");
    g->article.open = 1;
    harness_check(galley_decide_caption(g, r), "a part, the first was told");
    /* Two containers up from the second, and down from the first. */
    r->flags = 0;
    g->records.containers[2].depth = 1;
    g->records.containers[3].depth = 2;
    g->records.containers[3].parent = 2;
    r->container = 3;
    harness_check(!galley_decide_caption(g, r), "a caption far away");
    r->container = 0;
    g->classify.subtree = 3;
    harness_check(galley_decide_caption(g, r), "a caption around it");
}

int main(void)
{
    struct galley *g = harness_allocate(sizeof *g);

    test_scores(g);
    test_parts(g);
    test_boxes(g);
    test_dialogs(g);
    test_labels(g);
    test_repeats(g);
    test_pointers(g);
    test_buttons(g);
    test_cards(g);
    test_headlines(g);
    test_cells(g);
    test_lists(g);
    test_end(g);
    test_link_rows(g);
    test_offers(g);
    test_sent_parts(g);
    test_beginning(g);
    test_captions(g);
    free(g);
    return harness_summary();
}
