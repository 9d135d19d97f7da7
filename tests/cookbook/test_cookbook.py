#!/usr/bin/env python3
"""The recipes of examples/README.md by their own words: their files are
written into an empty folder and their commands are run there, with `galley`
as `make install` leaves it."""
import contextlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import EMULATOR, article, blocks, body_of, check, run  # noqa
from checks import same, skip, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
CC = os.environ.get('CC', 'cc')
FLAGS = os.environ.get('CFLAGS', '') + ' ' + os.environ.get('LDFLAGS', '')
FIXTURES = 'tests/fixtures/'
PAGES = sorted(name for name in os.listdir(FIXTURES)
               if name.endswith('.html'))
DEMO = FIXTURES + 'demo.html'
RAM = 6.5 * 1024  # what the recipe for 16 KB says
PROGRAM = '#!/bin/sh\nexec %s "$@" %s\n'

with open('examples/README.md', encoding='utf-8') as page:
    TEXT = page.read()


def recipe(title):
    """({file: content}, [commands]) of a section."""
    section = re.search(r'^## %s\n(.*?)(?=^## |\Z)' % re.escape(title), TEXT,
                        re.M | re.S)[1]
    files, name = {}, None
    commands = []
    for part in re.split(r'^(```.*?^```$)', section, flags=re.M | re.S):
        if part.startswith('```sh run\n'):
            commands.append(part[len('```sh run\n'):-3])
        elif part.startswith('```'):
            files[name] = part.split('\n', 1)[1][:-3]
        else:
            names = re.findall(r'`([\w.]+\.(?:c|h|py|sh))`', part)
            name = names[-1] if names else None
    return files, commands


@contextlib.contextmanager
def kitchen(title, pages=()):
    """An empty folder with the recipe's files and these pages in it; what
    runs its commands and returns what they print."""
    files, commands = recipe(title)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name), 'w') as file:
                file.write(content)
        for source, name in pages:
            shutil.copy(source, os.path.join(folder, name))

        def cook(wanted=0, **more):
            output = ''
            for command in commands:
                done = subprocess.run(
                    ['sh', '-e', '-c', command], cwd=folder,
                    env=dict(ENVIRONMENT, **more), stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    timeout=300)
                if not check(done.returncode == wanted,
                             '%s: %s' % (title, command)):
                    print(done.stderr.decode('utf-8', 'replace')[:2000])
                output += done.stdout.decode()
            return output

        yield folder, cook


def install(place):
    """`galley` and its library; cc is what the library was built with."""
    done = subprocess.run(
        ['make', '-s', 'install', 'PREFIX=' + place, 'BUILD=' + BUILD,
         'CC=' + CC, 'CFLAGS=' + os.environ.get('CFLAGS', '-O2 -g'),
         'LDFLAGS=' + os.environ.get('LDFLAGS', '')],
        env={k: v for k, v in os.environ.items() if not k.startswith('MAKE')},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if not check(done.returncode == 0, 'make install'):
        print(done.stdout.decode('utf-8', 'replace')[:2000])
    compiler, *more = CC.split()
    with open(os.path.join(place, 'bin', 'cc'), 'w') as file:
        file.write(PROGRAM % (' '.join([shutil.which(compiler), *more]),
                              FLAGS))
    os.chmod(os.path.join(place, 'bin', 'cc'), 0o755)
    return dict(os.environ, PATH='%s/bin:%s' % (place, os.environ['PATH']),
                PKG_CONFIG_PATH=place + '/lib/pkgconfig',
                LD_LIBRARY_PATH=place + '/lib',
                SOURCE=os.getcwd(), no_proxy='127.0.0.1')


# ---- the recipes ----

class Site(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Site.asked.append(self.path)
        name = FIXTURES + self.path[1:]
        there = self.path == '/none.html' or os.path.exists(name)
        self.send_response(200 if there else 404)
        self.send_header('Content-Type', 'text/html')
        self.end_headers()
        if there and self.path != '/none.html':
            with open(name, 'rb') as file:
                self.wfile.write(file.read())
        else:
            self.wfile.write(b'<title>None</title><p>None.')

    def log_message(self, *_):
        pass


def test_offline():
    if not shutil.which('curl'):
        skip('fetch once: no curl (package curl)')
        return
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = ['demo.html', 'none.html', 'missing.html', 'german.html']
    with kitchen('Fetch once, read offline') as (folder, cook):
        with open(os.path.join(folder, 'urls.txt'), 'w') as file:
            file.writelines('http://127.0.0.1:%d/%s\n' % (
                server.server_address[1], name) for name in names)
        first = cook()
        articles = [run(FIXTURES + name)[1].decode()
                    for name in ('demo.html', 'german.html')]
        check(first in (''.join(articles), ''.join(articles[::-1])),
              'both articles are printed')
        same(Site.asked, ['/' + name for name in names], 'each is fetched')
        same(cook(), first, 'again')
        same(Site.asked[4:], ['/none.html', '/missing.html'],
             'only what failed is fetched again')
        server.shutdown()
        server.server_close()
        same(cook(), first, 'without a network')
        same(sorted(set(os.listdir(folder))),
             ['fetch.sh', 'news', 'urls.txt'], 'what is left')


def test_device():
    with kitchen('A device with 16 KB of RAM',
                 [(DEMO, 'page.html')]) as (folder, cook):
        rows = blocks(run('--format=blocks', DEMO)[1])
        same(cook(), body_of(rows).replace('\n\n', '\n') + '\n',
             'what the device shows')
        compiler = 'arm-none-eabi-gcc'
        if not shutil.which(compiler):
            skip('the RAM of a device: no %s (package gcc-arm-none-eabi)'
                 % compiler)
            return
        for command in ([compiler, '-mcpu=cortex-m0', '-mthumb', '-Os',
                         '-ffreestanding', '-I.', '-I%s/include'
                         % os.getcwd(), '-c', 'device.c'],
                        ['arm-none-eabi-size', 'device.o']):
            done = subprocess.run(command, cwd=folder,
                                  stdout=subprocess.PIPE)
            check(done.returncode == 0, command[0])
        _, data, bss = done.stdout.decode().split('\n')[1].split()[:3]
        check(RAM - 512 < int(data) + int(bss) <= RAM,
              'static RAM: %s' % bss)
        check('%.1f KB of static RAM' % (RAM / 1024) in TEXT, 'as it is said')


def test_server():
    if not shutil.which('pkg-config'):
        skip('on a server: no pkg-config (package pkg-config)')
        return
    with kitchen('On a server') as (folder, cook):
        os.mkdir(os.path.join(folder, 'pages'))
        for name in PAGES:
            shutil.copy(FIXTURES + name, os.path.join(folder, 'pages', name))
        with open(os.path.join(folder, 'pages', 'none.html'), 'w') as file:
            file.write('<title>None</title><p>None.')
        same(sorted(cook().splitlines()),
             sorted(['pages/%s\tok\t%s' % (
                 name, article(FIXTURES + name)['headline'])
                 for name in PAGES] + ['pages/none.html\tno_article\tNone']),
             'a line a page')


def test_why():
    with kitchen('Why was this block dropped?',
                 [(DEMO, 'page.html')]) as (folder, cook):
        lines = cook().splitlines()
        kept = [line.split(': ', 1)[1] for line in lines
                if line.startswith('kept')]
        same(kept, [' '.join(text.split())[:60] for kind, _, text in blocks(
            run('--format=blocks', DEMO)[1])], 'what was kept')
        for reason in (r'dropped by itself \(\d\), comment: Comments \(2\)',
                       r'dropped by a rule, related, promotion: Sign up .*',
                       r'dropped among others \(\d+, wanted \d+\), '
                       r'related: Advertisement'):
            check(any(re.fullmatch(reason, line) for line in lines), reason)


def test_switches():
    """The one table of what switches cost is where the cookbook says."""
    with open('boards/README.md') as file:
        check('| `GALLEY_INFLATE` |' in file.read(), 'the table of switches')
    with open('tests/model/NOTES.md') as file:
        check('## Accuracy against RAM' in file.read(), 'of limits')
    titles = re.findall(r'^## (.*)$', TEXT, re.M)
    same(len(titles), 5, 'recipes')


if EMULATOR:
    skip('recipes: this machine runs the library by an emulator')
else:
    with tempfile.TemporaryDirectory() as temporary:
        ENVIRONMENT = install(temporary)
        test_offline()
        test_device()
        test_server()
        test_why()
test_switches()
summary()
