"""A fault in a file of a copy, for as long as somebody looks for it."""
import contextlib

from checks import check


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


@contextlib.contextmanager
def planted(path, there, instead, what):
    """In place of what stands there once; false: it does not."""
    text = read(path)
    good = check(text.count(there) == 1, what + ': stands there once')
    try:
        if good:
            write(path, text.replace(there, instead))
        yield good
    finally:
        write(path, text)
