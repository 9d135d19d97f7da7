/* SPDX-License-Identifier: MIT */
/*
 * Galley: JSON-LD (schema.org).  Strings and brackets come in from the JSON
 * stage; out go the article's headline, authors, date, publisher, description
 * and language to the fields, and articleBody to the fallback.  Holds one
 * byte for each open object or array, and the key being read.
 *
 * Read with indulgence: brackets that do not match close what they can.
 */
#include "jsonld.h"

#include <string.h>

#include "byline.h"
#include "count.h"
#include "date.h"
#include "fallback.h"
#include "fields.h"
#include "text.h"

/* What a string is, and what an open object is: the key it stands under. */
enum {
    NONE,
    ROOT, /* the page's own objects: top level, @graph, mainEntity */
    TYPE,
    HEADLINE,
    AUTHOR,
    NAME,
    DATE,
    PUBLISHER,
    BODY,
    DESCRIPTION,
    LANGUAGE,
    KEY /* target only */
};

/* jsonld.stack: a key in the low four bits, whether it is an array, and for
 * an object what its @type says. */
#define CODE 0x0Fu
#define ARRAY 0x10u
#define TYPES 0xE0u
#define TYPE_SHIFT 5
#define TYPE_UNKNOWN 0x00u
#define TYPE_OTHER 0x20u
#define TYPE_SITE 0x40u
#define TYPE_PERSON 0x60u
#define TYPE_PAGE 0x80u
#define TYPE_ARTICLE 0xA0u /* the highest: one of several type_names decides */

/* jsonld.authors: whether a name begins a byline or joins it. */
#define FIRST 0
#define JOINED 1

/* Ranks of what was found, on the scale of meta.c. */
#define RANK_PENDING 1 /* the type is not known yet */
#define RANK_PAGE 3
#define RANK_PERSON 6 /* one of the page's own objects: its author */
#define RANK_ARTICLE 7

#define WORD_OF(word, code) word
#define CODE_OF(word, code) code,

/* Keys in lower case, and their codes. */
#define KEYS(K)                      \
    K("\6@graph", ROOT)              \
    K("\12mainentity", ROOT)         \
    K("\20mainentityofpage", ROOT)   \
    K("\5@type", TYPE)               \
    K("\10headline", HEADLINE)       \
    K("\6author", AUTHOR)            \
    K("\4name", NAME)                \
    K("\15datepublished", DATE)      \
    K("\11publisher", PUBLISHER)     \
    K("\13articlebody", BODY)        \
    K("\13description", DESCRIPTION) \
    K("\12inlanguage", LANGUAGE)

static const char keys[] GALLEY_FLASH = KEYS(WORD_OF);
static const uint8_t key_codes[] GALLEY_FLASH = {KEYS(CODE_OF)};

/* What the name of a type ends with; the first that fits counts. */
#define TYPE_NAMES(T)                  \
    T("\7article", TYPE_ARTICLE)       \
    T("\13blogposting", TYPE_ARTICLE)  \
    T("\14mediaposting", TYPE_ARTICLE) \
    T("\14forumposting", TYPE_ARTICLE) \
    T("\6report", TYPE_ARTICLE)        \
    T("\6review", TYPE_ARTICLE)        \
    T("\6recipe", TYPE_ARTICLE)        \
    T("\5howto", TYPE_ARTICLE)         \
    T("\14creativework", TYPE_ARTICLE) \
    T("\6person", TYPE_PERSON)         \
    T("\4page", TYPE_PAGE)             \
    T("\7website", TYPE_SITE)          \
    T("\14organization", TYPE_SITE)

static const char type_names[] GALLEY_FLASH = TYPE_NAMES(WORD_OF);
static const uint8_t type_codes[] GALLEY_FLASH = {TYPE_NAMES(CODE_OF)};

static uint8_t code_of_key(const struct galley_jsonld *j)
{
    uint8_t i = galley_text_listed(keys, j->word, j->word_size,
                                   LISTED_WHOLE);

    return i > 0 ? GALLEY_READ8(&key_codes[i - 1]) : NONE;
}

static uint8_t code_of_type(const struct galley_jsonld *j)
{
    uint8_t i = galley_text_listed(type_names, j->word, j->word_size,
                                   LISTED_END);

    return i > 0 ? GALLEY_READ8(&type_codes[i - 1]) : TYPE_OTHER;
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

static uint8_t rank_of_type(uint8_t type)
{
    /* TYPE_UNKNOWN, OTHER, SITE, PERSON, PAGE, ARTICLE */
    static const uint8_t ranks[] GALLEY_FLASH = {
        RANK_PENDING, 0, 0, 0, RANK_PAGE, RANK_ARTICLE
    };

    return GALLEY_READ8(&ranks[type >> TYPE_SHIFT]);
}

/* The type of an object is known, or will never be: what was found in it
 * before gets its rank. */
static void resolve(struct galley *g, uint8_t type)
{
    static const uint8_t fields[] GALLEY_FLASH = {
        FIELD_LD_TITLE, FIELD_LD_BYLINE, FIELD_LD_PUBLISHED
    };
    uint8_t rank = type == TYPE_UNKNOWN ? RANK_PAGE : rank_of_type(type), i;

    for (i = 0; i < sizeof fields; i++) {
        uint8_t field = GALLEY_READ8(&fields[i]);

        if (g->fields.rank[field] == RANK_PENDING)
            galley_fields_rank(&g->fields, field, rank);
    }
}

/* ---- the values of strings ---- */

/* The names under one "author" key make one byline. */
static void begin_author(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;

    if (j->authors == FIRST
        && galley_fields_begin(&g->fields, FIELD_LD_BYLINE,
                               j->author_rank))
        j->authors = JOINED;
    if (j->authors != JOINED)
        return;
    j->target = AUTHOR;
    j->mark = galley_byline_begin(&g->fields, FIELD_LD_BYLINE);
}

/* A person that the article refers to by its @id. */
static void begin_person(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;

    j->authors = FIRST;
    j->author_rank = RANK_PERSON;
    begin_author(g);
}

static void begin_article_body(struct galley *g, uint8_t rank)
{
    struct galley_jsonld *j = &g->jsonld;

    if (rank > j->body) {
        j->body = RANK_ARTICLE; /* passed on once */
        j->target = BODY;
        galley_fallback_begin(g);
    }
}

static void begin_field(struct galley *g, uint8_t target, uint8_t field,
                        uint8_t rank)
{
    if (galley_fields_begin(&g->fields, field, rank)) {
        g->jsonld.target = target;
        g->jsonld.field = field;
    }
}

/* A string of one of the page's own objects. */
static void begin_own(struct galley *g, uint8_t key, uint8_t type)
{
    uint8_t rank = rank_of_type(type);

    if (key == TYPE) {
        g->jsonld.target = TYPE;
    } else if (key == NAME) {
        if ((type & TYPES) == TYPE_SITE)
            begin_field(g, NAME, FIELD_SITE, 2);
        if ((type & TYPES) == TYPE_PERSON)
            begin_person(g);
    } else if (key == PUBLISHER) {
        begin_field(g, NAME, FIELD_SITE, 4);
    } else if (rank == 0) {
        return;
    } else if (key == HEADLINE) {
        begin_field(g, HEADLINE, FIELD_LD_TITLE, rank);
    } else if (key == AUTHOR) {
        begin_author(g);
    } else if (key == DATE) {
        begin_field(g, DATE, FIELD_LD_PUBLISHED, rank);
    } else if (key == BODY) {
        begin_article_body(g, rank);
    } else if (key == DESCRIPTION) {
        begin_field(g, NAME, FIELD_DESCRIPTION, 1);
    } else if (key == LANGUAGE) {
        begin_field(g, NAME, FIELD_LANG, 1);
    }
}

/* What the string that begins in an open object is. */
static void find_target(struct galley *g, uint8_t object_code)
{
    uint8_t key = key_of_value(&g->jsonld);

    if ((object_code & CODE) == ROOT)
        begin_own(g, key, object_code);
    else if ((object_code & CODE) == AUTHOR && key == NAME)
        begin_author(g);
    else if ((object_code & CODE) == PUBLISHER && key == NAME)
        begin_field(g, NAME, FIELD_SITE, 4);
}

uint8_t galley_jsonld_string(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;
    const uint8_t *o = object(j);

    j->target = NONE;
    j->word_size = 0;
    if (j->expect_key)
        j->target = KEY;
    else if (o != NULL && j->beyond == 0)
        find_target(g, *o);
    if (j->target == NONE)
        return WANTED_NOT;
    return j->target == KEY || j->target == TYPE ? WANTED_WORD : WANTED_TEXT;
}

/* Keys and types keep their end: that is what tells a type.  (Not inlined:
 * the stack is deep where other text goes on.) */
GALLEY_NOINLINE static void put_word(struct galley_jsonld *j, const char *p,
                                     size_t n)
{
    for (; n > 0; n--) {
        if (j->word_size == sizeof j->word) {
            memmove(j->word, j->word + 1, sizeof j->word - 1);
            j->word_size--;
        }
        j->word[j->word_size++] = *p++;
    }
}

void galley_jsonld_put(struct galley *g, const char *p, size_t n)
{
    struct galley_jsonld *j = &g->jsonld;

    if (j->target == KEY || j->target == TYPE)
        put_word(j, p, n);
    else if (j->target == BODY)
        galley_fallback_text(g, FALLBACK_JSONLD, p, n);
    else
        galley_fields_put(&g->fields,
                          j->target == AUTHOR ? FIELD_LD_BYLINE : j->field,
                          p, n);
}

/* ---- the end of a string ---- */

static void end_key_word(struct galley_jsonld *j)
{
    const uint8_t *o = object(j);

    j->key = code_of_key(j);
    if (j->key == AUTHOR && o != NULL && (*o & CODE) == ROOT) {
        j->authors = FIRST;
        j->author_rank = rank_of_type(*o);
    }
}

static void end_type(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;
    uint8_t *o = object(j);
    uint8_t type = code_of_type(j);

    if (o == NULL || type <= (*o & TYPES))
        return;
    *o = (uint8_t)((*o & ~TYPES) | type);
    if (type == TYPE_ARTICLE)
        resolve(g, type);
}

static void end_field(struct galley *g, uint8_t target, uint8_t field)
{
    galley_fields_end(&g->fields, field);
    if (target == DATE)
        galley_date_check(&g->fields, FIELD_LD_PUBLISHED);
    if (target == HEADLINE)
        galley_fields_learn(&g->fields, g->fields.ld_title);
}

void galley_jsonld_string_end(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;

    switch (j->target) {
    case KEY:
        end_key_word(j);
        break;
    case TYPE:
        end_type(g);
        break;
    case AUTHOR:
        galley_byline_end(&g->fields, FIELD_LD_BYLINE, j->mark);
        if (g->fields.length[FIELD_LD_BYLINE] == 0)
            j->authors = FIRST; /* that was no name */
        break;
    case BODY:
        galley_fallback_line(g);
        break;
    case NONE:
        break;
    default:
        end_field(g, j->target, j->field);
        break;
    }
    j->target = NONE;
}

/* ---- brackets ---- */

void galley_jsonld_open(struct galley *g, bool array)
{
    struct galley_jsonld *j = &g->jsonld;
    const uint8_t *o = object(j);
    uint8_t code = key_of_value(j);

    j->expect_key = !array;
    if (j->beyond > 0 || j->depth == sizeof j->stack) {
        j->beyond = galley_count_one(j->beyond);
        return;
    }
    if (!array && ((code != ROOT && code != AUTHOR && code != PUBLISHER)
                   || (o != NULL && (*o & CODE) != ROOT)))
        code = NONE;
    j->stack[j->depth++] = (uint8_t)(array ? code | ARRAY : code);
    j->key = NONE;
}

static void pop(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;
    uint8_t last = j->stack[--j->depth];

    if ((last & (CODE | ARRAY)) == ROOT)
        resolve(g, last & TYPES);
}

/* Closes what the bracket opened, and what is still open inside. */
void galley_jsonld_close(struct galley *g, bool array)
{
    struct galley_jsonld *j = &g->jsonld;
    unsigned i = j->depth;

    j->expect_key = 0;
    j->key = NONE;
    if (j->beyond > 0) {
        j->beyond--;
        return;
    }
    while (i > 0 && ((j->stack[i - 1] & ARRAY) != 0) != array)
        i--;
    if (i == 0)
        return;
    while (j->depth >= i)
        pop(g);
}

void galley_jsonld_comma(struct galley *g)
{
    struct galley_jsonld *j = &g->jsonld;

    j->expect_key = j->beyond == 0 && j->depth > 0
                    && !(j->stack[j->depth - 1] & ARRAY);
    j->key = NONE;
}

void galley_jsonld_colon(struct galley *g)
{
    g->jsonld.expect_key = 0;
}

/* ---- begin and end ---- */

/* One articleBody a page is passed on. */
void galley_jsonld_begin(struct galley *g)
{
    uint8_t body = g->jsonld.body;

    memset(&g->jsonld, 0, sizeof g->jsonld);
    g->jsonld.body = body;
}

/* What is still open counts as closed. */
void galley_jsonld_end(struct galley *g)
{
    while (g->jsonld.depth > 0)
        pop(g);
}
