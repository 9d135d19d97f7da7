#!/usr/bin/env python3
"""Builds and runs the fetch's tests: lwIP over libslirp, under sanitizers.

    test_lwip.py

fetch_cases.c and the first seeds of fetch_faults.c (all of them: make
lwip-faults, lwip-faults-tls), and fetch_tls.c for each window.  Without Debian's packages of
libslirp, or without lwIP's source and a network to get it from, all are
skipped; those by TLS also without mbedTLS or OpenSSL.
"""
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
from checks import check, count, skip, summary  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
SEEDS = '96'
CERTIFICATES = os.path.join(BUILD, 'lwip', 'certificates')
PLAIN = [['fetch_cases'], ['fetch_faults', '0', SEEDS]]
TLS = [['tls-default/fetch_tls', CERTIFICATES],
       ['tls-19304/fetch_tls', CERTIFICATES],
       ['tls-default/fetch_faults', '0', SEEDS, CERTIFICATES]]


def succeeds(*command):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def reason_to_skip():
    if not succeeds('pkg-config', '--exists', 'slirp'):
        return 'no libslirp (packages libslirp-dev pkg-config)'
    if not succeeds('make', '-s', 'BUILD=' + BUILD, 'lwip-source'):
        return \
            'no source of lwIP, and no way to get it (source package lwip)'
    return None


def reason_to_skip_tls():
    for header, package in (('mbedtls/ssl.h', 'libmbedtls-dev'),
                            ('openssl/ssl.h', 'libssl-dev')):
        if not succeeds('cc', '-E', '-include', header, '-x', 'c',
                        '/dev/null'):
            return 'no %s (package %s)' % (header, package)
    if not succeeds('openssl', 'version'):
        return 'no openssl (package openssl)'
    return None


def make(target):
    """Compiler and flags are its own: a sanitizer cannot be stacked, and not
    every compiler has one."""
    environment = {k: v for k, v in os.environ.items()
                   if k not in ('CC', 'CFLAGS', 'LDFLAGS', 'MAKEFLAGS')}
    done = subprocess.run(['make', '-s', 'BUILD=' + BUILD, target],
                          env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stdout.write(done.stdout.decode('utf-8', 'replace'))
    return done.returncode == 0


def run(programs, target, reason):
    if reason:
        for program in programs:
            skip('%s: %s' % (program[0], reason))
    elif check(make(target), '%s can be built' % target):
        for name, *arguments in programs:
            count(os.path.join(BUILD, 'lwip', 'host', name), *arguments)


def main():
    os.chdir(ROOT)
    reason = reason_to_skip()
    run(PLAIN, 'lwip-tests', reason)
    run(TLS, 'lwip-tls', reason or reason_to_skip_tls())
    summary()


main()
