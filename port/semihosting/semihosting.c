/* SPDX-License-Identifier: MIT */
/*
 * Galley: semihosting.  A number and the address of a few words go to the
 * debugger by a breakpoint that it knows, a word comes back.  Holds nothing.
 */
#include "semihosting.h"

#include <string.h>

#define SYS_OPEN 0x01
#define SYS_CLOSE 0x02
#define SYS_WRITE 0x05
#define SYS_READ 0x06
#define SYS_TIME 0x11
#define SYS_GET_CMDLINE 0x15
#define SYS_EXIT_EXTENDED 0x20
#define APPLICATION_EXIT 0x20026

static long call(int number, const void *words)
{
#if defined(__arm__)
    register long r0 __asm__("r0") = number;
    register const void *r1 __asm__("r1") = words;

    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
#elif defined(__riscv)
    register long a0 __asm__("a0") = number;
    register const void *a1 __asm__("a1") = words;

    /* The three must be full-size and lie in one page. */
    __asm__ volatile(".balign 16\n"
                     ".option push\n"
                     ".option norvc\n"
                     "slli zero, zero, 0x1f\n"
                     "ebreak\n"
                     "srai zero, zero, 7\n"
                     ".option pop\n"
                     : "+r"(a0)
                     : "r"(a1)
                     : "memory");
    return a0;
#else
#error "semihosting is for Cortex-M and RISC-V"
#endif
}

long semihosting_open(const char *name, int mode)
{
    uintptr_t words[3];

    words[0] = (uintptr_t)name;
    words[1] = (uintptr_t)mode;
    words[2] = strlen(name);
    return call(SYS_OPEN, words);
}

/* Both answer with the bytes not moved. */
static size_t transfer(int number, long file, uintptr_t bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        uintptr_t words[3];
        long left;

        words[0] = (uintptr_t)file;
        words[1] = bytes + done;
        words[2] = size - done;
        left = call(number, words);
        if (left < 0 || (size_t)left >= size - done)
            break;
        done = size - (size_t)left;
    }
    return done;
}

size_t semihosting_read(long file, void *bytes, size_t size)
{
    return transfer(SYS_READ, file, (uintptr_t)bytes, size);
}

size_t semihosting_write(long file, const void *bytes, size_t size)
{
    return transfer(SYS_WRITE, file, (uintptr_t)bytes, size);
}

void semihosting_close(long file)
{
    call(SYS_CLOSE, &file);
}

int semihosting_arguments(char *text, size_t size)
{
    uintptr_t words[2];

    words[0] = (uintptr_t)text;
    words[1] = size;
    return call(SYS_GET_CMDLINE, words) == 0 ? 0 : -1;
}

uint32_t semihosting_time(void)
{
    return (uint32_t)call(SYS_TIME, NULL);
}

void semihosting_exit(int status)
{
    uintptr_t words[2];

    words[0] = APPLICATION_EXIT;
    words[1] = (uintptr_t)status;
    for (;;)
        call(SYS_EXIT_EXTENDED, words);
}
