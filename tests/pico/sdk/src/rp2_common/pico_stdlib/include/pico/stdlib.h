/* The SDK's declarations that boards/pico-w uses. */
#ifndef STAND_IN_STDLIB_H
#define STAND_IN_STDLIB_H

#include <stdbool.h>

bool stdio_init_all(void);
void panic(const char *fmt, ...);

#endif
