/*
 * The ESP8266's instruction set with nothing around it: start-up, and the
 * stream by the simulator's calls (simcall: number in a2, arguments from a3
 * on, result in a2).
 */
#include "board.h"

#include <string.h>

#define SYS_EXIT 1
#define SYS_READ 3
#define SYS_WRITE 4

extern char bss_start[], bss_end[];

int main(void);
void begin(void);

/* The literal of stack_top and of begin lie behind the jump. */
__asm__(".section .start, \"ax\"\n"
        ".global start\n"
        "start:\n"
        "    j 1f\n"
        "    .align 4\n"
        "    .literal_position\n"
        "1:\n"
        "    movi sp, stack_top\n"
        "    movi a0, begin\n"
        "    jx a0\n"
        ".text\n");

static long call(long number, long first, long second, long third)
{
    register long a2 __asm__("a2") = number;
    register long a3 __asm__("a3") = first;
    register long a4 __asm__("a4") = second;
    register long a5 __asm__("a5") = third;

    __asm__ volatile("simcall"
                     : "+r"(a2), "+r"(a3)
                     : "r"(a4), "r"(a5)
                     : "memory");
    return a2;
}

void begin(void)
{
    memset(bss_start, 0, (size_t)(bss_end - bss_start));
    board_exit(main());
}

void board_start(void)
{
}

size_t board_read(void *bytes, size_t size)
{
    char *p = bytes;
    size_t done = 0;

    while (done < size) {
        long n = call(SYS_READ, 0, (long)(p + done), (long)(size - done));

        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

void board_write(const void *bytes, size_t size)
{
    const char *p = bytes;

    while (size > 0) {
        long n = call(SYS_WRITE, 1, (long)p, (long)size);

        if (n <= 0)
            break;
        p += n;
        size -= (size_t)n;
    }
}

void board_exit(int status)
{
    for (;;)
        call(SYS_EXIT, status, 0, 0);
}
