/* SPDX-License-Identifier: MIT */
/*
 * Galley: the choice of the headline.  Candidates are <title>, og:title, the
 * JSON-LD headline and the best h1, in struct galley_fields; out goes one of
 * them, without the site's name.  Holds how many h1 there were, and what was
 * chosen.
 */
#include "headline.h"

#include <string.h>

#include "count.h"
#include "fields.h"
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
        n = galley_count_one(n);
    return n;
}

static bool has_word(const char *text, uint16_t hash)
{
    const char *word;
    size_t n;

    while ((n = galley_text_word(&text, &word)) != 0)
        if (galley_text_hash(word, n) == hash)
            return true;
    return false;
}

/* How many of the words of a stand in b. */
static uint8_t common(const char *a, const char *b)
{
    const char *word;
    uint8_t count = 0;
    size_t n;

    while ((n = galley_text_word(&a, &word)) != 0)
        if (has_word(b, galley_text_hash(word, n)))
            count = galley_count_one(count);
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

/* Likeness of a, which has words, and b: 2 common / (words of a + words of
 * b). */
static uint8_t likeness(const char *a, const char *b)
{
    uint16_t n = (uint16_t)(words_in(a) + words_in(b));

    return (uint8_t)(200u * common(a, b) / n);
}

void galley_headline_init(struct galley_headline *h)
{
    h->chosen = FIELD_NONE;
}

static const char *text_of(struct galley_fields *f, uint8_t field)
{
    return galley_fields_text(f, field);
}

/* ---- the site's name ---- */

static bool is_site(const struct galley_fields *f, const char *text)
{
    return f->rank[FIELD_SITE] != 0 && share(text, f->site) >= SHARE_SITE;
}

/* Some pages give their title as the site's name: nothing is to be learnt
 * from that. */
static bool holds_title(const struct galley_fields *f, const char *title)
{
    return is_site(f, title) && words_in(f->site) > SITE_WORDS;
}

/* A title falls into parts where separators stand. */
struct parts {
    char *text;  /* up to the last separator: all but the last part */
    char *first; /* the separator behind the first part */
    char *last;  /* the one before the last part */
};

static bool split(struct galley_fields *f, uint8_t title,
                  struct parts *parts)
{
    char *p;

    parts->text = galley_fields_text(f, title);
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

static void drop_end(struct galley_fields *f, uint8_t title, const char *at)
{
    galley_fields_cut(f, title, f->from[title]
                                + (size_t)(at - text_of(f, title)));
}

static void drop_start(struct galley_fields *f, uint8_t title,
                       const char *to)
{
    galley_fields_start(f, title, f->from[title]
                                  + (size_t)(to - text_of(f, title)));
}

/* "Site: title". */
static bool strip_prefix(struct galley_fields *f, uint8_t title)
{
    char *text = galley_fields_text(f, title), *p = text;
    bool known;

    while (*p != ':' && *p != '\0')
        p++;
    if (p[0] == '\0' || p[1] != ' ')
        return false;
    *p = '\0';
    known = is_site(f, text);
    *p = ':';
    if (known)
        drop_start(f, title, p + 2);
    return known;
}

/* The site's name as the last or the first part. */
static bool strip_site(struct galley_fields *f, uint8_t title)
{
    struct parts t;
    bool known;

    if (holds_title(f, text_of(f, title)))
        return false;
    if (strip_prefix(f, title))
        return true;
    if (!split(f, title, &t))
        return false;
    if (is_site(f, t.last)) {
        drop_end(f, title, t.last);
        return true;
    }
    *t.first = '\0';
    known = is_site(f, t.text);
    *t.first = ' ';
    if (known)
        drop_start(f, title, t.first + galley_text_separator(t.first));
    return known;
}

/* No part is known as the site's: the shorter of the last part and the
 * others is taken for it. */
static void strip_any(const struct galley_headline *h,
                      struct galley_fields *f, uint8_t title)
{
    struct parts t;
    uint8_t words;
    bool h1_within;

    if (!split(f, title, &t)
        || (title == FIELD_OG_TITLE && t.last[1] != '|'))
        return;
    *t.last = '\0';
    words = words_in(t.text);
    h1_within = h->h1_count > 0 && galley_text_contains(t.text, f->h1);
    *t.last = ' ';
    if (words < words_in(t.last) && !h1_within && title == FIELD_TITLE)
        drop_start(f, title, t.first + galley_text_separator(t.first));
    else
        drop_end(f, title, t.last);
}

static void strip(const struct galley_headline *h, struct galley_fields *f,
                  uint8_t title)
{
    bool found = false;

    galley_fields_whole(f, title);
    while (strip_site(f, title))
        found = true;
    if (!found && title != FIELD_LD_TITLE)
        strip_any(h, f, title);
}

/* ---- the choice ---- */

/* The title has the words of h1, and not just one word of its many. */
static bool confirms(struct galley_fields *f, uint8_t title)
{
    return share(f->h1, text_of(f, title)) >= SHARE_SURE
           && likeness(f->h1, text_of(f, title)) >= LIKENESS;
}

/* The title holds all of h1. */
static bool holds_h1(struct galley_fields *f, uint8_t title)
{
    return galley_text_contains(text_of(f, title), f->h1);
}

/* The title is h1 without a kicker before it, or without the site's name or
 * a date behind it; no title holds all of h1. */
static bool within(struct galley_fields *f, uint8_t title)
{
    const char *from, *behind;

    if (words_in(text_of(f, title)) < TITLE_WORDS
        || holds_h1(f, FIELD_OG_TITLE) || holds_h1(f, FIELD_TITLE)
        || holds_h1(f, FIELD_LD_TITLE))
        return false;
    behind = galley_text_find(f->h1, text_of(f, title), &from);
    if (behind == NULL)
        return false;
    if (words_in(behind) == 0)
        return from - f->h1 > KICKER;
    while (*behind != '\0' && galley_text_separator(behind) == 0)
        behind++;
    return *behind != '\0';
}

/* The JSON-LD headline is the beginning of the title: it was cut (some
 * consumers want 110 characters at most). */
static bool cut_short(struct galley_fields *f)
{
    return galley_text_contains(text_of(f, FIELD_OG_TITLE),
                                text_of(f, FIELD_LD_TITLE));
}

static bool h1_is_sure(const struct galley_headline *h,
                       struct galley_fields *f)
{
    if (f->rank[FIELD_H1] == 0)
        return false;
    if (confirms(f, FIELD_OG_TITLE) || confirms(f, FIELD_TITLE)
        || confirms(f, FIELD_LD_TITLE))
        return true;
    return h->h1_count == 1 && words_in(f->h1) >= SOLE_WORDS
           && !is_site(f, f->h1);
}

static uint8_t choose(const struct galley_headline *h,
                      struct galley_fields *f)
{
    if (h1_is_sure(h, f)) {
        if (within(f, FIELD_LD_TITLE))
            return FIELD_LD_TITLE;
        if (within(f, FIELD_OG_TITLE))
            return FIELD_OG_TITLE;
        return FIELD_H1;
    }
    if (f->rank[FIELD_LD_TITLE] != 0 && !cut_short(f))
        return FIELD_LD_TITLE;
    if (f->rank[FIELD_OG_TITLE] != 0)
        return FIELD_OG_TITLE;
    if (f->rank[FIELD_TITLE] != 0)
        return FIELD_TITLE;
    return f->rank[FIELD_H1] != 0 ? FIELD_H1 : FIELD_NONE;
}

/* ---- the headline so far ---- */

static void copy(const struct galley_options *o, const char *headline)
{
    size_t n;

    if (o->headline_size == 0)
        return;
    n = galley_text_cut(headline, strlen(headline), o->headline_size - 1);
    memcpy(o->headline, headline, n);
    o->headline[n] = '\0';
}

void galley_headline_show(struct galley *g)
{
    struct galley_headline *h = &g->headline;
    struct galley_fields *f = &g->fields;

    strip(h, f, FIELD_OG_TITLE);
    strip(h, f, FIELD_TITLE);
    strip(h, f, FIELD_LD_TITLE);
    h->chosen = choose(h, f);
    h->shown = 1;
    copy(&g->options, galley_fields_read(f, h->chosen));
}

void galley_headline_h1(struct galley *g)
{
    struct galley_headline *h = &g->headline;
    struct galley_fields *f = &g->fields;
    uint8_t title = f->rank[FIELD_OG_TITLE] ? FIELD_OG_TITLE : FIELD_TITLE;
    uint8_t like;

    if (words_in(f->scratch) == 0)
        return;
    h->h1_count = galley_count_one(h->h1_count);
    galley_fields_whole(f, title);
    like = (uint8_t)(likeness(f->scratch, text_of(f, title)) + 1);
    if (like > h->h1_like) {
        h->h1_like = like;
        galley_fields_take(f, FIELD_H1);
    }
    if (h->shown)
        galley_headline_show(g);
}
