/* SPDX-License-Identifier: MIT */
/*
 * Galley: every compile-time limit.
 *
 * Define a name before this header is read and the default below stays out:
 * by a -D option, in a file galley_conf.h on the include path (found by
 * compilers that have __has_include), or in a file named by GALLEY_CONFIG.
 * Everything that includes Galley's headers must be compiled with the same
 * limits as the library; galley_init refuses others with GALLEY_ERR_CONFIG.
 *
 * Each limit says its unit, its range, what it costs in RAM (in struct
 * galley), and what happens beyond it.  (The ranges are those of the integers
 * that count them.)
 */
#ifndef GALLEY_CONFIG_H
#define GALLEY_CONFIG_H

#ifdef GALLEY_CONFIG
#include GALLEY_CONFIG
#elif defined __has_include
#if __has_include("galley_conf.h")
#include "galley_conf.h"
#define GALLEY_CONF_FOUND
#endif
#endif
#if defined ARDUINO && defined __AVR__ && !defined GALLEY_CONFIG \
    && !defined GALLEY_CONF_FOUND
/* A sketch has no way to name a file of its own. */
#include "../port/arduino/galley_avr.h"
#endif

/* ---- what is compiled in: 0 or 1 ---- */

/* 1: text is scanned in bulk, a word at a time where the CPU has words of
 * 32 bits or more, 16 bytes with SSE2 or AArch64's NEON; 0: every byte is
 * stepped through the state machine.  The events are the same. */
#ifndef GALLEY_SCAN
#define GALLEY_SCAN 1
#endif
#if GALLEY_SCAN != 0 && GALLEY_SCAN != 1
#error "GALLEY_SCAN must be 0 or 1"
#endif

/* 1: all 2,231 named character references (7.7 KB of flash more);
 * 0: the 252 names of HTML 4. */
#ifndef GALLEY_ENTITIES_FULL
#define GALLEY_ENTITIES_FULL 1
#endif
#if GALLEY_ENTITIES_FULL != 0 && GALLEY_ENTITIES_FULL != 1
#error "GALLEY_ENTITIES_FULL must be 0 or 1"
#endif

/* 1: all single-byte encodings of the Encoding standard (2.0 KB of flash
 * more); 0: windows-1252, which is ISO-8859-1, alone; a page in another one
 * ends with GALLEY_ERR_CHARSET.  UTF-8 and UTF-16 are always there. */
#ifndef GALLEY_CHARSET_SINGLE_BYTE
#define GALLEY_CHARSET_SINGLE_BYTE 1
#endif
#if GALLEY_CHARSET_SINGLE_BYTE != 0 && GALLEY_CHARSET_SINGLE_BYTE != 1
#error "GALLEY_CHARSET_SINGLE_BYTE must be 0 or 1"
#endif

/* The encodings of East Asia, 88 KB of flash in all.  Each is 1: built in, or
 * 0: a page in it ends with GALLEY_ERR_CHARSET.  The first of these options
 * says what the others are where they are not defined themselves. */
#ifndef GALLEY_CHARSET_FULL
#define GALLEY_CHARSET_FULL 0
#endif
#if GALLEY_CHARSET_FULL != 0 && GALLEY_CHARSET_FULL != 1
#error "GALLEY_CHARSET_FULL must be 0 or 1"
#endif

/* gb18030 and GBK, which gb2312 means as well: 21 KB of flash. */
#ifndef GALLEY_CHARSET_GB18030
#define GALLEY_CHARSET_GB18030 GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_GB18030 != 0 && GALLEY_CHARSET_GB18030 != 1
#error "GALLEY_CHARSET_GB18030 must be 0 or 1"
#endif

/* Big5 with the characters of Hong Kong: 33 KB of flash. */
#ifndef GALLEY_CHARSET_BIG5
#define GALLEY_CHARSET_BIG5 GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_BIG5 != 0 && GALLEY_CHARSET_BIG5 != 1
#error "GALLEY_CHARSET_BIG5 must be 0 or 1"
#endif

/* EUC-KR: 18 KB of flash. */
#ifndef GALLEY_CHARSET_EUC_KR
#define GALLEY_CHARSET_EUC_KR GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_EUC_KR != 0 && GALLEY_CHARSET_EUC_KR != 1
#error "GALLEY_CHARSET_EUC_KR must be 0 or 1"
#endif

/* Shift_JIS: 13 KB of flash, of which the three of Japan share 12 KB. */
#ifndef GALLEY_CHARSET_SHIFT_JIS
#define GALLEY_CHARSET_SHIFT_JIS GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_SHIFT_JIS != 0 && GALLEY_CHARSET_SHIFT_JIS != 1
#error "GALLEY_CHARSET_SHIFT_JIS must be 0 or 1"
#endif

/* EUC-JP: 19 KB of flash. */
#ifndef GALLEY_CHARSET_EUC_JP
#define GALLEY_CHARSET_EUC_JP GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_EUC_JP != 0 && GALLEY_CHARSET_EUC_JP != 1
#error "GALLEY_CHARSET_EUC_JP must be 0 or 1"
#endif

/* ISO-2022-JP: 13 KB of flash. */
#ifndef GALLEY_CHARSET_ISO_2022_JP
#define GALLEY_CHARSET_ISO_2022_JP GALLEY_CHARSET_FULL
#endif
#if GALLEY_CHARSET_ISO_2022_JP != 0 && GALLEY_CHARSET_ISO_2022_JP != 1
#error "GALLEY_CHARSET_ISO_2022_JP must be 0 or 1"
#endif

/* 1: the HTTP stage is part of struct galley (options.http). */
#ifndef GALLEY_HTTP
#define GALLEY_HTTP 1
#endif
#if GALLEY_HTTP != 0 && GALLEY_HTTP != 1
#error "GALLEY_HTTP must be 0 or 1"
#endif

/* 1: gzip, zlib and deflate are inflated where options.inflate_window is given
 * (3.3 KB of flash more, 912 bytes of RAM, and the window: 32 KB for what any
 * compressor writes); 0: they are GALLEY_ERR_COMPRESSED. */
#ifndef GALLEY_INFLATE
#define GALLEY_INFLATE 0
#endif
#if GALLEY_INFLATE != 0 && GALLEY_INFLATE != 1
#error "GALLEY_INFLATE must be 0 or 1"
#endif

/* 1: options.on_trace reports what the classifier saw (for training and for
 * "why was this dropped?"); 0: neither the option nor its code exists. */
#ifndef GALLEY_TRACE
#define GALLEY_TRACE 0
#endif
#if GALLEY_TRACE != 0 && GALLEY_TRACE != 1
#error "GALLEY_TRACE must be 0 or 1"
#endif

/* ---- tokenizer ---- */

/* Attributes of one tag whose names are remembered to drop duplicates.
 * 1 to 255; 4 bytes each.  A later attribute is delivered unchecked. */
#ifndef GALLEY_ATTRIBUTES
#define GALLEY_ATTRIBUTES 24
#endif
#if GALLEY_ATTRIBUTES < 1 || GALLEY_ATTRIBUTES > 255
#error "GALLEY_ATTRIBUTES must be between 1 and 255"
#endif

/* ---- elements ---- */

/* Open elements that are remembered.  8 to 254; 12 bytes each.  Deeper ones
 * are counted; their text belongs to the deepest remembered one. */
#ifndef GALLEY_STACK
#define GALLEY_STACK 40
#endif
#if GALLEY_STACK < 8 || GALLEY_STACK > 254
#error "GALLEY_STACK must be between 8 and 254"
#endif

/* ---- records ---- */

/* Text blocks that can wait for their decision.  8 to 1024; 24 bytes each.
 * When the table is full the worst are dropped or the oldest decided. */
#ifndef GALLEY_RECORDS
#define GALLEY_RECORDS 72
#endif
#if GALLEY_RECORDS < 8 || GALLEY_RECORDS > 1024
#error "GALLEY_RECORDS must be between 8 and 1024"
#endif

/* Elements with sums of their own.  2 to 255; 14 bytes each.  Beyond, an
 * element adds to its nearest remembered ancestor. */
#ifndef GALLEY_CONTAINERS
#define GALLEY_CONTAINERS 56
#endif
#if GALLEY_CONTAINERS < 2 || GALLEY_CONTAINERS > 255
#error "GALLEY_CONTAINERS must be between 2 and 255"
#endif

/* Block styles (same tags and classes) with sums.  1 to 255; 8 bytes each.
 * Beyond, styles share the entry they hash to. */
#ifndef GALLEY_STYLES
#define GALLEY_STYLES 48
#endif
#if GALLEY_STYLES < 1 || GALLEY_STYLES > 255
#error "GALLEY_STYLES must be between 1 and 255"
#endif

/* ---- fields: bytes, NUL included; longer text is cut at a word ---- */

/* Each headline candidate.  32 to 4096; five times its bytes.  175 bytes are
 * 175 letters of English, some 160 of German or French, 87 of Russian or
 * Arabic, 58 of Hindi, Chinese or Japanese: 352 bytes, for 880 bytes of RAM
 * more, hold the longest Hindi headlines. */
#ifndef GALLEY_TITLE_SIZE
#define GALLEY_TITLE_SIZE 176
#endif
#if GALLEY_TITLE_SIZE < 32 || GALLEY_TITLE_SIZE > 4096
#error "GALLEY_TITLE_SIZE must be between 32 and 4096"
#endif

/* The authors' names.  16 to 1024; twice its bytes.  A text that readers see
 * and that does not fit is taken for no name. */
#ifndef GALLEY_BYLINE_SIZE
#define GALLEY_BYLINE_SIZE 80
#endif
#if GALLEY_BYLINE_SIZE < 16 || GALLEY_BYLINE_SIZE > 1024
#error "GALLEY_BYLINE_SIZE must be between 16 and 1024"
#endif

/* The date of publication.  11 ("2026-11-25") to 64; twice its bytes. */
#ifndef GALLEY_PUBLISHED_SIZE
#define GALLEY_PUBLISHED_SIZE 32
#endif
#if GALLEY_PUBLISHED_SIZE < 11 || GALLEY_PUBLISHED_SIZE > 64
#error "GALLEY_PUBLISHED_SIZE must be between 11 and 64"
#endif

/* The site's name.  8 to 1024; once its bytes. */
#ifndef GALLEY_SITE_SIZE
#define GALLEY_SITE_SIZE 64
#endif
#if GALLEY_SITE_SIZE < 8 || GALLEY_SITE_SIZE > 1024
#error "GALLEY_SITE_SIZE must be between 8 and 1024"
#endif

/* The description, and every attribute's value that becomes a field: what is
 * longer than this is not seen by any.  64 to 4096; twice its bytes. */
#ifndef GALLEY_DESCRIPTION_SIZE
#define GALLEY_DESCRIPTION_SIZE 208
#endif
#if GALLEY_DESCRIPTION_SIZE < 64 || GALLEY_DESCRIPTION_SIZE > 4096
#error "GALLEY_DESCRIPTION_SIZE must be between 64 and 4096"
#endif

/* The language.  4 to 64; once its bytes. */
#ifndef GALLEY_LANG_SIZE
#define GALLEY_LANG_SIZE 16
#endif
#if GALLEY_LANG_SIZE < 4 || GALLEY_LANG_SIZE > 64
#error "GALLEY_LANG_SIZE must be between 4 and 64"
#endif

/* A redirect's Location.  16 to 4096; once its bytes.  A longer one is not cut
 * but an error of its own: GALLEY_ERR_LIMIT. */
#ifndef GALLEY_LOCATION_SIZE
#define GALLEY_LOCATION_SIZE 192
#endif
#if GALLEY_LOCATION_SIZE < 16 || GALLEY_LOCATION_SIZE > 4096
#error "GALLEY_LOCATION_SIZE must be between 16 and 4096"
#endif

/* ---- HTTP: no RAM, against a response that never gets to its page ---- */

/* Bytes of a head, of the line before a chunk, of trailers.  256 to 65535.
 * Beyond: GALLEY_ERR_LIMIT. */
#ifndef GALLEY_HTTP_HEAD_MAX
#define GALLEY_HTTP_HEAD_MAX 65535
#endif
#if GALLEY_HTTP_HEAD_MAX < 256 || GALLEY_HTTP_HEAD_MAX > 65535
#error "GALLEY_HTTP_HEAD_MAX must be between 256 and 65535"
#endif

/* Interim responses (1xx) before the response.  1 to 255.  Beyond:
 * GALLEY_ERR_LIMIT. */
#ifndef GALLEY_HTTP_INTERIM_MAX
#define GALLEY_HTTP_INTERIM_MAX 16
#endif
#if GALLEY_HTTP_INTERIM_MAX < 1 || GALLEY_HTTP_INTERIM_MAX > 255
#error "GALLEY_HTTP_INTERIM_MAX must be between 1 and 255"
#endif

/* ---- const tables ---- */

/* On AVR and the ESP8266 const data stays in RAM unless it is put into flash
 * by name and read in a way of its own; everywhere else flash is ordinary
 * memory.  The Arduino core defines ESP8266; where another SDK does not, do
 * so: -DESP8266. */
#if defined(__AVR__)
#include <avr/pgmspace.h>
#define GALLEY_FLASH PROGMEM
#define GALLEY_READ8(p) pgm_read_byte(p)
#define GALLEY_READ16(p) pgm_read_word(p)
#define GALLEY_READ32(p) pgm_read_dword(p)
#elif defined(ESP8266)
#include <stdint.h>
/* The section that the linker scripts of its SDKs put into flash. */
#define GALLEY_FLASH __attribute__((section(".irom.text"), aligned(4)))
/* What stands at p, in the low bits.  Its flash can be read by aligned words
 * of 32 bits only; so p is aligned for what is read, which then lies in one
 * word.  Of a word that goes on behind the end of its table the rest is
 * flash as well. */
static inline __attribute__((always_inline)) uint32_t
galley_flash_read(const void *p)
{
    typedef uint32_t __attribute__((may_alias)) word_type;
    uint32_t word = *(const word_type *)((uintptr_t)p & ~(uintptr_t)3);

    __asm__("" : "+r"(word)); /* all of it: no load of a byte instead */
    return word >> ((uintptr_t)p & 3) * 8;
}
#define GALLEY_READ8(p) ((uint8_t)galley_flash_read(p))
#define GALLEY_READ16(p) ((uint16_t)galley_flash_read(p))
#define GALLEY_READ32(p) galley_flash_read(p)
#else
/* Stands behind the name of each const table, and puts it into flash. */
#define GALLEY_FLASH
/* What stands at p in such a table: 8, 16 or 32 bits. */
#define GALLEY_READ8(p) (*(p))
#define GALLEY_READ16(p) (*(p))
#define GALLEY_READ32(p) (*(p))
#endif

#endif
