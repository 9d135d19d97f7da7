#!/usr/bin/python3
"""Learns with several seeds, strictly nested, and writes the thresholds of
`make eval` anew: thresholds.py.

The figures of every seed are printed.
"""
import os
import re
import statistics

import cross
import measures
import thresholds
from markdown import head, row
from settings import Settings

SEEDS = (1, 2, 3, 4)
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    'thresholds.py')
ROWS = re.compile(r'^THRESHOLDS = \(\n.*?^\)\n', re.M | re.S)


def line(name, measure, bound, figures):
    """A row of THRESHOLDS, from the figure of each seed."""
    mean = thresholds.outwards(bound, statistics.mean(figures), 10000)
    deviation = round(statistics.stdev(figures), 4)
    return '    (%r, %r, %r, %.3f, %.4f, %.4f),\n' % (
        name, measure, bound, thresholds.value(bound, mean, deviation),
        mean, deviation)


def rewrite(text, lines):
    return ROWS.sub('THRESHOLDS = (\n%s)\n' % ''.join(lines), text)


def main():
    cross.require()
    trainers, found = cross.Trainers(strict=True), []
    for seed in SEEDS:
        settings = Settings()
        settings.seed = seed
        found.append(measures.evaluate(cross.models(
            settings, True, lambda: trainers.make(settings))))
    head(['set', 'measure'], ['seed %d' % seed for seed in SEEDS])
    lines = []
    for name, measure, bound, *_ in thresholds.THRESHOLDS:
        figures = [one[name][measure] for one in found]
        row(name, measure, *['%.4f' % figure for figure in figures])
        lines.append(line(name, measure, bound, figures))
    with open(FILE, encoding='ascii') as source:
        text = source.read()
    with open(FILE, 'w', encoding='ascii') as out:
        out.write(rewrite(text, lines))


if __name__ == '__main__':
    main()
