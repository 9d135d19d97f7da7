/*
 * Start-up of a Cortex-M: the vectors, .data copied, .bss cleared, main.
 * A fault ends the emulator with status 70.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "semihosting.h"

/* Of the linker script: only their addresses mean anything. */
extern char stack_top[], data_start[], data_end[], data_load[];
extern char bss_start[], bss_end[];

int main(void);
void reset(void);

void reset(void)
{
    memcpy(data_start, data_load, (size_t)(data_end - data_start));
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    semihosting_exit(main());
}

static void fault(void)
{
    semihosting_exit(70);
}

struct vectors {
    void *stack;
    void (*handlers[15])(void);
};

extern const struct vectors vectors;
const struct vectors vectors __attribute__((section(".vectors"), used)) = {
    stack_top,
    {reset, fault, fault, fault, fault, fault, fault, fault,
     fault, fault, fault, fault, fault, fault, fault}
};
