#!/usr/bin/env python3
"""The named character references of Python's html.entities as a C table,
sorted, for plain.c.

usage: plain_names.py [html4] > names.h
"""
import sys
from html.entities import html5, name2codepoint


def quoted(data):
    # A digit behind an escape of three octal digits is no part of it.
    return '"%s"' % ''.join('\\%03o' % b for b in data)


def main():
    print('static const struct name names[] = {')
    for name in sorted(html5, key=str.encode):
        if 'html4' in sys.argv and name.rstrip(';') not in name2codepoint:
            continue
        print('    {"%s", %s},' % (name, quoted(html5[name].encode())))
    print('};')


main()
