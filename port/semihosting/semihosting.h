/* SPDX-License-Identifier: MIT */
/*
 * Galley: the debugger's or emulator's files, arguments and exit, for
 * Cortex-M and RISC-V (Arm's "Semihosting for AArch32 and AArch64", RISC-V
 * Semihosting).  No buffers, no state.
 */
#ifndef GALLEY_SEMIHOSTING_H
#define GALLEY_SEMIHOSTING_H

#include <stddef.h>
#include <stdint.h>

#define SEMIHOSTING_READ 1  /* fopen's "rb" */
#define SEMIHOSTING_WRITE 5 /* fopen's "wb" */

/* The console is called ":tt".  -1 where it cannot be opened. */
long semihosting_open(const char *name, int mode);
/* Bytes read: fewer than size at the end of the file only. */
size_t semihosting_read(long file, void *bytes, size_t size);
/* Bytes written. */
size_t semihosting_write(long file, const void *bytes, size_t size);
void semihosting_close(long file);
/* The arguments of the emulator, separated by spaces, NUL-terminated: 0, or
 * -1 where size is too small. */
int semihosting_arguments(char *text, size_t size);
/* Seconds since 1970, by the debugger's clock. */
uint32_t semihosting_time(void);
/* Ends the emulator with this exit status. */
void semihosting_exit(int status);

#endif
