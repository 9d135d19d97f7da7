#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes class_table.h anew: what words of class, id, role, rel and itemprop
(and tags, as '<' and the name) tell by their hashes.  Their weights are
learned (tests/model) and stay as they are; their categories are listed here.

Words that name a category of blocks are identifiers of a page's author and
are English on most pages of any language.  Sources: the element and role
names of the HTML and ARIA standards, schema.org's property names, the class
names of widespread content management systems, and the word lists of
Readability and boilerpipe.
"""
import bisect
import os
import re
import sys

PLACE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                     'class_table.h')

CATEGORIES = [
    ('COMMENT', '''comment comments commentlist commenter respond disqus reply
        replies discussion responses kommentar kommentare comentario
        comentarios commentaire commentaires livefyre thread'''),
    ('RELATED', '''related relatedposts recommended recommendation
        recommendations recirc recirculation similar teaser teasers more
        popular trending latest mostread readmore seealso outbrain taboola
        zergnet yarpp jp recent card cards carousel slider promo story
        stories next prev previous rail'''),
    ('PROMOTION', '''newsletter newsletters subscribe subscription
        signup optin mailchimp'''),
    ('AUTHOR', '''author authors byline bylines bio biography contributor
        autor autoren auteur writer vcard'''),
    ('SHARE', '''share sharing shares sharedaddy social socials addthis
        addtoany sharethis tweet facebook twitter whatsapp print tools
        toolbar follow'''),
    ('NAVIGATION', '''nav navigation navbar menu menus breadcrumb breadcrumbs
        pagination pager sidebar footer header masthead toc tags tag
        categories category meta search skip complementary contentinfo banner
        <nav <footer <header <aside <form'''),
    ('CAPTION', '''caption captions figcaption credit credits copyright
        legend wp gallery figure image photo picture media <figcaption
        <figure <caption'''),
    ('BODY', '''articlebody body entry content post article main text story
        richtext rte prose copy paragraph <article <main'''),
    ('DATE', '''published datepublished pubdate date datum datetime
        timestamp time posted publish publication fecha dateline postdate'''),
    ('UNSEEN', 'sr visually visuallyhidden screenreader'),
    ('SCREEN', 'screen'),  # and the next word is
    ('READER', 'reader'),
    ('SHOP', '''price prices cart minicart basket wishlist shipping sku
        quantity qty stock'''),
]
DATE = 8  # from there on they are no categories of blocks


def fnv(word):
    """FNV-1a in 32 bits, as the tokenizer makes it."""
    value = 2166136261
    for byte in word.encode():
        value = (value ^ byte) * 16777619 & 0xffffffff
    return value


def fold(word):
    """The same in 16, as in text.h."""
    value = fnv(word)
    return (value ^ value >> 16) & 0xffff


def table():
    """hash -> category; the first category that lists a word has it."""
    found = {}
    for number, (_, words) in enumerate(CATEGORIES):
        for word in words.split():
            found.setdefault(fold(word), number)
    return sorted(found.items())


def array(kind, name, values, form):
    lines = ['static const %s %s[] GALLEY_FLASH = {' % (kind, name)]
    line = '   '
    for value in values:
        item = ' ' + form % value + ','
        if len(line + item) > 79:
            lines.append(line)
            line = '   '
        line += item
    return '\n'.join(lines + [line.rstrip(','), '};'])


BUCKETS = 256


def starts(words):
    """How many words have lower hashes than those of each bucket, the high
    byte of a hash; and all of them."""
    return [bisect.bisect_left(words, bucket << 8)
            for bucket in range(BUCKETS + 1)]


def table_text(weights):
    """The table's C code; weights: {hash: weight}.  A bucket's start is what
    even spreading makes of it (CLASS_STEP words in each bucket), put right by
    a byte.  A word's category is four bits: 0, or its number and 1."""
    listed = dict(table())
    words = sorted(set(listed) | set(weights))
    step = (len(words) + BUCKETS // 2) // BUCKETS
    shifts = [start - step * i for i, start in enumerate(starts(words))]
    shifted = -min(shifts)
    if max(shifts) + shifted > 255:
        raise SystemExit('categories.py: hashes are spread too unevenly')
    numbers = [listed.get(word, -1) + 1 for word in words] + [0]
    return '\n'.join([
        '#define CLASS_STEP %d' % step,
        '#define CLASS_SHIFTED %d\n' % shifted,
        array('uint8_t', 'class_shift', [n + shifted for n in shifts], '%d'),
        '',
        array('uint8_t', 'class_low', [word & 255 for word in words], '%d'),
        '', array('int8_t', 'class_weight',
                  [weights.get(word, 0) for word in words], '%d'), '',
        array('uint8_t', 'class_category',
              [low | high << 4 for low, high
               in zip(numbers[0:-1:2], numbers[1::2])], '0x%02X'), ''])


def table_size(weights):
    """Bytes of flash."""
    words = len(set(dict(table())) | set(weights))
    return BUCKETS + 1 + 2 * words + (words + 1) // 2


def table_weights(text):
    """{hash: weight} of a table's C code."""
    step, shifted = (int(re.search(r'#define CLASS_%s (\d+)' % name, text)[1])
                     for name in ('STEP', 'SHIFTED'))
    shifts, lows, weights = (
        [int(value) for value in re.search(
            r'%s\[\] GALLEY_FLASH = {([^}]*)}' % name, text)[1].split(',')]
        for name in ('class_shift', 'class_low', 'class_weight'))
    at = [step * i + shift - shifted for i, shift in enumerate(shifts)]
    return {bucket << 8 | lows[i]: weights[i] for bucket in range(BUCKETS)
            for i in range(at[bucket], at[bucket + 1]) if weights[i]}


def main():
    with open(PLACE, encoding='ascii') as file:
        head, text = re.fullmatch(r'(/\*.*?\*/\n)(#.*)', file.read(),
                                  re.S).groups()
    weights = table_weights(text)
    sys.stdout.write(re.sub(r'\d+(?= bytes)', str(table_size(weights)), head)
                     + table_text(weights))


if __name__ == '__main__':
    sys.exit(main())
