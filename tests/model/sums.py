"""Sums over many rows, compiled: see sums.c."""
import ctypes
import functools
import hashlib
import os
import subprocess

import numpy as np

from pages import BUILD

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'sums.c')
CC = os.environ.get('CC', 'cc')


@functools.lru_cache(None)
def library():
    """Compiled once for this source."""
    with open(SOURCE, 'rb') as file:
        digest = hashlib.sha1(file.read()).hexdigest()[:12]
    path = os.path.join(BUILD, 'sums-%s.so' % digest)
    if not os.path.exists(path):
        os.makedirs(BUILD, exist_ok=True)
        own = '%s.%d' % (path, os.getpid())
        subprocess.run([CC, '-O2', '-shared', '-fPIC', SOURCE, '-o', own],
                       check=True)
        os.replace(own, path)
    return ctypes.CDLL(path)


def call(function, into, count, *arrays):
    """arrays: each with the type that the C code reads it as."""
    pointers = [np.ascontiguousarray(array, kind) for array, kind in arrays]
    getattr(library(), function)(
        *[ctypes.c_void_p(array.ctypes.data) for array in [into] + pointers],
        ctypes.c_int64(count))
    return into


def gather(to, source, values, size):
    """size sums: each values[source[i]] counts for the one named to[i]."""
    return call('gather', np.zeros(size, np.int64), len(to), (to, np.int32),
                (source, np.int32), (values, np.int64))


def histogram(feature, rows, pull):
    """(slopes, curves, rows) for each of 256 values of a feature."""
    return call('histogram', np.zeros((256, 3), np.int64), len(rows),
                (feature, np.uint8), (rows, np.int32), (pull, np.int64))
