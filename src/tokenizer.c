/*
 * The HTML tokenizer: UTF-8 in pieces of any size in, tokens out, as spans of
 * those pieces wherever the bytes are the same.  Holds struct
 * galley_tokenizer and nothing else; of the input at most GALLEY_HELD bytes,
 * where the standard asks to look ahead.
 *
 * The grammar is data, tokenizer_grammar.h.  Here are its interpreter, the
 * actions, and the scan that passes over the plain bytes of a state.  A
 * step makes one token at most, and stores the state before it returns.
 */
#include <string.h>

#include "../include/galley_tokenizer.h"
#include "entities.h"

/* t->flags; the first two are set in tokens as they are */
#define FLAG_SELF_CLOSING GALLEY_FLAG_SELF_CLOSING
#define FLAG_FORCE_QUIRKS GALLEY_FLAG_FORCE_QUIRKS
#define FLAG_DUPLICATE GALLEY_FLAG_DUPLICATE /* values are not delivered */
#define FLAG_END_TAG 0x10
#define FLAG_CDATA 0x20
#define FLAG_CR 0x40       /* a CR was the last byte: a LF belongs to it */
#define FLAG_FINISHED 0x80

/* ---- the grammar's tables ---- */

enum state {
#define STATE(name, type, stops) STATE_##name,
#define ON(on, next, action)
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
    STATE_RETURN
};

/* Beyond the characters: sets of them, 0x80 and a bit for each class. */
#define CLASS_SPACE 0x01
#define CLASS_UPPER 0x02
#define CLASS_LOWER 0x04
#define CLASS_DIGIT 0x08
#define CLASS_HEX 0x10 /* the letters */
#define CLASS_END 0x20
#define NUL 0
#define SPACE (0x80 | CLASS_SPACE)
#define UPPER (0x80 | CLASS_UPPER)
#define ALPHA (0x80 | CLASS_UPPER | CLASS_LOWER)
#define DIGIT (0x80 | CLASS_DIGIT)
#define ALNUM (0x80 | CLASS_UPPER | CLASS_LOWER | CLASS_DIGIT)
#define HEX (0x80 | CLASS_HEX | CLASS_DIGIT)
#define END (0x80 | CLASS_END)
#define ANY 0xFF

/* The character at the end of the file. */
#define END_OF_FILE 0x100u

static uint8_t class_of(unsigned c)
{
    if (c - 'a' < 26)
        return c <= 'f' ? CLASS_LOWER | CLASS_HEX : CLASS_LOWER;
    if (c - 'A' < 26)
        return c <= 'F' ? CLASS_UPPER | CLASS_HEX : CLASS_UPPER;
    if (c - '0' < 10)
        return CLASS_DIGIT;
    if (c == ' ' || c == '\n' || c == '\t' || c == '\f')
        return CLASS_SPACE;
    return c == END_OF_FILE ? CLASS_END : 0;
}

enum action {
    ACTION_GO,
    /* act_in_text */
    ACTION_EMIT,
    ACTION_REPLACE,
    ACTION_LOWER,
    ACTION_SUSPEND,
    ACTION_HOLD,
    ACTION_HOLD_ONLY,
    ACTION_HOLD_AND_FLUSH,
    ACTION_HOLD_IF_CDATA,
    ACTION_HOLD_LAST_TAG,
    ACTION_HOLD_SCRIPT,
    ACTION_FLUSH,
    ACTION_FLUSH_SCRIPT,
    ACTION_DISCARD,
    ACTION_WORD,
    /* act_in_markup */
    ACTION_LAST,
    ACTION_START_TAG,
    ACTION_END_TAG,
    ACTION_APPROPRIATE,
    ACTION_TAG,
    ACTION_TAG_SELF_CLOSING,
    ACTION_QUIRKS,
    ACTION_LAST_QUIRKS,
    ACTION_DOCTYPE,
    ACTION_TARGET,
    ACTION_FINISH,
    /* act_in_reference */
    ACTION_NAME,
    ACTION_NAME_GOES_ON,
    ACTION_NAME_SEMICOLON,
    ACTION_NAME_RESOLVE,
    ACTION_NUMBER,
    ACTION_NUMBER_GOES_ON_10,
    ACTION_NUMBER_GOES_ON_16,
    ACTION_NUMBER_RESOLVE,
    ACTION_CONSUMES_NOT = 0x80
};
#define ACTION_AGAIN(action) (ACTION_CONSUMES_NOT | ACTION_##action)

struct rule {
    uint8_t on;
    uint8_t next;
    uint8_t action;
};

static const struct rule rules[] GALLEY_FLASH = {
#define STATE(name, type, stops)
#define ON(on, next, action) {on, STATE_##next, ACTION_##action},
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
};

/* The number of each state's first rule, by counting lines. */
enum rule_number {
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define STATE(name, type, stops) RULE_##name, BEFORE_##name = RULE_##name - 1,
#define ON(on, next, action) JOIN(RULE_LINE_, __LINE__),
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
    RULES
};

#define TYPE_NONE GALLEY_TOKEN_NONE /* that of the state to return to */
#define TYPE_TEXT GALLEY_TOKEN_TEXT
#define TYPE_TAG_NAME GALLEY_TOKEN_START_TAG /* or END_TAG, by the flag */
#define TYPE_ATTRIBUTE_NAME GALLEY_TOKEN_ATTRIBUTE_NAME
#define TYPE_ATTRIBUTE_VALUE GALLEY_TOKEN_ATTRIBUTE_VALUE
#define TYPE_TAG GALLEY_TOKEN_TAG
#define TYPE_COMMENT GALLEY_TOKEN_COMMENT
#define TYPE_DOCTYPE_NAME GALLEY_TOKEN_DOCTYPE_NAME
#define TYPE_DOCTYPE_PUBLIC GALLEY_TOKEN_DOCTYPE_PUBLIC
#define TYPE_DOCTYPE_SYSTEM GALLEY_TOKEN_DOCTYPE_SYSTEM
#define TYPE_DOCTYPE GALLEY_TOKEN_DOCTYPE
#define TYPE_PI_DATA GALLEY_TOKEN_PI_DATA

/* What a state's scan stops at, besides NUL and CR.  It may stop at more
 * than it must: the rules decide. */
enum stops {
    STOPS_NOTHING, /* no scan */
    STOPS_NAME,
    STOPS_UNQUOTED,
    STOPS_TEXT, /* from here on a word at a time */
    STOPS_RAW,
    STOPS_ESCAPED,
    STOPS_DASH,
    STOPS_DOUBLE_QUOTED,
    STOPS_SINGLE_QUOTED,
    STOPS_GREATER_THAN_SIGN,
    STOPS_BRACKET
};

struct state_info {
    uint16_t rule;
    uint8_t type;
    uint8_t stops;
};

static const struct state_info states[] GALLEY_FLASH = {
#define STATE(name, type, stops) {RULE_##name, TYPE_##type, STOPS_##stops},
#define ON(on, next, action)
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
};

/* ---- the scan ---- */

#if GALLEY_SCAN

#define MASK_TEXT 0x01
#define MASK_RAW 0x02
#define MASK_DASH 0x04
#define MASK_NAME 0x08
#define MASK_DOUBLE_QUOTED 0x10
#define MASK_SINGLE_QUOTED 0x20
#define MASK_UNQUOTED 0x40
#define MASK_MARKUP 0x80

/* By enum stops: the bit in stop_bytes, the one or two characters that the
 * word-wise scan looks for. */
static const uint8_t stop_sets[][3] GALLEY_FLASH = {
    {0, 0, 0},
    {MASK_NAME, 0, 0},
    {MASK_UNQUOTED, 0, 0},
    {MASK_TEXT, '&', '<'},
    {MASK_RAW, '<', '<'},
    {MASK_RAW | MASK_DASH, '<', '-'},
    {MASK_DASH, '-', '-'},
    {MASK_DOUBLE_QUOTED, '"', '&'},
    {MASK_SINGLE_QUOTED, '\'', '&'},
    {MASK_MARKUP, '>', '?'},
    {MASK_MARKUP, ']', ']'},
};

#define BLANK (MASK_NAME | MASK_UNQUOTED)
#define CAPITAL MASK_NAME

static const uint8_t stop_bytes[128] GALLEY_FLASH = {
    ['\0'] = 0xFF, ['\r'] = 0xFF,
    ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, [' '] = BLANK,
    ['&'] = MASK_TEXT | MASK_DOUBLE_QUOTED | MASK_SINGLE_QUOTED |
            MASK_UNQUOTED,
    ['<'] = MASK_TEXT | MASK_RAW,
    ['-'] = MASK_DASH,
    ['"'] = MASK_DOUBLE_QUOTED | MASK_UNQUOTED,
    ['\''] = MASK_SINGLE_QUOTED | MASK_UNQUOTED,
    ['/'] = MASK_NAME, ['='] = MASK_NAME,
    ['>'] = MASK_NAME | MASK_UNQUOTED | MASK_MARKUP,
    ['?'] = MASK_MARKUP, [']'] = MASK_MARKUP,
    ['A'] = CAPITAL, ['B'] = CAPITAL, ['C'] = CAPITAL, ['D'] = CAPITAL,
    ['E'] = CAPITAL, ['F'] = CAPITAL, ['G'] = CAPITAL, ['H'] = CAPITAL,
    ['I'] = CAPITAL, ['J'] = CAPITAL, ['K'] = CAPITAL, ['L'] = CAPITAL,
    ['M'] = CAPITAL, ['N'] = CAPITAL, ['O'] = CAPITAL, ['P'] = CAPITAL,
    ['Q'] = CAPITAL, ['R'] = CAPITAL, ['S'] = CAPITAL, ['T'] = CAPITAL,
    ['U'] = CAPITAL, ['V'] = CAPITAL, ['W'] = CAPITAL, ['X'] = CAPITAL,
    ['Y'] = CAPITAL, ['Z'] = CAPITAL,
};

#if SIZE_MAX >= 0xFFFFFFFF
#define WORD sizeof(size_t)
#define EACH_BYTE(c) ((size_t)-1 / 0xFF * (c))

/* Passes over words without a stop.  A byte is zero after the exclusive or
 * when it is the one looked for, and zero after the mask when it is NUL or
 * CR (or one of six other controls, harmless here); subtracting 1 then sets
 * its high bit, and so may it only above such a byte.  Bytes that had it set
 * before are not ASCII, so no stops. */
static const char *scan_words(const char *p, const char *end, uint8_t a,
                              uint8_t b)
{
    const size_t as = EACH_BYTE((size_t)1) * a;
    const size_t bs = EACH_BYTE((size_t)1) * b;
    const size_t ones = EACH_BYTE((size_t)1);

    while ((size_t)(end - p) >= WORD) {
        size_t w;

        memcpy(&w, p, WORD);
        if ((((w ^ as) - ones) | ((w ^ bs) - ones) |
             ((w & EACH_BYTE((size_t)0xF2)) - ones)) &
            ~w & EACH_BYTE((size_t)0x80))
            break;
        p += WORD;
    }
    return p;
}
#else
#define WORD 1
#endif

/* The first byte at or after p that is no plain byte of the state. */
static const char *scan(uint8_t stops, const char *p, const char *end)
{
    const uint8_t *set = stop_sets[stops];
    uint8_t mask = GALLEY_READ8(&set[0]);

    while (p != end) {
        size_t n = (size_t)(end - p);

#if SIZE_MAX >= 0xFFFFFFFF
        if (stops >= STOPS_TEXT) {
            p = scan_words(p, end, GALLEY_READ8(&set[1]),
                           GALLEY_READ8(&set[2]));
            n = (size_t)(end - p) < WORD ? (size_t)(end - p) : WORD;
        }
#endif
        for (; n; n--, p++) {
            uint8_t c = (uint8_t)*p;

            if (c < 0x80 && (GALLEY_READ8(&stop_bytes[c]) & mask))
                return p;
        }
    }
    return p;
}

#endif

/* ---- tokens ---- */

#define FNV_BASIS 2166136261ul
#define FNV_PRIME 16777619ul

static void note_attribute_name(struct galley_tokenizer *t, const char *name,
                                size_t size)
{
    uint32_t hash = t->hash;

    for (; size; size--)
        hash = (uint32_t)((hash ^ (uint8_t)*name++) * FNV_PRIME);
    t->hash = hash;
}

static void note_start_tag(struct galley_tokenizer *t, const char *name,
                           size_t size)
{
    if (t->last_size > GALLEY_LAST_TAG ||
        size > (size_t)(GALLEY_LAST_TAG - t->last_size)) {
        t->last_size = 255;
        return;
    }
    memcpy(t->last + t->last_size, name, size);
    t->last_size = (uint8_t)(t->last_size + size);
}

static uint8_t type_of(const struct galley_tokenizer *t)
{
    uint8_t type = GALLEY_READ8(&states[t->state].type);

    if (type == TYPE_NONE)
        type = GALLEY_READ8(&states[t->return_state].type);
    if (type == TYPE_TAG_NAME && (t->flags & FLAG_END_TAG))
        type = GALLEY_TOKEN_END_TAG;
    return type;
}

/* Fills in a token of the state's type. */
static void deliver(struct galley_tokenizer *t, struct galley_token *token,
                    const char *data, size_t size)
{
    token->type = type_of(t);
    token->flags = 0;
    token->data = data;
    token->size = size;
    if (token->type == GALLEY_TOKEN_ATTRIBUTE_NAME)
        note_attribute_name(t, data, size);
    else if (token->type == GALLEY_TOKEN_START_TAG)
        note_start_tag(t, data, size);
}

/* The whole name of an attribute has been met: is it a new one? */
static uint8_t check_duplicate(struct galley_tokenizer *t)
{
    uint32_t hash = t->hash;
    uint8_t i;

    t->hash = FNV_BASIS;
    t->flags &= (uint8_t)~FLAG_DUPLICATE;
    for (i = 0; i < t->attributes; i++)
        if (t->attribute[i] == hash) {
            t->flags |= FLAG_DUPLICATE;
            return GALLEY_FLAG_DUPLICATE;
        }
    if (t->attributes < GALLEY_ATTRIBUTES)
        t->attribute[t->attributes++] = hash;
    return 0;
}

static void mark_last(struct galley_tokenizer *t, struct galley_token *token)
{
    token->flags |= GALLEY_FLAG_LAST;
    if (token->type == GALLEY_TOKEN_ATTRIBUTE_NAME)
        token->flags |= check_duplicate(t);
}

/* ---- actions ---- */

/* What came of an action. */
#define DECLINED 0  /* the rule does not fit after all */
#define STAYED 1    /* consumed, the state stays */
#define DONE 2
#define DELIVERED 3 /* done, and a token was made */

/* The bytes that a step works on: c is *p, with CR as LF, or the end. */
struct input {
    const char *p;
    const char *end;
    unsigned c;
    size_t size; /* bytes that the step consumes */
};

static int deliver_held(struct galley_tokenizer *t,
                        struct galley_token *token)
{
    uint8_t size = t->held_size;

    t->held_size = 0;
    if (!size)
        return DONE;
    deliver(t, token, t->held, size);
    return DELIVERED;
}

static int deliver_last(struct galley_tokenizer *t,
                        struct galley_token *token)
{
    t->held_size = 0;
    deliver(t, token, t->held, 0);
    mark_last(t, token);
    return DELIVERED;
}

/* One character, all bytes of it that are there. */
static int emit(struct galley_tokenizer *t, struct galley_token *token,
                struct input *in)
{
    const char *p = in->p;

    if ((uint8_t)*p != in->c) {
        t->held[0] = (char)in->c;
        deliver(t, token, t->held, 1);
        return DELIVERED;
    }
    if (in->c >= 0x80)
        while (p + in->size != in->end &&
               ((uint8_t)p[in->size] & 0xC0) == 0x80)
            in->size++;
    deliver(t, token, p, in->size);
    return DELIVERED;
}

static int replace(struct galley_tokenizer *t, struct galley_token *token)
{
    t->held[0] = (char)0xEF;
    t->held[1] = (char)0xBF;
    t->held[2] = (char)0xBD;
    deliver(t, token, t->held, 3);
    return DELIVERED;
}

static int lower(struct galley_tokenizer *t, struct galley_token *token,
                 struct input *in)
{
    size_t n = 0;

    while (n < GALLEY_HELD && in->p + n != in->end) {
        uint8_t c = (uint8_t)(in->p[n] | 0x20);

        if (c < 'a' || c > 'z')
            break;
        t->held[n++] = (char)c;
    }
    in->size = n;
    deliver(t, token, t->held, n);
    return DELIVERED;
}

static int hold(struct galley_tokenizer *t, unsigned c)
{
    if (t->held_size == GALLEY_HELD)
        return DECLINED;
    t->held[t->held_size++] = (char)c;
    return DONE;
}

/* 1: c fits w, a character of a word; small letters of the word fit in both
 * cases. */
static int fits(unsigned c, uint8_t w)
{
    return c == w || (w >= 'a' && w <= 'z' && c == w - 0x20u);
}

/* The words of the standard, NUL after each. */
static const char words[] GALLEY_FLASH =
    "doctype\0[CDATA[\0public\0system\0script\0xml-stylesheet";
#define WORD_DOCTYPE 0
#define WORD_CDATA 8
#define WORD_PUBLIC 16
#define WORD_SYSTEM 23
#define WORD_SCRIPT 30
#define WORD_XML 37

static uint8_t word_char(uint8_t word, uint8_t at)
{
    return (uint8_t)GALLEY_READ8(&words[word + at]);
}

/* HOLD while a word goes on; the word starts after `skip` held bytes. */
static int hold_word(struct galley_tokenizer *t, unsigned c, uint8_t word,
                     uint8_t skip)
{
    uint8_t w = word_char(word, (uint8_t)(t->held_size - skip));

    return w && fits(c, w) ? hold(t, c) : DECLINED;
}

/* "<script" or "</script": bytes before the word. */
static uint8_t before_script(const struct galley_tokenizer *t)
{
    return t->state == STATE_SCRIPT_DATA_DOUBLE_ESCAPE_END ? 2 : 1;
}

static int flush_script(struct galley_tokenizer *t,
                        struct galley_token *token)
{
    if (t->held_size != before_script(t) + 6)
        return DECLINED;
    return deliver_held(t, token);
}

static int word_goes_on(struct galley_tokenizer *t, unsigned c)
{
    uint8_t word = WORD_DOCTYPE;

    if (t->state == STATE_MARKUP_DECLARATION_CDATA)
        word = WORD_CDATA;
    else if (t->state == STATE_AFTER_DOCTYPE_NAME_PUBLIC)
        word = WORD_PUBLIC;
    else if (t->state == STATE_AFTER_DOCTYPE_NAME_SYSTEM)
        word = WORD_SYSTEM;
    if (hold_word(t, c, word, 0) == DECLINED)
        return DECLINED;
    if (word_char(word, t->held_size))
        return STAYED;
    t->held_size = 0;
    return DONE;
}

/* "</" and the last start tag's name so far are held. */
static int hold_last_tag(struct galley_tokenizer *t, unsigned c)
{
    uint8_t at = (uint8_t)(t->held_size - 2);

    if (t->last_size > GALLEY_LAST_TAG || at == t->last_size ||
        !fits(c, (uint8_t)t->last[at]))
        return DECLINED;
    return hold(t, c);
}

static void begin_tag(struct galley_tokenizer *t, uint8_t end_tag)
{
    t->held_size = 0;
    t->attributes = 0;
    t->hash = FNV_BASIS;
    t->flags &= (uint8_t)~(FLAG_SELF_CLOSING | FLAG_DUPLICATE | FLAG_END_TAG);
    t->flags |= end_tag;
    if (!end_tag)
        t->last_size = 0;
}

/* Is what is held the end tag of the last start tag? */
static int appropriate_end_tag(struct galley_tokenizer *t,
                               struct galley_token *token)
{
    if (t->last_size != t->held_size - 2)
        return DECLINED;
    begin_tag(t, FLAG_END_TAG);
    t->state = STATE_TAG_NAME;
    deliver(t, token, t->last, t->last_size);
    mark_last(t, token);
    return DELIVERED;
}

static int deliver_tag(struct galley_tokenizer *t, struct galley_token *token,
                       uint8_t flags)
{
    deliver(t, token, t->held, 0);
    token->type = GALLEY_TOKEN_TAG;
    token->flags = flags;
    return DELIVERED;
}

/* "?" and a target are held; "xml" and "xml-stylesheet" are none. */
static int deliver_target(struct galley_tokenizer *t,
                          struct galley_token *token)
{
    char *target = t->held + 1;
    uint8_t size = (uint8_t)(t->held_size - 1);
    uint8_t i = 0;

    while (i < size && fits((uint8_t)target[i], word_char(WORD_XML, i)))
        i++;
    if (i == size && (size == 3 || size == 14))
        return DECLINED;
    for (i = 0; i < size; i++)
        if (target[i] >= 'A' && target[i] <= 'Z')
            target[i] = (char)(target[i] | 0x20);
    t->held_size = 0;
    deliver(t, token, target, size);
    token->type = GALLEY_TOKEN_PI_TARGET;
    token->flags = GALLEY_FLAG_LAST;
    return DELIVERED;
}

static int finish_file(struct galley_tokenizer *t, struct galley_token *token)
{
    t->flags |= FLAG_FINISHED;
    token->type = GALLEY_TOKEN_END;
    token->flags = 0;
    token->data = t->held;
    token->size = 0;
    return DELIVERED;
}

/* ---- actions of character references ---- */

/* held[] begins with what the reference became, size bytes; behind '&' and
 * the `used` bytes of the name stands the rest, which is text. */
static int deliver_reference(struct galley_tokenizer *t,
                             struct galley_token *token, uint8_t size,
                             uint8_t used)
{
    uint8_t rest = (uint8_t)(t->held_size - 1 - used);

    memmove(t->held + size, t->held + 1 + used, rest);
    t->held_size = (uint8_t)(size + rest);
    return deliver_held(t, token);
}

/* The name has ended without a ';': the longest one is used, but not in an
 * attribute where the text goes on as a word or with '='. */
static int resolve_name(struct galley_tokenizer *t,
                        struct galley_token *token, unsigned c)
{
    const struct galley_entity *e = &t->reference.entity;

    if (e->best == 0)
        return deliver_held(t, token);
    if (type_of(t) == GALLEY_TOKEN_ATTRIBUTE_VALUE &&
        (t->held_size > 1 + e->best || c == '=' ||
         (class_of(c) & (CLASS_UPPER | CLASS_LOWER | CLASS_DIGIT))))
        return deliver_held(t, token);
    return deliver_reference(t, token, galley_entity_name(e, t->held),
                             e->best);
}

static int name_semicolon(struct galley_tokenizer *t,
                          struct galley_token *token)
{
    struct galley_entity *e = &t->reference.entity;

    if (!galley_entity_semicolon(e))
        return DECLINED;
    t->held_size = galley_entity_name(e, t->held);
    return deliver_held(t, token);
}

static int number_goes_on(struct galley_tokenizer *t, unsigned c,
                          uint8_t base)
{
    uint32_t digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10u;

    if (t->reference.code < 0x110000)
        t->reference.code = t->reference.code * base + digit;
    return DONE;
}

static int act_in_reference(struct galley_tokenizer *t,
                            struct galley_token *token, uint8_t action,
                            unsigned c)
{
    switch (action) {
    case ACTION_NAME:
        galley_entity_start(&t->reference.entity);
        return DONE;
    case ACTION_NAME_GOES_ON:
        if (!galley_entity_next(&t->reference.entity, (uint8_t)c))
            return DECLINED;
        return hold(t, c);
    case ACTION_NAME_SEMICOLON:
        return name_semicolon(t, token);
    case ACTION_NAME_RESOLVE:
        return resolve_name(t, token, c);
    case ACTION_NUMBER:
        t->reference.code = 0;
        return DONE;
    case ACTION_NUMBER_GOES_ON_10:
        return number_goes_on(t, c, 10);
    case ACTION_NUMBER_GOES_ON_16:
        return number_goes_on(t, c, 16);
    default: /* ACTION_NUMBER_RESOLVE */
        t->held_size = galley_entity_number(t->reference.code, t->held);
        return deliver_held(t, token);
    }
}

/* ---- the interpreter ---- */

static int act_in_text(struct galley_tokenizer *t, struct galley_token *token,
                       uint8_t action, struct input *in)
{
    switch (action) {
    case ACTION_EMIT:
        return emit(t, token, in);
    case ACTION_REPLACE:
        return replace(t, token);
    case ACTION_LOWER:
        return lower(t, token, in);
    case ACTION_SUSPEND:
        t->return_state = t->state;
        return hold(t, in->c);
    case ACTION_HOLD_ONLY:
        t->held_size = 0;
        return hold(t, in->c);
    case ACTION_HOLD_IF_CDATA:
        return t->flags & FLAG_CDATA ? hold(t, in->c) : DECLINED;
    case ACTION_HOLD_LAST_TAG:
        return hold_last_tag(t, in->c);
    case ACTION_HOLD_SCRIPT:
        return hold_word(t, in->c, WORD_SCRIPT, before_script(t));
    case ACTION_HOLD:
        return hold(t, in->c);
    case ACTION_HOLD_AND_FLUSH:
        hold(t, in->c);
        return deliver_held(t, token);
    case ACTION_FLUSH:
        return deliver_held(t, token);
    case ACTION_FLUSH_SCRIPT:
        return flush_script(t, token);
    case ACTION_DISCARD:
        t->held_size = 0;
        return DONE;
    default: /* ACTION_WORD */
        return word_goes_on(t, in->c);
    }
}

static int act_in_markup(struct galley_tokenizer *t,
                         struct galley_token *token, uint8_t action)
{
    switch (action) {
    case ACTION_LAST:
        return deliver_last(t, token);
    case ACTION_START_TAG:
        begin_tag(t, 0);
        return DONE;
    case ACTION_END_TAG:
        begin_tag(t, FLAG_END_TAG);
        return DONE;
    case ACTION_APPROPRIATE:
        return appropriate_end_tag(t, token);
    case ACTION_TAG:
        return deliver_tag(t, token, 0);
    case ACTION_TAG_SELF_CLOSING:
        return deliver_tag(t, token, GALLEY_FLAG_SELF_CLOSING);
    case ACTION_QUIRKS:
        t->held_size = 0;
        t->flags |= FLAG_FORCE_QUIRKS;
        return DONE;
    case ACTION_LAST_QUIRKS:
        t->flags |= FLAG_FORCE_QUIRKS;
        return deliver_last(t, token);
    case ACTION_DOCTYPE:
        deliver(t, token, t->held, 0);
        token->flags = t->flags & FLAG_FORCE_QUIRKS;
        t->flags &= (uint8_t)~FLAG_FORCE_QUIRKS;
        return DELIVERED;
    case ACTION_TARGET:
        return deliver_target(t, token);
    default: /* ACTION_FINISH */
        return finish_file(t, token);
    }
}

static int act(struct galley_tokenizer *t, struct galley_token *token,
               uint8_t action, struct input *in)
{
    if (action == ACTION_GO)
        return DONE;
    if (action <= ACTION_WORD)
        return act_in_text(t, token, action, in);
    if (action <= ACTION_FINISH)
        return act_in_markup(t, token, action);
    return act_in_reference(t, token, action, in->c);
}

/* Does a rule's character or set fit? */
static int rule_fits(uint8_t on, unsigned c, uint8_t class)
{
    if (on < 0x80)
        return on == c;
    return on == ANY || (on & class);
}

/* Takes the first rule of the state that fits.  in->size becomes the bytes
 * consumed; returns 1 when a token was made. */
static int step(struct galley_tokenizer *t, struct input *in,
                struct galley_token *token)
{
    const struct rule *rule = rules + GALLEY_READ16(&states[t->state].rule);
    uint8_t class = class_of(in->c);

    for (;; rule++) {
        uint8_t action = GALLEY_READ8(&rule->action);
        uint8_t next = GALLEY_READ8(&rule->next);
        int result;

        if (!rule_fits(GALLEY_READ8(&rule->on), in->c, class))
            continue;
        in->size = 1;
        result = act(t, token, action & (uint8_t)~ACTION_CONSUMES_NOT, in);
        if (result == DECLINED)
            continue;
        if (result != STAYED)
            t->state = next == STATE_RETURN ? t->return_state : next;
        if (action & ACTION_CONSUMES_NOT)
            in->size = 0;
        return result == DELIVERED &&
               !(token->type == GALLEY_TOKEN_ATTRIBUTE_VALUE &&
                 (t->flags & FLAG_DUPLICATE));
    }
}

#if GALLEY_SCAN
/* Passes over the plain bytes of the state; 1 when they made a token. */
static int step_over(struct galley_tokenizer *t, struct input *in,
                     struct galley_token *token)
{
    uint8_t stops = GALLEY_READ8(&states[t->state].stops);
    const char *p = in->p;

    if (stops == STOPS_NOTHING)
        return 0;
    in->p = scan(stops, p, in->end);
    if (in->p == p)
        return 0;
    deliver(t, token, p, (size_t)(in->p - p));
    return !(token->type == GALLEY_TOKEN_ATTRIBUTE_VALUE &&
             (t->flags & FLAG_DUPLICATE));
}
#else
#define step_over(t, in, token) 0
#endif

/* ---- the interface ---- */

void galley_tokenizer_init(struct galley_tokenizer *t)
{
    memset(t, 0, sizeof *t);
}

int galley_tokenizer_next(struct galley_tokenizer *t, const char **p,
                          const char *end, struct galley_token *token)
{
    struct input in;
    int delivered = 0;

    in.p = *p;
    in.end = end;
    if ((t->flags & FLAG_CR) && in.p != end) {
        t->flags &= (uint8_t)~FLAG_CR;
        if (*in.p == '\n')
            in.p++;
    }
    while (!delivered && in.p != end) {
        if (step_over(t, &in, token)) {
            delivered = 1;
            break;
        }
        if (in.p == end)
            break;
        in.c = (uint8_t)*in.p;
        if (in.c == '\r') {
            /* CR LF is LF; a CR alone too, but is it alone? */
            if (in.p + 1 != end && in.p[1] == '\n') {
                in.p++;
                continue;
            }
            in.c = '\n';
        }
        delivered = step(t, &in, token);
        if (in.size && *in.p == '\r' && in.p + 1 == end)
            t->flags |= FLAG_CR;
        in.p += in.size;
    }
    *p = in.p;
    if (!delivered)
        token->type = GALLEY_TOKEN_NONE;
    return token->type;
}

int galley_tokenizer_finish(struct galley_tokenizer *t,
                            struct galley_token *token)
{
    struct input in;

    memset(&in, 0, sizeof in);
    in.c = END_OF_FILE;
    while (!(t->flags & FLAG_FINISHED))
        if (step(t, &in, token))
            return token->type;
    token->type = GALLEY_TOKEN_NONE;
    return GALLEY_TOKEN_NONE;
}

void galley_tokenizer_switch(struct galley_tokenizer *t, uint8_t state)
{
    t->state = state == GALLEY_STATE_CDATA ? STATE_CDATA_SECTION : state;
}

void galley_tokenizer_last_start_tag(struct galley_tokenizer *t,
                                     const char *name, size_t size)
{
    t->last_size = 0;
    note_start_tag(t, name, size);
}

void galley_tokenizer_allow_cdata(struct galley_tokenizer *t, uint8_t allow)
{
    t->flags &= (uint8_t)~FLAG_CDATA;
    if (allow)
        t->flags |= FLAG_CDATA;
}
