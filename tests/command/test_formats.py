#!/usr/bin/env python3
"""Markdown and HTML of the command: readers of CommonMark (cmark) and of HTML
(Python's, and parse5, which also counts errors) give back headline and blocks
to the byte, of the fixtures and of text that tries to be markup."""
import glob
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import (SHARED, article, check, fixtures, run, same,  # noqa
                     skip, summary)

PARSE5 = 'build/npm/node_modules/parse5'
# Text that means something to a reader of Markdown or HTML.
HOSTILE = r"""
# a|## a ##|a #|+ a|- a|-|--- |===|*a*|* * *|**a**|_a_|__a__|1. a|1) a|12345. a
123456789. a|1234567890. a|> a|>|`a`|``a|```|~~~|~a~|~~a~~|[a](b)|![a](b)|[a]: b
[a][b]|[^1]|[ ] a|<b>|</p>|<!-- a|-->|<a href="x">|<https://example.org>|&amp;
&lt;b&gt;|&#35;|&|&copy|&#0;|\|\\|\*|a\|a\\|\# a|a  b|:-- |:---:|a \| b|\| a \|
https://example.org/?a=b&c=_d_|www.example.org|a@example.org|$x$|$$|"a"|'a'|(c)
***a|a***|*a|a*|_a|a_|«a»|—|– a|…|%|^a^|==a==|++|++a++|<?php|<![CDATA[a]]>|]]>
{{a}}|{% a %}|{a}|---\na|\ta|!|!!|@a|:a:|/* a */|// a|;|=|==|= a|~|`|1.|1)|</article>
</h1>|<script>|<plaintext>|<pre>|</pre>|<textarea>|<br>|<td>|&nbsp;|&Tab;|&NewLine;
""".replace('\\|', '\0')
HOSTILE = [p.replace('\0', '\\|') for line in HOSTILE.strip().split('\n')
           for p in line.split('|') if p]
HOSTILE += ['|', '||', '\u00a0a', 'a\u00a0', '\u3000', '\u2003a\u2003',
            '\u00ad', '\ufeff', '\u2028', '\u0085', '\u202e', '日本語',
            '\U0001f600', '\x7f', '\u009b', '*\u00a0', '\ufffd']
SENTENCES = ['The harbour master said that %s was seen near the old quay.',
             '%s was the first thing that the crew of the ferry wrote down.',
             'Nobody on the quay that morning, cold as it was, had read %s',
             '%s', '%s, he said, and %s; the boats were late, and %s.']


class Reader(HTMLParser):
    """Blocks [kind, level, number, text] of a page by its elements."""
    KINDS = {'p': 'paragraph', 'pre': 'preformatted', 'tr': 'table_row',
             'figcaption': 'caption', 'li': 'list_item',
             **{'h%d' % n: 'heading' for n in range(1, 7)}}
    AROUND = {'html', 'head', 'body', 'article', 'title', 'blockquote', 'ul',
              'ol', 'table', 'tbody', 'figure', 'meta', 'link'}

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.blocks, self.lists, self.quote = [], [], 0
        self.open = self.unknown = self.fields = None
        self.fields, self.odd = {}, []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ('meta', 'link'):
            self.fields[values.get('name') or values.get('property')
                        or values.get('rel')] = (values.get('content')
                                                 or values.get('href'))
        elif tag in ('ul', 'ol'):
            self.end_text()
            self.lists.append(int(values.get('start', 1)) - 1
                              if tag == 'ol' else None)
        elif tag == 'blockquote':
            self.quote += 1
        elif tag == 'p' and self.open and self.open[0] == 'list_item':
            pass  # of a loose list
        elif tag in self.KINDS:
            self.begin(tag, values)
        elif tag == 'br':
            self.open[3] += '\n'
            self.behind_br = True
        elif tag == 'em' and self.open[3] == '':
            self.open[0] = 'caption'
        elif tag == 'td':
            self.open[3] += '\t' if self.cells else ''
            self.cells += 1
        elif tag == 'code' and self.open[0] == 'preformatted':
            pass
        elif tag not in self.AROUND:
            self.odd.append(tag)

    def begin(self, tag, values):
        level = int(tag[1]) if tag[0] == 'h' else 0
        number = None
        self.cells = 0
        self.behind_br = False
        if tag == 'li':
            level = len(self.lists)
            if self.lists[-1] is not None:
                self.lists[-1] = int(values.get('value', self.lists[-1] + 1))
                number = self.lists[-1]
        kind = 'quote' if tag == 'p' and self.quote else self.KINDS[tag]
        self.open = [kind, level, number, '']

    def end_text(self):
        if self.open:
            if self.open[0] == 'list_item' and self.open[3][-1:] == '\n':
                self.open[3] = self.open[3][:-1]
            self.blocks.append(self.open)
        self.open = None

    def handle_endtag(self, tag):
        if tag in ('ul', 'ol'):
            self.lists.pop()
        elif tag == 'blockquote':
            self.quote -= 1
        elif tag in self.KINDS and not (tag == 'p' and self.open
                                        and self.open[0] == 'list_item'):
            self.end_text()

    def handle_data(self, data):
        if self.open is None:
            if data.strip('\n'):
                self.odd += [data] if self.lasttag != 'title' else []
            return
        if self.behind_br and data[0] == '\n':
            data = data[1:]  # cmark's own
        self.behind_br = False
        if self.open[0] == 'preformatted' and self.open[3] == '' \
                and data[0] == '\n' and not self.is_code():
            data = data[1:]
        if self.open[0] == 'list_item' and not self.open[3]:
            data = data.lstrip('\n')
        self.open[3] += data

    def is_code(self):
        return self.lasttag == 'code'

    def handle_comment(self, data):
        self.odd.append(data)

    handle_pi = unknown_decl = handle_comment


def expected(got):
    """The blocks of json as a reader of nested lists sees them."""
    rows, depth = [], 0
    for block in got['blocks']:
        level = block['level']
        if block['kind'] == 'list_item':
            depth = level = min(level, depth + 1)
        else:
            depth = 0
        number = block.get('number') if depth else None
        rows.append([block['kind'], level, number, block['text']])
    return [['heading', 1, None, got['headline']]] + rows


def merge_rows(rows):
    """Rows of a table are lines of one paragraph in Markdown."""
    merged, before = [], None
    for kind, level, number, text in rows:
        if kind == 'table_row' == before:
            merged[-1][3] += '\n' + text
        else:
            merged.append(['paragraph' if kind == 'table_row' else kind,
                           level, number, text])
        before = kind
    return merged


def read_markdown(text):
    done = subprocess.run(['cmark', '--unsafe', '-t', 'html'],
                          input=text, stdout=subprocess.PIPE)
    reader = Reader(done.stdout.decode('utf-8'))
    for block in reader.blocks:
        if block[0] == 'preformatted':
            block[3] = block[3][:-1]
    return reader


def compare(reader, rows, what):
    check(not reader.odd, '%s: markup: %s' % (what, reader.odd[:5]))
    for i, (found, wanted) in enumerate(zip(reader.blocks, rows)):
        if not check(found == wanted, '%s: block %d' % (what, i)):
            print('  expected %r\n  got      %r' % (wanted, found))
            return
    same(len(reader.blocks), len(rows), what + ': blocks')


def check_page(what, *arguments, data=b''):
    """Both formats of a page; the kinds that it has."""
    got = article(*arguments, data=data)
    if got['status'] != 'ok':
        check(False, what + ': no article')
        return set()
    rows = expected(got)
    if shutil.which('cmark'):
        text = run('--format=markdown', *arguments, data=data)[1]
        compare(read_markdown(text), merge_rows(rows), what + ', Markdown')
    page = run('--format=html', *arguments, data=data)[1].decode('utf-8')
    reader = Reader(page)
    compare(reader, rows, what + ', HTML')
    pages.append((what, page, got))
    return {row[0] for row in rows}


# ---- pages that try ----

def hostile_text(seed):
    text = seed.choice(SENTENCES)
    parts = [' '.join(seed.sample(HOSTILE, seed.randint(1, 3)))
             for _ in range(text.count('%s'))]
    text = text % tuple(parts)
    return text if len(text) > 60 else text + ' ' + SENTENCES[2] % 'it.'


def hostile_block(seed):
    """HTML of one block, or several."""
    def text(ends='<br>'):
        lines = [hostile_text(seed) for _ in range(seed.choice((1, 1, 2)))]
        return ends.join(map(html.escape, lines))

    def items(depth):
        tag = seed.choice(('<ul>', '<ol>', '<ol start=%d>' %
                           seed.randint(2, 12000)))
        inner = ''.join('<li%s>%s%s</li>' % (
            seed.choice(('', '', ' value=%d' % seed.randint(1, 99))), text(),
            items(depth + 1) if depth < 4 and seed.random() < .3 else '')
            for _ in range(seed.randint(1, 4)))
        return tag + inner + '</' + tag[1:3] + '>'

    kind = seed.randrange(8)
    if kind == 0:
        return '<h%d>%s</h%d>' % (3, text()[:80].rsplit('&', 1)[0], 3)
    if kind == 1:
        return items(1)
    if kind == 2:
        return '<blockquote><p>%s<p>%s</blockquote>' % (text(), text())
    if kind == 3:
        return '<pre>\n%s</pre>' % text('\n\n   ')
    if kind == 4:
        return '<table>' + 3 * ('<tr><td>%s<td>%s' % (text(), text())) \
            + '</table>'
    if kind == 5:
        return '<figure><img src=x><figcaption>%s</figcaption></figure>' \
            % text()
    return '<p>%s</p>' % text()


def hostile_page(number):
    seed = random.Random(number)
    plain = '<p>It was a cold morning, and the boats that had left the ' \
        'harbour before six were late. Nobody said so, but number %d, ' \
        'which came in at noon, had ice on its rails.</p>'
    headline = html.escape(hostile_text(seed))
    return ('<!DOCTYPE html><meta charset=utf-8><title>%s</title><article>'
            '<h1>%s</h1>%s</article>' % (headline, headline, ''.join(
                plain % i + hostile_block(seed) + hostile_block(seed)
                for i in range(14)))).encode()


def test_hostile():
    kinds = set()
    for number in range(40):
        window = [], ['--body-size=256'], ['--chunk=7']
        kinds |= check_page('hostile page %d' % number, *window[number % 3],
                            data=hostile_page(number))
    same(len(kinds), 7, 'hostile pages: kinds of blocks')


def test_each():
    """Each of them alone: at the beginning of a block, at its end, in it."""
    plain = '<p>It was a cold morning, and the boats that had left before ' \
        'six were late. Nobody said so, but number %d had ice on its rails.'
    forms = {'paragraph': ('<p>%s</p>', ''),
             'list_item': ('<li>%s</li>', '<ul>'),
             'quote': ('<blockquote>%s</blockquote>', ''),
             'caption': ('<figure><figcaption>%s</figcaption></figure>', '')}
    for kind, (form, before) in forms.items():
        page = ['<title>Words</title><article><h1>Words</h1>']
        for i, piece in enumerate(HOSTILE):
            piece = html.escape(piece)
            if i % 3 == 0:
                page.append((('</ul>' if before else '') + plain + before)
                            % i)
            page.append(form % (
                '%s the %d. of the pilots said, %s and as often before, that '
                'nobody there had read %s' % (piece, i, piece, piece)))
        data = ''.join(page).encode()
        check_page('each piece, ' + kind, '--charset=utf-8', data=data)
        kept = [b['text'] for b in
                article('--charset=utf-8', data=data)['blocks']
                if b['kind'] == kind and 'pilots' in b['text']]
        check(len(kept) >= 0.9 * len(HOSTILE),
              'each piece, %s: %d of %d are kept' % (kind, len(kept),
                                                     len(HOSTILE)))


def test_lines():
    """Alone on a line, between two of text and as the last."""
    page = '<title>Words</title><article><h1> Words &nbsp; </h1>'
    for i, piece in enumerate(HOSTILE):
        page += '<p>The %d. of the pilots, who had waited all night, said so' \
            '<br> &nbsp;%s &nbsp;<br>and nobody on the quay had read it.' % (
                i, html.escape(piece))
        page += '<p>The %d. of the pilots, who had waited all night, said ' \
            'this, and wrote it down:<br>%s' % (i, html.escape(piece))
    page += '<table>' + ''.join(
        '<tr><td>&nbsp;<td>The %d. of the pilots<td>%s<td>who had waited all '
        'night, said so<td> ' % (i, html.escape(piece))
        for i, piece in enumerate(HOSTILE)) + '</table>'
    check_page('lines', '--charset=utf-8', data=page.encode())
    got = article('--charset=utf-8', data=page.encode())
    for kind in 'paragraph', 'table_row':
        kept = [b for b in got['blocks']
                if b['kind'] == kind and 'pilots' in b['text']]
        check(len(kept) > 0.9 * len(HOSTILE), 'lines: %d of kind %s are kept'
              % (len(kept), kind))
    for line in '===', '---':
        check('\n%s\n' % line in got['body']
              and '\n%s\n\n' % line in got['body'], 'lines: ' + line)


def test_preformatted():
    code = ['```\na\n```', '````', '~~~\n~~~', '    four', '\tone',
            'a\n\n\nb', '  a  ', '`' * 50 + 'x', '> a\n- b\n# c', '<b>&amp;']
    page = '<title>Code</title><article><h1>Code</h1>' + ''.join(
        '<p>The harbour master, who had waited for the ferry all night, said '
        'that line %d was wrong.</p><pre>\n%s</pre>' %
        (i, html.escape('Listing of the harbour:\n%s\nend' % text))
        for i, text in enumerate(code))
    for arguments in [], ['--body-size=256'], ['--chunk=1']:
        check_page('code', *arguments, data=page.encode())
    kept = [b['text'] for b in article(data=page.encode())['blocks']
            if b['kind'] == 'preformatted']
    check(len(kept) == len(code), 'code: %d listings are kept' % len(kept))


def test_long():
    """One paragraph and one listing that pass through the window in pieces,
    and a spool on disk."""
    words = ' '.join('word_%d *and* `more` [of] it,' % i
                     for i in range(20000))
    page = '<title>Long</title><article><h1>Long</h1><p>%s.</p><pre>\n%s' \
        '</pre><p>%s!</p>' % (words, words.replace(', ', '\n'), words)
    check_page('long', data=page.encode())


def test_labelled():
    """One real page of sixty."""
    names = sorted(glob.glob(SHARED + '/data/*/pages/*.html.gz'))[::60]
    if not names:
        skip('no labelled pages in %s/data' % SHARED)
    for name in names:
        if article(name)['status'] == 'ok':
            check_page(name, name)


# ---- what is valid, what is read again ----

ERRORS = """
import { readFileSync } from 'node:fs';
import { parse } from './build/npm/node_modules/parse5/dist/index.js';
for (const page of JSON.parse(readFileSync(0, 'utf8'))) {
    const errors = [];
    parse(page, { onParseError: e => errors.push(e.code),
                  sourceCodeLocationInfo: true });
    console.log(JSON.stringify(errors));
}
"""


def test_valid():
    """No error of the parser's but for characters that no page may have."""
    if not os.path.exists(PARSE5) or not shutil.which('node'):
        skip('no parse5: make setup fetches it (packages nodejs npm)')
        return
    done = subprocess.run(['node', '--input-type=module', '-e', ERRORS],
                          input=json.dumps([page for _, page, _ in pages]),
                          stdout=subprocess.PIPE, encoding='utf-8')
    lines = done.stdout.splitlines()
    same(len(lines), len(pages), 'pages that parse5 read')
    allowed = {'control-character-in-input-stream'}
    for (what, page, _), line in zip(pages, lines):
        errors = set(json.loads(line))
        if not re.search('[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]', page):
            same(errors, set(), what + ': errors of parse5')
        else:
            check(errors <= allowed, '%s: errors %s' % (what, errors))


def test_again():
    """The command reads from its own HTML what it printed."""
    for path, _ in fixtures():
        first = article(path)
        if first['status'] != 'ok':
            continue
        again = article(data=run('--format=html', path)[1])
        for key in ('headline', 'byline', 'published', 'site', 'description',
                    'lang', 'body'):
            same(again[key], first[key], '%s, read again: %s' % (path, key))


def test_fields():
    """What stands in the head, and that quotes do not end it."""
    evil = '"><script>&amp;\''
    page = '<html lang="en-GB"><title>A %s</title><meta name=author ' \
        'content="Ann &quot;&gt;&lt;i&gt; Lee"><meta name=description ' \
        'content="%s">' % (html.escape(evil), html.escape(evil)) \
        + ''.join('<p>It was a cold morning, and the boats that had left the '
                  'harbour before %d were late.' % i for i in range(20))
    got = article(data=page.encode())
    reader = Reader(run('--format=html', data=page.encode())[1].decode())
    same(got['description'], html.unescape(evil),
         'fields: the description has it, decoded once more')
    same(reader.fields.get('description'), got['description'],
         'fields: description')
    same(reader.fields.get('author') or '', got['byline'], 'fields: author')
    same(reader.odd, [], 'fields: markup')


pages = []
if not shutil.which('cmark'):
    skip('Markdown: no cmark (package cmark)')
for fixture, _ in fixtures():
    if article(fixture)['status'] == 'ok':
        check_page(fixture, fixture)
test_labelled()
test_each()
test_hostile()
test_lines()
test_preformatted()
test_long()
test_fields()
test_valid()
test_again()
summary()
