#!/usr/bin/env python3
"""Calls go down only: no circle among the files of src/ or of port/posix, no
call to a file further up the list of src/README.md, no global symbol without
the prefix of its file."""
import glob
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
import layers  # noqa
from checks import check, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')

# ---- the checks, on made-up trees ----

README = '''# Source

| file | what |
|---|---|
| `top.c` | calls `low.c` |
| `one.c`, `two.c` | beside each other |
    low.c     in a block of code, calls nobody
     deep.c leaf.c    leaves
* top.c again, and deep.c in a sentence
Text about other.c is no list.
'''
NM = '''
top.o:
0000000000000000 T galley_top_go
                 U galley_low_do
                 U memcpy

low.o:
0000000000000000 T galley_low_do
0000000000000010 R galley_low_table
                 U __stack_chk_fail

build/src/leaf.o:
                 w galley_top_go

libgalley.a(deep.o):
                 U galley_low_table
'''


def graph_of(*edges):
    graph = {}
    for caller, callee in edges:
        graph.setdefault(caller, {})[callee] = ['galley_x']
        graph.setdefault(callee, {})
    return graph


def test_reading():
    listed = ['top.c', 'one.c', 'two.c', 'low.c', 'deep.c', 'leaf.c']
    same(layers.order(README), listed, 'the list of a README')
    same(layers.order('text\n'), [], 'a README without a list')
    files = layers.symbols(NM)
    same(files, {
        'top.c': ({'galley_top_go'}, {'galley_low_do', 'memcpy'}),
        'low.c': ({'galley_low_do', 'galley_low_table'}, set()),
        'leaf.c': (set(), {'galley_top_go'}),
        'deep.c': (set(), {'galley_low_table'})}, 'symbols')
    same(layers.calls(files), {
        'top.c': {'low.c': ['galley_low_do']}, 'low.c': {},
        'leaf.c': {'top.c': ['galley_top_go']},
        'deep.c': {'low.c': ['galley_low_table']}}, 'calls')


def test_lists():
    same(layers.unlisted(['a.c', 'b.c'], ['b.c', 'a.c']), [], 'all listed')
    same(layers.unlisted(['a.c', 'gone.c'], ['a.c', 'new.c']),
         ['new.c is not listed in src/README.md',
          'gone.c is listed in src/README.md but is not there'],
         'a new file and one that is gone')


def test_circles():
    same(layers.circles(graph_of('ab', 'bc', 'ac')), [], 'no circle')
    same(layers.circles(graph_of('ab', 'ba', 'bc')),
         ['circle of a b: a > b > a'], 'a circle of two')
    same(layers.circles(graph_of('xa', 'ab', 'bc', 'ca', 'yz', 'zy')),
         ['circle of a b c: a > b > c > a', 'circle of y z: y > z > y'],
         'two circles')


def test_upward():
    graph = graph_of('ab', 'ac', 'cb')
    same(layers.upward(graph, ['a', 'c', 'b']), [], 'all calls go down')
    same(layers.upward(graph, ['a', 'b', 'c']),
         ['c calls up to b: galley_x'], 'a call that goes up')


def test_names():
    public = 'int galley_verb(void); /* galley_secret */'
    private = ('int galley_entity_find(void), galley_entities_next(void), '
               'galley_log(void), galley_fail(void), galley_call_back(void);')

    def complaints(file, *defined):
        return layers.names({file: (set(defined), set())}, public, private)

    same(complaints('entities.c', 'galley_verb', 'galley_entity_find',
                    'galley_entities_next'), [], 'good names')
    same(complaints('entities.c', 'lookup'),
         ['entities.c: lookup lacks the prefix galley_'], 'no prefix at all')
    same(complaints('entities.c', 'galley_secret'),
         ['entities.c: no header declares galley_secret'],
         'a comment declares nothing')
    same(complaints('entities.c', 'galley_log', 'galley_call_back'),
         ['entities.c: galley_call_back lacks the prefix of its file',
          'entities.c: galley_log lacks the prefix of its file'],
         'names that say nothing of their file')
    same(complaints('galley.c', 'galley_call_back', 'galley_fail'),
         ['galley.c: galley_fail lacks the prefix of its file'],
         'names of the verbs\' own file')


# ---- this tree ----

def nm(*files):
    return subprocess.run(['nm', '-g', *files], check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def read(*paths):
    texts = []
    for path in paths:
        with open(path, encoding='utf-8') as f:
            texts.append(f.read())
    return '\n'.join(texts)


def none(complaints, what):
    """One check, or one for each complaint."""
    for complaint in complaints:
        check(False, '%s: %s' % (what, complaint))
    if not complaints:
        check(True, what)


def sources(folder):
    return [os.path.basename(p) for p in sorted(glob.glob(folder + '/*.c'))]


def check_library(archive):
    files = layers.symbols(nm(archive))
    graph = layers.calls(files)
    same(sorted(files), sources('src'), archive + ': one object a source')
    none(layers.circles(graph), archive)
    none(layers.names(files, read(*glob.glob('include/*.h')),
                      read(*glob.glob('src/*.h'))), archive)
    if os.path.exists(layers.README):
        none(layers.upward(graph, layers.order(read(layers.README))),
             archive)


def newest_object(source):
    """Of the command, which may be built with GALLEY_TRACE, apart."""
    found = [path for path in (
        os.path.join(BUILD, part, 'port/posix', source[:-2] + '.o')
        for part in ('', 'trace')) if os.path.exists(path)]
    return max(found, key=os.path.getmtime, default=None)


def check_command():
    names = sources('port/posix')
    objects = [newest_object(name) for name in names]
    if check(all(objects), 'port/posix: an object for each source'):
        none(layers.circles(layers.calls(layers.symbols(nm(*objects)))),
             'port/posix')


def check_tree():
    if shutil.which('nm') is None:
        skip('layers: no nm (package binutils)')
        return
    for archive in [os.path.join(BUILD, 'libgalley.a')] + glob.glob(
            os.path.join(BUILD, 'trace', 'libgalley.a')):
        check_library(archive)
    if check(os.path.exists(layers.README), layers.README + ' is there'):
        none(layers.unlisted(layers.order(read(layers.README)),
                             sources('src')), 'src')
    check_command()


test_reading()
test_lists()
test_circles()
test_upward()
test_names()
check_tree()
summary()
