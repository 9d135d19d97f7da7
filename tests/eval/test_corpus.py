#!/usr/bin/env python3
"""Every page of every set gives the same output however it is cut.

usage: test_corpus.py [--all]      --all tries every cut of every page;
                                   else each page is cut in one of the ways
"""
import concurrent.futures
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
import pages  # noqa: E402
from checks import GALLEY, check, skip, summary  # noqa: E402

SETS = ('dev-wcxb', 'news', 'fundus', 'mixed', 'aux-traf', 'dev-readability',
        'not-article')
WHOLE = '16777216'
# Byte by byte, as TCP segments, at random.
CUTS = ('1', '512', '536', '1460', 'random:1', 'random:2', 'random:3')
BATCH = 32
FINE = (0, 1, 65)  # exit status: ok, no article, data error


def read(cut, files):
    """What the command prints of each file; None of all when it fails."""
    done = subprocess.run(
        [GALLEY, '--format=json', '--chunk=' + cut] + files,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = done.stdout.split(b'\n')[:-1]
    if done.returncode not in FINE or len(lines) != len(files):
        return [None] * len(files)
    return lines


def batches(files):
    return [files[i:i + BATCH] for i in range(0, len(files), BATCH)]


def check_set(pool, name, every):
    files = [page.file for page in pages.load(name)]
    whole = dict(zip(files, sum(pool.map(
        lambda batch: read(WHOLE, batch), batches(files)), [])))
    jobs = [(cut, batch) for i, cut in enumerate(CUTS)
            for batch in batches(files if every else files[i::len(CUTS)])]
    bad = {cut: [] for cut in CUTS}
    for (cut, batch), lines in zip(jobs, pool.map(
            lambda job: read(*job), jobs)):
        bad[cut] += [file for file, line in zip(batch, lines)
                     if line is None or line != whole[file]]
    for cut, files in bad.items():
        check(not files, '%s, --chunk=%s: %d pages differ, first %s' % (
            name, cut, len(files), files[:1]))


def main():
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name in SETS:
            if os.path.isdir(os.path.join(pages.DATA, name)):
                check_set(pool, name, '--all' in sys.argv[1:])
            else:
                skip('no %s in %s' % (name, pages.DATA))
    summary()


if __name__ == '__main__':
    main()
