"""What builds lwIP, the port and their tests, and what is lacking for that."""
import fcntl
import os
import subprocess
import sys

BUILD = os.environ.get('BUILD', 'build')


def succeeds(*command):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def has(header):
    return succeeds('cc', '-E', '-include', header, '-x', 'c', '/dev/null')


def make(target):
    """Compiler and flags are its own: a sanitizer cannot be stacked, and not
    every compiler has one.  One at a time: other tests build here too."""
    environment = {k: v for k, v in os.environ.items()
                   if k not in ('CC', 'CFLAGS', 'LDFLAGS', 'MAKEFLAGS')}
    os.makedirs(BUILD, exist_ok=True)
    with open(os.path.join(BUILD, 'lwip.lock'), 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(['make', '-s', 'BUILD=' + BUILD, target],
                              env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stdout.write(done.stdout.decode('utf-8', 'replace'))
    return done.returncode == 0


def lacking_source():
    if not make('lwip-source'):
        return \
            'no source of lwIP, and no way to get it (source package lwip)'
    return None


def lacking():
    if not succeeds('pkg-config', '--exists', 'slirp'):
        return 'no libslirp (packages libslirp-dev pkg-config)'
    if not has('zlib.h'):
        return 'no zlib.h (package zlib1g-dev)'
    return lacking_source()


def lacking_tls():
    for header, package in (('mbedtls/ssl.h', 'libmbedtls-dev'),
                            ('openssl/ssl.h', 'libssl-dev')):
        if not has(header):
            return 'no %s (package %s)' % (header, package)
    if not succeeds('openssl', 'version'):
        return 'no openssl (package openssl)'
    return None
