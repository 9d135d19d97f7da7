#!/usr/bin/env python3
"""That the bench would tell: what its baseline lets pass and what not, the
ratios, the pages as XML, and that the baseline knows today's fixtures."""
import os
import subprocess
import sys
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
os.environ.setdefault('CC', 'cc')
import bench  # noqa: E402
import checks  # noqa: E402
import clock  # noqa: E402
import instructions  # noqa: E402
import sets  # noqa: E402
from checks import check, same  # noqa: E402

THEN = {'built': 'gcc 1', 'inputs': {
    'fixtures/a': [1000, 10000, 50000], 'raw/b': [2000, 20000, 90000]}}


def faults(change, built='gcc 1', complete=True):
    """How many checks fail when a page's row is changed so."""
    inputs = {key: list(row) for key, row in THEN['inputs'].items()
              if complete or key.startswith('fixtures/')}
    change(inputs)
    found = []
    bench.check = lambda ok, what: found.append(what) if not ok else None
    bench.same = lambda got, expected, what: bench.check(
        got == expected, what)
    bench.skip = lambda reason: None
    bench.print = lambda *words: None
    bench.hold({'built': built, 'inputs': inputs}, THEN, complete)
    return len(found)


def grow(key, column, factor):
    def change(inputs):
        inputs[key][column] = int(inputs[key][column] * factor)
    return change


def test_baseline():
    same(faults(lambda inputs: None), 0, 'the same')
    same(faults(grow('raw/b', 2, 1.029)), 0, 'a little more')
    # a page, and the sum
    same(faults(grow('raw/b', 2, 1.06)), 2, 'more')
    same(faults(grow('fixtures/a', 1, 1.031)), 1, 'more on one page')
    same(faults(grow('fixtures/a', 2, .9)), 0, 'less')
    same(faults(grow('fixtures/a', 0, 2)), 1, 'another page of that name')
    same(faults(lambda inputs: inputs.pop('raw/b')), 1, 'a page less')
    same(faults(lambda inputs: inputs.update(c=[1, 1, 1])), 1, 'a page more')
    same(faults(lambda inputs: None, complete=False), 0, 'fixtures alone')
    same(faults(grow('fixtures/a', 1, 1.2), 'gcc 2'), 0,
         'another compiler: a page may differ')
    same(faults(grow('raw/b', 1, 1.3), 'gcc 2'), 1, 'but not the sum')
    same(sorted(page.key for page in sets.fixtures()),
         sorted(key for key in instructions.load()['inputs']
                if key.startswith('fixtures/')),
         'the baseline has all fixtures (make bench-baseline)')
    for page in sets.fixtures():
        same(instructions.load()['inputs'].get(page.key, [0])[0], page.size,
             page.key + ': its size in the baseline (make bench-baseline)')


def test_ratio():
    medians = {'a': {'x': 10, 'y': 10, 'z': 10}, 'b': {'x': 20, 'y': 30},
               'c': {'x': 10}}
    same(clock.ratio(medians, 'b', 'a'), (2.5, 2.25, 2.75, 2), 'a median')
    same(clock.ratio(medians, 'c', 'a'), None, 'of one page there is none')
    same(clock.ratio(medians, 'd', 'a'), None, 'nor of a peer without any')


def test_xml():
    for page in sets.fixtures():
        encoding = 'utf-16' if 'utf16' in page.key else 'utf-8'
        with open(page.path, encoding=encoding, errors='replace') as file:
            text = clock.rewritten(file.read())
        check(len(xml.etree.ElementTree.fromstring(text)) > 0
              and len(text) > page.size / 8, page.key + ' as XML')
    same(clock.rewritten('<p @a=1 b=&lt; b=2>x<br>\1&amp;<i>y</p></b>'),
         '<x><p b="2">x<br/>&amp;<i>y</i></p></x>', 'a page as XML')


def test_compiler():
    name = instructions.built()
    check(any(word in name for word in subprocess.run(
        os.environ['CC'].split() + ['--version'], stdout=subprocess.PIPE,
        text=True).stdout.split()), 'the compiler is named: ' + name)
    os.environ['CFLAGS'] = '-O2 -g'
    debug = instructions.built()
    os.environ['CFLAGS'] = '-O2'
    same(instructions.built(), debug, '-g changes no instruction')
    os.environ['CFLAGS'] = '-O3'
    check(instructions.built() != debug, '-O3 does')


test_baseline()
test_ratio()
test_xml()
test_compiler()
checks.summary()
