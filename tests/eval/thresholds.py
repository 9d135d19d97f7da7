"""What the figures have to be (`make eval` fails otherwise), and what they
shall become."""
import operator

BOUNDS = {'>=': operator.ge, '<=': operator.le, '>': operator.gt}

# Set, measure, bound.
THRESHOLDS = (
    ('dev-wcxb', 'word F1', '>=', .958),
    ('dev-wcxb', 'shingle F1', '>=', .953),
    ('dev-wcxb', 'headline exact', '>=', .88),
    ('news', 'word F1', '>=', .950),
    ('news', 'shingle F1', '>=', .955),
    ('news', 'headline exact', '>=', .84),
    ('aux-traf', 'with', '>=', .90),
    ('aux-traf', 'without', '<=', .06),
    ('aux-traf', 'headline exact', '>=', .76),
    ('not-article', 'no_article', '>=', .60),
    ('articles', 'no_article', '<=', .01),
    ('dev-wcxb', 'byline exact', '>', .80),
    ('dev-wcxb', 'byline F1', '>', .80),
    ('dev-wcxb', 'published exact', '>', .80),
    ('dev-wcxb', 'published F1', '>', .80),
    ('dev-raw', 'saved, median', '>=', .20),
)


# What is asked for and not reached yet: named by every run.
AIMS = (
    ('dev-wcxb', 'word F1', '>=', .965),
    ('news', 'word F1', '>=', .965),
)


def missed(figures, thresholds=THRESHOLDS):
    """A line for each threshold that the figures do not reach."""
    lines = []
    for name, measure, bound, value in thresholds:
        figure = figures.get(name, {}).get(measure)
        if figure is None:
            lines.append('%s: no %s' % (name, measure))
        elif not BOUNDS[bound](figure, value):
            lines.append('%s: %s is %.4f, not %s %.3f' % (
                name, measure, figure, bound, value))
    return lines
