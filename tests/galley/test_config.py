#!/usr/bin/env python3
"""Configurations: a program compiled with another one than the library gets
an error, never a crash; a file galley_conf.h is found; no limit compiles
outside of its range."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
import config  # noqa
from checks import check, same, skip, summary  # noqa

CC = os.environ.get('CC', 'cc').split()
FLAGS = os.environ.get('CFLAGS', '').split()
LDFLAGS = os.environ.get('LDFLAGS', '').split()
BUILD = os.environ.get('BUILD', 'build')
LIBRARY = os.path.join(BUILD, 'libgalley.a')

# Every call after a refused galley_init, behind and before memory that is
# watched.
PROGRAM = r'''
#include <galley.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    struct galley *g = malloc(sizeof *g);
    struct galley_options options = GALLEY_OPTIONS;
    char headline[64] = "kept", body[512] = "kept";
    int field;

    options.headline = headline;
    options.headline_size = sizeof headline;
    options.body = body;
    options.body_size = sizeof body;
    memset(g, 0x5A, sizeof *g);
    printf("%s\n", galley_strname(galley_init(g, &options)));
    printf("%s\n", galley_strname(galley_feed(g, "<p>text", 7)));
    printf("%s\n", galley_strname(galley_reset(g, NULL)));
    printf("%s\n", galley_strname(galley_feed(g, "<p>text", 7)));
    printf("%s\n", galley_strname(galley_finish(g)));
    printf("%s\n", galley_strname(galley_finish(g)));
    for (field = 0; field < 8; field++)
        printf("%s%lu,", galley_field(g, field),
               (unsigned long)galley_needed(g, field));
    printf("%d,%d\n", galley_field(g, 8) == NULL, galley_http_status(g));
    printf("%lu\n", (unsigned long)galley_bytes_needed(g));
    printf("%s %s\n", headline, body);
    free(g);
    return 0;
}
'''
REFUSED = 'config\n' * 6 + '0,' * 8 + '1,0\n0\nkept kept\n'
MISMATCHED = ['-DGALLEY_RECORDS=8 -DGALLEY_TITLE_SIZE=32',
              '-DGALLEY_STACK=254 -DGALLEY_DESCRIPTION_SIZE=4096',
              '-DGALLEY_HTTP=0', '-DGALLEY_TRACE=1', '-DGALLEY_INFLATE=1']


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def test_mismatched(place):
    source = os.path.join(place, 'program.c')
    with open(source, 'w', encoding='ascii') as f:
        f.write(PROGRAM)
    for number, other in enumerate(MISMATCHED):
        program = os.path.join(place, 'program%d' % number)
        status, text = run(*CC, *FLAGS, '-Iinclude', *other.split(), source,
                           LIBRARY, *LDFLAGS, '-o', program)
        if check(status == 0, other + ' is compiled:\n' + text):
            status, text = run(program)
            same((status, text), (0, REFUSED), other + ' is refused')


def size_of(place, *flags):
    source = os.path.join(place, 'size.c')
    with open(source, 'w', encoding='ascii') as f:
        f.write('#include <stdio.h>\n#include <galley.h>\n'
                'int main(void) { printf("%u %d", (unsigned)'
                'sizeof(struct galley), GALLEY_RECORDS); return 0; }\n')
    program = os.path.join(place, 'size')
    status, text = run(*CC, *FLAGS, '-Iinclude', *flags, source, *LDFLAGS,
                       '-o', program)
    check(status == 0, 'compiled with %s: %s' % (' '.join(flags), text))
    return run(program)[1].split() if status == 0 else ['0', '0']


def test_conf_file(place):
    """galley_conf.h on the include path is the user's configuration, unless
    GALLEY_CONFIG names another."""
    folder = os.path.join(place, 'conf')
    os.mkdir(folder)
    for name, records in ('galley_conf.h', 16), ('other.h', 32):
        with open(os.path.join(folder, name), 'w', encoding='ascii') as f:
            f.write('#define GALLEY_RECORDS %d\n' % records)
    plain, default = size_of(place)
    if subprocess.run([*CC, '-E', '-x', 'c', '-'], stdout=subprocess.PIPE,
                      input=b'#ifndef __has_include\n#error\n#endif\n',
                      stderr=subprocess.PIPE).returncode == 0:
        found, records = size_of(place, '-I' + folder)
        same(records, '16', 'galley_conf.h is found')
        check(int(found) == int(plain) - 24 * (int(default) - 16),
              'a record costs 24 bytes')
    else:
        skip('this compiler has no __has_include')
    same(size_of(place, '-I' + folder, '-DGALLEY_CONFIG="other.h"')[1], '32',
         'GALLEY_CONFIG comes first')
    same(size_of(place, '-DGALLEY_RECORDS=8')[1], '8', 'so does -D')


def test_ranges(place):
    ranges = config.ranges()
    same(sorted(ranges), sorted(config.defaults()),
         'every option has a range')
    source = os.path.join(place, 'range.c')
    with open(source, 'w', encoding='ascii') as f:
        f.write('#include <galley.h>\n')
    for name, (low, high) in sorted(ranges.items()):
        for value, fits in ((low, True), (high, True), (low - 1, False),
                            (high + 1, False)):
            status, output = run(*CC, '-std=c99', '-Iinclude', '-c', source,
                                 '-D%s=%d' % (name, value), '-o',
                                 os.path.join(place, 'range.o'))
            if fits:
                check(status == 0, '%s=%d compiles' % (name, value))
            else:
                check(status != 0 and '#error' in output.replace(
                          'error: "', '#error "') and name + ' must be'
                      in output, '%s=%d is refused by name: %s' % (
                          name, value, output))


def main():
    if shutil.which(CC[0]) is None:
        skip('no C compiler (package gcc)')
        summary()
    with tempfile.TemporaryDirectory() as place:
        test_mismatched(place)
        test_conf_file(place)
        test_ranges(place)
    summary()


if __name__ == '__main__':
    main()
