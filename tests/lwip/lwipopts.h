/*
 * lwIP as the fetch's tests want it: small pools, so that they run dry, and
 * counted, so that a leak shows.  PBUF_RAM comes from malloc, one piece each,
 * so that a sanitizer sees a byte too many.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#include <stdio.h> /* for the overflow checks */

#define TCP_MSS 536
#define TCP_WND (6 * TCP_MSS)
#define PBUF_POOL_SIZE 24
#define LWIP_DHCP 0
#define LWIP_STATS 1
#define LWIP_STATS_LARGE 1
#define MEM_LIBC_MALLOC 1
#define MEM_STATS 1
#define LWIP_CHECKSUM_ON_COPY 0
#define MEMP_OVERFLOW_CHECK 1
#define DNS_TABLE_SIZE 3

#include "../../port/lwip/lwipopts_64k.h"

#endif
