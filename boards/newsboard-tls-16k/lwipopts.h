/*
 * lwIP's options: those of newsboard-tls, and a window for a record of 16 KB.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#define TCP_WND (16384 + 2 * 1460)
#define PBUF_POOL_SIZE 50
#define MEM_SIZE 43008
#include "../newsboard-tls/lwipopts.h"

#endif
