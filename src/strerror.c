/*
 * Galley: words for results.  On its own, so that firmware which never asks
 * does not carry the sentences.
 */
#include "galley.h"

struct result {
    const char *name, *text;
};

static const struct result errors[] = {
    {"ok", "no error"},
    {"options", "an option is out of its range"},
    {"no_article", "no article on this page"},
    {"binary", "not text but binary data"},
    {"compressed", "compressed: ask for Accept-Encoding: identity"},
    {"charset", "a character encoding that is not built in"},
    {"http_syntax", "not an HTTP/1.x response"},
    {"http_status", "the server answered with an error status"},
    {"http_redirect", "the server redirects to another location"},
    {"http_length", "the response ended before its length"},
    {"limit", "a compile-time limit was passed"},
    {"sink", "on_block asked to stop"}
};

static const struct result news[] = {
    {"ok", "no error"},
    {"done", "the article is complete"},
    {"truncated", "a buffer was too small"}
};

static const struct result *find_result(int result)
{
    static const struct result unknown = {"unknown", "an unknown result"};

    if (result < 0 && result > -(int)(sizeof errors / sizeof errors[0]))
        return &errors[-result];
    if (result >= 0 && result < (int)(sizeof news / sizeof news[0]))
        return &news[result];
    return &unknown;
}

const char *galley_strerror(int result)
{
    return find_result(result)->text;
}

const char *galley_strname(int result)
{
    return find_result(result)->name;
}
