"""The options of the headers, as their own checks have them."""
import glob
import re


def text():
    headers = []
    for path in sorted(glob.glob('include/*.h')):
        with open(path, encoding='ascii') as f:
            headers.append(f.read())
    return '\n'.join(headers)


def defaults():
    """Of each name that may be defined before the headers are read."""
    found = {}
    for name, value in re.findall(
            r'^#ifndef (GALLEY_\w+)\n#define \1 (\w+)$', text(), re.M):
        found[name] = found[value] if value in found else int(value)
    return found


def ranges():
    """Lowest and highest value of each name that is checked."""
    found = {name: (int(low), int(high)) for name, low, high in re.findall(
        r'^#if (\w+) < (\d+) \|\| \1 > (\d+)$', text(), re.M)}
    for name in re.findall(r'^#if (\w+) != 0 && \1 != 1$', text(), re.M):
        found[name] = (0, 1)
    return found
