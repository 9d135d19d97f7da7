#!/usr/bin/python3
"""Accuracy of the command: every page is read by `galley --format=json`,
compiled with a model that has not seen the page's domain, at the default
window.  Prints tables in Markdown; then what is not as it has to be.

  --tables      the tables only
  --quick       models nested less strictly, learned in less time
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'harness'))
from checks import check, skip, summary  # noqa: E402

try:
    import cross
    import measures
    import ram
    import tables
    from markdown import head, row
    from references import NONE, REFERENCES
    from thresholds import AIMS, THRESHOLDS, missed
    MISSING = None if cross.data.available() else 'no pages in ' + \
        cross.data.DATA
except ImportError as error:
    MISSING = '%s (package python3-numpy)' % error


def print_summary(figures, memory):
    """A few figures, beside the tools that have them on each set."""
    tools = [tool for tool in REFERENCES if 'news' in tool[1]]
    head([''], ['pages', 'Galley'] + [tool[0] for tool in tools])
    for group in measures.WITH_BODY:
        for title, place in (('word F1', 0), ('headline exact', 2)):
            row('%s, %s' % (group, title), figures[group]['pages'],
                figures[group][title],
                *[scores.get(group, NONE)[place] for _, scores, _ in tools])
    for title, name in (('with', 'snippets found'), ('headline exact',) * 2):
        row('aux-traf, ' + name, figures['aux-traf']['pages'],
            figures['aux-traf'][title], *[None for _ in tools])
    row('RAM', None, kilobytes(memory), *[peak for _, _, peak in tools])


def kilobytes(memory):
    return '%.0f KB' % (memory / 1024)


def print_sets(figures):
    """The sets of pages with a body, each followed by its languages."""
    titles = [title for title, _ in measures.SCORES]
    head(['set'], ['pages'] + titles)
    for group in measures.WITH_FIELDS + measures.OTHERS:
        languages = [name for name in figures if name.startswith(group + ',')]
        for name in [group] + sorted(languages,
                                     key=lambda n: -figures[n]['pages']):
            row(name, figures[name]['pages'],
                *[figures[name][title] for title in titles])


def print_references(figures, memory):
    titles = ('word F1', 'shingle F1', 'headline exact')
    groups = [group for group in measures.WITH_BODY
              if any(group in scores for _, scores, _ in REFERENCES)]
    head(['tool'], ['%s %s' % (group, title) for group in groups
                    for title in titles] + ['RAM'])
    row('Galley', *[figures[group][title] for group in groups
                    for title in titles], kilobytes(memory))
    for tool, scores, peak in REFERENCES:
        row(tool, *[figure for group in groups
                    for figure in scores.get(group, NONE)], peak)


def print_refusals(figures):
    head(['answered `no_article`'], ['pages', 'share'])
    titles = {'none': '**no articles, all**', 'articles': '**articles, all**'}
    for name in ('none', *measures.NO_ARTICLES, 'articles',
                 *measures.WITH_BODY, *measures.OTHERS):
        row(titles.get(name, name), figures[name]['pages'],
            figures[name]['no_article'])


def print_fields(figures):
    head(['field', 'set'], ['pages', 'present', 'exact', 'token F1'])
    for field, _ in measures.FIELDS:
        for group in measures.WITH_FIELDS:
            row(field, group, *[figures[group]['%s %s' % (field, measure)]
                                for measure in ('pages', 'present', 'exact',
                                                'F1')])


def print_savings(figures):
    head(['bytes left unread after `GALLEY_DONE`'],
         ['pages', 'median', 'mean', 'pages read to the end'])
    titles = {'dev-raw': 'dev-wcxb, pages as served'}
    for name in ('dev-raw', *measures.WITH_BODY[1:]):
        row(titles.get(name, name), *[figures[name][measure] for measure in (
            'pages', 'saved, median', 'saved, mean', 'never done')])


def print_sizes(*sizes):
    head(['the model and what it works in'], ['bytes'])
    for title, size in zip(('flash: class words', 'flash: trees of stage 1',
                            'flash: trees of stage 2',
                            'flash: trees of the judge',
                            'RAM: struct galley', 'RAM: window'), sizes):
        row(title, size)


def print_tables(figures, flash, struct, window):
    """The README's table, then those of tests/eval (tests/readme puts them
    there).  flash: bytes of class words, of the trees of each stage."""
    print_summary(figures, struct + window)
    print_sets(figures)
    print_references(figures, struct + window)
    print_refusals(figures)
    print_fields(figures)
    print_savings(figures)
    print_sizes(*flash, struct, window)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--tables', action='store_true')
    parser.add_argument('--quick', action='store_true')
    options = parser.parse_args()
    if MISSING:
        skip(MISSING)
        summary()
    figures = measures.evaluate(cross.models(strict=not options.quick))
    print_tables(figures, tables.read().sizes(), ram.struct(), ram.window())
    if not options.tables:
        print()
        for line in missed(figures, AIMS):
            print('aim not reached: ' + line)
        lines = missed(figures)
        for _ in THRESHOLDS[len(lines):]:
            check(True, '')
        for line in lines:
            check(False, line)
        summary()


if __name__ == '__main__':
    main()
