/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: the SMSC LAN9118 and its like (LAN9115 to 9118, 9215 to
 * 9221), polled: no interrupt, no DMA, no buffer of its own.
 *
 *     static struct galley_lan9118 nic = {.base = 0x40200000};
 *     static struct netif netif;
 *
 *     netif_add_noaddr(&netif, &nic, galley_lan9118_init, netif_input);
 *     netif_set_default(&netif);
 *     netif_set_up(&netif);
 *     for (;;)
 *         galley_lan9118_poll(&netif), sys_check_timeouts();
 */
#ifndef GALLEY_LAN9118_H
#define GALLEY_LAN9118_H

#include <stdint.h>

#include "lwip/netif.h"

struct galley_lan9118 {
    uintptr_t base;     /* of its registers, which are little-endian words */
    uint8_t address[6]; /* all 0: the one in the chip's EEPROM */
};

/* For netif_add: state is the struct above.  ERR_IF when there is no such
 * chip at the base, or it does not come out of its reset. */
err_t galley_lan9118_init(struct netif *netif);

/* Hands every frame that has arrived to lwIP. */
void galley_lan9118_poll(struct netif *netif);

#endif
