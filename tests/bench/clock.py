"""Times peers that take turns: each is asked for each page in each round, in
whatever process it lives, by the same clock, that of processor time."""
import html.parser
import os
import re
import shutil
import statistics
import subprocess
import xml.sax.saxutils

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(HERE, '..', '..', 'build', 'npm')
XML = os.path.join(os.environ.get('BUILD', 'build'), 'bench', 'xml')
NODE = os.path.join(HERE, 'node.mjs')

ROUNDS = 3


class Process:
    """One that answers requests as main.c does; its peers, and whether each
    takes a page only whole."""

    def __init__(self, command, ask=True):
        listed = subprocess.run(command + ['--peers'], check=True, text=True,
                                stdout=subprocess.PIPE).stdout
        self.peers = {name: whole == '1' for name, whole in (
            line.split('\t') for line in listed.splitlines())}
        if ask:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True)

    def time(self, peer, path, chunk, times=1):
        """Nanoseconds, a list; none where the peer cannot read the page."""
        self.process.stdin.write('%s\t%d\t%d\t%s\n' % (peer, chunk, times,
                                                       path))
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line.endswith('\n'):
            raise SystemExit('bench: no answer from %s for %s' % (peer, path))
        return [int(word) for word in line.split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


# What every peer is made of: where it is looked for, the Debian package.
HEADERS = {'libxml2, events': 'libxml2-dev', 'gumbo': 'libgumbo-dev',
           'expat': 'libexpat1-dev'}
READERS = ('htmlparser2', 'parse5', 'jsdom', 'linkedom',
           '@mozilla/readability')


def lacking(program):
    """What is not here of the peers."""
    peers = Process([program], ask=False).peers
    found = ['%s: not compiled in (package %s)' % (peer, package)
             for peer, package in HEADERS.items() if peer not in peers]
    if not in_node():
        found.append('no readers in node: make setup fetches them '
                     '(packages nodejs npm)')
    return found


def in_node():
    return shutil.which('node') and all(
        os.path.isdir(os.path.join(MODULES, 'node_modules', name))
        for name in READERS)


def processes(program):
    """(process, times in a row) of each; those of a compiler are quick."""
    found = [(Process([program]), 3)]
    if in_node():
        found.append((Process(['node', NODE, MODULES]), 1))
    return found


def take_turns(found, pages, chunk, wanted=None, warm=2):
    """{peer: {page's path: median of nanoseconds}}; without the first pages'
    first round, in which node compiles."""
    times = {}
    for page in pages[:warm]:
        for process, _ in found:
            for peer in chosen(process, chunk, wanted):
                process.time(peer, path_for(peer, page), chunk)
    for page in pages:
        for _ in range(ROUNDS):
            for process, row in found:
                for peer in chosen(process, chunk, wanted):
                    times.setdefault((peer, page.path), []).extend(
                        process.time(peer, path_for(peer, page), chunk, row))
    medians = {}
    for (peer, path), spent in times.items():
        if spent:
            medians.setdefault(peer, {})[path] = statistics.median(spent)
    return medians


def chosen(process, chunk, wanted):
    return [peer for peer, whole in process.peers.items()
            if (wanted is None or peer in wanted) and not (whole and chunk)]


def ratio(medians, peer, to):
    """How many times as long as another one a peer takes: median, lower and
    upper quartile of the pages', and how many pages; None without pages."""
    ratios = [medians[peer][path] / medians[to][path]
              for path in medians.get(peer, ()) if path in medians[to]]
    if len(ratios) < 2:
        return None
    low, middle, high = statistics.quantiles(ratios, n=4, method='inclusive')
    return middle, low, high, len(ratios)


# ---- the page as XML, which is all that expat reads ----

class Rewriter(html.parser.HTMLParser):
    """What is read comes out again as elements that are well-formed."""

    NAME = re.compile(r'[A-Za-z_][\w.-]*\Z', re.A)
    BAD = re.compile('[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
    VOID = set('area base br col embed hr img input link meta source track '
               'wbr'.split())

    def __init__(self):
        super().__init__()
        self.out, self.open = ['<x>'], []

    def handle_starttag(self, tag, attrs):
        if not self.NAME.match(tag):
            return
        kept = {name: value or '' for name, value in attrs
                if self.NAME.match(name)}
        self.out.append('<%s%s%s>' % (tag, ''.join(
            ' %s=%s' % (name, xml.sax.saxutils.quoteattr(
                self.BAD.sub('', value))) for name, value in kept.items()),
            '/' if tag in self.VOID else ''))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        while tag in self.open:
            name = self.open.pop()
            self.out.append('</%s>' % name)
            if name == tag:
                break

    def handle_data(self, data):
        self.out.append(xml.sax.saxutils.escape(self.BAD.sub('', data)))

    def text(self):
        return ''.join(self.out) + ''.join(
            '</%s>' % name for name in reversed(self.open)) + '</x>'


def path_for(peer, page):
    """The page's file; for expat the same page as XML."""
    return as_xml(page) if peer == 'expat' else page.path


def as_xml(page):
    target = os.path.join(XML, page.key)
    if not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(page.path, encoding='utf-8', errors='replace') as file:
            text = rewritten(file.read())
        with open(target, 'w', encoding='utf-8') as file:
            file.write(text)
    return target


def rewritten(text):
    rewriter = Rewriter()
    try:
        rewriter.feed(text)
        rewriter.close()
    except AssertionError:  # html.parser's, at some marked sections
        return ''
    return rewriter.text()
