/* SPDX-License-Identifier: MIT */
/*
 * Galley: the fields' candidates, each kept from the best source seen.
 */
#ifndef GALLEY_FIELDS_H
#define GALLEY_FIELDS_H

#include <stdbool.h>

#include "../include/galley.h"

#include "text.h"

/* Candidates and fields: where they stand is a table in fields.c. */
enum {
    FIELD_TITLE,
    FIELD_OG_TITLE,
    FIELD_LD_TITLE,
    FIELD_H1,
    FIELD_BYLINE,
    FIELD_LD_BYLINE,
    FIELD_PUBLISHED,
    FIELD_LD_PUBLISHED,
    FIELD_SITE,
    FIELD_DESCRIPTION,
    FIELD_LANG,
    FIELD_SCRATCH, /* what is being captured */
    FIELD_NONE
};

/* A candidate's text, of a title what is left of it, and its buffer's size
 * in bytes. */
char *galley_fields_text(struct galley_fields *f, uint8_t field);
size_t galley_fields_size(uint8_t field);

/* Begins a value: true and the old one is forgotten, or false when what is
 * there ranks as high. */
bool galley_fields_begin(struct galley_fields *f, uint8_t field,
                         uint8_t rank);
void galley_fields_put(struct galley_fields *f, uint8_t field, const char *p,
                       size_t n);
void galley_fields_end(struct galley_fields *f, uint8_t field);

/* All of that for one NUL-terminated value, its white space folded before;
 * an empty one is none, and false. */
bool galley_fields_set(struct galley_fields *f, uint8_t field, uint8_t rank,
                       const char *text);

/* The value goes on for n bytes that its source had no room for. */
void galley_fields_more(struct galley_fields *f, uint8_t field, uint16_t n);

/* The same value ranks otherwise; 0: it is forgotten. */
void galley_fields_rank(struct galley_fields *f, uint8_t field,
                        uint8_t rank);

/* The n bytes at text take the place of what the field holds from offset
 * from on; they may be part of it. */
void galley_fields_replace(struct galley_fields *f, uint8_t field,
                           uint16_t from, const char *text, size_t n);

/* A title without what stands in it before a place, or from there on; undone
 * by galley_fields_whole and by another value. */
void galley_fields_start(struct galley_fields *f, uint8_t title,
                         const char *from);
void galley_fields_cut(struct galley_fields *f, uint8_t title,
                       const char *at);
void galley_fields_whole(struct galley_fields *f, uint8_t title);

/* What was captured is the value; both buffers have the same size. */
void galley_fields_take(struct galley_fields *f, uint8_t field);

/* More is captured. */
static inline void galley_fields_capture(struct galley_fields *f,
                                         const char *p, size_t n)
{
    galley_text_append(f->scratch, sizeof f->scratch,
                       &f->length[FIELD_SCRATCH], p, n);
}

/* It ends: how long it is. */
static inline uint16_t galley_fields_captured(struct galley_fields *f)
{
    galley_text_end(f->scratch, sizeof f->scratch, &f->length[FIELD_SCRATCH]);
    return f->length[FIELD_SCRATCH];
}

/* Nothing is captured. */
void galley_fields_clear(struct galley_fields *f);

/* Remembers the words of a title. */
void galley_fields_learn(struct galley_fields *f, const char *text);

/* Whether the word with this hash (text.h) stands in <title>, og:title or
 * the JSON-LD headline, as far as seen. */
bool galley_fields_has_word(const struct galley_fields *f, uint16_t hash);

/* (Of each word there is a bit of 128, and most others have none.) */
static inline bool galley_fields_title_word(const struct galley_fields *f,
                                            uint16_t hash)
{
    return (f->word_bits[hash & 15] >> (hash >> 4 & 7) & 1)
           && galley_fields_has_word(f, hash);
}

/* Of a field that is no headline the better candidate: GALLEY_FIELD_BYLINE to
 * GALLEY_FIELD_LANG, FIELD_NONE when the page does not say. */
uint8_t galley_fields_best(const struct galley_fields *f,
                           enum galley_field field);

/* How good the better source of a byline or a date is: FIELD_BYLINE or
 * FIELD_PUBLISHED, or what JSON-LD says, which stands behind it. */
uint8_t galley_fields_source(const struct galley_fields *f, uint8_t field);

/* A candidate's text as a reader gets it, "" for FIELD_NONE and for one that
 * is being read, and the bytes it would need without end of buffer. */
const char *galley_fields_read(const struct galley_fields *f, uint8_t field);
uint32_t galley_fields_needed(const struct galley_fields *f, uint8_t field);

#endif
