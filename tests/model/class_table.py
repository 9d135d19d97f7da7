"""Learns what the words of classes, ids and roles say about a block.

A word's weight is its coefficient in a logistic regression (L2) of the
labels on the words of all open elements, so that it is worth what it adds
to the others.  Words of few domains are noise and left out.
"""
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

UNIT = 12          # weight of one logit


class Paths:
    """Every distinct path of every page, its weight on both sides."""

    def __init__(self):
        self.page, self.tokens, self.yes, self.no = [], [], [], []

    def add(self, number, paths, share, weight):
        """The blocks of one page; number stands for the page."""
        sums = {}
        for path, part, heavy in zip(paths, share, weight):
            entry = sums.setdefault(path, [0., 0.])
            entry[0] += heavy * part
            entry[1] += heavy * (1 - part)
        for path in sorted(sums):
            self.page.append(number)
            self.tokens.append(path)
            self.yes.append(sums[path][0])
            self.no.append(sums[path][1])

    def finish(self, domains):
        """Makes matrices; domains: a number for each page."""
        self.page = np.array(self.page)
        self.yes, self.no = np.array(self.yes), np.array(self.no)
        sizes = [len(path) for path in self.tokens]
        flat = np.fromiter((t for path in self.tokens for t in path),
                           dtype=np.int64, count=sum(sizes))
        self.hashes, columns = np.unique(flat, return_inverse=True)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        self.x = csr_matrix((np.ones(len(flat), dtype=np.float32), columns,
                             starts), shape=(len(sizes), len(self.hashes)))
        self.x.sum_duplicates()
        del self.tokens
        self.domains = domains
        rows = np.repeat(domains[self.page], np.diff(self.x.indptr))
        seen = csr_matrix((np.ones(len(rows)), (rows, self.x.indices)),
                          shape=(domains.max() + 1, len(self.hashes)))
        self.seen = (seen > 0).astype(np.int32)


def regress(x, yes, no, l2, start=None):
    """Weights of the columns of x, behind the intercept."""
    transposed = x.T.tocsr()

    def loss(parameters):
        z = x @ parameters[1:] + parameters[0]
        soft = np.logaddexp(0, z)
        error = (yes + no) / (1 + np.exp(-z)) - yes
        value = ((yes + no) * soft - yes * z).sum()
        value += .5 * l2 * (parameters[1:] ** 2).sum()
        slope = np.concatenate([[error.sum()], transposed @ error])
        slope[1:] += l2 * parameters[1:]
        return value, slope

    if start is None:
        start = np.zeros(x.shape[1] + 1)
    return minimize(loss, start, jac=True, method='L-BFGS-B',
                    options={'maxiter': 100, 'ftol': 1e-7}).x


def learn(paths, use, most, least, l2):
    """{hash: int8 weight} from the pages for which use[number] holds."""
    rows = np.nonzero(use[paths.page])[0]
    domains = np.unique(paths.domains[use])
    counts = np.asarray(paths.seen[domains].sum(axis=0)).ravel()
    columns = np.nonzero(counts >= least)[0]
    x = paths.x[rows][:, columns]
    yes, no = paths.yes[rows], paths.no[rows]
    first = regress(x, yes, no, l2)
    mass = np.asarray((x > 0).T @ (yes + no)).ravel()
    telling = np.abs(first[1:]) * np.sqrt(mass)
    best = np.sort(np.argsort(-telling, kind='stable')[:most])
    start = np.concatenate([first[:1], first[1:][best]])
    weights = regress(x[:, best], yes, no, l2, start)[1:]
    found = {int(paths.hashes[columns[i]]):
             int(np.clip(round(UNIT * weight), -127, 127))
             for i, weight in zip(best, weights)}
    return {token: weight for token, weight in found.items() if weight}
