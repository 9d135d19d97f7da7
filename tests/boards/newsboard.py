#!/usr/bin/env python3
"""Runs the newsboard: a server on this machine's loopback gives out a page,
the emulated Cortex-M3 gets it and sends its panel what it is to show, which
panel.py makes images of.  The page comes in three ways: with its length, in
chunks of odd sizes, and behind a redirect; the panel has to receive the same
each time, and just what this machine's typesetter makes of the article.

usage: BUILD=build tests/boards/newsboard.py PAGE
"""
import functools
import http.server
import json
import os
import re
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'panel'))
import boards  # noqa
import story  # noqa

BUILD = os.environ.get('BUILD', 'build')
TIMEOUT = 120
WAYS = ('length', 'chunked', 'redirect')
SIZES = (1, 7, 1460, 3, 536, 61)  # of the chunks, in turn

# As in newsboard.c: bytes of the window and of the story, rows of a strip.
WINDOW, STORY, STRIP = 2048, 12288, 32

# A page with a list longer than the window.
NUMBERED = """<!DOCTYPE html><title>Rules of the harbour watch</title>
<article><h1>Rules of the harbour watch</h1>
<p>The rules hang in the watch room since anybody can remember, and nobody,
not even the oldest of the pilots, knows who wrote them.</p><ol start=88>
%s</ol></article>""" % ''.join("""<li>Write it down, even if it is nothing,
because nothing is what will have to be proved on day %d.""" % n
                              for n in range(30))


class Handler(http.server.SimpleHTTPRequestHandler):
    """/WAY/FILE"""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        way, _, name = self.path.lstrip('/').partition('/')
        self.path = '/' + name
        if way == 'redirect':
            self.send_response(302)
            self.send_header('Location', '../length/' + name)
            self.send_header('Content-Length', '0')
            self.end_headers()
        elif way == 'chunked':
            self.send_chunks()
        else:
            super().do_GET()

    def send_chunks(self):
        with open(self.translate_path(self.path), 'rb') as f:
            data = f.read()
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        at = turn = 0
        try:
            while at < len(data):
                piece = data[at:at + SIZES[turn % len(SIZES)]]
                self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
                at += len(piece)
                turn += 1
            self.wfile.write(b'0\r\n\r\n')
        except ConnectionError:
            pass  # the board has read enough


def serve(folder, secure=None):
    """A server that has started; secure: its ssl.SSLContext."""
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(Handler, directory=folder))
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def fetch(board, url, wire, authority=None, more=()):
    """(console, exit status) of the board that is shown what is there; what
    it took is noted in its figures."""
    arguments = ',arg=' + url + (',arg=' + authority if authority else '')
    said, status = emulate(board, board.run.replace(
        'target=native', 'target=native' + arguments).split()
        + ['-serial', 'file:' + wire, *more])
    for name, used in re.findall(r'\b(stack|heap) (\d+)', said):
        board.figures[name + '_used'] = max(
            int(used), board.figures.get(name + '_used', 0))
    return said, status


def emulate(board, command):
    try:
        done = subprocess.run(
            command + ['-kernel', board.path('image.elf')],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=TIMEOUT)
        return done.stdout.decode('utf-8', 'replace'), done.returncode
    except subprocess.TimeoutExpired as e:
        return (e.stdout or b'').decode('utf-8', 'replace'), -1


def run(board, page, wire, way='length'):
    """As fetch, of the page by a server that is started for it."""
    server = serve(os.path.dirname(os.path.abspath(page)))
    try:
        return fetch(board, 'http://10.0.2.2:%d/%s/%s' % (
            server.server_port, way, os.path.basename(page)), wire)
    finally:
        server.shutdown()


def draw(wire, prefix):
    """(complaints, exit status) of the panel's model."""
    done = subprocess.run(
        [sys.executable, 'tests/panel/panel.py', '--panel=uc8179',
         '--png=' + prefix, wire], stdout=subprocess.PIPE)
    return done.stdout.decode(), done.returncode


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def expect(board, page):
    """What the panel should receive: the article of this machine's galley,
    read through a window like the board's, set by this machine."""
    article = json.loads(output(
        os.path.join(BUILD, 'galley'), '--format=json',
        '--body-size=%d' % WINDOW, page))
    with open(board.path('expected.story'), 'w', encoding='utf-8') as f:
        f.write(''.join(line + '\n' for line in story.lines(article)))
    wire = board.path('expected.wire')
    output(os.path.join(BUILD, 'tests', 'panel', 'render'),
           '--strip=%d' % STRIP, '--story=%d' % STORY, '--wire=' + wire,
           board.path('expected.story'))
    return wire


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def show(board, page, way):
    """What went wrong, or ''; the images are WAY1.png and so on."""
    wire = board.path(way + '.wire')
    said, status = run(board, page, wire, way)
    if status != 0:
        return '%s: exit status %d: %s' % (way, status, said)
    complaints, status = draw(wire, board.path(way))
    if status != 0:
        return '%s: panel: %s' % (way, complaints)
    if read(wire) != read(expect(board, page)):
        return '%s: the panel shows another story' % way
    return ''


def main(page):
    board = next(b for b in boards.read() if b.name == 'newsboard')
    if board.lacking():
        sys.exit(board.lacking())
    for way in WAYS:
        wrong = show(board, page, way)
        print('%-9s %s' % (way, wrong or 'shown: %s1.png ...'
                           % board.path(way)))
        if wrong:
            return 1
    return 0


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
