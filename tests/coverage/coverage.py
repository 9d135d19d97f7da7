#!/usr/bin/env python3
"""How much of src/ the tests reach: lines, branches, MC/DC (modified
condition and decision coverage: each condition decides by itself).

usage: coverage.py DIRECTORY COMMAND...

COMMAND builds into DIRECTORY with clang's coverage and runs the tests; then
the labelled pages go through the command, where they are there.  Every line
must have run, except one that says why it cannot:

    return; /* unreachable: the caller has asked */

and BRANCHES percent of the branches must have been taken.  A line that says
so and runs all the same fails, too.
"""
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
import pages  # noqa: E402
from checks import check, skip, summary  # noqa: E402

BRANCHES = 97.0  # percent, at least
TOOLS = {'clang-19': 'clang-19', 'llvm-cov-19': 'llvm-19',
         'llvm-profdata-19': 'llvm-19'}
SETS = ('news', 'dev-wcxb', 'not-article')
READINGS = (('--format=json', '--chunk=1460'),
            ('--format=blocks', '--body-size=2048', '--chunk=65536'))
BATCH = 64
MARK = re.compile(r'/\* unreachable: (.+?) \*/')


def missing():
    """What must be installed before anything is counted."""
    packages = {package for tool, package in TOOLS.items()
                if not shutil.which(tool)}
    if not packages:
        linked = subprocess.run(
            ['clang-19', '-fprofile-instr-generate', '-xc', '-', '-o',
             os.devnull], input=b'int main(void) { return 0; }',
            stderr=subprocess.DEVNULL)
        if linked.returncode != 0:
            packages.add('libclang-rt-19-dev')
    return sorted(packages)


# ---- running ----

def read_pages(command):
    """All labelled pages through the command, read in several ways."""
    for name in SETS:
        if not os.path.isdir(os.path.join(pages.DATA, name)):
            skip('no %s in %s' % (name, pages.DATA))
            continue
        files = [page.file for page in pages.load(name)]
        for options in READINGS:
            for i in range(0, len(files), BATCH):
                done = subprocess.run(
                    [command, *options, *files[i:i + BATCH]],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                if done.returncode < 0:
                    check(False, '%s: signal %d' % (name, -done.returncode))
        check(True, name)


def measure(place):
    """llvm-cov's figures of every source file."""
    profile = os.path.join(place, 'all.profdata')
    subprocess.run(['llvm-profdata-19', 'merge', '-o', profile,
                    *glob.glob(os.path.join(place, 'raw', '*.profraw'))],
                   check=True)
    done = subprocess.run(
        ['llvm-cov-19', 'export', '-instr-profile', profile,
         os.path.join(place, 'galley'), '-sources', 'src', 'include'],
        stdout=subprocess.PIPE, check=True)
    with open(os.path.join(place, 'coverage.json'), 'wb') as f:
        f.write(done.stdout)
    return json.loads(done.stdout)['data'][0]


# ---- judging ----

def line_counts(segments):
    """Line number: how often it ran, at most, as llvm-cov shows it: by the
    regions that begin in it, and the one that it begins in."""
    counts, wrapped, at = {}, None, 0
    lines = collections.defaultdict(list)
    for line, column, count, has_count, entry, gap in segments:
        lines[line].append((count, has_count, entry, gap))
    for line in range(min(lines), max(lines) + 1):
        here = lines[line]
        starts = [count for count, has_count, entry, gap in here
                  if has_count and entry and not gap]
        skipped = here and not here[0][1] and here[0][2]
        if not skipped and (starts or wrapped and wrapped[1]):
            around = wrapped[0] if wrapped and wrapped[1] else 0
            counts[line] = max([around] + starts)
        if here:
            wrapped = here[-1]
    return counts


def judge_lines(name, segments):
    """(lines that ran, all lines, {justified line: why})"""
    with open(name, encoding='utf-8') as f:
        text = f.read().split('\n')
    counts = line_counts(segments)
    marks = ((i, MARK.search(line)) for i, line in enumerate(text, 1))
    justified = {i: mark[1] for i, mark in marks if mark}
    counts = {line: count for line, count in counts.items()
              if not text[line - 1].startswith('#')}
    missed = [line for line, count in sorted(counts.items()) if count == 0]
    for line in missed:
        if line not in justified:
            check(False, '%s:%d did not run: %s'
                  % (name, line, text[line - 1].strip()))
    for line in justified:
        check(line in missed, '%s:%d: what is said to be unreachable runs, '
              'or is no line of code' % (name, line))
    return len(counts) - len(missed), len(counts), justified


def cell(covered, count):
    percent = 100.0 * covered / count if count else 100.0
    return '%11s %6.2f %%' % ('%d/%d' % (covered, count), percent)


def row(name, lines, summary):
    print('%-20s' % name, cell(*lines), *(
        cell(summary[part]['covered'], summary[part]['count'])
        for part in ('branches', 'mcdc')), sep='  ')


def judge(data):
    justified, ran, lines = [], 0, 0
    print('%-20s  %20s  %20s  %20s' % ('', 'lines', 'branches', 'MC/DC'))
    for source in sorted(data['files'], key=lambda x: x['filename']):
        name = os.path.relpath(source['filename'])
        if source['summary']['functions']['count'] == 0:
            continue
        covered, count, marks = judge_lines(name, source['segments'])
        row(name, (covered, count), source['summary'])
        justified += [(name, line, why) for line, why in marks.items()]
        ran, lines = ran + covered, lines + count
    row('all', (ran, lines), data['totals'])
    print('%d lines that cannot run:' % len(justified))
    for name, line, why in justified:
        print('    %s:%d: %s' % (name, line, why))
    check(ran + len(justified) == lines,
          '%d lines did not run, %d are justified'
          % (lines - ran, len(justified)))
    branches = data['totals']['branches']
    percent = 100.0 * branches['covered'] / branches['count']
    check(percent >= BRANCHES, '%.2f %% of the branches, %.1f are wanted'
          % (percent, BRANCHES))


def main():
    place, command = sys.argv[1], sys.argv[2:]
    packages = missing()
    if packages:
        skip('coverage is not counted (package%s %s)' % (
            's' if len(packages) > 1 else '', ' '.join(packages)))
        summary()
    raw = os.path.join(os.path.abspath(place), 'raw')
    shutil.rmtree(raw, ignore_errors=True)
    # As many files as tests that may end at the same time.
    os.environ['LLVM_PROFILE_FILE'] = os.path.join(raw, '%4m.profraw')
    done = subprocess.run(command, close_fds=False)
    if check(done.returncode == 0, 'the tests pass'):
        read_pages(os.path.join(place, 'galley'))
        judge(measure(place))
    summary()


if __name__ == '__main__':
    main()
