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

    b->tags_since = galley_count_add(b->tags_since, 1);
    b->images_since = galley_count_add(b->images_since, image);
}

static bool is_preformatted(const struct galley *g)
{
    return (galley_elements_inherited(&g->elements) & ELEMENT_PRE) != 0;
}

/* ---- characters ---- */

/* What matters of a character beyond ASCII. */
#define CHAR_LETTER 0
#define CHAR_SPACE 1     /* no-break and other wide spaces */
#define CHAR_INVISIBLE 2 /* joins or is nothing */
#define CHAR_COMMA 3
#define CHAR_SENTENCE 4
#define CHAR_CLOSING 5   /* may follow the end of a sentence */
#define CHAR_SYMBOL 6
#define CHAR_IDEOGRAPH 7 /* a script without spaces, two a word */
#define CHAR_SYLLABLE 8  /* likewise, four a word */
#define CHAR_UPPER 9

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
    uint8_t low = 0, high = sizeof range_whats - 1;

    if (code > 0xFFFFu)
        return code >= 0x20000 && code < 0x40000 ? CHAR_IDEOGRAPH
                                                 : CHAR_SYMBOL;
    while (low < high) {
        uint8_t middle = (uint8_t)((low + high) / 2);
        if (code <= GALLEY_READ16(&range_lasts[middle]))
            high = middle;
        else
            low = (uint8_t)(middle + 1);
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

static uint32_t hash_text(uint32_t hash, const char *data, uint8_t size)
{
    while (size-- > 0)
        hash = galley_hash_byte(hash, (uint8_t)*data++);
    return hash;
}

/* ---- words ---- */

static void end_word(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;

    if (b->word == 0)
        return;
    b->word = 0;
    c->words = galley_count_add(c->words, 1);
    if (b->word_flags & ELEMENT_LINK)
        c->link_words = galley_count_add(c->link_words, 1);
    if (!(b->word_flags & ELEMENT_FINE))
        b->plain = 1;
    if (b->word_flags & ELEMENT_BOLD)
        c->bold_words = galley_count_add(c->bold_words, 1);
    if (galley_fields_title_word(&g->fields, galley_hash_fold(b->word_hash)))
        c->title_words = galley_count_add(c->title_words, 1);
}

static void begin_word(struct galley *g, bool upper)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;

    b->word_flags = (uint8_t)galley_elements_inherited(&g->elements);
    if ((b->word_flags & ELEMENT_LINK) && c->last == LAST_COLON
        && c->link_words == 0 && c->words <= LABEL_WORDS)
        b->flags |= BLOCK_LABELLED;
    b->word_hash = GALLEY_HASH_START;
    c->capital_words = galley_count_add(c->capital_words, upper);
}

static void count_letter(struct galley *g, uint8_t what, const char *data,
                         uint8_t size)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;

    if (b->word == 0)
        begin_word(g, what == CHAR_UPPER);
    b->word_hash = hash_text(b->word_hash, data, size);
    c->dots = 0;
    b->word = galley_count_one(b->word);
    if (what == CHAR_UPPER)
        c->upper = galley_count_add(c->upper, 1);
    if (galley_is_digit((uint8_t)data[0]))
        c->digits = galley_count_add(c->digits, 1);
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

    c->chars = galley_count_add(c->chars, 1);
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
    const char *end = galley_records_end(g);
    uint16_t n = 0;

    b->flags |= BLOCK_CUT;
    if (galley_is_space((uint8_t)next))
        return;
    while (n < b->counts.size && !galley_is_space((uint8_t)end[-1 - n]))
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
    galley_article_admit(g, classify(g));
    b->flags &= (uint8_t)~BLOCK_CONTINUES;
    b->flags |= BLOCK_CONTINUED;
    memset(&b->counts, 0, sizeof b->counts);
    b->counts.hash = GALLEY_HASH_START;
}

/* Bytes that the window has room for as it is. */
static size_t room(const struct galley *g)
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

    b->counts.hash = hash_text(b->counts.hash, data, size);
    if (!(b->flags & BLOCK_CUT) && !make_room(g, size))
        cut(g, data[0]);
    if (b->flags & BLOCK_CUT) {
        b->counts.missing += size;
        return;
    }
    galley_records_put(g, data, size);
    b->counts.size = (uint16_t)(b->counts.size + size);
}

static void put_byte(struct galley *g, char c)
{
    put(g, &c, 1);
}

static void put_no_break(struct galley *g)
{
    char c[2];

    c[0] = '\xC2';
    c[1] = '\xA0';
    put(g, c, 2);
}

/* Quotation marks, by their last byte: what browsers show, in English. */
#define OPENING '\x9C'
#define CLOSING '\x9D'

static void put_mark(struct galley *g, char last)
{
    char c[3];

    c[0] = '\xE2';
    c[1] = '\x80';
    c[2] = last;
    put(g, c, 3);
}

/* White space that waited for the next character. */
static void put_space(struct galley *g)
{
    struct galley_blocks *b = &g->blocks;
    uint8_t space = b->space & (uint8_t)~QUOTE;

    if (space == TAB)
        put_byte(g, '\t');
    else if (b->breaks > 0)
        put_byte(g, '\n');
    else if (space == NO_BREAK)
        put_no_break(g);
    else if (space == PLAIN_SPACE)
        put_byte(g, ' ');
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

static void put_character(struct galley *g, uint8_t what, const char *data,
                          uint8_t size)
{
    struct galley_blocks *b = &g->blocks;

    if (!(b->flags & BLOCK_BEGUN)) {
        if (what == CHAR_SPACE || what == CHAR_INVISIBLE)
            return;
        begin_text(g, what, (uint8_t)data[0]);
    }
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
}

static uint32_t decode(const char *data, uint8_t size)
{
    uint32_t code = (uint8_t)data[0] & (0x7Fu >> size);
    uint8_t i;

    for (i = 1; i < size; i++)
        code = code << 6 | ((uint8_t)data[i] & 0x3Fu);
    return code;
}

/* ASCII white space, folded unless the text is preformatted. */
static void white_space(struct galley *g, char space)
{
    struct galley_blocks *b = &g->blocks;

    end_word(g);
    if (!(b->flags & BLOCK_BEGUN))
        return;
    if (is_preformatted(g))
        put_byte(g, space == '\n' || space == '\t' ? space : ' ');
    else if (b->space == 0)
        b->space = PLAIN_SPACE;
}

/* How many of size bytes can be put without a look at the window: it has room
 * for them and for the space before them. */
static uint8_t plain_room(const struct galley *g, size_t size)
{
    const struct galley_blocks *b = &g->blocks;
    size_t most = room(g);

    if ((b->flags & (BLOCK_BEGUN | BLOCK_CUT)) != BLOCK_BEGUN
        || b->breaks != 0 || b->space > PLAIN_SPACE || is_preformatted(g)
        || b->counts.size > BLOCK_MOST - UINT8_MAX)
        return 0;
    if (most > UINT8_MAX)
        most = UINT8_MAX;
    return (uint8_t)(size < most ? size : most > 0 ? most - 1 : 0);
}

/* Where in the window the next byte goes, and the hash of the block so far. */
struct run {
    char *to;
    uint32_t hash;
};

/* Puts the letters that stand at p, and counts them as a word or as part of
 * one, as count_letter does with each. */
static const char *put_letters(struct galley *g, struct run *r, const char *p,
                               const char *end)
{
    struct galley_blocks *b = &g->blocks;
    struct galley_counts *c = &b->counts;
    uint32_t hash = r->hash, word_hash;
    const char *from = p;
    char *to = r->to;
    uint8_t letter, n, upper = 0;

    if (b->word == 0)
        begin_word(g, galley_is_upper((uint8_t)*p));
    word_hash = b->word_hash;
    for (; p != end; p++) {
        letter = (uint8_t)*p | 0x20;
        if (!galley_is_lower(letter))
            break;
        hash = (hash ^ letter) * GALLEY_HASH_PRIME;
        word_hash = (word_hash ^ letter) * GALLEY_HASH_PRIME;
        upper = (uint8_t)(upper + (letter != (uint8_t)*p));
        *to++ = *p;
    }
    n = (uint8_t)(p - from);
    r->to = to;
    r->hash = hash;
    b->word_hash = word_hash;
    b->word = (uint8_t)(b->word < UINT8_MAX - n ? b->word + n : UINT8_MAX);
    c->chars = galley_count_add(c->chars, n);
    c->upper = galley_count_add(c->upper, upper);
    c->dots = 0;
    c->last = LAST_OTHER;
    return p;
}

static void put_one(struct run *r, char byte)
{
    *r->to++ = byte;
    r->hash = galley_hash_byte(r->hash, (uint8_t)byte);
}

/* Puts words, white space and marks of ASCII that stand at data: how many
 * bytes.  It is what put_character and white_space do with each.  (Not
 * inlined: the stack is deepest below its caller.) */
GALLEY_NOINLINE static uint8_t put_plain(struct galley *g, const char *data,
                                         size_t size)
{
    struct galley_blocks *b = &g->blocks;
    const char *p = data, *end = data + plain_room(g, size);
    char *begin = galley_records_end(g);
    struct run r;

    r.to = begin;
    r.hash = b->counts.hash;
    while (p != end && (uint8_t)*p < 0x7F) {
        if (galley_is_space((uint8_t)*p)) {
            end_word(g);
            b->space = PLAIN_SPACE;
            p++;
            continue;
        }
        if ((uint8_t)*p < ' ')
            break;
        if (b->space != 0)
            put_one(&r, ' ');
        b->space = 0;
        if (galley_is_lower((uint8_t)*p | 0x20)) {
            p = put_letters(g, &r, p, end);
        } else {
            put_one(&r, *p);
            count_character(g, classify_ascii((uint8_t)*p), p, 1);
            p++;
        }
    }
    b->counts.hash = r.hash;
    b->counts.size = (uint16_t)(b->counts.size + (r.to - begin));
    g->records.used += (size_t)(r.to - begin);
    return (uint8_t)(p - data);
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

void galley_blocks_text(struct galley *g, const char *data, size_t size)
{
    uint8_t n;

    if (g->options.body == NULL)
        return;
    for (; size > 0; size -= n, data += n) {
        n = put_plain(g, data, size);
        if (n > 0)
            continue;
        n = first(data, size);
        if (*data == '\0')
            ; /* tree construction drops it (13.2.6.4.7) */
        else if (galley_is_space((uint8_t)*data))
            white_space(g, *data);
        else
            put_character(g, classify_character(data, n), data, n);
    }
}

/* ---- what stands around words ---- */

/* Whether a quotation mark, or what may be one, ends the text so far. */
static bool is_quoted(const struct galley *g)
{
    const char *end = galley_records_end(g);

    if (g->blocks.counts.size == 0)
        return false;
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
            put_character(g, what, data, n);
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

void galley_blocks_end(struct galley *g)
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
