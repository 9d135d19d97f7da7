#!/usr/bin/env python3
"""README.md, the headers and what `make install` leaves: the program of the
README is compiled and run, against the build and against an installed tree;
every target it names exists; the headers compile as C++."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import article, check, run, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
CC = os.environ.get('CC', 'gcc').split()
CXX = os.environ.get('CXX', 'g++').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' '
         + os.environ.get('LDFLAGS', '')).split()
CONFIG = os.environ.get('CONFIG', '-DGALLEY_TRACE=1').split()
WARNINGS = ('-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow '
            '-Wmissing-prototypes -Werror').split()
DEMO = 'tests/fixtures/demo.html'

with open('README.md', encoding='utf-8') as f:
    README = f.read()
with open('Makefile') as f:
    MAKEFILE = f.read()


def call(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    if done.returncode:
        print(done.stdout.decode('utf-8', 'replace')[:2000])
    return done.returncode == 0


def test_program(folder):
    program = re.search(r'<!-- program.*?```c\n(.*?)```', README, re.S)
    if not check(program, 'the README has a program'):
        return None
    check(program.group(1).count('\n') <= 30, 'the program is short')
    source = os.path.join(folder, 'program.c')
    with open(source, 'w') as f:
        f.write(program.group(1))
    binary = os.path.join(folder, 'program')
    if check(call(*CC, *WARNINGS, *FLAGS, *CONFIG, '-Iinclude', source,
                  os.path.join(BUILD, 'libgalley.a'), '-o', binary),
             'the program compiles'):
        check_program(binary, 'the program')
    return source


def check_program(binary, what):
    with open(DEMO, 'rb') as page:
        done = subprocess.run([binary], stdin=page, stdout=subprocess.PIPE)
    same(done.stdout, run('--body-size=8192', DEMO)[1], what + ': output')
    done = subprocess.run([binary], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    same((done.returncode, done.stdout), (1, b''), what + ': no article')


def test_commands():
    targets = set(re.findall(r'(?:`|^    )make ([a-z]+)\b', README,
                             re.M))
    known = set()
    for path in ['Makefile'] + glob.glob('tests/*/*.mk') \
            + glob.glob('boards/*.mk'):
        with open(path) as f:
            known |= set(re.findall(r'^([a-z]+):', f.read(), re.M))
    check({'demo', 'test', 'setup', 'eval', 'size'} <= targets,
          'the README names its targets')
    same(sorted(targets - known), [], 'targets of the README that are not')
    for path in re.findall(r'`((?:src|tests|include|port)/[\w./]+)`',
                           README):
        check(os.path.exists(path), 'the README names ' + path)


def test_headers(folder):
    """Each header alone, in C and in C++."""
    headers = sorted(glob.glob('include/*.h')) + ['src/galley.h']
    cxx = shutil.which(CXX[0])
    if not cxx:
        skip('C++: no %s (package g++)' % CXX[0])
    for header in headers:
        for language, tool, flags in (
                ('c', CC, WARNINGS),
                ('c++', CXX if cxx else None,
                 '-std=c++11 -Wall -Wextra -Wpedantic -Werror'.split())):
            if tool is None:
                continue
            source = os.path.join(folder, 'header.' + language)
            with open(source, 'w') as f:
                f.write('#include "%s"\n#include "%s"\nextern int x;\n' % (
                    os.path.abspath(header), os.path.abspath(header)))
            check(call(*tool, *flags, '-x', language, '-c', source, '-o',
                       os.path.join(folder, 'header.o')),
                  '%s as %s' % (header, language))
    if cxx:
        source = os.path.join(folder, 'use.cpp')
        with open(source, 'w') as f:
            f.write('#include "galley.h"\nint main() { static galley g; '
                    'galley_options o = GALLEY_OPTIONS; '
                    'return galley_init(&g, &o) ? 1 : 0; }\n')
        binary = os.path.join(folder, 'use')
        check(call(*CXX, '-std=c++11', '-Wall', '-Wextra', '-Werror', *FLAGS,
                   *CONFIG, '-Iinclude', source,
                   os.path.join(BUILD, 'libgalley.a'), '-o', binary)
              and call(binary), 'a C++ program links and runs')


def make(*arguments):
    environment = {k: v for k, v in os.environ.items()
                   if not k.startswith('MAKE')}
    return call('make', '-s', 'BUILD=' + BUILD, 'CC=' + ' '.join(CC),
                'CFLAGS=' + os.environ.get('CFLAGS', '-O2 -g'),
                'LDFLAGS=' + os.environ.get('LDFLAGS', ''), *arguments,
                env=environment)


def tree(folder):
    return sorted(os.path.relpath(os.path.join(d, f), folder)
                  for d, _, files in os.walk(folder) for f in files)


def test_install(folder, source):
    root = os.path.join(folder, 'root')
    check(make('install', 'DESTDIR=' + root, 'PREFIX=/opt/galley'),
          'make install')
    there = os.path.join(root, 'opt/galley')
    expected = ['bin/galley', 'lib/libgalley.a', 'lib/pkgconfig/galley.pc',
                'share/man/man1/galley.1'] + [
                    'include/' + os.path.basename(h)
                    for h in glob.glob('include/*.h')]
    same(tree(there), sorted(expected), 'what is installed')
    # No -D here: the installed header says how the library was built.
    binary = os.path.join(folder, 'installed')
    if source and check(call(
            *CC, *WARNINGS, *FLAGS, '-I' + os.path.join(there, 'include'),
            source, '-L' + os.path.join(there, 'lib'), '-lgalley', '-o',
            binary), 'the program compiles against the installed library'):
        check_program(binary, 'the program, installed')
    if shutil.which('pkg-config'):
        environment = dict(os.environ, PKG_CONFIG_PATH=os.path.join(
            there, 'lib/pkgconfig'))
        done = subprocess.run(['pkg-config', '--cflags', '--libs', 'galley'],
                              env=environment, stdout=subprocess.PIPE)
        same(done.stdout.split(), [b'-I/opt/galley/include',
                                   b'-L/opt/galley/lib', b'-lgalley'],
             'pkg-config')
    else:
        skip('pkg-config: not here (package pkg-config)')
    if shutil.which('man'):
        page = os.path.join(there, 'share/man/man1/galley.1')
        done = subprocess.run(['man', '--warnings', '-l', page],
                              stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        check(done.returncode == 0 and not done.stderr
              and b'--body-size' in done.stdout.replace(b'\x08', b''),
              'the man page is well-formed: %r' % done.stderr[:200])
    else:
        skip('man page: no man (package man-db)')
    check(make('uninstall', 'DESTDIR=' + root, 'PREFIX=/opt/galley'),
          'make uninstall')
    same(tree(there), [], 'what uninstall leaves')


def test_options():
    """The man page and --help name the same options."""
    with open('port/posix/galley.1') as f:
        manual = f.read().replace('\\-', '-')
    usage = run('--help')[1].decode()
    same(sorted(set(re.findall(r'--[a-z-]+', manual)) - {'--format'}),
         sorted(set(re.findall(r'--[a-z-]+', usage)) - {'--format'}),
         'options of the man page and of --help')
    with open('include/galley.h') as f:
        version = re.search(r'GALLEY_VERSION "(.*)"', f.read()).group(1)
    check('galley %s' % version in manual, 'the man page\'s version')
    with open('CHANGELOG.md') as f:
        check('## ' + version in f.read(), 'the version has changes')


with tempfile.TemporaryDirectory() as temporary:
    program_c = test_program(temporary)
    test_commands()
    test_headers(temporary)
    test_install(temporary, program_c)
    test_options()
check(article(DEMO)['status'] == 'ok', 'the demo page')
summary()
