"""What the charset stage with all encodings makes of bytes."""
import os
import subprocess

BUILD = os.environ.get('BUILD', os.path.join(
    os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build'))
DECODE = os.path.join(BUILD, 'tests', 'charset', 'decode')


def decode(records, piece=0):
    """[(label, bytes)] -> [(result, name, text as bytes)]"""
    data = b''.join(b'%s\n%d\n%s' % (label.encode(), len(page), page)
                    for label, page in records)
    out = subprocess.run([DECODE, str(piece)], input=data, check=True,
                         stdout=subprocess.PIPE).stdout
    results = []
    while out:
        line, out = out.split(b'\n', 1)
        result, name, size = line.split()
        results.append((int(result), name.decode(), out[:int(size)]))
        out = out[int(size):]
    assert len(results) == len(records)
    return results
