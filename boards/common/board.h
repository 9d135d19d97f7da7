/*
 * What a board gives to the image that all boards share: a stream of bytes
 * in, one out, and an end.
 */
#ifndef GALLEY_BOARD_H
#define GALLEY_BOARD_H

#include <stddef.h>

void board_start(void);
/* Waits until size bytes have come: bytes read, fewer at the end of the
 * stream where there is one. */
size_t board_read(void *bytes, size_t size);
void board_write(const void *bytes, size_t size);
void board_exit(int status);

/* The emulator counts instructions or cycles from one to the other. */
void board_meter_on(void);
void board_meter_off(void);

#endif
