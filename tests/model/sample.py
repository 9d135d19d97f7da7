"""A made-up corpus, the same wherever it is made, to learn a model from.

It stands for train.Corpus.  Its "command" computes the first feature of each
stage from the model it was compiled with, as the C code does, so that what a
model has learned from a page shows in all that is learned after it.
"""
from types import SimpleNamespace

import numpy as np

import class_table
import tables
import trees
from dump import Rows
from pages import FOLDS
from settings import Settings
from train import Corpus, Trainer

PAGES, BLOCKS, WORDS = 100, 12, 9


class Few(Settings):
    """Settings that fit so few pages; those that are tuned stay as here."""
    class_words, class_domains, class_l2 = 5, 2, .5
    power, power2, least_body, most_rest = .75, .75, 150, 3
    record, junk, keep, sure = 10, 20, (80, 100), (200, 230)
    shape1 = trees.Shape(trees=3, leaves=4, least=20)
    shape2 = trees.Shape(trees=4, leaves=3, least=20)


class Sample:
    weight = Corpus.weight

    def __init__(self, wrong=None):
        """wrong: a fold whose pages say the opposite of all others."""
        random = np.random.RandomState(11)
        self.settings = Few()
        self.pages = [SimpleNamespace(group='news', id=str(i))
                      for i in range(PAGES)]
        self.names1, self.names2 = list('abcd'), list('efgh')
        self.domain = np.arange(PAGES) // 2
        self.fold = self.domain % FOLDS
        shape = PAGES, BLOCKS
        self.word = random.randint(0, WORDS, shape)
        self.f = random.randint(0, 256, shape + (4,)).astype(np.uint8)
        body = (self.f[:, :, 1] > 90) & (self.word > 2) \
            | (self.f[:, :, 2] > 200)
        if wrong is not None:
            body[self.fold == wrong] = ~body[self.fold == wrong]
        size = random.randint(5, 60, shape)
        self.truth = list(zip(body.astype(float), size))
        self.paths = class_table.Paths()
        for i, (share, size) in enumerate(self.truth):
            self.paths.add(i, [(int(word),) for word in self.word[i]],
                           share, self.weight(i, share, size))
        self.paths.finish(self.domain)


class SampleTrainer(Trainer):
    def rows(self, model, fold):
        c, result = self.corpus, []
        for i in np.nonzero(c.fold == fold)[0]:
            rows = Rows()
            rows.f1, rows.f2 = c.f[i].copy(), c.f[i].copy()
            rows.f1[:, 0] = [128 + model.classes.get(int(word), 0)
                             for word in c.word[i]]
            rows.f2[:, 0] = trees.scores(model.trees1, model.bias1, rows.f1)
            rows.id2 = np.arange(BLOCKS)
            result.append((i, rows, *c.truth[i]))
        return result


def model(excluded=(), strict=True, wrong=None):
    corpus = Sample(wrong)
    return SampleTrainer(corpus, corpus.settings, strict).model(excluded)


def table():
    """The tables of the model."""
    return tables.text(model())
