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
#include "elements.h"
#include "fields.h"
#include "text.h"

/* Share of words, percent. */
#define SHARE_SURE 60 /* of an h1 that a title confirms */
#define SHARE_SITE 60 /* of a part of a title that is the site's name */
#define SITE_WORDS 5  /* of a site's name, at most */
#define LIKENESS 20
#define MOSTLY_LIKE 60 /* as of an h1 that a title has at its end */
#define MOST_LIKE 100 /* the same words */
#define SOLE_WORDS 4  /* of an h1 that no title confirms */
#define SHORT_TITLE 4 /* of a title that is preferred to the h1 around it */

#define KICKER 5 /* bytes before a title that are more than "The " */

/* Words of a heading behind a label: that a title begins with, or not. */
#define LABEL_REST 3
#define KICKER_REST 2
#define LABEL_BEHIND 3 /* of a label behind it, at most */

/* An h1 that is a link and ends og:title, of which it has less than half of
 * the words: the site's name, above all others on the scale of meta.c. */
#define LOGO_LIKENESS 66
#define RANK_LOGO 6

/* headline.trail: the best h1 is a breadcrumb; it is a link. */
#define TRAIL_CRUMB 1
#define TRAIL_LOGO 2

/* Of the headline and the h1 in the breadcrumbs above it, at least. */
#define TRAIL_COMMON 2

/* Of another heading that a title holds. */
#define AGREE_WORDS 2
#define AGREE_LIKENESS 50

static uint8_t words_in(const char *text)
{
    const char *word;
    uint8_t n = 0;

    while (galley_text_word(&text, &word) != 0)
        n = galley_count_one(n);
    return n;
}

static bool has_word(const char *text, const char *wanted, size_t size)
{
    const char *word;
    size_t n;

    while ((n = galley_text_word(&text, &word)) != 0)
        if (galley_text_same(word, n, wanted, size))
            return true;
    return false;
}

/* The words of two texts: how many both have. */
struct overlap {
    uint8_t first;  /* words of the first */
    uint8_t second; /* of the second */
    uint8_t common; /* of the first that stand in the second */
};

/* One of 32 bits that tells most words apart. */
static uint32_t bit_of_word(const char *word, size_t n)
{
    return UINT32_C(1) << (((uint8_t)*word ^ (uint8_t)n) & 31);
}

static void overlap(struct overlap *o, const char *a, const char *b)
{
    const char *p = b, *word;
    uint32_t bits = 0;
    size_t n;

    o->first = o->second = o->common = 0;
    while ((n = galley_text_word(&p, &word)) != 0) {
        bits |= bit_of_word(word, n);
        o->second = galley_count_one(o->second);
    }
    while ((n = galley_text_word(&a, &word)) != 0) {
        if ((bits & bit_of_word(word, n)) && has_word(b, word, n))
            o->common = galley_count_one(o->common);
        o->first = galley_count_one(o->first);
    }
}

/* How many of the words of a stand in b. */
static uint8_t common(const char *a, const char *b)
{
    struct overlap o;

    overlap(&o, a, b);
    return o.common;
}

/* Whether so many percent of the words of the first stand in the second. */
static bool has_share(const struct overlap *o, uint8_t share)
{
    return o->common != 0 && o->common * 100u >= (unsigned)o->first * share;
}

/* Likeness of two texts, of which one has words: 2 common / (words of the
 * first + words of the second). */
static uint8_t likeness(const struct overlap *o)
{
    return (uint8_t)(200u * o->common / ((uint16_t)o->first + o->second));
}

static uint8_t likeness_of(const char *a, const char *b)
{
    struct overlap o;

    overlap(&o, a, b);
    return likeness(&o);
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
    struct overlap o;

    if (f->rank[FIELD_SITE] == 0)
        return false;
    overlap(&o, text, f->site);
    return has_share(&o, SHARE_SITE);
}

/* Some pages give their title as the site's name: nothing is to be learnt
 * from that. */
static bool holds_title(const struct galley_fields *f, const char *title)
{
    return words_in(f->site) > SITE_WORDS && is_site(f, title);
}

/* A title falls into parts where separators stand. */
struct title_parts {
    char *text;  /* up to the last separator: all but the last part */
    char *first; /* the separator behind the first part */
    char *last;  /* the one before the last part */
};

/* The size of the separator at p, inside a title; without spaces around it
 * where a script that has none is on one side. */
static size_t separator(const char *p)
{
    uint8_t before = (uint8_t)p[-1], behind = (uint8_t)p[1];

    if (*p == '_' || *p == '|')
        return behind >= 0x80 || before >= 0x80;
    if (*p == '-')
        return before != '-' && (uint8_t)p[behind == '-' ? 2 : 1] >= 0xE3;
    if (p[0] == '\xEF' && p[1] == '\xBD' && p[2] == '\x9C')
        return 3; /* U+FF5C */
    return galley_text_separator(p);
}

static bool split_title(struct galley_fields *f, uint8_t title,
                        struct title_parts *parts)
{
    char *p;

    parts->text = galley_fields_text(f, title);
    parts->first = parts->last = NULL;
    for (p = parts->text; *p != '\0'; p++) {
        if (p > parts->text && separator(p) != 0) {
            parts->last = p;
            if (parts->first == NULL)
                parts->first = p;
        }
    }
    return parts->last != NULL;
}

/* The part of a title up to end is the site's name. */
static bool is_site_until(struct galley_fields *f, char *text, char *end)
{
    char mark = *end;
    bool known;

    *end = '\0';
    known = is_site(f, text);
    *end = mark;
    return known;
}

/* "Site: title". */
static bool strip_prefix(struct galley_fields *f, uint8_t title)
{
    char *text = galley_fields_text(f, title), *p = text;

    while (*p != ':' && *p != '\0')
        p++;
    if (p[0] == '\0' || p[1] != ' ' || !is_site_until(f, text, p))
        return false;
    galley_fields_start(f, title, p + 2);
    return true;
}

/* The site's name as the last or the first part. */
static bool strip_site(struct galley_fields *f, uint8_t title)
{
    struct title_parts t;

    if (holds_title(f, text_of(f, title)))
        return false;
    if (strip_prefix(f, title))
        return true;
    if (!split_title(f, title, &t))
        return false;
    if (is_site(f, t.last)) {
        galley_fields_cut(f, title, t.last);
        return true;
    }
    if (!is_site_until(f, t.text, t.first))
        return false;
    galley_fields_start(f, title, t.first + separator(t.first));
    return true;
}

/* The h1 stands in the title, before its last part. */
static bool begins_with_h1(const struct galley_headline *h,
                           struct galley_fields *f,
                           const struct title_parts *t)
{
    return h->h1_count > 0 && galley_text_contains(t->text, f->h1)
           && !galley_text_contains(t->last, f->h1);
}

/* No part is known as the site's: the shorter of the last part and the
 * others is taken for it. */
static void strip_any(const struct galley_headline *h,
                      struct galley_fields *f, uint8_t title)
{
    struct title_parts t;

    if (!split_title(f, title, &t)
        || (title == FIELD_OG_TITLE && t.last[1] != '|'))
        return;
    if (title == FIELD_TITLE && words_in(t.text) < 2 * words_in(t.last)
        && !begins_with_h1(h, f, &t))
        galley_fields_start(f, title, t.first + separator(t.first));
    else
        galley_fields_cut(f, title, t.last);
}

/* Where a section or the like begins behind a headline: "title | section". */
static char *section(struct galley_fields *f, uint8_t field)
{
    struct title_parts t;
    uint8_t words;

    if (!split_title(f, field, &t)
        || (t.last[0] != '_' && t.last[1] != '|'))
        return NULL;
    words = words_in(t.last);
    return words <= SITE_WORDS && words_in(t.text) - words >= SOLE_WORDS
               ? t.last
               : NULL;
}

static void strip(const struct galley_headline *h, struct galley_fields *f,
                  uint8_t title)
{
    bool found = false;
    char *end;

    galley_fields_whole(f, title);
    while (strip_site(f, title))
        found = true;
    if (!found && title != FIELD_LD_TITLE)
        strip_any(h, f, title);
    while ((end = section(f, title)) != NULL)
        galley_fields_cut(f, title, end);
}

/* ---- the choice ---- */

/* A title has the words of h1, and not just one word of its many. */
static bool confirms_h1(struct galley_fields *f)
{
    struct overlap o;
    uint8_t title;

    for (title = FIELD_TITLE; title <= FIELD_LD_TITLE; title++) {
        overlap(&o, f->h1, text_of(f, title));
        if (has_share(&o, SHARE_SURE) && likeness(&o) >= LIKENESS)
            return true;
    }
    return false;
}

/* A title holds all of h1. */
static bool holds_h1(struct galley_fields *f)
{
    uint8_t title;

    for (title = FIELD_TITLE; title <= FIELD_LD_TITLE; title++)
        if (galley_text_contains(text_of(f, title), f->h1))
            return true;
    return false;
}

/* The title is h1 without a kicker before it, or without the site's name or
 * a date behind it. */
static bool within(struct galley_fields *f, uint8_t title)
{
    const char *from, *behind;

    if (words_in(text_of(f, title)) < SHORT_TITLE)
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

/* The JSON-LD headline is part of the title, and a word goes on behind it: it
 * was cut (some consumers want 110 characters at most). */
static bool cut_short(struct galley_fields *f)
{
    const char *from, *behind;

    behind = galley_text_find(text_of(f, FIELD_OG_TITLE),
                              text_of(f, FIELD_LD_TITLE), &from);
    return behind != NULL && *behind == ' ';
}

static bool h1_is_sure(const struct galley_headline *h,
                       struct galley_fields *f)
{
    if (f->rank[FIELD_H1] == 0)
        return false;
    if ((h->trail == 0 && h->h1_like > MOSTLY_LIKE) || confirms_h1(f))
        return true;
    return h->h1_count == 1 && words_in(f->h1) >= SOLE_WORDS
           && f->length[FIELD_H1] < sizeof f->h1 /* or it is a paragraph */
           && !is_site(f, f->h1);
}

static uint8_t choose(const struct galley_headline *h,
                      struct galley_fields *f)
{
    if (h1_is_sure(h, f)) {
        if (holds_h1(f))
            return FIELD_H1;
        if (within(f, FIELD_LD_TITLE))
            return FIELD_LD_TITLE;
        return within(f, FIELD_OG_TITLE) ? FIELD_OG_TITLE : FIELD_H1;
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

static void copy_out(const struct galley_options *o, const char *headline)
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
    copy_out(&g->options, galley_fields_read(f, h->chosen));
}

/* ---- a heading is read ---- */

/* How a title holds words, at least: they are its beginning or end; its end;
 * all of it.  <title> may have others of which the rest is not known. */
#define HELD_START 1
#define HELD_END 2
#define HELD_WHOLE 3

static bool titled(struct galley_fields *f, const char *text, uint8_t least)
{
    const char *p, *first, *from, *behind;
    uint8_t title, found;

    for (title = least > HELD_START; title <= FIELD_LD_TITLE; title++) {
        p = text_of(f, title);
        behind = galley_text_find(p, text, &from);
        if (behind == NULL)
            continue;
        found = words_in(behind) == 0 ? HELD_END : 0;
        galley_text_word(&p, &first);
        if (found + (from == first) >= least)
            return true;
    }
    return false;
}

/* Where an element begins or ends in the heading, a title begins with what
 * follows, and so a label stands before it; or with what stands before, and a
 * badge or a count follows.  What begins with an element has a label anyhow,
 * if kicker says so.  The rest's beginning. */
static const char *drop_labels(struct galley_fields *f, bool kicker)
{
    char *p, *text = f->scratch;
    const char *rest = text;
    uint8_t least;

    kicker = kicker && *text == TEXT_PART;
    for (p = text + !kicker; *p != '\0'; p++) {
        if (*p != TEXT_PART)
            continue;
        least = titled(f, text, HELD_START) ? HELD_WHOLE : HELD_START;
        if (words_in(p) >= (kicker ? KICKER_REST : LABEL_REST)
            && (kicker || titled(f, p, least))) {
            rest = p;
        } else if (least == HELD_START && words_in(p) <= LABEL_BEHIND) {
            *p = '\0';
            if (words_in(rest) >= LABEL_REST && titled(f, rest, HELD_START))
                return rest;
            *p = TEXT_PART;
        }
    }
    return rest;
}

/* Bytes beside PART between which a space is missing: both of words, in a
 * script that has spaces, and the first is no drop cap. */
static bool is_apart(char a, char b)
{
    return galley_word_byte((uint8_t)a) && galley_word_byte((uint8_t)b)
           && (uint8_t)b < 0xE3
           && !(galley_is_upper((uint8_t)a) && galley_is_lower((uint8_t)b));
}

/* What is left of the heading, without PART and what joins it to a label, and
 * without a section behind it. */
GALLEY_APART static void keep(struct galley_fields *f, const char *from)
{
    char *text = f->scratch, *to = text;

    while (*from == TEXT_PART || *from == ' ' || *from == ':' || *from == '-')
        from++;
    for (; *from != '\0'; from++) {
        char c = *from;

        if (c == TEXT_PART && to > text && is_apart(to[-1], from[1]))
            c = ' ';
        if (c != TEXT_PART && !(c == ' ' && to[-1] == ' '))
            *to++ = c;
    }
    while (to > text && to[-1] == ' ')
        to--;
    galley_fields_replace(f, FIELD_SCRATCH, 0, text, (size_t)(to - text));
    while ((to = section(f, FIELD_SCRATCH)) != NULL)
        galley_fields_replace(f, FIELD_SCRATCH, (uint16_t)(to - text), "", 0);
}

/* The title and the heading it holds all of are alike; and the h1 is nothing
 * like it, or no title, which the heading is, or also part of it, beside the
 * heading: the site's name. */
static bool outvotes(struct galley_fields *f, const char *title)
{
    uint8_t like = likeness_of(f->scratch, title);

    return like >= AGREE_LIKENESS
           && ((like == MOST_LIKE && !titled(f, f->h1, HELD_WHOLE))
               || likeness_of(f->h1, title) < LIKENESS
               || (galley_text_contains(title, f->h1)
                   && !galley_text_contains(f->scratch, f->h1)));
}

/* A title holds all of the heading, of which the h1 is not all: enough, where
 * that is a logo. */
static bool agrees(struct galley_fields *f, bool logo)
{
    const char *text;
    uint8_t title;

    if (galley_text_contains(f->h1, f->scratch))
        return false;
    for (title = FIELD_TITLE; title <= FIELD_LD_TITLE; title++) {
        text = text_of(f, title);
        if (galley_text_contains(text, f->scratch)
            && (logo || outvotes(f, text)))
            return true;
    }
    return false;
}

/* The logo that has been kept as h1 is all that the title says, or nothing of
 * it. */
static bool is_all_or_nothing(const struct galley *g)
{
    uint8_t like = g->headline.h1_like;

    return like <= LIKENESS
           || (like > MOST_LIKE && g->fields.rank[FIELD_OG_TITLE] == 0);
}

/* Whether what was captured is a headline.  (Not inlined: the stack is deepest
 * where the titles are cut anew.) */
GALLEY_NOINLINE static bool weigh_heading(struct galley *g, uint8_t what,
                                          bool near)
{
    struct galley_headline *h = &g->headline;
    struct galley_fields *f = &g->fields;
    uint8_t title = f->rank[FIELD_OG_TITLE] ? FIELD_OG_TITLE : FIELD_TITLE;
    uint16_t more;
    uint8_t like, words;
    bool logo = h->trail == TRAIL_LOGO && g->meta.unlinked;
    bool agreed, heading = what == CAPTURE_HEADING;
    bool displayed = heading && near && g->meta.unlinked
                     && h->trail == TRAIL_CRUMB
                     && common(f->scratch, f->h1) >= TRAIL_COMMON;

    if (heading && !displayed && h->h1_like > MOST_LIKE)
        return false;
    for (like = FIELD_TITLE; like <= FIELD_LD_TITLE; like++)
        galley_fields_whole(f, like);
    more = (uint16_t)(f->length[FIELD_SCRATCH] - strlen(f->scratch));
    keep(f, drop_labels(f, displayed));
    galley_fields_more(f, FIELD_SCRATCH, more);
    words = words_in(f->scratch);
    if (words == 0)
        return false;
    like = displayed
               ? UINT8_MAX
               : (uint8_t)(likeness_of(f->scratch, text_of(f, title)) + 1);
    if (!heading && !g->meta.unlinked && like <= LOGO_LIKENESS
        && titled(f, f->scratch, HELD_END)) {
        galley_fields_set(f, FIELD_SITE, RANK_LOGO, f->scratch);
        return false;
    }
    agreed = (logo || (heading && like > h->h1_like))
             && !is_site(f, f->scratch) && words >= AGREE_WORDS
             && agrees(f, logo);
    if (heading && !displayed && !agreed)
        return false;
    if (logo
        && (agreed
            || (!heading && words >= SOLE_WORDS && is_all_or_nothing(g))))
        h->h1_like = h->h1_count = 0;
    if (!heading || h->h1_count == 0)
        h->h1_count = galley_count_one(h->h1_count);
    if (like > h->h1_like) {
        h->h1_like = like;
        h->trail = what == CAPTURE_TRAIL                     ? TRAIL_CRUMB
                   : what == CAPTURE_H1 && !g->meta.unlinked ? TRAIL_LOGO
                                                             : 0;
        galley_fields_take(f, FIELD_H1);
    }
    return true;
}

bool galley_headline_repeats(const struct galley_fields *f)
{
    return words_in(f->scratch) >= SHORT_TITLE
           && galley_text_contains(f->h1, f->scratch);
}

bool galley_headline_read(struct galley *g, uint8_t what, bool near)
{
    if (!weigh_heading(g, what, near))
        return false;
    if (g->headline.shown)
        galley_headline_show(g);
    return true;
}
