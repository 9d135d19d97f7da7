"""Boosted small trees: learn, quantise to bytes, evaluate those bytes.

A tree is its size in bytes and its nodes in preorder.  An inner node is a
feature, a threshold and the size of its left branch, which follows and is
taken when the feature is at most the threshold; a leaf is a byte, 0xC0 and
its value, from -64 to 63: a logit in units of 1/32.
"""
import os

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # on a busy machine

import numpy as np
from sklearn.ensemble._hist_gradient_boosting.grower import TreeGrower

from tables import SIGMOID

UNIT = 32
LEAF = 0xC0


class Shape:
    """How many trees, how large, how eagerly learned; columns: the share of
    the features, drawn by lot, that each tree may use."""

    def __init__(self, trees, leaves, rate=.3, l2=5., least=100, columns=.5):
        self.trees, self.leaves, self.rate = trees, leaves, rate
        self.l2, self.least, self.columns = l2, least, columns


def encode(node, columns):
    """A tree as it was grown as bytes, without its size."""
    if node.is_leaf:
        value = int(round(float(node.value) * UNIT))
        return bytes([LEAF + max(-64, min(63, value))])
    left = encode(node.left_child, columns)
    right = encode(node.right_child, columns)
    return bytes([columns[node.split_info.feature_idx],
                  node.split_info.bin_idx, len(left)]) + left + right


def add_gain(node, columns, gain):
    if not node.is_leaf:
        column = columns[node.split_info.feature_idx]
        gain[column] = gain.get(column, 0) + float(node.split_info.gain)
        add_gain(node.left_child, columns, gain)
        add_gain(node.right_child, columns, gain)


def grow(x, slope, curve, columns, shape):
    """The next tree: its root.  (To the grower the last bin, 255, is that of
    missing values; none is missing, it is never parted from 254.)"""
    grower = TreeGrower(
        np.asfortranarray(x[:, columns]), slope.astype(np.float32),
        curve.astype(np.float32), max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least, n_bins=256, n_bins_non_missing=255,
        l2_regularization=shape.l2, shrinkage=shape.rate)
    grower.grow()
    return grower.root


def learn(features, share, weight, shape, drop=(), seed=1):
    """Trees as bytes, the bias, and the gain of each feature.

    Newton boosting of the cross-entropy of soft labels.  Each tree learns
    what those before it, as their bytes say, have left.
    """
    random = np.random.RandomState(seed)
    allowed = np.array([i for i in range(features.shape[1])
                        if i not in drop])
    count = max(1, int(round(shape.columns * len(allowed))))
    use = weight > 0
    x, y, w = features[use], share[use], weight[use] / weight[use].mean()
    mean = np.average(y, weights=w)
    bias = int(round(float(np.log(mean / (1 - mean))) * UNIT))
    total = np.full(len(y), bias, dtype=np.int32)
    found, gain, rows = [], {}, np.arange(len(y))
    for _ in range(shape.trees):
        p = 1 / (1 + np.exp(-total / UNIT))
        columns = np.sort(random.choice(allowed, count, replace=False))
        root = grow(x, (p - y) * w, p * (1 - p) * w, columns, shape)
        body = encode(root, columns)
        if root.is_leaf or len(body) > 255:
            continue
        found.append(bytes([len(body)]) + body)
        add_gain(root, columns, gain)
        add_leaves(found[-1], 1, rows, x, total)
    return found, bias, gain


def add_leaves(tree, at, rows, features, total):
    """Adds to total what the node at `at` says of these rows."""
    if tree[at] >= 0x80:
        total[rows] += tree[at] - LEAF
        return
    left = features[rows, tree[at]] <= tree[at + 1]
    add_leaves(tree, at + 3, rows[left], features, total)
    add_leaves(tree, at + 3 + tree[at + 2], rows[~left], features, total)


def logits(trees, bias, features):
    """What the C code computes: sums in units of 1/32."""
    total = np.full(len(features), bias, dtype=np.int32)
    rows = np.arange(len(features))
    for tree in trees:
        add_leaves(tree, 1, rows, features, total)
    return total


def scores(trees, bias, features):
    """0 to 255, by the same table as the C code's."""
    total = logits(trees, bias, features)
    step = np.clip((total + 192) // 4, 0, 96)
    return np.array(SIGMOID, dtype=np.uint8)[step]
