#!/usr/bin/env python3
"""The two files of `make dist`: compiled without a warning by every compiler
that the boards are built with; the README's program with them, by the
README's own words, in an empty folder; from C++; and as the command, whose
output must be that of the ordinary one, to the byte.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, os.path.join(HERE, '..', 'size'))
from checks import FIXTURES, GALLEY, check, count, same, skip, summary  # noqa
from targets import (AVR, LIBC, LX106, M0, M4, RV32, WARNINGS,  # noqa
                     warnings)

BUILD = os.environ.get('BUILD', 'build')
DIST = os.path.abspath(os.path.join(BUILD, 'dist'))
DEMO = FIXTURES + 'demo.html'
LEAST = ('-DGALLEY_ENTITIES_FULL=0 -DGALLEY_CHARSET_SINGLE_BYTE=0 '
         '-DGALLEY_HTTP=0 -DGALLEY_SCAN=0')
TRACE = '-DGALLEY_TRACE=1 -DGALLEY_INFLATE=1 -DGALLEY_CHARSET_FULL=1'
HOSTS = [('gcc', 'gcc'), ('clang', 'clang'), ('musl-gcc', 'musl-tools')]
CXX = [('g++', 'g++'), ('clang++', 'clang')]


def call(*command, **more):
    """Whether a command ends well and says nothing."""
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    if done.returncode or done.stdout:
        print(done.stdout.decode('utf-8', 'replace')[:2000])
    return done.returncode == 0 and not done.stdout


def found(tools):
    """Those that are here; the others are skipped."""
    for tool, package in tools:
        if shutil.which(tool):
            yield tool
        else:
            skip('%s: not here (package %s)' % (tool, package))


def copy_to(folder):
    for name in ('galley.c', 'galley.h'):
        shutil.copy(os.path.join(DIST, name), folder)


# ---- a stranger with two files ----

def check_stranger(folder):
    copy_to(folder)
    with open('README.md', encoding='utf-8') as f:
        readme = f.read()
    program = re.search(r'<!-- program.*?```c\n(.*?)```', readme, re.S)
    line = re.search(r'^    (cc .*\bgalley\.c\b.*)$', readme, re.M)
    if not check(program and line, 'the README has a program, and how it is '
                 'compiled with the two files'):
        return
    with open(os.path.join(folder, 'program.c'), 'w') as f:
        f.write(program[1])
    check(call('cc', '-c', 'galley.c', cwd=folder), 'cc -c galley.c')
    if check(call('sh', '-c', line[1], cwd=folder), line[1]):
        with open(DEMO, 'rb') as page:
            got = subprocess.run([os.path.join(folder, 'a.out')], stdin=page,
                                 stdout=subprocess.PIPE)
        same((got.returncode, got.stdout),
             (0, command(GALLEY, '--body-size=8192', DEMO)[1]),
             'what the program prints')


def check_cxx(folder):
    """The header in C++, the library in C."""
    copy_to(folder)
    with open(os.path.join(folder, 'use.cpp'), 'w') as f:
        f.write('#include "galley.h"\n#include "galley.h"\n'
                'int main() { static galley g; galley_options o = '
                'GALLEY_OPTIONS; return galley_init(&g, &o); }\n')
    check(call('cc', '-c', 'galley.c', cwd=folder), 'cc -c galley.c')
    for cxx in found(CXX):
        for standard in ('c++11', 'c++20'):
            flags = ['-std=' + standard, '-Wall', '-Wextra', '-Wpedantic',
                     '-Werror']
            check(call(cxx, *flags, 'use.cpp', 'galley.o', cwd=folder)
                  and call('./a.out', cwd=folder),
                  'galley.h in %s by %s' % (standard, cxx))


# ---- compilers ----

def check_hosts(folder):
    for cc in found(HOSTS):
        for config in ('-O2', '-fsyntax-only ' + LEAST,
                       '-fsyntax-only ' + TRACE):
            check(call(cc, *WARNINGS, *config.split(), '-c',
                       os.path.join(DIST, 'galley.c'), '-o',
                       os.path.join(folder, 'host.o')),
                  '%s %s: without a warning' % (cc, config))


def flash_of(target, objects):
    """Flash, and RAM, which must be 0."""
    done = subprocess.run([target[1] + 'size', *objects], check=True,
                          stdout=subprocess.PIPE)
    rows = [[int(n) for n in line.split()[:3]]
            for line in done.stdout.decode().splitlines()[1:]]
    return sum(r[0] + r[1] for r in rows), sum(r[1] + r[2] for r in rows)


def apart(folder, target, flags):
    """Flash of the same, compiled file by file."""
    objects = []
    for source in glob.glob('src/*.c'):
        objects.append(os.path.join(folder, os.path.basename(source) + '.o'))
        subprocess.run([target[1] + 'gcc', '-std=c99', *flags, '-Iinclude',
                        '-c', source, '-o', objects[-1]], check=True)
    return flash_of(target, objects)[0]


def check_target(folder, target):
    """Compiled freestanding, with no variables and nothing of libc but what
    the library may use."""
    flags = ['-Os', '-ffreestanding', '-ffunction-sections',
             *target[2].split()]
    one = os.path.join(folder, 'one.o')
    if not check(call(target[1] + 'gcc', *warnings(target), *flags, '-c',
                      os.path.join(DIST, 'galley.c'), '-o', one),
                 target[0] + ': without a warning'):
        return
    flash, ram = flash_of(target, [one])
    same(ram, 0, target[0] + ': data + bss')
    done = subprocess.run([target[1] + 'nm', '-u', one], check=True,
                          stdout=subprocess.PIPE)
    foreign = {name for name in done.stdout.decode().split()
               if name != 'U' and not name.startswith('__')} - LIBC
    same(foreign, set(), target[0] + ': undefined symbols')
    if target is M0:  # functions are inlined elsewhere
        other = apart(folder, target, flags)
        check(0 < flash <= other * 1.01, '%s: flash is %d bytes, file by '
              'file %d' % (target[0], flash, other))
    print('%s: %d bytes of flash' % (target[0], flash))


def check_targets(folder):
    for target in (M0, M4, RV32, LX106, AVR):
        if shutil.which(target[1] + 'gcc'):
            check_target(folder, target)
        else:
            skip('%s: no %sgcc (package %s)' % (target[0], target[1],
                                                target[3]))


# ---- the command ----

def command(path, *arguments):
    done = subprocess.run([path, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


def build_command(folder):
    """The command, with nothing of the library but the two files.  Headers
    that the one takes the place of lead to it."""
    include = os.path.join(folder, 'include')
    os.makedirs(include)
    for header in glob.glob('include/*.h'):
        name = os.path.basename(header)
        if name != 'galley.h':
            with open(os.path.join(include, name), 'w') as f:
                f.write('#include "galley.h"\n')
    path = os.path.join(folder, 'galley')
    good = call('cc', '-std=c99', '-O1', *TRACE.split(), '-I' + include,
                '-I' + DIST, *sorted(glob.glob('port/posix/*.c')),
                os.path.join(DIST, 'galley.c'), '-o', path)
    return path if check(good, 'the command is built of the two files') \
        else None


def check_command(folder):
    path = build_command(folder)
    if path is None:
        return
    pages = sorted(glob.glob(FIXTURES + '*.html')
                   + glob.glob('tests/fuzz/regressions/*'))
    check(len(pages) > 15, 'pages: %d' % len(pages))
    for arguments in (['--format=json'], ['--format=text', '--chunk=1'],
                      ['--format=blocks', '--body-size=1024'], ['--features'],
                      ['--tokens']):
        same(command(path, *arguments, *pages),
             command(GALLEY, *arguments, *pages),
             'the same of %d pages, %s' % (len(pages), arguments[0]))
    count(sys.executable, 'tests/fixtures/test_fixtures.py',
          env=dict(os.environ, GALLEY=path))


for step in (check_stranger, check_cxx, check_hosts, check_targets,
             check_command):
    with tempfile.TemporaryDirectory() as temporary:
        step(temporary)
summary()
