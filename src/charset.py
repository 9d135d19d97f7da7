#!/usr/bin/env python3
"""Writes src/charset_numbers.h, the numbers of the encodings, and
src/charset_tables.h, labels and single-byte tables.

usage: charset.py [FOLDER]

The labels are those of the Encoding standard (encoding.spec.whatwg.org,
"Names and labels"); the first of each line is the encoding's name.  The
tables come from Python's codecs, which agree with the standard's indexes
except for the differences stated below.
"""

import sys

from categories import fnv

UTF = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8"
             " x-unicode20utf8",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
    "utf-16be": "unicodefffe",
}

# multibyte.py has their tables; where they are not built in, they are an
# error once they would have to be decoded.
MULTI_BYTE = {
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80"
           " iso-ir-58 x-gbk",
    "gb18030": "",
    "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j"
                 " x-sjis",
    "euc-kr": "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987"
              " ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    # From here on ASCII bytes do not mean ASCII.
    "iso-2022-jp": "csiso2022jp",
    "replacement": "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext"
                   " iso-2022-kr",
}

SINGLE_BYTE = {
    "windows-1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819"
                    " iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
                    " iso_8859-1:1987 l1 latin1 us-ascii x-cp1252",
    "ibm866": "866 cp866 csibm866",
    "iso-8859-2": "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2"
                  " iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3"
                  " iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4"
                  " iso_8859-4:1988 l4 latin4",
    "iso-8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595"
                  " iso_8859-5 iso_8859-5:1988",
    "iso-8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic"
                  " ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6"
                  " iso88596 iso_8859-6 iso_8859-6:1987",
    "iso-8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126"
                  " iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987"
                  " sun_eu_greek",
    "iso-8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8-e"
                  " iso-ir-138 iso8859-8 iso88598 iso_8859-8"
                  " iso_8859-8:1988 visual",
    "iso-8859-8-i": "csiso88598i logical",
    "iso-8859-10": "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso8859-13 iso885913",
    "iso-8859-14": "iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "macintosh": "csmacintosh mac x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251",
    "windows-1253": "cp1253 x-cp1253",
    "windows-1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9"
                    " iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5"
                    " x-cp1254",
    "windows-1255": "cp1255 x-cp1255",
    "windows-1256": "cp1256 x-cp1256",
    "windows-1257": "cp1257 x-cp1257",
    "windows-1258": "cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-ukrainian",
    "x-user-defined": "",
}

CODEC = {
    "ibm866": "cp866", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
}

# Where the standard's index differs from Python.
PATCHES = {
    "koi8-u": {0xAE: 0x045E, 0xBE: 0x040E},
    "windows-1255": {0xCA: 0x05BA},
}


# What a page that does not say is in, by its language: "suggested default
# encoding" of the HTML standard, section 13.2.3.2.  Others: windows-1252.
LANGUAGES = {
    "windows-1250": "cs hr sk",
    "windows-1251": "ba be bg kk ky mk ru sah sr tg tt uk",
    "windows-1254": "az ku tr", "windows-1255": "he",
    "windows-1256": "ar fa", "windows-1257": "et lt lv",
    "windows-1258": "vi", "windows-874": "th", "iso-8859-2": "hu pl sl",
    "iso-8859-7": "el", "shift_jis": "ja", "euc-kr": "ko",
    # The first that fits counts.
    "big5": "zh-hant zh-hk zh-mo zh-tw", "gbk": "zh",
}


def encodings():
    """All encodings in the order of their numbers, 1 and up."""
    return {**UTF, **MULTI_BYTE, **SINGLE_BYTE}


def table(name):
    """The code points of the bytes 0x80 to 0xFF, 0 where there is none."""
    if name == "x-user-defined":
        return [0xF700 + byte for byte in range(0x80, 0x100)]
    codes = []
    for byte in range(0x80, 0x100):
        try:
            code = ord(bytes([byte]).decode(CODEC.get(name, name)))
        except UnicodeDecodeError:
            # The windows code pages leave no hole among the C1 controls.
            hole = byte >= 0xA0 or not name.startswith("windows")
            code = 0 if hole else byte
        codes.append(PATCHES.get(name, {}).get(byte, code))
    return codes


# The first byte of an entry; print_tables explains them.
CLOSE = 0x40
OWN = 0x60
LIKE = 0x68
FAR = 0x80
RUN = 0x40

# Whose code points each table may take over, where it has the same: such
# that the tables are smallest and no chain has more than three encodings.
# references.c has those of windows-1252.
PARENTS = {
    "iso-8859-3": "iso-8859-2", "iso-8859-4": "iso-8859-2",
    "iso-8859-5": "iso-8859-2", "iso-8859-6": "iso-8859-2",
    "iso-8859-7": "iso-8859-3", "iso-8859-8": "iso-8859-6",
    "iso-8859-8-i": "iso-8859-6", "iso-8859-10": "iso-8859-4",
    "iso-8859-13": "iso-8859-2", "iso-8859-14": "windows-1252",
    "iso-8859-15": "windows-1252", "iso-8859-16": "iso-8859-15",
    "koi8-u": "koi8-r", "windows-874": "windows-1252",
    "windows-1250": "iso-8859-2", "windows-1251": "windows-1250",
    "windows-1253": "windows-1250", "windows-1254": "windows-1252",
    "windows-1255": "windows-1252", "windows-1256": "windows-1252",
    "windows-1257": "iso-8859-13", "windows-1258": "windows-1254",
    "x-mac-cyrillic": "macintosh",
}


def equal(codes, others, most):
    """How many at the start are those of the other."""
    n = 0
    while n < min(most, len(codes)) and codes[n] == others[n]:
        n += 1
    return n


def run_length(codes):
    """How many codes at the start go down by 1, or are all 0."""
    step = 1 if codes[0] else 0
    return equal(codes, [codes[0] - step * i for i in range(128)], 128)


def entries(codes, at, before, parent):
    """All entries that may stand for codes[at:]: bytes, how many code points,
    the code point before the next entry."""
    code, rest = codes[at], codes[at:]
    if 0 <= code - before + CLOSE < OWN:
        yield [code - before + CLOSE], 1, code
    yield [FAR | code >> 8, code & 0xFF], 1, code
    length = run_length(rest)
    yield [FAR | RUN | code >> 8, code & 0xFF, length], length, code
    same = equal(rest, range(0xFF - at, 0x7F, -1), LIKE - OWN)
    for n in range(1, same + 1):
        yield [OWN + n - 1], n, before
    same = equal(rest, parent[at:], FAR - LIKE) if parent else 0
    for n in range(1, same + 1):
        yield [LIKE + n - 1], n, before


def downwards(name):
    codes = table(name)
    assert all(code < 0x3000 or code >= 0xF000 for code in codes)
    return [code & 0x3FFF for code in reversed(codes)]


def pack(name):
    """The shortest of all, as print_tables explains."""
    codes = downwards(name)
    parent = PARENTS.get(name)
    parent = parent and downwards(parent)
    # By how many are done, and the code point before: the bytes.
    best = [{} for _ in range(129)]
    best[0][0] = []
    for at in range(128):
        for before, out in best[at].items():
            for more, n, last in entries(codes, at, before, parent):
                known = best[at + n].get(last)
                if known is None or len(known) > len(out) + len(more):
                    best[at + n][last] = out + more
    return min(best[128].values(), key=len)


def constant(name):
    return name.upper().replace("-", "_")


def print_rows(out, values):
    for i in range(0, len(values), 12):
        row = ", ".join("0x%02X" % v for v in values[i:i + 12])
        out.write("    %s,\n" % row)


def print_names(out):
    out.write("""
/* The encodings' names, by number, each behind its size. */
static const char encodings[] GALLEY_FLASH =
""")
    print_wrapped(out, ['"\\%o" "%s"' % (len(name), name)
                        for name in encodings()], 3)
    out.write("    ;\n")


def label_hash(label):
    """The bytes of a label's hash that are kept."""
    value = fnv(label)
    return [value >> 8 & 0xFF, value >> 16 & 0xFF, value >> 24]


def print_labels(out):
    """No hash is there twice, nor is that of a name."""
    labels = [labels.split() for labels in encodings().values()]
    hashes = [tuple(label_hash(label))
              for label in sum(labels, list(encodings()))]
    assert len(hashes) == len(set(hashes))
    out.write("""
/* The %d other labels, by encoding: how many, and of each the high three
 * bytes of its hash, the low one first. */
static const uint8_t labels[] GALLEY_FLASH = {
""" % sum(map(len, labels)))
    for name, more in zip(encodings(), labels):
        out.write("    %d, /* %s */\n" % (len(more), name))
        print_rows(out, sum(map(label_hash, more), []))
    out.write("};\n")


def print_wrapped(out, literals, columns=4):
    for i in range(0, len(literals), columns):
        out.write("    %s\n" % " ".join(literals[i:i + columns]))


def print_languages(out):
    numbers = {name: n for n, name in enumerate(encodings(), 1)}
    out.write("""
/* The encoding of pages that do not say, by language: the letters, the last of
 * them + 0x80, the number. */
#if GALLEY_CHARSET_SINGLE_BYTE || MULTIBYTE
static const uint8_t languages[] GALLEY_FLASH =
""")
    for name, tags in LANGUAGES.items():
        out.write("    /* %s: %s */\n" % (name, tags))
        print_wrapped(out, ['"%s\\%o" "\\%o"' % (
            tag[:-1], ord(tag[-1]) | 0x80, numbers[name])
            for tag in tags.split()])
    out.write("    ;\n#endif\n")


def print_tables(out):
    names = list(SINGLE_BYTE)
    out.write("""
/* The single-byte encodings that are built in, from windows-1252 on. */
#if !GALLEY_CHARSET_SINGLE_BYTE
#define SINGLE_BYTES 1
#else
#define SINGLE_BYTES %d

/* The code points of the bytes 0x80 to 0xFF of each single-byte encoding,
 * from the byte 0xFF down.  Entries, by their first byte:
 *     below OWN   the code point before + the entry - CLOSE
 *     below LIKE  the entry - OWN + 1 bytes that are their own code points
 *     below FAR   the entry - LIKE + 1 bytes as the encoding's parent has them
 *     others      14 bits, the high ones first; with RUN, the length of a run
 *                 follows, whose code points go down by 1
 * The code point before is the last that one of the other entries gave, of a
 * run the first.  0: no character; 0x3000 to 0x3FFF: 0xF000 to 0xFFFF. */
#define CLOSE 0x%02X
#define OWN 0x%02X
#define LIKE 0x%02X
#define FAR 0x%02X
#define RUN 0x%02X

static const uint8_t code_points[] GALLEY_FLASH = {
""" % (len(names), CLOSE, OWN, LIKE, FAR, RUN))
    places, seen, at = [], {}, 0
    for name in names[1:]:
        places.append("%%d | PARENT * %d" % names.index(
            PARENTS.get(name, name)))
        packed = tuple(pack(name))
        if packed not in seen:
            seen[packed] = at
            out.write("    /* %s */\n" % name)
            print_rows(out, packed)
            at += len(packed)
        places[-1] %= seen[packed]
    assert at < 2048
    out.write("};\n\n/* Where those of each encoding but windows-1252 begin,"
              " and its parent. */\n#define PARENT 2048u\n"
              "static const uint16_t tables[] GALLEY_FLASH = {\n")
    for i in range(0, len(places), 3):
        out.write("    %s,\n" % ", ".join(places[i:i + 3]))
    out.write("};\n#endif\n")


def write(name, what, print_all):
    folder = sys.argv[1] if len(sys.argv) > 1 else "src"
    guard = constant(name) + "_H"
    with open("%s/%s.h" % (folder, name), "w") as out:
        out.write("""\
/* SPDX-License-Identifier: MIT */
/*
 * %s.  Written by
 * src/charset.py: change that, not this.
 */
#ifndef %s
#define %s
""" % (what, guard, guard))
        print_all(out)
        out.write("\n#endif\n")


def print_numbers(out):
    out.write("\n")
    for number, name in enumerate(encodings(), 1):
        out.write("#define %s %d\n" % (constant(name), number))


def print_all_tables(out):
    out.write('\n#include "multibyte.h"\n')
    print_names(out)
    print_labels(out)
    print_languages(out)
    print_tables(out)


def main():
    write("charset_numbers", "The numbers of the encodings", print_numbers)
    write("charset_tables", "Labels and single-byte tables",
          print_all_tables)


if __name__ == "__main__":
    main()
