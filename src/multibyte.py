#!/usr/bin/env python3
"""Writes src/multibyte_tables.h: the indexes of the East Asian encodings.

usage: multibyte.py [OUTPUT]

An index of the Encoding standard gives each pointer, which the bytes of a
character are reckoned into, its code point.  The indexes come from Python's
codecs, with the differences that are stated below.
"""

import sys

# Pointers of a row, the lead byte of the first, and the trail bytes.
def trails(*ranges):
    return [b for first, last in ranges for b in range(first, last + 1)]


def cells(codec, rows, bytes_of):
    """The code points by pointer, 0 where there is none."""
    codes = []
    for pointer in range(rows * len(bytes_of[1])):
        row, cell = divmod(pointer, len(bytes_of[1]))
        try:
            text = bytes([*bytes_of[0](row), bytes_of[1][cell]]).decode(codec)
        except UnicodeDecodeError:
            text = ""
        codes.append(ord(text) if len(text) == 1 else 0)
    return codes


def gb18030():
    codes = cells("gb18030", 126, (lambda row: [0x81 + row],
                                   trails((0x40, 0x7E), (0x80, 0xFE))))
    for code, instead in GB18030.items():
        codes[codes.index(code)] = instead
    return codes


# GB 18030-2000 is what Python has.  A3A0 is an ideographic space to the
# standard; one character came in 2005, and eighteen in 2022.
GB18030 = {
    0xE5E5: 0x3000, 0xE7C7: 0x1E3F,
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13,
    0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17,
    0xE795: 0xFE18, 0xE796: 0xFE19, 0xE81E: 0x9FB4, 0xE826: 0x9FB5,
    0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8, 0xE843: 0x9FB9,
    0xE854: 0x9FBA, 0xE864: 0x9FBB,
}


# HKSCS-2008, from pointer 1000 on: Python has HKSCS-2004.
HKSCS_2008 = """
    3875 21D53 2369E 26021 3EEC 258DE 3AF5 7AFC 9F97 24161 2890D 231EA 20A8A
    2325E 430A 8484 9F96 942F 4930 8613 5896 974A 9218 79D0 7A32 6660 6A29
    889D 744C 7BC5 6782 7A2C 524F 9046 34E6 73C4 25DB9 74C6 9FC7 57B3 492F
    544C 4131 2368E 5818 7A72 27B65 8B8F 46AE 26E88 4181 25D99 7BAE 224BC
    9FC8 224C1 224C9 224CC 9FC9 8504 235BB 40B4 9FCA 44E1 2ADFF 62C1 706E
    9FCB
"""

# Pointers whose characters the standard has in two places; HKSCS has a hole
# in one of them.
BIG5_TWICE = """
    2082:7BB8 2088:7C06 2103:7CCE 2114:7DD2 2123:7E1D 2148:8005 2151:8028
    2221:83C1 2239:84A8 2244:840F 2303:89A6 2304:89A9 2354:8D77 2400:90FD
    2413:92B9 2477:975C 2498:97FF 2605:9F16 2673:8503 2746:5159 2747:515B
    2748:515D 2749:515E 2771:936E 2780:7479 2990:6D67 3087:799B 3259:9097
    3301:975D 3436:701E 3451:5B28 4136:7201 4138:77D7 4141:7E87 4182:99D6
    4206:91D4 4220:60DE 4230:6FB6 4241:8F36 4258:4FBB 4273:71DF 4279:9104
    4282:9DF0 4294:83CF 4329:5C10 4330:79E3 4349:5A67 4419:8F0B 4422:7B51
    4494:62D0 4624:6062 4694:75F9 4708:6C4A 4742:9B2E 4748:9F17 4815:50ED
    4828:5F0C 4902:880F 4922:62CE 4982:7468 4992:7162 4997:7250 10942:5EF4
    10946:65E0 10948:7676 10950:96B6 10957:3003 10958:4EDD 19028:5029
    19035:507D 19088:5305 19096:5344 19112:537F 19162:5605 19240:5A77
    19299:5E75 19305:5ED0 19326:5F58 19355:60A4 19398:6490 19439:6674
    19454:675E 19553:6C9C 19554:6E1D 19557:6E2F 19611:716E 19643:732A
    19672:745C 19697:74E9 19748:7809
"""


def big5():
    bytes_of = (lambda row: [0x81 + row], trails((0x40, 0x7E), (0xA1, 0xFE)))
    codes = cells("big5hkscs", 126, bytes_of)
    # Symbols and the first level are code page 950's.
    for pointer, code in enumerate(cells("cp950", 126, bytes_of)):
        if code and 5024 <= pointer < 10896:
            codes[pointer] = code
    codes[5432:5465] = [*range(0x2400, 0x2420), 0x2421]
    codes[1000:1068] = [int(code, 16) for code in HKSCS_2008.split()]
    for entry in BIG5_TWICE.split():
        pointer, code = entry.split(":")
        codes[int(pointer)] = int(code, 16)
    return codes


def euc_kr():
    return cells("cp949", 126, (lambda row: [0x81 + row],
                                trails((0x41, 0xFE))))


def jis0208():
    """Of Shift_JIS, without the rows for private use."""
    def lead(row):
        return [row + (0x81 if row < 31 else 0xC1)]

    codes = cells("cp932", 60, (lead, trails((0x40, 0x7E), (0x80, 0xFC))))
    codes[8836:10716] = 1880 * [0]
    return codes


def jis0212():
    codes = cells("euc_jp", 94, (lambda row: [0x8F, 0xA1 + row],
                                 trails((0xA1, 0xFE))))
    codes[codes.index(0x7E)] = 0xFF5E
    return codes


def ranges():
    """Of gb18030's sequences of four bytes below U+10000: how many code
    points follow each other, and how many are then left out."""
    runs, before, pointer = [], 0x7F, 0
    while pointer < 39420:
        rest, last = divmod(pointer, 10)
        rest, third = divmod(rest, 126)
        first, second = divmod(rest, 10)
        code = ord(bytes([0x81 + first, 0x30 + second, 0x81 + third,
                          0x30 + last]).decode("gb18030"))
        if code == 0x1E3F:  # here is U+E7C7, which the decoder knows
            code = before + 1
        if code != before + 1:
            runs.append([code - before - 1, 0])
        elif not runs:
            runs.append([0, 0])
        runs[-1][1] += 1
        before, pointer = code, pointer + 1
    return runs


# Characters of a block, whose entries can be read by themselves.
BLOCK = 64

# The first byte of an entry; print_index explains them.
NEAR = 0x80
HOLE, WIDE, PLANE_2 = 0xFD, 0xFE, 0xFF


def far(code):
    """15 bits for what is frequent, None for others."""
    if 0x3000 <= code < 0xA000:
        return code - 0x3000
    return code - 0x8000 if 0xF000 <= code < 0x10000 else None


def pack(codes, runs):
    """The entries of a block; runs: the first byte of a run."""
    out, at, before = [], 0, 0
    while at < len(codes):
        code, size = codes[at], 1
        if code == 0:
            while codes[at + size:at + size + 1] == [0]:
                size += 1
            out += [HOLE, size]
            at += size
            continue
        while (code == before + 1 and size < HOLE - runs + 1
               and codes[at + size:at + size + 1] == [code + size]):
            size += 1
        if size > 1:
            out.append(runs + size - 2)
            code += size - 1
        elif 0 < code - before <= runs - NEAR:
            out.append(NEAR + code - before - 1)
        elif far(code) is not None:
            out += [far(code) >> 8, far(code) & 0xFF]
        elif code < 0x10000:
            out += [WIDE, code >> 8, code & 0xFF]
        else:
            assert code >> 16 == 2
            out += [PLANE_2, code >> 8 & 0xFF, code & 0xFF]
        at, before = at + size, code
    return out


def blocks(codes, runs):
    """All entries, and where those of each block begin."""
    out, starts, seen = [], [], {}
    for at in range(0, len(codes), BLOCK):
        packed = tuple(pack(codes[at:at + BLOCK], runs))
        if packed not in seen:
            seen[packed] = len(out)
            out += packed
        starts.append(seen[packed])
    return out, starts


def print_rows(out, values, form, number):
    for i in range(0, len(values), number):
        out.write("    %s,\n" % ", ".join(
            form % v for v in values[i:i + number]))


def print_index(out, name, option, codes):
    while codes[-1] == 0:
        codes.pop()
    codes += -len(codes) % BLOCK * [0]
    runs = min(range(NEAR + 8, HOLE, 4),
               key=lambda runs: len(blocks(codes, runs)[0]))
    entries, starts = blocks(codes, runs)
    out.write("""
#if %s
#define %s_RUN 0x%02X
/* %d bytes */
static const uint8_t %s[] GALLEY_FLASH = {
""" % (option, name.upper(), runs, len(entries) + 2 * len(starts), name))
    print_rows(out, entries, "0x%02X", 12)
    out.write("};\nstatic const uint16_t %s_blocks[] GALLEY_FLASH = {\n"
              % name)
    print_rows(out, starts, "%5d", 10)
    out.write("};\n#endif\n")


def print_ranges(out):
    values = []
    for run in ranges():
        for n in run:
            values += [n] if n < 0xFF else [0xFF, n >> 8, n & 0xFF]
    out.write("""
#if GALLEY_CHARSET_GB18030
/* The code points of four bytes below U+10000: how many are left out, how
 * many follow; 0xFF: two bytes more have the number. */
static const uint8_t ranges[] GALLEY_FLASH = {
""")
    print_rows(out, values, "0x%02X", 12)
    out.write("};\n#endif\n")


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "src/multibyte_tables.h"
    with open(path, "w") as out:
        out.write("""\
/* SPDX-License-Identifier: MIT */
/*
 * The indexes of the East Asian encodings.  Written by src/multibyte.py:
 * change that, not this.
 *
 * The code points of an index stand in blocks of BLOCK.  Entries of a block,
 * by their first byte:
 *     below NEAR   15 bits, the high ones first: U+3000 and up, from 0x7000
 *                  on U+F000 and up
 *     below X_RUN  the code point before + the entry - NEAR + 1
 *     below HOLE   a run of the entry - X_RUN + 2 code points, which go up by
 *                  1 from the one before
 *     HOLE         so many without a character as the next byte says
 *     WIDE         16 bits follow
 *     PLANE_2      16 bits follow, of a code point above U+20000
 * The code point before the first of a block is 0.
 */
#ifndef MULTIBYTE_TABLES_H
#define MULTIBYTE_TABLES_H

#define BLOCK %d
#define NEAR 0x%02X
#define HOLE 0x%02X
#define WIDE 0x%02X
#define PLANE_2 0x%02X
""" % (BLOCK, NEAR, HOLE, WIDE, PLANE_2))
        print_index(out, "gb18030", "GALLEY_CHARSET_GB18030", gb18030())
        print_ranges(out)
        print_index(out, "big5", "GALLEY_CHARSET_BIG5", big5())
        print_index(out, "euc_kr", "GALLEY_CHARSET_EUC_KR", euc_kr())
        print_index(out, "jis0208", "JIS0208", jis0208())
        print_index(out, "jis0212", "GALLEY_CHARSET_EUC_JP", jis0212())
        out.write("\n#endif\n")


if __name__ == "__main__":
    main()
