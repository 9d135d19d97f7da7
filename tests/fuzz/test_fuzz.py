#!/usr/bin/env python3
"""The fuzz targets without an engine, over their seeds and over the inputs
that once failed (tests/fuzz/regressions).

BUILD, CC, CFLAGS and LDFLAGS are those of make.
"""
import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, summary  # noqa

PLACE = os.path.join(os.environ.get('BUILD', 'build'), 'replay')
ENGINE = PLACE + '/parts/tests/fuzz/main.o'


def build():
    flags = os.environ.get('CFLAGS', '-O1')
    subprocess.run(
        ['make', '-s', 'FUZZ_DIR=' + PLACE, 'FUZZ_COVER=',
         'FUZZ_CC=' + os.environ.get('CC', 'cc'), 'FUZZ_FLAGS=' + flags,
         'FUZZ_PLAIN=' + flags,
         'FUZZ_ENGINE=%s %s' % (ENGINE, os.environ.get('LDFLAGS', '')),
         'fuzz-programs'], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, 'tests/fuzz/seeds.py', PLACE + '/seeds'],
                   check=True)


def run(program, files):
    """What it says of the file that ends it, or None."""
    done = subprocess.run([program, *files], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        return None
    return done.stdout.decode('utf-8', 'replace')


def replay(program, files):
    if run(program, files) is None:
        for file in files:
            check(True, file)
        return
    for file in files:
        said = run(program, [file])
        check(said is None, '%s %s' % (program, said))


def main():
    build()
    programs = sorted(glob.glob(PLACE + '/*/fuzz*'))
    programs = [p for p in programs if os.access(p, os.X_OK)]
    check(len(programs) >= 5, 'there are targets')
    for program in programs:
        name = os.path.relpath(program, PLACE)
        for place in (PLACE + '/seeds', 'tests/fuzz/regressions'):
            files = sorted(glob.glob('%s/%s/*' % (place, name)))
            check(files or place != PLACE + '/seeds', name + ' has seeds')
            replay(program, files)
    summary()


main()
