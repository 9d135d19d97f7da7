#!/usr/bin/env python3
"""The figures of the last `make boards`, as tables in Markdown.

usage: BUILD=build tests/boards/table.py
"""
import json
import os

BUILD = os.environ.get('BUILD', 'build')
FIGURES = os.path.join(BUILD, 'boards', 'figures.json')

# Files of a stage that are not named after it.
STAGES = {'headline': 'meta', 'byline': 'meta', 'jsonld': 'meta',
          'date': 'meta', 'strerror': 'galley', 'text': 'galley'}
ORDER = ['http', 'charset', 'tokenizer', 'entities', 'page', 'meta',
         'blocks', 'classify', 'decide', 'article', 'galley']


def row(cells):
    print('| %s |' % ' | '.join(str(c) for c in cells))


def boards_table(boards):
    row(['board', 'CPU', 'image, flash', 'RAM, all of it',
         'library, flash', 'stack, proved', 'instructions a byte'])
    row(['---', '---'] + ['--:'] * 5)
    for b in boards:
        if 'instructions' not in b:
            continue
        unit = ' (cycles)' if 'stack_seen' in b else ''
        row([b['name'], b['cpu'], b['flash'], b['ram'], b['library'],
             b['stack'], '%.0f%s' % (b['instructions'], unit)])
    for b in boards:
        if b['name'] == 'newsboard' and 'flash' in b:
            row(['newsboard: lwIP, fonts, panel', b['cpu'], b['flash'],
                 b['ram'], '', '', ''])


def stages_table(boards):
    boards = [b for b in boards if 'stages' in b]
    sums = []
    for b in boards:
        stages = {}
        for name, size in b['stages'].items():
            stage = STAGES.get(name, name)
            stages[stage] = stages.get(stage, 0) + size
        sums.append(stages)
    row(['flash by stage'] + [b['cpu'] for b in boards])
    row(['---'] + ['--:'] * len(boards))
    names = ORDER + sorted(set().union(*sums) - set(ORDER))
    for name in names:
        row([name] + [s.get(name, 0) for s in sums])
    row(['**sum**'] + ['**%d**' % sum(s.values()) for s in sums])


def main():
    try:
        with open(FIGURES) as f:
            boards = json.load(f)
    except OSError:
        print('make boards first, for the figures of each board')
        return
    boards_table(boards)
    print()
    stages_table(boards)


main()
