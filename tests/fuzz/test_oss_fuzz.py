#!/usr/bin/env python3
"""oss-fuzz/build.sh by the environment that OSS-Fuzz gives to it: the targets
that it leaves run from their folder, with all that belongs to them.

BUILD is that of make.
"""
import configparser
import os
import re
import shutil
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, '..', '..'))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', 'harness'))
from checks import check, same, skip, summary  # noqa: E402
from run import SETTINGS  # noqa: E402

PLACE = os.path.abspath(os.path.join(os.environ.get('BUILD', 'build'),
                                     'oss-fuzz'))
FLAGS = '-O1 -fno-omit-frame-pointer -gline-tables-only ' \
    '-Wno-error=incompatible-function-pointer-types -fsanitize=address ' \
    '-fsanitize-address-use-after-scope -fsanitize=fuzzer-no-link'
RUNS = 20


def environment():
    """As of its base-builder, but for the C++ library."""
    place = {name.upper(): os.path.join(PLACE, name)
             for name in ('src', 'work', 'out')}
    for path in place.values():
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
    os.symlink(ROOT, os.path.join(place['SRC'], 'galley'))
    kept = {name: value for name, value in os.environ.items()
            if name in ('PATH', 'HOME', 'GALLEY_SHARED')}
    return dict(kept, **place, CC='clang-19', CXX='clang++-19', CFLAGS=FLAGS,
                CXXFLAGS=FLAGS, LIB_FUZZING_ENGINE='-fsanitize=fuzzer',
                FUZZING_ENGINE='libfuzzer', SANITIZER='address',
                ARCHITECTURE='x86_64', FUZZING_LANGUAGE='c')


def run(command, **more):
    done = subprocess.run(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def test_target(name, out):
    program = name.replace('/', '_')
    options = configparser.ConfigParser()
    options.read(os.path.join(out, program + '.options'))
    same(options.getint('libfuzzer', 'max_len'), SETTINGS[name][0],
         program + ': the longest input')
    seeds = os.path.join(PLACE, 'seeds', name)
    shutil.rmtree(seeds, ignore_errors=True)
    with zipfile.ZipFile(os.path.join(out, program + '_seed_corpus.zip')) as z:
        z.extractall(seeds)
    count = len(os.listdir(seeds))
    status, text = run(['./' + program, '-runs=%d' % (count + RUNS),
                        '-dict=%s.dict' % program, seeds], cwd=out)
    if check(status == 0, '%s runs:\n%s' % (program, text[-2000:])):
        found = re.search(r'INITED cov: (\d+)', text)
        check(found and int(found[1]) > 100,
              program + ': its seeds reach something')


def test_files():
    """What the three files say of each other."""
    with open(os.path.join(HERE, 'oss-fuzz', 'project.yaml')) as f:
        project = dict(re.findall(r'^(\w+): *"?([^"\n]*)', f.read(), re.M))
    with open(os.path.join(HERE, 'oss-fuzz', 'Dockerfile')) as f:
        docker = f.read()
    for name in ('homepage', 'main_repo', 'primary_contact', 'language',
                 'fuzzing_engines', 'sanitizers'):
        check(name in project, 'project.yaml has ' + name)
    same(re.findall(r'git clone --depth 1 (\S+) (\S+)', docker),
         [(project['main_repo'], '$SRC/galley')], 'what is cloned, and where')


def main():
    test_files()
    if shutil.which('clang++-19') is None:
        skip('no clang++-19 (packages clang-19, libclang-rt-19-dev)')
        summary()
        return
    env = environment()
    status, text = run(['bash', os.path.join(HERE, 'oss-fuzz', 'build.sh')],
                       env=env, cwd='/')
    if check(status == 0, 'build.sh:\n' + text[-2000:]):
        same(sorted(x for x in os.listdir(env['OUT']) if '.' not in x),
             sorted(name.replace('/', '_') for name in SETTINGS),
             'all targets are there')
        for name in SETTINGS:
            test_target(name, env['OUT'])
    summary()


main()
