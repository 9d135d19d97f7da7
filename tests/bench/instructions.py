"""Instructions a byte, on this machine (callgrind) and on the emulated boards
(the plugin of tests/boards), and the committed baseline of the first."""
import concurrent.futures
import json
import os
import platform
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get('BUILD', 'build')
sys.path.insert(0, os.path.join(HERE, '..', 'boards'))
import boards  # noqa: E402
import callgrind  # noqa: E402
import run  # noqa: E402

CHUNKS = 1, 64, 536, 1460, 0  # 0: whole
# What is counted: peer of own.c, where counting begins and ends.
WHOLE = 'galley_init', 'galley_feed', 'galley_finish'
COUNTED = {
    'tokenizer': ('galley_tokenizer_next', 'galley_tokenizer_finish'),
    'extraction': WHOLE,
    'extraction, to the end': WHOLE,
}


def count(program, work, pages, chunk):
    """For each page the instructions of this work."""
    requests = ''.join('%s\t%d\t1\t%s\n' % (work, chunk, page.path)
                       for page in pages)
    found = callgrind.counts([program], COUNTED[work], 'bench_mark', requests)
    if len(found) != len(pages):
        raise SystemExit('%s: %d counts of %d pages' % (
            work, len(found), len(pages)))
    return found


def count_all(program, jobs):
    """For each job (work, pages, chunk) what count returns, beside each
    other."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda job: count(program, *job), jobs))


def each(counted, pages):
    """Instructions a byte."""
    return sum(counted) / sum(page.size for page in pages)


# ---- boards ----

BOARDS = ('qemu-microbit', 'qemu-mps2-an385', 'qemu-riscv32-virt',
          'avr-atmega1284p')
SIMULATED = 'avr-atmega1284p'  # cycles; slow
SIMULATED_BYTES = 1000000      # of each set


def known_boards():
    return [board for board in boards.read() if board.name in BOARDS]


def few(pages):
    """Of these pages every so many, until they have few bytes."""
    step = 1 + sum(page.size for page in pages) // SIMULATED_BYTES
    return pages[::step]


def count_on(board, pages):
    """Instructions a byte, for the AVR cycles, at 512 bytes at a time."""
    if board.name == SIMULATED:
        pages = few(pages)
    loaded = []
    for page in pages:
        with open(page.path, 'rb') as file:
            loaded.append((page.key, file.read()))
    image = board.path(board.corpus)
    command, log = board.run.split() + [image], None
    if command[0].startswith('qemu'):
        more, log = run.meter(board, image)
        command += more
    out, err, status = run.run(command, run.stream(loaded, run.METERED))
    if log:
        with open(log) as file:
            err = file.read()
    if status or len(run.hashes(out)) != len(loaded):
        raise SystemExit('%s: exit status %s, %d of %d pages' % (
            board.name, status, len(run.hashes(out)), len(loaded)))
    return run.metered(err) / sum(page.size for page in pages)


# ---- the baseline ----

BASELINE = os.path.join(HERE, 'baseline.json')
CHUNK = 1460
WORKS = 'tokenizer', 'extraction'


def built():
    """Compiler, processor and flags, which the counts depend on."""
    compiler = os.environ.get('CC', 'cc').split()
    version = subprocess.run(compiler + ['--version'], check=True, text=True,
                             stdout=subprocess.PIPE).stdout.splitlines()[0]
    flags = ' '.join(os.environ.get(name, '') for name in (
        'CFLAGS', 'CPPFLAGS', 'CONFIG')).split()
    # cc, gcc and gcc-12 are the same one; -g changes no instruction
    return ' '.join([version.partition(' ')[2], platform.machine()]
                    + [flag for flag in flags if flag != '-g'])


def measure(program, pages):
    """What baseline.json holds of these pages."""
    works = count_all(program, [(work, pages, CHUNK) for work in WORKS])
    return as_measured(pages, works)


def as_measured(pages, works):
    return {'built': built(), 'inputs': {
        page.key: [page.size, *found]
        for page, *found in zip(pages, *works)}}


def load():
    with open(BASELINE) as file:
        return json.load(file)


def save(measured):
    """One input a line."""
    rows = ',\n'.join('  %s: %s' % (json.dumps(key), json.dumps(row))
                      for key, row in sorted(measured['inputs'].items()))
    with open(BASELINE, 'w') as file:
        file.write('{\n "built": %s,\n "inputs": {\n%s\n }\n}\n' % (
            json.dumps(measured['built']), rows))
