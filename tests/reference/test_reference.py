#!/usr/bin/env python3
"""The reference that `make docs` writes: whatever the headers declare, as the
compilers see it, is in it and is documented, with unit, range and results."""
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, same, skip, summary  # noqa: E402
import filter as comments  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
DOC = os.path.join(BUILD, 'doc')
OPAQUE = 'include/galley_state.h'
HEADERS = [h for h in sorted(glob.glob('include/*.h')) if h != OPAQUE]
EVERYTHING = ['-DGALLEY_INFLATE=1', '-DGALLEY_TRACE=1', '-Iinclude']
RESULT = re.compile(r'GALLEY_(ERR|OK|TOKEN)|negative|\b[01]\b')


# ---- comments as doxygen reads them ----

def test_filter():
    for text, expected in (
            ('/* SPDX-x */\n/*\n * F <a> #1.\n *     if (a < 1)\n */\n',
             '/* SPDX-x */\n/** @file\n * F \\<a\\> \\#1.\n'
             ' *     if (a < 1)\n */\n'),
            ('/* f */\n\n/* Two. */\nint a(int b,\n      int c);\nint d;\n'
             '\nint e;\n',
             '/** @file f */\n\n/** Two. */\nint a(int b,\n      int c);\n'
             '/** Two. */\nint d;\n\nint e;\n'),
            ('/* f */\n/* S. */\nstruct s {\n    int a; /* A. */\n    int b;\n'
             '};\n',
             '/** @file f */\n/** S. */\nstruct s {\n    int a; /**< A. */\n'
             '    int b;\n};\n'),
            ('/* f */\n/* ---- part ---- */\n/* M. */\n#ifndef M\n'
             '#define M 1 /* own */\n#define N \\\n    2\n#endif\n',
             '/** @file f */\n/* ---- part ---- */\n#ifndef M\n/** M. */\n'
             '#define M 1 /**< own */\n/** M. */\n#define N \\\n    2\n'
             '#endif\n')):
        same(comments.convert(text), expected, 'the filter')


# ---- what the headers declare, by the compilers ----

def macros(header):
    """{name} that a header defines itself, except for its guard."""
    def defined(*flags):
        done = subprocess.run(
            [*os.environ.get('CC', 'cc').split(), '-E', '-dM', '-x', 'c',
             *flags, header], stdout=subprocess.PIPE, check=True)
        return set(re.findall(r'^#define (GALLEY_\w+)', done.stdout.decode(),
                              re.M))
    with open(header) as file:
        text = file.read()
    return {name for name in defined(*EVERYTHING)
            if re.search(r'^ *#define %s\b' % name, text, re.M)
            and not name.endswith('_H')
            and name != 'GALLEY_CONF_FOUND'}


def declarations(header):
    """[(kind, name, struct or enum)] of a header, from clang's tree."""
    done = subprocess.run(
        ['clang', *EVERYTHING, '-fsyntax-only', '-Xclang', '-ast-dump=json',
         '-x', 'c', header], stdout=subprocess.PIPE, check=True)
    where = ''
    for node in json.loads(done.stdout)['inner']:
        place = node.get('loc', {})
        place = place.get('expansionLoc', place)
        where = place.get('file', where)
        if os.path.basename(where) != os.path.basename(header):
            continue
        kind, name = node['kind'], node.get('name', '')
        if kind in ('FunctionDecl', 'VarDecl'):
            yield kind, name, ''
        for inner in node.get('inner', ()):
            if inner['kind'] in ('FieldDecl', 'EnumConstantDecl'):
                yield inner['kind'], inner['name'], name


# ---- what the reference says ----

def words(element):
    return ' '.join(' '.join(''.join(part.itertext()) for part in (
        element.find('briefdescription'), element.find('detaileddescription'))
        if part is not None).split())


class Entry:
    def __init__(self, element, parent):
        self.name = element.findtext('name')
        self.kind = element.get('kind')
        self.public = element.get('prot') == 'public'
        self.text = words(element)
        self.type = ''.join(element.find('type').itertext()) \
            if element.find('type') is not None else ''
        self.parameters = [''.join(p.find('type').itertext())
                           for p in element.findall('param')
                           if p.find('type') is not None]
        self.parent = parent
        self.file = element.find('location').get('file')

    def __str__(self):
        return '%s: %s %s' % (self.file, self.parent, self.name)


def entries():
    """[Entry] of all members, enumerators among them; {struct: its text}."""
    found, structs = [], {}
    for path in sorted(glob.glob(os.path.join(DOC, 'xml', '*.xml'))):
        root = ElementTree.parse(path).getroot()
        for compound in root.findall('compounddef'):
            name = compound.findtext('compoundname')
            if compound.get('kind') in ('struct', 'class', 'union'):
                structs[name] = words(compound)
            elif compound.get('kind') not in ('file', 'namespace'):
                continue
            for element in compound.findall('./sectiondef/memberdef'):
                parent = name if name in structs else ''
                found.append(Entry(element, parent))
                for value in element.findall('enumvalue'):
                    value.append(element.find('location'))
                    value.set('kind', 'enumvalue')
                    found.append(Entry(value, element.findtext('name')))
    return found, structs


def test_everything_is_there(found):
    there = {(e.name, e.parent if e.kind in ('variable', 'enumvalue') else '')
             for e in found}
    for header in HEADERS:
        for name in sorted(macros(header)):
            check((name, '') in there, '%s of %s' % (name, header))
    if not shutil.which('clang'):
        skip('what headers declare: no clang (package clang)')
        return
    count = 0
    for header in HEADERS:
        for kind, name, parent in declarations(header):
            count += 1
            check((name, parent) in there, '%s %s of %s' % (
                parent, name, header))
    check(count > 200, '%d declarations' % count)


def test_documented(found, structs):
    opaque = {name for name, text in structs.items() if 'paque' in text}
    check({'galley_tokenizer', 'galley_charset'} <= opaque, 'opaque structs')
    for name, text in structs.items():
        check(text or name.startswith('galley_'), 'struct %s' % name)
    for entry in found:
        if not entry.public or entry.name.startswith('operator') \
                or entry.parent in opaque | {'galley'} and not entry.text:
            continue
        if entry.parent in ('Result', 'Field', 'Kind', 'Next', 'Http') \
                or entry.parent == 'Galley::string_view':
            continue  # names of C's, which are documented; and of std's
        if entry.file.endswith('.hpp') and entry.name in (
                'Reader', 'Extractor', '~Reader'):
            continue  # the class says what can be copied
        check(entry.text, '%s is documented' % entry)
        if entry.kind == 'function' and entry.file.endswith('.h'):
            if re.match(r'int$|enum galley_result', entry.type):
                check(RESULT.search(entry.text),
                      '%s: what it returns' % entry)
            if 'size_t' in ' '.join(entry.parameters):
                check('byte' in entry.text, '%s: the unit' % entry)
        if re.match(r'size_t|uint32_t', entry.type) \
                and entry.parent not in opaque and entry.name != 'hash':
            check('ytes' in entry.text, '%s: the unit' % entry)


def test_limits(found):
    """Each limit says the range that the compiler holds it to."""
    with open('include/galley_config.h') as file:
        config = file.read()
    texts = {e.name: e.text for e in found if e.kind == 'define'}
    ranges = re.findall(r'#error "(\w+) must be between (\d+) and (\d+)"',
                        config)
    switches = re.findall(r'#error "(\w+) must be 0 or 1"', config)
    check(len(ranges) > 10 and len(switches) > 10, 'limits and switches')
    for name, low, high in ranges:
        check(re.search(r'\b%s\b[^.;]* to %s\b' % (low, high), texts[name]),
              '%s: %s to %s' % (name, low, high))
        check('bytes' in texts[name] or 'HTTP' in name,
              '%s: what it costs' % name)
    for name in switches:
        check(len(texts[name]) > 10, name)


def test_pages(found):
    """It is in the HTML, too; no link there leads nowhere."""
    text, missing = '', []
    for path in glob.glob(os.path.join(DOC, 'html', '*.html')):
        with open(path, encoding='utf-8') as file:
            page = file.read()
        text += page
        for link in re.findall(r'href="([^"#:]+)["#]', page):
            if not os.path.exists(os.path.join(DOC, 'html', link)):
                missing.append((os.path.basename(path), link))
    same(missing, [], 'links')
    known = set(re.findall(r'\w+', html.unescape(re.sub('<[^>]*>', ' ',
                                                        text))))
    same([str(e) for e in found if e.text and e.public
          and not e.name.startswith(('operator', '~'))
          and e.name not in known], [], 'names that no page has')


test_filter()
if not shutil.which('doxygen'):
    skip('the reference: no doxygen (package doxygen)')
else:
    done = subprocess.run(
        ['make', '-s', 'docs', 'BUILD=' + BUILD],
        env={k: v for k, v in os.environ.items() if not k.startswith('MAKE')},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if check(done.returncode == 0, 'make docs'):
        all_entries, all_structs = entries()
        test_everything_is_there(all_entries)
        test_documented(all_entries, all_structs)
        test_limits(all_entries)
        test_pages(all_entries)
    else:
        print(done.stdout.decode('utf-8', 'replace')[:3000])
summary()
