/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 and what a typesetter must know of a character.
 *
 * Text may hold any bytes: what is not UTF-8 is read as U+FFFD, one for each
 * maximal part of a sequence, as WHATWG's decoder does.
 */
#ifndef GALLEY_EPAPER_UNICODE_H
#define GALLEY_EPAPER_UNICODE_H

#include <stdint.h>

/* galley_unicode_class(): how a character behaves where a line may end. */
#define GALLEY_UNICODE_LETTER 0
#define GALLEY_UNICODE_SPACE 1   /* a line may end here; hangs over the edge */
#define GALLEY_UNICODE_GLUE 2    /* no line ends beside it: no-break space */
#define GALLEY_UNICODE_ZERO 3    /* nothing to see: marks, controls, joiners */
#define GALLEY_UNICODE_BREAK 4   /* zero width space: a line may end here */
#define GALLEY_UNICODE_SHY 5     /* soft hyphen: visible where a line ends */
#define GALLEY_UNICODE_HYPHEN 6  /* a line may end after it, inside a word */
#define GALLEY_UNICODE_WIDE 7    /* ideographs, kana: break on either side */
#define GALLEY_UNICODE_OPEN 8    /* wide brackets that no line ends after */
#define GALLEY_UNICODE_CLOSE 9   /* wide punctuation that starts no line */
#define GALLEY_UNICODE_TAB 10
#define GALLEY_UNICODE_NEWLINE 11

/* The character at *at, which is below end; *at moves behind it. */
uint32_t galley_unicode_next(const char **at, const char *end);

uint8_t galley_unicode_class(uint32_t c);

/* Writes a number in decimal, up to 5 bytes, in front of end; returns where
 * it begins. */
char *galley_unicode_decimal(char *end, uint16_t number);

#endif
