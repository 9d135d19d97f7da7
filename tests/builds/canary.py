#!/usr/bin/env python3
"""Overflows from one member of struct galley into another, which
AddressSanitizer cannot see.

usage: tests/builds/canary.py

In a copy of the tree each array of the struct gets bytes before and behind
it that nobody may write (canary.c); the tests in C run there, with
-fsanitize=bounds besides.  Then overflows are planted, one at a time, and
must be seen.

CC and BUILD are those of make.
"""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, count, summary  # noqa
from planted import planted, read, write  # noqa

CC = os.environ.get('CC', 'cc')
PLACE = os.path.abspath(os.path.join(os.environ.get('BUILD', 'build'),
                                     'canary'))
TREE = os.path.join(PLACE, 'tree')
CFLAGS = ('-O1 -g -Wno-conversion -fno-sanitize-recover=all '
          '-fsanitize=address,undefined')
# With the trace, since some of the tests use it.
CONFIG = '-DGALLEY_TRACE=1 -DGALLEY_INFLATE=1'
WRAPPED = ['init_sized', 'reset', 'feed', 'finish']
LDFLAGS = os.path.join(PLACE, 'canary.o') + ''.join(
    ' -Wl,--wrap=galley_' + name for name in WRAPPED)
FOLDERS = ['galley', 'meta', 'page']
LIMITS = 'build/tests/galley/test_limits'

# File, what stands there, what is put in its place.
PLANTED = [
    ('text.c', "> ' ' && used < size)", "> ' ' && used <= size)"),
    ('text.c', 'galley_text_cut(buffer, used, size - 1)',
     'galley_text_cut(buffer, used, size) + 1'),
    ('tag.c', 't->key_size < sizeof t->key)', 't->key_size <= sizeof t->key)'),
    ('text.c', '(encode ? 3u : 1u)', '(encode ? 1u : 1u)'),
    ('http.c', 'h->word_size < sizeof h->word)',
     'h->word_size <= sizeof h->word)'),
    ('json.c', 'j->reference_size < sizeof j->reference - 1',
     'j->reference_size < sizeof j->reference + 1'),
    ('jsonld.c', 'j->depth == sizeof j->stack', 'j->depth > sizeof j->stack'),
    ('jsonld.c', 'j->word_size == sizeof j->word)',
     'j->word_size > sizeof j->word)'),
    ('elements.c', 'if (e->depth >= GALLEY_STACK) {',
     'if (e->depth > GALLEY_STACK) {'),
    ('elements.c', 'if (i >= GALLEY_LISTS)\n        return;\n',
     'if (i > GALLEY_LISTS)\n        return;\n'),
    ('records.c', 'r->containers_used == GALLEY_CONTAINERS',
     'r->containers_used > GALLEY_CONTAINERS'),
    ('records.c', 'i == GALLEY_STYLES', 'i > GALLEY_STYLES'),
    ('article.c', 'if (g->records.count < GALLEY_RECORDS || evict(g, false))\n'
     '        return;', 'if (g->records.count <= GALLEY_RECORDS)\n'
     '        return;'),
    ('fields.c', 'f->words_used < GALLEY_TITLE_WORDS',
     'f->words_used <= GALLEY_TITLE_WORDS'),
    ('tokenizer.c', 't->attributes < GALLEY_ATTRIBUTES',
     't->attributes <= GALLEY_ATTRIBUTES'),
]


# ---- the copy ----

def copy_tree():
    shutil.rmtree(TREE, ignore_errors=True)
    for part in 'include', 'src', 'tests', 'port', 'boards':
        shutil.copytree(part, os.path.join(TREE, part))
    shutil.copy('Makefile', TREE)


STRUCT = re.compile(r'^struct (\w+) {\n(.*?)^};', re.M | re.S)
ARRAY = re.compile(r'^    \w[\w ]* (\w+)\[\w+\];')
UNION = re.compile(r'^    union {\n(?:        .*\n)*    } (\w+);', re.M)
PART = re.compile(r'^    struct (\w+) (\w+);', re.M)


def put_canaries(body):
    """The members of a struct with canaries, and the names of these."""
    lines, names = [], []

    def surround(union):
        names.extend(['before_' + union[1], 'behind_' + union[1]])
        return '    uint8_t %s[8];\n%s\n    uint8_t %s[8];' % (
            names[-2], union[0], names[-1])

    body = UNION.sub(surround, body)
    for line in body.split('\n'):
        array = ARRAY.match(line)
        if not array or array[1] in names:
            lines.append(line)
            continue
        for side in 'before', 'behind':
            names.append('%s_%s' % (side, array[1]))
        before, behind = ('    uint8_t %s[8];' % name for name in names[-2:])
        open_comment = '/*' in line and '*/' not in line
        line, comment = line.split(';', 1)
        lines += [before, line + ';', behind]
        if open_comment:
            lines.append(comment)
    return '\n'.join(lines), names


def write_headers():
    """Canaries in each header, and their names in canaries.h."""
    names, parts = {}, {}

    def replace(found):
        body, names[found[1]] = put_canaries(found[2])
        parts[found[1]] = PART.findall(found[2])
        return 'struct %s {\n%s};' % (found[1], body)

    for path in glob.glob('include/*.h'):
        write(os.path.join(TREE, path), STRUCT.sub(replace, read(path)))
    members = []

    def walk(struct, path):
        members.extend(path + name for name in names[struct])
        for part, member in parts[struct]:
            walk(part, path + member + '.')

    walk('galley', '')
    write(os.path.join(PLACE, 'canaries.h'), ''.join(
        'CANARY(%s)\n' % name for name in members))
    return members


def make(*targets):
    done = subprocess.run(
        ['make', '-C', TREE, '-s', '-j%d' % os.cpu_count(), 'BUILD=build',
         'CC=' + CC, 'CFLAGS=' + CFLAGS, 'LDFLAGS=' + LDFLAGS,
         'CONFIG=' + CONFIG, 'WERROR=', *targets],
        env={n: v for n, v in os.environ.items()
             if n not in ('MAKEFLAGS', 'MFLAGS', 'MAKEOVERRIDES')},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return check(done.returncode == 0,
                 'it compiles\n' + done.stdout.decode('utf-8', 'replace'))


def compile_canary():
    subprocess.run([*shlex.split(CC), '-std=c99', *CFLAGS.split(),
                    *CONFIG.split(), '-I' + os.path.join(TREE, 'include'),
                    '-I' + PLACE, '-c', 'tests/builds/canary.c', '-o',
                    os.path.join(PLACE, 'canary.o')], check=True)


# ---- overflows ----

def plant(name, there, instead):
    what = '%s: %s' % (name, ' '.join(instead.split()))
    with planted(os.path.join(TREE, 'src', name), there, instead,
                 what) as good:
        if good and make(LIMITS):
            done = subprocess.run([os.path.join(TREE, LIMITS)], cwd=TREE,
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            seen = re.findall(rb'^the canary .*|runtime error: .*',
                              done.stdout, re.M)
            check(seen and done.returncode != 0, what + ' is seen')
            print('%s: %s' % (what, seen[0].decode() if seen else 'not'),
                  flush=True)


def main():
    os.makedirs(PLACE, exist_ok=True)
    copy_tree()
    members = write_headers()
    check(len(members) > 60, 'there are canaries')
    compile_canary()
    programs = ['build/' + path[:-2] for folder in FOLDERS for path in
                sorted(glob.glob('tests/%s/test_*.c' % folder))]
    if make(*programs):
        for program in programs:
            count(os.path.join(TREE, program), cwd=TREE)
        for planted in PLANTED:
            plant(*planted)
    summary()


if __name__ == '__main__':
    main()
