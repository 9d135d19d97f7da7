#!/usr/bin/python3
"""Accuracy against RAM: the command with other windows and numbers of
records, in Markdown.  The models are those learned at the default ones."""
import os
import re

import cross
import measures
import ram
from markdown import head, marked, row

WINDOWS = (2048, 4096, 8192, 16384)
RECORDS = (48, 96, 256)
SCORES = [(group, measure) for group in measures.WITH_BODY
          for measure in ('word F1', 'shingle F1')]


def default_records():
    path = os.path.join(cross.data.ROOT, 'include/galley_config.h')
    with open(path) as header:
        return int(re.search(r'#define GALLEY_RECORDS (\d+)',
                             header.read()).group(1))


def main():
    cross.require()
    found = cross.models()
    default = ram.window(), default_records()
    head(['window', 'records'],
         ['struct galley', 'RAM'] + ['%s %s' % pair for pair in SCORES])
    for limits in sorted({default, *((window, records) for window in WINDOWS
                                     for records in RECORDS)}):
        config = ('-DGALLEY_RECORDS=%d' % limits[1],)
        figures = measures.evaluate(
            found, measures.WITH_BODY, config + ('-DWINDOW=%d' % limits[0],))
        struct = ram.struct(config)
        row(*marked([*limits, struct, struct + limits[0]]
                    + [figures[g][m] for g, m in SCORES], limits == default))


if __name__ == '__main__':
    main()
