#!/usr/bin/env python3
"""The stack proof: what it must add up, and what it must refuse."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import stack  # noqa

failed = passed = 0


def check(good, what):
    global failed, passed
    if good:
        passed += 1
    else:
        failed += 1
        print('FAILED ' + what)


def node(name, size, kind='static'):
    return 'node: { title: "%s" label: "%s\\n%s:1:1\\n%d bytes (%s)" }\n' % (
        name, stack.short(name), name, size, kind)


def edge(a, b):
    return 'edge: { sourcename: "%s" targetname: "%s" label: "x" }\n' % (a, b)


def graph_of(*files):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(files):
            paths.append(os.path.join(folder, '%d.ci' % i))
            with open(paths[-1], 'w') as f:
                f.write(text)
        return stack.read_graphs(paths)


def names(path):
    return [stack.short(n) for n in path]


# Two files with a function of the same name, a call from one to the other.
g = graph_of(node('a.c:f', 8) + node('main', 16) + edge('main', 'a.c:f')
             + edge('main', 'other'),
             node('b.c:f', 100) + node('other', 24) + edge('other', 'b.c:f'))
size, path = g.deepest()
check(size == 140 and names(path) == ['main', 'other', 'f'],
      'deepest of two: %d %s' % (size, path))
check(not g.errors, 'no error: %s' % g.errors)

g = graph_of(node('main', 16) + edge('main', 'memcpy'))
check(g.deepest()[0] == 16 + stack.FOREIGN, 'a function from outside')

g = graph_of(node('a', 8) + node('b', 8) + edge('a', 'b') + edge('b', 'a'))
g.deepest()
check(any('recursion' in e for e in g.errors), 'recursion of two')
g = graph_of(node('a', 8) + edge('a', 'a'))
g.deepest()
check(any('recursion' in e for e in g.errors), 'recursion of one')

g = graph_of(node('a', 8, 'dynamic'))
check(any('dynamic' in e for e in g.errors), 'a frame of no fixed size')

g = graph_of(node('a', 8) + edge('a', '__indirect_call'))
check(any('pointer' in e for e in g.errors), 'a call through a pointer')
known = sorted(stack.INDIRECT)[0]
g = graph_of(node('x.c:' + known, 8) + edge('x.c:' + known,
                                            '__indirect_call'))
check(not g.errors, 'a listed call through a pointer')
check(g.deepest()[0] == 8, 'which costs the library nothing')

print('%d passed, %d failed' % (passed, failed))
sys.exit(1 if failed else 0)
