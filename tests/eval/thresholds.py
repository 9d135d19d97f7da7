"""What the figures have to be (`make eval` fails otherwise), and what they
shall become.

A threshold is the mean of models that were learned with other seeds, less
three standard deviations (more, where less is better): what a change of
nothing but the lot stays within.  `make eval-seeds` writes them.
"""
import math
import operator

BOUNDS = {'>=': operator.ge, '<=': operator.le}
STEPS = 1000       # a bound is a multiple of 1 / STEPS

# Set, measure, bound, value; of the seeds: mean, standard deviation.
THRESHOLDS = (
    ('dev-wcxb', 'word F1', '>=', 0.953, 0.9578, 0.0015),
    ('dev-wcxb', 'shingle F1', '>=', 0.952, 0.9550, 0.0010),
    ('dev-wcxb', 'headline exact', '>=', 0.883, 0.8838, 0.0000),
    ('news', 'word F1', '>=', 0.961, 0.9663, 0.0016),
    ('news', 'shingle F1', '>=', 0.964, 0.9668, 0.0008),
    ('news', 'headline exact', '>=', 0.918, 0.9187, 0.0000),
    ('aux-traf', 'with', '>=', 0.904, 0.9123, 0.0026),
    ('aux-traf', 'without', '<=', 0.060, 0.0561, 0.0012),
    ('aux-traf', 'headline exact', '>=', 0.848, 0.8481, 0.0000),
    ('not-article', 'no_article', '>=', 0.507, 0.5663, 0.0195),
    ('articles', 'no_article', '<=', 0.003, 0.0014, 0.0004),
    ('dev-wcxb', 'byline exact', '>=', 0.813, 0.8186, 0.0018),
    ('dev-wcxb', 'byline F1', '>=', 0.844, 0.8502, 0.0018),
    ('dev-wcxb', 'published exact', '>=', 0.855, 0.8557, 0.0000),
    ('dev-wcxb', 'published F1', '>=', 0.881, 0.8817, 0.0000),
    ('dev-raw', 'saved, median', '>=', 0.205, 0.2091, 0.0013),
)

# What is asked for and not reached yet: named by every run.
AIMS = (
    ('dev-wcxb', 'word F1', '>=', .965),
    ('news', 'word F1', '>=', .965),
)


def value(bound, mean, deviation):
    """Three standard deviations from the mean, rounded outwards."""
    if bound == '>=':
        return math.floor(round((mean - 3 * deviation) * STEPS, 6)) / STEPS
    return math.ceil(round((mean + 3 * deviation) * STEPS, 6)) / STEPS


def missed(figures, thresholds=THRESHOLDS):
    """A line for each threshold that the figures do not reach."""
    lines = []
    for name, measure, bound, least, *_ in thresholds:
        figure = figures.get(name, {}).get(measure)
        if figure is None:
            lines.append('%s: no %s' % (name, measure))
        elif not BOUNDS[bound](figure, least):
            lines.append('%s: %s is %.4f, not %s %.3f' % (
                name, measure, figure, bound, least))
    return lines
