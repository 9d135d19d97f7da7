/* SPDX-License-Identifier: MIT */
/*
 * Galley: gzip, zlib and deflate in (RFC 1952, 1950, 1951), what was
 * compressed out, as spans of the caller's window.
 *
 * Small before fast: a code is read bit by bit against how many codes of each
 * length there are, without a table for all of its bits.  A step takes what it
 * needs from the input as a whole or leaves it for the next call, so what has
 * been read of a code is only ever in z->bits.
 */
#include "../include/galley_inflate.h"

#if GALLEY_INFLATE
#include <stdbool.h>
#include <string.h>

#include "count.h"

/* z->state; the order counts */
enum {
    START,          /* of the input, or behind a member of a gzip file */
    MAGIC,          /* its second byte */
    HEADER,         /* of gzip: part is the byte's number */
    EXTRA_SIZE,
    EXTRA,
    FILE_NAME,
    FILE_COMMENT,
    HEADER_CHECK,
    NEXT_BLOCK,
    STORED_SIZE,
    STORED_CHECK,
    STORED,
    CODE_COUNTS,
    CODE_LENGTHS,   /* of the code that those of the others come in */
    LENGTHS,
    REPEAT,
    SYMBOL,
    LENGTH_BITS,
    DISTANCE_SYMBOL,
    DISTANCE_BITS,
    COPY,
    STREAM_TRAILER, /* from here on no more bytes of the stream come */
    STREAM_COMPLETE,
    PLAIN           /* the input is not compressed */
};

/* z->format */
enum { UNKNOWN, GZIP, ZLIB, RAW };

#define MAGIC_1 0x1F
#define MAGIC_2 0x8B
#define MAGIC_CRC UINT32_C(0x0916B936) /* of both, not inverted */
#define METHOD_DEFLATE 8

/* Of a gzip header; the fields come in another order. */
#define HAS_CHECK 0x02
#define HAS_EXTRA 0x04
#define HAS_NAME 0x08
#define HAS_COMMENT 0x10
#define RESERVED 0xE0

#define PRESET 0x20 /* of a zlib header: a dictionary that nobody has */

#define LONGEST 15 /* bits of a code */
#define SYMBOLS (LONGEST + 1) /* where they stand behind the counts */
#define END_OF_BLOCK 256
#define LITERALS 286 /* symbols that mean something */
#define DISTANCES 30

struct input {
    const char *p, *end;
};

static bool fail_with(struct galley_inflate *z, int8_t error)
{
    z->error = error;
    return false;
}

static bool damaged(struct galley_inflate *z)
{
    return fail_with(z, GALLEY_ERR_INFLATE);
}

/* ---- bits ---- */

/* n bits in hand, 16 at most; false: the input does not have them yet. */
static bool need(struct galley_inflate *z, struct input *in, uint8_t n)
{
    while (z->bit_count < n) {
        if (in->p == in->end)
            return false;
        z->bits |= (uint32_t)(uint8_t)*in->p++ << z->bit_count;
        z->bit_count = (uint8_t)(z->bit_count + 8);
    }
    return true;
}

/* The next n bits, which are in hand. */
static uint16_t take(struct galley_inflate *z, uint8_t n)
{
    uint16_t value = (uint16_t)(z->bits & ((UINT32_C(1) << n) - 1));

    z->bits >>= n;
    z->bit_count = (uint8_t)(z->bit_count - n);
    return value;
}

static void align(struct galley_inflate *z)
{
    take(z, z->bit_count & 7);
}

/* ---- checksums ---- */

/* CRC-32, by four bits. */
static const uint32_t crc_table[16] GALLEY_FLASH = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
    0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
    0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C
};

static uint32_t crc(uint32_t check, const uint8_t *p, uint16_t n)
{
    for (; n > 0; n--) {
        check ^= *p++;
        check = check >> 4 ^ GALLEY_READ32(crc_table + (check & 15));
        check = check >> 4 ^ GALLEY_READ32(crc_table + (check & 15));
    }
    return check;
}

/* Adler-32; of 256 bytes the sums stay below 2^26. */
static uint32_t adler(uint32_t check, const uint8_t *p, uint16_t n)
{
    uint32_t a = check & 0xFFFF, b = check >> 16;

    for (; n > 0; n--) {
        a += *p++;
        b += a;
    }
    return b % 65521 << 16 | a % 65521;
}

/* ---- the window ---- */

static void begin_stream(struct galley_inflate *z, uint8_t format)
{
    z->format = format;
    z->check = format == GZIP ? UINT32_MAX : 1;
    z->total = 0;
    z->history = 0;
    z->state = NEXT_BLOCK;
}

/* n more bytes stand in the window. */
static void advance_window(struct galley_inflate *z, uint16_t n)
{
    z->at = (uint16_t)(z->at + n);
    z->history = (uint16_t)(z->history + n);
    if (z->history > GALLEY_INFLATE_MAX)
        z->history = GALLEY_INFLATE_MAX;
}

/* As many of z->length bytes as this span can have. */
static uint16_t fit(const struct galley_inflate *z)
{
    uint16_t room = (uint16_t)(256 - z->at % 256);

    return z->length < room ? z->length : room;
}

static bool copy_match(struct galley_inflate *z)
{
    uint16_t n = fit(z), i;
    uint16_t to = z->at;
    uint16_t from = (uint16_t)(to - z->distance);

    if (to < z->distance)
        from = (uint16_t)(from + z->size);
    for (i = 0; i < n; i++) {
        z->window[to++] = z->window[from++];
        if (from == z->size)
            from = 0;
    }
    advance_window(z, n);
    z->length = (uint16_t)(z->length - n);
    if (z->length == 0)
        z->state = SYMBOL;
    return true;
}

/* Whether a span can be handed on. */
static bool is_due(const struct galley_inflate *z)
{
    return z->at != z->begin
           && (z->at % 256 == 0 || z->state >= STREAM_TRAILER
                || z->error != 0);
}

static void hand_on(struct galley_inflate *z, struct galley_span *bytes)
{
    const uint8_t *data = z->window + z->begin;
    uint16_t n = (uint16_t)(z->at - z->begin);

    if (z->format == GZIP)
        z->check = crc(z->check, data, n);
    else if (z->format == ZLIB)
        z->check = adler(z->check, data, n);
    z->total += n;
    if (z->at == z->size)
        z->at = 0;
    z->begin = z->at;
    bytes->data = (const char *)data;
    bytes->size = n;
}

/* ---- headers and trailers ---- */

/* The input has one byte at least. */
static bool begin_member(struct galley_inflate *z, const struct input *in)
{
    if ((uint8_t)*in->p == MAGIC_1)
        z->state = MAGIC;
    else if (z->format == GZIP)
        z->state = STREAM_COMPLETE;
    else
        z->state = z->coded ? MAGIC : PLAIN;
    return true;
}

/* Not compressed, but its first byte has been read. */
static void begin_plain(struct galley_inflate *z)
{
    z->window[z->at++] = (uint8_t)take(z, 8);
    z->state = PLAIN;
}

/* zlib by its two bytes, or as browsers and curl read "deflate" as well. */
static bool begin_coded(struct galley_inflate *z)
{
    uint8_t first = (uint8_t)z->bits, second = (uint8_t)(z->bits >> 8);

    if ((first & 0x8F) != METHOD_DEFLATE
        || (first * 256u + second) % 31 != 0) {
        begin_stream(z, RAW);
        return true;
    }
    take(z, 16);
    begin_stream(z, ZLIB);
    return second & PRESET ? damaged(z) : true;
}

static bool read_magic(struct galley_inflate *z, struct input *in)
{
    bool gzip;

    if (!need(z, in, 8) || in->p == in->end)
        return false;
    gzip = (uint8_t)z->bits == MAGIC_1 && (uint8_t)*in->p == MAGIC_2;
    if (!gzip && z->format == GZIP)
        z->state = STREAM_COMPLETE;
    else if (!gzip && !z->coded)
        begin_plain(z);
    if (z->state != MAGIC)
        return true;
    need(z, in, 16);
    if (!gzip)
        return begin_coded(z);
    take(z, 16);
    z->format = GZIP;
    z->check = MAGIC_CRC;
    z->part = 2;
    z->state = HEADER;
    return true;
}

/* The part of a gzip header that comes next. */
static void next_field(struct galley_inflate *z)
{
    static const uint8_t order[][2] GALLEY_FLASH = {
        {HAS_EXTRA, EXTRA_SIZE}, {HAS_NAME, FILE_NAME},
        {HAS_COMMENT, FILE_COMMENT}, {HAS_CHECK, HEADER_CHECK}
    };
    uint8_t i;

    z->part = 0;
    z->length = 0;
    for (i = 0; i < sizeof order / sizeof *order; i++) {
        uint8_t flag = GALLEY_READ8(&order[i][0]);

        if (z->flags & flag) {
            z->flags &= (uint8_t)~flag;
            z->state = GALLEY_READ8(&order[i][1]);
            return;
        }
    }
    begin_stream(z, GZIP);
}

static void fixed_byte(struct galley_inflate *z, uint8_t c)
{
    if (z->part == 2 && c != METHOD_DEFLATE)
        damaged(z);
    if (z->part == 3) {
        z->flags = c;
        if (c & RESERVED)
            damaged(z);
    }
    if (++z->part == 10)
        next_field(z);
}

static bool header_byte(struct galley_inflate *z, struct input *in)
{
    uint8_t c, part;

    if (!need(z, in, 8))
        return false;
    c = (uint8_t)take(z, 8);
    part = (uint8_t)z->part;
    if (z->state == HEADER_CHECK) {
        if (c != (uint8_t)(~z->check >> 8 * part))
            return damaged(z);
        if (++z->part == 2)
            next_field(z);
        return true;
    }
    z->check = crc(z->check, &c, 1);
    if (z->state == HEADER) {
        fixed_byte(z, c);
    } else if (z->state == EXTRA_SIZE) {
        z->length |= (uint16_t)((uint16_t)c << 8 * part);
        if (++z->part == 2)
            z->state = EXTRA;
        if (z->state == EXTRA && z->length == 0)
            next_field(z);
    } else if (z->state == EXTRA ? --z->length == 0 : c == '\0') {
        next_field(z);
    }
    return true;
}

/* The byte of the trailer that has this number. */
static uint8_t expected_byte(const struct galley_inflate *z, uint8_t part)
{
    if (z->format == ZLIB)
        return (uint8_t)(z->check >> (24 - 8 * part));
    return (uint8_t)(part < 4 ? ~z->check >> 8 * part
                              : z->total >> 8 * (part - 4));
}

static bool trailer(struct galley_inflate *z, struct input *in)
{
    uint8_t size = z->format == GZIP ? 8 : z->format == ZLIB ? 4 : 0;

    for (; z->part < size; z->part++) {
        if (!need(z, in, 8))
            return false;
        if (take(z, 8) != expected_byte(z, (uint8_t)z->part))
            return damaged(z);
    }
    z->state = z->format == GZIP ? START : STREAM_COMPLETE;
    return true;
}

/* ---- codes ---- */

static uint8_t length_of(const struct galley_inflate *z, uint16_t i)
{
    return z->lengths[i / 2] >> 4 * (i & 1) & 15;
}

static void set_length(struct galley_inflate *z, uint16_t i, uint8_t length)
{
    uint8_t *pair = z->lengths + i / 2;

    *pair = (uint8_t)((i & 1) ? (*pair & 15) | length << 4
                              : (*pair & 0xF0) | length);
}

/* The code of the n symbols whose lengths begin at first.  What is left of its
 * bits: 0 where each means a symbol; -1 where two symbols share one. */
static int16_t build(struct galley_inflate *z, uint16_t *code, uint16_t first,
                     uint16_t n)
{
    uint16_t next[LONGEST + 1];
    uint16_t i, place = SYMBOLS;
    int32_t left = 1;

    memset(code, 0, SYMBOLS * sizeof *code);
    for (i = 0; i < n; i++)
        code[length_of(z, (uint16_t)(first + i))]++;
    for (i = 1; i <= LONGEST; i++) {
        left = 2 * left - code[i];
        if (left < 0)
            return -1;
        next[i] = place;
        place = (uint16_t)(place + code[i]);
    }
    for (i = 0; i < n; i++) {
        uint8_t length = length_of(z, (uint16_t)(first + i));

        if (length > 0)
            code[next[length]++] = i;
    }
    return left > 0;
}

/* Literals or distances.  A code may lack symbols only where it has none, or
 * one of a single bit. */
static bool build_main(struct galley_inflate *z, uint16_t *code,
                       uint16_t first, uint16_t n)
{
    int16_t left = build(z, code, first, n);

    return left == 0
           || (left > 0 && n - code[0] <= 1 && n - code[0] == code[1]);
}

/* The next symbol, into z->symbol. */
static bool decode_symbol(struct galley_inflate *z, struct input *in,
                          const uint16_t *code)
{
    uint16_t bits = 0, first = 0, place = SYMBOLS;
    uint8_t n;

    for (n = 1; n <= LONGEST; n++) {
        uint16_t count = code[n];

        if (!need(z, in, n))
            return false;
        bits |= (uint16_t)(z->bits >> (n - 1) & 1);
        if (bits - first < count) {
            z->symbol = code[place + bits - first];
            take(z, n);
            return true;
        }
        place = (uint16_t)(place + count);
        first = (uint16_t)((first + count) << 1);
        bits = (uint16_t)(bits << 1);
    }
    return damaged(z);
}

/* ---- blocks ---- */

static void end_block(struct galley_inflate *z)
{
    z->state = NEXT_BLOCK;
    if (z->last) {
        z->state = STREAM_TRAILER;
        z->part = 0;
        align(z);
    }
}

/* The code that a block may use without saying so. */
static void build_fixed(struct galley_inflate *z)
{
    uint16_t i;

    for (i = 0; i < 288; i++)
        set_length(z, i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    build(z, z->literal_code, 0, 288);
    for (i = 0; i < 32; i++)
        set_length(z, i, 5);
    build(z, z->distance_code, 0, 32);
}

static bool block(struct galley_inflate *z, struct input *in)
{
    if (!need(z, in, 3))
        return false;
    z->last = (uint8_t)take(z, 1);
    switch (take(z, 2)) {
    case 0:
        align(z);
        z->state = STORED_SIZE;
        return true;
    case 1:
        build_fixed(z);
        z->state = SYMBOL;
        return true;
    case 2:
        z->state = CODE_COUNTS;
        return true;
    default:
        return damaged(z);
    }
}

/* Twice, the second time with all bits inverted. */
static bool stored_size(struct galley_inflate *z, struct input *in)
{
    uint16_t size;

    if (!need(z, in, 16))
        return false;
    size = take(z, 16);
    if (z->state == STORED_SIZE)
        z->length = size;
    else if ((size ^ z->length) != 0xFFFF)
        return damaged(z);
    z->state++;
    return true;
}

/* No bits are left in hand here. */
static bool stored(struct galley_inflate *z, struct input *in)
{
    uint16_t n = fit(z);

    if (z->length == 0) {
        end_block(z);
        return true;
    }
    if (in->p == in->end)
        return false;
    if (n > (size_t)(in->end - in->p))
        n = (uint16_t)(in->end - in->p);
    memcpy(z->window + z->at, in->p, n);
    in->p += n;
    advance_window(z, n);
    z->length = (uint16_t)(z->length - n);
    return true;
}

static bool code_counts(struct galley_inflate *z, struct input *in)
{
    uint16_t distances;

    if (!need(z, in, 14))
        return false;
    z->literals = (uint16_t)(take(z, 5) + 257);
    distances = (uint16_t)(take(z, 5) + 1);
    if (z->literals > LITERALS || distances > DISTANCES)
        return damaged(z);
    z->codes = (uint16_t)(z->literals + distances);
    z->length = (uint16_t)(take(z, 4) + 4);
    memset(z->lengths, 0, 10);
    z->part = 0;
    z->state = CODE_LENGTHS;
    return true;
}

/* The code that lengths come in stands in the place of that of distances. */
static bool code_lengths(struct galley_inflate *z, struct input *in)
{
    static const uint8_t order[] GALLEY_FLASH = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    for (; z->part < z->length; z->part++) {
        if (!need(z, in, 3))
            return false;
        set_length(z, GALLEY_READ8(order + z->part), (uint8_t)take(z, 3));
    }
    if (build(z, z->distance_code, 0, sizeof order) != 0)
        return damaged(z);
    z->part = 0;
    z->state = LENGTHS;
    return true;
}

static bool end_lengths(struct galley_inflate *z)
{
    uint16_t distances = (uint16_t)(z->codes - z->literals);

    if (length_of(z, END_OF_BLOCK) == 0
        || !build_main(z, z->literal_code, 0, z->literals)
        || !build_main(z, z->distance_code, z->literals, distances))
        return damaged(z);
    z->state = SYMBOL;
    return true;
}

static bool lengths(struct galley_inflate *z, struct input *in)
{
    if (z->part == z->codes)
        return end_lengths(z);
    if (!decode_symbol(z, in, z->distance_code))
        return false;
    if (z->symbol < 16)
        set_length(z, z->part++, (uint8_t)z->symbol);
    else
        z->state = REPEAT;
    return true;
}

/* 16: the last length again; 17 and 18: 0. */
static bool repeat(struct galley_inflate *z, struct input *in)
{
    uint8_t bits = z->symbol == 16 ? 2 : z->symbol == 17 ? 3 : 7;
    uint8_t length = 0;
    uint16_t n;

    if (!need(z, in, bits))
        return false;
    n = (uint16_t)(take(z, bits) + (bits == 7 ? 11 : 3));
    if (n > z->codes - z->part || (bits == 2 && z->part == 0))
        return damaged(z);
    if (bits == 2)
        length = length_of(z, (uint16_t)(z->part - 1));
    for (; n > 0; n--)
        set_length(z, z->part++, length);
    z->state = LENGTHS;
    return true;
}

static bool symbol(struct galley_inflate *z, struct input *in)
{
    if (!decode_symbol(z, in, z->literal_code))
        return false;
    if (z->symbol < END_OF_BLOCK) {
        z->window[z->at] = (uint8_t)z->symbol;
        advance_window(z, 1);
    } else if (z->symbol == END_OF_BLOCK) {
        end_block(z);
    } else if (z->symbol >= LITERALS) {
        return damaged(z);
    } else {
        z->symbol = (uint16_t)(z->symbol - END_OF_BLOCK - 1);
        z->state = LENGTH_BITS;
    }
    return true;
}

/* What symbol and further bits stand for, from 0: 2^step symbols that take as
 * many bits follow each other, those from there on one more. */
static bool further(struct galley_inflate *z, struct input *in, uint8_t step,
                    uint16_t *value)
{
    uint16_t part = (uint16_t)(1u << step);
    uint8_t bits;

    *value = z->symbol;
    if (z->symbol < part)
        return true;
    bits = (uint8_t)((z->symbol >> step) - 1);
    if (!need(z, in, bits))
        return false;
    *value = (uint16_t)((part | (z->symbol & (part - 1))) << bits);
    *value = (uint16_t)(*value + take(z, bits));
    return true;
}

static bool length(struct galley_inflate *z, struct input *in)
{
    uint16_t value = 255; /* the last symbol's, without further bits */

    if (z->symbol < LITERALS - END_OF_BLOCK - 2
        && !further(z, in, 2, &value))
        return false;
    z->length = (uint16_t)(value + 3);
    z->state = DISTANCE_SYMBOL;
    return true;
}

static bool distance_symbol(struct galley_inflate *z, struct input *in)
{
    if (!decode_symbol(z, in, z->distance_code))
        return false;
    if (z->symbol >= DISTANCES)
        return damaged(z);
    z->state = DISTANCE_BITS;
    return true;
}

static bool distance(struct galley_inflate *z, struct input *in)
{
    uint16_t value;

    if (!further(z, in, 1, &value))
        return false;
    z->distance = (uint16_t)(value + 1);
    if (z->distance > z->history)
        return damaged(z);
    if (z->distance > z->size)
        return fail_with(z, GALLEY_ERR_WINDOW);
    z->state = COPY;
    return true;
}

/* ---- the stage ---- */

/* false: more input is needed, or none, or there is an error. */
static bool step(struct galley_inflate *z, struct input *in)
{
    switch (z->state) {
    case START:
        return in->p != in->end && begin_member(z, in);
    case MAGIC:
        return read_magic(z, in);
    case NEXT_BLOCK:
        return block(z, in);
    case STORED_SIZE:
    case STORED_CHECK:
        return stored_size(z, in);
    case STORED:
        return stored(z, in);
    case CODE_COUNTS:
        return code_counts(z, in);
    case CODE_LENGTHS:
        return code_lengths(z, in);
    case LENGTHS:
        return lengths(z, in);
    case REPEAT:
        return repeat(z, in);
    case SYMBOL:
        return symbol(z, in);
    case LENGTH_BITS:
        return length(z, in);
    case DISTANCE_SYMBOL:
        return distance_symbol(z, in);
    case DISTANCE_BITS:
        return distance(z, in);
    case COPY:
        return copy_match(z);
    case STREAM_TRAILER:
        return trailer(z, in);
    case STREAM_COMPLETE:
    case PLAIN:
        return false;
    default:
        return header_byte(z, in);
    }
}

void galley_inflate_init(struct galley_inflate *z, void *window, size_t size)
{
    memset(z, 0, sizeof *z);
    z->window = window;
    if (size > GALLEY_INFLATE_MAX)
        size = GALLEY_INFLATE_MAX;
    z->size = (uint16_t)(size & ~(size_t)255);
}

int galley_inflate_next(struct galley_inflate *z, const char **p,
                        const char *end, struct galley_span *bytes)
{
    struct input in;

    in.p = *p;
    in.end = end;
    while (z->error == 0 && !is_due(z) && step(z, &in))
        ;
    z->offset = galley_count_add32(z->offset, (uint32_t)(in.p - *p));
    *p = in.p;
    if (is_due(z)) {
        hand_on(z, bytes);
        return 1;
    }
    if (z->state != PLAIN || *p == end)
        return z->error;
    bytes->data = *p;
    bytes->size = (size_t)(end - *p);
    *p = end;
    return 1;
}

int galley_inflate_finish(struct galley_inflate *z, struct galley_span *bytes)
{
    if (z->state == MAGIC && z->format == UNKNOWN && !z->coded)
        begin_plain(z);
    else if (z->error == 0 && z->state != START && z->state < STREAM_COMPLETE
             && (z->state != MAGIC || z->format != GZIP))
        damaged(z);
    if (!is_due(z))
        return z->error;
    hand_on(z, bytes);
    return 1;
}

int galley_inflate_begun(const struct galley_inflate *z)
{
    return z->format != UNKNOWN;
}
#endif
