/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: https by lwIP's altcp_tls over mbedTLS (LWIP_ALTCP_TLS and
 * LWIP_ALTCP_TLS_MBEDTLS 1), with what altcp_tls leaves open: the server's
 * certificate must be valid and in the host's name, TLS is 1.2 at least, and
 * records are asked for that fit into TCP_WND and mbedTLS's buffer.
 *
 *     static altcp_allocator_t https = {altcp_tls_alloc, NULL};
 *
 *     https.arg = altcp_tls_create_config_client(ca, sizeof ca);
 *     options.https = &https;
 *     options.secure = galley_tls_secure;
 *     options.tls_error = galley_tls_error;
 *
 * ca is PEM with its NUL: the certificates of the authorities to be trusted.
 * With none nobody is trusted.
 */
#ifndef GALLEY_TLS_H
#define GALLEY_TLS_H

#include "galley_fetch.h"
#include "lwip/altcp_tls.h"

#ifdef __cplusplus
extern "C" {
#endif

#if LWIP_ALTCP_TLS

/* For galley_fetch_options.secure: 0, or -1 where mbedTLS refuses. */
int galley_tls_secure(void *user, struct altcp_pcb *pcb, const char *host);

/* For galley_fetch_options.tls_error: GALLEY_ERR_CERTIFICATE and its like,
 * or GALLEY_ERR_TLS. */
int galley_tls_error(void *user, struct altcp_pcb *pcb);

#endif

#ifdef __cplusplus
}
#endif

#endif
