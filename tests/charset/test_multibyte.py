#!/usr/bin/env python3
"""The multi-byte encodings: tables and decoders against Python's codecs, and
against the standard's rules for what is no character (standard.py).

Every sequence of two bytes, the characters of three and four, and random
bytes come out as they should, whole and in pieces of each size.
"""
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, HERE)
import standard  # noqa: E402
from checks import check, same, summary  # noqa: E402
from filter import decode  # noqa: E402

# Control characters make a page binary in its first 256 bytes; a byte that
# is none of UTF-8 makes the label count.
BEGIN = 256 * b'z' + b'\xFF'
CODEC = {'gbk': 'gb18030', 'big5': 'big5hkscs', 'shift_jis': 'cp932',
         'euc-kr': 'cp949', 'euc-jp': 'euc_jp'}
# Pairs that Python has another character for, or none: multibyte.py.
DIFFER = {'gbk': 20, 'big5': 203, 'shift_jis': 0, 'euc-kr': 0}


def test_generated():
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'tables.h')
        subprocess.run([sys.executable,
                        os.path.join(ROOT, 'src', 'multibyte.py'), path],
                       check=True)
        with open(path) as new, \
                open(os.path.join(ROOT, 'src', 'multibyte_tables.h')) as old:
            check(new.read() == old.read(), 'src/multibyte_tables.h is not '
                  'what src/multibyte.py writes')


def compare(cases, pieces=(0, 1, 2, 3, 5)):
    """[(name, bytes)]"""
    wanted = [standard.decode(name, BEGIN + page) for name, page in cases]
    for piece in pieces:
        got = decode([(name, BEGIN + page) for name, page in cases], piece)
        for (name, page), text, (result, used, out) in zip(cases, wanted,
                                                           got):
            check((result, used, out) == (0, name, text.encode(
                'utf-8', 'surrogatepass')), '%s in pieces of %d: %r' % (
                    name, piece, page[:100]))


def test_pairs():
    """Each lead byte with each other byte, behind which is a letter, ASCII
    that may be a trail byte, a lead byte, nothing."""
    for behind in b'z', b'@', b'\xB0\xA1', b'\x81\x30', b'':
        compare([(name, b''.join(bytes([lead, trail]) + behind
                                 for trail in range(256)))
                 for name in standard.DECODERS
                 for lead in range(0x80, 0x100)], (0, 1, 3))


def test_codecs():
    """What Python has a character for is that character."""
    for name, differ in DIFFER.items():
        pairs = [bytes([lead, trail]) for lead in range(0x81, 0xFF)
                 for trail in range(0x40, 0xFF)
                 if name != 'shift_jis' or lead < 0xA0 or 0xDF < lead < 0xFD]
        page = b' '.join(pairs)
        (_, _, out), = decode([(name, BEGIN + page)])
        texts = out.decode('utf-8')[257:].split(' ')
        check(len(texts) == len(pairs), name + ': so many characters')
        wrong = 0
        for pair, text in zip(pairs, texts):
            try:
                wanted = pair.decode(CODEC[name])
            except UnicodeDecodeError:
                wanted = text if '\uFFFD' in text else 'none'
            wrong += text != wanted
        same(wrong, differ, name + ': characters that Python has not')


def test_four():
    """All of four bytes below U+10000, some of the others."""
    def four(pointer):
        rest, last = divmod(pointer, 10)
        rest, third = divmod(rest, 126)
        return bytes([0x81 + rest // 10, 0x30 + rest % 10, 0x81 + third,
                      0x30 + last])

    rng = random.Random(3)
    pointers = [*range(39500), 189000, 1237575, 1237576, 188999,
                126 * 10 * 126 * 10 - 1]
    pointers += [rng.randrange(39420, 1587600) for _ in range(3000)]
    page = b''.join(four(p) for p in pointers)
    compare([('gb18030', page[i:i + 4000])
             for i in range(0, len(page), 4000)], (0, 1, 3))
    for pointer in [p for p in pointers if 39420 > p != 7457]:
        text = four(pointer).decode('gb18030')
        if text != standard.decode('gb18030', four(pointer)):
            check(False, 'pointer %d' % pointer)
    # What may stand at each place, and what may not.
    some = b'\x2F\x30\x39\x3A\x40\x7F\x80\x81\xFE\xFF'
    compare([('gb18030', bytes([first, a, b, c]) + behind)
             for first in b'\x81\x84\x90\xE3\xFE' for a in some for b in some
             for c in some for behind in (b'', b'z')], (0, 1))


def test_three():
    """EUC-JP's other set, and what may stand in its place."""
    compare([('euc-jp', b''.join(bytes([0x8F, a, b]) + behind
                                 for b in range(256)))
             for a in range(256) for behind in (b'', b'z')], (0, 1))


def test_iso_2022_jp():
    escapes = [b'\x1B' + e for e in (b'(B', b'(J', b'(I', b'$B', b'$@')]
    alls = b''.join(bytes([a, b]) for a in range(256) for b in range(256)
                    if a != 0x1B and b != 0x1B)
    compare([('iso-2022-jp', e + alls[i:i + 5100]) for e in escapes
             for i in range(0, len(alls), 5100)], (0, 1, 7))
    rng = random.Random(4)
    parts = [*escapes, b'\x1B', b'\x1B(', b'\x1B$', b'\x1B$C', b'z', b'\x0E',
             b'\\', b'~', b'$B', b'\x21', b'\x46\x7C', b'\n', b'\x80']
    compare([('iso-2022-jp', b''.join(rng.choices(
        parts, k=rng.randrange(12)))) for _ in range(4000)], (0, 1, 2))


def test_random():
    rng = random.Random(5)
    some = {'gb18030': b'\x30\x39\x80\x81\x84\x90\xE3\xFE\xFF<z\x7F',
            'big5': b'\x40\x62\x64\x7E\x7F\x80\x88\xA1\xA3\xA5\xA7\xFE\xFF',
            'euc-jp': b'\x8E\x8F\xA1\xB0\xDF\xE0\xFE\xFF<z\x80',
            'shift_jis': b'\x40\x80\x81\x9F\xA0\xA1\xDF\xE0\xFC\xFD<z\x7F',
            'euc-kr': b'\x41\x81\xA1\xB0\xC8\xC9\xFE\xFF<z\x80'}
    some['gbk'] = some['gb18030']
    compare([(name, bytes(rng.choices(
        some[name] if rng.random() < .5 else range(256),
        k=rng.randrange(300)))) for name in some for _ in range(100)])


test_generated()
test_codecs()
test_pairs()
test_three()
test_four()
test_iso_2022_jp()
test_random()
summary()
