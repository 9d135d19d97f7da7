#!/usr/bin/env python3
"""Instructions a byte of the whole extraction on pages made to be slow
(inputs.py), counted by valgrind's callgrind: none costs more than MOST, and a
byte more never costs more than the bytes before did.

usage: work.py READ      READ is the program made of read.c
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
README = os.path.join(HERE, '..', '..', 'README.md')
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import check, skip, summary  # noqa: E402
from inputs import INPUTS, page  # noqa: E402

WINDOW = 4096
SIZES = 24000, 48000, 96000  # bytes
MOST = 4800       # instructions a byte
GROWTH = 1.03     # of the second half's over the first half's
JITTER = 2        # instructions a byte; windows end where they end


def main():
    if not shutil.which('valgrind'):
        skip('no valgrind (Debian package valgrind)')
        summary()
        return
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        costs = dict(zip(INPUTS, pool.map(
            lambda name: count(sys.argv[1], name), INPUTS)))
    for name, (first, second) in sorted(costs.items(),
                                        key=lambda item: -item[1][1]):
        print('%-32s %7.1f %7.1f' % (name, first, second))
        check(max(first, second) <= MOST,
              '%s: at most %d instructions a byte' % (name, MOST))
        check(second <= first * GROWTH + JITTER, name + ': does not grow')
    with open(README, encoding='utf-8') as file:
        check('than %d instructions' % MOST in ' '.join(file.read().split()),
              'the README names the bound')
    summary()


def count(program, name):
    """Instructions a byte between the first and second, and between the
    second and third size."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for size in SIZES:
            paths.append(os.path.join(folder, str(size)))
            with open(paths[-1], 'wb') as file:
                file.write(page(name, size))
        out = os.path.join(folder, 'callgrind')
        subprocess.run(
            ['valgrind', '--tool=callgrind', '--collect-atstart=no',
             '--toggle-collect=galley_feed', '--toggle-collect=galley_finish',
             '--dump-after=galley_finish', '--callgrind-out-file=' + out,
             program, str(WINDOW)] + paths,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        totals = [total('%s.%d' % (out, i + 1)) for i in range(len(SIZES))]
        sizes = [os.path.getsize(path) for path in paths]
    return tuple((totals[i + 1] - totals[i]) / (sizes[i + 1] - sizes[i])
                 for i in (0, 1))


def total(path):
    with open(path) as file:
        return int(re.search(r'^totals: (\d+)', file.read(), re.M).group(1))


if __name__ == '__main__':
    main()
