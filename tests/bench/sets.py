"""The pages that the bench reads, in sets; what each is made of."""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
import pages as data  # noqa: E402

FIXTURES = 'tests/fixtures/*.html'

# The board set of tests/boards/run.py: small pages, dense in tags and text.
DENSE = 100         # pages
DENSE_SIZE = 100000  # bytes of the longest

KINDS = 'script', 'JSON', 'style', 'attribute values', 'text', \
    'white space in text', 'comments'
WHAT = {
    'all raw': 'dev-wcxb, as served, every page',
    'raw': 'dev-wcxb, as served, of any size',
    'news': 'news and magazines, as served',
    'dense': 'the first %d of dev-wcxb of at most %d,000 bytes'
             % (DENSE, DENSE_SIZE / 1000),
    'fixtures': 'written for this project',
}


class Page:
    """key: what the baseline calls it."""

    def __init__(self, group, path):
        self.key = group + '/' + os.path.basename(path)
        self.path = path
        self.size = os.path.getsize(path)


def fixtures():
    return [Page('fixtures', path) for path in sorted(glob.glob(FIXTURES))]


def raw():
    with open(os.path.join(data.DATA, 'dev-wcxb', 'ids.raw.txt')) as file:
        return [data.unpack('dev-wcxb', name) for name in file.read().split()]


def dense():
    return [path for path in raw() if os.path.getsize(path) <= DENSE_SIZE][
        :DENSE]


def news():
    end = '.html.gz'
    names = os.listdir(os.path.join(data.DATA, 'news', 'pages'))
    return [data.unpack('news', name[:-len(end)]) for name in sorted(names)
            if name.endswith(end)]


# Every so many pages of a set, in short and in full; the first are among the
# second.
SETS = {'raw': (raw, 32, 4), 'news': (news, 40, 8), 'dense': (dense, 8, 1)}
ALL_RAW = 'all raw'  # for instructions alone


def read(full):
    """{name: pages}; without the labelled pages only the fixtures."""
    sets = {'fixtures': fixtures()}
    if data.available():
        for name, (all_of, *steps) in SETS.items():
            sets[name] = [Page(name, path)
                          for path in all_of()[::steps[full]]]
    return sets


def all_raw():
    """Likewise."""
    return {ALL_RAW: [Page(ALL_RAW, path) for path in raw()]} \
        if data.available() else {}


def shares(program, pages):
    """Of a set of pages: bytes, parts of it by KINDS, tags, and '&' a
    kilobyte."""
    requests = ''.join('shares\t0\t1\t%s\n' % page.path for page in pages)
    out = subprocess.run([program], input=requests, check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    rows = [[int(word) for word in line.split()]
            for line in out.splitlines()]
    size, *parts, ampersands = [sum(column) for column in zip(*rows)]
    return size, [part / size for part in parts], \
        1 - sum(parts) / size, 1000 * ampersands / size
