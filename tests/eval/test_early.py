#!/usr/bin/env python3
"""The headline before the page has ended: on made-up pages, and over all
labelled ones at least as often as the README says."""
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import check, same, skip, summary  # noqa: E402
import early  # noqa: E402

WINDOW = 4096  # the README's
LEAST = .97
TEXT = ''.join(
    '<p>Rain fell on the hills of %s for nine days, and the river rose until '
    'nobody could cross it. The bridge was closed on Monday, said the mayor, '
    'who had it inspected.</p>' % place for place in (
        'Aldby', 'Birkvik', 'Corran', 'Dunmore', 'Elsing', 'Farrow',
        'Glenby', 'Harwick', 'Ilsham', 'Jarrow', 'Kelso', 'Langholm'))
TEXT = '<article>%s</article>' % TEXT

# A page, the window, what is said of it.
PAGES = [
    ('<h1>Rain over hills</h1>' + TEXT, 256, ('same', 'reading')),
    ('<h1>Rain over hills</h1>' + TEXT, 8192, ('same', 'end')),
    (TEXT + '<h1>Rain over hills</h1>', 256, ('missing', 'reading')),
    (TEXT + '<h1>Rain over hills</h1>', 8192, ('same', 'end')),
    ('<title>Rain over hills</title>' + TEXT + '<h1>The river has risen '
     'again</h1>', 256, ('other', 'reading')),
    ('<title>Nothing</title>', 256, ('none', 'end')),
    ('', 256, ('none', 'end')),
]


def test_made_up():
    got = []
    with tempfile.TemporaryDirectory() as place:
        name = os.path.join(place, 'page.html')
        for page, window, expected in PAGES:
            with open(name, 'w') as file:
                file.write(page)
            got += early.read(window, [name])
            same(got[-1], expected, '%s..., %d' % (page[:30], window))
        same(len(early.read(256, [name] * 3)), 3, 'a line a page')
    count = early.Count(got)
    same((count.pages, count.same, count.missing, count.reading),
         (5, 3, 1, 3), 'pages without a block do not count')
    same(count.shares(), [.6, .6], 'shares')


def promised():
    """The share of the README, in percent."""
    with open('README.md', encoding='utf-8') as file:
        text = ' '.join(file.read().split())
    found = re.search(r'final one on more than (\d+) % of the pages', text)
    return check(found, 'the README has the figure') and int(found[1])


def test_labelled():
    counts = early.measure(WINDOW)
    for name, count in counts.items():
        share = count.same / count.pages
        check(share >= LEAST, '%s: the headline stays on %.4f' % (name, share))
    everywhere = counts['all']
    check(100 * everywhere.same > promised() * everywhere.pages,
          "the README's figure; it is %d of %d" % (everywhere.same,
                                                   everywhere.pages))
    check(everywhere.missing * 1000 < everywhere.pages,
          'no headline yet: %d pages' % everywhere.missing)
    check(everywhere.reading * 2 > everywhere.pages,
          'most first blocks come while the page is read')


test_made_up()
if early.pages.available():
    test_labelled()
else:
    skip('no pages in ' + early.pages.DATA)
summary()
