/* SPDX-License-Identifier: MIT */
/*
 * Dates of publication of the galley command: ISO 8601 as sites write it in,
 * one form of it out.  No names of months or days: the library has read them.
 */
#include <stdio.h>
#include <string.h>

#include "command.h"

/* Bytes of "2024-09-12"; and with the NUL of "T06:30:00" and "+02:00". */
#define DATE 10
#define TIME_BYTES 10
#define ZONE_BYTES 7

/* n digits at *p, from 0 to most: -1 where they are not. */
static int digits(const char **p, unsigned n, int most)
{
    int value = 0;

    while (n-- > 0) {
        if (**p < '0' || **p > '9')
            return -1;
        value = 10 * value + *(*p)++ - '0';
    }
    return value <= most ? value : -1;
}

static bool skip(const char **p, const char *marks)
{
    if (**p == '\0' || strchr(marks, **p) == NULL)
        return false;
    ++*p;
    return true;
}

static bool is_date(const char *p)
{
    static const char days[] = "\x1F\x1D\x1F\x1E\x1F\x1E\x1F\x1F\x1E\x1F"
                               "\x1E\x1F";
    int year = digits(&p, 4, 9999), month, day;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (year < 0 || !skip(&p, "-") || (month = digits(&p, 2, 12)) < 1)
        return false;
    if (*p == '\0')
        return true;
    if (!skip(&p, "-") || (day = digits(&p, 2, days[month - 1])) < 1)
        return false;
    return month != 2 || day < 29 || leap;
}

/* "06:30" with or without seconds and their fraction. */
static bool read_time(const char **p, char out[TIME_BYTES])
{
    const char *start = *p;

    memcpy(out, "T00:00:00", TIME_BYTES);
    if (digits(p, 2, 23) < 0 || !skip(p, ":") || digits(p, 2, 59) < 0)
        return false;
    memcpy(out + 1, start, 5);
    if (skip(p, ":")) {
        if (digits(p, 2, 60) < 0)
            return false;
        memcpy(out + 7, *p - 2, 2);
    }
    if (!skip(p, ".,"))
        return true;
    if (digits(p, 1, 9) < 0)
        return false;
    while (digits(p, 1, 9) >= 0)
        ;
    return true;
}

static bool is_utc(const char *zone)
{
    return strcmp(zone, "Z") == 0 || strcmp(zone, "z") == 0
           || strcmp(zone, "UTC") == 0 || strcmp(zone, "GMT") == 0;
}

/* "Z", "UTC", "+0200", "+02:00", "+02" or nothing. */
static bool read_zone(const char *p, char out[ZONE_BYTES])
{
    static const char none[] = "+00:00";

    p += strspn(p, " ");
    *out = '\0';
    if (*p == '\0')
        return true;
    memcpy(out, none, ZONE_BYTES);
    if (!is_utc(p)) {
        *out = *p;
        if (!skip(&p, "+-") || digits(&p, 2, 23) < 0)
            return false;
        memcpy(out + 1, p - 2, 2);
        if (skip(&p, ":") || *p != '\0') {
            if (digits(&p, 2, 59) < 0 || *p != '\0')
                return false;
            memcpy(out + 4, p - 2, 2);
        }
    }
    if (strcmp(out + 1, none + 1) == 0)
        strcpy(out, "Z");
    return true;
}

const char *date_iso(const char *published, bool cut, char out[DATE_BYTES])
{
    char time[TIME_BYTES], zone[ZONE_BYTES];
    const char *p = published + DATE;

    snprintf(out, DATE + 1, "%s", published);
    if (!is_date(out))
        return "";
    if (cut || strlen(published) <= DATE)
        return out;
    if (skip(&p, "Tt ") && read_time(&p, time) && read_zone(p, zone))
        snprintf(out + DATE, DATE_BYTES - DATE, "%s%s", time, zone);
    return out;
}
