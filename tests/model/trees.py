"""Boosted small trees: learn, quantise to bytes, evaluate those bytes.

A tree is its size in bytes and its nodes in preorder.  An inner node is a
feature, a threshold and the size of its left branch, which follows and is
taken when the feature is at most the threshold; a leaf is 0x80 and a signed
value.  Values are logits in units of 1/32.
"""
import os

os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')  # on a busy machine

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from tables import SIGMOID

UNIT = 32


class Shape:
    """How many trees, how large, how eagerly learned."""

    def __init__(self, trees, leaves, rate=.3, l2=5., least=100, bags=1):
        self.trees, self.leaves, self.rate = trees, leaves, rate
        self.l2, self.least, self.bags = l2, least, bags


def split_soft(features, share, weight):
    """Soft labels as two samples, weighted by the share and the rest."""
    yes, no = share > 0, share < 1
    x = np.concatenate([features[yes], features[no]])
    y = np.concatenate([np.ones(yes.sum()), np.zeros(no.sum())])
    w = np.concatenate([(weight * share)[yes], (weight * (1 - share))[no]])
    return x, y, w


def encode(nodes, columns, scale, index=0):
    """A fitted tree as bytes, without its size."""
    node = nodes[index]
    if node['is_leaf']:
        value = int(round(float(node['value']) * scale))
        return bytes([0x80, max(-128, min(127, value)) & 0xFF])
    left = encode(nodes, columns, scale, node['left'])
    right = encode(nodes, columns, scale, node['right'])
    threshold = max(0, min(255, int(np.floor(node['num_threshold']))))
    return bytes([columns[node['feature_idx']], threshold,
                  len(left)]) + left + right


def learn_one(data, columns, shape, seed):
    """One boosted model: (trees, bias as a float, gain a feature)."""
    x, y, w = data
    model = HistGradientBoostingClassifier(
        max_iter=shape.trees, max_leaf_nodes=shape.leaves,
        learning_rate=shape.rate, l2_regularization=shape.l2,
        min_samples_leaf=shape.least, max_bins=255, early_stopping=False,
        random_state=seed)
    model.fit(x[:, columns], y, sample_weight=w)
    scale = UNIT / shape.bags
    found, gain = [], {}
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        body = encode(nodes, columns, scale)
        if nodes[0]['is_leaf'] or len(body) > 255:
            continue
        found.append(bytes([len(body)]) + body)
        for node in nodes[~nodes['is_leaf'].astype(bool)]:
            column = columns[node['feature_idx']]
            gain[column] = gain.get(column, 0) + float(node['gain'])
    return found, float(model._baseline_prediction.ravel()[0]) * scale, gain


def learn(features, share, weight, group, shape, drop=(), seed=1):
    """Trees as bytes, the bias, and the gain of each feature.

    With bags, as many models are each learned on the groups (domains) left
    when one in bags is left out, and their mean is taken.
    """
    columns = [i for i in range(features.shape[1]) if i not in drop]
    found, bias, gain = [], 0., {}
    for bag in range(shape.bags):
        use = np.ones(len(group), dtype=bool)
        if shape.bags > 1:
            use = group % shape.bags != bag
        data = split_soft(features[use], share[use],
                          weight[use] / weight[use].mean())
        trees, base, gains = learn_one(data, columns, shape, seed + bag)
        found += trees
        bias += base
        for column, value in gains.items():
            gain[column] = gain.get(column, 0) + value
    return found, int(round(bias)), gain


def add_leaves(tree, at, rows, features, total):
    """Adds to total what the node at `at` says of these rows."""
    if tree[at] >= 0x80:
        total[rows] += tree[at + 1] - 256 * (tree[at + 1] > 127)
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
