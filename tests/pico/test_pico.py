#!/usr/bin/env python3
"""Builds boards/pico-w by its own CMakeLists.txt against a stand-in for the
Pico SDK (sdk/): libraries and include order are the SDK's, lwIP and mbedTLS's
headers are the real ones.

    test_pico.py
"""
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'lwip'))
from build import lacking_source  # noqa: E402
from checks import check, skip, summary  # noqa: E402

BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
OUT = os.path.join(BUILD, 'pico')
PROGRAMS = {'cmake': 'cmake', 'ninja': 'ninja-build',
            'arm-none-eabi-g++': 'gcc-arm-none-eabi',
            'arm-none-eabi-nm': 'binutils-arm-none-eabi'}
# What stays open is declared by the SDK, lwIP's port, or is C's library.
OURS = re.compile(r'^(galley|altcp|tcp|dns|pbuf)_')


def run(*command, **environment):
    """Exit status and all that was said; -1 where there is no such command."""
    try:
        done = subprocess.run(command, env={**os.environ, **environment},
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    except OSError:
        return -1, ''
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def reason_to_skip():
    for program, package in PROGRAMS.items():
        if run(program, '--version')[0] != 0:
            return 'no %s (package %s)' % (program, package)
    return lacking_source()


def mbedtls_headers():
    """Debian's, but with the board's configuration, in a folder like that of
    mbedTLS's sources; whether they are there."""
    if not os.path.exists('/usr/include/mbedtls/ssl.h'):
        return False
    shutil.copytree('/usr/include/mbedtls',
                    os.path.join(OUT, 'mbedtls', 'include', 'mbedtls'),
                    dirs_exist_ok=True)
    return True


def build(name, *settings):
    """The board's program, linked as far as the stand-in goes: no warning in
    our files, and nothing of ours left open."""
    folder = os.path.join(OUT, name)
    environment = {'PICO_SDK_PATH': os.path.abspath('tests/pico/sdk'),
                   'PICO_LWIP_PATH': os.path.join(BUILD, 'lwip'),
                   'PICO_MBEDTLS_PATH': os.path.join(OUT, 'mbedtls'),
                   'CFLAGS': '', 'CXXFLAGS': '', 'LDFLAGS': ''}
    status, said = run('cmake', '--fresh', '-G', 'Ninja', '-S',
                       'boards/pico-w', '-B', folder, '-DWIFI_SSID=home',
                       '-DWIFI_PASSWORD=secret', *settings, **environment)
    if status == 0:
        status, said = run('cmake', '--build', folder, **environment)
    if not check(status == 0, '%s can be built' % name):
        print(said)
        return None
    warnings = re.findall('^' + re.escape(os.getcwd())
                          + '/(?:port|src|boards)/.*warning:.*', said, re.M)
    check(not warnings, '%s: %s' % (name, warnings[:1]))
    _, symbols = run('arm-none-eabi-nm', '--undefined-only',
                     os.path.join(folder, 'galley_pico_w'))
    names = re.findall(r' U (\S+)', symbols)
    check('cyw43_arch_init' in names, '%s is of the stand-in' % name)
    lost = [n for n in names if OURS.match(n)]
    check(not lost, '%s: nobody defines %s' % (name, lost))
    with open(os.path.join(folder, 'galley_pico_w'), 'rb') as f:
        return f.read()


def build_https():
    authority = b'-----BEGIN CERTIFICATE-----\n"\\;$' + OUT.encode()
    path = os.path.join(OUT, 'ca.pem')
    with open(path, 'wb') as f:
        f.write(authority)
    image = build('https', '-DURL=https://example.org/news',
                  '-DCA_FILE=' + path)
    check(image is None or authority + b'\0' in image,
          'https: the authorities are in the program')


def main():
    os.chdir(ROOT)
    reason = reason_to_skip()
    if reason:
        skip('boards/pico-w: ' + reason)
    else:
        build('http', '-DURL=http://example.org/news')
        if mbedtls_headers():
            build_https()
        else:
            skip('boards/pico-w by TLS: no mbedTLS (package libmbedtls-dev)')
    summary()


main()
