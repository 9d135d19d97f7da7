#!/usr/bin/env python3
"""Instructions a byte of the whole extraction on pages made to be slow
(inputs.py), counted by valgrind's callgrind at one, two and four times a size:
none costs more than MOST, only the worst more than OTHERS, and a byte more
never costs more than the bytes before did.

usage: work.py READ      READ is the program made of read.c
"""
import concurrent.futures
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
README = os.path.join(HERE, '..', '..', 'README.md')
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, os.path.join(HERE, '..', 'bench'))
import callgrind  # noqa: E402
from checks import check, skip, summary  # noqa: E402
from inputs import INPUTS, WINDOWS, page  # noqa: E402

WINDOW = 4096
SIZES = 24000, 48000, 96000  # bytes
MOST = 1000       # instructions a byte
OTHERS = 800      # the same, of all but the worst
GROWTH = 1.03     # of the second half's over the first half's
JITTER = 2        # instructions a byte; windows end where they end
TOGETHER = 8      # inputs that one valgrind, slow to start, counts
COUNTED = 'read_piece', 'read_end'


def main():
    reason = callgrind.lacking()
    if reason:
        skip(reason)
        summary()
        return
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        costs = {}
        for found in pool.map(lambda part: count(sys.argv[1], *part),
                              parts()):
            costs.update(found)
    ordered = sorted(costs.items(), key=lambda item: -max(item[1]))
    for name, (first, second) in ordered:
        print('%-34s %7.1f %7.1f' % (name, first, second))
        check(second <= first * GROWTH + JITTER, name + ': does not grow')
    bound(ordered, 0, MOST)
    bound(ordered, 1, OTHERS)
    with open(README, encoding='utf-8') as file:
        check('than %d instructions on x86-64: %d pages' % (MOST, len(INPUTS))
              in ' '.join(file.read().split()),
              'the README names the bound, and how many pages there are')
    summary()


def bound(ordered, place, most):
    """Of the inputs, the worst first, all from this place on."""
    worst, cost = ordered[place][0], max(ordered[place][1])
    print('%s: %s, %.0f instructions a byte (at most %d)'
          % ('the others' if place else 'the worst', worst, cost, most))
    check(cost <= most, '%s: at most %d instructions a byte' % (worst, most))


def parts():
    """(window, names) that are counted in one go."""
    windows = {}
    for name in INPUTS:
        windows.setdefault(WINDOWS.get(name, WINDOW), []).append(name)
    for window, names in windows.items():
        for i in range(0, len(names), TOGETHER):
            yield window, names[i:i + TOGETHER]


def count(program, window, names):
    """{name: instructions a byte between the first and second, and between
    the second and third size}"""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in names:
            for size in SIZES:
                paths.append(os.path.join(folder, str(len(paths))))
                with open(paths[-1], 'wb') as file:
                    file.write(page(name, size))
        totals = callgrind.counts([program, str(window), *paths], COUNTED,
                                  COUNTED[1])
        sizes = [os.path.getsize(path) for path in paths]
    if len(totals) != len(paths):
        sys.exit('work.py: %d counts of %d pages' % (len(totals), len(paths)))
    return {name: tuple(
        (totals[i + 1] - totals[i]) / (sizes[i + 1] - sizes[i])
        for i in (3 * at, 3 * at + 1)) for at, name in enumerate(names)}


if __name__ == '__main__':
    main()
