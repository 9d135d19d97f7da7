/* SPDX-License-Identifier: MIT */
/*
 * Lines in, records out, a line each; lines of white space alone are passed
 * over.  Holds nothing of a line.
 */
#include <string.h>

#include "batch.h"

void lines_init(struct lines *l, const struct record_sink *sink)
{
    memset(l, 0, sizeof *l);
    l->sink = sink;
    l->record.kind = RECORD_LINE;
    l->record.number = 1;
}

static void begin(struct lines *l)
{
    l->record.offset = l->start;
    l->sink->begin(l->sink->user, &l->record);
    l->begun = true;
}

static void end(struct lines *l, int fault)
{
    if (l->begun)
        l->sink->end(l->sink->user, fault);
    l->begun = false;
}

/* A line, or a part of one, without its line feed. */
static void feed(struct lines *l, const char *bytes, size_t size)
{
    while (!l->begun && size > 0 && strchr(" \t\r", *bytes) != NULL
           && *bytes != '\0') {
        bytes++;
        size--;
    }
    if (size == 0 || l->skipping)
        return;
    if (!l->begun)
        begin(l);
    l->sink->data(l->sink->user, bytes, size);
}

void lines_feed(struct lines *l, const char *bytes, size_t size)
{
    while (size > 0) {
        const char *feed_at = memchr(bytes, '\n', size);
        size_t n = feed_at != NULL ? (size_t)(feed_at - bytes) : size;

        feed(l, bytes, n);
        if (feed_at != NULL) {
            end(l, FAULT_NONE);
            l->skipping = false;
            l->record.number++;
            n++;
        }
        l->at += n;
        bytes += n;
        size -= n;
        if (feed_at != NULL)
            l->start = l->at;
    }
}

void lines_break(struct lines *l, int fault)
{
    if (l->skipping)
        return;
    if (!l->begun)
        begin(l);
    end(l, fault);
    l->skipping = true;
}

void lines_finish(struct lines *l)
{
    end(l, FAULT_NONE);
}
