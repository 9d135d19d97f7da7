#!/usr/bin/env python3
"""Labels, single-byte tables and decoders against Python's codecs.

The generated tables are those of the generator; every byte of every
single-byte encoding, every label, random text and the pages of
$GALLEY_SHARED/data come out as Python decodes them.
"""
import glob
import gzip
import os
import random
import re
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
SHARED = os.environ.get('GALLEY_SHARED', os.path.join(ROOT, '..', 'shared'))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, 'src'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'charset'))
import charset  # noqa: E402
import standard  # noqa: E402
from checks import check, skip, summary  # noqa: E402
from filter import decode  # noqa: E402

# Bytes for which Python's codecs have no character and the standard has the
# C1 control, and those where the two disagree.
C1 = {
    'windows-874': 23, 'windows-1250': 5, 'windows-1251': 1,
    'windows-1252': 5, 'windows-1253': 14, 'windows-1254': 7,
    'windows-1255': 12, 'windows-1257': 10, 'windows-1258': 9,
}
DISAGREE = {'koi8-u': [0xAE, 0xBE], 'windows-1255': [0xCA]}


def test_generated():
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable,
                        os.path.join(ROOT, 'src', 'charset.py'), place],
                       check=True)
        for name in 'charset_numbers.h', 'charset_tables.h':
            with open(os.path.join(place, name)) as new, \
                    open(os.path.join(ROOT, 'src', name)) as old:
                check(new.read() == old.read(),
                      name + ' is not what src/charset.py writes')


def expected_table(name):
    """Code points of 0x80 to 0xFF by the codec alone, None: no character."""
    codes = []
    for byte in range(0x80, 0x100):
        try:
            codes.append(ord(bytes([byte]).decode(
                charset.CODEC.get(name, name))))
        except UnicodeDecodeError:
            codes.append(None)
    return codes


def test_single_byte():
    names = list(charset.SINGLE_BYTE)
    # A letter behind each byte: never well-formed UTF-8.
    page = b'<p>z' + b''.join(bytes([b, 0x7A]) for b in range(0x80, 0x100))
    for name, (result, used, text) in zip(
            names, decode([(name, page) for name in names])):
        check(result == 0 and used == name, name + ' is used')
        codes = [ord(c) for c in text.decode('utf-8')[4::2]]
        check(len(codes) == 128, name + ' has 128 characters')
        if name == 'x-user-defined':
            check(codes == list(range(0xF780, 0xF800)), name)
            continue
        wanted, holes, other = expected_table(name), 0, []
        for i, code in enumerate(codes):
            if wanted[i] is None and code == 0x80 + i:
                holes += 1
            elif wanted[i] is None and code != 0xFFFD:
                other.append(0x80 + i)
            elif wanted[i] is not None and code != wanted[i]:
                other.append(0x80 + i)
        check(holes == C1.get(name, 0), '%s: %d C1 controls' % (name, holes))
        check(other == DISAGREE.get(name, []), '%s: %r' % (name, other))


def test_labels():
    """0xFF shows a label of UTF-8 or UTF-16, and UTF-8 with 0xFF behind it
    one of any other encoding."""
    known = {}
    for name, labels in charset.encodings().items():
        for label in [name] + labels.split():
            known[label] = name
    check(len(known) == 228 and len(charset.encodings()) == 40, 'numbers')

    def recognised(labels):
        a = decode([(label, b'abcdef\xFF') for label in labels])
        b = decode([(label, b'abcd\xC3\xA9\xFF') for label in labels])
        return [x if x == y else 'none' if (x, y) == ('windows-1252', 'utf-8')
                else x + y for (_, x, _), (_, y, _) in zip(a, b)]

    labels = sorted(known)
    for edit in (str, str.upper, lambda s: ' \t' + s.title() + '\r '):
        edited = [edit(label) for label in labels]
        for label, name in zip(labels, recognised(edited)):
            check(name == known[label], '%r is %s' % (edit(label), name))
    wrong = set()
    for label in labels:
        wrong |= {label[:-1], label[1:], label + '0', label + '~',
                  label[:-1] + '!', '!' + label, label.replace('-', ' '),
                  label[:2] + '\x7F' + label[2:], label + ' ' + label}
    wrong = sorted(s for s in wrong if s.strip() not in known)
    for label, name in zip(wrong, recognised(wrong)):
        check(name == 'none', '%r is %s' % (label, name))


def random_page(rng, alphabet, n):
    return '<p>zz' + ''.join(
        rng.choice(alphabet) if rng.random() < .6
        else rng.choice('abc <>&;\n') for _ in range(n))


def test_random():
    rng = random.Random(1)
    cases = []
    scripts = {
        'windows-1251': 'абвгдеёжщъыьэюяАБВГЁ«»—№', 'koi8-r': 'абвгдежзЯЮЭ',
        'iso-8859-2': 'áčďéěíňóřšťúůýžŁąęźż', 'iso-8859-15': 'äöüß€Žœ',
        'windows-1252': 'äöüß€–“”„…éèç', 'windows-1253': 'αβγδεζηθάέήίΰ',
        'windows-1254': 'ğışçöüİŞ', 'iso-8859-5': 'абвгдеёжщ№',
    }
    for name, alphabet in scripts.items():
        for _ in range(10):
            # The first byte is none of UTF-8, so that the label counts.
            text = random_page(rng, alphabet, rng.randrange(400))
            lead = text[:5] + alphabet[0] + 'z' + text[5:]
            cases.append((name, lead.encode(name), lead))
    wide = 'aé€😀\u0800\uFFFF\U0010FFFF\u07FF\x7F中'
    for _ in range(40):
        text = random_page(rng, wide, rng.randrange(400))
        cases += [('utf-8', text.encode(), text),
                  ('', text.encode(), text),
                  ('utf-16le', text.encode('utf-16-le'), text),
                  ('utf-16be', text.encode('utf-16-be'), text)]
        # Damaged UTF-8: Python's "replace" is the standard's practice too.
        page = bytearray(b'\xC3\xA9' + text.encode() + b'.')
        for _ in range(rng.randrange(1, 20)):
            page[rng.randrange(7, len(page))] = rng.choice(
                b'\x80\xBF\xC0\xC2\xE0\xED\xEF\xF0\xF4\xF5\xFF\xA0\x9F')
        cases.append(('utf-8', bytes(page),
                      bytes(page).decode('utf-8', 'replace')))
    for piece in (0, 1, 7):
        got = decode([(label, page) for label, page, _ in cases], piece)
        for (label, page, text), (result, _, out) in zip(cases, got):
            check(result == 0 and out == text.encode(),
                  '%s in pieces of %d: %r' % (label, piece, page))


# Behind a text that is not UTF-8 the label counts; control characters make a
# page binary that stand in its first 256 bytes only.
LETTERS = 256 * 'z'
BEGIN = {'utf-8': LETTERS.encode() + b'\xC3\xA9\xFFz',
         'utf-16le': LETTERS.encode('utf-16-le'),
         'utf-16be': LETTERS.encode('utf-16-be')}
EDGES = {
    'utf-8': b'a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xEC\xED'
             b'\xEE\xEF\xF0\xF1\xF3\xF4\xF5\xFF',
    'utf-16le': b'\0\x0A<\xD7\xD8\xDB\xDC\xDF\xE0\xFE\xFF',
    'utf-16be': b'\0\x0A<\xD7\xD8\xDB\xDC\xDF\xE0\xFE\xFF',
}


def decoded(name, page):
    """By the codec; a byte for which it has no character is a C1 control."""
    if name in EDGES:
        return page.decode(name, 'replace')
    if name == 'x-user-defined':
        return ''.join(chr(b if b < 0x80 else 0xF700 + b) for b in page)
    table = expected_table(name)
    return ''.join(chr(b) if b < 0x80 or (table[b - 0x80] is None and b < 0xA0)
                   else chr(table[b - 0x80] or 0xFFFD) for b in page)


def random_bytes(rng, name):
    """Any bytes; some pages are made of those where characters begin, go on
    and end."""
    some = EDGES[name] if name in EDGES and rng.random() < .7 else range(256)
    some = [b for b in some if b not in DISAGREE.get(name, [])]
    return bytes(rng.choice(some) for _ in range(rng.randrange(600)))


def test_random_bytes():
    """Whatever comes, under every label whose encoding is supported."""
    rng = random.Random(2)
    cases = []
    for name, labels in charset.encodings().items():
        if name not in EDGES and name not in charset.SINGLE_BYTE:
            continue
        for label in [name] + labels.split():
            for _ in range(6):
                page = BEGIN.get(name, LETTERS.encode() + b'\x81z')
                cases.append((label, name, page + random_bytes(rng, name)))
    check(len({name for _, name, _ in cases}) == 32, 'all encodings')
    for piece in (0, 1, 7):
        got = decode([(label, page) for label, _, page in cases], piece)
        for (label, name, page), (result, used, out) in zip(cases, got):
            check((result, used, out) == (0, name,
                                          decoded(name, page).encode()),
                  '%s in pieces of %d: %r' % (label, piece, page[256:]))


META = re.compile(rb'<meta[^>]*charset\s*=\s*["\']?\s*([\w-]+)', re.I)


def test_pages():
    paths = sorted(glob.glob(os.path.join(SHARED, 'data', '*', 'pages',
                                          '*.gz')))
    if not paths:
        skip('no pages in ' + os.path.join(SHARED, 'data'))
        return
    known = {label: name for name, labels in charset.encodings().items()
             for label in [name] + labels.split()}
    for start in range(0, len(paths), 100):
        records, wanted = [], []
        for path in paths[start:start + 100]:
            with gzip.open(path) as file:
                page = file.read()
            meta = META.search(page)
            label = meta.group(1).decode().lower() if meta else ''
            name = known.get(label, 'windows-1252')
            records.append((label, page))
            try:
                page.decode('utf-8')
                wanted.append((0, page.removeprefix(b'\xEF\xBB\xBF')))
                continue
            except UnicodeDecodeError:
                pass
            if name in standard.DECODERS:
                wanted.append((0, standard.decode(name, page).encode()))
            elif name in charset.SINGLE_BYTE:
                wanted.append((0, b''.join(
                    bytes([b]) if b < 0x80 else
                    chr(charset.table(name)[b - 0x80] or 0xFFFD).encode()
                    for b in page)))
            else:
                wanted.append((0, page.decode('utf-8', 'replace').encode()))
        for path, (label, _), (result, text), (got, name, out) in zip(
                paths[start:], records, wanted, decode(records, 1460)):
            check(result == got and text == out,
                  '%s (%s): %d %s' % (path, label, got, name))


test_generated()
test_single_byte()
test_labels()
test_random()
test_random_bytes()
test_pages()
summary()
