#!/usr/bin/env python3
"""Fuzzes each target for a while, says what was reached.

usage: run.py [--afl] [--seed=N] --seconds=N DIRECTORY PROGRAM...

With a seed other than 0 a run of libFuzzer tries what the last one with that
seed did, as far as there is time: what it finds depends on the sources alone.
The directory holds the programs as built by fuzz.mk.  Into it go the seeds,
the inputs that were found (corpus, kept from run to run), the logs, and each
input that failed, under its target's name.  A target that fails does not
keep the others from running.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))

# The longest input, bytes, and the words that the target knows.
SETTINGS = {
    'charset/fuzz': (4096, 'charset'),
    'command/fuzz': (4096, 'batch'),
    'galley/fuzz': (4096, 'html'),
    'galley/fuzz_long': (4096, 'html'),
    'http/fuzz': (4096, 'http'),
    'inflate/fuzz': (4096, 'inflate'),
    'tokenizer/fuzz': (4096, 'html'),
}
TIMEOUT = 20  # seconds for one input

SHOWN = 24          # lines of what a target said when it failed
SHOWN_BYTES = 400   # of the input

# A large quarantine costs more than it finds here: nothing is freed before
# the end of an input.
ASAN = 'detect_leaks=0:quarantine_size_mb=8'

LINE = '%-18s %10s %9s %15s %8s'


class Target:
    def __init__(self, directory, program):
        self.program = program
        self.name = os.path.relpath(program, directory)
        self.most, words = SETTINGS[self.name]
        self.words = os.path.join(HERE, words + '.dict')
        self.seeds = os.path.join(directory, 'seeds', self.name)
        self.corpus = os.path.join(directory, 'corpus', self.name)
        self.known = os.path.join(HERE, 'regressions', self.name)
        self.failed = program + '.failed.'
        os.makedirs(self.corpus, exist_ok=True)

    def run(self, command, **more):
        """Whether it went well; what it said."""
        env = dict(os.environ, ASAN_OPTIONS=ASAN)
        env.update(more)
        with open(self.program + '.log', 'wb+') as log:
            status = subprocess.call(command, stdin=subprocess.DEVNULL,
                                     stdout=log, stderr=log, env=env)
            log.seek(0)
            return status == 0, log.read().decode('utf-8', 'replace')


def libfuzzer(target, seconds, seed):
    """Good, what was said, executions, edges reached, all edges, inputs."""
    with open(target.program + '.inputs', 'w', encoding='utf-8') as f:
        f.write(','.join(path for place in (target.seeds, target.known)
                         for path in sorted(glob.glob(place + '/*'))))
    good, log = target.run([
        target.program, '-max_total_time=%d' % seconds, '-seed=%d' % seed,
        '-seed_inputs=@' + f.name, '-timeout=%d' % TIMEOUT,
        '-rss_limit_mb=1024', '-max_len=%d' % target.most,
        '-dict=' + target.words, '-artifact_prefix=' + target.failed,
        '-print_final_stats=1', target.corpus])
    last = re.findall(r'^#(\d+).* cov: (\d+) .* corp: (\d+)/', log, re.M)
    edges = re.search(r'\((\d+) inline 8-bit counters\)', log)
    executions, reached, inputs = map(int, last[-1] if last else (0, 0, 0))
    return good, log, executions, reached, int(edges[1]), inputs


AFL = {
    'ASAN_OPTIONS': ASAN + ':abort_on_error=1:symbolize=0',
    'UBSAN_OPTIONS': 'halt_on_error=1:abort_on_error=1',
    'AFL_NO_UI': '1', 'AFL_QUIET': '1',
    'AFL_SKIP_CPUFREQ': '1', 'AFL_NO_AFFINITY': '1', 'AFL_AUTORESUME': '1',
    # A core pattern that pipes is of no harm where hangs are not counted.
    'AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES': '1',
}


def found(place):
    """The inputs that ended the target, or took too long."""
    return [path for kind in ('crashes', 'hangs')
            for path in glob.glob(os.path.join(place, kind, 'id*'))]


def said_of(target, path):
    """The input in hexadecimal, and what the target says of it."""
    with open(path, 'rb') as f:
        text = f.read(SHOWN_BYTES).hex()
    try:
        done = subprocess.run([target.program, path], capture_output=True,
                              env=dict(os.environ, ASAN_OPTIONS=ASAN),
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return '%s\nno end in %d s' % (text, TIMEOUT)
    return '%s\n%s' % (text, (done.stdout + done.stderr).decode(
        'utf-8', 'replace'))


def afl(target, seconds, seed):
    place = os.path.join(target.corpus, 'default')
    before = set(found(place))
    good, log = target.run([
        'afl-fuzz', '-V', str(seconds), '-i', target.seeds,
        '-o', target.corpus, '-G', str(target.most), '-x', target.words,
        '-t', '%d' % (1000 * TIMEOUT), '-m', 'none',
        *(['-s', str(seed)] if seed else []), '--', target.program], **AFL)
    stats = {}
    if good:
        with open(os.path.join(place, 'fuzzer_stats')) as f:
            stats = dict(re.split(r'\s*:\s*', line.strip(), maxsplit=1)
                         for line in f)
    failed = sorted(set(found(place)) - before)
    if failed:
        log = '\n'.join([failed[0], said_of(target, failed[0])])
    return (good and not failed, log,
            *(int(stats.get(name, 0)) for name in (
                'execs_done', 'edges_found', 'total_edges', 'corpus_count')))


def write_seeds(directory):
    subprocess.run([sys.executable, os.path.join(HERE, 'seeds.py'),
                    os.path.join(directory, 'seeds')], check=True)


def end_of(log):
    """What is not libFuzzer's diary, and where the input is."""
    lines = [x for x in log.strip().split('\n')
             if not re.match(r'#\d|INFO:|stat::|MS:|\t', x)]
    return lines[:SHOWN] + [x for x in lines[SHOWN:] if 'written' in x]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--afl', action='store_true')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--seconds', type=int, required=True)
    parser.add_argument('directory')
    parser.add_argument('programs', nargs='+')
    options = parser.parse_args()
    write_seeds(options.directory)
    passed = failed = 0
    print(LINE % ('target', 'executions', 'a second', 'edges reached',
                  'inputs'))
    for program in options.programs:
        target = Target(options.directory, program)
        begin = time.time()
        good, log, executions, reached, edges, inputs = (
            afl if options.afl else libfuzzer)(target, options.seconds,
                                               options.seed)
        rate = executions / (time.time() - begin)
        print(LINE % (target.name, executions, round(rate),
                      '%d of %d' % (reached, edges), inputs))
        if good:
            passed += 1
        else:
            failed += 1
            print('FAILED: %s, see %s.log\n%s' % (
                program, program, '\n'.join(end_of(log))))
        sys.stdout.flush()
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
