#!/usr/bin/env python3
"""The visible text, in order, is that of an independent parser: of real
pages, word by word and line by line, and of random tag soup.

usage: test_text.py [--all]      --all reads every page of every set and more
                                 soup, and shows soup that differs

What is known to differ stands in deviations.txt, with the reason; any other
difference of a page fails, and so does a line there that no longer holds.
"""
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
import compare  # noqa: E402
import pages  # noqa: E402
import soup  # noqa: E402
from checks import check, skip, summary  # noqa: E402

SETS = ('news', 'dev-wcxb', 'fundus')
MORE = ('mixed', 'aux-traf', 'dev-readability', 'other-wcxb', 'not-article',
        'not-article-more')  # with --all
SAMPLE = 20  # pages of each of SETS, without --all
# Documents, and the least share of them with the same words and the same
# lines; without and with --all.
SOUP = (1000, .99, .96), (6000, .995, .965)
SHOWN = 8  # examples of each kind of difference

CHARSET = re.compile(rb'<meta[^>]*charset\s*=\s*["\']?\s*([\w-]+)', re.I)
# The Encoding standard's names of encodings, where Python's are others.
CODECS = {'iso-8859-1': 'cp1252', 'latin1': 'cp1252', 'us-ascii': 'cp1252',
          'shift_jis': 'cp932', 'gb2312': 'gb18030'}


# ---- pages ----

def decode(name):
    """What is valid UTF-8 is that, whatever the page says."""
    with open(name, 'rb') as f:
        page = f.read()
    try:
        return page.decode('utf-8-sig')
    except UnicodeDecodeError:
        said = CHARSET.search(page)
        label = said.group(1).decode().lower() if said else 'cp1252'
        return page.decode(CODECS.get(label, label), 'replace')


def deviations():
    """{'set/id': 'words' or 'lines'}"""
    known = {}
    with open(os.path.join(HERE, 'deviations.txt'), encoding='utf-8') as f:
        for line in f:
            if not line.startswith('#'):
                page, what, _ = line.split(None, 2)
                known[page] = what
    return known


def words(lines):
    return ' '.join(lines).split()


def check_page(page, ours, theirs, known):
    what = 'nothing' if ours == theirs \
        else 'lines' if words(ours) == words(theirs) else 'words'
    name = '%s/%s' % (page.group, page.id)
    expected = known.get(name, 'nothing')
    if check(what == expected, '%s: %s differs, expected was %s' % (
            name, what, expected)):
        return
    first = [a == b for a, b in zip(ours, theirs)] + [False]
    at = first.index(False)
    print('  Galley %r\n  parse5 %r' % (ours[at:at + 3], theirs[at:at + 3]))


def check_set(group, every, known):
    chosen = pages.load(group)
    if not every:
        chosen = chosen[::len(chosen) // SAMPLE][:SAMPLE]
    of = {page.file: page for page in chosen}
    for name, ours, theirs in compare.pairs(list(of), decode):
        check_page(of[name], ours, theirs, known)


# ---- tag soup ----

def kind_of(ours, theirs):
    """In what they differ; words are told by their names, also where two
    stand side by side without a space."""
    a, b = (re.findall(r'w\d+', ' '.join(x)) for x in (ours, theirs))
    if a != b:
        lost, more = set(b) - set(a), set(a) - set(b)
        return 'some lost, some shown' if lost and more \
            else 'words lost' if lost else 'words shown' if more \
            else 'another order'
    return 'the same' if ours == theirs else 'lines'


def stir(folder, documents):
    """{kind: [(document, lines of Galley, lines of parse5)]}"""
    files = {}
    for seed in range(documents):
        name = os.path.join(folder, '%d.html' % seed)
        files[name] = soup.document(seed)
        with open(name, 'w', encoding='ascii') as f:
            f.write(files[name])
    kinds = {}
    for name, *both in compare.pairs(list(files), files.get, 1000):
        kinds.setdefault(kind_of(*both), []).append((files[name], *both))
    return kinds


def show(kinds):
    for kind in sorted(set(kinds) - {'the same'}):
        print('soup: %s: %d' % (kind, len(kinds[kind])))
        for document, ours, theirs in kinds[kind][:SHOWN]:
            print('  %s\n    Galley %s\n    parse5 %s' % (
                document, ours, theirs))


def check_soup(every):
    documents, least_words, least_lines = SOUP[every]
    with tempfile.TemporaryDirectory() as folder:
        kinds = stir(folder, documents)
    identical = len(kinds.get('the same', ()))
    alike = identical + len(kinds.get('lines', ()))
    print('soup: %d documents, words %.2f %%, lines %.2f %%' % (
        documents, 100 * alike / documents, 100 * identical / documents))
    fine = check(alike >= least_words * documents, 'soup: words')
    fine = check(identical >= least_lines * documents, 'soup: lines') and fine
    if every or not fine:
        show(kinds)


def main():
    every = '--all' in sys.argv[1:]
    if compare.lacks():
        skip(compare.lacks())
        summary()
    known = deviations()
    for group in SETS + (MORE if every else ()):
        if os.path.isdir(os.path.join(pages.DATA, group)):
            check_set(group, every, known)
        else:
            skip('no %s in %s' % (group, pages.DATA))
    check_soup(every)
    summary()


if __name__ == '__main__':
    main()
