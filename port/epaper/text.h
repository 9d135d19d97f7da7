/*
 * UTF-8 and what a typesetter must know of a character.
 *
 * Text may hold any bytes: what is not UTF-8 is read as U+FFFD, one for each
 * maximal part of a sequence, as WHATWG's decoder does.
 */
#ifndef GALLEY_EPAPER_TEXT_H
#define GALLEY_EPAPER_TEXT_H

#include <stdint.h>

/* galley_text_class(): how a character behaves where a line may end. */
#define GALLEY_TEXT_LETTER 0
#define GALLEY_TEXT_SPACE 1   /* a line may end here; hangs over the edge */
#define GALLEY_TEXT_GLUE 2    /* no line ends beside it: no-break space */
#define GALLEY_TEXT_ZERO 3    /* nothing to see: marks, controls, joiners */
#define GALLEY_TEXT_BREAK 4   /* zero width space: a line may end here */
#define GALLEY_TEXT_SHY 5     /* soft hyphen: visible where a line ends */
#define GALLEY_TEXT_HYPHEN 6  /* a line may end after it, inside a word */
#define GALLEY_TEXT_WIDE 7    /* ideographs, kana: break on either side */
#define GALLEY_TEXT_OPEN 8    /* wide brackets that no line ends after */
#define GALLEY_TEXT_CLOSE 9   /* wide punctuation that starts no line */
#define GALLEY_TEXT_TAB 10
#define GALLEY_TEXT_NEWLINE 11

/* The character at *at, which is below end; *at moves behind it. */
uint32_t galley_text_next(const char **at, const char *end);

uint8_t galley_text_class(uint32_t c);

#endif
