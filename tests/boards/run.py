#!/usr/bin/env python3
"""Runs every board that was built and holds it to its word: the same hashes
as this machine for every page at two chunk sizes, no byte of RAM of the
library's own, and flash, RAM, stack and instructions within its budget file.
The boards are those of `make board-list`; TEST in their board.mk says which
test below is theirs.

usage: BUILD=build tests/boards/run.py [BOARD]...

The figures are left in BUILD/boards/figures.json for table.py.
"""
import concurrent.futures
import gzip
import json
import os
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import boards  # noqa
import newsboard  # noqa
import newsboard_tls  # noqa
import stack  # noqa
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'servers'))
import servers  # noqa

BUILD = os.environ.get('BUILD', 'build')
BOARDS = boards.FOLDER
SHARED = os.environ.get('GALLEY_SHARED', '../shared')
FIXTURES = 'tests/fixtures'

# Development pages: how many, and bytes of the longest.
PAGES = 100
PAGE_SIZE = 100000

# Bytes fed at a time; the larger one is metered, and cut to what the board
# has room for.
CHUNKS = (7, 512)
METERED = 512

TIMEOUT = 600

counts = {'passed': 0, 'failed': 0, 'skipped': 0}


def check(good, what):
    counts['passed' if good else 'failed'] += 1
    if not good:
        print('FAILED ' + what)
    return good


def skip(reason):
    counts['skipped'] += 1
    print('skipped: ' + reason)


# ---- pages ----

def fixtures():
    names = sorted(n for n in os.listdir(FIXTURES) if n.endswith('.html'))
    pages = []
    for name in names:
        with open(os.path.join(FIXTURES, name), 'rb') as f:
            pages.append((name, f.read()))
    return pages


def development_pages():
    folder = os.path.join(SHARED, 'data', 'dev-wcxb')
    pages = []
    try:
        with open(os.path.join(folder, 'ids.raw.txt')) as f:
            ids = f.read().split()
    except OSError:
        skip('development pages: no %s' % folder)
        return pages
    for name in ids:
        with gzip.open(os.path.join(folder, 'pages', name + '.html.gz')) as f:
            page = f.read()
        if len(page) <= PAGE_SIZE and len(pages) < PAGES:
            pages.append((name, page))
    return pages


def stream(pages, chunk, show=0):
    """What boards/common/reader.c reads."""
    parts = []
    for _, page in pages:
        parts += [struct.pack('<IHB', len(page), chunk, show), page]
    return b''.join(parts + [bytes(7)])


# ---- running ----

def run(command, data):
    """(standard output, standard error, exit status)"""
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=TIMEOUT)
    except subprocess.TimeoutExpired as e:
        return e.stdout or b'', 'no end after %d s' % TIMEOUT, -1
    return done.stdout, done.stderr.decode('utf-8', 'replace'), \
        done.returncode


def hashes(output):
    return re.findall(r'^[0-9a-f]{8} [0-9a-f]{2}$',
                      output.decode('latin-1'), re.M)


def meter(board, image, on='board_meter_on', off='board_meter_off'):
    """Arguments of QEMU that make it count from a call of the one function
    to the next of the other, and the file of the counts."""
    where = {name: address for address, name in re.findall(
        r'^([0-9a-f]+) . (\w+)$', board.tool('nm', image), re.M)}
    plugin = os.path.join(BOARDS, 'meter.so') + ''.join(
        ',%s=0x%s' % (argument, where[name]) for argument, name in (
            ('on', on), ('off', off), ('begin', 'irom_begin'),
            ('end', 'irom_end')) if name in where)
    log = board.path('meter.txt')
    return ['-plugin', plugin, '-d', 'plugin', '-D', log], log


def count_loads(board, image, counts):
    """How many loads from tables between irom_begin and irom_end are of
    anything but aligned words."""
    found = re.search(r'loads: words (\d+), others (\d+) at (\w+), '
                      r'elsewhere (\d+)', counts)
    if not found:
        return
    words, others, elsewhere = (int(found[i]) for i in (1, 2, 4))
    check(words > 0, board.name + ': no table is read')
    check(elsewhere > 0, board.name + ': no load of a byte is seen')
    board.figures['other_loads'] = others
    if others:
        print('%s: a load from a table that is no word: %s' % (
            board.name, board.tool('addr2line', '-f', '-e', image, found[3])
            .replace('\n', ' ')))


def metered(text):
    """The count in it, 0 if there is none."""
    found = re.search(r'metered (\d+)', text)
    return int(found.group(1)) if found else 0


def run_image(board, command, image, pages, chunk, counted):
    """The hashes; with counted also the figure of instructions a byte."""
    command = command.split() + [board.path(image)]
    qemu = command[0].startswith('qemu')
    log = None
    if counted and qemu:
        more, log = meter(board, board.path(image))
        command += more
    out, err, status = run(command, stream(pages, chunk))
    check(status == 0, '%s: %s: exit status %s: %s' % (
        board.name, image, status, err.strip()[-300:]))
    if counted:
        if log:
            with open(log) as f:
                err = f.read()
        size = sum(len(p) for _, p in pages)
        if check(metered(err) > 0, board.name + ': metered nothing'):
            board.figures['instructions'] = metered(err) / size
        count_loads(board, board.path(image), err)
        deep = re.search(r'stack (\d+)', err)
        if deep:
            board.figures['stack_seen'] = int(deep.group(1))
    return hashes(out)


def expected(board, pages, chunk):
    image = os.path.join(BOARDS, board.reference, 'image.elf')
    out, err, status = run([image], stream(pages, chunk))
    check(status == 0, '%s: exit status %s %s' % (image, status, err))
    return hashes(out)


def compare(board, what, pages, want, got):
    check(len(want) == len(pages), '%s: %d hashes of %d pages' % (
        board.reference, len(want), len(pages)))
    for (name, _), a, b in zip(pages, want, got + [None] * len(pages)):
        check(a == b, '%s, %s: page %s: %s, not %s' % (
            board.name, what, name, b, a))


def run_pages(board, pages):
    reference = None
    for chunk in CHUNKS:
        want = expected(board, pages, chunk)
        check(reference in (None, want),
              '%s: chunk size %d changes a hash' % (board.reference, chunk))
        reference = want
        got = run_image(board, board.run, board.corpus, pages, chunk,
                        chunk == METERED)
        compare(board, 'chunks of %d bytes' % chunk, pages, want, got)
        if board.serial:
            few = [p for p in pages if p[0].endswith('.html')]
            got = run_image(board, board.serial, 'image.elf', few, chunk,
                            False)
            compare(board, 'serial line', few, want[:len(few)], got)
    board.figures['pages'] = len(pages)


# ---- sizes ----

def sections(board, *files):
    """(flash, RAM), bytes."""
    flash = ram = 0
    for line in board.tool('size', *files).splitlines()[1:]:
        text, data, bss = (int(n) for n in line.split()[:3])
        flash += text + data
        ram += data + bss
    return flash, ram


def sections_of_image(board):
    """The same.  Constants are in .text; a linker script that has a section
    .rodata puts it into RAM, which size does not know."""
    image = board.path('image.elf')
    flash, ram = sections(board, image)
    constants = re.search(r'^\.rodata +(\d+)', board.tool(
        'size', '-A', image), re.M)
    return flash, ram + (int(constants[1]) if constants else 0)


def objects(board, end):
    """Of the library's files those there are: objects, or call graphs."""
    paths = [board.path('src', n[:-2] + end) for n in sorted(
        os.listdir('src')) if n.endswith('.c')]
    return [p for p in paths if os.path.exists(p)]


def measure(board):
    f = board.figures
    image = board.path('image.elf')
    f['flash'], f['ram'] = sections_of_image(board)
    f['files'] = {os.path.basename(o)[:-1] + 'c': sections(board, o)[0]
                  for o in objects(board, '.o')}
    f['library'] = sum(f['files'].values())
    own = sections(board, *objects(board, '.o'))[1]
    check(own == 0, '%s: the library has %d bytes of data and bss'
          % (board.name, own))
    graphs = objects(board, '.ci')
    if graphs:
        graph = stack.read_graphs(graphs)
    else:  # a gcc that writes none
        graph = stack.read_avr(image, objects(board, '.su'))
    f['stack'], path = graph.deepest()
    f['stack_path'] = [stack.short(n) for n in path]
    for error in graph.errors:
        check(False, '%s: %s' % (board.name, error))


def hold_to_budget(board):
    """The file has lines "what at-most"; '#' begins a comment."""
    with open(os.path.join('boards', board.name, 'budget')) as file:
        for line in file:
            words = line.split('#')[0].split()
            if not words:
                continue
            have, most = board.figures.get(words[0]), float(words[1])
            check(have is not None and have <= most,
                  '%s: %s is %s, budget %s' % (board.name, words[0],
                                               have, words[1]))


def run_on_pages(board, pages):
    run_pages(board, pages)
    measure(board)
    if 'stack_seen' in board.figures:  # the others reserve theirs
        board.figures['ram'] += board.figures['stack_seen']
    hold_to_budget(board)


# ---- the command on the emulated Cortex-M3 ----

CLI = ['--version', '--format=json', '--format=text', '--format=blocks',
       '--format=tokens', '--format=json --chunk=random:7 --body-size=2048']


def on_target(board, arguments):
    words = ','.join('arg=' + a for a in ['galley'] + arguments)
    return run(board.run.replace('target=native', 'target=native,' + words)
               .split() + [board.path('image.elf')], b'')


def run_command(board, _):
    files = [os.path.join(FIXTURES, n) for n, _ in fixtures()] \
        + ['no-such-file']
    for options in CLI:
        for file in files[:1] if options == '--version' else files:
            arguments = options.split() + [file]
            want = run([os.path.join(BUILD, 'galley')] + arguments, b'')
            got = on_target(board, arguments)
            check(want == got, '%s: galley %s: %.200s... %s, not '
                  '%.200s... %s' % (board.name, ' '.join(arguments), got[0],
                                    got[1:], want[0], want[1:]))
    got = on_target(board, ['--no-such-option'])
    check(got[2] == 64, '%s: exit status %d after a wrong option'
          % (board.name, got[2]))


# ---- the newsboards ----

def run_newsboard(board, _):
    page = os.path.join(FIXTURES, 'demo.html')
    for way in newsboard.WAYS:
        wrong = newsboard.show(board, page, way)
        check(not wrong, 'newsboard: ' + wrong)
    check(os.path.exists(board.path('length2.png')),
          'newsboard: the panel shows no second page')
    page = board.path('numbered.html')
    with open(page, 'w', encoding='utf-8') as f:
        f.write(newsboard.NUMBERED)
    wrong = newsboard.show(board, page, 'length')
    check(not wrong, 'newsboard: numbers: ' + wrong)
    with open(board.path('expected.story'), encoding='utf-8') as f:
        check('list_item\t1,117\tWrite' in f.read(),
              'newsboard: no item has a number')
    said, status = newsboard.run(board, os.path.join(FIXTURES,
                                                     'missing.html'),
                                 board.path('missing.wire'))
    check(status == 1 and 'missing.html: ' in said,
          'newsboard: a page that is not there: %d: %s' % (status, said))
    with tempfile.TemporaryDirectory() as place:
        run_on_servers(board, place, False)
    measure_newsboard(board)


def run_newsboard_tls(board, _):
    reason = newsboard_tls.lacking()
    if reason:
        return skip('%s: %s' % (board.name, reason))
    with tempfile.TemporaryDirectory() as place:
        run_on_servers(board, place, True)
        page = os.path.join(place, 'pages', 'long.html')
        wrong = newsboard.show(board, page, 'length')
        check(not wrong, '%s: %s' % (board.name, wrong))
        folder = newsboard_tls.certificates(board)
        for wrong in newsboard_tls.complaints(board, folder, page):
            check(not wrong, '%s: %s' % (board.name, wrong))
        count_handshakes(board, folder, page)
    measure_newsboard(board)
    return None


def count_handshakes(board, folder, page):
    """Their instructions, and the longest record that the server sends."""
    more, log = meter(board, board.path('image.elf'),
                      *newsboard_tls.HANDSHAKE)
    for key, case in newsboard_tls.KEYS.items():
        longest = newsboard_tls.fetch(board, folder, page, case,
                                      more=more)[2]
        check(longest == newsboard_tls.RECORD[board.name],
              '%s: the longest record has %d bytes' % (board.name, longest))
        with open(log) as f:
            board.figures['handshake_' + key] = metered(f.read())


def run_on_servers(board, place, by_tls):
    """The same from servers that people use; no newsboard inflates."""
    with servers.running(place) as (ports, reasons):
        for reason in reasons:
            skip('%s: %s' % (board.name, reason))
        expected = newsboard.read(newsboard.expect(
            board, os.path.join(place, 'pages', 'long.html')))
        for server, way, secure in servers.WAYS:
            if secure != by_tls or way in ('gzip', 'deflate') \
                    or server not in ports:
                continue
            wire = board.path('server.wire')
            said, status = newsboard.fetch(
                board, servers.url(ports[server], way, 'long', secure,
                                   'www.test' if secure else '10.0.2.2'),
                wire, os.path.join(place, 'ca.pem') if secure else None)
            check(status == 0 and newsboard.read(wire) == expected,
                  '%s: %s, %s: %s' % (board.name, server, way, said))


def measure_newsboard(board):
    board.figures['flash'], board.figures['ram'] = sections_of_image(board)
    hold_to_budget(board)


# ---- all of them ----

TESTS = {'pages': run_on_pages, 'command': run_command,
         'newsboard': run_newsboard, 'newsboard_tls': run_newsboard_tls}


def run_board(board, pages):
    if not check(board.test in TESTS, '%s: TEST = %s is none of %s' % (
            board.name, board.test, ' '.join(TESTS))):
        return None
    lacking = board.lacking()
    if lacking:
        return skip(lacking)
    for image in {'image.elf', board.corpus}:
        if not check(os.path.exists(board.path(image)),
                     '%s: %s was not built' % (board.name, image)):
            return None
    return TESTS[board.test](board, pages)


def main():
    wanted = sys.argv[1:]
    known = [b for b in boards.read() if b.test]
    unknown = set(wanted) - {b.name for b in known}
    if unknown:
        sys.exit('run.py: no such board: ' + ' '.join(sorted(unknown)))
    pages = fixtures() + development_pages()
    jobs = [lambda b=b: run_board(b, pages) for b in known
            if not wanted or b.name in wanted]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for job in [pool.submit(j) for j in jobs]:
            job.result()
    if not wanted:
        with open(os.path.join(BOARDS, 'figures.json'), 'w') as f:
            json.dump([b.figures for b in known], f, indent=1)
    print('%d passed, %d failed%s' % (
        counts['passed'], counts['failed'],
        ', %d skipped' % counts['skipped'] if counts['skipped'] else ''))
    return 1 if counts['failed'] or not counts['passed'] else 0


if __name__ == '__main__':
    sys.exit(main())
