/* SPDX-License-Identifier: MIT */
/*
 * What was extracted of one input of the galley command: its fields, and its
 * blocks, which wait in a spool until the headline is known.
 */
#include <string.h>

#include "command.h"

const char *const block_kinds[] = {
    "paragraph", "heading",   "list_item", "quote",
    "preformatted", "table_row", "caption"
};

const char *article_field(const struct article *a, enum galley_field which)
{
    if (which == GALLEY_FIELD_HEADLINE && a->headline != NULL)
        return a->headline;
    if (which == GALLEY_FIELD_PUBLISHED && a->published != NULL)
        return a->published;
    return galley_field(a->galley, which);
}

void article_add(struct article *a, const struct galley_block *block)
{
    struct block entry;

    memset(&entry, 0, sizeof entry);
    entry.kind = block->kind;
    entry.level = block->level;
    entry.flags = block->flags;
    entry.number = block->number;
    entry.size = block->size;
    spool_write(&a->blocks, &entry, sizeof entry);
    spool_write(&a->blocks, block->text, block->size);
}

void article_rewind(struct article *a)
{
    spool_seek(&a->blocks, 0);
}

bool article_next(struct article *a, struct block *block)
{
    return spool_read(&a->blocks, block, sizeof *block) == sizeof *block;
}

void article_text(struct article *a, const struct block *block,
                  byte_sink *sink, void *user)
{
    char buffer[1024];
    size_t size = block->size, have = 0;

    while (size > 0) {
        size_t n = size < sizeof buffer - have ? size : sizeof buffer - have;
        size_t end = have += spool_read(&a->blocks, buffer + have, n);

        size -= n;
        while (size > 0 && end > 0 && (buffer[end - 1] & 0xC0) == 0x80)
            end--;
        if (size > 0 && end > 0 && (buffer[end - 1] & 0xC0) == 0xC0)
            end--;
        if (sink != NULL)
            sink(user, buffer, end);
        memmove(buffer, buffer + end, have - end);
        have -= end;
    }
}

uint64_t article_body(struct article *a, byte_sink *sink)
{
    struct block block;
    uint64_t bytes = 0;

    article_rewind(a);
    while (article_next(a, &block)) {
        bool caption = block.kind == GALLEY_KIND_CAPTION;

        if (!caption && bytes > 0
            && !(block.flags & GALLEY_BLOCK_CONTINUED)) {
            sink(NULL, "\n\n", 2);
            bytes += 2;
        }
        article_text(a, &block, caption ? NULL : sink, NULL);
        if (!caption)
            bytes += block.size;
    }
    return bytes;
}
