#!/usr/bin/env python3
"""Puts faults into a copy of the sources, one at a time, and sees the test
fail that was written for it.

usage: mutants.py DIRECTORY [NUMBER...]      DIRECTORY holds the copy;
                                             only the mends with a number
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
from planted import planted  # noqa: E402

SECONDS = 120  # a fault may be an endless loop

# Tests that see a whole page, and of HTTP.
CONTRACT = 'galley/test_contract'
ORDER = 'galley/test_order'
HTTP = 'http/test_http'
RESPONSE = 'http/test_response'

# What was mended, taken out again: the mend's number in tests/README.md, the
# file, what stands there once, what takes its place, a test that must fail.
MENDS = [
    ('1', 'src/galley.c', 'if (size != sizeof *g ||',
     'if (0 && size != sizeof *g ||', 'galley/test_config'),
    ('2', 'src/text.c', 'return 1 + n + galley_text_space(p + 1 + n);',
     'return 2 + n;', CONTRACT),
    ('3', 'src/blocks.c', 'if (g->blocks.counts.size > BLOCK_MOST)', 'if (0)',
     CONTRACT),
    ('4', 'src/fields.c', 'return f->open == field + 1u ? 0 : f->rank[field];',
     'return f->rank[field];', CONTRACT),
    ('4', 'src/fields.c',
     'if (field == FIELD_NONE || f->open == field + 1u)\n'
     '        return &f->nothing;',
     'if (field == FIELD_NONE)\n        return &f->nothing;', CONTRACT),
    ('5', 'src/article.c', 'if (a->refused)\n        return GALLEY_ERR_SINK;',
     '', ORDER),
    ('5', 'src/article.c', 'else if (told && !a->refused)', 'else if (told)',
     ORDER),
    ('6', 'src/blocks.c', "if (*p != '\\0') /*", 'if (1) /*', CONTRACT),
    ('7', 'src/blocks.c', '(g->article.holes >> source & 1) /*', '0 /*',
     CONTRACT),
    ('7', 'src/article.c', 'a->full || a->lost > 0', 'a->full', CONTRACT),
    ('8', 'src/galley.c',
     'g->status != GALLEY_OK || g->article.inside || g->finished',
     'g->status < 0 || g->article.inside', ORDER),
    ('9', 'src/galley.c', 'return !is_refused(g) && g->article.inside;',
     'return false;', ORDER),
    ('10', 'src/charset.c', 'encoding >= ISO_2022_JP && '
     'encoding <= REPLACEMENT', 'encoding == ISO_2022_JP', CONTRACT),
    ('12', 'include/galley_config.h',
     '#if GALLEY_CONTAINERS < 2 || GALLEY_CONTAINERS > 255', '#if 0',
     'galley/test_config'),
    ('13', 'src/count.c', 'return value > UINT32_MAX - n ? UINT32_MAX : '
     'value + n;', 'return value + n;', RESPONSE),
    ('14', 'src/galley.c', 'if (!galley_http_complete(&g->http))', 'if (1)',
     RESPONSE),
    ('15', 'src/records.c', 'p->level < MOST_LEVELS ? p->level : MOST_LEVELS',
     'p->level', CONTRACT),
    ('15', 'port/posix/extract.c', 'kinds[block->kind], block->level',
     'kinds[block->kind], block->level % 10', 'command/test_options'),
    ('16', 'src/fields.c', '(f->length[field] + n)', '(f->length[field])',
     CONTRACT),
    ('16', 'src/galley.c', '           || needed > strlen('
     'galley_field(g, GALLEY_FIELD_HEADLINE));', '           ;', CONTRACT),
    ('17', 'src/elements.c', '        e->depth++;\n',
     '        e->depth += e->depth < UINT16_MAX;\n', CONTRACT),
    ('18', 'src/decide.c', 'if (d->body_mass > UINT32_MAX - mass)', 'if (0)',
     'page/test_sums'),
    ('18', 'src/records.c', 'if (r->certainty > UINT32_MAX - certainty)',
     'if (r->certainty > UINT32_MAX - certainty + 1)', 'page/test_sums'),
    ('20', 'src/text.c', "bool encode = (uint8_t)(c - '!') > '~' - '!';",
     'bool encode = false;', HTTP),
    ('20', 'port/posix/output.c', 'return isatty(fileno(to)) == 1;',
     'return isatty(fileno(to)) == 2;', 'command/test_terminal'),
    ('chunked twice', 'src/http.c',
     'if (h->transfer == CHUNKED)\n        h->flags |=',
     'if (0)\n        h->flags |=', HTTP),
    ('two fields', 'src/http.c', 'if (h->transfer != ABSENT)', 'if (0)', HTTP),
    ('two words', 'src/http.c', 'if (h->part == IN_CODING)\n', 'if (0)\n',
     HTTP),
    ('two sizes', 'src/http.c', 'if (h->part <= IN_SIZE && digit < 16)',
     'if (h->part <= BEHIND_SIZE && digit < 16)', HTTP),
    ('CR in a size', 'src/http.c',
     "(h->part == BEHIND_CR && c != '\\n')", '0', HTTP),
    ('head', 'src/http.c', 'if (h->lines == GALLEY_HTTP_HEAD_MAX)', 'if (0)',
     HTTP),
    ('interim', 'src/http.c', 'if (h->heads == GALLEY_HTTP_INTERIM_MAX)',
     'if (0)', HTTP),
]

# What a reading of the tests found possible, and no test saw.
OTHERS = [
    ('src/tokenizer.c', '    t->hash = GALLEY_HASH_START;\n    if', '    if',
     'tokenizer/test_tokens'),
    ('src/tokenizer.c', '    t->hash = GALLEY_HASH_START;\n    t->flags',
     '    t->flags', 'tokenizer/test_tokens'),
    ('src/text.c', '&& GALLEY_READ16(&hashes[row]) != high', '&& 0',
     'page/test_tag'),
    ('src/tag.c', 't->custom = 0;', '', 'page/test_tag'),
    ('src/tag.c', 't->key_size < sizeof t->key)',
     't->key_size < sizeof t->key + 1)', 'page/test_tag'),
    ('src/tokenizer.c', 'size == 0 || size >', 'size >',
     'tokenizer/test_plain'),
    ('src/tokenizer.c', 'of_tag ? STATE_BEFORE', '0 ? STATE_BEFORE',
     'tokenizer/test_plain'),
    ('src/tokenizer.c', 'size == sizeof "xml" - 1', 'size == sizeof "xml"',
     'tokenizer/test_tokens'),
    ('src/tokenizer.c', 'if (t->attributes < GALLEY_ATTRIBUTES)',
     'if (t->attributes < GALLEY_ATTRIBUTES - 1)', 'tokenizer/test_tokens'),
    ('src/byline.c', 'if (r.from + r.size < end)', 'if (r.from > end)',
     'meta/test_meta'),
    ('src/byline.c', '&& (p + 2 == end || p[2]', '&& (p[2]',
     'meta/test_meta'),
    ('src/byline.c', "|| p[2] == '\\xC2'", '', 'meta/test_meta'),
    ('src/byline.c', "|| (p > text && p[-1] == ' ')", '', 'meta/test_meta'),
    ('src/byline.c', 'if (name != NULL) {', 'if (name && *name) {',
     'meta/test_meta'),
    ('src/byline.c', '&& galley_is_digit((uint8_t)*word))\n        end',
     ')\n        end', 'meta/test_meta'),
    ('src/byline.c', 'words < LEAD_WORDS && ', '', 'meta/test_meta'),
    ('src/byline.c', "(*behind == ' ' || *behind == '\\0')", '1',
     'meta/test_meta'),
    ('src/byline.c', "|| *behind == '\\0')", ')', 'meta/test_meta'),
    ('src/byline.c', '&& !galley_text_listed(noise', '|| galley_text_listed'
     '(noise', 'meta/test_meta'),
    ('src/byline.c', "if (*p == ')')", 'if (0)', 'meta/test_meta'),
    ('src/byline.c', 'p += galley_text_space(p);', '', 'meta/test_meta'),
    ('src/byline.c', 'end - day <= DAY_SIZE && ', '', 'meta/test_meta'),
    ('src/byline.c', "&& day[-1] == 'l'", '', 'meta/test_meta'),
    ('src/elements.c',
     '\n        || galley_tags_kind(galley_tags_row(t->tag)) '
     '== GALLEY_KIND_CAPTION)', ')', 'meta/test_meta'),
    ('src/date.c', '"arr\\13', '"', 'meta/test_meta'),
    ('src/date.c', '"\\x81\\xD0\\xB5\\xD1\\10', '"', 'meta/test_meta'),
    ('src/headline.c', "before != '-' && ", '', 'meta/test_meta'),
    ('src/headline.c', "t.last[0] != '_' && ", '', 'meta/test_meta'),
    ('src/headline.c', 'return 3; /*', 'return 0; /*', 'meta/test_meta'),
    ('src/meta.c', 'signed_line = says;', 'signed_line = 0;',
     'page/test_article'),
    ('src/meta.c', 'signed_line = says;', 'signed_line |= says;',
     'page/test_article'),
    ('src/decide.c', '&& !(r->flags & BLOCK_SIGNED)', '',
     'page/test_article'),
    ('src/decide.c', '\n           && g->blocks.counts.last == LAST_OTHER', '',
     'page/test_article'),
    ('src/decide.c', '\n           && g->blocks.counts.words <= LINE_WORDS',
     '', 'page/test_article'),
    ('src/decide.c', '|| g->headline.h1_count == 0', '', 'page/test_decide'),
    ('src/charset.c', 'label, size) >> 8;', 'label, size);',
     'charset/test_encodings'),
    ('src/meta.c', '+ token->size\n            <= n)', '+ token->size > 0)',
     'meta/test_meta'),
    ('src/meta.c', ' & TEXT_LENGTH_MOST) + token', ') + token',
     'meta/test_meta'),
    ('src/meta.c', "(!cut || *p != '<')", '!cut', 'meta/test_meta'),
    ('src/meta.c', "(!cut || *p != '<')", "*p != '<'", 'meta/test_meta'),
    ('src/meta.c', '    if (!is_html(p) &&', '    if (', 'meta/test_meta'),
    ('src/meta.h', 'm->capture == CAPTURE_AUTHOR ||', '', 'meta/test_meta'),
    ('src/meta.h', '|| m->capture == CAPTURE_BYLINE', '', 'meta/test_meta'),
    ('src/byline.c', "if (*p == '<' || ", 'if (', 'meta/test_meta'),
    ('src/byline.c', "mark == 0 && *galley", "0 && *galley",
     'meta/test_meta'),
    ('src/jsonld.c', 'j->authors = FIRST; /* that', '; /* that',
     'meta/test_meta'),
    ('src/meta.c', '    if (cut)\n        galley', '    if (0)\n        galley',
     'meta/test_meta'),
    ('src/charset.c', 'return i + (size_t)VECTOR_FIRST(found)',
     'return i + 1', 'charset/test_charset'),
    ('src/charset.c', '        if (VECTOR_HIGH(VECTOR_OR(v, w)) != 0)',
     '        if (VECTOR_HIGH(v) != 0)', 'charset/test_charset'),
    ('src/text.h', 'return c < 6 ?', 'return c < 5 ?', 'http/test_http'),
    ('src/galley.c', 'galley_count_add32(g->framing, page_bytes(g))',
     'g->framing + page_bytes(g)', 'http/test_response'),
    ('src/galley.c', '(uint32_t)(body.data - counted)',
     '(uint32_t)(counted - body.data)', 'http/test_response'),
    ('src/article.c', 'while (i-- > 0)\n        if ((all->records[i].flags',
     'for (i = 0; i < all->count; i++)\n        if ((all->records[i].flags',
     'page/test_article'),
    ('src/records.c', 'k->link_words + link_words', 'k->link_words + more->words',
     'command/test_features'),
    ('src/records.c', 'if (words < more->words)', 'if (words <= more->words)',
     'command/test_features'),
    ('src/records.c', 'if (words < more->words)', 'if (0)', 'page/test_sums'),
    ('src/classify.c', 's->place = UINT16_MAX;', 's->main = s->main;',
     'page/test_values'),
    ('src/classify.c', 'number << 8 | r->style', 'number << 8',
     'page/test_values'),
    ('src/classify.c', 'number << 8 | r->style', 'r->style',
     'page/test_values'),
    ('src/elements.c', 'up > 0 ? e->stack[up - 1].name_or_kind : 0', '0',
     'page/test_page'),
    ('src/elements.c', 'is_block(behind - 1) ? n', '1 ? n', 'page/test_page'),
    ('src/elements.c', 'new->own_or_up = (int8_t)around;', '(void)around;',
     'page/test_page'),
    ('src/elements.c', 'block->name_or_kind |= ELEMENT_SHARED;', '(void)new;',
     'galley/test_stories'),
    ('src/page.c', 'if (gone->name_or_kind & ELEMENT_SHARED)', 'if (0)',
     'galley/test_stories'),
    ('src/elements.c', ' && tag != own->tag)', ')', 'page/test_page'),
    ('src/count.c', 'value > UINT16_MAX - n ? UINT16_MAX : value + n',
     'value + n', 'page/test_sums'),
    ('src/records.c', 'if (r->containers_used == GALLEY_CONTAINERS)',
     'if (r->containers_used == GALLEY_CONTAINERS + 1)',
     'page/test_article'),
    ('src/classify.c', 's->since_scale = galley_count_scale(s->since)',
     's->since_scale = galley_count_scale((uint16_t)(s->since / 2))',
     'command/test_features'),
    ('src/blocks.c', 'b->tags = galley_count_scale(b->tags_since);\n',
     'b->tags = galley_count_scale(b->images_since);\n',
     'command/test_features'),
    ('src/blocks.c', '    b->tags_since = 0;\n', '', 'command/test_features'),
    ('src/decide.c', '&& r->links >= BOX_LINKS)\n', '&& r->links > BOX_LINKS)\n',
     'page/test_decide'),
    ('src/decide.c', '? galley_record_level(r) == 1\n', '? true\n',
     'page/test_decide'),
    ('src/decide.c', '&& r->words < REPEAT_WORDS && r->links >= LONE_LINKS\n',
     '&& r->words < REPEAT_WORDS && r->links > LONE_LINKS\n',
     'page/test_decide'),
    ('src/decide.c', '!galley_judge_accepts(g, n)', 'galley_judge_accepts(g, n)',
     'page/test_decide'),
    ('src/text.c', 'p[2] != 0x8C', 'p[2] != 0x8B', 'meta/test_meta'),
    ('src/text.c', 'p[2] != 0x8D', 'p[2] != 0x8E', 'meta/test_meta'),
    ('src/text.c', '|| p[1] == 0x81;', '|| p[1] == 0x82;', 'meta/test_meta'),
    ('src/text.c', 'return p[1] == 0x80;', 'return p[1] == 0x81;',
     'meta/test_meta'),
    ('src/text.c', "p[1] == '\\xA0' ? 2 : 0", "p[1] == '\\xA0' ? 1 : 0",
     'meta/test_meta'),
]


def make(place, *arguments):
    """Exit status and output of a make; 'timeout' when there is no end."""
    process = subprocess.Popen(
        ['make', '--no-print-directory', 'BUILD=build', 'WERROR=',
         'CFLAGS=-O1', 'PANEL_RENDER=', 'EARLY=', *arguments], cwd=place,
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


def test_mutant(place, number, name, old, new, test):
    what = '%s%s: %s' % (number and number + ', ', name,
                         new.strip() or 'without ' + old.split('\n')[0])
    with planted(os.path.join(place, name), old, new, what) as good:
        if not good:
            return
        status, output = make(place, 'all')
        if check(status == 0, what + ': compiles\n' + output):
            status, output = make(place, programs([test]), 'test')
            check(status != 0, '%s: %s fails' % (what, test))
            print('%-9s %-22s %s' % ('survives' if status == 0 else 'killed',
                                     test, what.replace('\n', ' ')),
                  flush=True)


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith('-'):
        raise SystemExit(__doc__)
    place = os.path.abspath(sys.argv[1])
    os.chdir(ROOT)
    os.environ['GALLEY_SHARED'] = os.path.abspath(SHARED)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree('.', place, symlinks=True,
                    ignore=shutil.ignore_patterns('build', '.git'))
    wanted = sys.argv[2:]
    mutants = [mutant for mutant in
               MENDS + [('', *other) for other in OTHERS]
               if not wanted or mutant[0] in wanted]
    tests = sorted({mutant[-1] for mutant in mutants})
    status, output = make(place, '-j2', programs(tests), 'test')
    if check(status == 0, 'without a fault all pass\n' + output):
        for mutant in mutants:
            test_mutant(place, *mutant)
    summary()


if __name__ == '__main__':
    main()
