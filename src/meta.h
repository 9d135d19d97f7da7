/*
 * Galley: what the page says about itself; between page.c, jsonld.c, meta.c
 * and headline.c.
 */
#ifndef GALLEY_SRC_META_H
#define GALLEY_SRC_META_H

#include "../include/galley.h"

void galley_meta_init(struct galley *g);

/* <html lang>, xml:lang, content-language. */
void galley_meta_lang(struct galley *g, const char *value);

/* One <meta>: the value of name=, property= or itemprop=, lower-cased, and
 * of content=; both NUL-terminated, content may be cut. */
void galley_meta_named(struct galley *g, const char *name,
                       const char *content);

/* A datetime= attribute, or the text of a date element.  rank: 2 for
 * itemprop=datePublished, pubdate or a class with "published", 1 for a plain
 * <time>. */
void galley_meta_time(struct galley *g, const char *datetime, uint8_t rank);

/* Elements whose text is captured: open at the start tag, text for each
 * piece inside, close at the end.  Of nested ones the innermost that has
 * text counts; of bylines and dates also the text before it.  Text outside
 * of them is searched for a date and a byline, part by part. */
#define GALLEY_CAPTURE_TITLE 1
#define GALLEY_CAPTURE_H1 2
#define GALLEY_CAPTURE_AUTHOR 3   /* rel=author, itemprop=author */
#define GALLEY_CAPTURE_BYLINE 4   /* a class that says byline or author */
#define GALLEY_CAPTURE_TIME 5     /* date element without datetime= */
#define GALLEY_CAPTURE_HEADLINE 6 /* itemprop=headline: as an h1 */
#define GALLEY_CAPTURE_PROFILE 7  /* a link to an author's page */
void galley_meta_open(struct galley *g, uint8_t what);
void galley_meta_text(struct galley *g, const char *p, size_t n);
void galley_meta_close(struct galley *g, uint8_t what);
/* A tag that parts words: a block's or <br>. */
void galley_meta_part(struct galley *g);

/* The content of one <script type="application/ld+json">, in pieces. */
void galley_jsonld_begin(struct galley *g);
void galley_jsonld_text(struct galley *g, const char *p, size_t n);
void galley_jsonld_end(struct galley *g);

/* 1: the word with this hash (text.h) stands in <title>, og:title or the
 * JSON-LD headline, as far as seen. */
uint8_t galley_meta_title_word(const struct galley *g, uint16_t hash);

/* The page has ended: chooses among the candidates and copies the headline
 * into the caller's buffer. */
void galley_meta_finish(struct galley *g);

/* GALLEY_HEADLINE to GALLEY_LANG. */
const char *galley_meta_field(const struct galley *g, int field);
uint32_t galley_meta_needed(const struct galley *g, int field);

/* Inside the stage. */

/* Candidates and fields: where they stand is a table in meta.c. */
#define META_TITLE 0
#define META_OG_TITLE 1
#define META_LD_TITLE 2
#define META_H1 3
#define META_BYLINE 4
#define META_LD_BYLINE 5
#define META_PUBLISHED 6
#define META_LD_PUBLISHED 7
#define META_SITE 8
#define META_DESCRIPTION 9
#define META_LANG 10
#define META_SCRATCH 11
#define META_NONE 12

/* Begins a value: 1 and the old one is forgotten, or 0 when what is there
 * ranks as high. */
uint8_t galley_meta_begin(struct galley_meta *m, uint8_t field, uint8_t rank);
void galley_meta_put(struct galley_meta *m, uint8_t field, const char *p,
                     size_t n);
void galley_meta_end(struct galley_meta *m, uint8_t field);

/* All of that for one NUL-terminated value; an empty one is none. */
void galley_meta_set(struct galley_meta *m, uint8_t field, uint8_t rank,
                     const char *text);

/* A field's buffer, and its size in bytes. */
char *galley_meta_buffer(struct galley_meta *m, uint8_t field);
size_t galley_meta_size(uint8_t field);

/* Remembers the words of a title. */
void galley_meta_learn(struct galley_meta *m, const char *text);

/* A date: passed over unless it is one. */
void galley_published_set(struct galley_meta *m, uint8_t field, uint8_t rank,
                          const char *text);
/* The field's value is complete: forgotten unless it is a date. */
void galley_published_check(struct galley_meta *m, uint8_t field);

/* One author or several: cleaned, and joined to those of the same rank. */
void galley_byline_add(struct galley_meta *m, uint8_t rank, const char *text);
/* The same for a name that galley_meta_put brings in pieces: begin puts what
 * joins it to the names before and returns where they end; end cleans it. */
uint16_t galley_byline_begin(struct galley_meta *m, uint8_t field);
void galley_byline_end(struct galley_meta *m, uint8_t field, uint16_t mark);
/* Lowers the rank of names that the site's name, which may have come later,
 * shows to be no author's. */
void galley_byline_weigh(struct galley_meta *m);
/* 1: the text ends with a word that introduces a name ("Written by"). */
uint8_t galley_byline_introduces(const char *text);
/* In scratch stands what was captured, near the headline or far from it. */
void galley_byline_captured(struct galley_meta *m, uint8_t what,
                            uint8_t near);
/* In scratch stands a short text, with a date or without: "By Ann Lee". */
void galley_byline_visible(struct galley_meta *m, uint8_t dated,
                           uint8_t near);
/* Bytes of text between two names of one byline: " and ", " und ". */
#define BYLINE_GAP 5

/* A headline stands in scratch: keeps the best. */
void galley_headline_h1(struct galley_meta *m);
/* 1: the words of b stand in a, in order and side by side. */
uint8_t galley_headline_contains(const char *a, const char *b);
/* Chooses; returns the candidate, cleaned in place, or META_NONE. */
uint8_t galley_headline_choose(struct galley_meta *m);

#endif
