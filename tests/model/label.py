"""Which blocks are body: the page's blocks aligned with the true body.

A block's label is how many of its words stand in the true body in
order.  Runs of four and more words common to both are chained, the chain
with the most words and the least jumping about wins (so a teaser that
repeats a sentence elsewhere does not count); what is left is matched out of
order if it is long, and short blocks inside the gaps of the chain.
"""
import difflib
import re

import numpy as np

WORD = re.compile(r'[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|'
                  r'[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+')
GRAM = 4
FINE = 1024        # parts of a logarithm
MOST_PLACES = 12   # of one 4-gram in the truth: more say nothing
MOST_RUNS = 4000
LONG_RUN = 6       # words; shorter ones are never taken out of order


def words(text):
    """Lower-case words; ideographs and kana count one each."""
    return WORD.findall((text or '').lower())


def find_runs(page, truth):
    """Maximal runs [page start, truth start, length] of equal words."""
    places = {}
    for j in range(len(truth) - GRAM + 1):
        places.setdefault(tuple(truth[j:j + GRAM]), []).append(j)
    pairs = []
    for i in range(len(page) - GRAM + 1):
        found = places.get(tuple(page[i:i + GRAM]), ())
        if len(found) <= MOST_PLACES:
            pairs.extend((i - j, i) for j in found)
    if not pairs:
        return np.zeros((0, 3), dtype=np.int64)
    pairs = np.array(sorted(pairs), dtype=np.int64)
    breaks = (np.diff(pairs[:, 0]) != 0) | (np.diff(pairs[:, 1]) != 1)
    first = np.concatenate([[0], np.nonzero(breaks)[0] + 1])
    last = np.concatenate([first[1:], [len(pairs)]]) - 1
    start = pairs[first, 1]
    size = pairs[last, 1] - start + GRAM
    runs = np.stack([start, start - pairs[first, 0], size], axis=1)
    if len(runs) > MOST_RUNS:
        longest = np.argsort(-size, kind='stable')[:MOST_RUNS]
        runs = runs[np.sort(longest)]
    return runs[np.argsort(runs[:, 0], kind='stable')]


def log2(n):
    """Of 1 + n, in parts of FINE; straight between the powers of two, so
    that it is exact, and the same wherever it is computed."""
    part, power = np.frexp(n + 1.)
    return ((power - 2 + 2 * part) * FINE).astype(np.int64)


def chain(runs):
    """The best chain of runs in order: a list of (page, truth, length).

    It has the most words, less .3 of a word for each doubling of a gap in
    the page, .1 for each of a gap in the truth."""
    total = len(runs)
    if total == 0:
        return []
    ends_i = runs[:, 0] + runs[:, 2]
    ends_j = runs[:, 1] + runs[:, 2]
    word = 10 * FINE
    best = runs[:, 2] * word
    before = np.full(total, -1)
    for r in range(1, total):
        i, j, size = runs[r]
        overlap = np.maximum(np.maximum(ends_i[:r] - i, ends_j[:r] - j), 0)
        gap = np.maximum(i - ends_i[:r], 0)
        jump = np.maximum(j - ends_j[:r], 0)
        gain = (best[:r] + (size - overlap) * word - 3 * log2(gap)
                - log2(jump))
        gain[(overlap >= size) | (runs[:r, 1] >= j)] = -1
        top = int(np.argmax(gain))
        if gain[top] > best[r]:
            best[r], before[r] = gain[top], top
    r, result = int(np.argmax(best)), []
    while r >= 0:
        i, j, size = runs[r]
        previous = before[r]
        if previous >= 0:
            cut = max(ends_i[previous] - i, ends_j[previous] - j, 0)
            i, j, size = i + cut, j + cut, size - cut
        result.append((int(i), int(j), int(size)))
        r = previous
    return result[::-1]


def free_parts(run, match, taken):
    """The parts of a run whose words are still free on both sides."""
    i, j, size = run
    start = None
    for k in range(size + 1):
        free = k < size and match[i + k] < 0 and not taken[j + k]
        if free and start is None:
            start = k
        elif not free and start is not None:
            if k - start >= LONG_RUN:
                yield i + start, j + start, k - start
            start = None


def take(parts, match, taken):
    for i, j, size in parts:
        match[i:i + size] = np.arange(j, j + size)
        taken[j:j + size] = True


def fill_gaps(page, truth, owner, match, taken):
    """Matches short blocks between two matched places in order."""
    known = np.nonzero(match >= 0)[0]
    edges = [(-1, -1)] + [(int(i), int(match[i])) for i in known]
    edges.append((len(page), len(truth)))
    for (i0, j0), (i1, j1) in zip(edges, edges[1:]):
        if i1 - i0 < 2 or j1 - j0 < 2 or (i1 - i0) * (j1 - j0) > 300000:
            continue
        if taken[j0 + 1:j1].all():
            continue
        matcher = difflib.SequenceMatcher(
            None, page[i0 + 1:i1], truth[j0 + 1:j1], autojunk=False)
        for i, j, size in matcher.get_matching_blocks()[:-1]:
            i, j = i + i0 + 1, j + j0 + 1
            if taken[j:j + size].any():
                continue
            block = owner[i:i + size]
            whole = size >= 3 or all(
                np.count_nonzero(owner == b) <= 2 * size for b in set(block))
            if whole:
                take([(i, j, size)], match, taken)


def align(blocks, body):
    """For each block's text how many of its words are body (none where they
    are less than a fifth), and how many there are."""
    texts = [words(text) for text in blocks]
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    page = [word for text in texts for word in text]
    truth = words(body)
    owner = np.repeat(np.arange(len(blocks)), sizes)
    match = np.full(len(page), -1)
    taken = np.zeros(len(truth), dtype=bool)
    runs = find_runs(page, truth)
    take(chain(runs), match, taken)
    for _ in range(3):
        rest = [part for run in runs
                for part in free_parts(run, match, taken)]
        if not rest:
            break
        take(chain(np.array(sorted(set(rest)))), match, taken)
    fill_gaps(page, truth, owner, match, taken)
    hits = np.bincount(owner[match >= 0], minlength=len(blocks))
    return np.where(5 * hits < sizes, 0, hits), sizes
