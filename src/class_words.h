/* SPDX-License-Identifier: MIT */
/*
 * Galley: what a word of class, id, role, rel or itemprop tells, by its hash
 * (text.h): a weight, learned, and a category, listed.
 */
#ifndef GALLEY_CLASS_WORDS_H
#define GALLEY_CLASS_WORDS_H

#include "../include/galley.h"

/* Categories, in the order of categories.py. */
#define CATEGORY_COMMENT 0
#define CATEGORY_RELATED 1
#define CATEGORY_PROMOTION 2
#define CATEGORY_AUTHOR 3
#define CATEGORY_SHARE 4
#define CATEGORY_NAVIGATION 5
#define CATEGORY_CAPTION 6
#define CATEGORY_BODY 7
#define CATEGORY_BIT(category) (1u << (category))

/* No categories of blocks. */
#define CATEGORY_DATE 0x100u   /* of publication */
#define CATEGORY_UNSEEN 0x200u /* for screen readers alone, */
#define CATEGORY_SCREEN 0x400u /* as are these two in a row */
#define CATEGORY_READER 0x800u
#define CATEGORY_SHOP 0x1000u

/* What is known of a word, 0: nothing. */
uint16_t galley_class_words_find(uint16_t hash);

/* Of that: how much it speaks for body, negative: against it; its category
 * as a bit, or 0. */
static inline int8_t galley_class_words_weight(uint16_t found)
{
    return (int8_t)(found & 0xFF);
}

static inline uint16_t galley_class_words_category(uint16_t found)
{
    return (uint16_t)((1u << (found >> 8)) >> 1);
}

#endif
