#!/usr/bin/env python3
"""The boards as described by boards/NAME/board.mk: all of them are known,
and one that cannot be built here is skipped with the package that helps."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
import boards  # noqa
from checks import check, same, summary  # noqa


def rules(board, target, *more):
    """What one board's rules print."""
    environment = {k: v for k, v in os.environ.items()
                   if not k.startswith('MAKE')}
    done = subprocess.run(
        ['make', '-s', '-f', 'boards/common/rules.mk', 'BOARD=' + board,
         'BUILD=' + boards.BUILD, target, *more], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def fake(**known):
    """A board of this machine's own compiler, changed here and there."""
    fields = ('BOARD CPU PACKAGES HINT TEST REFERENCE SERIAL CORPUS MISSING'
              ).split()
    usual = dict(BOARD='fake', COMPILER='cc', PACKAGES='one two', RUN='env')
    return boards.Board({**dict.fromkeys(fields, ''), **usual, **known})


def test_list():
    known = {b.name: b for b in boards.read()}
    with open('boards/README.md', encoding='utf-8') as f:
        readme = f.read()
    same(sorted(known), sorted(
        name for name in os.listdir('boards')
        if os.path.exists('boards/%s/board.mk' % name)), 'all are listed')
    for name, board in known.items():
        check(board.cpu and board.compiler.endswith('gcc')
              or name.startswith('host'), name + ': CPU and compiler')
        check('`%s`' % name in readme, 'boards/README.md names ' + name)
        check(board.reference in known, name + ': its reference is a board')
        if board.test:
            check(board.run and board.known['PACKAGES'],
                  name + ': a command and packages')
        same(board.test in ('pages', 'newsboard', 'newsboard_tls'),
             os.path.exists('boards/%s/budget' % name),
             name + ': a budget if it is measured')
    with open('boards/common/rules.mk') as f:
        variables = set(re.findall(r'^([A-Z_]+) =', f.read(), re.M))
    example = set(re.findall(r'^    ([A-Z_]+) =', readme, re.M))
    check(example and example <= variables,
          'the variables of the README: %s' % (example - variables))
    same(known['qemu-microbit'].corpus, 'corpus.elf', 'a second image')
    same(known['qemu-mps2-an385'].corpus, 'image.elf', 'no second image')


def test_lacking():
    same(fake().lacking(), '', 'nothing is lacking')
    same(fake(RUN='no-such-emulator -x').lacking(),
         'fake: no no-such-emulator (packages one two)', 'no emulator')
    same(fake(MISSING='string.h').lacking(),
         'fake: no header string.h (packages one two)', 'no C library')
    same(fake(MISSING='a.h', HINT='ask').lacking(),
         'fake: no header a.h (packages one two; ask)', 'a hint')


def test_no_compiler():
    """Nothing is built, nothing fails, and the list says why."""
    status, said = rules('pico-w', 'all', 'COMPILER=no-such-gcc')
    same((status, said), (0, ''), 'no compiler: nothing is built')
    board = boards.parse(rules('pico-w', 'list',
                               'COMPILER=no-such-gcc')[1])[0]
    same(board.known['MISSING'], 'string.h', 'no compiler: no header')
    board = boards.parse(rules('host', 'list', 'HOST_CC=cc',
                               'HEADERS=string.h no/such.h')[1])[0]
    same(board.known['MISSING'], 'no/such.h', 'a header that is not there')
    status, said = rules('no-such-board', 'all')
    check(status != 0 and 'no-such-board/board.mk' in said,
          'a board that is not there: %d %s' % (status, said))


test_list()
test_lacking()
test_no_compiler()
summary()
