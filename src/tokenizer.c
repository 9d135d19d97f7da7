/* SPDX-License-Identifier: MIT */
/*
 * Galley: the HTML tokenizer.  UTF-8 in pieces of any size comes in, tokens
 * go out, as spans of those pieces wherever the bytes are the same.  Holds of
 * the input at most GALLEY_HELD bytes, where the standard asks to look ahead.
 *
 * The grammar is data, tokenizer_grammar.h.  Here are its interpreter, the
 * actions, and the scan that skips the plain bytes of a state.  A step makes
 * one token at most, and stores the state before it returns.
 */
#include "tokenizer.h"

#include <stdbool.h>
#include <string.h>

#include "entities.h"
#include "references.h"
#include "text.h"
#include "vector.h"

/* t->flags; the first two are also flags of tokens */
#define FLAG_FORCE_QUIRKS GALLEY_FLAG_FORCE_QUIRKS
#define FLAG_DUPLICATE GALLEY_FLAG_DUPLICATE /* what goes on is not wanted */
#define FLAG_AT_END 0x01 /* of the file */
#define FLAG_END_TAG 0x10
#define FLAG_CDATA 0x20
#define FLAG_CR 0x40 /* a CR was the last byte: a LF belongs to it */
#define FLAG_FINISHED 0x80

#define LAST_IS_LONG 255 /* t->last_size */

/* ---- the grammar's tables ---- */

enum state {
#define STATE(name, type, stops) STATE_##name,
#define ON(on, next, action)
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
    STATE_RETURN
};

/* What a rule may be for: a byte of ASCII, or a set, 0x80 and a bit for each
 * class in it. */
#define CLASS_HEX 0x01 /* the letters; never alone: 0x81 has a meaning */
#define CLASS_UPPER 0x02
#define CLASS_LOWER 0x04
#define CLASS_DIGIT 0x08
#define CLASS_SPACE 0x10
#define CLASS_END 0x20
#define CLASS_ANY 0x40
#define NUL 0
#define SPACE (0x80 | CLASS_SPACE)
#define UPPER (0x80 | CLASS_UPPER)
#define ALPHA (0x80 | CLASS_UPPER | CLASS_LOWER)
#define DIGIT (0x80 | CLASS_DIGIT)
#define ALNUM (0x80 | CLASS_UPPER | CLASS_LOWER | CLASS_DIGIT)
#define HEX (0x80 | CLASS_HEX | CLASS_DIGIT)
#define END (0x80 | CLASS_END)
#define ANY (0x80 | CLASS_ANY)

/* What stands for the end of the file, and for any byte beyond ASCII. */
#define END_OF_FILE 0x80
#define NOT_ASCII 0x81

/* The classes of a character, except CLASS_ANY: all have that. */
static const uint8_t classes[NOT_ASCII + 1] GALLEY_FLASH = {
#define SIX(c, class) \
    [c] = (class), [c + 1] = (class), [c + 2] = (class), \
    [c + 3] = (class), [c + 4] = (class), [c + 5] = (class)
#define LETTERS(c, class) \
    SIX(c, class | CLASS_HEX), [c + 6] = (class), [c + 7] = (class), \
    SIX(c + 8, class), SIX(c + 14, class), SIX(c + 20, class)
    ['\t'] = CLASS_SPACE, ['\n'] = CLASS_SPACE, ['\f'] = CLASS_SPACE,
    [' '] = CLASS_SPACE,
    SIX('0', CLASS_DIGIT), ['6'] = CLASS_DIGIT, ['7'] = CLASS_DIGIT,
    ['8'] = CLASS_DIGIT, ['9'] = CLASS_DIGIT,
    LETTERS('A', CLASS_UPPER), LETTERS('a', CLASS_LOWER),
    [END_OF_FILE] = CLASS_END,
};

static uint8_t class_of(unsigned c)
{
    return GALLEY_READ8(&classes[c]);
}

enum action {
    ACTION_GO,
    ACTION_HOLD,
    /* act_on_text */
    ACTION_EMIT,
    ACTION_REPLACE,
    ACTION_LOWER,
    ACTION_SUSPEND,
    ACTION_HOLD_ONLY,
    ACTION_HOLD_AND_FLUSH,
    ACTION_HOLD_IF_CDATA,
    ACTION_HOLD_LAST_TAG,
    ACTION_HOLD_SCRIPT,
    ACTION_FLUSH,
    ACTION_FLUSH_SCRIPT,
    ACTION_DISCARD,
    ACTION_WORD,
    /* act_on_markup */
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
    /* act_on_reference */
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
    uint8_t on; /* a character or a set */
    uint8_t next;
    uint8_t action;
};

static const struct rule rules[] GALLEY_FLASH = {
#define STATE(name, type, stops)
#define ON(on, next, action) {(on), STATE_##next, ACTION_##action},
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
    STOPS_ESCAPED,
    STOPS_DASH,
    STOPS_GREATER_THAN_SIGN,
    STOPS_BRACKET,
    STOPS_RAW, /* from here on what may not be wanted */
    STOPS_DOUBLE_QUOTED,
    STOPS_SINGLE_QUOTED
};

/* By state: its first rule; and the type of its tokens, in the low four bits,
 * with what its scan stops at above these. */
static const uint16_t first_rules[] GALLEY_FLASH = {
#define STATE(name, type, stops) RULE_##name,
#define ON(on, next, action)
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
};

static const uint8_t states[] GALLEY_FLASH = {
#define STATE(name, type, stops) TYPE_##type | STOPS_##stops << 4,
#define ON(on, next, action)
#include "tokenizer_grammar.h"
#undef STATE
#undef ON
};

static uint8_t type_of_state(uint8_t state)
{
    return GALLEY_READ8(&states[state]) & 0x0F;
}

/* ---- the scan ---- */

#if GALLEY_SCAN

static uint8_t stops_of_state(uint8_t state)
{
    return GALLEY_READ8(&states[state]) >> 4;
}

#define MASK_TEXT 0x01
#define MASK_RAW 0x02
#define MASK_DASH 0x04
#define MASK_NAME 0x08
#define MASK_DOUBLE_QUOTED 0x10
#define MASK_SINGLE_QUOTED 0x20
#define MASK_UNQUOTED 0x40
#define MASK_MARKUP 0x80

/* By enum stops: the bit in stop_bytes, the one or two characters that the
 * word-wise scan looks for, first the one that may end what nobody wants. */
static const uint8_t stop_sets[][3] GALLEY_FLASH = {
    {0, 0, 0},
    {MASK_NAME, 0, 0},
    {MASK_UNQUOTED, 0, 0},
    {MASK_TEXT, '&', '<'},
    {MASK_RAW | MASK_DASH, '<', '-'},
    {MASK_DASH, '-', '-'},
    {MASK_MARKUP, '>', '?'},
    {MASK_MARKUP, ']', ']'},
    {MASK_RAW, '<', '<'},
    {MASK_DOUBLE_QUOTED, '"', '&'},
    {MASK_SINGLE_QUOTED, '\'', '&'},
};

#define BLANK (MASK_NAME | MASK_UNQUOTED)
#define CAPITAL MASK_NAME

static const uint8_t stop_bytes[']' + 1] GALLEY_FLASH = {
    ['\0'] = 0xFF, ['\r'] = 0xFF,
    ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, [' '] = BLANK,
    ['&'] = MASK_TEXT | MASK_DOUBLE_QUOTED | MASK_SINGLE_QUOTED
            | MASK_UNQUOTED,
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

/* The bits of mask that byte stops.  (No bool: not every compiler keeps 0
 * and 1 out of the loops below.) */
static uint8_t is_stop(char byte, uint8_t mask)
{
    uint8_t c = (uint8_t)byte;

    return c < sizeof stop_bytes ? GALLEY_READ8(&stop_bytes[c]) & mask : 0;
}

/* The first byte from p on that is not a plain one. */
static const char *scan_bytes(uint8_t mask, const char *p, const char *end)
{
    while (p != end && is_stop(*p, mask) == 0)
        p++;
    return p;
}

#ifdef VECTOR_BYTES
/* The same, 16 bytes at a time. */
GALLEY_NOINLINE static const char *scan(const uint8_t *set, const char *p,
                                        const char *end)
{
    const char *last = p + (size_t)(end - p) / VECTOR_BYTES * VECTOR_BYTES;
    vector w, a, b, nul, cr;
    vector_mask found;

    if (p == last)
        return scan_bytes(GALLEY_READ8(&set[0]), p, end);
    a = VECTOR_EACH(GALLEY_READ8(&set[1]));
    b = VECTOR_EACH(GALLEY_READ8(&set[2]));
    nul = VECTOR_EACH(0);
    cr = VECTOR_EACH('\r');
    for (; p != last; p += VECTOR_BYTES) {
        w = VECTOR_LOAD(p);
        found = VECTOR_MASK(VECTOR_OR(
            VECTOR_OR(VECTOR_EQUAL(w, a), VECTOR_EQUAL(w, b)),
            VECTOR_OR(VECTOR_EQUAL(w, nul), VECTOR_EQUAL(w, cr))));
        if (found != 0)
            return p + VECTOR_FIRST(found);
    }
    return scan_bytes(GALLEY_READ8(&set[0]), p, end);
}
#elif defined WORD_BYTES
/* The high bits of the bytes of w that are a, b, NUL or CR, or six other
 * controls, harmless here; of bytes above such a one perhaps too.  A byte is
 * zero after the exclusive or when it is the one looked for, and zero after
 * the mask when it is NUL or CR; subtracting 1 then sets its high bit.  Bytes
 * that had it set before are not ASCII, so no stops. */
static size_t stops_in(size_t w, size_t as, size_t bs)
{
    return (((w ^ as) - WORD_EACH(1)) | ((w ^ bs) - WORD_EACH(1))
            | ((w & WORD_EACH(0xF2)) - WORD_EACH(1)))
           & ~w & WORD_EACH(0x80);
}

/* Skips words without a stop; then the bytes before the first one, where the
 * compiler can find that. */
static const char *scan_words(const char *p, const char *end, uint8_t a,
                              uint8_t b)
{
    const size_t as = WORD_EACH(a);
    const size_t bs = WORD_EACH(b);
    size_t w, found;

    for (; (size_t)(end - p) >= WORD_BYTES; p += WORD_BYTES) {
        WORD_LOAD(&w, p);
        found = stops_in(w, as, bs);
        if (found == 0)
            continue;
#if WORD_ANYWHERE && defined __GNUC__ \
    && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        p += (WORD_BYTES > 4 ? __builtin_ctzll(found)
                             : __builtin_ctz((unsigned)found)) / 8;
#endif
        break;
    }
    return p;
}

/* The same by words, which stop early at bytes that only look like stops. */
GALLEY_NOINLINE static const char *scan(const uint8_t *set, const char *p,
                                        const char *end)
{
    while (p != end && is_stop(*p, GALLEY_READ8(&set[0])) == 0) {
        p++;
        if (WORD_ANYWHERE || (uintptr_t)p % WORD_BYTES == 0)
            p = scan_words(p, end, GALLEY_READ8(&set[1]),
                           GALLEY_READ8(&set[2]));
    }
    return p;
}
#else
#define scan(set, p, end) scan_bytes(GALLEY_READ8(&(set)[0]), p, end)
#endif

/* The first byte from p on that is no plain byte of the state. */
static const char *skip_plain(uint8_t stops, const char *p, const char *end)
{
    const uint8_t *set = stop_sets[stops];

    return stops >= STOPS_TEXT ? scan(set, p, end)
                               : scan_bytes(GALLEY_READ8(&set[0]), p, end);
}

#endif

/* ---- a step ---- */

/* What a step works on: the character c, which is *p with CR as LF, or one of
 * the numbers that stand for something else.  The token's type says whether
 * one has been made. */
struct step {
    const char *p;
    const char *end;
    struct galley_token *token;
    unsigned c;
};

/* What an action returns. */
enum {
    DECLINED, /* the rule does not fit after all */
    STAYED,   /* consumed, the state stays */
    DONE      /* on to the next state */
};

/* ---- delivering ---- */

/* Functions off the main road are not inlined: they would cost the road more
 * in registers than their calls do. */

/* A piece of a start tag's name, in lower case, is kept as far as there is
 * room. */
static void keep_name(struct galley_tokenizer *t, const char *name,
                      size_t size)
{
    for (; size > 0; size--) {
        if (t->last_size < GALLEY_LAST_TAG)
            t->last[t->last_size++] = *name++;
        else
            t->last_size = LAST_IS_LONG;
    }
}

static void hash_piece(struct galley_tokenizer *t,
                                      const char *name, size_t size)
{
    for (; size > 0; size--)
        t->hash = galley_hash_step(t->hash, (uint8_t)*name++);
}

static uint8_t type_of(const struct galley_tokenizer *t)
{
    uint8_t type = type_of_state(t->state);

    if (type == TYPE_NONE)
        type = type_of_state(t->return_state);
    return type;
}

static bool is_name(uint8_t type)
{
    return type >= GALLEY_TOKEN_START_TAG
           && type <= GALLEY_TOKEN_ATTRIBUTE_NAME;
}

static int make_token(struct galley_token *token, uint8_t type,
                      const char *data, const char *end)
{
    token->type = type;
    token->flags = 0;
    token->data = data;
    token->size = (size_t)(end - data);
    return type;
}

/* Makes a token of the state's type. */
static int deliver(struct galley_tokenizer *t, struct step *s,
                   const char *data, size_t size)
{
    uint8_t type = type_of(t);

    if (type == TYPE_TAG_NAME && (t->flags & FLAG_END_TAG))
        type = GALLEY_TOKEN_END_TAG;
    if (type == TYPE_ATTRIBUTE_VALUE && (t->flags & FLAG_DUPLICATE))
        type = GALLEY_TOKEN_NONE;
    make_token(s->token, type, data, data + size);
    if (is_name(type))
        hash_piece(t, data, size);
    if (type == GALLEY_TOKEN_START_TAG)
        keep_name(t, data, size);
    return DONE;
}

static int deliver_held(struct galley_tokenizer *t, struct step *s)
{
    uint8_t size = t->held_size;

    t->held_size = 0;
    return size > 0 ? deliver(t, s, t->held, size) : DONE;
}

/* The whole name of an attribute has been met: is it a new one? */
static void check_duplicate(struct galley_tokenizer *t, uint32_t hash)
{
    uint8_t i;

    t->flags &= (uint8_t)~FLAG_DUPLICATE;
    for (i = 0; i < t->attributes; i++) {
        if (t->attribute[i] == hash) {
            t->flags |= FLAG_DUPLICATE;
            return;
        }
    }
    if (t->attributes < GALLEY_ATTRIBUTES)
        t->attribute[t->attributes++] = hash;
}

static inline int mark_last(struct galley_tokenizer *t,
                            struct galley_token *token)
{
    token->flags = GALLEY_FLAG_LAST;
    token->hash = t->hash;
    t->hash = GALLEY_HASH_START;
    if (token->type == GALLEY_TOKEN_ATTRIBUTE_NAME) {
        check_duplicate(t, token->hash);
        token->flags |= t->flags & FLAG_DUPLICATE;
    }
    return DONE;
}

static int deliver_last(struct galley_tokenizer *t, struct step *s)
{
    t->held_size = 0;
    deliver(t, s, t->held, 0);
    return mark_last(t, s->token);
}

/* One character, all bytes of it that are there, of which scanning has left
 * none but ASCII's; the step consumes the last one. */
static int emit(struct galley_tokenizer *t, struct step *s)
{
    const char *begin = s->p;

    if (*begin == '\r') {
        t->held[0] = '\n';
        return deliver(t, s, t->held, 1);
    }
#if !GALLEY_SCAN
    if (s->c == NOT_ASCII)
        while (s->p + 1 != s->end && ((uint8_t)s->p[1] & 0xC0) == 0x80)
            s->p++;
#endif
    return deliver(t, s, begin, (size_t)(s->p - begin) + 1);
}

static int replace(struct galley_tokenizer *t, struct step *s)
{
    t->held[0] = (char)0xEF;
    t->held[1] = (char)0xBF;
    t->held[2] = (char)0xBD;
    return deliver(t, s, t->held, 3);
}

static int lower(struct galley_tokenizer *t, struct step *s)
{
    const char *p = s->p;
    uint8_t n = 0;

    for (; n < GALLEY_HELD && p != s->end; p++) {
        uint8_t letter = (uint8_t)(*p | 0x20);

        if (!galley_is_lower(letter))
            break;
        t->held[n++] = (char)letter;
    }
    s->p = p - 1;
    return deliver(t, s, t->held, n);
}

/* ---- holding ---- */

GALLEY_APART static int hold(struct galley_tokenizer *t, const struct step *s)
{
    if (t->held_size == GALLEY_HELD)
        return DECLINED;
    t->held[t->held_size++] = (char)s->c;
    return DONE;
}

/* Whether c fits w, a character of a word; small letters of the word fit in
 * both cases. */
static bool fits(unsigned c, uint8_t w)
{
    return c == w || (galley_is_lower(w) && c == w - 0x20u);
}

/* The words of the standard, a NUL after each, and where each begins. */
#define WORDS(W)          \
    W(DOCTYPE, "doctype") \
    W(CDATA, "[CDATA[")   \
    W(PUBLIC, "public")   \
    W(SYSTEM, "system")   \
    W(SCRIPT, "script")   \
    W(XML, "xml-stylesheet")
#define WORD_TEXT(name, word) word "\0"
#define WORD_PLACE(name, word) \
    WORD_##name, END_OF_##name = WORD_##name + sizeof word - 1,
#define SIZE_OF(name) (END_OF_##name - WORD_##name)

static const char words[] GALLEY_FLASH = WORDS(WORD_TEXT);
enum { WORDS(WORD_PLACE) };

static uint8_t word_char(uint8_t word, uint8_t at)
{
    return (uint8_t)GALLEY_READ8(&words[word + at]);
}

/* HOLD while a word goes on; it stands behind `before` held bytes. */
static int hold_word(struct galley_tokenizer *t, const struct step *s,
                     uint8_t word, uint8_t before)
{
    uint8_t w = word_char(word, (uint8_t)(t->held_size - before));

    return fits(s->c, w) ? hold(t, s) : DECLINED; /* NUL fits nothing */
}

static int word_goes_on(struct galley_tokenizer *t, const struct step *s)
{
    uint8_t word = WORD_DOCTYPE;

    if (t->state == STATE_MARKUP_DECLARATION_CDATA)
        word = WORD_CDATA;
    else if (t->state == STATE_AFTER_DOCTYPE_NAME_PUBLIC)
        word = WORD_PUBLIC;
    else if (t->state == STATE_AFTER_DOCTYPE_NAME_SYSTEM)
        word = WORD_SYSTEM;
    if (hold_word(t, s, word, 0) == DECLINED)
        return DECLINED;
    if (word_char(word, t->held_size) != '\0')
        return STAYED;
    t->held_size = 0;
    return DONE;
}

/* The bytes before "script" in "<script" or "</script". */
static uint8_t before_script(const struct galley_tokenizer *t)
{
    return t->state == STATE_SCRIPT_DATA_DOUBLE_ESCAPE_END ? 2 : 1;
}

static int flush_script(struct galley_tokenizer *t, struct step *s)
{
    if (t->held_size != before_script(t) + SIZE_OF(SCRIPT))
        return DECLINED;
    return deliver_held(t, s);
}

/* ---- tags, DOCTYPEs, processing instructions ---- */

GALLEY_APART static int begin_tag(struct galley_tokenizer *t, uint8_t end_tag)
{
    t->held_size = 0;
    t->attributes = 0;
    t->hash = GALLEY_HASH_START;
    t->flags &= (uint8_t)~(FLAG_DUPLICATE | FLAG_END_TAG);
    t->flags |= end_tag;
    if (end_tag == 0)
        t->last_size = 0;
    return DONE;
}

GALLEY_APART static int deliver_tag(struct galley_tokenizer *t,
                                    struct step *s, uint8_t flags)
{
    deliver(t, s, t->held, 0);
    s->token->flags = flags;
    return DONE;
}

/* "</" and the last start tag's name so far are held. */
static int hold_last_tag(struct galley_tokenizer *t, const struct step *s)
{
    uint8_t at = (uint8_t)(t->held_size - 2);

    if (t->last_size > GALLEY_LAST_TAG || at == t->last_size
        || !fits(s->c, (uint8_t)t->last[at]))
        return DECLINED;
    return hold(t, s);
}

/* Is that the whole name? */
static int appropriate_end_tag(struct galley_tokenizer *t, struct step *s)
{
    if (t->last_size != t->held_size - 2)
        return DECLINED;
    begin_tag(t, FLAG_END_TAG);
    t->state = STATE_TAG_NAME;
    deliver(t, s, t->last, t->last_size);
    return mark_last(t, s->token);
}

static int force_quirks(struct galley_tokenizer *t)
{
    t->held_size = 0;
    t->flags |= FLAG_FORCE_QUIRKS;
    return DONE;
}

static int deliver_doctype(struct galley_tokenizer *t, struct step *s)
{
    deliver_tag(t, s, t->flags & FLAG_FORCE_QUIRKS);
    t->flags &= (uint8_t)~FLAG_FORCE_QUIRKS;
    return DONE;
}

/* "?" and a target are held; "xml" and "xml-stylesheet" are not targets. */
static int deliver_target(struct galley_tokenizer *t, struct step *s)
{
    const char *target = t->held + 1;
    uint8_t size = (uint8_t)(t->held_size - 1);
    uint8_t i = 0;

    while (i < size && fits((uint8_t)target[i], word_char(WORD_XML, i)))
        i++;
    if (i == size && (size == sizeof "xml" - 1 || size == SIZE_OF(XML)))
        return DECLINED;
    t->held_size = 0;
    deliver(t, s, target, size);
    s->token->type = GALLEY_TOKEN_PI_TARGET;
    return mark_last(t, s->token);
}

static int finish(struct galley_tokenizer *t, struct step *s)
{
    t->flags |= FLAG_FINISHED;
    deliver(t, s, t->held, 0);
    s->token->type = GALLEY_TOKEN_END;
    return DONE;
}

/* ---- character references ---- */

/* The name has ended without a ';': the longest one is used, and what is held
 * beyond it is text; but in an attribute's value all is text where it goes on
 * as a word or with '='. */
static int resolve_name(struct galley_tokenizer *t, struct step *s)
{
    const struct galley_entity *e = &t->reference.entity;
    uint8_t used = (uint8_t)(1 + e->best);
    uint8_t rest = (uint8_t)(t->held_size - used);
    uint8_t size;

    if (e->best == 0)
        return deliver_held(t, s);
    if (type_of(t) == TYPE_ATTRIBUTE_VALUE
        && (rest > 0 || s->c == '=' || (class_of(s->c) & (ALNUM & 0x7F))))
        return deliver_held(t, s);
    size = galley_reference_name(e, t->held);
    memmove(t->held + size, t->held + used, rest);
    t->held_size = (uint8_t)(size + rest);
    return deliver_held(t, s);
}

static int name_semicolon(struct galley_tokenizer *t, struct step *s)
{
    if (!galley_entity_semicolon(&t->reference.entity))
        return DECLINED;
    t->held_size = galley_reference_name(&t->reference.entity, t->held);
    return deliver_held(t, s);
}

GALLEY_APART static int number_goes_on(struct galley_tokenizer *t,
                                       unsigned c, uint8_t base)
{
    uint32_t digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10u;

    if (t->reference.code < 0x110000)
        t->reference.code = t->reference.code * base + digit;
    return DONE;
}

/* ---- the actions by name ---- */

GALLEY_NOINLINE static int act_on_reference(struct galley_tokenizer *t,
                                            struct step *s, uint8_t action)
{
    switch (action) {
    case ACTION_NAME:
        galley_entity_start(&t->reference.entity);
        return DONE;
    case ACTION_NAME_GOES_ON:
        if (!galley_entity_next(&t->reference.entity, (uint8_t)s->c))
            return DECLINED;
        return hold(t, s);
    case ACTION_NAME_SEMICOLON:
        return name_semicolon(t, s);
    case ACTION_NAME_RESOLVE:
        return resolve_name(t, s);
    case ACTION_NUMBER:
        t->reference.code = 0;
        t->held_size = 0;
        return DONE;
    case ACTION_NUMBER_GOES_ON_10:
        return number_goes_on(t, s->c, 10);
    case ACTION_NUMBER_GOES_ON_16:
        return number_goes_on(t, s->c, 16);
    default: /* ACTION_NUMBER_RESOLVE */
        t->held_size = galley_reference_number(t->reference.code, t->held);
        return deliver_held(t, s);
    }
}

GALLEY_NOINLINE static int act_on_text(struct galley_tokenizer *t,
                                       struct step *s, uint8_t action)
{
    switch (action) {
    case ACTION_EMIT:
        return emit(t, s);
    case ACTION_REPLACE:
        return replace(t, s);
    case ACTION_LOWER:
        return lower(t, s);
    case ACTION_SUSPEND:
        t->return_state = t->state;
        return hold(t, s);
    case ACTION_HOLD_ONLY:
        t->held_size = 0;
        return hold(t, s);
    case ACTION_HOLD_AND_FLUSH:
        hold(t, s);
        return deliver_held(t, s);
    case ACTION_HOLD_IF_CDATA:
        return t->flags & FLAG_CDATA ? hold(t, s) : DECLINED;
    case ACTION_HOLD_LAST_TAG:
        return hold_last_tag(t, s);
    case ACTION_HOLD_SCRIPT:
        return hold_word(t, s, WORD_SCRIPT, before_script(t));
    case ACTION_FLUSH:
        return deliver_held(t, s);
    case ACTION_FLUSH_SCRIPT:
        return flush_script(t, s);
    case ACTION_DISCARD:
        t->held_size = 0;
        return DONE;
    default: /* ACTION_WORD */
        return word_goes_on(t, s);
    }
}

GALLEY_NOINLINE static int act_on_markup(struct galley_tokenizer *t,
                                         struct step *s, uint8_t action)
{
    switch (action) {
    case ACTION_LAST:
        return deliver_last(t, s);
    case ACTION_START_TAG:
        return begin_tag(t, 0);
    case ACTION_END_TAG:
        return begin_tag(t, FLAG_END_TAG);
    case ACTION_APPROPRIATE:
        return appropriate_end_tag(t, s);
    case ACTION_TAG:
        return deliver_tag(t, s, 0);
    case ACTION_TAG_SELF_CLOSING:
        return deliver_tag(t, s, GALLEY_FLAG_SELF_CLOSING);
    case ACTION_QUIRKS:
        return force_quirks(t);
    case ACTION_LAST_QUIRKS:
        force_quirks(t);
        return deliver_last(t, s);
    case ACTION_DOCTYPE:
        return deliver_doctype(t, s);
    case ACTION_TARGET:
        return deliver_target(t, s);
    default: /* ACTION_FINISH */
        return finish(t, s);
    }
}

static int act(struct galley_tokenizer *t, struct step *s, uint8_t action)
{
    if (action <= ACTION_WORD)
        return act_on_text(t, s, action);
    if (action <= ACTION_FINISH)
        return act_on_markup(t, s, action);
    return act_on_reference(t, s, action);
}

/* ---- the interpreter ---- */

/* Whether a rule for this character or set fits c, of these classes: 0x80
 * and another bit in common. */
static bool is_for(uint8_t on, unsigned c, uint8_t class)
{
    return on == c || (on & class) > 0x80;
}

/* The first rule from this one on that fits. */
static const struct rule *find(const struct rule *rule, unsigned c)
{
    uint8_t class = class_of(c) | ANY;

    while (!is_for(GALLEY_READ8(&rule->on), c, class))
        rule++;
    return rule;
}

static const struct rule *first_rule(const struct galley_tokenizer *t,
                                     unsigned c)
{
    return find(rules + GALLEY_READ16(&first_rules[t->state]), c);
}

/* Follows a rule whose action has been done. */
GALLEY_APART static void go(struct galley_tokenizer *t, struct step *s,
                            const struct rule *rule)
{
    uint8_t next = GALLEY_READ8(&rule->next);

    if (!(GALLEY_READ8(&rule->action) & ACTION_CONSUMES_NOT))
        s->p++;
    t->state = next == STATE_RETURN ? t->return_state : next;
}

#if GALLEY_SCAN
/* A token has been made of the plain bytes before s->p.  The rule for this
 * one is followed too if it makes no token; if it ends a name, the token is
 * the last piece of that. */
static void take_stop(struct galley_tokenizer *t, struct step *s)
{
    const struct rule *rule;
    uint8_t action;

    s->c = (uint8_t)*s->p;
    rule = first_rule(t, s->c);
    action = GALLEY_READ8(&rule->action) & (uint8_t)~ACTION_CONSUMES_NOT;
    if (action == ACTION_LAST)
        mark_last(t, s->token);
    else if (action == ACTION_HOLD)
        hold(t, s);
    else if (action != ACTION_GO)
        return;
    go(t, s, rule);
}

/* Delivers the plain bytes of the state, if there are any. */
static bool take_plain(struct galley_tokenizer *t, struct step *s)
{
    uint8_t stops = stops_of_state(t->state);
    const char *begin = s->p;

    if (stops == STOPS_NOTHING)
        return false;
    s->p = skip_plain(stops, begin, s->end);
    if (s->p == begin)
        return false;
    deliver(t, s, begin, (size_t)(s->p - begin));
    if (s->p != s->end)
        take_stop(t, s);
    return true;
}
#else
#define take_plain(t, s) false
#endif

/* CR LF is one LF, and so is CR alone.  False: there is a LF, the CR is
 * skipped. */
static bool newline(struct galley_tokenizer *t, struct step *s)
{
    if (s->p + 1 == s->end) {
        t->flags |= FLAG_CR;
    } else if (s->p[1] == '\n') {
        s->p++;
        return false;
    }
    s->c = '\n';
    return true;
}

/* The character at s->p; false: it is the CR of a CR LF, which is skipped. */
static bool read_character(struct galley_tokenizer *t, struct step *s)
{
    s->c = (uint8_t)*s->p;
    if (s->c > 0x7F)
        s->c = NOT_ASCII;
    return s->c != '\r' || newline(t, s);
}

/* Follows the first rule that fits s->c and does not decline. */
static void follow(struct galley_tokenizer *t, struct step *s)
{
    const struct rule *rule = first_rule(t, s->c);
    uint8_t action;
    int result = DONE;

    for (;; rule = find(rule + 1, s->c)) {
        action = GALLEY_READ8(&rule->action) & (uint8_t)~ACTION_CONSUMES_NOT;
        if (action == ACTION_GO)
            break;
        result = action == ACTION_HOLD ? hold(t, s) : act(t, s, action);
        if (result != DECLINED)
            break;
    }
    if (result == STAYED)
        s->p++;
    else
        go(t, s, rule);
}

/* Makes a token by the rules. */
GALLEY_NOINLINE static int search(struct galley_tokenizer *t, const char **p,
                                  const char *end, struct galley_token *token)
{
    struct step s;

    s.p = *p;
    s.end = end;
    s.token = token;
    if ((t->flags & FLAG_CR) && s.p != end) {
        t->flags &= (uint8_t)~FLAG_CR;
        if (*s.p == '\n')
            s.p++;
    }
    while (token->type == GALLEY_TOKEN_NONE) {
        if (s.p == end) {
            if ((t->flags & (FLAG_AT_END | FLAG_FINISHED)) != FLAG_AT_END)
                break;
            s.c = END_OF_FILE;
        } else if (take_plain(t, &s) || !read_character(t, &s)) {
            continue;
        }
        follow(t, &s);
    }
    *p = s.p;
    return token->type;
}

/* ---- the fast path ---- */

#if GALLEY_SCAN
/* Text, names, quoted values and what stands between them are most of a page.
 * Here the rules for these are followed several at once, without a search for
 * each.  Each function makes one token of what is at *p, not the end, as
 * galley_tokenizer_next does, or leaves that to another as its last act: in
 * the end to search(). */

/* The character references that pages are full of, behind the '&'. */
static const struct usual {
    char name[6];
    uint8_t code;
} usual[] GALLEY_FLASH = {
    {"quot;", '"'}, {"amp;", '&'}, {"#39;", '\''}, {"#x27;", '\''},
    {"lt;", '<'}, {"gt;", '>'}, {"nbsp;", 0xA0}, {"#34;", '"'}
};

/* Where this one ends, if it is at p as a whole; else NULL. */
static const char *skip_usual(const struct usual *u, const char *p,
                              const char *end)
{
    const uint8_t *name = (const uint8_t *)u->name;
    uint8_t c;

    for (; p != end; p++) {
        c = GALLEY_READ8(name++);
        if ((uint8_t)*p != c)
            break;
        if (c == ';')
            return p + 1;
    }
    return NULL;
}

/* Whether c, behind a '&', begins no reference. */
static bool is_no_reference(uint8_t c)
{
    return c < '0' && c != '#';
}

/* Makes one of these the token's text, or a '&' that begins none; false: what
 * is at '&' has to be searched. */
GALLEY_NOINLINE static bool take_usual(struct galley_tokenizer *t,
                                       const char **p, const char *end,
                                       struct galley_token *token)
{
    const char *name = *p + 1, *behind = name;
    const struct usual *u = usual;

    token->size = 1;
    if (name == end || !is_no_reference((uint8_t)*name)) {
        for (;; u++) {
            if (u == usual + sizeof usual / sizeof usual[0])
                return false;
            behind = skip_usual(u, name, end);
            if (behind != NULL)
                break;
        }
        token->data = t->held;
        token->size = galley_text_encode(GALLEY_READ8(&u->code), t->held);
    }
    *p = behind;
    return true;
}

/* Text, or what is left of a quoted value. */
GALLEY_NOINLINE static int take_run(struct galley_tokenizer *t,
                                    const char **p, const char *end,
                                    struct galley_token *token)
{
    const uint8_t *set = stop_sets[stops_of_state(t->state)];
    uint8_t type = type_of_state(t->state);
    const char *data = *p, *stop;

    stop = scan(set, data, end);
    *p = stop;
    if (type == TYPE_ATTRIBUTE_VALUE && stop != end
        && (uint8_t)*stop == GALLEY_READ8(&set[1])) {
        t->state = STATE_AFTER_ATTRIBUTE_VALUE_QUOTED;
        ++*p;
    }
    make_token(token, type, data, stop);
    if (stop != data || (*data == '&' && take_usual(t, p, end, token)))
        return type;
    token->type = GALLEY_TOKEN_NONE;
    return search(t, p, end, token);
}

/* Behind a '=': on to the value, and into it if it is quoted. */
static const char *open_value(struct galley_tokenizer *t, const char *p,
                              const char *end)
{
    t->state = STATE_BEFORE_ATTRIBUTE_VALUE;
    if (p == end || (*p != '"' && *p != '\''))
        return p;
    t->state = *p == '"' ? STATE_ATTRIBUTE_VALUE_DOUBLE_QUOTED
                         : STATE_ATTRIBUTE_VALUE_SINGLE_QUOTED;
    return p + 1;
}

/* The byte behind a piece of a name, most often one that ends it. */
static const char *end_name(struct galley_tokenizer *t, const char *p,
                            const char *end, struct galley_token *token)
{
    bool of_tag = t->state == STATE_TAG_NAME;

    if (*p == '=' && !of_tag)
        p = open_value(t, p + 1, end);
    else if (*p == '>' || *p == ' ' || *p == '/' || *p == '\n')
        t->state = of_tag ? STATE_BEFORE_ATTRIBUTE_NAME
                          : STATE_AFTER_ATTRIBUTE_NAME;
    else
        return p;
    mark_last(t, token);
    return p;
}

/* A name, or what there is of it; a small letter is there. */
GALLEY_NOINLINE static int take_name(struct galley_tokenizer *t,
                                     const char **p, const char *end,
                                     struct galley_token *token)
{
    const char *name = *p, *stop = name;
    uint32_t hash = t->hash;
    uint8_t type = GALLEY_TOKEN_ATTRIBUTE_NAME;

    do
        hash = galley_hash_step(hash, (uint8_t)*stop++);
    while (stop != end && is_stop(*stop, MASK_NAME) == 0);
    t->hash = hash;
    if (t->state == STATE_TAG_NAME) {
        type = GALLEY_TOKEN_END_TAG;
        if (!(t->flags & FLAG_END_TAG)) {
            type = GALLEY_TOKEN_START_TAG;
            keep_name(t, name, (size_t)(stop - name));
        }
    }
    make_token(token, type, name, stop);
    *p = stop != end ? end_name(t, stop, end, token) : stop;
    return type;
}

/* A tag, at '<'. */
GALLEY_NOINLINE static int take_tag(struct galley_tokenizer *t,
                                    const char **p, const char *end,
                                    struct galley_token *token)
{
    const char *name = *p + 1;
    uint8_t end_tag = 0;

    if (name != end && *name == '/') {
        end_tag = FLAG_END_TAG;
        name++;
    }
    if (name == end || !galley_is_lower((uint8_t)*name))
        return search(t, p, end, token);
    begin_tag(t, end_tag);
    t->state = STATE_TAG_NAME;
    *p = name;
    return take_name(t, p, end, token);
}

/* What may be the end tag of raw text, at '<'. */
GALLEY_NOINLINE static int end_raw_text(struct galley_tokenizer *t,
                                        const char **p, const char *end,
                                        struct galley_token *token)
{
    const char *name = *p;
    uint8_t size = t->last_size;

    if (size == 0 || size > GALLEY_LAST_TAG
        || (size_t)(end - name) < size + sizeof "</>" - 1 || name[1] != '/'
        || memcmp(name + 2, t->last, size) != 0 || name[2 + size] != '>')
        return search(t, p, end, token);
    begin_tag(t, FLAG_END_TAG);
    t->state = STATE_TAG_NAME;
    *p = name + 2;
    return take_name(t, p, end, token);
}

/* Behind a name or a value: the next name, or the end of the tag. */
GALLEY_NOINLINE static int go_on_tag(struct galley_tokenizer *t,
                                     const char **p, const char *end,
                                     struct galley_token *token)
{
    const char *at = *p;
    uint8_t flags = 0;

    if (*at != '>') {
        while (at != end && (*at == ' ' || *at == '\n' || *at == '\t'))
            at++;
        *p = at;
        if (at == end)
            return GALLEY_TOKEN_NONE;
        if (galley_is_lower((uint8_t)*at)) {
            t->state = STATE_ATTRIBUTE_NAME;
            return take_name(t, p, end, token);
        }
        if (*at == '/' && end - at > 1) {
            flags = GALLEY_FLAG_SELF_CLOSING;
            at++;
        }
        if (*at != '>')
            return search(t, p, end, token);
    }
    make_token(token, GALLEY_TOKEN_TAG, *p, *p);
    token->flags = flags;
    *p = at + 1;
    t->state = STATE_DATA;
    return GALLEY_TOKEN_TAG;
}

/* Raw text or a quoted value that nobody wants: on to what may end it. */
GALLEY_NOINLINE static void skip_run(struct galley_tokenizer *t,
                                     const char **p, const char *end)
{
    uint8_t stops = stops_of_state(t->state);

    if (stops < STOPS_RAW)
        return;
    *p = galley_vector_find(*p, end, GALLEY_READ8(&stop_sets[stops][1]), 0);
    if (*p != end && stops != STOPS_RAW) {
        t->state = STATE_AFTER_ATTRIBUTE_VALUE_QUOTED;
        t->flags &= (uint8_t)~FLAG_DUPLICATE;
        ++*p;
    }
}

static int hurry(struct galley_tokenizer *t, const char **p, const char *end,
                 struct galley_token *token)
{
    uint8_t state = t->state;

    if (state <= STATE_SCRIPT_DATA && **p == '<')
        return state == STATE_DATA ? take_tag(t, p, end, token)
                                   : end_raw_text(t, p, end, token);
    if (state <= STATE_SCRIPT_DATA
        || state == STATE_ATTRIBUTE_VALUE_DOUBLE_QUOTED
        || state == STATE_ATTRIBUTE_VALUE_SINGLE_QUOTED)
        return take_run(t, p, end, token);
    if (state == STATE_BEFORE_ATTRIBUTE_NAME
        || state == STATE_AFTER_ATTRIBUTE_NAME
        || state == STATE_AFTER_ATTRIBUTE_VALUE_QUOTED)
        return go_on_tag(t, p, end, token);
    return search(t, p, end, token);
}
#else
#define skip_run(t, p, end) (void)0
#define hurry search
#endif

/* ---- the interface ---- */

void galley_tokenizer_init(struct galley_tokenizer *t)
{
    memset(t, 0, sizeof *t);
}

int galley_tokenizer_next(struct galley_tokenizer *t, const char **p,
                          const char *end, struct galley_token *token)
{
    uint8_t flags = t->flags & (FLAG_AT_END | FLAG_CR | FLAG_DUPLICATE);

    token->type = GALLEY_TOKEN_NONE;
    if (flags != 0) {
        if (flags != FLAG_DUPLICATE)
            return search(t, p, end, token);
        skip_run(t, p, end);
    }
    return *p != end ? hurry(t, p, end, token) : GALLEY_TOKEN_NONE;
}

#if TOKENIZER_BYTES
uint8_t galley_tokenizer_plain(const struct galley_tokenizer *t, char byte)
{
    uint8_t stops = stops_of_state(t->state);

    if (stops <= STOPS_NAME || (t->flags & FLAG_CR)
        || is_stop(byte, GALLEY_READ8(&stop_sets[stops][0])) != 0)
        return GALLEY_TOKEN_NONE;
    return type_of_state(t->state);
}
#endif

int galley_tokenizer_finish(struct galley_tokenizer *t,
                            struct galley_token *token)
{
    const char *end = t->held;

    t->flags |= FLAG_AT_END;
    return galley_tokenizer_next(t, &end, end, token);
}

void galley_tokenizer_switch(struct galley_tokenizer *t, uint8_t state)
{
    t->state = state == GALLEY_STATE_CDATA ? STATE_CDATA_SECTION : state;
    t->flags &= (uint8_t)~FLAG_DUPLICATE;
}

void galley_tokenizer_last_start_tag(struct galley_tokenizer *t,
                                     const char *name, size_t size)
{
    t->last_size = 0;
    keep_name(t, name, size);
}

void galley_tokenizer_allow_cdata(struct galley_tokenizer *t, uint8_t allow)
{
    t->flags &= (uint8_t)~FLAG_CDATA;
    if (allow != 0)
        t->flags |= FLAG_CDATA;
}
