/* SPDX-License-Identifier: MIT */
/*
 * One input of the galley command as tokens: a JSON array a line, as in
 * html5lib-tests.  The raw tokenizer behind the charset stage (and the HTTP
 * stage): no switching of state by tag name.
 *
 * Character tokens are printed as they come; all others wait in a spool for
 * their end, because the end of the input can make them void.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"

/* Parts of the token that is being read. */
#define PART_NONE 0
#define PART_TEXT 1        /* inside the string of a Character token */
#define PART_NAME 2        /* of a tag, or the target or a comment's data */
#define PART_ATTRIBUTE 3   /* name of an attribute */
#define PART_VALUE 4
#define PART_END_TAG 5     /* behind the name of an end tag */

struct tokens {
    struct galley_tokenizer tokenizer;
    struct galley_charset charset;
    struct spool spool;
    const char *label;     /* of the charset, or NULL */
    bool charset_known;    /* charset is initialised */
    int mark;              /* bytes of a byte order mark read, -1: no more */
    int part;
    int attributes;        /* printed so far */
    int doctype;           /* parts of the DOCTYPE printed so far */
    uint64_t attribute_at; /* where the last attribute began in the spool */
};

static void put(void *user, const void *bytes, size_t size)
{
    spool_write(user, bytes, size);
}

static void put_string(struct tokens *t, const char *s)
{
    spool_write(&t->spool, s, strlen(s));
}

static void put_piece(struct tokens *t, const struct galley_token *token)
{
    json_escape(put, &t->spool, token->data, token->size);
}

/* The token is complete. */
static void print_token(struct tokens *t)
{
    char buffer[4096];
    size_t n;

    spool_seek(&t->spool, 0);
    while ((n = spool_read(&t->spool, buffer, sizeof buffer)) > 0)
        out(buffer, n);
    spool_cut(&t->spool, 0);
    t->part = PART_NONE;
    t->attributes = 0;
    t->doctype = 0;
}

static void text(struct tokens *t, const struct galley_token *token)
{
    if (token->size == 0)
        return;
    if (t->part != PART_TEXT)
        out_string("[\"Character\",\"");
    t->part = PART_TEXT;
    json_escape(out_sink, NULL, token->data, token->size);
}

/* A piece of the string that follows the token's kind. */
static void name(struct tokens *t, const struct galley_token *token,
                 const char *kind)
{
    if (t->part != PART_NAME) {
        put_string(t, "[\"");
        put_string(t, kind);
        put_string(t, "\",\"");
    }
    t->part = PART_NAME;
    put_piece(t, token);
}

static void comment(struct tokens *t, const struct galley_token *token)
{
    name(t, token, "Comment");
    if (token->flags & GALLEY_FLAG_LAST) {
        put_string(t, "\"]\n");
        print_token(t);
    }
}

/* Ends the tag's name or the last attribute's value. */
static void end_part(struct tokens *t)
{
    if (t->part == PART_NAME)
        put_string(t, "\",{");
    else if (t->part == PART_VALUE)
        put_string(t, "\"");
}

static void end_tag(struct tokens *t, const struct galley_token *token)
{
    name(t, token, "EndTag");
    if (token->flags & GALLEY_FLAG_LAST) {
        put_string(t, "\"");
        t->part = PART_END_TAG;
    }
}

static void tag(struct tokens *t, const struct galley_token *token)
{
    if (t->part != PART_END_TAG) {
        end_part(t);
        put_string(t, "}");
        if (token->flags & GALLEY_FLAG_SELF_CLOSING)
            put_string(t, ",true");
    }
    put_string(t, "]\n");
    print_token(t);
}

/* Attributes of end tags are no part of the token. */
static void attribute_name(struct tokens *t, const struct galley_token *token)
{
    if (t->part == PART_END_TAG)
        return;
    if (t->part != PART_ATTRIBUTE) {
        end_part(t);
        t->attribute_at = t->spool.size;
        put_string(t, t->attributes++ > 0 ? ",\"" : "\"");
    }
    t->part = PART_ATTRIBUTE;
    put_piece(t, token);
    if (token->flags & GALLEY_FLAG_DUPLICATE) {
        spool_cut(&t->spool, t->attribute_at);
        t->attributes--;
        t->part = PART_NONE;
    } else if (token->flags & GALLEY_FLAG_LAST) {
        put_string(t, "\":\"");
        t->part = PART_VALUE;
    }
}

static void attribute_value(struct tokens *t,
                            const struct galley_token *token)
{
    if (t->part != PART_END_TAG)
        put_piece(t, token);
}

/* part: 0 the name, 1 the public and 2 the system identifier. */
static void doctype_part(struct tokens *t, const struct galley_token *token,
                         int part)
{
    if (t->part != PART_NAME) {
        if (t->doctype == 0)
            put_string(t, "[\"DOCTYPE\"");
        while (t->doctype++ < part)
            put_string(t, ",null");
        put_string(t, ",\"");
        t->part = PART_NAME;
    }
    put_piece(t, token);
    if (token->flags & GALLEY_FLAG_LAST) {
        put_string(t, "\"");
        t->part = PART_NONE;
    }
}

static void doctype(struct tokens *t, const struct galley_token *token)
{
    if (t->doctype == 0)
        put_string(t, "[\"DOCTYPE\"");
    while (t->doctype++ < 3)
        put_string(t, ",null");
    put_string(t, token->flags & GALLEY_FLAG_FORCE_QUIRKS ? ",false]\n"
                                                          : ",true]\n");
    print_token(t);
}

static void instruction(struct tokens *t, const struct galley_token *token)
{
    if (token->type == GALLEY_TOKEN_PI_TARGET) {
        name(t, token, "ProcessingInstruction");
        if (token->flags & GALLEY_FLAG_LAST)
            put_string(t, "\",\"");
        return;
    }
    put_piece(t, token);
    if (token->flags & GALLEY_FLAG_LAST) {
        put_string(t, "\"]\n");
        print_token(t);
    }
}

static void print_piece(struct tokens *t, const struct galley_token *token)
{
    if (t->part == PART_TEXT && token->type != GALLEY_TOKEN_TEXT) {
        out_string("\"]\n");
        t->part = PART_NONE;
    }
    switch (token->type) {
    case GALLEY_TOKEN_TEXT:
        text(t, token);
        break;
    case GALLEY_TOKEN_START_TAG:
        name(t, token, "StartTag");
        break;
    case GALLEY_TOKEN_END_TAG:
        end_tag(t, token);
        break;
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
        attribute_name(t, token);
        break;
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
        attribute_value(t, token);
        break;
    case GALLEY_TOKEN_TAG:
        tag(t, token);
        break;
    case GALLEY_TOKEN_COMMENT:
        comment(t, token);
        break;
    case GALLEY_TOKEN_DOCTYPE_NAME:
    case GALLEY_TOKEN_DOCTYPE_PUBLIC:
    case GALLEY_TOKEN_DOCTYPE_SYSTEM:
        doctype_part(t, token, token->type - GALLEY_TOKEN_DOCTYPE_NAME);
        break;
    case GALLEY_TOKEN_DOCTYPE:
        doctype(t, token);
        break;
    case GALLEY_TOKEN_PI_TARGET:
    case GALLEY_TOKEN_PI_DATA:
        instruction(t, token);
        break;
    default:  /* the end: an unfinished tag goes with the spool */
        break;
    }
}

/* ---- the stages in front ---- */

static void tokenize(struct tokens *t, const struct galley_span *utf8)
{
    struct galley_token token;
    const char *p = utf8->data, *end = p + utf8->size;

    while (galley_tokenizer_next(&t->tokenizer, &p, end, &token))
        print_piece(t, &token);
}

/* What --charset says goes before what the response's head says. */
static void open_charset(struct tokens *t)
{
    const char *label = t->label;

    if (!t->charset_known)
        galley_charset_init(&t->charset, label,
                            label != NULL ? strlen(label) : 0);
    t->charset_known = true;
}

static int decode_some(struct tokens *t, const char *p, const char *end)
{
    struct galley_span utf8;
    int more;

    while ((more = galley_charset_next(&t->charset, &p, end, &utf8)) > 0)
        tokenize(t, &utf8);
    return more;
}

/* The charset stage takes a byte order mark for itself; html5lib-tests want
 * it passed through, so UTF-8's is said twice. */
static int decode(struct tokens *t, const char *p, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *end = p + size;
    int result = GALLEY_OK;

    open_charset(t);
    while (p < end && t->mark >= 0 && result == GALLEY_OK) {
        t->mark = *p == mark[t->mark] ? t->mark + 1 : -1;
        result = decode_some(t, p, p + 1);
        p++;
        if (t->mark == 3 && result == GALLEY_OK) {
            t->mark = -1;
            result = decode_some(t, mark, mark + 3);
        }
    }
    return result == GALLEY_OK ? decode_some(t, p, end) : result;
}

static int decode_response(struct tokens *t, struct galley_http *http,
                           const char *p, size_t size)
{
    struct galley_span body;
    const char *end = p + size;
    int more;

    while ((more = galley_http_next(http, &p, end, &body)) > 0) {
        if (t->label == NULL && http->charset[0] != '\0')
            t->label = http->charset;
        if ((more = decode(t, body.data, body.size)) < 0)
            break;
    }
    return more;
}

static int finish(struct tokens *t)
{
    struct galley_span utf8;
    struct galley_token token;
    int more;

    open_charset(t);
    while ((more = galley_charset_finish(&t->charset, &utf8)) > 0)
        tokenize(t, &utf8);
    if (more < 0)
        return more;
    while (galley_tokenizer_finish(&t->tokenizer, &token))
        print_piece(t, &token);
    return GALLEY_OK;
}

static void begin(struct tokens *t, const struct command *command)
{
    memset(t, 0, sizeof *t);
    t->label = command->charset;
    galley_tokenizer_init(&t->tokenizer);
    if (command->last_start_tag != NULL)
        galley_tokenizer_last_start_tag(&t->tokenizer,
                                        command->last_start_tag,
                                        strlen(command->last_start_tag));
    if (command->state != GALLEY_STATE_DATA)
        galley_tokenizer_switch(&t->tokenizer, command->state);
}

int tokens_input(const struct command *command, struct input *in)
{
    struct tokens t;
    struct galley_http http;
    const char *chunk;
    size_t size;
    int more, result = GALLEY_OK;

    begin(&t, command);
    galley_http_init(&http);
    http.captured = 1;
    while ((more = input_next(in, &chunk, &size)) > 0) {
        if (result == GALLEY_OK)
            result = command->http
                         ? decode_response(&t, &http, chunk, size)
                         : decode(&t, chunk, size);
    }
    if (result == GALLEY_OK && command->http)
        result = galley_http_finish(&http);
    if (result == GALLEY_OK)
        result = finish(&t);
    if (t.part == PART_TEXT)
        out_string("\"]\n");
    spool_cut(&t.spool, 0);
    free(t.spool.memory);
    if (more < 0)
        return report_read(in->name);
    return report(in->name, result, in->url, http.location);
}
