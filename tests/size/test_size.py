#!/usr/bin/env python3
"""The core on each target: compiled freestanding without a warning, its
flash by file, its struct, its stack, its undefined symbols, held against
budgets.

usage: test_size.py [--table]      --table also prints two tables, in Markdown:
                                   the budgets, and flash by file
"""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, same, skip, summary  # noqa
from layers import in_order  # noqa
from targets import (AVR, FLAGS, LIBC, LX106, M0, M4, RV32,  # noqa
                     warnings)

# What must hold: name, target, configuration, files, bytes at most.
ALL = None
SMALL = '-DGALLEY_ENTITIES_FULL=0 -DGALLEY_CHARSET_SINGLE_BYTE=0'
BUDGETS = [
    ('tokenizer', M4, '', ['tokenizer.c'], 6656),
    ('entities, full', M4, '', ['entities.c'], 9728),
    ('entities, HTML 4', M4, SMALL, ['entities.c'], 1792),
    # Entities (9 KB) and the model (5 KB) are tables that do not shrink; the
    # rest is some 47 KB of stages.
    ('whole library', M0, '', ALL, 60 * 1024),
    ('whole library, HTML 4 entities, windows-1252 only', M0, SMALL, ALL,
     51 * 1024),
]
STRUCTS = [('struct galley', 6144), ('struct galley_tokenizer', 256)]
STACK = 512

SOURCES = in_order(f for f in os.listdir('src') if f.endswith('.c'))
BUILD = os.path.join(os.environ.get('BUILD', 'build'), 'size')


def tool(target, name):
    return target[1] + name


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE
                          ).stdout.decode()


def folder_of(target, config):
    name = re.sub('[^A-Za-z0-9]+', '-', target[0] + config)
    path = os.path.join(BUILD, name)
    os.makedirs(path, exist_ok=True)
    return path


def compile_one(target, config, source, to, *more):
    command = [tool(target, 'gcc'), *warnings(target), *FLAGS, *target[2].split(),
               *config.split(), *more, '-c', source, '-o', to]
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    if done.returncode or done.stdout:
        print(done.stdout.decode('utf-8', 'replace')[:2000])
    return done.returncode == 0 and not done.stdout


BUILT = {}


def objects(target, config=''):
    """{source: object} of the core, compiled once."""
    key = target[0], config
    if key not in BUILT:
        graph = ['-fcallgraph-info=su'] if target[1] == 'arm-none-eabi-' \
            else []
        folder = folder_of(target, config)
        BUILT[key] = {}
        for source in SOURCES:
            to = os.path.join(folder, source[:-2] + '.o')
            if compile_one(target, config, 'src/' + source, to, *graph):
                BUILT[key][source] = to
        check(len(BUILT[key]) == len(SOURCES),
              '%s %s: compiles without a warning' % key)
    return BUILT[key]


def sizes(target, objs):
    """(flash, RAM): text + rodata + data, and data + bss."""
    flash = ram = 0
    for line in output(tool(target, 'size'), *objs).splitlines()[1:]:
        text, data, bss = (int(x) for x in line.split()[:3])
        flash += text + data
        ram += data + bss
    return flash, ram


def struct_sizes(target, config=''):
    """Sizes as the compiler of the target sees them."""
    folder = folder_of(target, config)
    source = os.path.join(folder, 'structs.c')
    with open(source, 'w') as f:
        f.write('#include "galley.h"\n')
        for i, (name, _) in enumerate(STRUCTS):
            f.write('extern char size_%d[];\n'
                    'char size_%d[sizeof(%s)];\n' % (i, i, name))
    to = source[:-2] + '.o'
    check(compile_one(target, config, source, to), 'structs compile')
    found = {name: int(size, 16) for size, name in re.findall(
        r'^\S+ (\S+) \S (size_\d+)$',
        output(tool(target, 'nm'), '-S', to), re.M)}
    return [found['size_%d' % i] for i in range(len(STRUCTS))]


def stack_depth(folder):
    """Bytes of the deepest call, from the call graph that GCC wrote, and the
    path to it.  Calls of the caller's own functions count as 0, those into
    libc and libgcc as what is given here."""
    own, calls = {}, {}
    for source in SOURCES:
        with open(os.path.join(folder, source[:-2] + '.ci')) as f:
            text = f.read()
        for title, label in re.findall(
                r'node: { title: "([^"]*)" label: "([^"]*)"', text):
            used = re.search(r'(\d+) bytes \((\w+)', label)
            if used:
                own[title] = int(used.group(1))
                check(used.group(2) == 'static',
                      'stack of %s is %s' % (title, used.group(2)))
        for a, b in re.findall(
                r'sourcename: "([^"]*)" targetname: "([^"]*)"', text):
            calls.setdefault(a, set()).add(b)
    deepest = {}

    def visit(name, path):
        if name in path:
            check(False, 'recursion: ' + ' '.join(path + [name]))
            return 0, [name]
        if name not in deepest:
            below = max((visit(c, path + [name])
                         for c in calls.get(name, ())), default=(0, []))
            cost = own.get(name, 0 if name == '__indirect_call' else 32)
            deepest[name] = below[0] + cost, [name] + below[1]
        return deepest[name]

    return max(visit(n, []) for n in own)


def available(target):
    return shutil.which(tool(target, 'gcc')) is not None


def check_targets():
    for target in (M0, M4, RV32, LX106, AVR):
        if not available(target):
            skip('%s: no %sgcc (package %s)' % (target[0], target[1],
                                                target[3]))
            continue
        for config in ('', SMALL):
            objs = objects(target, config)
            if not objs:
                continue
            # AVR keeps strings in .rodata, which is RAM there, so data
            # says it all; undefined symbols come from every object.
            check(sizes(target, objs.values())[1] == 0,
                  '%s %s: data + bss is 0' % (target[0], config))
            text = output(tool(target, 'nm'), '-g', *objs.values())
            defined = set(re.findall(r' [TRDBC] (\S+)$', text, re.M))
            undefined = set(re.findall(r' U (\S+)$', text, re.M))
            foreign = {s for s in undefined - defined - LIBC
                       if not s.startswith('__')}
            check(not foreign, '%s: undefined symbols %s'
                  % (target[0], ' '.join(sorted(foreign))))


def check_host():
    objs = [os.path.join(os.environ.get('BUILD', 'build'), 'libgalley.a')]
    host = ('host', '', '', '')
    text = output(tool(host, 'nm'), '-g', *objs)
    defined = set(re.findall(r' [TRDBC] (\S+)$', text, re.M))
    foreign = {s for s in re.findall(r' U (\S+)$', text, re.M)
               if s not in defined and s not in LIBC
               and not s.startswith(('__', '_GLOBAL_OFFSET'))}
    check(not foreign, 'host: undefined symbols ' + ' '.join(foreign))


def check_budgets():
    rows = []
    for name, target, config, files, budget in BUDGETS:
        if not available(target):
            continue
        objs = objects(target, config)
        files = files or SOURCES
        if not check(set(files) <= set(objs), name + ': files are missing'):
            continue
        flash = sizes(target, [objs[f] for f in files])[0]
        rows.append(('%s, %s' % (name, target[0]), flash, budget))
    if available(M0):
        for (name, budget), size in zip(STRUCTS, struct_sizes(M0)):
            rows.append((name + ', RAM', size, budget))
        objects(M4)
        depth, path = stack_depth(folder_of(M4, ''))
        rows.append(('deepest stack, Cortex-M4', depth, STACK))
        if depth > STACK:
            print('deepest: ' + ' > '.join(p.split(':')[-1] for p in path))
    for name, size, budget in rows:
        check(0 < size <= budget, '%s: %d bytes of %d' % (name, size, budget))
    return rows


def cost_of(option, default):
    """Flash of a switch of galley_config.h: of the library with it, less that
    of the one without."""
    plain, other = objects(M0), objects(M0, '-D%s=%d' % (option, 1 - default))
    cost = sizes(M0, other.values())[0] - sizes(M0, plain.values())[0]
    if option == 'GALLEY_HTTP':  # then nobody calls it
        cost -= sizes(M0, [plain['http.c']])[0]
    return -cost if default else cost


def is_rounded_up(cost, said):
    """Is said, in KB, with so many decimals as it has, what cost is?"""
    unit = 1024 / 10 ** len(said.partition('.')[2])
    return -(-cost // unit) == round(float(said) * 1024 / unit)


def check_options():
    """What boards/README.md says that a switch costs is what it costs, and
    galley_config.h says nothing else."""
    if not available(M0):
        return
    with open('include/galley_config.h') as f:
        config = f.read()
    with open('boards/README.md') as f:
        rows = dict(re.findall(r'^\| `(GALLEY_\w+)` \| ([\d.]+) KB \|',
                               f.read(), re.M))
    defaults = dict(re.findall(
        r'#define (GALLEY_\w+) (\w+)\n#endif\n#if \1 != 0 &&', config))
    same(sorted(rows), sorted(defaults), 'switches in boards/README.md')
    for option in sorted(set(rows) & set(defaults)):
        cost = cost_of(option, int(defaults[option] == '1'))
        check(is_rounded_up(cost, rows[option]), '%s: %d bytes, not %s KB'
              % (option, cost, rows[option]))
    said = re.findall(
        r'([\d.]+) KB of flash[^#]*#ifndef (GALLEY_\w+)', config)
    same(len(said), 10, 'costs in galley_config.h')
    for kilobytes, option in said:
        check(rows.get(option) == kilobytes, '%s: %s KB, said to be %s'
              % (option, rows.get(option), kilobytes))


def by_file(target):
    """{file: bytes}; what they add up to is the library."""
    objs = objects(target)
    flash = {source: sizes(target, [objs[source]])[0] for source in objs}
    same(sum(flash.values()), sizes(target, objs.values())[0],
         target[0] + ': the sum over the files')
    return flash


def print_tables(rows):
    print('| what | bytes | budget |\n|---|--:|--:|')
    for name, size, budget in rows:
        print('| %s | %d | %d |' % (name, size, budget))
    targets = [t for t in (M0, M4, RV32, LX106, AVR) if available(t)]
    columns = [by_file(t) for t in targets]
    print('\n| flash by file, gcc -Os | %s |' % ' | '.join(
        t[0] for t in targets))
    print('|---|' + '--:|' * len(targets))
    for source in SOURCES:
        print('| %s | %s |' % (source, ' | '.join(
            str(c.get(source, '')) for c in columns)))
    print('| **sum** | %s |' % ' | '.join(
        '**%d**' % sum(c.values()) for c in columns))


check_targets()
check_host()
table = check_budgets()
check_options()
if '--table' in sys.argv[1:] and table:
    print_tables(table)
summary()
