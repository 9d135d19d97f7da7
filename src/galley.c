/* SPDX-License-Identifier: MIT */
/*
 * Galley: the verbs.  Bytes come in and are pulled through the stages:
 *
 *     http -> inflate -> charset -> tokenizer -> page -> blocks -> article
 *
 * The first four hand on spans; the page stage calls the next by name, and
 * the article stage asks classify and decide.
 */
#include "galley.h"

#include <string.h>

#include "article.h"
#include "blocks.h"
#include "charset.h"
#include "classify.h"
#include "count.h"
#include "decide.h"
#include "headline.h"
#include "meta.h"
#include "page.h"
#include "records.h"
#include "text.h"
#include "tokenizer.h"

/* ---- pulling ---- */

GALLEY_APART static int fail(struct galley *g, int error)
{
    g->status = error;
    if (g->options.body != NULL)
        galley_records_close(g);
    return error;
}

/* What a token has changed that ends so many bytes into the span; error: of
 * the encoding, before it. */
GALLEY_SHALLOW static int look_round(struct galley *g, int8_t error,
                                     size_t size)
{
    if (g->article.refused)
        return fail(g, GALLEY_ERR_SINK);
    if (g->charset.error != error) /* the page has declared it */
        return fail(g, g->charset.error);
    if (g->options.whole || !galley_decide_complete(&g->decide))
        return GALLEY_OK;
    g->bytes_needed = galley_count_add32(
        g->framing, galley_charset_offset(&g->charset, size));
    return g->status = GALLEY_DONE;
}

/* UTF-8 comes in; tokens go to the page stage. */
static int read_text(struct galley *g, const struct galley_span *text)
{
    const char *p = text->data, *end = text->data + text->size;
    int8_t error = g->charset.error; /* behind the text */
    struct galley_token token;
    int result;

    while (galley_tokenizer_next(&g->tokenizer, &p, end, &token)) {
        if (galley_page_piece(g, &token))
            continue;
        galley_page_act(g, &token);
        result = look_round(g, error, (size_t)(p - text->data));
        if (result != GALLEY_OK)
            return result;
    }
    return GALLEY_OK;
}

#if TOKENIZER_BYTES
/* What the way of single bytes has no registers to save for. */
#define OFF_ROAD GALLEY_NOINLINE

/* Whether this is the one byte of a span. */
static bool is_byte(struct galley *g, const char *p, size_t size)
{
    return size == 1 && galley_charset_take(&g->charset, *p);
}

/* It comes in.  Who has nothing to say about it is not asked. */
GALLEY_NOINLINE static int read_byte(struct galley *g, const char *p)
{
    struct galley_token token;
    struct galley_span text;

    token.data = text.data = p;
    token.size = text.size = 1;
    token.flags = 0;
    token.type = galley_tokenizer_plain(&g->tokenizer, *p);
    if (token.type == GALLEY_TOKEN_NONE)
        return read_text(g, &text);
    if (!galley_page_reads(g, token.type) || galley_page_piece(g, &token))
        return GALLEY_OK;
    galley_page_act(g, &token);
    return look_round(g, g->charset.error, 1);
}
#else
#define OFF_ROAD
#define is_byte(g, p, size) false
#define read_byte(g, p) GALLEY_OK
#endif

/* Bytes of the page come in. */
static int read_page(struct galley *g, const char *p, const char *end)
{
    struct galley_span text;
    int result;

    if (is_byte(g, p, (size_t)(end - p)))
        return read_byte(g, p);
    do {
        result = galley_charset_next(&g->charset, &p, end, &text);
        if (result < 0)
            return fail(g, result);
        if (result == 0)
            break;
        result = read_text(g, &text);
    } while (result == GALLEY_OK
             && (p != end || !galley_charset_waits(&g->charset)));
    return result;
}

/* ---- begin ---- */

/* Nothing else of the struct is there. */
static bool is_refused(const struct galley *g)
{
    return g->status == GALLEY_ERR_CONFIG;
}

/* A call from inside on_block. */
static bool is_inside(const struct galley *g)
{
    return !is_refused(g) && g->article.inside;
}

#if GALLEY_INFLATE
static bool inflates(const struct galley *g)
{
    return g->options.inflate_window != NULL;
}
#endif

/* Bytes of the page as it was sent. */
static uint32_t page_bytes(const struct galley *g)
{
#if GALLEY_INFLATE
    if (inflates(g))
        return g->inflate_bytes;
#endif
    return galley_count_add32(g->charset.offset, g->charset.hold_size);
}

/* All that has been read was needed. */
static void need_all(struct galley *g)
{
    g->bytes_needed = galley_count_add32(g->framing, page_bytes(g));
}

/* Everything begins as 0, except what has an init of its own.  The options are
 * not those of g. */
static void start(struct galley *g, const struct galley_options *options)
{
    const char *charset = options->charset;

    memset(g, 0, sizeof *g);
    g->options = *options;
#if GALLEY_HTTP
    galley_http_init(&g->http);
    g->http.captured = g->options.http == 2;
#endif
#if GALLEY_INFLATE
    galley_inflate_init(&g->inflate, g->options.inflate_window,
                        g->options.inflate_size);
#endif
#if GALLEY_HTTP && GALLEY_INFLATE
    g->http.inflated = inflates(g);
#endif
    galley_charset_init(&g->charset, charset,
                        charset != NULL ? strlen(charset) : 0);
    galley_tokenizer_init(&g->tokenizer);
    galley_headline_init(&g->headline);
    galley_blocks_reset(g);
    galley_classify_init(&g->classify);
    galley_records_init(&g->records);
    if (g->options.headline != NULL)
        g->options.headline[0] = '\0';
    if (g->options.body != NULL)
        g->options.body[0] = '\0';
}

static bool options_are_valid(const struct galley_options *o)
{
    if ((o->headline == NULL) != (o->headline_size == 0))
        return false;
#if !GALLEY_HTTP
    if (o->http)
        return false;
#endif
#if GALLEY_INFLATE
    if (o->inflate_window == NULL ? o->inflate_size > 0
                                  : o->inflate_size < GALLEY_INFLATE_MIN)
        return false;
#endif
    if (o->body == NULL)
        return o->body_size == 0 && o->on_block == NULL;
    return o->body_size >= GALLEY_BODY_MIN;
}

/* Of a caller with another configuration no more is touched than it has. */
enum galley_result galley_init_sized(struct galley *g,
                                     const struct galley_options *options,
                                     size_t size, size_t options_size)
{
    if (size != sizeof *g || options_size != sizeof *options) {
        memset(g, 0, size);
        return g->status = GALLEY_ERR_CONFIG;
    }
    memset(g, 0, sizeof *g);
    if (!options_are_valid(options))
        return g->status = GALLEY_ERR_OPTIONS;
    start(g, options);
    return GALLEY_OK;
}

size_t galley_size(void)
{
    return sizeof(struct galley);
}

size_t galley_options_size(void)
{
    return sizeof(struct galley_options);
}

enum galley_result galley_reset(struct galley *g, const char *charset)
{
    struct galley_options options;

    if (is_inside(g))
        return GALLEY_ERR_CALL;
    if (g->status == GALLEY_ERR_OPTIONS || g->status == GALLEY_ERR_CONFIG)
        return g->status;
    options = g->options;
    options.charset = charset;
    start(g, &options);
    return GALLEY_OK;
}

/* ---- end ---- */

/* What the stages still hold when the input has ended. */
static int drain(struct galley *g)
{
    struct galley_span text;
    struct galley_token token;
    int result;

    while ((result = galley_charset_finish(&g->charset, &text)) > 0)
        if (read_text(g, &text) != GALLEY_OK)
            return g->status;
    if (result < 0)
        return fail(g, result);
    while (galley_tokenizer_finish(&g->tokenizer, &token))
        galley_page_act(g, &token);
    return GALLEY_OK;
}

/* By the caller's buffer, by a candidate's, or by that of a tag's value. */
static bool headline_is_cut(const struct galley *g)
{
    uint32_t needed = galley_needed(g, GALLEY_FIELD_HEADLINE);

    return (g->options.headline_size > 0
            && needed >= g->options.headline_size)
           || needed > strlen(galley_field(g, GALLEY_FIELD_HEADLINE));
}

/* The article of what has been read, or the error that ended the input: beside
 * it, but for the sink's, which is final. */
static int conclude(struct galley *g, int error)
{
    int result;

    g->finished = 1;
    galley_page_finish(g);
    galley_meta_finish(g); /* first: its fields speak for an article, too */
    result = galley_article_finish(g);
    if (result == GALLEY_OK && headline_is_cut(g))
        result = GALLEY_TRUNCATED;
#if GALLEY_HTTP
    if (result == GALLEY_ERR_NO_ARTICLE && g->http.location[0] != '\0')
        result = GALLEY_ERR_REFRESH;
#endif
    if (error < 0 && result != GALLEY_ERR_SINK)
        result = error;
    return g->status = result;
}

#if GALLEY_INFLATE
/* What a stream that has ended too early, or in order, still holds. */
static int drain_inflate(struct galley *g)
{
    struct galley_span page;
    int result;

    while ((result = galley_inflate_finish(&g->inflate, &page)) > 0)
        if (read_page(g, page.data, page.data + page.size) != GALLEY_OK)
            return g->status;
    return result;
}
#endif

/* The input has ended, in order or by that error of transport or coding. */
static int end_input(struct galley *g, int error)
{
    int result;

#if GALLEY_INFLATE
    if (inflates(g)) {
        result = drain_inflate(g);
        if (g->status < 0)
            return g->status;
        if (error == GALLEY_OK && result < 0)
            error = result;
    }
#endif
    result = drain(g);
    if (result < 0)
        return result;
    need_all(g);
    return conclude(g, error);
}

#if GALLEY_HTTP
/* What a response that breaks off has brought of the page is all there is. */
static int break_off(struct galley *g, int error)
{
    return g->http_begun ? end_input(g, error) : fail(g, error);
}
#endif

/* The connection has ended, or the page. */
static int end_connection(struct galley *g)
{
#if GALLEY_HTTP
    int error = g->options.http ? galley_http_finish(&g->http) : GALLEY_OK;

    if (error < 0)
        return break_off(g, error);
#endif
    return end_input(g, GALLEY_OK);
}

enum galley_result galley_finish(struct galley *g)
{
    if (is_inside(g))
        return GALLEY_ERR_CALL;
    if (g->status < 0 || g->finished)
        return g->status;
    if (g->status == GALLEY_DONE && !g->http_ended)
        return conclude(g, GALLEY_OK);
    g->status = GALLEY_OK;
    return end_connection(g);
}

/* ---- feed ---- */

#if GALLEY_INFLATE
/* Of a stream that is damaged what has come of the page is all there is. */
static int inflate(struct galley *g, const char *p, const char *end)
{
    struct galley_inflate *z = &g->inflate;
    struct galley_span page;
    uint32_t size = (uint32_t)(end - p);
    int result;

    while ((result = galley_inflate_next(z, &p, end, &page)) > 0) {
        result = read_page(g, page.data, page.data + page.size);
        if (result == GALLEY_DONE && galley_inflate_begun(z))
            g->bytes_needed = galley_count_add32(g->framing, z->offset);
        if (result != GALLEY_OK)
            return result;
    }
    if (result == GALLEY_OK) {
        g->inflate_bytes = galley_count_add32(g->inflate_bytes, size);
        return GALLEY_OK;
    }
    g->inflate_bytes = z->offset;
    return end_input(g, result);
}
#endif

/* Bytes of a page come in as they were sent. */
static int read_content(struct galley *g, const char *p, const char *end)
{
#if GALLEY_INFLATE
    if (inflates(g))
        return inflate(g, p, end);
#endif
    return read_page(g, p, end);
}

#if GALLEY_HTTP
/* The head of a response is read. */
static void begin_body(struct galley *g)
{
    g->http_begun = 1;
    if (g->options.charset == NULL)
        galley_charset_init(&g->charset, g->http.charset,
                            strlen(g->http.charset));
#if GALLEY_INFLATE
    g->inflate.coded = g->http.coding == GALLEY_HTTP_DEFLATE;
#endif
}

/* Bytes of an HTTP response come in. */
static int read_http(struct galley *g, const char *p, const char *end)
{
    const char *counted = p;
    struct galley_span body;
    int result;

    while ((result = galley_http_next(&g->http, &p, end, &body)) > 0) {
        if (!g->http_begun)
            begin_body(g);
        g->framing = galley_count_add32(g->framing,
                                        (uint32_t)(body.data - counted));
        counted = p;
        result = read_content(g, body.data, body.data + body.size);
        if (result != GALLEY_OK)
            return result;
    }
    g->framing = galley_count_add32(g->framing, (uint32_t)(p - counted));
    if (result < 0)
        return break_off(g, result);
    if (!galley_http_complete(&g->http))
        return GALLEY_OK;
    need_all(g);
    g->http_ended = 1;
    return g->status = GALLEY_DONE;
}
#endif

/* Input of any size, or of a response. */
OFF_ROAD static int read_input(struct galley *g, const char *p, size_t size)
{
#if GALLEY_HTTP
    if (g->options.http)
        return read_http(g, p, p + size);
#endif
    return read_content(g, p, p + size);
}

#if TOKENIZER_BYTES
/* The input is the page, as far as one byte can be. */
static bool is_bare(const struct galley *g)
{
#if GALLEY_INFLATE
    if (inflates(g))
        return false;
#endif
    return g->options.http == 0;
}
#else
#define is_bare(g) false
#endif

enum galley_result galley_feed(struct galley *g, const void *bytes,
                               size_t size)
{
    if (g->status != GALLEY_OK || g->article.inside || g->finished
        || size == 0)
        return is_inside(g) ? GALLEY_ERR_CALL : g->status;
    if (is_bare(g) && is_byte(g, bytes, size))
        return read_byte(g, bytes);
    return read_input(g, bytes, size);
}

/* ---- results ---- */

static const char *location_of(const struct galley *g)
{
#if GALLEY_HTTP
    return g->status == GALLEY_ERR_HTTP_REDIRECT
                   || g->status == GALLEY_ERR_REFRESH
               ? g->http.location
               : "";
#else
    (void)g;
    return "";
#endif
}

static const char *body(const struct galley *g)
{
    return g->options.body != NULL && g->options.on_block == NULL
                   && g->finished
               ? g->options.body
               : "";
}

const char *galley_field(const struct galley *g, enum galley_field field)
{
    if (is_refused(g))
        return (unsigned)field <= GALLEY_FIELD_LOCATION ? "" : NULL;
    if (field == GALLEY_FIELD_BODY)
        return body(g);
    if (field == GALLEY_FIELD_LOCATION)
        return location_of(g);
    return galley_meta_field(g, field);
}

uint32_t galley_needed(const struct galley *g, enum galley_field field)
{
    if (is_refused(g))
        return 0;
    if (field == GALLEY_FIELD_BODY)
        return g->article.needed;
    if (field == GALLEY_FIELD_LOCATION)
        return (uint32_t)strlen(location_of(g));
    return galley_meta_needed(g, field);
}

uint32_t galley_bytes_needed(const struct galley *g)
{
    return is_refused(g) ? 0 : g->bytes_needed;
}

int galley_http_status(const struct galley *g)
{
#if GALLEY_HTTP
    return is_refused(g) ? 0 : g->http.status;
#else
    (void)g;
    return 0;
#endif
}
