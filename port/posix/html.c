/* SPDX-License-Identifier: MIT */
/*
 * An article as a small page of HTML: its fields in the head, its blocks in
 * elements by kind.  Whatever the text has that would be markup is escaped.
 * Galley itself reads from that page what it printed.
 */
#include <string.h>

#include "command.h"

/* ---- text ---- */

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\r':
        return "&#13;"; /* a line feed otherwise */
    default:
        return NULL;
    }
}

/* What stands for c in a block of that kind, or NULL. */
static const char *replaced(uint8_t kind, char c)
{
    if (c == '\n' && kind != GALLEY_KIND_PREFORMATTED)
        return "<br>";
    if (c == '\t' && kind == GALLEY_KIND_TABLE_ROW)
        return "</td><td>";
    return reference(c);
}

static void put_text(void *user, const void *bytes, size_t size)
{
    const struct block *block = user;
    const char *p = bytes;
    size_t from = 0;

    for (size_t i = 0; i < size; i++) {
        const char *other = replaced(block->kind, p[i]);

        if (other == NULL)
            continue;
        out(p + from, i - from);
        out_string(other);
        from = i + 1;
    }
    out(p + from, size - from);
}

/* In a field, and in quotes, a line feed is one. */
static void put_string(const char *text)
{
    struct block as_it_is = {GALLEY_KIND_PREFORMATTED, 0, 0, 0, 0};

    put_text(&as_it_is, text, strlen(text));
}

static void put_between(const char *before, const char *text,
                        const char *behind)
{
    if (*text == '\0')
        return;
    out_string(before);
    put_string(text);
    out_string(behind);
}

/* ---- the page ---- */

static void print_head(const struct article *a)
{
    static const struct {
        enum galley_field field;
        const char *before;
    } fields[] = {
        {GALLEY_FIELD_BYLINE, "<meta name=\"author\" content=\""},
        {GALLEY_FIELD_PUBLISHED,
         "<meta property=\"article:published_time\" content=\""},
        {GALLEY_FIELD_SITE, "<meta property=\"og:site_name\" content=\""},
        {GALLEY_FIELD_DESCRIPTION, "<meta name=\"description\" content=\""}
    };

    out_string("<!DOCTYPE html>\n<html");
    put_between(" lang=\"", article_field(a, GALLEY_FIELD_LANG), "\"");
    out_string(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    put_string(article_field(a, GALLEY_FIELD_HEADLINE));
    out_string("</title>\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_between(fields[i].before, article_field(a, fields[i].field),
                    "\">\n");
    put_between("<link rel=\"canonical\" href=\"",
                a->url != NULL ? a->url : "", "\">\n");
    out_string("</head>\n<body>\n<article>\n");
    put_between("<h1>", article_field(a, GALLEY_FIELD_HEADLINE),
                "</h1>\n");
}

/* ---- blocks ---- */

/* Around a block, and around several of that kind in a row. */
static const struct {
    const char *first, *begin, *end, *last;
} elements[] = {
    {"", "<p>", "</p>\n", ""},
    {"", "", "", ""}, /* headings have a level, */
    {"", "", "", ""}, /* and lists nest */
    {"<blockquote>\n", "<p>", "</p>\n", "</blockquote>\n"},
    {"", "<pre>", "</pre>\n", ""}, /* no text begins with a line feed */
    {"<table>\n", "<tr><td>", "</td></tr>\n", "</table>\n"},
    {"", "<figure><figcaption>", "</figcaption></figure>\n", ""}
};

/* An item stays open for the lists in it. */
static void end_lists(const struct lists *l, unsigned from, unsigned count)
{
    while (count-- > 0)
        out_string(l->open[--from].ordered ? "</li></ol>\n" : "</li></ul>\n");
}

static void begin_list(const struct block *item)
{
    if (item->number > 1)
        out_format("<ol start=\"%u\">\n", item->number);
    else
        out_string(item->number > 0 ? "<ol>\n" : "<ul>\n");
}

static void begin_item(struct lists *l, const struct block *item)
{
    struct lists before = *l;

    lists_enter(l, item);
    end_lists(&before, before.depth, l->left);
    if (l->is_new) {
        if (before.depth >= l->depth)
            end_lists(&before, l->depth, 1);
        begin_list(item);
    } else {
        out_string("</li>\n");
    }
    if (l->jumps)
        out_format("<li value=\"%u\">", item->number);
    else
        out_string("<li>");
}

/* Another kind follows, or none. */
static void end_kind(struct lists *l, uint8_t kind)
{
    out_string(elements[kind].last);
    end_lists(l, l->depth, l->depth);
    l->depth = 0;
}

static void begin_block(struct lists *l, const struct block *block,
                        int kind_before)
{
    if (kind_before != block->kind) {
        if (kind_before >= 0)
            end_kind(l, (uint8_t)kind_before);
        out_string(elements[block->kind].first);
    }
    if (block->kind == GALLEY_KIND_LIST_ITEM)
        begin_item(l, block);
    else if (block->kind == GALLEY_KIND_HEADING)
        out_format("<h%d>", block->level);
    else
        out_string(elements[block->kind].begin);
}

static void end_block(const struct block *block)
{
    if (block->kind == GALLEY_KIND_HEADING)
        out_format("</h%d>\n", block->level);
    else
        out_string(elements[block->kind].end);
}

void print_html(struct article *a)
{
    struct lists lists = {0};
    struct block block;
    int kind = -1; /* of the block before */

    print_head(a);
    article_rewind(a);
    while (article_next(a, &block)) {
        if (!(block.flags & GALLEY_BLOCK_CONTINUED))
            begin_block(&lists, &block, kind);
        kind = block.kind;
        article_text(a, &block, put_text, &block);
        if (!(block.flags & GALLEY_BLOCK_CONTINUES))
            end_block(&block);
    }
    if (kind >= 0)
        end_kind(&lists, (uint8_t)kind);
    out_string("</article>\n</body>\n</html>\n");
}
