#!/usr/bin/env python3
"""Runs the newsboard: a server on this machine's loopback gives out a page,
the emulated Cortex-M3 gets it and sends its panel what it is to show, which
panel.py makes an image of.

usage: BUILD=build tests/boards/newsboard.py PAGE
"""
import functools
import http.server
import os
import subprocess
import sys
import threading

BUILD = os.environ.get('BUILD', 'build')
FOLDER = os.path.join(BUILD, 'boards', 'newsboard')
TIMEOUT = 120


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *arguments):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(page, wire):
    """(console, exit status) of the board that is shown the page."""
    server = serve(os.path.dirname(os.path.abspath(page)))
    url = 'http://10.0.2.2:%d/%s' % (server.server_port,
                                     os.path.basename(page))
    try:
        done = subprocess.run(
            ['qemu-system-arm', '-M', 'mps2-an385', '-display', 'none',
             '-monitor', 'none', '-serial', 'null', '-serial', 'file:' + wire,
             '-nic', 'user,model=lan9118', '-semihosting-config',
             'enable=on,target=native,arg=' + url,
             '-kernel', os.path.join(FOLDER, 'newsboard.elf')],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=TIMEOUT)
        return done.stdout.decode('utf-8', 'replace'), done.returncode
    except subprocess.TimeoutExpired as e:
        return (e.stdout or b'').decode('utf-8', 'replace'), -1
    finally:
        server.shutdown()


def draw(wire, prefix):
    """(complaints, exit status) of the panel's model."""
    done = subprocess.run(
        [sys.executable, 'tests/panel/panel.py', '--panel=uc8179',
         '--png=' + prefix, wire], stdout=subprocess.PIPE)
    return done.stdout.decode(), done.returncode


def main(page):
    wire = os.path.join(FOLDER, 'panel.wire')
    prefix = os.path.join(FOLDER, 'panel')
    said, status = run(page, wire)
    print(said, end='')
    if status == 0:
        complaints, status = draw(wire, prefix)
        print(complaints, end='')
    if status == 0:
        print('the panel: %s1.png' % prefix)
    return 0 if status == 0 else 1


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
