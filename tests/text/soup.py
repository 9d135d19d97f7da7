"""Random tag soup: the document of a seed is always the same.

It has 3 to 22 tokens: words, each once in it, start tags and end tags of the
elements that pages are made of and of some that parsers stumble over.  Half
of the end tags belong to the element that was opened last, as far as that is
known here; the others are anybody's.  No frameset: it replaces the page.
"""
import random

COMMON = 'a b br div em h2 i img li ol p span strong table td tr ul'.split()
RARE = ('address applet article aside audio blockquote body button canvas '
        'caption center code col colgroup dd desc details dialog dl dt '
        'fieldset figcaption figure font footer foreignObject form h1 h3 '
        'head header hr html iframe input label legend main marquee math mi '
        'nav nobr noscript object optgroup option path pre rp rt ruby '
        'script section select small style sub summary svg tbody template '
        'textarea tfoot th thead time title u unknown video wbr').split()
NAMES = COMMON * 4 + RARE
VOID = 'br col hr img input wbr'.split()
ATTRIBUTES = (' hidden', ' aria-hidden=true', ' style="display:none"',
              ' open', ' class=x', ' /')


def document(seed):
    chance = random.Random(seed)
    tokens, opened, words = [], [], 0
    for _ in range(chance.randint(3, 22)):
        kind, half = chance.random(), chance.random() < 0.5
        name = chance.choice(NAMES)
        if kind < 0.4:
            words += 1
            tokens.append('w%d%s' % (words, ' ' if half else ''))
        elif kind < 0.75:
            said = chance.random() < 0.1
            tokens.append('<%s%s>' % (
                name, chance.choice(ATTRIBUTES) if said else ''))
            if name not in VOID:
                opened.append(name)
        else:
            tokens.append('</%s>' % (opened.pop() if opened and half
                                     else name))
    return ''.join(tokens)
