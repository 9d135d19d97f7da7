/* SPDX-License-Identifier: MIT */
/*
 * Galley: numbers in few bits.  Holds nothing.
 */
#include "count.h"

uint8_t galley_count_log(uint16_t n)
{
    unsigned shift = 0;

    for (; n >= 256; shift += 4)
        n >>= 4;
    for (; n >= 16; shift++)
        n >>= 1;
    return (uint8_t)(n < 8 ? n : 8 * shift + n);
}

uint16_t galley_count_power(uint8_t n)
{
    uint8_t shift = (uint8_t)(n < 16 ? 0 : n / 8 - 1);

    return (uint16_t)((n - 8 * shift) << shift);
}

uint8_t galley_count_one(uint8_t value)
{
    return (uint8_t)(value < UINT8_MAX ? value + 1 : value);
}

uint16_t galley_count_add(uint16_t value, uint16_t n)
{
    return (uint16_t)(value > UINT16_MAX - n ? UINT16_MAX : value + n);
}

uint32_t galley_count_add32(uint32_t value, uint32_t n)
{
    return value > UINT32_MAX - n ? UINT32_MAX : value + n;
}

uint8_t galley_count_part(uint16_t part, uint16_t whole)
{
    if (part >= whole)
        return whole == 0 ? 0 : 255;
    return (uint8_t)((uint32_t)part * 255u / whole);
}
