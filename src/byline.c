/*
 * Galley: authors' names, cleaned.  Names come in from <meta>, JSON-LD,
 * captured bylines and texts; out goes one line, several authors joined by
 * ", ".
 * Holds nothing of its own.
 */
#include "meta.h"

#include <string.h>

#include "date.h"
#include "text.h"

/* Ranks, on the scale of the names in meta.c and of jsonld.c. */
#define RANK_WEAK 2   /* the site's name; a word that may be an account's */
#define RANK_FAR 3    /* far from the headline: of another article, perhaps */
#define RANK_NEAR 4   /* a class, a link or a "by" near the headline */
#define RANK_MARKED 5 /* rel or itemprop says author, near the headline */

#define NAME_WORDS 8 /* of the names in one text */
#define FAR_SIZE 40  /* bytes of a name behind a "by" far from the headline */

/* Words that introduce a name, in the languages where they are common: the
 * first SURE of them also behind other words ("This recipe was sent by"), the
 * others only where the text begins (they are also parts of names).  The
 * first PREPOSITIONS are enough by themselves, the others want a colon; a
 * name may be glued to those of the first GLUED bytes. */
static const char introductions[] GALLEY_FLASH =
    "by\0par\0por\0przez\0" "von\0di\0da\0door\0av\0af\0od\0autor\0author\0"
    "written\0posted\0text\0autorin\0verfasst\0erstellt\0geschrieben\0"
    "eingestellt\0gespeichert\0ein\0artikel\0beitrag\0vom\0zeige\0alle\0"
    "beitr\xC3\xA4ge\0";
#define SURE 4
#define PREPOSITIONS 11
#define GLUED 21
#define SURE_WORDS 6 /* so many words may stand before */

/* Words behind a name. */
static const char endings[] GALLEY_FLASH = "on\0am\0in\0im\0at\0um\0";

/* Words that bylines hold and names do not begin with. */
static const char noise[] GALLEY_FLASH =
    "last\0updated\0published\0top\0teilen\0facebook\0twitter\0follow\0"
    "quelle\0datum\0data\0stand\0about\0share\0size\0sections\0min\0mins\0"
    "foto\0photo\0theme\0contact\0no\0sat\0example\0senior\0";

struct range {
    const char *from;
    size_t size;
};

/* The number of the word in a list of words, from 1; 0: it is not there. */
static uint8_t listed(const char *list, size_t size, const char *word,
                      size_t n)
{
    size_t i = 0;
    uint8_t number = 1;

    for (; i < size - 1; number++) {
        if (galley_text_equal(word, n, list + i))
            return number;
        while (GALLEY_READ8((const uint8_t *)list + i) != '\0')
            i++;
        i++;
    }
    return 0;
}

static uint8_t introduction(const char *word, size_t n)
{
    return listed(introductions, sizeof introductions, word, n);
}

/* "ByAnn": what is left of an introduction that a name is glued to. */
static size_t glued(const char *word, size_t n)
{
    size_t i = 1;

    while (i < n && (uint8_t)(word[i] - 'a') < 26)
        i++;
    if (i < n && (uint8_t)(word[i] - 'A') < 26
        && listed(introductions, GLUED, word, i))
        return i;
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
    if (glued(name, n))
        return name + glued(name, n);
    for (word = name; n > 0 && words < SURE_WORDS; words++) {
        found = introduction(word, n);
        leading = leading && found;
        n = galley_text_word(&p, &word);
        if (found && (leading || lower || found <= SURE))
            name = word;
    }
    return name;
}

/* 1: the text before end ends as "by" or "Author:" do. */
static uint8_t introduces(const char *text, const char *end)
{
    const char *word, *last = text;
    size_t n, size = 0;
    uint8_t found;

    while ((n = galley_text_word(&text, &word)) != 0 && word < end) {
        last = word;
        size = n;
    }
    found = introduction(last, size);
    return found != 0 && (found <= PREPOSITIONS || last[size] == ':');
}

uint8_t galley_byline_introduces(const char *text)
{
    return introduces(text, text + strlen(text));
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

/* Words that may be a name's: few, and but for short ones like "van" not in
 * lower case, unless it is just one. */
static uint8_t is_name(const struct range *r)
{
    const char *p = r->from, *word;
    uint8_t words = 0, lower = 0;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0
           && word < r->from + r->size) {
        if (words++ == 0
            && (word[n] == ':' || listed(noise, sizeof noise, word, n)))
            return 0;
        if ((uint8_t)(*word - 'a') < 26 && (n > 3 || words == 1))
            lower++;
    }
    return words <= NAME_WORDS && (lower == 0 || words == 1);
}

/* The n bytes at text hold what the range holds. */
static uint8_t contains(const char *text, size_t n, const struct range *r)
{
    for (; n >= r->size; n--, text++)
        if (memcmp(text, r->from, r->size) == 0)
            return 1;
    return 0;
}

/* How good a name is at most, whatever its source. */
static uint8_t limit(const struct galley_meta *m, const char *text,
                     uint8_t rank)
{
    if (m->rank[META_SITE] != 0
        && galley_headline_contains(m->site, text))
        return RANK_WEAK;
    if (rank <= RANK_MARKED)
        return rank;
    while (*text != ' ' && *text != '\0' && (uint8_t)*text < 0x80)
        text++;
    return *text == '\0' ? RANK_WEAK : rank; /* no reader sees it */
}

void galley_byline_weigh(struct galley_meta *m)
{
    uint8_t field, rank;

    for (field = META_BYLINE; field <= META_LD_BYLINE; field++) {
        rank = limit(m, galley_meta_buffer(m, field), m->rank[field]);
        if (rank < m->rank[field])
            m->rank[field] = rank;
    }
}

uint16_t galley_byline_begin(struct galley_meta *m, uint8_t field)
{
    const char comma[2] = {',', ' '};
    uint16_t mark = m->length[field];

    if (mark > 0)
        galley_meta_put(m, field, comma, sizeof comma);
    return mark;
}

/* The names end at mark; what the range holds joins them. */
static void join(struct galley_meta *m, uint8_t field, uint16_t mark,
                 const struct range *r)
{
    char *text = galley_meta_buffer(m, field);
    uint16_t from = mark > 0 ? (uint16_t)(mark + 2) : 0;

    if (is_no_name(r) || contains(text, mark, r)) {
        m->length[field] = mark;
    } else {
        memmove(text + from, r->from, r->size);
        m->length[field] = (uint16_t)(from + r->size);
    }
    text[m->length[field]] = '\0';
    if (m->length[field] == 0)
        m->rank[field] = 0;
}

/* The last name in the field; 0: it has no room. */
static uint8_t last_name(struct galley_meta *m, uint8_t field, uint16_t mark,
                         struct range *r)
{
    uint16_t from = mark > 0 ? (uint16_t)(mark + 2) : 0;

    galley_meta_end(m, field);
    if (m->length[field] >= galley_meta_size(field))
        return 0;
    if (from > m->length[field])
        from = m->length[field];
    r->from = galley_meta_buffer(m, field) + from;
    r->size = (size_t)(m->length[field] - from);
    return 1;
}

void galley_byline_end(struct galley_meta *m, uint8_t field, uint16_t mark)
{
    struct range r;

    if (!last_name(m, field, mark, &r))
        return;
    trim(&r);
    join(m, field, mark, &r);
}

/* A trimmed name. */
static void add(struct galley_meta *m, uint8_t rank, const struct range *r)
{
    struct range last;
    uint16_t mark;

    if (is_no_name(r))
        return;
    galley_byline_weigh(m);
    if (rank != m->rank[META_BYLINE]
        && !galley_meta_begin(m, META_BYLINE, rank))
        return;
    mark = galley_byline_begin(m, META_BYLINE);
    galley_meta_put(m, META_BYLINE, r->from, r->size);
    if (last_name(m, META_BYLINE, mark, &last))
        join(m, META_BYLINE, mark, &last);
}

void galley_byline_add(struct galley_meta *m, uint8_t rank, const char *text)
{
    struct range r;

    r.from = text;
    r.size = strlen(text);
    trim(&r);
    add(m, rank, &r);
}

/* A byline ends where a date or a time begins, before the first digit and
 * the name of a month before that, at words such as "on", "am", and before
 * "@ann" behind a name. */
static void cut_date(char *text)
{
    const char *p = text, *word, *end = NULL;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0) {
        if ((uint8_t)(*word - '0') < 10
            || (end != NULL && word[-1] == '@')
            || listed(endings, sizeof endings, word, n))
            break;
        if (!galley_date_month(word, n) && (uint8_t)(*word - 'a') >= 26)
            end = p;
    }
    if (n > 0)
        text[end != NULL ? end - text : 0] = '\0';
}

/* The name in a text that readers see: 1, or 0 when it is none. */
static uint8_t find_name(char *text, struct range *r)
{
    cut_date(text);
    r->from = text;
    r->size = strlen(text);
    trim(r);
    return is_name(r);
}

void galley_byline_captured(struct galley_meta *m, uint8_t what,
                            uint8_t near)
{
    uint8_t rank = what == GALLEY_CAPTURE_AUTHOR ? RANK_MARKED : RANK_NEAR;
    struct range r;

    if (!near)
        rank = what == GALLEY_CAPTURE_PROFILE ? 0 : RANK_FAR;
    if (rank == m->rank[META_BYLINE] && (m->gap == 0 || m->gap > BYLINE_GAP))
        return;
    if (m->length[META_SCRATCH] >= galley_meta_size(META_BYLINE))
        return;
    m->expected = galley_byline_introduces(m->scratch);
    if (!m->expected && find_name(m->scratch, &r))
        add(m, rank, &r);
}

void galley_byline_visible(struct galley_meta *m, uint8_t dated,
                           uint8_t near)
{
    uint8_t rank = near ? RANK_NEAR : RANK_FAR;
    uint8_t introduced = near && m->expected;
    const char *p = m->scratch, *word, *name = name_in(p);
    size_t n = galley_text_word(&p, &word);
    struct range r;

    if (n == 0)
        return;
    m->expected = galley_byline_introduces(m->scratch);
    if (m->expected)
        return;
    if (glued(word, n) || ((introduction(word, n) || dated)
                           && introduces(m->scratch, name)))
        introduced = 1;
    if (!introduced || rank <= m->rank[META_BYLINE]
        || !find_name(m->scratch + (name - m->scratch), &r))
        return;
    if (near || (r.size <= FAR_SIZE && (uint8_t)(*r.from - 'a') >= 26))
        add(m, rank, &r);
}
