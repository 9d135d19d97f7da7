/* SPDX-License-Identifier: MIT */
/*
 * Galley: named character references.  A name's characters come in one at a
 * time, code points go out.  Holds struct galley_entity, the caller's.
 *
 * The names stand front-coded in sorted order (entities.py describes the
 * format), so the cursor only ever walks forward: the entries that begin with
 * the characters so far lie together, and the first of them whose next
 * character is the wanted one is found by skipping.
 */
#include "entities.h"

#if GALLEY_ENTITIES_FULL
#include "entities_table.h"
#else
#include "entities_html4_table.h"
#endif

#define SHARED 0x1F
#define NO_SEMICOLON 0x20
#define LAST_LETTER 0x80

static uint8_t byte_at(uint16_t at)
{
    return GALLEY_READ8(&entity_bytes[at]);
}

void galley_entity_start(struct galley_entity *e)
{
    e->size = 0;
    e->best = 0;
    e->whole = 0;
}

/* The first letter is found in the index. */
static bool first_letter(struct galley_entity *e, uint8_t c)
{
    uint8_t letter = (uint8_t)((c | 0x20) - 'a');

    if (letter >= 26)
        return false;
    if (c >= 'a')
        letter = (uint8_t)(letter + 26);
    e->at = GALLEY_READ16(&entity_index[letter]);
    e->head = byte_at(e->at++);
    e->size = 1;
    return (e->head & SHARED) == 1;
}

/* From anywhere in an entry to the first letter of the next. */
static void next_entry(struct galley_entity *e)
{
    if (!e->whole)
        while (!(byte_at(e->at++) & LAST_LETTER))
            continue;
    e->whole = 0;
    e->at = (uint16_t)(e->at + 2);
    e->head = byte_at(e->at++);
}

static void note_best(struct galley_entity *e)
{
    e->best = e->size;
    e->value = (uint16_t)(byte_at(e->at) * 256u
                          + byte_at((uint16_t)(e->at + 1)));
}

bool galley_entity_next(struct galley_entity *e, uint8_t c)
{
    if (e->size == 0)
        return first_letter(e, c);
    for (;;) {
        if (!e->whole && (e->head & SHARED) <= e->size) {
            uint8_t letter = byte_at(e->at);

            if ((letter & ~LAST_LETTER) == c) {
                e->at++;
                e->size++;
                e->whole = letter >= LAST_LETTER;
                if (e->whole && (e->head & NO_SEMICOLON))
                    note_best(e);
                return true;
            }
            if ((letter & ~LAST_LETTER) > c)
                return false;
        }
        next_entry(e);
        if ((e->head & SHARED) < e->size)
            return false;
    }
}

bool galley_entity_semicolon(struct galley_entity *e)
{
    if (!e->whole)
        return false;
    note_best(e);
    return true;
}

void galley_entity_value(const struct galley_entity *e, uint32_t *code)
{
    uint16_t value = e->value;

    code[0] = value;
    code[1] = 0;
    if ((value & 0xFC00) == 0xD800)
        code[0] = 0x1D400ul + (value & 0x3FF);
#if ENTITY_PAIRS
    if ((value & 0xFC00) == 0xDC00) {
        const uint16_t *pair = &entity_pairs[2 * (value & 0x3FF)];

        code[0] = GALLEY_READ16(&pair[0]);
        code[1] = GALLEY_READ16(&pair[1]);
    }
#endif
}
