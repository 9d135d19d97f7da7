"""Calls of the command's files go down only: by the symbols of the object
files, no file calls another that calls it in turn."""
import glob
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from checks import check, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
FOLDER = 'trace/port/posix'


def symbols(path, kinds):
    """Those that nm lists with a letter of kinds."""
    text = subprocess.run(['nm', path], stdout=subprocess.PIPE,
                          check=True).stdout.decode()
    return set(re.findall(r' [%s] (\S+)$' % kinds, text, re.M))


def calls(paths):
    """{file: the files whose symbols it uses}"""
    defined = {path: symbols(path, 'TDRBC') for path in paths}
    used = {path: symbols(path, 'U') for path in paths}
    return {path: {other for other in paths if used[path] & defined[other]}
            for path in paths}


def circle(graph):
    """The files that are left when those which call none of the rest are
    taken away, again and again."""
    rest = dict(graph)
    while True:
        done = [f for f, used in rest.items() if not used & rest.keys()]
        if not done:
            return sorted(rest)
        for f in done:
            del rest[f]


def test_circle():
    same(circle({'a': {'b'}, 'b': {'c'}, 'c': set()}), [], 'a chain')
    same(circle({'a': {'b'}, 'b': {'c'}, 'c': {'b'}, 'd': set()}),
         ['a', 'b', 'c'], 'a circle, and who calls it')


def test_command():
    if not shutil.which('nm'):
        skip('no nm (package binutils)')
        return
    names = sorted(os.path.basename(path)[:-2]
                   for path in glob.glob('port/posix/*.c'))
    graph = calls([os.path.join(BUILD, FOLDER, name + '.o')
                   for name in names])
    same(circle(graph), [], 'no circle in port/posix')
    check(sum(map(len, graph.values())) >= len(names), 'calls are seen')


test_circle()
test_command()
summary()
