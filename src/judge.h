/* SPDX-License-Identifier: MIT */
/*
 * Galley: the judge stage: whether what is kept of a page is an article.
 */
#ifndef GALLEY_JUDGE_H
#define GALLEY_JUDGE_H

#include <stdbool.h>

#include "../include/galley.h"

/* A start tag: whether its class words are those of a shop, and whether it is
 * a control of a form. */
void galley_judge_tag(struct galley_judge *j, bool shop, bool control);

/* Whether what is kept of the first n records is an article, or the beginning
 * of one. */
bool galley_judge_accepts(const struct galley *g, unsigned n);

#endif
