#!/usr/bin/env python3
"""The picture of the README: the first page that a panel of 800x480 shows of
the demo page, read through a window as small as the newsboard's.

    BUILD=build picture.py PNG

The command reads, render.c sets and drives, panel.py is the panel.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import panel  # noqa: E402
import story  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
GALLEY = os.path.join(BUILD, 'galley')
RENDER = os.path.join(BUILD, 'tests', 'panel', 'render')
PAGE = os.path.join(HERE, '..', 'fixtures', 'demo.html')
WINDOW = 2048


def draw(page=PAGE):
    """(the images of the panel, its complaints)"""
    printed = subprocess.run(
        [GALLEY, '--format=json', '--body-size=%d' % WINDOW, page],
        stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as place:
        text, wire = os.path.join(place, 'story'), os.path.join(place, 'wire')
        with open(text, 'w', encoding='utf-8') as file:
            file.write('\n'.join(story.lines(json.loads(printed))) + '\n')
        subprocess.run([RENDER, '--panel=uc8179', '--wire=' + wire, text],
                       check=True)
        with open(wire, 'rb') as file:
            return panel.run('uc8179', file.read())


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    images, complaints = draw()
    if complaints:
        sys.exit('picture.py: ' + '\n'.join(complaints))
    with open(arguments[0], 'wb') as file:
        file.write(images[0].png())


if __name__ == '__main__':
    main(sys.argv[1:])
