#!/usr/bin/python3
"""Cross-validated accuracy of the command itself.

Each page is read by `galley --format=json` compiled with the tables of a
model that has not seen the page's domain, at the default window.  Prints
tables in Markdown; `eval.py README.md` writes them between the lines
`<!-- accuracy -->` and `<!-- /accuracy -->` of that file as well.

  --worst N     the N worst pages of each set, with the words taken and
                missed by kind of block, into build/model/worst-SET.txt
  --quick       models nested as in cv.py --quick
"""
import argparse
import os
import re
import statistics

import label
import pages as data
import tables
from dump import dump, extract
from settings import Settings
from train import Corpus, Trainer, log

BODIES = ('dev-wcxb', 'news')
SETS = BODIES + ('aux-traf', 'not-article')


def predict(trainer, pages):
    """{(set, id): what the command printed}, each from its fold's model;
    and the command of each fold."""
    found, commands = {}, []
    for fold in range(data.FOLDS):
        command = tables.build(trainer.model({fold}))
        commands.append(command)
        mine = [page for page in pages if page.fold == fold]
        for page, line in zip(mine, extract(command,
                                            [p.file for p in mine])):
            found[page.group, page.id] = line
    return found, commands


def judge(score, pages, found):
    """{set: [(page, printed, what score.py says)]}"""
    result = {group: [] for group in SETS}
    for page in pages:
        line = found[page.group, page.id]
        result[page.group].append((page, line, score.page(page.truth, line)))
    return result


def number(value):
    return '-' if value is None else '%.3f' % value


def print_row(out, name, score, entries):
    total = score.agg([row for _, _, row in entries])
    out.append('| %s | %d | %s |' % (name, len(entries), ' | '.join(
        number(total.get(key)) for key in
        ('wf', 'SF', 'wp', 'wr', 'withn', 'withoutn', 'hex', 'hf'))))


def accuracy(out, score, judged):
    out.append('| set | pages | word F1 | shingle F1 | precision | recall '
               '| with | without | headline exact | headline F1 |')
    out.append('|---|' + '--:|' * 9)
    for group in SETS[:3]:
        print_row(out, group, score, judged[group])
        languages = {}
        for entry in judged[group]:
            languages.setdefault(entry[0].truth.get('lang') or '?',
                                 []).append(entry)
        for lang in sorted(languages, key=lambda k: -len(languages[k])):
            if len(languages) > 2 and len(languages[lang]) >= 10:
                print_row(out, '%s, %s' % (group, lang), score,
                          languages[lang])


def refusals(out, judged):
    none = [line['status'] == 'no_article'
            for _, line, _ in judged['not-article']]
    some = [line['status'] == 'no_article' for group in BODIES
            for page, line, _ in judged[group] if page.truth['body']]
    out.append('\nAnswered `no_article`: %.1f %% of %d pages that are no '
               'articles, %.2f %% of %d articles.' % (
                   100 * statistics.mean(none), len(none),
                   100 * statistics.mean(some), len(some)))


def date_of(text):
    found = re.match(r'\d{4}-\d\d-\d\d', text or '')
    return found.group(0) if found else ''


def text_of(value):
    return ', '.join(value) if isinstance(value, list) else value


def fields(out, score, judged):
    out.append('\n| field | set | pages | present | exact | token F1 |')
    out.append('|---|---|--:|--:|--:|--:|')
    for field, key in (('byline', 'author'), ('published', 'date')):
        for group in SETS[:3]:
            pairs = [(text_of(page.truth[key]), line.get(field) or '')
                     for page, line, _ in judged[group]
                     if page.truth.get(key)]
            if field == 'published':
                pairs = [(date_of(a), date_of(b)) for a, b in pairs]
            exact = [score.norm(a) == score.norm(b) for a, b in pairs]
            out.append('| %s | %s | %d | %.3f | %.3f | %.3f |' % (
                field, group, len(pairs),
                statistics.mean(bool(b) for _, b in pairs),
                statistics.mean(exact),
                statistics.mean(score.word_prf(score.norm(b),
                                               score.norm(a))[2]
                                for a, b in pairs)))


def savings(out, judged):
    shares = [1 - line['bytes_needed'] / line['bytes_in']
              for group in BODIES for _, line, _ in judged[group]
              if line['bytes_in']]
    out.append('\nBytes left unread after `GALLEY_DONE`: median %.1f %%, '
               'mean %.1f %%, none on %.1f %% of pages.' % (
                   100 * statistics.median(shares),
                   100 * statistics.mean(shares),
                   100 * statistics.mean(s <= 0 for s in shares)))


def name_path(page_rows, i):
    kind = page_rows.kinds[i]
    names = ('paragraph', 'heading', 'item', 'quote', 'pre', 'row',
             'caption')
    return names[kind] if kind < len(names) else str(kind)


def describe(page, row, rows, share, size):
    """The blocks of a page that were taken or missed against the truth."""
    lines = ['', '== %s  %s  word F1 %.3f  precision %.3f  recall %.3f' % (
        page.id, page.truth.get('url'), row['wf'], row['wp'], row['wr'])]
    kept = set(rows.id2[rows.kept > 0])
    final = dict(zip(rows.id2, rows.score2))
    for i, text in enumerate(rows.texts):
        if (i in kept) == (share[i] >= .5):
            continue
        lines.append('%s %5d words  %-9s stage 1 %3d stage 2 %4s  %s' % (
            'TAKEN ' if i in kept else 'MISSED', size[i],
            name_path(rows, i), rows.score1[i],
            final.get(i, '-'), text[:90].replace('\n', ' ')))
    whole = sum(size * share)
    truth = len(label.words(page.truth['body']))
    if whole < .9 * truth:
        lines.append('LOST   %5d words of the truth stand in no block'
                     % (truth - whole))
    return lines


def worst(judged, commands, corpus, count):
    for group in BODIES:
        entries = sorted(judged[group], key=lambda e: (e[2]['wf'], e[0].id))
        lines = []
        for page, _, row in entries[:count]:
            _, _, (rows,) = dump(commands[page.fold], [page.file], True)
            share, size = corpus.labels.of(rows.texts, page.truth['body'])
            lines += describe(page, row, rows, share, size)
        path = os.path.join(data.BUILD, 'worst-%s.txt' % group)
        with open(path, 'w', encoding='utf-8') as out:
            out.write('\n'.join(lines) + '\n')
        log('wrote ' + os.path.relpath(path, data.ROOT))


def insert(path, text):
    with open(path, encoding='utf-8') as file:
        content = file.read()
    start, end = '<!-- accuracy -->\n', '<!-- /accuracy -->'
    if start not in content or end not in content:
        raise SystemExit('eval.py: %s has no lines %s' % (path, start))
    before, rest = content.split(start, 1)
    after = rest.split(end, 1)[1]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(before + start + text + '\n' + end + after)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('readme', nargs='?')
    parser.add_argument('--worst', type=int, default=0)
    parser.add_argument('--quick', action='store_true')
    options = parser.parse_args()
    if not data.available():
        print('skipped: no evaluation pages (set GALLEY_SHARED)')
        return
    settings = Settings()
    corpus = Corpus(settings)
    trainer = Trainer(corpus, settings, not options.quick)
    pages = [page for group in SETS for page in data.load(group)]
    found, commands = predict(trainer, pages)
    score = data.scorer()
    judged = judge(score, pages, found)
    out = []
    accuracy(out, score, judged)
    refusals(out, judged)
    fields(out, score, judged)
    savings(out, judged)
    print('\n'.join(out))
    if options.readme:
        insert(options.readme, '\n'.join(out))
    if options.worst:
        worst(judged, commands, corpus, options.worst)


if __name__ == '__main__':
    main()
