#!/usr/bin/env python3
"""Instructions a byte of the tokenizer alone, over the pages of dev-wcxb that
have their scripts and styles as served (valgrind's callgrind counts).

usage: bench.py BENCH      BENCH is the program made of bench.c
"""
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
import pages as data  # noqa: E402
from checks import check, skip, summary  # noqa: E402

MOST = 14.0  # the fastest tokenizer known, lexbor's, takes 18


def main():
    if not data.available():
        skip('no pages in ' + data.DATA)
    elif not shutil.which('valgrind'):
        skip('no valgrind (Debian package valgrind)')
    else:
        raw = data.raw_ids()
        count([page.file for page in data.load('dev-wcxb') if page.id in raw])
    summary()


def count(pages):
    done = subprocess.run(
        ['valgrind', '--tool=callgrind', '--collect-atstart=no',
         '--toggle-collect=galley_tokenizer_next',
         '--callgrind-out-file=/dev/null', sys.argv[1]] + pages,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    total = int(re.search(r'Collected : (\d+)', done.stderr).group(1))
    size = sum(map(os.path.getsize, pages))
    each = total / size
    print('tokenizer: %.2f instructions a byte over %d pages, %.1f MB'
          % (each, len(pages), size / 1e6))
    check(each <= MOST, 'at most %g instructions a byte' % MOST)


if __name__ == '__main__':
    main()
