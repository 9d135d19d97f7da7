#!/usr/bin/env python3
"""src/class_table.h is what src/categories.py makes of it: today's categories,
the weights as they were."""
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
    same(made, read(categories.PLACE),
         'class_table.h is as categories.py prints it')


def look(value, text):
    """As the C code does: a word's weight and its category's number and 1."""
    step, shifted = (int(re.search('CLASS_%s ([0-9]+)' % name, text)[1])
                     for name in ('STEP', 'SHIFTED'))
    shift, low, known, pairs = (
        [int(number, 0) for number in re.search(
            r'class_%s\[\] GALLEY_FLASH = {([^}]*)}' % name,
            text)[1].split(',')]
        for name in ('shift', 'low', 'known', 'pairs'))
    high = value >> 8
    for i in range(high * step + shift[high] - shifted,
                   (high + 1) * step + shift[high + 1] - shifted):
        if low[i] == value & 255:
            if known[i] < 128:
                return known[i] - 64, 0
            category, weight = divmod(pairs[known[i] - 128], 256)
            return weight - (weight & 128) * 2, category
    return 0, 0


def test_looks():
    """Every word is found: by its first and its last bucket's hashes, with a
    weight, a category, or both; no other."""
    listed = dict(categories.table())
    first, other = sorted(listed)[:2]
    for weights in ({}, {0: -63, 255: 63, 65280: 3, 65535: -9},
                    {first: 5, first ^ 1: 6, 65535: 1},
                    {value: -1 for value in range(0, 65536, 61)}):
        text = categories.table_text(weights)
        same(categories.table_weights(text), weights, 'weights read again')
        same(categories.table_size(weights), sum(
            (values.count(',') + 1) * int(bits) // 8
            for bits, values in re.findall(
                r'int(8|16)_t class_\w+\[\] GALLEY_FLASH = {([^}]*)}', text)),
             'size')
        for value in {0, 1, 255, 256, 65280, 65534, 65535, first, first ^ 1,
                      other, other + 1, *weights, *listed}:
            same(look(value, text), (weights.get(value, 0),
                                     listed.get(value, -1) + 1), value)
    try:
        categories.table_text({value: 1 for value in range(700)})
        check(False, 'words that are not spread are refused')
    except SystemExit as error:
        check('unevenly' in str(error),
              'words that are not spread are refused')
    for many in ({1: 64}, {1: -64},
                 {word: i - 60 for i, word in enumerate(listed)}):
        try:
            categories.table_text(many)
            check(False, 'what a byte cannot say is refused')
        except SystemExit as error:
            check('a byte' in str(error), 'what a byte cannot say is refused')


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
    test_looks()
    test_words()
    test_numbers()
    summary()
