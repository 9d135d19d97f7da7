/* SPDX-License-Identifier: MIT */
/*
 * Galley: named character references.  A name's characters come in one at a
 * time, code points go out.  Holds struct galley_entity, the caller's.
 *
 * The names stand front-coded (entities.py describes the format), and the
 * cursor only ever walks forward: the entries that begin with the characters
 * so far lie together, those that share no more in the order of the next
 * character, and the wanted one is found by skipping.  Within an entry the
 * cursor stands at the number of a piece, and at a letter in the table of
 * pieces.
 */
#include "entities.h"

#if GALLEY_ENTITIES_FULL
#include "entities_table.h"
#else
#include "entities_html4_table.h"
#endif

#define LAST_LETTER 0x80 /* of a piece */
#define ALL_MET 0        /* in place of a letter's offset: a 0 is there */
#define SHARED_MAX 15    /* more stand in a byte of their own */
#define RARE 15          /* the window of those that have none */

static uint8_t byte_at(unsigned at)
{
    return GALLEY_READ8(&entity_bytes[at]);
}

static uint8_t letter_at(unsigned at)
{
    return GALLEY_READ8(&entity_pieces[at]);
}

/* At a number: on to the first letter of its piece. */
static void enter_piece(struct galley_entity *e)
{
    uint8_t piece = byte_at(e->at);
    uint8_t skip = piece % ENTITY_STEP;
    unsigned at = GALLEY_READ16(&entity_piece_index[piece / ENTITY_STEP]);

    while (skip > 0)
        if (letter_at(at++) >= LAST_LETTER)
            skip--;
    e->letter = (uint16_t)at;
}

void galley_entity_start(struct galley_entity *e)
{
    e->letter = ALL_MET + 1;
    e->size = 0;
    e->best = 0;
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
    e->size = 1;
    enter_piece(e);
    return e->at != 0;
}

/* From anywhere in an entry to the first piece of the next; returns how many
 * letters they share. */
static uint8_t next_entry(struct galley_entity *e)
{
    unsigned at = e->at;
    uint8_t shared;

    while (byte_at(at) < ENTITY_ENDING)
        at++;
    shared = byte_at(at + 2) & SHARED_MAX;
    at += 3;
    if (shared == SHARED_MAX)
        shared = (uint8_t)(shared + byte_at(at++));
    e->at = (uint16_t)at;
    return shared;
}

static void note_best(struct galley_entity *e)
{
    e->best = e->size;
    e->value = (uint16_t)(e->at + 1);
}

/* The next letter has been met. */
static void meet(struct galley_entity *e)
{
    e->size++;
    if (letter_at(e->letter++) < LAST_LETTER)
        return;
    if (byte_at(e->at) < ENTITY_ENDING) {
        e->at++;
        enter_piece(e);
        return;
    }
    e->letter = ALL_MET;
    if (byte_at(e->at + 2u) <= SHARED_MAX)
        note_best(e);
}

/* 0: none. */
static uint8_t next_letter(const struct galley_entity *e)
{
    return letter_at(e->letter) & (LAST_LETTER - 1);
}

bool galley_entity_next(struct galley_entity *e, uint8_t c)
{
    unsigned letter, shared;

    if (e->size == 0)
        return first_letter(e, c);
    letter = next_letter(e);
    if (letter != c)
        do {
            do
                shared = next_entry(e);
            while (shared > e->size);
            if (shared < e->size)
                return false;
            enter_piece(e);
            letter = next_letter(e);
        } while (letter < c);
    if (letter != c)
        return false;
    meet(e);
    return true;
}

bool galley_entity_semicolon(struct galley_entity *e)
{
    if (e->letter != ALL_MET)
        return false;
    note_best(e);
    return true;
}

void galley_entity_value(const struct galley_entity *e, uint32_t *code)
{
    uint8_t distance = byte_at(e->value);
    uint8_t window = byte_at(e->value + 1u) >> 4;

    code[1] = 0;
#if ENTITY_RARE
    if (window == RARE) {
        uint16_t rare = GALLEY_READ16(&entity_rare[distance]);
        const uint16_t *kind = &entity_kinds[2 * (rare >> 12)];

        code[0] = GALLEY_READ16(&kind[0]) + (rare & 0x0FFFu);
        code[1] = GALLEY_READ16(&kind[1]);
        return;
    }
#endif
    code[0] = (uint32_t)GALLEY_READ16(&entity_windows[window]) * 2 + distance;
}
