/* SPDX-License-Identifier: MIT */
/*
 * Galley in 6 KB of RAM, text included: the limits for AVR with 8 KB of RAM
 * and more (ATmega1284P, 2560).  Fewer blocks wait for their decision, and
 * fields are shorter.  Arduino takes it by itself on AVR.
 */
#define GALLEY_ENTITIES_FULL 0
#define GALLEY_HTTP 0
#define GALLEY_CHARSET_SINGLE_BYTE 0

#define GALLEY_ATTRIBUTES 8
#define GALLEY_STACK 32
#define GALLEY_RECORDS 44
#define GALLEY_CONTAINERS 24
#define GALLEY_STYLES 16

#define GALLEY_TITLE_SIZE 96
#define GALLEY_BYLINE_SIZE 48
#define GALLEY_PUBLISHED_SIZE 26
#define GALLEY_SITE_SIZE 32
#define GALLEY_DESCRIPTION_SIZE 96
