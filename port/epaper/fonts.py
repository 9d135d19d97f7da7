#!/usr/bin/env python3
"""Makes the const tables of a bitmap font from a PCF or BDF file.

    fonts.py --name=body --out=build/fonts/body.h FILE.pcf.gz
    fonts.py --all --out=build/fonts          every face of FACES below

In goes a font of a Debian package (never committed; its notice stays with
it), out comes a header with one `static const struct galley_font` and its
tables, as font.h describes them.  Which glyphs: --ranges, else LATIN.  A code
point that the font lacks is left out; the typesetter draws a box for it.

PCF is described in "The X11 PCF bitmap font file format" (fontforge.org),
BDF in Adobe's "Glyph Bitmap Distribution Format (BDF) Specification" 2.2.
"""
import gzip
import os
import struct
import sys

# Latin-1, Latin Extended-A, and the punctuation of running text.
LATIN = ('20-7e,a0-17f,192,218-21b,2c6-2c7,2d8-2dd,2010-2015,2018-201e,'
         '2020-2022,2026,2030,2032-2033,2039-203a,2044,20ac,2116,2122,'
         '2212,2260,2264-2265')

# face: (package, file below /usr/share/fonts/X11)
FACES = {
    'body': ('xfonts-100dpi', '100dpi/ncenR14.pcf.gz'),
    'headline': ('xfonts-100dpi', '100dpi/timB24.pcf.gz'),
    'strong': ('xfonts-100dpi', '100dpi/ncenB14.pcf.gz'),
    'small': ('xfonts-100dpi', '100dpi/ncenR10.pcf.gz'),
    'mono': ('xfonts-base', 'misc/8x13.pcf.gz'),
}
X11 = '/usr/share/fonts/X11'

PCF_METRICS, PCF_BITMAPS = 1 << 2, 1 << 3
PCF_ENCODINGS, PCF_ACCELERATORS, PCF_BDF_ACCELERATORS = 1 << 5, 2, 1 << 8
PCF_PROPERTIES = 1


class Error(Exception):
    pass


class Glyph:
    """One glyph: bitmap rows are integers, the leftmost pixel highest."""

    def __init__(self, advance, left, top, width, rows):
        self.advance, self.left, self.top = advance, left, top
        self.width, self.rows = width, rows

    def trimmed(self):
        """The same ink in the smallest box."""
        rows, top, left, width = list(self.rows), self.top, self.left, \
            self.width
        while rows and not rows[0]:
            rows.pop(0)
            top -= 1
        while rows and not rows[-1]:
            rows.pop()
        if not rows:
            return Glyph(self.advance, 0, 0, 0, [])
        ink = 0
        for row in rows:
            ink |= row
        while not ink & 1:
            ink >>= 1
            rows = [row >> 1 for row in rows]
            width -= 1
        lead = width - ink.bit_length()
        return Glyph(self.advance, left + lead, top, width - lead, rows)


class Font:
    def __init__(self):
        self.ascent = self.descent = 0
        self.glyphs = {}


def reverse_bits(value):
    return int('{:08b}'.format(value)[::-1], 2)


class Pcf:
    """The tables of a PCF file that a font needs."""

    def __init__(self, data):
        self.data = data
        if data[:4] != b'\1fcp':
            raise Error('not a PCF file')
        (count,) = struct.unpack_from('<I', data, 4)
        if count > 64:
            raise Error('too many tables')
        self.tables = {}
        for i in range(count):
            kind, form, _, offset = struct.unpack_from('<4I', data, 8 + 16 * i)
            self.tables[kind] = (form, offset)

    def table(self, kind):
        if kind not in self.tables:
            raise Error('table %d is missing' % kind)
        form, offset = self.tables[kind]
        (again,) = struct.unpack_from('<I', self.data, offset)
        if again != form:
            raise Error('table %d has two formats' % kind)
        return form, '>' if form & 4 else '<', offset + 4

    def metrics(self):
        form, end, at = self.table(PCF_METRICS)
        if form & 0x100:                      # compressed: bytes less 0x80
            (count,) = struct.unpack_from(end + 'H', self.data, at)
            return [[v - 0x80 for v in self.data[at + 2 + 5 * i:
                                                 at + 7 + 5 * i]]
                    for i in range(count)]
        (count,) = struct.unpack_from(end + 'I', self.data, at)
        return [list(struct.unpack_from(end + '5h', self.data,
                                        at + 4 + 12 * i))
                for i in range(count)]

    def encodings(self):
        _, end, at = self.table(PCF_ENCODINGS)
        low, high, first, last, _ = struct.unpack_from(end + '5H', self.data,
                                                       at)
        at += 10
        found = {}
        for row in range(first, last + 1):
            for cell in range(low, high + 1):
                (glyph,) = struct.unpack_from(end + 'H', self.data, at)
                at += 2
                if glyph != 0xffff:
                    found[row << 8 | cell] = glyph
        return found

    def rows(self, metrics):
        form, end, at = self.table(PCF_BITMAPS)
        (count,) = struct.unpack_from(end + 'I', self.data, at)
        offsets = struct.unpack_from('%s%dI' % (end, count), self.data, at + 4)
        bits = at + 4 + 4 * count + 16
        pad = 1 << (form & 3)
        unit = 1 << (form >> 4 & 3)
        for offset, (left, right, _, up, down) in zip(offsets, metrics):
            width = right - left
            stride = (width + 8 * pad - 1) // (8 * pad) * pad
            out = []
            for y in range(up + down):
                start = bits + offset + y * stride
                row = self.data[start:start + stride]
                if len(row) < stride:
                    raise Error('a bitmap is cut')
                if bool(form & 4) != bool(form & 8):
                    row = b''.join(row[i:i + unit][::-1]
                                   for i in range(0, stride, unit))
                if not form & 8:
                    row = bytes(reverse_bits(b) for b in row)
                out.append(int.from_bytes(row, 'big') >> (8 * stride - width))
            yield out

    def font(self):
        font = Font()
        metrics = self.metrics()
        bitmaps = list(self.rows(metrics))
        kind = PCF_BDF_ACCELERATORS
        if kind not in self.tables:
            kind = PCF_ACCELERATORS
        _, end, at = self.table(kind)
        font.ascent, font.descent = struct.unpack_from(end + '2i', self.data,
                                                       at + 8)
        for code, index in self.encodings().items():
            left, right, advance, up, _ = metrics[index]
            font.glyphs[code] = Glyph(advance, left, up, right - left,
                                      bitmaps[index])
        return font


def read_bdf(text):
    font = Font()
    code = advance = box = rows = None
    for line in text.splitlines():
        word, *rest = line.split() or ['']
        if word == 'FONT_ASCENT':
            font.ascent = int(rest[0])
        elif word == 'FONT_DESCENT':
            font.descent = int(rest[0])
        elif word == 'ENCODING':
            code = int(rest[0])
        elif word == 'DWIDTH':
            advance = int(rest[0])
        elif word == 'BBX':
            box = [int(v) for v in rest]
        elif word == 'BITMAP':
            rows = []
        elif word == 'ENDCHAR':
            width, height, left, bottom = box
            if rows is None or len(rows) != height:
                raise Error('glyph %s: wrong number of rows' % code)
            if code >= 0:
                font.glyphs[code] = Glyph(advance, left, bottom + height,
                                          width, rows)
            rows = None
        elif rows is not None:
            rows.append(int(word, 16) >> (4 * len(word) - box[0]))
    if not font.glyphs:
        raise Error('not a BDF file')
    return font


def read_font(path):
    """A Font from a .pcf, .pcf.gz or .bdf file."""
    with open(path, 'rb') as file:
        data = file.read()
    try:
        if data[:2] == b'\x1f\x8b':
            data = gzip.decompress(data)
        if data[:4] == b'\1fcp':
            return Pcf(data).font()
        return read_bdf(data.decode('latin-1'))
    except (struct.error, ValueError, IndexError, TypeError, OSError,
            EOFError) as error:
        raise Error('%s: damaged font (%s)' % (path, error))
    except Error as error:
        raise Error('%s: %s' % (path, error))


def parse_ranges(text):
    codes = set()
    for part in text.split(','):
        first, _, last = part.partition('-')
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return sorted(codes)


def pack(glyph):
    """Five bytes of metrics, then the rows as one string of bits."""
    bits = ''.join('{:0{}b}'.format(row, glyph.width) for row in glyph.rows)
    bits += '0' * (-len(bits) % 8)
    head = struct.pack('BbBBb', glyph.advance, glyph.left, glyph.width,
                       len(glyph.rows), glyph.top)
    return head + bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def table(lines, kind, name, values, form):
    lines.append('static const %s %s[] GALLEY_FLASH = {' % (kind, name))
    row = '   '
    for value in values:
        item = ' ' + form.format(value) + ','
        if len(row) + len(item) > 79:
            lines.append(row)
            row = '   '
        row += item
    lines += [row, '};']


def header(font, name, codes, source):
    """The C header of the glyphs of codes that the font has."""
    chosen = [c for c in codes if c in font.glyphs]
    if not chosen:
        raise Error('%s: none of the glyphs' % source)
    bits, offsets, ranges = b'', [], []
    shapes = [font.glyphs[c].trimmed() for c in chosen]
    for index, (code, shape) in enumerate(zip(chosen, shapes)):
        if ranges and ranges[-1][1] + 1 == code:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, index])
        offsets.append(len(bits))
        bits += pack(shape)
    if len(bits) > 0xffff or chosen[-1] > 0xffff:
        raise Error('%s: more than 64 KB of glyphs' % source)
    ink = [s for s in shapes if s.rows]
    up = max(s.top for s in ink)
    down = max(len(s.rows) - s.top for s in ink)
    tag = 'galley_font_' + name
    size = len(bits) + 2 * len(offsets) + 6 * len(ranges)
    lines = ['/* Made by port/epaper/fonts.py from %s: do not edit.'
             % os.path.basename(source),
             ' * %d glyphs, %d bytes of tables. */' % (len(chosen), size),
             '#ifndef GALLEY_FONT_%s_H' % name.upper(),
             '#define GALLEY_FONT_%s_H' % name.upper(), '',
             '#include "font.h"', '']
    flat = [v for r in ranges for v in r]
    table(lines, 'uint16_t', tag + '_ranges', flat, '0x{:04x}')
    table(lines, 'uint16_t', tag + '_offsets', offsets, '{}')
    table(lines, 'uint8_t', tag + '_glyphs', bits, '0x{:02x}')
    lines += ['', 'static const struct galley_font %s = {' % tag,
              '    %s_ranges, %s_offsets,' % (tag, tag),
              '    %s_glyphs, %d,' % (tag, len(ranges)),
              '    %d, %d, %d, %d' % (font.ascent, font.descent, up, down),
              '};', '', '#endif', '']
    return '\n'.join(lines)


def write(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='ascii') as file:
        file.write(text)


def make(path, name, out, ranges=LATIN):
    write(out, header(read_font(path), name, parse_ranges(ranges), path))


def main(arguments):
    options, files = {}, []
    for argument in arguments:
        if argument.startswith('--'):
            key, _, value = argument[2:].partition('=')
            if key not in ('name', 'out', 'ranges', 'all'):
                raise Error('unknown option ' + argument)
            options[key] = value
        else:
            files.append(argument)
    ranges = options.get('ranges', LATIN)
    if 'all' in options and 'out' in options and not files:
        for name, (package, path) in FACES.items():
            path = os.path.join(X11, path)
            if not os.path.exists(path):
                raise Error('%s: install the package %s' % (path, package))
            make(path, name, os.path.join(options['out'], name + '.h'),
                 ranges)
    elif len(files) == 1 and 'name' in options and 'out' in options:
        make(files[0], options['name'], options['out'], ranges)
    else:
        sys.stderr.write(__doc__)
        return 64
    return 0


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except (Error, OSError) as error:
        sys.exit('fonts.py: %s' % error)
