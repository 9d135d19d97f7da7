/* SPDX-License-Identifier: MIT */
/*
 * WARC files (ISO 28500, versions 1.0 and 1.1) in, records out: responses by
 * HTTP, and resources that are pages.  Other records are passed over.  Holds a
 * line of a head.
 *
 * A Content-Length is believed as long as a record's end follows the block: a
 * page that quotes a WARC file makes no records.  Where it does not, the
 * record is broken and the next line that begins with "WARC/1." begins
 * another, inside of what was taken for the block too: from such a line on it
 * is held in a spool until the block's end is seen.  Nothing is read more than
 * twice.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "batch.h"

/* w->state */
enum {
    BETWEEN,  /* before the first record */
    SKIP,     /* to the next that begins */
    HEAD,
    BLOCK,
    AFTER     /* the block: two line ends, and the next record */
};

/* w->measured */
enum { LENGTH_NONE, LENGTH_READ, LENGTH_BAD };

/* w->type, w->content */
enum { TYPE_NONE, TYPE_RESPONSE, TYPE_RESOURCE, TYPE_OTHER };
enum { CONTENT_NONE, CONTENT_HTTP, CONTENT_HTML, CONTENT_OTHER };

struct word {
    const char *name;
    uint8_t value;
};

static const struct word types[] = {
    {"response", TYPE_RESPONSE},
    {"resource", TYPE_RESOURCE},
    {NULL, TYPE_OTHER}
};

static const struct word contents[] = {
    {"application/http", CONTENT_HTTP},
    {"text/html", CONTENT_HTML},
    {"application/xhtml+xml", CONTENT_HTML},
    {NULL, CONTENT_OTHER}
};

static const char version[] = "WARC/1.";

#define VERSION_SIZE (sizeof version - 1)

void warc_init(struct warc *w, const struct record_sink *sink)
{
    memset(w, 0, sizeof *w);
    w->sink = sink;
}

/* ---- blocks that may have swallowed records ---- */

static void let_go(struct warc *w)
{
    if (w->holding) {
        spool_cut(&w->held, 0);
        free(w->held.memory);
        memset(&w->held, 0, sizeof w->held);
    }
    w->holding = false;
}

/* Looks for a line in the block that begins as a record does. */
static void watch(struct warc *w, const char *bytes, size_t size)
{
    size_t i = 0;

    while (i < size && w->match <= VERSION_SIZE) {
        const char *line = bytes + i;

        if (w->match > 0 && *line == version[w->match - 1]) {
            w->match++;
            i++;
            continue;
        }
        line = memchr(line, '\n', size - i);
        w->match = line != NULL;
        i = line != NULL ? (size_t)(line + 1 - bytes) : size;
    }
    /* Or the block ends inside of its first word. */
    if (w->match <= VERSION_SIZE && (w->match <= 1 || w->left > 0))
        return;
    w->holding = true;
    w->held_at = w->at + i - (w->match - 1u);
    spool_write(&w->held, version, w->match - 1u);
    spool_write(&w->held, bytes + i, size - i);
}

static void replay(struct warc *w)
{
    struct spool held = w->held;
    char bytes[4096];
    size_t n;

    memset(&w->held, 0, sizeof w->held);
    w->holding = w->swallowed = false;
    w->again = true;
    w->at = w->held_at;
    spool_seek(&held, 0);
    while ((n = spool_read(&held, bytes, sizeof bytes)) > 0)
        warc_feed(w, bytes, n);
    w->again = false;
    spool_cut(&held, 0);
    free(held.memory);
}

/* ---- records ---- */

static void begin_record(struct warc *w)
{
    w->sink->begin(w->sink->user, &w->record);
    w->begun = true;
}

static void end_record(struct warc *w, int fault)
{
    if (w->begun)
        w->sink->end(w->sink->user, fault);
    w->begun = false;
    w->state = BETWEEN;
    w->size = 0;
    w->swallowed = w->holding && fault == FAULT_WARC_LENGTH;
    if (!w->swallowed)
        let_go(w);
}

/* Also of a record that would have been passed over. */
static void broken(struct warc *w, int fault)
{
    if (!w->begun)
        begin_record(w);
    end_record(w, fault);
    w->state = SKIP;
}

static void start_head(struct warc *w, uint64_t offset)
{
    memset(&w->record, 0, sizeof w->record);
    w->record.number = ++w->records;
    w->record.offset = offset;
    w->state = HEAD;
    w->type = TYPE_NONE;
    w->content = CONTENT_NONE;
    w->fault = FAULT_NONE;
    w->length = 0;
    w->measured = LENGTH_NONE;
    w->complete = false;
    w->size = 0;
}

/* ---- the head's fields ---- */

static uint8_t look_up(const struct word *words, const char *value)
{
    size_t n = strcspn(value, "; \t");

    while (words->name != NULL
           && (strlen(words->name) != n
               || strncasecmp(words->name, value, n) != 0))
        words++;
    return words->value;
}

static void set_length(struct warc *w, const char *value)
{
    uint64_t n = 0;
    const char *p = value;

    while (*p >= '0' && *p <= '9' && n < UINT64_MAX / 20)
        n = 10 * n + (uint64_t)(*p++ - '0');
    if (p == value || *p != '\0'
        || (w->measured != LENGTH_NONE && n != w->length))
        w->measured = LENGTH_BAD;
    else if (w->measured == LENGTH_NONE)
        w->measured = LENGTH_READ;
    w->length = n;
}

/* WARC 1.0 as it was printed has the URI in angle brackets. */
static void set_url(struct warc *w, char *value)
{
    size_t n = strlen(value);

    if (n > 1 && value[0] == '<' && value[n - 1] == '>') {
        value[n - 1] = '\0';
        value++;
        n -= 2;
    }
    if (n >= sizeof w->record.url) {
        w->fault = FAULT_URL;
        n = 0;
    }
    memcpy(w->record.url, value, n);
    w->record.url[n] = '\0';
}

static void set_content(struct warc *w, const char *value)
{
    static const char name[] = "charset=";
    size_t n;

    w->content = look_up(contents, value);
    while (*value != '\0' && strncasecmp(value, name, sizeof name - 1) != 0)
        value++;
    if (*value == '\0')
        return;
    value += sizeof name - 1;
    value += *value == '"';
    n = strcspn(value, "\"; \t");
    if (n < sizeof w->record.charset) {
        memcpy(w->record.charset, value, n);
        w->record.charset[n] = '\0';
    }
}

/* The field in line[], its folded lines joined. */
static void end_field(struct warc *w)
{
    char *colon, *value;

    while (w->size > 0 && strchr(" \t", w->line[w->size - 1]) != NULL)
        w->size--;
    w->line[w->size] = '\0';
    w->complete = false;
    colon = strchr(w->line, ':');
    if (w->size == sizeof w->line - 1 || colon == NULL
        || strlen(w->line) != w->size) {
        w->fault = FAULT_WARC_SYNTAX;
        w->size = 0;
        return;
    }
    *colon = '\0';
    value = colon + 1 + strspn(colon + 1, " \t");
    if (strcasecmp(w->line, "WARC-Type") == 0)
        w->type = look_up(types, value);
    else if (strcasecmp(w->line, "WARC-Target-URI") == 0)
        set_url(w, value);
    else if (strcasecmp(w->line, "Content-Length") == 0)
        set_length(w, value);
    else if (strcasecmp(w->line, "Content-Type") == 0)
        set_content(w, value);
    w->size = 0;
}

static bool is_wanted(struct warc *w)
{
    if (w->type == TYPE_RESPONSE) {
        w->record.kind = RECORD_RESPONSE;
        return w->content == CONTENT_HTTP || w->content == CONTENT_NONE;
    }
    w->record.kind = RECORD_PAGE;
    return w->type == TYPE_RESOURCE && w->content == CONTENT_HTML;
}

static void end_head(struct warc *w)
{
    if (w->measured != LENGTH_READ || w->type == TYPE_NONE) {
        broken(w, w->fault != FAULT_NONE ? w->fault : FAULT_WARC_SYNTAX);
        return;
    }
    if (is_wanted(w) || w->fault != FAULT_NONE)
        begin_record(w);
    w->left = w->length;
    w->blank = 0;
    w->match = 1;
    w->state = w->left > 0 ? BLOCK : AFTER;
}

/* ---- lines ---- */

/* As much of it as there is room for. */
static void add_to_line(struct warc *w, const char *bytes, size_t size)
{
    size_t room = sizeof w->line - 1 - w->size;
    size_t n = size < room ? size : room;

    memcpy(w->line + w->size, bytes, n);
    w->size += n;
}

static bool is_version(const struct warc *w)
{
    size_t n = VERSION_SIZE;

    if (w->size <= n || memcmp(w->line, version, n) != 0)
        return false;
    while (n < w->size && w->line[n] >= '0' && w->line[n] <= '9')
        n++;
    return n == w->size;
}

/* Something else than a record: what came before it is whole, or not. */
static void garbage(struct warc *w, uint64_t offset)
{
    if (w->state == AFTER && w->blank < 2) {
        broken(w, FAULT_WARC_LENGTH);
    } else if (w->state != SKIP) {
        end_record(w, w->fault);
        start_head(w, offset);
        broken(w, FAULT_WARC_SYNTAX);
    }
}

/* A line outside of a head has ended.  A record ends with the next one, not
 * before: the checksum of a gzip member stands between them. */
static void end_line(struct warc *w, uint64_t offset)
{
    if (is_version(w)) {
        end_record(w, w->fault);
        start_head(w, offset);
    } else if (w->size > 0) {
        garbage(w, offset);
    } else if (w->blank < 2) {
        w->blank++;
    }
    w->size = 0;
}

/* One line or the beginning of one: how many bytes of it. */
static size_t feed_line(struct warc *w, const char *bytes, size_t size)
{
    const char *end = memchr(bytes, '\n', size);
    size_t n = end != NULL ? (size_t)(end - bytes) : size;
    uint64_t start = w->at - w->size;

    add_to_line(w, bytes, n);
    if (end == NULL)
        return n;
    if (w->size > 0 && w->line[w->size - 1] == '\r')
        w->size--;
    if (w->state != HEAD)
        end_line(w, start);
    else if (w->size == 0)
        end_head(w);
    else
        w->complete = true;
    return n + 1;
}

/* A line that begins with white space continues the one before. */
static size_t feed_head(struct warc *w, const char *bytes, size_t size)
{
    if (w->complete && *bytes != ' ' && *bytes != '\t')
        end_field(w);
    w->complete = false;
    return feed_line(w, bytes, size);
}

static size_t feed_block(struct warc *w, const char *bytes, size_t size)
{
    size_t n = size < w->left ? size : (size_t)w->left;

    if (w->begun)
        w->sink->data(w->sink->user, bytes, n);
    w->left -= n;
    if (w->left == 0)
        w->state = AFTER;
    return n;
}

/* ---- the calls ---- */

void warc_feed(struct warc *w, const char *bytes, size_t size)
{
    while (size > 0) {
        bool block = w->state == BLOCK;
        size_t n = block              ? feed_block(w, bytes, size)
                   : w->state == HEAD ? feed_head(w, bytes, size)
                                      : feed_line(w, bytes, size);

        if (w->holding)
            spool_write(&w->held, bytes, n);
        else if (block && !w->again)
            watch(w, bytes, n);
        w->at += n;
        bytes += n;
        size -= n;
        if (w->swallowed)
            replay(w);
    }
}

void warc_break(struct warc *w, int fault)
{
    let_go(w);
    if (w->state == BETWEEN)
        start_head(w, w->at);
    if (w->state == AFTER && !w->begun)
        w->state = SKIP;
    else if (w->state != SKIP)
        broken(w, fault);
    w->size = 0;
}

static void finish(struct warc *w)
{
    bool line = w->size > 0 && !(w->size == 1 && w->line[0] == '\r');

    if (w->state == BLOCK)
        broken(w, FAULT_WARC_LENGTH);
    else if (w->state == HEAD)
        broken(w, FAULT_WARC_SYNTAX);
    else if (line)
        garbage(w, w->at - w->size);
    else if (w->state == AFTER)
        end_record(w, w->fault);
    w->size = 0;
}

void warc_finish(struct warc *w)
{
    finish(w);
    if (w->swallowed) {
        replay(w);
        finish(w);
    }
}

/* What came before ends here, by the compressor's word. */
void warc_member(struct warc *w, const char *bytes, size_t size)
{
    if (size > VERSION_SIZE && memcmp(bytes, version, VERSION_SIZE) == 0)
        warc_finish(w);
}
