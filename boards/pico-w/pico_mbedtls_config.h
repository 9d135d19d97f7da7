/* The name by which an SDK with mbedTLS 3 asks for it. */
#include "mbedtls_config.h"
