#!/usr/bin/env python3
"""port/python with the shared library, as it is by default and as it is with
everything built in: fixtures, cuts, bad input, threads; its README's program,
its types, and that pip installs it.

usage: python.py              builds the second library, and starts itself
       python.py --library    with GALLEY_LIBRARY: these tests alone
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, 'port/python')
sys.dont_write_bytecode = True
from checks import (check, count, fixtures, run, same, skip,  # noqa
                    summary)
import galley  # noqa

BUILD = os.environ.get('BUILD', 'build')
FULL = ('-DGALLEY_INFLATE=1 -DGALLEY_TRACE=1 -DGALLEY_CHARSET_FULL=1 '
        '-DGALLEY_RECORDS=100')
DEMO = 'tests/fixtures/demo.html'
README = 'port/python/README.md'


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def pieces(data, size):
    return (data[i:i + size] for i in range(0, len(data), size))


def raised(kind, what, call, *arguments, **options):
    """The exception of that kind which a call ends with."""
    try:
        call(*arguments, **options)
    except BaseException as error:
        if check(type(error) is kind, '%s: %r' % (what, error)):
            return error
        return None
    check(False, what + ': nothing is raised')
    return None


# ---- pages ----

def full():
    """Whether this library was built with everything."""
    return galley.library().galley_options_size() > \
        galley.ctypes.sizeof(galley._Options)


def test_fixtures():
    for path, expected in fixtures():
        page = read(path)
        article = galley.extract(page)
        same(article.headline, expected['headline'], path + ': headline')
        same(article.body, '\n\n'.join(expected['paragraphs']),
             path + ': body')
        same(article.truncated, False, path + ': truncated')
        for size in (1, 7, 1460):
            same(galley.extract(pieces(page, size)), article,
                 '%s in pieces of %d' % (path, size))
        same(galley.extract(page, whole=True).body, article.body,
             path + ': whole')


def test_command():
    """The same as the command says of a page, field by field."""
    if not full():
        return  # the command's library has everything
    for path, _ in fixtures():
        said = json.loads(run('--format=json', path)[1])
        article = galley.extract(read(path))
        for field in ('headline', 'byline', 'published', 'site',
                      'description', 'lang', 'body'):
            same(getattr(article, field) or '', said[field] or '',
                 '%s: %s' % (path, field))
        same([(b.kind, b.level, b.text) for b in article.blocks],
             [(b['kind'], b['level'], b['text']) for b in said['blocks']],
             path + ': blocks')


def test_blocks():
    article = galley.extract(read('tests/fixtures/howto.html'))
    kinds = {block.kind for block in article.blocks}
    check({'paragraph', 'heading', 'list_item', 'preformatted'} <= kinds,
          'kinds: %s' % kinds)
    text = ' '.join('Boat %d left the harbour at dawn, and its crew of %d '
                    'rowed to the island.' % (i, i % 7 + 2)
                    for i in range(500))
    page = ('<h1>Boats leave the harbour</h1><p>%s' % text).encode()
    same([block.text for block in galley.extract(page, window=1024).blocks],
         [text], 'a text longer than the window is one block')
    page = read('tests/fixtures/howto.html').replace(b'/ul', b'/ol')
    page = page.replace(b'<ul', b'<ol start=4')
    same([block.number for block in galley.extract(page).blocks
          if block.kind == 'list_item'], [4, 5, 6], 'items have numbers')


def test_done():
    """No more is asked of the iterator than is needed."""
    page = read(DEMO)
    asked = []

    def source():
        for piece in pieces(page + b'<p>More.</p>' * 100000, 64):
            asked.append(piece)
            yield piece

    article = galley.extract(source())
    same(article.body, galley.extract(page).body, 'the article')
    check(len(asked) * 64 < len(page) + 100000, 'it stopped early: %d bytes'
          % (len(asked) * 64))
    check(0 < article.bytes_needed <= len(asked) * 64, 'bytes_needed')
    extractor = galley.Extractor()
    while not extractor.feed(page):
        pass
    same(extractor.finish().headline, article.headline, 'step by step')


def test_kinds_of_bytes():
    page = read(DEMO)
    expected = galley.extract(page)
    for kind in (bytearray, memoryview, lambda b: memoryview(bytearray(b)),
                 lambda b: [bytearray(b)], lambda b: [b'', b, b'']):
        same(galley.extract(kind(page)), expected, 'kinds of bytes')
    with open(DEMO, 'rb') as f:
        same(galley.extract(f), expected, 'a file')


# ---- what goes wrong ----

def test_bad_calls():
    raised(TypeError, 'a string', galley.extract, 'page')
    raised(TypeError, 'strings', galley.extract, ['page'])
    raised(TypeError, 'a number', galley.extract, 7)
    raised(TypeError, 'numbers', galley.extract, [7])
    raised(TypeError, 'nothing', galley.extract, None)
    raised(ValueError, 'a window', galley.extract, b'', window=255)
    raised(ValueError, 'a charset', galley.extract, b'', charset='utf-8\0')
    raised(TypeError, 'an option', galley.extract, b'', chunk=1)
    same(galley.extract(read(DEMO), window=256).headline,
         galley.extract(read(DEMO)).headline, 'the smallest window')
    same(galley.extract(read(DEMO), charset='none-such').headline,
         galley.extract(read(DEMO)).headline, 'an unknown charset')


def test_bad_pages():
    error = raised(galley.NoArticle, 'an empty page', galley.extract, b'')
    same(str(error), 'no article on this page', 'its sentence')
    error = raised(galley.NoArticle, 'a title alone', galley.extract,
                   b'<html lang=en><title>Only a title</title>')
    same(error and (error.article.headline, error.article.lang,
                    error.article.blocks), ('Only a title', 'en', ()),
         'what it says all the same')
    error = raised(galley.GalleyError, 'a picture', galley.extract,
                   b'\x89PNG\r\n\x1a\n' + bytes(100))
    same(error and (error.name, error.result), ('binary', -3), 'a picture')
    error = raised(galley.Redirect, 'a redirect', galley.extract,
                   b'HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n', http=True)
    same(error and error.location, '/new', 'its location')
    raised(galley.GalleyError, 'no response', galley.extract, read(DEMO),
           http=True)
    page = read(DEMO)
    head = b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n' % (
        len(page) + 10 ** 6)
    error = raised(galley.GalleyError, 'a response that broke off',
                   galley.extract, head + page, http=True, whole=True)
    same(error and (error.name, error.article.body),
         ('http_length', galley.extract(page).body), 'the article so far')


def test_encodings():
    text = '<h1>Überschrift des Textes</h1>' + (
        '<p>Ein Satz über Bäume, und noch einer für alle. ' * 9)
    same(galley.extract(text.encode('iso-8859-1'),
                        charset='iso-8859-1').headline,
         'Überschrift des Textes', 'a charset')
    packed = gzip.compress(read(DEMO))
    if full():
        same(galley.extract(pieces(packed, 100)).body,
             galley.extract(read(DEMO)).body, 'gzip')
        error = raised(galley.GalleyError, 'gzip, cut', galley.extract,
                       packed[:len(packed) // 2], whole=True)
        same(error and error.name, 'inflate', 'gzip, cut')
    else:
        error = raised(galley.GalleyError, 'gzip', galley.extract, packed)
        same(error and error.name, 'compressed', 'gzip')


def test_exceptions():
    """Those of the caller come through, and leave nothing behind."""
    def source():
        yield read(DEMO)[:2000]
        raise KeyError('cable')

    raised(KeyError, 'of the iterator', galley.extract, source())
    whole = galley.Block

    def interrupt(*arguments):
        raise KeyboardInterrupt

    galley.Block = interrupt
    try:
        raised(KeyboardInterrupt, 'inside a call of the library',
               galley.extract, read(DEMO))
    finally:
        galley.Block = whole
    check(galley.extract(read(DEMO)).blocks, 'and the next page')


def test_refused():
    """A caller who has other sizes than the library."""
    library = galley.library()
    size = library.galley_size()
    library.galley_size = lambda: size + 8
    try:
        error = raised(galley.GalleyError, 'another size', galley.extract,
                       read(DEMO))
        same(error and error.name, 'config', 'another size')
    finally:
        del library.galley_size
        galley.library.cache_clear()
    same(galley.library().galley_size(), size, 'the size')


def test_threads():
    pages = [read(path) for path, _ in fixtures()]
    expected = [galley.extract(page) for page in pages]
    found = []

    def work(number):
        for turn in range(10):
            at = (number + turn) % len(pages)
            size = 1 + 97 * number
            found.append(galley.extract(pieces(pages[at], size))
                         == expected[at])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(found, [True] * 80, 'pages by 8 threads at once')


def test_library():
    for test in (test_fixtures, test_command, test_blocks, test_done,
                 test_kinds_of_bytes, test_bad_calls, test_bad_pages,
                 test_encodings, test_exceptions, test_refused,
                 test_threads):
        test()


# ---- around it ----

def python(code, **environment):
    done = subprocess.run(
        [sys.executable, '-c', code], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=dict(os.environ, PYTHONPATH='port/python', **environment))
    return done.returncode, done.stdout.decode()


def test_missing(folder):
    """Libraries that there are not, or that are others."""
    use = 'import galley\ntry: galley.extract(b"")\n' \
          'except OSError as e: print(e)'
    for path, words in ((os.path.join(folder, 'none.so'), 'none.so'),
                        ('libc.so.6', 'is no Galley of 0.2 or later')):
        status, said = python(use, GALLEY_LIBRARY=path)
        check(status == 0 and words in said, '%s: %s' % (path, said))
    if not galley.ctypes.util.find_library('galley'):
        status, said = python(use, GALLEY_LIBRARY='')
        check(status == 0 and 'install Galley, or set GALLEY_LIBRARY' in said,
              'none: ' + said)


def test_readme(folder, library):
    program = re.search(r'<!-- program.*?```python\n(.*?)```',
                        read(README).decode(), re.S)
    if not check(program, 'the README has a program'):
        return
    path = os.path.join(folder, 'program.py')
    with open(path, 'w') as f:
        f.write(program[1])
    environment = dict(os.environ, PYTHONPATH='port/python',
                       GALLEY_LIBRARY=library)
    with open(DEMO, 'rb') as page:
        done = subprocess.run([sys.executable, path], stdin=page,
                              env=environment, stdout=subprocess.PIPE)
    with open(DEMO[:-4] + 'json', encoding='utf-8') as f:
        expected = json.load(f)
    lines = done.stdout.decode().split('\n')
    same(lines[0], expected['headline'], 'the program: headline')
    check('paragraph 0 ' + expected['paragraphs'][0] in lines,
          'the program: blocks')
    done = subprocess.run([sys.executable, path], stdin=subprocess.DEVNULL,
                          env=environment, stderr=subprocess.PIPE)
    same((done.returncode, done.stderr),
         (1, b'no article, but a headline: \n'), 'the program: no article')


def test_types():
    if not shutil.which('mypy'):
        return skip('types: no mypy (package mypy)')
    done = subprocess.run(['mypy', '--strict', '--cache-dir=' + os.devnull,
                           'port/python/galley'], stdout=subprocess.PIPE)
    return check(done.returncode == 0, done.stdout.decode())


def test_pip(folder, library):
    """By pip, without a look at what other packages there are."""
    for interpreter in (sys.executable, '/usr/bin/python3'):
        if subprocess.run([interpreter, '-c', 'import setuptools, wheel, pip'],
                          stderr=subprocess.DEVNULL).returncode == 0:
            break
    else:
        skip('pip: not here (packages python3-pip python3-setuptools '
             'python3-wheel)')
        return
    copy = os.path.join(folder, 'copy')
    shutil.copytree('port/python', copy,
                    ignore=shutil.ignore_patterns('__pycache__'))
    to = os.path.join(folder, 'installed')
    done = subprocess.run(
        [interpreter, '-m', 'pip', 'install', '--no-build-isolation',
         '--no-deps', '--no-index', '--disable-pip-version-check', '--target',
         to, copy], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if not check(done.returncode == 0, 'pip install\n' + done.stdout.decode()):
        return
    check(os.path.exists(os.path.join(to, 'galley/py.typed')),
          'its types are known')
    with open('include/galley.h') as f:
        version = re.search(r'GALLEY_VERSION "(.*)"', f.read())[1]
    check(os.path.isdir(os.path.join(to, 'galley-%s.dist-info' % version)),
          'its version is that of include/galley.h')
    done = subprocess.run(
        [interpreter, '-c', 'import galley; print(galley.extract(open(%r, '
         '"rb")).headline)' % os.path.abspath(DEMO)], cwd=folder,
        stdout=subprocess.PIPE, env=dict(os.environ, PYTHONPATH=to,
                                         GALLEY_LIBRARY=library))
    with open(DEMO[:-4] + 'json', encoding='utf-8') as f:
        same(done.stdout.decode().strip(), json.load(f)['headline'],
             'installed by pip: headline')


def main():
    with open('include/galley.h') as f:
        version = re.search(r'GALLEY_VERSION "(.*)"', f.read())[1]
    library = os.path.abspath(os.path.join(BUILD, 'libgalley.so.' + version))
    with tempfile.TemporaryDirectory() as folder:
        other = os.path.join(folder, 'libgalley.so')
        subprocess.run(
            [*os.environ.get('CC', 'cc').split(), '-shared', '-fPIC', '-O1',
             *FULL.split(), os.path.join(BUILD, 'dist/galley.c'), '-o',
             other], check=True)
        for path in (library, other):
            count(sys.executable, __file__, '--library',
                  env=dict(os.environ, GALLEY_LIBRARY=path))
        test_missing(folder)
        test_readme(folder, library)
        test_types()
        test_pip(folder, library)


if sys.argv[1:] == ['--library']:
    test_library()
else:
    main()
summary()
