/* SPDX-License-Identifier: MIT */
/*
 * Galley: 16 bytes at a time, where the compiler says that the machine can do
 * that (SSE2, NEON of AArch64); else VECTOR_BYTES is not defined, and a word
 * at a time is, where that is worth it.
 *
 * VECTOR_EQUAL makes of each byte 0xFF or 0; VECTOR_MASK is 0 if all of them
 * are 0, and VECTOR_FIRST of a mask, not 0, is the place of the first 0xFF.
 * VECTOR_HIGH is such a mask of the bytes whose highest bit is set.
 *
 * WORD_LOAD loads a word from any place where the CPU can do that
 * (WORD_ANYWHERE), else from aligned places only.
 */
#ifndef GALLEY_SRC_VECTOR_H
#define GALLEY_SRC_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "../include/galley_config.h"

#if defined __GNUC__ && defined __SSE2__
#include <emmintrin.h>

#define VECTOR_BYTES 16
typedef __m128i vector;
typedef unsigned vector_mask;
#define VECTOR_EACH(c) _mm_set1_epi8((char)(c))
#define VECTOR_LOAD(p) _mm_loadu_si128((const void *)(p))
#define VECTOR_EQUAL(v, w) _mm_cmpeq_epi8(v, w)
#define VECTOR_OR(v, w) _mm_or_si128(v, w)
#define VECTOR_MASK(v) ((unsigned)_mm_movemask_epi8(v))
#define VECTOR_FIRST(mask) __builtin_ctz(mask)
#define VECTOR_HIGH(v) VECTOR_MASK(v)

#elif defined __GNUC__ && defined __aarch64__ && defined __ARM_NEON \
    && !defined __AARCH64EB__
#include <arm_neon.h>

#define VECTOR_BYTES 16
typedef uint8x16_t vector;
typedef uint64_t vector_mask;
#define VECTOR_EACH(c) vdupq_n_u8(c)
#define VECTOR_LOAD(p) vld1q_u8((const uint8_t *)(p))
#define VECTOR_EQUAL(v, w) vceqq_u8(v, w)
#define VECTOR_OR(v, w) vorrq_u8(v, w)
/* 4 bits for each byte: the middle of each pair of bytes. */
#define VECTOR_MASK(v) vget_lane_u64(vreinterpret_u64_u8( \
    vshrn_n_u16(vreinterpretq_u16_u8(v), 4)), 0)
#define VECTOR_FIRST(mask) (__builtin_ctzll(mask) / 4)
#define VECTOR_HIGH(v) VECTOR_MASK(vreinterpretq_u8_s8( \
    vshrq_n_s8(vreinterpretq_s8_u8(v), 7)))

#elif SIZE_MAX >= 0xFFFFFFFF
#define WORD_BYTES sizeof(size_t)
#define WORD_EACH(c) ((size_t)-1 / 0xFF * (size_t)(c))

/* (A freestanding compiler calls memcpy unless it is told that it may not.) */
#if defined __GNUC__ \
    && (defined __x86_64__ || defined __i386__ || defined __aarch64__ \
        || defined __ARM_FEATURE_UNALIGNED)
#define WORD_ANYWHERE 1
#define WORD_LOAD(w, p) __builtin_memcpy(w, p, WORD_BYTES)
#elif defined __GNUC__
#define WORD_ANYWHERE 0
#define WORD_LOAD(w, p) \
    __builtin_memcpy(w, __builtin_assume_aligned(p, WORD_BYTES), WORD_BYTES)
#else
#include <string.h>
#define WORD_ANYWHERE 1
#define WORD_LOAD(w, p) memcpy(w, p, WORD_BYTES)
#endif
#endif

/* ---- the scan for one byte ---- */

#if GALLEY_SCAN && defined WORD_BYTES
/* Skips words none of whose bytes, with the bits set, are those of cs: one is
 * zero after the exclusive or, and subtracting 1 then sets its high bit. */
static inline const char *galley_vector_skip(const char *p, const char *end,
                                             size_t cs, size_t bits)
{
    size_t w;

    for (; (size_t)(end - p) >= WORD_BYTES; p += WORD_BYTES) {
        WORD_LOAD(&w, p);
        w = (w | bits) ^ cs;
        if (((w - WORD_EACH(1)) & ~w & WORD_EACH(0x80)) != 0)
            break;
    }
    return p;
}
#endif

/* The next byte from p on that, with these bits set, is c; or the end. */
static inline const char *galley_vector_find(const char *p, const char *end,
                                             uint8_t c, uint8_t bits)
{
#if GALLEY_SCAN && defined VECTOR_BYTES
    const vector cs = VECTOR_EACH(c), ones = VECTOR_EACH(bits);
    vector_mask found;

    for (; end - p >= VECTOR_BYTES; p += VECTOR_BYTES) {
        found = VECTOR_MASK(
            VECTOR_EQUAL(VECTOR_OR(VECTOR_LOAD(p), ones), cs));
        if (found != 0)
            return p + VECTOR_FIRST(found);
    }
#endif
    while (p != end && ((uint8_t)*p | bits) != c) {
        p++;
#if GALLEY_SCAN && defined WORD_BYTES
        if (!WORD_ANYWHERE && (uintptr_t)p % WORD_BYTES != 0)
            continue;
        p = galley_vector_skip(p, end, WORD_EACH(c), WORD_EACH(bits));
#endif
    }
    return p;
}

#endif
