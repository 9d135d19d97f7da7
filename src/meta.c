/* SPDX-License-Identifier: MIT */
/*
 * Galley: the metadata stage.  The contents of <meta> and the texts of
 * titles, headlines and bylines come in from the page stage, and all other
 * text, which may hold a byline and a date; out go candidates for the fields
 * headline, byline, published, site, description and language.  Holds what
 * is being captured; its text is in struct galley_fields.
 */
#include "meta.h"

#include <string.h>

#include "byline.h"
#include "count.h"
#include "date.h"
#include "elements.h"
#include "fields.h"
#include "headline.h"
#include "tags.h"
#include "text.h"

/* A date or a byline that readers see stands near the headline: so many bytes
 * of text before it or behind it, in a text of so many bytes. */
#define BEFORE_MAX 300
#define AFTER_MAX 600
#define RUN_MAX 80
/* The date at the beginning of a longer one. */
#define DATELINE_WORDS 2
#define DATELINE_MAX (GALLEY_TITLE_SIZE > 40 ? 40 : GALLEY_TITLE_SIZE - 1)

/* Bytes of text between two names of one byline: " and ", " und ". */
#define BYLINE_GAP 5

/* Ranks of such a date, on the scale of the names below; an earlier one
 * before the headline gives way to a later one. */
#define RANK_DATELINE 3
#define RANK_BEFORE 4
#define RANK_AFTER 5
#define RANK_TIME 1 /* and more, by what an element says of its date */
#define RANK_TIME_NEAR 5

/* ---- <meta> ---- */

/* What the content of a <meta> is. */
enum {
    MEANS_NOTHING, /* ends with another's name, but says something else */
    MEANS_HEADLINE,
    MEANS_BYLINE,
    MEANS_PUBLISHED,
    MEANS_SITE,
    MEANS_DESCRIPTION,
    MEANS_LANG,
    MEANS_LABEL, /* what twitter:data1 is */
    MEANS_TYPE   /* the kind of page */
};

/* What the name of a <meta> ends with, what that means, and its rank; the
 * first that fits counts.  The date of a change is better than none. */
#define NAMES(N)                                \
    N("\10og:title", HEADLINE, 5)               \
    N("\15twitter:title", HEADLINE, 4)          \
    N("\10headline", HEADLINE, 3)               \
    N("\10dc.title", HEADLINE, 2)               \
    N("\6author", BYLINE, 4)                    \
    N("\3byl", BYLINE, 4)                       \
    N("\17twitter:creator", NOTHING, 0)         \
    N("\7creator", BYLINE, 3)                   \
    N("\16twitter:label1", LABEL, 0)            \
    N("\15twitter:data1", BYLINE, 3)            \
    N("\16published_time", PUBLISHED, 8)        \
    N("\15datepublished", PUBLISHED, 7)         \
    N("\11published", PUBLISHED, 6)             \
    N("\13publishtime", PUBLISHED, 6)           \
    N("\7pubdate", PUBLISHED, 6)                \
    N("\16published-date", PUBLISHED, 6)        \
    N("\14publish_date", PUBLISHED, 6)          \
    N("\6issued", PUBLISHED, 5)                 \
    N("\7created", PUBLISHED, 5)                \
    N("\4date", PUBLISHED, 5)                   \
    N("\15modified_time", PUBLISHED, 1)         \
    N("\14updated_time", PUBLISHED, 1)          \
    N("\14datemodified", PUBLISHED, 1)          \
    N("\10modified", PUBLISHED, 1)              \
    N("\14og:site_name", SITE, 5)               \
    N("\20application-name", SITE, 3)           \
    N("\21article:publisher", NOTHING, 0)       \
    N("\11publisher", SITE, 3)                  \
    N("\13description", DESCRIPTION, 6)         \
    N("\20content-language", LANG, 4)           \
    N("\11og:locale", LANG, 3)                  \
    N("\10language", LANG, 3)                   \
    N("\12inlanguage", LANG, 3)                 \
    N("\7og:type", TYPE, 0)

#define META_NAME(name, means, rank) name
#define MEANING(name, means, rank) MEANS_##means << 4 | (rank),

static const char meta_names[] GALLEY_FLASH = NAMES(META_NAME);
static const uint8_t meanings[] GALLEY_FLASH = {NAMES(MEANING)};

/* What og:type says: "product", "product.item" and the like. */
static uint8_t page_type(const char *text)
{
    static const char starts[] GALLEY_FLASH = "\7product" "\7article";
    static const uint8_t types[] GALLEY_FLASH = {
        META_OTHER, META_PRODUCT, META_ARTICLE
    };

    return GALLEY_READ8(&types[galley_text_listed(
        starts, text, strlen(text), LISTED_START)]);
}

/* The tag's value is a candidate as it stands. */
static void candidate(struct galley *g, uint8_t field, uint8_t rank)
{
    if (galley_fields_set(&g->fields, field, rank, g->tag.value.text))
        galley_fields_more(&g->fields, field, g->tag.value_more);
}

void galley_meta_named(struct galley *g)
{
    const char *name = g->tag.key, *content = g->tag.value.text;
    uint8_t i = galley_text_listed(meta_names, name, g->tag.key_size,
                                   LISTED_APART);
    uint8_t rank;
    bool prefixed; /* "x:author", though not "article:author" */

    if (i-- == 0)
        return;
    rank = GALLEY_READ8(&meanings[i]) & 15;
    prefixed = name[0] != (char)GALLEY_READ8(
                              (const uint8_t *)galley_text_nth(meta_names, i));
    switch (GALLEY_READ8(&meanings[i]) >> 4) {
    case MEANS_HEADLINE:
        if (prefixed)
            break; /* may be that of anything */
        candidate(g, FIELD_OG_TITLE, rank);
        galley_fields_learn(&g->fields, content);
        break;
    case MEANS_LABEL:
        g->meta.labelled = galley_byline_introduces(content);
        break;
    case MEANS_BYLINE:
        if (name[0] != 't' || g->meta.labelled)
            galley_byline_add(&g->fields, (uint8_t)(rank - prefixed),
                              content, g->tag.value_more);
        break;
    case MEANS_PUBLISHED:
        galley_date_set(&g->fields, FIELD_PUBLISHED, rank, content);
        break;
    case MEANS_SITE:
        candidate(g, FIELD_SITE, rank);
        break;
    case MEANS_DESCRIPTION:
        candidate(g, FIELD_DESCRIPTION, (uint8_t)(rank - prefixed));
        break;
    case MEANS_LANG:
        candidate(g, FIELD_LANG, rank);
        break;
    case MEANS_TYPE:
        g->meta.type = page_type(content);
        break;
    default:
        break;
    }
}

void galley_meta_lang(struct galley *g)
{
    candidate(g, FIELD_LANG, 5);
}

/* Whether a headline has been read, and little since. */
static bool is_near(const struct galley *g)
{
    return g->headline.h1_count != 0 && g->meta.since < AFTER_MAX;
}

void galley_meta_time(struct galley *g, uint8_t rank)
{
    if (rank == 1 && g->headline.h1_count != 0 && !is_near(g))
        return; /* another article's */
    rank = (uint8_t)(rank + (is_near(g) ? RANK_TIME_NEAR : RANK_TIME) - 1);
    galley_date_set(&g->fields, FIELD_PUBLISHED, rank, g->tag.value.text);
}

/* ---- captured text ---- */

/* meta.outer */
#define OUTER_WHAT 0x0Fu
#define OUTER_FRESH 0x80u

/* A byline or a date, which are read part by part, and may be around others:
 * a class that says so is often that of a large element. */
static bool has_parts(uint8_t what)
{
    return what >= CAPTURE_AUTHOR && what <= CAPTURE_PROFILE
           && what != CAPTURE_HEADLINE;
}

static bool is_heading(uint8_t what)
{
    return what == CAPTURE_H1 || what == CAPTURE_HEADLINE
           || what > CAPTURE_PROFILE;
}

/* The date in a text that readers see: of two the earlier, which is that of
 * publication; of a long one what it begins with, behind DATELINE_WORDS at
 * most ("Berlin, 3 May 2021 - The"). */
static bool find_date(char *text, uint16_t n, char date[11])
{
    char other[11], held;
    const char *behind = text, *word = text;
    uint8_t words = 0;

    if (n < RUN_MAX) {
        behind = galley_date_parse(text, date);
        if (behind != NULL && galley_date_parse(behind, other)
            && memcmp(other, date, sizeof other) < 0)
            memcpy(date, other, sizeof other);
        return behind != NULL;
    }
    while (galley_text_word(&behind, &word)
           && !galley_is_digit((uint8_t)*word))
        if (words++ == DATELINE_WORDS)
            return false;
    held = text[DATELINE_MAX];
    text[DATELINE_MAX] = '\0';
    behind = galley_date_parse(text, date);
    text[DATELINE_MAX] = held;
    return behind != NULL;
}

/* The date of a text that readers see near the headline; whether the text is
 * short and has one.  (Not inlined: its buffer would lie below the search for
 * a byline, where the stack is deepest.) */
GALLEY_SHALLOW static bool visible_date(struct galley *g)
{
    struct galley_meta *m = &g->meta;
    struct galley_fields *f = &g->fields;
    uint16_t n = f->length[FIELD_SCRATCH];
    bool is_long = n >= RUN_MAX;
    char date[11];

    if (m->since < AFTER_MAX)
        m->since = (uint16_t)(m->since + n);
    if (n < DATE_LEAST || (is_long && !is_near(g))
        || !find_date(f->scratch, n, date))
        return false;
    if (is_near(g)) {
        galley_fields_set(f, FIELD_PUBLISHED,
                          is_long ? RANK_DATELINE : RANK_AFTER, date);
    } else if (g->headline.h1_count == 0
               && f->rank[FIELD_PUBLISHED] <= RANK_BEFORE) {
        galley_fields_rank(f, FIELD_PUBLISHED, 0);
        galley_fields_set(f, FIELD_PUBLISHED, RANK_BEFORE, date);
        m->since = 0;
    }
    return !is_long;
}

/* A headline's own date, a label of it or part, is better than none.  (Not
 * inlined, as above.) */
GALLEY_NOINLINE static void heading_date(struct galley_fields *f)
{
    char date[11];

    if (galley_date_parse(f->scratch, date))
        galley_fields_set(f, FIELD_PUBLISHED, RANK_TIME, date);
}

/* The headline has been read: what stood long before it belongs to something
 * else.  False: it was another heading. */
static bool headline_read(struct galley *g, uint8_t what)
{
    struct galley_fields *f = &g->fields;

    if (!galley_headline_read(g, what, is_near(g))) {
        if (what == CAPTURE_HEADING && galley_headline_repeats(f))
            g->meta.since = 0;
        return false;
    }
    if (f->rank[FIELD_PUBLISHED] == RANK_BEFORE
        && g->meta.since > BEFORE_MAX)
        galley_fields_rank(f, FIELD_PUBLISHED, 0);
    g->meta.since = 0;
    galley_byline_weigh(f);
    return true;
}

/* The first title counts. */
static void title_read(struct galley_fields *f)
{
    if (!galley_fields_begin(f, FIELD_TITLE, 1))
        return;
    galley_fields_take(f, FIELD_TITLE);
    galley_fields_learn(f, f->scratch);
}

/* What stands in scratch goes where it belongs. */
static void captured(struct galley *g, uint8_t what)
{
    struct galley_fields *f = &g->fields;
    uint8_t gap = g->meta.gap;
    bool near = is_near(g), heading = is_heading(what);
    uint16_t n = galley_fields_captured(f);
    bool says = false; /* who or when */

    if (what == CAPTURE_H1 || what == CAPTURE_HEADLINE)
        heading_date(f);
    if (heading && !headline_read(g, what)) {
        what = 0; /* any text */
        heading = false;
    }
    if (what == CAPTURE_TITLE)
        title_read(f);
    else if (!heading && (near || what != CAPTURE_TIME))
        says = visible_date(g);
    if (what == CAPTURE_TIME)
        galley_date_set(f, FIELD_PUBLISHED, 2, f->scratch);
    else if (has_parts(what))
        says |= galley_byline_captured(&g->byline, f, what, near,
                                       gap != 0 && gap <= BYLINE_GAP);
    if ((what == 0 || what == CAPTURE_TIME) && n < RUN_MAX
        && galley_byline_reads(&g->byline, n))
        says |= galley_byline_visible(&g->byline, f, says, near);
    g->meta.signed_line = says;
    galley_fields_clear(f);
}

/* A text ends that is not captured, or a part of a byline. */
static void end_part(struct galley *g)
{
    struct galley_meta *m = &g->meta;
    uint8_t what = m->capture;

    if (what == 0 ? g->fields.length[FIELD_SCRATCH] == 0
                  : m->fresh || !has_parts(what))
        return;
    captured(g, what);
    if (what != 0) {
        m->fresh = 1;
        m->outer = 0;
        m->gap = BYLINE_GAP + 1;
    }
}

void galley_meta_part(struct galley *g)
{
    g->meta.part = 1;
}

void galley_meta_open(struct galley *g, uint8_t what)
{
    struct galley_meta *m = &g->meta;

    if (m->capture == 0 || what == CAPTURE_H1 || what == CAPTURE_TRAIL
        || (m->capture == CAPTURE_HEADING && what != CAPTURE_TITLE)
        || (has_parts(m->capture) && what != CAPTURE_TITLE)) {
        m->outer = (uint8_t)(m->capture | (m->fresh ? OUTER_FRESH : 0));
        m->capture = what;
        m->fresh = 1;
        m->part = 0;
        m->unlinked = 0;
    }
}

/* The open element has text: that of the element around it ends. */
static void begin_capture(struct galley *g)
{
    uint8_t outer = g->meta.outer & OUTER_WHAT;

    if (!(g->meta.outer & OUTER_FRESH) && (outer == 0 || has_parts(outer)))
        captured(g, outer);
    galley_fields_clear(&g->fields);
    g->meta.fresh = 0;
    g->meta.outer = 0;
}

/* Whether nobody will look at the text that is read: it is not captured, long
 * and far from the headline. */
static bool is_idle(const struct galley *g)
{
    uint16_t n = g->fields.length[FIELD_SCRATCH] & TEXT_LENGTH_MOST;

    return g->meta.capture == 0 && g->meta.since >= AFTER_MAX && n >= RUN_MAX;
}

/* Behind the tag of an element TEXT_PART is put: in headings, and between
 * bytes that no white space keeps apart. */
static void put_text(struct galley *g, const char *p, size_t n)
{
    struct galley_meta *m = &g->meta;
    struct galley_fields *f = &g->fields;
    const uint16_t *length = &f->length[FIELD_SCRATCH];
    bool heading = is_heading(m->capture);
    uint16_t before;
    char part = TEXT_PART;

    if (m->part
        && (heading
            || (*length > 0 && *length <= TEXT_LENGTH_MOST
                && !galley_is_space((uint8_t)*p))))
        galley_fields_capture(f, &part, 1);
    m->part = 0;
    before = *length & TEXT_LENGTH_MOST;
    galley_fields_capture(f, p, n);
    if (heading && before != (*length & TEXT_LENGTH_MOST)
        && !(galley_elements_inherited(&g->elements) & ELEMENT_LINK))
        m->unlinked = 1;
}

void galley_meta_text(struct galley *g, const char *p, size_t n)
{
    struct galley_meta *m = &g->meta;
    size_t i;

    if (m->fresh
        || (m->capture == 0 && g->fields.length[FIELD_SCRATCH] == 0))
        for (; galley_is_space((uint8_t)*p); p++)
            if (--n == 0)
                return;
    for (i = 0; i < n && m->capture == 0 && m->gap <= BYLINE_GAP; i++)
        if (!galley_is_space((uint8_t)p[i]))
            m->gap++;
    if (m->fresh)
        begin_capture(g);
    for (; n > 0 && !is_idle(g); p += i, n -= i) {
        i = n < RUN_MAX ? n : RUN_MAX;
        put_text(g, p, i);
    }
}

void galley_meta_separate(struct galley *g)
{
    char space = ' ';

    end_part(g);
    if (!is_heading(g->meta.capture))
        return;
    if (!g->meta.fresh)
        put_text(g, &space, 1);
    g->meta.part = 1;
}

void galley_meta_close(struct galley *g, uint8_t what)
{
    struct galley_meta *m = &g->meta;

    if (m->capture != what)
        return;
    if (m->fresh) { /* empty: the element around it goes on */
        m->capture = m->outer & OUTER_WHAT;
        m->fresh = m->outer & OUTER_FRESH ? 1 : 0;
        m->outer = 0;
        return;
    }
    captured(g, what);
    m->capture = 0;
    m->gap = 0;
}

/* ---- the fields ---- */

/* Where a field is read from. */
static uint8_t source(const struct galley *g, enum galley_field field)
{
    return field == GALLEY_FIELD_HEADLINE
               ? g->headline.chosen
               : galley_fields_best(&g->fields, field);
}

const char *galley_meta_field(const struct galley *g,
                              enum galley_field field)
{
    if ((unsigned)field > GALLEY_FIELD_LANG)
        return NULL;
    return galley_fields_read(&g->fields, source(g, field));
}

uint32_t galley_meta_needed(const struct galley *g,
                            enum galley_field field)
{
    return galley_fields_needed(&g->fields, source(g, field));
}

/* ---- the end of the page ---- */

/* Whether a text is HTML, and not about HTML: it has an end tag or a quoted
 * value. */
static bool is_html(const char *p)
{
    while (*p != '\0' && (p[0] != '<' || p[1] != '/')
           && (p[0] != '=' || p[1] != '"'))
        p++;
    return *p != '\0';
}

/* A token of a description whose first n bytes have been read: what it says
 * takes their place.  ("&nGt;" and "&nLt;" are one byte shorter than what
 * they stand for: at the beginning they are left out.) */
static void put_again(struct galley_fields *f,
                      const struct galley_token *token, size_t n)
{
    if (token->type == GALLEY_TOKEN_TEXT) {
        if ((f->length[FIELD_DESCRIPTION] & TEXT_LENGTH_MOST) + token->size
            <= n)
            galley_fields_put(f, FIELD_DESCRIPTION, token->data, token->size);
    } else if (token->type <= GALLEY_TOKEN_END_TAG
               && (token->flags & GALLEY_FLAG_LAST)
               && galley_tags_separates(galley_tags_row(
                   galley_tags_find(token->hash)))) {
        galley_fields_put(f, FIELD_DESCRIPTION, " ", 1);
    }
}

/* Descriptions are also encoded twice, and those of JSON-LD may be HTML:
 * references are decoded once more, and one that is HTML keeps its text.  One
 * that has been cut needs what it did. */
static void read_again(struct galley *g)
{
    struct galley_fields *f = &g->fields;
    struct galley_tokenizer *t = &g->tag.value.inner;
    const char *p = f->description, *end;
    uint16_t *length = &f->length[FIELD_DESCRIPTION], needed = *length;
    struct galley_token token;
    bool cut;

    if (galley_fields_best(f, GALLEY_FIELD_DESCRIPTION) == FIELD_NONE)
        return;
    end = p + strlen(p);
    cut = needed > (size_t)(end - p);
    galley_tokenizer_init(t);
    if (!is_html(p) && (!cut || *p != '<'))
        galley_tokenizer_switch(t, GALLEY_STATE_RCDATA);
    *length = 0;
    while (galley_tokenizer_next(t, &p, end, &token)
           || galley_tokenizer_finish(t, &token))
        put_again(f, &token, (size_t)(p - f->description));
    galley_fields_end(f, FIELD_DESCRIPTION);
    if (cut)
        galley_fields_more(f, FIELD_DESCRIPTION, (uint16_t)(needed - *length));
}

void galley_meta_finish(struct galley *g)
{
    end_part(g);
    read_again(g);
    galley_headline_show(g);
    galley_byline_weigh(&g->fields);
}
