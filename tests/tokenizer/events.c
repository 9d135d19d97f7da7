#include "events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PART 0xFF
#define TOKEN 0xFE
#define ABSENT 0xFD

static void put(struct events *e, const void *data, size_t size)
{
    if (e->size + size > e->room) {
        e->room = 2 * (e->size + size) + 64;
        e->data = realloc(e->data, e->room);
        if (!e->data)
            abort();
    }
    if (size)
        memcpy(e->data + e->size, data, size);
    e->size += size;
}

static void put_byte(struct events *e, int byte)
{
    unsigned char b = (unsigned char)byte;

    put(e, &b, 1);
}

static void begin(struct events *e, int type, int letter)
{
    e->type = type;
    e->open = e->size;
    e->parts = 0;
    put_byte(e, letter);
}

static void end(struct events *e)
{
    put_byte(e, TOKEN);
    e->type = 0;
}

static void broken(struct events *e, const char *promise)
{
    if (!e->broken)
        e->broken = promise;
}

/* A name, comment and so on, in pieces up to the one marked last. */
static void piece(struct events *e, const struct galley_token *token)
{
    put(e, token->data, token->size);
    if (token->flags & GALLEY_FLAG_LAST)
        put_byte(e, PART);
}

static void tag_token(struct events *e, const struct galley_token *token)
{
    switch (token->type) {
    case GALLEY_TOKEN_START_TAG:
    case GALLEY_TOKEN_END_TAG:
        if (!e->type)
            begin(e, token->type,
                  token->type == GALLEY_TOKEN_START_TAG ? 'S' : 'E');
        piece(e, token);
        e->attribute = 0;
        break;
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
        if (e->in_value)
            put_byte(e, PART);
        if (e->in_value || !e->attribute)
            e->attribute = e->size;
        e->in_value = 0;
        piece(e, token);
        if (token->flags & GALLEY_FLAG_DUPLICATE) {
            e->size = e->attribute;
            e->attribute = 0;
        } else if (token->flags & GALLEY_FLAG_LAST) {
            e->in_value = 1;
        }
        break;
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
        if (!e->in_value)
            broken(e, "a value follows a new attribute's name");
        put(e, token->data, token->size);
        break;
    default:
        if (e->in_value)
            put_byte(e, PART);
        e->in_value = 0;
        if (e->bare_end_tags && e->type == GALLEY_TOKEN_END_TAG)
            e->size = (size_t)((unsigned char *)memchr(e->data + e->open,
                                                       PART,
                                                       e->size - e->open) -
                               e->data) + 1;
        else if (token->flags & GALLEY_FLAG_SELF_CLOSING)
            put_byte(e, '/');
        end(e);
    }
}

static void doctype_token(struct events *e, const struct galley_token *token)
{
    int part = token->type - GALLEY_TOKEN_DOCTYPE_NAME;

    if (e->type != GALLEY_TOKEN_DOCTYPE)
        begin(e, GALLEY_TOKEN_DOCTYPE, 'D');
    for (; e->parts < part; e->parts++) {
        put_byte(e, ABSENT);
        put_byte(e, PART);
    }
    if (token->type == GALLEY_TOKEN_DOCTYPE) {
        put_byte(e, token->flags & GALLEY_FLAG_FORCE_QUIRKS ? 'n' : 'y');
        end(e);
        return;
    }
    piece(e, token);
    if (token->flags & GALLEY_FLAG_LAST)
        e->parts++;
}

static void add(struct events *e, const struct galley_token *token)
{
    e->tokens++;
    if (e->type == GALLEY_TOKEN_TEXT && token->type != GALLEY_TOKEN_TEXT)
        end(e);
    switch (token->type) {
    case GALLEY_TOKEN_TEXT:
        if (!e->type)
            begin(e, GALLEY_TOKEN_TEXT, 'C');
        put(e, token->data, token->size);
        break;
    case GALLEY_TOKEN_START_TAG:
    case GALLEY_TOKEN_END_TAG:
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
    case GALLEY_TOKEN_TAG:
        tag_token(e, token);
        break;
    case GALLEY_TOKEN_COMMENT:
        if (!e->type)
            begin(e, GALLEY_TOKEN_COMMENT, 'M');
        piece(e, token);
        if (token->flags & GALLEY_FLAG_LAST)
            end(e);
        break;
    case GALLEY_TOKEN_DOCTYPE_NAME:
    case GALLEY_TOKEN_DOCTYPE_PUBLIC:
    case GALLEY_TOKEN_DOCTYPE_SYSTEM:
    case GALLEY_TOKEN_DOCTYPE:
        doctype_token(e, token);
        break;
    case GALLEY_TOKEN_PI_TARGET:
        begin(e, GALLEY_TOKEN_PI_TARGET, 'P');
        piece(e, token);
        break;
    case GALLEY_TOKEN_PI_DATA:
        piece(e, token);
        if (token->flags & GALLEY_FLAG_LAST)
            end(e);
        break;
    case GALLEY_TOKEN_END:
        if (e->type) /* cut off by the end of the input */
            e->size = e->open;
        e->type = 0;
        break;
    default:
        broken(e, "a known type");
    }
}

/* What the header promises of every token. */
static void check(struct events *e, const struct galley_token *token, int type,
                  const struct galley_tokenizer *t, const char *chunk,
                  size_t size)
{
    const char *held = (const char *)t;
    size_t n = token->size;

    if (type != token->type)
        broken(e, "the result is the token's type");
    if (!n && !(token->flags & GALLEY_FLAG_LAST) &&
        token->type != GALLEY_TOKEN_TAG && token->type != GALLEY_TOKEN_END &&
        token->type != GALLEY_TOKEN_DOCTYPE)
        broken(e, "no empty piece");
    if (token->data >= held && token->data + n <= held + sizeof *t)
        return;
    if (!chunk || token->data < chunk || token->data + n > chunk + size) {
        broken(e, "data is in the chunk or in the struct");
        return;
    }
    if (e->utf8 && n && ((unsigned char)*token->data & 0xC0) == 0x80 &&
        token->data != chunk)
        broken(e, "no piece begins inside a character");
    if (e->utf8 && n && token->data + n != chunk + size &&
        ((unsigned char)token->data[n] & 0xC0) == 0x80)
        broken(e, "no piece ends inside a character");
}

/* What a browser does after a start tag, in HTML. */
static void switch_by_name(const struct events *e, struct galley_tokenizer *t)
{
    static const struct {
        const char *tag; /* as it stands in the events */
        unsigned char state;
    } tags[] = {
        {"Stitle\xff", GALLEY_STATE_RCDATA},
        {"Stextarea\xff", GALLEY_STATE_RCDATA},
        {"Sstyle\xff", GALLEY_STATE_RAWTEXT},
        {"Sscript\xff", GALLEY_STATE_SCRIPT_DATA},
        {"Splaintext\xff", GALLEY_STATE_PLAINTEXT},
    };
    size_t i;

    for (i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        size_t size = strlen(tags[i].tag);

        if (e->size - e->open >= size &&
            memcmp(e->data + e->open, tags[i].tag, size) == 0)
            galley_tokenizer_switch(t, tags[i].state);
    }
}

static void feed(struct events *e, const struct run *run,
                 struct galley_tokenizer *t, const unsigned char *input,
                 size_t size)
{
    char *chunk = malloc(size ? size : 1);
    char *fresh = size ? chunk : chunk + 1;
    const char *p = fresh;
    struct galley_token token;
    int type;

    if (!chunk)
        abort();
    memcpy(fresh, input, size);
    while ((type = galley_tokenizer_next(t, &p, fresh + size, &token)) !=
           GALLEY_TOKEN_NONE) {
        check(e, &token, type, t, fresh, size);
        add(e, &token);
        if (run->browser && type == GALLEY_TOKEN_TAG)
            switch_by_name(e, t);
    }
    if (p != fresh + size)
        broken(e, "no token means that the input is used up");
    free(chunk);
}

/* Has every character the bytes that its first byte asks for? */
static int is_utf8(const unsigned char *input, size_t size)
{
    size_t more = 0;

    for (; size; size--, input++) {
        if ((more != 0) != ((*input & 0xC0) == 0x80) || *input >= 0xF8)
            return 0;
        if (more)
            more--;
        else
            more = *input >= 0xF0 ? 3 : *input >= 0xE0 ? 2 : *input >= 0xC0;
    }
    return more == 0;
}

void events_run(struct events *e, const struct run *run,
                const unsigned char *input, size_t size)
{
    struct galley_tokenizer *t = malloc(sizeof *t);
    struct galley_token token;
    size_t at = 0, cut = 0;
    int type;

    e->size = e->tokens = 0;
    e->type = e->in_value = 0;
    e->broken = NULL;
    e->utf8 = is_utf8(input, size);
    if (!t)
        abort();
    memset(t, 0xA5, sizeof *t);
    galley_tokenizer_init(t);
    galley_tokenizer_allow_cdata(t, run->cdata);
    if (run->last)
        galley_tokenizer_last_start_tag(t, run->last, run->last_size);
    galley_tokenizer_switch(t, run->state);
    while (at < size) {
        struct galley_tokenizer *moved = malloc(sizeof *t);
        size_t next = run->chunk ? at + run->chunk
                      : cut < run->cut_count ? run->cuts[cut++] : size;

        if (!moved)
            abort();
        if (next > size)
            next = size;
        feed(e, run, t, input + at, next - at);
        at = next;
        memcpy(moved, t, sizeof *t);
        memset(t, 0xA5, sizeof *t);
        free(t);
        t = moved;
    }
    while ((type = galley_tokenizer_finish(t, &token)) != GALLEY_TOKEN_NONE) {
        check(e, &token, type, t, NULL, 0);
        add(e, &token);
        if (type == GALLEY_TOKEN_END && e->type)
            broken(e, "the end is the last token");
    }
    free(t);
}

void events_free(struct events *e)
{
    free(e->data);
    memset(e, 0, sizeof *e);
}
