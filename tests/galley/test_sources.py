#!/usr/bin/env python3
"""What holds for every source file that others compile in: the licence in
its first line, lines of 79 columns at most, no tabs, no space at an end; and
that the words of lists have the sizes that stand before them."""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, summary  # noqa

LICENCE = '/* SPDX-License-Identifier: MIT */'

# A word of galley_text_listed behind its size in octal digits; a literal ends
# behind \x.. where a hexadecimal digit goes on.
WORD = re.compile(r'"\\([0-7]+)((?:[^"\\]|\\x[0-9A-F]{2}(?:" "(?=[a-f]))?)+)"')
LISTS = ['byline', 'http', 'jsonld', 'meta']


def check_lists():
    for name in LISTS:
        with open('src/%s.c' % name, encoding='utf-8') as f:
            words = WORD.findall(f.read())
        check(len(words) > 20, name + '.c: there are words')
        for size, word in words:
            word = re.sub(r'\\x..(" ")?', '.', word)
            check(int(size, 8) == len(word), name + '.c: the size of ' + word)


def main():
    files = sorted(f for top in ('include', 'src', 'port')
                   for end in ('c', 'h', 'hpp')
                   for f in glob.glob(top + '/**/*.' + end, recursive=True))
    check(len(files) > 60, 'there are files')
    for name in files:
        with open(name, encoding='utf-8') as f:
            lines = f.read().split('\n')
        check(lines[0] == LICENCE, name + ': the licence')
        check(lines[-1] == '', name + ': ends with a line end')
        bad = [i for i, line in enumerate(lines, 1)
               if len(line) > 79 or '\t' in line or line != line.rstrip()]
        check(not bad, '%s: lines %s' % (name, bad[:5]))
    check_lists()
    summary()


if __name__ == '__main__':
    main()
