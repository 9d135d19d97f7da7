#!/usr/bin/python3
"""Accuracy against flash: the command with models of other sizes, in
Markdown.  The models are nested quickly, not strictly."""
import copy
import statistics

import cross
import measures
from markdown import head, marked, row
from settings import Settings

SCALES = (1 / 8, 1 / 4, 1 / 2, 1, 2)  # of the number of trees
CLASS_WORDS = (100, 300, 700, 1400)
GROUPS = measures.WITH_BODY + ('weak',)
SCORES = [(group, measure) for group in GROUPS
          for measure in ('word F1', 'shingle F1')]


def scaled(shape, scale):
    """As many times the trees; fewer are learned more eagerly."""
    result = copy.copy(shape)
    result.trees = max(1, round(shape.trees * scale))
    result.keep = max(1, round(shape.keep * scale))
    result.rate = min(.5, shape.rate / scale ** .5)
    return result


def settings_of(words, scale):
    settings = Settings()
    settings.class_words = words
    settings.shape1 = scaled(settings.shape1, scale)
    settings.shape2 = scaled(settings.shape2, scale)
    return settings


def configurations():
    """(class words, scale) of each size."""
    words = Settings.class_words
    return (sorted({(n, 1) for n in CLASS_WORDS} | {(words, 1)})
            + [(words, scale) for scale in SCALES if scale != 1])


def main():
    cross.require()
    trainers = cross.Trainers(strict=False)
    head(['class words', 'trees of stage 1', 'of stage 2'],
         ['bytes', 'of stage 1', 'of stage 2', 'flash']
         + ['%s %s' % pair for pair in SCORES])
    for words, scale in configurations():
        settings = settings_of(words, scale)
        found = cross.models(settings, False, lambda: trainers.make(settings))
        figures = measures.evaluate(found, GROUPS)
        sizes = [round(statistics.mean(part)) for part in
                 zip(*[model.sizes()[:3] for model in found])]
        row(*marked([words, settings.shape1.keep, settings.shape2.keep]
                    + sizes + [sum(sizes)]
                    + [figures[g][m] for g, m in SCORES],
                    (words, scale) == (Settings.class_words, 1)))


if __name__ == '__main__':
    main()
