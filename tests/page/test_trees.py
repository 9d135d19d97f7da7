#!/usr/bin/env python3
"""src/trees_code.h is what src/trees.py makes of src/model_table.h."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.path.join(HERE, '..', '..', 'src')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, SRC)
import trees  # noqa: E402
from checks import same, summary  # noqa: E402


def test_regenerated():
    made = subprocess.run(
        [sys.executable, os.path.join(SRC, 'trees.py')],
        capture_output=True, text=True, check=True).stdout
    with open(os.path.join(SRC, 'trees_code.h'), encoding='ascii') as file:
        same(file.read(), made, 'trees_code.h is as trees.py prints it')


def test_order():
    """What is taken above the threshold stands behind the left branch, a
    leaf in front of what is none."""
    two, printed = [2 * 4 + 3, 3, 0xC1, 0xBF], '(v[2] > 3 ? -1 : 1)'
    same(trees.expression([1 * 4 + 2, 7, 0xC2] + two),
         '(v[1] > 7 ? 2 : %s)' % printed, 'the right branch is a leaf')
    same(trees.expression([1 * 4 + 1, 7, 0xC2] + two),
         '(v[1] > 7 ? %s : 2)' % printed, 'the left branch is a leaf')
    same(trees.expression([1 * 4, 7, 4] + two + [5 * 4 + 3, 9, 0xC0, 0xC3]),
         '(v[1] > 7 ? (v[5] > 9 ? 3 : 0) : %s)' % printed, 'none is a leaf')


if __name__ == '__main__':
    test_regenerated()
    test_order()
    summary()
