#!/usr/bin/env python3
"""galley.hpp: the same as the C library on all fixtures, by g++ and clang++
and each standard, without exceptions and RTTI; its examples, compiled and run
as they stand in the header; for boards; and what must not compile."""
import glob
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import EMULATOR, blocks, body_of, check, count, run, same  # noqa
from checks import skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
CXX = os.environ.get('CXX', 'g++').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' '
         + os.environ.get('LDFLAGS', '')).split()
STRICT = ['-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Werror',
          '-fno-exceptions', '-fno-rtti']
LIBRARY = os.path.join(BUILD, 'libgalley.a')
# That of the command, and the options that it is built with.
LARGE = [os.path.join(BUILD, 'trace', 'libgalley.a'), '-DGALLEY_TRACE=1',
         '-DGALLEY_INFLATE=1', '-DGALLEY_CHARSET_FULL=1']
DEMO = 'tests/fixtures/demo.html'
PAGES = sorted(glob.glob('tests/fixtures/*.html'))

# Compilers of boards, whether they have a standard library or not.
BOARDS = (('arm-none-eabi-g++', ['-mcpu=cortex-m0', '-mthumb'],
           'gcc-arm-none-eabi'),
          ('avr-g++', ['-mmcu=atmega1284p'], 'gcc-avr'))

# What the compiler must refuse, and a word of what it then says.
REFUSED = {
    'auto sink = [](const Galley::Block &) { return true; };\n'
    'Galley::Options o; o.on_block(sink);': 'Answer<bool>',
    'Galley::Options o; o.on_block([](const Galley::Block &) {});': 'delete',
    'Galley::Extractor<512> a; Galley::Extractor<512> b(a);': 'delete',
    'static Galley::Extractor<512> a;\n'
    'Galley::Extractor<512> b(static_cast<Galley::Extractor<512> &&>(a));':
    'delete',
    'char w[512]; Galley::Reader a(w, 512); Galley::Reader b(a);': 'delete',
    'Galley::Extractor<100> small;': 'GALLEY_BODY_MIN',
    'struct { int *data() const { return nullptr; } int size() const '
    '{ return 0; } } r;\nGalley::Extractor<0> a; a.feed(r);': 'takes bytes',
}


def compile_to(binary, compiler, standard, source, *more):
    """Whether it compiles; what the compiler said."""
    done = subprocess.run(
        [*compiler, '-std=' + standard, *STRICT, '-Iinclude', source, *more,
         '-o', binary], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout.decode('utf-8', 'replace')


def compilers():
    """[(command, standards)]; the sanitizers' library needs their flags."""
    found = [([*CXX, *FLAGS], ('c++11', 'c++17', 'c++20'))]
    if any('sanitize' in flag for flag in FLAGS):
        return found
    for name in ('g++', 'clang++'):
        if not shutil.which(name):
            skip('no %s (package %s)' % (name, name.replace('++', '')
                                         if name != 'g++' else name))
        elif CXX != [name]:
            found.append(([name], ('c++11', 'c++17', 'c++20')))
    return found


def test_fixtures(folder):
    binary = os.path.join(folder, 'wrapper')
    for compiler, standards in compilers():
        for standard in standards:
            built, said = compile_to(binary, compiler, standard,
                                     'tests/cpp/wrapper.cpp', LIBRARY)
            if check(built, '%s -std=%s' % (compiler[0], standard)):
                count(binary, *PAGES)
            else:
                print(said[:2000])


def test_inflate(folder):
    """With every option of the library, and compressed pages, too."""
    binary, packed = (os.path.join(folder, name)
                      for name in ('large', 'demo.gz'))
    with open(DEMO, 'rb') as page, gzip.open(packed, 'wb') as file:
        file.write(page.read())
    built, said = compile_to(binary, [*CXX, *FLAGS], 'c++17',
                             'tests/cpp/wrapper.cpp', *LARGE)
    if check(built, 'with GALLEY_INFLATE'):
        count(binary, packed, DEMO)
    else:
        print(said[:2000])


def examples():
    """The code in the header's first comment."""
    with open('include/galley.hpp') as file:
        comment = file.read().split('*/')[1]
    lines = [line[3:] for line in comment.split('\n')]
    text = '\n'.join(line if line[:4] == '    ' or not line else '|'
                     for line in lines)
    return [re.sub('^    ', '', code.strip('\n'), flags=re.M)
            for code in re.split(r'\|\n?', text) if code.strip()]


def test_examples(folder):
    found = examples()
    same(len(found), 2, 'examples in the header')
    with open(DEMO, 'rb') as file:
        page = file.read()
    for i, code in enumerate(found):
        if 'int main' not in code:
            code = ('#include <galley.hpp>\n#include <cstdio>\n'
                    '#include <iostream>\n#include <iterator>\n'
                    '#include <string>\nint main() {\n' + code
                    + '\nstd::string all('
                    'std::istreambuf_iterator<char>(std::cin), {});\n'
                    'page.feed(all);\nreturn Galley::is_error('
                    'page.finish());\n}\n')
        source = os.path.join(folder, 'example.cpp')
        binary = os.path.join(folder, 'example')
        with open(source, 'w') as file:
            file.write(code)
        for compiler, standards in compilers():
            built, said = compile_to(binary, compiler, standards[1], source,
                                     LIBRARY)
            if not check(built, 'example %d by %s' % (i, compiler[0])):
                print(said[:2000])
                continue
            done = subprocess.run([*EMULATOR, binary], input=page,
                                  stdout=subprocess.PIPE)
            text = run('--format=text', DEMO)[1].decode()
            rows = blocks(run('--format=blocks', DEMO)[1])
            same(done.stdout.decode(), text if i == 0 else body_of(
                rows).replace('\n\n', '\n') + '\n', 'what example %d prints'
                % i)
            if i == 0:
                done = subprocess.run([*EMULATOR, binary], input=b'<p>One.',
                                      stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE)
                same((done.returncode, done.stderr),
                     (1, b'no article on this page\n'), 'its error')


def test_refused(folder):
    source = os.path.join(folder, 'refused.cpp')
    for code, word in [('', '')] + list(REFUSED.items()):
        with open(source, 'w') as file:
            file.write('#include "galley.hpp"\nint main() {\n%s\n}\n' % code)
        built, said = compile_to(os.path.join(folder, 'refused.o'), CXX,
                                 'c++17', source, '-c')
        same(built, code == '', 'compiles: ' + code)
        check(word in said, '%s is said of %s' % (word, code))


def test_boards(folder):
    """There is no heap and nothing that throws: what is called beside the
    library's own functions is of string.h."""
    source = os.path.join(folder, 'board.cpp')
    with open(source, 'w') as file:
        file.write('#include "galley.hpp"\n'
                   'extern void show(const char *, size_t);\n'
                   'static Galley::Extractor<2048> *page;\n'
                   'int read(const char *bytes, size_t n, void *place)\n{\n'
                   '    auto sink = [](const Galley::Block &b) {\n'
                   '        show(b.text.data(), b.text.size());\n    };\n'
                   '    static Galley::Extractor<2048> own(\n'
                   '        Galley::Options().on_block(sink));\n'
                   '    (void)place;\n    page = &own;\n'
                   '    page->feed(bytes, n);\n'
                   '    return static_cast<int>(page->finish());\n}\n')
    binary = os.path.join(folder, 'board.o')
    for compiler, flags, package in BOARDS:
        if not shutil.which(compiler):
            skip('no %s (package %s)' % (compiler, package))
            continue
        built, said = compile_to(binary, [
            compiler, *flags, '-Os', '-fno-threadsafe-statics'], 'c++11',
            source, '-c')
        if not check(built, compiler):
            print(said[:2000])
            continue
        names = subprocess.run(
            [compiler.replace('g++', 'nm'), '--undefined-only', binary],
            stdout=subprocess.PIPE).stdout.decode().split()
        needed = {name for name in names if name != 'U'
                  and not name.startswith(('galley_', '__do_'))}
        check(needed <= {'memcpy', 'memset', 'strlen', '_Z4showPKcj'},
              '%s needs %s' % (compiler, sorted(needed)))


if not shutil.which(CXX[0]):
    skip('no %s (package g++)' % CXX[0])
else:
    with tempfile.TemporaryDirectory() as temporary:
        test_fixtures(temporary)
        test_inflate(temporary)
        test_examples(temporary)
        test_refused(temporary)
        test_boards(temporary)
summary()
