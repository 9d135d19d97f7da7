/* SPDX-License-Identifier: MIT */
/*
 * Galley: class words.  A hash comes in, its weight or category goes out;
 * both tables are sorted by hash.  Holds nothing.
 */
#include "class_words.h"

#ifndef GALLEY_CLASS_TABLE
#define GALLEY_CLASS_TABLE "class_table.h"
#endif
#include GALLEY_CLASS_TABLE
#include "category_table.h"

/* Index of hash in a sorted table, or count.  Hashes are spread evenly, so
 * it is not far from where it would be if they were so exactly. */
static uint16_t index_of(const uint16_t *table, uint16_t count, uint16_t hash)
{
    uint16_t i = (uint16_t)((uint32_t)hash * count >> 16);

    while (i > 0 && GALLEY_READ16(&table[i]) > hash)
        i--;
    for (; i < count; i++) {
        uint16_t there = GALLEY_READ16(&table[i]);

        if (there >= hash)
            return there == hash ? i : count;
    }
    return count;
}

int8_t galley_class_words_weight(uint16_t hash)
{
    uint16_t i = index_of(class_hash, GALLEY_CLASS_COUNT, hash);

    return i < GALLEY_CLASS_COUNT
               ? (int8_t)GALLEY_READ8((const uint8_t *)&class_weight[i])
               : 0;
}

uint16_t galley_class_words_category(uint16_t hash)
{
    uint16_t i = index_of(category_hash, GALLEY_CATEGORY_COUNT, hash);

    return i < GALLEY_CATEGORY_COUNT
               ? (uint16_t)CATEGORY_BIT(GALLEY_READ8(&category_of[i]))
               : 0;
}
