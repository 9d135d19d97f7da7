/* SPDX-License-Identifier: MIT */
/*
 * Galley: the fields' candidates.  A value comes in with the rank of its
 * source; the one with the highest rank is kept, as folded text in a buffer
 * of its own.  Holds about 1.5 KB, mostly the text itself.
 */
#include "fields.h"

#include <string.h>

#include "text.h"

struct place {
    uint16_t offset;
    uint16_t size;
};

#define PLACE(member) {offsetof(struct galley_fields, member), \
                       sizeof((struct galley_fields *)0)->member}

static const struct place field_places[GALLEY_FIELDS_KEPT] GALLEY_FLASH = {
    PLACE(title), PLACE(og_title), PLACE(ld_title), PLACE(h1),
    PLACE(byline), PLACE(ld_byline), PLACE(published), PLACE(ld_published),
    PLACE(site), PLACE(description), PLACE(lang), PLACE(scratch)
};

static size_t start_of(const struct galley_fields *f, uint8_t field)
{
    return GALLEY_READ16(&field_places[field].offset)
           + (field < GALLEY_FIELDS_TITLES ? f->from[field] : 0u);
}

char *galley_fields_text(struct galley_fields *f, uint8_t field)
{
    return (char *)f + start_of(f, field);
}

size_t galley_fields_size(uint8_t field)
{
    return GALLEY_READ16(&field_places[field].size);
}

/* ---- values ---- */

bool galley_fields_begin(struct galley_fields *f, uint8_t field,
                         uint8_t rank)
{
    if (rank <= f->rank[field])
        return false;
    f->rank[field] = rank;
    f->length[field] = 0;
    f->open = (uint8_t)(field + 1);
    if (field < GALLEY_FIELDS_TITLES)
        f->from[field] = f->cut[field] = 0;
    return true;
}

void galley_fields_put(struct galley_fields *f, uint8_t field, const char *p,
                       size_t n)
{
    f->open = (uint8_t)(field + 1);
    galley_text_append(galley_fields_text(f, field),
                       galley_fields_size(field), &f->length[field], p, n);
}

void galley_fields_end(struct galley_fields *f, uint8_t field)
{
    galley_text_end(galley_fields_text(f, field), galley_fields_size(field),
                    &f->length[field]);
    f->open = 0;
    if (f->length[field] == 0)
        f->rank[field] = 0;
}

bool galley_fields_set(struct galley_fields *f, uint8_t field, uint8_t rank,
                       const char *text)
{
    if (*text == '\0' || !galley_fields_begin(f, field, rank))
        return false;
    galley_fields_put(f, field, text, strlen(text));
    galley_fields_end(f, field);
    return true;
}

void galley_fields_more(struct galley_fields *f, uint8_t field, uint16_t n)
{
    uint16_t length = (uint16_t)(f->length[field] + n);

    f->length[field] = length < TEXT_LENGTH_MOST ? length : TEXT_LENGTH_MOST;
}

void galley_fields_rank(struct galley_fields *f, uint8_t field, uint8_t rank)
{
    f->rank[field] = rank;
}

void galley_fields_replace(struct galley_fields *f, uint8_t field,
                           uint16_t from, const char *text, size_t n)
{
    char *to = galley_fields_text(f, field);

    memmove(to + from, text, n);
    f->length[field] = (uint16_t)(from + n);
    to[f->length[field]] = '\0';
    if (f->length[field] == 0)
        f->rank[field] = 0;
}

/* ---- titles without their ends ---- */

/* All of a title. */
static char *whole(struct galley_fields *f, uint8_t title)
{
    return (char *)f + GALLEY_READ16(&field_places[title].offset);
}

void galley_fields_start(struct galley_fields *f, uint8_t title,
                         const char *from)
{
    f->from[title] = (uint16_t)(from - whole(f, title));
}

void galley_fields_cut(struct galley_fields *f, uint8_t title, const char *at)
{
    char *text = whole(f, title);
    size_t cut = (size_t)(at - text);

    if (f->cut[title] != 0)
        text[f->cut[title]] = f->mark[title];
    while (cut > f->from[title] && text[cut - 1] == ' ')
        cut--; /* what joined the end to the rest */
    f->cut[title] = (uint16_t)cut;
    f->mark[title] = text[cut];
    if (cut != 0)
        text[cut] = '\0';
}

void galley_fields_whole(struct galley_fields *f, uint8_t title)
{
    galley_fields_cut(f, title, whole(f, title));
    f->from[title] = 0;
}

/* ---- what is captured ---- */

void galley_fields_take(struct galley_fields *f, uint8_t field)
{
    f->open = 0;
    f->rank[field] = 1;
    f->length[field] = f->length[FIELD_SCRATCH];
    memcpy(galley_fields_text(f, field), f->scratch, sizeof f->scratch);
}

void galley_fields_clear(struct galley_fields *f)
{
    f->length[FIELD_SCRATCH] = 0;
}

/* ---- words of the title ---- */

bool galley_fields_has_word(const struct galley_fields *f, uint16_t hash)
{
    uint8_t i;

    for (i = 0; i < f->words_used; i++)
        if (f->words[i] == hash)
            return true;
    return false;
}

void galley_fields_learn(struct galley_fields *f, const char *text)
{
    const char *word;
    uint16_t hash;

    for (; *text != '\0' && f->words_used < GALLEY_TITLE_WORDS; text++) {
        for (word = text; galley_word_byte((uint8_t)*text); text++)
            continue;
        hash = galley_text_hash(word, (size_t)(text - word));
        if (text > word && !galley_fields_has_word(f, hash)) {
            f->words[f->words_used++] = hash;
            f->word_bits[hash & 15] |= (uint8_t)(1u << (hash >> 4 & 7));
        }
        if (*text == '\0')
            return;
    }
}

/* ---- reading ---- */

uint8_t galley_fields_source(const struct galley_fields *f, uint8_t field)
{
    const uint8_t *rank = &f->rank[field];

    return rank[0] > rank[1] ? rank[0] : rank[1];
}

/* 0 while it is being read: what is there is no text yet. */
static uint8_t rank_of(const struct galley_fields *f, uint8_t field)
{
    return f->open == field + 1u ? 0 : f->rank[field];
}

uint8_t galley_fields_best(const struct galley_fields *f,
                           enum galley_field field)
{
    /* From GALLEY_FIELD_BYLINE on; the one behind the first two competes. */
    static const uint8_t candidates[] GALLEY_FLASH = {
        FIELD_BYLINE, FIELD_PUBLISHED, FIELD_SITE, FIELD_DESCRIPTION,
        FIELD_LANG
    };
    uint8_t a;

    if (field < GALLEY_FIELD_BYLINE || field > GALLEY_FIELD_LANG)
        return FIELD_NONE;
    a = GALLEY_READ8(&candidates[field - GALLEY_FIELD_BYLINE]);
    if (field <= GALLEY_FIELD_PUBLISHED
        && rank_of(f, (uint8_t)(a + 1)) >= rank_of(f, a))
        a++;
    return rank_of(f, a) != 0 ? a : FIELD_NONE;
}

const char *galley_fields_read(const struct galley_fields *f, uint8_t field)
{
    if (field == FIELD_NONE || f->open == field + 1u)
        return &f->nothing;
    return (const char *)f + start_of(f, field);
}

uint32_t galley_fields_needed(const struct galley_fields *f, uint8_t field)
{
    if (field == FIELD_NONE || f->open == field + 1u)
        return 0;
    if (field >= GALLEY_FIELDS_TITLES)
        return f->length[field];
    return (f->cut[field] != 0 ? f->cut[field] : f->length[field])
           - (uint32_t)f->from[field];
}
