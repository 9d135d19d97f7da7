/* SPDX-License-Identifier: MIT */
/*
 * Galley: class words.  A hash comes in, what is known of the word goes out.
 * The table is sorted by hash; the high byte says where in it a word stands,
 * so that only the low byte is kept (categories.py).  Holds nothing.
 */
#include "class_words.h"

#ifndef GALLEY_CLASS_TABLE
#define GALLEY_CLASS_TABLE "class_table.h"
#endif
#include GALLEY_CLASS_TABLE

/* How many words have lower hashes than those with this high byte. */
static unsigned words_before(unsigned high)
{
    return high * CLASS_STEP + GALLEY_READ8(&class_shift[high])
           - CLASS_SHIFTED;
}

/* The category, or 0, in front of the weight. */
static uint16_t known_word(unsigned i)
{
    uint8_t known = GALLEY_READ8(&class_known[i]);

    if (known >= CLASS_PAIR)
        return GALLEY_READ16(&class_pairs[known - CLASS_PAIR]);
    return (uint8_t)(known - CLASS_ZERO);
}

uint16_t galley_class_words_find(uint16_t hash)
{
    unsigned high = hash >> 8;
    unsigned i = words_before(high), end = words_before(high + 1);

    for (; i != end; i++)
        if (GALLEY_READ8(&class_low[i]) == (hash & 0xFF))
            return known_word(i);
    return 0;
}
