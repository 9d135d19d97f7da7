#!/usr/bin/python3
"""What GALLEY_DONE saves and what it costs: the curve, in Markdown.

The command is compiled with other numbers of words that the article must
have, of the mean score of its element, and of words that must follow its end
(DONE_WORDS, DONE_MEAN and DONE_TAIL of src/decide.c), and compared with one
that reads every page to its end.
"""
import itertools
import os
import re

import cross
import measures
from markdown import head, marked, row

CURVE = list(itertools.product((150, 190, 250), (0, 170, 200),
                               (10, 20, 28, 60)))
NEVER = {'DONE_WORDS': 2 ** 32 - 1, 'DONE_TAIL': 65535}

SAVED = [(group, measure) for group in ('dev-raw', 'news')
         for measure in ('saved, median', 'saved, mean')]
LOST = [(group, measure) for group in measures.WITH_BODY for measure in
        ('word F1', 'headline exact', 'byline exact', 'published exact')]


def built():
    """{name: value} of the numbers as they are built."""
    with open(os.path.join(cross.data.ROOT, 'src/decide.c')) as source:
        return {name: int(value) for name, value in re.findall(
            r'#define (DONE_\w+) (\d+)', source.read())}


def evaluate(found, numbers):
    flags = tuple('-D%s=%du' % pair for pair in
                  sorted(dict(built(), **numbers).items()))
    return measures.evaluate(found, measures.WITH_BODY, flags)


def main():
    cross.require()
    found = cross.models()
    never = evaluate(found, NEVER)
    head(['words', 'mean', 'tail'], ['%s %s' % pair for pair in SAVED]
         + ['%s %s lost' % pair for pair in LOST])
    for triple in CURVE:
        numbers = dict(zip(('DONE_WORDS', 'DONE_MEAN', 'DONE_TAIL'), triple))
        figures = evaluate(found, numbers)
        cells = (list(triple) + [figures[g][m] for g, m in SAVED]
                 + ['%.4f' % (never[g][m] - figures[g][m]) for g, m in LOST])
        row(*marked(cells, dict(built(), **numbers) == built()))


if __name__ == '__main__':
    main()
