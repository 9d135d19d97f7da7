/*
 * mbedTLS: as newsboard-tls has it, but for records of 16 KB.
 */
#ifndef MBEDTLS_CONFIG_H
#define MBEDTLS_CONFIG_H

#define MBEDTLS_SSL_IN_CONTENT_LEN 16384
#include "../newsboard-tls/mbedtls_config.h"

#endif
