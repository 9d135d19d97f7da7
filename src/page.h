/* SPDX-License-Identifier: MIT */
/*
 * Galley: the page stage, from tokens to elements.
 */
#ifndef GALLEY_PAGE_H
#define GALLEY_PAGE_H

#include "../include/galley.h"

void galley_page_token(struct galley *g, const struct galley_token *token);
void galley_page_finish(struct galley *g);

#endif
