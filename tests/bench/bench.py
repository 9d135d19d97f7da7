#!/usr/bin/env python3
"""What Galley costs, beside other readers of HTML: instructions a byte on this
machine and on emulated boards, and processor time, over sets of pages that are
each described.

usage: bench.py BENCH all short|full      or      bench.py BENCH check|baseline

BENCH is the program made of main.c; `timed` beside it is the same, compiled
for speed, for the times.  `all` leaves its tables and figures in
BUILD/bench/bench.md and .json; `check` holds the instructions of this machine
to baseline.json, `baseline` writes that.
"""
import json
import os
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
import callgrind  # noqa: E402
import clock  # noqa: E402
import instructions  # noqa: E402
import sets  # noqa: E402
from checks import check, same, skip, summary  # noqa: E402
from instructions import CHUNKS, COUNTED, WORKS  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
FOLDER = os.path.join(BUILD, 'bench')

# The claims of the README: who does the same work, and how many times
# Galley's time that must take at least on raw pages.  About six tenths of
# what is measured, so that a busy machine does not fail it.
CLAIMS = (
    ('tokenizer', 'libxml2, events', 'libxml2 (push parser, events alone)', 4),
    ('tokenizer', 'gumbo', 'gumbo', 17),
    ('extraction', 'jsdom + Readability.js', 'jsdom + Readability.js', 100),
    ('extraction', 'linkedom + Readability.js', 'linkedom + Readability.js',
     17),
)
# Instructions a byte (of the AVR: cycles): at most, and what they are to
# become.  By set and bytes a time, of COUNTED; by set, of a board's CPU.
LIMITS = (
    ('all raw, whole', 'tokenizer', 6, 6),
    ('all raw, 1460', 'tokenizer', 6, 6),
    ('news, whole', 'tokenizer', 10, 10),
    ('all raw, whole', 'extraction', 20, 20),
    ('all raw, 1460', 'extraction', 20, 20),
    ('all raw, 1', 'extraction', 150, 150),
    ('all raw', 'Cortex-M3', 26, 26),
    ('all raw', 'Cortex-M0', 36, 36),
    ('all raw', 'rv32imac', 30, 30),
    ('all raw', 'AVR', 140, 140),
)
MORE = 1.03       # times the instructions of the baseline
OTHERWISE = 1.15  # the same where another compiler built it
TIMED = 'raw', 'news'
STEP_OF_CHUNKS = 4  # every so many pages
STEP_OF_ONE = 8     # the same at a byte a time, or
PAGES_OF_ONE = 16   # about so many pages
PUSHED = 'memcpy', 'memchr', 'libxml2, events', 'expat', 'htmlparser2'

figures, tables = {}, []


def table(head, rows):
    """Columns behind the first are numbers."""
    lines = [head, ['---'] + ['--:'] * (len(head) - 1)] + rows
    tables.append('\n'.join('| %s |' % ' | '.join(line) for line in lines))
    print(tables[-1] + '\n', flush=True)


def chunk_name(chunk):
    return str(chunk) if chunk else 'whole'


# ---- sets ----

def describe(program, groups):
    rows = []
    for name, pages in groups.items():
        size, parts, tags, ampersands = sets.shares(program, pages)
        figures.setdefault('sets', {})[name] = {
            'pages': len(pages), 'bytes': size, 'tags': tags,
            'ampersands': ampersands, **dict(zip(sets.KINDS, parts))}
        check(abs(tags + sum(parts) - 1) < 1e-9 and tags > 0,
              name + ': the shares are those of the page')
        rows.append([name + ': ' + sets.WHAT[name], str(len(pages)),
                     '%.2f' % (size / 1e6)]
                    + ['%.1f' % (100 * part) for part in parts]
                    + ['%.1f' % (100 * tags), '%.1f' % ampersands])
    table(['set', 'pages', 'MB', *(kind + ', %' for kind in sets.KINDS),
           'rest of tags, %', '`&` a KB'], rows)


# ---- instructions ----

def instructions_table(program, groups):
    """What each page cost at a chunk of CHUNK: for each of WORKS a list, of
    all groups but the one of all raw pages."""
    cells = [(name, chunk, work) for name in groups for chunk in CHUNKS
             for work in COUNTED]
    jobs = [(work, some(groups[name], chunk), chunk)
            for name, chunk, work in cells]
    counts = dict(zip(cells, instructions.count_all(program, jobs)))
    rows = []
    for name, pages in groups.items():
        for chunk in CHUNKS:
            costs = [instructions.each(counts[name, chunk, work],
                                       some(pages, chunk))
                     for work in COUNTED]
            row = [name + ', ' + chunk_name(chunk)]
            figures.setdefault('instructions', {})[row[0]] = dict(
                zip(COUNTED, costs))
            rows.append(row + ['%.2f' % cost for cost in costs])
    table(['set, bytes a time', *COUNTED], rows)
    return [sum((counts[name, instructions.CHUNK, work] for name in groups
                 if name != sets.ALL_RAW), []) for work in WORKS]


def some(pages, chunk):
    """At a byte a time all costs ten-fold: fewer pages."""
    step = max(STEP_OF_ONE, len(pages) // PAGES_OF_ONE)
    return pages[::step] if chunk == 1 else pages


# ---- the baseline ----

def hold(measured, baseline, complete):
    """By the compiler of the baseline no input may cost more than MORE; by
    another one, which spends elsewhere, only all together, and OTHERWISE.
    complete: the labelled pages are there."""
    now, then = measured['inputs'], baseline['inputs']
    wanted = {key for key in then if complete or key.startswith('fixtures/')}
    same(sorted(set(now) ^ wanted), [],
         'the inputs are those of the baseline (make bench-baseline)')
    known = sorted(wanted & set(now))
    same({key: now[key][0] for key in known},
         {key: then[key][0] for key in known},
         'the inputs are as long as they were (make bench-baseline)')
    most = MORE
    if measured['built'] != baseline['built']:
        most = OTHERWISE
        print('built by %s, the baseline by %s: only the sums are held to it, '
              'at +%.0f %%' % (measured['built'], baseline['built'],
                               100 * most - 100))
    else:
        for key in known:
            hold_input(key, now[key], then[key])
    for at, work in enumerate(WORKS, 1):
        size, have, had = (sum(rows[key][column] for key in known)
                           for rows, column in (
                               (now, 0), (now, at), (then, at)))
        print('%s: %.2f instructions a byte, %+.2f %% of the baseline%s' % (
            work, have / size, 100 * have / had - 100,
            ' (make bench-baseline tightens it)'
            if have * MORE < had and most == MORE else ''))
        check(have <= had * most, work + ': no more than the baseline')
    if not complete:
        skip('the baseline of labelled pages: none in ' + sets.data.DATA)


def hold_input(key, now, then):
    for work, have, had in zip(WORKS, now[1:], then[1:]):
        check(have <= had * MORE, '%s, %s: %.1f instructions a byte, %+.1f %% '
              '(make bench-baseline, if that is wanted)' % (
                  key, work, have / now[0], 100 * have / had - 100))


# ---- time ----

def keep(name, medians):
    """Into the figures: the mean of the pages, and the ratio to Galley."""
    for peer, spent in medians.items():
        figures.setdefault('time', {}).setdefault(name, {})[peer] = {
            'pages': len(spent),
            'ms': statistics.mean(spent.values()) / 1e6,
            'of': work_of(peer),
            'ratio': clock.ratio(medians, peer, work_of(peer))}


def work_of(peer):
    """What of Galley does the same."""
    return 'extraction' if 'Readability' in peer else 'tokenizer'


def time_table(medians):
    """Milliseconds a page, and the ratios with their quartiles."""
    rows = []
    for peer in medians[TIMED[0]]:
        row = [peer, work_of(peer)]
        for name in TIMED:
            found = figures['time'][name].get(peer, {'ratio': None})
            row += ['%.3f' % found['ms'], '%s (%s to %s)' % tuple(
                short(part) for part in found['ratio'][:3])] \
                if found['ratio'] else ['', '']
        rows.append(row)
    table(['peer', 'beside'] + sum((
        [name + ', ms a page', 'times as long'] for name in TIMED), []), rows)


def short(ratio):
    return '%.*f' % (0 if ratio >= 10 else 1 if ratio >= 1 else 2, ratio)


def claims_table(medians):
    rows = []
    for work, peer, words, least in CLAIMS:
        ratios = [clock.ratio(medians[name], peer, work) for name in TIMED]
        if None in ratios:
            skip('%s: not here' % peer)
        elif check(ratios[0][0] >= least, '%s: %.1f times as fast as %s, at '
                   'least %d' % (work, ratios[0][0], peer, least)):
            rows.append(['%s beside %s' % (work, words)]
                        + [short(ratio[0]) for ratio in ratios])
    table(['times as fast'] + ['%s pages' % name for name in TIMED], rows)


def chunks_table(found, pages):
    rows = []
    size = sum(page.size for page in pages)
    for chunk in CHUNKS:
        medians = clock.take_turns(found, pages, chunk, WORKS + PUSHED)
        row = [chunk_name(chunk)] + ['%.0f' % (
            size * 1000 / sum(medians[work].values())) for work in WORKS]
        for peer in PUSHED:
            ratio = clock.ratio(medians, peer, 'tokenizer')
            row.append(short(ratio[0]) if ratio else '')
        keep('raw, ' + row[0], medians)
        rows.append(row)
    table(['bytes a time'] + ['%s, MB/s' % work for work in WORKS]
          + [peer + ', times as long as the tokenizer' for peer in PUSHED],
          rows)


# ---- boards ----

def boards_table(groups):
    known = []
    for board in instructions.known_boards():
        reason = board.lacking()
        if reason:
            skip(reason)
        elif check(os.path.exists(board.path(board.corpus)),
                   board.name + ': was built'):
            known.append(board)
    if not known:
        return
    jobs = [(board, pages) for pages in groups.values() for board in known]
    with instructions.concurrent.futures.ThreadPoolExecutor(
            os.cpu_count()) as pool:
        counts = iter(list(pool.map(
            lambda job: instructions.count_on(*job), jobs)))
    rows = []
    for name in groups:
        costs = [next(counts) for _ in known]
        figures.setdefault('boards', {})[name] = dict(zip(
            (board.cpu for board in known), costs))
        check(all(cost > 0 for cost in costs), name + ': boards count')
        rows.append([name] + ['%.1f' % cost for cost in costs])
    table(['set'] + [board.cpu + (
        ', cycles' if board.name == instructions.SIMULATED else '')
        for board in known], rows)


# ---- all of it ----

def every(groups):
    return sum(groups.values(), [])


def run_check(program, groups):
    reason = callgrind.lacking()
    if reason:
        skip(reason)
    else:
        hold(instructions.measure(program, every(groups)),
             instructions.load(), len(groups) > 1)
    summary()


def run_baseline(program, groups):
    if callgrind.lacking() or len(groups) == 1:
        sys.exit('bench: no baseline without valgrind and labelled pages')
    instructions.save(instructions.measure(program, every(groups)))


def run_time(program, groups):
    """What stands first in the README is printed first."""
    if len(groups) == 1:
        skip('time: no pages in ' + sets.data.DATA)
        return
    timed = os.path.join(os.path.dirname(program), 'timed')
    for reason in clock.lacking(timed):
        skip(reason)
    found = clock.processes(timed)
    medians = {name: clock.take_turns(found, groups[name], 0)
               for name in TIMED}
    for name in TIMED:
        keep(name, medians[name])
    claims_table(medians)
    describe(program, {**groups, **sets.all_raw()})
    time_table(medians)
    chunks_table(found, groups['raw'][::STEP_OF_CHUNKS])
    for process, _ in found:
        process.end()


def run_instructions(program, groups):
    reason = callgrind.lacking()
    if reason:
        skip(reason)
        return
    measured = instructions.as_measured(every(groups), instructions_table(
        program, {**groups, **sets.all_raw()}))
    short = {page.key for page in every(sets.read(False))}
    measured['inputs'] = {key: row for key, row in measured['inputs'].items()
                          if key in short}
    hold(measured, instructions.load(), len(groups) > 1)


def hold_to_limits():
    """What is not here was skipped, and said to be."""
    known = {**figures.get('instructions', {}), **figures.get('boards', {})}
    for name, what, most, aim in LIMITS:
        have = known.get(name, {}).get(what)
        if have is not None:
            print('%s, %s: %.1f a byte, at most %d, to be %d%s' % (
                name, what, have, most, aim, '' if have > aim else ': it is'))
            check(have <= most, '%s, %s: at most %d a byte' % (
                name, what, most))


def run_all(program, groups):
    if os.path.isfile(FOLDER):  # a program, once
        os.remove(FOLDER)
    os.makedirs(FOLDER, exist_ok=True)
    run_time(program, groups)
    run_instructions(program, groups)
    boards_table({**groups, **sets.all_raw()})
    hold_to_limits()
    with open(os.path.join(FOLDER, 'bench.json'), 'w') as file:
        json.dump(figures, file, indent=1)
    with open(os.path.join(FOLDER, 'bench.md'), 'w') as file:
        file.write('\n\n'.join(tables) + '\n')
    summary()


def main():
    program, what, *pages = sys.argv[1:]
    {'all': run_all, 'check': run_check, 'baseline': run_baseline}[what](
        program, sets.read(pages == ['full']))


if __name__ == '__main__':
    main()
