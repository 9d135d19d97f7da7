#!/usr/bin/env python3
"""The inflate stage against Python's zlib: streams of every kind in pieces of
every kind; each byte of some damaged, each of their beginnings; bits at
random; labelled pages, compressed.

usage: test_zlib.py [--all]      --all: every labelled page, not some
"""
import glob
import gzip
import os
import random
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import EMULATOR, SHARED, check, fixtures, skip, summary  # noqa

FILTER = os.path.join(os.environ.get('BUILD', 'build'),
                      'tests/inflate/inflate')
DAMAGED, WINDOW = -14, -15
RAW, ZLIB, GZIP = -15, 15, 31   # zlib's numbers for them
PAGES = 24


class Job:
    """A stream for the filter, and what must come of it."""

    def __init__(self, name, stream, text, result=0, size=32768, piece=0,
                 seed=1, coded=1, unread=0):
        self.name = name
        self.stream = stream
        self.text = text
        self.result = result
        self.unread = unread
        self.head = b'%d %d %d %d %d\n' % (size, coded, piece, seed,
                                           len(stream))


def run(jobs):
    """[(result, unread, offset, text)]"""
    done = subprocess.run([*EMULATOR, FILTER], stdout=subprocess.PIPE,
                          input=b''.join(j.head + j.stream for j in jobs))
    check(done.returncode == 0, 'the filter ends with 0')
    found, at = [], 0
    while at < len(done.stdout):
        end = done.stdout.index(b'\n', at)
        *numbers, size = map(int, done.stdout[at:end].split())
        at = end + 1 + size
        found.append((*numbers, done.stdout[end + 1:at]))
    check(len(found) == len(jobs), 'as many answers as streams')
    return found


def compare(jobs):
    for job, (result, unread, offset, text) in zip(jobs, run(jobs)):
        check(result == job.result and text == job.text
              and job.unread in (unread, None),
              '%s: %d, %d unread, %d bytes; not %d, %s, %d' % (
                  job.name, result, unread, len(text), job.result,
                  job.unread, len(job.text)))


def packed(text, bits, level=9, strategy=zlib.Z_DEFAULT_STRATEGY, memory=8):
    c = zlib.compressobj(level, zlib.DEFLATED, bits, memory, strategy)
    return c.compress(text) + c.flush()


def texts(chance):
    """Of every kind: what repeats near and far, what does not at all."""
    noise = chance.randbytes(40000)
    yield 'nothing', b''
    yield 'a byte', b'a'
    yield '256 bytes', bytes(range(256))
    yield 'one byte often', b'a' * 100000
    yield 'noise', noise
    yield 'far copies', noise[:32768] + noise[:32768]
    yield 'words', b' '.join(chance.choice([b'ice', b'floes', b'in', b'the',
                                            b'harbour', b'<p>', b'\n'])
                             for _ in range(30000))
    yield 'skewed', bytes(int(chance.expovariate(0.04)) & 255
                          for _ in range(60000))


def test_kinds():
    """All formats, levels and strategies, in pieces of 1 to 4000 bytes."""
    chance, jobs = random.Random(11), []
    for name, text in texts(chance):
        for bits in RAW, ZLIB, GZIP, ZLIB - 6, GZIP - 4:
            for level, strategy in ((0, 0), (1, 0), (6, 0), (9, 0),
                                    (6, zlib.Z_FIXED),
                                    (6, zlib.Z_HUFFMAN_ONLY),
                                    (6, zlib.Z_RLE)):
                stream = packed(text, bits, level, strategy,
                                chance.randint(1, 9))
                for piece in 1, 0, 1 << 20:
                    jobs.append(Job('%s, format %d, level %d, strategy %d'
                                    % (name, bits, level, strategy), stream,
                                    text, piece=piece,
                                    seed=chance.randint(1, 1 << 20)))
    compare(jobs)


def test_flushes():
    """Empty stored blocks, and what zlib's flushes leave."""
    chance = random.Random(12)
    c, stream, text = zlib.compressobj(6, zlib.DEFLATED, GZIP), b'', b''
    for _ in range(300):
        piece = chance.choice([b'', b'ice ' * chance.randint(0, 300),
                               chance.randbytes(chance.randint(0, 300))])
        text += piece
        stream += c.compress(piece) + c.flush(chance.choice(
            [zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH,
             zlib.Z_BLOCK]))
    stream += c.flush()
    compare([Job('flushes', stream, text, piece=piece)
             for piece in (0, 1, 7, 1 << 20)])


def test_windows():
    """A stream that was made for a window is read with it; with less it ends
    with an error by name, what came before being right."""
    chance, jobs = random.Random(13), []
    noise = chance.randbytes(300)
    for bits in range(9, 16):
        text = b''.join(noise[:chance.randint(3, 300)]
                        + chance.randbytes(chance.randint(0, 1 << bits))
                        for _ in range(40))
        jobs.append(Job('window of %d bits' % bits, packed(text, bits + 16),
                        text, size=1 << bits))
    noise = chance.randbytes(32768)
    for far in 257, 512, 513, 4096, 4097, 32767, 32768:
        text = noise[:far] + noise[:200]
        stream = packed(text, GZIP)
        for size in 256, 511, 512, 4096, 5000, 32767, 32768, 65536:
            # zlib itself copies from no further than 32768 - 262, and the
            # first byte not at all.
            fits = far <= min(size // 256 * 256, 32768) or far > 32506
            jobs.append(Job('%d bytes back in a window of %d' % (far, size),
                            stream, text if fits else text[:far + 1],
                            0 if fits else WINDOW, size,
                            unread=None))
    compare(jobs)


def gzip_member(text, flags=0, extra=b'', name=b'', comment=b'', check=None,
                method=8):
    head = b'\x1F\x8B%c%c\1\2\3\4\2\3' % (method, flags)
    if flags & 4:
        head += struct.pack('<H', len(extra)) + extra
    if flags & 8:
        head += name + b'\0'
    if flags & 16:
        head += comment + b'\0'
    if flags & 2:
        head += struct.pack('<H', zlib.crc32(head) & 0xFFFF if check is None
                            else check)
    return head + packed(text, RAW) + struct.pack(
        '<LL', zlib.crc32(text), len(text))


def test_gzip():
    """Headers with all fields, members in a row, what follows them."""
    text, jobs = b'Ice floes in the harbour. ' * 30, []
    for flags in range(32):
        for extra in b'', b'x', b'\0' * 300:
            jobs.append(Job('flags %d' % flags, gzip_member(
                text, flags, extra, b'name' * len(extra), b''), text,
                piece=1))
    for flag in 32, 64, 128:
        jobs.append(Job('flag %d' % flag, gzip_member(text, flag), b'',
                        DAMAGED, unread=len(gzip_member(text)) - 4, piece=9999))
    one, two = gzip_member(text, 8, name=b'1'), gzip_member(b'', 31)
    jobs += [
        Job('a header checksum', gzip_member(text, 2, check=1), b'', DAMAGED,
            piece=9999, unread=len(gzip_member(text)) - 9),
        Job('another method', gzip_member(text, method=7), b'', DAMAGED,
            piece=9999, unread=len(gzip_member(text)) - 3),
        Job('members', one + two + one + one, text * 3),
        Job('members, a byte at a time', one + two + one + one, text * 3,
            piece=1),
        Job('zeros behind', one + bytes(700), text, unread=700),
        Job('other bytes behind', one + b'ab', text, unread=2),
        Job('a first byte behind', one + b'\x1F', text),
        Job('nearly a member behind', one + b'\x1F\x1F\x8B', text, unread=2),
        Job('a member that is cut behind', one + one[:-9], text * 2, DAMAGED),
        Job('a magic alone', one + b'\x1F\x8B', text, DAMAGED),
        Job('zlib behind zlib', packed(text, ZLIB) + packed(text, ZLIB),
            text, unread=len(packed(text, ZLIB))),
        Job('not compressed', b'<!DOCTYPE html><p>ice', b'<!DOCTYPE html>'
            b'<p>ice', coded=0),
        Job('nearly gzip', b'\x1F<p>', b'\x1F<p>', coded=0, piece=1),
        Job('a first byte', b'\x1F', b'\x1F', coded=0),
        Job('nothing', b'', b'', coded=0),
        Job('nothing, coded', b'', b''),
        Job('a byte, coded', b'\x78', b'', DAMAGED),
        Job('zlib that nobody announced', packed(text, ZLIB),
            packed(text, ZLIB), coded=0),
        Job('gzip that nobody announced', one + one, text * 2, coded=0)]
    compare(jobs)


def oracle(stream):
    """(complete, what zlib makes of the first stream)"""
    first = stream[:2]
    bits = RAW
    if first == b'\x1F\x8B':
        bits = GZIP
    elif (len(first) == 2 and first[0] & 0x8F == 8
          and int.from_bytes(first, 'big') % 31 == 0):
        bits = ZLIB
    d = zlib.decompressobj(bits)
    text = b''
    try:
        for i in range(len(stream)):
            text += d.decompress(stream[i:i + 1])
    except zlib.error:
        return False, text
    return d.eof, text


def agree(name, streams):
    """As zlib does: complete with the same bytes, or not.  Of one that is
    damaged either may have read a little further."""
    jobs = [Job(name, stream, b'', piece=i % 5 * 3)
            for i, stream in enumerate(streams)]
    for i, (job, (result, _, _, text)) in enumerate(zip(jobs, run(jobs))):
        complete, expected = oracle(job.stream)
        if complete or result == 0:
            good = complete and result == 0 and text == expected
        else:
            n = min(len(text), len(expected))
            good = result == DAMAGED and text[:n] == expected[:n]
        check(good, '%s %d: %d, %d bytes; zlib: %d, %d: %s' % (
            name, i, result, len(text), complete, len(expected),
            job.stream[:60].hex()))


def test_damage():
    """Each bit of a stream damaged, each beginning of it."""
    chance = random.Random(14)
    text = b' '.join(chance.choice([b'ice', b'floes', b'in', b'harbour'])
                     for _ in range(60)) + chance.randbytes(30)
    for bits in RAW, ZLIB, GZIP:
        for level, strategy in (0, 0), (9, 0), (9, zlib.Z_FIXED):
            stream = packed(text, bits, level, strategy)[:700]
            name = 'format %d, level %d, strategy %d' % (bits, level,
                                                         strategy)
            agree(name + ', cut', [stream[:i] for i in
                                   range(1, len(stream))])
            agree(name + ', damaged', [
                stream[:i] + bytes([stream[i] ^ 1 << bit]) + stream[i + 1:]
                for i in range(len(stream)) for bit in range(8)])


def test_noise():
    """Blocks of bits at random, most of them with dynamic codes."""
    chance, streams = random.Random(15), []
    for _ in range(3000):
        bits = chance.randbytes(chance.randint(4, 60))
        first = chance.choice([bits[0], 4, 5, 2, 3]) | (bits[0] & 0xF8)
        streams.append(bytes([first]) + bits[1:])
    agree('noise', streams)


def test_pages(every):
    names = sorted(glob.glob(os.path.join(SHARED, 'data/*/pages/*.gz')))
    if not names:
        skip('no labelled pages below ' + SHARED)
    chance = random.Random(16)
    if not every:
        names = chance.sample(names, min(PAGES, len(names)))
    names += [page for page, _ in fixtures()]
    for at in range(0, len(names), 50):
        jobs = []
        for name in names[at:at + 50]:
            with open(name, 'rb') as f:
                page = f.read()
            if name.endswith('.gz'):
                page = gzip.decompress(page)
            stream = packed(page, chance.choice([RAW, ZLIB, GZIP]),
                            chance.randint(1, 9))
            jobs += [Job(name, stream, page, seed=chance.randint(1, 1 << 20)),
                     Job(name, stream, page, piece=1 << 30)]
        compare(jobs)


def main():
    test_kinds()
    test_flushes()
    test_windows()
    test_gzip()
    test_damage()
    test_noise()
    test_pages(sys.argv[1:] == ['--all'])
    summary()


if __name__ == '__main__':
    main()
