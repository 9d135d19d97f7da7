/*
 * A stand-in for ESP-IDF's esp_http_client over a network that is a table of
 * answers: what its documentation and its events promise to who calls open,
 * fetch_headers and read.  What matters here:
 *
 *   - The head is read in pieces of the receive buffer.  What has come of the
 *     body with it is cached; read gives that out first.  open and close leave
 *     the cache as it is, cleanup frees it.
 *   - Fields come by event when their line has ended, before the status is
 *     known, those of 1xx responses as all others.  A 1xx response that comes
 *     alone ends fetch_headers, one that comes together with the next does
 *     not.
 *   - read fills the buffer as long as something comes.  0 is the end of the
 *     body; a body cut short is -1, errno ENOTCONN where the server hung up;
 *     silence is -ESP_ERR_HTTP_EAGAIN, unless something came before it.
 *   - A body without a length counts as chunked, and is complete when the
 *     server hangs up.
 *
 * Time passes only while the network is waited for.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <stddef.h>
#include <stdint.h>

#include "include/esp_http_client.h"

/* How a connection ends behind its last byte. */
enum { END_CLOSE, END_RESET, END_SILENCE, END_REPEAT };

struct answer {
    const char *bytes;
    size_t size;
    uint8_t end;
    uint8_t refuse;      /* 1: there is no connection */
    uint32_t pause;      /* ms before each piece */
};

/* How bytes arrive: so many at first (0: as the others), then so many at a
 * time (0: all at once). */
struct arrival {
    size_t first, size;
};

/* The next requests get these answers, in order. */
void client_begin(const struct answer *answers, size_t count,
                  const struct arrival *arrival);

/* Init fails behind so many clients; until client_begin. */
void client_no_memory(size_t clients);

/* How many things are left over: clients, connections, caches. */
int client_end(void);

/* Requests so far; one: "GET URL\n", then "Name: value\n" for each field. */
size_t client_requests(void);
const char *client_request(size_t i);

/* The config of the client made last. */
const esp_http_client_config_t *client_config(void);

/* What the caller must not do, or NULL. */
const char *client_complaint(void);

/* Bytes that have arrived of the last answer. */
size_t client_arrived(void);

#endif
