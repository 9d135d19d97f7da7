#!/usr/bin/env python3
"""The tables of character references that are checked in are those that
src/entities.py writes, and hold the standard's names.

    test_tables.py [SOURCE DIRECTORY]
"""
import os
import re
import subprocess
import sys
from html.entities import html5, name2codepoint

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tests", "harness"))
from checks import check, summary  # noqa: E402


def numbers(text, name):
    body = re.search(name + r"\[\d+\] GALLEY_FLASH = \{(.*?)\}", text, re.S)
    return [int(n, 0) for n in body.group(1).split(",") if n.strip()] \
        if body else []


def decoded(text):
    """name: (text, known without ';'), read from a table as entities.c does."""
    index = numbers(text, "entity_index")
    data = numbers(text, "entity_bytes")
    pairs = numbers(text, "entity_pairs")
    names = {}
    for letter in range(52):
        name = chr(65 + letter if letter < 26 else 97 + letter - 26)
        at = index[letter]
        while data[at]:
            head, at = data[at], at + 1
            name = name[:head & 31]
            while True:
                byte, at = data[at], at + 1
                name += chr(byte & 0x7F)
                if byte & 0x80:
                    break
            value, at = data[at] << 8 | data[at + 1], at + 2
            if value >> 10 == 0xD800 >> 10:
                value = chr(0x1D400 + (value & 0x3FF))
            elif value >> 10 == 0xDC00 >> 10:
                value = "".join(map(chr, pairs[2 * (value & 0x3FF):][:2]))
            else:
                value = chr(value)
            names[name] = (value, bool(head & 32))
    return names


def main():
    source = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "src")
    stems = {name.rstrip(";") for name in html5}
    for which, file, wanted in (
            ("full", "entities_table.h", stems),
            ("html4", "entities_html4_table.h", set(name2codepoint))):
        with open(os.path.join(source, file), encoding="ascii") as stream:
            text = stream.read()
        fresh = subprocess.run(
            [sys.executable, os.path.join(source, "entities.py"), which],
            stdout=subprocess.PIPE, check=True).stdout.decode("ascii")
        expected = {name: (html5[name + ";"], name in html5)
                    for name in wanted}
        check(text == fresh, file + " is as generated")
        check(decoded(text) == expected, file + " holds the names")
    summary()


main()
