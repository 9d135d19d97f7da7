"""--jobs: the same to the byte as one process, with processes that are
killed, readers that go, and pipes as those of GNU parallel, xargs, Spark and
Hadoop; and the line that says how far it is."""
import concurrent.futures
import gzip
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import (EMULATOR, GALLEY, check, default_signals,  # noqa
                    run, same, skip, summary)

COMMAND = [*EMULATOR, GALLEY, '--input=jsonl']
PARAGRAPH = ('<p>The harbour master said on Monday, after a long night, that '
             'boat %d, which had been missing, was found at last.</p>')


def page(n, paragraphs=4):
    return '<title>Ferry %d is back</title><article>%s</article>' % (
        n, ''.join(PARAGRAPH % k for k in range(paragraphs)))


def line(n, paragraphs=4):
    return json.dumps({'url': 'http://a/%d' % n,
                       'html': page(n, paragraphs)}).encode() + b'\n'


def many(count):
    """Pages of all sizes, some broken, some without an article."""
    lines = []
    for n in range(count):
        if n % 97 == 13:
            lines.append(b'{"url":"http://a/%d","html":"<p>' % n + b'\n')
        elif n % 31 == 7:
            lines.append(b'{"url":"http://a/%d","html":"no"}\n' % n)
        else:
            lines.append(line(n, 2 + n * n % 60))
    lines[count // 2] = line(count // 2, 20000)
    return b''.join(lines)


MANY = many(400)


# ---- the same ----

def test_same():
    one = run('--input=jsonl', data=MANY)
    same((one[0], one[1].count(b'\n')), (65, 400), 'one process')
    for jobs in '2', '3', '16':
        for chunk in '65536', 'random:3':
            same(run('--input=jsonl', '--jobs=' + jobs, '--chunk=' + chunk,
                     data=MANY), one, '--jobs=%s --chunk=%s' % (jobs, chunk))
    same(run('--input=jsonl', '--jobs=4', data=b''), (0, b'', b''),
         'no line at all')
    same(run('--input=jsonl', '--jobs=4', data=line(1))[1],
         run('--input=jsonl', data=line(1))[1], 'a line')
    html = page(1).encode()
    warc = b''.join(
        b'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/%d\r\n'
        b'Content-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n'
        % (n, len(html) + 9 * (n == 99), html) for n in range(300))
    same(run('--input=warc', '--jobs=3', data=warc),
         run('--input=warc', data=warc), 'WARC')


def test_answers():
    """A line is answered before the next is sent."""
    for jobs in '1', '2':
        with subprocess.Popen([*COMMAND, '--jobs=' + jobs],
                              stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            for n in range(3):
                process.stdin.write(line(n))
                process.stdin.flush()
                got = json.loads(process.stdout.readline())
                same(got['url'], 'http://a/%d' % n, 'answered: %d' % n)
            process.stdin.close()
        same(process.returncode, 0, 'answered: exit status')


# ---- ends ----

def parent_of(pid):
    """None of a process that has ended."""
    try:
        with open('/proc/%d/stat' % pid) as f:
            state, parent = f.read().rsplit(')', 1)[1].split()[:2]
    except (OSError, ValueError):
        return None
    return int(parent) if state != 'Z' else None


def children(pid):
    return sorted(int(name) for name in os.listdir('/proc')
                  if name.isdigit() and parent_of(int(name)) == pid)


def gone(pids, seconds=20):
    end = time.time() + seconds
    while any(parent_of(p) is not None for p in pids):
        if time.time() > end:
            return False
        time.sleep(0.01)
    return True


def children_at_last(pid, count, seconds=20):
    end = time.time() + seconds
    while len(children(pid)) < count and time.time() < end:
        time.sleep(0.001)
    return children(pid)


def slow_down(pid, pids):
    one = {min(os.sched_getaffinity(0))}
    os.sched_setaffinity(pid, one)
    for child in pids:
        os.sched_setaffinity(child, one)
        os.setpriority(os.PRIO_PROCESS, child, 19)


def start(jobs=2, slow=False, **more):
    """A process that has printed the first line, and its children; slow:
    share one processor, the children last."""
    process = subprocess.Popen([*COMMAND, '--jobs=%d' % jobs],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE,
                               preexec_fn=default_signals, **more)
    pids = children_at_last(process.pid, jobs)
    if slow:
        slow_down(process.pid, pids)
    process.stdin.write(line(0))
    process.stdin.flush()
    first = process.stdout.readline()
    same(len(pids), jobs, 'a process each')
    return process, pids, first


def test_killed():
    whole = run('--input=jsonl', data=line(0) + MANY)[1]
    for which in 0, 1:
        process, pids, first = start()
        os.kill(pids[which], signal.SIGKILL)
        out, err = process.communicate(MANY, timeout=60)
        out = first + out
        same(process.returncode, 70, 'killed: exit status')
        last = err.decode().split('\n')[-2]
        got = re.match(r'galley: a process of --jobs: ended by signal 9 behind'
                       r' record (\d+), the last that was printed\Z', last)
        check(got and int(got[1]) == out.count(b'\n'), 'killed: ' + last)
        check(out.endswith(b'\n') and whole.startswith(out) and out != whole,
              'killed: whole lines')
        check(gone(pids), 'killed: the others end')


def test_killed_at_once():
    """Between a record's line and what says that it is done; a slow process
    that shares a processor with its reader is often just there."""
    wrong = []
    for _ in range(150):
        process, pids, first = start(slow=True)
        os.kill(pids[0], signal.SIGKILL)
        out, err = process.communicate(line(1), timeout=60)
        got = re.search(rb'behind record (\d+),', err)
        if not got or int(got[1]) != (first + out).count(b'\n'):
            wrong.append((out, err))
    same(wrong, [], 'killed at once: the last record that was printed')


def test_interrupt():
    for number in signal.SIGINT, signal.SIGTERM:
        process, pids, _ = start(3)
        process.send_signal(number)
        same(process.wait(20), -number, 'ended by a signal')
        check(gone(pids), 'ended by a signal: all of them')
        process.stdin.close()
        process.stdout.close()
        process.stderr.close()


def test_reader_goes():
    for ignored in False, True:
        before = signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored
                               else signal.SIG_DFL)
        process, pids, _ = start(restore_signals=False)
        signal.signal(signal.SIGPIPE, before)
        process.stdout.close()
        process.stdout = None
        feeder = threading.Thread(target=feed, args=(process,))
        feeder.start()
        err = process.stderr.read()
        same((process.wait(60), err.count(b'galley: standard output: Broken')),
             (74, 1) if ignored else (-signal.SIGPIPE, 0),
             'the reader goes; SIGPIPE ignored: %s' % ignored)
        check(gone(pids), 'the reader goes: all of them end')
        process.stderr.close()
        feeder.join()
    if os.path.exists('/dev/full'):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([*COMMAND, '--jobs=2'], input=MANY,
                                  stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 74 and b'standard output' in done.stderr,
              'full disk')


def feed(process):
    try:
        for _ in range(50):
            process.stdin.write(MANY)
        process.stdin.close()
    except BrokenPipeError:
        pass
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass


# ---- memory ----

def peak(data_of):
    """Of the process and its largest child, in KB."""
    with tempfile.NamedTemporaryFile() as f:
        for piece in data_of:
            f.write(piece)
        f.flush()
        pid = os.fork()
        if pid == 0:
            os.dup2(os.open(f.name, os.O_RDONLY), 0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.execvp(COMMAND[0], [*COMMAND, '--jobs=2'])
        _, status, usage = os.wait4(pid, 0)
    same(os.waitstatus_to_exitcode(status), 0, 'memory: exit status')
    return usage.ru_maxrss


def test_memory():
    """A line of 48 MB, and many lines, in the memory of some."""
    little = peak([line(0)] * 2)
    html = json.dumps(page(1)).encode()[:-1]
    long = [b'{"url":"u","html":' + html] + 48 * [(1 << 20) * b' '] + \
        [b'","x":"'] + 8 * [(1 << 20) * b'y'] + [b'"}\n']
    some = [line(n, n % 60) for n in range(3, 60)]
    for name, data in (('a long line', long), ('many', some * 20)):
        more = peak(data) - little
        check(more < 6000, 'memory, %s: %d KB more' % (name, more))


# ---- other programs ----

with open('port/posix/galley.1') as f:
    MANUAL = f.read().replace('\\-', '-')
# The command by its name.
NAMED = {**os.environ, 'PATH': os.path.dirname(os.path.abspath(GALLEY)) +
         ':' + os.environ.get('PATH', '')}


def of_manual(pattern):
    """A command of the manual page."""
    found = re.search(pattern, MANUAL, re.M)
    check(found, 'the manual page has ' + pattern)
    return found[1]


def partition(command, lines, **more):
    """As Spark's RDD.pipe does: a process for each partition; one thread
    writes its lines, another reads what it prints, as it comes.  (So does
    Hadoop Streaming.)"""
    with subprocess.Popen([*EMULATOR, *command], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          **more) as process:
        def write():
            for text in lines:
                process.stdin.write(text)
            process.stdin.close()
        writer = threading.Thread(target=write)
        writer.start()
        got = [text for text in process.stdout]
        writer.join()
    if process.returncode:
        raise OSError('Subprocess exited with status %d' % process.returncode)
    return got


def test_spark():
    """By the manual page's words, cut as Spark's StringTokenizer and Hadoop
    cut them."""
    spark = of_manual(r'pipe\("(galley [^"]*)"\)').split()
    hadoop = of_manual(r'-mapper "\./(galley [^"]*)"').split()
    lines = (2 * MANY).splitlines(True)
    expected = run('--input=jsonl', data=b''.join(lines))[1]
    cut = [lines[n * len(lines) // 3:(n + 1) * len(lines) // 3]
           for n in range(3)]
    for name, command in (('Spark', spark), ('Hadoop', hadoop),
                          ('Spark, --jobs=2', [*spark, '--jobs=2'])):
        command[0] = GALLEY
        with concurrent.futures.ThreadPoolExecutor() as pool:
            got = pool.map(partition, [command] * 3, cut, timeout=120)
            same(b''.join(b''.join(p) for p in got), expected, 'as ' + name)


def test_parallel():
    if EMULATOR or not shutil.which('parallel'):
        skip('no parallel, or another machine (package parallel)')
        return
    command = of_manual('^(parallel .*)$')
    with tempfile.TemporaryDirectory() as place:
        with open(os.path.join(place, 'pages.jsonl'), 'wb') as f:
            f.write(MANY)
        done = subprocess.run(
            command.replace('10M', '100k').replace('parallel',
                                                   'parallel --will-cite'),
            shell=True, cwd=place, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={**NAMED, 'HOME': place})
    same(done.stdout, run('--input=jsonl', data=MANY)[1],
         'GNU parallel: ' + command)
    check(done.returncode > 0, 'GNU parallel: exit status')


def test_xargs():
    """Each line of up to 1 MB is one write, so that processes may share a
    file.  MANY has a longer one."""
    if EMULATOR:
        return
    html = page(1).encode()
    with tempfile.TemporaryDirectory() as place:
        lines, names = MANY.splitlines(True), []
        lines = [text for text in lines if len(text) < 1 << 20]
        for n in range(8):
            names.append(os.path.join(place, '%d.jsonl' % n))
            with open(names[-1], 'wb') as f:
                f.writelines(lines[n::8])
            with gzip.open(os.path.join(place, '%d.warc.gz' % n), 'wb') as f:
                f.write(b'WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: '
                        b'text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' %
                        (len(html), html))
        with open(os.path.join(place, 'out'), 'w+b') as out:
            done = subprocess.run(
                ['xargs', '-P4', '-n1', GALLEY, '--input=jsonl'],
                input='\n'.join(names).encode(), stdout=out,
                stderr=subprocess.DEVNULL)
            out.seek(0)
            urls = sorted(json.loads(text)['url'] for text in out
                          if b'"json_syntax"' not in text)
        command = of_manual(r'^(ls .*xargs .*)$')
        subprocess.run(command, shell=True, cwd=place, env=NAMED, check=True)
        for n in range(8):
            with open(os.path.join(place, '%d.warc.gz.jsonl' % n)) as f:
                same([json.loads(text)['headline'] for text in f],
                     ['Ferry 1 is back'], command)
    expected = sorted(json.loads(text)['url'] for text in lines
                      if text.endswith(b'}\n'))
    same((done.returncode, urls), (123, expected), 'xargs -P')


# ---- progress ----

END = b'\0the end\0'


def on_terminal(lines_for, *options, both=False):
    """What a terminal that is standard error shows of the lines that a
    function gives, which is told what was shown; its end stays open here, and
    tells the end itself."""
    master, slave = pty.openpty()
    shown = bytearray()
    with subprocess.Popen([*COMMAND, *options], stdin=subprocess.PIPE,
                          stdout=slave if both else subprocess.DEVNULL,
                          stderr=slave) as process:
        def write():
            for text in lines_for(shown):
                process.stdin.write(text)
                process.stdin.flush()
            process.stdin.close()
            process.wait()
            os.write(slave, END)
        writer = threading.Thread(target=write)
        writer.start()
        while not shown.endswith(END):
            shown += os.read(master, 65536)
        writer.join()
    os.close(slave)
    os.close(master)
    return shown[:-len(END)].decode()


def test_progress():
    good, bad = line(1), b'{"url":"u"}\n'
    sent = []

    def until_shown(shown):
        """Pages until there is a line, then one that is broken."""
        sent.clear()
        for text in (good, bad):
            for seen in 1, 2:
                while shown.count(b' pages, ') < 2 * (text == bad) + seen:
                    sent.append(text)
                    yield text
                    time.sleep(0.05)

    for jobs in '--jobs=1', '--jobs=2':
        shown = on_terminal(until_shown, jobs)
        states = re.findall(r'\r(\d+) pages, (\d+) a second, (\d+) errors'
                            '\x1b\\[K', shown)
        same(states[-1][::2], (str(len(sent)), str(sent.count(bad))),
             'progress: the last line')
        same(states, sorted(states, key=lambda s: int(s[0])),
             'progress: it counts up')
        check(len(states) >= 4 and states[0][2] == '0',
              'progress: shown while it works: %r' % shown)
        check(shown.endswith('\x1b[K\r\n'), 'progress: it stays')
        check(re.search('errors\x1b\\[K\r\x1b\\[Kgalley: -: record ', shown),
              'progress: a message takes its place: %r' % shown)
        same(on_terminal(lambda _: [], jobs), '', 'progress: no pages')
    check('errors' not in on_terminal(lambda _: [good], both=True),
          'progress: not among results')
    check(b'errors' not in run('--input=jsonl', data=good)[2],
          'progress: on terminals only')


test_same()
test_answers()
if EMULATOR or not os.path.exists('/proc/self/stat'):
    skip('processes cannot be watched here: another machine, or no /proc')
else:
    test_killed()
    test_killed_at_once()
    test_interrupt()
    test_reader_goes()
    test_memory()
test_spark()
test_parallel()
test_xargs()
test_progress()
summary()
