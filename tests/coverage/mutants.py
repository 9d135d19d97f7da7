#!/usr/bin/env python3
"""Faults that a reading of the tests found possible: each is put into a copy
of the sources, and its tests must fail.

usage: mutants.py DIRECTORY      DIRECTORY holds the copy
"""
import os
import shutil
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import SHARED, check, summary  # noqa: E402

SECONDS = 120  # a fault may be an endless loop

# File, what stands there once, what takes its place, tests that must fail.
MUTANTS = [
    ('tag.c', 'if (t->name_size < sizeof t->name - 1)',
     'if (t->name_size < sizeof t->name + 1)', 'page/test_tag'),
    ('tag.c', 'sizeof t->attribute_name - 1u - t->attribute_size)\n',
     'sizeof t->attribute_name + 1u - t->attribute_size)\n',
     'page/test_tag'),
    ('tag.c', 't->key_size < sizeof t->key - 1)',
     't->key_size < sizeof t->key)', 'page/test_tag'),
    ('tag.c', 'size_t room = sizeof t->value - 1u - t->value_size;',
     'size_t room = sizeof t->value - t->value_size;', 'page/test_tag'),
    ('tokenizer.c', 'size == sizeof "xml" - 1', 'size == sizeof "xml"',
     'tokenizer/test_tokens'),
    ('tokenizer.c', '(char)galley_lower((uint8_t)target[i])',
     '(char)(target[i] | 0x20)', 'tokenizer/test_tokens'),
    ('tokenizer.c', 'if (t->attributes < GALLEY_ATTRIBUTES)',
     'if (t->attributes < GALLEY_ATTRIBUTES - 1)', 'tokenizer/test_tokens'),
    ('text.h', 'return c < 6 ?', 'return c < 5 ?', 'http/test_http'),
    ('galley.c', 'before - g->page_bytes', 'before + g->page_bytes',
     'http/test_response'),
    ('galley.c', '(uint32_t)(body.data - start)',
     '(uint32_t)(start - body.data)', 'http/test_response'),
    ('article.c', '} else if (told && !a->refused) {',
     '} else if (told) {', 'galley/test_contract'),
    ('article.c', 'while (i-- > 0)\n        if (all->records[i].flags',
     'for (i = 0; i < all->count; i++)\n        if (all->records[i].flags',
     'page/test_article'),
    ('article.c', 'if (a->refused)\n        return GALLEY_ERR_SINK;', '',
     'galley/test_contract'),
    ('article.c', 'a->lost > 0 ? GALLEY_TRUNCATED',
     'a->lost > 1000 ? GALLEY_TRUNCATED', 'page/test_article'),
    ('records.c', 'galley_count_add(k->link_words, c->link_words)',
     'galley_count_add(k->link_words, c->words)', 'command/test_features'),
    ('records.c', 'if (r->containers_used == GALLEY_CONTAINERS)',
     'if (r->containers_used == GALLEY_CONTAINERS + 1)',
     'page/test_article'),
    ('records.c', 'if (r->certainty > UINT32_MAX - certainty)',
     'if (r->certainty > UINT32_MAX - certainty + 1)', 'page/test_sums'),
    ('records.c', 'galley_count_scale(g->classify.since)',
     'galley_count_scale((uint16_t)(g->classify.since / 2))',
     'command/test_features'),
    ('blocks.c', 'b->tags = galley_count_scale(b->tags_since);\n',
     'b->tags = galley_count_scale(b->images_since);\n',
     'command/test_features'),
    ('blocks.c', '    b->tags_since = 0;\n', '', 'command/test_features'),
    ('decide.c', 'r->links >= BOX_LINKS', 'r->links > BOX_LINKS',
     'page/test_decide'),
    ('decide.c', 'd->kept_mass < d->kept_words * LEAST_SCORE',
     'd->kept_mass <= d->kept_words * LEAST_SCORE', 'page/test_decide'),
    ('text.c', 'p[2] != 0x8C', 'p[2] != 0x8B', 'meta/test_meta'),
    ('text.c', 'p[2] != 0x8D', 'p[2] != 0x8E', 'meta/test_meta'),
    ('text.c', '|| p[1] == 0x81;', '|| p[1] == 0x82;', 'meta/test_meta'),
    ('text.c', 'return p[1] == 0x80;', 'return p[1] == 0x81;',
     'meta/test_meta'),
    ('text.c', "p[1] == '\\xA0' ? 2 : 0", "p[1] == '\\xA0' ? 1 : 0",
     'meta/test_meta'),
]


def make(place, *arguments):
    """Exit status and output of a make; 'timeout' when there is no end."""
    process = subprocess.Popen(
        ['make', '--no-print-directory', 'BUILD=build', 'CFLAGS=-O1',
         'PANEL_RENDER=', 'EARLY=', *arguments], cwd=place,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=SECONDS)
        return process.returncode, output.decode('utf-8', 'replace')
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return 'timeout', ''


def programs(tests):
    """What TESTS= of a make takes."""
    return 'TESTS=' + ' '.join(
        'tests/%s.py' % test if os.path.exists('tests/%s.py' % test)
        else 'build/tests/' + test for test in tests)


def test_mutant(place, name, old, new, test):
    what = '%s: %s' % (name, new.strip() or 'without ' + old.split('\n')[0])
    path = os.path.join(place, 'src', name)
    with open(path, encoding='utf-8') as f:
        text = f.read()
    if not check(text.count(old) == 1, what + ': stands there once'):
        return
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text.replace(old, new))
    status, output = make(place, 'all')
    if check(status == 0, what + ': compiles\n' + output):
        status, output = make(place, programs([test]), 'test')
        check(status != 0, '%s: %s fails' % (what, test))
        print('%-9s %-22s %s' % ('survives' if status == 0 else 'killed',
                                 test, what.replace('\n', ' ')))
        sys.stdout.flush()
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def main():
    place = os.path.abspath(sys.argv[1])
    os.chdir(ROOT)
    os.environ['GALLEY_SHARED'] = os.path.abspath(SHARED)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree('.', place, symlinks=True,
                    ignore=shutil.ignore_patterns('build', '.git'))
    tests = sorted({mutant[-1] for mutant in MUTANTS})
    status, output = make(place, '-j2', programs(tests), 'test')
    if check(status == 0, 'without a fault all pass\n' + output):
        for mutant in MUTANTS:
            test_mutant(place, *mutant)
    summary()


if __name__ == '__main__':
    main()
