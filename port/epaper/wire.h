/* SPDX-License-Identifier: MIT */
/*
 * The SPI stream over a byte pipe: what a board without a panel sends over a
 * second UART, and what tests/panel/panel.py reads.
 *
 * This is the one place that defines it.  The stream is a row of records, a
 * byte that says what, and what belongs to it:
 *
 *     0xc0                 reset: RST was pulsed
 *     0xc1 code            command: one byte with D/C low
 *     0xc2 count bytes...  data: count (1 to 255) bytes with D/C high
 *     0xc3 level           wait: BUSY was waited for as long as it is at
 *                          level (0 or 1); the panel then is ready
 *
 * Data of more than 255 bytes goes in several records.  Any other byte where
 * a record should begin is an error of the stream.
 */
#ifndef GALLEY_EPAPER_WIRE_H
#define GALLEY_EPAPER_WIRE_H

#include "panel.h"

#define GALLEY_WIRE_RESET 0xc0
#define GALLEY_WIRE_COMMAND 0xc1
#define GALLEY_WIRE_DATA 0xc2
#define GALLEY_WIRE_WAIT 0xc3

struct galley_wire {
    void (*put)(void *user, const uint8_t *bytes, size_t size);
    void *user;
};

/* An SPI that writes records; the wire must stay as long as it is used. */
void galley_wire_spi(struct galley_spi *spi, struct galley_wire *wire);

#endif
