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
void galley_headline_h1(struct galley *g);

/* Chooses among what has been read so far, and copies it into the caller's
 * buffer: when the first block leaves, and when the page has ended. */
void galley_headline_show(struct galley *g);

#endif
