#!/usr/bin/env python3
"""src/category_table.h is what src/categories.py makes."""
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.path.join(HERE, '..', '..', 'src')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, SRC)
import categories  # noqa: E402
from checks import check, same, summary  # noqa: E402


def read(path):
    with open(path, encoding='ascii') as file:
        return file.read()


def test_regenerated():
    made = subprocess.run(
        [sys.executable, os.path.join(SRC, 'categories.py')],
        capture_output=True, text=True, check=True).stdout
    same(made, read(os.path.join(SRC, 'category_table.h')),
         'category_table.h is as categories.py prints it')


def test_words():
    """Every word is found, in the first category that lists it; no two
    words of two categories have one hash."""
    table, owners = dict(categories.table()), {}
    for number, (_, words) in enumerate(categories.CATEGORIES):
        for word in words.split():
            owner = owners.setdefault(categories.fold(word), (number, word))
            check(owner[1] == word or owner[0] == number,
                  '%s has the hash of %s' % (word, owner[1]))
            same(table[categories.fold(word)], owner[0], word)
    same(len(table), len(owners), 'no word more')


def test_numbers():
    """Categories have the numbers that the C code knows them by."""
    headers = ''.join(map(read, sorted(glob.glob(os.path.join(SRC, '*.h')))))
    for number, (name, _) in enumerate(categories.CATEGORIES):
        value = re.search(r'#define CATEGORY_%s (\w+)' % name, headers)
        if check(value, 'CATEGORY_%s is defined' % name):
            wanted = number if number < categories.DATE else 1 << number
            same(int(value.group(1).rstrip('u'), 0), wanted, name)


if __name__ == '__main__':
    test_regenerated()
    test_words()
    test_numbers()
    summary()
