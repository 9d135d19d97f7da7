/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: gets a page over HTTP/1.1 and reads its article while it
 * arrives.
 *
 * The contract.  The caller owns struct galley_fetch and struct galley; the
 * fetch itself allocates nothing, lwIP's pools hold one connection, the
 * request and what has just arrived.  Each pbuf is read where it lies and
 * acknowledged once it is read.  From galley_fetch_start until a result (or
 * galley_fetch_abort) neither struct may be moved or used for anything else.
 * All calls belong in lwIP's context: the main loop where NO_SYS is 1, the
 * tcpip thread elsewhere.  Every end, good or bad, gives everything back, and
 * leaves in struct galley what has come of the article: galley_field has it
 * beside an error of the network, too (on_block: the rest of it comes first).
 *
 *     struct galley g;                      options.http = 1
 *     struct galley_fetch f;
 *     int result;
 *
 *     galley_init(&g, &galley_options);
 *     galley_fetch_start(&f, &g, "http://example.org/news", NULL);
 *     while ((result = galley_fetch_poll(&f)) == GALLEY_OK) {
 *         galley_lan9118_poll(&netif);      or what your driver has
 *         sys_check_timeouts();
 *     }
 *     if (result < 0)
 *         puts(galley_fetch_strerror(result));
 *     else
 *         puts(galley_field(&g, GALLEY_FIELD_HEADLINE));
 */
#ifndef GALLEY_FETCH_H
#define GALLEY_FETCH_H

#include <stddef.h>
#include <stdint.h>

#include "galley.h"
#include "lwip/altcp.h"
#include "lwip/ip_addr.h"
#include "url.h"

#ifdef __cplusplus
extern "C" {
#endif

#if !LWIP_ALTCP
#error "the fetch runs on altcp: set LWIP_ALTCP to 1 in lwipopts.h"
#endif
#if !LWIP_TCP || !LWIP_CALLBACK_API
#error "the fetch needs LWIP_TCP and LWIP_CALLBACK_API"
#endif
#if !GALLEY_HTTP
#error "the fetch needs the HTTP stage: GALLEY_HTTP 1"
#endif

/* Bytes, NUL included, of the URL, also of one that is put together from a
 * redirect.  A longer one is GALLEY_ERR_URL_LONG. */
#ifndef GALLEY_FETCH_URL_SIZE
#define GALLEY_FETCH_URL_SIZE 512
#endif

/* Defaults of the options of the same names. */
#ifndef GALLEY_FETCH_CONNECT_SECONDS
#define GALLEY_FETCH_CONNECT_SECONDS 30
#endif
#ifndef GALLEY_FETCH_IDLE_SECONDS
#define GALLEY_FETCH_IDLE_SECONDS 30
#endif
#ifndef GALLEY_FETCH_TOTAL_SECONDS
#define GALLEY_FETCH_TOTAL_SECONDS 180
#endif
#ifndef GALLEY_FETCH_BYTES
#define GALLEY_FETCH_BYTES 8388608
#endif
#ifndef GALLEY_FETCH_REDIRECTS
#define GALLEY_FETCH_REDIRECTS 5
#endif
#ifndef GALLEY_FETCH_USER_AGENT
#define GALLEY_FETCH_USER_AGENT "galley/" GALLEY_VERSION
#endif

/* options.redirects: follow none. */
#define GALLEY_FETCH_STAY 255

/* Results, beside those of galley_status.h and url.h. */
#define GALLEY_ERR_HTTPS (-36)     /* https, and no allocator for it */
#define GALLEY_ERR_DNS (-37)       /* no such name, or no answer */
#define GALLEY_ERR_CONNECT (-38)   /* refused, no route, or no answer */
#define GALLEY_ERR_TLS (-39)       /* the handshake failed */
#define GALLEY_ERR_RESET (-40)     /* the connection was reset */
#define GALLEY_ERR_CLOSED (-41)    /* it was closed without an answer */
#define GALLEY_ERR_TIMEOUT (-42)   /* silence, or it took too long in all */
#define GALLEY_ERR_REDIRECTS (-43) /* too many redirects */
#define GALLEY_ERR_SIZE (-44)      /* a response beyond options.bytes */
#define GALLEY_ERR_MEMORY (-45)    /* a pool of lwIP is empty */
#define GALLEY_ERR_ABORTED (-46)   /* by galley_fetch_abort */
/* The server's certificate: finer than GALLEY_ERR_TLS, by galley_tls.h. */
#define GALLEY_ERR_CERTIFICATE (-47)      /* nobody trusted vouches for it */
#define GALLEY_ERR_CERTIFICATE_NAME (-48) /* it is another host's */
#define GALLEY_ERR_CERTIFICATE_TIME (-49) /* expired, not valid yet, or the
                                             clock is wrong */

struct galley_fetch;

/* 0 or NULL stands for the default everywhere.  Strings and allocators are
 * not copied: they stay until the result. */
struct galley_fetch_options {
    const char *user_agent;
    /* More fields of the request, each "Name: value\r\n". */
    const char *fields;
    /* Where connections for http come from (NULL: plain TCP), and those for
     * https, e.g. {altcp_tls_alloc, config} (NULL: no https). */
    altcp_allocator_t *http;
    altcp_allocator_t *https;
    /* Called with a new https connection, to name the host for SNI and for
     * the certificate's check.  Not 0: GALLEY_ERR_TLS. */
    int (*secure)(void *user, struct altcp_pcb *pcb, const char *host);
    /* Called where the handshake failed, to name the error (NULL:
     * GALLEY_ERR_TLS). */
    int (*tls_error)(void *user, struct altcp_pcb *pcb);
    /* Called by galley_fetch_poll, once, with the result; may start the
     * next fetch in the same structs. */
    void (*on_end)(void *user, struct galley_fetch *f, int result);
    void *user;
    uint16_t connect_seconds; /* DNS and connection of one hop */
    uint16_t idle_seconds;    /* of silence while a response is awaited */
    uint16_t total_seconds;   /* for everything, redirects included */
    uint8_t redirects;        /* at most so many are followed */
    uint32_t bytes;           /* of one response, head included, at most */
};

/* Opaque. */
struct galley_fetch {
    struct galley_fetch_options options;
    struct galley *galley;
    struct altcp_pcb *pcb;
    struct galley_fetch *next;  /* that waits for DNS too */
    ip_addr_t address;
    uint32_t began;             /* ms of sys_now */
    uint32_t hop_began;
    uint32_t heard;
    uint32_t bytes;             /* of this response */
    uint32_t sent;              /* bytes of this request */
    int outcome;                /* what ends this hop, 0: it goes on */
    int result;
    uint8_t state;
    uint8_t redirects;          /* followed so far */
    uint8_t asked;              /* the request is with TCP */
    uint8_t closed;             /* the peer has sent all it will */
    uint8_t reading;            /* inside of galley_feed */
    char url[GALLEY_FETCH_URL_SIZE];
};

/* Begins.  g has been initialised with options.http = 1 and is reset here;
 * options may be NULL.  GALLEY_OK, or an error that is also the result. */
int galley_fetch_start(struct galley_fetch *f, struct galley *g,
                       const char *url,
                       const struct galley_fetch_options *options);

/* Goes on; to be called often, time-outs are noticed here.  GALLEY_OK: not
 * ready yet.  Else the result, the same each time: GALLEY_DONE or
 * GALLEY_TRUNCATED with the article in g; negative: an error of
 * galley_status.h, url.h or this header. */
int galley_fetch_poll(struct galley_fetch *f);

/* Gives up: hangs up, and the result is GALLEY_ERR_ABORTED (if there was
 * none yet); on_end is not called.  From within on_block of galley's options
 * it takes effect when that returns, as an ordinary result. */
void galley_fetch_abort(struct galley_fetch *f);

/* The URL asked last: where the redirects led. */
const char *galley_fetch_url(const struct galley_fetch *f);

/* The HTTP status of the response asked last, 0: none was read. */
int galley_fetch_status(const struct galley_fetch *f);

/* As galley_strerror and galley_strname, for all results of a fetch. */
const char *galley_fetch_strerror(int result);
const char *galley_fetch_strname(int result);

#ifdef __cplusplus
}
#endif

#endif
