/* SPDX-License-Identifier: MIT */
/*
 * Galley: words for results.  On its own, so that firmware which never asks
 * does not carry the sentences.
 */
#include "../include/galley.h"

#include "../include/galley_config.h"
#include "text.h"

/* A name and a sentence for each result, from GALLEY_TRUNCATED down. */
#define RESULTS(R)                                                \
    R("truncated", "a buffer was too small")                      \
    R("done", "the article is complete")                          \
    R("ok", "no error")                                           \
    R("options", "an option is out of range")                     \
    R("no_article", "no article on this page")                    \
    R("binary", "binary data, not text")                          \
    R("compressed", "compressed: send Accept-Encoding: identity") \
    R("charset", "an encoding that is not built in")              \
    R("http_syntax", "not an HTTP/1.x response")                  \
    R("http_status", "the server sent an error status")           \
    R("http_redirect", "redirected to another location")          \
    R("http_length", "the response ended too early")              \
    R("limit", "a compile-time limit was passed")                 \
    R("sink", "on_block asked to stop")                           \
    R("config", "the library has another configuration")          \
    R("call", "called inside on_block")                           \
    R("inflate", "compressed data is damaged or cut")             \
    R("window", "compressed with a larger window")                \
    R("refresh", "the page leads to another location")

#define NAME_AND_SENTENCE(name, sentence) name "\0" sentence "\0"
#define COUNT_RESULT(name, sentence) +1

static const char results[] GALLEY_FLASH =
    RESULTS(NAME_AND_SENTENCE)
    NAME_AND_SENTENCE("unknown", "an unknown result");

GALLEY_APART static const char *words_of(int result, uint8_t part)
{
    const char *list = results;
    unsigned n = (unsigned)GALLEY_TRUNCATED - (unsigned)result;

    if (n > 0 RESULTS(COUNT_RESULT))
        n = 0 RESULTS(COUNT_RESULT); /* unknown */
    /* So many strings, each ended by a NUL, stand before. */
    for (n = 2 * n + part; n > 0; list++)
        n -= GALLEY_READ8((const uint8_t *)list) == 0;
    return list;
}

const char *galley_strerror(int result)
{
    return words_of(result, 1);
}

const char *galley_strname(int result)
{
    return words_of(result, 0);
}
