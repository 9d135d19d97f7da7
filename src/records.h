/* SPDX-License-Identifier: MIT */
/*
 * Galley: the window's text, its records, and sums over elements and styles.
 *
 * The body buffer:  | decided (no sink) | records' text | current block | NUL
 *                    <----- kept -----> <---------- used ------------->
 * Each record's text is followed by a paragraph separator; until it is
 * decided, by the item's number in its place.
 */
#ifndef GALLEY_RECORDS_H
#define GALLEY_RECORDS_H

#include <stdbool.h>

#include "../include/galley.h"

#define RECORDS_SEPARATOR 2u /* bytes: an empty line */

/* What does not begin as 0. */
void galley_records_init(struct galley_records *r);

/* ---- the window ---- */

/* Its bytes in all. */
static inline size_t galley_records_capacity(const struct galley *g)
{
    return g->options.body_size - 1 - g->records.kept;
}

/* Where it starts, and where the next byte goes. */
static inline char *galley_records_window(const struct galley *g)
{
    return g->options.body + g->records.kept;
}

static inline char *galley_records_end(const struct galley *g)
{
    return galley_records_window(g) + g->records.used;
}

/* How many bytes it has room for as it is, the separator apart. */
static inline size_t galley_records_room(const struct galley *g)
{
    size_t capacity = galley_records_capacity(g);
    size_t used = g->records.used + RECORDS_SEPARATOR;

    return capacity > used ? capacity - used : 0;
}

/* Adds to the current block; there must be room. */
void galley_records_put(struct galley *g, const char *data, uint8_t size);

/* Takes the last n bytes back. */
void galley_records_shrink(struct galley_records *r, size_t n);

/* ---- one record ---- */

static inline uint8_t galley_record_kind(const struct galley_record *r)
{
    return r->kind_level & 15;
}

static inline uint8_t galley_record_level(const struct galley_record *r)
{
    return (uint8_t)(r->kind_level >> 4);
}

/* What its text ends with, LAST_* of blocks.h. */
static inline uint8_t galley_record_last(const struct galley_record *r)
{
    return (uint8_t)(r->last_sentences >> 6);
}

static inline uint8_t galley_record_sentences(const struct galley_record *r)
{
    return r->last_sentences & 63; /* no more are counted */
}

/* How far its nearest element of the category is: 0 for it or its parent, 1
 * for 2 or 3 elements, 2 for up to 7, 3 for more or none. */
static inline uint8_t galley_record_steps(const struct galley_record *r,
                                          uint8_t category)
{
    return (r->distance[category / 4] >> (category % 4 * 2)) & 3;
}

/* Its number as an item of an ordered list, 0: none. */
uint16_t galley_record_number(const struct galley_record *r,
                              const char *text);

/* Bytes of the window that it takes. */
static inline size_t galley_record_space(const struct galley_record *r)
{
    return r->size > 0 ? r->size + RECORDS_SEPARATOR : 0;
}

/* ---- records ---- */

/* The current block becomes the last record; there must be a free one. */
struct galley_record *galley_records_append(struct galley *g, uint8_t score);

/* It stands in this container, and is counted there and in its style. */
void galley_records_add(struct galley *g, struct galley_record *r,
                        uint8_t container);

/* The current block is no record. */
void galley_records_drop(struct galley *g);

/* Removes the n records from i on, with their text. */
void galley_records_remove(struct galley *g, unsigned i, unsigned n);

/* Moves text, which stands behind the decided text, to its end; separated:
 * a paragraph separator follows. */
void galley_records_store(struct galley *g, const char *text, size_t size,
                          bool separated);

/* The first n records leave; their text began at window. */
void galley_records_release(struct galley *g, unsigned n,
                            const char *window);

/* Ends the decided text with a NUL. */
void galley_records_close(struct galley *g);

/* Decides: record i is part of the article, or is not. */
void galley_records_keep(struct galley_records *r, unsigned i, bool kept);

/* Whether the text of record i is another's: 2 of one before it, 1 of one
 * behind it, 0 of none. */
uint8_t galley_records_repeated(const struct galley_records *r, unsigned i);

/* ---- containers ---- */

/* One more below the given one: its index, 0 when there is none left. */
uint8_t galley_records_allot(struct galley_records *r, uint8_t parent);

/* To be called before sums of containers are read. */
void galley_records_settle(struct galley_records *r);

/* A button stands directly in it. */
void galley_records_button(struct galley_records *r, uint8_t container);

/* Most of the page's likely text, in tenths of a word. */
static inline uint32_t galley_records_most(const struct galley_records *r)
{
    return r->mass * 7u;
}

#endif
