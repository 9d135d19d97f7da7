"""Instructions that a program executes, counted by valgrind's callgrind.

What valgrind tells a program of its processor is what the real one can do,
and libc chooses its memcpy by that: here it is told to do without AVX2, so
that two machines count the same."""
import glob
import os
import re
import shutil
import subprocess
import tempfile

TUNABLES = 'glibc.cpu.hwcaps=' + ','.join(
    '-' + name for name in ('AVX2', 'AVX512F', 'AVX512VL', 'AVX512BW', 'ERMS',
                            'FSRM', 'RTM', 'BMI2', 'LZCNT', 'MOVBE',
                            'AVX2_Usable', 'AVX_Fast_Unaligned_Load'))


def lacking():
    """Why nothing can be counted, or None."""
    if shutil.which('valgrind'):
        return None
    return 'no valgrind (package valgrind)'


def counts(program, functions, mark, data=''):
    """A list of what was executed inside of these functions up to the end of
    each call of mark.  program: a list of words; data: its input."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'out')
        done = subprocess.run(
            ['valgrind', '--tool=callgrind', '--collect-atstart=no']
            + ['--toggle-collect=' + name for name in functions]
            + ['--dump-after=' + mark, '--callgrind-out-file=' + out]
            + program, input=data, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, GLIBC_TUNABLES=TUNABLES))
        if done.returncode:
            raise SystemExit('%s: %s' % (' '.join(program),
                                         done.stderr[-1000:]))
        parts = glob.glob(out + '.*')
        parts.sort(key=lambda path: int(path.rsplit('.', 1)[1]))
        return [total(path) for path in parts]


def total(path):
    with open(path) as file:
        return int(re.search(r'^totals: (\d+)', file.read(), re.M).group(1))
