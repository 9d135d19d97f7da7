/* SPDX-License-Identifier: MIT */
/*
 * Galley: the choice of the headline.
 */
#ifndef GALLEY_HEADLINE_H
#define GALLEY_HEADLINE_H

#include "../include/galley.h"

/* What does not begin as 0. */
void galley_headline_init(struct galley_headline *h);

/* A headline stands in scratch: the best is kept. */
void galley_headline_h1(struct galley_headline *h, struct galley_fields *f);

/* Chooses among what has been read so far: h->chosen, FIELD_NONE when there
 * is none. */
void galley_headline_choose(struct galley_headline *h,
                            struct galley_fields *f);

#endif
