/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: what lwIP asks of compiler and platform, for any C99
 * compiler, where nothing else brings an arch/cc.h (an SDK with lwIP does):
 * put port/lwip/bare on the include path, define the two functions in the
 * firmware.
 */
#ifndef GALLEY_LWIP_ARCH_CC_H
#define GALLEY_LWIP_ARCH_CC_H

#include <stdint.h>

/* Port numbers, DNS ids and sequence numbers must not be guessed: from a
 * hardware source where there is one. */
uint32_t galley_lwip_random(void);

/* A broken promise inside of lwIP; does not return.  (Never called where
 * LWIP_NOASSERT is defined.) */
void galley_lwip_assert(const char *what);

#define LWIP_RAND() galley_lwip_random()
#define LWIP_PLATFORM_ASSERT(x) galley_lwip_assert(x)
#define LWIP_PLATFORM_DIAG(x) do { } while (0)

#endif
