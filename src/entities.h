/* SPDX-License-Identifier: MIT */
/*
 * Galley: the names of character references, by a cursor that takes one
 * character at a time.
 */
#ifndef GALLEY_ENTITIES_H
#define GALLEY_ENTITIES_H

#include <stdbool.h>

#include "../include/galley_tokenizer.h"

/* Before the first character of a name. */
void galley_entity_start(struct galley_entity *e);

/* Whether some name goes on with c, which is not 0.  If so, e->best is the
 * length of the longest name that is complete without a ';' so far; if not, e
 * is as before only in best and value. */
bool galley_entity_next(struct galley_entity *e, uint8_t c);

/* A ';' was met: whether the characters so far are a name; it is the best. */
bool galley_entity_semicolon(struct galley_entity *e);

/* The one or two code points that the best name stands for; code[1] is 0
 * where there is no second. */
void galley_entity_value(const struct galley_entity *e, uint32_t *code);

#endif
