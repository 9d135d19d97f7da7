/*
 * Division, which this CPU has no instruction for and Debian's libgcc no
 * function: shift and subtract.  (The chip has them in its ROM.)
 */
#include <stdbool.h>
#include <stdint.h>

uint32_t __udivsi3(uint32_t n, uint32_t d);
uint32_t __umodsi3(uint32_t n, uint32_t d);
int32_t __divsi3(int32_t n, int32_t d);

static uint32_t divide(uint32_t n, uint32_t d, uint32_t *rest)
{
    uint32_t quotient = 0, r = 0;
    int bit;

    for (bit = 31; bit >= 0; bit--) {
        bool carry = r >> 31 != 0;

        r = r << 1 | (n >> bit & 1);
        if (carry || r >= d) {
            r -= d;
            quotient |= UINT32_C(1) << bit;
        }
    }
    *rest = r;
    return quotient;
}

uint32_t __udivsi3(uint32_t n, uint32_t d)
{
    uint32_t rest;

    return divide(n, d, &rest);
}

uint32_t __umodsi3(uint32_t n, uint32_t d)
{
    uint32_t rest;

    divide(n, d, &rest);
    return rest;
}

int32_t __divsi3(int32_t n, int32_t d)
{
    uint32_t q = __udivsi3(n < 0 ? 0 - (uint32_t)n : (uint32_t)n,
                           d < 0 ? 0 - (uint32_t)d : (uint32_t)d);

    return (int32_t)((n < 0) != (d < 0) ? 0 - q : q);
}
