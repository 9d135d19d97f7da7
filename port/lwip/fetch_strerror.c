/* SPDX-License-Identifier: MIT */
/*
 * Words for the results of a fetch.  On its own, so that firmware which never
 * asks does not carry the sentences.
 */
#include "galley_fetch.h"

struct result {
    const char *name, *text;
};

static const struct result errors[] = { /* from GALLEY_ERR_URL down */
    {"url", "a malformed URL"},
    {"url_scheme", "neither an http nor an https URL"},
    {"url_user", "a user name in the URL"},
    {"url_long", "the URL is too long"},
    {"https", "https is not built in"},
    {"dns", "the host's name is not known"},
    {"connect", "the host cannot be reached"},
    {"tls", "no secure connection to the host"},
    {"reset", "the connection was reset"},
    {"closed", "the connection was closed without an answer"},
    {"timeout", "the server took too long"},
    {"redirects", "too many redirects"},
    {"size", "the response is too long"},
    {"memory", "the network's memory is used up"},
    {"aborted", "the fetch was given up"}
};

static const struct result *find_error(int result)
{
    if (result > GALLEY_ERR_URL || result < GALLEY_ERR_ABORTED)
        return NULL;
    return &errors[GALLEY_ERR_URL - result];
}

const char *galley_fetch_strerror(int result)
{
    const struct result *error = find_error(result);

    return error != NULL ? error->text : galley_strerror(result);
}

const char *galley_fetch_strname(int result)
{
    const struct result *error = find_error(result);

    return error != NULL ? error->name : galley_strname(result);
}
