/* SPDX-License-Identifier: MIT */
/*
 * Blocks in, records in the caller's buffer out.  Holds no text of its own.
 *
 * A record is kind with the marker's size, level with JOINED, the size of the
 * text in two bytes (low first), the marker and the text.
 */
#include "story.h"

#include <stdbool.h>
#include <string.h>

#include "unicode.h"

#define HEAD 4u
#define KIND 0x0fu /* the size of the marker is above */
#define JOINED 0x80u
#define TEXT_MAX 0xffffu

static const char ellipsis[] = "\xe2\x80\xa6";
#define ELLIPSIS 3u

void galley_story_init(struct galley_story *story, void *buffer, size_t size)
{
    memset(story, 0, sizeof *story);
    story->buffer = buffer;
    story->size = (uint32_t)size;
    story->needed = ELLIPSIS;
}

static uint16_t size_at(const struct galley_story *story, uint32_t place)
{
    const uint8_t *p = (const uint8_t *)story->buffer + place;

    return (uint16_t)(p[2] | (uint16_t)((uint16_t)p[3] << 8));
}

static void put_size(struct galley_story *story, uint32_t size)
{
    story->buffer[story->last + 2] = (char)(size & 0xff);
    story->buffer[story->last + 3] = (char)(size >> 8);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The bytes of a text that room holds, at a word if there is one, else at a
 * character. */
static uint32_t cut(const char *text, uint32_t room)
{
    uint32_t end = room;

    while (end > 0 && !is_space(text[end]))
        end--;
    while (end > 0 && is_space(text[end - 1]))
        end--;
    if (end > 0)
        return end;
    end = room;
    while (end > 0 && ((uint8_t)text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

/* Nothing more goes in: ends the last record with an ellipsis. */
static void close(struct galley_story *story)
{
    uint32_t had;

    story->truncated = 1;
    if (story->used == 0)
        return;
    had = size_at(story, story->last);
    while (had > 0 && is_space(story->buffer[story->used - 1])) {
        story->used--;
        had--;
    }
    memcpy(story->buffer + story->used, ellipsis, ELLIPSIS);
    story->used += ELLIPSIS;
    put_size(story, had + ELLIPSIS);
}

/* Appends to the last record; room for the ellipsis always stays.  Where to
 * cut is seen once the next character stands there, too. */
static void append(struct galley_story *story, const char *text,
                   uint32_t size)
{
    uint32_t room = story->size - ELLIPSIS - story->used;
    uint32_t had = size_at(story, story->last);
    bool fits = size <= room;
    char *start = story->buffer + story->used - had;

    memcpy(start + had, text, fits ? size : room + 1);
    size = fits ? had + size : cut(start, had + room);
    story->used = (uint32_t)(start - story->buffer) + size;
    put_size(story, size);
    if (!fits)
        close(story);
}

/* Bytes of "3.", or 0 where there is no number. */
static uint8_t marker_size(uint16_t number)
{
    uint8_t size = number > 0;

    for (; number > 0; number = (uint16_t)(number / 10))
        size++;
    return size;
}

/* A record without text, unless there is no room for any. */
static void begin(struct galley_story *story,
                  const struct galley_block *block, bool joined)
{
    uint16_t number = joined ? 0 : block->number;
    uint8_t size = marker_size(number);
    char *p = story->buffer + story->used;

    if (story->size - story->used <= HEAD + size + ELLIPSIS) {
        close(story);
        return;
    }
    story->last = story->used;
    story->used += HEAD + size;
    p[0] = (char)((block->kind & KIND) | size * (KIND + 1));
    p[1] = (char)((block->level & (JOINED - 1)) | (joined ? JOINED : 0));
    put_size(story, 0);
    if (size > 0) {
        p += HEAD + size;
        *--p = '.';
        galley_unicode_decimal(p, number);
    }
}

int galley_story_block(void *user, const struct galley_block *block)
{
    struct galley_story *story = user;
    const char *text = block->text;
    size_t left = block->size;
    bool joined = block->flags & GALLEY_BLOCK_CONTINUED
                  && story->needed > ELLIPSIS;
    bool fresh = !joined;

    if (block->kind == GALLEY_KIND_CAPTION || left == 0)
        return 0;
    story->needed += (uint32_t)left;
    if (fresh)
        story->needed += HEAD + marker_size(block->number);
    while (left > 0 && !story->truncated) {
        uint32_t room, size;

        if (fresh)
            begin(story, block, joined);
        if (story->truncated)
            break;
        room = TEXT_MAX - ELLIPSIS - size_at(story, story->last);
        size = left <= room ? (uint32_t)left : cut(text, room);
        append(story, text, size);
        text += size;
        left -= size;
        joined = fresh = true;
        if (left > 0)
            story->needed += HEAD;
    }
    return 0;
}

int galley_story_read(const struct galley_story *story, uint32_t place,
                      struct galley_story_record *record)
{
    if (place >= story->used)
        return 0;
    record->kind = (uint8_t)story->buffer[place] & KIND;
    record->marker_size = (uint8_t)story->buffer[place] / (KIND + 1);
    record->level = (uint8_t)story->buffer[place + 1] & (JOINED - 1);
    record->joined = (uint8_t)story->buffer[place + 1] & JOINED ? 1 : 0;
    record->size = size_at(story, place);
    record->marker = story->buffer + place + HEAD;
    record->text = record->marker + record->marker_size;
    record->next = place + HEAD + record->marker_size + record->size;
    return 1;
}
