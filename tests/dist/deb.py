#!/usr/bin/env python3
"""Debian's packages: built by dpkg-buildpackage in a copy of the tree, held
against lintian, whose warnings count, unpacked; there the command runs, and
the README's program is compiled by what pkg-config says and runs.  Leaves the
packages in $BUILD/deb."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import FIXTURES, check, same, summary  # noqa

BUILD = os.environ.get('BUILD', 'build')
DEMO = os.path.abspath(FIXTURES + 'demo.html')
PACKAGES = ['galley', 'libgalley-dev', 'libgalley0']


def output(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          **more).stdout.decode().strip()


def loud(*command, **more):
    """Whether a command ends well; else what it said."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    if done.returncode:
        print(done.stdout.decode('utf-8', 'replace')[-4000:])
    return done.returncode == 0


def version():
    with open('include/galley.h') as f:
        return re.search(r'GALLEY_VERSION "(.*)"', f.read())[1]


def copy_to(folder):
    """The tree without what was built, and the archive that a release is."""
    place = os.path.join(folder, 'galley-' + version())
    names = output('git', 'ls-files', '-co', '--exclude-standard')
    for name in names.split('\n'):
        if os.path.exists(name):
            to = os.path.join(place, name)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(name, to)
    output('tar', '-cJf', 'galley_%s.orig.tar.xz' % version(),
           '--exclude=./debian', '--exclude-vcs', '--transform',
           's,^[.],galley-%s,' % version(), '-C', place, '.', cwd=folder)
    return place


def make_free():
    """The environment, without what a make hands down."""
    return {k: v for k, v in os.environ.items()
            if not k.startswith('MAKE') and k not in ('BUILD', 'WERROR',
                                                      'NO_SKIPS')}


def build(folder):
    place = copy_to(folder)
    same(output('dpkg-parsechangelog', '-S', 'Version', cwd=place
                ).rpartition('-')[0], version(),
         'the version of debian/changelog is that of include/galley.h')
    if not check(loud('dpkg-buildpackage', '-us', '-uc', cwd=place,
                      env=make_free()), 'dpkg-buildpackage'):
        return []
    changes, = glob.glob(os.path.join(folder, '*.changes'))
    check(loud('lintian', '--allow-root', '--fail-on', 'error,warning',
               '--tag-display-limit', '0', changes), 'lintian')
    packages = {os.path.basename(path).partition('_')[0]: path
                for path in glob.glob(os.path.join(folder, '*.deb'))}
    same(sorted(name for name in packages if 'dbgsym' not in name), PACKAGES,
         'packages')
    return [packages[name] for name in PACKAGES if name in packages]


def page(*command, **more):
    """Status and output of a program that reads the demo page."""
    with open(DEMO, 'rb') as f:
        done = subprocess.run(command, stdin=f, stdout=subprocess.PIPE,
                              **more)
    return done.returncode, done.stdout


def try_command(root):
    path = os.path.join(root, 'usr/bin/galley')
    same(output(path, '--version').split('\n')[0], 'galley ' + version(),
         'the command\'s version')
    status, text = page(path)
    check(status == 0 and text.startswith(b'Island says goodbye'),
          'the command: %r' % text[:60])
    check(os.path.exists(os.path.join(root, 'usr/share/man/man1/galley.1.gz')),
          'its manual page')
    return text


def try_library(root, folder, expected):
    triplet = output('dpkg-architecture', '-qDEB_HOST_MULTIARCH')
    libraries = os.path.join(root, 'usr/lib', triplet)
    environment = dict(
        os.environ, PKG_CONFIG_SYSROOT_DIR=root,
        PKG_CONFIG_LIBDIR=os.path.join(libraries, 'pkgconfig'))
    same(output('pkg-config', '--modversion', 'galley', env=environment),
         version(), 'pkg-config --modversion')
    flags = output('pkg-config', '--cflags', '--libs', 'galley',
                   env=dict(environment, PKG_CONFIG_ALLOW_SYSTEM_LIBS='1',
                            PKG_CONFIG_ALLOW_SYSTEM_CFLAGS='1')).split()
    with open('README.md', encoding='utf-8') as f:
        program = re.search(r'<!-- program.*?```c\n(.*?)```', f.read(), re.S)
    source = os.path.join(folder, 'program.c')
    with open(source, 'w') as f:
        f.write(program[1])
    binary = os.path.join(folder, 'program')
    if check(loud('cc', source, *flags, '-o', binary),
             'the program, by ' + ' '.join(flags)):
        needed = output('readelf', '-d', binary)
        check('[libgalley.so.0]' in needed, 'it uses the shared library')
        same(page(binary, env=dict(os.environ, LD_LIBRARY_PATH=libraries)),
             (0, expected), 'what the program prints')
    static = os.path.join(folder, 'static')
    if check(loud('cc', source, flags[0],
                  os.path.join(libraries, 'libgalley.a'), '-o', static),
             'the program, with the static library'):
        same(page(static), (0, expected), 'what that one prints')
    with open(os.path.join(root, 'usr/include/galley_config.h')) as f:
        check('#define GALLEY_INFLATE 1' in f.read(),
              'the headers say how the library was configured')


def main():
    with tempfile.TemporaryDirectory() as folder:
        packages = build(folder)
        if len(packages) == len(PACKAGES):
            root = os.path.join(folder, 'root')
            for path in packages:
                output('dpkg-deb', '-x', path, root)
            try_library(root, folder, try_command(root))
            to = os.path.join(BUILD, 'deb')
            shutil.rmtree(to, ignore_errors=True)
            os.makedirs(to)
            for path in glob.glob(os.path.join(folder, '*.*')):
                if os.path.isfile(path) and path.endswith(
                        ('.deb', '.xz', '.dsc', '.changes', '.buildinfo')):
                    shutil.copy(path, to)
    summary()


main()
