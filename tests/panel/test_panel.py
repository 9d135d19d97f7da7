#!/usr/bin/env python3
"""The model's complaints, the drivers against the model, the fonts, and the
README's picture.

    test_panel.py [RENDER]     RENDER: tests/panel/render.c, built; default
                               $BUILD/tests/panel/render

Each forbidden stream must be complained about in the words expected; the
stream of each driver must bring no complaint and the very image that the
typesetter drew.  What needs a package or RENDER and lacks it is skipped.
"""
import os
import random
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
sys.path.insert(0, os.path.join(HERE, '..', '..', 'port', 'epaper'))
sys.dont_write_bytecode = True
import fonts  # noqa: E402
import panel  # noqa: E402
import picture  # noqa: E402
import story  # noqa: E402
from checks import check, skip, summary  # noqa: E402


# ---- streams by hand ----

def reset():
    return bytes([panel.RESET])


def wait(level):
    return bytes([panel.WAIT, level])


def command(code, *data):
    out = bytes([panel.COMMAND, code])
    for i in range(0, len(data), 255):
        part = bytes(data[i:i + 255])
        out += bytes([panel.DATA, len(part)]) + part
    return out


def uc(**change):
    """A good UC8179 stream of parts by name, some replaced."""
    parts = {
        'reset': reset(), 'ready': wait(0),
        'power': command(0x04) + wait(0),
        'setting': command(0x00, 0x1f), 'size': command(0x61, 3, 32, 1, 224),
        'old': command(0x10, *[255] * 48000),
        'new': command(0x13, *[0x5a] * 48000),
        'refresh': command(0x12) + wait(0),
        'off': command(0x02) + wait(0), 'sleep': command(0x07, 0xa5),
    }
    parts.update(change)
    return b''.join(parts.values())


def ssd(**change):
    parts = {
        'reset': reset(), 'ready': wait(1), 'soft': command(0x12) + wait(1),
        'gates': command(0x01, 199, 0, 0), 'ram': command(0x21, 0x40, 0),
        'entry': command(0x11, 3), 'x': command(0x44, 0, 24),
        'y': command(0x45, 0, 0, 199, 0), 'atx': command(0x4e, 0),
        'aty': command(0x4f, 0, 0), 'image': command(0x24, *[0xc3] * 5000),
        'mode': command(0x22, 0xf7), 'refresh': command(0x20) + wait(1),
        'sleep': command(0x10, 1),
    }
    parts.update(change)
    return b''.join(parts.values())


def window(left, right, top, bottom):
    return command(0x90, *struct.pack('>4HB', left, right, top, bottom, 1))


UC_BAD = [
    ({'reset': b''}, 'before a reset'),
    ({'power': b'', 'off': b''}, 'refresh before power on'),
    ({'power': command(0x04)}, 'while busy with power on'),
    ({'power': command(0x04) + wait(1)}, 'waits while BUSY is 1'),
    ({'power': command(0x04) + wait(0) + command(0x04) + wait(0)},
     'power on while it is on'),
    ({'setting': b''}, 'red mode'),
    ({'setting': command(0x00)}, '0 of 1 bytes'),
    ({'setting': command(0x00, 0x1f, 0)}, 'takes 1 bytes'),
    ({'size': b''}, 'before the resolution is set'),
    ({'size': command(0x61, 1, 224, 3, 32)}, 'resolution 480x800'),
    ({'size': command(0x61, 3, 32, 1, 224) + command(0x99)},
     'unknown command 0x99'),
    ({'old': b''}, 'not all written'),
    ({'new': command(0x13, *[0] * 47999)}, 'before its window is full'),
    ({'new': command(0x13, *[0] * 48001)}, 'outside the window'),
    ({'new': command(0x91) + command(0x13, *[0] * 48000)}, 'no window set'),
    ({'new': command(0x91) + window(8, 15, 0, 479) +
      command(0x13, *[0] * 481)}, 'outside the window'),
    ({'new': command(0x91) + window(8, 15, 0, 480)},
     'window outside the resolution'),
    ({'new': window(800, 807, 0, 9)}, 'window outside the resolution'),
    ({'new': window(16, 15, 0, 9)}, 'ends before it begins'),
    ({'new': window(4, 15, 0, 9)}, 'not on whole bytes'),
    ({'new': command(0x90, 0, 0, 0)}, '3 of 9 bytes'),
    ({'refresh': command(0x12)}, 'while busy with refresh'),
    ({'refresh': command(0x12) + bytes([panel.DATA, 1, 0]) + wait(0)},
     'data while busy'),
    ({'off': b''}, 'deep sleep before power off'),
    ({'off': b'', 'sleep': b''}, 'ends with the power on'),
    ({'off': command(0x02) + wait(0) + command(0x02) + wait(0)},
     'power off while it is off'),
    ({'off': command(0x02), 'sleep': b''}, 'ends without a wait'),
    ({'sleep': command(0x07, 0x5a)}, 'without its check code'),
    ({'sleep': command(0x07, 0xa5) + command(0x04)}, 'in deep sleep'),
    ({'ready': bytes([panel.DATA, 1, 7])}, 'data without a command'),
    ({'ready': b'\x00'}, 'no record begins with 0x00'),
    ({'sleep': b'\xc1'}, 'ends inside a record'),
    ({'sleep': b'\xc2\x05\x00'}, 'cut or empty'),
]

SSD_BAD = [
    ({'reset': b''}, 'before a reset'),
    ({'soft': b''}, 'before the software reset'),
    ({'soft': command(0x12)}, 'while busy with software reset'),
    ({'soft': command(0x12) + wait(0)}, 'waits while BUSY is 0'),
    ({'gates': b''}, 'refresh with None gates'),
    ({'gates': command(0x01, 198, 0, 0)}, 'refresh with 199 gates'),
    ({'ram': b''}, 'red RAM that was not written'),
    ({'entry': command(0x11, 1)}, 'the Y window runs against'),
    ({'entry': command(0x11, 2)}, 'the X window runs against'),
    ({'x': command(0x44, 0, 25)}, 'X window outside the RAM'),
    ({'y': command(0x45, 0, 0, 200, 0)}, 'Y window outside the RAM'),
    ({'x': command(0x44, 1, 24)}, 'counter is outside the window'),
    ({'aty': command(0x4f, 0, 1)}, 'counter is outside the window'),
    ({'image': command(0x24, *[0] * 5001)}, 'outside the window'),
    ({'image': command(0x24, *[0] * 4999)}, 'not all written'),
    ({'image': b''}, 'not all written'),
    ({'mode': b''}, 'before an update sequence is set'),
    ({'mode': command(0x22, 0x34)}, 'refresh before power on'),
    ({'mode': command(0x22, 0xf4)}, 'ends with the power on'),
    ({'refresh': command(0x20)}, 'while busy with activation'),
    ({'refresh': command(0x20), 'sleep': b''}, 'ends without a wait'),
    ({'sleep': command(0x10, 1) + command(0x24)}, 'in deep sleep'),
    ({'sleep': command(0x10)}, '0 of 1 bytes'),
    ({'sleep': command(0x66)}, 'unknown command 0x66'),
    ({'ready': bytes([panel.DATA, 1, 7])}, 'data without a command'),
]


def test_model():
    for name, make, bad in (('uc8179', uc, UC_BAD), ('ssd1681', ssd, SSD_BAD)):
        images, complaints = panel.run(name, make())
        check(complaints == [] and len(images) == 1,
              '%s: a good stream: %s' % (name, complaints))
        for change, words in bad:
            _, complaints = panel.run(name, make(**change))
            check(any(words in c for c in complaints),
                  '%s: %s: no complaint "%s", but %s' %
                  (name, list(change), words, complaints[:3]))
    images, _ = panel.run('uc8179', uc())
    check(images[0].rows == [b'\x5a' * 100] * 480, 'uc8179: the image')
    images, _ = panel.run('uc8179', uc(old=command(0x50, 0x20, 7) +
                                       command(0x10, *[0] * 48000)))
    check(images[0].rows == [b'\xa5' * 100] * 480, 'uc8179: DDX turns it')
    images, _ = panel.run('uc8179', uc(
        new=command(0x13, *[0x5a] * 48000) + command(0x91) +
        window(8, 15, 0, 479)))
    check(images[0].rows == [b'\xff\x5a' + b'\xff' * 98] * 480,
          'uc8179: a partial refresh')
    images, _ = panel.run('ssd1681', ssd())
    check(images[0].rows == [b'\xc3' * 25] * 200, 'ssd1681: the image')
    images, complaints = panel.run('ssd1681', ssd(
        entry=command(0x11, 5), y=command(0x45, 199, 0, 0, 0),
        aty=command(0x4f, 199, 0),
        image=command(0x24, *[i // 200 for i in range(5000)])))
    check(not complaints and images[0].rows == [bytes(range(25))] * 200,
          'ssd1681: gates first, downwards')


def test_noise():
    """Any bytes at all: a complaint perhaps, never a crash."""
    dice = random.Random(1)
    for _ in range(300):
        stream = bytearray(dice.choice((ssd(), uc(old=b'', new=b''))))
        for _ in range(dice.randrange(1, 20)):
            stream[dice.randrange(len(stream))] = dice.randrange(256)
        for name in ('uc8179', 'ssd1681', 'ssd1680'):
            panel.run(name, bytes(stream[:dice.randrange(len(stream))]))
        check(True, 'noise')


# ---- drivers ----

def read_pbm(path):
    with open(path, 'rb') as file:
        magic, size, data = file.read().split(b'\n', 2)
    width, height = map(int, size.split())
    stride = (width + 7) // 8
    rows = [bytes(b ^ 255 for b in data[i * stride:(i + 1) * stride])
            for i in range(height)]
    return panel.Image(width, height, rows)


def lines_of(render, text):
    """(the texts of the lines of a story's pages, what render said)"""
    with tempfile.TemporaryDirectory() as place:
        name = os.path.join(place, 'story')
        with open(name, 'w', encoding='utf-8') as file:
            file.write(text)
        done = subprocess.run([render, '--lines', name], timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return ([line.split('\t')[6] for line in
             done.stdout.decode().splitlines()], done.stderr.decode())


def test_numbers(render):
    """From galley's JSON to the lines of a page."""
    article = {'blocks': [
        {'kind': 'list_item', 'level': 1, 'number': 12, 'text': 'one'},
        {'kind': 'list_item', 'level': 1, 'text': 'two'},
        {'kind': 'list_item', 'level': 2, 'number': 65535, 'text': 'three'},
        {'kind': 'heading', 'level': 3, 'number': 1, 'text': 'four'}]}
    lines, said = lines_of(render, '\n'.join(story.lines(article)))
    check(lines == ['12.', 'one', '\u2022', 'two', '65535.', 'three', '1.',
                    'four'] and not said, 'numbers: %s %s' % (lines, said))
    for level in ('', 'x', '1x', '1,', '1,x', '1,65536', '1,-1', '256'):
        lines, said = lines_of(render, 'list_item\t%s\ttext\n' % level)
        check(lines == [] and 'not a level' in said,
              'level "%s": %s %s' % (level, lines, said))


def test_drivers(render):
    stories = [os.path.join(HERE, name)
               for name in ('harbour.story', 'edges.story')]
    for name in panel.PANELS:
        for story in stories:
            for strip in (8, 24):
                with tempfile.TemporaryDirectory() as place:
                    wire = os.path.join(place, 'wire')
                    page = os.path.join(place, 'page')
                    done = subprocess.run(
                        [render, '--panel=' + name, '--wire=' + wire,
                         '--pbm=' + page, '--strip=%d' % strip, story],
                        stdout=subprocess.DEVNULL, timeout=120)
                    check(done.returncode == 0, 'render ' + name)
                    with open(wire, 'rb') as file:
                        images, complaints = panel.run(name, file.read())
                    check(complaints == [], '%s: %s' % (name, complaints[:3]))
                    drawn = [read_pbm('%s%d.pbm' % (page, i + 1))
                             for i in range(len(images))]
                    check(len(os.listdir(place)) == len(images) + 1,
                          name + ': an image for each page')
                    for image, want in zip(images, drawn):
                        check((image.width, image.height) ==
                              (want.width, want.height) and
                              image.clean() == want.clean(),
                              '%s: not the image that was drawn' % name)


# ---- the README's picture ----

def pixels(png):
    """The head and the rows of a PNG that panel.py has written: the bytes
    between may be another zlib's."""
    data, at = {b'IHDR': b'', b'IDAT': b''}, 8
    while at < len(png):
        size, kind = struct.unpack_from('>I4s', png, at)
        data[kind] = data.get(kind, b'') + png[at + 8:at + 8 + size]
        at += size + 12
    return data[b'IHDR'], zlib.decompress(data[b'IDAT'])


def test_picture():
    with open(os.path.join(HERE, 'demo.png'), 'rb') as file:
        shown = file.read()
    images, complaints = picture.draw()
    check(complaints == [] and len(images) == 2, 'the picture is drawn')
    check(pixels(shown) == pixels(images[0].png()),
          'demo.png is not what is drawn: make readme-panel')
    check(pixels(shown) != pixels(images[1].png()), 'pictures differ')
    check(len(shown) < 16384, 'demo.png is small')


# ---- fonts ----

BDF = '''STARTFONT 2.1
FONT_ASCENT 4
FONT_DESCENT 1
STARTCHAR A
ENCODING 65
DWIDTH 6 0
BBX 5 4 1 -1
BITMAP
00
50
F8
00
ENDCHAR
STARTCHAR space
ENCODING 32
DWIDTH 3 0
BBX 0 0 0 0
BITMAP
ENDCHAR
ENDFONT
'''


def test_bdf():
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'a.bdf')
        with open(path, 'w') as file:
            file.write(BDF)
        font = fonts.read_font(path)
        glyph = font.glyphs[65].trimmed()
        check((font.ascent, font.descent) == (4, 1), 'bdf: ascent')
        check((glyph.advance, glyph.left, glyph.top, glyph.width,
               glyph.rows) == (6, 1, 2, 5, [0b01010, 0b11111]), 'bdf: glyph')
        check(fonts.pack(glyph) == bytes([6, 1, 5, 2, 2, 0b01010111,
                                          0b11000000]), 'bdf: packed')
        text = fonts.header(font, 'a', fonts.parse_ranges('20-7e'), path)
        check('0x0020, 0x0020, 0x0000, 0x0041, 0x0041, 0x0001,' in text,
              'bdf: ranges')
        for cut in range(0, len(BDF), 7):
            with open(path, 'w') as file:
                file.write(BDF[:cut])
            try:
                fonts.read_font(path)
                check('ENDCHAR' in BDF[:cut], 'bdf: cut at %d' % cut)
            except fonts.Error:
                check(True, 'bdf: cut')


def unpacked(font, code):
    return font.glyphs[code].trimmed()


def test_pcf(name, package, path):
    path = os.path.join(fonts.X11, path)
    if not os.path.exists(path):
        skip('%s: no such font (package %s)' % (name, package))
        return
    font = fonts.read_font(path)
    codes = fonts.parse_ranges(fonts.LATIN)
    have = [c for c in codes if c in font.glyphs]
    check(len([c for c in have if c < 0x100]) >= 190, name + ': Latin-1')
    check(len([c for c in have if 0x100 <= c < 0x180]) >= 127,
          name + ': Latin Extended-A')
    punctuation = (0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                   0x2026, 0x20ac)
    check(all(c in font.glyphs for c in punctuation), name + ': punctuation')
    for code in have:
        glyph = unpacked(font, code)
        if glyph.rows:
            check(glyph.rows[0] and glyph.rows[-1] and
                  any(r >> glyph.width - 1 for r in glyph.rows) and
                  any(r & 1 for r in glyph.rows) and
                  max(glyph.rows) < 1 << glyph.width,
                  '%s: U+%04X is not tight' % (name, code))
    # A letter's shape says whether bits and bytes were in the right order.
    bar = unpacked(font, ord('l')) if name != 'mono' else unpacked(font, 0x7c)
    check(len(bar.rows) > 2 * bar.width - 1, name + ': shape')
    dot = unpacked(font, ord('.'))
    colon = unpacked(font, ord(':'))
    check(colon.rows[-len(dot.rows):] == dot.rows, name + ': colon and dot')
    check(len(unpacked(font, 0xc9).rows) > len(unpacked(font, 0x45).rows),
          name + ': accent')


def test_damaged():
    _, path = fonts.FACES['body']
    path = os.path.join(fonts.X11, path)
    if not os.path.exists(path):
        skip('a damaged PCF: no font (package xfonts-100dpi)')
        return
    import gzip
    with open(path, 'rb') as file:
        data = gzip.decompress(file.read())
    with tempfile.TemporaryDirectory() as place:
        name = os.path.join(place, 'x.pcf')
        for cut in (0, 3, 9, 100, 2000, len(data) // 2, len(data) - 40000):
            with open(name, 'wb') as file:
                file.write(data[:cut])
            try:
                fonts.read_font(name)
                check(False, 'pcf cut at %d was read' % cut)
            except fonts.Error:
                check(True, 'pcf cut')


# ---- the README's program ----

def test_readme():
    root = os.path.join(HERE, '..', '..')
    with open(os.path.join(root, 'port', 'epaper', 'README.md'),
              encoding='utf-8') as file:
        code = file.read().split('```c\n')[1].split('```')[0]
    with tempfile.TemporaryDirectory() as place:
        for name in ('body', 'headline', 'small'):
            package, path = fonts.FACES[name]
            path = os.path.join(fonts.X11, path)
            if not os.path.exists(path):
                skip("the README's program: no font (package %s)" % package)
                return
            fonts.make(path, name, os.path.join(place, name + '.h'))
        done = subprocess.run(
            [os.environ.get('CC', 'cc'), '-std=c99', '-Wall', '-Wextra',
             *os.environ.get('WERROR', '').split(), '-fsyntax-only',
             '-I', os.path.join(root, 'include'),
             '-I', os.path.join(root, 'port', 'epaper'), '-I', place,
             '-x', 'c', '-'], input=code.encode())
        check(done.returncode == 0, "the README's program does not compile")


def main(arguments):
    test_readme()
    test_model()
    test_noise()
    test_bdf()
    for name, (package, path) in fonts.FACES.items():
        test_pcf(name, package, path)
    test_damaged()
    render = arguments[0] if arguments else os.path.join(
        os.environ.get('BUILD', 'build'), 'tests', 'panel', 'render')
    if os.path.exists(render):
        test_numbers(render)
        test_drivers(render)
        test_picture()
    else:
        skip('the drivers, the picture: no fonts to draw with (packages '
             'xfonts-100dpi xfonts-base)')
    summary()


if __name__ == '__main__':
    main(sys.argv[1:])
