/* SPDX-License-Identifier: MIT */
/*
 * See galley_tls.h.  altcp_tls has one configuration of mbedTLS for all of its
 * connections, and hides it: it is reached, and set, by each connection.
 */
#include "galley_tls.h"

#if LWIP_ALTCP_TLS

#include "lwip/def.h"
#include "lwip/tcp.h"
#include "mbedtls/ssl.h"
#include "mbedtls/version.h"
#include "mbedtls/x509.h"

/* A record is acknowledged once it is read as a whole: it must fit into the
 * window, with its head, nonce and MAC. */
#define RECORD_OVERHEAD 512
#define RECORD_MAX LWIP_MIN(TCP_WND - RECORD_OVERHEAD, \
                            MBEDTLS_SSL_IN_CONTENT_LEN)
/* What is asked for is for both ways: mbedTLS wants it to fit into either
 * buffer. */
#define ASKED_MAX LWIP_MIN(RECORD_MAX, MBEDTLS_SSL_OUT_CONTENT_LEN)

static mbedtls_ssl_config *config_of(const mbedtls_ssl_context *ssl)
{
#if MBEDTLS_VERSION_NUMBER >= 0x03020000
    return (mbedtls_ssl_config *)mbedtls_ssl_context_get_config(ssl);
#else
    return (mbedtls_ssl_config *)ssl->conf;
#endif
}

/* RFC 6066, 4: 16 KB, or a power of two from 512 to 4096. */
static int limit_records(mbedtls_ssl_config *config)
{
#if defined(MBEDTLS_SSL_MAX_FRAGMENT_LENGTH)
    unsigned char code = RECORD_MAX >= 16384 ? MBEDTLS_SSL_MAX_FRAG_LEN_NONE
                         : ASKED_MAX >= 4096 ? MBEDTLS_SSL_MAX_FRAG_LEN_4096
                         : ASKED_MAX >= 2048 ? MBEDTLS_SSL_MAX_FRAG_LEN_2048
                         : ASKED_MAX >= 1024 ? MBEDTLS_SSL_MAX_FRAG_LEN_1024
                                             : MBEDTLS_SSL_MAX_FRAG_LEN_512;

    return mbedtls_ssl_conf_max_frag_len(config, code);
#else
    (void)config;
    return 0;
#endif
}

int galley_tls_secure(void *user, struct altcp_pcb *pcb, const char *host)
{
    mbedtls_ssl_context *ssl = altcp_tls_context(pcb);
    mbedtls_ssl_config *config = config_of(ssl);

    (void)user;
    mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
#if MBEDTLS_VERSION_MAJOR < 3 /* which has no older one than 1.2 */
    mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 MBEDTLS_SSL_MINOR_VERSION_3);
#endif
    if (limit_records(config) != 0
        || mbedtls_ssl_set_hostname(ssl, host) != 0)
        return -1;
    return 0;
}

/* The name and the dates of a certificate that nobody vouches for say
 * nothing. */
int galley_tls_error(void *user, struct altcp_pcb *pcb)
{
    const uint32_t dates = MBEDTLS_X509_BADCERT_EXPIRED
                           | MBEDTLS_X509_BADCERT_FUTURE;
    const uint32_t name = MBEDTLS_X509_BADCERT_CN_MISMATCH;
    uint32_t flags = mbedtls_ssl_get_verify_result(altcp_tls_context(pcb));

    (void)user;
    if (flags == 0 || flags == UINT32_MAX) /* right, or not seen */
        return GALLEY_ERR_TLS;
    if (flags & ~(dates | name))
        return GALLEY_ERR_CERTIFICATE;
    return flags & name ? GALLEY_ERR_CERTIFICATE_NAME
                        : GALLEY_ERR_CERTIFICATE_TIME;
}

#endif
