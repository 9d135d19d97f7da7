#!/usr/bin/python3
"""Where word F1 is lost: causes, and the worst pages.

usage: worst.py [PAGES]

Prints a table for each set, of causes as causes.py guesses them; the worst
pages, block by block, go into build/eval/worst-SET.txt.  Pages are read to
their end here, so what GALLEY_DONE leaves unread is not among the losses.
"""
import os
import sys

import cross
import causes
import measures
from dump import dump
from markdown import head, row
from train import Labels

PAGES = 30
FOLDER = os.path.join(cross.data.ROOT, 'build', 'eval')


def read(found, pages):
    """{file: (names of stage 1, Rows)}, by the model of the page's fold."""
    result = {}
    for fold, model in enumerate(found):
        files = [page.file for page in pages if page.fold == fold]
        names, *_, rows = dump(cross.tables.build(model), files, True)
        result.update(zip(files, ((names, one) for one in rows)))
    return result


def table(entries):
    """Causes, by what they cost, in 0.0001 of the set's word F1; entries:
    [(Entry, Rows, [Loss])]."""
    sums = {}
    for _, _, losses in entries:
        for loss in losses:
            line = sums.setdefault(loss.cause, {})
            for key in ('taken' if loss.taken else 'missed', loss.stage):
                words, cost = line.get(key, (0, 0))
                line[key] = words + loss.words, cost + loss.cost

    def points(line, *keys):
        return '%.1f' % (1e4 / len(entries) * sum(
            line.get(key, (0, 0))[1] for key in keys))

    keys = ('taken', 'missed')
    head(['cause'], ['cost', 'taken', 'missed', 'by stage 1', 'evicted',
                     'by stage 2', 'words taken', 'words missed'])
    for cause, line in sorted(sums.items(), key=lambda item: -float(
            points(item[1], *keys))):
        row(cause, points(line, *keys), *[points(line, key) for key in (
            *keys, 'stage 1', 'evicted', 'stage 2')],
            *[round(line.get(key, (0, 0))[0]) for key in keys])
    row('sum', *['%.1f' % (1e4 / len(entries) * sum(
        loss.cost for _, _, losses in entries for loss in losses
        if loss.taken in which)) for which in ((0, 1), (1,), (0,))],
        *[''] * 5)


def describe(entry, rows, losses):
    """A page block by block, as lines."""
    page, printed, scores = entry
    final = dict(zip(rows.id2, rows.score2))
    yield ''
    yield '== %s  %s  %s  word F1 %.3f  precision %.3f  recall %.3f' % (
        page.id, page.truth.get('url'), printed['status'], scores['wf'],
        scores['wp'], scores['wr'])
    for loss in losses:
        i = loss.block
        yield '%s %5d words  %.3f  %-22s %-12s scores %3s %3s  %s' % (
            'TAKEN ' if loss.taken else 'MISSED', loss.words, loss.cost,
            loss.cause, '' if i is None else causes.kind_of(rows, i),
            '' if i is None else rows.score1[i], final.get(i, '-'),
            '' if i is None else rows.texts[i][:90].replace('\n', ' '))


def write(group, entries, count):
    path = os.path.join(FOLDER, 'worst-%s.txt' % group)
    os.makedirs(FOLDER, exist_ok=True)
    worst = sorted(entries, key=lambda e: (e[0].scores['wf'], e[0].page.id))
    with open(path, 'w', encoding='utf-8') as file:
        for item in worst[:count]:
            file.write('\n'.join(describe(*item)) + '\n')
    print('\nThe %d worst pages of %s: %s' % (
        count, group, os.path.relpath(path, cross.data.ROOT)))


def main():
    cross.require()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    found, labels = cross.models(), Labels()
    for group in measures.WITH_BODY:
        pages = measures.load([group])
        read_pages, entries = read(found, pages), []
        for entry in measures.judge(pages, cross.predict(found, pages)):
            page = entry.page
            names, rows = read_pages[page.file]
            body, size = labels.of(rows.texts, page.truth['body'])
            entries.append((entry, rows, causes.losses(
                entry, names, rows, body, size, found[page.fold].record)))
        print('\n%s: %.1f lost' % (group, 1e4 * (1 - measures.measure(
            [entry for entry, _, _ in entries])['word F1'])))
        table(entries)
        write(group, entries, count)
    labels.save()


if __name__ == '__main__':
    main()
