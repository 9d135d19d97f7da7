#!/usr/bin/env python3
"""Runs whole sets of pages through the command and scores the articles.

usage: evaluate.py [--scores FILE] [SET]...

The sets lie in GALLEY_SHARED/data (default ../shared/data): pages, truth and
the scorer, score.py.  Prints a table in Markdown; --scores writes the numbers
as JSON.
"""
import concurrent.futures
import gzip
import importlib.util
import json
import os
import subprocess
import sys

GALLEY = os.environ.get('GALLEY', 'build/galley')
DATA = os.path.join(os.environ.get('GALLEY_SHARED', '../shared'), 'data')
CACHE = os.path.join(os.environ.get('BUILD', 'build'), 'eval')
SETS = ['dev-wcxb', 'news', 'aux-traf', 'dev-readability', 'not-article']
BATCH = 64


def available(name):
    return os.path.isdir(os.path.join(DATA, name, 'pages'))


def pages(name):
    """Paths of the set's pages, unpacked once."""
    source = os.path.join(DATA, name, 'pages')
    target = os.path.join(CACHE, name)
    os.makedirs(target, exist_ok=True)
    found = []
    for packed in sorted(os.listdir(source)):
        path = os.path.join(target, packed[:-3])
        if not os.path.exists(path):
            with gzip.open(os.path.join(source, packed)) as f:
                data = f.read()
            with open(path, 'wb') as f:
                f.write(data)
        found.append(path)
    return found


def run_batch(arguments, paths):
    done = subprocess.run([GALLEY, '--format=json', *arguments, *paths],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode('utf-8').split('\n')[:-1]


def articles(paths, *arguments):
    """The line of JSON for each page, None where the command gave none; and
    the exit statuses that are no page's fault."""
    batches = [paths[i:i + BATCH] for i in range(0, len(paths), BATCH)]
    lines, bad = [], []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for batch, (status, out) in zip(batches, pool.map(
                lambda b: run_batch(arguments, b), batches)):
            if status not in (0, 1, 65) or len(out) != len(batch):
                bad.append(status)
            lines += out + [None] * (len(batch) - len(out))
    return lines, bad


def scorer():
    spec = importlib.util.spec_from_file_location(
        'score', os.path.join(DATA, 'score.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(name, lines):
    """The scorer's means over the set, and how many pages had no article."""
    score_py = scorer()
    got, none = {}, 0
    for line in lines:
        if line is None:
            continue
        page = json.loads(line)
        none += page['status'] == 'no_article'
        key = os.path.basename(page['file'])[:-len('.html')]
        got[key] = page
    truth = score_py.load(os.path.join(DATA, name, 'truth.jsonl'))
    means = score_py.agg([score_py.page(t, got.get(t['id'])) for t in truth])
    return {'pages': len(lines), 'no_article': none, 'wF1': means.get('wf'),
            'sF1': means.get('SF'), 'headline': means.get('hex'),
            'with': means.get('withn'), 'without': means.get('withoutn')}


COLUMNS = ['pages', 'no_article', 'wF1', 'sF1', 'headline', 'with',
           'without']
TITLES = ['pages', 'no article', 'wF1', 'sF1', 'headline exact',
          'snippets in', 'snippets out']


def cell(value):
    if value is None:
        return ''
    return '%.3f' % value if isinstance(value, float) else str(value)


def main():
    arguments = sys.argv[1:]
    scores_path = None
    if arguments[:1] == ['--scores']:
        scores_path, arguments = arguments[1], arguments[2:]
    scores = {}
    print('| set | ' + ' | '.join(TITLES) + ' |\n|---'
          + '|--:' * len(TITLES) + '|')
    for name in arguments or SETS:
        if not available(name):
            print('skipped: no %s in %s' % (name, DATA), file=sys.stderr)
            continue
        lines, bad = articles(pages(name))
        if bad:
            sys.exit('%s: exit status %s' % (name, bad[0]))
        scores[name] = score(name, lines)
        print('| %s | %s |' % (name, ' | '.join(
            cell(scores[name][c]) for c in COLUMNS)))
    if scores_path:
        with open(scores_path, 'w') as f:
            json.dump(scores, f, indent=1)


if __name__ == '__main__':
    main()
