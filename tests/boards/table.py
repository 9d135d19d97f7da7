#!/usr/bin/env python3
"""The figures of the last `make boards`, as tables in Markdown.

usage: BUILD=build tests/boards/table.py
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'size'))
from layers import in_order  # noqa

BUILD = os.environ.get('BUILD', 'build')
FIGURES = os.path.join(BUILD, 'boards', 'figures.json')


def row(cells):
    print('| %s |' % ' | '.join(str(c) for c in cells))


def boards_table(boards):
    row(['board', 'CPU', 'image, flash', 'RAM, all of it',
         'library, flash', 'stack, proved', 'instructions a byte'])
    row(['---', '---'] + ['--:'] * 5)
    for b in boards:
        if 'instructions' not in b:  # skipped, or another table's
            continue
        speed = '%.0f%s' % (
            b['instructions'], ' (cycles)' if 'stack_seen' in b else '')
        row([b['name'], b['cpu'], b['flash'], b['ram'], b['library'],
             b['stack'], speed])


def files_table(boards):
    boards = [b for b in boards if 'files' in b]
    row(['flash by file'] + [b['cpu'] for b in boards])
    row(['---'] + ['--:'] * len(boards))
    for name in in_order(set().union(*(b['files'] for b in boards))):
        row([name] + [b['files'].get(name, '') for b in boards])
    row(['**sum**'] + ['**%d**' % sum(b['files'].values()) for b in boards])


def newsboards_table(boards):
    row(['board', 'flash', 'RAM, all of it', 'heap', 'stack',
         'handshake, ECDSA', 'handshake, RSA'])
    row(['---'] + ['--:'] * 6)
    for b in boards:
        if 'stack_used' in b:
            row([b['name'], b['flash'], b['ram'], b.get('heap_used', ''),
                 b['stack_used']] + [
                     '%.0f million' % (b[key] / 1e6) if key in b else ''
                     for key in ('handshake_ecdsa', 'handshake_rsa')])


def main():
    try:
        with open(FIGURES) as f:
            boards = json.load(f)
    except OSError:
        print('make boards first, for the figures of each board')
        return
    boards_table(boards)
    print()
    files_table(boards)
    print()
    newsboards_table(boards)


main()
