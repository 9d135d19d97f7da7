/*
 * The sums that training is made of, in integers: the same in any order.
 */
#include <stdint.h>

/* into[to[i]] += values[from[i]] */
void gather(int64_t *into, const int32_t *to, const int32_t *from,
            const int64_t *values, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        into[to[i]] += values[from[i]];
}

/* For each value of a feature the slopes, the curves and the number of the
 * rows that have it. */
void histogram(int64_t (*into)[3], const uint8_t *feature,
               const int32_t *rows, const int64_t (*pull)[2], int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        int64_t *sums = into[feature[rows[i]]];
        sums[0] += pull[rows[i]][0];
        sums[1] += pull[rows[i]][1];
        sums[2]++;
    }
}
