/* SPDX-License-Identifier: MIT */
/*
 * Galley: 16 bytes at a time, where the compiler says that the machine can do
 * that (SSE2, NEON of AArch64); else VECTOR_BYTES is not defined.
 *
 * VECTOR_EQUAL makes of each byte 0xFF or 0; VECTOR_MASK is 0 if all of them
 * are 0, and VECTOR_FIRST of a mask, not 0, is the place of the first 0xFF.
 * VECTOR_HIGH is such a mask of the bytes whose highest bit is set.
 */
#ifndef GALLEY_SRC_VECTOR_H
#define GALLEY_SRC_VECTOR_H

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
#endif

#endif
