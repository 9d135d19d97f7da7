#!/usr/bin/env python3
"""The same article from servers that people use: nginx, Python's, node's.
By curl into the command and by the fetch of port/lwip; plain, in chunks,
compressed, behind redirects, by TLS.  (The newsboards get their pages from
them in make boards.)

That gzip is a fourth of the bytes is counted over labelled pages.
"""
import glob
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'lwip'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import build  # noqa: E402
from checks import GALLEY, SHARED, check, same, skip, summary  # noqa: E402
from servers import PAGES, WAYS, running, url  # noqa: E402

LWIP = os.path.join(build.BUILD, 'lwip')
FIELDS = ('headline', 'byline', 'published', 'site', 'description', 'lang',
          'body')
BODY_SIZE = 16384  # of tests/lwip/article.h
LABELLED = 60      # pages that gzip is counted over


def output(*command, **more):
    return subprocess.run(command, stdin=more.pop('stdin', subprocess.DEVNULL),
                          stdout=subprocess.PIPE, check=False,
                          **more).stdout


def article(data):
    """The fields of what the command prints of a page or a response."""
    page = json.loads(data)
    return [page[field] for field in FIELDS]


# ---- clients: what they say of a page at ways of servers ----

class Client:
    def __init__(self, place):
        self.authority = os.path.join(place, 'ca.pem')


class Curl(Client):
    name = 'curl'

    def lacking(self):
        return None if shutil.which('curl') else 'no curl (package curl)'

    def expected(self, path):
        return article(output(GALLEY, '--format=json', path))

    def get(self, ports, way, name, secure):
        options = ['--raw', '-si']
        if way in ('gzip', 'deflate'):
            options += ['-H', 'Accept-Encoding: gzip, deflate']
        if way in ('relative', 'absolute'):
            options.append('-L')
        if secure:
            options += ['--cacert', self.authority,
                        '--resolve', 'www.test:%d:127.0.0.1' % ports[1]]
        response = output('curl', *options, url(
            ports, way, name, secure, 'www.test' if secure else '127.0.0.1'))
        check(bool(response), '%s: a response' % name)
        return article(output(GALLEY, '--http', '--format=json', '-',
                              stdin=None, input=response))


class Lwip(Client):
    name = 'lwIP'

    def lacking(self):
        reason = build.lacking() or build.lacking_tls()
        if not reason:
            check(build.make('lwip-url'), 'lwip-url can be built')
        return reason

    def expected(self, path):
        fields = article(output(GALLEY, '--format=json', '--body-size=%d'
                                % BODY_SIZE, path))
        return ('done\n' + '\n'.join(fields) + '\n').split('\n')

    def get(self, ports, way, name, secure):
        options = ['--gzip'] if way in ('gzip', 'deflate') else []
        program = 'host/fetch_url'
        if secure:
            options.append('--ca=' + self.authority)
            program = 'host/tls-default/fetch_url'
        return output(os.path.join(LWIP, program), *options,
                      url(ports, way, name, secure, 'www.test')).decode(
                          'utf-8').split('\n')


# ---- tests ----

def test_article(client, servers, pages):
    reason = client.lacking()
    if reason:
        skip('%s: %s' % (client.name, reason))
        return
    for name in PAGES:
        expected = client.expected(os.path.join(pages, name + '.html'))
        for server, way, secure in WAYS:
            if server in servers:
                got = client.get(servers[server], way, name, secure)
                same(got, expected, '%s: %s %s%s, %s' % (
                    client.name, server, way, ' by TLS' * secure, name))


def test_gzip(ports, pages):
    """Bytes that curl receives of labelled pages."""
    files = sorted(glob.glob(os.path.join(SHARED, 'data', 'news', 'pages',
                                          '*.gz')))[:LABELLED]
    if not files or not shutil.which('curl'):
        skip('bytes received: no labelled pages in %s, or no curl (package '
             'curl)' % SHARED)
        return
    plain = received = 0
    for path in files:
        with gzip.open(path) as f, open(os.path.join(
                pages, 'labelled.html'), 'wb') as to:
            page = f.read()
            to.write(page)
        address = url(ports, 'gzip', 'labelled', False, '127.0.0.1')
        plain += len(page)
        received += int(output('curl', '-s', '-o', os.devnull, '-w',
                               '%{size_download}', '-H',
                               'Accept-Encoding: gzip', address))
    check(4 * received <= plain, 'gzip: %d bytes of %d' % (received, plain))
    print('gzip: %.1f %% of %d bytes' % (100 * received / plain, plain))


def main():
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as place, \
            running(place) as (servers, reasons):
        for reason in reasons:
            skip(reason)
        for client in Curl(place), Lwip(place):
            test_article(client, servers, os.path.join(place, 'pages'))
        if 'nginx' in servers:
            test_gzip(servers['nginx'], os.path.join(place, 'pages'))
    summary()


main()
