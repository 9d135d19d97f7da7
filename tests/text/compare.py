"""Visible text of pages, in lines: as Galley has it, before any block is
judged, and as the tree of parse5 has it, under the same rules of what a
reader sees (src/tags.c).

`make setup` has npm fetch parse5 into build/npm; it is never part of the
project.
"""
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import GALLEY  # noqa: E402

PARSE5 = os.path.join(ROOT, 'build', 'npm', 'node_modules', 'parse5')

# Characters that show nothing: either side may drop them; and the marks that
# Galley puts around a <q>.
NOTHING = re.compile('[\u201c\u201d\0-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f'
                     '\u202a-\u202e\u2060-\u206f\ufeff]')
ROW = re.compile(
    r'TAG\("([\w-]*)", ([\w |]+), ([\w()|]+), [\w()]+, \w+, (\w+)\)'
    .replace(', ', r',[\s\\]+'))
DEFINED = re.compile(r'^#define (\w+) \(([\w |]+)\)', re.M)


# ---- parse5 ----

def lacks():
    """Why there is nothing to compare with, or None."""
    if shutil.which('node') and os.path.isdir(PARSE5):
        return None
    return 'no parse5: make setup fetches it (packages nodejs npm)'


def flags_of(text, known):
    """The flags of a row, whose names may stand for others."""
    flags = []
    for word in text.split(' | '):
        if word in known:
            flags += flags_of(known[word], known)
        elif word != '0':
            flags.append(word.replace('TAG_', ''))
    return flags


def table_of_tags():
    """What the request to tree.mjs says of tags: src/tags.c, read."""
    with open(os.path.join(ROOT, 'src', 'tags.c'), encoding='ascii') as f:
        source = f.read()
    known = dict(DEFINED.findall(source))
    tags = {}
    rows = ROW.findall(source)
    if len(rows) != len(re.findall(r'^ *TAG\("', source, re.M)):
        raise SystemExit('not every row of src/tags.c can be read')
    for name, flags, group, role in rows:
        tags[name] = {'flags': flags_of(flags, known),
                      'group': re.sub(r'GROUP_|\(\d\)', '', group),
                      'role': role.replace('ROLE_', '')}
    return {'tags': tags}


def tree(texts):
    request = json.dumps(dict(table_of_tags(), pages=texts))
    done = subprocess.run(
        ['node', os.path.join(HERE, 'tree.mjs'), PARSE5],
        input=request.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# ---- Galley ----

def galley(files):
    done = subprocess.run(
        [GALLEY, '--features', '--body-size=1000000', *files],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    pages = []
    for line in done.stdout.decode('utf-8').split('\n')[:-1]:
        row = json.loads(line)
        if 'file' in row:
            pages.append([])
        elif row.get('stage') == 1:
            pages[-1] += re.split('[\n\t]', row['text'])
    return pages


# ---- both ----

def lines(raw):
    """White space is set aside: runs of it, of every width, are one space,
    and what is empty is no line."""
    folded = (' '.join(NOTHING.sub('', line).split()) for line in raw)
    return [line for line in folded if line]


def pairs(files, decode, batch_size=50):
    """For each file the lines of Galley and those of parse5."""
    for i in range(0, len(files), batch_size):
        batch = files[i:i + batch_size]
        ours, theirs = galley(batch), tree([decode(name) for name in batch])
        if not len(ours) == len(theirs) == len(batch):
            raise SystemExit('%d pages gave %d and %d texts' % (
                len(batch), len(ours), len(theirs)))
        yield from zip(batch, map(lines, ours), map(lines, theirs))
