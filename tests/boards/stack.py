#!/usr/bin/env python3
"""The most stack that any function of the library can use, from its call
graph.

usage: stack.py FILE.ci...                 gcc -fcallgraph-info=su
       stack.py IMAGE.elf FILE.su...       AVR, gcc -fstack-usage

Fails (exit status 1) on recursion, on a frame whose size is not constant,
and on a call through a pointer anywhere but in INDIRECT.  What the caller's
own functions use comes on top.
"""
import collections
import re
import subprocess
import sys

# The calls through pointers: options.on_block and, with GALLEY_TRACE,
# options.on_trace.
INDIRECT = {'send', 'galley_trace', 'trace_record', 'trace_decision'}

# Bytes allowed to each function of libc and libgcc, which come compiled.
FOREIGN = 32


class Graph:
    def __init__(self):
        self.own = {}                               # bytes of a frame
        self.calls = collections.defaultdict(set)
        self.errors = []

    def add_frame(self, name, size, kind):
        if kind != 'static':
            self.errors.append('frame of %s is %s' % (short(name), kind))
        self.own[name] = size

    def add_call(self, caller, callee):
        self.calls[caller].add(callee)

    def depth(self, name, path=(), known=None):
        """(bytes, path) of the deepest calls that begin with name."""
        known = {} if known is None else known
        if name in path:
            self.errors.append('recursion: ' + ' > '.join(
                short(n) for n in path[path.index(name):] + (name,)))
            return 0, ()
        if name not in known:
            below = max((self.depth(c, path + (name,), known)
                         for c in self.calls[name]), default=(0, ()))
            known[name] = (self.own.get(name, FOREIGN) + below[0],
                           (name,) + below[1])
        return known[name]

    def deepest(self):
        """(bytes, path) over all functions."""
        known = {}
        return max((self.depth(n, (), known) for n in list(self.own)),
                   default=(0, ()))


def short(name):
    return name.split(':')[-1]


def read_graphs(files):
    """What gcc writes with -fcallgraph-info=su."""
    graph = Graph()
    for file in files:
        with open(file) as f:
            text = f.read()
        for name, size, kind in re.findall(
                r'node: { title: "([^"]*)" label: "[^"]*\\n(\d+) bytes '
                r'\(([^)]*)\)', text):
            graph.add_frame(name, int(size), kind)
        for caller, callee in re.findall(
                r'edge: { sourcename: "([^"]*)" targetname: "([^"]*)"', text):
            if callee != '__indirect_call':
                graph.add_call(caller, callee)
            elif short(caller) not in INDIRECT:
                graph.errors.append('call through a pointer in '
                                    + short(caller))
    return graph


def frames_of(files):
    """{function: bytes} of .su files; of two that share a name, the larger."""
    frames, errors = {}, []
    for file in files:
        with open(file) as f:
            for line in f:
                where, size, kind = line.rstrip('\n').split('\t')
                name = short(where)
                frames[name] = max(frames.get(name, 0), int(size))
                if kind != 'static':
                    errors.append('frame of %s is %s' % (name, kind))
    return frames, errors


def read_avr(image, files):
    """The calls are those of the machine code.  A call or a jump to the
    start of another function counts; a frame holds the return address."""
    graph = Graph()
    frames, errors = frames_of(files)
    text = subprocess.run(['avr-objdump', '-d', image], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    names, now = {}, None
    for address, name in re.findall(r'^([0-9a-f]+) <([^>]+)>:$', text, re.M):
        names[int(address, 16)] = name
    for line in text.splitlines():
        head = re.match(r'([0-9a-f]+) <([^>]+)>:$', line)
        if head:
            now = '%s:%s' % (head.group(1).lstrip('0') or '0', head.group(2))
            graph.own[now] = frames.get(head.group(2), FOREIGN)
            continue
        jump = re.search(r'\s(r?call|r?jmp)\s.*;\s*0x([0-9a-f]+)', line) or \
            re.search(r'\s(call|jmp)\s+0x([0-9a-f]+)', line)
        if jump and int(jump.group(2), 16) in names:
            address = int(jump.group(2), 16)
            callee = '%x:%s' % (address, names[address])
            if callee != now or 'call' in jump.group(1):
                graph.add_call(now, callee)
        elif re.search(r'\se?icall\b', line) and short(now) not in INDIRECT:
            graph.errors.append('call through a pointer in ' + short(now))
    graph.own = {n: s for n, s in graph.own.items()
                 if short(n) in frames}
    graph.errors += errors
    return graph


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    if arguments[0].endswith('.elf'):
        graph = read_avr(arguments[0], arguments[1:])
    else:
        graph = read_graphs(arguments)
    size, path = graph.deepest()
    for error in graph.errors:
        print(error)
    print('%d bytes: %s' % (size, ' > '.join(short(n) for n in path)))
    return 1 if graph.errors else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
