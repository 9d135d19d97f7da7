"""Figures of a set of pages: what the command printed against the truth.

figures() gives {set: {measure: value}}; besides the sets of pages there are
`dev-raw` (the pages of dev-wcxb with scripts and styles as served),
`articles` (dev-wcxb and news as far as they have a body), and one for each
language, as `news, de`.
"""
import re
import statistics
from collections import namedtuple

import cross
import pages as data

SETS = ('dev-wcxb', 'news', 'aux-traf', 'not-article')
WITH_BODY = SETS[:2]
LEAST_PAGES = 10  # of a language, to have figures of its own

# Ours, score.py's.
SCORES = (('word F1', 'wf'), ('shingle F1', 'SF'), ('precision', 'wp'),
          ('recall', 'wr'), ('with', 'withn'), ('without', 'withoutn'),
          ('headline exact', 'hex'), ('headline F1', 'hf'))
# The command's, the truth's.
FIELDS = (('byline', 'author'), ('published', 'date'))

Entry = namedtuple('Entry', 'page printed scores')

score = data.scorer() if data.available() else None


def load(groups=SETS):
    """Their pages; `weak` are those of aux-traf with a body by agreement."""
    return [page for group in groups for page in
            (data.load_weak() if group == 'weak' else data.load(group))]


def judge(pages, printed):
    """The scorer's opinion of each page."""
    return [Entry(page, line, score.page(page.truth, line))
            for page, line in zip(pages, printed)]


def split(entries):
    """{set: entries}"""
    sets, raw = {}, data.raw_ids()

    def put(name, entry):
        sets.setdefault(name, []).append(entry)

    for entry in entries:
        page = entry.page
        put(page.group, entry)
        if page.group == 'dev-wcxb' and page.id in raw:
            put('dev-raw', entry)
        if page.group in WITH_BODY and page.truth['body']:
            put('articles', entry)
        if page.group in SETS[1:3]:
            put('%s, %s' % (page.group, page.truth.get('lang') or 'unknown'),
                entry)
    return {name: some for name, some in sets.items()
            if ', ' not in name or len(some) >= LEAST_PAGES}


def date_of(text):
    found = re.match(r'\d{4}-\d\d-\d\d', text or '')
    return found.group(0) if found else ''


def field(entries, name, key):
    """How a field agrees with the truth, on the pages where there is one."""
    pairs = []
    for page, printed, _ in entries:
        truth = page.truth.get(key)
        if truth:
            truth = ', '.join(truth) if isinstance(truth, list) else truth
            pairs.append((truth, printed.get(name) or ''))
    if name == 'published':
        pairs = [(date_of(a), date_of(b)) for a, b in pairs]
    pairs = [(score.norm(a), score.norm(b)) for a, b in pairs]
    if not pairs:
        return {}
    return {
        name + ' pages': len(pairs),
        name + ' present': statistics.mean(bool(b) for _, b in pairs),
        name + ' exact': statistics.mean(a == b for a, b in pairs),
        name + ' F1': statistics.mean(score.word_prf(b, a)[2]
                                      for a, b in pairs)}


def savings(entries):
    """Shares of the bytes that were left after GALLEY_DONE."""
    shares = [1 - line['bytes_needed'] / line['bytes_in']
              for _, line, _ in entries if line['bytes_in']]
    return {'saved, median': statistics.median(shares),
            'saved, mean': statistics.mean(shares),
            'never done': statistics.mean(share <= 0 for share in shares)}


def measure(entries):
    total = score.agg([entry.scores for entry in entries])
    result = {ours: total.get(theirs) for ours, theirs in SCORES}
    result['pages'] = len(entries)
    result['no_article'] = statistics.mean(
        entry.printed['status'] == 'no_article' for entry in entries)
    for name, key in FIELDS:
        result.update(field(entries, name, key))
    result.update(savings(entries))
    return result


def figures(entries):
    return {name: measure(some) for name, some in split(entries).items()}


def evaluate(found, groups=SETS, flags=()):
    """The figures of the command with these models."""
    pages = load(groups)
    return figures(judge(pages, cross.predict(found, pages, flags)))
