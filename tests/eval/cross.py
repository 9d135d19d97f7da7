"""The commands that judge: for each fold of domains one whose model has not
seen it.

The models are kept below build/model/models, named by all that they depend
on: the pages and their truth, the sources that print features, the code that
learns, the settings.

To be imported first: it lets the modules of tests/model be found.
"""
import glob
import hashlib
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'model'))
import pages as data  # noqa: E402
import tables  # noqa: E402
from dump import extract  # noqa: E402
from settings import Settings  # noqa: E402
from train import Corpus, Trainer  # noqa: E402


def describe(settings):
    """Every setting with its value, as text."""
    lines = []
    for name in sorted(dir(settings)):
        value = getattr(settings, name)
        if not name.startswith('_') and not callable(value):
            value = sorted(value) if isinstance(value, frozenset) else value
            lines.append('%s=%s' % (name, vars(value) if name.startswith(
                'shape') else value))
    return '\n'.join(lines)


def digest(settings, strict):
    """Names all that the models depend on."""
    hashed = hashlib.sha1(describe(settings).encode())
    hashed.update(b'strict' if strict else b'quick')
    hashed.update(os.path.basename(tables.sources()[0]).encode())
    code = glob.glob(os.path.join(HERE, '..', 'model', '*.[cp]*'))
    truth = glob.glob(os.path.join(data.DATA, '*', '*.jsonl'))
    others = re.compile(r'/(test_\w+|sample|cv|tag_order)\.py$')
    for path in sorted(code) + sorted(truth):
        if not others.search(path):
            with open(path, 'rb') as file:
                hashed.update(file.read())
    for group in settings.learned + data.NO_ARTICLES:
        for page in data.load(group):
            hashed.update(b'%d' % os.path.getsize(page.file))
    return hashed.hexdigest()[:12]


def models(settings=None, strict=True, trainer=None):
    """The model for each fold, learned or kept.  trainer() makes one."""
    settings = settings or Settings()
    start = os.path.join(data.BUILD, 'models', digest(settings, strict))
    places = ['%s-%d' % (start, fold) for fold in range(data.FOLDS)]
    if not all(map(os.path.exists, places)):
        learner = trainer() if trainer else Trainer(Corpus(settings),
                                                    settings, strict)
        for fold, place in enumerate(places):
            tables.write(learner.model({fold}), place)
    return [tables.read(place) for place in places]


class Trainers:
    """Trainers that share the pages, and what does not depend on the trees."""

    def __init__(self, strict):
        self.strict, self.corpus, self.done = strict, None, {}

    def make(self, settings):
        self.corpus = self.corpus or Corpus(Settings())
        trainer = Trainer(self.corpus, settings, self.strict)
        trainer.done = self.done.setdefault(settings.class_words,
                                            trainer.done)
        for key in list(trainer.done):
            if key[0] not in ('classes', 'rows1'):
                del trainer.done[key]
        return trainer


def predict(found, pages, flags=()):
    """What the command printed of each page, by the model of its fold, in
    the pages' order.  flags: the command is compiled with them."""
    printed = {}
    for fold, model in enumerate(found):
        mine = [page.file for page in pages if page.fold == fold]
        printed.update(zip(mine, extract(tables.build(model, flags), mine)))
    return [printed[page.file] for page in pages]


def require():
    if not data.available():
        raise SystemExit('no pages in ' + data.DATA)
