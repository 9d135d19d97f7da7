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


def constant(text, name):
    return int(re.search("#define " + name + r" (\d+)", text).group(1))


def spelled(text):
    """The pieces, in order."""
    letters = numbers(text, "entity_pieces")[1:]
    ends = [i + 1 for i, letter in enumerate(letters) if letter & 0x80]
    pieces = ["".join(chr(letter & 0x7F) for letter in letters[begin:end])
              for begin, end in zip([0] + ends, ends)]
    places = numbers(text, "entity_piece_index")
    step = constant(text, "ENTITY_STEP")
    check(places == [begin + 1 for begin in ([0] + ends)[:-1]][::step],
          "the index of the pieces")
    return pieces


def value_of(text, window, distance):
    windows = numbers(text, "entity_windows")
    if window < len(windows):
        return chr(2 * windows[window] + distance)
    rare = numbers(text, "entity_rare")[distance]
    first, second = numbers(text, "entity_kinds")[2 * (rare >> 12):][:2]
    return chr(first + (rare & 0xFFF)) + (chr(second) if second else "")


def decoded(text):
    """name: (text, known without ';'), read from a table."""
    index = numbers(text, "entity_index")
    data = numbers(text, "entity_bytes")
    pieces = spelled(text)
    ending = constant(text, "ENTITY_ENDING")
    names = {}
    for letter in range(52):
        name = chr(65 + letter if letter < 26 else 97 + letter - 26)
        at, shared = index[letter], 1 if index[letter] else 0
        while shared:
            name = name[:shared]
            while data[at] < ending:
                name, at = name + pieces[data[at]], at + 1
            name += pieces[data[at]]
            distance, tail, at = data[at + 1], data[at + 2], at + 3
            names[name] = (value_of(text, tail >> 4, distance), tail < 16)
            shared = tail & 15
            if shared == 15:
                shared, at = 15 + data[at], at + 1
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
