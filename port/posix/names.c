/* SPDX-License-Identifier: MIT */
/*
 * Names of files for the galley command: the last part of an input's name, or
 * of its URL, without what names HTML and without what file systems, shells
 * or terminals take for something else.
 */
#define _POSIX_C_SOURCE 200809L

#include <string.h>
#include <strings.h>

#include "../lwip/url.h"
#include "command.h"

/* The bytes behind the last '/' that is not at the end. */
static struct galley_span last_part(const char *path, size_t size)
{
    struct galley_span part;

    while (size > 0 && path[size - 1] == '/')
        size--;
    part.size = 0;
    while (part.size < size && path[size - part.size - 1] != '/')
        part.size++;
    part.data = path + size - part.size;
    return part;
}

/* The last part of the path, else the host. */
static struct galley_span part_of_url(const char *url)
{
    struct galley_url parts;
    struct galley_span part = {url, 0};

    if (galley_url_parse(url, &parts) != GALLEY_OK)
        return part;
    part = last_part(parts.target.data, strcspn(parts.target.data, "?#"));
    return part.size > 0 ? part : parts.host;
}

static void decode_percents(char *text)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    char *to = text;

    for (const char *p = text; *p != '\0'; p++) {
        const char *high = p[0] == '%' && p[1] ? strchr(digits, p[1]) : NULL;
        const char *low = high && p[2] ? strchr(digits, p[2]) : NULL;

        *to = *p;
        if (low != NULL) {
            *to = (char)((high - digits) % 16 * 16 + (low - digits) % 16);
            p += 2;
        }
        if (*to++ == '\0')
            to[-1] = '_';
    }
    *to = '\0';
}

static void drop_suffix(char *name, const char *suffix)
{
    size_t size = strlen(name), n = strlen(suffix);

    if (size > n && strcasecmp(name + size - n, suffix) == 0)
        name[size - n] = '\0';
}

static void drop_suffixes(char *name)
{
    static const char *const suffixes[] = {
        ".gz", ".html", ".htm", ".xhtml", ".xht", ".shtml"
    };

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        drop_suffix(name, suffixes[i]);
}

/* One character of n bytes: controls, marks that turn the direction of
 * writing, what means something in paths and patterns. */
static bool is_unsafe(const char *p, size_t n)
{
    static const char turning[] = "\x80\xA8\0\x80\xA9\0\x80\xAA\0\x80\xAB\0"
        "\x80\xAC\0\x80\xAD\0\x80\xAE\0\x81\xA6\0\x81\xA7\0\x81\xA8\0"
        "\x81\xA9";

    if (n == 1)
        return (unsigned char)*p < 0x20 || *p == 0x7F
               || strchr("/\\:*?\"<>|", *p) != NULL;
    if (n == 2)
        return (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] < 0xA0;
    for (size_t i = 0; n == 3 && i < sizeof turning; i += 3)
        if ((unsigned char)p[0] == 0xE2 && memcmp(p + 1, turning + i, 2) == 0)
            return true;
    return n == 0;
}

/* In place; cut behind a character. */
static void make_safe(char *name)
{
    char *to = name;
    size_t n;

    for (const char *p = name; *p != '\0'; p += n > 0 ? n : 1) {
        n = utf8_size(p);
        if (to + n > name + NAME_BYTES - 1)
            break;
        if (is_unsafe(p, n) || (p == name && (*p == '.' || *p == '-'))) {
            *to++ = '_';
        } else {
            memmove(to, p, n);
            to += n;
        }
    }
    *to = '\0';
}

void file_name(char name[NAME_BYTES], const char *input, const char *url)
{
    char whole[4096];
    struct galley_span part = url != NULL ? part_of_url(url)
                                          : last_part(input, strlen(input));

    if (url == NULL && strcmp(input, "-") == 0)
        part = last_part("stdin", 5);
    snprintf(whole, sizeof whole, "%.*s", (int)part.size, part.data);
    if (url != NULL)
        decode_percents(whole);
    drop_suffixes(whole);
    make_safe(whole);
    if (*whole == '\0')
        strcpy(whole, "page");
    memcpy(name, whole, strlen(whole) + 1);
}
