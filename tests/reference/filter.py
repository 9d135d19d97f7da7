#!/usr/bin/env python3
"""A header of Galley as doxygen reads it: there, comments are plain C.

usage: filter.py HEADER

A comment in front of declarations documents each of them, up to an empty
line, that has none of its own behind it; the first comment documents the
file.  Licences and the headings of sections are no documentation.  What a
switch of galley_config.h adds is there.
"""
import re
import sys

NO_DOCUMENT = re.compile(r'/\* (?:SPDX|---- )')
# What begins with these declares nothing.
NO_DECLARATION = re.compile(
    r'#(?!define)|[{}&|:]|extern "C"|(public|private):|friend|namespace|'
    r'static_assert')


def pieces(text):
    """[(comment, code)] by line; a comment that begins on a line belongs to
    it as a whole, and code is '' of one that stands alone."""
    at, found = 0, []
    while at < len(text):
        end = text.index('\n', at)
        where = text.find('/*', at, end)
        if where >= 0:
            end = text.index('\n', text.index('*/', where))
        found.append(text[at:end])
        at = end + 1
    return [(piece.strip(), '') if piece.lstrip().startswith('/*')
            else ('', piece) for piece in found]


def plain(comment):
    """Nothing in it means anything to doxygen; code is indented by four."""
    return '\n'.join(
        line if re.match(r' \*     ', line) else
        re.sub(r'[\\@#<>]', r'\\\g<0>', line).replace('*\\/', '*/')
        for line in comment.split('\n'))


def behind(code):
    """A line of code with the comment that stands behind it."""
    code, mark, comment = code.partition('/*')
    if not mark or '}' in code or NO_DOCUMENT.match(mark + comment) \
            or comment.split('*/')[1].strip():
        return code + mark + comment
    return code + '/**<' + plain(comment)


def unfinished(code, before):
    """Whether the declaration on this line goes on on the next one."""
    code = re.sub(r'/\*.*?\*/', '', code, flags=re.S).rstrip()
    macro = code.lstrip().startswith('#') or before == '\\'
    end = code[-1:]
    return end if (end == '\\' if macro else end not in ';{}:') else ''


def convert(text):
    text = re.sub(r'^#if GALLEY_\w+$', '#if 1', text, flags=re.M)
    text = re.sub(r'^inline namespace .*|^} /\* inline namespace \*/', '',
                  text, flags=re.M)
    out, document, first, is_open = [], '', True, ''
    is_file = True
    for comment, code in pieces(text):
        if NO_DOCUMENT.match(comment):
            out.append(comment)
        elif comment and is_file:
            out.append('/** @file' + plain(comment[2:]))
            is_file = False
        elif comment:
            document, first = '/**' + plain(comment[2:]), True
        elif not code.strip():
            document = ''
            out.append('')
        else:
            if document and not is_open \
                    and not NO_DECLARATION.match(code.lstrip()) \
                    and (first or '/*' not in code):
                out.append(document)
                first = False
            out.append(behind(code))
            is_open = unfinished(code, is_open)
            if code.rstrip().endswith('{'):
                document = ''
    return '\n'.join(out) + '\n'


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as file:
        sys.stdout.write(convert(file.read()))
