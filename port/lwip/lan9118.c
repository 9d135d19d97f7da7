/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: frames between lwIP's pbufs and the FIFOs of a LAN9118.
 * Register and bit names are those of the data sheet.  Holds nothing; the
 * caller's struct galley_lan9118 has the address.
 */
#include "lan9118.h"

#include <string.h>

#include "lwip/etharp.h"
#include "lwip/pbuf.h"

#define RX_DATA_FIFO 0x00
#define TX_DATA_FIFO 0x20
#define RX_STATUS_FIFO 0x40
#define TX_STATUS_FIFO 0x48
#define INT_EN 0x5c
#define BYTE_TEST 0x64
#define TX_CFG 0x70
#define HW_CFG 0x74
#define RX_FIFO_INF 0x7c
#define TX_FIFO_INF 0x80
#define PMT_CTRL 0x84
#define MAC_CSR_CMD 0xa4
#define MAC_CSR_DATA 0xa8

/* behind MAC_CSR_CMD */
#define MAC_CR 1
#define ADDRH 2
#define ADDRL 3

#define BYTE_TEST_VALUE 0x87654321u
#define TX_CFG_TX_ON 0x2u
#define HW_CFG_SRST 0x1u
#define HW_CFG_SETUP 0x00150000u /* 5 KB for TX, store and forward */
#define PMT_CTRL_READY 0x1u
#define MAC_CSR_BUSY 0x80000000u
#define MAC_CSR_READ 0x40000000u
#define MAC_CR_FDPX 0x00100000u
#define MAC_CR_MCPAS 0x00080000u
#define MAC_CR_TXEN 0x8u
#define MAC_CR_RXEN 0x4u
#define TX_FIRST_AND_LAST 0x3000u
#define RX_STATUS_ERROR 0x8000u
#define CRC_SIZE 4

/* Looks at a register before it counts as broken. */
#define PATIENCE 100000

static volatile uint32_t *reg(const struct galley_lan9118 *nic,
                              uint32_t offset)
{
    return (volatile uint32_t *)(nic->base + offset);
}

static uint32_t get(const struct galley_lan9118 *nic, uint32_t offset)
{
    return *reg(nic, offset);
}

static void set(const struct galley_lan9118 *nic, uint32_t offset,
                uint32_t value)
{
    *reg(nic, offset) = value;
}

static err_t wait_for(const struct galley_lan9118 *nic, uint32_t offset,
                      uint32_t mask, uint32_t value)
{
    uint32_t i;

    for (i = 0; i < PATIENCE; i++)
        if ((get(nic, offset) & mask) == value)
            return ERR_OK;
    return ERR_IF;
}

static uint32_t mac_get(const struct galley_lan9118 *nic, uint32_t index)
{
    set(nic, MAC_CSR_CMD, MAC_CSR_BUSY | MAC_CSR_READ | index);
    wait_for(nic, MAC_CSR_CMD, MAC_CSR_BUSY, 0);
    return get(nic, MAC_CSR_DATA);
}

static void mac_set(const struct galley_lan9118 *nic, uint32_t index,
                    uint32_t value)
{
    set(nic, MAC_CSR_DATA, value);
    set(nic, MAC_CSR_CMD, MAC_CSR_BUSY | index);
    wait_for(nic, MAC_CSR_CMD, MAC_CSR_BUSY, 0);
}

/* ---- sending ---- */

/* A frame's bytes as words, however the pbufs of the chain lie. */
static void write_frame(const struct galley_lan9118 *nic,
                        const struct pbuf *p, size_t skip)
{
    uint32_t word = 0;
    uint8_t shift = 0;
    size_t i;

    for (; p != NULL; p = p->next, skip = 0) {
        for (i = skip; i < p->len; i++) {
            word |= (uint32_t)((const uint8_t *)p->payload)[i] << shift;
            shift = (uint8_t)((shift + 8) & 31);
            if (shift == 0) {
                set(nic, TX_DATA_FIFO, word);
                word = 0;
            }
        }
    }
    if (shift > 0)
        set(nic, TX_DATA_FIFO, word);
}

static err_t output(struct netif *netif, struct pbuf *p)
{
    const struct galley_lan9118 *nic = netif->state;
    uint32_t size = (uint32_t)p->tot_len - ETH_PAD_SIZE;

    while (get(nic, TX_FIFO_INF) & 0x00ff0000u)
        get(nic, TX_STATUS_FIFO); /* or it fills up, and the chip stops */
    if ((get(nic, TX_FIFO_INF) & 0xffff) < size + 16)
        return ERR_MEM; /* TCP sends it again */
    set(nic, TX_DATA_FIFO, TX_FIRST_AND_LAST | size);
    set(nic, TX_DATA_FIFO, size);
    write_frame(nic, p, ETH_PAD_SIZE);
    return ERR_OK;
}

/* ---- receiving ---- */

/* Takes words off the FIFO; p is NULL where they are not wanted. */
static void read_frame(const struct galley_lan9118 *nic, struct pbuf *p,
                       uint32_t size)
{
    uint32_t word = 0, i;
    size_t at = ETH_PAD_SIZE;

    for (i = 0; i < size; i++) {
        if ((i & 3) == 0)
            word = get(nic, RX_DATA_FIFO);
        while (p != NULL && at == p->len) {
            p = p->next;
            at = 0;
        }
        if (p != NULL)
            ((uint8_t *)p->payload)[at++] = (uint8_t)word;
        word >>= 8;
    }
}

void galley_lan9118_poll(struct netif *netif)
{
    const struct galley_lan9118 *nic = netif->state;

    while (get(nic, RX_FIFO_INF) & 0x00ff0000u) {
        uint32_t status = get(nic, RX_STATUS_FIFO);
        uint32_t size = status >> 16 & 0x3fff; /* with the CRC */
        struct pbuf *p = NULL;

        if (!(status & RX_STATUS_ERROR) && size > CRC_SIZE)
            p = pbuf_alloc(PBUF_RAW, (u16_t)(size + ETH_PAD_SIZE),
                           PBUF_POOL);
        read_frame(nic, p, size);
        if (p == NULL)
            continue;
        pbuf_realloc(p, (u16_t)(size - CRC_SIZE + ETH_PAD_SIZE));
        if (netif->input(p, netif) != ERR_OK)
            pbuf_free(p);
    }
}

/* ---- beginning ---- */

static void set_address(struct netif *netif)
{
    static const uint8_t none[6];
    const struct galley_lan9118 *nic = netif->state;
    uint8_t *a = netif->hwaddr;
    uint32_t low, high;

    if (memcmp(nic->address, none, 6) == 0) {
        low = mac_get(nic, ADDRL);
        high = mac_get(nic, ADDRH);
        a[0] = (uint8_t)low;
        a[1] = (uint8_t)(low >> 8);
        a[2] = (uint8_t)(low >> 16);
        a[3] = (uint8_t)(low >> 24);
        a[4] = (uint8_t)high;
        a[5] = (uint8_t)(high >> 8);
        return;
    }
    memcpy(a, nic->address, 6);
    mac_set(nic, ADDRL, (uint32_t)a[0] | (uint32_t)a[1] << 8
                            | (uint32_t)a[2] << 16 | (uint32_t)a[3] << 24);
    mac_set(nic, ADDRH, (uint32_t)a[4] | (uint32_t)a[5] << 8);
}

static err_t reset(const struct galley_lan9118 *nic)
{
    set(nic, BYTE_TEST, 0); /* a write wakes it */
    if (wait_for(nic, PMT_CTRL, PMT_CTRL_READY, PMT_CTRL_READY) != ERR_OK
        || get(nic, BYTE_TEST) != BYTE_TEST_VALUE)
        return ERR_IF;
    set(nic, HW_CFG, HW_CFG_SRST);
    return wait_for(nic, HW_CFG, HW_CFG_SRST, 0);
}

err_t galley_lan9118_init(struct netif *netif)
{
    const struct galley_lan9118 *nic = netif->state;
    uint32_t control = MAC_CR_FDPX | MAC_CR_TXEN | MAC_CR_RXEN;

    if (reset(nic) != ERR_OK)
        return ERR_IF;
#if LWIP_IPV6 || LWIP_IGMP
    control |= MAC_CR_MCPAS;
#endif
    set(nic, HW_CFG, HW_CFG_SETUP);
    set(nic, INT_EN, 0);
    netif->hwaddr_len = 6;
    set_address(netif);
    mac_set(nic, MAC_CR, control);
    set(nic, TX_CFG, TX_CFG_TX_ON);
    netif->name[0] = 'e';
    netif->name[1] = 'n';
    netif->mtu = 1500;
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP
                   | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    netif->output = etharp_output;
    netif->linkoutput = output;
    return ERR_OK;
}
