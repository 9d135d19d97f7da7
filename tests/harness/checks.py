"""What the tests in Python share: counting, running the command, fixtures."""
import json
import os
import re
import signal
import subprocess
import sys

GALLEY = os.environ.get('GALLEY', 'build/galley')
EMULATOR = os.environ.get('EMULATOR', '').split()
SHARED = os.environ.get('GALLEY_SHARED', '../shared')
FIXTURES = 'tests/fixtures/'

passed = failed = skipped = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAILED: %s' % what)
    return bool(ok)


def same(got, expected, what):
    """Long texts are shown from a little before their first difference."""
    if check(got == expected, what):
        return
    at = 0
    if isinstance(got, str) and isinstance(expected, str):
        at = max(0, len(os.path.commonprefix([got, expected])) - 20)
        got, expected = got[at:at + 90], expected[at:at + 90]
    print('  expected %.200r\n  got      %.200r' % (expected, got))


def skip(reason):
    global skipped
    skipped += 1
    print('skipped: %s' % reason)


def count(*command, **more):
    """Runs a program that counts its own tests; they count here."""
    global passed, failed
    done = subprocess.run([*EMULATOR, *command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    text = done.stdout.decode('utf-8', 'replace')
    counts = re.search(r'^(\d+) passed, (\d+) failed\n\Z', text, re.M)
    if not counts or (done.returncode != 0) != (counts[2] != '0'):
        check(False, '%s: exit status %d' % (command[0], done.returncode))
        print(text)
        return
    passed += int(counts[1])
    failed += int(counts[2])
    if done.returncode:
        print('%s\n%s' % (command[0], text))


def summary():
    print('%d passed, %d failed%s' % (
        passed, failed, ', %d skipped' % skipped if skipped else ''))
    sys.exit(failed > 0 or skipped > 0 and 'NO_SKIPS' in os.environ)


def default_signals():
    """A preexec_fn: what a shell has in the background, or nohup, ignores
    signals, and so do the children."""
    for number in signal.SIGHUP, signal.SIGINT, signal.SIGTERM:
        signal.signal(number, signal.SIG_DFL)


def run(*arguments, data=b'', **more):
    """Exit status, standard output, standard error (bytes)."""
    done = subprocess.run([*EMULATOR, GALLEY, *arguments], input=data,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          **more)
    return done.returncode, done.stdout, done.stderr


def article(*arguments, **more):
    """The first object that --format=json prints."""
    status, out, err = run('--format=json', *arguments, **more)
    lines = out.decode('utf-8').splitlines()
    return json.loads(lines[0]) if lines else {}


def unescape(text):
    """The text column of --format=blocks."""
    out, at = [], 0
    while at < len(text):
        if text[at] == '\\':
            at += 1
            out.append('\n' if text[at] == 'n' else text[at])
        else:
            out.append(text[at])
        at += 1
    return ''.join(out)


def blocks(output):
    """[(kind, level, text)] of what --format=blocks printed."""
    rows = []
    for line in output.decode('utf-8').split('\n')[:-1]:
        kind, level, text = line.split('\t', 2)
        rows.append((kind, int(level), unescape(text)))
    return rows


def body_of(rows):
    return '\n\n'.join(t for kind, _, t in rows if kind != 'caption')


def fixtures():
    """Names of the fixture pages and what is expected of each."""
    for name in sorted(os.listdir(FIXTURES)):
        if name.endswith('.json'):
            with open(FIXTURES + name, encoding='utf-8') as f:
                yield FIXTURES + name[:-5] + '.html', json.load(f)
