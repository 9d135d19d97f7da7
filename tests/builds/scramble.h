/*
 * Read before all else: tables are read in words, as on the ESP8266, and what
 * stands in them is scrambled (scramble.c).
 */
/* What files define of the C library's headers would come too late. */
#define _DEFAULT_SOURCE
#define _POSIX_C_SOURCE 200809L
#define ESP8266
#include "galley_config.h"
#undef _DEFAULT_SOURCE

#define SCRAMBLE 0xA5u

#undef GALLEY_FLASH
#define GALLEY_FLASH __attribute__((section("galley_tables"), aligned(4)))
#undef GALLEY_READ8
#define GALLEY_READ8(p) ((uint8_t)(galley_flash_read(p) ^ SCRAMBLE))
#undef GALLEY_READ16
#define GALLEY_READ16(p) \
    ((uint16_t)(galley_flash_read(p) ^ SCRAMBLE * 0x0101u))
#undef GALLEY_READ32
#define GALLEY_READ32(p) (galley_flash_read(p) ^ SCRAMBLE * 0x01010101u)
