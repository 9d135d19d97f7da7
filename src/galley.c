/*
 * Galley: the verbs.  Bytes come in and are pulled through the stages:
 *
 *     http -> charset -> tokenizer -> page -> blocks -> classify -> article
 *
 * The first three hand on spans; the page stage calls the next by name.
 */
#include "galley.h"

#include <string.h>

#include "article.h"
#include "decide.h"
#include "meta.h"
#include "page.h"

/* ---- pulling ---- */

static int fail(struct galley *g, int error)
{
    g->status = error;
    if (g->options.body != NULL)
        g->options.body[g->article.kept] = '\0';
    return error;
}

/* UTF-8 comes in; tokens go to the page stage. */
static int read_text(struct galley *g, const struct galley_span *text)
{
    const char *p = text->data, *end = text->data + text->size;
    struct galley_token token;

    while (galley_tokenizer_next(&g->tokenizer, &p, end, &token)) {
        galley_page_token(g, &token);
        if (g->status < 0)
            return fail(g, g->status);
        if (!g->options.whole && galley_decide_complete(g)) {
            g->bytes_needed = galley_charset_offset(
                &g->charset, (size_t)(p - text->data));
            return g->status = GALLEY_DONE;
        }
    }
    return GALLEY_OK;
}

/* Bytes of the page come in. */
static int read_page(struct galley *g, const char *p, const char *end)
{
    struct galley_span text;
    int result;

    while ((result = galley_charset_next(&g->charset, &p, end, &text)) > 0) {
        result = read_text(g, &text);
        if (result != GALLEY_OK)
            return result;
    }
    return result < 0 ? fail(g, result) : GALLEY_OK;
}

#if GALLEY_HTTP
/* Bytes of an HTTP response come in. */
static int read_http(struct galley *g, const char *p, const char *end)
{
    const char *start = p;
    struct galley_span body;
    uint8_t begun = g->http_begun;
    int result;

    while ((result = galley_http_next(&g->http, &p, end, &body)) > 0) {
        if (!begun && g->options.charset == NULL)
            galley_charset_init(&g->charset, g->http.charset,
                                strlen(g->http.charset));
        begun = g->http_begun = 1;
        result = read_page(g, body.data, body.data + body.size);
        if (result == GALLEY_DONE) {
            /* The charset stage counts the page; add head and framing. */
            uint32_t before = g->http_bytes
                              + (uint32_t)(body.data - start);
            g->bytes_needed += before - g->page_bytes;
        }
        if (result != GALLEY_OK)
            return result;
        g->page_bytes += (uint32_t)body.size;
    }
    g->http_bytes += (uint32_t)(end - start);
    return result < 0 ? fail(g, result) : GALLEY_OK;
}
#endif

int galley_feed(struct galley *g, const void *bytes, size_t size)
{
    const char *p = bytes;

    if (g->status != GALLEY_OK || size == 0)
        return g->status;
#if GALLEY_HTTP
    if (g->options.http)
        return read_http(g, p, p + size);
#endif
    return read_page(g, p, p + size);
}

/* ---- begin and end ---- */

static void start(struct galley *g, const char *charset)
{
    g->status = GALLEY_OK;
    g->bytes_needed = 0;
    g->body_needed = 0;
    g->http_bytes = 0;
    g->page_bytes = 0;
    g->http_begun = 0;
    g->finished = 0;
#if GALLEY_HTTP
    galley_http_init(&g->http);
#endif
    galley_charset_init(&g->charset, charset,
                        charset != NULL ? strlen(charset) : 0);
    galley_tokenizer_init(&g->tokenizer);
    galley_meta_init(g);
    galley_article_init(g);
    if (g->options.headline != NULL)
        g->options.headline[0] = '\0';
    if (g->options.body != NULL)
        g->options.body[0] = '\0';
}

static uint8_t options_are_valid(const struct galley_options *o)
{
    if ((o->headline == NULL) != (o->headline_size == 0))
        return 0;
    if (o->body == NULL)
        return o->body_size == 0 && o->on_block == NULL;
    return o->body_size >= GALLEY_BODY_MIN;
}

int galley_init(struct galley *g, const struct galley_options *options)
{
    memset(g, 0, sizeof *g);
    if (!options_are_valid(options) || (options->http && !GALLEY_HTTP))
        return g->status = GALLEY_ERR_OPTIONS;
    g->options = *options;
    start(g, options->charset);
    return GALLEY_OK;
}

int galley_reset(struct galley *g, const char *charset)
{
    if (g->status == GALLEY_ERR_OPTIONS)
        return g->status;
    g->options.charset = charset;
    start(g, charset);
    return GALLEY_OK;
}

/* What the stages still hold when the input has ended. */
static int drain(struct galley *g)
{
    struct galley_span text;
    struct galley_token token;
    int result;

#if GALLEY_HTTP
    if (g->options.http && (result = galley_http_finish(&g->http)) < 0)
        return fail(g, result);
#endif
    while ((result = galley_charset_finish(&g->charset, &text)) > 0)
        if (read_text(g, &text) != GALLEY_OK)
            return g->status;
    if (result < 0)
        return fail(g, result);
    while (galley_tokenizer_finish(&g->tokenizer, &token))
        galley_page_token(g, &token);
    return GALLEY_OK;
}

int galley_finish(struct galley *g)
{
    int result;

    if (g->finished || g->status < 0)
        return g->status;
    if (g->status == GALLEY_OK) {
        result = drain(g);
        if (result < 0)
            return result;
        if (g->status == GALLEY_OK)
            g->bytes_needed = g->options.http
                                  ? g->http_bytes
                                  : galley_charset_offset(&g->charset, 0);
    }
    g->finished = 1;
    galley_page_finish(g);
    g->status = GALLEY_OK;
    galley_meta_finish(g); /* first: an article is told by its fields, too */
    result = galley_article_finish(g);
    if (result == GALLEY_OK && g->options.headline_size > 0
        && galley_needed(g, GALLEY_HEADLINE) >= g->options.headline_size)
        result = GALLEY_TRUNCATED;
    return g->status = result;
}

/* ---- results ---- */

const char *galley_field(const struct galley *g, int field)
{
    if (field == GALLEY_BODY)
        return g->options.body != NULL && g->options.on_block == NULL
                       && g->finished
                   ? g->options.body
                   : "";
    if (field == GALLEY_LOCATION) {
#if GALLEY_HTTP
        return g->http.location;
#else
        return "";
#endif
    }
    return galley_meta_field(g, field);
}

uint32_t galley_needed(const struct galley *g, int field)
{
    if (field == GALLEY_BODY)
        return g->body_needed;
    if (field == GALLEY_LOCATION)
        return (uint32_t)strlen(galley_field(g, field));
    return galley_meta_needed(g, field);
}

uint32_t galley_bytes_needed(const struct galley *g)
{
    return g->bytes_needed;
}

int galley_http_status(const struct galley *g)
{
#if GALLEY_HTTP
    return g->http.status;
#else
    (void)g;
    return 0;
#endif
}
