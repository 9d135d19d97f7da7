/* SPDX-License-Identifier: MIT */
/*
 * One input of the galley command as an article.
 *
 * Without --body-size the article passes through a window of WINDOW bytes,
 * and waits in a spool until the headline is known.  With it text shows what
 * a buffer of that size holds, json the same and beside it the blocks: a
 * second struct galley reads along, its window of the same size.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"

struct extraction {
    const struct command *command;
    struct article article;
    struct galley galley;
    struct galley second;   /* beside a fixed buffer: for json's blocks */
    char *headline, *body, *window;
    void *inflate_window, *second_inflate_window;
    int fed;                /* what galley_feed said last */
    int fed_second;
    bool continues;         /* blocks: the line is not finished */
};

/* ---- sinks ---- */

static int spool_block(void *user, const struct galley_block *block)
{
    struct extraction *x = user;

    article_add(&x->article, block);
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
        out_format("%s\t%d\t", block_kinds[block->kind], block->level);
    print_line(block->text, block->size);
    x->continues = (block->flags & GALLEY_BLOCK_CONTINUES) != 0;
    if (!x->continues)
        out("\n", 1);
    return 0;
}

/* ---- reading ---- */

static void begin(struct extraction *x, const struct command *c)
{
    struct galley_options options;

    x->command = x->article.command = c;
    x->article.galley = &x->galley;
    memset(&options, 0, sizeof options);
    x->article.fixed = c->body_size > 0 && (c->format == FORMAT_TEXT
                                            || c->format == FORMAT_JSON);
    if (c->headline_size > 0)
        x->headline = allocate(c->headline_size);
    x->article.headline = options.headline = x->headline;
    options.headline_size = c->headline_size;
    options.body_size = c->body_size > 0 ? c->body_size : WINDOW;
    options.body = x->body = allocate(options.body_size);
    options.charset = c->charset;
    options.http = c->http ? 2 : 0; /* as tools save it */
    if (!x->article.fixed) {
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
    if (x->article.fixed && c->format == FORMAT_JSON) {
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

void extract_feed(struct extraction *x, const char *bytes, size_t size)
{
    x->article.bytes_in += size;
    if (x->fed == GALLEY_OK)
        x->fed = galley_feed(&x->galley, bytes, size);
    if (x->window != NULL && x->fed_second == GALLEY_OK)
        x->fed_second = galley_feed(&x->second, bytes, size);
}

/* Reads to the end, also behind what galley needs: -1 with errno. */
static int read_all(struct extraction *x, struct input *in)
{
    const char *chunk;
    size_t size;
    int more;

    while ((more = input_next(in, &chunk, &size)) > 0)
        extract_feed(x, chunk, size);
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
    spool_cut(&x->article.blocks, 0);
    free(x->article.blocks.memory);
    free(x->headline);
    free(x->body);
    free(x->window);
    free(x->inflate_window);
    free(x->second_inflate_window);
}

/* ---- printing ---- */

/* Also what came of a response that broke off. */
static bool has_article(const struct extraction *x, int result)
{
    const struct article *a = &x->article;

    if (result >= 0 || result == GALLEY_ERR_NO_ARTICLE)
        return result >= 0;
    return a->fixed ? article_field(a, GALLEY_FIELD_BODY)[0] != '\0'
                    : galley_needed(a->galley, GALLEY_FIELD_BODY) > 0;
}

static void print_article(struct article *a)
{
    static void (*const print[])(struct article *) = {
        print_text, print_markdown, print_html, print_json
    };
    static bool printed;

    if (a->command->format != FORMAT_JSON && printed
        && a->command->folder == NULL)
        out("\n", 1);
    printed = true;
    print[a->command->format](a);
}

/* Dates as they are asked for; the place for it lives as long as the
 * article. */
static void set_date(struct article *a, char place[DATE_BYTES])
{
    const char *found = galley_field(a->galley, GALLEY_FIELD_PUBLISHED);
    uint32_t needed = galley_needed(a->galley, GALLEY_FIELD_PUBLISHED);

    if (a->command->iso_dates)
        a->published = date_iso(found, needed > strlen(found), place);
}

static int print(struct extraction *x, int result, bool read_failed)
{
    struct article *a = &x->article;
    char date[DATE_BYTES];
    int format = x->command->format;

    set_date(a, date);
    a->status = read_failed ? "read_error"
                : result >= 0 ? "ok" : galley_strname(result);
    if (format == FORMAT_BLOCKS && x->continues)
        out("\n", 1);
    if (format == FORMAT_JSON
        || (format != FORMAT_BLOCKS && has_article(x, result)
            && !read_failed))
        print_article(a);
    return report(a->name, result, a->url,
                  article_field(a, GALLEY_FIELD_LOCATION));
}

int extract_input(const struct command *command, struct input *in)
{
    struct extraction x;
    int result, read_status = 0, status;

    memset(&x, 0, sizeof x);
    x.article.name = in->name;
    x.article.url = in->url;
    begin(&x, command);
    if (read_all(&x, in) < 0)
        read_status = report_read(in->name);
    result = finish(&x);
    status = print(&x, result, read_status != 0);
    end(&x);
    return read_status != 0 ? read_status : status;
}

/* ---- a record of many in one input ---- */

struct extraction *extract_begin(const struct command *command)
{
    struct extraction *x = allocate(sizeof *x);

    memset(x, 0, sizeof *x);
    begin(x, command);
    return x;
}

int extract_finish(struct extraction *x)
{
    return finish(x);
}

void extract_print(struct extraction *x, const char *file, const char *url,
                   const char *status)
{
    char date[DATE_BYTES];

    x->article.name = file;
    x->article.url = url;
    x->article.status = status;
    set_date(&x->article, date);
    print_json(&x->article);
}

const char *extract_location(const struct extraction *x)
{
    return article_field(&x->article, GALLEY_FIELD_LOCATION);
}

void extract_end(struct extraction *x)
{
    end(x);
    free(x);
}
