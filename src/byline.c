/*
 * Galley: authors' names, cleaned.  Names come in from <meta>, JSON-LD and
 * captured bylines; out goes one line, several authors joined by ", ".
 * Holds nothing of its own.
 */
#include "meta.h"

#include <string.h>

#include "date.h"
#include "text.h"

/* Ranks, on the scale of the names in meta.c and of jsonld.c. */
#define RANK_WEAK 2
#define RANK_CLASS 3  /* a class says byline */
#define RANK_MARKED 4 /* rel or itemprop says author */

/* Words that introduce a name, in the languages where they are common: the
 * first SURE of them also behind other words ("This recipe was sent by"), the
 * others only where the text begins (they are also parts of names). */
static const char introductions[] GALLEY_FLASH =
    "by\0par\0por\0przez\0" "von\0di\0da\0door\0av\0af\0od\0autor\0author\0"
    "written\0posted\0text\0";
#define SURE 4
#define SURE_WORDS 6 /* so many words may stand before */

struct range {
    const char *from;
    size_t size;
};

/* The number of the introduction that the word is, from 1; 0: none. */
static uint8_t introduction(const char *word, size_t n)
{
    size_t i = 0;
    uint8_t number = 1;

    for (; i < sizeof introductions - 1; number++) {
        if (galley_text_equal(word, n, introductions + i))
            return number;
        while (GALLEY_READ8((const uint8_t *)introductions + i) != '\0')
            i++;
        i++;
    }
    return 0;
}

/* Where the name begins: behind the words that introduce it. */
static const char *name_in(const char *text)
{
    const char *p = text, *word, *name;
    uint8_t words = 0, leading = 1, lower = 0, found;
    size_t n;

    n = galley_text_word(&p, &name);
    if (n > 0)
        lower = (uint8_t)(*name - 'a') < 26;
    for (word = name; n > 0 && words < SURE_WORDS; words++) {
        found = introduction(word, n);
        leading = leading && found;
        n = galley_text_word(&p, &word);
        if (found && (leading || lower || found <= SURE))
            name = word;
    }
    return name;
}

uint8_t galley_byline_introduces(const char *text)
{
    const char *word, *last = text;
    size_t n, size = 0;

    while ((n = galley_text_word(&text, &word)) != 0) {
        last = word;
        size = n;
    }
    return introduction(last, size) != 0;
}

/* From behind the introduction to a separator, less white space and
 * punctuation other than a stop or bracket. */
static void trim(struct range *r)
{
    const char *end = r->from + r->size, *name = name_in(r->from), *p;

    if (name > end)
        name = end;
    for (p = name; p < end; p++)
        if (galley_text_separator(p) != 0)
            end = p;
    if (name > r->from && name < end && name[-1] == '@')
        name--;
    while (end > name && !galley_word_byte((uint8_t)end[-1])
           && end[-1] != '.' && end[-1] != ')' && end[-1] != '!')
        end--;
    r->from = name;
    r->size = (size_t)(end - name);
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

/* The site itself, or the name of an account: better than none. */
static uint8_t is_weak(const struct galley_meta *m, const struct range *r)
{
    const char *site = m->site;
    uint8_t account = 1, equal = m->rank[META_SITE] != 0;
    size_t i;

    for (i = 0; i < r->size; i++) {
        uint8_t c = (uint8_t)r->from[i];
        if (c == ' ' || c >= 0x80 || galley_lower(c) != c)
            account = 0;
        if (equal && galley_lower((uint8_t)site[i]) != galley_lower(c))
            equal = 0;
    }
    return account || (equal && site[i] == '\0');
}

uint16_t galley_byline_begin(struct galley_meta *m, uint8_t field)
{
    const char join[2] = {',', ' '};
    uint16_t mark = m->length[field];

    if (mark > 0)
        galley_meta_put(m, field, join, sizeof join);
    return mark;
}

void galley_byline_end(struct galley_meta *m, uint8_t field, uint16_t mark)
{
    char *text = galley_meta_buffer(m, field);
    uint16_t from = mark > 0 ? (uint16_t)(mark + 2) : 0;
    struct range r;

    galley_meta_end(m, field);
    if (m->length[field] >= galley_meta_size(field))
        return;
    r.from = text + (from < m->length[field] ? from : m->length[field]);
    r.size = strlen(r.from);
    trim(&r);
    if (is_no_name(&r) || contains(text, mark, &r)) {
        m->length[field] = mark;
    } else {
        if (mark == 0 && is_weak(m, &r))
            m->rank[field] = RANK_WEAK;
        memmove(text + from, r.from, r.size);
        m->length[field] = (uint16_t)(from + r.size);
    }
    text[m->length[field]] = '\0';
    if (m->length[field] == 0)
        m->rank[field] = 0;
}

void galley_byline_add(struct galley_meta *m, uint8_t field, uint8_t rank,
                       const char *text)
{
    struct range r;
    uint16_t mark;

    r.from = text;
    r.size = strlen(text);
    trim(&r);
    if (is_no_name(&r))
        return;
    if (is_weak(m, &r))
        rank = RANK_WEAK;
    if (rank != m->rank[field] && !galley_meta_begin(m, field, rank))
        return;
    mark = galley_byline_begin(m, field);
    galley_meta_put(m, field, r.from, r.size);
    galley_byline_end(m, field, mark);
}

/* A captured byline ends where a date or a time begins: before the first
 * digit, the name of a month before that, and words such as "on", "am". */
static void cut_date(char *text)
{
    const char *p = text, *word, *end = NULL;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0) {
        if ((uint8_t)(*word - '0') < 10)
            break;
        if (!galley_date_month(word, n) && (uint8_t)(*word - 'a') >= 26)
            end = p;
    }
    if (n > 0)
        text[end != NULL ? end - text : 0] = '\0';
}

void galley_byline_captured(struct galley_meta *m, uint8_t marked)
{
    uint8_t rank = marked ? RANK_MARKED : RANK_CLASS;

    if (rank == m->rank[META_BYLINE] && (m->gap == 0 || m->gap > BYLINE_GAP))
        return;
    if (m->length[META_SCRATCH] >= galley_meta_size(META_BYLINE))
        return;
    cut_date(m->scratch);
    galley_byline_add(m, META_BYLINE, rank, m->scratch);
}
