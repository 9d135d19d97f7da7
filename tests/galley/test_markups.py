#!/usr/bin/env python3
"""One story in six kinds of markup, without a class, an id or data about
itself: the same headline, paragraphs and captions come out of each, whole,
byte by byte and cut anywhere."""
import html
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import SHARED, article, check, run, same, skip, summary  # noqa

SEED = os.path.join(SHARED, 'seed')
SITES = 'Facebook', 'Twitter', 'Email'


class Modern:
    """Elements that say what they are."""
    captions = 2
    page = '<header>%s</header><main><article>%s</article>%s</main>%s'
    title = '<h1>%s</h1>'
    paragraph = '<p>%s</p>'
    picture = '<figure><img src=a.jpg><figcaption>%s</figcaption></figure>'
    share = '<section><h4>%s</h4>%s</section>'
    menu = '<nav><ul>%s</ul></nav>', '<li>%s</li>'
    others = '<aside><h3>%s</h3><ul>%s</ul></aside>', '<li>%s</li>'
    footer = '<footer><p>%s</p></footer>'


class Sections(Modern):
    """The story in parts, each in an element of its own."""
    paragraph = '<section><div><p>%s</p></div></section>'
    picture = ('<section><div><img src=a.jpg></div><p><small>%s</small></p>'
               '</section>')


class Boxes(Modern):
    """div and span alone."""
    page = ('<div>%s</div><div><div>%s</div><div>%s</div></div>'
            '<div>%s</div>')
    paragraph = '<div>%s</div>'
    picture = '<div><div><img src=a.jpg></div><div><em>%s</em></div></div>'
    share = '<div><span>%s</span> %s</div>'
    menu = '<div>%s</div>', '<div>%s</div>'
    others = '<div><div>%s</div>%s</div>', '<div><div>%s</div></div>'
    footer = '<div>%s</div>'


class Breaks(Boxes):
    """Paragraphs that only an empty line parts."""
    paragraph = '%s<br><br>'
    picture = '<div><img src=a.jpg><br><small>%s</small></div>'


class Fonts(Modern):
    """1998: a table for the columns, one for each picture, small print.  The
    caption of a picture in a table is a cell like others: it goes."""
    captions = 0
    page = ('<table width="100%%"><tr><td colspan=2>%s</td></tr><tr><td>%s'
            '</td><td width=160>%s</td></tr><tr><td colspan=2>%s</td></tr>'
            '</table>')
    title = '<center><font size=+3><b>%s</b></font></center>'
    paragraph = '<p><font face="Times" size=3>%s</font>'
    picture = ('<table align=right><tr><td><img src=a.gif></td></tr><tr><td>'
               '<font size=-1>%s</font></td></tr></table>')
    share = '<p><font size=-1>%s: %s</font>'
    menu = '<font size=2>%s</font>', '%s | '
    others = '<b>%s</b><br>%s', '<font size=-1>%s</font><br>'
    footer = '<hr><font size=-2>%s</font>'


class Custom(Modern):
    """Elements that a script makes."""
    page = ('<x-page><x-top>%s</x-top><x-story>%s</x-story><x-side>%s'
            '</x-side><x-end>%s</x-end></x-page>')
    paragraph = '<x-paragraph>%s</x-paragraph>'
    picture = ('<x-picture><img src=a.jpg><figcaption>%s</figcaption>'
               '</x-picture>')
    share = '<x-share><h4>%s</h4><div>%s</div></x-share>'
    menu = '<nav>%s</nav>', '<x-item>%s</x-item>'
    others = '<aside><h3>%s</h3>%s</aside>', '<x-item>%s</x-item>'
    footer = '<footer>%s</footer>'


def links(item, texts):
    return ''.join(item % '<a href=/%d>%s</a>' % (i, html.escape(text))
                   for i, text in enumerate(texts))


def page(kind, story):
    """The story's page: captions behind its fourth and ninth paragraph."""
    share = kind.share % ('Share and Follow', links('%s ', SITES))
    text = [kind.title % html.escape(story['headline'], quote=False), share]
    for i, paragraph in enumerate(story['paragraphs']):
        text.append(kind.paragraph % html.escape(paragraph))
        if i in (3, 8):
            text.append(kind.picture % html.escape(
                story['captions'][i == 8]))
    text.append(share)
    menu, item = kind.menu
    others, other = kind.others
    return '<!DOCTYPE html><title>%s - Journal</title>%s' % (
        html.escape(story['headline']), kind.page % (
            menu % links(item, ['Home', 'World', 'Sports', 'Crime']),
            '\n'.join(text),
            others % ('You May Also Like', links(other, story['related'])),
            kind.footer % '&copy; 2025 Journal. All rights reserved.'))


def test_markup(kind, story):
    name = kind.__name__
    data = page(kind, story).encode('utf-8')
    got = article(data=data)
    same(got['headline'], story['headline'], name + ': headline')
    blocks = [(b['kind'], b['text']) for b in got['blocks']]
    same([text for what, text in blocks if what == 'paragraph'],
         story['paragraphs'], name + ': paragraphs')
    same([text for what, text in blocks if what != 'paragraph'],
         story['captions'][:kind.captions], name + ': captions')
    whole = run('--format=json', data=data)
    for chunk in ('1', 'random:1', 'random:2', 'random:3'):
        same(run('--format=json', '--chunk=' + chunk, data=data), whole,
             '%s: in pieces of %s' % (name, chunk))


def main():
    path = os.path.join(SEED, 'expected.json')
    if not os.path.exists(path):
        skip('no story in ' + SEED)
        return summary()
    with open(path, encoding='utf-8') as f:
        story = json.load(f)
    with open(os.path.join(SEED, 'page.html'), 'rb') as f:
        check(article(data=f.read())['headline'] == story['headline'],
              'the page as it is: headline')
    for kind in (Modern, Sections, Boxes, Breaks, Fonts, Custom):
        test_markup(kind, story)
    summary()


if __name__ == '__main__':
    main()
