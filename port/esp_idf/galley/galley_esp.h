/* SPDX-License-Identifier: MIT */
/*
 * Galley on ESP-IDF: gets a page with esp_http_client and reads its article
 * while it arrives.
 *
 * The contract.  The caller owns struct galley, initialised with options.http
 * = 0, struct galley_esp, and the piece that bytes are read into.
 * esp_http_client and TLS allocate for themselves and free everything before
 * the call returns.  The call blocks: make it in a task of its own, which
 * needs 1 KB of stack (galley_esp_fetch: 2.5 KB) beside what esp_http_client
 * and TLS want.  Whatever the result, the fields are those of this page:
 * where the network failed in the middle, the article as far as it came.
 */
#ifndef GALLEY_ESP_H
#define GALLEY_ESP_H

#include <stddef.h>
#include <stdint.h>

#include "galley.h"
#include "../../lwip/url.h" /* only so: that folder is on no include path */

#ifdef __cplusplus
extern "C" {
#endif

#if !GALLEY_HTTP
#error "the fetch needs the HTTP stage: GALLEY_HTTP 1"
#endif

/* Bytes, NUL included, of the URL, also of one that is put together from a
 * redirect.  A longer one is GALLEY_ERR_URL_LONG. */
#ifndef GALLEY_ESP_URL_SIZE
#define GALLEY_ESP_URL_SIZE 512
#endif

/* Defaults of the options of the same names. */
#ifndef GALLEY_ESP_USER_AGENT
#define GALLEY_ESP_USER_AGENT "galley/" GALLEY_VERSION
#endif
#ifndef GALLEY_ESP_IDLE_SECONDS
#define GALLEY_ESP_IDLE_SECONDS 20
#endif
#ifndef GALLEY_ESP_TOTAL_SECONDS
#define GALLEY_ESP_TOTAL_SECONDS 180
#endif
#ifndef GALLEY_ESP_RECEIVE_SIZE
#define GALLEY_ESP_RECEIVE_SIZE 1024
#endif
#ifndef GALLEY_ESP_SEND_SIZE
#define GALLEY_ESP_SEND_SIZE 1024
#endif
#ifndef GALLEY_ESP_REDIRECTS
#define GALLEY_ESP_REDIRECTS 5
#endif

/* options.redirects: follow none. */
#define GALLEY_ESP_STAY 255

/* Results, beside those of galley_status.h and url.h. */
#define GALLEY_ERR_ESP_MEMORY (-64)    /* no client could be made */
#define GALLEY_ERR_ESP_CONNECT (-65)   /* no connection, or no answer */
#define GALLEY_ERR_ESP_READ (-66)      /* the connection broke */
#define GALLEY_ERR_ESP_REDIRECTS (-67) /* too many redirects */
#define GALLEY_ERR_ESP_TIMEOUT (-68)   /* silence, or too long in all */

struct esp_http_client; /* *: esp_http_client_handle_t */

/* 0 or NULL stands for the default everywhere.  Strings are not copied: they
 * stay until the call returns. */
struct galley_esp_options {
    const char *user_agent;
    /* Called with the client before each request, also those of redirects: to
     * set more fields of the request (esp_http_client_set_header). */
    void (*prepare)(void *user, struct esp_http_client *client);
    void *user;
    /* One certificate (PEM) to check servers with, instead of ESP-IDF's
     * bundle. */
    const char *certificate;
    uint16_t idle_seconds;  /* of silence, and for a connection */
    uint16_t total_seconds; /* for everything, redirects included; noticed
                               with what arrives next, or its absence */
    uint16_t receive_size;  /* bytes of the client's buffers; that for sending
                               must hold each line of the request */
    uint16_t send_size;
    uint8_t redirects;      /* at most so many are followed */
};

/* Opaque. */
struct galley_esp {
    struct galley_esp_options options;
    struct galley *galley;
    struct esp_http_client *client;
    int64_t deadline;         /* us of esp_timer */
    int status;
    uint8_t redirects;        /* followed so far */
    struct galley_http head;  /* what Content-Type and -Encoding said */
    size_t location_size;     /* as sent, 0: none */
    char location[GALLEY_ESP_URL_SIZE];
    char url[GALLEY_ESP_URL_SIZE];
};

/* Reads the article at the URL, http or https (checked with ESP-IDF's bundle
 * of certificates), a piece of at most size bytes at a time.  Hangs up as
 * soon as the article is complete.  What galley_finish says, or an error of
 * galley_status.h, url.h or this header.  options may be NULL. */
int galley_esp_get(struct galley_esp *e, struct galley *g, const char *url,
                   void *piece, size_t size,
                   const struct galley_esp_options *options);

/* The same with all defaults, for whoever wants only the article. */
int galley_esp_fetch(struct galley *g, const char *url, void *piece,
                     size_t size);

/* The URL asked last: where the redirects led.  If the result is that of a
 * redirect that was not followed, the URL it leads to: GALLEY_ERR_ESP_
 * REDIRECTS, GALLEY_ERR_HTTP_REDIRECT and _REFRESH (by GALLEY_ESP_STAY) and
 * GALLEY_ERR_URL_SCHEME, _USER.  "" before there was one. */
const char *galley_esp_url(const struct galley_esp *e);

/* The HTTP status of the response asked last, 0: none was read. */
int galley_esp_status(const struct galley_esp *e);

/* As galley_strerror and galley_strname, for all results of a fetch. */
const char *galley_esp_strerror(int result);
const char *galley_esp_strname(int result);

#ifdef __cplusplus
}
#endif

#endif
