#!/usr/bin/env python3
"""Puts the tables of standard input between <!-- NAME --> and <!-- /NAME -->
of a file.  Only lines of tables are taken.

usage: fill.py FILE NAME [N] < OUTPUT      N: only the N-th table
"""
import re
import sys


def tables_of(output):
    """The tables, an empty line between them."""
    lines = [line if line.startswith('|') else ''
             for line in output.split('\n')]
    return re.sub('\n{2,}', '\n\n', '\n'.join(lines)).strip('\n')


def nth(tables, n):
    """The n-th of several tables, counted from 1; '' if there are fewer."""
    return (tables.split('\n\n')[n - 1:n] or [''])[0]


def insert(text, name, tables):
    """The text with these tables between its marks; None if it has none."""
    start, end = '<!-- %s -->\n' % name, '<!-- /%s -->' % name
    before, mark, rest = text.partition(start)
    _, closing, after = rest.partition(end)
    if not mark or not closing:
        return None
    return before + start + tables + '\n' + end + after


def main():
    path, name, *number = sys.argv[1:]
    tables = tables_of(sys.stdin.read())
    if number:
        tables = nth(tables, int(number[0]))
    if not tables:
        sys.exit('fill.py: no table for %s' % name)
    with open(path, encoding='utf-8') as f:
        text = insert(f.read(), name, tables)
    if text is None:
        sys.exit('fill.py: %s has no marks for %s' % (path, name))
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


if __name__ == '__main__':
    main()
