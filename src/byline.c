/*
 * Galley: authors' names, cleaned.  Names come in from <meta>, JSON-LD and
 * captured bylines; out goes one line, several authors joined by ", ".
 * Holds nothing of its own.
 */
#include "meta.h"

#include <string.h>

#include "date.h"
#include "text.h"

/* Words that introduce a name, in the languages where they are common. */
static const char introductions[] GALLEY_FLASH =
    "by\0von\0par\0por\0di\0da\0door\0av\0af\0od\0autor\0author\0"
    "written\0posted\0text\0";

struct range {
    const char *from;
    size_t size;
};

static uint8_t is_introduction(const char *word, size_t n)
{
    size_t i = 0;

    while (i < sizeof introductions - 1) {
        if (galley_text_equal(word, n, introductions + i))
            return 1;
        while (GALLEY_READ8((const uint8_t *)introductions + i) != '\0')
            i++;
        i++;
    }
    return 0;
}

uint8_t galley_byline_introduces(const char *text)
{
    const char *word, *last = text;
    size_t n, size = 0;

    while ((n = galley_text_word(&text, &word)) != 0) {
        last = word;
        size = n;
    }
    return is_introduction(last, size);
}

/* From the first word that does not introduce, to the last byte that is
 * neither white space nor ASCII punctuation other than a stop or bracket. */
static void trim(struct range *r)
{
    const char *end = r->from + r->size, *p = r->from, *word;
    size_t n;

    do {
        n = galley_text_word(&p, &word);
    } while (n > 0 && is_introduction(word, n));
    if (word > end)
        word = end;
    if (word > r->from && word < end && word[-1] == '@')
        word--;
    while (end > word && !galley_word_byte((uint8_t)end[-1])
           && end[-1] != '.' && end[-1] != ')' && end[-1] != '!')
        end--;
    r->from = word;
    r->size = (size_t)(end - word);
}

/* No name: an address, a handle, the account of a content system. */
static uint8_t is_no_name(const struct range *r)
{
    static const char admin[] GALLEY_FLASH = "admin";
    size_t i;

    for (i = 0; i < r->size; i++)
        if (r->from[i] == '@'
            || (r->from[i] == '/' && i + 1 < r->size
                && r->from[i + 1] == '/'))
            return 1;
    return r->size < 2 || galley_text_equal(r->from, r->size, admin);
}

/* The n bytes at text hold what the range holds. */
static uint8_t contains(const char *text, size_t n, const struct range *r)
{
    for (; n >= r->size; n--, text++)
        if (memcmp(text, r->from, r->size) == 0)
            return 1;
    return 0;
}

uint16_t galley_byline_begin(struct galley *g, uint8_t field)
{
    uint16_t mark = g->meta.length[field];

    if (mark > 0)
        galley_meta_put(g, field, ", ", 2);
    return mark;
}

void galley_byline_end(struct galley *g, uint8_t field, uint16_t mark)
{
    struct galley_meta *m = &g->meta;
    char *text = galley_meta_buffer(g, field);
    uint16_t from = mark > 0 ? (uint16_t)(mark + 2) : 0;
    struct range r;

    galley_meta_end(g, field);
    if (m->length[field] >= galley_meta_size(field))
        return;
    r.from = text + (from < m->length[field] ? from : m->length[field]);
    r.size = strlen(r.from);
    trim(&r);
    if (is_no_name(&r) || contains(text, mark, &r)) {
        m->length[field] = mark;
    } else {
        memmove(text + from, r.from, r.size);
        m->length[field] = (uint16_t)(from + r.size);
    }
    text[m->length[field]] = '\0';
    if (m->length[field] == 0)
        m->rank[field] = 0;
}

/* The site itself, or the name of an account: better than none. */
static uint8_t is_weak(const struct galley *g, const struct range *r)
{
    const struct galley_meta *m = &g->meta;
    size_t i;

    if (m->rank[META_SITE] != 0 && r->size == strlen(m->site)
        && memcmp(r->from, m->site, r->size) == 0)
        return 1;
    for (i = 0; i < r->size; i++)
        if (r->from[i] == ' ' || (r->from[i] & 0x80)
            || galley_lower((uint8_t)r->from[i]) != (uint8_t)r->from[i])
            return 0;
    return 1;
}

void galley_byline_add(struct galley *g, uint8_t field, uint8_t rank,
                       const char *text)
{
    struct range r;
    uint16_t mark;

    r.from = text;
    r.size = strlen(text);
    trim(&r);
    if (is_no_name(&r))
        return;
    if (is_weak(g, &r))
        rank = 1;
    if (rank != g->meta.rank[field] && !galley_meta_begin(g, field, rank))
        return;
    mark = galley_byline_begin(g, field);
    galley_meta_put(g, field, r.from, r.size);
    galley_byline_end(g, field, mark);
}

/* A captured byline ends where a date or a time begins: before the first
 * digit, and the name of a month before that. */
static void cut_date(char *text)
{
    const char *p = text, *word, *name = text;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0) {
        if ((uint8_t)(*word - '0') < 10) {
            if (galley_date_month(name, 3))
                word = name;
            text[word - text] = '\0';
            return;
        }
        name = word;
    }
}

void galley_byline_captured(struct galley *g, uint8_t marked)
{
    struct galley_meta *m = &g->meta;
    uint8_t rank = marked ? 3 : 2;

    if (rank == m->rank[META_BYLINE] && m->gap > BYLINE_GAP)
        return;
    if (m->length[META_SCRATCH] >= galley_meta_size(META_BYLINE))
        return;
    cut_date(m->scratch);
    galley_byline_add(g, META_BYLINE, rank, m->scratch);
}
