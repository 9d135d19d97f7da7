/* SPDX-License-Identifier: MIT */
/*
 * Galley: what character references become (13.2.5.77 and up), in UTF-8.
 */
#ifndef GALLEY_REFERENCES_H
#define GALLEY_REFERENCES_H

#include "../include/galley_tokenizer.h"

/* The most bytes that a reference can become. */
#define GALLEY_ENTITY_MAX 6

/* Writes what the best name stands for; returns its size in bytes. */
uint8_t galley_reference_name(const struct galley_entity *e, char *out);

/* The code point of a byte from 0x80 to 0x9F in windows-1252. */
uint16_t galley_reference_windows_1252(uint8_t byte);

/* Writes the code point of a numeric reference, or what replaces it; returns
 * its size in bytes. */
uint8_t galley_reference_number(uint32_t code, char *out);

#endif
