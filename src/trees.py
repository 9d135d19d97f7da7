#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes trees_code.h: the trees of model_table.h as code.

What classify.c reads node by node is asked here once for all trees that begin
with the same question.  What is added anyway stands in the first line, what an
answer to one adds in a line there.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# As in classify.c, which says what a node is.
LEAF, LEFT_LEAF, RIGHT_LEAF = 0xC0, 1, 2


def trees(stage):
    """The bytes of each tree of a stage."""
    with open(os.path.join(HERE, 'model_table.h'), encoding='ascii') as file:
        values = re.search(r'%s_trees\[\] GALLEY_FLASH = {([^}]*)}' % stage,
                           file.read())[1]
    values = [int(value) for value in values.split(',')]
    while values:
        yield values[1:1 + values[0]]
        del values[:1 + values[0]]


def node(tree, at=0):
    """Of the tree whose root is at this byte: ((feature, threshold), what is
    at most that, what is above); a leaf is a number."""
    feature, threshold, byte = tree[at:at + 3]
    left = right = byte - LEAF
    leaves = feature & (LEFT_LEAF | RIGHT_LEAF)
    if leaves == LEFT_LEAF | RIGHT_LEAF:
        right = tree[at + 3] - LEAF
    elif leaves == RIGHT_LEAF:
        left = node(tree, at + 3)
    elif leaves == LEFT_LEAF:
        right = node(tree, at + 3)
    else:
        left = node(tree, at + 3)
        right = node(tree, at + 3 + byte)
    return (feature // 4, threshold), left, right


def is_leaf(tree):
    return isinstance(tree, int)


def shallowest(tree):
    """(depth, value) of a leaf that is as near to the root as any."""
    if is_leaf(tree):
        return 0, tree
    depth, value = min(shallowest(branch) for branch in tree[1:])
    return depth + 1, value


def left_over(tree, asked, above):
    """What of a tree is still to be asked when the answer is known."""
    if is_leaf(tree):
        return tree
    (feature, threshold), left, right = tree
    if feature == asked[0] and above and threshold <= asked[1]:
        return left_over(right, asked, above)
    if feature == asked[0] and not above and threshold >= asked[1]:
        return left_over(left, asked, above)
    return (tree[0], left_over(left, asked, above),
            left_over(right, asked, above))


def size(tree):
    return 0 if is_leaf(tree) else 1 + size(tree[1]) + size(tree[2])


def answers(tree, asked):
    return [left_over(tree, asked, above) for above in (False, True)]


def gain(tree, asked):
    """On how many sides less of the tree is to be asked, if both sides have no
    more than it has together."""
    sides = [size(left) for left in answers(tree, asked)]
    if tree[0][0] != asked[0] or sum(sides) > size(tree):
        return 0
    return sum(side < size(tree) for side in sides)


def asked_best(forest):
    """The question that most of the others are spared by; of these, the one
    about the smallest number."""
    return max((tree[0] for tree in forest), key=lambda asked: (
        sum(gain(tree, asked) for tree in forest), -asked[1]))


def code(forest):
    """(number, words of statements): the sum of the trees is the number and
    what the statements add."""
    base = sum(tree for tree in forest if is_leaf(tree))
    forest = [tree for tree in forest if not is_leaf(tree)]
    words = []
    while forest:
        asked = asked_best(forest)
        group = [tree for tree in forest if gain(tree, asked)]
        forest = [tree for tree in forest if not gain(tree, asked)]
        if len(group) > 1:
            left, right = (code(part) for part in zip(
                *(answers(tree, asked) for tree in group)))
            more = left[0]
            words += choice(asked, left[1], plus(right[0] - more) + right[1])
        else:
            more = shallowest(group[0])[1]
            words += alone(group[0], more)
        base += more
    return base, words


def alone(tree, base):
    """The same of one tree that shares no question, its number given."""
    if is_leaf(tree):
        return plus(tree - base)
    return choice(tree[0], *(alone(branch, base) for branch in tree[1:]))


def plus(number):
    return ['sum += %d;' % number] if number else []


def choice(asked, left, right):
    feature, threshold = asked
    words = ['if (v[%d] %s %d) {' % (feature, '>' if right else '<=',
                                     threshold), *(right or left), '}']
    if left and right:
        words += ['else {', *left, '}']
    return words


def wrapped(text):
    """The lines of statements, none longer than 79 characters."""
    line = '   '
    for word in text.split():
        if len(line) + 1 + len(word) > 79:
            yield line
            line = '   '
        line += ' ' + word
    yield line


def function(stage):
    base, words = code([node(tree) for tree in trees(stage)])
    lines = ['static int16_t sum_%s(const uint8_t *v)' % stage, '{',
             '    int sum = %s_BIAS + (%d);' % (stage.upper(), base), '']
    return '\n'.join([*lines, *wrapped(' '.join(words)),
                      '    return (int16_t)sum;', '}'])


def main():
    print('/* SPDX-License-Identifier: MIT */')
    print('/* Generated by trees.py from model_table.h, where it says what '
          'they are\n * learned from: do not edit. */')
    for stage in ('stage1', 'stage2'):
        print('\n' + function(stage))


if __name__ == '__main__':
    sys.exit(main())
