/*
 * lwIP's options: what port/lwip made for 64 KB of RAM, and what the
 * CYW43439's driver asks for; with TLS a window that holds a record of 16 KB.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#define LWIP_NETIF_HOSTNAME 1
#define LWIP_NETIF_STATUS_CALLBACK 1
#define LWIP_NETIF_LINK_CALLBACK 1
#define LWIP_NETIF_TX_SINGLE_PBUF 1
#if LWIP_ALTCP_TLS
#define TCP_WND (16384 + 2 * 1460)
#define PBUF_POOL_SIZE 50
#endif
#include "../../port/lwip/lwipopts_64k.h"
#undef ETH_PAD_SIZE /* the driver knows no padding */
#define ETH_PAD_SIZE 0

#endif
