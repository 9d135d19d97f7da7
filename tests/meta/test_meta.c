/*
 * The metadata stage on its own: what a page says comes in as the page stage
 * would say it, and the fields are compared.  Every case runs with its text
 * whole, byte by byte, cut in two at each place and cut at random; each
 * piece lies in a buffer of just its size, and between two calls the struct
 * is moved and its old place overwritten.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/blocks.h"
#include "../../src/date.h"
#include "../../src/meta.h"
#include "../../src/text.h"

static int passed, failed;

/* ---- what happens ---- */

enum kind {
    END, META, LANG, TIME, OPEN, CLOSE, TEXT, PART, LD,
    SIZE /* of the headline */
};

struct event {
    enum kind kind;
    int number;       /* capture, rank or size */
    const char *name; /* of a <meta>, or the text */
    const char *text; /* content of a <meta> */
};

#define META(name, content) {META, 0, name, content}
#define LD(text) {LD, 0, text, NULL}
#define IN(what, text) \
    {OPEN, GALLEY_CAPTURE_##what, NULL, NULL}, {TEXT, 0, text, NULL}, \
    {CLOSE, GALLEY_CAPTURE_##what, NULL, NULL}

/* Text of a block of its own. */
#define BLOCK(text) {TEXT, 0, text, NULL}, {PART, 0, NULL, NULL}

#define EVENTS 20

struct test {
    const char *name;
    struct event events[EVENTS];
    const char *expected[8]; /* "headline=...", in any order; NULL ends */
};

/* ---- articleBody: what the blocks stage would get ---- */

static char body[4096];
static size_t body_size;

void galley_blocks_fallback(struct galley *g, const char *data, size_t size)
{
    (void)g;
    if (size == 0) {
        data = "#"; /* the end shows */
        size = 1;
    }
    if (body_size + size < sizeof body) {
        memcpy(body + body_size, data, size);
        body_size += size;
    }
    body[body_size] = '\0';
}

/* ---- cuts ---- */

struct cut {
    size_t first; /* bytes of the first piece, 0: no such */
    size_t other; /* bytes of the others, 0: random */
    uint32_t seed;
};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* The struct elsewhere; the old place is overwritten. */
static struct galley *move(struct galley *g)
{
    struct galley *to = malloc(sizeof *to);

    memcpy(to, g, sizeof *to);
    memset(g, 0xA5, sizeof *g);
    free(g);
    return to;
}

static struct galley *feed(struct galley *g, const struct event *e,
                           struct cut cut)
{
    const char *p = e->name;
    size_t left = strlen(p), n;
    int first = cut.first > 0;

    while (left > 0) {
        char *piece;
        n = first ? cut.first : cut.other ? cut.other
            : 1 + next_random(&cut.seed) % 7;
        first = 0;
        if (n > left)
            n = left;
        piece = malloc(n);
        memcpy(piece, p, n);
        if (e->kind == LD)
            galley_jsonld_text(g, piece, n);
        else
            galley_meta_text(g, piece, n);
        memset(piece, 0x5A, n);
        free(piece);
        p += n;
        left -= n;
        g = move(g);
    }
    return g;
}

static struct galley *happen(struct galley *g, const struct event *e,
                             struct cut cut)
{
    switch (e->kind) {
    case META:
        galley_meta_named(g, e->name, e->text);
        break;
    case LANG:
        galley_meta_lang(g, e->name);
        break;
    case TIME:
        galley_meta_time(g, e->name, (uint8_t)e->number);
        break;
    case OPEN:
        galley_meta_open(g, (uint8_t)e->number);
        break;
    case CLOSE:
        galley_meta_close(g, (uint8_t)e->number);
        break;
    case PART:
        galley_meta_part(g);
        break;
    case LD:
        galley_jsonld_begin(g);
        g = feed(g, e, cut);
        galley_jsonld_end(g);
        break;
    case TEXT:
        return feed(g, e, cut);
    default:
        break;
    }
    return move(g);
}

/* ---- what came of it ---- */

static const char *const fields[] = {
    "headline", "byline", "published", "site", "description", "lang"
};

static void log_fields(const struct galley *g, char *log, size_t size)
{
    size_t used = 0;
    int i;

    for (i = GALLEY_FIELD_HEADLINE; i <= GALLEY_FIELD_LANG; i++)
        used += (size_t)snprintf(log + used, size - used, "%s=%s\n",
                                 fields[i], galley_meta_field(g, i));
    for (i = GALLEY_FIELD_HEADLINE; i <= GALLEY_FIELD_LANG; i++)
        used += (size_t)snprintf(log + used, size - used, "%s needs %lu\n",
                                 fields[i],
                                 (unsigned long)galley_meta_needed(g, i));
    snprintf(log + used, size - used, "copy=%s\nbody=%s\n",
             g->options.headline != NULL ? g->options.headline : "", body);
}

static void run(const struct test *t, struct cut cut, char *log, size_t size)
{
    struct galley *g = malloc(sizeof *g);
    char *headline = NULL;
    const struct event *e;

    memset(g, 0xEE, sizeof *g);
    memset(&g->options, 0, sizeof g->options);
    galley_meta_init(g);
    body_size = 0;
    body[0] = '\0';
    for (e = t->events; e < t->events + EVENTS && e->kind != END; e++) {
        if (e->kind == SIZE) {
            headline = malloc((size_t)e->number);
            g->options.headline = headline;
            g->options.headline_size = (size_t)e->number;
        }
        g = happen(g, e, cut);
    }
    galley_meta_finish(g);
    g = move(g);
    log_fields(g, log, size);
    free(g);
    free(headline);
}

static void check(const char *name, const char *what, int ok)
{
    if (ok) {
        passed++;
        return;
    }
    failed++;
    printf("%s: %s\n", name, what);
}

static int has_line(const char *log, const char *line)
{
    size_t n = strlen(line);
    const char *p = log;

    while (p != NULL && *p != '\0') {
        if (strncmp(p, line, n) == 0 && p[n] == '\n')
            return 1;
        p = strchr(p, '\n');
        p += p != NULL;
    }
    return 0;
}

static void cut_at(const struct test *t, struct cut cut, const char *whole)
{
    static char log[16384];

    run(t, cut, log, sizeof log);
    if (strcmp(log, whole) != 0)
        printf("first %lu, other %lu, seed %lu:\n%s",
               (unsigned long)cut.first, (unsigned long)cut.other,
               (unsigned long)cut.seed, log);
    check(t->name, "a cut changes the fields", strcmp(log, whole) == 0);
}

static void run_test(const struct test *t)
{
    static char whole[16384];
    struct cut cut = {0, 100000, 0};
    size_t longest = 0, i;
    const struct event *e;

    run(t, cut, whole, sizeof whole);
    for (i = 0; i < 8 && t->expected[i] != NULL; i++) {
        if (!has_line(whole, t->expected[i]))
            printf("%s: not \"%s\" but\n%s", t->name, t->expected[i], whole);
        check(t->name, "a field differs", has_line(whole, t->expected[i]));
    }
    for (e = t->events; e < t->events + EVENTS && e->kind != END; e++)
        if ((e->kind == TEXT || e->kind == LD) && strlen(e->name) > longest)
            longest = strlen(e->name);
    for (cut.other = 1; cut.other <= 4; cut.other++)
        cut_at(t, cut, whole);
    cut.other = 100000;
    for (cut.first = 1; cut.first < longest; cut.first++)
        cut_at(t, cut, whole);
    cut.first = 0;
    cut.other = 0;
    for (cut.seed = 1; cut.seed <= 8; cut.seed++)
        cut_at(t, cut, whole);
}

#include "cases.h"

/* ---- sizes of the fields ---- */

/* A field of size bytes, fed with words that need size - 2, - 1, + 0 bytes:
 * the first two fit, the third is cut at its last word. */
static void field_size(const char *name, const char *meta, int field,
                       size_t size)
{
    size_t n;

    for (n = size - 2; n <= size; n++) {
        struct galley *g = malloc(sizeof *g);
        char *text = malloc(n + 1);
        const char *got;
        memset(text, 'a', n);
        text[0] = 'A';
        text[n - 3] = ' ';
        text[n] = '\0';
        memset(&g->options, 0, sizeof g->options);
        galley_meta_init(g);
        galley_meta_named(g, meta, text);
        galley_meta_finish(g);
        got = galley_meta_field(g, field);
        check(name, "what is needed",
              galley_meta_needed(g, field) == n);
        if (n < size)
            check(name, "fits", strcmp(got, text) == 0);
        else
            check(name, "cut at a word", strlen(got) == n - 3
                  && strncmp(got, text, n - 3) == 0);
        free(text);
        free(g);
    }
}

static void field_sizes(void)
{
    field_size("GALLEY_TITLE_SIZE", "og:title", GALLEY_FIELD_HEADLINE,
               GALLEY_TITLE_SIZE);
    field_size("GALLEY_BYLINE_SIZE", "author", GALLEY_FIELD_BYLINE,
               GALLEY_BYLINE_SIZE);
    field_size("GALLEY_SITE_SIZE", "og:site_name", GALLEY_FIELD_SITE,
               GALLEY_SITE_SIZE);
    field_size("GALLEY_DESCRIPTION_SIZE", "description", GALLEY_FIELD_DESCRIPTION,
               GALLEY_DESCRIPTION_SIZE);
    field_size("GALLEY_LANG_SIZE", "language", GALLEY_FIELD_LANG,
               GALLEY_LANG_SIZE);
}

/* Names that pass the end of the byline are counted, and change nothing of
 * what stands there. */
static void long_byline(void)
{
    struct galley *g = malloc(sizeof *g);
    char before[GALLEY_BYLINE_SIZE], name[16];
    uint32_t needed = 0;
    int i;

    memset(&g->options, 0, sizeof g->options);
    galley_meta_init(g);
    before[0] = '\0';
    for (i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "Ann Number%c%c", 'A' + i / 8,
                 'A' + i % 8);
        galley_meta_named(g, "author", name);
        needed += (uint32_t)strlen(name) + (i > 0 ? 2 : 0);
        check("long byline", "is needed",
              galley_meta_needed(g, GALLEY_FIELD_BYLINE) == needed);
        check("long byline", "only grows",
              strncmp(galley_meta_field(g, GALLEY_FIELD_BYLINE), before,
                      needed < GALLEY_BYLINE_SIZE ? strlen(before) : 60)
              == 0);
        strcpy(before, galley_meta_field(g, GALLEY_FIELD_BYLINE));
    }
    check("long byline", "is cut", strlen(before) < GALLEY_BYLINE_SIZE);
    free(g);
}

static void title_words(void)
{
    struct galley *g = malloc(sizeof *g);
    char word[2] = "a";
    int i;

    memset(&g->options, 0, sizeof g->options);
    galley_meta_init(g);
    check("title words", "none", !galley_meta_title_word(g,
          galley_text_hash("fox", 3)));
    galley_meta_named(g, "og:title", "The Fox's \xC3\x89t\xC3\xA9-house");
    check("title words", "fox", galley_meta_title_word(g,
          galley_text_hash("FOX", 3)));
    check("title words", "beyond ASCII", galley_meta_title_word(g,
          galley_text_hash("\xC3\x89t\xC3\xA9", 5)));
    check("title words", "not in it", !galley_meta_title_word(g,
          galley_text_hash("hound", 5)));
    galley_meta_open(g, GALLEY_CAPTURE_TITLE);
    for (i = 0; i < 26; i++) {
        word[0] = (char)('a' + i);
        galley_meta_text(g, word, 1);
        galley_meta_text(g, " ", 1);
    }
    galley_meta_close(g, GALLEY_CAPTURE_TITLE);
    check("no such field", "NULL", galley_meta_field(g, GALLEY_FIELD_BODY) == NULL
          && galley_meta_needed(g, GALLEY_FIELD_BODY) == 0);
    check("title words", "the limit", g->meta.words_used
          == GALLEY_TITLE_WORDS);
    free(g);
}

/* ---- dates and text helpers ---- */

static void dates(void)
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
        {"May 2020, 5 comments", NULL}, {"5 comments in May 2020", NULL},
        {"2020 | 9.3.", NULL}, {"9.3. 17:30", NULL}, {"28.01.1", NULL},
        {"20200309", NULL}, {"3/4/2020", NULL}, {"2020", NULL},
        {"March 2020", NULL}, {"", NULL}, {"99.99.2020", NULL},
        {"12:30", NULL}, {"2020-13-01", NULL}, {"0.0.2020", NULL},
        {"1234567890", NULL}
    };
    char out[11];
    size_t i;

    for (i = 0; i < sizeof found / sizeof found[0]; i++) {
        int ok = galley_date_parse(found[i][0], out);
        check(found[i][0], "a date", found[i][1] == NULL ? !ok
              : ok && strcmp(out, found[i][1]) == 0);
    }
}

static void cuts(void)
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

    for (i = 0; i < sizeof found / sizeof found[0]; i++) {
        size_t size = strlen(found[i].text);
        size_t readable = size <= found[i].max ? size : found[i].max + 1;
        char *text = malloc(readable + 1);
        memcpy(text, found[i].text, readable);
        text = realloc(text, readable > 0 ? readable : 1);
        check(found[i].text, "a cut", galley_text_cut(text, size,
              found[i].max) == found[i].kept);
        free(text);
    }
}

int main(void)
{
    size_t i;

    for (i = 0; i < sizeof tests / sizeof tests[0]; i++)
        run_test(&tests[i]);
    field_sizes();
    long_byline();
    title_words();
    dates();
    cuts();
    check("struct galley_meta", "is as small as stated",
          sizeof(struct galley_meta) <= 1744 || GALLEY_TITLE_SIZE > 192);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
