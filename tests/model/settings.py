"""What training depends on: sizes, weights, thresholds."""
import os

from pages import ARTICLES, BODIES, NO_ARTICLES
from trees import Shape

CONTRADICTED = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                            'contradicted.txt')


def contradicted():
    with open(CONTRADICTED, encoding='ascii') as lines:
        return frozenset(line.strip() for line in lines
                         if not line.startswith('#'))


class Settings:
    """The defaults are those of src/model_table.h."""

    seed = 1

    # The sets that are learned from.
    learned = ARTICLES + BODIES + ('weak',)

    # Class words: how many, of how many domains, how strongly held at 0.
    class_words = 300
    class_domains = 5
    class_l2 = .5

    shape1 = Shape(trees=100, leaves=8, rate=.2, keep=35)
    shape2 = Shape(trees=150, leaves=8, rate=.15, keep=65)
    shape3 = Shape(trees=25, leaves=6, rate=.25, least=20, columns=.6)

    # Features that the trees may not use.
    drop1 = ()
    drop2 = ()
    drop3 = ()

    # A block counts by its words, a page about 1.
    least_body = 150   # words: shorter bodies count as that long
    most_rest = 2      # times the body: what is not body counts at most that

    # Bodies by agreement count less.
    weak = .3

    # How much a page counts for the judge; those of other sets count 1.
    judged = {'weak': .5, **dict.fromkeys(BODIES, .3),
              **dict.fromkeys(NO_ARTICLES, 2.)}

    # Thresholds, of 255.  What is kept of a page depends on the mean score
    # of its likely words: keep[0] below sure[0], keep[1] above sure[1].
    record = 10
    junk = 12
    keep = 75, 105
    sure = 200, 230
    accept = 20

    # Pages whose truth every model contradicts: not learned from.
    contradicted = contradicted()

    def page_weight(self, page):
        if page.id in self.contradicted:
            return 0.
        return self.weak if page.group == 'weak' else 1.
