/*
 * Galley: the choice of the headline.  Candidates are <title>, og:title, the
 * JSON-LD headline and the best h1, in struct galley_meta; out goes one of
 * them, without the site's name.  Holds nothing of its own.
 */
#include "meta.h"

#include <string.h>

#include "text.h"

/* Share of words, percent. */
#define SHARE_SURE 60 /* of an h1 that a title confirms */
#define SHARE_SITE 60 /* of a part of a title that is the site's name */
#define SITE_WORDS 5  /* of a site's name, at most */
#define LIKENESS 20
#define SOLE_WORDS 4  /* of an h1 that no title confirms */
#define TITLE_WORDS 4 /* of a title that is preferred to the h1 around it */

#define KICKER 5 /* bytes before a title that are more than "The " */

static uint8_t words_in(const char *text)
{
    const char *word;
    uint8_t n = 0;

    while (galley_text_word(&text, &word) != 0)
        n = n < UINT8_MAX ? (uint8_t)(n + 1) : n;
    return n;
}

static uint8_t has_word(const char *text, uint16_t hash)
{
    const char *word;
    size_t n;

    while ((n = galley_text_word(&text, &word)) != 0)
        if (galley_text_hash(word, n) == hash)
            return 1;
    return 0;
}

/* How many of the words of a stand in b. */
static uint8_t common(const char *a, const char *b)
{
    const char *word;
    uint8_t count = 0;
    size_t n;

    while ((n = galley_text_word(&a, &word)) != 0)
        if (has_word(b, galley_text_hash(word, n)))
            count = count < UINT8_MAX ? (uint8_t)(count + 1) : count;
    return count;
}

static uint8_t percent(uint8_t part, uint8_t whole)
{
    if (whole == 0)
        return 0;
    return (uint8_t)(part * 100u / whole);
}

/* Share of the words of a that stand in b. */
static uint8_t share(const char *a, const char *b)
{
    return percent(common(a, b), words_in(a));
}

/* Likeness of a and b: 2 common / (words of a + words of b). */
static uint8_t likeness(const char *a, const char *b)
{
    uint16_t n = (uint16_t)(words_in(a) + words_in(b));

    if (n == 0)
        return 0;
    return (uint8_t)(200u * common(a, b) / n);
}

/* Where the words of b stand in a, in order and side by side: the place
 * behind the last one, *from the first; NULL: nowhere. */
static const char *find(const char *a, const char *b, const char **from)
{
    const char *p, *q, *word, *other;
    size_t n, m;

    for (;;) {
        p = a;
        q = b;
        if (galley_text_word(&a, from) == 0)
            return NULL;
        while ((m = galley_text_word(&q, &other)) != 0
               && (n = galley_text_word(&p, &word)) != 0
               && galley_text_hash(word, n) == galley_text_hash(other, m))
            continue;
        if (m == 0)
            return p;
    }
}

uint8_t galley_headline_contains(const char *a, const char *b)
{
    const char *from;

    return find(a, b, &from) != NULL;
}

void galley_headline_h1(struct galley_meta *m)
{
    const char *title = m->rank[META_OG_TITLE] ? m->og_title : m->title;
    uint8_t like = (uint8_t)(likeness(m->scratch, title) + 1);

    if (words_in(m->scratch) == 0)
        return;
    if (m->h1_count < UINT8_MAX)
        m->h1_count++;
    if (like <= m->h1_like)
        return;
    m->h1_like = like;
    m->rank[META_H1] = 1;
    m->length[META_H1] = m->length[META_SCRATCH];
    memcpy(m->h1, m->scratch, sizeof m->h1);
}

/* ---- the site's name ---- */

static void drop_end(struct galley_meta *m, uint8_t field, char *at)
{
    *at = '\0';
    m->length[field] = (uint16_t)(at - galley_meta_buffer(m, field));
}

static void drop_start(struct galley_meta *m, uint8_t field, char *to)
{
    char *text = galley_meta_buffer(m, field);

    m->length[field] = (uint16_t)(m->length[field] - (to - text));
    memmove(text, to, strlen(to) + 1);
}

static uint8_t is_site(const struct galley_meta *m, const char *text)
{
    return m->rank[META_SITE] != 0 && share(text, m->site) >= SHARE_SITE;
}

/* Some pages give their title as the site's name: nothing is to be learnt
 * from that. */
static uint8_t holds_title(const struct galley_meta *m, const char *title)
{
    return is_site(m, title) && words_in(m->site) > SITE_WORDS;
}

struct parts {
    char *text;  /* up to the last separator: all but the last part */
    char *first; /* the separator behind the first part */
    char *last;  /* the one before the last part */
};

static uint8_t split(struct galley_meta *m, uint8_t field, struct parts *parts)
{
    char *p;

    parts->text = galley_meta_buffer(m, field);
    parts->first = parts->last = NULL;
    for (p = parts->text; *p != '\0'; p++) {
        if (galley_text_separator(p) != 0) {
            parts->last = p;
            if (parts->first == NULL)
                parts->first = p;
        }
    }
    return parts->last != NULL;
}

/* "Site: title". */
static uint8_t strip_prefix(struct galley_meta *m, uint8_t field)
{
    char *text = galley_meta_buffer(m, field), *p = text;
    uint8_t known;

    while (*p != ':' && *p != '\0')
        p++;
    if (p[0] == '\0' || p[1] != ' ')
        return 0;
    *p = '\0';
    known = is_site(m, text);
    *p = ':';
    if (known)
        drop_start(m, field, p + 2);
    return known;
}

/* The site's name as the last or the first part. */
static uint8_t strip_site(struct galley_meta *m, uint8_t field)
{
    struct parts t;
    uint8_t known;

    if (holds_title(m, galley_meta_buffer(m, field)))
        return 0;
    if (strip_prefix(m, field))
        return 1;
    if (!split(m, field, &t))
        return 0;
    if (is_site(m, t.last)) {
        drop_end(m, field, t.last);
        return 1;
    }
    *t.first = '\0';
    known = is_site(m, t.text);
    *t.first = ' ';
    if (known)
        drop_start(m, field, t.first + galley_text_separator(t.first));
    return known;
}

/* No part is known as the site's: the shorter of the last part and the
 * others is taken for it. */
static void strip_any(struct galley_meta *m, uint8_t field)
{
    struct parts t;
    uint8_t words, h1_within;

    if (!split(m, field, &t) || (field == META_OG_TITLE && t.last[1] != '|'))
        return;
    *t.last = '\0';
    words = words_in(t.text);
    h1_within = m->h1_count > 0
                && galley_headline_contains(t.text, m->h1);
    *t.last = ' ';
    if (words < words_in(t.last) && !h1_within && field == META_TITLE)
        drop_start(m, field, t.first + galley_text_separator(t.first));
    else
        drop_end(m, field, t.last);
}

static void strip(struct galley_meta *m, uint8_t field)
{
    uint8_t found = 0;

    while (strip_site(m, field))
        found = 1;
    if (!found && field != META_LD_TITLE)
        strip_any(m, field);
}

/* ---- the choice ---- */

/* The title has the words of h1, and not just one word of its many. */
static uint8_t confirms(const char *h1, const char *title)
{
    return share(h1, title) >= SHARE_SURE
           && likeness(h1, title) >= LIKENESS;
}

/* The title is h1 without a kicker before it, or without the site's name or
 * a date behind it; no title holds all of h1. */
static uint8_t within(const struct galley_meta *m, const char *title)
{
    const char *from, *behind;

    if (words_in(title) < TITLE_WORDS
        || galley_headline_contains(m->og_title, m->h1)
        || galley_headline_contains(m->title, m->h1)
        || galley_headline_contains(m->ld_title, m->h1))
        return 0;
    behind = find(m->h1, title, &from);
    if (behind == NULL)
        return 0;
    if (words_in(behind) == 0)
        return from - m->h1 > KICKER;
    while (*behind != '\0' && galley_text_separator(behind) == 0)
        behind++;
    return *behind != '\0';
}

/* The JSON-LD headline is the beginning of the title: it was cut (some
 * consumers want 110 characters at most). */
static uint8_t cut_short(const struct galley_meta *m)
{
    return galley_headline_contains(m->og_title, m->ld_title);
}

static uint8_t h1_is_sure(const struct galley_meta *m)
{
    if (m->rank[META_H1] == 0)
        return 0;
    if (confirms(m->h1, m->og_title) || confirms(m->h1, m->title)
        || confirms(m->h1, m->ld_title))
        return 1;
    return m->h1_count == 1 && words_in(m->h1) >= SOLE_WORDS
           && !is_site(m, m->h1);
}

uint8_t galley_headline_choose(struct galley_meta *m)
{
    strip(m, META_OG_TITLE);
    strip(m, META_TITLE);
    strip(m, META_LD_TITLE);
    if (h1_is_sure(m)) {
        if (within(m, m->ld_title))
            return META_LD_TITLE;
        if (within(m, m->og_title))
            return META_OG_TITLE;
        return META_H1;
    }
    if (m->rank[META_LD_TITLE] != 0 && !cut_short(m))
        return META_LD_TITLE;
    if (m->rank[META_OG_TITLE] != 0)
        return META_OG_TITLE;
    if (m->rank[META_TITLE] != 0)
        return META_TITLE;
    return m->rank[META_H1] != 0 ? META_H1 : META_NONE;
}
