/*
 * Galley: what the page says about itself.  <meta> values, dates, the text
 * of titles, headlines and bylines come in from the page stage, and all other
 * text, which may hold a byline and a date; the fields headline, byline,
 * published, site, description and language are kept, each from the best
 * source seen.  Holds about 1.7 KB, mostly the text itself.
 */
#include "meta.h"

#include <stddef.h>
#include <string.h>

#include "date.h"
#include "text.h"

/* A date or a byline that readers see stands near the headline: so many bytes
 * of text before it or behind it, in a text of so many bytes. */
#define BEFORE_MAX 300
#define AFTER_MAX 600
#define RUN_MAX 80

/* Ranks of such a date, on the scale of the names below; an earlier one
 * before the headline gives way to a later one. */
#define RANK_BEFORE 4
#define RANK_AFTER 5
#define RANK_TIME 1 /* and more, by what an element says of its date */
#define RANK_TIME_NEAR 5

/* ---- where the text is kept ---- */

struct place {
    uint16_t offset;
    uint16_t size;
};

#define PLACE(member) {offsetof(struct galley_meta, member), \
                       sizeof((struct galley_meta *)0)->member}

static const struct place places[GALLEY_META_FIELDS] GALLEY_FLASH = {
    PLACE(title), PLACE(og_title), PLACE(ld_title), PLACE(h1),
    PLACE(byline), PLACE(ld_byline), PLACE(published), PLACE(ld_published),
    PLACE(site), PLACE(description), PLACE(lang), PLACE(scratch)
};

char *galley_meta_buffer(struct galley_meta *m, uint8_t field)
{
    return (char *)m + GALLEY_READ16(&places[field].offset);
}

size_t galley_meta_size(uint8_t field)
{
    return GALLEY_READ16(&places[field].size);
}

uint8_t galley_meta_begin(struct galley_meta *m, uint8_t field, uint8_t rank)
{
    if (rank <= m->rank[field])
        return 0;
    m->rank[field] = rank;
    m->length[field] = 0;
    return 1;
}

void galley_meta_put(struct galley_meta *m, uint8_t field, const char *p,
                     size_t n)
{
    galley_text_append(galley_meta_buffer(m, field), galley_meta_size(field),
                       &m->length[field], p, n);
}

void galley_meta_end(struct galley_meta *m, uint8_t field)
{
    galley_text_end(galley_meta_buffer(m, field), galley_meta_size(field),
                    &m->length[field]);
    if (m->length[field] == 0)
        m->rank[field] = 0;
}

void galley_meta_set(struct galley_meta *m, uint8_t field, uint8_t rank,
                     const char *text)
{
    while (galley_is_space((uint8_t)*text))
        text++;
    if (*text == '\0' || !galley_meta_begin(m, field, rank))
        return;
    galley_meta_put(m, field, text, strlen(text));
    galley_meta_end(m, field);
}

static uint8_t has_word(const struct galley_meta *m, uint16_t hash)
{
    uint8_t i;

    for (i = 0; i < m->words_used; i++)
        if (m->words[i] == hash)
            return 1;
    return 0;
}

void galley_meta_learn(struct galley_meta *m, const char *text)
{
    const char *word;
    uint16_t hash;

    for (; *text != '\0' && m->words_used < GALLEY_TITLE_WORDS; text++) {
        for (word = text; galley_word_byte((uint8_t)*text); text++)
            continue;
        hash = galley_text_hash(word, (size_t)(text - word));
        if (text > word && !has_word(m, hash))
            m->words[m->words_used++] = hash;
        if (*text == '\0')
            return;
    }
}

uint8_t galley_meta_title_word(const struct galley *g, uint16_t hash)
{
    return has_word(&g->meta, hash);
}

void galley_meta_init(struct galley *g)
{
    memset(&g->meta, 0, sizeof g->meta);
    g->meta.headline = META_NONE;
}

/* ---- <meta> ---- */

/* What the name of a <meta> ends with, its field and its rank, as "field,
 * rank, name"; the first that fits counts.  T, B, P, S, D, L: headline,
 * byline, published, site, description, language; A: what twitter:data1 is;
 * K: the kind of page. The date of a change is better than none. */
static const char names[] GALLEY_FLASH =
    "T5og:title\0" "T4twitter:title\0" "T3headline\0" "T2dc.title\0"
    "B7author\0" "X0twitter:creator\0" "B6creator\0" "A0twitter:label1\0"
    "B6twitter:data1\0" "P8published_time\0" "P7datepublished\0"
    "P6published\0" "P6pub-date\0" "P6publishtime\0" "P6pubdate\0"
    "P6published-date\0" "P6publish_date\0" "P5issued\0" "P5created\0"
    "P5date\0" "P1modified_time\0" "P1updated_time\0" "P1datemodified\0"
    "P1last-modified\0" "S5og:site_name\0" "S3application-name\0"
    "X0article:publisher\0" "S3publisher\0" "D5og:description\0"
    "D4twitter:description\0" "D6description\0" "L4content-language\0"
    "L3og:locale\0" "L3language\0" "L3inlanguage\0" "K0og:type\0";

static char name_at(size_t i)
{
    return (char)GALLEY_READ8((const uint8_t *)names + i);
}

/* The n bytes at name end with the entry at i, which is flash, behind
 * what is no letter. */
static uint8_t ends_with(const char *name, size_t n, size_t i)
{
    size_t size = 0;

    while (name_at(i + size) != '\0')
        size++;
    if (n > size && (uint8_t)((name[n - size - 1] | 32) - 'a') < 26)
        return 0;
    return n >= size
           && galley_text_equal(name + n - size, size, names + i);
}

/* Position of the entry for name, or the table's end. */
static size_t find_name(const char *name)
{
    size_t n = strlen(name), i = 0;

    while (i < sizeof names - 1 && !ends_with(name, n, i + 2)) {
        while (name_at(i) != '\0')
            i++;
        i++;
    }
    return i;
}

/* og:type is "product", "product.item" and the like. */
static uint8_t is_product(const char *type)
{
    static const char product[] GALLEY_FLASH = "product";
    size_t size = sizeof product - 1;

    return strlen(type) >= size && galley_text_equal(type, size, product);
}

void galley_meta_named(struct galley *g, const char *name,
                       const char *content)
{
    struct galley_meta *m = &g->meta;
    size_t i = find_name(name);
    uint8_t rank;

    if (i >= sizeof names - 1)
        return;
    rank = (uint8_t)(name_at(i + 1) - '0');
    switch (name_at(i)) {
    case 'T':
        if (name[0] != name_at(i + 2))
            break; /* "x:headline" may be any */
        galley_meta_set(m, META_OG_TITLE, rank, content);
        galley_meta_learn(m, content);
        break;
    case 'A':
        m->labelled = galley_byline_introduces(content);
        break;
    case 'B':
        if (name[0] == 't' && !m->labelled)
            break;
        if (name[0] != name_at(i + 2))
            rank--; /* "x:author" */
        galley_byline_add(m, rank, content);
        break;
    case 'P':
        galley_published_set(m, META_PUBLISHED, rank, content);
        break;
    case 'S':
        galley_meta_set(m, META_SITE, rank, content);
        break;
    case 'D':
        galley_meta_set(m, META_DESCRIPTION, rank, content);
        break;
    case 'L':
        galley_meta_set(m, META_LANG, rank, content);
        break;
    case 'K':
        m->product = is_product(content);
        break;
    default:
        break;
    }
}

void galley_meta_lang(struct galley *g, const char *value)
{
    struct galley_meta *m = &g->meta;
    galley_meta_set(m, META_LANG, 5, value);
}

/* A headline has been read, and little since. */
static uint8_t is_near(const struct galley_meta *m)
{
    return m->h1_count != 0 && m->since < AFTER_MAX;
}

void galley_meta_time(struct galley *g, const char *datetime, uint8_t rank)
{
    struct galley_meta *m = &g->meta;

    rank = (uint8_t)(rank + (is_near(m) ? RANK_TIME_NEAR : RANK_TIME) - 1);
    galley_published_set(m, META_PUBLISHED, rank, datetime);
}

/* ---- captured text ---- */

/* meta.outer */
#define OUTER_WHAT 0x0Fu
#define OUTER_FRESH 0x80u

/* A byline or a date, which are read part by part, and may be around others:
 * a class that says so is often that of a large element. */
static uint8_t has_parts(uint8_t what)
{
    return what >= GALLEY_CAPTURE_AUTHOR && what != GALLEY_CAPTURE_HEADLINE;
}

/* The date of a short text that readers see near the headline; returns
 * whether the text has one. */
static uint8_t visible_date(struct galley_meta *m)
{
    uint16_t n = m->length[META_SCRATCH];
    char date[11];

    if (m->since < AFTER_MAX)
        m->since = (uint16_t)(m->since + n);
    if (n == 0 || n >= RUN_MAX || !galley_date_parse(m->scratch, date))
        return 0;
    if (is_near(m)) {
        galley_meta_set(m, META_PUBLISHED, RANK_AFTER, date);
    } else if (m->h1_count == 0 && m->rank[META_PUBLISHED] <= RANK_BEFORE) {
        m->rank[META_PUBLISHED] = 0;
        galley_meta_set(m, META_PUBLISHED, RANK_BEFORE, date);
        m->since = 0;
    }
    return 1;
}

/* The headline has been read: what stood long before it belongs to something
 * else. */
static void headline_read(struct galley_meta *m)
{
    galley_headline_h1(m);
    if (m->rank[META_PUBLISHED] == RANK_BEFORE && m->since > BEFORE_MAX)
        m->rank[META_PUBLISHED] = 0;
    m->since = 0;
    galley_byline_weigh(m);
}

/* The first title counts. */
static void title_read(struct galley_meta *m)
{
    if (!galley_meta_begin(m, META_TITLE, 1))
        return;
    memcpy(m->title, m->scratch, sizeof m->title);
    m->length[META_TITLE] = m->length[META_SCRATCH];
    galley_meta_learn(m, m->scratch);
}

/* What stands in scratch goes where it belongs. */
static void captured(struct galley_meta *m, uint8_t what)
{
    uint8_t near = is_near(m), dated = 0;
    uint16_t n;

    galley_meta_end(m, META_SCRATCH);
    n = m->length[META_SCRATCH];
    if (what == GALLEY_CAPTURE_TITLE)
        title_read(m);
    else if (what == GALLEY_CAPTURE_H1 || what == GALLEY_CAPTURE_HEADLINE)
        headline_read(m);
    else if (near || what != GALLEY_CAPTURE_TIME)
        dated = visible_date(m);
    if (what == GALLEY_CAPTURE_TIME)
        galley_published_set(m, META_PUBLISHED, 2, m->scratch);
    else if (has_parts(what))
        galley_byline_captured(m, what, near);
    if ((what == 0 || what == GALLEY_CAPTURE_TIME) && n > 0 && n < RUN_MAX)
        galley_byline_visible(m, dated, near);
    m->length[META_SCRATCH] = 0;
}

/* A text ends that is not captured, or a part of a byline. */
static void part(struct galley_meta *m)
{
    uint8_t what = m->capture;

    if (what != 0 && (m->fresh || !has_parts(what)))
        return;
    captured(m, what);
    if (what != 0) {
        m->fresh = 1;
        m->outer = 0;
        m->gap = BYLINE_GAP + 1;
    }
}

void galley_meta_part(struct galley *g)
{
    char space = ' ';

    part(&g->meta);
    galley_meta_text(g, &space, 1);
}

void galley_meta_open(struct galley *g, uint8_t what)
{
    struct galley_meta *m = &g->meta;

    if (m->capture == 0 || what == GALLEY_CAPTURE_H1
        || (has_parts(m->capture) && what != GALLEY_CAPTURE_TITLE)) {
        m->outer = (uint8_t)(m->capture | (m->fresh ? OUTER_FRESH : 0));
        m->capture = what;
        m->fresh = 1;
    }
}

/* The open element has text: that of the element around it ends. */
static void begin_text(struct galley_meta *m)
{
    uint8_t outer = m->outer & OUTER_WHAT;

    if (!(m->outer & OUTER_FRESH) && (outer == 0 || has_parts(outer)))
        captured(m, outer);
    m->length[META_SCRATCH] = 0;
    m->fresh = 0;
    m->outer = 0;
}

void galley_meta_text(struct galley *g, const char *p, size_t n)
{
    struct galley_meta *m = &g->meta;
    size_t i;

    for (i = 0; i < n && m->capture == 0 && m->gap <= BYLINE_GAP; i++)
        if (!galley_is_space((uint8_t)p[i]))
            m->gap++;
    if (m->capture != 0 && m->fresh) {
        while (n > 0 && galley_is_space((uint8_t)*p)) {
            p++;
            n--;
        }
        if (n == 0)
            return;
        begin_text(m);
    }
    galley_meta_put(m, META_SCRATCH, p, n);
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
    captured(m, what);
    m->capture = 0;
    m->gap = 0;
}

/* ---- dates ---- */

static uint8_t digits(const char *p, uint8_t n)
{
    while (n > 0 && (uint8_t)(*p - '0') < 10) {
        p++;
        n--;
    }
    return n == 0;
}

/* ISO 8601: a year and a month at least. */
static uint8_t is_iso(const char *text)
{
    return digits(text, 4) && text[4] == '-' && digits(text + 5, 2)
           && (text[7] == '\0' || text[7] == '-');
}

/* ISO 8601 is kept as found, other dates are turned into it. */
void galley_published_set(struct galley_meta *m, uint8_t field, uint8_t rank,
                          const char *text)
{
    char date[11];

    while (galley_is_space((uint8_t)*text))
        text++;
    if (is_iso(text))
        galley_meta_set(m, field, rank, text);
    else if (rank > m->rank[field] && galley_date_parse(text, date))
        galley_meta_set(m, field, rank, date);
}

void galley_published_check(struct galley_meta *m, uint8_t field)
{
    uint8_t rank = m->rank[field];
    char *text = galley_meta_buffer(m, field);

    m->rank[field] = 0;
    if (is_iso(text))
        m->rank[field] = rank;
    else
        galley_published_set(m, field, rank, text);
}

/* ---- the end of the page ---- */

/* Where a field is read from: of two candidates the one that ranks higher. */
static uint8_t source(const struct galley_meta *m, int field)
{
    static const uint8_t candidates[][2] GALLEY_FLASH = {
        {META_BYLINE, META_LD_BYLINE}, {META_PUBLISHED, META_LD_PUBLISHED},
        {META_SITE, META_SITE}, {META_DESCRIPTION, META_DESCRIPTION},
        {META_LANG, META_LANG}
    };
    uint8_t a, b;

    if (field == GALLEY_HEADLINE)
        return m->headline;
    if (field < GALLEY_BYLINE || field > GALLEY_LANG)
        return META_NONE;
    a = GALLEY_READ8(&candidates[field - GALLEY_BYLINE][0]);
    b = GALLEY_READ8(&candidates[field - GALLEY_BYLINE][1]);
    if (m->rank[b] >= m->rank[a])
        a = b;
    return m->rank[a] != 0 ? a : META_NONE;
}

const char *galley_meta_field(const struct galley *g, int field)
{
    const struct galley_meta *m = &g->meta;
    uint8_t from = source(m, field);

    if (field < GALLEY_HEADLINE || field > GALLEY_LANG)
        return NULL;
    if (from == META_NONE)
        return &m->nothing;
    return (const char *)m + GALLEY_READ16(&places[from].offset);
}

uint32_t galley_meta_needed(const struct galley *g, int field)
{
    uint8_t from = source(&g->meta, field);

    return from == META_NONE ? 0 : g->meta.length[from];
}

void galley_meta_finish(struct galley *g)
{
    const struct galley_options *o = &g->options;
    const char *headline;
    size_t n;

    part(&g->meta);
    g->meta.headline = galley_headline_choose(&g->meta);
    galley_byline_weigh(&g->meta);
    if (o->headline == NULL || o->headline_size == 0)
        return;
    headline = galley_meta_field(g, GALLEY_HEADLINE);
    n = galley_text_cut(headline, strlen(headline), o->headline_size - 1);
    memcpy(o->headline, headline, n);
    o->headline[n] = '\0';
}
