/*
 * Galley: JSON-LD (schema.org) as a stream.  The content of a script element
 * comes in, in pieces of any size; out go the article's headline, authors,
 * date, publisher, description and language to the fields of struct
 * galley_meta, and articleBody to the blocks stage.  Holds about 70 bytes:
 * one for each open object or array, the key being read, and what an escape
 * or a character reference needs.
 *
 * RFC 8259, read with indulgence: what stands outside strings and is neither
 * a bracket nor a comma or colon is passed over, and so are comments and
 * CDATA marks; brackets that do not match close what they can.
 */
#include "meta.h"

#include <stddef.h>
#include <string.h>

#include "blocks.h"
#include "entities.h"
#include "text.h"

/* jsonld.state */
#define VALUE 0
#define STRING 1
#define ESCAPE 2 /* behind a backslash */
#define HEX 3    /* behind \u */
#define MARKUP 4 /* in "<!--" or "<![CDATA[" */
#define SLASH 5
#define LINE_COMMENT 6
#define COMMENT 7
#define STAR 8

/* Keys, and what an open object is: the key it stands under. */
#define NONE 0
#define ROOT 1 /* the page's own objects: top level, @graph, mainEntity */
#define TYPE 2
#define HEADLINE 3
#define AUTHOR 4
#define NAME 5
#define DATE 6
#define PUBLISHER 7
#define BODY 8
#define DESCRIPTION 9
#define LANGUAGE 10
#define KEY 11 /* target only */

/* jsonld.stack: a key in the low four bits, whether it is an array, and for
 * an object what its @type says. */
#define CODE 0x0Fu
#define ARRAY 0x10u
#define TYPES 0xE0u
#define TYPE_UNKNOWN 0x00u
#define TYPE_OTHER 0x20u
#define TYPE_SITE 0x40u
#define TYPE_PERSON 0x60u
#define TYPE_PAGE 0x80u
#define TYPE_ARTICLE 0xA0u /* the highest: one of several types decides */

/* jsonld.authors: whether a name begins a byline or joins it. */
#define FIRST 0
#define JOINED 1

/* Ranks of what was found, on the scale of meta.c. */
#define RANK_PENDING 1 /* the type is not known yet */
#define RANK_PAGE 3
#define RANK_PERSON 6 /* one of the page's own objects: its author */
#define RANK_ARTICLE 7

/* Code, then the key in lower case. */
static const char keys[] GALLEY_FLASH =
    "\1@graph\0" "\1mainentity\0" "\1mainentityofpage\0" "\2@type\0"
    "\3headline\0" "\4author\0" "\5name\0" "\6datepublished\0"
    "\7publisher\0" "\10articlebody\0" "\11description\0"
    "\12inlanguage\0";

/* What the name of a type ends with; the first that fits counts. */
static const char types[] GALLEY_FLASH =
    "\xA0" "article\0" "\xA0" "blogposting\0" "\xA0" "mediaposting\0"
    "\xA0" "forumposting\0" "\xA0" "report\0" "\xA0" "review\0"
    "\xA0" "recipe\0" "\xA0" "howto\0" "\xA0" "creativework\0"
    "\x60" "person\0" "\x80" "page\0" "\x40" "website\0"
    "\x40" "organization\0";

static uint8_t byte_at(const char *table, size_t i)
{
    return GALLEY_READ8((const uint8_t *)table + i);
}

/* The code of the entry that equals word, or that word ends with; 0. */
static uint8_t find(const char *table, size_t size, const char *word,
                    uint8_t n, uint8_t suffix)
{
    size_t i = 0, length;

    while (i < size - 1) {
        for (length = 0; byte_at(table, i + 1 + length) != '\0';)
            length++;
        if ((n == length || (suffix && n > length))
            && galley_text_equal(word + n - length, length, table + i + 1))
            return byte_at(table, i);
        i += length + 2;
    }
    return 0;
}

/* ---- where a string is ---- */

/* The innermost open object, NULL for none. */
static uint8_t *object(struct galley_jsonld *j)
{
    uint8_t i = j->depth;

    while (i > 0 && (j->stack[i - 1] & ARRAY))
        i--;
    return i > 0 ? &j->stack[i - 1] : NULL;
}

/* The key that the next value belongs to. */
static uint8_t key_of_value(const struct galley_jsonld *j)
{
    if (j->depth == 0)
        return ROOT;
    if (j->stack[j->depth - 1] & ARRAY)
        return j->stack[j->depth - 1] & CODE;
    return (j->stack[j->depth - 1] & CODE) == NONE ? NONE : j->key;
}

static uint8_t rank_of(uint8_t type)
{
    switch (type & TYPES) {
    case TYPE_UNKNOWN:
        return RANK_PENDING;
    case TYPE_PAGE:
        return RANK_PAGE;
    case TYPE_ARTICLE:
        return RANK_ARTICLE;
    default:
        return 0;
    }
}

/* The type of an object is known, or will never be: what was found in it
 * before gets its rank. */
static void resolve(struct galley_meta *m, uint8_t type)
{
    static const uint8_t fields[] GALLEY_FLASH = {
        META_LD_TITLE, META_LD_BYLINE, META_LD_PUBLISHED
    };
    uint8_t rank = type == TYPE_UNKNOWN ? RANK_PAGE : rank_of(type), i;

    for (i = 0; i < sizeof fields; i++) {
        uint8_t *r = &m->rank[GALLEY_READ8(&fields[i])];
        if (*r == RANK_PENDING)
            *r = rank;
    }
}

/* ---- the values of strings ---- */

/* The names under one "author" key make one byline. */
static void begin_author(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;

    if (j->authors == FIRST
        && galley_meta_begin(m, META_LD_BYLINE, j->author_rank))
        j->authors = JOINED;
    if (j->authors != JOINED)
        return;
    j->target = AUTHOR;
    j->mark = galley_byline_begin(m, META_LD_BYLINE);
}

/* A person that the article refers to by its @id. */
static void begin_person(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;

    j->authors = FIRST;
    j->author_rank = RANK_PERSON;
    begin_author(m);
}

static void begin_body(struct galley_meta *m, uint8_t rank)
{
    struct galley_jsonld *j = &m->jsonld;

    if (rank > j->body) {
        j->body = RANK_ARTICLE; /* passed on once */
        j->target = BODY;
    }
}

static void begin_field(struct galley_meta *m, uint8_t target, uint8_t field,
                        uint8_t rank)
{
    if (galley_meta_begin(m, field, rank)) {
        m->jsonld.target = target;
        m->jsonld.field = field;
    }
}

/* A string of one of the page's own objects. */
static void begin_own(struct galley_meta *m, uint8_t key, uint8_t type)
{
    uint8_t rank = rank_of(type);

    if (key == TYPE) {
        m->jsonld.target = TYPE;
    } else if (key == NAME) {
        if ((type & TYPES) == TYPE_SITE)
            begin_field(m, NAME, META_SITE, 2);
        if ((type & TYPES) == TYPE_PERSON)
            begin_person(m);
    } else if (key == PUBLISHER) {
        begin_field(m, NAME, META_SITE, 4);
    } else if (rank == 0) {
        return;
    } else if (key == HEADLINE) {
        begin_field(m, HEADLINE, META_LD_TITLE, rank);
    } else if (key == AUTHOR) {
        begin_author(m);
    } else if (key == DATE) {
        begin_field(m, DATE, META_LD_PUBLISHED, rank);
    } else if (key == BODY) {
        begin_body(m, rank);
    } else if (key == DESCRIPTION) {
        begin_field(m, NAME, META_DESCRIPTION, 1);
    } else if (key == LANGUAGE) {
        begin_field(m, NAME, META_LANG, 1);
    }
}

static void begin_string(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;
    const uint8_t *o = object(j);
    uint8_t key = key_of_value(j);

    j->state = STRING;
    j->target = NONE;
    j->word_size = 0;
    if (j->expect_key) {
        j->target = KEY;
        return;
    }
    if (o == NULL || j->beyond > 0)
        return;
    if ((*o & CODE) == ROOT)
        begin_own(m, key, *o);
    else if ((*o & CODE) == AUTHOR && key == NAME)
        begin_author(m);
    else if ((*o & CODE) == PUBLISHER && key == NAME)
        begin_field(m, NAME, META_SITE, 4);
}

/* Keys and types keep their end: that is what tells a type. */
static void put_word(struct galley_jsonld *j, const char *p, size_t n)
{
    for (; n > 0; n--) {
        if (j->word_size == sizeof j->word) {
            memmove(j->word, j->word + 1, sizeof j->word - 1);
            j->word_size--;
        }
        j->word[j->word_size++] = *p++;
    }
}

/* The struct galley around it, for the blocks stage. */
static struct galley *whole(struct galley_meta *m)
{
    return (struct galley *)((char *)m - offsetof(struct galley, meta));
}

static void put_text(struct galley_meta *m, const char *p, size_t n)
{
    struct galley_jsonld *j = &m->jsonld;

    if (n == 0)
        return;
    if (j->target == BODY)
        galley_blocks_fallback(whole(m), p, n);
    else
        galley_meta_put(m, j->target == AUTHOR ? META_LD_BYLINE : j->field,
                        p, n);
}

/* ---- character references in strings: pages have them ---- */

/* The held "&name" is no reference, or the string has ended. */
static void release(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;

    put_text(m, j->reference, j->reference_size);
    j->reference_size = 0;
}

/* "#38" or "#x26", n bytes; 0 when it is none. */
static uint8_t decode_number(const char *p, uint8_t n, char *out)
{
    uint8_t hex = n > 2 && (p[1] | 32) == 'x';
    uint8_t i = hex ? 2 : 1;
    uint32_t code = 0;

    if (i >= n)
        return 0;
    for (; i < n; i++) {
        uint8_t digit = galley_hex((uint8_t)p[i]);
        if (digit > (hex ? 15 : 9))
            return 0;
        code = code * (hex ? 16u : 10u) + digit;
    }
    return galley_entity_number(code, out);
}

static uint8_t decode_name(const char *p, uint8_t n, char *out)
{
    struct galley_entity e;

    galley_entity_start(&e);
    for (; n > 0; n--)
        if (!galley_entity_next(&e, (uint8_t)*p++))
            return 0;
    if (!galley_entity_semicolon(&e))
        return 0;
    return galley_entity_name(&e, out);
}

/* A ';' ends the held reference: what it stands for takes its place. */
static void decode(struct galley_jsonld *j)
{
    char *p = j->reference;
    uint8_t n = (uint8_t)(j->reference_size - 1);

    if (n > 0 && p[1] == '#')
        n = decode_number(p + 1, n, p);
    else
        n = decode_name(p + 1, n, p);
    if (n > 0)
        j->reference_size = n;
    else
        p[j->reference_size++] = ';';
}

/* Decoded bytes of a string. */
static void put(struct galley_meta *m, const char *p, size_t n)
{
    struct galley_jsonld *j = &m->jsonld;
    const char *end = p + n, *run = p;

    if (j->target == NONE)
        return;
    if (j->target == KEY || j->target == TYPE) {
        put_word(j, p, n);
        return;
    }
    for (; p < end; p++) {
        uint8_t c = (uint8_t)*p;
        if (j->reference_size > 0) {
            run = p;
            if (c == ';') {
                decode(j);
                release(m);
                run = p + 1;
                continue;
            }
            if (j->reference_size < sizeof j->reference - 1 && c < 0x80
                && (galley_word_byte(c) || c == '#')) {
                j->reference[j->reference_size++] = (char)c;
                run = p + 1;
                continue;
            }
            release(m);
        }
        if (c == '&') {
            put_text(m, run, (size_t)(p - run));
            j->reference[j->reference_size++] = '&';
            run = p + 1;
        }
    }
    put_text(m, run, (size_t)(end - run));
}

/* ---- the end of a string ---- */

static void end_key(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;
    const uint8_t *o = object(j);

    j->key = find(keys, sizeof keys, j->word, j->word_size, 0);
    if (j->key == AUTHOR && o != NULL && (*o & CODE) == ROOT) {
        j->authors = FIRST;
        j->author_rank = rank_of(*o);
    }
}

static void end_type(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;
    uint8_t *o = object(j);
    uint8_t type = find(types, sizeof types, j->word, j->word_size, 1);

    if (type == 0)
        type = TYPE_OTHER;
    if (o == NULL || type <= (*o & TYPES))
        return;
    *o = (uint8_t)((*o & ~TYPES) | type);
    if (type == TYPE_ARTICLE)
        resolve(m, type);
}

static void end_string(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;

    release(m);
    switch (j->target) {
    case KEY:
        end_key(m);
        break;
    case TYPE:
        end_type(m);
        break;
    case AUTHOR:
        galley_byline_end(m, META_LD_BYLINE, j->mark);
        break;
    case BODY:
        galley_blocks_fallback(whole(m), &m->nothing, 0);
        break;
    case NONE:
        break;
    default:
        galley_meta_end(m, j->field);
        if (j->target == DATE)
            galley_published_check(m, META_LD_PUBLISHED);
        if (j->target == HEADLINE)
            galley_meta_learn(m, m->ld_title);
        break;
    }
    j->target = NONE;
    j->state = VALUE;
}

/* ---- brackets ---- */

static void open(struct galley_jsonld *j, uint8_t array)
{
    const uint8_t *o = object(j);
    uint8_t code = key_of_value(j);

    j->expect_key = !array;
    if (j->beyond > 0 || j->depth == sizeof j->stack) {
        if (j->beyond < UINT8_MAX)
            j->beyond++;
        return;
    }
    if (!array && ((code != ROOT && code != AUTHOR && code != PUBLISHER)
                   || (o != NULL && (*o & CODE) != ROOT)))
        code = NONE;
    j->stack[j->depth++] = code | array;
    j->key = NONE;
}

static void pop(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;
    uint8_t top = j->stack[--j->depth];

    if ((top & (CODE | ARRAY)) == ROOT)
        resolve(m, top & TYPES);
}

/* Closes what the bracket opened, and what is still open inside. */
static void close(struct galley_meta *m, uint8_t array)
{
    struct galley_jsonld *j = &m->jsonld;
    uint8_t i = j->depth;

    j->expect_key = 0;
    j->key = NONE;
    if (j->beyond > 0) {
        j->beyond--;
        return;
    }
    while (i > 0 && (j->stack[i - 1] & ARRAY) != array)
        i--;
    if (i == 0)
        return;
    while (j->depth >= i)
        pop(m);
}

static void comma(struct galley_jsonld *j)
{
    j->expect_key = j->beyond == 0 && j->depth > 0
                    && !(j->stack[j->depth - 1] & ARRAY);
    j->key = NONE;
}

/* ---- characters ---- */

static void between(struct galley_meta *m, char c)
{
    struct galley_jsonld *j = &m->jsonld;

    switch (c) {
    case '"':
        begin_string(m);
        break;
    case '{':
        open(j, 0);
        break;
    case '[':
        open(j, ARRAY);
        break;
    case '}':
        close(m, 0);
        break;
    case ']':
        close(m, ARRAY);
        break;
    case ',':
        comma(j);
        break;
    case ':':
        j->expect_key = 0;
        break;
    case '/':
        j->state = SLASH;
        break;
    case '<':
        j->state = MARKUP;
        break;
    default:
        break;
    }
}

/* Comments and CDATA marks. */
static void skip(struct galley_meta *m, char c)
{
    struct galley_jsonld *j = &m->jsonld;

    if (j->state == MARKUP) {
        if (c != '!' && c != '-' && c != '[' && (uint8_t)(c - 'A') >= 26) {
            j->state = VALUE;
            between(m, c);
        }
    } else if (j->state == SLASH) {
        j->state = c == '/' ? LINE_COMMENT : c == '*' ? COMMENT : VALUE;
        if (j->state == VALUE)
            between(m, c);
    } else if (j->state == LINE_COMMENT) {
        if (c == '\n' || c == '\r')
            j->state = VALUE;
        else if (c == '<')
            j->state = MARKUP;
    } else if (c == '*') {
        j->state = STAR;
    } else {
        j->state = j->state == STAR && c == '/' ? VALUE : COMMENT;
    }
}

/* Behind the first half of a surrogate pair that has found no second, if
 * there is one; 0: only that. */
static void put_code(struct galley_meta *m, uint32_t code)
{
    struct galley_jsonld *j = &m->jsonld;
    char out[2 * GALLEY_ENTITY_MAX];
    uint8_t n = 0;

    if (j->surrogate != 0)
        n = galley_entity_number(0xFFFD, out);
    j->surrogate = 0;
    if (code != 0)
        n = (uint8_t)(n + galley_entity_number(code, out + n));
    put(m, out, n);
}

/* A UTF-16 code unit is complete. */
static void unit(struct galley_meta *m)
{
    struct galley_jsonld *j = &m->jsonld;
    uint32_t code = j->code;

    if (j->surrogate != 0 && (code & 0xFC00u) == 0xDC00u) {
        code = 0x10000 + ((uint32_t)(j->surrogate & 0x3FFu) << 10)
               + (code & 0x3FFu);
        j->surrogate = 0;
    }
    if ((code >> 10) == 0xD800u >> 10) {
        put_code(m, 0);
        j->surrogate = j->code;
    } else {
        put_code(m, code != 0 ? code : 0xFFFD);
    }
}

/* Behind \u: the fourth digit completes a code unit; anything else breaks
 * the escape off.  Returns how many bytes were used. */
static size_t hex(struct galley_meta *m, uint8_t c)
{
    struct galley_jsonld *j = &m->jsonld;
    uint8_t digit = galley_hex(c);

    if (digit > 15) {
        j->state = STRING;
        put_code(m, 0xFFFD);
        return 0;
    }
    j->code = (uint16_t)((uint32_t)j->code << 4 | digit);
    if (++j->digits == 4) {
        j->state = STRING;
        unit(m);
    }
    return 1;
}

static void escape(struct galley_meta *m, char c)
{
    struct galley_jsonld *j = &m->jsonld;

    j->state = STRING;
    if (c == 'u') {
        j->state = HEX;
        j->digits = 0;
        j->code = 0;
        return;
    }
    put_code(m, 0);
    if (c == 'n' || c == 'r')
        c = '\n';
    else if (c == 't' || c == 'b' || c == 'f')
        c = ' ';
    put(m, &c, 1);
}

/* Reads on in a string; returns how many bytes were used. */
static size_t string(struct galley_meta *m, const char *p, size_t n)
{
    struct galley_jsonld *j = &m->jsonld;
    size_t i = 0;

    while (i < n && p[i] != '"' && p[i] != '\\')
        i++;
    if (i > 0) {
        put_code(m, 0);
        put(m, p, i);
        return i;
    }
    if (*p == '\\') {
        j->state = ESCAPE;
    } else {
        put_code(m, 0);
        end_string(m);
    }
    return 1;
}

void galley_jsonld_begin(struct galley *g)
{
    struct galley_jsonld *j = &g->meta.jsonld;
    uint8_t body = j->body;

    memset(j, 0, sizeof *j);
    j->body = body;
}

void galley_jsonld_text(struct galley *g, const char *p, size_t n)
{
    struct galley_meta *m = &g->meta;
    struct galley_jsonld *j = &g->meta.jsonld;

    while (n > 0) {
        size_t used = 1;
        if (j->state == STRING)
            used = string(m, p, n);
        else if (j->state == ESCAPE)
            escape(m, *p);
        else if (j->state == HEX)
            used = hex(m, (uint8_t)*p);
        else if (j->state == VALUE)
            between(m, *p);
        else
            skip(m, *p);
        p += used;
        n -= used;
    }
}

/* A script that was cut short: what was read counts. */
void galley_jsonld_end(struct galley *g)
{
    struct galley_meta *m = &g->meta;
    struct galley_jsonld *j = &g->meta.jsonld;

    if (j->state == STRING || j->state == ESCAPE || j->state == HEX) {
        put_code(m, 0);
        end_string(m);
    }
    while (j->depth > 0)
        pop(m);
}
