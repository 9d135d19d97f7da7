"""Figures of a set of pages: what the command printed against the truth.

figures() gives {set: {measure: value}}; besides the sets of pages there are
`dev-raw` (the pages of dev-wcxb with scripts and styles as served),
`articles` (all of the sets of articles that have a body), `none` (all that
are no articles), and one for each language, as `news, de`.
"""
import re
import statistics
from collections import namedtuple

import cross
import pages as data

WITH_BODY = data.ARTICLES
OTHERS = data.BODIES + (data.FORUM,)  # have a body, of other kinds
WITH_FIELDS = WITH_BODY + ('aux-traf',)
NO_ARTICLES = data.NO_ARTICLES
SETS = WITH_FIELDS + OTHERS + NO_ARTICLES
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
    """Their pages."""
    return [page for group in groups for page in data.load(group)]


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
        if page.group in NO_ARTICLES:
            put('none', entry)
        if page.group in WITH_FIELDS[1:]:
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
