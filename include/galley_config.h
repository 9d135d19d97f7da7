/*
 * Galley: every compile-time limit.
 *
 * Define a name before this header is read (a -D option, or a file named by
 * GALLEY_CONFIG) and the default below stays out.  Each limit says its unit,
 * what it costs in RAM, and what happens beyond it.
 */
#ifndef GALLEY_CONFIG_H
#define GALLEY_CONFIG_H

#ifdef GALLEY_CONFIG
#include GALLEY_CONFIG
#elif defined(ARDUINO) && defined(__AVR__)
/* A sketch has no way to name a file of its own. */
#include "../port/arduino/galley_avr.h"
#endif

/* ---- what is compiled in ---- */

/* 1: text is scanned in bulk, a word at a time where the CPU has words of
 * 32 bits or more; 0: every byte is stepped through the state machine.
 * The events are the same. */
#ifndef GALLEY_SCAN
#define GALLEY_SCAN 1
#endif

/* 1: all 2,231 named character references (about 15 KB of flash);
 * 0: the 252 names of HTML 4 (about 2 KB). */
#ifndef GALLEY_ENTITIES_FULL
#define GALLEY_ENTITIES_FULL 1
#endif

/* 1: the HTTP stage is part of struct galley (options.http). */
#ifndef GALLEY_HTTP
#define GALLEY_HTTP 1
#endif

/* 1: options.on_trace reports what the classifier saw (for training and for
 * "why was this dropped?"); 0: neither the option nor its code exists. */
#ifndef GALLEY_TRACE
#define GALLEY_TRACE 0
#endif

/* ---- tokenizer ---- */

/* Attributes of one tag whose names are remembered to drop duplicates; 4
 * bytes each.  A later attribute is delivered unchecked. */
#ifndef GALLEY_ATTRIBUTES
#define GALLEY_ATTRIBUTES 24
#endif

/* ---- page ---- */

/* Open elements that are remembered.  Deeper ones are
 * counted; their text belongs to the deepest remembered one. */
#ifndef GALLEY_STACK
#define GALLEY_STACK 40
#endif

/* ---- blocks ---- */

/* Text blocks that can wait for their decision. When
 * the table is full the worst are dropped or the oldest decided. */
#ifndef GALLEY_RECORDS
#define GALLEY_RECORDS 72
#endif

/* Containers with sums of their own; beyond, a
 * container adds to its nearest remembered ancestor. */
#ifndef GALLEY_CONTAINERS
#define GALLEY_CONTAINERS 56
#endif

/* Block styles (same tags and classes) with sums.
 * Beyond, styles share the entry they hash to. */
#ifndef GALLEY_SIGNATURES
#define GALLEY_SIGNATURES 48
#endif

/* ---- fields ---- */

/* Bytes, NUL included, of each headline candidate (four are kept). Longer
 * ones are cut at a word. */
#ifndef GALLEY_TITLE_SIZE
#define GALLEY_TITLE_SIZE 176
#endif
#ifndef GALLEY_BYLINE_SIZE
#define GALLEY_BYLINE_SIZE 80
#endif
#ifndef GALLEY_PUBLISHED_SIZE
#define GALLEY_PUBLISHED_SIZE 32
#endif
#ifndef GALLEY_SITE_SIZE
#define GALLEY_SITE_SIZE 64
#endif
#ifndef GALLEY_DESCRIPTION_SIZE
#define GALLEY_DESCRIPTION_SIZE 208
#endif
#ifndef GALLEY_LANG_SIZE
#define GALLEY_LANG_SIZE 16
#endif

/* Bytes, NUL included, of a redirect's Location.  A longer one is an error
 * of its own: GALLEY_ERR_LIMIT. */
#ifndef GALLEY_LOCATION_SIZE
#define GALLEY_LOCATION_SIZE 192
#endif

/* ---- const tables ---- */

/* On AVR const data stays in RAM unless it is read with special
 * instructions; everywhere else flash is ordinary memory. */
#if defined(__AVR__)
#include <avr/pgmspace.h>
#define GALLEY_FLASH PROGMEM
#define GALLEY_READ8(p) pgm_read_byte(p)
#define GALLEY_READ16(p) pgm_read_word(p)
#define GALLEY_READ32(p) pgm_read_dword(p)
#else
#define GALLEY_FLASH
#define GALLEY_READ8(p) (*(p))
#define GALLEY_READ16(p) (*(p))
#define GALLEY_READ32(p) (*(p))
#endif

#endif
