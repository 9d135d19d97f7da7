/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: words for the results of a fetch.  On its own, so that
 * firmware which never asks does not carry the sentences.
 */
#include "galley_fetch.h"

struct result {
    const char *name, *text;
};

#define PLACE(error) (GALLEY_ERR_URL - (error))

static const struct result errors[] = {
    [PLACE(GALLEY_ERR_URL)] = {"url", "a malformed URL"},
    [PLACE(GALLEY_ERR_URL_SCHEME)] =
        {"url_scheme", "neither an http nor an https URL"},
    [PLACE(GALLEY_ERR_URL_USER)] = {"url_user", "a user name in the URL"},
    [PLACE(GALLEY_ERR_URL_LONG)] = {"url_long", "the URL is too long"},
    [PLACE(GALLEY_ERR_HTTPS)] = {"https", "https is not built in"},
    [PLACE(GALLEY_ERR_DNS)] = {"dns", "the host's name is not known"},
    [PLACE(GALLEY_ERR_CONNECT)] = {"connect", "the host cannot be reached"},
    [PLACE(GALLEY_ERR_TLS)] = {"tls", "no secure connection to the host"},
    [PLACE(GALLEY_ERR_RESET)] = {"reset", "the connection was reset"},
    [PLACE(GALLEY_ERR_CLOSED)] =
        {"closed", "the connection was closed without an answer"},
    [PLACE(GALLEY_ERR_TIMEOUT)] = {"timeout", "the server took too long"},
    [PLACE(GALLEY_ERR_REDIRECTS)] = {"redirects", "too many redirects"},
    [PLACE(GALLEY_ERR_SIZE)] = {"size", "the response is too long"},
    [PLACE(GALLEY_ERR_MEMORY)] = {"memory", "the network's memory is used up"},
    [PLACE(GALLEY_ERR_ABORTED)] = {"aborted", "the fetch was given up"},
    [PLACE(GALLEY_ERR_CERTIFICATE)] =
        {"certificate", "the host's certificate is not trusted"},
    [PLACE(GALLEY_ERR_CERTIFICATE_NAME)] =
        {"certificate_name", "the certificate is that of another host"},
    [PLACE(GALLEY_ERR_CERTIFICATE_TIME)] =
        {"certificate_time", "the host's certificate is not valid today"}
};

static const struct result *find_error(int result)
{
    if (result > GALLEY_ERR_URL || result < GALLEY_ERR_CERTIFICATE_TIME)
        return NULL;
    return &errors[PLACE(result)];
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
