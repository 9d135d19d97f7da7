/* SPDX-License-Identifier: MIT */
/*
 * Galley: the classify stage, from features to scores.
 */
#ifndef GALLEY_CLASSIFY_H
#define GALLEY_CLASSIFY_H

#include <stdbool.h>

#include "../include/galley.h"

/* What does not begin as 0. */
void galley_classify_init(struct galley_classify *c);

/* Stage 1: the current block by itself, 0 (boilerplate) to 255 (body). */
uint8_t galley_classify_block(struct galley *g);

/* Stage 2: record i among its neighbours and containers; 0 for one without a
 * place.  To be called once for each, in order. */
uint8_t galley_classify_record(struct galley *g, unsigned i);

/* A record with this score of stage 1 has been decided and leaves. */
void galley_classify_remember(struct galley_classify *c, uint8_t score);

/* Prepares stage 2: where the article is, as far as known. */
void galley_classify_survey(struct galley *g);

/* Whether the container lies inside the smallest one that holds the
 * article. */
bool galley_classify_inside(const struct galley *g, uint8_t container);

/* Whether the container with the most text is it, or lies inside of it. */
bool galley_classify_surrounds(const struct galley *g, uint8_t container);

/* What the list of features F(name, value) F(name, value) ... becomes. */
#define FEATURE_NAME(name, value) #name ","
#define FEATURE_VALUE(name, value) *v++ = (uint8_t)(value);
#define FEATURE_COUNT(name, value) +1

/* What trees say of features, a tree an array in flash: 0 to 255. */
uint8_t galley_classify_trees(const uint8_t *trees, uint8_t count,
                              int16_t bias, const uint8_t *values);

/* What a score is enough for. */
bool galley_classify_admits(uint8_t score);  /* stage 1: to wait */
uint8_t galley_classify_junk(void);          /* stage 1: below, leaves first */
bool galley_classify_keeps(const struct galley_classify *c,
                           uint8_t score);   /* stage 2: to be body */
/* And to be kept: on a long page that stage 1 is sure of that takes more. */
bool galley_classify_insists(const struct galley *g, uint8_t score);

#endif
