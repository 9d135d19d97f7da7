#!/usr/bin/python3
"""From raw pages to class_table.h, model_table.h and judge_table.h in src:
`train.py [DIRECTORY]`.

Four things are learned, each from features that the C code itself prints
when it is compiled with what was learned before: weights of class words,
the trees of stage 1, those of stage 2, those of the judge.  A stage never
learns from what
an earlier one says about pages that the earlier one has learned from:
pages are in folds by domain, and the features of a fold's pages come from
a model that has not seen that fold.
"""
import hashlib
import os
import pickle
import sys
import time

import numpy as np

import class_table
import label
import pages as data
import tables
import trees
from dump import dump
from settings import Settings


PAGE = 1 << 20     # what the body of a page counts
PLAIN = 4          # times: a page that ends behind its text counts less
BEHIND = ('next_gap', 'score_p1', 'score_p2', 'after')
FEW = 4            # times: one more that the judge is asked counts as much


def log(text, start=time.time()):
    print('%6.1f s  %s' % (time.time() - start, text), file=sys.stderr,
          flush=True)


class Corpus:
    """The training pages with the labels of their blocks."""

    def __init__(self, settings):
        self.pages = data.distinct([page for group in settings.learned
                                    for page in data.load(group)])
        self.settings = settings
        self.judged = data.distinct(self.pages + [
            page for group in data.NO_ARTICLES for page in data.load(group)])
        self.files = [page.file for page in self.pages]
        self.fold = np.array([page.fold for page in self.pages])
        self.domain = number([page.domain for page in self.pages])
        command = tables.build(tables.Model())
        log('built')
        self.names1, self.names2, self.names3, self.base = dump(
            command, self.files, True)
        log('%d pages, %d blocks' % (
            len(self.pages), sum(len(rows.f1) for rows in self.base)))
        self.labels = Labels()
        self.truth = [self.label(i, rows)
                      for i, rows in enumerate(self.base)]
        self.labels.save()
        log('labelled')
        self.paths = class_table.Paths()
        for i, rows in enumerate(self.base):
            self.paths.add(i, rows.paths, *self.weight(i, *self.truth[i]))
        self.paths.finish(self.domain)

    def label(self, i, rows):
        """(words of body, words) of each block."""
        return self.labels.of(rows.texts, body_of(self.pages[i].truth))

    def weight(self, i, body, size):
        """How much each block counts as body and as none: its words, in
        parts of PAGE.  Pages count about the same, and thousands of words
        of comments do not outweigh the article."""
        s = self.settings
        page = int(PAGE * s.page_weight(self.pages[i]))
        rest = size - body
        whole = max(int(body.sum()), s.least_body)
        cap = max(s.most_rest * whole, int(rest.sum()))
        return page * body // whole, page * s.most_rest * rest // cap

    def verdict(self, page, times):
        """How much each time the judge is asked counts as article and as
        none.  An article that is accepted the first time is not judged again;
        what is none has to be refused each time."""
        weight = int(PAGE * self.settings.judged.get(page.group, 1))
        none = np.zeros(times, dtype=np.int64)
        if page.group in data.NO_ARTICLES:
            return none, none + weight // min(times, FEW)
        first = weight * 3 // 5 if times > 1 else weight
        share = none + (weight - first) // max(1, times - 1)
        share[0] = first
        return share, none


def body_of(truth):
    """The body without the headline, which is a field of its own; some truths
    begin with it."""
    first, _, rest = (truth['body'] or '').partition('\n')
    repeats = label.words(first) == label.words(truth.get('title'))
    return rest if rest and repeats else truth['body']


def number(values):
    index = {value: i for i, value in enumerate(sorted(set(values)))}
    return np.array([index[value] for value in values])


class Labels:
    """Alignments already made, by what they were made from."""

    FILE = os.path.join(data.BUILD, 'labels.pickle')

    def __init__(self):
        with open(label.__file__, 'rb') as source:
            self.code = source.read()
        self.known, self.fresh = {}, 0
        if os.path.exists(self.FILE):
            with open(self.FILE, 'rb') as cache:
                self.known = pickle.load(cache)

    def of(self, texts, body):
        key = hashlib.sha1(self.code)
        key.update('\0'.join(texts + [body or '']).encode('utf-8',
                                                          'replace'))
        key = key.digest()
        if key not in self.known:
            self.known[key] = label.align(texts, body)
            self.fresh += 1
        return self.known[key]

    def save(self):
        if self.fresh:
            with open(self.FILE + '.new', 'wb') as cache:
                pickle.dump(self.known, cache)
            os.rename(self.FILE + '.new', self.FILE)


class Trainer:
    """Learns models that have not seen certain folds.

    strict: the features of a page that is learned from never come from a
    model that has seen the excluded folds; otherwise (quick) the features
    of fold j always come from the one model that has not seen j.
    """

    def __init__(self, corpus, settings, strict=True):
        self.corpus, self.settings, self.strict = corpus, settings, strict
        self.done = {}
        self.gain1, self.gain2, self.gain3 = {}, {}, {}
        self.drop1 = self.columns(corpus.names1, settings.drop1)
        self.drop2 = self.columns(corpus.names2, settings.drop2)
        self.drop3 = self.columns(corpus.names3, settings.drop3)
        self.behind = sorted(self.columns(corpus.names2, BEHIND))

    @staticmethod
    def columns(names, dropped):
        return {i for i, name in enumerate(names) if name in dropped}

    def once(self, kind, key, make):
        if (kind, key) not in self.done:
            self.done[kind, key] = make()
        return self.done[kind, key]

    def without(self, fold, excluded):
        return (excluded if self.strict else frozenset()) | {fold}

    def folds(self, excluded):
        return [f for f in range(data.FOLDS) if f not in excluded]

    # ---- class words ----

    def classes(self, excluded):
        def make():
            s, c = self.settings, self.corpus
            use = ~np.isin(c.fold, sorted(excluded))
            return class_table.learn(c.paths, use, s.class_words,
                                     s.class_domains, s.class_l2 * PAGE)
        return self.once('classes', excluded, make)

    # ---- stage 1 ----

    def rows(self, model, fold):
        """[(page number, Rows, yes, no)] of a fold's pages."""
        c = self.corpus
        numbers = np.nonzero(c.fold == fold)[0]
        command = tables.build(model)
        *_, found = dump(command, [c.files[i] for i in numbers])
        result = []
        for i, rows in zip(numbers, found):
            labels = c.truth[i]
            if not same_blocks(rows, c.base[i]):
                *_, (again,) = dump(command, [c.files[i]], True)
                labels = c.label(i, again)
                rows.texts = again.texts
            result.append((i, rows) + c.weight(i, *labels))
        return result

    def rows1(self, fold, excluded):
        key = self.without(fold, excluded)
        return self.once('rows1', (key, fold), lambda: self.rows(
            tables.Model(self.classes(key)), fold))

    def stage1(self, excluded):
        def make():
            parts = [(rows.f1, yes, no) for fold in self.folds(excluded)
                     for _, rows, yes, no in self.rows1(fold, excluded)]
            found, bias, gain = trees.learn(
                *map(np.concatenate, zip(*parts)), self.settings.shape1,
                self.drop1, self.settings.seed)
            add(self.gain1, gain)
            return found, bias
        return self.once('stage1', excluded, make)

    # ---- stage 2 ----

    def model1(self, excluded):
        """Class words and stage 1, as a model that records what it will."""
        s = self.settings
        found, bias = self.stage1(excluded)
        return tables.Model(self.classes(excluded), found, bias,
                            record=s.record, junk=s.junk, keep=s.keep,
                            sure=s.sure)

    def rows2(self, fold, excluded):
        key = self.without(fold, excluded)
        return self.once('rows2', (key, fold), lambda: self.rows(
            self.model1(key), fold))

    def with_end(self, features, yes, no):
        """And the last block of the body once more, for less, as where the
        page ends behind it: served pages go on, plain ones do not."""
        body = np.nonzero(yes > no)[0][-1:]
        last = features[body]
        last[:, self.behind] = 0
        return (np.concatenate([features, last]),
                np.concatenate([yes, yes[body] // PLAIN]),
                np.concatenate([no, no[body] // PLAIN]))

    def stage2(self, excluded):
        def make():
            parts = [self.with_end(rows.f2, yes[rows.id2], no[rows.id2])
                     for fold in self.folds(excluded)
                     for _, rows, yes, no in self.rows2(fold, excluded)]
            found, bias, gain = trees.learn(
                *map(np.concatenate, zip(*parts)), self.settings.shape2,
                self.drop2, self.settings.seed + 100)
            add(self.gain2, gain)
            return found, bias
        return self.once('stage2', excluded, make)

    # ---- the judge ----

    def model2(self, excluded):
        """Class words and both stages, as a model that refuses every page:
        so the judge is asked each time."""
        result = self.model1(excluded)
        result.trees2, result.bias2 = self.stage2(excluded)
        result.accept = 255
        return result

    def rows3(self, fold):
        """(features, yes, no) of a fold's pages, by a model that has not
        seen them, whatever else it has seen."""
        def make():
            c = self.corpus
            pages = [page for page in c.judged if page.fold == fold]
            rows = self.asked(self.model2(frozenset({fold})), pages)
            weights = [c.verdict(page, len(f3))
                       for page, f3 in zip(pages, rows) if len(f3)]
            return (np.concatenate(rows),
                    *map(np.concatenate, zip(*weights)))
        return self.once('rows3', fold, make)

    def asked(self, model, pages):
        """The judge's features of each page, each time it was asked."""
        rows = dump(tables.build(model), [page.file for page in pages])[3]
        return [page.f3 for page in rows]

    def stage3(self, excluded):
        def make():
            parts = [self.rows3(fold) for fold in self.folds(excluded)]
            found, bias, gain = trees.learn(
                *map(np.concatenate, zip(*parts)), self.settings.shape3,
                self.drop3, self.settings.seed + 200)
            add(self.gain3, gain)
            return found, bias
        return self.once('stage3', excluded, make)

    def model(self, excluded=frozenset()):
        """The whole model, learned from all folds but the excluded."""
        excluded = frozenset(excluded)
        result = self.model2(excluded)
        c = self.corpus
        result.features = tuple(map(len, (c.names1, c.names2, c.names3)))
        result.trees3, result.bias3 = self.stage3(excluded)
        result.accept = self.settings.accept
        log('learned without %s: %d + %d + %d + %d bytes' % (
            (sorted(excluded) or 'none',) + result.sizes()))
        return result


def add(total, part):
    for key, value in part.items():
        total[key] = total.get(key, 0) + value


def same_blocks(rows, base):
    """Whether the text was split at the same places (by the words)."""
    return (len(rows.f1) == len(base.f1)
            and np.array_equal(rows.f1[:, 0], base.f1[:, 0]))


def main():
    if not data.available():
        print('skipped: no training pages (set GALLEY_SHARED)')
        return
    settings = Settings()
    model = Trainer(Corpus(settings), settings).model()
    place = sys.argv[1] if len(sys.argv) > 1 else tables.SRC
    tables.write(model, place)
    log('wrote the tables in ' + os.path.relpath(place, data.ROOT))


if __name__ == '__main__':
    main()
