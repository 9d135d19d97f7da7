/* SPDX-License-Identifier: MIT */
/*
 * Commands and data in, records of wire.h out.  Holds nothing.
 */
#include "wire.h"

static void put2(struct galley_wire *wire, uint8_t kind, uint8_t value)
{
    uint8_t bytes[2];

    bytes[0] = kind;
    bytes[1] = value;
    wire->put(wire->user, bytes, 2);
}

static void wire_reset(void *user)
{
    static const uint8_t kind = GALLEY_WIRE_RESET;
    struct galley_wire *wire = user;

    wire->put(wire->user, &kind, 1);
}

static void wire_command(void *user, uint8_t command)
{
    put2(user, GALLEY_WIRE_COMMAND, command);
}

static void wire_data(void *user, const uint8_t *bytes, size_t size)
{
    struct galley_wire *wire = user;

    while (size > 0) {
        uint8_t count = (uint8_t)(size < 255 ? size : 255);

        put2(wire, GALLEY_WIRE_DATA, count);
        wire->put(wire->user, bytes, count);
        bytes += count;
        size -= count;
    }
}

static int wire_wait(void *user, int busy)
{
    put2(user, GALLEY_WIRE_WAIT, busy ? 1 : 0);
    return 0;
}

void galley_wire_spi(struct galley_spi *spi, struct galley_wire *wire)
{
    spi->user = wire;
    spi->reset = wire_reset;
    spi->command = wire_command;
    spi->data = wire_data;
    spi->wait = wire_wait;
}
