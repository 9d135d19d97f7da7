#!/usr/bin/python3
"""Cross-validated accuracy of the classifier on the current features.

`cv.py --quick` judges features: word and shingle F1 of the blocks that the
trees would keep, computed from the printed features (never from text of the
C code's output), each page by a model that has not seen its domain.
Without --quick the stages are nested strictly, which takes longer.

  --drop NAME,...       leave features out: words (both stages), 1:words,
                        2:words
  --vary NAME           the same once for each feature of stage 2 left out
                        (or of stage 1: --vary1)
  --set NAME=VALUE      any setting of settings.py; a shape as
                        shape2=trees,leaves,rate,l2,least,columns,keep,firm
  --contradicted        write contradicted.txt: the pages of which models
                        that have not seen them keep something quite
                        different from the truth
"""
import argparse

import numpy as np

import pages as data
import tables
import trees
from settings import CONTRADICTED, Settings
from train import Corpus, Trainer, log

AGREE = .65  # word F1
GROUPS = data.ARTICLES + data.BODIES + ('weak',)


class Text:
    """Word counts of a page's blocks, to compute F1 of any choice."""

    def __init__(self, score, texts, body):
        index = {}
        self.blocks = [np.array([index.setdefault(word, len(index))
                                 for word in score.W.findall(text.lower())],
                                dtype=np.int32) for text in texts]
        truth = [index.setdefault(word, len(index))
                 for word in score.W.findall((body or '').lower())]
        self.truth = np.bincount(truth, minlength=len(index)) \
            if truth else np.zeros(len(index), dtype=int)

    def f1(self, ids):
        count = np.zeros(len(self.truth), dtype=int)
        if len(ids):
            kept = np.concatenate([self.blocks[i] for i in ids])
            count = np.bincount(kept, minlength=len(self.truth))
        total = count.sum() + self.truth.sum()
        common = np.minimum(count, self.truth).sum()
        return 2. * common / total if total else 1.


class Judge:
    """Scores what a model keeps of each page."""

    def __init__(self, corpus):
        self.score = data.scorer()
        self.corpus = corpus
        self.known = {}

    def text(self, i, rows):
        if getattr(rows, 'texts', None):
            return Text(self.score, rows.texts,
                        self.corpus.pages[i].truth['body'])
        if i not in self.known:
            self.known[i] = Text(self.score, self.corpus.base[i].texts,
                                 self.corpus.pages[i].truth['body'])
        return self.known[i]

    def page(self, i, rows, ids):
        texts = rows.texts or self.corpus.base[i].texts
        body = '\n\n'.join(texts[k] for k in ids)
        return self.score.page(self.corpus.pages[i].truth, {'body': body})


def cross_validate(trainer):
    """[(page number, Rows, scores of stage 2)] by models that have not
    seen the page's domain."""
    results = []
    for fold in range(data.FOLDS):
        excluded = frozenset({fold})
        found, bias = trainer.stage2(excluded)
        for i, rows, _, _ in trainer.rows2(fold, frozenset()):
            results.append((i, rows, trees.scores(found, bias, rows.f2)))
    return results


def kept(rows, scores, more=0):
    """Ids of the blocks; more: than the page's threshold."""
    return rows.id2[scores >= rows.keep.astype(int) + more]


def group_of(corpus, results, group):
    return [entry for entry in results
            if corpus.pages[entry[0]].group == group]


def f1_of(judge, results, more=0):
    return float(np.mean([judge.text(i, rows).f1(kept(rows, scores, more))
                          for i, rows, scores in results]))


def print_table(judge, results):
    print('| set | pages | word F1 | shingle F1 | precision | recall |')
    print('|---|--:|--:|--:|--:|--:|')
    for group in GROUPS:
        rows = [judge.page(i, r, kept(r, s)) for i, r, s in
                group_of(judge.corpus, results, group)]
        if rows:
            total = judge.score.agg(rows)
            print('| %s | %d | %.4f | %.4f | %.4f | %.4f |' % (
                group, len(rows), total['wf'], total['SF'], total['wp'],
                total['wr']))


def print_thresholds(judge, results):
    print('\n| keep, more |', ' | '.join(GROUPS), '|\n' + '|--:'
          * (1 + len(GROUPS)) + '|')
    groups = [group_of(judge.corpus, results, g) for g in GROUPS]
    for more in range(-30, 31, 10):
        print('| %+d | %s |' % (more, ' | '.join(
            '%.4f' % f1_of(judge, group, more) for group in groups)))


def print_gain(names, gain):
    total = sum(gain.values()) or 1
    ranks = sorted(gain.items(), key=lambda item: -item[1])
    print(', '.join('%s %.1f' % (names[column], 100 * value / total)
                    for column, value in ranks))
    unused = [name for i, name in enumerate(names) if i not in gain]
    if unused:
        print('never used:', ', '.join(unused))


def report(judge, trainer):
    results = cross_validate(trainer)
    log('learned')
    print_table(judge, results)
    print_thresholds(judge, results)
    print('\nStage 1, share of gain in %:')
    print_gain(trainer.corpus.names1, trainer.gain1)
    print('Stage 2:')
    print_gain(trainer.corpus.names2, trainer.gain2)
    print('\nbytes of flash:', flash(trainer))


def write_contradicted(judge, trainer):
    """Pages below AGREE are too few to be learned from, and mostly wrong:
    truths cut short, other versions of the page."""
    with open(CONTRADICTED, 'w', encoding='ascii') as out:
        out.write('# Pages whose truth every model contradicts: written by '
                  'cv.py --contradicted\n')
        results = cross_validate(trainer)
        for group in data.ARTICLES + data.BODIES:
            for i, rows, scores in group_of(judge.corpus, results, group):
                if judge.text(i, rows).f1(kept(rows, scores)) < AGREE:
                    out.write(judge.corpus.pages[i].id + '\n')


def flash(trainer):
    first = frozenset({0})
    return '%d + %d + %d' % (
        tables.Model(trainer.classes(first)).sizes()[0],
        sum(map(len, trainer.stage1(first)[0])),
        sum(map(len, trainer.stage2(first)[0])))


def brief(judge, results):
    return ' | '.join('%.4f' % f1_of(judge, group_of(
        judge.corpus, results, group)) for group in GROUPS)


def vary(judge, corpus, settings, stage, quick):
    """Word F1 without each feature of one stage in turn."""
    base = Trainer(corpus, settings, not quick)
    print('| without | %s |\n|---%s|' % (' | '.join(GROUPS),
                                         '|--:' * len(GROUPS)))
    print('| nothing |', brief(judge, cross_validate(base)), '|',
          flush=True)
    names = corpus.names1 if stage == 1 else corpus.names2
    attribute = 'drop%d' % stage
    before = tuple(getattr(settings, attribute))
    for name in names:
        if name in before:
            continue
        setattr(settings, attribute, before + (name,))
        trainer = Trainer(corpus, settings, not quick)
        again = ('classes', 'rows1') + (('stage1', 'rows2')
                                        if stage == 2 else ())
        trainer.done = {key: value for key, value in base.done.items()
                        if key[0] in again}
        print('| %s |' % name, brief(judge, cross_validate(trainer)), '|',
              flush=True)
    setattr(settings, attribute, before)


def change(settings, assignment):
    name, _, value = assignment.partition('=')
    if not hasattr(settings, name):
        raise SystemExit('cv.py: no setting named ' + name)
    numbers = [float(part) if '.' in part else int(part)
               for part in value.split(',')]
    if name.startswith('shape'):
        value = trees.Shape(*numbers)
    else:
        value = numbers if len(numbers) > 1 else numbers[0]
    setattr(settings, name, value)


def drop(settings, names):
    for name in filter(None, names.split(',')):
        if not name.startswith('2:'):
            settings.drop1 += (name.split(':')[-1],)
        if not name.startswith('1:'):
            settings.drop2 += (name.split(':')[-1],)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--drop', default='')
    parser.add_argument('--vary', action='store_true')
    parser.add_argument('--vary1', action='store_true')
    parser.add_argument('--set', action='append', default=[])
    parser.add_argument('--contradicted', action='store_true')
    options = parser.parse_args()
    settings = Settings()
    if options.contradicted:
        settings.contradicted = frozenset()
    for assignment in options.set:
        change(settings, assignment)
    drop(settings, options.drop)
    corpus = Corpus(settings)
    judge = Judge(corpus)
    if options.contradicted:
        write_contradicted(judge, Trainer(corpus, settings, not options.quick))
    elif options.vary or options.vary1:
        vary(judge, corpus, settings, 1 if options.vary1 else 2,
             options.quick)
    else:
        report(judge, Trainer(corpus, settings, not options.quick))


if __name__ == '__main__':
    main()
