#!/usr/bin/env python3
"""The headline before the page has ended: on how many pages is the one that
galley_field gives with the first block the final one?  A table in Markdown
over all sets of labelled pages, for two windows.

usage: BUILD=build early.py
"""
import collections
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
sys.dont_write_bytecode = True
import pages  # noqa: E402
from markdown import head, row  # noqa: E402

PROGRAM = os.path.join(os.environ.get('BUILD', 'build'), 'tests', 'eval',
                       'early')
WINDOWS = (4096, 2048)


def read(window, files):
    """What early.c says of each file: (verdict, when)."""
    done = subprocess.run([PROGRAM, str(window), *files],
                          stdout=subprocess.PIPE, check=True)
    return [tuple(line.split('\t')[:2])
            for line in done.stdout.decode('utf-8').splitlines()]


class Count:
    """Of the pages that gave a block at all."""

    def __init__(self, said):
        said = [line for line in said if line[0] != 'none']
        verdicts = collections.Counter(verdict for verdict, _ in said)
        self.pages, self.same = len(said), verdicts['same']
        self.missing = verdicts['missing']
        self.reading = sum(when == 'reading' for _, when in said)

    def shares(self):
        return [self.reading / self.pages, self.same / self.pages]


def groups():
    """All sets that there are."""
    return [name for name in sorted(os.listdir(pages.DATA))
            if os.path.exists(os.path.join(pages.DATA, name, 'truth.jsonl'))]


def measure(window):
    """{set: count}, and that of `all`."""
    said = {name: read(window, [page.file for page in pages.load(name)])
            for name in groups()}
    said['all'] = sum(said.values(), [])
    return {name: Count(lines) for name, lines in said.items()}


def main():
    if not pages.available():
        sys.exit('no pages in ' + pages.DATA)
    counts = [measure(window) for window in WINDOWS]
    head(['set'], [title for window in WINDOWS for title in (
        'pages, window %d' % window, 'first block before the end',
        'headline stays')])
    for name in counts[0]:
        row(name, *sum(([count[name].pages, *count[name].shares()]
                        for count in counts), []))


if __name__ == '__main__':
    main()
