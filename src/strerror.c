/*
 * Galley: words for results.  On its own, so that firmware which never asks
 * does not carry the sentences.
 */
#include "galley.h"

/* A name and a sentence for each result, from 0 down, NUL between. */
static const char errors[] GALLEY_FLASH =
    "ok\0no error\0"
    "options\0an option is out of its range\0"
    "no_article\0no article on this page\0"
    "binary\0not text but binary data\0"
    "compressed\0compressed: ask for Accept-Encoding: identity\0"
    "charset\0a character encoding that is not built in\0"
    "http_syntax\0not an HTTP/1.x response\0"
    "http_status\0the server answered with an error status\0"
    "http_redirect\0the server redirects to another location\0"
    "http_length\0the response ended before its length\0"
    "limit\0a compile-time limit was passed\0"
    "sink\0on_block asked to stop\0"
    "unknown\0an unknown result";
#define UNKNOWN 12

/* From 1 up. */
static const char news[] GALLEY_FLASH =
    "done\0the article is complete\0"
    "truncated\0a buffer was too small\0"
    "unknown\0an unknown result";
#define NEWS 2

/* The string behind n others. */
static const char *find(const char *strings, int n)
{
    while (n-- > 0)
        while (GALLEY_READ8((const uint8_t *)strings++) != 0)
            continue;
    return strings;
}

static const char *words(int result, int part)
{
    if (result > 0)
        return find(news, 2 * (result > NEWS ? NEWS : result - 1) + part);
    return find(errors, 2 * (result <= -UNKNOWN ? UNKNOWN : -result) + part);
}

const char *galley_strerror(int result)
{
    return words(result, 1);
}

const char *galley_strname(int result)
{
    return words(result, 0);
}
