/*
 * DNS over UDP over IPv4 over Ethernet, one question at a time (RFC 1035).
 * Holds nothing.
 */
#include "names.h"

#include <string.h>

#define IP 14   /* offsets in the frame; IP headers have no options here */
#define UDP 34
#define DNS 42
#define QUESTION 54

static uint32_t get16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static void put16(uint8_t *p, uint32_t value)
{
    p[0] = (uint8_t)(value >> 8);
    p[1] = (uint8_t)value;
}

static uint32_t sum(uint32_t start, const uint8_t *p, size_t size)
{
    size_t i;

    for (i = 0; i + 1 < size; i += 2)
        start += get16(p + i);
    if (size & 1)
        start += (uint32_t)p[size - 1] << 8;
    while (start >> 16)
        start = (start & 0xffff) + (start >> 16);
    return start;
}

/* Over the pseudo header too; 0xffff when the sum in it is right. */
static uint32_t udp_sum(const uint8_t *frame, size_t udp_size)
{
    return sum(sum((uint32_t)(17 + udp_size), frame + IP + 12, 8),
               frame + UDP, udp_size);
}

static int is_question(const uint8_t *f, size_t size)
{
    size_t udp_size;

    if (size < QUESTION + 5 || get16(f + 12) != 0x0800 || f[IP] != 0x45 ||
        f[IP + 9] != 17 || get16(f + UDP + 2) != 53)
        return 0;
    udp_size = get16(f + UDP + 4);
    return udp_size >= QUESTION + 5 - UDP && udp_size <= size - UDP &&
           sum(0, f + IP, 20) == 0xffff &&
           (get16(f + UDP + 6) == 0 || udp_sum(f, udp_size) == 0xffff);
}

/* Swaps what says who sends and who receives. */
static void turn_round(uint8_t *f)
{
    uint8_t t[6];

    memcpy(t, f, 6);
    memcpy(f, f + 6, 6);
    memcpy(f + 6, t, 6);
    memcpy(t, f + IP + 12, 4);
    memcpy(f + IP + 12, f + IP + 16, 4);
    memcpy(f + IP + 16, t, 4);
    memcpy(t, f + UDP, 2);
    memcpy(f + UDP, f + UDP + 2, 2);
    memcpy(f + UDP + 2, t, 2);
}

/* The end of the question; 0 for one that does not end. */
static size_t question_end(const uint8_t *f, size_t end)
{
    size_t i = QUESTION;

    while (i < end && f[i])
        i += 1u + f[i];
    return i + 5 <= end ? i + 5 : 0;
}

static size_t put_sums(uint8_t *f, size_t end)
{
    put16(f + IP + 2, (uint32_t)(end - IP));
    put16(f + IP + 10, 0);
    put16(f + IP + 10, ~sum(0, f + IP, 20));
    put16(f + UDP + 4, (uint32_t)(end - UDP));
    put16(f + UDP + 6, 0);
    put16(f + UDP + 6, ~udp_sum(f, end - UDP));
    return end;
}

size_t names_answer(const uint8_t *frame, size_t size, uint8_t *answer)
{
    /* a pointer to the name, type A, class IN, 60 s, 4 bytes */
    static const uint8_t record[] = {0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4,
                                     10, 0, 2, 2};
    size_t end;

    if (!is_question(frame, size) || size > 1500)
        return 0;
    memcpy(answer, frame, size);
    end = question_end(answer, UDP + get16(frame + UDP + 4));
    if (end == 0 || memcmp(answer + QUESTION + 1, "silent", 6) == 0)
        return 0;
    turn_round(answer);
    put16(answer + DNS + 2, 0x8180);
    if (memcmp(answer + QUESTION, "\4none", 5) == 0) {
        put16(answer + DNS + 2, 0x8183);
        return put_sums(answer, end);
    }
    put16(answer + DNS + 6, 1);
    memcpy(answer + end, record, sizeof record);
    if (memcmp(answer + QUESTION, "\3far", 4) == 0)
        answer[end + sizeof record - 1] = 99;
    return put_sums(answer, end + sizeof record);
}
