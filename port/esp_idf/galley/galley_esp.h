/* SPDX-License-Identifier: MIT */
/*
 * Galley on ESP-IDF: gets a page with esp_http_client and reads its article
 * while it arrives.
 *
 * The contract.  The caller owns struct galley, initialised with options.http
 * = 0, and the piece that bytes are read into; esp_http_client and TLS
 * allocate for themselves and free everything before the call returns.  The
 * call blocks: make it in a task of its own, which needs 1 KB of stack
 * beside what esp_http_client and TLS want.
 */
#ifndef GALLEY_ESP_H
#define GALLEY_ESP_H

#include <stddef.h>

#include "galley.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Results beside those of galley_status.h. */
#define GALLEY_ERR_ESP_MEMORY (-64)    /* no client could be made */
#define GALLEY_ERR_ESP_CONNECT (-65)   /* no connection, or no answer */
#define GALLEY_ERR_ESP_READ (-66)      /* the connection broke */
#define GALLEY_ERR_ESP_REDIRECTS (-67) /* more than GALLEY_ESP_REDIRECTS */

#define GALLEY_ESP_REDIRECTS 5
#define GALLEY_ESP_TIMEOUT_MS 20000

/* Reads the article at the URL, http or https (checked with ESP-IDF's bundle
 * of certificates), a piece of at most size bytes at a time.  Hangs up as
 * soon as the article is complete.  What galley_finish says, or an error. */
int galley_esp_fetch(struct galley *g, const char *url, void *piece,
                     size_t size);

#ifdef __cplusplus
}
#endif

#endif
