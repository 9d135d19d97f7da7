/*
 * lwIP's options: what port/lwip made for 64 KB of RAM, and TLS.  Its heap is
 * mbedTLS's too, and counted.  For another board to include, which may say
 * window and heap first.
 */
#ifndef NEWSBOARD_TLS_LWIPOPTS_H
#define NEWSBOARD_TLS_LWIPOPTS_H

#define LWIP_NOASSERT 1
#define LWIP_ALTCP_TLS 1
#define LWIP_ALTCP_TLS_MBEDTLS 1
#ifndef MEM_SIZE
#define MEM_SIZE 32768
#endif
#define LWIP_STATS 1
#define MEM_STATS 1

/* The machine that runs the emulator, by names that certificates can have. */
#define DNS_LOCAL_HOSTLIST 1
#define DNS_LOCAL_HOSTLIST_INIT { \
    DNS_LOCAL_HOSTLIST_ELEM("www.test", IPADDR4_INIT_BYTES(10, 0, 2, 2)), \
    DNS_LOCAL_HOSTLIST_ELEM("mail.test", IPADDR4_INIT_BYTES(10, 0, 2, 2)) \
}

#include "../../port/lwip/lwipopts_64k.h"

#endif
