#!/usr/bin/env python3
"""What the classifier sees: the inputs of both stages, by name, on small
pages.  src/classify.c has them in two tables; each line of the first has a
case here, and those of the second that are not the first's values again."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, run, same, summary  # noqa

NONE = 255  # a distance to nothing

# A page, the block of it that is looked at, and inputs of stage 1.
BLOCKS = [
    ('<p>One two three.', 'One two three.',
     {'words': 3, 'links': 0, 'sentences': 1, 'sentence_words': 24,
      'last': 3, 'kind': 0, 'level': 0, 'letters': 32, 'dots': 0}),
    ('<p>' + 'word ' * 20, 'word', {'words': 18, 'sentence_words': 0}),
    ('<p>' + 'word ' * 300, 'word', {'words': 49}),
    ('<p>One <a href=x>two three</a>, four', 'One',
     {'links': 127, 'commas': 63, 'last': 0}),
    ('<p><b>One</b> two <strong>three four</strong>', 'One', {'bold': 191}),
    ('<title>Green hills far away</title><p>The hills are green', 'The',
     {'title': 127, 'since': NONE}),
    ('<p>One Two three four', 'One', {'capitals': 127}),
    ('<p>In 1984', 'In', {'digits': 170, 'letters': 24}),
    ('<p>NO Go', 'NO', {'upper': 191}),
    ('<p>One + two = three', 'One', {'symbols': 170}),
    ('<p>One:', 'One', {'last': 2}),
    ('<p>One,', 'One', {'last': 1}),
    ('<h2>One</h2>', 'One', {'kind': 1, 'level': 2}),
    ('<ul><li>One<ul><li>Two', 'Two', {'kind': 2, 'level': 2, 'nesting': 2}),
    # Teasers end in three dots or the one character for them.
    ('<p>One two...', 'One', {'dots': 1}),
    ('<p>One two\u2026', 'One', {'dots': 1}),
    ('<p>One two..', 'One', {'dots': 0}),
    ('<p>One... two.', 'One', {'dots': 0}),
    ('<p>One... two', 'One', {'dots': 0}),
    # Scripts without spaces: two ideographs, four syllables are a word.
    ('<p>\u5317\u4eac\u306e\u51ac', '\u5317', {'words': 2}),
    ('<p>\U00020000\U0002a6df\U00030000\U0003134a', '\U00020000',
     {'words': 2}),
    ('<p>\u0e01\u0e02\u0e03\u0e04\u0e05\u0e06\u0e07\u0e08', '\u0e01',
     {'words': 2}),
    ('<p>One \U0001f600 \U00040000 two', 'One',
     {'words': 2, 'symbols': 255}),
    # Sums of what class words say end at the ends of eight bits.
    ('<div class="' + 'content ' * 50 + '"><p>One', 'One',
     {'parent_own': 255, 'sum': 255}),
    ('<div class="' + 'comment ' * 50 + '"><p>One', 'One', {'parent_own': 1}),
    # Words since the title, or the heading that stands for it.
    ('<p>One', 'One', {'since': NONE}),
    ('<h1>Green hills</h1><p>One', 'One', {'since': 0}),
    ('<h1>Green hills</h1><p>One two</p><p>Three', 'Three', {'since': 2}),
    ('<title>Green hills far away</title><p>Green hills far</p><p>One',
     'One', {'since': 0}),
    ('<h1>Green hills</h1><p>One</p><h1>Blue</h1><p>Two', 'Two',
     {'since': 0}),
    # Start tags and images before a block; those inside of one, to which the
    # tag that ends it is added.
    ('<p>One</p><div><div><img><p>Two', 'Two', {'tags': 4, 'images': 1}),
    ('<p>One</p><p>Two', 'Two', {'tags': 1, 'images': 0}),
    ('<p>One <b>two</b> <i>three</i></p><p>Four', 'One', {'inner_tags': 2}),
    ('<p>One <b>two</b> <i>three</i><p>Four', 'One', {'inner_tags': 3}),
    ('<p>One <b>two</b> <i>three</i><p>Four', 'Four', {'tags': 0}),
    ('<p>One two <a href=x>three four</a></p><p>Five', 'Five',
     {'previous_words': 4, 'previous_links': 127}),
    ('<div><div><p>One', 'One', {'depth': 3}),
    # Elements to the nearest one of each category.
    ('<p>One', 'One', dict.fromkeys(
        'comment related promotion author share navigation caption body'
        .split(), NONE)),
    ('<div class=comment><p>One', 'One', {'comment': 1}),
    ('<div class=comment>One', 'One', {'comment': 0}),
    ('<div class=comments><div><div><p>One', 'One', {'comment': 3}),
    ('<div class="x related-posts"><p>One', 'One', {'related': 1}),
    ('<div id=newsletter><p>One', 'One', {'promotion': 1}),
    ('<div class=authorBio><p>One', 'One', {'author': 1}),
    ('<div class=share><p>One', 'One', {'share': 1}),
    ('<nav><p>One', 'One', {'navigation': 1}),
    ('<figure><figcaption>One', 'One', {'caption': 0}),
    ('<div itemprop=articleBody><p>One', 'One', {'body': 1}),
]

BODY = ('<p>It was a cold morning, and the boats that had left the harbour '
        'before six were late. Nobody on the quay said so. Number %d of them '
        'came in at noon, with ice on its rails, and was made fast.</p>')

PAGE = ('<title>Boats</title><article><h1>Boats</h1>'
        + ''.join(BODY % i for i in range(12)) + '</article><div class=more>'
        + ''.join(BODY % i for i in range(12, 15)) + '</div>')


def features(page, *arguments):
    """(stage 1, stage 2): {block's text: {name: value}} of each."""
    _, out, _ = run('--features', *arguments, data=page.encode())
    lines = [json.loads(line) for line in out.decode().splitlines()]
    texts, first, second = {}, {}, {}
    for line in lines[1:]:
        if line.get('stage') == 1:
            texts[line['id']] = line['text']
            first[line['text']] = dict(zip(lines[0]['names1'], line['f']))
        elif line.get('stage') == 2 and line['f']:
            second[texts[line['id']]] = dict(
                zip(lines[0]['names2'], line['f']))
    return first, second, out


def test_blocks():
    seen = set()
    for page, start, wanted in BLOCKS:
        first, _, whole = features(page)
        found = [values for text, values in first.items()
                 if text.startswith(start)]
        if not check(len(found) == 1, 'one block %s in %.60s' % (start, page)):
            continue
        for name, value in wanted.items():
            same(found[0].get(name), value, '%s of %.70s' % (name, page))
        seen |= set(wanted)
        check(features(page, '--chunk=1')[2] == whole,
              'byte by byte: %.60s' % page)
    untold = {'tag', 'parent'} | {'own', 'parent_own', 'sum', 'min', 'below'}
    same(sorted(set(first['One']) - seen - untold), [],
         'inputs without a case')


def test_records():
    """Where a record stands."""
    _, second, whole = features(PAGE)
    texts = [BODY[3:-4] % i for i in range(12)]
    if not check(all(text in second for text in texts), 'all are recorded'):
        return
    values = [second[text] for text in texts]
    shares = [v['mass_before'] for v in values]
    same(shares, sorted(set(shares)), 'mass_before rises')
    check(shares[0] < 25 and 170 < shares[11] < 255, 'mass_before')
    same({v['c_count'] for v in values}, {12 + ('Boats' in second)},
         'blocks, and the heading if it is recorded')
    same([v['main_up'] for v in values], [0] * 12, 'the main container')
    same([v['since'] for v in values[:2]], [26, 34],
         '40 and 80 words since the title, its own counted')
    same([v['repeated'] for v in values], [0] * 12, 'no repeats')
    more = second[BODY[3:-4] % 12]
    check(more['main_up'] > 0, 'another container')
    same(more['c_count'], 3, 'blocks in it')
    for i in range(1, 11):
        same((values[i]['score_m1'], values[i]['score_p1']),
             (values[i - 1]['score'], values[i + 1]['score']),
             'neighbours of %d' % i)
    check(features(PAGE, '--chunk=1')[2] == whole, 'byte by byte')


def test_links():
    """Words of links in a container, of its own or of one inside it."""
    link = '<p><a href=x>%s</a></p>' % BODY[3:-4] % 99
    page = ('<main><article>' + ''.join(BODY % i for i in range(3)) + link
            + '</article>' + ''.join(BODY % i for i in range(4, 8)))
    _, second, _ = features(page)
    inside, outside = second[BODY[3:-4] % 0], second[BODY[3:-4] % 4]
    same((inside['c_links'], inside['p_links']), (255 // 4, 255 // 8),
         'links around a text')
    same(outside['c_links'], 255 // 8, 'links further out')


def test_repeats():
    """2: the text stood before; the same is told of its first record."""
    text = BODY % 1
    _, out, _ = run('--features', data=('<article>' + text + '<p>'
                    + text).encode())
    lines = [json.loads(line) for line in out.decode().splitlines()]
    at = lines[0]['names2'].index('repeated')
    same([line['f'][at] for line in lines if line.get('stage') == 2],
         [1, 2], 'repeated')


def test_page():
    """What the judge sees of a page that fits the window: it is asked once,
    at its end."""
    lines = [json.loads(line) for line in run(
        '--features', data=('<meta property=og:type content=article>'
        '<div class="price cart"><input></div>' + PAGE).encode())[1]
        .decode().splitlines()]
    names = lines[0]['names3']
    found = [line for line in lines if line.get('stage') == 3]
    if not check(len(found) == 1, 'asked once'):
        return
    values = dict(zip(names, found[0]['f']))
    for name, wanted in (('type', 3), ('shop', 1), ('controls', 1),
                         ('byline', 0), ('published', 0), ('title_words', 1)):
        same(values[name], wanted, name)
    check(values['first_score'] <= values['best'] and values['words'] > 50
          and values['likely_share'] > 127 and found[0]['score'] > 127,
          'an article: %s' % values)


def test_nothing_likely():
    """Where no word is likely shares of them are 0, and nothing divides."""
    _, second, _ = features('<p>Menu<p>Home')
    for text, values in second.items():
        same(values['mass_before'], 0, 'mass_before of ' + text)


if __name__ == '__main__':
    test_blocks()
    test_records()
    test_links()
    test_repeats()
    test_page()
    test_nothing_likely()
    summary()
