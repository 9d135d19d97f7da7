#!/usr/bin/env python3
"""Builds and runs the fetch's tests: lwIP over libslirp, under sanitizers.

    test_lwip.py

fetch_cases.c and the first seeds of fetch_faults.c (all of them: make
lwip-faults).  Without Debian's packages of libslirp, or without lwIP's source
and a network to get it from, both are skipped.
"""
import os
import re
import subprocess
import sys

BUILD = os.environ.get('BUILD', 'build')
SEEDS = '96'
PROGRAMS = [['fetch_cases'], ['fetch_faults', '0', SEEDS]]


def succeeds(*command):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def reason_to_skip():
    if not succeeds('pkg-config', '--exists', 'slirp'):
        return 'libslirp-dev is not installed'
    if not succeeds('make', '-s', 'BUILD=' + BUILD, 'lwip-source'):
        return 'lwIP\'s source is not here, and cannot be fetched'
    return None


def make():
    """The compiler's own choice of flags: a sanitizer cannot be stacked."""
    environment = {k: v for k, v in os.environ.items()
                   if k not in ('CFLAGS', 'LDFLAGS', 'MAKEFLAGS')}
    done = subprocess.run(['make', '-s', 'BUILD=' + BUILD, 'lwip-tests'],
                          env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stdout.write(done.stdout.decode('utf-8', 'replace'))
    return done.returncode == 0


def run(program):
    """passed, failed; what it says is passed on."""
    path = os.path.join(BUILD, 'lwip', 'host', program[0])
    done = subprocess.run([path] + program[1:], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = done.stdout.decode('utf-8', 'replace').rstrip('\n').split('\n')
    counts = re.match(r'^(\d+) passed, (\d+) failed$', lines[-1])
    if not counts or (done.returncode and counts.group(2) == '0'):
        print('\n'.join(lines))
        print('%s: exit status %d' % (program[0], done.returncode))
        return 0, 1
    if counts.group(2) != '0':
        print('\n'.join(lines[:-1]))
    return int(counts.group(1)), int(counts.group(2))


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..',
                          '..'))
    reason = reason_to_skip()
    if reason:
        print('skipped: ' + reason)
        print('0 passed, 0 failed, %d skipped' % len(PROGRAMS))
        return 0
    if not make():
        print('0 passed, 1 failed')
        return 1
    total = [run(program) for program in PROGRAMS]
    passed, failed = (sum(column) for column in zip(*total))
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0


sys.exit(main())
