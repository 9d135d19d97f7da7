/* SPDX-License-Identifier: MIT */
/*
 * Galley: one tag.  Pieces of names and values come in from the tokenizer;
 * when the tag has ended, struct galley_tag says its name, its class score
 * and categories, its style, and what the attributes said.
 */
#include "tag.h"

#include <string.h>

#include "class_words.h"
#include "tags.h"
#include "text.h"
#include "trace.h"
#include "vector.h"

#define NAMES_OF_ATTRIBUTES
#include "names_table.h"
#undef NAMES_OF_ATTRIBUTES

#define OWN_MOST 16000
#define WORD_LETTERS 15 /* of a name that count as a word */
#define WORD_MOST ((ptrdiff_t)UINT8_MAX)
#define MATCH_NEVER UINT8_MAX /* tag.match: the value is another */

/* How an attribute is read. */
#define READ_WORDS 0x01u  /* into class words */
#define READ_KEY 0x02u    /* into tag.key */
#define READ_VALUE 0x04u  /* into tag.value */
#define READ_STYLE 0x08u  /* CSS */
#define READ_STYLED 0x10u /* counts for tag.style */
#define READ_ID 0x20u
#define READ_TRUE 0x40u
#define READ_ALONE 0x80u  /* a value that replaces another */
#define READ_LINK 0x100u
#define READ_NUMBER 0x200u
#define READ_FOUND 0x400u
#define READ_PATTERNS \
    (READ_STYLE | READ_TRUE | READ_LINK | READ_FOUND | READ_ID)

struct attribute {
    uint16_t read;
    uint16_t says;
};

#define ATTRIBUTE(name, read, says) {read, says}

static const struct attribute attributes[] GALLEY_FLASH = {
    ATTRIBUTE("", 0, 0),
    ATTRIBUTE("class", READ_WORDS | READ_STYLED, 0),
    ATTRIBUTE("id", READ_WORDS | READ_ID, 0),
    ATTRIBUTE("role", READ_WORDS, 0),
    ATTRIBUTE("rel", READ_WORDS, 0),
    ATTRIBUTE("itemprop", READ_WORDS | READ_KEY, 0),
    ATTRIBUTE("name", READ_KEY, 0),
    ATTRIBUTE("property", READ_KEY, 0),
    ATTRIBUTE("http-equiv", READ_KEY, 0),
    ATTRIBUTE("content", READ_VALUE, 0),
    ATTRIBUTE("href", READ_LINK, 0),
    ATTRIBUTE("datetime", READ_VALUE, 0),
    ATTRIBUTE("type", READ_VALUE, 0),
    ATTRIBUTE("charset", READ_VALUE | READ_ALONE, SAYS_CHARSET),
    ATTRIBUTE("lang", READ_VALUE | READ_ALONE, SAYS_LANG),
    ATTRIBUTE("xml:lang", READ_VALUE | READ_ALONE, SAYS_LANG),
    ATTRIBUTE("style", READ_STYLE, 0),
    ATTRIBUTE("hidden", READ_FOUND, SAYS_HIDDEN),
    ATTRIBUTE("aria-hidden", READ_TRUE, 0),
    ATTRIBUTE("open", 0, SAYS_OPEN),
    ATTRIBUTE("pubdate", 0, SAYS_DATE),
    ATTRIBUTE("shadowrootmode", 0, SAYS_SHADOW),
    ATTRIBUTE("start", READ_NUMBER, 0),
    ATTRIBUTE("value", READ_NUMBER, 0),
    ATTRIBUTE("reversed", 0, SAYS_REVERSED)
};

/* Whether two NUL-terminated texts are equal, the second in flash. */
static bool is_same(const char *text, const char *flash)
{
    while (*text == (char)GALLEY_READ8((const uint8_t *)flash)) {
        if (*text == '\0')
            return true;
        text++;
        flash++;
    }
    return false;
}

static uint8_t find_attribute(uint32_t hash)
{
    return galley_text_find_hash(hash, attribute_hashes, attribute_places,
                                 sizeof attribute_places);
}

static uint16_t reading(const struct galley_tag *t)
{
    return GALLEY_READ16(&attributes[t->attribute].read);
}

/* No letter of a class word was read. */
static void begin_class_word(struct galley_tag *t)
{
    t->hash = GALLEY_HASH_START;
    t->word_size = 0;
    t->word_lower = 0;
}

/* ---- the name ---- */

static void clear_tag(struct galley_tag *t, bool end_tag)
{
    t->hash = galley_hash_byte(GALLEY_HASH_START, '<');
    t->value_size = 0;
    t->value_more = 0;
    t->says = 0;
    t->number = 0;
    t->own = 0;
    t->key_size = 0;
    t->tag = 0;
    t->attribute = 0;
    t->match = 0;
    t->word_size = 0;
    t->word_lower = 0;
    t->categories = 0;
    t->end_tag = end_tag;
    t->open = 1;
    t->custom = 0;
    t->key[0] = '\0';
}

void galley_tag_reset(struct galley_tag *t)
{
    t->tag = 0;
    t->open = 0;
}

/* The hash goes on with as many bytes as count. */
static void hash_name(struct galley_tag *t, const char *p, size_t size)
{
    size_t room = (size_t)(WORD_LETTERS - t->word_size);
    const char *end = p + (size < room ? size : room);
    uint32_t hash = t->hash;

    t->word_size = (uint8_t)(t->word_size + (end - p));
    for (; p != end; p++) {
        if (*p == '-')
            t->custom = 1;
        hash = galley_hash_step(hash, (uint8_t)*p);
    }
    t->hash = hash;
}

void galley_tag_name(struct galley_tag *t, const struct galley_token *token)
{
    if (!t->open)
        clear_tag(t, token->type == GALLEY_TOKEN_END_TAG);
    if (!t->end_tag)
        hash_name(t, token->data, token->size);
    if (!(token->flags & GALLEY_FLAG_LAST))
        return;
    t->open = 0;
    t->name_hash = galley_hash_fold(token->hash);
    t->tag = galley_tags_find(token->hash);
    if (t->end_tag)
        return;
    t->style = t->name_hash;
    t->word = galley_hash_fold(t->hash);
    begin_class_word(t);
    galley_trace_tag(t);
}

/* ---- words ---- */

/* A known word speaks for or against body (an element's sum is cut to eight
 * bits later) or names a category, the bit that is returned, or 0. */
GALLEY_APART static uint16_t take_word(struct galley_tag *t, uint16_t found)
{
    uint16_t category = galley_class_words_category(found);
    int16_t own = (int16_t)(t->own + galley_class_words_weight(found));

    if (own > -OWN_MOST && own < OWN_MOST)
        t->own = own;
    t->categories |= (uint8_t)category;
    return category;
}

/* What a category says of the tag.  "sr-only", "visually-hidden" and
 * "screen-reader-text" are what frameworks call text that no eye sees. */
static void take_category(struct galley_tag *t, uint16_t category, bool styled)
{
    if (category & CATEGORY_BIT(CATEGORY_AUTHOR))
        t->says |= styled ? SAYS_BYLINE : SAYS_AUTHOR;
    if (category & CATEGORY_DATE)
        t->says |= SAYS_DATE;
    if (category & CATEGORY_SHOP)
        t->says |= SAYS_SHOP;
    if (styled
        && ((category & CATEGORY_UNSEEN)
            || ((category & CATEGORY_READER) && t->match != 0)))
        t->says |= SAYS_UNSEEN;
}

/* A word of class, id, role, rel or itemprop has ended; styled: of class. */
static inline void end_word_of_class(struct galley_tag *t, uint32_t word,
                                     bool styled)
{
    uint16_t hash = galley_hash_fold(word), category = 0;
    uint16_t found = galley_class_words_find(hash);

    galley_trace_word(t, hash);
    if (found != 0)
        category = take_word(t, found);
    if (category != 0)
        take_category(t, category, styled);
    if (styled) {
        t->style = (uint16_t)(t->style * 31u + hash);
        t->match = (category & CATEGORY_SCREEN) != 0;
    }
}

static bool is_styled(uint16_t read)
{
    return (read & READ_STYLED) != 0;
}

/* Words are runs of letters, of two at least; an upper-case letter after a
 * lower-case one starts another.  Places are counted from the piece's end, so
 * that 0 ends a loop; first: of the word, maybe in a piece before this one. */
GALLEY_APART static void read_words(struct galley_tag *t, const char *data,
                                    size_t size, bool styled)
{
    const char *end = data + size;
    ptrdiff_t i = -(ptrdiff_t)size, run, n, first = i - t->word_size;
    uint32_t hash = t->hash;
    bool lower = t->word_lower;

    for (;;) {
        for (run = i; i != 0 && galley_is_lower((uint8_t)end[i]); i++)
            hash = galley_hash_step(hash, (uint8_t)end[i]);
        n = i - first;
        if (i == 0)
            break;
        if (!galley_is_upper((uint8_t)end[i])) {
            i++;
        } else if (i == run && !lower) {
            hash = galley_hash_byte(hash, (uint8_t)end[i++]);
            continue;
        }
        if (n >= 2)
            end_word_of_class(t, hash, styled);
        first = i;
        hash = GALLEY_HASH_START;
        lower = false;
    }
    t->hash = hash;
    t->word_size = (uint8_t)(n < WORD_MOST ? n : WORD_MOST);
    t->word_lower = lower || i != run;
}

/* The words of a tag count as one more: '<' and its name. */
static void tag_word(struct galley_tag *t)
{
    uint16_t found = galley_class_words_find(t->word);

    galley_trace_word(t, t->word);
    if (found != 0)
        (void)take_word(t, found);
}

/* ---- values ---- */

/* Advances the match of a value with a pattern in flash; spaces are skipped,
 * and so is h, which sets "author" apart from "autor".  True when it is
 * complete.  anchored: from the value's start on only. */
static bool read_pattern(struct galley_tag *t, const char *pattern,
                         bool anchored, const char *p, size_t size)
{
    const char *end = p + size;
    uint8_t first = GALLEY_READ8((const uint8_t *)pattern), next = first;
    uint8_t match = t->match, c;

    while (match != MATCH_NEVER) {
        next = GALLEY_READ8((const uint8_t *)pattern + match);
        if (match == 0 && !anchored)
            p = galley_vector_find(p, end, first, 32);
        if (next == 0 || p == end)
            break;
        c = galley_lower((uint8_t)*p++);
        if (c == ' ' || c == 'h')
            continue;
        if (c == next)
            match++;
        else if (anchored)
            match = MATCH_NEVER;
        else
            match = c == first;
    }
    t->match = match;
    return next == 0;
}

/* A link to an author's page; what hides an element, and what brings it back:
 * a browser's search opens what is hidden="until-found"; React sends late
 * parts of a page as hidden elements with an id of "S:" and a number, which a
 * script then moves into place, so that a reader sees them.  An attribute has
 * one pattern. */
static void read_patterns(struct galley_tag *t, uint16_t read,
                          const char *data, size_t size)
{
    static const char display[] GALLEY_FLASH = "display:none";
    static const char yes[] GALLEY_FLASH = "true";
    static const char streamed[] GALLEY_FLASH = "s:";
    static const char found[] GALLEY_FLASH = "until-found";
    static const char author[] GALLEY_FLASH = "/autor";
    const char *pattern = read & READ_ID ? streamed : found;
    bool anchored = true;
    uint16_t says = SAYS_STREAMED;

    if (read & READ_LINK) {
        pattern = author;
        anchored = false;
        says = SAYS_PROFILE;
    } else if (read & READ_STYLE) {
        pattern = display;
        anchored = false;
        says = SAYS_HIDDEN;
    } else if (read & READ_TRUE) {
        pattern = yes;
        says = SAYS_ARIA_HIDDEN;
    }
    if (read_pattern(t, pattern, anchored, data, size))
        t->says |= says;
}

/* The value is complete. */
static void end_value(struct galley_tag *t)
{
    if (t->value_size == 0) {
        t->value.text[0] = '\0';
        t->value_more = 0;
        return;
    }
    galley_text_end(t->value.text, sizeof t->value.text, &t->value_size);
    t->value_more = t->value_size;
    t->value_size = (uint16_t)strlen(t->value.text);
    t->value_more = (uint16_t)(t->value_more - t->value_size);
}

/* Up to 65,535 and not negative; anything else is no number. */
GALLEY_APART static void read_number(struct galley_tag *t, const char *data,
                                     size_t size)
{
    for (; size > 0; size--, data++) {
        uint8_t digit = (uint8_t)(*data - '0');

        if (digit > 9
            || t->number > (uint16_t)(UINT16_MAX - digit) / 10u) {
            if (!galley_is_space((uint8_t)*data))
                t->says |= SAYS_NO_NUMBER;
            continue;
        }
        t->number = (uint16_t)(t->number * 10u + digit);
        t->says |= SAYS_NUMBER;
    }
}

static void read_key(struct galley_tag *t, const char *data, size_t size)
{
    while (size-- > 0 && t->key_size < sizeof t->key)
        t->key[t->key_size++] = (char)galley_lower((uint8_t)*data++);
}

/* The beginning of one that found no room may be another's name. */
static void end_key(struct galley_tag *t)
{
    if (t->key_size == 0)
        return;
    if (t->key_size == sizeof t->key)
        t->key_size = 0;
    else
        t->says |= SAYS_KEY;
    t->key[t->key_size] = '\0';
}

/* ---- attributes ---- */

/* An attribute's value is complete. */
static void end_attribute(struct galley_tag *t)
{
    if (t->word_size >= 2)
        end_word_of_class(t, t->hash, is_styled(reading(t)));
    begin_class_word(t);
    end_key(t);
    t->attribute = 0;
    t->match = 0;
}

void galley_tag_attribute(struct galley_tag *t,
                          const struct galley_token *token)
{
    uint16_t read;

    if (t->end_tag)
        return;
    if (t->attribute != 0)
        end_attribute(t);
    if ((token->flags & (GALLEY_FLAG_LAST | GALLEY_FLAG_DUPLICATE))
        != GALLEY_FLAG_LAST)
        return;
    t->attribute = find_attribute(token->hash);
    if (t->attribute == 0)
        return;
    read = reading(t);
    if (read & READ_ALONE)
        t->value_size = 0;
    else if ((read & READ_VALUE) && t->value_size > 0)
        t->attribute = 0; /* of two the first */
    t->says |= GALLEY_READ16(&attributes[t->attribute].says);
}

void galley_tag_value(struct galley_tag *t, const struct galley_token *token)
{
    uint16_t read = reading(t);

    if (read & READ_WORDS)
        read_words(t, token->data, token->size, is_styled(read));
    if ((read & READ_KEY) && !(t->says & SAYS_KEY))
        read_key(t, token->data, token->size);
    if (read & READ_VALUE)
        galley_text_append(t->value.text, sizeof t->value.text, &t->value_size,
                           token->data, token->size);
    if (read & READ_NUMBER)
        read_number(t, token->data, token->size);
    if (read & READ_PATTERNS)
        read_patterns(t, read, token->data, token->size);
}

void galley_tag_end(struct galley_tag *t)
{
    if (t->end_tag)
        return;
    if (t->attribute != 0)
        end_attribute(t);
    end_value(t);
    tag_word(t);
}

bool galley_tag_has_key(const struct galley_tag *t, const char *word)
{
    return is_same(t->key, word);
}
