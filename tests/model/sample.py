#!/usr/bin/python3
"""A made-up corpus, the same wherever it is made, to learn a model from.

It stands for train.Corpus.  Its "command" computes the first feature of each
stage from the model it was compiled with, as the C code does, so that what a
model has learned from a page shows in all that is learned after it.

usage: sample.py     prints the SHA-256 of all that training makes of it
"""
import hashlib
import re
from types import SimpleNamespace

import numpy as np

import class_table
import label
import tables
import trees
from dump import Rows
from pages import FOLDS, NO_ARTICLES
from settings import Settings
from train import Corpus, Trainer

PAGES, BLOCKS, WORDS = 100, 12, 9


class Few(Settings):
    """Settings that fit so few pages; those that are tuned stay as here."""
    class_words, class_domains, class_l2 = 5, 2, .5
    least_body, most_rest = 150, 3
    record, junk, keep, sure = 10, 20, (80, 100), (200, 230)
    shape1 = trees.Shape(trees=6, leaves=4, least=20, keep=3, firm=10.)
    shape2 = trees.Shape(trees=4, leaves=3, least=20)
    shape3 = trees.Shape(trees=3, leaves=3, least=5)
    judged, accept = {}, 50


class Many(Few):
    """As many trees as are learned from real pages."""
    class_words = WORDS
    shape1 = trees.Shape(trees=100, leaves=8, rate=.2, least=10, keep=35)
    shape2 = trees.Shape(trees=150, leaves=8, rate=.15, least=10, keep=50)


class Sample:
    weight, verdict = Corpus.weight, Corpus.verdict

    def __init__(self, wrong=None, settings=Few()):
        """wrong: a fold whose pages say the opposite of all others."""
        random = np.random.RandomState(11)
        self.settings = settings
        self.pages = [SimpleNamespace(group='news', id=str(i))
                      for i in range(PAGES)]
        self.names1, self.names2, self.names3 = map(list, ('abcd', 'efgh',
                                                           'ijk'))
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
        self.truth = list(zip(size * body, size))
        self.paths = class_table.Paths()
        for i, truth in enumerate(self.truth):
            self.paths.add(i, [(int(word),) for word in self.word[i]],
                           *self.weight(i, *truth))
        self.paths.finish(self.domain)
        self.judged = [SimpleNamespace(
            group=NO_ARTICLES[0] if (i % 3 == 0) != (fold == wrong)
            else 'news', fold=fold, number=i)
                       for i, fold in enumerate(self.fold)]


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
            result.append((i, rows, *c.weight(i, *c.truth[i])))
        return result

    def asked(self, model, pages):
        """Of every third page the features differ, and there are more."""
        return [np.array([[90 * (page.number % 3), page.number % 7, time]
                          for time in range(1 + page.number % 3)], np.uint8)
                for page in pages]


def model(excluded=(), strict=True, wrong=None, settings=Few()):
    corpus = Sample(wrong, settings)
    return SampleTrainer(corpus, corpus.settings, strict).model(excluded)


def table(settings=Few()):
    """The tables of the model, without their comments; of class words what is
    learned alone, by hash."""
    learned = model(settings=settings)
    hashes = sorted(learned.classes)
    words = '#define GALLEY_CLASS_COUNT %d\n\n%s\n%s' % (
        len(hashes), tables.array('uint16_t', 'class_hash', hashes),
        tables.array('int8_t', 'class_weight',
                     [learned.classes[value] for value in hashes]))
    return re.sub(r'/\*.*?\*/\n', '', words + tables.model_text(learned)
                  + tables.judge_text(learned), flags=re.S)


def labels(pages=30, blocks=40):
    """Of pages that repeat and leave out parts of their body."""
    random, found = np.random.RandomState(12), []
    for _ in range(pages):
        texts = [' '.join('w%d' % word for word in random.randint(
            0, 40, random.randint(1, 60))) for _ in range(blocks)]
        body = [texts[i] for i in range(blocks) if random.randint(3)]
        order = random.permutation(blocks) if random.randint(2) else \
            np.sort(random.randint(0, blocks, blocks))
        found.append(label.align([texts[i] for i in order],
                                 '\n\n'.join(body))[0].tolist())
    return found


def digest():
    """Of labels and tables: the same on every machine."""
    text = '%s\n%s' % (labels(), table(Many()))
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == '__main__':
    print(digest())
