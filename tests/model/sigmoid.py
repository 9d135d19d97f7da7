"""The logistic function in integers, the same to the bit on every machine.

What a mathematics library or a vector unit makes of exp() differs in its
last bit from machine to machine; decimal arithmetic is exact everywhere.
"""
import functools
from decimal import Decimal, localcontext

import numpy as np

ONE = 1 << 16
MOST = 16          # beyond that many logits nothing changes


def table(steps, unit, one):
    """one / (1 + exp(-x)) for x of -steps / unit to steps / unit."""
    with localcontext() as context:
        context.prec = 28
        return [round(one / (1 + (Decimal(-step) / unit).exp()))
                for step in range(-steps, steps + 1)]


@functools.lru_cache(None)
class Sigmoid:
    """Of logits that are integers: so many units are one."""

    def __init__(self, unit):
        self.most = MOST * unit
        self.values = np.array(table(self.most, unit, ONE), dtype=np.int64)

    def of(self, logits):
        """The probability of each, in parts of ONE."""
        return self.values[np.clip(logits, -self.most, self.most)
                           + self.most]

    def inverse(self, part, whole):
        """The first logit whose probability is at least part / whole."""
        return int(np.searchsorted(self.values, ONE * part // whole)
                   ) - self.most
