"""Boosted small trees: learn, prune, to bytes, evaluate those bytes.

A tree is its size in bytes and its nodes in preorder.  An inner node is a
feature, a threshold and the size of its left branch, which follows and is
taken when the feature is at most the threshold; a leaf is a byte, 0xC0 and
its value, from -64 to 63: a logit in units of 1/32.

What is learned is the same to the bit on every machine: whatever is summed
over rows is an integer, and what is done with the sums are single operations
that IEEE 754 defines.
"""
import numpy as np

import sums
from sigmoid import ONE, Sigmoid
from tables import SIGMOID

UNIT = 32
LEAF = 0xC0
BINS = 256
ROUNDS = 6         # of dropping the trees that say least
SWEEPS = 3         # over the leaves of those that are left


class Shape:
    """How many trees, how large, how eagerly learned; columns: the share of
    the features, drawn by lot, that each tree may use; keep: how many of
    them are kept in the end, their leaves held at 0 by an l2 of firm."""

    def __init__(self, trees, leaves, rate=.3, l2=5., least=100, columns=.5,
                 keep=None, firm=1000.):
        self.trees, self.leaves, self.rate = trees, leaves, rate
        self.l2, self.least, self.columns = l2, least, columns
        self.keep, self.firm = keep, firm


class Data:
    """What trees are grown on: the features, an array each, and what every
    row pulls: the slope and the curve of its loss."""

    def __init__(self, features, shape, l2):
        self.features = np.ascontiguousarray(features.T)
        self.shape, self.l2, self.pull = shape, l2, None


class Node:
    """A leaf of a tree that grows, and how it is split best."""

    def __init__(self, data, columns, rows, counts=None):
        self.data, self.columns, self.rows = data, columns, rows
        self.counts = self.count() if counts is None else counts
        self.slope, self.curve, _ = map(int, self.counts[0].sum(axis=0))
        self.left = self.right = None
        self.gain, self.feature, self.bin = self.best()

    def count(self):
        """Sums of slopes, of curves, of rows, by each value of a feature."""
        return np.stack([sums.histogram(self.data.features[column],
                                        self.rows, self.data.pull)
                         for column in self.columns])

    def best(self):
        """(gain, index of the column, last value on the left)."""
        left = np.cumsum(self.counts, axis=1)
        right = left[:, -1:] - left
        gain = self.loss(left) + self.loss(right)
        few = np.minimum(left, right)[:, :, 2] < self.data.shape.least
        gain[few] = 0
        at = int(np.argmax(gain))
        return (float(gain.flat[at]) - float(self.loss(left[0, -1])),
                at // BINS, at % BINS)

    def loss(self, counts):
        slope, curve = counts[..., 0].astype(float), counts[..., 1]
        return slope * slope / (curve + self.data.l2)

    def split(self):
        """Its two branches; only the smaller one is counted."""
        feature = self.data.features[self.columns[self.feature]]
        low = feature[self.rows] <= self.bin
        few = low if 2 * np.count_nonzero(low) <= len(low) else ~low
        small = Node(self.data, self.columns, self.rows[few])
        large = Node(self.data, self.columns, self.rows[~few],
                     self.counts - small.counts)
        self.left, self.right = ((small, large) if few is low
                                 else (large, small))
        return [self.left, self.right]

    def value(self):
        step = -self.slope / (self.curve + self.data.l2)
        return limited(self.data.shape.rate * step * UNIT)


def limited(value):
    """As a leaf holds it."""
    return max(-64, min(63, round(value)))


def grow(data, columns):
    """The next tree, the leaf that gains most split first: its root."""
    root = Node(data, columns, np.arange(len(data.pull), dtype=np.int32))
    leaves = [root]
    while len(leaves) < data.shape.leaves:
        best = max(leaves, key=lambda leaf: leaf.gain)
        if best.gain <= 0:
            break
        leaves.remove(best)
        leaves += best.split()
    return root


def encode(node):
    """A tree as it was grown as bytes, without its size."""
    if node.left is None:
        return bytes([LEAF + node.value()])
    left, right = encode(node.left), encode(node.right)
    return bytes([node.columns[node.feature], node.bin, len(left)]
                 ) + left + right


def add_gain(node, gain):
    if node.left is not None:
        column = int(node.columns[node.feature])
        gain[column] = gain.get(column, 0) + node.gain
        add_gain(node.left, gain)
        add_gain(node.right, gain)


class Loss:
    """The cross-entropy of rows at their logits so far; yes: how much each
    counts as body, weight: how much in all."""

    def __init__(self, yes, weight):
        self.yes, self.weight = yes, weight
        self.sigmoid, self.whole = Sigmoid(UNIT), int(weight.sum())
        self.bias = self.sigmoid.inverse(int(yes.sum()), self.whole)
        self.logits = np.full(len(yes), self.bias, dtype=np.int32)

    def pull(self):
        """Its slope and its curve for each row."""
        p = self.sigmoid.of(self.logits)
        return np.stack([p * self.weight - ONE * self.yes,
                         p * (ONE - p) // ONE * self.weight], axis=1)

    def l2(self, rows):
        """What holds a leaf at 0, in average rows."""
        return int(rows * self.whole * ONE) // len(self.yes)


def learn(features, yes, no, shape, drop=(), seed=1):
    """Trees as bytes, the bias, and the gain of each feature.

    yes, no: how much a block counts as body and as none, integers.  Newton
    boosting of the cross-entropy.  Each tree learns what those before it,
    as their bytes say, have left.
    """
    random = np.random.RandomState(seed)
    allowed = np.array([i for i in range(features.shape[1])
                        if i not in drop])
    count = max(1, int(round(shape.columns * len(allowed))))
    use = yes + no > 0
    x, loss = features[use], Loss(yes[use], (yes + no)[use])
    data = Data(x, shape, loss.l2(shape.l2))
    found, gain = [], {}
    for _ in range(shape.trees):
        data.pull = loss.pull()
        columns = np.sort(random.choice(allowed, count, replace=False))
        root = grow(data, columns)
        body = encode(root)
        if root.left is None or len(body) > 255:
            continue
        found.append(bytes([len(body)]) + body)
        add_gain(root, gain)
        add_leaves(found[-1], x, loss.logits)
    if shape.keep is not None:
        found = prune(found, x, loss, shape.keep, loss.l2(shape.firm))
    return found, loss.bias, gain


class Grown:
    """A tree whose leaves are learned again: where they stand in its bytes,
    what they say, and which of them each row is in."""

    def __init__(self, tree, features):
        self.tree, self.places = tree, []
        self.rows = np.arange(len(features), dtype=np.int32)
        self.leaf = np.zeros(len(features), dtype=np.uint8)
        for at, rows in leaves_of(tree, features):
            self.leaf[rows] = len(self.places)
            self.places.append(at)
        self.values = [tree[at] - LEAF for at in self.places]

    def says(self):
        """To each row."""
        return np.array(self.values, dtype=np.int32)[self.leaf]

    def sums(self, pull):
        """(slope, curve) of each leaf."""
        found = sums.histogram(self.leaf, self.rows, pull)
        return found[:len(self.places), :2].tolist()

    def learn(self, loss, l2):
        """A Newton step of its leaves, all other trees as they are."""
        found = self.sums(loss.pull())
        loss.logits -= self.says()
        self.values = [
            limited(value - (slope * UNIT + l2 * value) / (curve + l2))
            for value, (slope, curve) in zip(self.values, found)]
        loss.logits += self.says()

    def worth(self, pull):
        """About what the loss would rise by without it, its mean left to the
        others, in a unit that all trees have in common."""
        found = self.sums(pull)
        whole = sum(curve for _, curve in found)
        mean = sum(value * curve
                   for value, (_, curve) in zip(self.values, found))
        apart = [value * whole - mean for value in self.values]
        return sum(curve * d * d - 2 * UNIT * whole * slope * d
                   for d, (slope, curve) in zip(apart, found))

    def encode(self):
        tree = bytearray(self.tree)
        for at, value in zip(self.places, self.values):
            tree[at] = LEAF + value
        return bytes(tree)


def prune(found, features, loss, keep, l2):
    """So many of the trees: all leaves are learned again, those of a tree
    at a time, then the trees go that would be missed least, round by
    round."""
    live = [Grown(tree, features) for tree in found]

    def sweep():
        for tree in live:
            tree.learn(loss, l2)

    for turn in range(ROUNDS):
        sweep()
        pull = loss.pull()
        size = len(found) - (len(found) - keep) * (turn + 1) // ROUNDS
        ranks = sorted(live, key=lambda tree: -tree.worth(pull))
        for tree in ranks[size:]:
            loss.logits -= tree.says()
            live.remove(tree)
    for _ in range(SWEEPS):
        sweep()
    return [tree.encode() for tree in live]


def leaves_of(tree, features):
    """(place in the tree's bytes, rows that come to it) of each leaf."""
    nodes = [(1, np.arange(len(features)))]
    while nodes:
        at, rows = nodes.pop()
        if tree[at] >= 0x80:
            yield at, rows
            continue
        left = features[rows, tree[at]] <= tree[at + 1]
        nodes += [(at + 3 + tree[at + 2], rows[~left]), (at + 3, rows[left])]


def add_leaves(tree, features, total):
    """Adds to total what the tree says of each row."""
    for at, rows in leaves_of(tree, features):
        total[rows] += tree[at] - LEAF


def logits(trees, bias, features):
    """What the C code computes: sums in units of 1/32."""
    total = np.full(len(features), bias, dtype=np.int32)
    for tree in trees:
        add_leaves(tree, features, total)
    return total


def scores(trees, bias, features):
    """0 to 255, by the same table as the C code's."""
    total = logits(trees, bias, features)
    step = np.clip((total + 192) // 4, 0, 96)
    return np.array(SIGMOID, dtype=np.uint8)[step]
