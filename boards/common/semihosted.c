/*
 * A board whose stream is the emulator's console.
 */
#include "board.h"
#include "semihosting.h"

static long in, out;

void board_start(void)
{
    in = semihosting_open(":tt", SEMIHOSTING_READ);
    out = semihosting_open(":tt", SEMIHOSTING_WRITE);
}

size_t board_read(void *bytes, size_t size)
{
    return semihosting_read(in, bytes, size);
}

void board_write(const void *bytes, size_t size)
{
    semihosting_write(out, bytes, size);
}

void board_exit(int status)
{
    semihosting_exit(status);
}
