"""The boards, as `make board-list` knows them from boards/NAME/board.mk."""
import os
import shutil
import subprocess

BUILD = os.environ.get('BUILD', 'build')
FOLDER = os.path.join(BUILD, 'boards')


class Board:
    def __init__(self, known):
        self.name = known['BOARD']
        self.cpu = known['CPU']
        self.test = known['TEST']            # which test runs it, or ''
        self.run = known['RUN']              # command that runs an image
        self.serial = known['SERIAL']        # the same, by its slow UART
        self.reference = known['REFERENCE']  # whose hashes it must give
        self.compiler = known['COMPILER']
        self.corpus = 'corpus.elf' if known['CORPUS'] else 'image.elf'
        self.known = known
        self.figures = {'name': self.name, 'cpu': self.cpu}

    def path(self, *parts):
        return os.path.join(FOLDER, self.name, *parts)

    def tool(self, name, *arguments):
        """What one of the compiler's companions prints."""
        prefix = self.compiler[:-len('gcc')]
        return subprocess.run([prefix + name, *arguments], check=True,
                              stdout=subprocess.PIPE).stdout.decode()

    def lacking(self):
        """What this machine lacks to build and run it, or ''."""
        programs = [p for p in (self.compiler.split()[0],
                                self.run.split()[0])
                    if shutil.which(p) is None]
        headers = self.known['MISSING'].split()
        if programs:
            return self.advice('no ' + ' and no '.join(programs))
        if headers:
            return self.advice('no header ' + ' '.join(headers))
        return ''

    def advice(self, lack):
        return '%s: %s (packages %s%s)' % (
            self.name, lack, self.known['PACKAGES'],
            '; ' + self.known['HINT'] if self.known['HINT'] else '')


def parse(text):
    """The boards of a text of lines NAME = VALUE, an empty one after each."""
    return [Board({name: value.strip() for name, value in (
        line.split(' =', 1) for line in part.split('\n'))})
            for part in text.strip().split('\n\n')]


def read():
    environment = {k: v for k, v in os.environ.items()
                   if not k.startswith('MAKE') and k != 'MFLAGS'}
    done = subprocess.run(
        ['make', '-s', 'board-list', 'BUILD=' + BUILD], check=True,
        stdout=subprocess.PIPE, env=environment)
    return parse(done.stdout.decode())
