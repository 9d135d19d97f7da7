"""The shared library exports what the headers of include/ declare, and nothing
else; it needs nothing but the five functions of string.h."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
CC = os.environ.get('CC', 'cc')
CFLAGS = os.environ.get('CFLAGS', '-O2 -g')
LDFLAGS = os.environ.get('LDFLAGS', '')
MAP = 'port/posix/libgalley.map'
LIBC = {'memcpy', 'memmove', 'memset', 'memcmp', 'strlen'}


def version():
    with open('include/galley.h') as f:
        return re.search(r'GALLEY_VERSION "(.*)"', f.read())[1]


def public(*flags):
    """The functions and arrays that the headers declare, compiled with these
    flags; galley.h includes those of what is built in."""
    done = subprocess.run([*CC.split(), '-std=c99', '-E', *flags,
                           'include/galley.h'], stdout=subprocess.PIPE)
    check(done.returncode == 0, 'the headers are preprocessed')
    text = re.sub(r'^#.*$', '', done.stdout.decode(), flags=re.M)
    return set(re.findall(r'\b(galley_\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)'
                          r'\s*;', text)
               + re.findall(r'extern const char (galley_\w+)\[\];', text))


def exported():
    with open(MAP) as f:
        text = re.sub(r'/\*.*?\*/', '', f.read(), flags=re.S)
    return re.findall(r'^    (\w+);$', text, re.M)


def test_map():
    names = exported()
    same(len(names), len(set(names)), MAP + ': each name once')
    same(sorted(names), sorted(public('-DGALLEY_INFLATE=1',
                                      '-DGALLEY_TRACE=1')),
         MAP + ': what the headers declare, whatever is built in')


def nm(*arguments):
    done = subprocess.run(['nm', '-D', *arguments], check=True,
                          stdout=subprocess.PIPE)
    return [line.split() for line in done.stdout.decode().splitlines()]


def test_library():
    path = os.path.join(BUILD, 'libgalley.so.' + version())
    done = subprocess.run(
        ['make', '-s', 'BUILD=' + BUILD, 'CC=' + CC, 'CFLAGS=' + CFLAGS,
         'LDFLAGS=' + LDFLAGS, path], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={k: v for k, v in os.environ.items() if not k.startswith('MAKE')})
    if not check(done.returncode == 0,
                 'make shared\n' + done.stdout.decode()[:2000]):
        return
    rows = nm('--with-symbol-versions', '--defined-only', path)
    same(sorted(row[2] for row in rows if row[1] != 'A'),
         sorted(name + '@@GALLEY_0' for name in public()),
         'what the library exports')
    if '-fsanitize' not in CFLAGS:
        used = {row[-1].split('@')[0] for row in nm('-u', path)}
        foreign = {name for name in used
                   if not name.startswith(('_', 'mcount'))} - LIBC
        same(foreign, set(), 'what the library needs')
    dynamic = subprocess.run(['readelf', '-d', path], check=True,
                             stdout=subprocess.PIPE).stdout.decode()
    same(re.findall(r'SONAME.*\[(.*)\]', dynamic), ['libgalley.so.0'],
         'its name')
    check('TEXTREL' not in dynamic, 'its code is shared')


test_map()
if shutil.which('nm') and shutil.which('readelf'):
    test_library()
else:
    skip('the shared library: no nm or readelf (package binutils)')
summary()
