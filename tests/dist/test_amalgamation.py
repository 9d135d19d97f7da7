"""The two files that src/amalgamate.py writes hold what the tree holds: each
file's tokens, once preprocessed, are those that it has by itself, so that no
macro of one file means something in another.  And a tree of which that cannot
be said is refused."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, same, summary  # noqa
from planted import planted  # noqa
sys.path.insert(0, 'src')
import amalgamate  # noqa

CC = os.environ.get('CC', 'cc').split()
SCRIPT = 'src/amalgamate.py'
PART = re.compile(r'/\* ---- (\S+) ---- \*/')
TOKEN = re.compile(r'\w+|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\S')

SMALL = ('-DGALLEY_ENTITIES_FULL=0 -DGALLEY_CHARSET_SINGLE_BYTE=0 '
         '-DGALLEY_HTTP=0 -DGALLEY_SCAN=0')
WARNINGS = ('-Wall -Wextra -Wpedantic -Wconversion -Wshadow '
            '-Wmissing-prototypes -Werror -fsyntax-only').split()
ALL = '-DGALLEY_INFLATE=1 -DGALLEY_TRACE=1 -DGALLEY_CHARSET_FULL=1'


def sources(place='.'):
    return sorted('src/' + f for f in os.listdir(place + '/src')
                  if f.endswith('.c'))


def preprocess(*arguments):
    """What becomes of a file, comments kept."""
    done = subprocess.run([*CC, '-std=c99', '-E', '-C', '-P', *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode()
    check(done.returncode == 0, ' '.join(arguments) + '\n' + text[:500])
    return text


def tokens(text):
    """All that matters of a text.  (Rules of the grammar are numbered by the
    lines they stand in.)"""
    text = re.sub(r'\bRULE_LINE_\d+', 'RULE_LINE', text)
    return TOKEN.findall(re.sub(r'/\*.*?\*/', ' ', text, flags=re.S))


def parts(text):
    """{file: its tokens}, of a text with the names of the files in it.  What
    tables a file includes is part of it."""
    found, name = {}, None
    pieces = PART.split(text)
    for path, piece in zip(pieces[1::2], pieces[2::2]):
        if path.endswith('.c'):
            name = path
        if name is not None:
            found.setdefault(name, []).extend(tokens(piece))
    return found


def write(folder, *lines):
    """A file of such lines, behind all headers that are the system's."""
    path = os.path.join(folder, 'wrapper.c')
    with open(path, 'w') as f:
        f.write('#include <stdbool.h>\n#include <stddef.h>\n'
                '#include <stdint.h>\n#include <string.h>\n'
                '#ifdef __SSE2__\n#include <emmintrin.h>\n#endif\n'
                '#ifdef __ARM_NEON\n#include <arm_neon.h>\n#endif\n')
        f.write('\n'.join(lines) + '\n')
    return path


def alone(folder, source, flags):
    """The tokens of one file, behind the headers that it includes."""
    with open(source, encoding='utf-8') as f:
        names = re.findall(r'^[ \t]*#include "(.*)"$', f.read(), re.M)
    headers = [name for name in names
               if amalgamate.is_guarded(amalgamate.read('src/' + name))]
    lines = ['#include "galley.h"']
    lines += ['#include "%s"' % os.path.abspath('src/' + h) for h in headers]
    lines += ['/* ---- %s ---- */' % source,
              '#include "%s"' % os.path.abspath(source)]
    text = preprocess('-Iinclude', *flags, write(folder, *lines))
    return parts(text).get(source)


def test_tokens(folder):
    for flags in ('', SMALL, ALL):
        flags = flags.split()
        there = parts(preprocess(*flags, write(folder,
                                               '#include "galley.c"')))
        same(sorted(there), sources(), 'the files, %s' % flags)
        for source in sources():
            check(flags != ALL.split() or len(there[source]) > 20,
                  source + ' has something in it')
            same(' '.join(there[source]),
                 ' '.join(alone(folder, source, flags)),
                 '%s is what it is alone, %s' % (source, flags))


def test_names(folder):
    """No function, constant or struct of one file is another's too, nor does
    a local one hide it."""
    for flags in ('', SMALL, ALL):
        done = subprocess.run(
            [*CC, '-std=c99', *WARNINGS, *flags.split(),
             os.path.join(folder, 'galley.c')], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        check(done.returncode == 0 and not done.stdout,
              'compiles, %s\n%s' % (flags, done.stdout.decode()[:2000]))


def run(place, to):
    done = subprocess.run([sys.executable, os.path.join(place, SCRIPT), to],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def test_refused(folder):
    """What the script must not write."""
    copy = os.path.join(folder, 'tree')
    for name in ('include', 'src', 'port/arduino'):
        shutil.copytree(name, os.path.join(copy, name))
    shutil.copy('LICENSE', copy)
    to = os.path.join(folder, 'refused')
    with planted(os.path.join(copy, 'src/date.c'), '#include "date.h"\n',
                 '#include "date.h"\n#define KICKER 7\n', 'a macro'):
        same(run(copy, to),
             (1, 'KICKER is defined in src/date.c and in src/headline.c\n'),
             'a macro of two files')
    with open(os.path.join(copy, 'include/galley_new.h'), 'w') as f:
        f.write('#ifndef NEW_H\n#define NEW_H\n#endif\n')
    same(run(copy, to), (1, 'include/galley_new.h is in no header '
                                'that galley.h includes\n'),
         'a header of its own')
    check(not os.path.exists(to), 'nothing is written')
    os.remove(os.path.join(copy, 'include/galley_new.h'))
    same(run(copy, to), (0, ''), 'the copy as it was')


with tempfile.TemporaryDirectory() as temporary:
    same(run('.', temporary), (0, ''), SCRIPT)
    test_names(temporary)
    test_tokens(temporary)
    test_refused(temporary)
summary()
