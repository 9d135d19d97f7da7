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

# Of a word's byte: weight 0, the first pair.
ZERO = 64
PAIR = 128


def starts(words):
    """How many words have lower hashes than those of each bucket, the high
    byte of a hash; and all of them."""
    return [bisect.bisect_left(words, bucket << 8)
            for bucket in range(BUCKETS + 1)]


def pairs_of(weights):
    """{word: (category or 0, weight)}; which of these have a category, and
    stand in a table."""
    listed = dict(table())
    known = {word: (listed.get(word, -1) + 1, weights.get(word, 0))
             for word in sorted(set(listed) | set(weights))}
    pairs = sorted({pair for pair in known.values() if pair[0]})
    if len(pairs) > 256 - PAIR or any(
            abs(weight) >= ZERO for weight in weights.values()):
        raise SystemExit('categories.py: a byte is not enough for a word')
    return known, pairs


def table_text(weights):
    """The table's C code; weights: {hash: weight}.  A bucket's start is what
    even spreading makes of it (CLASS_STEP words in each bucket), put right by
    a byte.  A word that has no category is its weight, from CLASS_ZERO; others
    are from CLASS_PAIR up the number of a pair: the category's number and 1,
    and the weight."""
    known, pairs = pairs_of(weights)
    words = list(known)
    step = (len(words) + BUCKETS // 2) // BUCKETS
    shifts = [start - step * i for i, start in enumerate(starts(words))]
    shifted = -min(shifts)
    if max(shifts) + shifted > 255:
        raise SystemExit('categories.py: hashes are spread too unevenly')
    return '\n'.join([
        '#define CLASS_STEP %d' % step,
        '#define CLASS_SHIFTED %d' % shifted,
        '#define CLASS_ZERO %d' % ZERO,
        '#define CLASS_PAIR %d\n' % PAIR,
        array('uint8_t', 'class_shift', [n + shifted for n in shifts], '%d'),
        '',
        array('uint8_t', 'class_low', [word & 255 for word in words], '%d'),
        '',
        array('uint8_t', 'class_known',
              [PAIR + pairs.index(pair) if pair[0] else ZERO + pair[1]
               for pair in known.values()], '%d'), '',
        array('uint16_t', 'class_pairs',
              [category << 8 | weight & 255 for category, weight in pairs],
              '0x%04X'), ''])


def table_size(weights):
    """Bytes of flash."""
    known, pairs = pairs_of(weights)
    return BUCKETS + 1 + 2 * len(known) + 2 * len(pairs)


def table_weights(text):
    """{hash: weight} of a table's C code."""
    step, shifted = (int(re.search(r'#define CLASS_%s (\d+)' % name, text)[1])
                     for name in ('STEP', 'SHIFTED'))
    shifts, lows, known, pairs = (
        [int(value, 0) for value in re.search(
            r'%s\[\] GALLEY_FLASH = {([^}]*)}' % name, text)[1].split(',')]
        for name in ('class_shift', 'class_low', 'class_known',
                     'class_pairs'))
    at = [step * i + shift - shifted for i, shift in enumerate(shifts)]
    weights = [one - ZERO if one < PAIR
               else (pairs[one - PAIR] + 128 & 255) - 128 for one in known]
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
