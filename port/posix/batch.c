/* SPDX-License-Identifier: MIT */
/*
 * An input of many pages: bytes are read, inflated if they are gzip, and
 * handed to what finds the records in them.  Holds a chunk and the window of
 * the inflate stage.
 */
#include <stdlib.h>
#include <string.h>

#include "batch.h"

struct batch {
    const struct command *command;
    struct input *in;
    struct jobs *jobs;             /* NULL: no other processes */
    struct reader reader;
    struct record_sink sink;
    union {
        struct warc warc;
        struct lines lines;
    } find;
    struct galley_inflate inflate;
    char *window;
    bool member;                   /* the last run ended a stream */
    bool lost;                     /* looking for another member */
    uint8_t magic;                 /* bytes of its magic seen */
    uint64_t behind;               /* bytes read behind the last run */
    int worst;
};

/* ---- what finds the records ---- */

static void find_feed(struct batch *b, const char *bytes, size_t size)
{
    if (b->command->input == INPUT_WARC)
        warc_feed(&b->find.warc, bytes, size);
    else
        lines_feed(&b->find.lines, bytes, size);
}

static void find_break(struct batch *b, int fault)
{
    if (b->command->input == INPUT_WARC)
        warc_break(&b->find.warc, fault);
    else
        lines_break(&b->find.lines, fault);
}

static void find_finish(struct batch *b)
{
    if (b->command->input == INPUT_WARC)
        warc_finish(&b->find.warc);
    else
        lines_finish(&b->find.lines);
}

/* ---- gzip ---- */

static void feed_inflated(struct batch *b, const struct galley_span *bytes)
{
    bool begun = galley_inflate_begun(&b->inflate) != 0;
    const char *end = bytes->data + bytes->size;

    if (b->member && b->command->input == INPUT_WARC)
        warc_member(&b->find.warc, bytes->data, bytes->size);
    /* Runs end at each 256 bytes of the window, and where a stream does. */
    b->member = begun && (end - b->window) % 256 != 0;
    find_feed(b, bytes->data, bytes->size);
}

/* The magic of a member of a gzip file: it is inflated from there on. */
static void find_member(struct batch *b, const char **p, const char *end)
{
    static const char magic[] = "\x1F\x8B\x08";

    while (*p < end && b->magic < 3) {
        char c = *(*p)++;

        b->magic = c == magic[b->magic] ? (uint8_t)(b->magic + 1)
                                        : c == magic[0];
    }
    if (b->magic < 3)
        return;
    b->lost = false;
    b->magic = 0;
    b->member = true;
    galley_inflate_init(&b->inflate, b->window, GALLEY_INFLATE_MAX);
    b->inflate.coded = 1;
    for (const char *m = magic; m < magic + 3;) {
        struct galley_span none;

        galley_inflate_next(&b->inflate, &m, magic + 3, &none);
    }
}

/* Bytes of the checksum and the size at a member's end. */
#define TRAILER 8

/* What is damaged is the record at hand, unless the last member was found to
 * be whole. */
static void lose(struct batch *b, int result)
{
    if (result == 0 || (b->member && b->behind > TRAILER))
        find_finish(b);
    find_break(b, FAULT_GZIP);
    b->lost = true;
    b->magic = 0;
}

static int inflate(struct batch *b, const char **p, const char *end)
{
    struct galley_span bytes;
    int result = 1;

    while (result > 0) {
        const char *before = *p;

        result = galley_inflate_next(&b->inflate, p, end, &bytes);
        b->behind = result > 0 ? 0 : b->behind + (uint64_t)(*p - before);
        if (result > 0)
            feed_inflated(b, &bytes);
    }
    return result;
}

static void feed(struct batch *b, const char *p, const char *end)
{
    while (p < end) {
        if (b->lost) {
            find_member(b, &p, end);
        } else {
            int result = inflate(b, &p, end);

            if (result < 0 || p < end)
                lose(b, result);
        }
    }
}

static void finish(struct batch *b)
{
    struct galley_span bytes;
    int result = 0;

    if (!b->lost)
        while ((result = galley_inflate_finish(&b->inflate, &bytes)) > 0)
            feed_inflated(b, &bytes);
    if (result < 0)
        find_break(b, FAULT_GZIP);
    find_finish(b);
}

/* ---- one process ---- */

static void own_begin(void *user, const struct record *record)
{
    struct batch *b = user;

    reader_begin(&b->reader, record);
}

static void own_data(void *user, const char *bytes, size_t size)
{
    struct batch *b = user;

    reader_data(&b->reader, bytes, size);
}

static void own_end(void *user, int fault)
{
    struct batch *b = user;

    reader_end(&b->reader, fault);
    progress_count(b->reader.status != 0);
    if (b->reader.status > b->worst)
        b->worst = b->reader.status;
}

/* ---- all of it ---- */

/* Other processes may write to the same file: a line of less than this goes
 * there by one write. */
#define LINE_MAX_WRITTEN ((size_t)1 << 20)

void batch_start(void)
{
    static char line[LINE_MAX_WRITTEN];

    setvbuf(stdout, line, _IOFBF, sizeof line);
}

static void begin(struct batch *b)
{
    static const struct record_sink own = {own_begin, own_data, own_end, NULL};
    static const struct record_sink others
        = {jobs_begin, jobs_data, jobs_end, NULL};

    b->reader.command = b->command;
    b->reader.file = b->in->name;
    if (b->command->jobs > 1)
        b->jobs = jobs_start(b->command->jobs, &b->reader);
    b->sink = b->jobs != NULL ? others : own;
    b->sink.user = b->jobs != NULL ? (void *)b->jobs : (void *)b;
    if (b->command->input == INPUT_WARC)
        warc_init(&b->find.warc, &b->sink);
    else
        lines_init(&b->find.lines, &b->sink);
    b->window = allocate(GALLEY_INFLATE_MAX);
    galley_inflate_init(&b->inflate, b->window, GALLEY_INFLATE_MAX);
}

static int next(struct batch *b, const char **chunk, size_t *size)
{
    if (b->jobs != NULL)
        jobs_wait(b->jobs, b->in->file);
    return input_some(b->in, chunk, size);
}

static int end(struct batch *b)
{
    int worst = b->jobs != NULL ? jobs_finish(b->jobs) : b->worst;

    free(b->window);
    free(b);
    return worst;
}

int batch_input(const struct command *command, struct input *in)
{
    struct batch *b = allocate(sizeof *b);
    const char *chunk;
    size_t size;
    int more, read_status = 0, status;

    memset(b, 0, sizeof *b);
    b->command = command;
    b->in = in;
    begin(b);
    while ((more = next(b, &chunk, &size)) > 0)
        feed(b, chunk, chunk + size);
    if (more < 0) {
        read_status = report_read(in->name);
        find_break(b, FAULT_READ);
    } else {
        finish(b);
    }
    status = end(b);
    return read_status > status ? read_status : status;
}
