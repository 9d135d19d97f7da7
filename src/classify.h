/*
 * Galley: the classify stage, from features to keep or drop.
 */
#ifndef GALLEY_CLASSIFY_H
#define GALLEY_CLASSIFY_H

#include "../include/galley.h"

/* Categories of class words; src/category_table.h. */
#define CATEGORY_COMMENT 0
#define CATEGORY_RELATED 1
#define CATEGORY_PROMOTION 2
#define CATEGORY_AUTHOR 3
#define CATEGORY_SHARE 4
#define CATEGORY_NAVIGATION 5
#define CATEGORY_CAPTION 6
#define CATEGORY_BODY 7
#define CATEGORY_BIT(category) (1u << (category))
#define CATEGORY_DATE 0x100u /* of publication; no category of blocks */

/* What a class word tells, by its hash: a weight, and CATEGORY_* bits. */
int8_t galley_class_weight(uint16_t hash);
uint16_t galley_class_category(uint16_t hash);

/* Stage 1: the current block by itself, 0 (boilerplate) to 255 (body). */
uint8_t galley_classify_block(struct galley *g);

/* Stage 2: record i among its neighbours and containers; 0 for one that only
 * repeats the JSON-LD. */
uint8_t galley_classify_record(struct galley *g, uint16_t i);

/* 1: the container lies inside the smallest one that holds the article. */
uint8_t galley_classify_inside(const struct galley *g, uint8_t container);

/* Prepares stage 2: where the article is, as far as known. */
void galley_classify_survey(struct galley *g);

/* What a score is enough for. */
uint8_t galley_classify_records(uint8_t score); /* stage 1: to wait */
uint8_t galley_classify_is_junk(uint8_t score); /* stage 1: leaves first */
uint8_t galley_classify_keeps(const struct galley *g,
                              uint8_t score);   /* stage 2: to be body */

/* Words since the title, log-scaled; 255: there was none yet. */
uint8_t galley_classify_since(const struct galley_article *a);

/* How far a record's nearest element of the category is: 0 for it or its
 * parent, 1 for 2 or 3 elements, 2 for up to 7, 3 for more or none. */
uint8_t galley_classify_steps(const struct galley_record *r,
                              uint8_t category);

/* Log-scaled count: 0 to 255 for 0 to 65535, exact below 8. */
uint8_t galley_log(uint16_t n);

uint16_t galley_unlog(uint8_t n); /* the smallest count with this value */

/* Words, weighted with a score. */
static inline uint16_t galley_likely(uint16_t words, uint8_t score)
{
    return (uint16_t)((uint32_t)words * score / 255u);
}

/* One more, but never more than 255; n more, but never more than 65535. */
uint8_t galley_count(uint8_t value);
uint16_t galley_add(uint16_t value, uint16_t n);

/* part / whole as 0 to 255. */
uint8_t galley_share(uint16_t part, uint16_t whole);

#if GALLEY_TRACE
void galley_trace_tag(struct galley *g);
void galley_trace_word(struct galley *g, uint16_t hash);
void galley_trace_element(struct galley *g);
void galley_trace_path(struct galley *g);
void galley_trace_number(struct galley *g, struct galley_record *r);
void galley_trace_junk(struct galley *g, const struct galley_record *r);
#else
#define galley_trace_tag(g) ((void)(g))
#define galley_trace_word(g, hash) ((void)(hash))
#define galley_trace_element(g) ((void)(g))
#define galley_trace_path(g) ((void)(g))
#define galley_trace_number(g, r) ((void)(r))
#define galley_trace_junk(g, r) ((void)(r))
#endif

#endif
