/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: URLs as an HTTP client needs them (RFC 3986): where a
 * reference leads, and whom to ask for what.  No memory except the caller's,
 * no state.
 */
#ifndef GALLEY_URL_H
#define GALLEY_URL_H

#include <stddef.h>
#include <stdint.h>

#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Results, beside those of galley_status.h. */
#define GALLEY_ERR_URL (-32)      /* malformed: host, port, a control byte */
#define GALLEY_ERR_URL_SCHEME (-33) /* neither http:// nor https:// */
#define GALLEY_ERR_URL_USER (-34) /* user:password@ before the host */
#define GALLEY_ERR_URL_LONG (-35) /* longer than its buffer, or a host of
                                     more than GALLEY_URL_HOST bytes */

/* The longest host that DNS knows (RFC 1035: 255 bytes on the wire). */
#define GALLEY_URL_HOST 253

/* The parts are spans of the URL that was taken apart. */
struct galley_url {
    uint8_t https;
    uint8_t literal;  /* 1: the host is an IPv6 address, brackets taken off */
    uint16_t port;    /* 80 or 443 where the URL names none */
    struct galley_span host;
    struct galley_span authority; /* host and port, as for the Host field */
    struct galley_span target;    /* path and query, begins with / or ?, or
                                     is empty; a fragment is left out */
};

/* Takes an http or https URL apart.  GALLEY_OK or one of these errors. */
int galley_url_parse(const char *url, struct galley_url *parts);

/* Makes of url (in a buffer of size bytes) the URL to which reference leads
 * from there (RFC 3986, 5.2, strict): fragments are dropped, dot segments
 * resolved, an empty path becomes "/", bytes that no URL may hold are
 * percent-encoded.  An empty url takes an absolute reference.  The reference
 * must lie outside of the buffer.  GALLEY_OK; GALLEY_ERR_URL (a control byte,
 * or a relative reference and an empty url) and GALLEY_ERR_URL_LONG leave url
 * as it was.  The buffer must have room for the URL before dot segments are
 * resolved, and one byte more. */
int galley_url_resolve(char *url, size_t size, const char *reference);

#ifdef __cplusplus
}
#endif

#endif
