/*
 * The inflate stage: any cut of any stream gives the same bytes and offsets;
 * with FUZZ_ZLIB those that zlib makes of it, and a stream is complete for
 * both or for none.  The head: the window and bit 2, not announced as
 * compressed; the cut's two bytes.
 */
#include "fuzz/target.h"

#define HEAD 3

#ifdef FUZZ_ZLIB
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* zlib's window bits for what begins so. */
static int format(const char *text, size_t n)
{
    unsigned first, second;

    if (n < 2)
        return -MAX_WBITS;
    first = (unsigned char)text[0];
    second = (unsigned char)text[1];
    if (first == 0x1F && second == 0x8B)
        return MAX_WBITS + 16;
    if ((first & 0x8F) == 8 && (first * 256 + second) % 31 == 0)
        return MAX_WBITS;
    return -MAX_WBITS;
}

/* One stream onto the log: the bytes of it, or 0 when it is not complete. */
static size_t read_one(struct log *log, const char *text, size_t n)
{
    static char out[65536];
    z_stream z = {0};
    int result;

    if (inflateInit2(&z, format(text, n)) != Z_OK)
        abort();
    z.next_in = (Bytef *)(uintptr_t)text;
    z.avail_in = (uInt)n;
    do {
        z.next_out = (Bytef *)out;
        z.avail_out = sizeof out;
        result = inflate(&z, Z_NO_FLUSH);
        log_add(log, out, sizeof out - z.avail_out);
    } while (result == Z_OK);
    inflateEnd(&z);
    return result == Z_STREAM_END ? (size_t)z.total_in : 0;
}

/* 1: complete, with all members of a gzip file. */
static int read_all(struct log *log, const char *text, size_t n)
{
    int gzip = format(text, n) > MAX_WBITS;
    size_t size;

    log->size = 0;
    if (n == 0)
        return 1;
    do {
        size = read_one(log, text, n);
        if (size == 0)
            return 0;
        text += size;
        n -= size;
    } while (gzip && format(text, n) > MAX_WBITS);
    return 1;
}

/* The bytes in front of "|result|begun|unread|" and offsets, of which the log
 * has these. */
static size_t size_before(const struct log *log, const char *end)
{
    size_t i = log->size;
    int bars = 0;

    while (bars < 4)
        bars += log->text[--i] == '|';
    if (strncmp(log->text + i, end, strlen(end)) != 0)
        abort();
    return i;
}

/* Of a stream that is damaged either may have read further than the other. */
static void compare(const struct log *log, const char *text, size_t n)
{
    static struct log zlib;
    int complete = read_all(&zlib, text, n);
    char end[32];
    size_t size, most = zlib.size;

    snprintf(end, sizeof end, "|%d|%d|", complete ? 0 : GALLEY_ERR_INFLATE,
             n > 1);
    size = size_before(log, end);
    if (complete && size != most)
        abort();
    if (size < most)
        most = size;
    if (most > 0 && memcmp(log->text, zlib.text, most) != 0)
        abort();
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t windows[] = {GALLEY_INFLATE_MAX, GALLEY_INFLATE_MIN,
                                     1000, 4096};
    const char *text = (const char *)data + HEAD;
    struct inflate_setup setup;
    struct cut cut;
    const struct log *log;

    if (size < HEAD)
        return -1;
    size -= HEAD;
    setup.size = windows[data[0] & 3];
    setup.coded = (data[0] & 4) == 0;
    cut = target_cut(data + 1, size);
    log = target_compare(&inflate_stage, &noscan_inflate_stage, &setup, text,
                         size, &cut);
#ifdef FUZZ_ZLIB
    if (setup.size == GALLEY_INFLATE_MAX && setup.coded)
        compare(log, text, size);
#else
    (void)log;
#endif
    return 0;
}
