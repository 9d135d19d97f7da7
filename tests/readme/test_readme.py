#!/usr/bin/env python3
"""README.md, the headers and what `make install` leaves: the program of the
README is compiled by the README's own words and run, and again against
installed trees; every target it names exists; the headers compile as C++."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import article, check, run, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
CC = os.environ.get('CC', 'cc').split()
CXX = os.environ.get('CXX', 'g++').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' '
         + os.environ.get('LDFLAGS', '')).split()
SANITIZE = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all']
WERROR = os.environ.get('WERROR', '')
WARNINGS = ('-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow '
            '-Wmissing-prototypes ' + WERROR).split()
WARNINGS_CXX = ('-std=c++11 -Wall -Wextra -Wpedantic ' + WERROR).split()
DEMO = 'tests/fixtures/demo.html'

with open('tests/fixtures/demo.json', encoding='utf-8') as f:
    EXPECTED = json.load(f)
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


def compilers():
    """(what, command): what `cc` is when the README's program is compiled."""
    found = [('as the library was', CC + FLAGS)]
    if any('sanitize' in flag for flag in FLAGS):
        return found  # the library needs the same run-time library
    for compiler in ('gcc', 'clang'):
        if shutil.which(compiler):
            found.append((compiler, [compiler]))
        else:
            skip('the program by %s: no %s (package %s)' % (
                (compiler,) * 3))
    if sanitizes(CC):
        found.append(('with sanitizers', CC + SANITIZE))
    else:
        skip('the program with sanitizers: %s has none (package gcc)' % CC[0])
    return found


def sanitizes(compiler):
    """Not every libc has what a sanitizer needs."""
    done = subprocess.run([*compiler, *SANITIZE, '-x', 'c', '-', '-o',
                           '/dev/null'], input=b'int main(void){return 0;}',
                          stderr=subprocess.DEVNULL)
    return done.returncode == 0


def test_program(folder):
    program = re.search(r'<!-- program.*?```c\n(.*?)```', README, re.S)
    line = re.search(r'^    (cc .*program\.c.*)$', README, re.M)
    if not check(program and line, 'the README has a program, and says how '
                 'it is compiled'):
        return None
    check(program.group(1).count('\n') <= 30, 'the program is short')
    source = os.path.join(folder, 'program.c')
    with open(source, 'w') as f:
        f.write(program.group(1))
    os.symlink(os.path.abspath('include'), os.path.join(folder, 'include'))
    os.symlink(os.path.abspath(BUILD), os.path.join(folder, 'build'))
    for what, compiler in compilers():
        test_words(folder, line.group(1), what, compiler)
    check(call(*CC, *WARNINGS, '-Iinclude', '-c', source, '-o', os.devnull),
          'the program compiles without a warning')
    return source


def test_words(folder, line, what, compiler):
    """The line itself is run, by a shell whose `cc` is the compiler."""
    tools = os.path.join(folder, 'tools')
    os.makedirs(tools, exist_ok=True)
    compiler = [shutil.which(compiler[0]) or compiler[0]] + compiler[1:]
    with open(os.path.join(tools, 'cc'), 'w') as f:
        f.write('#!/bin/sh\nexec %s "$@"\n' % ' '.join(compiler))
    os.chmod(os.path.join(tools, 'cc'), 0o755)
    path = tools + os.pathsep + os.environ['PATH']
    if check(call('sh', '-c', line, cwd=folder,
                  env=dict(os.environ, PATH=path)),
             'the program compiles, cc is ' + what):
        check_program(os.path.join(folder, 'a.out'),
                      'the program, cc is ' + what)
        os.remove(os.path.join(folder, 'a.out'))


def check_program(binary, what, **more):
    with open(DEMO, 'rb') as page:
        done = subprocess.run([binary], stdin=page, stdout=subprocess.PIPE,
                              **more)
    same((done.returncode, done.stdout), run('--body-size=8192', DEMO)[:2],
         what + ': output')
    same(done.stdout.decode(), '%s\n\n%s\n' % (
        EXPECTED['headline'], '\n\n'.join(EXPECTED['paragraphs'])),
         what + ': headline and body')
    done = subprocess.run([binary], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          **more)
    same((done.returncode, done.stdout), (1, b''), what + ': no article')


def test_commands():
    """Targets and paths that README.md and CONTRIBUTING.md name."""
    with open('CONTRIBUTING.md', encoding='utf-8') as f:
        text = README + f.read()
    targets = set(re.findall(r'(?:`|^    )make (?:-j2 )?([a-z_]+)\b', text,
                             re.M))
    known = set()
    for path in ['Makefile'] + glob.glob('tests/*/*.mk') \
            + glob.glob('boards/*.mk'):
        with open(path) as f:
            known |= set(re.findall(r'^([a-z_]+):', f.read(), re.M))
    check({'demo', 'test', 'check', 'setup', 'eval', 'size'} <= targets,
          'targets are named')
    same(sorted(targets - known), [], 'targets that are not')
    for path in re.findall(r'`((?:src|tests|include|port)/[\w./]+)`',
                           text):
        check(os.path.exists(path), path + ' is there')


def test_warnings(folder):
    """A newer compiler's warnings are no errors but where it is asked for."""
    for werror in ('', '-Werror'):
        done = subprocess.run(
            ['make', '-n', 'BUILD=' + os.path.join(folder, 'none')],
            env=dict(environment(), WERROR=werror), stdout=subprocess.PIPE)
        check(done.returncode == 0 and b'-Wconversion' in done.stdout,
              'make -n')
        same(b'-Werror' in done.stdout, werror != '', 'WERROR=' + werror)


def test_headers(folder):
    """Each header alone, in C and in C++."""
    headers = sorted(glob.glob('include/*.h')) + ['src/galley.h']
    cxx = shutil.which(CXX[0])
    if not cxx:
        skip('C++: no %s (package g++)' % CXX[0])
    for header in headers:
        for language, tool, flags in (
                ('c', CC, WARNINGS),
                ('c++', CXX if cxx else None, WARNINGS_CXX)):
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
        check(call(*CXX, *WARNINGS_CXX, *FLAGS, '-Iinclude', source,
                   os.path.join(BUILD, 'libgalley.a'), '-o', binary)
              and call(binary), 'a C++ program links and runs')


def environment():
    """That of a make which was not started by another one."""
    return {k: v for k, v in os.environ.items() if not k.startswith('MAKE')}


def make(*arguments):
    return call('make', '-s', 'BUILD=' + BUILD, 'CC=' + ' '.join(CC),
                'CFLAGS=' + os.environ.get('CFLAGS', '-O2 -g'),
                'LDFLAGS=' + os.environ.get('LDFLAGS', ''), *arguments,
                env=environment())


def version():
    with open('include/galley.h') as f:
        return re.search(r'GALLEY_VERSION "(.*)"', f.read()).group(1)


def tree(folder):
    return sorted(os.path.relpath(os.path.join(d, f), folder)
                  for d, _, files in os.walk(folder) for f in files)


def test_configured(folder, source):
    """No -D of the reader's: the installed header says how the library was
    built, in every way that it can be told."""
    conf = os.path.join(folder, 'conf.h')
    with open(conf, 'w') as f:
        f.write('#define GALLEY_STACK 24\n')
    root = os.path.join(folder, 'configured')
    if not check(make('install', 'DESTDIR=' + root, 'PREFIX=/usr',
                      'BUILD=' + os.path.join(BUILD, 'configured'),
                      'CFLAGS=%s -O0' % os.environ.get('CFLAGS', ''),
                      'CONFIG=-DGALLEY_TRACE -DGALLEY_RECORDS=40 '
                      "-DGALLEY_CONFIG='\"%s\"'" % conf),
                 'make install CONFIG=...'):
        return
    version = subprocess.run([os.path.join(root, 'usr/bin/galley'),
                              '--version'], stdout=subprocess.PIPE).stdout
    check({b'GALLEY_RECORDS=40', b'GALLEY_STACK=24'} <= set(version.split()),
          '--version of the command as configured')
    include = os.path.join(root, 'usr/include')
    with open(os.path.join(include, 'galley_config.h')) as f, \
            open('include/galley_config.h') as config:
        same(f.read(), '#define GALLEY_RECORDS 40\n'
             '#define GALLEY_STACK 24\n#define GALLEY_TRACE 1\n'
             + config.read(), 'the installed configuration')
    binary = os.path.join(folder, 'configured.out')
    if source and check(call(
            *CC, *FLAGS, '-I' + include, source,
            os.path.join(root, 'usr/lib/libgalley.a'), '-o', binary),
            'the program compiles as the library was configured'):
        check_program(binary, 'the program, configured')


def test_install(folder, source):
    root = os.path.join(folder, 'root')
    check(make('install', 'DESTDIR=' + root, 'PREFIX=/opt/galley'),
          'make install')
    there = os.path.join(root, 'opt/galley')
    expected = ['bin/galley', 'lib/libgalley.a', 'lib/libgalley.so',
                'lib/libgalley.so.0', 'lib/libgalley.so.' + version(),
                'lib/pkgconfig/galley.pc', 'share/man/man1/galley.1',
                'share/bash-completion/completions/galley',
                'share/zsh/site-functions/_galley',
                'share/fish/vendor_completions.d/galley.fish'] + [
                    'include/' + os.path.basename(h)
                    for h in glob.glob('include/*.h*')]
    same(tree(there), sorted(expected), 'what is installed')
    with open(os.path.join(there, 'include/galley_config.h')) as f, \
            open('include/galley_config.h') as config:
        if not os.environ.get('CONFIG'):
            same(f.read(), config.read(), 'the default, installed')
    binary = os.path.join(folder, 'installed')
    if source and check(call(
            *CC, *WARNINGS, *FLAGS, '-I' + os.path.join(there, 'include'),
            source, '-L' + os.path.join(there, 'lib'), '-lgalley', '-o',
            binary), 'the program compiles against the installed library'):
        check_program(binary, 'the program, installed', env=dict(
            os.environ, LD_LIBRARY_PATH=os.path.join(there, 'lib')))
        check(subprocess.run(
            [binary], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(os.environ, LD_LIBRARY_PATH=folder)).returncode > 1,
            'it is the shared library that was linked')
    if shutil.which('pkg-config'):
        path = os.path.join(there, 'lib/pkgconfig')
        done = subprocess.run(['pkg-config', '--cflags', '--libs', 'galley'],
                              env=dict(os.environ, PKG_CONFIG_PATH=path),
                              stdout=subprocess.PIPE)
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
    # But for those of GNU parallel.
    manual = re.sub('^parallel .* galley ', '', manual, flags=re.M)
    usage = run('--help')[1].decode()
    same(sorted(set(re.findall(r'--[a-z-]+', manual)) - {'--format'}),
         sorted(set(re.findall(r'--[a-z-]+', usage)) - {'--format'}),
         'options of the man page and of --help')
    check('galley ' + version() in manual, 'the man page\'s version')
    with open('CHANGELOG.md') as f:
        check('## ' + version() in f.read(), 'the version has changes')


with tempfile.TemporaryDirectory() as temporary:
    program_c = test_program(temporary)
    test_commands()
    test_warnings(temporary)
    test_headers(temporary)
    test_install(temporary, program_c)
    test_configured(temporary, program_c)
    test_options()
check(article(DEMO)['status'] == 'ok', 'the demo page')
summary()
