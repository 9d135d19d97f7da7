/* SPDX-License-Identifier: MIT */
/*
 * Character references (13.2.5.77 and up): names by a cursor that takes one
 * character at a time (entities.c); what names and numbers become
 * (references.c).
 */
#ifndef GALLEY_ENTITIES_H
#define GALLEY_ENTITIES_H

#include "../include/galley_tokenizer.h"

/* Before the first character of a name. */
void galley_entity_start(struct galley_entity *e);

/* 1: some name goes on with c, and e->best is the length of the longest name
 * that is complete without a ';' so far; 0: none does, and e is as before
 * only in best and value. */
int galley_entity_next(struct galley_entity *e, uint8_t c);

/* A ';' was met: 1 when the characters so far are a name; it is the best. */
int galley_entity_semicolon(struct galley_entity *e);

/* The one or two code points that the best name stands for; code[1] is 0
 * where there is no second. */
void galley_entity_value(const struct galley_entity *e, uint32_t *code);

/* The most bytes that a reference can become. */
#define GALLEY_ENTITY_MAX 6

/* Writes what the best name stands for; returns its size in bytes. */
uint8_t galley_reference_name(const struct galley_entity *e, char *out);

/* Writes the code point of a numeric reference, or what replaces it. */
uint8_t galley_reference_number(uint32_t code, char *out);

#endif
