#!/usr/bin/env python3
"""How tables come into the READMEs, and that each mark there has an end."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import same, summary  # noqa
from fill import insert, nth, tables_of  # noqa

PAGE = ('a\n<!-- one -->\n| old |\n<!-- /one -->\nb\n<!-- two -->\n'
        '<!-- /two -->\nc\n')

same(tables_of('noise\n| a |\n|--:|\n| 1 |\nnoise\n\n\n| b |\n3 passed\n'),
     '| a |\n|--:|\n| 1 |\n\n| b |', 'only tables are taken')
same(tables_of('noise\n'), '', 'no table')
same([nth('| a |\n|--:|\n\n| b |', n) for n in (1, 2, 3)],
     ['| a |\n|--:|', '| b |', ''], 'the first, the second, no third table')
same(insert(PAGE, 'one', '| new |'), PAGE.replace('old', 'new'),
     'a table takes the place of the old one')
same(insert(insert(PAGE, 'two', '| x |'), 'two', '| x |'),
     PAGE.replace('<!-- two -->\n', '<!-- two -->\n| x |\n'),
     'twice is as once')
same(insert(PAGE, 'three', '| x |'), None, 'no marks')
same(insert('<!-- one -->\n', 'one', '| x |'), None, 'no end')
for path in ('README.md', 'boards/README.md', 'tests/model/README.md',
             'tests/size/README.md'):
    with open(path, encoding='utf-8') as f:
        text = f.read()
    for name in re.findall(r'^<!-- (\w+) -->$', text, re.M):
        same(insert(text, name, tables_of(text.split(
            '<!-- %s -->\n' % name)[1].split('<!-- /%s -->' % name)[0])),
             text, '%s: %s holds tables and nothing else' % (path, name))
summary()
