"""Inputs and outputs of awkward kinds: endless, broken, from HTTP; the seed
page; a full disk and a closed pipe."""
import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import (GALLEY, SHARED, article, blocks, body_of, check,  # noqa
                     run, same, skip, summary)

DEMO = 'tests/fixtures/demo.html'
with open(DEMO, 'rb') as f:
    PAGE = f.read()
MB = 1 << 20


def peak(arguments, chunks):
    """Peak memory in KB, exit status and size of the output when the chunks
    are piped in."""
    with subprocess.Popen([GALLEY, *arguments], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        child = os.fork()
        if child == 0:
            try:
                for chunk in chunks:
                    process.stdin.write(chunk)
                process.stdin.close()
            finally:
                os._exit(0)
        process.stdin.close()
        size = 0
        while True:
            data = process.stdout.read(1 << 16)
            if not data:
                break
            size += len(data)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        os.waitpid(child, 0)
    return usage.ru_maxrss, process.returncode, size


def stream(piece, size):
    """Piece again and again, until size bytes have gone."""
    block = piece * max(1, MB // len(piece))
    for _ in range(0, size, len(block)):
        yield block


def test_endless():
    paragraph = (b'<p>The harbour master said on Monday, after a long night,'
                 b' that boat %d, which had been missing, was found.</p>\n')
    article_text = b''.join(paragraph % n for n in range(5000))
    streams = [('text', 200, b'<!-- ' + b'x' * 1000),
               ('text', 32, b'<p title="' + b'x' * 1000),
               ('json', 32, article_text),
               ('text', 32, article_text),
               ('blocks', 32, b'Text without any tag, '),
               ('text', 32, b'<div>'),
               ('text', 32, b'<<<<<<<<'),
               ('tokens', 32, b'<' + b'a' * 1000),
               ('tokens', 32, article_text)]
    for form, size, piece in streams:
        what = '%s of endless %r' % (form, piece[:12])
        small, _, _ = peak(['--format=' + form], stream(piece, 4 * MB))
        large, status, _ = peak(['--format=' + form], stream(piece, size * MB))
        check(status in (0, 1), what + ': exit status %d' % status)
        if not check(large - small < 3000, what + ': memory'):
            print('  %d KB, then %d KB' % (small, large))


def response(head, body=b''):
    return head.replace(b'\n', b'\r\n') + b'\r\n' + body


def chunked(data, size):
    out = b''
    for at in range(0, len(data), size):
        part = data[at:at + size]
        out += b'%X\r\n%s\r\n' % (len(part), part)
    return out + b'0\r\n\r\n'


def test_http():
    plain = article(data=PAGE)
    ok = b'HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n'
    good = [('until close', response(ok, PAGE)),
            ('length', response(ok + b'Content-Length: %d\n' % len(PAGE),
                                PAGE)),
            ('length, more follows',
             response(ok + b'content-length:%d\n' % len(PAGE),
                      PAGE + b'<p>no part of the page')),
            ('chunked', response(ok + b'Transfer-Encoding: chunked\n',
                                 chunked(PAGE, 97))),
            ('100 first', response(b'HTTP/1.1 100 Continue\n')
             + response(ok, PAGE)),
            ('curl -iL, HTTP/2', b'HTTP/2 301 \r\nlocation: /b\r\n\r\n'
             + b'HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n' + PAGE),
            ('curl -i, put together', response(
                ok + b'Transfer-Encoding: chunked\n', PAGE))]
    packed = [('gzip', response(ok + b'Content-Encoding: gzip\n',
                                gzip.compress(PAGE))),
              ('deflate', response(ok + b'Content-Encoding: deflate\n',
                                   zlib.compress(PAGE))),
              ('curl -i --compressed', response(
                  ok + b'Content-Encoding: gzip\n', PAGE))]
    for name, data in good + packed:
        for chunk in ('1', '7', '1460', '65536'):
            got = article('--http', '--chunk=' + chunk, data=data)
            same({k: got[k] for k in ('status', 'headline', 'body')},
                 {k: plain[k] for k in ('status', 'headline', 'body')},
                 'http, %s, --chunk=%s' % (name, chunk))
            same(got['bytes_in'], len(data), 'http, %s: bytes_in' % name)
    for name, data in good:
        same(run('--http', '--format=tokens', data=data)[1],
             run('--format=tokens', data=PAGE)[1], 'http, tokens: ' + name)
    bad = [('http_redirect', b'https://example.org/new',
            response(b'HTTP/1.1 301 Moved Permanently\n'
                     b'Location: https://example.org/new\n')),
           ('http_status', b'', response(b'HTTP/1.1 404 Not Found\n',
                                         b'<p>Nothing here')),
           ('http_syntax', b'', PAGE),
           ('http_length', b'',
            response(ok + b'Content-Length: %d\n' % (len(PAGE) + 1),
                     PAGE[:100])),
           ('inflate', b'',
            response(ok + b'Content-Encoding: gzip\n', b'\x1f\x8b\x08')),
           ('compressed', b'',
            response(ok + b'Content-Encoding: br\n', b'\x1f\x8b\x08'))]
    for name, words, data in bad:
        for chunk in ('1', '65536'):
            status, out, err = run('--http', '--format=json',
                                   '--chunk=' + chunk, data=data)
            same(json.loads(out.decode())['status'], name, 'http: status')
            check(status == 65 and words in err
                  and err.startswith(b'galley: -: '), 'http: ' + name)
        status, out, err = run('--http', data=data)
        same((status, out), (65, b''), 'http, text: ' + name)

    # What came of a response that breaks off is printed all the same.
    story = PAGE[:PAGE.index(b'<footer')]  # it is read to its end
    cut = response(ok + b'Content-Length: %d\n' % (len(story) + 1), story)
    for more in [], ['--body-size=100000']:
        status, out, err = run('--http', *more, data=cut)
        same((status, out), (65, run(*more, data=story)[1]),
             'http, text: cut')
        check(b'ended too early' in err, 'http, text: cut')
        status, out, err = run('--http', '--format=json', *more, data=cut)
        got = json.loads(out)
        same((status, got['status'], got['body']),
             (65, 'http_length', article(*more, data=story)['body']),
             'http, json: cut')


def closed_pipe(program, ignored):
    """Status and standard error of a program that prints DEMO to a pipe whose
    reader is gone.  The signal that says so is ignored where a parent does:
    trap '' PIPE."""
    reader, writer = os.pipe()
    os.close(reader)
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored
                           else signal.SIG_DFL)
    try:
        done = subprocess.run([*program, DEMO], restore_signals=False,
                              stdout=writer, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGPIPE, before)
        os.close(writer)
    return done.returncode, done.stderr


def test_writing():
    if not os.path.exists('/dev/full'):
        skip('no /dev/full on this system')
        return
    for form in ('text', 'json', 'blocks', 'tokens'):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([GALLEY, '--format=' + form, DEMO],
                                  stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 74 and b'standard output' in done.stderr,
              'full disk: ' + form)
        for program in [GALLEY, '--format=' + form], ['cat']:
            same(closed_pipe(program, False), (-signal.SIGPIPE, b''),
                 'closed pipe: ' + ' '.join(program))
        same(closed_pipe([GALLEY, '--format=' + form], True),
             (74, b'galley: standard output: Broken pipe\n'),
             'closed pipe, SIGPIPE is ignored: ' + form)
    for option in ('--help', '--version'):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([GALLEY, option], stdout=full,
                                  stderr=subprocess.PIPE)
        same((done.returncode, done.stderr.count(b'\n')), (74, 1),
             'full disk: ' + option)


def test_seed():
    page = os.path.join(SHARED, 'seed/page.html')
    if not os.path.exists(page):
        skip('no seed page in ' + SHARED)
        return
    with open(os.path.join(SHARED, 'seed/expected.json')) as f:
        expected = json.load(f)
    body = '\n\n'.join(expected['paragraphs'])
    for chunk in ('1', '7', '64', '1460', '1000000'):
        for more in ([], ['--body-size=65536']):
            got = article('--chunk=' + chunk, *more, page)
            what = 'seed page, %s --chunk=%s' % (' '.join(more), chunk)
            same(got['headline'], expected['headline'], what + ': headline')
            same(got['body'], body, what + ': body')
        status, out, _ = run('--format=blocks', '--body-size=2048',
                             '--chunk=' + chunk, page)
        same(body_of(blocks(out)), body,
             'seed page, 2 KB window, --chunk=' + chunk)


test_http()
test_writing()
test_seed()
test_endless()
summary()
