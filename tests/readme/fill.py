#!/usr/bin/env python3
"""Puts the tables of standard input between <!-- NAME --> and <!-- /NAME -->
of README.md.  Only lines of tables are taken.

usage: fill.py NAME < OUTPUT
"""
import re
import sys

name = sys.argv[1]
lines = [x.rstrip('\n') for x in sys.stdin]
tables = [x if x.startswith('|') else '' for x in lines]
text = re.sub('\n{2,}', '\n\n', '\n'.join(tables)).strip('\n')
if not text:
    sys.exit('fill.py %s: no table' % name)
with open('README.md', encoding='utf-8') as f:
    readme = f.read()
start, end = '<!-- %s -->\n' % name, '<!-- /%s -->' % name
before, rest = readme.split(start, 1)
after = rest.split(end, 1)[1]
with open('README.md', 'w', encoding='utf-8') as f:
    f.write(before + start + text + '\n' + end + after)
