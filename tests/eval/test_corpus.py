#!/usr/bin/env python3
"""Whole sets of pages: accuracy at least as in the table, no crash, and the
same output however the input is cut."""
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'command'))
from command import check, skip, summary  # noqa
import evaluate  # noqa

# Set, measure, at least.
THRESHOLDS = [
    ('dev-wcxb', 'wF1', .92),
    ('dev-wcxb', 'sF1', .92),
    ('dev-wcxb', 'headline', .86),
    ('news', 'wF1', .90),
]
SETS = ['dev-wcxb', 'news', 'aux-traf', 'dev-readability']
SEEDS = (1, 2, 3)

for name in SETS:
    if not evaluate.available(name):
        skip('no %s in %s' % (name, evaluate.DATA))
        continue
    paths = evaluate.pages(name)
    whole, bad = evaluate.articles(paths, '--chunk=16777216')
    check(not bad, '%s: exit status %s' % (name, bad))
    for seed in SEEDS:
        cut, bad = evaluate.articles(paths, '--chunk=random:%d' % seed)
        check(not bad, '%s, seed %d: exit status %s' % (name, seed, bad))
        differing = [p for p, a, b in zip(paths, whole, cut) if a != b]
        check(not differing, '%s, seed %d: %d pages differ, first %s' % (
            name, seed, len(differing), differing[:1]))
    if any(name == t[0] for t in THRESHOLDS):
        scores = evaluate.score(name, whole)
        for _, measure, least in (t for t in THRESHOLDS if t[0] == name):
            check(scores[measure] >= least, '%s: %s is %.3f, not %.2f' % (
                name, measure, scores[measure], least))
summary()
