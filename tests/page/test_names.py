#!/usr/bin/env python3
"""src/names_table.h is what src/names.py makes of the tables' rows: each name
is found by its hash, and no other name is."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.path.join(HERE, '..', '..', 'src')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, SRC)
import names  # noqa: E402
from checks import check, same, summary  # noqa: E402


def test_regenerated():
    made = subprocess.run(
        [sys.executable, os.path.join(SRC, 'names.py')],
        capture_output=True, text=True, check=True).stdout
    with open(os.path.join(SRC, 'names_table.h'), encoding='ascii') as file:
        same(made, file.read(), 'names_table.h is as names.py prints it')


def test_rows():
    for macro, file, size in names.TABLES:
        rows = names.names(macro, file)
        hashes = [names.fnv(name) for name in rows]
        highs = [value >> 16 for value in hashes]
        places = names.place(hashes, size)
        with open(os.path.join(SRC, file), encoding='ascii') as source:
            same(source.read().count(' %s("' % macro), len(rows),
                 'each row is read, and the first has no name')
        same((rows[0], places.count(0) > size // 3), ('', True), 'free places')
        check(len(rows) > 20 and len(set(rows)) == len(rows), 'names')
        for i, name in enumerate(rows):
            same(names.look(hashes[i], highs, places), i, file + ': ' + name)
            longer = names.fnv(name + 'x')
            same(names.look(longer, highs, places), 0, file + ': ' + name + 'x')


def test_hash():
    same(names.fnv('a'), 0xE40C292C, 'FNV-1a')
    try:
        names.place([0, 5, 13], 8)
        check(False, 'two names with one hash are refused')
    except SystemExit as error:
        check('one hash' in str(error), 'two names with one hash are refused')
    places = names.place([0, 5, 0x10005], 8)
    same((places[5], places[6]), (1, 2), 'other high halves: side by side')


if __name__ == '__main__':
    test_regenerated()
    test_rows()
    test_hash()
    summary()
