#!/usr/bin/env python3
"""Galley at both ends of each of its options.

usage: tests/builds/matrix.py [--ends]

Compiles the library with each option of galley_config.h at its lowest and at
its highest value, and with all of them together, under AddressSanitizer and
UndefinedBehaviorSanitizer, and runs test_limits.c and the fixtures.  What an
option has no say in must be as by default; what it cuts must be a beginning
of that, and be said to be.  --ends: only all together, and what is on or off.

CC and BUILD are those of make.
"""
import concurrent.futures
import glob
import os
import re
import shlex
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
import checks  # noqa
import config  # noqa
from checks import check, same  # noqa

CC = shlex.split(os.environ.get('CC', 'cc'))
FLAGS = ['-std=c99', '-O1', '-pipe', '-Iinclude', '-Isrc', '-Itests',
         '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
PLACE = os.path.join(os.environ.get('BUILD', 'build'), 'matrix')
HARNESS = [p for p in sorted(glob.glob('tests/harness/*.c'))
           if '/test_' not in p]
FIELDS = ['headline', 'byline', 'published', 'site', 'description', 'lang']
SIZES = {'headline': 'GALLEY_TITLE_SIZE', 'byline': 'GALLEY_BYLINE_SIZE',
         'published': 'GALLEY_PUBLISHED_SIZE', 'site': 'GALLEY_SITE_SIZE',
         'description': 'GALLEY_DESCRIPTION_SIZE',
         'lang': 'GALLEY_LANG_SIZE'}
# Text that is classified may be judged otherwise where less is known of the
# page: these options have a say in what is body.
JUDGED = {'GALLEY_STACK', 'GALLEY_RECORDS', 'GALLEY_CONTAINERS',
          'GALLEY_STYLES', 'GALLEY_TITLE_SIZE'}
TRUNCATED = 2
ARTICLES = {page: expected['paragraphs']
            for page, expected in checks.fixtures()}

# What stands before the byline in its element, and is no part of it.
LABELS = {'utf16.html': 'Tekst: '}

# Fields that are longer than most options allow; a body as in the fixtures.
LONG = {
    'headline': ' '.join('Ice%d' % i for i in range(200)),
    'byline': 'Ann ' + 'Lee' * 200,
    'published': '2026-11-25T10:11:12.' + '0' * 40,
    'site': ' '.join('Harbour%d' % i for i in range(60)),
    'description': ' '.join('snow%d' % i for i in range(400)),
    'lang': 'de-' + '-'.join('x%d' % i for i in range(15)),
}
LONG_PAGE = '''<html lang="{lang}"><title>{headline}</title>
<meta name=author content="{byline}">
<meta name=og:site_name content="{site}">
<script type=application/ld+json>{{"@type": "NewsArticle",
"datePublished": "{published}", "description": "{description}"}}</script>
<h1>{headline}</h1>
'''.format(**LONG)


def write_long(path):
    with open('tests/fixtures/demo.html', encoding='utf-8') as f:
        body = f.read().split('</h1>', 1)[1]
    with open(path, 'w', encoding='utf-8') as f:
        f.write(LONG_PAGE + body)


# ---- what is built ----

def configurations(ends):
    """Names and the options that are not by default."""
    default, ranges = config.defaults(), config.ranges()
    sizes = {n: r for n, r in ranges.items() if r != (0, 1)}
    yield 'default', {}
    yield 'all lowest', {n: low for n, (low, _) in sizes.items()}
    yield 'all highest', {n: high for n, (_, high) in sizes.items()}
    yield 'all small', {n: low for n, (low, _) in ranges.items()}
    for name, values in sorted(ranges.items()):
        for value in values:
            if value != default[name] and (name not in sizes or not ends):
                yield '%s=%d' % (name, value), {name: value}


def compile_all(place, options):
    """The library, the harness and the two programs; '' or an error."""
    os.makedirs(place, exist_ok=True)
    flags = [*FLAGS, *('-D%s=%d' % item for item in options.items())]
    sources = [os.path.abspath(p) for p in
               [*sorted(glob.glob('src/*.c')), *HARNESS]]
    flags = [f.replace('-I', '-I' + os.getcwd() + '/', 1)
             if f.startswith('-I') else f for f in flags]
    commands = [[*CC, *flags, '-c', *sources]]
    objects = [os.path.basename(p)[:-2] + '.o' for p in sources]
    for program in ('galley/test_limits', 'builds/pages'):
        commands.append([*CC, *flags, os.path.abspath(
            'tests/%s.c' % program), *objects, '-o',
            os.path.basename(program)])
    for command in commands:
        done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if done.returncode != 0:
            return done.stdout.decode('utf-8', 'replace')
    return ''


def run(program, *arguments):
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def build_and_run(item):
    name, options, pages = item
    place = os.path.join(PLACE, name.replace(' ', '-'))
    error = compile_all(place, options)
    if error:
        return name, error, None, None
    return (name, error, run(os.path.join(place, 'test_limits')),
            run(os.path.join(place, 'pages'), *pages))


# ---- what must hold ----

RESULT = re.compile(
    r'(?:\A|\n)finish (-?\d+)\ncopy=.*\n'
    + ''.join(r'%s needs (\d+)\n%s=(.*)\n' % (f, f) for f in FIELDS)
    + r'body needs (\d+)\nbody=((?:.|\n)*?)\nlocation needs')


class Log:
    def __init__(self, text):
        found = RESULT.search(text)
        self.blocks = text[:found.start()]
        self.finish = int(found[1])
        self.needs = {f: int(found[2 + 2 * i]) for i, f in enumerate(FIELDS)}
        self.fields = {f: found[3 + 2 * i] for i, f in enumerate(FIELDS)}
        self.body = found.groups()[-2:]


def logs_of(output):
    """{(page, set-up): Log}"""
    logs = {}
    for line in re.finditer(rb'^log\t(.*)\t(.*)\t(\d+)\n', output, re.M):
        text = output[line.end():line.end() + int(line[3])].decode('utf-8')
        logs[line[1].decode(), line[2].decode()] = Log(text)
    return logs


def is_cut(got, full, size, room):
    """A beginning of the full text, at a word where one ends in its last
    half, which nearly fills the bytes that it had."""
    got, full = got.encode(), full.encode()
    if len(full) < room:
        return got == full
    words = full[room // 2:room].rfind(b' ') >= 0
    return (full.startswith(got) and len(got) < size
            and len(got) >= room // 2 - 1
            and (not words or full[len(got):len(got) + 1] in (b' ', b'')))


def check_fields(what, values, log, full, label):
    for field in FIELDS:
        size = values[SIZES[field]]
        room = min(size, values['GALLEY_DESCRIPTION_SIZE'])
        if (field == 'byline' and log.needs[field] == 0
                and len(label) + full.needs[field] >= size):
            continue  # readers see it: too long to be a name
        check(is_cut(log.fields[field], full.fields[field], size, room)
              and log.needs[field] == full.needs[field],
              '%s: %s is %d bytes of %d: %r' % (
                  what, field, len(log.fields[field]),
                  full.needs[field], log.fields[field][:300]))


def check_body(what, changed, log, default):
    """Of options without a say nothing changes; of the others the article
    is there all the same, as far as the buffer is large enough."""
    if not JUDGED & set(changed):
        check(log.blocks == default.blocks and log.body == default.body
              and log.finish == default.finish, what + ': the body')


def check_article(what, paragraphs, log):
    text, at = log.blocks + log.body[1], 0
    for paragraph in paragraphs:
        at = text.find(paragraph, at)
        if not check(at >= 0, '%s: no %.60r' % (what, paragraph)):
            return


def check_result(what, values, log):
    if (log.finish >= 0
            and log.needs['headline'] >= values['GALLEY_TITLE_SIZE']):
        same(log.finish, TRUNCATED, what + ': a headline that is cut')


def check_logs(name, changed, logs, default, full):
    values = {**config.defaults(), **changed}
    same(sorted(logs), sorted(default), name + ': the pages')
    for (page, setup), log in sorted(logs.items()):
        what = '%s, %s, %s' % (name, page, setup)
        check_fields(what, values, log, full[page, setup],
                     LABELS.get(os.path.basename(page), ''))
        check_body(what, changed, log, default[page, setup])
        check_result(what, values, log)
        if page in ARTICLES and setup in ('whole', 'sink'):
            check_article(what, ARTICLES[page], log)


def check_program(name, program, result):
    """What it has counted counts here."""
    status, output = result
    counts = re.search(rb'(\d+) passed, (\d+) failed\n\Z', output)
    if not check(counts and status == (counts[2] != b'0'),
                 '%s: %s ends with %s' % (name, program, status)):
        print(output[-4000:].decode('utf-8', 'replace'))
        return False
    checks.passed += int(counts[1])
    checks.failed += int(counts[2])
    if status:
        print('%s, %s:\n%s' % (name, program, '\n'.join(re.findall(
            r'^FAILED.*', output.decode('utf-8', 'replace'), re.M))))
    return True


def main():
    os.makedirs(PLACE, exist_ok=True)
    pages = [*ARTICLES, os.path.join(PLACE, 'long.html')]
    write_long(pages[-1])
    todo = [(name, changed, pages) for name, changed
            in configurations(sys.argv[1:] == ['--ends'])]
    logs = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, error, limits, read in pool.map(build_and_run, todo):
            print('%s%s' % (name, error and ' does not compile\n' + error))
            if check(not error, name) and check_program(
                    name, 'test_limits', limits) and check_program(
                        name, 'pages', read):
                logs[name] = logs_of(read[1])
    for name, changed, _ in todo:
        if name in logs:
            check_logs(name, changed, logs[name], logs['default'],
                       logs['all highest'])
    checks.summary()


if __name__ == '__main__':
    main()
