#!/usr/bin/env python3
"""Makes the CMSIS pack: a zip file of the description and of what it names.

usage: pack.py FOLDER      writes FOLDER/VENDOR.NAME.VERSION.pack, says so
"""
import glob
import os
import sys
import xml.etree.ElementTree
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')


def files(package):
    """The paths that a description names; of a folder its headers, and those
    that the sources include beside them."""
    names = [package.findtext('license')]
    names += [file.get('name') for file in package.iter('file')]
    for name in names:
        if name.endswith('/'):
            yield from glob.glob(name + '*.h')
        else:
            yield name
    yield from glob.glob('src/*.h')


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = os.path.abspath(sys.argv[1])
    description, = glob.glob(os.path.join(HERE, '*.pdsc'))
    package = xml.etree.ElementTree.parse(description).getroot()
    pack = os.path.join(folder, '%s.%s.%s.pack' % (
        package.findtext('vendor'), package.findtext('name'),
        package.find('releases/release').get('version')))
    os.chdir(ROOT)
    with zipfile.ZipFile(pack, 'w', zipfile.ZIP_DEFLATED) as z:
        z.write(description, os.path.basename(description))
        for name in sorted(set(files(package))):
            z.write(name)
    print(pack)


if __name__ == '__main__':
    main()
