/*
 * lwIP as the TLS tests want it: as firmware has it by default, or with the
 * window that TCP_WND says, and counted, so that a leak shows.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#include <stdio.h> /* for the overflow checks */

#ifdef TCP_WND
#define PBUF_POOL_SIZE (TCP_WND / 512 + 12)
#endif
#define LWIP_ALTCP_TLS 1
#define LWIP_ALTCP_TLS_MBEDTLS 1
#define LWIP_DHCP 0
#define LWIP_STATS 1
#define LWIP_STATS_LARGE 1
#define MEM_LIBC_MALLOC 1
#define MEM_STATS 1
#define LWIP_CHECKSUM_ON_COPY 0
#define MEMP_OVERFLOW_CHECK 1

#include "../../../port/lwip/lwipopts_64k.h"

#endif
