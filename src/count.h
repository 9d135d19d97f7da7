/* SPDX-License-Identifier: MIT */
/*
 * Galley: numbers in few bits: counts that stay at their highest, counts on
 * a log scale, shares.
 */
#ifndef GALLEY_COUNT_H
#define GALLEY_COUNT_H

#include <stdint.h>

/* On CPUs of 64 bits, which have the room, the common case does not call.
 * What the functions below call otherwise answers every case. */
#define COUNT_INLINE (UINTPTR_MAX > 0xFFFFFFFFu)

uint8_t galley_count_log(uint16_t n);
uint16_t galley_count_power(uint8_t n);
uint8_t galley_count_part(uint16_t part, uint16_t whole);

/* 0 to 255 for 0 to 65535, exact below 16. */
static inline uint8_t galley_count_scale(uint16_t n)
{
    return COUNT_INLINE && n < 16 ? (uint8_t)n : galley_count_log(n);
}

/* The smallest with this value. */
static inline uint16_t galley_count_unscale(uint8_t n)
{
    return COUNT_INLINE && n < 16 ? n : galley_count_power(n);
}

/* One more, but never more than 255. */
uint8_t galley_count_one(uint8_t value);

/* Likewise, than 65535. */
static inline void galley_count_up(uint16_t *count)
{
    if (*count < UINT16_MAX)
        (*count)++;
}

/* n more, but never more than 65535, or than 2^32 - 1. */
uint16_t galley_count_add(uint16_t value, uint16_t n);
uint32_t galley_count_add32(uint32_t value, uint32_t n);

/* part / whole as 0 to 255. */
static inline uint8_t galley_count_share(uint16_t part, uint16_t whole)
{
    return COUNT_INLINE && part == 0 ? 0 : galley_count_part(part, whole);
}

/* Words, weighted with a score. */
static inline uint16_t galley_count_mass(uint16_t words, uint8_t score)
{
    return (uint16_t)((uint32_t)words * score / 255u);
}

#endif
