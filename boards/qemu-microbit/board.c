/*
 * micro:bit: the stream is UART 0 of the nRF51822 (reference manual, chapter
 * 29), the end is the debugger's.
 */
#include "board.h"
#include "semihosting.h"

#include <stdint.h>

#define UART(offset) (*(volatile uint32_t *)(UINT32_C(0x40002000) + (offset)))
#define STARTRX UART(0x000)
#define STARTTX UART(0x008)
#define RXDRDY UART(0x108)
#define TXDRDY UART(0x11C)
#define ENABLE UART(0x500)
#define PSELTXD UART(0x50C)
#define PSELRXD UART(0x514)
#define RXD UART(0x518)
#define TXD UART(0x51C)
#define BAUDRATE UART(0x524)

#define PIN_TX 24
#define PIN_RX 25
#define BAUD_115200 UINT32_C(0x01D7E000)

void board_start(void)
{
    PSELTXD = PIN_TX;
    PSELRXD = PIN_RX;
    BAUDRATE = BAUD_115200;
    ENABLE = 4;
    STARTRX = 1;
    STARTTX = 1;
}

size_t board_read(void *bytes, size_t size)
{
    uint8_t *p = bytes;
    size_t i;

    for (i = 0; i < size; i++) {
        while (!RXDRDY)
            ;
        RXDRDY = 0;
        p[i] = (uint8_t)RXD;
    }
    return size;
}

void board_write(const void *bytes, size_t size)
{
    const uint8_t *p = bytes;
    size_t i;

    for (i = 0; i < size; i++) {
        TXDRDY = 0;
        TXD = p[i];
        while (!TXDRDY)
            ;
    }
}

void board_exit(int status)
{
    semihosting_exit(status);
}
