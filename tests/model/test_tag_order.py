#!/usr/bin/python3
"""The column `order` of the table of tags is what tag_order.py learns.

usage: test_tag_order.py [--learn]   --learn: anew from the labelled pages,
                                     which takes a minute (make eval does)
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import check, same, skip, summary  # noqa: E402

try:
    import pages
    import tag_order
    import categories
    MISSING = None
except ImportError as error:
    MISSING = '%s (package python3-%s)' % (error, error.name)

ROWS = '''    TAG("", 0, 0, 0, 9, 0)                 \\
    TAG("a", T_LINK, 0, 0, ORDER_NONE, 0)  \\
    TAG("b-c", B, H(1), 0, 9, R_B) /* more */ \\
    TAG("p", A | B, 0, K(P), 9,            \\
        0)
'''


def shares():
    """p and b-c, of which b-c always stands in p, and what is in none."""
    found = tag_order.Shares(['', 'b-c', 'p'])
    p, b, other = (categories.fold('<' + name) for name in ('p', 'b-c', 'i'))
    found.add(1, (other, p, other), 30, 0)
    found.add(2, (p, b, other), 10, 10)
    found.add(2, (p, p, b), 0, 20)
    found.add(3, (other,), 0, 5)
    return found


def test_shares():
    found = shares()
    for name, least, wanted in (
            ('p', 2, 255 * 40 / 70), ('b-c', 1, 255 * 10 / 40),
            ('', 1, 255 * 30 / 35), ('', 2, 255 * 30 / 35)):
        same(found.of(name, least), round(wanted), 'share of ' + repr(name))
    whole = round(255 * (40 + 10 + 30) / (70 + 40 + 35))
    same(found.of('b-c', 2), whole, 'of one site: as all')
    same(found.of('article', 0), whole, 'never seen: as all')


def test_rewrite():
    new = tag_order.rewrite(ROWS, {'': 1, 'b-c': 22, 'p': 255})
    same(new, ROWS.replace(' 9, 0) ', ' 1, 0) ').replace(
        ' 9, R_B)', ' 22, R_B)').replace(' 9, ', ' 255, '), 'orders')
    same(tag_order.rewrite(new, {'': 9, 'b-c': 9, 'p': 9}), ROWS, 'and back')


def source():
    with open(tag_order.file(), encoding='ascii') as file:
        return file.read()


def test_rows():
    """Rows are found, all of block tags, none of others."""
    rows = re.findall(r'^    TAG\("([^"]*)",([^"]*?),[\s\\]+\w+\)\s', source(),
                      re.M)
    found = [row.group(2) for row in tag_order.ROW.finditer(source())]
    check(len(rows) > 100, 'rows')
    same(found, [name for name, rest in rows if 'ORDER_NONE' not in rest],
         'every row has a number or ORDER_NONE')
    check({'', 'p', 'div', 'table', 'nav'} <= set(found), 'block tags')
    check(not {'a', 'b', 'span', 'script', 'svg', 'br'} & set(found),
          'other tags')


def test_learned():
    """The column, anew from the labelled pages."""
    text = source()
    names = [row.group(2) for row in tag_order.ROW.finditer(text)]
    orders = tag_order.learn(tag_order.Corpus(tag_order.Settings()), names)
    for row in tag_order.ROW.finditer(text):
        same(int(row.group(3)), orders[row.group(2)],
             'order of <%s>' % row.group(2))


def main():
    if MISSING:
        skip(MISSING)
        summary()
    test_shares()
    test_rewrite()
    test_rows()
    if '--learn' in sys.argv[1:]:
        if pages.available():
            test_learned()
        else:
            skip('no pages in ' + pages.DATA)
    summary()


if __name__ == '__main__':
    main()
