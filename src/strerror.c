/* SPDX-License-Identifier: MIT */
/*
 * Galley: words for results.  On its own, so that firmware which never asks
 * does not carry the sentences.
 */
#include "../include/galley.h"

#include "../include/galley_config.h"

/* A name and a sentence for each result. */
#define NAME_AND_SENTENCE(name, sentence) name "\0" sentence "\0"
#define COUNT_RESULT(name, sentence) +1

/* From 0 down. */
#define ERRORS(E)                                                      \
    E("ok", "no error")                                                \
    E("options", "an option is out of range")                          \
    E("no_article", "no article on this page")                         \
    E("binary", "binary data, not text")                               \
    E("compressed", "compressed: send Accept-Encoding: identity")      \
    E("charset", "an encoding that is not built in")                   \
    E("http_syntax", "not an HTTP/1.x response")                       \
    E("http_status", "the server sent an error status")                \
    E("http_redirect", "redirected to another location")               \
    E("http_length", "the response ended too early")                   \
    E("limit", "a compile-time limit was passed")                      \
    E("sink", "on_block asked to stop")                                \
    E("config", "the library has another configuration")               \
    E("call", "called inside on_block")                                \
    E("inflate", "compressed data is damaged or cut")                  \
    E("window", "compressed with a larger window")                     \
    E("refresh", "the page leads to another location")

/* From 1 up. */
#define NEWS(N)                           \
    N("done", "the article is complete")  \
    N("truncated", "a buffer was too small")

static const char errors[] GALLEY_FLASH = ERRORS(NAME_AND_SENTENCE);
static const char news[] GALLEY_FLASH = NEWS(NAME_AND_SENTENCE);
static const char unknown[] GALLEY_FLASH =
    NAME_AND_SENTENCE("unknown", "an unknown result");

static const char *words_of(int result, uint8_t part)
{
    const char *list = unknown;
    uint8_t n = part;

    if (result > 0 && result <= 0 NEWS(COUNT_RESULT)) {
        list = news;
        n = (uint8_t)(2 * (result - 1) + part);
    } else if (result <= 0 && result > -(0 ERRORS(COUNT_RESULT))) {
        list = errors;
        n = (uint8_t)(-2 * result + part);
    }
    /* n others, each ended by a NUL, stand before. */
    while (n > 0)
        if (GALLEY_READ8((const uint8_t *)list++) == 0)
            n--;
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
