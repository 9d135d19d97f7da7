#!/usr/bin/env python3
"""Builds and runs the fetch's tests: lwIP over libslirp, under sanitizers.

    test_lwip.py

fetch_cases.c and the first seeds of fetch_faults.c (all of them: make
lwip-faults, lwip-faults-tls), and fetch_tls.c for each window.  Without
Debian's packages of libslirp and zlib, or without lwIP's source and a network
to get it from, all are skipped; those by TLS also without mbedTLS or OpenSSL.
"""
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import build  # noqa: E402
from build import BUILD  # noqa: E402
from checks import check, count, skip, summary  # noqa: E402

SEEDS = '96'
CERTIFICATES = os.path.join(BUILD, 'lwip', 'certificates')
PLAIN = [['fetch_cases'], ['fetch_faults', '0', SEEDS]]
TLS = [['tls-default/fetch_tls', CERTIFICATES],
       ['tls-19304/fetch_tls', CERTIFICATES],
       ['tls-default/fetch_faults', '0', SEEDS, CERTIFICATES]]


def run(programs, target, reason):
    if reason:
        for program in programs:
            skip('%s: %s' % (program[0], reason))
    elif check(build.make(target), '%s can be built' % target):
        for name, *arguments in programs:
            count(os.path.join(BUILD, 'lwip', 'host', name), *arguments)


def main():
    os.chdir(ROOT)
    reason = build.lacking()
    run(PLAIN, 'lwip-tests', reason)
    run(TLS, 'lwip-tls', reason or build.lacking_tls())
    summary()


main()
