/*
 * lwIP's options: what port/lwip made for 64 KB of RAM.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#define LWIP_NOASSERT 1
#include "../../port/lwip/lwipopts_64k.h"

#endif
