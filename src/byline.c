/* SPDX-License-Identifier: MIT */
/*
 * Galley: authors' names, cleaned.  Names come in from <meta>, JSON-LD,
 * captured bylines and texts; out goes one line, several authors joined by
 * ", ".  Holds one bit: whether the text before introduces a name.
 */
#include "byline.h"

#include <string.h>

#include "date.h"
#include "elements.h"
#include "fields.h"
#include "text.h"

/* Ranks, on the scale of the names in meta.c and of jsonld.c. */
#define RANK_WEAK 2   /* the site's name; a word that may be an account's */
#define RANK_FAR 3    /* far from the headline: of another article, perhaps */
#define RANK_META 4   /* what readers do not see: often the site's owner */
#define RANK_NEAR 5   /* a class, a link or a "by" near the headline */
#define RANK_MARKED 6 /* rel or itemprop says author, near the headline */
#define RANK_SURE 7   /* what readers see, and what they do not, agree */

#define NAME_WORDS 8 /* of the names in one text */
#define LEAD_WORDS 2 /* of a label before a name */
#define LABEL_SIZE 15 /* bytes of one of ideographs */
#define DAY_SIZE 5   /* bytes of the shortened name of a day, and a space */
#define FAR_SIZE 40  /* bytes of a name behind a "by" far from the headline */

/* Words that introduce a name, in the languages where they are common.  The
 * first do behind other words as well ("This recipe was sent by"), the others
 * only where the text begins (they are also parts of names); to the next a
 * name may be glued; the next are enough by themselves, where the others want
 * a colon. */
#define SURE(W) W("\2by") W("\3par") W("\3por") W("\5przez")
#define GLUED(W) SURE(W) W("\3von")
#define PREPOSITIONS(W) \
    GLUED(W) W("\2di") W("\2da") W("\4door") W("\2av") W("\2af") W("\2od")
#define INTRODUCTIONS(W)                                                 \
    PREPOSITIONS(W)                                                      \
    W("\5autor") W("\6author") W("\7written") W("\6posted") W("\4text")  \
    W("\7autorin") W("\10verfasst") W("\10erstellt") W("\13geschrieben") \
    W("\13eingestellt") W("\13gespeichert") W("\3ein") W("\7artikel")    \
    W("\7beitrag") W("\3vom") W("\5zeige") W("\4alle")                   \
    W("\11beitr\xC3\xA4ge") W("\6auteur") W("\6autore") W("\5tekst")     \
    W("\7scritto") W("\7inviato") W("\12pubblicato") W("\12geschreven")  \
    W("\7skrevet") W("\7skriven")
#define SURE_WORDS 6 /* so many words may stand before */
#define SURE_ONE 1   /* the number of one of those */

#define TEXT(word) word
#define COUNT_WORD(word) +1

static const char introductions[] GALLEY_FLASH = INTRODUCTIONS(TEXT);

/* Words behind a name. */
static const char endings[] GALLEY_FLASH =
    "\2on" "\2am" "\2in" "\2im" "\2at" "\2um" "\6senior" "\4with" "\4avec"
    "\11published" "\7publi\xC3\xA9" "\11publicado"
    "\17ver\xC3\xB6" "ffentlicht";

/* Words that bylines hold and names do not begin with. */
static const char noise[] GALLEY_FLASH =
    "\4last" "\7updated" "\3top" "\6teilen" "\10facebook" "\7twitter"
    "\6follow" "\6quelle" "\5datum" "\4data" "\5stand" "\5about" "\5share"
    "\4size" "\10sections" "\3min" "\4mins" "\4foto" "\5photo" "\5theme"
    "\7contact" "\2no" "\3sat" "\7example";

struct range {
    const char *from;
    size_t size;
};

#define LETTER(word) | UINT32_C(1) << ((word)[1] - 'a')

/* The number of an introduction, from 1, 0: it is none; and whether it is one
 * of the first.  (Most words begin with none of their letters, and none of
 * them is a letter.) */
static uint8_t introduction(const char *word, size_t n)
{
    uint8_t letter = (uint8_t)(galley_lower((uint8_t)word[0]) - 'a');

    if (n < 2 || letter >= 26 || !((0 INTRODUCTIONS(LETTER)) >> letter & 1))
        return 0;
    return galley_text_listed(introductions, word, n, LISTED_WHOLE);
}

#define IS_OF(WORDS, number) ((number) != 0 && (number) <= 0 WORDS(COUNT_WORD))

/* "ByAnn": what is left of an introduction that a name is glued to. */
static size_t glued(const char *word, size_t n)
{
    size_t i = 1;

    while (i < n && galley_is_lower((uint8_t)word[i]))
        i++;
    if (i < n && galley_is_upper((uint8_t)word[i])
        && IS_OF(GLUED, introduction(word, i)))
        return i;
    return 0;
}

/* The place behind an ideographic label and its full-width colon ("author:"),
 * or NULL. */
static const char *labelled(const char *text)
{
    const char *p;

    for (p = text; (uint8_t)*p >= 0xE3 && p - text < LABEL_SIZE; p += 3)
        if (p[0] == '\xEF' && p[1] == '\xBC' && p[2] == '\x9A')
            return p + 3;
    return NULL;
}

/* The place behind a colon at p, where a bracket or, as in French, a space may
 * stand before it; NULL: there is none. */
static const char *behind_colon(const char *p)
{
    if (*p == ')')
        p++;
    p += galley_text_space(p);
    return *p == ':' ? p + 1 : NULL;
}

/* Whether this word, one of the first, ends a label in whatever language
 * ("Auteur:") that is not known to be another's. */
static bool ends_label(uint8_t words, const char *word, size_t n)
{
    const char *behind = behind_colon(word + n);

    return words < LEAD_WORDS && behind != NULL
           && (*behind == ' ' || *behind == '\0')
           && !galley_text_listed(noise, word, n, LISTED_WHOLE);
}

/* Whether other introductions count: all words so far are some, or the text
 * begins in lower case. */
#define LEADING 1
#define LOWER 2

/* Where the name begins: behind the words that introduce it. */
static const char *name_in(const char *text)
{
    const char *p = text, *word, *name;
    uint8_t words, found, leading = LEADING;
    size_t n, skip;

    name = labelled(text);
    if (name != NULL) {
        galley_text_word(&name, &word);
        return word;
    }
    n = galley_text_word(&p, &name);
    if (n > 0 && galley_is_lower((uint8_t)*name))
        leading = LOWER;
    skip = glued(name, n);
    if (skip > 0)
        return name + skip;
    word = name;
    for (words = 0; n > 0 && words < SURE_WORDS; words++) {
        found = ends_label(words, word, n) ? SURE_ONE : introduction(word, n);
        if (found == 0)
            leading &= LOWER;
        n = galley_text_word(&p, &word);
        if (IS_OF(SURE, found) || (found != 0 && leading != 0))
            name = word;
    }
    return name;
}

/* Whether the text before end ends as "by" or "Author:" do. */
static bool introduces(const char *text, const char *end)
{
    const char *last;
    size_t size = galley_text_last_word(text, end, &last);
    uint8_t found = introduction(last, size);

    return IS_OF(PREPOSITIONS, found)
           || (found != 0 && behind_colon(last + size) != NULL);
}

bool galley_byline_introduces(const char *text)
{
    return introduces(text, text + strlen(text));
}

/* Whether p is at a no-break space that keeps apart what stands behind it: it
 * is the last character before end, or beside it stands a space, another one
 * or a mark of U+00A1..U+00BF. */
static bool is_gap(const char *text, const char *p, const char *end)
{
    return p[0] == '\xC2' && p[1] == '\xA0'
           && (p + 2 == end || p[2] == ' ' || p[2] == '\xC2'
               || (p > text && p[-1] == ' '));
}

/* From behind the introduction to a separator, gap or tag, less white space
 * and punctuation other than a stop or bracket; in an element if it begins as
 * one.  Behind the range is a NUL. */
static void trim_name(struct range *r)
{
    const char *end = r->from + r->size, *name, *p = r->from;

    while (*p == '<')
        while (p < end && *p++ != '>')
            continue;
    r->from = p;
    name = name_in(p);
    for (p = name; p < end; p++)
        if (*p == '<' || galley_text_separator(p) != 0
            || is_gap(r->from, p, end))
            end = p;
    if (name > r->from && name < end && name[-1] == '@')
        name--;
    while (end > name && !galley_word_byte((uint8_t)end[-1])
           && end[-1] != '.' && end[-1] != ')' && end[-1] != '!')
        end--;
    r->from = name;
    r->size = (size_t)(end - name);
}

/* No name: an address, a handle, a number, the account of a content
 * system. */
static bool is_no_name(const struct range *r)
{
    static const char admin[] GALLEY_FLASH = "admin";
    size_t i, digits = 0;

    for (i = 0; i < r->size; i++) {
        digits += galley_is_digit((uint8_t)r->from[i]);
        if (r->from[i] == '@'
            || (r->from[i] == '/' && r->from[i + 1] == '/'))
            return true;
    }
    return r->size < 2 || digits == r->size
           || galley_text_equal(r->from, r->size, admin);
}

/* Words that may be a name's: few, and except for short ones like "van" not
 * in lower case, unless it is just one. */
static bool is_author_name(const struct range *r)
{
    const char *p = r->from, *word;
    unsigned words = 0, lower = 0;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0
           && word < r->from + r->size) {
        if (words++ == 0
            && (word[n] == ':'
                || galley_text_listed(noise, word, n, LISTED_WHOLE)))
            return false;
        if (galley_is_lower((uint8_t)*word) && (n > 3 || words == 1))
            lower++;
    }
    return words <= NAME_WORDS && (lower == 0 || words == 1);
}

/* Whether the n bytes at text hold what the range holds. */
static bool contains(const char *text, size_t n, const struct range *r)
{
    for (; n >= r->size; n--, text++)
        if (memcmp(text, r->from, r->size) == 0)
            return true;
    return false;
}

/* How good a name is at most, whatever its source. */
static uint8_t limit(const struct galley_fields *f, const char *text,
                     uint8_t rank)
{
    if (f->rank[FIELD_SITE] != 0 && galley_text_contains(f->site, text))
        return RANK_WEAK;
    if (rank <= RANK_FAR || rank == RANK_NEAR || rank == RANK_MARKED)
        return rank;
    while (*text != ' ' && *text != '\0' && (uint8_t)*text < 0x80)
        text++;
    return *text == '\0' ? RANK_WEAK : rank; /* no reader sees it */
}

void galley_byline_weigh(struct galley_fields *f)
{
    uint8_t field, rank;

    for (field = FIELD_BYLINE; field <= FIELD_LD_BYLINE; field++) {
        rank = f->rank[field];
        if (rank > RANK_WEAK)
            galley_fields_rank(
                f, field, limit(f, galley_fields_text(f, field), rank));
    }
}

/* ---- names come ---- */

uint16_t galley_byline_begin(struct galley_fields *f, uint8_t field)
{
    const char comma[2] = {',', ' '};
    uint16_t mark = f->length[field];

    if (mark > 0)
        galley_fields_put(f, field, comma, sizeof comma);
    return mark;
}

/* Where a name begins behind those that end at mark: behind a comma. */
static uint16_t behind(uint16_t mark)
{
    return mark > 0 ? (uint16_t)(mark + 2) : 0;
}

/* The names end at mark; what the range holds joins them. */
static void join(struct galley_fields *f, uint8_t field, uint16_t mark,
                 const struct range *r)
{
    const char *text = galley_fields_text(f, field);

    if (is_no_name(r) || contains(text, mark, r))
        galley_fields_replace(f, field, mark, "", 0);
    else
        galley_fields_replace(f, field, behind(mark), r->from, r->size);
}

/* The last name in the field; false: it has no room. */
static bool last_name(struct galley_fields *f, uint8_t field, uint16_t mark,
                      struct range *r)
{
    uint16_t from = behind(mark);

    galley_fields_end(f, field);
    if (f->length[field] >= galley_fields_size(field))
        return false;
    if (from > f->length[field])
        from = f->length[field];
    r->from = galley_fields_text(f, field) + from;
    r->size = (size_t)(f->length[field] - from);
    return true;
}

void galley_byline_end(struct galley_fields *f, uint8_t field, uint16_t mark)
{
    struct range r;

    if (last_name(f, field, mark, &r)) {
        trim_name(&r);
        join(f, field, mark, &r);
    } else if (mark == 0 && *galley_fields_text(f, field) == '<') {
        galley_fields_replace(f, field, 0, "", 0); /* its tag alone is long */
    }
}

/* A single word: an account, part of an address, or no name at all. */
static bool is_word(const struct range *r)
{
    size_t i;

    for (i = 0; i < r->size; i++)
        if (r->from[i] == ' ' || (uint8_t)r->from[i] >= 0x80)
            return false;
    return true;
}

/* What readers see says the same as what they do not, and more or less. */
static bool confirms(const struct galley_fields *f, const struct range *r)
{
    struct range old;

    old.from = f->byline;
    old.size = strlen(f->byline);
    return f->rank[FIELD_BYLINE] == RANK_META
           && (contains(old.from, old.size, r)
               || contains(r->from, r->size, &old));
}

/* A trimmed name; whether it stands there now. */
static bool add(struct galley_fields *f, uint8_t rank, const struct range *r)
{
    struct range last;
    uint16_t mark;

    if (is_no_name(r))
        return false;
    galley_byline_weigh(f);
    if (rank > RANK_META && confirms(f, r)) {
        galley_fields_rank(f, FIELD_BYLINE, RANK_SURE);
        return true;
    }
    if (rank != f->rank[FIELD_BYLINE]
        && !galley_fields_begin(f, FIELD_BYLINE, rank))
        return false;
    mark = galley_byline_begin(f, FIELD_BYLINE);
    galley_fields_put(f, FIELD_BYLINE, r->from, r->size);
    if (last_name(f, FIELD_BYLINE, mark, &last))
        join(f, FIELD_BYLINE, mark, &last);
    return f->length[FIELD_BYLINE] > mark;
}

/* A name that was cut though a byline has room for it began late in a text
 * that is none. */
static bool is_lost(size_t size, uint16_t more)
{
    size += more;
    return more > 0 && size < GALLEY_BYLINE_SIZE
           && size < GALLEY_DESCRIPTION_SIZE;
}

void galley_byline_add(struct galley_fields *f, uint8_t rank,
                       const char *text, uint16_t more)
{
    const char *end = text + strlen(text);
    struct range r;

    r.from = text;
    r.size = (size_t)(end - text);
    trim_name(&r);
    if (r.from + r.size < end)
        more = 0; /* ended before the cut */
    if (!is_lost(r.size, more) && add(f, is_word(&r) ? RANK_WEAK : rank, &r))
        galley_fields_more(f, FIELD_BYLINE, more);
}

/* ---- names that readers see ---- */

/* A text up to end, of which first is the end of the first word, goes on with
 * a comma and a digit: where the name ends before the day of the week, or
 * NULL. */
static const char *before_day(const char *text, const char *first,
                              const char *end)
{
    const char *day = end;

    if (end == first)
        return NULL; /* "Monday, 9 March" */
    while (*--day != ' ')
        if (day == text)
            return end;
    return end - day <= DAY_SIZE && day - text > 3 && day[-1] == 'l'
                   && day[-3] == ' '
               ? day - 3 /* "Ana Ruiz el Vie, 9/3/2021" */
               : end;
}

/* A byline ends where a date or a time begins, before the first digit and
 * the name of a month before that, at words such as "on", "am", and before
 * "@ann" behind a name.  (Not inlined: the stack is deepest where the name is
 * looked for.) */
GALLEY_NOINLINE static void cut_date(char *text)
{
    const char *p = text, *word, *first = NULL, *end = NULL;
    size_t n;

    while ((n = galley_text_word(&p, &word)) != 0) {
        if (galley_is_digit((uint8_t)*word)
            || (end != NULL && word[-1] == '@')
            || galley_text_listed(endings, word, n, LISTED_WHOLE))
            break;
        if (first == NULL)
            first = p;
        if (!galley_date_month(word, n) && !galley_is_lower((uint8_t)*word))
            end = p + (*p == '.');
    }
    if (n > 0 && end != NULL && *end == ','
        && galley_is_digit((uint8_t)*word))
        end = before_day(text, first, end);
    if (n > 0)
        text[end != NULL ? end - text : 0] = '\0';
}

/* The name in a text that readers see, or false when it is none. */
static bool find_name(char *text, struct range *r)
{
    cut_date(text + (name_in(text) - text));
    r->from = text;
    r->size = strlen(text);
    trim_name(r);
    return is_author_name(r);
}

bool galley_byline_captured(struct galley_byline *b, struct galley_fields *f,
                            uint8_t what, bool near, bool joins)
{
    uint8_t rank = what == CAPTURE_AUTHOR ? RANK_MARKED : RANK_NEAR;
    struct range r;

    if (!near)
        rank = what == CAPTURE_PROFILE ? 0 : RANK_FAR;
    if (f->length[FIELD_SCRATCH] >= galley_fields_size(FIELD_BYLINE))
        return false;
    b->expected = galley_byline_introduces(f->scratch);
    if (b->expected || !find_name(f->scratch, &r))
        return false;
    if ((joins || rank != f->rank[FIELD_BYLINE])
        && (f->rank[FIELD_BYLINE] != RANK_META || !is_word(&r)))
        add(f, rank, &r);
    return true;
}

/* Where a name begins in the short text, or NULL: nothing introduces one.
 * (Not inlined: the search for the name is where the stack is deepest.) */
GALLEY_SHALLOW static char *introduced(struct galley_byline *b, char *text,
                                       bool dated, bool near)
{
    bool expected = near && b->expected;
    const char *p = text, *word, *name;
    size_t n = galley_text_word(&p, &word);

    if (n == 0)
        return NULL;
    b->expected = galley_byline_introduces(text);
    if (b->expected)
        return NULL;
    expected = expected || glued(word, n);
    if (!expected && !dated && introduction(word, n) == 0)
        return NULL;
    name = name_in(text);
    return expected || introduces(text, name) ? text + (name - text) : NULL;
}

bool galley_byline_visible(struct galley_byline *b, struct galley_fields *f,
                           bool dated, bool near)
{
    char *name = introduced(b, f->scratch, dated, near);
    struct range r;

    if (name == NULL || !find_name(name, &r))
        return false;
    if (f->rank[FIELD_BYLINE] >= (near ? RANK_NEAR : RANK_FAR))
        return true;
    if (near)
        add(f, RANK_NEAR, &r);
    else if (r.size <= FAR_SIZE && !galley_is_lower((uint8_t)*r.from))
        add(f, RANK_FAR, &r);
    return true;
}
