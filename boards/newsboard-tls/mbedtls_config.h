/*
 * mbedTLS: a client for TLS 1.2, with a clock, out of lwIP's heap.  Records of
 * 4 KB, that fit into the default window, unless a board that includes this
 * has said something else.
 */
#ifndef NEWSBOARD_TLS_MBEDTLS_CONFIG_H
#define NEWSBOARD_TLS_MBEDTLS_CONFIG_H

#define MBEDTLS_HAVE_TIME
#define MBEDTLS_HAVE_TIME_DATE
#define MBEDTLS_PLATFORM_GMTIME_R_ALT
/* altcp_tls brings lwIP's heap along; until then there is none. */
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_PLATFORM_STD_CALLOC NULL
#define MBEDTLS_PLATFORM_STD_FREE NULL
#ifndef MBEDTLS_SSL_IN_CONTENT_LEN
#define MBEDTLS_SSL_IN_CONTENT_LEN 4096
#define MBEDTLS_SSL_OUT_CONTENT_LEN 4096 /* or 4 KB cannot be asked for */
#endif

#include "../../port/lwip/mbedtls_client.h"

#endif
