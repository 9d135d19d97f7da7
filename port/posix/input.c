/* SPDX-License-Identifier: MIT */
/*
 * The input of the galley command: a file in, chunks out, cut as a network
 * would cut them.  Holds one chunk.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

int input_open(struct input *in, const char *name,
               const struct command *command)
{
    struct stat info;

    memset(in, 0, sizeof *in);
    in->name = name;
    in->url = command->url;
    in->random = command->random;
    in->seed = command->seed;
    in->chunk = command->chunk;
    in->file = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY);
    if (in->file < 0)
        return -1;
    if (fstat(in->file, &info) == 0 && S_ISDIR(info.st_mode)) {
        input_close(in);
        errno = EISDIR;
        return -1;
    }
    in->buffer = allocate(in->chunk);
    return 0;
}

/* xorshift32 (Marsaglia 2003). */
static uint32_t next_random(struct input *in)
{
    uint32_t x = in->seed;

    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return in->seed = x;
}

/* Small chunks as often as large ones: the size has 0 to 12 bits. */
static size_t next_size(struct input *in)
{
    if (!in->random)
        return in->chunk;
    uint32_t most = UINT32_C(1) << next_random(in) % 13;
    return 1 + next_random(in) % most;
}

int input_next(struct input *in, const char **chunk, size_t *size)
{
    size_t want = next_size(in), have = 0;
    /* At the end of the allocation: a reader that goes beyond is caught. */
    char *start = in->buffer + in->chunk - want;

    while (have < want) {
        ssize_t n = read(in->file, start + have, want - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *chunk = in->buffer + in->chunk - have;
    if (have < want)
        memmove(in->buffer + in->chunk - have, start, have);
    *size = have;
    in->bytes += have;
    return have > 0;
}

int input_some(struct input *in, const char **chunk, size_t *size)
{
    size_t want = next_size(in);
    char *start = in->buffer + in->chunk - want;
    ssize_t n;

    do
        n = read(in->file, start, want);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return -1;
    *chunk = in->buffer + in->chunk - n;
    if ((size_t)n < want)
        memmove(in->buffer + in->chunk - n, start, (size_t)n);
    *size = (size_t)n;
    in->bytes += (size_t)n;
    return n > 0;
}

void input_close(struct input *in)
{
    if (in->file > STDIN_FILENO)
        close(in->file);
    free(in->buffer);
    in->buffer = NULL;
}
