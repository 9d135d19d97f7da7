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

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'eval'))
import evaluate  # noqa: E402

MOST = 14.0  # the fastest tokenizer known, lexbor's, takes 18


def raw_pages():
    with open(os.path.join(evaluate.DATA, 'dev-wcxb', 'ids.raw.txt')) as f:
        wanted = set(f.read().split())
    return [path for path in evaluate.pages('dev-wcxb')
            if os.path.basename(path).split('.')[0] in wanted]


def main():
    if not evaluate.available('dev-wcxb'):
        print('skipped: no pages (set GALLEY_SHARED)')
    elif not shutil.which('valgrind'):
        print('skipped: no valgrind (Debian package valgrind)')
    else:
        return count(raw_pages())
    print('0 passed, 0 failed, 1 skipped')
    return 0


def count(pages):
    done = subprocess.run(
        ['valgrind', '--tool=callgrind', '--collect-atstart=no',
         '--toggle-collect=galley_tokenizer_next',
         '--callgrind-out-file=/dev/null', sys.argv[1]] + pages,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    total = int(re.search(r'Collected : (\d+)', done.stderr).group(1))
    size = sum(map(os.path.getsize, pages))
    each = total / size
    print('tokenizer: %.2f instructions a byte over %d pages, %.1f MB '
          '(at most %g)' % (each, len(pages), size / 1e6, MOST))
    print('%d passed, %d failed' % (each <= MOST, each > MOST))
    return int(each > MOST)


if __name__ == '__main__':
    sys.exit(main())
