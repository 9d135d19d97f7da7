#!/usr/bin/env python3
"""What package managers read of the tree, as it should be: the version of
include/galley.h, the list of sources and headers, the options of
include/galley_config.h.

usage: manifests.py      writes it into the files
"""
import glob
import os
import re
import textwrap

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = 'include/galley_config.h'
PACK = 'port/cmsis_pack/'
PDSC = PACK + 'Galley.Galley.pdsc'

# Where the version stands.
VERSIONS = (
    ('library.json', r'"version": "(.*)"'),
    ('library.properties', r'^version=(.*)$'),
    ('idf_component.yml', r'^version: "(.*)"$'),
    ('meson.build', r"^    version: '(.*)'"),
    ('port/posix/galley.1', r'^\.TH .*"galley ([\d.]+)"'),
    ('port/esp_idf/galley/CMakeLists.txt', r'GIT_TAG v([\d.]+)\b'),
    ('README.md', r'\bv(\d+\.\d+\.\d+)\b'),
    (PDSC, r'<release version="(.*?)"'),
    (PDSC, r'Cversion="(.*?)"'),
    (PDSC, r'attr="config" version="(.*?)"'),
    ('port/wasm/package.json', r'^  "version": "(.*)"'),
    ('port/python/pyproject.toml', r'^version = "(.*)"'),
)

# Where lines for each source and each header stand, one below the other.
LISTS = (
    ('meson.build', 'src/*.c', "    '%s',\n"),
    ('meson.build', 'include/*.h', "    '%s',\n"),
    (PDSC, 'src/*.c', '        <file category="source" name="%s"/>\n'),
    (PDSC, 'include/*.h', '        <file category="header" name="%s"/>\n'),
)

OPTION = re.compile(
    r'/\* ((?:(?!\*/).)*?) \*/\n#ifndef (GALLEY_\w+)\n#define \2 (\w+)\n'
    r'#endif\n#if \2 (?:!= 0 && \2 != 1|< (\d+) \|\| \2 > (\d+))\n', re.S)


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def version():
    return re.search(r'GALLEY_VERSION "(.*)"', read('include/galley.h'))[1]


class Option:
    """A limit, which has a range, or a switch."""

    def __init__(self, match):
        comment, self.name, self.default, low, high = match.groups()
        self.range = (int(low), int(high)) if low else None
        self.comment = re.sub(r'\s*\n \*\s*', ' ', comment)

    def prompt(self):
        """What the comment begins with."""
        text = re.split(r' \(|; |\. |: |\.$',
                        re.sub('^1: ', '', self.comment))[0]
        return re.sub('^[a-z]+ ', lambda m: m[0].capitalize(), text)

    def kconfig(self):
        yield 'config ' + self.name
        yield '\t%s "%s"' % ('int' if self.range else 'bool', self.prompt())
        if self.range:
            yield '\trange %d %d' % self.range
        yield '\tdefault ' + (self.default if self.range else {
            '0': 'n', '1': 'y'}.get(self.default, self.default))
        yield '\thelp'
        yield from ('\t  ' + line
                    for line in textwrap.wrap(self.comment, 68))
        yield ''

    def template(self):
        yield '/* %s */' % '\n * '.join(textwrap.wrap(self.comment, 73))
        yield '/* #define %s %s */' % (self.name, self.default)
        yield ''


def options():
    return [Option(m) for m in OPTION.finditer(read(HEADER))]


def kconfig():
    lines = ['# Made by `make manifests` from %s: the limits and' % HEADER,
             '# switches of Galley, for ESP-IDF and Zephyr.',
             'menu "Galley"', '']
    for option in options():
        lines += option.kconfig()
    return '\n'.join(lines + ['endmenu', ''])


def template():
    lines = ['/* SPDX-License-Identifier: MIT */',
             '/* Made by `make manifests` from %s, which says' % HEADER,
             ' * more: the limits and switches of Galley.  A line that is no '
             'comment changes',
             ' * one. */', '']
    for option in options():
        lines += option.template()
    return '\n'.join(lines)


def with_version(text, pattern):
    """The text with the version in each place of the pattern."""
    def put(match):
        at, end = match.start(1) - match.start(), match.end(1) - match.start()
        return match[0][:at] + version() + match[0][end:]
    return re.sub(pattern, put, text, flags=re.M)


def with_list(text, files, line):
    """The text with a line for each of the files, in place of those there."""
    any_line = re.escape(line).replace(
        '%s', re.escape(files).replace(r'\*', r'\w+'))
    names = sorted(glob.glob(files))
    return re.sub('(?:%s)+' % any_line,
                  lambda m: ''.join(line % name for name in names), text)


def made():
    """{path: what it should hold}; a ValueError where there is no place for
    what should stand there."""
    text = {'Kconfig': kconfig(), PACK + 'galley_conf.h': template(),
            'include/galley.h': re.sub(
                'GALLEY_VERSION_NUMBER 0x[0-9a-f]{6}',
                'GALLEY_VERSION_NUMBER 0x%02x%02x%02x' % tuple(
                    int(n) for n in version().split('.')),
                read('include/galley.h'))}
    for path, place in VERSIONS:
        text.setdefault(path, read(path))
        if not re.search(place, text[path], re.M):
            raise ValueError('%s has no version' % path)
        text[path] = with_version(text[path], place)
    for path, files, line in LISTS:
        text[path] = with_list(text[path], files, line)
    return text


def main():
    os.chdir(ROOT)
    for path, text in made().items():
        if not os.path.exists(path) or read(path) != text:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
            print('wrote ' + path)


if __name__ == '__main__':
    main()
