#!/usr/bin/env python3
"""One page that needs nothing: styles, scripts, module and sample pages go
into page.html, and a policy that allows these alone.

    build.py MODULE SAMPLE... >index.html
"""
import base64
import hashlib
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def read(*path):
    with open(os.path.join(HERE, *path), encoding='utf-8') as file:
        return file.read()


def encoded(path):
    with open(path, 'rb') as file:
        return base64.b64encode(file.read()).decode()


def hash_of(text):
    digest = hashlib.sha256(text.encode()).digest()
    return "'sha256-%s'" % base64.b64encode(digest).decode()


def script():
    """The modules as one, which no page could import from file://."""
    extractor = re.sub(r'^export ', '', read('..', 'wasm', 'extractor.js'),
                       flags=re.M)
    page = re.sub(r"^import .*\n", '', read('page.js'), flags=re.M)
    return extractor + page


def policy(style, code):
    return '; '.join([
        "default-src 'none'",
        "script-src %s 'wasm-unsafe-eval'" % hash_of(code),
        'style-src ' + hash_of(style),
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
    ])


def main(module, *samples):
    style, code = read('page.css'), script()
    parts = {
        'policy': policy(style, code),
        'style': style,
        'script': code,
        'module': encoded(module),
        'samples': json.dumps(
            {os.path.basename(path): encoded(path) for path in samples}),
    }
    sys.stdout.write(re.sub(r'\{\{(\w+)\}\}', lambda name: parts[name[1]],
                            read('page.html')))


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
