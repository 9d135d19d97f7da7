/* SPDX-License-Identifier: MIT */
/*
 * Bytes that wait until it is known what becomes of them: an article's text
 * until its headline is chosen, a tag until its '>'.  In memory up to 1 MB,
 * in a temporary file beyond.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <string.h>

#include "command.h"

#define IN_MEMORY ((size_t)1 << 20)

static void fail(void)
{
    complain("temporary file", "cannot be written or read");
    exit(EXIT_IO);
}

static void seek_file(struct spool *s, uint64_t at)
{
    if (fseeko(s->file, (off_t)at, SEEK_SET) != 0)
        fail();
}

static void move_to_file(struct spool *s)
{
    s->file = tmpfile();
    if (s->file == NULL)
        fail();
    if (fwrite(s->memory, 1, (size_t)s->size, s->file) != s->size)
        fail();
}

static void grow(struct spool *s, size_t room)
{
    size_t twice = s->room > 0 ? 2 * s->room : 4096;

    while (twice < room)
        twice *= 2;
    s->memory = realloc(s->memory, twice);
    if (s->memory == NULL) {
        complain("memory", "used up");
        exit(EXIT_SYSTEM);
    }
    s->room = twice;
}

void spool_write(struct spool *s, const void *bytes, size_t size)
{
    if (size == 0)
        return;
    if (s->file == NULL && s->size + size > IN_MEMORY)
        move_to_file(s);
    if (s->file != NULL) {
        if (fwrite(bytes, 1, size, s->file) != size)
            fail();
    } else {
        if (s->size + size > s->room)
            grow(s, (size_t)s->size + size);
        memcpy(s->memory + s->size, bytes, size);
    }
    s->size += size;
}

size_t spool_read(struct spool *s, void *bytes, size_t size)
{
    if (size > s->size - s->at)
        size = (size_t)(s->size - s->at);
    if (size == 0)
        return 0;
    if (s->file == NULL)
        memcpy(bytes, s->memory + s->at, size);
    else if (fread(bytes, 1, size, s->file) != size)
        fail();
    s->at += size;
    return size;
}

void spool_seek(struct spool *s, uint64_t at)
{
    if (s->file != NULL)
        seek_file(s, at);
    s->at = at;
}

void spool_cut(struct spool *s, uint64_t size)
{
    if (s->file != NULL && size == 0) {
        fclose(s->file);
        s->file = NULL;
    } else if (s->file != NULL) {
        seek_file(s, size);
    }
    s->size = size;
    s->at = 0;
}
