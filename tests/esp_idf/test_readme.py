#!/usr/bin/env python3
"""The README of port/esp_idf by its own words: its example is compiled and
run over the stand-in, its defaults and results are those of the header, the
component has all of its sources."""
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
from checks import EMULATOR, check, same, summary  # noqa: E402

PORT = 'port/esp_idf/galley/'
CC = os.environ.get('CC', 'cc').split()
FLAGS = (os.environ.get('CFLAGS', '') + ' ' +
         os.environ.get('LDFLAGS', '')).split()
BUILD = os.environ.get('BUILD', 'build')

# The page behind a redirect as nginx sends it; then none.
MAIN = '''
#include "harness/harness.h"
#include "esp_idf/client.h"
#include <stdlib.h>
#include <string.h>

int print_article(const char *url);

int main(void)
{
    static const char redirect[] =
        "HTTP/1.1 301 Moved Permanently\\r\\nLocation: /demo\\r\\n"
        "Content-Length: 30\\r\\n\\r\\n<h1>301 Moved Permanently</h1>";
    static const char missing[] =
        "HTTP/1.1 404 Not Found\\r\\nContent-Length: 9\\r\\n\\r\\nNot found";
    struct answer answers[3] = {{redirect, sizeof redirect - 1, 0, 0, 0},
                                {NULL, 0, 0, 0, 0},
                                {missing, sizeof missing - 1, 0, 0, 0}};
    char *page = harness_file("%s", &answers[1].size);
    int results[2], right;

    answers[1].bytes = page;
    client_begin(answers, 3, NULL);
    results[0] = print_article("https://news.example/");
    results[1] = print_article("https://news.example/none");
    right = results[0] == 0 && results[1] < 0 && client_end() == 0
            && strstr(client_request(0), "kitchen-display/1.0")
            && strstr(client_request(0), "Accept-Encoding: %s\\n");
    free(page);
    return right ? 0 : 1;
}
'''


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


os.chdir(ROOT)
README = read('port/esp_idf/README.md')


def check_example(example, coding, body, library, flags):
    """The program prints what the answer behind the redirect holds."""
    head = 'HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n' \
        'Content-Length: %d\r\n\r\n' % (coding, len(body))
    with tempfile.TemporaryDirectory() as place:
        def path(name, content=b''):
            name = os.path.join(place, name)
            with open(name, 'wb') as file:
                file.write(content)
            return name

        source = path('example.c', example.encode())
        main = path('main.c', (MAIN % (path('answer', head.encode() + body),
                                       coding)).encode())
        binary = path('program')
        done = subprocess.run(
            [*CC, *FLAGS, *flags, '-Iinclude', '-I' + PORT, '-Itests',
             '-Itests/esp_idf/include', source, main,
             *glob.glob(PORT + '*.c'), 'port/lwip/url.c',
             'tests/esp_idf/client.c', 'tests/harness/harness.c',
             *library, '-o', binary])
        if not check(done.returncode == 0, 'the example compiles: ' + coding):
            return
        done = subprocess.run([*EMULATOR, binary], stdout=subprocess.PIPE)
    lines = done.stdout.decode('utf-8').split('\n')
    wanted = json.loads(read('tests/fixtures/demo.json'))
    same(done.returncode, 0, 'the example runs: ' + coding)
    same(lines[0], wanted['headline'], 'its headline')
    check(len(lines) > 5, 'its body')
    check(any(line.startswith('https://news.example/none: ')
              and line.endswith('(HTTP status 404)') for line in lines),
          'its error: %r' % lines[-5:])


def test_example():
    """As it stands, and with what lets it ask for gzip."""
    example, shorter = re.findall(r'```c\n(.*?)```', README, re.S)
    definition, window, size = re.search(
        r'```\n(static .*)\n\n(.*)\n(.*)\n```', README).groups()
    macro = re.search(r'^CONFIG_(GALLEY_\w+)=y$', README, re.M)[1] + '=1'
    page = read('tests/fixtures/demo.html').encode()
    # The shorter call stands in a function that has its names.
    check_example(
        example + '\nint shorter(const char *url);\n'
        'int shorter(const char *url)\n{\n    int result;\n' + shorter
        + '    return result;\n}\n', 'identity', page,
        [os.path.join(BUILD, 'libgalley.a')], [])
    begin, end = '\nint print_article', '    galley_init('
    check(begin in example and end in example, 'where the window goes')
    check_example(
        example.replace(begin, definition + '\n' + begin).replace(
            end, '    ' + window + '\n    ' + size + '\n' + end),
        'gzip', gzip.compress(page), glob.glob('src/*.c'), ['-D' + macro])


def test_results():
    names = set(re.findall(r'\{GALLEY_ERR_\w+, "(\w+)"',
                           re.sub(r',\n\s+', ', ',
                                  read(PORT + 'esp_strerror.c'))))
    rows = re.findall(r'^\| ((?:`\w+`(?:, )?)+) \| .* \|$', README,
                      re.M)
    told = {name for row in rows for name in re.findall(r'\w+', row)}
    check(len(names) == 9, 'there are names')
    same(sorted(names - told), [], 'results that the README leaves out')


def test_defaults():
    header = read(PORT + 'galley_esp.h')
    defaults = dict(re.findall(r'^#define GALLEY_ESP_(\w+) (\d+)$', header,
                               re.M))
    rows = re.findall(r'^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \| (\d+) \|', README,
                      re.M)
    check(len(rows) >= 4, 'there are defaults')
    for options, value in rows:
        for option in re.findall(r'\w+', options):
            same(value, defaults.get(option.upper()), option)
    members = re.search(r'struct galley_esp_options \{(.*?)\n\};', header,
                        re.S)[1]
    members = re.sub(r'/\*.*?\*/', '', members, flags=re.S)
    for member in re.findall(r'(\w+)\)?(?:\([^)]*\))?;', members):
        check('`%s`' % member in README, 'the option ' + member)
    check(defaults['URL_SIZE'] + ' bytes' in README, 'the size of a URL')


def test_component():
    """Every source is in it, from where the folder stands."""
    text = read(PORT + 'CMakeLists.txt')
    root = os.path.normpath(os.path.join(PORT, re.search(
        r'CMAKE_CURRENT_LIST_DIR}/([./]+)\)', text)[1]))
    named = re.search(r'SRCS (.*)\n', text)[1].replace('${root}', root)
    named = named.replace('${here}/', PORT).split()[1:]  # behind ${sources}
    for name in named:
        check(os.path.exists(name), 'there is ' + name)
    for name in glob.glob(PORT + '*.c'):
        check(name in named, name + ' is built')
    check('file(GLOB sources ${root}/src/*.c)' in text
          and os.path.exists(os.path.join(root, 'src', 'galley.c')),
          'the library is built')


def main():
    test_example()
    test_results()
    test_defaults()
    test_component()
    summary()


main()
