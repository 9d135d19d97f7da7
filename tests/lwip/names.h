/*
 * The name server of world.c: *.test is 10.0.2.2, none.test does not exist,
 * silent*.test bring no answer, far.test is an address without a host.
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>
#include <stdint.h>

/* The Ethernet frame of the answer (up to 1600 bytes), its size, or 0: not a
 * question, or a broken one. */
size_t names_answer(const uint8_t *frame, size_t size, uint8_t *answer);

#endif
