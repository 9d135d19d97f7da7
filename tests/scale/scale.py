#!/usr/bin/env python3
"""Very many pages through one pipe: the labelled sets again and again, as
JSON Lines, WARC and WARC in gzip, with a corrupt record in the middle.  Each
page must give what it gives alone; the memory of each process must stay where
it is.  Prints a table of rates and peaks.

usage: scale.py [--pages=N] [--jobs=N]
"""
import argparse
import glob
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import GALLEY, SHARED, check, same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
# What a process may take at its peak, KB.
PEAK = 8000
# Pages read by a process each.
ALONE = 300
FIELDS = ('status', 'headline', 'byline', 'published', 'site', 'description',
          'lang', 'body', 'body_truncated', 'blocks')
HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'


# ---- the pages ----

def choose(pages):
    """Paths of at most so many labelled pages, from all sets alike."""
    paths = sorted(glob.glob(os.path.join(SHARED, 'data/*/pages/*.html.gz')))
    step = max(1, len(paths) / pages)
    return [paths[int(i * step)] for i in range(min(pages, len(paths)))]


def as_json(url, page):
    """None for a page that is not UTF-8, or begins with a byte order mark."""
    try:
        text = page.decode('utf-8')
    except UnicodeDecodeError:
        return None
    if text.startswith('\ufeff'):
        return None
    return json.dumps({'url': url, 'html': text},
                      ensure_ascii=len(page) % 2 == 0).encode() + b'\n'


def as_warc(url, page):
    block = HEAD + page
    return (b'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n'
            b'Content-Type: application/http;msgtype=response\r\n'
            b'Content-Length: %d\r\n\r\n' % (url.encode(), len(block)) +
            block + b'\r\n\r\n')


def as_gzip(record):
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


class Pool:
    """Records in a file."""

    def __init__(self, name, kind, charset):
        self.name, self.kind, self.charset = name, kind, charset
        self.path = os.path.join(BUILD, 'scale', 'pages.' + name)
        self.pages = []      # paths of the pages
        self.ends = [0]      # of the records in the file
        self.file = open(self.path, 'wb')

    def add(self, path, record):
        self.pages.append(path)
        self.ends.append(self.ends[-1] + len(record))
        self.file.write(record)

    def corrupt(self):
        """A record that is broken, and its status."""
        with open(self.path, 'rb') as f:
            record = bytearray(f.read(self.ends[1]))
        if self.name == 'jsonl':
            return record[:len(record) // 2] + b'\n', 'json_syntax'
        if self.name == 'warc':
            record[-4:] = b'more than its length\r\n\r\n'
            return record, 'warc_length'
        record[-8] ^= 1      # of the checksum
        return record, 'inflate'


def make_pools(paths):
    os.makedirs(os.path.join(BUILD, 'scale'), exist_ok=True)
    pools = [Pool('jsonl', 'jsonl', ['--charset=utf-8']),
             Pool('warc', 'warc', []), Pool('warc.gz', 'warc', [])]
    for path in paths:
        url = 'http://example.org/' + os.path.basename(path)[:-3]
        with gzip.open(path) as f:
            page = f.read()
        line, record = as_json(url, page), as_warc(url, page)
        if line:
            pools[0].add(path, line)
        pools[1].add(path, record)
        pools[2].add(path, as_gzip(record))
    for pool in pools:
        pool.file.close()
    return pools


# ---- runs ----

def feed(pool, count, at, corrupt, to):
    """So many records, the corrupt one in front of number at."""
    size = len(pool.pages)
    with open(pool.path, 'rb') as f, to:
        done = 0
        while done < count:
            n = done % size
            last = min(size, n + count - done)
            if done <= at < done + last - n:
                last = n + at - done
            f.seek(pool.ends[n])
            left = pool.ends[last] - pool.ends[n]
            while left:
                piece = f.read(min(left, 1 << 20))
                to.write(piece)
                left -= len(piece)
            done += last - n
            if done == at:
                to.write(corrupt)
                at = -1


def peaks_of(pid):
    """{process: KB} of a process and its children, so far."""
    found = {}
    try:
        with open('/proc/%d/task/%d/children' % (pid, pid)) as f:
            pids = [pid, *map(int, f.read().split())]
    except OSError:
        return found
    for p in pids:
        try:
            with open('/proc/%d/status' % p) as f:
                status = dict(row.split(':', 1) for row in f if ':' in row)
            found[p] = int(status['VmHWM'].split()[0])
        except (OSError, KeyError):
            pass
    return found


class Run:
    """One run of the command; lines() gives what it prints."""

    def __init__(self, pool, count, jobs, corrupt=b''):
        self.began = time.time()
        self.before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [GALLEY, '--input=' + pool.kind, '--jobs=%d' % jobs],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors)
        self.peaks = {}
        threading.Thread(target=feed, args=(
            pool, count, count // 2 if corrupt else -1, corrupt,
            self.process.stdin)).start()
        self.watcher = threading.Thread(target=self.watch)
        self.watcher.start()

    def watch(self):
        while self.process.poll() is None:
            self.peaks.update(peaks_of(self.process.pid))
            time.sleep(0.1)

    def lines(self):
        for line in self.process.stdout:
            yield line
        self.process.wait()
        self.watcher.join()
        self.seconds = time.time() - self.began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = (after.ru_utime + after.ru_stime - self.before.ru_utime -
                    self.before.ru_stime)
        self.errors.seek(0)
        self.messages = self.errors.read().count(b'\n')


def alone(pool, known={}):
    """Hashes of what each page gives by itself, from its own file."""
    key = (*pool.charset, *pool.pages)
    if key not in known:
        known[key] = [fields(line) for line in lines_alone(pool)]
    return known[key]


def lines_alone(pool):
    for at in range(0, len(pool.pages), 500):
        done = subprocess.Popen(
            [GALLEY, '--format=json', *pool.charset,
             *pool.pages[at:at + 500]],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        yield from done.stdout
        done.wait()


def fields(line):
    got = json.loads(line)
    text = json.dumps([got[name] for name in FIELDS])
    return hashlib.sha256(text.encode()).digest()


def test_alone(pool):
    """The lines of all records, by one process."""
    run = Run(pool, len(pool.pages), 1)
    lines, wrong = [], []
    for path, line, single in zip(pool.pages, run.lines(), alone(pool)):
        lines.append(line)
        if fields(line) != single:
            wrong.append(path)
    lines += run.lines()
    same(len(lines), len(pool.pages), pool.name + ': a line each')
    same(wrong[:3], [], pool.name + ': each as it is alone')
    return lines


def test_many(pool, lines, count, jobs):
    """The same lines from several processes, the corrupt record aside."""
    corrupt, status = pool.corrupt()
    run = Run(pool, count, jobs, corrupt)
    got = wrong = bad = 0
    found = []
    for line in run.lines():
        if got == count // 2 and not found:
            found.append(json.loads(line)['status'])
            continue
        expected = lines[got % len(lines)]
        wrong += line != expected
        bad += b'"status":"ok"' not in expected
        got += 1
    what = '%s, --jobs=%d: ' % (pool.name, jobs)
    same((got, wrong), (count, 0), what + 'the lines')
    same(found, [status], what + 'the corrupt record')
    same(run.process.returncode, 65, what + 'exit status')
    same(run.messages, bad + 1, what + 'messages')
    same(len(run.peaks), jobs + 1 if jobs > 1 else 1, what + 'processes')
    check(max(run.peaks.values(), default=0) < PEAK,
          what + 'memory: %r' % run.peaks)
    return run


def row_of(pool, run, count, jobs):
    """Of the table."""
    size = pool.ends[-1] / len(pool.pages) * count / 1e6
    main, *others = [run.peaks[p] for p in sorted(
        run.peaks, key=lambda p: p != run.process.pid)]
    return '| %s | %d | %d | %d | %.0f | %.0f | %.2f | %d | %s |' % (
        pool.name, jobs, count, size, count / run.seconds,
        size / run.seconds, 1000 * run.cpu / count, main,
        ', '.join(map(str, others)))


def test_single(pool, count):
    """A process for each page, as a shell's loop has it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.time()
    for path in pool.pages[:count]:
        done = subprocess.run([GALLEY, '--format=json', path],
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        check(done.returncode in (0, 1, 65), 'a process each: ' + path)
    seconds = time.time() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(map(os.path.getsize, pool.pages[:count])) / 1e6
    return '| html.gz, a process a page | | %d | %d | %.0f | %.0f | %.2f ' \
        '| | |' % (count, size, count / seconds, size / seconds,
                   1000 * cpu / count)


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--pages', type=int, default=100000)
    options.add_argument('--jobs', type=int, default=2)
    options = options.parse_args()
    paths = choose(options.pages)
    if not paths:
        skip('no labelled pages in ' + SHARED)
        summary()
    pools = make_pools(paths)
    rows = []
    for pool in pools:
        lines = test_alone(pool)
        if pool.name == 'jsonl':
            run = test_many(pool, lines, len(lines), 1)
            rows.append(row_of(pool, run, len(lines), 1))
        run = test_many(pool, lines, options.pages, options.jobs)
        rows.append(row_of(pool, run, options.pages, options.jobs))
    rows.append(test_single(pools[2], min(ALONE, len(paths))))
    print('%d pages of the labelled sets (%s), again and again:\n' % (
        len(paths), ', '.join(sorted({p.split('/')[-3] for p in paths}))))
    print('| input | `--jobs` | pages | MB | pages a second | MB a second | '
          'CPU ms a page | peak RSS, KB | of each worker |\n'
          '|---|--:|--:|--:|--:|--:|--:|--:|---|')
    print('\n'.join(rows) + '\n')
    summary()


if __name__ == '__main__':
    main()
