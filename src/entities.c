/*
 * Character references: a name's characters come in one at a time, UTF-8
 * goes out.  Holds the 8 bytes of struct galley_entity, nothing else.
 *
 * The names stand front-coded in sorted order (the format is described in
 * entities.py), so the cursor only ever walks forward: the entries that
 * begin with the characters so far lie together, and the first of them whose
 * next character is the wanted one is found by skipping.
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
static int first_letter(struct galley_entity *e, uint8_t c)
{
    uint8_t letter = (uint8_t)((c | 0x20) - 'a');

    if (letter >= 26)
        return 0;
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
            ;
    e->whole = 0;
    e->at = (uint16_t)(e->at + 2);
    e->head = byte_at(e->at++);
}

static void note_best(struct galley_entity *e)
{
    e->best = e->size;
    e->value = (uint16_t)(byte_at(e->at) * 256u +
                          byte_at((uint16_t)(e->at + 1)));
}

int galley_entity_next(struct galley_entity *e, uint8_t c)
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
                return 1;
            }
            if ((letter & ~LAST_LETTER) > c)
                return 0;
        }
        next_entry(e);
        if ((e->head & SHARED) < e->size)
            return 0;
    }
}

int galley_entity_semicolon(struct galley_entity *e)
{
    if (!e->whole)
        return 0;
    note_best(e);
    return 1;
}

static uint8_t utf8(uint32_t code, char *out)
{
    uint8_t size = 0;

    if (code < 0x80) {
        out[size++] = (char)code;
        return size;
    }
    if (code < 0x800) {
        out[size++] = (char)(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            out[size++] = (char)(0xE0 | code >> 12);
        } else {
            out[size++] = (char)(0xF0 | code >> 18);
            out[size++] = (char)(0x80 | (code >> 12 & 0x3F));
        }
        out[size++] = (char)(0x80 | (code >> 6 & 0x3F));
    }
    out[size++] = (char)(0x80 | (code & 0x3F));
    return size;
}

uint8_t galley_entity_name(const struct galley_entity *e, char *out)
{
    uint16_t value = e->value;

    if ((value & 0xFC00) == 0xD800)
        return utf8(0x1D400ul + (value & 0x3FF), out);
#if ENTITY_PAIRS
    if ((value & 0xFC00) == 0xDC00) {
        const uint16_t *pair = &entity_pairs[2 * (value & 0x3FF)];
        uint8_t size = utf8(GALLEY_READ16(&pair[0]), out);

        return (uint8_t)(size + utf8(GALLEY_READ16(&pair[1]), out + size));
    }
#endif
    return utf8(value, out);
}

/* 13.2.5.85: what 0x80 to 0x9F stand for (windows-1252). */
static const uint16_t windows_1252[32] GALLEY_FLASH = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

uint8_t galley_entity_number(uint32_t code, char *out)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    else if (code >= 0x80 && code < 0xA0)
        code = GALLEY_READ16(&windows_1252[code - 0x80]);
    return utf8(code, out);
}
