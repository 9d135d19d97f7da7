/* SPDX-License-Identifier: MIT */
/*
 * The numbers of the encodings.  Written by
 * src/charset.py: change that, not this.
 */
#ifndef CHARSET_NUMBERS_H
#define CHARSET_NUMBERS_H

#define UTF_8 1
#define UTF_16LE 2
#define UTF_16BE 3
#define GBK 4
#define GB18030 5
#define BIG5 6
#define EUC_JP 7
#define SHIFT_JIS 8
#define EUC_KR 9
#define ISO_2022_JP 10
#define REPLACEMENT 11
#define WINDOWS_1252 12
#define IBM866 13
#define ISO_8859_2 14
#define ISO_8859_3 15
#define ISO_8859_4 16
#define ISO_8859_5 17
#define ISO_8859_6 18
#define ISO_8859_7 19
#define ISO_8859_8 20
#define ISO_8859_8_I 21
#define ISO_8859_10 22
#define ISO_8859_13 23
#define ISO_8859_14 24
#define ISO_8859_15 25
#define ISO_8859_16 26
#define KOI8_R 27
#define KOI8_U 28
#define MACINTOSH 29
#define WINDOWS_874 30
#define WINDOWS_1250 31
#define WINDOWS_1251 32
#define WINDOWS_1253 33
#define WINDOWS_1254 34
#define WINDOWS_1255 35
#define WINDOWS_1256 36
#define WINDOWS_1257 37
#define WINDOWS_1258 38
#define X_MAC_CYRILLIC 39
#define X_USER_DEFINED 40

#endif
