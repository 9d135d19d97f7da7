#!/usr/bin/env python3
"""Real pages in each encoding that holds them give the article of their UTF-8
form, whether the transport says the encoding or a <meta>."""
import glob
import gzip
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
SHARED = os.environ.get('GALLEY_SHARED', os.path.join(ROOT, '..', 'shared'))
GALLEY = os.environ.get('GALLEY', os.path.join(ROOT, 'build', 'galley'))
sys.path.insert(0, os.path.join(ROOT, 'src'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
import charset  # noqa: E402
import multibyte  # noqa: E402
from checks import check, same, skip, summary  # noqa: E402

SETS = ['news', 'fundus']
PAGES = 4  # of each encoding, those with the most characters above U+007F
INDEX = {'gbk': multibyte.gb18030, 'big5': multibyte.big5,
         'euc-kr': multibyte.euc_kr, 'euc-jp': multibyte.jis0208,
         'shift_jis': multibyte.jis0208, 'iso-2022-jp': multibyte.jis0208}
CODEC = {**charset.CODEC, 'gbk': 'gb18030', 'big5': 'big5hkscs',
         'euc-kr': 'cp949', 'shift_jis': 'cp932', 'iso-2022-jp': 'iso2022_jp',
         'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be'}
META = re.compile(r'<meta charset=["\']?utf-8["\']?', re.I)


def holds(name):
    """The characters above U+007F that the encoding has as Python has them;
    None: all."""
    if name == 'gb18030' or name.startswith('utf'):
        return None
    codes = INDEX[name]() if name in INDEX else charset.table(name)
    codec = CODEC.get(name, name)
    found = set()
    for code in {c for c in codes if c > 0x7F}:
        try:
            if chr(code).encode(codec).decode(codec) == chr(code):
                found.add(chr(code))
        except UnicodeError:
            pass
    return found


def pages():
    """(characters above U+007F, path, text), the most first."""
    found = []
    for path in [path for name in SETS for path in glob.glob(os.path.join(
            SHARED, 'data', name, 'pages', '*.gz'))]:
        with gzip.open(path) as file:
            page = file.read()
        try:
            text = page.decode('utf-8')
        except UnicodeDecodeError:
            continue
        if not text.startswith('\uFEFF') and '\0' not in text:
            found.append((len(page) - len(text), path, text))
    return sorted(found, reverse=True)


def article(page, *options):
    out = subprocess.run([GALLEY, '--format=json', *options], input=page,
                         stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE).stdout
    got = json.loads(out)
    return {key: value for key, value in got.items()
            if not key.startswith('bytes')}


def test_page(name, path, text, wanted):
    codec = CODEC.get(name, name)
    same(article(text.encode(codec), '--charset=' + name), wanted,
         '%s, %s' % (path, name))
    meta = META.search(text)
    if meta and meta.start() < 1024 and not name.startswith('utf') \
            and name != 'x-user-defined':
        text = META.sub('<meta charset="%s"' % name, text, count=1)
        before = text[:meta.start()]
        if before.isascii():
            same(article(text.encode(codec)), wanted,
                 '%s, <meta charset=%s>' % (path, name))


def main():
    found = pages()
    if not found:
        skip('no pages in ' + os.path.join(SHARED, 'data'))
        summary()
    letters = {path: {c for c in set(text) if c > '\x7F'}
               for _, path, text in found}
    wanted, tested = {}, 0
    for name in charset.encodings():
        if name in ('replacement', 'x-user-defined'):
            continue
        has = holds(name)
        fit = [(path, text) for _, path, text in found
               if has is None or letters[path] <= has][:PAGES]
        for path, text in fit:
            if path not in wanted:
                wanted[path] = article(text.encode(), '--charset=utf-8')
            test_page(name, path, text, wanted[path])
            tested += 1
    check(tested > 100, 'pages were found for the encodings: %d' % tested)
    summary()


if __name__ == '__main__':
    main()
