"""The labelled pages: where they lie, their truth, the fold of each.

The data is never part of the project; it is read from $GALLEY_SHARED/data
(default ../shared/data).  Pages are unpacked below build/model/pages.
"""
import collections
import gzip
import hashlib
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SHARED = os.path.join(ROOT, os.environ.get('GALLEY_SHARED', '../shared'))
DATA = os.path.join(SHARED, 'data')
BUILD = os.path.join(ROOT, 'build', 'model')
FOLDS = 5

# Sets whose pages have one article each, its body marked by hand.
ARTICLES = 'dev-wcxb', 'news', 'fundus', 'mixed'

# Types of the pages of other-wcxb; each is a set like the others.  The first
# have a body that is worth having, a forum's page a whole conversation.
BODIES = 'documentation', 'service'
FORUM = 'forum'
OTHER = BODIES + (FORUM, 'product', 'listing', 'collection')

# Sets of pages that are no articles.
NO_ARTICLES = ('not-article', 'not-article-more') + OTHER[3:]

# Labels below the top level under which names are sold.
SECOND_LEVEL = {'ac', 'co', 'com', 'edu', 'gen', 'gov', 'gob', 'net', 'ne',
                'nom', 'or', 'org'}


class Page:
    """One page: set, id, file, truth (a dict or None), domain, fold."""

    def __init__(self, group, truth, file):
        self.group = group
        self.id = truth['id']
        self.file = file
        self.truth = truth
        self.domain = domain(truth.get('url')) or linked(file)
        digest = hashlib.md5(self.domain.encode()).digest()
        self.fold = digest[0] % FOLDS

    def keys(self):
        """What no other page has: id, address, bytes."""
        with open(self.file, 'rb') as file:
            found = {self.id, hashlib.md5(file.read()).hexdigest()}
        if self.truth.get('url'):
            found.add(re.sub(r'^\w+://(www\.)?|/$', '',
                             self.truth['url']))
        return found


def domain(url):
    """The registrable domain of a URL (of the archived one, if it is)."""
    if not url:
        return None
    inner = re.match(r'https?://web\.archive\.org/web/\w+/(.*)', url)
    if inner:
        url = inner.group(1)
    host = re.sub(r'^\w+://', '', url).split('/')[0].split(':')[0].lower()
    labels = host.split('.')
    last = 2
    if len(labels) > 2 and len(labels[-1]) == 2:
        last = 3 if labels[-2] in SECOND_LEVEL else 2
    return '.'.join(labels[-last:])


def linked(file):
    """The registrable domain that a page without a URL names most."""
    with open(file, encoding='latin-1') as text:
        names = collections.Counter(
            map(domain, re.findall(r'https?://[\w.-]+', text.read())))
    return min(names, key=lambda name: (-names[name], name), default='')


def read_lines(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def unpack(group, name):
    """The page's file, unpacked from the data once.

    Tests run beside each other: each writes a file of its own, then
    renames it."""
    target = os.path.join(BUILD, 'pages', group, name + '.html')
    if not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        source = os.path.join(DATA, group, 'pages', name + '.html.gz')
        own = '%s.%d' % (target, os.getpid())
        with gzip.open(source) as packed, open(own, 'wb') as out:
            out.write(packed.read())
        os.replace(own, target)
    return target


def load(group):
    """All pages of a set, sorted by id: of a folder of the data, of a type
    of other-wcxb, or those that `weak` bodies are known of."""
    if group == 'weak':
        return load_weak()
    folder = 'other-wcxb' if group in OTHER else group
    truths = read_lines(os.path.join(DATA, folder, 'truth.jsonl'))
    truths.sort(key=lambda truth: truth['id'])
    return [Page(group, truth, unpack(folder, truth['id']))
            for truth in truths if folder == group or truth['type'] == group]


def distinct(pages):
    """Those that are not another one before them: by id, address, bytes."""
    seen, result = set(), []
    for page in pages:
        keys = page.keys()
        if seen.isdisjoint(keys):
            result.append(page)
        seen.update(keys)
    return result


def raw_ids():
    """Pages of dev-wcxb whose scripts and styles nobody has removed."""
    with open(os.path.join(DATA, 'dev-wcxb', 'ids.raw.txt')) as ids:
        return set(ids.read().split())


def load_weak():
    """The pages of aux-traf that have a body by agreement and are in no
    other set."""
    weak = {line['id']: line for line in
            read_lines(os.path.join(DATA, 'aux-traf', 'weak.jsonl'))}
    others = [page for group in ARTICLES + OTHER + NO_ARTICLES[:2]
              for page in load(group)]
    pages = [page for page in distinct(others + load('aux-traf'))
             if page.group == 'aux-traf' and page.id in weak]
    for page in pages:
        page.group = 'weak'
        page.truth = dict(page.truth, body=weak[page.id]['body'],
                          agreement=weak[page.id]['agreement'])
    return pages


def available():
    return os.path.isdir(DATA)


def scorer():
    """The data's own scorer, as a module."""
    sys.path.insert(0, DATA)
    sys.dont_write_bytecode = True
    import score
    return score
