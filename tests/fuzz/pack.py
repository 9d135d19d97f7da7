#!/usr/bin/env python3
"""Puts each fuzz target of DIRECTORY, as fuzz.mk built it, into OUT as
OSS-Fuzz wants it: NAME, NAME_seed_corpus.zip, NAME.dict, NAME.options.

usage: pack.py DIRECTORY OUT
"""
import glob
import os
import shutil
import sys
import zipfile

sys.dont_write_bytecode = True
from run import SETTINGS, Target, write_seeds  # noqa: E402


def pack(target, out):
    place = os.path.join(out, target.name.replace('/', '_'))
    shutil.copy(target.program, place)
    shutil.copy(target.words, place + '.dict')
    with open(place + '.options', 'w', encoding='ascii') as f:
        f.write('[libfuzzer]\nmax_len = %d\n' % target.most)
    with zipfile.ZipFile(place + '_seed_corpus.zip', 'w',
                         zipfile.ZIP_DEFLATED) as seeds:
        for folder in target.seeds, target.known:
            for path in sorted(glob.glob(folder + '/*')):
                seeds.write(path, os.path.basename(path))


def main():
    directory, out = sys.argv[1:]
    write_seeds(directory)
    for name in SETTINGS:
        pack(Target(directory, os.path.join(directory, name)), out)


main()
