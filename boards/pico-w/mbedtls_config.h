/*
 * mbedTLS: a client for TLS 1.2, by the Pico's source of chance, which
 * pico_mbedtls has.  The board has no clock: dates of certificates are not
 * checked.
 */
#ifndef MBEDTLS_CONFIG_H
#define MBEDTLS_CONFIG_H

#include "../../port/lwip/mbedtls_client.h"

#endif
