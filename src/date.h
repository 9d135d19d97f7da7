/* SPDX-License-Identifier: MIT */
/*
 * Galley: dates as people write them.
 */
#ifndef GALLEY_DATE_H
#define GALLEY_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "../include/galley.h"

/* No date has fewer digits. */
#define DATE_LEAST 4

/* The place behind, and "2020-03-09" in out: the first date in the
 * NUL-terminated text that says year, month and day: in that order, or the
 * day beside the month's name, or "9.3.2020", "9.3.20".  NULL: no date, or
 * only such whose day and month cannot be told apart. */
const char *galley_date_parse(const char *text, char out[11]);

/* The month that a word of n bytes names, 1 to 12, or 0. */
uint8_t galley_date_month(const char *word, size_t n);

/* A candidate for the date of publication: ISO 8601 is kept as found, other
 * dates are turned into it, anything else is skipped. */
void galley_date_set(struct galley_fields *f, uint8_t field, uint8_t rank,
                     const char *text);

/* The field's value is complete: forgotten unless it is a date. */
void galley_date_check(struct galley_fields *f, uint8_t field);

#endif
