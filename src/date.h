/*
 * Galley: dates as people write them.
 */
#ifndef GALLEY_SRC_DATE_H
#define GALLEY_SRC_DATE_H

#include <stddef.h>
#include <stdint.h>

#include "../include/galley_config.h"

/* 1 and "2020-03-09" in out: the first date in the NUL-terminated text that
 * says year, month and day: in that order, or the day beside the month's
 * name, or "9.3.2020", "9.3.20".  0: no date, or only such whose day and
 * month cannot be told apart. */
uint8_t galley_date_parse(const char *text, char out[11]);

/* The month that a word of n bytes names, 1 to 12, or 0. */
uint8_t galley_date_month(const char *word, size_t n);

#endif
