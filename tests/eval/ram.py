"""RAM that a page takes: struct galley and the window."""
import os
import re
import shutil
import subprocess
import tempfile

import pages as data

# Where pointers have 32 bits, if there is such a compiler.
CROSS = ('arm-none-eabi-', ['-mcpu=cortex-m0plus', '-mthumb'])


def struct(flags=()):
    """sizeof(struct galley)."""
    tools, options = CROSS if shutil.which(CROSS[0] + 'gcc') else ('', [])
    with tempfile.TemporaryDirectory() as place:
        source = os.path.join(place, 'size.c')
        with open(source, 'w') as file:
            file.write('#include <galley.h>\n'
                       'char size[sizeof(struct galley)] = {1};\n')
        subprocess.run([tools + 'gcc', *options, *flags, '-ffreestanding',
                        '-I' + os.path.join(data.ROOT, 'include'), '-c',
                        source, '-o', source + '.o'], check=True)
        symbols = subprocess.run([tools + 'nm', '-S', source + '.o'],
                                 check=True, capture_output=True, text=True)
    return int(re.search(r' (\w+) D size', symbols.stdout).group(1), 16)


def window():
    """The command's, in bytes."""
    with open(os.path.join(data.ROOT, 'port/posix/command.h')) as header:
        return int(re.search(r'#define WINDOW (\d+)', header.read()).group(1))
