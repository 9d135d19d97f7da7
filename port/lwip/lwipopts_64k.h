/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: options for a board with 64 KB of RAM that fetches one page
 * at a time: IPv4, DHCP, DNS, TCP over Ethernet, polled.  Most of its RAM is
 * the window's pbufs.  Include it from the board's own lwipopts.h, in which
 * anything may be defined first.
 */
#ifndef GALLEY_LWIPOPTS_64K_H
#define GALLEY_LWIPOPTS_64K_H

/* ---- what the fetch needs ---- */
#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_ALTCP 1
#define LWIP_TCP 1

/* ---- what it can do without ---- */
#ifndef LWIP_DNS
#define LWIP_DNS 1
#endif
#ifndef LWIP_DHCP
#define LWIP_DHCP 1
#endif
#define LWIP_IPV4 1
#define LWIP_IPV6 0
#define LWIP_RAW 0
#define IP_REASSEMBLY 0
#define IP_FRAG 0
#define TCP_QUEUE_OOSEQ 1 /* 0 saves nothing here, and a loss then costs
                             the whole window */
#ifndef LWIP_STATS
#define LWIP_STATS 0
#endif

/* ---- memory: bytes and pieces ---- */
#define MEM_ALIGNMENT 4
#define ETH_PAD_SIZE 2
#ifndef TCP_MSS
#define TCP_MSS 1460
#endif
#ifndef TCP_WND
#define TCP_WND (4 * TCP_MSS) /* a TLS record must fit: galley_tls.h */
#endif
#define TCP_SND_BUF (2 * TCP_MSS)
#define TCP_SND_QUEUELEN 8
#define MEMP_NUM_TCP_SEG 8
#ifndef MEM_SIZE
#if LWIP_ALTCP_TLS
#define MEM_SIZE 8192 /* altcp_tls too; mbedTLS has a heap of its own */
#else
#define MEM_SIZE 4096 /* the request, ARP, DHCP, DNS */
#endif
#endif
#define PBUF_POOL_BUFSIZE 512
#ifndef PBUF_POOL_SIZE
#define PBUF_POOL_SIZE 20 /* the window, and two frames besides */
#endif
#define MEMP_NUM_TCP_PCB 3 /* one, and two that are still closing */
#define MEMP_NUM_TCP_PCB_LISTEN 1
#define MEMP_NUM_UDP_PCB 2
#define MEMP_NUM_PBUF 8
#define MEMP_NUM_ALTCP_PCB 2
#define ARP_QUEUEING 0
#ifndef DNS_TABLE_SIZE
#define DNS_TABLE_SIZE 2
#endif
#define DNS_MAX_NAME_LENGTH 254

#endif
