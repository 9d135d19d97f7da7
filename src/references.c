/* SPDX-License-Identifier: MIT */
/*
 * Galley: the name or number of a character reference in, UTF-8 out.  Holds
 * nothing.
 */
#include "references.h"

#include "entities.h"
#include "text.h"

uint8_t galley_reference_name(const struct galley_entity *e, char *out)
{
    uint32_t code[2];
    uint8_t size;

    galley_entity_value(e, code);
    size = galley_text_encode(code[0], out);
    if (code[1] != 0)
        size = (uint8_t)(size + galley_text_encode(code[1], out + size));
    return size;
}

static const uint16_t windows_1252[32] GALLEY_FLASH = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

uint16_t galley_reference_windows_1252(uint8_t byte)
{
    return GALLEY_READ16(&windows_1252[byte - 0x80]);
}

/* 13.2.5.80: the numbers 0x80 to 0x9F stand for what these bytes do. */
uint8_t galley_reference_number(uint32_t code, char *out)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    else if (code >= 0x80 && code < 0xA0)
        code = galley_reference_windows_1252((uint8_t)code);
    return galley_text_encode(code, out);
}
