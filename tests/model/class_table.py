"""Learns what the words of classes, ids and roles say about a block.

A word's weight is its coefficient in a logistic regression (L2) of the
labels on the words of all open elements, so that it is worth what it adds
to the others.  Words of few domains are noise and left out.

What is summed are integers, as in trees.py: the same everywhere.
"""
import numpy as np

import sums
from sigmoid import ONE, Sigmoid

UNIT = 12          # weight of one logit in the table
FINE = 256         # while it is learned
PASSES = 100       # of gradient descent


class Paths:
    """Every distinct path of every page, its weight on both sides."""

    def __init__(self):
        self.page, self.tokens, self.yes, self.no = [], [], [], []

    def add(self, number, paths, yes, no):
        """The blocks of one page; number stands for the page."""
        total = {}
        for path, body, rest in zip(paths, yes.tolist(), no.tolist()):
            entry = total.setdefault(path, [0, 0])
            entry[0] += body
            entry[1] += rest
        for path in sorted(total):
            self.page.append(number)
            self.tokens.append(path)
            self.yes.append(total[path][0])
            self.no.append(total[path][1])

    def finish(self, domains):
        """Makes arrays: for every word of every path the number of the path
        and that of the word.  domains: a number for each page."""
        self.page = np.array(self.page)
        self.yes, self.no = np.array(self.yes), np.array(self.no)
        sizes = [len(path) for path in self.tokens]
        flat = np.fromiter((t for path in self.tokens for t in path),
                           dtype=np.int64, count=sum(sizes))
        self.hashes, word = np.unique(flat, return_inverse=True)
        self.word = word.astype(np.int32)
        self.path = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self.domain = domains[self.page]
        self.seen = np.zeros((domains.max() + 1, len(self.hashes)), bool)
        self.seen[self.domain[self.path], self.word] = True
        del self.tokens

    def common(self, use, least):
        """Words that stand in used paths of so many domains."""
        domains = np.unique(self.domain[use])
        return np.count_nonzero(self.seen[domains], axis=0) >= least

    def choose(self, use, words):
        """Problem of some paths and some words (bool arrays)."""
        mine = use[self.path] & words[self.word]
        return Problem(renumber(use)[self.path[mine]],
                       renumber(words)[self.word[mine]],
                       self.yes[use], self.no[use], np.count_nonzero(words))


def renumber(use):
    return np.cumsum(use, dtype=np.int32) - np.int32(1)


class Problem:
    """A regression: path[i] has the word word[i]."""

    def __init__(self, path, word, yes, no, words):
        self.path, self.word = path, word
        self.yes, self.weight, self.words = yes, yes + no, words
        self.sigmoid = Sigmoid(FINE)

    def over_words(self, values):
        return sums.gather(self.path, self.word, values, len(self.yes))

    def over_paths(self, values):
        return sums.gather(self.word, self.path, values, self.words)

    def solve(self, l2, start=None):
        """The intercept and the words' weights, in logits.

        Gradient descent with Nesterov's momentum.  The step of a weight is
        as long as is safe when all words of a path move at once; a
        probability's curve is at most 1/4.
        """
        here = np.zeros(1 + self.words) if start is None else start
        size = 1 + np.bincount(self.path, minlength=len(self.yes))
        bound = size * self.weight
        curve = np.concatenate([[bound.sum()], self.over_paths(bound)]) / 4
        held = np.concatenate([[0.], np.full(self.words, float(l2))])
        before = here
        for i in range(PASSES):
            ahead = here + (here - before) * (i / (i + 3))
            fine = np.rint(ahead * FINE).astype(np.int64)
            p = self.sigmoid.of(fine[0] + self.over_words(fine[1:]))
            error = p * self.weight - ONE * self.yes
            slope = np.concatenate([[error.sum()], self.over_paths(error)])
            before, here = here, ahead - (slope / ONE + held * ahead) / (
                curve + held)
        return here


def learn(paths, use, most, least, l2):
    """{hash: int8 weight} from the pages for which use[number] holds."""
    mine = use[paths.page]
    words = paths.common(mine, least)
    problem = paths.choose(mine, words)
    first = problem.solve(l2)
    mass = problem.over_paths(problem.weight)
    telling = first[1:] * first[1:] * mass
    best = np.sort(np.argsort(-telling, kind='stable')[:most])
    chosen = np.nonzero(words)[0][best]
    words = np.isin(np.arange(len(words)), chosen)
    start = np.concatenate([first[:1], first[1:][best]])
    weights = paths.choose(mine, words).solve(l2, start)[1:]
    found = {int(paths.hashes[word]):
             int(max(-127, min(127, round(UNIT * float(weight)))))
             for word, weight in zip(chosen, weights)}
    return {token: weight for token, weight in found.items() if weight}
