#!/usr/bin/env python3
"""Seeds for the fuzz targets: every fixture page, plain and as an HTTP
response, behind the bytes that choose configuration and cut.

usage: seeds.py DIRECTORY
"""
import os
import sys

FIXTURES = 'tests/fixtures/'
HEAD = (b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'
        b'Transfer-Encoding: chunked\r\n\r\n')

target = sys.argv[1]
os.makedirs(target, exist_ok=True)
for name in sorted(os.listdir(FIXTURES)):
    if not name.endswith('.html'):
        continue
    with open(FIXTURES + name, 'rb') as f:
        page = f.read()
    response = HEAD + b''.join(
        b'%x\r\n%s\r\n' % (len(page[i:i + 500]), page[i:i + 500])
        for i in range(0, len(page), 500)) + b'0\r\n\r\n'
    for prefix, data in ((b'\x02\x00\x03', page), (b'\x05\x07\x00', page),
                         (b'\x1a\x00\x05', response)):
        path = os.path.join(target, '%s-%s' % (name[:-5], prefix.hex()))
        with open(path, 'wb') as f:
            f.write(prefix + data)
