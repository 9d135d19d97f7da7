/*
 * Galley: the page stage.  Tokens come in; out go text to the blocks stage,
 * what the page says of itself to the metadata stage, and declared encodings
 * back to the charset stage.
 *
 * Holds the open elements (GALLEY_STACK entries of 14 bytes) and the tag
 * being read (about 350 bytes).  The tree construction of the HTML standard
 * (section 13.2.6) is followed where it decides what text belongs to: implied
 * end tags, scopes, misnested formatting, foreign content.  Nothing is moved:
 * no foster parenting, no reopened formatting elements.
 */
#include "page.h"

#include <string.h>

#include "blocks.h"
#include "classify.h"
#include "decide.h"
#include "meta.h"
#include "tags.h"
#include "text.h"

#define TAGS (sizeof tags / sizeof tags[0])
#define MATCH_NEVER UINT8_MAX /* page.match: the value is another */
#define END_TAG_DEPTH 32 /* an end tag looks that far for its start tag */

/* page.flags: what the attributes of the tag said. */
#define SAYS_HIDDEN 0x0001u
#define SAYS_ARIA_HIDDEN 0x0002u
#define SAYS_OPEN 0x0004u
#define SAYS_SHADOW 0x0008u
#define SAYS_AUTHOR 0x0010u  /* rel or itemprop "author" */
#define SAYS_BYLINE 0x0020u  /* a class word for it */
#define SAYS_DATE 0x0040u    /* the date of publication */
#define SAYS_CHARSET 0x0080u /* value is a charset attribute */
#define SAYS_LANG 0x0100u
#define SAYS_KEY 0x0200u     /* the key is complete */
#define SAYS_MORE 0x0800u    /* than value has room for */
#define SAYS_PROFILE 0x1000u /* a link to an author's page */
#define SAYS_STREAMED 0x0400u /* moved into place later by a script */

/* page.script: where the text of a raw element goes. */
#define SCRIPT_NONE 0
#define SCRIPT_SKIP 1
#define SCRIPT_TITLE 2
#define SCRIPT_JSONLD 3

/* How an attribute is read. */
#define A_WORDS 0x01u /* into class words */
#define A_KEY 0x02u   /* into page.key */
#define A_VALUE 0x04u /* into page.value */
#define A_STYLE 0x08u
#define A_STYLED 0x10u /* counts for the signature */
#define A_ID 0x20u
#define A_TRUE 0x40u
#define A_ALONE 0x80u /* a value that replaces another */
#define A_LINK 0x100u

struct attribute {
    char name[16];
    uint16_t how;
    uint16_t says;
};

static const struct attribute attributes[] GALLEY_FLASH = {
    {"", 0, 0},
    {"class", A_WORDS | A_STYLED, 0},
    {"id", A_WORDS | A_ID, 0},
    {"role", A_WORDS, 0},
    {"rel", A_WORDS, 0},
    {"itemprop", A_WORDS | A_KEY, 0},
    {"name", A_KEY, 0},
    {"property", A_KEY, 0},
    {"http-equiv", A_KEY, 0},
    {"content", A_VALUE, 0},
    {"href", A_LINK, 0},
    {"datetime", A_VALUE, 0},
    {"type", A_VALUE, 0},
    {"charset", A_VALUE | A_ALONE, SAYS_CHARSET},
    {"lang", A_VALUE | A_ALONE, SAYS_LANG},
    {"xml:lang", A_VALUE | A_ALONE, SAYS_LANG},
    {"style", A_STYLE, 0},
    {"hidden", 0, SAYS_HIDDEN},
    {"aria-hidden", A_TRUE, 0},
    {"open", 0, SAYS_OPEN},
    {"pubdate", 0, SAYS_DATE},
    {"shadowrootmode", 0, SAYS_SHADOW}
};

#define ATTRIBUTES (sizeof attributes / sizeof attributes[0])

/* ---- tables ---- */

static uint16_t tag_flags(uint8_t tag)
{
    return GALLEY_READ16(&tags[tag].flags);
}

static uint8_t tag_role(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].role);
}

static uint8_t tag_group(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].group) & 15;
}

uint8_t galley_tag_is_block(uint8_t tag)
{
    return (tag_flags(tag) & T_BLOCK) != 0;
}

uint8_t galley_tag_is_container(uint8_t tag)
{
    return (tag_flags(tag) & (T_BLOCK | T_LEAF)) == T_BLOCK;
}

uint8_t galley_tag_kind(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].kind) & 15;
}

uint8_t galley_tag_level(uint8_t tag)
{
    return (uint8_t)(GALLEY_READ8(&tags[tag].kind) >> 4);
}

uint8_t galley_tag_is_list(uint8_t tag)
{
    return (tag_flags(tag) & T_LIST) != 0;
}

uint8_t galley_tag_order(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].order);
}

/* Compares name with a NUL-padded table entry of width bytes: <0, 0, >0. */
static int compare(const char *name, const char *entry, uint8_t width)
{
    uint8_t i;

    for (i = 0; i < width; i++) {
        int d = (uint8_t)name[i] - (int)GALLEY_READ8((const uint8_t *)entry
                                                     + i);
        if (d != 0 || name[i] == '\0')
            return d;
    }
    return 0;
}

static uint8_t find_tag(const char *name)
{
    uint8_t low = 0, high = (uint8_t)TAGS;

    while (low < high) {
        uint8_t middle = (uint8_t)((low + high) / 2);
        int d = compare(name, tags[middle].name, sizeof tags[0].name);
        if (d == 0)
            return middle;
        if (d < 0)
            high = middle;
        else
            low = (uint8_t)(middle + 1);
    }
    return 0;
}

static uint8_t find_attribute(const char *name)
{
    uint8_t i;

    for (i = 1; i < ATTRIBUTES; i++)
        if (compare(name, attributes[i].name, sizeof attributes[0].name) == 0)
            return i;
    return 0;
}

/* ---- the stack of open elements ---- */

struct galley_element *galley_page_top(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint16_t n = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;

    return n > 0 ? &p->stack[n - 1] : NULL;
}

static uint16_t inherited(struct galley *g)
{
    const struct galley_element *top = galley_page_top(g);

    return top != NULL ? top->flags & ELEMENT_INHERITED : 0;
}

/* Closes the elements from index depth up. */
static void pop_to(struct galley *g, uint16_t depth)
{
    struct galley_page *p = &g->article.page;
    uint16_t i, blocks = 0;

    for (i = depth; i < p->depth && i < GALLEY_STACK; i++)
        if (!(p->stack[i].flags & ELEMENT_HIDDEN))
            blocks |= tag_flags(p->stack[i].tag);
    if ((blocks & T_CELL)
        && galley_tag_kind(p->stack[depth].tag) == GALLEY_TABLE_ROW + 1)
        galley_blocks_cell(g);
    else if (blocks & T_BLOCK)
        galley_blocks_end(g);
    while (p->depth > depth) {
        const struct galley_element *e;
        uint8_t capture;
        if (--p->depth >= GALLEY_STACK)
            continue;
        e = &p->stack[p->depth];
        capture = (uint8_t)((e->flags & ELEMENT_CAPTURE)
                            >> ELEMENT_CAPTURE_SHIFT);
        if (capture != 0)
            galley_meta_close(g, capture);
        if (e->container != 0)
            galley_decide_close(g, e->container);
    }
}

/* Where the walk up the stack for an implied end tag ends. */
static uint16_t barrier(uint8_t group)
{
    static const uint16_t barriers[] GALLEY_FLASH = {
        0, T_LIST | T_SCOPE, T_LIST | T_SCOPE, T_TABLE, T_TABLE, T_TABLE,
        T_SCOPE | T_BLOCK, T_BLOCK, T_SCOPE
    };
    return GALLEY_READ16(&barriers[group]);
}

/* Ends the nearest open element of the group, unless a barrier is nearer. */
static void imply_end(struct galley *g, uint8_t group)
{
    struct galley_page *p = &g->article.page;
    uint16_t i = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;

    while (i-- > 0) {
        uint8_t tag = p->stack[i].tag;
        if (tag_group(tag) == group) {
            pop_to(g, i);
            return;
        }
        if (tag_flags(tag) & barrier(group))
            return;
    }
}

/* A formatting element ended below an open block: what is inside the block
 * is no longer formatted (the standard's adoption agency, simplified). */
static void disown(struct galley *g, uint16_t index)
{
    struct galley_page *p = &g->article.page;
    uint16_t i, n = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;
    uint16_t lost = p->stack[index].flags & (ELEMENT_LINK | ELEMENT_BOLD);
    struct galley_element *e = &p->stack[index];
    uint8_t capture = (uint8_t)((e->flags & ELEMENT_CAPTURE)
                                >> ELEMENT_CAPTURE_SHIFT);

    if (capture != 0)
        galley_meta_close(g, capture);
    if (index > 0)
        lost &= (uint16_t)~p->stack[index - 1].flags;
    e->name = 0;
    e->tag = 0;
    e->flags &= (uint16_t)~ELEMENT_CAPTURE;
    for (i = index; i < n; i++)
        p->stack[i].flags &= (uint16_t)~lost;
}

/* Blocks and <br> part words in a headline or byline, too. */
static void part_fields(struct galley *g)
{
    uint8_t tag = g->article.page.tag;

    if (galley_tag_is_block(tag) || tag_role(tag) == R_BR)
        galley_meta_part(g);
}

/* Any heading's end tag ends any heading. */
static uint8_t ends(const struct galley_page *p,
                    const struct galley_element *e)
{
    return (e->name == p->name_hash && e->tag == p->tag)
           || (tag_group(p->tag) == G_HEADING
               && tag_group(e->tag) == G_HEADING);
}

static void end_tag(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint16_t flags = tag_flags(p->tag);
    uint16_t i = p->depth, blocks = 0, looked = 0;

    part_fields(g);
    if (p->depth > GALLEY_STACK) {
        if (!(flags & (T_VOID | T_ROOT)))
            p->depth--;
        if (flags & T_BLOCK)
            galley_blocks_end(g);
        return;
    }
    while (i-- > 0 && looked++ < END_TAG_DEPTH) {
        const struct galley_element *e = &p->stack[i];
        uint16_t passed = tag_flags(e->tag);
        if (ends(p, e)) {
            if ((flags & T_WHOLE) || !blocks)
                pop_to(g, i);
            else
                disown(g, i);
            return;
        }
        if ((passed & T_SCOPE) && !(flags & (T_SCOPE | T_TABLE | T_LEAF)))
            break;
        if ((passed & T_TABLE) && !(flags & T_TABLE))
            break;
        blocks |= passed & T_BLOCK;
    }
    if (flags & T_BLOCK)
        galley_blocks_end(g);
}

/* ---- start tags ---- */

static int8_t saturate(int value)
{
    return (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
}

/* What an element is, from its tag and its attributes. */
static uint16_t element_flags(struct galley *g, uint16_t flags)
{
    const struct galley_page *p = &g->article.page;
    uint16_t e = inherited(g);

    if (flags & T_LINK)
        e |= ELEMENT_LINK;
    if (flags & T_BOLD)
        e |= ELEMENT_BOLD;
    if (flags & T_PRE)
        e |= ELEMENT_PRE;
    if (flags & T_QUOTE)
        e |= ELEMENT_QUOTE;
    if (p->categories & CATEGORY_BIT(CATEGORY_COMMENT))
        e |= ELEMENT_COMMENT;
    if (flags & T_FOREIGN)
        e |= ELEMENT_FOREIGN;
    if ((flags & T_HIDDEN) && !(p->flags & (SAYS_OPEN | SAYS_SHADOW)))
        e |= ELEMENT_HIDDEN;
    if ((p->flags & SAYS_HIDDEN) && !(p->flags & SAYS_STREAMED))
        e |= ELEMENT_HIDDEN;
    if ((p->flags & SAYS_ARIA_HIDDEN) && !(flags & T_BLOCK))
        e |= ELEMENT_HIDDEN;
    return e;
}

/* word is in flash. */
static uint8_t is_key(const struct galley_page *p, const char *word)
{
    return compare(p->key, word, sizeof p->key) == 0;
}

static uint8_t element_capture(const struct galley_page *p,
                               const struct galley_element *e)
{
    static const char headline[] GALLEY_FLASH = "headline";

    if (galley_tag_kind(p->tag) == GALLEY_HEADING + 1
        && galley_tag_level(p->tag) == 1)
        return GALLEY_CAPTURE_H1;
    if (is_key(p, headline))
        return GALLEY_CAPTURE_HEADLINE;
    if (e->flags & ELEMENT_COMMENT)
        return 0; /* commenters have written no article */
    if (p->flags & SAYS_AUTHOR)
        return GALLEY_CAPTURE_AUTHOR;
    if (p->flags & SAYS_BYLINE)
        return GALLEY_CAPTURE_BYLINE;
    if (p->flags & SAYS_PROFILE)
        return GALLEY_CAPTURE_PROFILE;
    if ((tag_role(p->tag) == R_TIME || (p->flags & SAYS_DATE))
        && p->value_size == 0)
        return GALLEY_CAPTURE_TIME;
    return 0;
}

static void push(struct galley *g, uint16_t flags)
{
    struct galley_page *p = &g->article.page;
    const struct galley_element *up = galley_page_top(g);
    struct galley_element *e;
    uint8_t capture;

    if (p->depth >= GALLEY_STACK) {
        if (p->depth < UINT16_MAX)
            p->depth++;
        return;
    }
    e = &p->stack[p->depth];
    e->name = p->name_hash;
    e->tag = p->tag;
    e->flags = element_flags(g, flags);
    e->signature = p->signature;
    e->container = 0;
    e->categories = p->categories;
    e->own = saturate(p->own);
    e->sum = saturate((up != NULL ? up->sum * 9 / 10 : 0) + e->own);
    e->min = up != NULL && up->min < e->own ? up->min : e->own;
    p->depth++;
    galley_trace_element(g);
    capture = element_capture(p, e);
    if (capture != 0 && !(e->flags & ELEMENT_HIDDEN)) {
        e->flags |= (uint16_t)(capture << ELEMENT_CAPTURE_SHIFT);
        galley_meta_open(g, capture);
    }
}

/* Leaves svg and math (HTML standard, section 13.2.6.5). */
static void break_out(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint16_t i = p->depth < GALLEY_STACK ? p->depth : GALLEY_STACK;

    while (i > 0 && (p->stack[i - 1].flags & ELEMENT_FOREIGN)) {
        if (galley_tag_is_block(p->stack[i - 1].tag))
            return; /* inside foreignObject */
        i--;
    }
    if (i < p->depth)
        pop_to(g, i);
    galley_tokenizer_allow_cdata(&g->tokenizer, 0);
}

static uint8_t is_jsonld(const struct galley_page *p)
{
    static const char type[] GALLEY_FLASH = "application/ld+json";
    size_t size = sizeof type - 1;

    return p->value_size >= size && galley_text_equal(p->value, size, type);
}

/* Elements whose content is not parsed: the tokenizer is told, and where the
 * text goes is remembered. */
static void raw_element(struct galley *g, uint8_t mode, uint16_t flags)
{
    struct galley_page *p = &g->article.page;

    galley_tokenizer_switch(&g->tokenizer, mode);
    if (!(flags & T_HIDDEN))
        return;
    p->script = SCRIPT_SKIP;
    if (tag_role(p->tag) == R_TITLE) {
        p->script = SCRIPT_TITLE;
        galley_meta_open(g, GALLEY_CAPTURE_TITLE);
    } else if (mode == GALLEY_STATE_SCRIPT_DATA
               && is_jsonld(p)) {
        p->script = SCRIPT_JSONLD;
        galley_jsonld_begin(g);
    }
}

static void start_tag(struct galley *g, uint8_t self_closing)
{
    struct galley_page *p = &g->article.page;
    uint16_t flags = tag_flags(p->tag);
    uint8_t group = tag_group(p->tag);
    uint8_t mode = (uint8_t)(GALLEY_READ8(&tags[p->tag].group) >> 4);

    part_fields(g);
    if (inherited(g) & ELEMENT_FOREIGN) {
        if (flags & T_BREAKOUT) {
            break_out(g);
        } else {
            if (!self_closing)
                push(g, flags & (T_HIDDEN | T_BLOCK));
            return;
        }
    }
    if (flags & T_BLOCK) {
        if (inherited(g) & ELEMENT_HIDDEN)
            ; /* parts nothing that is shown */
        else if (flags & T_CELL)
            galley_blocks_cell(g);
        else
            galley_blocks_end(g);
        imply_end(g, G_P);
    }
    if (group != 0 && group != G_P)
        imply_end(g, group);
    if (flags & T_ROOT)
        return;
    if (mode != 0) {
        raw_element(g, mode, flags);
        if (flags & T_HIDDEN)
            return;
    }
    if (tag_role(p->tag) == R_BR)
        galley_blocks_line(g);
    if (flags & T_VOID || ((flags & T_FOREIGN) && self_closing))
        return;
    push(g, flags);
    if (flags & T_FOREIGN)
        galley_tokenizer_allow_cdata(&g->tokenizer, 1);
}

/* ---- what tags say ---- */

static uint8_t one_of(char c, char other)
{
    return c == other || c == ' ' || c == '"' || c == '\'';
}

/* HTML standard, section 2.5.4: extracting an encoding from a meta. */
static void meta_charset(struct galley *g)
{
    static const char charset[] GALLEY_FLASH = "charset";
    struct galley_page *p = &g->article.page;
    size_t i = 0, start;

    while (i + 7 <= p->value_size
           && !galley_text_equal(p->value + i, 7, charset))
        i++;
    i += 7;
    while (i < p->value_size && one_of(p->value[i], '='))
        i++;
    start = i;
    while (i < p->value_size && !one_of(p->value[i], ';'))
        i++;
    if (i > start)
        galley_charset_declare(&g->charset, p->value + start, i - start);
}

static void meta_tag(struct galley *g)
{
    static const char content_type[] GALLEY_FLASH = "content-type";
    struct galley_page *p = &g->article.page;

    if (p->flags & SAYS_CHARSET)
        galley_charset_declare(&g->charset, p->value, p->value_size);
    else if (is_key(p, content_type))
        meta_charset(g);
    else if (p->key_size > 0 && p->value_size > 0)
        galley_meta_named(g, p->key, p->value);
}

static void report_tag(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint8_t role = tag_role(p->tag);

    if (role == R_META)
        meta_tag(g);
    else if (role == R_HTML && (p->flags & SAYS_LANG))
        galley_meta_lang(g, p->value);
    else if (role == R_TIME && p->value_size > 0)
        galley_meta_time(g, p->value, p->flags & SAYS_DATE ? 2 : 1);
    else if (role != R_INPUT && p->value_size > 0 && p->key_size > 0)
        galley_meta_named(g, p->key, p->value);
}

/* ---- attributes ---- */

/* A word of class, id, role, rel or itemprop has ended. */
static void end_word(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint16_t hash = galley_hash_fold(p->hash);
    uint16_t how = GALLEY_READ16(&attributes[p->attribute].how);
    uint16_t category;

    if (p->word_size >= 2) {
        category = galley_class_category(hash);
        p->own = (int16_t)(p->own + galley_class_weight(hash));
        p->categories |= (uint8_t)category;
        if (category & CATEGORY_BIT(CATEGORY_AUTHOR))
            p->flags |= how & A_STYLED ? SAYS_BYLINE : SAYS_AUTHOR;
        if (category & CATEGORY_DATE)
            p->flags |= SAYS_DATE;
        if (how & A_STYLED)
            p->signature = (uint16_t)(p->signature * 31u + hash);
        galley_trace_word(g, hash);
    }
    p->word_size = 0;
}

/* Words are runs of letters; an upper-case letter after a lower-case one
 * starts another. */
static void read_words(struct galley *g, const char *data, size_t size)
{
    struct galley_page *p = &g->article.page;
    size_t i;

    for (i = 0; i < size; i++) {
        uint8_t c = (uint8_t)data[i];
        uint8_t upper = c >= 'A' && c <= 'Z';
        uint8_t letter = upper || (c >= 'a' && c <= 'z');
        if (p->word_size > 0 && (!letter || (upper && p->word_lower)))
            end_word(g);
        if (!letter)
            continue;
        if (p->word_size == 0)
            p->hash = GALLEY_HASH_START;
        p->hash = galley_hash_byte(p->hash, c);
        if (p->word_size < UINT8_MAX)
            p->word_size++;
        p->word_lower = !upper;
    }
}

/* Advances the match of a value with a pattern in flash, spaces
 * passed over, and h, which sets "author" apart from "autor": 1 when it is
 * complete.  anchored: from the value's start on only. */
static uint8_t read_pattern(struct galley_page *p, const char *pattern,
                            uint8_t anchored, const char *data, size_t size)
{
    while (size-- > 0) {
        uint8_t c = galley_lower((uint8_t)*data++);
        uint8_t next = p->match == MATCH_NEVER
                           ? 0
                           : GALLEY_READ8((const uint8_t *)pattern
                                          + p->match);
        if (next == 0)
            break;
        if (c == ' ' || c == 'h')
            continue;
        if (c == next)
            p->match++;
        else if (anchored)
            p->match = MATCH_NEVER;
        else
            p->match = c == GALLEY_READ8((const uint8_t *)pattern);
    }
    return p->match != MATCH_NEVER
           && GALLEY_READ8((const uint8_t *)pattern + p->match) == 0;
}

/* A link to an author's page; what hides an element, and what brings it
 * back: React sends late parts of a page as hidden elements with an id of
 * "S:" and a number, which a script then moves into place, so that a reader
 * sees them. */
static void read_patterns(struct galley_page *p, uint16_t how,
                          const char *data, size_t size)
{
    static const char display[] GALLEY_FLASH = "display:none";
    static const char yes[] GALLEY_FLASH = "true";
    static const char streamed[] GALLEY_FLASH = "s:";
    static const char author[] GALLEY_FLASH = "/autor";

    if ((how & A_STYLE) && read_pattern(p, display, 0, data, size))
        p->flags |= SAYS_HIDDEN;
    if ((how & A_TRUE) && read_pattern(p, yes, 1, data, size))
        p->flags |= SAYS_ARIA_HIDDEN;
    if ((how & A_LINK) && read_pattern(p, author, 0, data, size))
        p->flags |= SAYS_PROFILE;
    if ((how & A_ID) && read_pattern(p, streamed, 1, data, size))
        p->flags |= SAYS_STREAMED;
}

/* A value that finds no room ends at the last whole character that does. */
static void read_value(struct galley_page *p, const char *data, size_t size)
{
    size_t room = sizeof p->value - 1u - p->value_size;

    if (p->flags & SAYS_MORE)
        return;
    if (size > room) {
        p->flags |= SAYS_MORE;
        size = room;
        while (size > 0 && ((uint8_t)data[size] & 0xC0) == 0x80)
            size--;
    }
    memcpy(p->value + p->value_size, data, size);
    p->value_size = (uint16_t)(p->value_size + size);
    p->value[p->value_size] = '\0';
}

static void read_key(struct galley_page *p, const char *data, size_t size)
{
    while (size-- > 0 && p->key_size < sizeof p->key - 1)
        p->key[p->key_size++] = (char)galley_lower((uint8_t)*data++);
    p->key[p->key_size] = '\0';
}

/* An attribute's value is complete. */
static void end_attribute(struct galley *g)
{
    struct galley_page *p = &g->article.page;

    if (p->word_size > 0)
        end_word(g);
    if (p->key_size > 0)
        p->flags |= SAYS_KEY;
    p->attribute = 0;
    p->match = 0;
}

static void attribute_name(struct galley *g, const struct galley_token *token)
{
    struct galley_page *p = &g->article.page;
    size_t size = token->size;

    if (p->attribute != 0)
        end_attribute(g);
    if (size > sizeof p->name_of - 1u - p->name_of_size)
        size = sizeof p->name_of - 1u - p->name_of_size;
    memcpy(p->name_of + p->name_of_size, token->data, size);
    p->name_of_size = (uint8_t)(p->name_of_size + size);
    if (!(token->flags & GALLEY_FLAG_LAST))
        return;
    p->name_of[p->name_of_size] = '\0';
    p->name_of_size = 0;
    if (token->flags & GALLEY_FLAG_DUPLICATE)
        return;
    p->attribute = find_attribute(p->name_of);
    if (GALLEY_READ16(&attributes[p->attribute].how) & A_ALONE) {
        p->value_size = 0;
        p->value[0] = '\0';
    }
    p->flags |= GALLEY_READ16(&attributes[p->attribute].says);
}

static void attribute_value(struct galley *g, const struct galley_token *t)
{
    struct galley_page *p = &g->article.page;
    uint16_t how = GALLEY_READ16(&attributes[p->attribute].how);

    if (how & A_WORDS)
        read_words(g, t->data, t->size);
    if ((how & A_KEY) && !(p->flags & SAYS_KEY))
        read_key(p, t->data, t->size);
    if (how & A_VALUE)
        read_value(p, t->data, t->size);
    read_patterns(p, how, t->data, t->size);
}

/* ---- tokens ---- */

static void begin_tag(struct galley *g, const struct galley_token *token)
{
    struct galley_page *p = &g->article.page;
    uint8_t end = token->type == GALLEY_TOKEN_END_TAG;
    size_t i;

    if (p->name_size == 0) {
        p->hash = GALLEY_HASH_START;
        p->end_tag = end;
        p->key_size = 0;
        p->value_size = 0;
        p->key[0] = '\0';
        p->value[0] = '\0';
        p->flags = 0;
        p->own = 0;
        p->categories = 0;
        p->attribute = 0;
        p->word_size = 0;
        p->match = 0;
        p->name_of_size = 0;
    }
    for (i = 0; i < token->size; i++) {
        p->hash = galley_hash_byte(p->hash, (uint8_t)token->data[i]);
        if (p->name_size < sizeof p->name - 1)
            p->name[p->name_size++] = token->data[i];
    }
    if (!(token->flags & GALLEY_FLAG_LAST))
        return;
    p->name[p->name_size] = '\0';
    p->name_size = 0;
    p->name_hash = galley_hash_fold(p->hash);
    p->tag = find_tag(p->name);
    p->signature = p->name_hash;
    if (!end)
        galley_trace_tag(g);
}

/* The words of a tag count as one more: '<' and its name. */
static void tag_word(struct galley *g)
{
    struct galley_page *p = &g->article.page;
    uint32_t h = galley_hash_byte(GALLEY_HASH_START, '<');
    const char *c;
    uint16_t hash;

    for (c = p->name; *c != '\0'; c++)
        h = galley_hash_byte(h, (uint8_t)*c);
    hash = galley_hash_fold(h);
    p->own = (int16_t)(p->own + galley_class_weight(hash));
    p->categories |= (uint8_t)galley_class_category(hash);
    galley_trace_word(g, hash);
}

/* A raw element has ended. */
static void end_raw(struct galley *g)
{
    struct galley_page *p = &g->article.page;

    if (p->script == SCRIPT_TITLE)
        galley_meta_close(g, GALLEY_CAPTURE_TITLE);
    if (p->script == SCRIPT_JSONLD) {
        galley_jsonld_end(g);
        galley_blocks_fallback(g, NULL, 0);
    }
    p->script = SCRIPT_NONE;
}

static void tag(struct galley *g, uint8_t flags)
{
    struct galley_page *p = &g->article.page;

    if (p->attribute != 0)
        end_attribute(g);
    if (p->script != SCRIPT_NONE) {
        end_raw(g);
    } else if (p->end_tag) {
        end_tag(g);
    } else {
        galley_blocks_tag(g, tag_role(p->tag) == R_IMG);
        tag_word(g);
        report_tag(g);
        start_tag(g, flags & GALLEY_FLAG_SELF_CLOSING);
    }
}

static void text(struct galley *g, const char *data, size_t size)
{
    const struct galley_page *p = &g->article.page;

    if (p->script == SCRIPT_TITLE) {
        galley_meta_text(g, data, size);
    } else if (p->script == SCRIPT_JSONLD) {
        galley_jsonld_text(g, data, size);
    } else if (p->script == SCRIPT_NONE
               && !(inherited(g) & ELEMENT_HIDDEN)) {
        galley_meta_text(g, data, size);
        galley_blocks_text(g, data, size);
    }
}

void galley_page_init(struct galley *g)
{
    memset(&g->article.page, 0, sizeof g->article.page);
}

void galley_page_token(struct galley *g, const struct galley_token *token)
{
    switch (token->type) {
    case GALLEY_TOKEN_TEXT:
        text(g, token->data, token->size);
        break;
    case GALLEY_TOKEN_START_TAG:
    case GALLEY_TOKEN_END_TAG:
        begin_tag(g, token);
        break;
    case GALLEY_TOKEN_ATTRIBUTE_NAME:
        if (!g->article.page.end_tag)
            attribute_name(g, token);
        break;
    case GALLEY_TOKEN_ATTRIBUTE_VALUE:
        if (g->article.page.attribute != 0)
            attribute_value(g, token);
        break;
    case GALLEY_TOKEN_TAG:
        tag(g, token->flags);
        break;
    default:
        break;
    }
}

void galley_page_finish(struct galley *g)
{
    end_raw(g);
    galley_blocks_end(g);
    pop_to(g, 0);
}
