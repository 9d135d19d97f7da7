/*
 * Galley: dates as people write them.  A text comes in; a date of ISO 8601
 * goes out, when the text says year, month and day beyond doubt.  Holds
 * nothing.
 */
#include "date.h"

#include <string.h>

#include "text.h"

/* The first letters of a month's name, two letters or three bytes, and its
 * number: English, German, French, Spanish, Portuguese, Italian, Dutch,
 * Swedish, Danish, Polish. */
struct month {
    char name[3];
    uint8_t number;
};

static const struct month months[] GALLEY_FLASH = {
    {"jan", 1}, {"ene", 1}, {"gen", 1}, {"sty", 1},
    {"feb", 2}, {"fev", 2}, {"f\xC3\xA9", 2}, {"lut", 2},
    {"mar", 3}, {"m\xC3\xA4", 3}, {"maa", 3}, {"mrt", 3}, {"mrz", 3},
    {"apr", 4}, {"avr", 4}, {"abr", 4}, {"kwi", 4},
    {"may", 5}, {"mai", 5}, {"mag", 5}, {"mei", 5}, {"maj", 5},
    {"jun", 6}, {"jui", 6}, {"giu", 6}, {"cze", 6},
    {"jul", 7}, {"lug", 7}, {"lip", 7},
    {"aug", 8}, {"ago", 8}, {"ao\xC3", 8}, {"aou", 8}, {"sie", 8},
    {"sep", 9}, {"set", 9}, {"wrz", 9},
    {"oct", 10}, {"okt", 10}, {"ott", 10}, {"out", 10}, {"pa\xC5", 10},
    {"nov", 11}, {"lis", 11},
    {"dec", 12}, {"dez", 12}, {"dic", 12}, {"d\xC3\xA9", 12}, {"gru", 12}
};

uint8_t galley_date_month(const char *word, size_t n)
{
    uint8_t i, k;

    for (i = 0; n >= 3 && i < sizeof months / sizeof months[0]; i++) {
        for (k = 0; k < 3; k++)
            if (galley_lower((uint8_t)word[k])
                != GALLEY_READ8((const uint8_t *)&months[i].name[k]))
                break;
        if (k < 3)
            continue;
        k = GALLEY_READ8(&months[i].number);
        /* juillet begins as juin does */
        return k == 6 && n > 3 && galley_lower((uint8_t)word[3]) == 'l'
               ? 7 : k;
    }
    return 0;
}

/* What has been understood so far; 0: nothing. */
struct parts {
    uint16_t year;
    uint8_t month;
    uint8_t day;
    uint8_t waiting; /* a number that may be the day or the month */
    char mark;       /* what stands behind it */
};

/* A number of n digits; behind is the byte that ends it.  0: no date has
 * that. */
static uint8_t number(struct parts *d, uint16_t value, size_t n, char behind)
{
    if (n == 4 && d->year == 0 && value >= 1900 && value < 2100) {
        d->year = value;
    } else if (n > 2 || value == 0 || value > 31) {
        return 0;
    } else if (d->year != 0 && d->month == 0) {
        d->month = (uint8_t)value; /* year first: month, day follow */
    } else if (d->month != 0 && d->day == 0) {
        d->day = (uint8_t)value;
    } else if (d->waiting == 0) {
        d->waiting = (uint8_t)value;
        d->mark = behind;
    } else if (d->waiting > 12 || d->mark == '.') {
        d->day = d->waiting;
        d->month = (uint8_t)value;
    } else if (value > 12) {
        d->day = (uint8_t)value;
        d->month = d->waiting;
    } else if (value == d->waiting) {
        d->day = d->month = (uint8_t)value;
    } else {
        return 0;
    }
    return 1;
}

static void put(char *out, uint16_t value, uint8_t n)
{
    while (n-- > 0) {
        out[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

uint8_t galley_date_parse(const char *text, char out[11])
{
    struct parts d;
    const char *word;
    uint16_t value;
    size_t n, i;

    memset(&d, 0, sizeof d);
    while (d.year == 0 || d.month == 0 || d.day == 0) {
        if ((n = galley_text_word(&text, &word)) == 0)
            return 0;
        for (value = 0, i = 0; i < n && i < 4; i++) {
            if ((uint8_t)(word[i] - '0') >= 10)
                break;
            value = (uint16_t)(value * 10 + (word[i] - '0'));
        }
        if (i > 0) {
            /* "3rd" and "1er" are numbers too; what follows a time of day
             * is no date */
            if (word[i] == ':' || (i == 4 && n > 4 && word[i] != 'T'))
                return 0;
            if (!number(&d, value, i, word[n]))
                return 0;
        } else if (d.month == 0 && galley_date_month(word, n) != 0) {
            d.month = galley_date_month(word, n);
            d.day = d.waiting;
            d.waiting = 0;
        }
    }
    if (d.month > 12)
        return 0;
    put(out, d.year, 4);
    put(out + 5, d.month, 2);
    put(out + 8, d.day, 2);
    out[4] = out[7] = '-';
    out[10] = '\0';
    return 1;
}
