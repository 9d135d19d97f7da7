/* SPDX-License-Identifier: MIT */
/*
 * Galley: the blocks stage.  Visible text comes in; it is folded as a browser
 * would show it and stands in the caller's window, block by block.  Each block
 * is counted as it passes; at its end the counters go to the classifier and
 * from there, unless it is plain boilerplate, into a record.
 *
 * Holds the counters of one block.
 */
#include "blocks.h"

#include <string.h>

#include "article.h"
#include "classify.h"
#include "count.h"
#include "elements.h"
#include "fields.h"
#include "records.h"
#include "text.h"
#include "trace.h"

/* galley_blocks.space */
#define PLAIN_SPACE 1
#define NO_BREAK 2
#define TAB 3
#define QUOTE 0x80 /* and an opening quotation mark after it */

#define BLOCK_MOST 65000u /* bytes; 16 bits count them */
#define ROW_WORDS 100 /* a longer one is no data */
#define LABEL_WORDS 4 /* before a link */
#define LEGEND_WORDS 30 /* of what says what a picture shows */
#define LONG_WORD 32  /* bytes; a longer one may be cut, as may a script
                         without spaces */

/* ---- a block begins ---- */

static void begin(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    b->flags |= BLOCK_BEGUN;
    b->tags = galley_count_scale(b->tags_since);
    b->images = galley_count_scale(b->images_since);
    b->tags_since = 0;
    galley_elements_place(&g->elements, &b->place);
    galley_trace_path(g);
}

void galley_blocks_tag(struct galley *g, bool image)
{
    struct galley_blocks *b = &g->blocks;

    galley_count_up(&b->tags_since);
    if (image)
        galley_count_up(&b->images_since);
}

static bool is_preformatted(const struct galley *g)
{
    return (galley_elements_inherited(&g->elements) & ELEMENT_PRE) != 0;
}

/* ---- characters ---- */

/* What matters of a character beyond ASCII. */
#define CHAR_SPACE 0     /* no-break and other wide spaces */
#define CHAR_INVISIBLE 1 /* joins or is nothing */
#define CHAR_COMMA 2
#define CHAR_SENTENCE 3
#define CHAR_CLOSING 4   /* may follow the end of a sentence */
#define CHAR_SYMBOL 5
#define CHAR_LETTER 6    /* this and all below are part of a word */
#define CHAR_UPPER 7
#define CHAR_IDEOGRAPH 8 /* a script without spaces, two a word */
#define CHAR_SYLLABLE 9  /* likewise, four a word */

/* The last character of each range, which starts after the one before, and
 * what its characters are. */
#define RANGES(R)                                                         \
    R(0x009F, INVISIBLE) R(0x00A0, SPACE) R(0x00AA, SYMBOL)               \
    R(0x00AB, CLOSING) R(0x00AC, SYMBOL) R(0x00AD, INVISIBLE)             \
    R(0x00BA, SYMBOL) R(0x00BB, CLOSING) R(0x00BF, SYMBOL)                \
    R(0x00D6, UPPER) R(0x00D7, SYMBOL) R(0x00DE, UPPER)                   \
    R(0x040F, LETTER) R(0x042F, UPPER) R(0x060B, LETTER)                  \
    R(0x060C, COMMA) R(0x061E, LETTER) R(0x061F, SENTENCE)                \
    R(0x06D3, LETTER) R(0x06D4, SENTENCE) R(0x0963, LETTER)               \
    R(0x0965, SENTENCE) R(0x0DFF, LETTER) R(0x0EFF, SYLLABLE)             \
    R(0x0FFF, LETTER) R(0x109F, SYLLABLE) R(0x177F, LETTER)               \
    R(0x17FF, SYLLABLE) R(0x1FFF, LETTER) R(0x200A, SPACE)                \
    R(0x200F, INVISIBLE) R(0x2017, SYMBOL) R(0x201F, CLOSING)             \
    R(0x2025, SYMBOL) R(0x2026, SENTENCE) R(0x2027, SYMBOL)               \
    R(0x202E, INVISIBLE) R(0x202F, SPACE) R(0x205F, SYMBOL)               \
    R(0x206F, INVISIBLE) R(0x2BFF, SYMBOL) R(0x2FFF, LETTER)              \
    R(0x3000, SPACE) R(0x3001, COMMA) R(0x3002, SENTENCE)                 \
    R(0x3007, SYMBOL) R(0x3011, CLOSING) R(0x3040, SYMBOL)                \
    R(0xABFF, IDEOGRAPH) R(0xD7FF, LETTER) R(0xF8FF, SYMBOL)              \
    R(0xFAFF, IDEOGRAPH) R(0xFEFE, LETTER) R(0xFEFF, INVISIBLE)           \
    R(0xFF00, SYMBOL) R(0xFF01, SENTENCE) R(0xFF0B, SYMBOL)               \
    R(0xFF0C, COMMA) R(0xFF0D, SYMBOL) R(0xFF0E, SENTENCE)                \
    R(0xFF1E, LETTER) R(0xFF1F, SENTENCE) R(0xFF65, LETTER)               \
    R(0xFFEF, IDEOGRAPH) R(0xFFFF, SYMBOL)
#define LAST_OF(last, what) last,
#define WHAT_OF(last, what) CHAR_##what,

static const uint16_t range_lasts[] GALLEY_FLASH = {RANGES(LAST_OF)};
static const uint8_t range_whats[] GALLEY_FLASH = {RANGES(WHAT_OF)};

static uint8_t classify_wide(uint32_t code)
{
    unsigned low = 0, high = sizeof range_whats - 1;

    if (code > 0xFFFFu)
        return code >= 0x20000 && code < 0x40000 ? CHAR_IDEOGRAPH
                                                 : CHAR_SYMBOL;
    while (low < high) {
        unsigned middle = (low + high) / 2;

        if (code <= GALLEY_READ16(&range_lasts[middle]))
            high = middle;
        else
            low = middle + 1;
    }
    return GALLEY_READ8(&range_whats[low]);
}

static uint8_t classify_ascii(uint8_t c)
{
    static const uint8_t marks[32] GALLEY_FLASH = {
        /* !"#$%&'()*+,-./ after the space, then :;<=>? and the rest */
        CHAR_SPACE, CHAR_SENTENCE, CHAR_CLOSING, CHAR_SYMBOL, CHAR_SYMBOL,
        CHAR_SYMBOL, CHAR_SYMBOL, CHAR_CLOSING, CHAR_CLOSING, CHAR_CLOSING,
        CHAR_SYMBOL, CHAR_SYMBOL, CHAR_COMMA, CHAR_SYMBOL, CHAR_SENTENCE,
        CHAR_SYMBOL, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER,
        CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER, CHAR_LETTER,
        CHAR_LETTER, CHAR_SYMBOL, CHAR_COMMA, CHAR_SYMBOL, CHAR_SYMBOL,
        CHAR_SYMBOL, CHAR_SENTENCE
    };

    if (c < 32)
        return CHAR_INVISIBLE;
    if (c < 64)
        return GALLEY_READ8(&marks[c - 32]);
    if (galley_is_upper(c))
        return CHAR_UPPER;
    return galley_is_lower(c) || c > 127 ? CHAR_LETTER : CHAR_SYMBOL;
}

/* ---- words ---- */

/* What is read of a word joins the hash of the text. */
static void hash_word(struct galley_blocks *b)
{
    if (b->word)
        b->counts.hash = galley_hash_step(b->counts.hash, b->word_hash);
}

/* And so does a byte that stands between words, or in one and is none of its
 * letters. */
static char hash_between(struct galley_blocks *b, uint8_t byte)
{
    hash_word(b);
    b->counts.hash = galley_hash_step(b->counts.hash, byte);
    return (char)byte;
}

/* (Not inlined: it would add to the stack where that is deepest.) */
GALLEY_NOINLINE static void hash_bytes(struct galley_blocks *b,
                                       const char *data, uint8_t size)
{
    while (size-- > 0)
        hash_between(b, (uint8_t)*data++);
}

static void count_word(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;

    hash_word(b);
    b->word = 0;
    galley_count_up(&c->words);
    if (b->word_flags & ELEMENT_LINK)
        galley_count_up(&c->link_words);
    if (!(b->word_flags & ELEMENT_FINE))
        b->plain = 1;
    if (b->word_flags & ELEMENT_BOLD)
        galley_count_up(&c->bold_words);
    if (galley_fields_title_word(&g->fields, galley_hash_fold(b->word_hash)))
        galley_count_up(&c->title_words);
}

static void end_word(struct galley *g)
{
    if (g->blocks.word)
        count_word(g);
}

static inline void begin_word(struct galley_blocks *b, uint8_t flags,
                              bool upper)
{
    struct galley_counts *c = &b->counts;

    b->word = 1;
    b->word_flags = flags;
    if ((flags & ELEMENT_LINK) && c->last == LAST_COLON
        && c->link_words == 0 && c->words <= LABEL_WORDS)
        b->flags |= BLOCK_LABELLED;
    b->word_hash = GALLEY_HASH_START;
    if (upper)
        galley_count_up(&c->capital_words);
}

static void count_letter(struct galley *g, uint8_t what, const char *data,
                         uint8_t size)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;

    if (!b->word)
        begin_word(b, (uint8_t)galley_elements_inherited(&g->elements),
                   what == CHAR_UPPER);
    b->word_hash = galley_hash_bytes(b->word_hash, data, size);
    c->dots = 0;
    if (what == CHAR_UPPER)
        galley_count_up(&c->upper);
    if (galley_is_digit((uint8_t)data[0]))
        galley_count_up(&c->digits);
    c->last = LAST_OTHER;
}

/* Scripts without spaces: two ideographs or four syllables are a word. */
static void count_part(struct galley *g, uint8_t what, const char *data,
                       uint8_t size)
{
    struct galley_blocks *b = &g->blocks;

    count_letter(g, CHAR_LETTER, data, size);
    b->part = (uint8_t)(b->part + (what == CHAR_IDEOGRAPH ? 2 : 1));
    if (b->part >= 4) {
        b->part = 0;
        end_word(g);
    }
}

/* Teasers are cut short with three dots, or U+2026, the only end of a
 * sentence that begins with this byte. */
static uint8_t count_dots(uint8_t dots, char lead)
{
    return lead == '.' ? galley_count_one(dots) : lead == '\xE2' ? 3 : 0;
}

static void count_mark(struct galley_counts *c, uint8_t what, char lead)
{
    switch (what) {
    case CHAR_CLOSING:
        break;
    case CHAR_COMMA:
        c->commas = galley_count_one(c->commas);
        c->last = LAST_COMMA;
        break;
    case CHAR_SENTENCE:
        c->sentences = galley_count_one(c->sentences);
        c->last = LAST_SENTENCE;
        c->dots = count_dots(c->dots, lead);
        break;
    default:
        c->symbols = galley_count_one(c->symbols);
        c->last = lead == ':' ? LAST_COLON : LAST_OTHER;
        break;
    }
}

/* Counts one character. */
static void count_character(struct galley *g, uint8_t what, const char *data,
                            uint8_t size)
{
    struct galley_counts *c = &g->blocks.counts;

    galley_count_up(&c->chars);
    switch (what) {
    case CHAR_LETTER:
    case CHAR_UPPER:
        count_letter(g, what, data, size);
        return;
    case CHAR_IDEOGRAPH:
    case CHAR_SYLLABLE:
        count_part(g, what, data, size);
        return;
    case CHAR_INVISIBLE:
        return;
    default:
        count_mark(c, what, data[0]);
        if (what != CHAR_CLOSING || data[0] != '\'')
            end_word(g);
        return;
    }
}

/* ---- text ---- */

/* The score of the block as it is. */
static uint8_t classify(struct galley *g)
{
    uint8_t score = galley_classify_block(g);

    g->blocks.tags_since = 0;
    g->blocks.images_since = 0;
    return score;
}

/* Preformatted and cut text may end in white space. */
static void trim(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    while (b->counts.size > 0
           && galley_is_space((uint8_t)galley_records_end(g)[-1])) {
        b->counts.size--;
        galley_records_shrink(&g->records, 1);
        if (b->flags & BLOCK_CUT)
            b->counts.missing++;
    }
}

/* The text finds no more room: what is there of the last word goes, too, if
 * words are short enough. */
static void cut(struct galley *g, char next)
{
    struct galley_blocks *b = &g->blocks;
    uint16_t n = 0;

    b->flags |= BLOCK_CUT;
    if (galley_is_space((uint8_t)next))
        return;
    while (n < b->counts.size
           && !galley_is_space((uint8_t)galley_records_end(g)[-1 - n]))
        if (++n > LONG_WORD)
            return;
    b->counts.size = (uint16_t)(b->counts.size - n);
    galley_records_shrink(&g->records, n);
    b->counts.missing += n;
    trim(g);
}

/* The window was too small: ends the block here, to be continued. */
static void split(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    b->flags |= BLOCK_CONTINUES;
    hash_word(b);
    galley_article_admit(g, classify(g));
    b->flags &= (uint8_t)~BLOCK_CONTINUES;
    b->flags |= BLOCK_CONTINUED;
    memset(&b->counts, 0, sizeof b->counts);
    b->counts.hash = GALLEY_HASH_START;
}

/* Bytes that the window has room for as it is. */
GALLEY_APART static size_t room(const struct galley *g)
{
    return g->article.refused ? 0 : galley_records_room(g);
}

/* Makes room for size bytes more: by what waits, or by splitting, which a
 * very long block needs in any case. */
static bool make_room(struct galley *g, uint8_t size)
{
    if (g->blocks.counts.size > BLOCK_MOST) {
        galley_article_vacate(g);
        split(g);
    }
    while (room(g) < size && !galley_article_room(g, size)) {
        if (g->options.on_block == NULL
            || g->blocks.counts.size < GALLEY_BODY_MIN / 2)
            return false;
        split(g);
    }
    return true;
}

static void put(struct galley *g, const char *data, uint8_t size)
{
    struct galley_blocks *b = &g->blocks;

    if (!(b->flags & BLOCK_CUT) && !make_room(g, size))
        cut(g, data[0]);
    if (b->flags & BLOCK_CUT) {
        b->counts.missing += size;
        return;
    }
    galley_records_put(g, data, size);
    b->counts.size = (uint16_t)(b->counts.size + size);
}

static void put_between(struct galley *g, const char *data, uint8_t size)
{
    put(g, data, size);
    hash_bytes(&g->blocks, data, size);
}

static void put_byte(struct galley *g, char c)
{
    put_between(g, &c, 1);
}

static void put_no_break(struct galley *g)
{
    char c[2];

    c[0] = '\xC2';
    c[1] = '\xA0';
    put_between(g, c, 2);
}

/* Quotation marks, by their last byte: what browsers show, in English. */
#define OPENING '\x9C'
#define CLOSING '\x9D'

GALLEY_APART static void put_mark(struct galley *g, char last)
{
    char c[3];

    c[0] = '\xE2';
    c[1] = '\x80';
    c[2] = last;
    put_between(g, c, 3);
}

/* White space that waited for the next character. */
static void put_space(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    uint8_t space = b->space & (uint8_t)~QUOTE;
    char c = '\0';

    if (space == TAB)
        c = '\t';
    else if (b->breaks > 0)
        c = '\n';
    else if (space == PLAIN_SPACE)
        c = ' ';
    if (c != '\0')
        put_byte(g, c);
    else if (space == NO_BREAK)
        put_no_break(g);
    if (b->space & QUOTE)
        put_mark(g, OPENING);
    b->breaks = 0;
    b->space = 0;
}

/* The letter that stood alone is no word's first. */
static void discard(struct galley *g)
{
    end_word(g);
    if (!(g->blocks.flags & BLOCK_UNSEEN))
        classify(g);
    galley_records_drop(g);
    galley_blocks_reset(g);
}

/* In lower case, or a Latin, Greek or Cyrillic letter that is. */
static bool goes_on(uint8_t what, uint8_t lead)
{
    return what == CHAR_LETTER
           && (galley_is_lower(lead) || (lead >= 0xC3 && lead < 0xD4));
}

/* The first character of a block: of a word, perhaps, whose own first letter
 * stands there already.  (The same letter again is a name after its badge or
 * a term below its initial.) */
static void begin_text(struct galley *g, uint8_t what, uint8_t next)
{
    if ((g->blocks.flags & BLOCK_INITIAL)
        && (!goes_on(what, next)
            || galley_lower((uint8_t)galley_records_end(g)[-1]) == next))
        discard(g);
    begin(g);
}

/* A character of a block that has begun. */
static void put_character(struct galley *g, uint8_t what, const char *data,
                          uint8_t size)
{
    struct galley_blocks *b = &g->blocks;

    if (what == CHAR_SPACE) {
        /* No-break spaces stay, but never end a block. */
        end_word(g);
        if (b->space == 0 || b->space == PLAIN_SPACE)
            b->space = data[0] == '\xC2' ? NO_BREAK : PLAIN_SPACE;
        return;
    }
    put_space(g);
    put(g, data, size);
    count_character(g, what, data, size);
    if (what < CHAR_LETTER)
        hash_bytes(b, data, size);
}

static uint32_t decode(const char *data, uint8_t size)
{
    uint32_t code = (uint8_t)data[0] & (0x7Fu >> size);
    unsigned i;

    for (i = 1; i < size; i++)
        code = code << 6 | ((uint8_t)data[i] & 0x3Fu);
    return code;
}

/* White space as it stands in preformatted text. */
static uint8_t kept_space(uint8_t space)
{
    return space == '\n' || space == '\t' ? space : ' ';
}

/* ASCII white space at p, folded unless the text is preformatted. */
static const char *put_white(struct galley *g, const char *p,
                             const char *end)
{
    struct galley_blocks *b = &g->blocks;

    end_word(g);
    if ((b->flags & BLOCK_BEGUN) && is_preformatted(g)) {
        put_byte(g, (char)kept_space((uint8_t)*p));
        return p + 1;
    }
    do {
        p++;
        while (p != end && *p == ' ')
            p++;
    } while (p != end && galley_is_space((uint8_t)*p));
    if ((b->flags & BLOCK_BEGUN) && b->space == 0)
        b->space = PLAIN_SPACE;
    return p;
}

/* ---- plain text ---- */

/* How many of size bytes can be put without a look at the window: it has room
 * for them and for the space before them. */
static uint8_t plain_room(const struct galley *g, size_t size)
{
    const struct galley_blocks *b = &g->blocks;
    size_t most = room(g);

    if (most == 0 || (b->flags & BLOCK_CUT) || b->breaks != 0
        || b->space > PLAIN_SPACE || b->counts.size > BLOCK_MOST - UINT8_MAX)
        return 0;
    if (most > UINT8_MAX)
        most = UINT8_MAX;
    return (uint8_t)(size < most ? size : most - 1);
}

/* Puts the letters and digits that stand at p, and counts them as count_letter
 * does with each: how many.  (There are so few that no number is too
 * large.) */
static uint8_t put_letters(struct galley_blocks *b, char *to, const char *p,
                           size_t size)
{
    struct galley_counts *c = &b->counts;
    uint32_t hash = b->word_hash;
    size_t n;

    for (n = 0; n != size; n++) {
        uint8_t byte = (uint8_t)p[n];

        to[n] = (char)byte;
        if (!galley_is_lower(byte)) {
            if (galley_is_upper(byte)) {
                c->upper++;
                byte |= 0x20;
            } else if (galley_is_digit(byte))
                c->digits++;
            else
                break;
        }
        hash = galley_hash_step(hash, byte);
    }
    b->word_hash = hash;
    c->chars = (uint16_t)(c->chars + n);
    c->dots = 0;
    c->last = LAST_OTHER;
    return (uint8_t)n;
}

/* Puts words, white space and marks of ASCII that stand at p in a block that
 * has begun: where they end.  It is what put_character and put_white do with
 * each.  (Not inlined: the stack is deepest below its caller.) */
GALLEY_SHALLOW static const char *put_plain(struct galley *g, const char *p,
                                            const char *end)
{
    struct galley_blocks *b = &g->blocks;
    uint8_t flags = (uint8_t)galley_elements_inherited(&g->elements);
    size_t most = plain_room(g, (size_t)(end - p));
    char *begin, *to;
    uint8_t n;

    if (most == 0) /* or a sink has called galley_init: no window at all */
        return p;
    end = p + most;
    begin = to = galley_records_end(g);
    for (; p != end; p++) {
        uint8_t byte = (uint8_t)*p;

        if (b->space != 0 && byte > ' ' && byte < 0x7F) {
            *to++ = ' '; /* no word goes on: white space ends it */
            b->counts.hash = galley_hash_step(b->counts.hash, ' ');
            b->space = 0;
        }
        if (galley_is_lower(byte | 0x20) || galley_is_digit(byte)) {
            if (!b->word)
                begin_word(b, flags, galley_is_upper(byte));
            n = put_letters(b, to, p, (size_t)(end - p));
            to += n;
            p += n;
            if (p == end)
                break;
            byte = (uint8_t)*p;
            if (byte == ' ' && !(flags & ELEMENT_PRE)) {
                count_word(g);
                b->space = PLAIN_SPACE;
                continue;
            }
        }
        if (byte >= 0x7F)
            break;
        if (byte > ' ') {
            count_character(g, classify_ascii(byte), p, 1);
            *to++ = hash_between(b, byte);
        } else if (galley_is_space(byte)) {
            end_word(g);
            if (flags & ELEMENT_PRE)
                *to++ = hash_between(b, kept_space(byte));
            else
                b->space = PLAIN_SPACE;
        } else {
            break;
        }
    }
    b->counts.size = (uint16_t)(b->counts.size + (to - begin));
    g->records.used += (size_t)(to - begin);
    return p;
}

static uint8_t classify_character(const char *data, uint8_t size)
{
    return size == 1 ? classify_ascii((uint8_t)data[0])
                     : classify_wide(decode(data, size));
}

/* The bytes of the first of size bytes' characters. */
static uint8_t first(const char *data, size_t size)
{
    uint8_t n = galley_text_character((uint8_t)data[0]);

    return n <= size ? n : (uint8_t)size; /* always: characters are whole */
}

/* The block begins at p, unless nothing is seen of the character there: that
 * is skipped. */
static const char *begin_at(struct galley *g, const char *p, const char *end)
{
    uint8_t n = first(p, (size_t)(end - p)), what = classify_character(p, n);

    if (what == CHAR_SPACE || what == CHAR_INVISIBLE)
        return p + n;
    begin_text(g, what, (uint8_t)*p);
    return p;
}

/* One character of the block, with what waits before it. */
static const char *put_next(struct galley *g, const char *p, const char *end)
{
    uint8_t n = first(p, (size_t)(end - p));

    if (*p != '\0') /* tree construction drops it (13.2.6.4.7) */
        put_character(g, classify_character(p, n), p, n);
    return p + n;
}

void galley_blocks_text(struct galley *g, const char *data, size_t size)
{
    const char *p = data, *end = data + size, *from;

    if (g->options.body == NULL)
        return;
    while (p != end) {
        from = p;
        if (galley_is_space((uint8_t)*p))
            p = put_white(g, p, end);
        else if (!(g->blocks.flags & BLOCK_BEGUN))
            p = begin_at(g, p, end);
        else if ((p = put_plain(g, p, end)) == from)
            p = put_next(g, p, end);
    }
}

/* ---- what stands around words ---- */

/* Whether a quotation mark, or what may be one, ends the text so far. */
static bool is_quoted(const struct galley *g)
{
    const char *end;

    if (g->blocks.counts.size == 0)
        return false;
    end = galley_records_end(g);
    return end[-1] == '"' || end[-1] == '\''
           || (((uint8_t)end[-1] & 0xF8) == 0x98 /* U+2018..U+201F */
               && end[-2] == '\x80');
}

bool galley_blocks_quote(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    if (b->space == 0 && b->breaks == 0 && is_quoted(g))
        return false;
    b->space |= QUOTE;
    return true;
}

void galley_blocks_unquote(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    if (b->space & QUOTE) {
        b->space &= (uint8_t)~QUOTE; /* there is nothing in it */
    } else if (b->flags & BLOCK_BEGUN) {
        end_word(g);
        put_space(g);
        put_mark(g, CLOSING);
    }
}

/* A paragraph that is one capital letter: the next may go on with it. */
static bool is_initial(const struct galley_blocks *b)
{
    return b->counts.chars == 1 && b->counts.upper == 1
           && b->flags == BLOCK_BEGUN && !(b->word_flags & ELEMENT_LINK)
           && b->place.kind == GALLEY_KIND_PARAGRAPH;
}

void galley_blocks_initial(struct galley *g, const char *data, size_t size)
{
    struct galley_blocks *b = &g->blocks;
    uint8_t n, what;

    for (; size > 0; size -= n, data += n) {
        n = first(data, size);
        what = classify_character(data, n);
        if (b->flags & BLOCK_BEGUN || g->options.body == NULL)
            return;
        if (!(b->flags & BLOCK_INITIAL)) {
            if (what != CHAR_UPPER)
                continue;
            galley_blocks_text(g, data, n);
            b->flags |= is_initial(b) ? BLOCK_INITIAL : 0;
            b->flags = (uint8_t)((b->flags & ~BLOCK_BEGUN) | BLOCK_UNSEEN);
            if (b->flags & BLOCK_INITIAL)
                continue;
        }
        discard(g);
    }
}

void galley_blocks_custom(struct galley *g)
{
    const struct galley_counts *c = &g->blocks.counts;

    if (c->last == LAST_SENTENCE && c->mark == (uint8_t)c->chars)
        galley_blocks_end(g);
}

void galley_blocks_line(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    end_word(g);
    if (!(b->flags & BLOCK_BEGUN))
        return;
    if (is_preformatted(g))
        put_byte(g, '\n');
    else if (++b->breaks >= 2) {
        bool cell = b->place.kind == GALLEY_KIND_TABLE_ROW;

        galley_blocks_end(g);
        b->broken = cell;
    }
}

/* ---- a block ends ---- */

/* What was counted since the last block stays. */
void galley_blocks_reset(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    uint16_t tags = b->tags_since, images = b->images_since;
    uint8_t broken = b->broken;

    memset(b, 0, sizeof *b);
    b->tags_since = tags;
    b->images_since = images;
    b->broken = broken;
    b->counts.hash = GALLEY_HASH_START;
}

/* A paragraph behind a picture, all in small print or italics, that
 * introduces nothing. */
static bool is_legend(const struct galley_blocks *b)
{
    return b->images > 0 && !b->plain && b->counts.words > 0
           && b->counts.words <= LEGEND_WORDS
           && b->counts.last != LAST_COLON
           && b->place.kind == GALLEY_KIND_PARAGRAPH
           && !(b->flags & BLOCK_CONTINUED);
}

/* What has begun ends.  (Not inlined: mostly nothing has.) */
GALLEY_NOINLINE static void end_begun(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    if (is_initial(b)) {
        b->flags = BLOCK_INITIAL;
        b->space = 0;
        b->breaks = 0;
    }
    if ((b->flags & (BLOCK_BEGUN | BLOCK_INITIAL)) == BLOCK_INITIAL
        || (b->flags & BLOCK_FALLBACK)) /* lines of it end elsewhere */
        return;
    if (b->flags & BLOCK_BEGUN) {
        end_word(g);
        trim(g);
        if (is_legend(b))
            b->place.kind = GALLEY_KIND_CAPTION;
        galley_article_record(g, classify(g));
    }
    galley_blocks_reset(g);
}

void galley_blocks_end(struct galley *g)
{
    if (g->blocks.flags != 0)
        end_begun(g);
    else
        g->blocks.space = 0;
}

void galley_blocks_finish(struct galley *g)
{
    galley_blocks_end(g);
    if (g->blocks.flags & BLOCK_INITIAL)
        discard(g);
}

/* The cells of a row are one block, as long as they are short, of one
 * paragraph and no lists of links: those are a page's layout. */
void galley_blocks_cell(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    const struct galley_counts *c = &b->counts;

    end_word(g);
    if (b->flags & BLOCK_BEGUN) {
        if (b->place.kind != GALLEY_KIND_TABLE_ROW || c->words > ROW_WORDS
            || c->link_words > c->words / 2 || b->broken)
            galley_blocks_end(g);
        else
            b->space = TAB;
    }
    b->broken = 0;
}

/* ---- text without a place ---- */

/* White space that may be the line's end is taken back there. */
void galley_blocks_fallback(struct galley *g, uint8_t source,
                            const char *data, uint8_t size)
{
    struct galley_blocks *b = &g->blocks;

    if (!galley_is_space((uint8_t)data[0])) {
        b->flags |= BLOCK_BEGUN | BLOCK_FALLBACK;
        b->place.own = (int8_t)source;
        b->space = 0;
    } else if (!(b->flags & BLOCK_BEGUN) || b->space != 0) {
        return;
    } else {
        b->space = PLAIN_SPACE;
        data = " ";
        size = 1;
    }
    if (!(b->flags & BLOCK_CUT)
        && ((g->article.holes >> source & 1) /* no text behind a hole */
            || b->counts.size > BLOCK_MOST
            || !galley_article_spare(g, size)))
        cut(g, data[0]);
    if (b->flags & BLOCK_CUT) {
        b->counts.missing += size;
        return;
    }
    galley_records_put(g, data, size);
    b->counts.size = (uint16_t)(b->counts.size + size);
}

void galley_blocks_fallback_end(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;

    if (b->flags & BLOCK_FALLBACK) {
        if (b->space != 0 && (b->flags & BLOCK_CUT))
            b->counts.missing--;
        else
            trim(g);
        galley_article_fallback(g);
    }
    galley_blocks_reset(g);
}
