/*
 * Galley in 6 KB of RAM, text included: fewer blocks wait for their
 * decision, in a smaller window, and fields are shorter.
 */
#define GALLEY_ENTITIES_FULL 0
#define GALLEY_HTTP 0
#define GALLEY_CHARSET_SINGLE_BYTE 0

#define GALLEY_ATTRIBUTES 8
#define GALLEY_STACK 32
#define GALLEY_RECORDS 44
#define GALLEY_CONTAINERS 24
#define GALLEY_SIGNATURES 16

#define GALLEY_TITLE_SIZE 96
#define GALLEY_BYLINE_SIZE 48
#define GALLEY_PUBLISHED_SIZE 26
#define GALLEY_SITE_SIZE 32
#define GALLEY_DESCRIPTION_SIZE 96

#define READER_WINDOW 2048
#define READER_CHUNK 64
