"""Many pages in one input: WARC files and JSON Lines, whole, broken and cut
anywhere; each record's line is what its page gives by itself."""
import gzip
import json
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import (article, check, fixtures, run, same,  # noqa
                     summary)

with open('tests/fixtures/demo.html', 'rb') as f:
    DEMO = f.read()
HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'
RESPONSE = HEAD + b'Content-Length: %d\r\n\r\n' % len(DEMO) + DEMO
SMALL = ('<title>Ferry back at %s</title><article>' + ''.join(
    '<p>The harbour master said on Monday, after a long night, that boat %d, '
    'which had been missing, was found at last.</p>' % n for n in range(4)) +
    '</article>')


def gzipped(data, level=9):
    """Without the time, so that damage is the same each time."""
    return gzip.compress(data, level, mtime=0)


def small(n):
    return (SMALL % ('pier %d' % n)).encode()


# ---- what is expected ----

def page_line(page, url, *options, charset=None):
    """The line of one page, as the command prints it when it is alone."""
    options = list(options)
    if charset:
        options.append('--charset=' + charset)
    line = article(*options, data=page)
    return {'file': '-', 'url': url, **line, **{'file': '-'}}


def read(kind, data, *options):
    """Exit status, lines, lines on standard error."""
    status, out, err = run('--input=' + kind, *options, data=data)
    lines = out.decode('utf-8').split('\n')
    same(lines.pop(), '', 'the last line ends')
    return status, [json.loads(line) for line in lines], err.decode()


def states(lines):
    return [(line['url'], line['status']) for line in lines]


# ---- WARC ----

def record(kind='response', url='http://a/', content='application/http; '
           'msgtype=response', block=RESPONSE, length=None, version='1.0',
           eol=b'\r\n', more=(), tail=2):
    fields = ['WARC/' + version, 'WARC-Type: ' + kind,
              'WARC-Record-ID: <urn:uuid:92283950-ef2f-4d72-b224-f54c6ec90bb0>'
              , 'WARC-Date: 2024-05-06T07:08:09Z']
    if url is not None:
        fields.append('WARC-Target-URI: ' + url)
    if content is not None:
        fields.append('Content-Type: ' + content)
    if length is None:
        length = len(block)
    if length != '':
        fields.append('Content-Length: %s' % length)
    fields += more
    return (b''.join(f.encode() + eol for f in fields) + eol + block +
            tail * eol)


DEMO_LINE = page_line(RESPONSE, 'http://a/', '--http')


def demo_line(url):
    return {**DEMO_LINE, 'url': url}


def test_warc_records():
    html = 'text/html; charset="ISO-8859-2"'
    latin = small(1).replace(b'Ferry', 'Łódź'.encode('iso-8859-2'))
    data = b''.join([
        record('warcinfo', None, 'application/warc-fields', b'software: x'),
        record(url='http://a/1'),
        record('request', 'http://a/1', 'application/http; msgtype=request',
               b'GET / HTTP/1.1\r\n\r\n'),
        record('metadata', 'http://a/1', 'application/warc-fields', b'a: b'),
        record('revisit', 'http://a/1', block=HEAD + b'\r\n'),
        record('response', 'dns:a', 'text/dns', b'20240506\na. 1 IN A 1'),
        record('conversion', 'http://a/1', 'text/plain', b'Ferry'),
        record('resource', 'http://a/2', html, latin),
        record('resource', 'file:///p.png', 'image/png', b'\x89PNG'),
        record(url='<http://a/3>', version='1.1'),
        record('response', 'http://a/4', None)])
    status, lines, err = read('warc', data)
    same((status, err), (0, ''), 'records: no error')
    same(lines, [demo_line('http://a/1'),
                 page_line(latin, 'http://a/2', charset='iso-8859-2'),
                 demo_line('http://a/3'), demo_line('http://a/4')],
         'records: the lines')
    check('Łódź' in lines[1]['headline'], 'records: the charset')


def test_warc_lenience():
    """What is not as it should be, yet clear."""
    for name, one in (
            ('LF', record(eol=b'\n')),
            ('no line ends', record(tail=0)),
            ('one line end', record(tail=1)),
            ('five', record(tail=5)),
            ('folded', record(more=['X-Note: one', '\ttwo', ' three'])),
            ('folded URL', record(
                url=None, more=['WARC-Target-URI:', ' http://a/'])),
            ('upper case', record(url=None, length='', more=[
                'WARC-TARGET-URI: http://a/',
                'CONTENT-LENGTH:%d \t' % len(RESPONSE)])),
            ('twice the same', record(more=[
                'Content-Length: %d' % len(RESPONSE)]))):
        status, lines, err = read('warc', one + record(url='http://b/') + one)
        same((status, lines, err),
             (0, [demo_line(url) for url in ('http://a/', 'http://b/',
                                             'http://a/')], ''),
             'WARC: ' + name)
    same(read('warc', b''), (0, [], ''), 'WARC: empty')
    same(read('warc', b'\r\n\n')[0], 0, 'WARC: blank lines')


def test_warc_broken():
    """The broken record has its status; the ones around it are whole."""
    n = len(RESPONSE)
    before, after = record(url='http://b/'), record(url='http://c/')
    whole = [demo_line('http://b/'), demo_line('http://c/')]
    cases = [
        ('too short', record(length=n - 40), 'warc_length'),
        ('too short by some bytes', record(length=n - 3), 'warc_length'),
        ('no length', record(length=''), 'warc_syntax'),
        ('no number', record(length='12a'), 'warc_syntax'),
        ('negative', record(length=-1), 'warc_syntax'),
        ('beyond 64 bits', record(length=10 ** 30), 'warc_syntax'),
        ('two lengths', record(more=['Content-Length: 7']), 'warc_syntax'),
        ('no type', record().replace(b'WARC-Type', b'WARC-Tape'),
         'warc_syntax'),
        ('a NUL', record(more=['X: a\0b']), 'warc_syntax'),
        ('no colon', record(more=['nonsense']), 'warc_syntax'),
        ('a field of 20,000 bytes', record(more=['X: ' + 20000 * 'y']),
         'warc_syntax'),
        ('a URL of 9,000', record(url='http://a/' + 9000 * 'y'),
         'warc_syntax'),
        ('a URL of 8,192', record(url='http://a/' + 8183 * 'y'),
         'url_length'),
        ('not WARC', b'<html>\nno\n\nWARC\nWARC/x\n', 'warc_syntax'),
        ('another version', b'WARC/0.18\r\na: b\r\n\r\n', 'warc_syntax'),
        ('a request too short', record('request', length=3), 'warc_length')]
    for name, bad, status in cases:
        code, lines, err = read('warc', before + bad + after)
        same((code, [lines[0], lines[-1]]), (65, whole),
             'WARC, %s: the others' % name)
        same([line['status'] for line in lines[1:-1]], [status],
             'WARC, %s: its status' % name)
        check(err.startswith('galley: -: record 2 at byte %d: '
                             % len(before)) and err.count('\n') == 1,
              'WARC, %s: the message: %s' % (name, err))
    url = 'http://a/' + 8182 * 'y'
    same(read('warc', record(url=url))[1], [demo_line(url)],
         'WARC: a URL of 8,191')
    # The length reaches into what follows, or beyond the end.
    for more in (5, 6, 10, 11, 12, 14, 90, n, n + 300, n + 600, 10 ** 9,
                 10 ** 18):
        data = record(length=n + more) + before + after
        code, lines, err = read('warc', data)
        same((code, lines[0]['url'], lines[0]['status'], lines[1:]),
             (65, 'http://a/', 'warc_length', whole),
             'WARC: too long by %d' % more)
        same(err.count('\n'), 1, 'WARC: too long: messages')
        for chunk in '1', '7', '1000':
            same(read('warc', data, '--chunk=' + chunk), (code, lines, err),
                 'WARC: too long by %d, --chunk=%s' % (more, chunk))
    # Its line ends are taken for its own.
    same(states(read('warc', record(length=n + 4) + before)[1]),
         [('http://a/', 'ok'), ('http://b/', 'ok')], 'WARC: too long by 4')
    # Both are: nothing is read three times, so one is lost.
    code, lines, err = read('warc', record(length=3 * n) +
                            record(url='http://d/', length=10 ** 9) + before +
                            3 * after)
    same([line['url'] for line in lines[:3]],
         ['http://a/', 'http://d/', 'http://c/'], 'WARC: two are too long')
    big = record('resource', 'http://e/', 'text/html',
                 small(1) + (3 << 20) * b' ')
    same(states(read('warc', record(length=10 ** 9) + big + before)[1]),
         [('http://a/', 'warc_length'), ('http://e/', 'ok'),
          ('http://b/', 'ok')], 'WARC: much was taken for the block')
    check(b' at byte %d: ' % (len(before) + len(record(length=n + 10))) in
          run('--input=warc', data=before + record(length=n + 10) +
              record(block=b''))[2], 'WARC: too long: the next one\'s offset')
    same(read('warc', before + after[:100])[1][1]['status'], 'warc_syntax',
         'WARC: a head is cut')
    code, lines, _ = read('warc', record(length=n, block=RESPONSE[:-9],
                                         tail=0))
    same((code, lines[0]['status'], lines[0]['body']),
         (65, 'warc_length', DEMO_LINE['body']),
         'WARC: what has come of the page')


def test_warc_pages():
    """What a whole record may hold instead of an article."""
    redirect = b'HTTP/1.1 301 Moved\r\nLocation: http://b/\r\n\r\n'
    cases = [(1, 'http_redirect', redirect),
             (1, 'http_status', b'HTTP/1.1 404 No\r\n\r\n' + DEMO),
             (1, 'no_article', HEAD + b'\r\n<p>Hello'),
             (1, 'binary', b'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n'
              b'\r\n\x89PNG\r\n\0\0'),
             (65, 'http_syntax', b'Hello'), (65, 'http_syntax', b''),
             (65, 'http_length', HEAD + b'Content-Length: 99999\r\n\r\n' +
              small(1))]
    for code, status, block in cases:
        data = record(block=block) + record(url='http://b/')
        got, lines, err = read('warc', data)
        same((got, states(lines)),
             (code, [('http://a/', status), ('http://b/', 'ok')]),
             'a record: ' + status)
        check(err.startswith('galley: -: record 1 at byte 0: '),
              'a record: %s: %s' % (status, err))
        same(read('warc', data, '--exit-zero')[0], 0, 'exit-zero: ' + status)
    check('another location: http://b/' in
          read('warc', record(block=redirect))[2], 'a Location')


def test_warc_quoted():
    """A page that holds a WARC file makes no records."""
    forged = record(url='http://bank/')
    page = HEAD + b'\r\n' + DEMO + b'<pre>\r\n\r\n' + forged + b'</pre>'
    for data in (record(block=page), gzipped(record(block=page))):
        same(states(read('warc', data)[1]), [('http://a/', 'ok')],
             'a page about WARC')


def test_gzip():
    parts = [record(url='http://%d/' % i) for i in range(5)]
    whole = [demo_line('http://%d/' % i) for i in range(5)]
    members = [gzipped(p, 6) for p in parts]
    expected = (0, whole, '')
    same(read('warc', b''.join(members)), expected, 'a member each')
    same(read('warc', gzipped(b''.join(parts))), expected, 'one member')
    all_of = b''.join(parts)
    same(read('warc', b''.join(gzipped(all_of[i:i + 1000])
                               for i in range(0, len(all_of), 1000))),
         expected, 'members that cut records')
    flipped = bytearray(members[2])
    flipped[len(flipped) // 2] ^= 0x10
    head = bytearray(members[2])
    head[12] ^= 0xFF
    long = gzipped(record(url='http://2/', length=len(RESPONSE) + 900))
    for name, bad, status in (
            ('a bit', bytes(flipped), 'inflate'),
            ('its checksum', members[2][:-8] + b'\0\0\0\0' + members[2][-4:],
             'inflate'),
            ('its beginning', bytes(head), 'inflate'),
            ('its end', members[2][:-200], 'inflate'),
            ('what follows', b'garbage', 'inflate'),
            ('a length', long, 'warc_length')):
        code, lines, err = read('warc', b''.join(
            members[:2] + [bad] + members[3:]))
        left = [line for line in lines if line['status'] == 'ok']
        # The end of a stream that is cut is found in what follows it.
        some = whole[:2] + whole[4 if name == 'its end' else 3:]
        check(code == 65 and err.count('\n') >= 1, 'gzip: ' + name)
        same([line for line in left if line != whole[3]],
             [line for line in some if line != whole[3]],
             'gzip, %s: the others' % name)
        check(name == 'its end' or whole[3] in left,
              'gzip, %s: the next' % name)
        if name == 'its end':
            status = lines[2]['status']
            check(status in ('inflate', 'warc_length'), 'gzip: ' + status)
        same(lines[2]['status'], status, 'gzip, %s: the status' % name)
    code, lines, _ = read('warc', b''.join(members)[:-300])
    same((code, lines[:4], lines[4]['status']), (65, whole[:4], 'inflate'),
         'gzip: cut')
    text = b''.join(json.dumps({'url': str(i), 'html': DEMO.decode()}).encode()
                    + b'\n' for i in range(3))
    same(read('jsonl', gzipped(text)), read('jsonl', text),
         'gzip: JSON Lines')
    code, lines, _ = read('jsonl', gzipped(text)[:-3000])
    same((code, lines[-1]['status']), (65, 'inflate'),
         'gzip: JSON Lines, cut')


# ---- JSON Lines ----

def test_lines():
    page = SMALL % 'the pier — \U0001f600 "\\/\t'
    expected = page_line(page.encode(), 'http://a/ö')
    for text in (json.dumps({'url': 'http://a/ö', 'html': page}),
                 json.dumps({'html': page, 'url': 'http://a/ö'},
                            ensure_ascii=False),
                 json.dumps({'a': [{'html': 'x', 'url': 1}, [[]], {}, -0.5e+7,
                                   0, 10, 1e5, True, False, None, ''],
                             'url': 'http://a/ö', 'htm': 'x', 'htmlx': 'y',
                             'html': page, 'z': {'url': 'no'}}, indent=1)
                 .replace('\n', '\t'),
                 '\ufeff {"\\u0075rl":"http:\\/\\/a/\\u00F6","html" : "%s"}\r'
                 % ''.join('\\u%04x' % int.from_bytes(
                     page.encode('utf-16be')[i:i + 2], 'big')
                     for i in range(0, len(page.encode('utf-16be')), 2))):
        same(read('jsonl', text.encode()),
             (0, [expected], ''), 'a line: ' + text[:40])
        same(read('jsonl', b'\n \r\n' + text.encode() + b'\n\n' +
                  text.encode())[1], [expected, expected],
             'blank lines: ' + text[:40])
    # What the page says of its charset was true before it was JSON.
    page = '<meta charset=windows-1251>' + SMALL % 'Dvořák’s pier'
    got = read('jsonl', json.dumps({'html': page}).encode())[1][0]
    same((got['url'], got['headline']),
         ('', 'Ferry back at Dvořák’s pier'), 'Unicode')
    for text, shown in (('\\ud83d\\ude00', '\U0001f600'),
                        ('\\ud83d', '\ufffd'), ('\\ude00', '\ufffd'),
                        ('\\ud83d\\ud83d\\ude00', '\ufffd\U0001f600'),
                        ('\\ud83dx', '\ufffdx'),
                        ('\\ud83d\\n\\ude00', '\ufffd\n\ufffd'),
                        ('\\uDBFF\\uDFFF', '\U0010ffff')):
        line = '{"html":"","url":"%s"}' % text
        same(read('jsonl', line.encode())[1][0]['url'], shown,
             'surrogates: ' + text)
    same(read('jsonl', b'{"html":"","url":"a\xff\xe2\x82"}')[1][0]['url'],
         'a\ufffd\ufffd\ufffd', 'no UTF-8')


def expected_status(line):
    """By Python's reader of JSON; None where the page has the word."""
    def constant(name):
        raise ValueError(name)

    def pairs(members):
        # A member that is there twice: the last one counts, as in Python;
        # which is known to be so of "html" when it has been read already.
        found = dict(members)
        found['\0'] = sum(k == 'html' and isinstance(v, str)
                          for k, v in members)
        return found
    try:
        got = json.loads(line.decode('utf-8', 'surrogateescape'),
                         parse_constant=constant, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return 'json_syntax'
    if not isinstance(got, dict):
        return 'json_syntax'
    return None if got['\0'] == 1 else 'json_html'


def test_lines_broken():
    good = json.dumps({'url': 'u', 'html': SMALL % 'x'}).encode()
    bad = [b'{', b'}', b'[]', b'1', b'"html"', b'nothing', b'null', b'{}',
           b'{"html":null}', b'{"html":1}', b'{"html":["x"]}', b'{"url":"u"}',
           b'{"html":"x","html":"y"}', b'{"html":"x"},', b'{"html":"x"}{}',
           b'{"html":"x",}', b'{,"html":"x"}', b'{"html" "x"}',
           b'{"html":"x"', b'{"html":"x', b'{"html":"\\x"}',
           b'{"html":"\\u12g4"}', b'{"html":"a\tb"}', b"{'html':'x'}",
           b'{"a":01,"html":""}', b'{"a":1.,"html":""}',
           b'{"a":-,"html":""}', b'{"a":1e,"html":""}', b'{"a":.5,"html":""}',
           b'{"a":+1,"html":""}', b'{"a":nul,"html":""}',
           b'{"a":nulll,"html":""}', b'{"a":NaN,"html":""}',
           b'{"a":[1 2],"html":""}', b'{"a":[1,],"html":""}',
           b'{"a":[},"html":""}', b'{"a":{],"html":""}', b'{"html":"x"}]',
           b'{1:2,"html":""}', b'\0', b'{"html":"x"}\0', b'\xef\xbb{}',
           b'\xef\xbb\xbf\xef\xbb\xbf{"html":""}', good[:-1], good[:-40]]
    data = b''.join(good + b'\n' + line + b'\n' for line in bad) + good
    code, lines, err = read('jsonl', data)
    same(code, 65, 'broken lines: exit status')
    same(len(lines), 2 * len(bad) + 1, 'broken lines: how many')
    check(all(line['status'] == 'ok' for line in lines[::2]),
          'broken lines: the others')
    for line, got in zip(bad, lines[1::2]):
        same(got['status'], expected_status(line), 'broken: %r' % line)
    same([m.split(':')[2] for m in err.splitlines()][:2],
         [' record 2 at byte %d' % (len(good) + 1),
          ' record 4 at byte %d' % (2 * len(good) + 4)], 'broken: messages')
    for depth, status in (510, 'ok'), (511, 'ok'), (512, 'json_syntax'):
        line = b'{"a":%s%s,"html":%s}' % (
            depth * b'[', depth * b']', json.dumps(SMALL % 'x').encode())
        same(read('jsonl', line)[1][0]['status'], status, 'depth %d' % depth)
    for size, status in (8191, 'ok'), (8192, 'url_length'):
        line = json.dumps({'url': size * 'u', 'html': SMALL % 'x'}).encode()
        same(read('jsonl', line)[1][0]['status'], status, 'URL of %d' % size)


def test_line_mutations():
    """Lines with bytes changed, removed and put in, against Python."""
    draw = random.Random(13)
    seed = ('{"n":[1,-2.5e3,true,false,null,{"url":"x"}],'
            '"url":"h\\u00e9\\ud83d\\ude00",'
            '"html":"<p>One \\"two\\" \\\\ three\\n"}').encode()
    pieces = [b'"', b'\\', b'{', b'}', b'[', b']', b',', b':', b'0', b'.',
              b'e', b'-', b'\\u', b'null', b' ', b'\t', b'\0', b'"html":"x"']
    lines = [seed[:n] for n in range(1, len(seed))]
    for _ in range(6000):
        line = bytearray(seed)
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(line))
            line[at:at + draw.choice((0, 1, 1, 5))] = draw.choice(
                (b'', draw.choice(pieces), bytes([draw.randrange(256)])))
        line = bytes(line).replace(b'\n', b'').replace(b'\r', b'')
        if line.strip(b' \t'):
            lines.append(line)
    got = read('jsonl', b'\n'.join(lines))[1]
    same(len(got), len(lines), 'mutated: a line each')
    wrong = [(line, g['status']) for line, g in zip(lines, got)
             if (expected_status(line) or 'page') !=
             (g['status'] if g['status'].startswith('json') else 'page')]
    same(wrong[:3], [], 'mutated: as Python reads them')
    same(sum(g['status'] == 'json_syntax' for g in got) > 1000, True,
         'mutated: enough of them')


# ---- cuts ----

def test_cuts():
    """Any chunks give the same; any end leaves whole lines."""
    html = [small(n) for n in range(4)]
    warc = b''.join(
        record(url='http://%d/' % n, block=HEAD + b'\r\n' + p,
               length=len(HEAD) + 2 + len(p) - 9 * (n == 2),
               more=['X: y', ' z'], eol=b'\n' if n == 1 else b'\r\n')
        for n, p in enumerate(html))
    text = b''.join(json.dumps({'url': 'ä%d' % n, 'html': p.decode()}).encode()
                    + b'\n' for n, p in enumerate(html)) + b'{"html'
    members = b''.join(gzipped(warc[i:i + 900])
                       for i in range(0, len(warc), 900))
    # A member whose data is damaged.
    hurt = gzipped(warc[:1500])[:-6] + gzipped(warc)
    for name, kind, data in (('warc', 'warc', warc), ('json', 'jsonl', text),
                             ('members', 'warc', members),
                             ('damaged', 'warc', hurt)):
        whole = run('--input=' + kind, data=data)
        for chunk in ('1', '2', '3', '5', '64', '1000', 'random:1',
                      'random:2'):
            same(run('--input=' + kind, '--chunk=' + chunk, data=data), whole,
                 '%s --chunk=%s' % (name, chunk))
        lines = whole[1].split(b'\n')
        for end in range(0, len(data), 41):
            code, out, err = run('--input=' + kind, data=data[:end])
            got = out.split(b'\n')
            check(code in (0, 65) and got.pop() == b''
                  and got[:-1] == lines[:max(0, len(got) - 1)]
                  and all(json.loads(line) for line in got[-1:]),
                  '%s ends at %d' % (name, end))


def test_mutations():
    """Bytes changed anywhere: lines, and an end."""
    draw = random.Random(7)
    warc = b''.join(record(url='http://%d/' % n,
                           block=HEAD + b'\r\n' + small(n)) for n in range(3))
    packed = b''.join(gzipped(p) for p in (warc, warc))
    for n in range(150):
        data = bytearray(packed if n % 3 == 0 else warc)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(data))
            data[at:at + draw.choice((0, 1, 1, 30))] = draw.choice(
                (b'', b'\n', b'\r\n\r\n', b'WARC/1.1\r\n', b'9',
                 bytes([draw.randrange(256)])))
        code, out, err = run('--input=warc', '--chunk=random:%d' % n,
                             data=bytes(data))
        lines = out.decode('utf-8').split('\n')
        check(code in (0, 1, 65) and lines.pop() == ''
              and all(json.loads(line)['status'] for line in lines)
              and (code == 0) == (err == b''), 'mutation %d' % n)


# ---- the command ----

def test_pages():
    """Each page written for this project, in one file each way."""
    pages = []
    for name, _ in fixtures():
        with open(name, 'rb') as f:
            pages.append((name, f.read()))
    resources = b''.join(record('resource', name, 'text/html', page)
                         for name, page in pages)
    same(read('warc', resources)[1],
         [page_line(page, name) for name, page in pages], 'pages as WARC')
    texts = []
    for name, page in pages:
        try:
            texts.append((name, page.decode()))
        except UnicodeDecodeError:
            pass
    check(len(texts) > 10, 'pages in UTF-8')
    lines = ''.join(json.dumps({'url': name, 'html': page}) + '\n'
                    for name, page in texts)
    got = read('jsonl', lines.encode())[1]
    for (name, page), line in zip(texts, got):
        expected = page_line(page.encode(), name, charset='utf-8')
        same(line, expected, 'page as JSON: ' + name)


def test_options():
    for options in (['--jobs=2'], ['--input=warc', '--format=text'],
                    ['--input=jsonl', '--format=tokens'],
                    ['--input=jsonl', '--features'],
                    ['--input=warc', '--http'],
                    ['--input=jsonl', '--charset=utf-8'],
                    ['--input=html'], ['--input=jsonl', '--jobs=0'],
                    ['--input=jsonl', '--jobs=257'],
                    ['--input=jsonl', '--jobs=two']):
        status, out, err = run(*options)
        check((status, out) == (64, b'') and err.startswith(b'galley: --'),
              ' '.join(options))
    line = json.dumps({'url': 'u', 'html': SMALL % 'x'}).encode()
    same(read('jsonl', line, '--format=json', '--jobs=1'),
         read('jsonl', line), '--format=json')
    small_body = read('jsonl', line, '--body-size=300')[1][0]
    check(small_body['body_truncated'] and len(small_body['body']) < 300,
          '--body-size')
    with tempfile.TemporaryDirectory() as place:
        names = []
        for n in range(2):
            names.append(os.path.join(place, 'pages %d\n{' % n))
            with open(names[-1], 'wb') as f:
                f.write(line + b'\nno\n')
        status, out, err = run('--input=jsonl', names[0],
                               place + '/missing', names[1])
        files = [json.loads(text)['file'] for text in out.splitlines()]
        same((status, files),
             (66, [names[0]] * 2 + [place + '/missing'] + [names[1]] * 2),
             'several files')
        same(err.count(b'\n'), 3, 'several files: messages')
        same(run('--input=jsonl', '--jobs=2', names[0], place + '/missing',
                 names[1]), (status, out, err), 'several files, --jobs=2')
        same(run('--input=jsonl', '--exit-zero', place + '/missing')[0], 66,
             '--exit-zero is for what lines say')


test_warc_records()
test_warc_lenience()
test_warc_broken()
test_warc_pages()
test_warc_quoted()
test_gzip()
test_lines()
test_lines_broken()
test_line_mutations()
test_cuts()
test_mutations()
test_pages()
test_options()
summary()
