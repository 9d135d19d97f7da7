/* SPDX-License-Identifier: MIT */
/* Made by `make manifests` from include/galley_config.h, which says
 * more: the limits and switches of Galley.  A line that is no comment changes
 * one. */

/* 1: text is scanned in bulk, a word at a time where the CPU has words of
 * 32 bits or more, 16 bytes with SSE2 or AArch64's NEON; 0: every byte is
 * stepped through the state machine.  The events are the same. */
/* #define GALLEY_SCAN 1 */

/* 1: all 2,231 named character references (7.7 KB of flash more); 0: the
 * 252 names of HTML 4. */
/* #define GALLEY_ENTITIES_FULL 1 */

/* 1: all single-byte encodings of the Encoding standard (2.0 KB of flash
 * more); 0: windows-1252, which is ISO-8859-1, alone; a page in another one
 * ends with GALLEY_ERR_CHARSET.  UTF-8 and UTF-16 are always there. */
/* #define GALLEY_CHARSET_SINGLE_BYTE 1 */

/* The encodings of East Asia, 88 KB of flash in all.  Each is 1: built in,
 * or 0: a page in it ends with GALLEY_ERR_CHARSET.  The first of these
 * options says what the others are where they are not defined themselves. */
/* #define GALLEY_CHARSET_FULL 0 */

/* gb18030 and GBK, which gb2312 means as well: 21 KB of flash. */
/* #define GALLEY_CHARSET_GB18030 GALLEY_CHARSET_FULL */

/* Big5 with the characters of Hong Kong: 33 KB of flash. */
/* #define GALLEY_CHARSET_BIG5 GALLEY_CHARSET_FULL */

/* EUC-KR: 18 KB of flash. */
/* #define GALLEY_CHARSET_EUC_KR GALLEY_CHARSET_FULL */

/* Shift_JIS: 13 KB of flash, of which the three of Japan share 12 KB. */
/* #define GALLEY_CHARSET_SHIFT_JIS GALLEY_CHARSET_FULL */

/* EUC-JP: 19 KB of flash. */
/* #define GALLEY_CHARSET_EUC_JP GALLEY_CHARSET_FULL */

/* ISO-2022-JP: 13 KB of flash. */
/* #define GALLEY_CHARSET_ISO_2022_JP GALLEY_CHARSET_FULL */

/* 1: the HTTP stage is part of struct galley (options.http). */
/* #define GALLEY_HTTP 1 */

/* 1: gzip, zlib and deflate are inflated where options.inflate_window is
 * given (3.3 KB of flash more, 912 bytes of RAM, and the window: 32 KB for
 * what any compressor writes); 0: they are GALLEY_ERR_COMPRESSED. */
/* #define GALLEY_INFLATE 0 */

/* 1: options.on_trace reports what the classifier saw (for training and for
 * "why was this dropped?"); 0: neither the option nor its code exists. */
/* #define GALLEY_TRACE 0 */

/* Attributes of one tag whose names are remembered to drop duplicates. 1 to
 * 255; 4 bytes each.  A later attribute is delivered unchecked. */
/* #define GALLEY_ATTRIBUTES 24 */

/* Open elements that are remembered.  8 to 254; 12 bytes each.  Deeper ones
 * are counted; their text belongs to the deepest remembered one. */
/* #define GALLEY_STACK 40 */

/* Text blocks that can wait for their decision.  8 to 1024; 24 bytes each.
 * When the table is full the worst are dropped or the oldest decided. */
/* #define GALLEY_RECORDS 72 */

/* Elements with sums of their own.  2 to 255; 14 bytes each.  Beyond, an
 * element adds to its nearest remembered ancestor. */
/* #define GALLEY_CONTAINERS 56 */

/* Block styles (same tags and classes) with sums.  1 to 255; 8 bytes each.
 * Beyond, styles share the entry they hash to. */
/* #define GALLEY_STYLES 48 */

/* Each headline candidate.  32 to 4096; five times its bytes.  175 bytes
 * are 175 letters of English, some 160 of German or French, 87 of Russian
 * or Arabic, 58 of Hindi, Chinese or Japanese: 352 bytes, for 880 bytes of
 * RAM more, hold the longest Hindi headlines. */
/* #define GALLEY_TITLE_SIZE 176 */

/* The authors' names.  16 to 1024; twice its bytes.  A text that readers
 * see and that does not fit is taken for no name. */
/* #define GALLEY_BYLINE_SIZE 80 */

/* The date of publication.  11 ("2026-11-25") to 64; twice its bytes. */
/* #define GALLEY_PUBLISHED_SIZE 32 */

/* The site's name.  8 to 1024; once its bytes. */
/* #define GALLEY_SITE_SIZE 64 */

/* The description, and every attribute's value that becomes a field: what
 * is longer than this is not seen by any.  64 to 4096; twice its bytes. */
/* #define GALLEY_DESCRIPTION_SIZE 208 */

/* The language.  4 to 64; once its bytes. */
/* #define GALLEY_LANG_SIZE 16 */

/* A redirect's Location.  16 to 4096; once its bytes.  A longer one is not
 * cut but an error of its own: GALLEY_ERR_LIMIT. */
/* #define GALLEY_LOCATION_SIZE 192 */

/* Bytes of a head, of the line before a chunk, of trailers.  256 to 65535.
 * Beyond: GALLEY_ERR_LIMIT. */
/* #define GALLEY_HTTP_HEAD_MAX 65535 */

/* Interim responses (1xx) before the response.  1 to 255.  Beyond:
 * GALLEY_ERR_LIMIT. */
/* #define GALLEY_HTTP_INTERIM_MAX 16 */
