/*
 * The vectors of the galley command on a Cortex-M3: newlib's own start-up
 * does the rest.  A fault ends the emulator with status 70.
 */
#include "semihosting.h"

extern char stack_top[];

void _start(void);

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
    {_start, fault, fault, fault, fault, fault, fault, fault,
     fault, fault, fault, fault, fault, fault, fault}
};
