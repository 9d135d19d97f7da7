#!/usr/bin/python3
"""How tables come into the documents: each mark there has an end and is
filled by a makefile, and each table that is printed goes to its mark."""
import collections
import contextlib
import glob
import io
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'eval'))
import evaluate  # noqa
from checks import same, skip, summary  # noqa
from fill import insert, nth, tables_of  # noqa

PAGE = ('a\n<!-- one -->\n| old |\n<!-- /one -->\nb\n<!-- two -->\n'
        '<!-- /two -->\nc\n')

same(tables_of('noise\n| a |\n|--:|\n| 1 |\nnoise\n\n\n| b |\n3 passed\n'),
     '| a |\n|--:|\n| 1 |\n\n| b |', 'only tables are taken')
same(tables_of('noise\n'), '', 'no table')
same([nth('| a |\n|--:|\n\n| b |', n) for n in (1, 2, 3)],
     ['| a |\n|--:|', '| b |', ''], 'the first, the second, no third table')
same(insert(PAGE, 'one', '| new |'), PAGE.replace('old', 'new'),
     'a table takes the place of the old one')
same(insert(insert(PAGE, 'two', '| x |'), 'two', '| x |'),
     PAGE.replace('<!-- two -->\n', '<!-- two -->\n| x |\n'),
     'twice is as once')
same(insert(PAGE, 'three', '| x |'), None, 'no marks')
same(insert('<!-- one -->\n', 'one', '| x |'), None, 'no end')


def documents():
    """{(path, mark): what stands there}, of every document."""
    found = {}
    for path in sum(map(glob.glob, ('*.md', 'boards/*.md', 'tests/*/*.md')),
                    []):
        with open(path, encoding='utf-8') as f:
            text = f.read()
        for name in re.findall(r'^<!-- (\w+) -->$', text, re.M):
            tables = tables_of(text.split('<!-- %s -->\n' % name)[1].split(
                '<!-- /%s -->' % name)[0])
            same(insert(text, name, tables), text,
                 '%s: %s holds tables and nothing else' % (path, name))
            found[path, name] = tables
    return found


def filled():
    """[(path, mark)] that the makefiles fill."""
    for path in glob.glob('tests/*/*.mk'):
        with open(path) as f:
            text = f.read()
        variables = dict(re.findall(r'^(\w+) = (\S+)$', text, re.M))
        for file, mark in re.findall(
                r'^\t.*\$\(call (?:put|fill),([^,]*),(\w+),', text, re.M):
            yield re.sub(r'\$\((\w+)\)', lambda m: variables[m[1]],
                         file), mark


def evaluated():
    """The tables of evaluate.py, of figures that are all 0."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        evaluate.print_tables(collections.defaultdict(
            lambda: collections.defaultdict(float)),
            (300, 1500, 2250, 550), 6000, 4096)
    return tables_of(output.getvalue()).split('\n\n')


found = documents()
same(sorted(found), sorted(filled()), 'each mark is filled, and once')
if hasattr(evaluate, 'measures'):
    with open('tests/readme/readme.mk') as f:
        places = re.findall(r'call put,(\S+),(\w+),accuracy,(\d)\)',
                            f.read().replace('$(EVALUATION)',
                                             'tests/eval/README.md'))
    printed = evaluated()
    same([int(n) for _, _, n in places], list(range(1, len(printed) + 1)),
         'each table of evaluate.py has its place')
    for (path, mark, _), table in zip(places, printed):
        same(found[path, mark].split('\n')[:2], table.split('\n')[:2],
             '%s: the head of %s' % (path, mark))
else:
    skip(evaluate.MISSING)
summary()
