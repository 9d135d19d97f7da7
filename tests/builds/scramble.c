/*
 * Linked into each program of `make esp8266`: before it starts, no byte of a
 * GALLEY_FLASH table is left as it was.  Only GALLEY_READ8, 16 and 32 of
 * scramble.h still know what it said; who reads one in another way, which
 * the ESP8266 would not survive, reads something else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* By the linker; of a program without tables there are none. */
extern char __start_galley_tables[] __attribute__((weak));
extern char __stop_galley_tables[] __attribute__((weak));

__attribute__((constructor)) static void scramble(void)
{
    char *p = __start_galley_tables;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t begin = (uintptr_t)p & ~(page - 1);

    if (p == NULL)
        return;
    if (mprotect((void *)begin, (uintptr_t)__stop_galley_tables - begin,
                 PROT_READ | PROT_WRITE) != 0) {
        perror("scramble: mprotect");
        exit(1);
    }
    for (; p < __stop_galley_tables; p++)
        *p = (char)((uint8_t)*p ^ SCRAMBLE);
}

/* ---- what is handed out as it stands in flash ---- */

const char *__real_galley_strerror(int result);
const char *__real_galley_strname(int result);
const char *__wrap_galley_strerror(int result);
const char *__wrap_galley_strname(int result);

/* A copy in RAM, as galley.h tells the caller to make one. */
static const char *copy(const char *flash)
{
    static char copies[64][96];
    static unsigned next;
    char *text = copies[next++ % 64];
    size_t i = 0;

    do {
        if (i == sizeof copies[0])
            abort();
        text[i] = (char)GALLEY_READ8(flash + i);
    } while (text[i++] != '\0');
    return text;
}

const char *__wrap_galley_strerror(int result)
{
    return copy(__real_galley_strerror(result));
}

const char *__wrap_galley_strname(int result)
{
    return copy(__real_galley_strname(result));
}
