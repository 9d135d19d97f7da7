/* SPDX-License-Identifier: MIT */
/*
 * Galley: the choice of the headline.
 */
#ifndef GALLEY_HEADLINE_H
#define GALLEY_HEADLINE_H

#include <stdbool.h>

#include "../include/galley.h"

/* What does not begin as 0. */
void galley_headline_init(struct galley_headline *h);

/* A heading stands in scratch, captured as this: the best is kept.  near: an
 * h1 has been read right before.  False: it is no headline. */
bool galley_headline_read(struct galley *g, uint8_t what, bool near);

/* Whether the heading in scratch says again what the h1 does, or a part. */
bool galley_headline_repeats(const struct galley_fields *f);

/* Chooses among what has been read so far, and copies it into the caller's
 * buffer: when the first block leaves, and when the page has ended. */
void galley_headline_show(struct galley *g);

#endif
