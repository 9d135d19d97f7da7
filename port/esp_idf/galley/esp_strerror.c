/* SPDX-License-Identifier: MIT */
/*
 * Galley on ESP-IDF: words for the results of a fetch.  On its own, so that
 * firmware which never asks does not carry the sentences.
 */
#include "galley_esp.h"

struct result {
    int number;
    const char *name, *text;
};

static const struct result errors[] = {
    {GALLEY_ERR_URL, "url", "a malformed URL"},
    {GALLEY_ERR_URL_SCHEME, "url_scheme", "neither an http nor an https URL"},
    {GALLEY_ERR_URL_USER, "url_user", "a user name in the URL"},
    {GALLEY_ERR_URL_LONG, "url_long", "the URL is too long"},
    {GALLEY_ERR_ESP_MEMORY, "memory", "no memory for the HTTP client"},
    {GALLEY_ERR_ESP_CONNECT, "connect",
     "the host cannot be reached, or does not answer"},
    {GALLEY_ERR_ESP_READ, "read", "the connection broke"},
    {GALLEY_ERR_ESP_REDIRECTS, "redirects", "too many redirects"},
    {GALLEY_ERR_ESP_TIMEOUT, "timeout", "the server took too long"}
};

static const struct result *find_error(int result)
{
    size_t i;

    for (i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (errors[i].number == result)
            return &errors[i];
    return NULL;
}

const char *galley_esp_strerror(int result)
{
    const struct result *error = find_error(result);

    return error != NULL ? error->text : galley_strerror(result);
}

const char *galley_esp_strname(int result)
{
    const struct result *error = find_error(result);

    return error != NULL ? error->name : galley_strname(result);
}
