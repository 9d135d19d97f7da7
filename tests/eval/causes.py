"""What each block of a page costs, and a first guess why.

A page loses (words taken + words missed) / (words of the truth + words of
the output) of word F1, so what the blocks cost adds up to what is lost.
"""
from collections import namedtuple

import label

KINDS = ('paragraph', 'heading', 'list item', 'quote', 'preformatted',
         'table row', 'caption')
# Of class words, as the features of stage 1 call them: the nearest counts.
CATEGORIES = ('comment', 'related', 'promotion', 'author', 'share',
              'navigation', 'caption')
NEAR = 3          # elements to the nearest one of a category, at most
LOST_RECALL = .1  # a page with less is lost as a whole
STORY_WORDS = 100  # of a run of blocks that is another story

# words: that were taken wrongly or missed; cost: in word F1 of the page.
Loss = namedtuple('Loss', 'block taken cause stage words cost')


def category(values):
    """The nearest category of a block; values: {feature: value}."""
    near = min(CATEGORIES, key=lambda name: values.get(name, 255))
    return near if values.get(near, 255) <= NEAR else None


def kind_of(rows, i):
    return KINDS[rows.kinds[i]] if rows.kinds[i] < len(KINDS) else 'other'


def stage_of(rows, i, record):
    """Where a block that was missed was lost."""
    if i in rows.id2:
        return 'stage 2'
    return 'evicted' if rows.score1[i] >= record else 'stage 1'


def stories(body, size, kept):
    """Blocks of long runs that were taken wrongly."""
    found, run = set(), []
    for i in sorted(kept) + [None]:
        if i is not None and 2 * body[i] < size[i]:
            run.append(i)
            continue
        if sum(size[k] for k in run) >= STORY_WORDS:
            found.update(run)
        run = []
    return found


def losses(entry, names, rows, body, size, record):
    """[Loss] of a page, from the scorer's entry and what --features said;
    body: how many of a block's words are body."""
    truth = len(label.words(entry.page.truth['body']))
    refused = entry.printed['status'] == 'no_article'
    kept = set() if refused else {
        int(i) for i in rows.id2[rows.score2 >= rows.keep]}
    whole = truth + sum(size[i] for i in kept) or 1
    lost = refused or entry.scores['wr'] < LOST_RECALL
    story = stories(body, size, kept)
    result = []

    def add(i, taken, cause, stage, words):
        if words >= 1:
            result.append(Loss(i, taken, cause, stage, words, words / whole))

    for i, values in enumerate(rows.f1):
        cause = category(dict(zip(names, map(int, values))))
        if lost:
            cause = 'whole page: no_article' if refused else 'whole page'
        elif not cause and i in story:
            cause = 'a second story'
        cause = cause or kind_of(rows, i)
        if i in kept:
            add(i, True, cause, '', size[i] - body[i])
        else:
            add(i, False, cause, stage_of(rows, i, record), body[i])
    add(None, False, 'in no block', '', truth - sum(body))
    return result
