#include "promises.h"

#include <string.h>

#include "harness.h"

/* ---- fields ---- */

static const size_t rooms[] = {
    GALLEY_TITLE_SIZE, GALLEY_BYLINE_SIZE, GALLEY_PUBLISHED_SIZE,
    GALLEY_SITE_SIZE, GALLEY_DESCRIPTION_SIZE, GALLEY_LANG_SIZE, 1,
    GALLEY_LOCATION_SIZE
};

/* A text in a buffer of so many bytes. */
static void check_text(const char *text, size_t room, struct log *log)
{
    const char *end = memchr(text, '\0', room);

    if (end == NULL)
        log_complain(log, "a field has no end");
    else if (!harness_is_utf8(text, (size_t)(end - text)))
        log_complain(log, "a field is not UTF-8");
}

/* What would fit, also as a tag's value, is whole: but for the body, whose
 * buffer is the window, and the headline, of which the site's name was in the
 * buffer, too. */
static void check_needed(const char *text, uint32_t needed,
                         enum galley_field field, struct log *log)
{
    int whole = field != GALLEY_FIELD_BODY && field != GALLEY_FIELD_HEADLINE;
    size_t n = strlen(text);

    if (needed < n)
        log_complain(log, "a field needs less than it has");
    if (whole && needed > n && needed < rooms[field]
        && needed < GALLEY_DESCRIPTION_SIZE)
        log_complain(log, "a field is cut that would fit");
}

static void check_field(const struct promises *p, const struct galley *g,
                        enum galley_field field, struct log *log)
{
    const char *text = galley_field(g, field);
    size_t room = rooms[field];

    if (text == NULL) {
        log_complain(log, "a field is NULL");
        return;
    }
    if (text == p->options.body && p->finished)
        room = p->options.body_size;
    check_text(text, room, log);
    if (log->complaints == 0)
        check_needed(text, galley_needed(g, field), field, log);
}

static void check_fields(const struct promises *p, const struct galley *g,
                         struct log *log)
{
    const enum galley_field none = (enum galley_field)
        (GALLEY_FIELD_LOCATION + 1);
    int field;

    for (field = 0; field <= GALLEY_FIELD_LOCATION; field++)
        check_field(p, g, (enum galley_field)field, log);
    if (galley_field(g, none) != NULL || galley_needed(g, none) != 0)
        log_complain(log, "there is one more field");
    if (p->options.headline != NULL)
        check_text(p->options.headline, p->options.headline_size, log);
    if (p->options.body != NULL && p->result < 0)
        check_text(p->options.body, p->options.body_size, log);
}

/* ---- blocks ---- */

static int has_level(const struct galley_block *block)
{
    switch (block->kind) {
    case GALLEY_KIND_HEADING:
        return block->level >= 1 && block->level <= 6;
    case GALLEY_KIND_LIST_ITEM:
        return block->level >= 1;
    default:
        return block->kind <= GALLEY_KIND_CAPTION && block->level == 0;
    }
}

static void check_sequence(struct promises *p,
                           const struct galley_block *block, struct log *log)
{
    int continued = (block->flags & GALLEY_BLOCK_CONTINUED) != 0;

    if (continued != p->open || (continued && block->kind != p->kind))
        log_complain(log, "a block continues another one");
    p->open = (block->flags & GALLEY_BLOCK_CONTINUES) != 0;
    p->kind = block->kind;
    if (block->kind == GALLEY_KIND_CAPTION)
        return;
    if (p->delivered > 0 && !continued)
        p->delivered += 2; /* a blank line */
    p->delivered += (uint32_t)block->size;
}

void promises_block(struct promises *p, const struct galley *g,
                    const struct galley_block *block, int result,
                    struct log *log)
{
    if (!p->calling)
        log_complain(log, "on_block is called between calls");
    if (p->refused)
        log_complain(log, "on_block is called after its error");
    if (!has_level(block))
        log_complain(log, "a block has another kind or level");
    /* White space may be all that was left to continue with. */
    if (block->size == 0 && !(block->flags & GALLEY_BLOCK_CONTINUED))
        log_complain(log, "a block is empty");
    if (memchr(block->text, '\0', block->size) != NULL
        || !harness_is_utf8(block->text, block->size))
        log_complain(log, "a block is no text");
    check_sequence(p, block, log);
    check_fields(p, g, log);
    p->blocks++;
    p->refused |= result != 0;
}

/* ---- calls ---- */

void promises_begin(struct promises *p, const struct galley_options *o)
{
    struct galley_options options = *o; /* may be those in p */

    memset(p, 0, sizeof *p);
    p->options = options;
}

void promises_call(struct promises *p, size_t n)
{
    p->calling = 1;
    if (!p->done)
        p->fed += (uint32_t)n;
}

static void check_result(struct promises *p, int result, int good,
                         struct log *log)
{
    p->calling = 0;
    if (result > 0 && result != good)
        log_complain(log, "a result of another call");
    if (p->result < 0 && result != p->result)
        log_complain(log, "the error was not kept");
    if (p->refused && result != GALLEY_ERR_SINK)
        log_complain(log, "the error of on_block was not kept");
    p->result = result;
}

/* A response or what was compressed has broken off: there may be an article,
 * as far as it came. */
static int is_broken_off(const struct promises *p)
{
    return p->result == GALLEY_ERR_INFLATE || p->result == GALLEY_ERR_WINDOW
           || (p->options.http
               && (p->result == GALLEY_ERR_HTTP_LENGTH
                   || p->result == GALLEY_ERR_HTTP_SYNTAX
                   || p->result == GALLEY_ERR_LIMIT));
}

void promises_fed(struct promises *p, const struct galley *g, int result,
                  struct log *log)
{
    if (p->done && result != GALLEY_DONE)
        log_complain(log, "what was done is not");
    check_result(p, result, GALLEY_DONE, log);
    p->done |= result == GALLEY_DONE;
    p->finished = is_broken_off(p);
    check_fields(p, g, log);
}

/* Is less shown than the page has? */
static int is_cut(const struct promises *p, const struct galley *g)
{
    const struct galley_options *o = &p->options;
    const char *headline = o->headline;
    size_t body = p->delivered;

    if (headline == NULL)
        headline = galley_field(g, GALLEY_FIELD_HEADLINE);
    if (o->on_block == NULL)
        body = o->body != NULL ? strlen(o->body) : 0;
    return galley_needed(g, GALLEY_FIELD_HEADLINE) != strlen(headline)
           || galley_needed(g, GALLEY_FIELD_BODY) != body;
}

/* The article is there. */
static void check_article(const struct promises *p, const struct galley *g,
                          struct log *log)
{
    if ((p->result == GALLEY_TRUNCATED) != is_cut(p, g))
        log_complain(log, "truncated or not");
    if (p->open)
        log_complain(log, "the last block is to be continued");
}

void promises_finished(struct promises *p, const struct galley *g, int result,
                       struct log *log)
{
    uint32_t needed = galley_bytes_needed(g);

    p->finished = p->result >= 0 || is_broken_off(p);
    check_result(p, result, GALLEY_TRUNCATED, log);
    check_fields(p, g, log);
    if (log->complaints > 0)
        return; /* the texts may have no end */
    if (result >= 0)
        check_article(p, g, log);
    if (result == GALLEY_ERR_NO_ARTICLE
        && galley_field(g, GALLEY_FIELD_BODY)[0] != '\0')
        log_complain(log, "there is a body of no article");
    if (result >= 0 && (p->done ? needed > p->fed : needed != p->fed))
        log_complain(log, "the bytes that were needed");
}
