/*
 * This machine as a board: the stream is standard input and output.  Its
 * hashes are what the others are compared with.
 */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>

void board_start(void)
{
}

size_t board_read(void *bytes, size_t size)
{
    return fread(bytes, 1, size, stdin);
}

void board_write(const void *bytes, size_t size)
{
    if (fwrite(bytes, 1, size, stdout) != size)
        exit(74);
}

void board_exit(int status)
{
    if (fflush(stdout) != 0)
        exit(74);
    exit(status);
}
