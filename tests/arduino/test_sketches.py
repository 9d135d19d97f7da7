#!/usr/bin/env python3
"""The sketches of examples/ as they are, over stand-ins for the cores of
ESP32 and ESP8266: what they print of a page must be what the command does.
The sinks of port/arduino by themselves, and with the compilers and headers of
the boards, where they are installed."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
from checks import article, blocks, check, count, run, same, skip, \
    summary  # noqa: E402
from checks import EMULATOR  # noqa: E402

BUILD = os.environ.get('BUILD', 'build')
CXX = os.environ.get('CXX', 'g++').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' '
         + os.environ.get('LDFLAGS', '')).split()
WARNINGS = ['-Wall', '-Wextra', '-Wpedantic', '-Wshadow',
            *os.environ.get('WERROR', '').split()]
HERE = 'tests/arduino/'
FIXTURES = 'tests/fixtures/'
PACKETS = (1, 7, 1000, 100000)

# Board: its core's standard, its sketch, the window there.
BOARDS = {'esp32': ('gnu++20', 'WiFiArticleESP32', 4096),
          'esp8266': ('gnu++17', 'WiFiArticleESP8266', 2048)}

SETTINGS = '''static const char WIFI_SSID[] = "home";
static const char WIFI_PASSWORD[] = "secret";
static const char URL[] = "%s";
static const char ROOT_CERTIFICATE[] = R"(
-----BEGIN CERTIFICATE-----
%s
-----END CERTIFICATE-----
)";
'''
PLAIN = 'http://news.example/story'
RIGHT = 'the right one'

# A page that goes on for long behind its article.
TAIL = b'<div class="comments">' + b'<p>I have seen it, too.</p>' * 9000
NO_ARTICLE = b'<title>Nothing</title><p>One.'


def read(name):
    with open(name, 'rb') as file:
        return file.read()


DEMO = read(FIXTURES + 'demo.html').replace(b'</body>', TAIL + b'</body>')
GERMAN = read(FIXTURES + 'german.html')


# ---- answers ----

def answer(body, *fields, status='200 OK', length=None):
    lines = ['HTTP/1.1 ' + status, *fields]
    if length is not None:
        lines.append('Content-Length: %d' % length)
    return '\r\n'.join([*lines, '', '']).encode() + body


HTML = 'Content-Type: text/html; charset=utf-8'


def by_length(body, *fields):
    return answer(body, HTML, *fields, length=len(body))


def chunks(body, size=1500):
    return b''.join(b'%x\r\n%s\r\n' % (len(body[i:i + size]),
                                       body[i:i + size])
                    for i in range(0, len(body), size)) + b'0\r\n\r\n'


def by_chunks(body, *fields):
    return answer(chunks(body), HTML, 'Transfer-Encoding: chunked', *fields)


def by_close(body, *fields):
    return answer(body, HTML, 'Connection: close', *fields)


WAYS = {'by length': (by_length, True), 'in chunks': (by_chunks, True),
        'until the end': (by_close, False)}


# ---- running ----

class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.text = done.stdout.decode('utf-8', 'replace')
        said = done.stderr.decode('utf-8', 'replace')
        self.log = said.split('\n')
        figures = re.search(r'^read (\d+) of (\d+)\n(closed|open)$', said,
                            re.M)
        self.read, self.asked = (int(figures[1]), int(figures[2])) \
            if figures else (-1, -1)
        self.closed = bool(figures) and figures[3] == 'closed'
        if not figures:
            print(said[:2000])


class Board:
    def __init__(self, name, place):
        self.name = name
        self.standard, self.sketch, self.window = BOARDS[name]
        self.place = os.path.join(place, name)
        self.programs = {}
        os.makedirs(self.place)

    def path(self, name, content=None):
        name = os.path.join(self.place, name)
        if content is not None:
            with open(name, 'wb') as file:
                file.write(content)
        return name

    def includes(self):
        return ['-DARDUINO=10819', '-D' + self.name.upper(), '-Isrc',
                '-I' + HERE + self.name, '-I' + HERE + 'common']

    def compiler(self):
        return [*CXX, '-std=' + self.standard, *WARNINGS, *FLAGS,
                *self.includes()]

    def build_core(self):
        """The stand-ins, which all programs share."""
        sources = [HERE + 'common/%s.cpp' % name
                   for name in ('core', 'http', 'main', 'network')]
        sources.append(HERE + self.name + '/client.cpp')
        self.core = []
        for source in sources:
            out = self.path(os.path.basename(source) + '.o')
            self.core.append(out)
            if not compiles([*self.compiler(), '-c', source, '-o', out],
                            '%s: %s' % (self.name, source)):
                return False
        return True

    def link(self, name, *sources):
        out = self.path(name)
        return out if compiles(
            [*self.compiler(), '-include', 'Arduino.h', *sources, '-x',
             'none', *self.core, os.path.join(BUILD, 'libgalley.a'), '-o',
             out], '%s: %s' % (self.name, name)) else None

    def program(self, url, certificate=RIGHT):
        """The sketch as it is, with these settings."""
        key = url, certificate
        if key not in self.programs:
            text = read('examples/%s/%s.ino' % (self.sketch, self.sketch))
            folder = 'sketch%d' % len(self.programs)
            os.makedirs(self.path(folder), exist_ok=True)
            flash = '#include "flash.h"\n' if self.name == 'esp8266' else ''
            self.path(folder + '/settings.h',
                      (flash + SETTINGS % (url, certificate)).encode())
            source = self.path(folder + '/sketch.ino', text)
            self.programs[key] = self.link(folder + '/sketch', '-x', 'c++',
                                           source)
        return self.programs[key]

    def run(self, *answers, packet=1000, url=PLAIN, certificate=RIGHT):
        """Answers are bytes; a pair with True: the server stays."""
        arguments = []
        for i, given in enumerate(answers):
            stays = isinstance(given, tuple)
            arguments.append(self.path('answer%d' % i,
                                       given[0] if stays else given)
                             + ('+' if stays else ''))
        try:
            return Result(subprocess.run(
                [*EMULATOR, self.program(url, certificate), str(packet),
                 *arguments], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60))
        except subprocess.TimeoutExpired as e:
            return Result(subprocess.CompletedProcess(
                e.cmd, -1, e.stdout or b'', e.stderr or b'no end'))

    def expected(self, page, end='[end]'):
        """What the sketch prints of a page that the command reads."""
        name = self.path('page.html', page)
        window = '--body-size=%d' % self.window
        texts = [article(window, name)['headline']]
        texts += [text for _, _, text in
                  blocks(run('--format=blocks', window, name)[1])]
        return '\r\n\r\n'.join([*texts, end]) + '\r\n'

    def prints(self, wanted, got, what):
        what = '%s: %s' % (self.name, what)
        check(got.status == 0, what + ': exit status %d' % got.status)
        same(got.text, wanted, what)
        check(got.closed, what + ': the connection is closed')


def contents(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def compiles(command, what):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    if not check(done.returncode == 0, what + ' compiles'):
        print(done.stdout.decode('utf-8', 'replace')[:3000])
    return done.returncode == 0


# ---- what the sketches print ----

def test_pages(board):
    """Every fixture, to its end or until its article is complete."""
    for name in sorted(os.listdir(FIXTURES)):
        if not name.endswith('.html') or name == 'utf16.html':
            continue
        page = read(FIXTURES + name)
        wanted = board.expected(page)
        for way, (make, _) in WAYS.items():
            board.prints(wanted, board.run(make(page)),
                         '%s %s' % (name, way))


def test_packets(board):
    for packet in PACKETS:
        for way, (make, stays) in WAYS.items():
            got = board.run((make(GERMAN), stays) if stays else make(GERMAN),
                            packet=packet)
            board.prints(board.expected(GERMAN), got, '%s, packets of %d'
                         % (way, packet))


def test_done(board):
    """Nobody reads what stands behind the article, but for what had arrived,
    4 KB at most, when that was known."""
    wanted = board.expected(DEMO)
    needed = article(board.path('page.html'))['bytes_needed']
    check(needed < len(DEMO) - 200000, 'most of the page is not needed')
    for packet in PACKETS:
        for way, (make, stays) in WAYS.items():
            got = board.run((make(DEMO), stays) if stays else make(DEMO),
                            packet=packet)
            what = 'the tail, %s, packets of %d' % (way, packet)
            board.prints(wanted, got, what)
            if packet <= 1000:
                check(got.read < needed + 6000, '%s: %s: %d of %d bytes read'
                      % (board.name, what, got.read, got.asked))


def test_pages_in_turn(board):
    other = read(FIXTURES + 'japanese.html')
    got = board.run(by_length(GERMAN), answer(b'', status='404 Not Found'),
                    by_length(NO_ARTICLE), by_chunks(other))
    board.prints(
        board.expected(GERMAN)
        + '[the server sent an error status, HTTP status 404] \r\n'
        + '[no article on this page, HTTP status 200] \r\n'
        + board.expected(other), got, 'four pages in turn')


def test_encoding(board):
    """By the transport alone, which says what the page does not."""
    page = GERMAN.replace(b'<meta charset=utf-8>', b'')
    check(page != GERMAN, 'the page has said its encoding')
    coded = page.decode().encode('iso-8859-15', 'xmlcharrefreplace')
    for said in 'charset=ISO-8859-15', 'Charset="iso-8859-15"; x=y':
        got = board.run(answer(coded, 'content-type: text/html;' + said,
                               length=len(coded)))
        board.prints(board.expected(GERMAN), got, said)


def test_redirects(board):
    moved = b'<h1>301 Moved Permanently</h1><p>nginx' + b'.' * 3000
    host = 'http://other.example:8080/x?y'
    for location, line in ((host, 'other.example:8080'),
                           ('/elsewhere', 'GET /elsewhere HTTP/1.1')):
        for status in '301 Moved', '302 Found', '303 See', '307 Temporary':
            got = board.run(answer(moved, 'Location: ' + location, HTML,
                                   'Connection: close', status=status,
                                   length=len(moved)), by_length(GERMAN))
            board.prints(board.expected(GERMAN), got,
                         '%s to %s' % (status, location))
            check(line in got.log, '%s: %s is asked: %s'
                  % (board.name, location, got.log))
    # HTTPClient follows to no other protocol, and not for ever.
    for location, times in ('https://news.example/s', 1), ('/again', 6):
        got = board.run(*[answer(moved, 'Location: ' + location,
                                 'Connection: close', status='301 Moved',
                                 length=len(moved))] * times)
        board.prints('[redirected to another location, HTTP status '
                     '301] %s\r\n' % location, got,
                     'no redirect to ' + location)


def test_errors(board):
    for body, fields, status, said in (
            (b'<h1>Gone</h1>', [HTML], '404 Not Found',
             'the server sent an error status, HTTP status 404'),
            (b'', [HTML], '503 Busy',
             'the server sent an error status, HTTP status 503'),
            (NO_ARTICLE, [HTML], '200 OK',
             'no article on this page, HTTP status 200'),
            (b'\x1f\x8b\x08' + bytes(range(99)), ['Content-Encoding: gzip'],
             '200 OK',
             'compressed: send Accept-Encoding: identity, HTTP status 200'),
            (b'%PDF-1.7\n\x00\x01\x02' + bytes(99),
             ['Content-Type: application/pdf'], '200 OK',
             'binary data, not text, HTTP status 200')):
        got = board.run(answer(body, *fields, status=status,
                               length=len(body)))
        board.prints('[%s] \r\n' % said, got, said)
    board.prints('[connection: connection failed]\r\n', board.run(),
                 'nobody there')
    board.prints('[connection: no HTTP server]\r\n',
                 board.run(b'SSH-2.0-x\r\n\r\n'), 'no HTTP')


def test_cut(board):
    """The article as far as it came, and the reason beside it."""
    for at in range(len(GERMAN) // 2, len(GERMAN) - 1, 331):
        wanted = board.expected(GERMAN[:at], '[connection: connection lost]')
        check(len(wanted) > 300, 'there is some of the article')
        whole, part = by_length(GERMAN), by_length(GERMAN[:at])
        head = part.index(b'\r\n\r\n') + 4
        board.prints(wanted, board.run(whole[:head + at]),
                     'by length, cut at %d' % at)
        for size in 100, 1500, at:  # the last one: between two chunks
            begun = chunks(GERMAN[:at], size)[:-5]
            if at % size:
                begun = chunks(GERMAN[:at - at % size], size)[:-5]
                begun += b'%x\r\n' % size + GERMAN[at - at % size:at]
            got = board.run(answer(begun, HTML,
                                   'Transfer-Encoding: chunked'))
            board.prints(wanted, got, 'chunks of %d, cut at %d' % (size, at))


def test_silence(board):
    """ESP32's HTTPClient waits as long as the connection stands."""
    if board.name == 'esp32':
        return
    for make in by_length, by_chunks:
        got = board.run((make(GERMAN)[:3000], True))
        check(got.text.endswith('[connection: read Timeout]\r\n')
              and got.closed, '%s: silence: %r' % (board.name,
                                                   got.text[-60:]))


def test_tls(board):
    url = 'https://%s/story'
    for host in 'news.example', 'small.example':
        got = board.run(by_length(DEMO), url=url % host)
        board.prints(board.expected(DEMO), got, 'https from ' + host)
        check(host + ':443' in got.log, board.name + ': by https')
        check(got.read < 20000, board.name + ': https, only what is needed')
    got = board.run(by_length(DEMO), url=url % 'news.example',
                    certificate='another one')
    board.prints('[connection: connection failed]\r\n', got,
                 'a certificate that is not trusted')


SKETCHES = (test_pages, test_packets, test_done, test_pages_in_turn,
            test_encoding, test_redirects, test_errors, test_cut,
            test_silence, test_tls)


def test_boards(place):
    for name in BOARDS:
        board = Board(name, place)
        if not board.build_core() or not board.program(PLAIN):
            continue
        sinks = board.link('sinks', HERE + 'sinks.cpp')
        if sinks:
            count(sinks, '1')
        for test in SKETCHES:
            test(board)


# ---- compiled as on the boards ----

def test_settings(place):
    """The settings that lie beside a sketch are complete."""
    for name in BOARDS:
        board = Board(name, os.path.join(place, 'settings'))
        compiles([*board.compiler(), '-include', 'Arduino.h',
                  '-fsyntax-only', '-x', 'c++', 'examples/%s/%s.ino'
                  % (board.sketch, board.sketch)], board.sketch)


def test_words(place):
    """What README and library.properties say of files; the example."""
    readme = contents('port/arduino/README.md')
    rows = re.findall(r'^\| `(\w+)` \| .* \| .* \|$', readme, re.M)
    same(sorted(rows), sorted(d for d in os.listdir('examples')
                              if os.path.isdir('examples/' + d)),
         'the sketches')
    for name in rows:
        check(os.path.exists('examples/%s/%s.ino' % (name, name)),
              name + ' is a sketch')
    headers = re.search(r'^includes=(.*)$', contents('library.properties'),
                        re.M)[1].split(',')
    same(sorted(headers), sorted(set(re.findall(r'#include <(galley\w*\.h)>',
                                                readme))), 'the headers')
    for name in headers:
        check(os.path.exists('src/' + name), 'src/%s is there' % name)
    board = Board('esp32', os.path.join(place, 'words'))
    source = board.path('example.cpp', re.search(
        r'```cpp\n(.*?)```', readme, re.S)[1].encode())
    compiles([*board.compiler(), '-include', 'Arduino.h', '-fsyntax-only',
              source], 'the example')


def test_lx106(place):
    """The ESP8266's compiler; and the frames of the sketch and its sink are
    small beside the 4 KB of stack that a loop has there."""
    compiler = 'xtensa-lx106-elf-g++'
    if not shutil.which(compiler):
        return skip('ESP8266: no %s (package gcc-xtensa-lx106)' % compiler)
    board = Board('esp8266', os.path.join(place, 'lx106'))
    if compiles(
            [compiler, '-std=' + board.standard, *WARNINGS, '-Os',
             '-fno-exceptions', '-fno-rtti', '-mlongcalls',
             '-mtext-section-literals', '-fstack-usage', '-ffreestanding',
             '-Iboards/common/freestanding', '-I' + HERE + 'freestanding',
             *board.includes(), '-include', 'Arduino.h', '-c', '-x', 'c++',
             'examples/%s/%s.ino' % (board.sketch, board.sketch), '-o',
             board.path('sketch.o')], 'the sketch for ESP8266'):
        frames = [int(line.split('\t')[1])
                  for line in read(board.path('sketch.su')).decode()
                  .splitlines()]
        check(len(frames) > 5 and sum(frames) <= 1024,
              'frames of %d bytes' % sum(frames))
    return None


def test_avr(place):
    """The real headers of a core."""
    core = '/usr/share/arduino/hardware/arduino/avr/'
    if not shutil.which('avr-g++'):
        return skip('AVR: no avr-g++ (package gcc-avr)')
    if not os.path.isdir(core):
        return skip('AVR: no core (package arduino-core-avr)')
    compiles(['avr-g++', '-std=gnu++11', '-mmcu=atmega2560', '-Wall',
              '-Wextra', '-Os', '-fno-exceptions', '-DARDUINO=10819',
              '-DARDUINO_ARCH_AVR', '-DF_CPU=16000000L',
              '-I' + core + 'cores/arduino', '-I' + core + 'variants/mega',
              '-Isrc', '-c', HERE + 'avr.cpp', '-o',
              os.path.join(place, 'avr.o')], 'the sinks for AVR')
    return None


def main():
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as place:
        if shutil.which(CXX[0]):
            test_boards(place)
            test_settings(place)
            test_words(place)
        else:
            skip('the sketches: no %s (package g++)' % CXX[0])
        test_lx106(place)
        test_avr(place)
    summary()


main()
