#!/usr/bin/env python3
"""Writes the library as two files: galley.h, which holds every header of
include/, and galley.c, which holds every other file of src/.

usage: amalgamate.py DIRECTORY

A header comes where it is included first, and once; tables come where they
are included.  All of the library is one translation unit then, so that a
macro must not be defined in two files: where one is, nothing is written.
"""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INCLUDE = re.compile(r'^([ \t]*)#[ \t]*include[ \t]+"([^"]+)"[ \t]*\n', re.M)
SPDX = '/* SPDX-License-Identifier: MIT */\n'

# A table that another can take the place of, which is for training.
CHOICE = re.compile(r'^#ifndef (\w+)\n#define \1 ("[^"]+")\n#endif\n'
                    r'#include \1\n', re.M)


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as f:
        return f.read()


def files(pattern):
    return sorted(os.path.relpath(path, ROOT)
                  for path in glob.glob(os.path.join(ROOT, pattern)))


def is_guarded(text):
    return re.search(r'^#ifndef (\w+_H)\n#define \1\n', text, re.M)


class Amalgamation:
    def __init__(self, known=()):
        self.done = set(known)  # headers that need not come again

    def expand(self, path):
        """The text of a file with what it includes in place."""
        text = read(path)
        if is_guarded(text):
            self.done.add(path)
        text = CHOICE.sub(r'#include \2\n', text.replace(SPDX, '', 1))
        return INCLUDE.sub(lambda m: self.included(path, m), text)

    def included(self, path, match):
        name = os.path.normpath(
            os.path.join(os.path.dirname(path), match[2]))
        if not os.path.exists(os.path.join(ROOT, name)):
            return match[0]  # the user's own: galley_conf.h
        if name in self.done:
            return ''
        return self.part(name)

    def part(self, path):
        """The text of a file under its name."""
        return '\n/* ---- %s ---- */\n\n%s\n' % (path, self.expand(path))


def defined_twice():
    """What is wrong with macros: a line for each."""
    places = {}
    for path in files('src/*.[ch]') + files('include/*.h'):
        text = read(path)
        for name in set(re.findall(r'^[ \t]*#[ \t]*define[ \t]+(\w+)', text,
                                   re.M)):
            if not re.search(r'#[ \t]*undef[ \t]+%s\b' % name, text):
                places.setdefault(name, []).append(path)
    # One of the two tables of entities is compiled, never both.
    tables = ['src/entities_html4_table.h', 'src/entities_table.h']
    return ['%s is defined in %s' % (name, ' and in '.join(paths))
            for name, paths in sorted(places.items())
            if len(paths) > 1 and paths != tables]


def head(name, what):
    version = re.search(r'GALLEY_VERSION "(.*)"',
                        read('include/galley.h'))[1]
    licence = ''.join(' * %s\n' % line if line else ' *\n'
                      for line in read('LICENSE').rstrip('\n').split('\n'))
    return ('%s/*\n * %s of Galley %s: %s\n * Made by src/amalgamate.py.\n'
            ' *\n%s */\n' % (SPDX, name, version, what, licence))


def header():
    """galley.h, and the files that are in it."""
    made = Amalgamation()
    text = (head('galley.h', 'all of its headers in one file.')
            + made.part('include/galley.h'))
    missing = set(files('include/*.h')) - made.done
    return text, made.done, missing


def source(known):
    """galley.c: private headers first, so that none is left to a condition
    that stands around the first file to include it."""
    made = Amalgamation(known)
    parts = [head('galley.c', 'all of the library in one file.'),
             '#include "galley.h"\n']
    for path in files('src/*.h'):
        if is_guarded(read(path)) and path not in made.done:
            parts.append(made.part(path))
    for path in files('src/*.c'):
        parts.append(made.part(path))
    return ''.join(parts)


def tidy(text):
    """No blank lines in a row, none at the end."""
    return re.sub(r'\n{3,}', '\n\n', text).rstrip('\n') + '\n'


def main(directory):
    wrong = defined_twice()
    galley_h, known, missing = header()
    wrong += ['%s is in no header that galley.h includes' % path
              for path in sorted(missing)]
    if wrong:
        sys.exit('\n'.join(wrong))
    os.makedirs(directory, exist_ok=True)
    for name, text in (('galley.h', galley_h), ('galley.c', source(known))):
        with open(os.path.join(directory, name), 'w', encoding='utf-8',
                  newline='\n') as f:
            f.write(tidy(text))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
