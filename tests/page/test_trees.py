#!/usr/bin/env python3
"""src/trees_code.h is what src/trees.py makes of src/model_table.h."""
import os
import random
import re
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
    two, read = [2 * 4 + 3, 3, 0xC1, 0xBF], ((2, 3), 1, -1)
    same(trees.node([1 * 4 + 2, 7, 0xC2] + two), ((1, 7), read, 2),
         'the right branch is a leaf')
    same(trees.node([1 * 4 + 1, 7, 0xC2] + two), ((1, 7), 2, read),
         'the left branch is a leaf')
    same(trees.node([1 * 4, 7, 4] + two + [5 * 4 + 3, 9, 0xC0, 0xC3]),
         ((1, 7), read, ((5, 9), 0, 3)), 'none is a leaf')


def test_code():
    """Trees that begin with the same question share it, with one that has its
    answer from theirs."""
    one = (1, 7), ((2, 3), 1, -1), 2
    same(trees.code([one]),
         (2, ['if (v[1] <= 7) {', 'if (v[2] > 3) {', 'sum += -3;', '}',
              'else {', 'sum += -1;', '}', '}']), 'alone')
    same(trees.code([((1, 7), 4, 6), ((1, 9), 5, 8), ((1, 7), 1, 0)]),
         (10, ['if (v[1] > 7) {', 'sum += 1;', 'if (v[1] > 9) {',
               'sum += 3;', '}', '}']), 'three')


def run(words, v):
    """What the statements add."""
    total, at, holds = 0, 0, []
    while at < len(words):
        word, at = words[at], at + 1
        if word == '}':
            taken = holds.pop()
            if at < len(words) and words[at] == 'else {':
                at += 1
                holds.append(not taken)
            continue
        if word.startswith('if '):
            feature, sign, number = re.fullmatch(
                r'if \(v\[(\d+)\] (<=|>) (\d+)\) {', word).groups()
            holds.append((v[int(feature)] > int(number)) == (sign == '>'))
        elif all(holds):
            total += int(word[len('sum += '):-1])
    return total


def leaf(tree, v):
    while not trees.is_leaf(tree):
        tree = tree[1 + (v[tree[0][0]] > tree[0][1])]
    return tree


def test_sums():
    """The statements add what the trees say."""
    chance = random.Random(1)
    for stage in ('stage1', 'stage2'):
        forest = [trees.node(tree) for tree in trees.trees(stage)]
        base, words = trees.code(forest)
        rows = [[chance.choice((0, 2, 8, 30, 100, 130, 255))
                 for _ in range(52)]
                for _ in range(200)]
        same([base + run(words, v) for v in rows],
             [sum(leaf(tree, v) for tree in forest) for v in rows],
             stage + ': the sums are the same')


if __name__ == '__main__':
    test_regenerated()
    test_order()
    test_code()
    test_sums()
    summary()
