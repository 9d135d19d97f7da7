#!/usr/bin/env python3
"""--format=tokens: the html5lib tokenizer tests through the command."""
import concurrent.futures
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..',
                                'tokenizer'))
import conformance  # noqa
from checks import SHARED, check, run, same, skip, summary  # noqa

SUITE = os.path.join(SHARED, 'html5lib-tests/tokenizer')
NAMES = {number: name for name, number in conformance.STATES.items()}
# A lone surrogate has no bytes in UTF-8: these tests are run in C only.
SURROGATES = range(0xD800, 0xE000)


def is_text(text):
    return not any(ord(c) in SURROGATES for c in text)


def tokens(test):
    state, last, text, expected, name = test
    arguments = ['--format=tokens', '--charset=utf-8',
                 '--state=' + NAMES[state]]
    if last:
        arguments.append('--last-start-tag=' + last)
    return run(*arguments, data=text.encode('utf-8'))


def test_suite():
    if not os.path.isdir(SUITE):
        skip('no html5lib tests in ' + SHARED)
        return
    with open('tests/tokenizer/overlay.json', encoding='utf-8') as f:
        overlay = {(t['file'], t['input']): t['output']
                   for t in json.load(f)['tests']}
    tests, _ = conformance.read(SUITE, overlay)
    # Halves of a pair that JSON gave one by one are a character.
    tests = [(s, l, t.encode('utf-16', 'surrogatepass').decode(
        'utf-16', 'surrogatepass'), o, n) for s, l, t, o, n in tests]
    tests = [t for t in tests if is_text(t[2])]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for test, (status, out, err) in zip(tests, pool.map(tokens, tests)):
            got = [json.loads(x) for x in out.decode('utf-8').split('\n')[:-1]]
            same((status, got), (0, conformance.joined(test[3])),
                 '%s %r' % (test[4], test[2][:60]))


def test_incomplete():
    """What the end of the input leaves."""
    for page, expected in (
            (b'', []), (b'a<b c=d', [['Character', 'a']]),
            (b'<!--x', [['Comment', 'x']]),
            (b'<!DOCTYPE', [['DOCTYPE', None, None, None, False]]),
            (b'\xef\xbb\xbfx', [['Character', '\ufeffx']]),
            (b'\xff\xfex\0', [['Character', 'x']]),
            (b'<p title="a&quot;\\\n\t\xc3\xa9" a a=1 /></p x=y>',
             [['StartTag', 'p', {'title': 'a"\\\n\t\u00e9', 'a': ''}, True],
              ['EndTag', 'p']])):
        for chunk in ('1', '2', '65536'):
            status, out, err = run('--format=tokens', '--chunk=' + chunk,
                                   data=page)
            got = [json.loads(x) for x in out.decode('utf-8').split('\n')[:-1]]
            same((status, got), (0, expected), 'tokens of %r' % page)


test_suite()
test_incomplete()
summary()
