#include "stages.h"

#include <string.h>

#define PART 0xFF
#define TOKEN 0xFE
#define ABSENT 0xFD

struct reader {
    struct galley_tokenizer t;
    const struct tokens *with;
    struct log *log;
    size_t open;      /* where an unfinished token begins in the log */
    size_t attribute; /* where the attribute's name begins */
    int type;         /* of the token that is open, 0: none */
    int parts;        /* of a DOCTYPE that are written */
    int in_value;
    int ended;
    uint8_t next;     /* state after the open tag, in a browser */
    int utf8;         /* the input is, so far, as it should be */
    int tail;         /* bytes to come of its last character */
};

static void put_byte(struct reader *r, int byte)
{
    unsigned char b = (unsigned char)byte;

    log_add(r->log, &b, 1);
}

static void begin(struct reader *r, int type, int letter)
{
    r->type = type;
    r->open = r->log->size;
    r->parts = 0;
    put_byte(r, letter);
}

static void end(struct reader *r)
{
    put_byte(r, TOKEN);
    r->type = 0;
}

/* The hash of the whole name that the log ends with, from this offset on. */
static void check_hash(struct reader *r, const struct galley_token *token,
                       size_t from)
{
    uint32_t hash = 2166136261u;

    for (; from < r->log->size; from++)
        hash = (hash ^ (uint8_t)r->log->text[from]) * 16777619u;
    if (token->flags & GALLEY_FLAG_LAST && token->hash != hash)
        log_complain(r->log, "the last piece has the name's hash");
}

/* A name, comment and so on, in pieces up to the one marked last. */
static void piece(struct reader *r, const struct galley_token *token)
{
    log_add(r->log, token->data, token->size);
    if (token->flags & GALLEY_FLAG_LAST)
        put_byte(r, PART);
}

/* Leaves only the name. */
static void cut_attributes(struct reader *r)
{
    const char *name = r->log->text + r->open;
    const char *end = memchr(name, PART, r->log->size - r->open);

    r->log->size = r->open + (size_t)(end - name) + 1;
}

/* The state that a browser is in after a start tag of this name, in HTML. */
static unsigned char state_after(const char *name, size_t size)
{
    static const struct {
        const char *name;
        unsigned char state;
    } tags[] = {
        {"title", GALLEY_STATE_RCDATA},
        {"textarea", GALLEY_STATE_RCDATA},
        {"style", GALLEY_STATE_RAWTEXT},
        {"script", GALLEY_STATE_SCRIPT_DATA},
        {"plaintext", GALLEY_STATE_PLAINTEXT},
    };
    size_t i;

    for (i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (size == strlen(tags[i].name)
            && memcmp(name, tags[i].name, size) == 0)
            return tags[i].state;
    return GALLEY_STATE_DATA;
}

/* A piece of a tag's name, whose letter was written before it. */
static void name_token(struct reader *r, const struct galley_token *token)
{
    size_t begin = r->open + 1;

    log_add(r->log, token->data, token->size);
    check_hash(r, token, begin);
    if (token->flags & GALLEY_FLAG_LAST)
        put_byte(r, PART);
    r->attribute = 0;
    r->next = GALLEY_STATE_DATA;
    if (token->flags & GALLEY_FLAG_LAST && r->type == GALLEY_TOKEN_START_TAG)
        r->next = state_after(r->log->text + begin,
                              r->log->size - begin - 1);
}

static void tag_token(struct reader *r, const struct galley_token *token)
{
    switch (token->type) {
    case GALLEY_TOKEN_START_TAG:
    case GALLEY_TOKEN_END_TAG:
        if (!r->type)
            begin(r, token->type,
                  token->type == GALLEY_TOKEN_START_TAG ? 'S' : 'E');
        name_token(r, token);
        break;
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
        if (r->in_value)
            put_byte(r, PART);
        if (r->in_value || !r->attribute)
            r->attribute = r->log->size;
        r->in_value = 0;
        log_add(r->log, token->data, token->size);
        check_hash(r, token, r->attribute);
        if (token->flags & GALLEY_FLAG_LAST)
            put_byte(r, PART);
        if (token->flags & GALLEY_FLAG_DUPLICATE) {
            r->log->size = r->attribute;
            r->attribute = 0;
        } else if (token->flags & GALLEY_FLAG_LAST) {
            r->in_value = 1;
        }
        break;
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
        if (!r->in_value)
            log_complain(r->log, "a value follows a new attribute's name");
        log_add(r->log, token->data, token->size);
        break;
    default:
        if (r->in_value)
            put_byte(r, PART);
        r->in_value = 0;
        if (r->with->bare_end_tags && r->type == GALLEY_TOKEN_END_TAG)
            cut_attributes(r);
        else if (token->flags & GALLEY_FLAG_SELF_CLOSING)
            put_byte(r, '/');
        end(r);
    }
}

static void doctype_token(struct reader *r, const struct galley_token *token)
{
    int part = token->type - GALLEY_TOKEN_DOCTYPE_NAME;

    if (r->type != GALLEY_TOKEN_DOCTYPE)
        begin(r, GALLEY_TOKEN_DOCTYPE, 'D');
    for (; r->parts < part; r->parts++) {
        put_byte(r, ABSENT);
        put_byte(r, PART);
    }
    if (token->type == GALLEY_TOKEN_DOCTYPE) {
        put_byte(r, token->flags & GALLEY_FLAG_FORCE_QUIRKS ? 'n' : 'y');
        end(r);
        return;
    }
    piece(r, token);
    if (token->flags & GALLEY_FLAG_LAST)
        r->parts++;
}

static void add(struct reader *r, const struct galley_token *token)
{
    if (r->type == GALLEY_TOKEN_TEXT && token->type != GALLEY_TOKEN_TEXT)
        end(r);
    switch (token->type) {
    case GALLEY_TOKEN_TEXT:
        if (!r->type)
            begin(r, GALLEY_TOKEN_TEXT, 'C');
        log_add(r->log, token->data, token->size);
        break;
    case GALLEY_TOKEN_START_TAG:
    case GALLEY_TOKEN_END_TAG:
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
    case GALLEY_TOKEN_TAG:
        tag_token(r, token);
        break;
    case GALLEY_TOKEN_COMMENT:
        if (!r->type)
            begin(r, GALLEY_TOKEN_COMMENT, 'M');
        piece(r, token);
        if (token->flags & GALLEY_FLAG_LAST)
            end(r);
        break;
    case GALLEY_TOKEN_DOCTYPE_NAME:
    case GALLEY_TOKEN_DOCTYPE_PUBLIC:
    case GALLEY_TOKEN_DOCTYPE_SYSTEM:
    case GALLEY_TOKEN_DOCTYPE:
        doctype_token(r, token);
        break;
    case GALLEY_TOKEN_PI_TARGET:
        begin(r, GALLEY_TOKEN_PI_TARGET, 'P');
        piece(r, token);
        break;
    case GALLEY_TOKEN_PI_DATA:
        piece(r, token);
        if (token->flags & GALLEY_FLAG_LAST)
            end(r);
        break;
    case GALLEY_TOKEN_END:
        if (r->type) /* cut off by the end of the input */
            r->log->size = r->open;
        r->type = 0;
        break;
    default:
        log_complain(r->log, "a known type");
    }
}

/* What the header promises of every token. */
static void check(struct reader *r, const struct galley_token *token,
                  int type, const char *piece, size_t size)
{
    const char *held = (const char *)&r->t;
    size_t n = token->size;

    if (type != token->type)
        log_complain(r->log, "the result is the token's type");
    if (r->ended)
        log_complain(r->log, "the end is the last token");
    r->ended = type == GALLEY_TOKEN_END;
    if (!n && !(token->flags & GALLEY_FLAG_LAST) &&
        token->type != GALLEY_TOKEN_TAG && token->type != GALLEY_TOKEN_END &&
        token->type != GALLEY_TOKEN_DOCTYPE)
        log_complain(r->log, "no empty piece");
    if (token->data >= held && token->data + n <= held + sizeof r->t)
        return;
    if (!piece || token->data < piece || token->data + n > piece + size) {
        log_complain(r->log, "data is in the piece or in the struct");
        return;
    }
    if (r->utf8 && n && ((unsigned char)*token->data & 0xC0) == 0x80 &&
        token->data != piece)
        log_complain(r->log, "no piece begins inside a character");
    if (r->utf8 && n && token->data + n != piece + size &&
        ((unsigned char)token->data[n] & 0xC0) == 0x80)
        log_complain(r->log, "no piece ends inside a character");
}

/* Has every character the bytes that its first byte asks for? */
static void check_input(struct reader *r, const char *piece, size_t size)
{
    for (; size; size--, piece++) {
        unsigned char c = (unsigned char)*piece;

        if ((r->tail != 0) != ((c & 0xC0) == 0x80) || c >= 0xF8)
            r->utf8 = 0;
        if (r->tail)
            r->tail--;
        else
            r->tail = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0;
    }
}

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    const struct tokens *tokens = with;

    (void)log;
    memset((char *)r + sizeof r->t, 0, sizeof *r - sizeof r->t);
    r->utf8 = 1;
    r->with = tokens;
    galley_tokenizer_init(&r->t);
    galley_tokenizer_allow_cdata(&r->t, tokens->cdata);
    if (tokens->last)
        galley_tokenizer_last_start_tag(&r->t, tokens->last,
                                        tokens->last_size);
    galley_tokenizer_switch(&r->t, tokens->state);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    const char *p = bytes;
    struct galley_token token;
    int type;

    r->log = log;
    check_input(r, bytes, n);
    while ((type = galley_tokenizer_next(&r->t, &p, bytes + n, &token)) !=
           GALLEY_TOKEN_NONE) {
        check(r, &token, type, bytes, n);
        add(r, &token);
        if (r->with->browser && type == GALLEY_TOKEN_TAG
            && r->next != GALLEY_STATE_DATA)
            galley_tokenizer_switch(&r->t, r->next);
    }
    if (p != bytes + n)
        log_complain(log, "no token means that the input is used up");
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    struct galley_token token;
    int type;

    r->log = log;
    while ((type = galley_tokenizer_finish(&r->t, &token)) !=
           GALLEY_TOKEN_NONE) {
        check(r, &token, type, NULL, 0);
        add(r, &token);
    }
    if (!r->ended)
        log_complain(log, "the last token is the end");
}

const struct stage tokenizer_stage = {sizeof(struct reader), init, feed,
                                      finish};
