/*
 * Start-up of a RISC-V hart in machine mode: global pointer, stack, .bss
 * cleared, main.  A trap ends the emulator with status 70.
 */
#include <stddef.h>
#include <string.h>

#include "semihosting.h"

extern char bss_start[], bss_end[];

int main(void);
void begin(void);
void trap(void);

__asm__(".section .start, \"ax\"\n"
        ".global start\n"
        "start:\n"
        "    .option push\n"
        "    .option norelax\n"
        "    la gp, global_pointer\n"
        "    .option pop\n"
        "    la sp, stack_top\n"
        "    la t0, trap\n"
        "    csrw mtvec, t0\n"
        "    tail begin\n"
        ".text\n");

void begin(void)
{
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    semihosting_exit(main());
}

__attribute__((aligned(4))) void trap(void)
{
    semihosting_exit(70);
}
