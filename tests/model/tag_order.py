#!/usr/bin/python3
"""Learns the column `order` of the table of tags and writes it there.

It is the share of body, in 255ths, of the text in blocks that stand in such
an element or in a block element right inside it (the first row: of text that
stands in none), by the truths as they stand, the headline of some in them.
Tags of few sites have that of all text.  Rows whose order is a name are of
tags that are no block elements, and stay.
"""
import glob
import os
import re
import sys

import pages as data
import tables
from settings import Settings
from train import Corpus

sys.path.insert(0, tables.SRC)
import categories  # noqa: E402

# Name, what is before its order, its order, what is behind.
ROW = re.compile(r'(TAG\("([\w-]*)",[^"]*?,[\s\\]+)(\d+)(,[\s\\]+\w+\)\s)')


def file():
    """Where the rows stand."""
    for path in sorted(glob.glob(os.path.join(tables.SRC, 'tags.[ch]'))):
        with open(path, encoding='ascii') as source:
            if ROW.search(source.read()):
                return path
    raise SystemExit('tag_order.py: no table of tags in src')


class Shares:
    """How much text of either side stands in elements of each tag."""

    def __init__(self, names):
        self.names = {categories.fold('<' + name): name for name in names}
        self.yes, self.all, self.sites = {}, {}, {}

    def add(self, site, tags, yes, no):
        """A block; tags: what names the open elements, from outside in."""
        inner = [self.names[tag] for tag in tags if tag in self.names][-2:]
        for name in set(inner if len(inner) == 2 else inner + ['']):
            self.yes[name] = self.yes.get(name, 0) + yes
            self.all[name] = self.all.get(name, 0) + yes + no
            self.sites.setdefault(name, set()).add(site)

    def of(self, name, least):
        """In 255ths, rounded."""
        known = len(self.sites.get(name, ())) >= least and self.all.get(name)
        names = [name] if known else list(self.all)
        yes = sum(self.yes[one] for one in names)
        whole = sum(self.all[one] for one in names)
        return (510 * yes + whole) // (2 * whole)


def learn(corpus, names):
    """{name: order}"""
    shares = Shares(names)
    for i, rows in enumerate(corpus.base):
        yes, no = corpus.weight(i, *corpus.labels.of(
            rows.texts, corpus.pages[i].truth['body']))
        for tags, body, rest in zip(rows.tags, yes.tolist(), no.tolist()):
            shares.add(corpus.domain[i], tags, body, rest)
    return {name: shares.of(name, corpus.settings.class_domains)
            for name in names}


def rewrite(text, orders):
    return ROW.sub(lambda row: '%s%d%s' % (
        row.group(1), orders[row.group(2)], row.group(4)), text)


def main():
    if not data.available():
        print('skipped: no training pages (set GALLEY_SHARED)')
        return
    path = file()
    with open(path, encoding='ascii') as source:
        text = source.read()
    names = [row.group(2) for row in ROW.finditer(text)]
    orders = learn(Corpus(Settings()), names)
    with open(path, 'w', encoding='ascii') as out:
        out.write(rewrite(text, orders))


if __name__ == '__main__':
    main()
