"""Options, formats, exit statuses and messages of the command."""
import gzip
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
import config  # noqa
from checks import (article, blocks, body_of, check, run, same,  # noqa
                     summary)

DEMO = 'tests/fixtures/demo.html'
with open(DEMO, 'rb') as f:
    PAGE = f.read()
KEYS = ['file', 'status', 'headline', 'byline', 'published', 'site',
        'description', 'lang', 'body', 'body_truncated', 'blocks',
        'bytes_in', 'bytes_needed']
KINDS = {'paragraph', 'heading', 'list_item', 'quote', 'preformatted',
         'table_row', 'caption'}


def test_configuration(lines):
    """--version says how each option of the headers was set."""
    defaults = {name: str(value) for name, value in
                config.defaults().items()}
    check('GALLEY_RECORDS' in defaults, 'the headers have options')
    # The command is built with the trace that --features prints, reads gzip,
    # and has all encodings.
    defaults['GALLEY_TRACE'] = defaults['GALLEY_INFLATE'] = '1'
    for name in defaults:
        if name.startswith('GALLEY_CHARSET_'):
            defaults[name] = '1'
    shown = dict(line.split('=') for line in lines)
    same(sorted(shown), sorted(defaults), '--version: every option')
    same(len(lines), len(shown), '--version: each once')
    if not os.environ.get('CONFIG'):
        same(shown, defaults, '--version: the defaults')


def test_usage():
    for arguments in (['--format=xml'], ['--format='], ['--chunk=0'],
                      ['--chunk=-1'], ['--chunk=x'], ['--chunk=1k'],
                      ['--chunk=99999999999999999999'], ['--chunk='],
                      ['--chunk=random:'], ['--chunk=random:x'],
                      ['--chunk=randomly'], ['--chunk=random:4294967295'],
                      ['--headline-size=0'], ['--body-size=255'],
                      ['--body-size=18446744073709551617'],
                      ['--format=tokens', '--state=Data'],
                      ['--format=tokens', '--body-size=4096'],
                      ['--format=tokens', '--features'],
                      ['--state=RCDATA state'], ['--last-start-tag=title'],
                      ['--no-such-option'], ['-x'], ['--format'],
                      ['--http=1']):
        status, out, err = run(*arguments, DEMO)
        what = ' '.join(arguments)
        same(status, 64, what + ': status')
        same(out, b'', what + ': output')
        check(err.startswith(b'galley: '), what + ': message')
    status, out, err = run('--help')
    check(status == 0 and out.startswith(b'Usage: galley') and not err,
          '--help')
    check(max(map(len, out.splitlines())) <= 80, '--help: width')
    same(run('-h')[1], out, '-h')
    status, out, err = run('--version')
    check(status == 0 and out.startswith(b'galley ') and not err,
          '--version')
    same(run('-V')[1], out, '-V')
    with open('include/galley.h') as f:
        check('"%s"' % out.decode().split()[1] in f.read(),
              'the version is the header\'s')
    test_configuration(out.decode().splitlines()[1:])


def test_text():
    status, out, err = run(DEMO)
    same((status, err), (0, b''), 'text')
    got = article(DEMO)
    same(out.decode(), got['headline'] + '\n\n' + got['body'] + '\n',
         'text is headline, blank line, body')
    same(run(data=PAGE)[1], out, 'standard input, no FILE')
    same(run('-', data=PAGE)[1], out, 'standard input, -')
    same(run(DEMO, '-', DEMO, data=PAGE)[1], b'\n'.join([out] * 3),
         'three inputs')
    same(run('--format=text', DEMO)[1], out, '--format=text')
    for arguments in ['-f', 'json'], ['-fjson'], ['--form=json']:
        same(run(*arguments, DEMO), run('--format=json', DEMO),
             ' '.join(arguments))


def test_json():
    status, out, err = run('--format=json', DEMO, '-', data=PAGE)
    lines = out.decode('utf-8').splitlines()
    same((status, err, len(lines)), (0, b'', 2), 'json: one line an input')
    first, second = map(json.loads, lines)
    same(list(first), KEYS, 'json: keys')
    same((first['file'], second['file']), (DEMO, '-'), 'json: file')
    del first['file'], second['file']
    same(first, second, 'json: the same for file and standard input')
    same((first['status'], first['bytes_in'], first['lang']),
         ('ok', len(PAGE), 'en-GB'), 'json: status, bytes_in, lang')
    check(0 < first['bytes_needed'] <= len(PAGE), 'json: bytes_needed')
    same(first['byline'], 'Klara Winther', 'json: byline')
    same(first['site'], 'The Harbour Herald', 'json: site')
    same(first['published'][:10], '2024-09-12', 'json: published')
    check(first['description'].startswith('After five'), 'json: description')
    for block in first['blocks']:
        check(list(block) == ['kind', 'level', 'text']
              and block['kind'] in KINDS, 'json: a block')
    same(body_of([(b['kind'], b['level'], b['text'])
                  for b in first['blocks']]), first['body'],
         'json: the blocks make the body')


def test_numbers():
    step = b'<li>The %s pilot signed the log of the harbour, as always.'
    at = PAGE.index(b'<h2')
    page = (PAGE[:at] + b'<ol start=3>' + step % b'first'
            + step % b'second' + b'</ol>' + PAGE[at:])
    for chunk in '--chunk=1', '--chunk=4096':
        out = run('--format=json', chunk, data=page)[1]
        found = [(b.get('number'), b['text'][4:10])
                 for b in json.loads(out)['blocks'] if 'pilot signed' in
                 b['text']]
        same(found, [(3, 'first '), (4, 'second')], 'json: numbers')
    check(b'"number"' not in run('--format=json', data=PAGE)[1],
          'json: no number without an ordered list')


def test_blocks():
    got = article(DEMO)
    status, out, err = run('--format=blocks', DEMO)
    same((status, err), (0, b''), 'blocks')
    same([dict(zip(('kind', 'level', 'text'), row)) for row in blocks(out)],
         got['blocks'], 'blocks are those of json')
    levels = {row[1] for row in blocks(out) if row[0] == 'heading'}
    same(levels, {2}, 'blocks: levels of headings')
    deep = b'<main><h1>Ice</h1>' + 17 * b'<ul><li>' + b''.join(
        b'<p>On day %d the harbour froze, and the boats stayed where they were'
        b' until the wind turned.' % day for day in range(8))
    same({row[:2] for row in blocks(run('--format=blocks', data=deep)[1])},
         {('list_item', 15)}, 'blocks: level of deep lists')
    out = run('--format=blocks', 'tests/fixtures/howto.html')[1]
    check(b'bought in 1998\\n\\n  tap     3/4 inch, brass' in out,
          'blocks: preformatted text stays on one line')


def test_sizes():
    whole = article(DEMO)
    got = article('--body-size=700', '--headline-size=16', DEMO)
    same(got['status'], 'ok', 'small buffers: status')
    check(got['body_truncated'] is True, 'small buffers: truncated')
    check(len(got['body'].encode()) < 700, 'small buffers: size of body')
    check(len(got['body'].encode()) > 500, 'small buffers: use of body')
    check(got['blocks'], 'small buffers: blocks')
    check(len(got['headline']) < 16
          and whole['headline'].startswith(got['headline'] + ' '),
          'small buffers: headline ends at a word')
    got = article('--body-size=65536', '--headline-size=300', DEMO)
    check(got['body_truncated'] is False, 'large buffers: not truncated')
    same({k: got[k] for k in got}, whole, 'large buffers: same as none')
    status, out, err = run('--body-size=700', DEMO)
    same((status, err), (0, b''), 'small buffers: text')


def test_chunks():
    for form in ('text', 'json', 'blocks', 'tokens'):
        whole = run('--format=' + form, DEMO)
        for chunk in ('1', '2', '3', '7', '64', '536', '1460', '1000000',
                      'random', 'random:0', 'random:7'):
            same(run('--format=' + form, '--chunk=' + chunk, DEMO), whole,
                 '%s --chunk=%s' % (form, chunk))


def test_errors(folder):
    def write(name, data):
        path = os.path.join(folder, name)
        with open(path, 'wb') as f:
            f.write(data)
        return path

    missing = os.path.join(folder, 'missing.html')
    stub = write('stub.html', b'<title>Hi</title><p>Two words.')
    empty = write('empty.html', b'')
    packed = write('page.html.gz', gzip.compress(PAGE)[:9])
    zstd = write('page.html.zst', b'\x28\xB5\x2F\xFD\x04\x00')
    image = write('image.png', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0')
    pdf = write('a.pdf', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n')
    cases = [(missing, 66, 'cannot_open', b'No such file'),
             (folder, 66, 'cannot_open', b'Is a directory'),
             (stub, 1, 'no_article', b'no article'),
             (empty, 1, 'no_article', b'no article'),
             (packed, 65, 'inflate', b'damaged or cut'),
             (zstd, 65, 'compressed', b'compressed'),
             (image, 65, 'binary', b'binary'),
             (pdf, 65, 'binary', b'binary')]
    for path, expected, name, words in cases:
        what = os.path.basename(path)
        for form in ('text', 'blocks', 'json'):
            for chunk in ('1', '65536'):
                status, out, err = run('--format=' + form,
                                       '--chunk=' + chunk, path)
                same(status, expected, '%s: status, %s' % (what, form))
                check(err.startswith(b'galley: ' + path.encode() + b': ')
                      and words in err and err.count(b'\n') == 1,
                      '%s: message %r' % (what, err))
                if form != 'json':
                    same(out, b'', what + ': output')
        got = json.loads(out.decode())
        same((list(got), got['status']), (KEYS, name), what + ': json')
    same(article(stub)['headline'], 'Hi', 'fields without an article')
    # One failure of each kind between good files: all is reported, the
    # good ones come out, the highest status counts.
    paths = [DEMO, stub, DEMO, packed, missing, DEMO]
    status, out, err = run('--format=json', *paths)
    same(status, 66, 'many files: status')
    same([json.loads(x)['file'] for x in out.decode().splitlines()], paths,
         'many files: an object each')
    same(err.count(b'galley: '), 3, 'many files: messages')
    same(run(*paths)[1], run(DEMO, DEMO, DEMO)[1], 'many files: text')
    same(run(DEMO, stub)[0], 1, 'no article in some input')
    same(run(packed, stub)[0], 65, 'the highest status counts')
    odd = write('a"b\\c\n\u00e9.html', PAGE)
    same(article(odd)['file'], odd, 'escapes in a file name')
    bad = os.path.join(os.fsencode(folder), b'\xff\xc3.html')
    with open(bad, 'wb') as f:
        f.write(PAGE)
    got = article(bad)
    same(got['file'][-7:], '\ufffd\ufffd.html', 'file name not UTF-8')


def test_line_ends():
    """What ends a line by Unicode's rules ends no line of JSON, wherever it
    falls in the pieces that are printed."""
    for shift in range(6):
        text = ('The harbour%s, ' % ('x' * shift)
                + 'wind\u2028and\u2029rain\u00fcsw, ' * 150 + 'end.')
        page = '<h1>Weather</h1><p>%s</p>' % text
        status, out, err = run('--format=json', '--charset=utf-8',
                               data=page.encode())
        same(len(out.decode('utf-8').splitlines()), 1, 'line ends')
        body = json.loads(out.decode('utf-8'))['body']
        same(re.sub(r'\s+', ' ', body), re.sub(r'\s+', ' ', text),
             'line ends: text')


def test_charset():
    page = ('<title>Zażółć gęślą jaźń</title><h1>Zażółć gęślą jaźń</h1>'
            + ''.join('<p>Pchnąć w tę łódź jeża lub %d skrzyń fig, a potem '
                      'jeszcze raz, bo nikt nie słuchał, gdy mówiono o tym '
                      'po raz pierwszy.' % n for n in range(8, 30)))
    got = article('--charset=ISO-8859-2', data=page.encode('iso8859-2'))
    same(got['headline'], 'Zażółć gęślą jaźń', '--charset')
    check('skrzyń' in got['body'], '--charset: body')


with tempfile.TemporaryDirectory() as temporary:
    test_usage()
    test_text()
    test_json()
    test_numbers()
    test_blocks()
    test_sizes()
    test_chunks()
    test_errors(temporary)
    test_line_ends()
    test_charset()
summary()
