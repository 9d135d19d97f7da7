#!/usr/bin/env python3
"""The JSON of `galley --format=json` as a story for render.c.

    galley --format=json PAGE | story.py > PAGE.story

One object a line; the first with status "ok" is taken.
"""
import json
import sys

FIELDS = ('headline', 'byline', 'published', 'site')


def escape(text):
    return (text.replace('\\', '\\\\').replace('\n', '\\n')
            .replace('\t', '\\t'))


def lines(article):
    for field in FIELDS:
        if article.get(field):
            yield '%s\t0\t%s' % (field, escape(article[field]))
    for block in article.get('blocks', []):
        level = str(block.get('level') or 0)
        if block.get('number'):
            level += ',%d' % block['number']
        yield '%s\t%s\t%s' % (block['kind'], level, escape(block['text']))


def main():
    for line in sys.stdin:
        article = json.loads(line)
        if article.get('status') == 'ok':
            sys.stdout.write('\n'.join(lines(article)) + '\n')
            return 0
    sys.exit('story.py: no article')


if __name__ == '__main__':
    sys.exit(main())
