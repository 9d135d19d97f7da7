/*
 * The image that every board runs: pages in, articles or their hashes out.
 *
 * In: for each page a head of 7 bytes (its size as 4 bytes and the size of a
 * chunk as 2, low byte first; 1 to print the article, else 0), then the
 * page.  Chunk size 0 ends the stream.  Out: for each page a line of two
 * hexadecimal numbers, the FNV-1a hash of everything that Galley said of it
 * and the result; before it, when asked for, that text itself.
 *
 * Holds a struct galley, its window and one chunk.
 */
#include "board.h"
#include "galley.h"

#include <stdbool.h>
#include <string.h>

/* Bytes. */
#ifndef READER_WINDOW
#define READER_WINDOW 2048
#endif
#ifndef READER_CHUNK
#define READER_CHUNK 512
#endif

static struct galley galley;
static char window[READER_WINDOW];
static uint8_t chunk[READER_CHUNK];

/* ---- the log ---- */

static uint32_t hash;
static bool show;

static void log_bytes(const char *bytes, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * UINT32_C(16777619);
    if (show)
        board_write(bytes, size);
}

static void hexadecimal(char *out, uint32_t number, size_t digits)
{
    while (digits-- > 0) {
        uint8_t digit = (uint8_t)(number & 15);

        out[digits] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
        number >>= 4;
    }
}

static void log_number(uint32_t number)
{
    char text[9];

    hexadecimal(text, number, 8);
    text[8] = '\n';
    log_bytes(text, 9);
}

static int log_block(void *user, const struct galley_block *block)
{
    char head[4];

    (void)user;
    hexadecimal(&head[0], block->kind, 1);
    hexadecimal(&head[1], block->level, 1);
    hexadecimal(&head[2], block->flags, 1);
    head[3] = ' ';
    log_bytes(head, 4);
    log_bytes(block->text, block->size);
    log_bytes("\n", 1);
    return 0;
}

static void log_fields(void)
{
    int field;

    for (field = GALLEY_FIELD_HEADLINE; field <= GALLEY_FIELD_LANG; field++) {
        const char *text = galley_field(&galley, field);

        log_bytes(text, strlen(text));
        log_bytes("\n", 1);
    }
    log_number(galley_needed(&galley, GALLEY_FIELD_BODY));
    log_number(galley_bytes_needed(&galley));
}

/* ---- pages ---- */

static uint32_t number_at(const uint8_t *p, size_t size)
{
    uint32_t number = 0;

    while (size-- > 0)
        number = number << 8 | p[size];
    return number;
}

static int begin(void)
{
    struct galley_options options;

    memset(&options, 0, sizeof options);
    options.body = window;
    options.body_size = sizeof window;
    options.on_block = log_block;
    return galley_init(&galley, &options);
}

/* 0, or -1 when the stream has ended too early. */
static int read_page(uint32_t left, size_t step)
{
    board_meter_on();
    begin();
    board_meter_off();
    while (left > 0) {
        size_t size = left < step ? (size_t)left : step;

        if (board_read(chunk, size) != size)
            return -1;
        board_meter_on();
        galley_feed(&galley, chunk, size);
        board_meter_off();
        left -= (uint32_t)size;
    }
    return 0;
}

static void end_page(void)
{
    char line[12];
    int result;

    board_meter_on();
    result = galley_finish(&galley);
    board_meter_off();
    log_fields();
    hexadecimal(line, hash, 8);
    line[8] = ' ';
    hexadecimal(line + 9, (uint32_t)result & 0xFF, 2);
    line[11] = '\n';
    board_write(line, sizeof line);
}

int main(void)
{
    uint8_t head[7];

    board_start();
    while (board_read(head, sizeof head) == sizeof head) {
        size_t step = (size_t)number_at(head + 4, 2);

        if (step == 0)
            board_exit(0);
        if (step > sizeof chunk)
            step = sizeof chunk;
        hash = UINT32_C(2166136261);
        show = head[6] != 0;
        if (read_page(number_at(head, 4), step) != 0)
            break;
        end_page();
    }
    board_exit(1);
    return 1;
}
