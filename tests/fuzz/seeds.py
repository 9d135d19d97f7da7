#!/usr/bin/env python3
"""Seeds for the fuzz targets, each of its own format: a head as target.h and
the target's file say, then a text.  Made of the fixture pages, of what is
written here, and of html5lib's tests where $GALLEY_SHARED has them.

usage: seeds.py DIRECTORY
"""
import glob
import hashlib
import json
import os
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, '..', '..'))
SHARED = os.environ.get('GALLEY_SHARED', os.path.join(ROOT, '..', 'shared'))
HTML5LIB = os.path.join(SHARED, 'html5lib-tests')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', 'tokenizer'))
from conformance import encoded, read  # noqa: E402

PIECE = 400  # bytes of a part of a page, about

# A cut's two bytes: random pieces, of a byte, of 7, all at once.
CUTS = [b'\0\5', b'\1\0', b'\7\0', b'\xFF\0']


def fixtures():
    """[(name, bytes)]"""
    pages = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'tests', 'fixtures',
                                              '*.html'))):
        with open(path, 'rb') as f:
            pages.append((os.path.basename(path)[:-5], f.read()))
    return pages


def parts(page):
    """The page in parts that begin at a tag."""
    at = 0
    while at < len(page):
        end = page.find(b'<', at + PIECE)
        end = len(page) if end < 0 else end
        yield page[at:end]
        at = end


# ---- HTTP ----

OK = b'HTTP/1.1 200 OK\r\n'
TYPE = b'Content-Type: text/html; charset=utf-8\r\n'


def chunked(page, size):
    return b''.join(b'%x\r\n%s\r\n' % (len(page[i:i + size]),
                                       page[i:i + size])
                    for i in range(0, len(page), size)) + b'0\r\n\r\n'


def by_length(page):
    return OK + TYPE + b'Content-Length: %d\r\n\r\n%s' % (len(page), page)


def by_chunks(page, size):
    return OK + TYPE + b'Transfer-Encoding: chunked\r\n\r\n' + \
        chunked(page, size)


def by_close(page):
    return b'HTTP/1.0 200 OK\n' + TYPE + b'\n' + page


def responses(page):
    """A page in every way that a server may send it, and refuse to."""
    yield by_length(page)
    yield by_chunks(page, 100)
    yield by_chunks(page, 7)
    yield by_close(page)
    yield by_length(page)[:-9]
    yield by_chunks(page, 30)[:-9]
    yield b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n' + \
        b'Link: </a>\r\n\r\n' + by_chunks(page, 60)
    yield OK + b'transfer-encoding: chunked\r\n\r\nA;a="b"\r\n0123456789' + \
        b'\r\n00;x\r\nX-Trailer: 1\r\n\r\n'
    for field in (b'Content-Length: 5, 5', b'Content-Length: 5\r\n'
                  b'Content-Length: 6', b'Content-Length: +5',
                  b'Content-Length: 4294967296', b'Content-Encoding: gzip',
                  b'Content-Encoding: identity', b'Transfer-Encoding: gzip, '
                  b'chunked', b'Transfer-Encoding: chunked, chunked',
                  b'Content-Type: application/pdf', b'Content-Type: text/html'
                  b';charset="iso-8859-\\2"', b'Content-Type: text/html;\r\n'
                  b' charset = koi8-r', b'X-Long: ' + b'x' * 300, b'X\0: y',
                  b'Set-Cookie: a=b\r\n folded\r\n\tagain'):
        yield OK + field + b'\r\n\r\n' + page[:40]
    for status in (b'301 Moved', b'302 Found', b'308 P', b'304 Not Modified'):
        yield b'HTTP/1.1 ' + status + b'\r\nLocation: ' \
            b'https://example.org/a?b=c \r\n\r\n'
    for place in (b'l' * 300, b'\xC3\xA9\xFF', b'a b\tc'):
        yield b'HTTP/1.1 302 Found\r\nLocation: /' + place + b'\r\n\r\n'
    for status in (b'204 No Content', b'205 Reset', b'206 Partial', b'404',
                   b'101 Switching', b'600 x', b'20'):
        yield b'HTTP/1.1 ' + status + b'\r\n\r\nbody'


def http_seeds():
    page = b'<!DOCTYPE html><title>A fox</title><p>It was seen at sea.'
    for i, response in enumerate(responses(page)):
        yield CUTS[i % len(CUTS)] + response


# ---- inflate ----

def packed(text, bits, level=9, strategy=zlib.Z_DEFAULT_STRATEGY):
    c = zlib.compressobj(level, zlib.DEFLATED, bits, 9, strategy)
    return c.compress(text) + c.flush()


def streams():
    """Of deflate, zlib and gzip; of blocks of all kinds."""
    text = fixtures()[0][1]
    for bits in -15, 15, 31:
        yield packed(text[:1500], bits)
        yield packed(text[:200], bits, 0)
        yield packed(text[:300], bits, 9, zlib.Z_FIXED)
        yield packed(b'', bits)
        yield packed(b'ice' * 400, bits)
    yield packed(text[:200], 31) * 2 + bytes(9)
    yield b'\x1F\x8B\x08\x1F\0\0\0\0\0\3\2\0abc\0d\0\0\0' + \
        packed(b'x', -15)
    yield text[:100]


def inflate_seeds():
    for i, stream in enumerate(streams()):
        for window in 0, 1, 4:
            yield bytes([window]) + CUTS[i % len(CUTS)] + stream


# ---- charset ----

LABELS = 16  # as many as the target has

CODECS = {'big5hkscs': 'big5', 'euc_jp': 'euc-jp', 'cp932': 'shift_jis',
          'cp949': 'euc-kr', 'iso2022_jp': 'iso-2022-jp'}

META = [b'utf-8', b'windows-1251', b'iso-8859-2', b'utf-16', b'shift_jis',
        b'iso-2022-jp', b'hz-gb-2312', b'x-user-defined', b'unknown']

MAGIC = [b'\xEF\xBB\xBF', b'\xFF\xFE', b'\xFE\xFF', b'\xFF\xFE\0\0',
         b'\x1F\x8B', b'%PDF', b'\x89PNG', b'PK\3\4', b'<\0p\0', b'\0<\0p']


def charset_texts():
    for _, page in fixtures():
        yield from parts(page)
    russian = 'Лиса видела море. Ещё раз — «лиса»'
    for name in ('windows-1251', 'koi8-r', 'iso-8859-5', 'utf-16-le',
                 'utf-16-be', 'utf-8'):
        yield ('<p>' + russian).encode(name, 'replace')
    for name, text in (('gb18030', '中文😀，\xA0'), ('big5hkscs', '中文\xCA\u0304'),
                       ('euc_jp', '日本ｱ丂'), ('cp932', '日本ｱ'),
                       ('cp949', '한국똠'), ('iso2022_jp', '日本z日')):
        label = CODECS.get(name, name).encode()
        yield b'<p>' + text.encode(name)
        yield b'<meta charset=' + label + b'>' + text.encode(name) + b'\xFF'
    for lang in b'ru', b'ja', b'zh-TW', b'ko':
        yield b'<meta charset=lang:' + lang + b'>\x93\xFA\xD6\xD0\xB0<'
    yield '😀a\U0010FFFFz'.encode('utf-16-le')
    yield 'é😀\u0800'.encode() + b'\xC3\xE2\x82\xF0\x9F\xED\xA0\x80\xF4\x90'
    for magic in MAGIC:
        yield magic + b'<p>text'
    for label in META:
        for before in (b'', b'<!--' + b'x' * 300 + b'-->'):
            yield before + b'<meta charset=' + label + b'><p>\xE9\xC3\xA9z'
    for path in sorted(glob.glob(os.path.join(HTML5LIB, 'encoding',
                                              '*.dat'))):
        with open(path, 'rb') as f:
            for test in f.read().split(b'#data\n')[1:]:
                yield test.split(b'\n#encoding')[0][:2 * PIECE]


def charset_seeds():
    for i, text in enumerate(charset_texts()):
        label = 0 if i % 3 else i // 3 % LABELS
        for cut in (CUTS[i % 3], CUTS[3]):
            yield bytes([label]) + cut + text


# ---- tokenizer ----

BROWSER = 64


def tokenizer_seeds():
    for _, page in fixtures():
        for i, part in enumerate(parts(page)):
            yield bytes([BROWSER]) + CUTS[i % len(CUTS)] + part
    directory = os.path.join(HTML5LIB, 'tokenizer')
    for i, (state, last, text, _, _) in enumerate(read(directory, {})[0]):
        # Of the thousands of names of references some are enough.
        if not text.startswith('&') or i % 40 == 0:
            last = 16 * {'xmp': 1, 'script': 2, 'title': 3}.get(last, 0)
            yield bytes([state | last]) + CUTS[i % len(CUTS)] + encoded(text)


# ---- pages ----

# An article, to put something inside.
BEFORE, BEHIND = dict(fixtures())['broken'].split(b'<div><p>')
WORDS = b'the ice came early, and the boats stayed where they were. '

SINK, HTTP, WHOLE, INFLATE, SMALL = 4, 8, 16, 32, 64

# The body buffers, by number.
BODY_4096, BODY_256, BODY_700 = 0, 1, 3
BODY_64K, BODY_200K, BODY_NONE = 5, 6, 7

# Body, headline and flags, label; fail_at, inside, before: target.h.
HEADS = [
    (BODY_4096, 3, 0, 0, 0, 0), (BODY_700, 2 | SINK, 0, 0, 0, 0),
    (BODY_256, SINK | WHOLE, 0, 2, 0, 0), (BODY_4096, 1, 1, 0, 0, 99),
    (BODY_256, SINK, 0, 0, 0, 60 | 1), (BODY_700, 2, 2, 0, 0, 0),
    (BODY_NONE, 3, 0, 0, 0, 0),
]

# on_block fails at an early call and at a late one; it calls feed, finish,
# reset, init.
SINKS = [(BODY_700, SINK, 0, 5, 0, 0), (BODY_4096, SINK | WHOLE, 0, 2, 0, 0),
         (BODY_4096, SINK, 0, 4, 0, 0)] + \
    [(BODY_700, SINK, 0, 0, kind | 4, 0) for kind in range(4)]


def page_head(head, cut):
    return bytes(head[:3]) + cut + bytes(head[3:])


def article_of(body):
    """A graph that says so, with a text that it is long enough for."""
    return b'<script type="application/ld+json">%s</script>' % json.dumps(
        {'@graph': [{'@type': 'NewsArticle', 'headline': 'Überschrift 😀',
                     'articleBody': body, 'description': 'x' * 220,
                     'author': [{'name': 'A. Fox'}, {'name': 'B. Hare'}],
                     'publisher': {'name': 'The Daily'},
                     'datePublished': '2024-02-03T04:05:06+07:00',
                     'inLanguage': 'en'}]}).encode()


SNIPPETS = [
    '</h1><title>News |&nbsp;Ministers agree on a law for small harbours'
    '</title>',
    '<title>' + 'A title that is long ' * 12 + '</title>',
    '<meta name=description content="' + 'Wörter ' * 40 + '">',
    '<p>day 1\0, the harbour&nbsp;&#8203;froze.',
    '<h1>One</h1><h1>Two &mdash; three</h1><h2>And four</h2>',
    '<ol start=65534><li>a<li>b<ol reversed><li>c</ol><li value=7>d</ol>',
    '<ul><li>' * 17 + 'Deep down there, ' * 9 + '</ul>' * 17,
    '<pre>\n a\tb\n\n</pre>',
    '<table><tr><td>1<td>2<tr><th>3<td><p>4</table>',
    '<figure><figcaption>What is seen</figcaption></figure>',
    '<div hidden>not this</div><noscript>nor this</noscript>',
    '<p>By <a rel=author>A. Fox</a>, <time datetime=2024-02-03>then</time>',
    '<svg><title>no</title><foreignObject><p>yes</foreignObject></svg>',
    '<math><mi>x</mi><annotation-xml encoding=text/html><p>y</math>',
    '<select><option>a</select><template><p>b</template>',
    '<meta charset=iso-2022-jp><p>behind it', '<base href=x><p>a<br><br>b',
    '<blockquote><p>quoted</p></blockquote><textarea><p>',
]


def galley_texts():
    """Pages; parts of pages, by themselves and in an article."""
    for _, page in fixtures():
        yield page
        yield from parts(page)
    for snippet in SNIPPETS:
        yield snippet.encode()
        yield BEFORE + snippet.encode() + BEHIND
    yield (BEFORE + BEHIND).replace(b'Owl takes', b'An owl that takes' * 20)
    yield article_of('It was seen. ' * 60)
    yield article_of('It was seen.\n\n' * 3)[:300]


def galley_seeds():
    pages = fixtures()
    for i, text in enumerate(galley_texts()):
        yield page_head(HEADS[i % len(HEADS)], CUTS[i % len(CUTS)]) + text
    for head in SINKS:
        yield page_head(head, CUTS[1]) + dict(pages)['demo']
        yield page_head(head, CUTS[2]) + BEFORE + BEHIND
    for i, response in enumerate(responses(dict(pages)['howto'])):
        head = (BODY_4096, HTTP | (SINK if i % 2 else 1), 0, 0, 0, 0)
        yield page_head(head, CUTS[i % len(CUTS)]) + response
    gzip = packed(dict(pages)['demo'], 31)
    for i, text in enumerate((gzip, gzip[:-900], by_length(gzip).replace(
            b'\r\n', b'\r\nContent-Encoding: gzip\r\n', 1))):
        flags = INFLATE | SINK | (HTTP if i == 2 else 0)
        for small in 0, SMALL:
            yield page_head((BODY_4096, flags | small, 0, 0, 0, 0),
                            CUTS[i]) + text


# ---- long pages: what stands before, is repeated, stands behind ----

LONG = [
    (BEFORE + b'<p>', WORDS, BEHIND), (BEFORE, b'<p>' + WORDS, BEHIND),
    (BEFORE + b'<pre>', WORDS + b'\n', BEHIND),
    (BEFORE + b'<table><tr>', b'<td>' + WORDS, BEHIND),
    (BEFORE + b'<ol>', b'<li>' + WORDS, BEHIND), (BEFORE, b'<li>', BEHIND),
    (BEFORE + '<p>'.encode(), '港が凍った。'.encode(), BEHIND),
    (BEFORE + b'<p>', b'wordwithoutend', BEHIND), (b'<b>', b'<b>', BEHIND),
    (b'<div hidden>', b'<b>', b'</b></div>' + BEHIND),
    (b'<ul>', b'<ul>', b'x'),
    (b'<title>', WORDS, b'</title>' + BEFORE), (b'<h1>', WORDS, b'</h1>'),
    (b'<meta name=description content="', WORDS, b'">' + BEFORE),
    (BEFORE + b'<p class="', b'entry ', b'">' + BEHIND),
    (BEFORE + b'<!--', WORDS, b'-->' + BEHIND), (b'<p', b' a=b', b'>x'),
    (BEFORE + b'<p>', b'a&amp;b&nbsp;', BEHIND), (BEFORE, b'<br>x', BEHIND),
    (article_of('')[:160], b'"articleBody":"', b'"}'),
    (b'<script type="application/ld+json">{"@type":"NewsArticle",'
     b'"articleBody":"', WORDS, b'"}</script>' + BEFORE),
    (b'<script type="application/ld+json">', b'[', b'</script>' + BEFORE),
]


def long_seeds():
    for i, (before, repeated, behind) in enumerate(LONG):
        text = before + repeated + behind
        part = b'%c%c%c%c' % (*divmod(len(before), 256), *divmod(
            len(before) + len(repeated), 256))
        for body, flags, length in (
                (BODY_200K, 1, 0), (BODY_4096, SINK, 2),
                (BODY_64K, SINK | WHOLE, 4 if i % 2 else 6)):
            head = page_head((body, flags, 0, 0, 0, 0), CUTS[i % len(CUTS)])
            yield head + part + bytes([length]) + text


# ---- many pages ----

def warc(fields, block, end=b'\r\n'):
    lines = [b'WARC/1.0', *fields, b'Content-Length: %d' % len(block), b'']
    return b''.join(line + end for line in lines) + block + 2 * end


def batch_seeds():
    page = b'<p>One.</p>\n'
    one = warc([b'WARC-Type: response', b'WARC-Target-URI: <http://a/>',
                b'Content-Type: application/http;', b' msgtype=response'],
               OK + b'\r\n' + page)
    two = warc([b'WARC-Type: resource', b'WARC-Target-URI: http://b/',
                b'Content-Type: text/html; charset="utf-8"'], page, b'\n')
    three = warc([b'WARC-Type: request', b'Content-Type: application/http'],
                 b'GET / HTTP/1.1\r\n\r\n')
    line = (b'{"n":[1,-2.5e+3,true,false,null,{}],"url":"http://a/",'
            b'"html":"<p>\\u00e9\\ud83d\\ude00\\n\\"\\\\"}\n')
    for cut in CUTS:
        for text in (one + two + three + one, one[:-9] + two, two[:60],
                     one.replace(b'Length: ', b'Length: 1') + two,
                     b'no\n\n' + two):
            yield b'\0' + cut + text
        for text in (line + line, b'\xef\xbb\xbf' + line, b'\n' + line[:60],
                     line[:-2] + b'\n' + line, b'{"html":null}\n\r\n[]\n'):
            yield b'\1' + cut + text


# ---- all ----

TARGETS = {
    'http/fuzz': http_seeds, 'inflate/fuzz': inflate_seeds,
    'charset/fuzz': charset_seeds, 'command/fuzz': batch_seeds,
    'tokenizer/fuzz': tokenizer_seeds, 'galley/fuzz': galley_seeds,
    'galley/fuzz_long': long_seeds,
}


def main():
    for target, seeds in TARGETS.items():
        place = os.path.join(sys.argv[1], target)
        os.makedirs(place, exist_ok=True)
        for seed in seeds():
            name = hashlib.sha1(seed).hexdigest()[:16]
            with open(os.path.join(place, name), 'wb') as f:
                f.write(seed)


if __name__ == '__main__':
    main()
