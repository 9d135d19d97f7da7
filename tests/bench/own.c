/*
 * Galley's tokenizer and whole extraction, memchr and memcpy as peers, and
 * what a page is made of.
 */
#include <stdlib.h>
#include <string.h>

#include "bench/bench.h"
#include "galley.h"
#include "galley_tokenizer.h"
#include "harness/harness.h"

#define WINDOW 4096

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- the tokenizer ---- */

static const struct {
    const char *name;
    unsigned char state;
} raw[] = {
    {"title", GALLEY_STATE_RCDATA},   {"textarea", GALLEY_STATE_RCDATA},
    {"style", GALLEY_STATE_RAWTEXT},  {"xmp", GALLEY_STATE_RAWTEXT},
    {"iframe", GALLEY_STATE_RAWTEXT}, {"noembed", GALLEY_STATE_RAWTEXT},
    {"noframes", GALLEY_STATE_RAWTEXT},
    {"script", GALLEY_STATE_SCRIPT_DATA},
    {"plaintext", GALLEY_STATE_PLAINTEXT},
};

/* A consumer that switches states by the tag's name, as a browser does. */
struct consumer {
    struct galley_tokenizer t;
    size_t size; /* of the name */
    char name[16];
};

static int is_named(const struct consumer *c, const char *name)
{
    return strlen(name) == c->size && memcmp(name, c->name, c->size) == 0;
}

static void switch_by_name(struct consumer *c)
{
    size_t i;

    for (i = 0; i < sizeof raw / sizeof raw[0]; i++)
        if (is_named(c, raw[i].name))
            galley_tokenizer_switch(&c->t, raw[i].state);
}

static void consume(struct consumer *c, const struct galley_token *token)
{
    if (token->type == GALLEY_TOKEN_START_TAG) {
        if (token->size < sizeof c->name - c->size) {
            memcpy(c->name + c->size, token->data, token->size);
            c->size += token->size;
        }
    } else if (token->type == GALLEY_TOKEN_TAG) {
        if (c->size)
            switch_by_name(c);
        c->size = 0;
    }
}

static unsigned long tokenize(const char *page, size_t size, size_t chunk)
{
    struct consumer c;
    struct galley_token token;
    const char *p = page, *end;
    unsigned long sum = 0;
    size_t at;

    c.size = 0;
    galley_tokenizer_init(&c.t);
    for (at = 0; at < size; at += chunk) {
        end = page + at + least(size - at, chunk);
        while (galley_tokenizer_next(&c.t, &p, end, &token)) {
            sum += token.size;
            consume(&c, &token);
        }
    }
    while (galley_tokenizer_finish(&c.t, &token))
        sum++;
    return sum;
}

/* ---- the whole extraction ---- */

static int on_block(void *user, const struct galley_block *block)
{
    *(unsigned long *)user += block->size;
    return 0;
}

/* The caller hangs up when the article is complete: bytes behind that are not
 * fed, yet count as read, since a server has them all the same. */
static unsigned long extract(const char *page, size_t size, size_t chunk,
                             uint8_t whole)
{
    static struct galley g;
    static char window[WINDOW];
    struct galley_options o = GALLEY_OPTIONS;
    unsigned long delivered = 1;
    int result;
    size_t at;

    o.body = window;
    o.body_size = sizeof window;
    o.on_block = on_block;
    o.user = &delivered;
    o.whole = whole;
    result = galley_init(&g, &o);
    for (at = 0; at < size && result == GALLEY_OK; at += chunk)
        result = galley_feed(&g, page + at, least(size - at, chunk));
    galley_finish(&g);
    return delivered;
}

static unsigned long hang_up(const char *page, size_t size, size_t chunk)
{
    return extract(page, size, chunk, 0);
}

static unsigned long to_the_end(const char *page, size_t size, size_t chunk)
{
    return extract(page, size, chunk, 1);
}

/* ---- libc ---- */

/* U+0001 is on no page: one look at each byte. */
static unsigned long look(const char *page, size_t size, size_t chunk)
{
    unsigned long found = size;
    size_t at;

    for (at = 0; at < size; at += chunk)
        found += memchr(page + at, 1, least(size - at, chunk)) != NULL;
    return found;
}

static unsigned long copy(const char *page, size_t size, size_t chunk)
{
    static char *copied;
    static size_t room;
    size_t at;

    if (room < size) {
        free(copied);
        copied = harness_allocate(room = size);
    }
    for (at = 0; at < size; at += chunk)
        memcpy(copied + at, page + at, least(size - at, chunk));
    return size + (size ? (unsigned char)copied[size / 2] : 0);
}

const struct peer own[] = {
    {"memcpy", copy, 0},
    {"memchr", look, 0},
    {"tokenizer", tokenize, 0},
    {"extraction", hang_up, 0},
    {"extraction, to the end", to_the_end, 0},
    {NULL, NULL, 0},
};

void bench_mark(void)
{
}

/* ---- what a page is made of ---- */

/* Where the text that comes is. */
struct place {
    struct consumer c;
    unsigned char state;
    int json; /* 1: the tag's attributes speak of JSON */
};

static unsigned long count(const struct galley_token *token, const char *of)
{
    unsigned long found = 0;
    size_t i;

    for (i = 0; i < token->size; i++)
        found += token->data[i] && strchr(of, token->data[i]);
    return found;
}

static int says_json(const struct galley_token *token)
{
    size_t i;

    for (i = 0; i + 4 <= token->size; i++)
        if (memcmp(token->data + i, "json", 4) == 0)
            return 1;
    return 0;
}

static unsigned char state_behind(const struct consumer *c)
{
    size_t i;

    for (i = 0; i < sizeof raw / sizeof raw[0]; i++)
        if (is_named(c, raw[i].name))
            return raw[i].state;
    return GALLEY_STATE_DATA;
}

static void share_text(const struct place *in, struct shares *shares,
                       const struct galley_token *token)
{
    unsigned long space = count(token, " \t\n\f\r");

    if (in->state == GALLEY_STATE_SCRIPT_DATA && in->json) {
        shares->json += token->size;
    } else if (in->state == GALLEY_STATE_SCRIPT_DATA) {
        shares->script += token->size;
    } else if (in->state == GALLEY_STATE_RAWTEXT) {
        shares->style += token->size;
    } else {
        shares->space += space;
        shares->text += token->size - space;
    }
}

static void share(struct place *in, struct shares *shares,
                  const struct galley_token *token)
{
    switch (token->type) {
    case GALLEY_TOKEN_TEXT:
        share_text(in, shares, token);
        break;
    case GALLEY_TOKEN_START_TAG:
        in->json = 0;
        break;
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
        shares->values += token->size;
        in->json |= says_json(token);
        break;
    case GALLEY_TOKEN_COMMENT:
        shares->comments += token->size;
        break;
    case GALLEY_TOKEN_TAG:
        in->state = state_behind(&in->c);
        break;
    }
    consume(&in->c, token);
}

void describe(const char *page, size_t size, struct shares *shares)
{
    struct place in;
    struct galley_token token;
    const char *p = page;
    size_t i;

    memset(shares, 0, sizeof *shares);
    in.c.size = 0;
    in.state = GALLEY_STATE_DATA;
    in.json = 0;
    galley_tokenizer_init(&in.c.t);
    while (galley_tokenizer_next(&in.c.t, &p, page + size, &token))
        share(&in, shares, &token);
    for (i = 0; i < size; i++)
        shares->ampersands += page[i] == '&';
}
