#!/usr/bin/env python3
"""Pages of a title and paragraphs alone, as someone writes who tries Galley:
all paragraphs come out, the last one as well, behind which nothing stands, and
the title does not, which is no part of the body."""
import itertools
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import run, same, summary  # noqa: E402

PARAGRAPHS = 2, 3, 5, 8, 15
TITLES = 'The harbour', 'Ice'

TEXTS = {
    'de': 'Das Eis kam früh, die Boote blieben, wo sie waren, und niemand im '
          'Hafen erinnerte sich an so einen Winter',
    'en': 'The ice came early, the boats stayed where they were, and nobody '
          'in the harbour remembered a winter like it',
    'es': 'El hielo llegó pronto, los barcos se quedaron donde estaban y '
          'nadie en el puerto recordaba un invierno así',
    'ja': '氷は早く来て、船はその場にとどまり、港の誰もがこのような冬を覚えていな'
          'かった',
    'ru': 'Лёд пришёл рано, лодки остались на своих местах, и никто в гавани '
          'не помнил такой зимы'}

# Each paragraph, and what stands around all of them, and around the title (*).
MARKUPS = {
    'p': ('<p>%s</p>', '%s'),
    'p without its end': ('<p>%s', '%s'),
    'div': ('<div>%s</div>', '%s'),
    'br': ('%s<br><br>', '<div>%s</div>'),
    'article': ('<p>%s</p>', '<article>%s</article>'),
    'main': ('<p>%s</p>', '<main>*%s</main>'),
    'class': ('<p class=text>%s</p>', '<div class=content>%s</div>'),
    'table': ('<p>%s</p>', '<table><tr><td>%s</td></tr></table>'),
    'footer': ('<p>%s</p>', '<div>%s</div><footer>Imprint</footer>')}


def test_page(name, title, paragraph, around, text, count):
    lines = ['%d: %s, %d.' % (1900 + i, text, i + 3) for i in range(count)]
    around = around if '*' in around else '*' + around
    around = around.replace('*', '<h1>%s</h1>' % title)
    data = ('<!doctype html><meta charset=utf-8><title>%s</title>' % title
            + around % ''.join(paragraph % line for line in lines)
            ).encode('utf-8')
    whole = run('--format=json', data=data)
    same(json.loads(whole[1])['body'].split(), ' '.join(lines).split(), name)
    same(run('--format=json', '--chunk=1', data=data), whole,
         name + ', byte by byte')


def main():
    for (language, text), (markup, (paragraph, around)), title, count in \
            itertools.product(TEXTS.items(), MARKUPS.items(), TITLES,
                              PARAGRAPHS):
        test_page('%s, %s, %s, %d' % (markup, language, title, count), title,
                  paragraph, around, text, count)
    summary()


if __name__ == '__main__':
    main()
