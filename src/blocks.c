/*
 * Galley: the blocks stage.  Visible text comes in; it is folded as a browser
 * would show it and stands in the caller's window, block by block.  Each block
 * is counted as it passes; at its end the counters go to the classifier and
 * from there, unless it is plain boilerplate, into a record.
 *
 * Holds the counters of one block (about 80 bytes).
 */
#include "blocks.h"

#include <string.h>

#include "article.h"
#include "classify.h"
#include "decide.h"
#include "meta.h"
#include "page.h"
#include "text.h"

/* galley_current.space */
#define SPACE 1
#define NO_BREAK 2
#define TAB 3

#define ROW_WORDS 100 /* a longer one is no data */
#define LONG_WORD 32  /* bytes; a longer one may be cut, as may a script
                         without spaces */

/* ---- where a block stands ---- */

/* Distances to the nearest element of each category, in elements. */
static void measure_distances(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    const struct galley_page *p = &g->article.page;
    uint16_t n = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;
    uint16_t i, k;

    memset(c->distance, UINT8_MAX, sizeof c->distance);
    for (i = 0; i < n; i++)
        for (k = 0; k < GALLEY_CATEGORIES; k++)
            if (p->stack[i].categories & (1u << k))
                c->distance[k] = (uint8_t)(n - 1 - i);
}

/* The kind of the block: that of the innermost element that has one. A
 * paragraph is part of the list item or quote around it; the cell of a table
 * has a kind only for text directly inside it. */
static void find_kind(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    const struct galley_page *p = &g->article.page;
    uint16_t i = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;
    uint8_t blocks = 0, cell = 0;

    c->kind = GALLEY_PARAGRAPH;
    c->level = 0;
    c->nesting = 0;
    while (i-- > 0) {
        uint8_t tag = p->stack[i].tag;
        uint8_t kind = galley_tag_kind(tag);
        c->nesting = (uint8_t)(c->nesting + galley_tag_is_list(tag));
        if (kind == GALLEY_TABLE_ROW + 1) {
            if (blocks == 0)
                c->kind = GALLEY_TABLE_ROW;
            cell = 1;
        } else if (kind > GALLEY_PARAGRAPH + 1 && !cell
                   && c->kind == GALLEY_PARAGRAPH) {
            c->kind = (uint8_t)(kind - 1);
            c->level = galley_tag_level(tag);
        }
        blocks = (uint8_t)(blocks | galley_tag_is_block(tag));
    }
    if (c->kind == GALLEY_LIST_ITEM)
        c->level = c->nesting > 0 ? c->nesting : 1;
}

/* The block element, the innermost of the open elements that is one, and
 * its parent. */
static void find_element(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    const struct galley_page *p = &g->article.page;
    uint16_t i = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;
    uint8_t found = 0;

    while (i-- > 0 && found < 2) {
        const struct galley_element *e = &p->stack[i];
        if (!galley_tag_is_block(e->tag))
            continue;
        if (found++ == 0) {
            c->tag = e->tag;
            c->own = e->own;
            c->signature = e->signature;
        } else {
            c->parent = e->tag;
            c->parent_own = e->own;
        }
    }
}

static void begin(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    const struct galley_element *top = galley_page_top(g);
    const struct galley_page *p = &g->article.page;

    c->flags |= BLOCK_BEGUN;
    c->tags = galley_log(g->article.tags);
    c->images = galley_log(g->article.images);
    g->article.tags = 0;
    c->depth = (uint8_t)(p->depth < UINT8_MAX ? p->depth : UINT8_MAX);
    measure_distances(g);
    find_kind(g);
    find_element(g);
    if (top != NULL) {
        c->sum = top->sum;
        c->min = top->min;
        if (top->flags & ELEMENT_QUOTE)
            c->flags |= BLOCK_QUOTE;
    }
    galley_trace_path(g);
}

void galley_blocks_tag(struct galley *g, uint8_t image)
{
    struct galley_article *a = &g->article;

    a->tags = galley_add(a->tags, 1);
    a->images = galley_add(a->images, image);
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

struct range {
    uint16_t last; /* of the range, which starts after the one before */
    uint8_t what;
};

static const struct range ranges[] GALLEY_FLASH = {
    {0x009F, CHAR_INVISIBLE}, {0x00A0, CHAR_SPACE}, {0x00AA, CHAR_SYMBOL},
    {0x00AB, CHAR_CLOSING},   {0x00AC, CHAR_SYMBOL},
    {0x00AD, CHAR_INVISIBLE}, {0x00BA, CHAR_SYMBOL},
    {0x00BB, CHAR_CLOSING},   {0x00BF, CHAR_SYMBOL}, {0x00DE, CHAR_UPPER},
    {0x040F, CHAR_LETTER},    {0x042F, CHAR_UPPER},  {0x060B, CHAR_LETTER},
    {0x060C, CHAR_COMMA},     {0x061E, CHAR_LETTER}, {0x061F, CHAR_SENTENCE},
    {0x06D3, CHAR_LETTER},    {0x06D4, CHAR_SENTENCE}, {0x0963, CHAR_LETTER},
    {0x0965, CHAR_SENTENCE},  {0x0DFF, CHAR_LETTER},
    {0x0EFF, CHAR_SYLLABLE},  {0x0FFF, CHAR_LETTER}, {0x109F, CHAR_SYLLABLE},
    {0x177F, CHAR_LETTER},    {0x17FF, CHAR_SYLLABLE}, {0x1FFF, CHAR_LETTER},
    {0x200A, CHAR_SPACE},     {0x200F, CHAR_INVISIBLE},
    {0x2017, CHAR_SYMBOL},    {0x201F, CHAR_CLOSING}, {0x2025, CHAR_SYMBOL},
    {0x2026, CHAR_SENTENCE},  {0x2027, CHAR_SYMBOL}, {0x202E, CHAR_INVISIBLE},
    {0x202F, CHAR_SPACE},     {0x205F, CHAR_SYMBOL}, {0x206F, CHAR_INVISIBLE},
    {0x2BFF, CHAR_SYMBOL},    {0x2FFF, CHAR_LETTER}, {0x3000, CHAR_SPACE},
    {0x3001, CHAR_COMMA},     {0x3002, CHAR_SENTENCE}, {0x3007, CHAR_SYMBOL},
    {0x3011, CHAR_CLOSING},   {0x3040, CHAR_SYMBOL},
    {0xABFF, CHAR_IDEOGRAPH}, {0xD7FF, CHAR_LETTER}, {0xF8FF, CHAR_SYMBOL},
    {0xFAFF, CHAR_IDEOGRAPH}, {0xFEFE, CHAR_LETTER}, {0xFEFF, CHAR_INVISIBLE},
    {0xFF00, CHAR_SYMBOL},    {0xFF01, CHAR_SENTENCE}, {0xFF0B, CHAR_SYMBOL},
    {0xFF0C, CHAR_COMMA},     {0xFF0D, CHAR_SYMBOL}, {0xFF0E, CHAR_SENTENCE},
    {0xFF1E, CHAR_LETTER},    {0xFF1F, CHAR_SENTENCE}, {0xFF65, CHAR_LETTER},
    {0xFFEF, CHAR_IDEOGRAPH}, {0xFFFF, CHAR_SYMBOL}
};

static uint8_t classify_wide(uint32_t code)
{
    uint8_t low = 0, high = sizeof ranges / sizeof ranges[0] - 1;

    if (code > 0xFFFFu)
        return code >= 0x20000 && code < 0x40000 ? CHAR_IDEOGRAPH
                                                 : CHAR_SYMBOL;
    while (low < high) {
        uint8_t middle = (uint8_t)((low + high) / 2);
        if (code <= GALLEY_READ16(&ranges[middle].last))
            high = middle;
        else
            low = (uint8_t)(middle + 1);
    }
    return GALLEY_READ8(&ranges[low].what);
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
    if (c >= 'A' && c <= 'Z')
        return CHAR_UPPER;
    return (c >= 'a' && c <= 'z') || c > 127 ? CHAR_LETTER : CHAR_SYMBOL;
}

/* ---- words ---- */

static void end_word(struct galley *g)
{
    struct galley_current *c = &g->article.current;

    if (c->word == 0)
        return;
    c->word = 0;
    c->words = galley_add(c->words, 1);
    if (c->word_flags & ELEMENT_LINK)
        c->link_words = galley_add(c->link_words, 1);
    if (c->word_flags & ELEMENT_BOLD)
        c->bold_words = galley_add(c->bold_words, 1);
    if (galley_meta_title_word(g, galley_hash_fold(c->word_hash)))
        c->title_words = galley_add(c->title_words, 1);
}

static void count_letter(struct galley *g, uint8_t what, const char *data,
                         uint8_t size)
{
    struct galley_current *c = &g->article.current;
    const struct galley_element *top = galley_page_top(g);
    uint8_t i;

    if (c->word == 0) {
        c->word_flags = (uint8_t)(top != NULL ? top->flags : 0);
        c->word_hash = GALLEY_HASH_START;
        if (what == CHAR_UPPER)
            c->capital_words = galley_add(c->capital_words, 1);
    }
    for (i = 0; i < size; i++)
        c->word_hash = galley_hash_byte(c->word_hash, (uint8_t)data[i]);
    c->dots = 0;
    c->word = galley_count(c->word);
    if (what == CHAR_UPPER)
        c->upper = galley_add(c->upper, 1);
    if (data[0] >= '0' && data[0] <= '9')
        c->digits = galley_add(c->digits, 1);
    c->last = LAST_OTHER;
}

/* Teasers are cut short with three dots, or U+2026, the only end of a
 * sentence that begins with this byte. */
static uint8_t count_dots(uint8_t dots, char lead)
{
    return lead == '.' ? galley_count(dots) : lead == '\xE2' ? 3 : 0;
}

/* Counts one character. */
static void count_character(struct galley *g, uint8_t what, const char *data,
                            uint8_t size)
{
    struct galley_current *c = &g->article.current;

    c->chars = galley_add(c->chars, 1);
    switch (what) {
    case CHAR_LETTER:
    case CHAR_UPPER:
        count_letter(g, what, data, size);
        return;
    case CHAR_IDEOGRAPH:
    case CHAR_SYLLABLE:
        count_letter(g, CHAR_LETTER, data, size);
        c->part = (uint8_t)(c->part + (what == CHAR_IDEOGRAPH ? 2 : 1));
        if (c->part >= 4) {
            c->part = 0;
            end_word(g);
        }
        return;
    case CHAR_INVISIBLE:
        return;
    case CHAR_CLOSING:
        break;
    case CHAR_COMMA:
        c->commas = galley_count(c->commas);
        c->last = LAST_COMMA;
        break;
    case CHAR_SENTENCE:
        c->sentences = galley_count(c->sentences);
        c->last = LAST_SENTENCE;
        c->dots = count_dots(c->dots, data[0]);
        break;
    default:
        c->symbols = galley_count(c->symbols);
        c->last = data[0] == ':' ? LAST_COLON : LAST_OTHER;
        break;
    }
    if (what != CHAR_CLOSING || data[0] != '\'')
        end_word(g);
}

/* ---- text ---- */

/* The text finds no more room: what is there of the last word goes, too, if
 * words are short enough. */
static void cut(struct galley *g, char next)
{
    struct galley_article *a = &g->article;
    const char *end = galley_article_window(g) + a->used;
    uint16_t n = 0;

    a->current.flags |= BLOCK_CUT;
    if (galley_is_space((uint8_t)next))
        return;
    while (n < a->current.text && !galley_is_space((uint8_t)end[-1 - n]))
        if (++n > LONG_WORD)
            return;
    a->current.text = (uint16_t)(a->current.text - n);
    a->used -= n;
    a->current.missing += n;
}

static void hash_text(struct galley_current *c, const char *data,
                      uint8_t size)
{
    while (size-- > 0)
        c->hash = galley_hash_byte(c->hash, (uint8_t)*data++);
}

static void put(struct galley *g, const char *data, uint8_t size)
{
    struct galley_article *a = &g->article;

    hash_text(&a->current, data, size);
    if (!(a->current.flags & BLOCK_CUT) && !galley_article_room(g, size))
        cut(g, data[0]);
    if (a->current.flags & BLOCK_CUT) {
        a->current.missing += size;
        return;
    }
    memcpy(galley_article_window(g) + a->used, data, size);
    a->used += size;
    a->current.text = (uint16_t)(a->current.text + size);
}

static void put_byte(struct galley *g, char c)
{
    put(g, &c, 1);
}

/* White space that waited for the next character. */
static void put_space(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    char no_break[2];

    if (c->space == TAB) {
        put_byte(g, '\t');
    } else if (c->breaks > 0) {
        put_byte(g, '\n');
    } else if (c->space == NO_BREAK) {
        no_break[0] = '\xC2';
        no_break[1] = '\xA0';
        put(g, no_break, 2);
    } else if (c->space == SPACE) {
        put_byte(g, ' ');
    }
    c->breaks = 0;
    c->space = 0;
}

static void put_character(struct galley *g, uint8_t what, const char *data,
                          uint8_t size)
{
    struct galley_current *c = &g->article.current;

    if (!(c->flags & BLOCK_BEGUN)) {
        if (what == CHAR_SPACE || what == CHAR_INVISIBLE)
            return;
        begin(g);
    }
    if (what == CHAR_SPACE) {
        /* No-break spaces stay, but never end a block. */
        end_word(g);
        if (c->space == 0 || c->space == SPACE)
            c->space = data[0] == '\xC2' ? NO_BREAK : SPACE;
        return;
    }
    put_space(g);
    put(g, data, size);
    count_character(g, what, data, size);
}

static uint8_t character_size(uint8_t lead)
{
    return (uint8_t)(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
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
    struct galley_current *c = &g->article.current;
    const struct galley_element *top = galley_page_top(g);

    end_word(g);
    if (!(c->flags & BLOCK_BEGUN))
        return;
    if (top == NULL || !(top->flags & ELEMENT_PRE)) {
        if (c->space == 0)
            c->space = SPACE;
        return;
    }
    put_byte(g, space == '\n' || space == '\t' ? space : ' ');
}

void galley_blocks_text(struct galley *g, const char *data, size_t size)
{
    size_t i = 0;

    if (g->options.body == NULL)
        return;
    while (i < size) {
        uint8_t lead = (uint8_t)data[i];
        uint8_t n = character_size(lead);
        if (n > size - i)
            n = (uint8_t)(size - i);
        if (lead == ' ' || (lead >= '\t' && lead <= '\r'))
            white_space(g, data[i]);
        else if (n == 1)
            put_character(g, classify_ascii(lead), data + i, 1);
        else
            put_character(g, classify_wide(decode(data + i, n)), data + i, n);
        i += n;
    }
}

void galley_blocks_line(struct galley *g)
{
    struct galley_current *c = &g->article.current;
    const struct galley_element *top = galley_page_top(g);

    end_word(g);
    if (!(c->flags & BLOCK_BEGUN))
        return;
    if (top != NULL && (top->flags & ELEMENT_PRE)) {
        put_byte(g, '\n');
        return;
    }
    if (++c->breaks >= 2)
        galley_blocks_end(g);
}

/* ---- the end of a block ---- */

static void reset(struct galley *g)
{
    memset(&g->article.current, 0, sizeof g->article.current);
    g->article.current.hash = GALLEY_HASH_START;
}

/* Preformatted text may end in white space. */
static void trim(struct galley *g)
{
    struct galley_article *a = &g->article;
    const char *window = galley_article_window(g);

    while (a->current.text > 0
           && galley_is_space((uint8_t)window[a->used - 1])) {
        a->current.text--;
        a->used--;
        if (a->current.flags & BLOCK_CUT)
            a->current.missing++;
    }
}

static void finish(struct galley *g)
{
    end_word(g);
    trim(g);
    galley_article_record(g, galley_classify_block(g));
}

void galley_blocks_end(struct galley *g)
{
    if (g->article.current.flags & BLOCK_BEGUN)
        finish(g);
    reset(g);
}

/* The cells of a row are one block, as long as they are short and are no
 * lists of links: those are a page's layout. */
void galley_blocks_cell(struct galley *g)
{
    struct galley_current *c = &g->article.current;

    end_word(g);
    if (!(c->flags & BLOCK_BEGUN))
        return;
    if (c->kind != GALLEY_TABLE_ROW || c->words > ROW_WORDS
        || c->link_words > c->words / 2)
        galley_blocks_end(g);
    else
        c->space = TAB;
}

void galley_blocks_split(struct galley *g)
{
    struct galley_current *c = &g->article.current;

    c->flags |= BLOCK_CONTINUES;
    galley_article_admit(g, galley_classify_block(g));
    c->flags &= (uint8_t)~BLOCK_CONTINUES;
    c->flags |= BLOCK_CONTINUED;
    memset(c, 0, offsetof(struct galley_current, word));
    c->hash = GALLEY_HASH_START;
}

/* ---- JSON-LD ---- */

static void end_fallback(struct galley *g)
{
    if (g->article.current.flags & BLOCK_BEGUN)
        galley_article_fallback(g);
    reset(g);
}

/* A character that is no white space, with the space before it. */
static void put_fallback(struct galley *g, const char *data, uint8_t size)
{
    struct galley_article *a = &g->article;
    struct galley_current *c = &a->current;
    uint8_t space = c->space != 0;

    c->flags |= BLOCK_BEGUN | BLOCK_FALLBACK;
    c->space = 0;
    if (!galley_article_spare(g, (size_t)size + space))
        return;
    if (space)
        galley_article_window(g)[a->used++] = ' ';
    memcpy(galley_article_window(g) + a->used, data, size);
    a->used += size;
    c->text = (uint16_t)(c->text + space + size);
    hash_text(c, data, size);
}

void galley_blocks_fallback(struct galley *g, const char *data, size_t size)
{
    struct galley_current *c = &g->article.current;
    size_t i;
    uint8_t n;

    if (g->options.body == NULL || !galley_decide_wants_fallback(g))
        return;
    if ((c->flags & BLOCK_BEGUN) && !(c->flags & BLOCK_FALLBACK))
        return;
    if (size == 0)
        end_fallback(g);
    for (i = 0; i < size; i += n) {
        n = character_size((uint8_t)data[i]);
        if (n > size - i)
            n = (uint8_t)(size - i);
        if (data[i] == '\n')
            end_fallback(g);
        else if (!galley_is_space((uint8_t)data[i]))
            put_fallback(g, data + i, n);
        else if (c->flags & BLOCK_BEGUN)
            c->space = SPACE;
    }
}

void galley_blocks_init(struct galley *g)
{
    reset(g);
}
