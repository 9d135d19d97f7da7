/* SPDX-License-Identifier: MIT */
/*
 * An article as CommonMark 0.30: the headline as a heading of level 1, then
 * its blocks by kind.  Whatever the text has that would mean something is
 * escaped, so that a reader gives back the text to the byte.  Rows of a table
 * are lines of one paragraph, captions are emphasized.
 */
#include <string.h>

#include "command.h"

struct markdown {
    struct lists lists;
    uint8_t kind;       /* of the block */
    const char *prefix; /* of each line of it */
    unsigned indent;    /* behind the prefix */
    unsigned digits;    /* all that the line has so far; ANY: more */
    unsigned ticks, fence; /* the longest run of backticks */
};

/* The line is past what may begin a block. */
#define ANY 255

/* ---- text ---- */

/* What means something wherever it stands; '|' and '~' to many readers. */
static bool is_special(char c)
{
    return strchr("\\`*_[]<&#|~", c) != NULL;
}

/* What means something where a line begins; ':' to readers of tables. */
static bool is_marker(const struct markdown *m, char c)
{
    if (m->digits == ANY)
        return false;
    return m->digits > 0 ? c == '.' || c == ')'
                         : strchr("-+=>:", c) != NULL;
}

static void put_code(unsigned long code)
{
    out_format("&#%lu;", code);
}

static void new_line(struct markdown *m)
{
    out("\n", 1);
    out_string(m->prefix);
    out_format("%*s", (int)m->indent, "");
    m->digits = 0;
}

static void put_line_end(struct markdown *m)
{
    if (m->kind == GALLEY_KIND_HEADING) {
        put_code('\n'); /* it has one line */
    } else {
        out("\\", 1);
        new_line(m);
    }
}

static void put_byte(struct markdown *m, char c)
{
    if (c == '\n') {
        put_line_end(m);
        return;
    }
    if ((unsigned char)c < 0x20 && c != '\t') {
        put_code((unsigned char)c);
    } else {
        if (is_special(c) || is_marker(m, c))
            out("\\", 1);
        out(&c, 1);
    }
    if (c < '0' || c > '9' || m->digits >= 9)
        m->digits = ANY;
    else
        m->digits++;
}

/* Lines of it neither begin nor end with a space, which would be lost. */
static void put_text(void *user, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        put_byte(user, ((const char *)bytes)[i]);
}

/* ---- preformatted text: between fences longer than any in it ---- */

static void count_ticks(void *user, const void *bytes, size_t size)
{
    struct markdown *m = user;

    for (size_t i = 0; i < size; i++) {
        m->ticks = ((const char *)bytes)[i] == '`' ? m->ticks + 1 : 0;
        if (m->fence < m->ticks)
            m->fence = m->ticks;
    }
}

static void put_fence(const struct markdown *m)
{
    for (unsigned i = 0; i <= m->fence; i++)
        out("`", 1);
}

/* Reads the block ahead, and again. */
static void begin_fence(struct article *a, struct markdown *m,
                        const struct block *block)
{
    uint64_t at = a->blocks.at;
    struct block piece = *block;

    m->ticks = 0;
    m->fence = 2;
    do {
        article_text(a, &piece, count_ticks, m);
    } while ((piece.flags & GALLEY_BLOCK_CONTINUES)
             && article_next(a, &piece));
    spool_seek(&a->blocks, at);
    put_fence(m);
    out("\n", 1);
}

/* ---- blocks ---- */

static void begin_item(struct markdown *m, const struct block *block,
                       bool first)
{
    struct list *list = lists_enter(&m->lists, block);
    char marker[16] = "- ";

    m->indent = m->lists.depth > 1 ? list[-1].column : 0;
    /* Among numbers that follow each other another mark begins a new list. */
    list->mark = m->lists.is_new ? '.' : m->lists.jumps
                 ? (char)('.' + ')' - list->mark) : list->mark;
    if (list->ordered)
        snprintf(marker, sizeof marker, "%u%c ", block->number, list->mark);
    list->column = m->indent + (unsigned)strlen(marker);
    /* Without an empty line a text goes on, but for a bullet or a 1. */
    if (!first && m->lists.is_new && block->number > 1)
        out("\n", 1);
    if (!first)
        new_line(m);
    out_string(marker);
    m->indent = list->column;
}

/* What stands between two blocks: of one list, quote or table less. */
static void separate(const struct markdown *m, uint8_t kind)
{
    if (m->kind != kind || (kind != GALLEY_KIND_LIST_ITEM
                            && kind != GALLEY_KIND_QUOTE
                            && kind != GALLEY_KIND_TABLE_ROW))
        out("\n\n", 2);
    else if (kind == GALLEY_KIND_QUOTE)
        out("\n>\n", 3);
    else if (kind == GALLEY_KIND_TABLE_ROW)
        out("\\\n", 2);
}

static void begin_block(struct article *a, struct markdown *m,
                        const struct block *block)
{
    bool first = m->kind != block->kind;

    separate(m, block->kind);
    m->kind = block->kind;
    m->prefix = block->kind == GALLEY_KIND_QUOTE ? "> " : "";
    m->indent = 0;
    m->digits = 0;
    if (block->kind != GALLEY_KIND_LIST_ITEM)
        m->lists.depth = 0;
    out_string(m->prefix);
    if (block->kind == GALLEY_KIND_HEADING)
        out_format("%.*s ", block->level, "######");
    else if (block->kind == GALLEY_KIND_LIST_ITEM)
        begin_item(m, block, first);
    else if (block->kind == GALLEY_KIND_PREFORMATTED)
        begin_fence(a, m, block);
    else if (block->kind == GALLEY_KIND_CAPTION)
        out("*", 1);
    m->digits = 0;
}

static void end_block(struct markdown *m)
{
    if (m->kind == GALLEY_KIND_CAPTION)
        out("*", 1);
    if (m->kind == GALLEY_KIND_PREFORMATTED) {
        out("\n", 1);
        put_fence(m);
    }
}

void print_markdown(struct article *a)
{
    const char *headline = article_field(a, GALLEY_FIELD_HEADLINE);
    struct markdown m;
    struct block block;

    memset(&m, 0, sizeof m);
    m.prefix = "";
    m.kind = GALLEY_KIND_HEADING;
    out("# ", 2);
    put_text(&m, headline, strlen(headline));
    article_rewind(a);
    while (article_next(a, &block)) {
        if (!(block.flags & GALLEY_BLOCK_CONTINUED))
            begin_block(a, &m, &block);
        article_text(a, &block,
                     block.kind == GALLEY_KIND_PREFORMATTED ? out_sink
                                                            : put_text, &m);
        if (!(block.flags & GALLEY_BLOCK_CONTINUES))
            end_block(&m);
    }
    out("\n", 1);
}
