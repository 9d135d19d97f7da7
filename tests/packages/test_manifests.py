#!/usr/bin/env python3
"""What package managers read of the tree: all versions are that of the header
and have changes, each list names what is there, Kconfig is the header's.
(`make manifests` puts that right; `make packages` builds with them.)"""
import glob
import json
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from checks import check, same, summary  # noqa: E402
import manifests  # noqa: E402
from manifests import read  # noqa: E402


def test_made():
    made = manifests.made()
    check(len(made) > 9, 'there are manifests')
    for path, text in sorted(made.items()):
        same(os.path.exists(path) and read(path), text,
             path + ' is what `make manifests` writes')


def test_version():
    """In each place, found without what writes it."""
    version = manifests.version()
    check(re.fullmatch(r'\d+\.\d+\.\d+', version), 'version ' + version)
    same(re.search(r'^## (\S+?),? ', read('CHANGELOG.md'), re.M)[1], version,
         'the first heading of CHANGELOG.md')
    debian = 'debian/changelog'
    if os.path.exists(debian):
        same(re.match(r'galley \(([\d.]+)', read(debian))[1], version, debian)
    for path, count in (('library.json', 1), ('library.properties', 1),
                        ('idf_component.yml', 1), ('meson.build', 1),
                        ('port/posix/galley.1', 1), (manifests.PDSC, 3),
                        ('port/esp_idf/galley/CMakeLists.txt', 1),
                        ('README.md', 5)):
        same(len(re.findall(r'(?<![\d.])%s(?![\d.])' % re.escape(version),
                            read(path))), count, path + ': ' + version)


def test_options():
    header = read(manifests.HEADER)
    names = re.findall(r'^#ifndef (GALLEY_(?!CONFIG_H)\w+)', header, re.M)
    check(len(names) > 20, 'there are options')
    for what, pattern in (('Kconfig', r'^config (\w+)$'),
                          (manifests.PACK + 'galley_conf.h',
                           r'^/\* #define (\w+) \w+ \*/$')):
        same(re.findall(pattern, read(what), re.M), names, 'options in '
             + what)


def files_of(folder, end):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith(end))


def test_lists():
    for path in ('meson.build', manifests.PDSC):
        named = re.findall(r'[\'"]((?:src|include)/\w+\.\w+)[\'"]',
                           read(path))
        same(sorted(named), files_of('include', '.h') + files_of('src', '.c'),
             'files in ' + path)
    for name in re.findall(r' name="(.*?)"', read(manifests.PDSC)):
        check(os.path.exists(name), '%s: %s' % (manifests.PDSC, name))


def test_library_json():
    library = json.loads(read('library.json'))
    exported = library['export']['include']
    for path in (library['build']['srcDir'], library['build']['includeDir'],
                 *exported, *(os.path.join(e['base'], f)
                              for e in library['examples']
                              for f in e['files'])):
        check(os.path.exists(path), 'library.json: ' + path)
        check(path.split('/')[0] in exported, path + ' is exported')
    check('tests' not in exported and 'boards' not in exported,
          'tests stay out')
    for header in library['headers']:
        check(os.path.exists('src/' + header), header + ' in library.json')
    same(sorted(f for e in library['examples'] for f in e['files']),
         sorted(map(os.path.basename, glob.glob('examples/*/*'))),
         'examples in library.json')


def test_arduino():
    """What the Arduino library specification demands; File > Examples shows
    a folder that has a sketch of its name."""
    fields = dict(re.findall(r'^(\w+)=(.+)$', read('library.properties'),
                             re.M))
    same(sorted({'name', 'version', 'author', 'maintainer', 'sentence',
                 'paragraph', 'category', 'url', 'architectures'}
                - set(fields)), [], 'fields of library.properties')
    for header in fields['includes'].split(','):
        check(os.path.exists('src/' + header), header + ' of includes')
    for path in glob.glob('examples/*/'):
        name = os.path.basename(os.path.dirname(path))
        check(os.path.exists('examples/%s/%s.ino' % (name, name)),
              'the sketch ' + name)


def test_addresses():
    """One for all, which is to be that where Galley is published."""
    found = {}
    for path in ('README.md', 'library.json', 'library.properties',
                 'idf_component.yml', manifests.PDSC,
                 'port/esp_idf/galley/CMakeLists.txt',
                 'port/esp_idf/README.md', 'tests/fuzz/oss-fuzz/Dockerfile'):
        found[path] = set(re.findall(r'https://\S+?/galley\b',
                                     read(path)))
    same({p: a for p, a in found.items() if len(a) != 1
          or a != found['library.json']}, {}, 'addresses')


os.chdir(ROOT)
test_made()
test_version()
test_options()
test_lists()
test_library_json()
test_arduino()
test_addresses()
summary()
