#!/usr/bin/env python3
"""--output: a file for each input, its name, and what stands in its way;
--url and --dates."""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import (EMULATOR, GALLEY, article, check,  # noqa
                     default_signals, run, same, summary)

DEMO = 'tests/fixtures/demo.html'
HOWTO = 'tests/fixtures/howto.html'
with open(DEMO, 'rb') as f:
    PAGE = f.read()


def read(*path):
    with open(os.path.join(*path), 'rb') as f:
        return f.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)
    return path


def tree(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder)
                  for at, _, names in os.walk(folder) for name in names)


def test_formats(place):
    """What a file holds is what is printed without --output."""
    suffixes = {'text': 'txt', 'markdown': 'md', 'html': 'html',
                'json': 'json', 'blocks': 'tsv', 'tokens': 'jsonl'}
    for form, suffix in suffixes.items():
        out = os.path.join(place, form)
        same(run('-f', form, '-o', out, DEMO, HOWTO), (0, b'', b''),
             form + ': nothing is printed')
        same(tree(out), ['demo.' + suffix, 'howto.' + suffix],
             form + ': files')
        for name, path in ('demo', DEMO), ('howto', HOWTO):
            same(read(out, name + '.' + suffix), run('-f', form, path)[1],
                 form + ': ' + name)
    out = os.path.join(place, 'features')
    run('--features', '--output=' + out, DEMO)
    same(read(out, 'demo.jsonl'), run('--features', DEMO)[1], 'features')
    mask = os.umask(0o027)
    run('-o', os.path.join(place, 'mask'), DEMO)
    os.umask(mask)
    same(os.stat(os.path.join(place, 'mask/demo.txt')).st_mode & 0o777,
         0o640, 'who may read it')


def test_collisions(place):
    inputs = [write(os.path.join(place, folder, name), PAGE)
              for folder, name in (('a', 'index.html'), ('b', 'Index.htm'),
                                   ('c', 'index-2.html'), ('d', 'index.html'),
                                   ('e', 'index.html'), ('f', 'index-2'))]
    out = os.path.join(place, 'out')
    for _ in 1, 2:  # the same names once more
        same(run('-o', out, *inputs), (0, b'', b''), 'collisions')
        same(tree(out), ['Index-2.txt', 'index-2-2.txt', 'index-2-3.txt',
                         'index-3.txt', 'index-4.txt', 'index.txt'],
             'collisions: files')
    # Also in a folder of many, each with the same name.
    many = [inputs[0]] * 2000
    out = os.path.join(place, 'many')
    same(run('-o', out, *many)[0], 0, 'many of a name')
    same(len(tree(out)), 2000, 'many of a name: files')


def test_inputs_are_kept(place):
    """No input is written over, be it read already or not."""
    stub = b'<p>Two words.'
    first = write(os.path.join(place, 'site/story.html'), PAGE)
    second = write(os.path.join(place, 'out/story.html'), stub)
    status, out, err = run('-f', 'html', '-o', os.path.join(place, 'out'),
                           first, second)
    same((status, out, err.count(b'\n')), (1, b'', 1), 'inputs: status')
    same(read(second), stub, 'inputs: as it was')
    same(tree(os.path.join(place, 'out')), ['story-2.html', 'story.html'],
         'inputs: files')
    folder = os.path.join(place, 'own')
    page = write(os.path.join(folder, 'page.html'), PAGE)
    same(subprocess.run([*EMULATOR, os.path.abspath(GALLEY), '-fhtml', '-o',
                         '.', 'page.html'], cwd=folder).returncode, 0,
         'inputs: in place')
    same((read(page), tree(folder)), (PAGE, ['page-2.html', 'page.html']),
         'inputs: in place, as it was')


NAMES = [
    # input, --url, name of the file
    ('story.html', None, 'story'), ('story.HTM', None, 'story'),
    ('story.html.gz', None, 'story'), ('story.xhtml', None, 'story'),
    ('v1.2 notes', None, 'v1.2 notes'), ('story.php', None, 'story.php'),
    ('.html', None, '_html'), ('.gz.html', None, '_gz'), ('.hidden.html', None, '_hidden'),
    ('..html', None, '_'), ('a\nb\x1b[31m.html', None, 'a_b_[31m'),
    ('a:b*c?d"e<f>g|h\\i.html', None, 'a_b_c_d_e_f_g_h_i'),
    ('Ж日本.html', None, 'Ж日本'), (b'\xff\xc3x.html', None, '__x'),
    ('txt.exe\u202elmth.html', None, 'txt.exe_lmth'),
    ('\u0085x\u2028y.html', None, '_x_y'),
    ('é' * 100 + '.html', None, 'é' * 60),
    (None, None, 'stdin'),
    (None, 'https://example.org/2024/a-story.html?id=3#top', 'a-story'),
    (None, 'https://example.org/2024/a-story/', 'a-story'),
    (None, 'https://example.org', 'example.org'),
    (None, 'https://example.org:8080//?q=/x', 'example.org'),
    (None, 'http://example.org/%C3%A9t%c3%a9%20%2e%2F..%00%', 'été ._.._%'),
    (None, 'http://example.org/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
     '_._.._etc_passwd'),
    (None, 'http://example.org/%ff%zz', '_%zz'),
    (None, 'http://example.org/-rf', '_rf'),
    ('story.html', 'http://example.org/other', 'other'),
]


def test_names(place):
    for i, (name, url, wanted) in enumerate(NAMES):
        folder = os.path.join(place, str(i))
        os.mkdir(folder)
        inputs = []
        if name is not None:
            inputs = [write(os.path.join(os.fsencode(folder),
                                         os.fsencode(name)), PAGE)]
        out = os.path.join(folder, 'out')
        options = ['--url=' + url] if url else []
        status, _, err = run('-o', out, *options, *inputs, data=PAGE)
        what = 'name of %r, %s' % (name, url)
        same((status, err), (0, b''), what)
        same(tree(out), [wanted + '.txt'], what)


def test_errors(place):
    taken = write(os.path.join(place, 'taken'), b'a file')
    stub = write(os.path.join(place, 'stub.html'), b'<p>Two words.')
    missing = os.path.join(place, 'missing.html')
    for folder, words in ((taken, b'Not a directory'),
                          (os.path.join(place, 'no/such'), b'No such file'),
                          (taken + '/x', b'Not a directory')):
        status, out, err = run('-o', folder, DEMO)
        same((status, out), (73, b''), folder)
        check(err.startswith(b'galley: ' + folder.encode() + b': ' + words)
              and err.count(b'\n') == 1, '%s: message %r' % (folder, err))
    # What has no article has no file; json has its object.
    out = os.path.join(place, 'out')
    status, _, err = run('-o', out, stub, missing, DEMO)
    same((status, err.count(b'\n')), (66, 2), 'no article: status')
    same(tree(out), ['demo.txt'], 'no article: files')
    status, _, err = run('-fjson', '-o', out, stub, missing)
    same(tree(out), ['demo.txt', 'missing.json', 'stub.json'], 'json: files')
    same(json.loads(read(out, 'missing.json'))['status'], 'cannot_open',
         'json: missing')
    # A folder where the file should be; the next input is read.
    os.makedirs(os.path.join(place, 'full/demo.txt'))
    status, _, err = run('-o', os.path.join(place, 'full'), DEMO, HOWTO)
    same((status, err.count(b'\n')), (73, 1), 'in the way: status')
    check(b'full/demo.txt: Is a directory' in err, 'in the way: %r' % err)
    same(tree(os.path.join(place, 'full')), ['howto.txt'],
         'in the way: nothing is left')


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_no_room(place):
    """A file that cannot be written to its end is not there, nor is what was
    left of it; an older one stays."""
    out = os.path.join(place, 'out')
    older = write(os.path.join(out, 'demo.txt'), b'older')
    status, _, err = run('-o', out, DEMO, preexec_fn=small_files)
    same(status, 74, 'no room: status')
    check(err.startswith(b'galley: ' + older.encode() + b': '),
          'no room: message %r' % err)
    same((tree(out), read(older)), (['demo.txt'], b'older'),
         'no room: what is there')


def test_interrupted(place):
    """Nothing is left of a file; one that was whole stays."""
    out = os.path.join(place, 'out')
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        with subprocess.Popen([*EMULATOR, GALLEY, '-o', out, DEMO, '-'],
                              stdin=subprocess.PIPE,
                              preexec_fn=default_signals) as process:
            process.stdin.write(PAGE[:100])
            process.stdin.flush()
            end = time.time() + 20
            while time.time() < end and not (
                    os.path.isdir(out) and 'demo.txt' in os.listdir(out)
                    and len(os.listdir(out)) > 1):
                time.sleep(0.01)
            check(len(os.listdir(out)) == 2, 'interrupted: it is being made')
            process.send_signal(number)
            same(process.wait(20), -number, 'interrupted: status')
        same(tree(out), ['demo.txt'], 'interrupted: what is left')
    # As nohup asks.
    with subprocess.Popen([*EMULATOR, GALLEY, '-o', out, '-'],
                          stdin=subprocess.PIPE, preexec_fn=lambda:
                          signal.signal(signal.SIGHUP, signal.SIG_IGN)
                          ) as process:
        process.stdin.write(PAGE)
        process.stdin.flush()
        process.send_signal(signal.SIGHUP)
        process.stdin.close()
        same(process.wait(), 0, 'nohup: status')
    same(tree(out), ['demo.txt', 'stdin.txt'], 'nohup: files')


def test_usage():
    for arguments, words in (
            (['--url=https://example.org/', DEMO, DEMO], b'one page'),
            (['-fhtml', DEMO, DEMO], b'--output'),
            (['--url=example.org/x', DEMO], b'http'),
            (['--url=', DEMO], b'http'), (['--url=/x', DEMO], b'http'),
            (['--url=ftp://example.org/', DEMO], b'http'),
            (['--url=https://ann:secret@example.org/', DEMO], b'user'),
            (['--url=https://example.org/' + 'x' * 3000, DEMO], b'long'),
            (['--url=https://exa\nmple.org/', DEMO], b'http'),
            (['--dates=us', DEMO], b'iso or found'),
            (['-o', '', DEMO], b'folder'), (['-o'], b'argument')):
        status, out, err = run(*arguments)
        what = ' '.join(arguments)[:60]
        same((status, out), (64, b''), what)
        check(err.startswith(b'galley: ') and words in err,
              '%s: message %r' % (what, err))


def test_url():
    url = 'https://example.org/a "b"/story?x=1&y=<2>#top'
    clean = 'https://example.org/a%20%22b%22/story?x=1&y=%3C2%3E'
    got = json.loads(run('-fjson', '--url=' + url, DEMO)[1])
    same(list(got)[:3], ['file', 'url', 'status'], 'url: where it stands')
    same(got['url'], clean, 'url: json')
    same(json.loads(run('-fjson', '--url=' + url, 'no such')[1])['url'],
         clean, 'url: json of what cannot be opened')
    check('url' not in article(DEMO), 'url: none in json')
    page = run('-fhtml', '--url=' + url, DEMO)[1].decode()
    check('<link rel="canonical" href="%s">\n' % clean.replace('&', '&amp;')
          in page, 'url: HTML')
    check(b'canonical' not in run('-fhtml', DEMO)[1], 'url: none in HTML')
    for form in 'text', 'markdown', 'blocks', 'tokens':
        same(run('-f', form, '--url=' + url, DEMO), run('-f', form, DEMO),
             'url: nothing to %s' % form)
    head = b'HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n'
    for form in 'text', 'json', 'tokens':
        for place, there in ((b'../new?x', b'https://example.org/new?x'),
                             (b'//b.example', b'https://b.example/'),
                             (b'?y', b'https://example.org/a/story?y'),
                             (b'http://c/d', b'http://c/d')):
            _, _, err = run('--http', '-f', form, '--url', 'https://'
                            'example.org/a/story', data=head % place)
            check(err.endswith(b': ' + there + b'\n'),
                  'url: redirect to %r: %r' % (place, err))
    check(run('--http', data=head % b'../new')[2].endswith(b': ../new\n'),
          'url: none, redirect')


DATES = [
    # as on a page, as --dates=iso has it
    ('2024-09-12T06:30:00+02:00', '2024-09-12T06:30:00+02:00'),
    ('2024-09-12T06:30:00+0200', '2024-09-12T06:30:00+02:00'),
    ('2024-09-12T06:30:00-03', '2024-09-12T06:30:00-03:00'),
    ('2024-09-12 06:30:00 +0530', '2024-09-12T06:30:00+05:30'),
    ('2024-09-12t06:30z', '2024-09-12T06:30:00Z'),
    ('2024-09-12T06:30:00.123Z', '2024-09-12T06:30:00Z'),
    ('2024-09-12T06:30:00,5+00:00', '2024-09-12T06:30:00Z'),
    ('2024-09-12 06:30 UTC', '2024-09-12T06:30:00Z'),
    ('2024-09-12 06:30:60 GMT', '2024-09-12T06:30:60Z'),
    ('2024-09-12T06:30:00', '2024-09-12T06:30:00'),
    ('2024-09-12', '2024-09-12'), ('2024-09', '2024-09'),
    # A time that is not understood, or whose zone may be missing, is left
    # out: an hour that may be another one is worse than none.
    ('2024-09-12T24:00:00Z', '2024-09-12'),
    ('2024-09-12T06:61:00Z', '2024-09-12'),
    ('2024-09-12 6:30', '2024-09-12'),
    ('2024-09-12 06:30 PM', '2024-09-12'),
    ('2024-09-12T06:30:00 Berlin', '2024-09-12'),
    ('2024-09-12T06:30:00+02:', '2024-09-12'),
    ('2024-09-12T06:30:00+2', '2024-09-12'),
    ('2024-09-12T06:30:00.Z', '2024-09-12'),
    ('2024-09-12T06:30:00.000000000+02:00', '2024-09-12'),
    # Dates that no calendar has.
    ('2024-02-29', '2024-02-29'), ('2023-02-29T06:30:00Z', ''),
    ('1900-02-29', ''), ('2000-02-29', '2000-02-29'), ('2024-04-31', ''),
    ('2024-12-31', '2024-12-31'), ('2024-00-10', ''),
    # Read by the library already, whatever the language.
    ('12. September 2024', '2024-09-12'), ('September 12, 2024', '2024-09-12'),
    ('12 sept. 2024', '2024-09-12'), ('12 сентября 2024', '2024-09-12'),
    ('2024年9月12日', '2024-09-12'), ('20240912T063000Z', '2024-09-12'),
    ('yesterday', ''), ('', '')]


def test_dates():
    for found, wanted in DATES:
        page = PAGE.replace(b'2024-09-12T18:40:00+02:00', found.encode())
        page = b'<meta property="article:published_time" content="%s">' \
            % found.encode() + b'<title>Boats</title>' + b''.join(
                b'<p>It was a cold morning, and the boats that had left '
                b'before %d were late.' % i for i in range(20))
        for options in ['--charset=utf-8'], ['--charset=utf-8', '--chunk=1']:
            as_found = article(*options, data=page)['published']
            same(article('--dates=iso', *options, data=page)['published'],
                 wanted, 'date %r, found as %r' % (found, as_found))
            same(article('--dates=found', *options, data=page)['published'],
                 as_found, 'date %r as found' % found)
    page = run('-fhtml', '--dates=iso', data=b'<meta property="article:'
               b'published_time" content="2024-09-12 06:30 +0200">'
               + PAGE)[1]
    check(b'content="2024-09-12T06:30:00+02:00"' in page, 'date in HTML')


with tempfile.TemporaryDirectory() as temporary:
    for test in (test_formats, test_collisions, test_inputs_are_kept,
                 test_names, test_errors, test_no_room,
                 test_interrupted):
        folder = os.path.join(temporary, test.__name__)
        os.mkdir(folder)
        test(folder)
test_usage()
test_url()
test_dates()
summary()
