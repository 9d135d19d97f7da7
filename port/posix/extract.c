/* SPDX-License-Identifier: MIT */
/*
 * One input of the galley command as an article: text, json or blocks.
 *
 * Without --body-size the article passes through a window of WINDOW bytes
 * and waits in a spool until the headline is known; with it, text and json
 * show what a buffer of that size holds.  Json's blocks always come from a
 * sink: beside a fixed buffer a second struct galley reads along, its window
 * of the same size.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"

struct extraction {
    const struct command *command;
    const char *name;
    struct galley galley;
    struct galley second;   /* beside a fixed buffer: for json's blocks */
    struct spool blocks;
    char *headline, *body, *window;
    void *inflate_window, *second_inflate_window;
    uint64_t bytes_in;
    bool fixed;             /* the body is what the buffer holds */
    int fed;                /* what galley_feed said last */
    int fed_second;
    bool continues;         /* blocks: the line is not finished */
};

/* A block in the spool; its text follows. */
struct entry {
    uint8_t kind;
    uint8_t level;
    uint8_t flags;
    uint16_t number;
    size_t size;
};

static const char *const kinds[] = {
    "paragraph", "heading",   "list_item", "quote",
    "preformatted", "table_row", "caption"
};

/* ---- sinks ---- */

static int spool_block(void *user, const struct galley_block *block)
{
    struct extraction *x = user;
    struct entry entry;

    memset(&entry, 0, sizeof entry);
    entry.kind = block->kind;
    entry.level = block->level;
    entry.flags = block->flags;
    entry.number = block->number;
    entry.size = block->size;
    spool_write(&x->blocks, &entry, sizeof entry);
    spool_write(&x->blocks, block->text, block->size);
    return 0;
}

/* The text on one line: a line feed as \n, a backslash as \\. */
static void print_line(const char *text, size_t size)
{
    size_t from = 0;

    for (size_t i = 0; i < size; i++) {
        if (text[i] != '\n' && text[i] != '\\')
            continue;
        out(text + from, i - from);
        out(text[i] == '\n' ? "\\n" : "\\\\", 2);
        from = i + 1;
    }
    out(text + from, size - from);
}

static int print_block(void *user, const struct galley_block *block)
{
    struct extraction *x = user;

    if (!(block->flags & GALLEY_BLOCK_CONTINUED))
        out_format("%s\t%d\t", kinds[block->kind], block->level);
    print_line(block->text, block->size);
    x->continues = (block->flags & GALLEY_BLOCK_CONTINUES) != 0;
    if (!x->continues)
        out("\n", 1);
    return 0;
}

/* ---- reading ---- */

static void begin(struct extraction *x)
{
    const struct command *c = x->command;
    struct galley_options options;

    memset(&options, 0, sizeof options);
    x->fixed = c->body_size > 0 && c->format != FORMAT_BLOCKS;
    if (c->headline_size > 0)
        x->headline = allocate(c->headline_size);
    options.headline = x->headline;
    options.headline_size = c->headline_size;
    options.body_size = c->body_size > 0 ? c->body_size : WINDOW;
    options.body = x->body = allocate(options.body_size);
    options.charset = c->charset;
    options.http = c->http ? 2 : 0; /* as tools save it */
    if (!x->fixed) {
        options.on_block = c->format == FORMAT_BLOCKS ? print_block
                                                      : spool_block;
        options.user = x;
    }
#if GALLEY_INFLATE
    options.inflate_size = GALLEY_INFLATE_MAX;
    options.inflate_window = x->inflate_window
        = allocate(options.inflate_size);
#endif
    x->fed = galley_init(&x->galley, &options);
    if (x->fixed && c->format == FORMAT_JSON) {
        options.headline = NULL;
        options.headline_size = 0;
        options.body = x->window = allocate(options.body_size);
        options.on_block = spool_block;
        options.user = x;
#if GALLEY_INFLATE
        options.inflate_window = x->second_inflate_window
            = allocate(options.inflate_size);
#endif
        x->fed_second = galley_init(&x->second, &options);
    }
}

/* Reads to the end, also behind what galley needs: -1 with errno. */
static int read_all(struct extraction *x, struct input *in)
{
    const char *chunk;
    size_t size;
    int more;

    while ((more = input_next(in, &chunk, &size)) > 0) {
        if (x->fed == GALLEY_OK)
            x->fed = galley_feed(&x->galley, chunk, size);
        if (x->window != NULL && x->fed_second == GALLEY_OK)
            x->fed_second = galley_feed(&x->second, chunk, size);
    }
    x->bytes_in = in->bytes;
    return more;
}

static int finish(struct extraction *x)
{
    if (x->window != NULL && x->fed_second >= 0)
        galley_finish(&x->second);
    return x->fed < 0 ? x->fed : galley_finish(&x->galley);
}

static void end(struct extraction *x)
{
    spool_cut(&x->blocks, 0);
    free(x->blocks.memory);
    free(x->headline);
    free(x->body);
    free(x->window);
    free(x->inflate_window);
    free(x->second_inflate_window);
}

/* ---- printing ---- */

static const char *field(const struct extraction *x,
                         enum galley_field which)
{
    if (which == GALLEY_FIELD_HEADLINE && x->headline != NULL)
        return x->headline;
    return galley_field(&x->galley, which);
}

static void escape(void *user, const void *bytes, size_t size)
{
    json_escape(out_sink, user, bytes, size);
}

/* The text of one entry of the spool, to print in pieces that end with a
 * character. */
static void replay_text(struct extraction *x, size_t size, json_sink *print)
{
    char buffer[1024];
    size_t have = 0;

    while (size > 0) {
        size_t n = size < sizeof buffer - have ? size : sizeof buffer - have;
        size_t end = have += spool_read(&x->blocks, buffer + have, n);

        size -= n;
        while (size > 0 && end > 0 && (buffer[end - 1] & 0xC0) == 0x80)
            end--;
        if (size > 0 && end > 0 && (buffer[end - 1] & 0xC0) == 0xC0)
            end--;
        if (print != NULL)
            print(NULL, buffer, end);
        memmove(buffer, buffer + end, have - end);
        have -= end;
    }
}

/* The body: all blocks but captions, blank lines between them.  Its bytes. */
static uint64_t replay_body(struct extraction *x, json_sink *print)
{
    struct entry entry;
    uint64_t bytes = 0;

    spool_rewind(&x->blocks);
    while (spool_read(&x->blocks, &entry, sizeof entry) == sizeof entry) {
        bool caption = entry.kind == GALLEY_KIND_CAPTION;

        if (!caption && bytes > 0
            && !(entry.flags & GALLEY_BLOCK_CONTINUED)) {
            print(NULL, "\n\n", 2);
            bytes += 2;
        }
        replay_text(x, entry.size, caption ? NULL : print);
        if (!caption)
            bytes += entry.size;
    }
    return bytes;
}

static void replay_blocks(struct extraction *x)
{
    struct entry entry;
    const char *before = "";

    spool_rewind(&x->blocks);
    while (spool_read(&x->blocks, &entry, sizeof entry) == sizeof entry) {
        if (!(entry.flags & GALLEY_BLOCK_CONTINUED)) {
            out_format("%s{\"kind\":\"%s\",\"level\":%d,",
                       before, kinds[entry.kind], entry.level);
            if (entry.number > 0)
                out_format("\"number\":%d,", entry.number);
            out_string("\"text\":\"");
        }
        before = ",";
        replay_text(x, entry.size, escape);
        if (!(entry.flags & GALLEY_BLOCK_CONTINUES))
            out_string("\"}");
    }
}

static void print_text(struct extraction *x)
{
    static int articles;

    if (articles++ > 0)
        out("\n", 1);
    out_string(field(x, GALLEY_FIELD_HEADLINE));
    out("\n\n", 2);
    if (x->fixed)
        out_string(field(x, GALLEY_FIELD_BODY));
    else
        replay_body(x, out_sink);
    out("\n", 1);
}

/* An object with the name and the status, and its first fields. */
static void print_start(const char *name, const char *status)
{
    out_string("{\"file\":");
    json_name(name);
    out_string(",\"status\":");
    json_string(status);
}

static void print_field(const struct extraction *x, const char *key,
                        enum galley_field which)
{
    out(",", 1);
    json_string(key);
    out(":", 1);
    json_string(x != NULL ? field(x, which) : "");
}

static void print_fields(const struct extraction *x)
{
    print_field(x, "headline", GALLEY_FIELD_HEADLINE);
    print_field(x, "byline", GALLEY_FIELD_BYLINE);
    print_field(x, "published", GALLEY_FIELD_PUBLISHED);
    print_field(x, "site", GALLEY_FIELD_SITE);
    print_field(x, "description", GALLEY_FIELD_DESCRIPTION);
    print_field(x, "lang", GALLEY_FIELD_LANG);
}

static void print_json(struct extraction *x, const char *status)
{
    bool truncated = false;

    print_start(x->name, status);
    print_fields(x);
    out_string(",\"body\":\"");
    if (x->fixed) {
        const char *body = field(x, GALLEY_FIELD_BODY);

        json_escape(out_sink, NULL, body, strlen(body));
        truncated = galley_needed(&x->galley, GALLEY_FIELD_BODY)
                    > strlen(body);
    } else {
        truncated = galley_needed(&x->galley, GALLEY_FIELD_BODY)
                    > replay_body(x, escape);
    }
    out_format("\",\"body_truncated\":%s,\"blocks\":[",
               truncated ? "true" : "false");
    replay_blocks(x);
    out_format("],\"bytes_in\":%llu,\"bytes_needed\":%llu}\n",
               (unsigned long long)x->bytes_in,
               (unsigned long long)galley_bytes_needed(&x->galley));
}

void extract_nothing(const char *name, const char *status)
{
    print_start(name, status);
    print_fields(NULL);
    out_string(",\"body\":\"\",\"body_truncated\":false,\"blocks\":[],"
               "\"bytes_in\":0,\"bytes_needed\":0}\n");
}

/* Also what came of a response that broke off. */
static bool has_article(const struct extraction *x, int result)
{
    if (result >= 0 || result == GALLEY_ERR_NO_ARTICLE)
        return result >= 0;
    return x->fixed ? field(x, GALLEY_FIELD_BODY)[0] != '\0'
                    : galley_needed(&x->galley, GALLEY_FIELD_BODY) > 0;
}

static int print(struct extraction *x, int result, bool read_failed)
{
    int format = x->command->format;

    if (format == FORMAT_JSON)
        print_json(x, read_failed ? "read_error"
                      : result >= 0 ? "ok" : galley_strname(result));
    if (format == FORMAT_TEXT && has_article(x, result) && !read_failed)
        print_text(x);
    if (format == FORMAT_BLOCKS && x->continues)
        out("\n", 1);
    return report(x->name, result, field(x, GALLEY_FIELD_LOCATION));
}

int extract_input(const struct command *command, struct input *in)
{
    struct extraction x;
    int result, read_status = 0, status;

    memset(&x, 0, sizeof x);
    x.command = command;
    x.name = in->name;
    begin(&x);
    if (read_all(&x, in) < 0)
        read_status = report_read(in->name);
    result = finish(&x);
    status = print(&x, result, read_status != 0);
    end(&x);
    return read_status != 0 ? read_status : status;
}
