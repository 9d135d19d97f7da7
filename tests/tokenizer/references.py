#!/usr/bin/env python3
"""Character references, checked against Python's copy of the standard's list.

    references.py full|html4 > tests.txt     lines for conformance.c

Every name, with and without its ';', in text and in an attribute, before
each kind of character that matters; prefixes of names; numbers.  The expected
tokens come from a plain reading of 13.2.5.77 and up, not from the tables.
"""
import sys
from html.entities import html5, name2codepoint

WINDOWS_1252 = {byte: ord(bytes([byte]).decode("cp1252"))
                for byte in range(0x80, 0xA0)
                if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def known_names(which):
    if which == "full":
        return html5
    names = {}
    for name in name2codepoint:
        names[name + ";"] = html5[name + ";"]
        if name in html5:
            names[name] = html5[name]
    return names


def named(names, text, in_attribute):
    """What "&" + text becomes; text is ASCII."""
    for size in range(len(text), 0, -1):
        if text[:size] not in names:
            continue
        after = text[size:size + 1]
        if in_attribute and text[size - 1] != ";" and \
                (after == "=" or after.isalnum()):
            break
        return names[text[:size]] + text[size:]
    return "&" + text


def number(code):
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\uFFFD"
    return chr(WINDOWS_1252.get(code, code))


def test(name, text, expected, in_attribute):
    if in_attribute:
        source = '<a b="%s">' % text
        events = b"Sa\xffb\xff" + expected.encode() + b"\xff\xfe"
    else:
        source = text
        events = b"C" + expected.encode() + b"\xfe"
    print(0, "", source.encode().hex(), events.hex(), name, sep="\t")


def main():
    if sys.argv[1:] not in (["full"], ["html4"]):
        sys.exit(__doc__)
    names = known_names(sys.argv[1])
    stems = {name.rstrip(";") for name in html5}
    for stem in sorted(stems):
        for text in (stem, stem + ";", stem + "=", stem + "x", stem + " ",
                     stem + "0;", stem[:-1], stem[:-1] + ";"):
            for in_attribute in (False, True):
                test(repr(text), "&" + text,
                     named(names, text, in_attribute), in_attribute)
    codes = [*range(0x300), 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF,
             0x10000, 0x10FFFF, 0x110000, 0xFFFFFFFF, 1 << 32, (1 << 32) + 65,
             10 ** 30]
    for code in codes:
        for form in ("&#%d;", "&#x%X;", "&#X%x;", "&#%d ", "&#x%x-"):
            text = form % code
            rest = "" if text[-1] == ";" else text[-1]
            for in_attribute in (False, True):
                test(repr(text), text, number(code) + rest, in_attribute)


main()
