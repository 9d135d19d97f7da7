#!/usr/bin/env python3
"""Files that are gzip: in every format as the page itself, however they were
packed; cut and damaged ones are reported, with what came of them."""
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import article, check, run, same, summary  # noqa

DEMO = 'tests/fixtures/demo.html'
with open(DEMO, 'rb') as f:
    PAGE = f.read()
# Nothing says before its end that this article is complete: it is read to its
# end, check and all.
STORY = PAGE[:PAGE.index(b'<footer')]
FORMS = ('text', 'markdown', 'html', 'json', 'blocks')


def member(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY, flags=0,
           fields=b''):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
    return (b'\x1f\x8b\x08' + bytes([flags]) + b'\0\0\0\0\0\3' + fields
            + packer.compress(data) + packer.flush()
            + zlib.crc32(data).to_bytes(4, 'little')
            + len(data).to_bytes(4, 'little'))


def packed():
    """(how, gzip of PAGE)"""
    for level in (0, 1, 9):
        yield 'level %d' % level, member(PAGE, level)
    yield 'fixed codes', member(PAGE, 9, zlib.Z_FIXED)
    yield 'Huffman only', member(PAGE, 9, zlib.Z_HUFFMAN_ONLY)
    yield 'name and comment', member(PAGE, flags=0x18,
                                     fields=b'page.html\0seen today\0')
    yield 'extra field', member(PAGE, flags=4, fields=b'\3\0\x1f\x8b\x08')
    yield 'two members', member(PAGE[:700]) + member(PAGE[700:])
    yield 'an empty member', member(b'') + member(PAGE) + member(b'')
    yield 'a member a line', b''.join(map(
        member, PAGE.splitlines(keepends=True)))
    file = io.BytesIO()
    with gzip.GzipFile('page.html', 'wb', fileobj=file) as writer:
        writer.write(PAGE)
    yield "Python's", file.getvalue()
    if shutil.which('gzip'):
        yield "gzip's", subprocess.run(['gzip', '-c', DEMO],
                                       stdout=subprocess.PIPE).stdout


def test_read(place):
    plain = {form: run('-f', form, data=PAGE) for form in FORMS}
    wanted = json.loads(plain['json'][1])
    for how, data in packed():
        path = os.path.join(place, how.replace(' ', '-') + '.html.gz')
        with open(path, 'wb') as file:
            file.write(data)
        for form in FORMS:
            if form != 'json':
                same(run('-f', form, path), plain[form], how + ': ' + form)
                same(run('-f', form, '--chunk=1', data=data), plain[form],
                     how + ': standard input, ' + form)
        for chunk in '--chunk=1', '--chunk=random', '--chunk=65536':
            got = article(chunk, path)
            same({**got, 'file': '-', 'bytes_in': len(PAGE),
                  'bytes_needed': wanted['bytes_needed']}, wanted,
                 '%s: json, %s' % (how, chunk))
            same(got['bytes_in'], len(data), how + ': bytes_in')
    same(run('--features', path)[1].split(b'\n')[2:],
         run('--features', DEMO)[1].split(b'\n')[2:], 'features')


def test_cut():
    """Wherever it ends: nothing, or the beginning of the text."""
    data = member(STORY)
    whole = run(data=STORY)[1].decode()
    longest = 0
    for size in list(range(2, 24)) + list(range(24, len(data) - 8, 97)):
        status, out, err = run(data=data[:size])
        what = 'cut at %d' % size
        if size == 2:  # that is not gzip yet
            check(status in (1, 65), what)
            continue
        same(status, 65, what + ': status')
        check(err.startswith(b'galley: -: ') and err.count(b'\n') == 1
              and b'damaged or cut' in err, '%s: %r' % (what, err))
        text = out.decode()
        if text:
            check(whole.startswith(text.rstrip('\n').rsplit(' ', 1)[0]),
                  what + ': text')
            longest = max(longest, len(text))
        got = article(data=data[:size])
        same(got['status'], 'inflate', what + ': json')
    check(longest > len(whole) // 2, 'cut: the text comes as far as it can')
    for size in range(1, 9):  # all of it came, its check did not
        status, out, err = run('--features', data=data[:-size])
        check(status == 65 and b'cut' in err, 'cut in the check')


def test_damaged():
    data = member(STORY)
    same(run(data=data)[0], 0, 'the story')
    cases = {'CRC': -8, 'length': -4, 'method': 2, 'reserved flag': 3,
             'first byte of the data': 10}
    for what, at in cases.items():
        bad = bytearray(data)
        bad[at] ^= 0xE0
        for chunk in '--chunk=1', '--chunk=65536':
            status, out, err = run(chunk, data=bytes(bad))
            same(status, 65, what + ': status')
            check(err.count(b'\n') == 1 and err.startswith(b'galley: -: '),
                  '%s: message %r' % (what, err))
    for at in range(12, len(data) - 8, 31):
        bad = bytearray(data)
        bad[at] ^= 0x55
        results = [run('--chunk=' + c, data=bytes(bad)) for c in ('1', '65536')]
        same(results[0], results[1], 'damage at %d: any cut' % at)
        check(results[0][0] in (0, 1, 65), 'damage at %d: status' % at)
        results[0][1].decode('utf-8')
    same(run(data=data + b'\0' * 512)[0], 0, 'zeroes behind, as on tapes')


def test_many(place):
    """One that is damaged does not stop the next; files get the names."""
    names = []
    for name, data in (('one.html.gz', member(PAGE)),
                       ('two.html.gz', member(PAGE)[:300]),
                       ('three.htm.gz', member(PAGE))):
        names.append(os.path.join(place, name))
        with open(names[-1], 'wb') as file:
            file.write(data)
    status, out, err = run('-f', 'json', *names)
    same([json.loads(line)['status'] for line in out.splitlines()],
         ['ok', 'inflate', 'ok'], 'many: each')
    same((status, err.count(b'\n')), (65, 1), 'many: status')
    folder = os.path.join(place, 'out')
    run('-f', 'markdown', '-o', folder, *names)
    check({'one.md', 'three.md'} <= set(os.listdir(folder)), 'many: files')


def test_bomb():
    """64 MB of spaces are 64 KB: read in the same memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = packer.compress(PAGE[:PAGE.index(b'<h2')])
    for _ in range(64):
        data += packer.compress(b' ' * (1 << 20))
    data += packer.compress(PAGE[PAGE.index(b'<h2'):]) + packer.flush()
    same(run(data=data)[1], run(data=PAGE)[1], 'spaces')


with tempfile.TemporaryDirectory() as temporary:
    test_read(temporary)
    test_many(temporary)
test_cut()
test_damaged()
test_bomb()
summary()
