"""Runs `galley --features` over pages and reads what it prints."""
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

import numpy as np

CHUNK = 40
WORKERS = 2
FINE = (0, 1, 65)  # exit status: ok, no article, data error


class Rows:
    """What was printed for one page; arrays of u8 but for ids."""

    def __init__(self):
        self.f1, self.score1 = [], []
        self.id2, self.f2, self.score2, self.keep = [], [], [], []
        self.f3, self.score3 = [], []
        self.kinds, self.levels, self.texts = [], [], []
        self.paths, self.tags = [], []

    def pack(self, width1, width2, width3):
        self.f3 = np.array(self.f3, dtype=np.uint8).reshape(-1, width3)
        self.f1 = np.array(self.f1, dtype=np.uint8).reshape(-1, width1)
        self.f2 = np.array(self.f2, dtype=np.uint8).reshape(-1, width2)
        self.id2 = np.array(self.id2, dtype=np.int32)
        for name in ('score1', 'score2', 'score3', 'keep'):
            setattr(self, name, np.array(getattr(self, name),
                                         dtype=np.uint8))
        return self


def last_words(path):
    """That of each open element is its tag."""
    return tuple(dict(path).values())


def add_block(rows, line, full):
    """A line of stage 1.  Only `full` reads its path and its text."""
    if full:
        event = json.loads(line)
        rows.kinds.append(event['kind'])
        rows.levels.append(event['level'])
        rows.paths.append(tuple(word for _, word in event['path']))
        rows.tags.append(last_words(event['path']))
        rows.texts.append(event['text'])
        values, score = event['f'], event['score']
    else:
        start = line.index(b'"f":[') + 5
        values = [int(v) for v in
                  line[start:line.index(b']', start)].split(b',')]
        start = line.index(b'"score":') + 8
        score = int(line[start:line.index(b',', start)])
    rows.f1.append(values)
    rows.score1.append(score)


def add_decision(rows, event):
    if not event['f']:
        return
    rows.id2.append(event['id'])
    rows.f2.append(event['f'])
    rows.score2.append(event['score'])
    rows.keep.append(event['keep'])


def read_chunk(job):
    """(names of stage 1, of stage 2, of the judge, Rows of each file in
    order)."""
    command, files, full = job
    done = subprocess.run([command, '--features'] + files,
                          capture_output=True, check=False)
    if done.returncode not in FINE:
        raise RuntimeError('%s: status %d\n%s' % (
            files[0], done.returncode, done.stderr.decode()[-2000:]))
    lines = done.stdout.split(b'\n')
    names = json.loads(lines[0])
    pages = {}
    for line in lines[1:]:
        if line.startswith(b'{"stage":1'):
            add_block(rows, line, full)
        elif line.startswith(b'{"stage":2'):
            add_decision(rows, json.loads(line))
        elif line.startswith(b'{"stage":3'):
            event = json.loads(line)
            rows.f3.append(event['f'])
            rows.score3.append(event['score'])
        elif line:
            rows = pages[json.loads(line)['file']] = Rows()
    names = [names['names%d' % stage] for stage in (1, 2, 3)]
    return (*names, [pages[file].pack(*map(len, names)) for file in files])


def dump(command, files, full=False):
    """As read_chunk, for any number of files, on all workers."""
    jobs = [(command, files[i:i + CHUNK], full)
            for i in range(0, len(files), CHUNK)]
    with Pool(WORKERS) as pool:
        results = pool.map(read_chunk, jobs, chunksize=1)
    rows = [page for result in results for page in result[3]]
    return (*results[0][:3], rows)


def extract(command, files):
    """What `galley --format=json` prints, one object a file."""
    def one(batch):
        done = subprocess.run([command, '--format=json'] + batch,
                              capture_output=True, check=False)
        if done.returncode not in FINE:
            raise RuntimeError('%s: status %d\n%s' % (
                batch[0], done.returncode, done.stderr.decode()[-2000:]))
        return [json.loads(line) for line in done.stdout.splitlines()]
    batches = [files[i:i + CHUNK] for i in range(0, len(files), CHUNK)]
    with ThreadPoolExecutor(WORKERS) as pool:
        return [line for lines in pool.map(one, batches) for line in lines]
