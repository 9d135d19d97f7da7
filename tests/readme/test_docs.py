#!/usr/bin/env python3
"""The documents against the tree: what they name exists, their numbers are
those of the headers, their limits compile, their lines are short; the
manual page knows what --features prints."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, run, same, summary  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
CC = os.environ.get('CC', 'cc').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' '
         + os.environ.get('LDFLAGS', '')).split()
FIGURES = 33  # rows of them that the README may have


def files(*patterns):
    return sorted(sum((glob.glob(p, recursive=True) for p in patterns), []))


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


DOCUMENTS = files('*.md', 'boards/*.md', 'examples/*.md', 'port/*.md',
                  'port/*/*.md', 'src/*.md', 'tests/*.md', 'tests/*/*.md')
SOURCES = files('Makefile', *(
    folder + '/**/*.' + suffix
    for folder in ('include', 'src', 'port', 'boards', 'tests')
    for suffix in ('h', 'c', 'py', 'mk', 'cmake')))
MAKEFILES = files('Makefile', 'tests/*/*.mk', 'boards/*.mk')


def test_lines():
    for path in DOCUMENTS:
        long = [line for line in read(path).split('\n')
                if len(line) > 79 and not re.match(r'\||.*://', line)]
        same(long, [], path + ': lines of more than 79 columns')


def test_links():
    found = 0
    for path in DOCUMENTS:
        for link in re.findall(r'\]\(([^)#\s]+)\)', read(path)):
            if '://' not in link:
                found += 1
                check(os.path.exists(os.path.join(os.path.dirname(path),
                                                  link)),
                      '%s links to %s' % (path, link))
    check(found > 10, 'there are links')


def targets_of(text):
    """What `make` is asked for, in code between backquotes or indented."""
    commands = re.findall(r'^    make (.*)$', text, re.M)
    commands += re.findall(r'`make ([^`]*)`', ' '.join(text.split()))
    for command in commands:
        for word in re.split(r'  |#|&&', command)[0].split():
            if not re.search('["=]|^-|^[A-Z]', word):
                yield word


def test_targets():
    known = {'board-' + os.path.basename(os.path.dirname(path))
             for path in files('boards/*/board.mk')}
    for path in MAKEFILES:
        known |= set(re.findall(r'^([a-z0-9_-]+):', read(path), re.M))
    used = {(path, word) for path in DOCUMENTS
            for word in targets_of(read(path))}
    same([pair for pair in sorted(used) if pair[1] not in known], [],
         'targets that no makefile has')
    check(len(used) > 20, 'targets are named')


def test_names():
    word = re.compile(r'\b(?:galley|GALLEY)_\w+')
    known = set(word.findall(' '.join(map(read, SOURCES))))
    known |= {os.path.splitext(os.path.basename(path))[0] for path in SOURCES}
    for path in DOCUMENTS:
        same(sorted(set(word.findall(read(path))) - known), [],
             path + ': names that nothing has')


def test_paths():
    """What stands between backquotes and looks like a file is one."""
    found = 0
    for path in DOCUMENTS:
        for name in re.findall(r'`((?:boards|examples|include|port|src|tests)'
                               r'/[\w./*-]+)`', read(path)):
            if name.startswith(('src/include', 'src/apps')):
                continue  # of lwIP's
            found += 1
            check(glob.glob(name), '%s: %s' % (path, name))
    check(found > 40, '%d paths are named' % found)


def test_work():
    """What a byte may cost is what tests/work holds it to."""
    most = re.search(r'^MOST = (\d+)', read('tests/work/work.py'), re.M)[1]
    for path in ('README.md', 'SECURITY.md'):
        same(re.findall(r'more than (\d+)\s+instructions',
                        read(path)), [most], path + ': instructions a byte')


def test_bench():
    """Each table of the bench's README stands where its text is."""
    text = read('tests/bench/README.md')
    for name, columns in (('sets', 'set | pages'),
                          ('instructions', 'set, bytes a time'),
                          ('time', 'peer | beside'),
                          ('chunks', 'bytes a time'),
                          ('boards', 'set | AVR, cycles')):
        check('<!-- %s -->\n| %s |' % (name, columns) in text,
              'tests/bench/README.md: the table of ' + name)


def test_worst():
    """NOTES.md names each of the worst pages once; its counts are theirs."""
    text = read('tests/model/NOTES.md').split('## The worst pages')[1]
    counts = re.search(r'^\| cause (\|.*)\n\|--.*\n((?:\|.*\n)+)', text, re.M)
    sets = counts[1].strip('| ').split(' | ')
    named = {}
    for name, ids in re.findall(r'^\| (%s) \| [^|]* \| ([\w ]+) \|$'
                                % '|'.join(sets), text, re.M):
        named.setdefault(name, []).append(ids.split())
    same(sorted(named), sorted(sets), 'sets of the worst pages')
    rows = [[int(n) for n in row.strip('| ').split(' | ')[1:]]
            for row in counts[2].splitlines()]
    for i, name in enumerate(sets):
        pages = sum(named[name], [])
        same((len(pages), len(set(pages))), (30, 30), name + ': 30 pages')
        same([row[i] for row in rows if row[i]],
             [len(ids) for ids in named[name]], name + ': pages by cause')


def limits():
    """{name: value} of include/galley_config.h"""
    return dict(re.findall(r'^#define (GALLEY_\w+) (\d+)$',
                           read('include/galley_config.h'), re.M))


def test_limits():
    """A limit's value in brackets behind its name."""
    known, found = limits(), 0
    for path in DOCUMENTS + files('include/*.h', 'src/*.[ch]',
                                  'port/*/*.[ch1]'):
        text = re.sub(r'\s+(\* )?', ' ', read(path))
        for name, value in re.findall(r'\b(GALLEY_\w+)`? \((\d+)\)', text):
            found += 1
            same(value, known.get(name), '%s: %s' % (path, name))
    check(found >= 2, 'values of limits are given')


def test_conf():
    """The README's galley_conf.h is found, is what it says, and does not go
    with the library as it was built."""
    readme = read('README.md')
    text = re.search(r'<!-- limits.*?```c\n(.*?)```', readme, re.S)[1]
    program = re.search(r'<!-- program.*?```c\n(.*?)```', readme, re.S)[1]
    chosen = re.findall(r'^#define (GALLEY_\w+) (\d+)$', text, re.M)
    check(chosen and all(limits()[name] != value for name, value in chosen),
          'the example changes limits')
    with tempfile.TemporaryDirectory() as place:
        def path(name, content=None):
            if content is not None:
                with open(os.path.join(place, name), 'w') as file:
                    file.write(content)
            return os.path.join(place, name)

        path('galley_conf.h', text)
        source = path('chosen.c', '#include <galley.h>\n' + ''.join(
            'char is_%s[%s == %s ? 1 : -1];\n' % (name, name, value)
            for name, value in chosen))
        same(subprocess.run([*CC, '-fsyntax-only', '-Iinclude', '-I' + place,
                             source]).returncode, 0, 'galley_conf.h is found')
        binary = path('program')
        built = subprocess.run(
            [*CC, *FLAGS, '-Iinclude', '-I' + place,
             path('program.c', program), os.path.join(BUILD, 'libgalley.a'),
             '-o', binary])
        if check(built.returncode == 0, 'the program compiles'):
            done = subprocess.run([binary], input=b'<p>One.',
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
            check(done.returncode == 1 and b'configuration' in done.stderr,
                  'other limits than the library: %r' % (done,))


def test_figures():
    rows = [line for block in re.findall(
        r'^<!-- \w+ -->$(.*?)^<!-- /\w+ -->$', read('README.md'),
        re.M | re.S) for line in block.split('\n') if line.startswith('| ')]
    check(10 < len(rows) <= FIGURES + 3, '%d rows of figures' % len(rows))


def test_folders():
    """tests/README.md has a row for each folder; the packages it names are
    those that `make setup` installs."""
    rows = dict(re.findall(r'^\| \[?([a-z]\w*)\b.* \| (.*) \|$',
                           read('tests/README.md'), re.M))
    del rows['folder']
    folders = [name for name in os.listdir('tests')
               if os.path.isdir(os.path.join('tests', name))
               and not name.startswith('_')]
    same(sorted(rows), sorted(folders), 'rows of tests/README.md')
    installed = set(' '.join(map(read, ['tests/setup'] + files(
        'boards/*/board.mk', 'boards/common/*.mk'))).split())
    named = set(re.findall(r'[a-z][a-z0-9.]*-[a-z0-9.-]+|g\+\+|valgrind',
                           ' '.join(rows.values())))
    check(len(named) > 10, 'packages are named')
    same(sorted(named - installed), [], 'packages that setup does not know')


def test_features():
    """The manual page names each key that --features prints, and no other."""
    section = re.search(r'^\.SH FEATURES\n(.*?)^\.SH ',
                        read('port/posix/galley.1'), re.M | re.S)[1]
    named = {word for line in re.findall(r'^\.BR? (.*)$', section, re.M)
             for word in re.findall(r'(?<![\\=-])\b[a-z]+[123]?', line)}
    printed = run('--features', 'tests/fixtures/demo.html')[1].splitlines()
    keys = {key for line in printed for key in json.loads(line)}
    same(sorted(named), sorted(keys), 'keys of --features in the manual')


test_lines()
test_links()
test_targets()
test_names()
test_paths()
test_work()
test_bench()
test_worst()
test_limits()
test_conf()
test_figures()
test_folders()
test_features()
summary()
