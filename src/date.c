/* SPDX-License-Identifier: MIT */
/*
 * Galley: dates as people write them.  A text comes in; a date of ISO 8601
 * goes out, the first that says year, month and day beyond doubt.  Holds
 * nothing.
 */
#include "date.h"

#include <stddef.h>
#include <string.h>

#include "fields.h"
#include "text.h"


/* The months by the first byte of their names in lower case, 'z' + 1 and 2
 * standing for 0xD0 and 0xD1: the next few bytes of each, then its number; of
 * two that fit the first counts.  English, German, French, Spanish,
 * Portuguese, Italian, Dutch, Swedish, Danish, Indonesian, Slovak, Polish;
 * Russian; and a few that would be taken for another: lipnja, marraskuuta;
 * serpnya. */
#define MONTHS(M)                                                       \
    M(a, 'a', "pr\4vr\4br\4ug\10go\10gu\10o\xC3\10ou\10")               \
    M(c, 'c', "ze\6")                                                   \
    M(d, 'd', "ec\14ez\14es\14ic\14\xC3\xA9\14")                        \
    M(e, 'e', "ne\1")                                                   \
    M(f, 'f', "eb\2ev\2\xC3\xA9\2")                                     \
    M(g, 'g', "en\1iu\6ru\14")                                          \
    M(j, 'j', "an\1un\6uil\7ui\6ul\7")                                  \
    M(k, 'k', "wi\4")                                                   \
    M(l, 'l', "ut\2ug\7ipn\6ip\7is\13")                                 \
    M(m, 'm', "arr\13ar\3\xC3\xA4\3\xC3\xA1r\3aa\3rt\3rz\3"             \
              "\xC3\xA1j\5ay\5ai\5ag\5ei\5aj\5")                        \
    M(n, 'n', "ov\13")                                                  \
    M(o, 'o', "ct\12kt\12tt\12ut\12")                                   \
    M(p, 'p', "a\xC5\12")                                               \
    M(s, 's', "ty\1ie\10ep\11et\11")                                    \
    M(w, 'w', "rz\11")                                                  \
    M(d0, 'z' + 1, "\xBC\xD0\xB0\xD1\x80\3\xB0\xD0\xBF\4\xBC\xD0\xB0\5" \
                   "\xB8\xD1\x8E\xD0\xBD\6\xB8\xD1\x8E\xD0\xBB\7"       \
                   "\xB0\xD0\xB2\10\xBE\xD0\xBA\12\xBD\xD0\xBE\13"      \
                   "\xB4\xD0\xB5\14")                                   \
    M(d1, 'z' + 2, "\x8F\xD0\xBD\1\x84\xD0\xB5\2"                       \
                   "\x81\xD0\xB5\xD1\10\x81\xD0\xB5\11")
#define MONTHS_SIZE(first, c, names) char first[sizeof names];
#define MONTHS_NAMES(first, c, names) names,
#define MONTHS_AT(first, c, names) \
    [(c) - 'a'] = offsetof(struct months, first),

struct months {
    char none;
    MONTHS(MONTHS_SIZE)
};
static const struct months months GALLEY_FLASH = {0, MONTHS(MONTHS_NAMES)};

/* Where they stand; 0, where none does: no month begins so. */
static const uint8_t months_at[28] GALLEY_FLASH = {MONTHS(MONTHS_AT)};

uint8_t galley_date_month(const char *word, size_t n)
{
    uint8_t first = (uint8_t)(galley_lower((uint8_t)word[0]) - 'a'), c;
    const uint8_t *p = (const uint8_t *)&months;
    size_t k = 1;

    if (first >= 0xD0 - 'a')
        first = (uint8_t)(first - (0xD0 - ('z' + 1)));
    if (n < 3 || first >= sizeof months_at)
        return 0;
    p += GALLEY_READ8(&months_at[first]);
    for (; (c = GALLEY_READ8(p)) > 0; p++) {
        if (c <= 12)
            return c;
        if (k < n && galley_lower((uint8_t)word[k]) == c) {
            k++;
            continue;
        }
        while (GALLEY_READ8(p) > 12)
            p++;
        k = 1;
    }
    return 0;
}

/* What has been understood so far; 0: nothing. */
struct date {
    uint16_t year;
    uint8_t month;
    uint8_t day;
    uint8_t waiting; /* a number that may be the day or the month */
    char mark;       /* what stands behind the last number; 0: a name */
};

static bool joins(char mark)
{
    return mark == '.' || mark == '/' || mark == '-' || (uint8_t)mark >= 0xE3;
}

/* The second of two numbers, neither of them a year. */
static bool second(struct date *d, uint8_t value)
{
    uint8_t first = d->waiting;

    if (first > 12 || d->mark == '.' || first == value) {
        d->day = first;
        d->month = value;
    } else if (value > 12) {
        d->day = value;
        d->month = first;
    }
    d->waiting = 0;
    return d->month != 0 && d->month <= 12;
}

/* A number of n digits; behind is the byte that ends it.  False: no date has
 * that. */
static bool number(struct date *d, uint16_t value, size_t n, char behind)
{
    char mark = d->mark;
    bool two = n == 2 && d->day != 0 && d->month != 0 && mark != '-'
               && joins(mark);

    d->mark = behind;
    if (two)
        value = (uint16_t)(value + 2000);
    if (two || n == 4) {
        if (d->year != 0 || value < 1900 || value >= 2100
            || (d->month != 0 && d->day == 0))
            return false;
        d->year = value;
        return true;
    }
    if (n > 2 || value == 0 || value > 31)
        return false;
    if (d->month != 0) {
        if (d->day != 0)
            return false;
        d->day = (uint8_t)value;
    } else if (d->year != 0) {
        if (!joins(mark) || value > 12)
            return false;
        d->month = (uint8_t)value; /* year first: month, day follow */
    } else if (d->waiting != 0 && joins(mark)) {
        d->mark = mark;
        return second(d, (uint8_t)value);
    } else {
        d->waiting = (uint8_t)value;
    }
    return true;
}

/* A name of a month; false: another word, which no date goes on behind. */
static bool name(struct date *d, const char *word, size_t n)
{
    uint8_t month = galley_date_month(word, n);

    if (month == 0) /* except "9 de marzo", "1st of May", an ideograph */
        return n <= 2 || (uint8_t)*word >= 0xE3;
    d->month = month; /* also instead of a "mardi" */
    d->mark = 0;
    if (d->waiting != 0)
        d->day = d->waiting;
    d->waiting = 0;
    return true;
}

static void put_digits(char *out, unsigned value, uint8_t n)
{
    while (n-- > 0) {
        out[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

/* The digits that a word begins with, and their value. */
static size_t digits(const char *word, size_t n, uint16_t *value)
{
    size_t i;

    *value = 0;
    for (i = 0; i < n && galley_is_digit((uint8_t)word[i]); i++)
        *value = (uint16_t)(*value * 10u + (uint8_t)(word[i] - '0'));
    return i;
}

/* A word is read; false: it is no part of a date that has begun. */
static bool read(struct date *d, const char *word, size_t n)
{
    uint16_t value;
    size_t i = digits(word, n, &value);

    if (i == 0)
        return name(d, word, n);
    if (i == 4 && n > 4 && word[i] != 'T')
        return false;
    return number(d, value, i, word[n]); /* "3rd" and "1er", too */
}

/* No date has fewer than DATE_LEAST digits: that rules out most texts. */
static bool may_be_date(const char *text)
{
    uint8_t n = DATE_LEAST;

    for (; *text != '\0'; text++)
        if (galley_is_digit((uint8_t)*text) && --n == 0)
            return true;
    return false;
}

const char *galley_date_parse(const char *text, char out[11])
{
    struct date d;
    const char *word;
    bool clock = false, was;
    size_t n;

    if (!may_be_date(text))
        return NULL;
    memset(&d, 0, sizeof d);
    while (d.year == 0 || d.month == 0 || d.day == 0) {
        if ((n = galley_text_word(&text, &word)) == 0)
            return NULL;
        was = clock;
        clock = word[n] == ':' && galley_is_digit((uint8_t)word[n + 1]);
        if (was || (clock && galley_is_digit((uint8_t)*word)
                    && !(n > 2 && word[2] == 'T')))
            continue; /* a time of day */
        if (!read(&d, word, n)) {
            memset(&d, 0, sizeof d);
            read(&d, word, n);
        }
    }
    put_digits(out, d.year, 4);
    put_digits(out + 5, d.month, 2);
    put_digits(out + 8, d.day, 2);
    out[4] = out[7] = '-';
    out[10] = '\0';
    return text;
}

/* ---- the date of publication ---- */

static bool are_digits(const char *p, uint8_t n)
{
    while (n > 0 && galley_is_digit((uint8_t)*p)) {
        p++;
        n--;
    }
    return n == 0;
}

/* Two digits at p, 1 to most. */
static bool is_one_of(const char *p, uint8_t most)
{
    uint8_t value;

    if (!are_digits(p, 2))
        return false;
    value = (uint8_t)((p[0] - '0') * 10 + p[1] - '0');
    return value > 0 && value <= most;
}

/* ISO 8601: a year and a month at least. */
static bool is_iso(const char *text)
{
    return are_digits(text, 4) && text[4] == '-' && is_one_of(text + 5, 12)
           && (text[7] == '\0'
               || (text[7] == '-' && is_one_of(text + 8, 31)));
}

/* Its basic form, "20260521" and what follows, in which the extended form is
 * put. */
static bool is_basic(const char *text, char date[11])
{
    if (!are_digits(text, 8) || galley_is_digit((uint8_t)text[8]))
        return false;
    memcpy(date, text, 4);
    memcpy(date + 5, text + 4, 2);
    memcpy(date + 8, text + 6, 3);
    date[4] = date[7] = '-';
    date[10] = '\0';
    return is_iso(date);
}

void galley_date_set(struct galley_fields *f, uint8_t field, uint8_t rank,
                     const char *text)
{
    char date[11];

    if (is_iso(text))
        galley_fields_set(f, field, rank, text);
    else if (rank > f->rank[field]
             && (is_basic(text, date) || galley_date_parse(text, date)))
        galley_fields_set(f, field, rank, date);
}

void galley_date_check(struct galley_fields *f, uint8_t field)
{
    uint8_t rank = f->rank[field];
    const char *text = galley_fields_text(f, field);

    if (is_iso(text))
        return;
    galley_fields_rank(f, field, 0);
    galley_date_set(f, field, rank, text);
}
