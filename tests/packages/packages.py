#!/usr/bin/python3
"""Galley as other projects take it in: each outside of this tree, by the tool
of its ecosystem or by a stand-in for it (stand_ins.py), builds a program that
prints the article of a page.  What README.md says is used by its own words;
its address leads to a copy of this tree.

usage: packages.py [WORD]      a line for each ecosystem, or for those whose
name has the word
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'harness'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from checks import check, same, skip, summary  # noqa: E402
import manifests  # noqa: E402
import stand_ins  # noqa: E402
from manifests import read  # noqa: E402
from stand_ins import Failed  # noqa: E402

os.chdir(ROOT)
HERE = os.path.join(ROOT, 'tests', 'packages', '')
BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
PAGE = 'tests/fixtures/demo.html'
README = read('README.md')
PROGRAM = re.search(r'<!-- program.*?```c\n(.*?)```', README, re.S)[1]
ADDRESS = 'https://example.org/galley.git'

# What a project of each ecosystem has before Galley is added.
CMAKE = '''cmake_minimum_required(VERSION 3.16)
project(reader C)
add_executable(reader program.c)
'''
MESON = '''project('reader', 'c')
executable('reader', 'program.c', dependencies: dependency('galley'))
'''
ESP_IDF = {
    'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.16)\n'
                      'include($ENV{IDF_PATH}/tools/cmake/project.cmake)\n'
                      'project(reader)\n',
    'main/CMakeLists.txt': 'idf_component_register(SRCS ../program.c)\n'}
ZEPHYR = '''cmake_minimum_required(VERSION 3.20.0)
find_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})
project(reader)
target_sources(app PRIVATE ../program.c)
'''


def words(ecosystem, path):
    """What the README says to paste into a file."""
    paragraph = re.search(
        r'^\*\*%s\*\*.*?<!-- package: (\S+) -->\n```\w+\n(.*?)```'
        % ecosystem, README, re.M | re.S)
    if not paragraph or paragraph[1] != path:
        raise Failed('the README has no %s for %s' % (path, ecosystem))
    return paragraph[2]


class Project:
    """A folder outside of the tree."""

    def __init__(self, place, name, files, records=None):
        """With a number of records, the program only compiles where that is
        chosen; that the library has the same galley_init sees to."""
        self.folder = os.path.join(place, re.sub(r'\W+', '-', name))
        program = PROGRAM
        if records:
            program += 'char chosen[GALLEY_RECORDS == %d ? 1 : -1];\n' \
                % records
        for path, text in {'program.c': program, **files}.items():
            path = os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def run(self, *command, **more):
        return stand_ins.run(*command, cwd=self.folder, **more)

    def prints(self, program):
        """The headline, where the program prints the article."""
        with open(PAGE, 'rb') as page:
            got = self.run(self.path(program), stdin=page)
        wanted = json.loads(read('tests/fixtures/demo.json'))
        wanted = '\n\n'.join([wanted['headline'], *wanted['paragraphs']])
        if got != wanted + '\n':
            raise Failed('it printed %.300r' % got)
        return got.split('\n')[0]


# Rows: name, tool, what it needs {program, path or module: package}, a function
# that gives the headline which was printed.
ECOSYSTEMS = []
CMAKE_NEEDS = {'cmake': 'cmake', 'ninja': 'ninja-build'}
KCONFIG_NEEDS = {**CMAKE_NEEDS, 'import kconfiglib': 'python3-kconfiglib',
                 'import yaml': 'python3-yaml'}
# Debian's pykwalify does not bring along all that it imports.
ZEPHYR_NEEDS = {**KCONFIG_NEEDS, 'import dateutil': 'python3-dateutil',
                'import ruamel.yaml': 'python3-ruamel.yaml',
                'import pykwalify': 'python3-pykwalify'}


def ecosystem(name, tool, needs):
    def add(function):
        ECOSYSTEMS.append((name, tool, needs, function))
        return function
    return add


# ---- CMake ----

def cmake(project, *arguments):
    project.run('cmake', '-B', 'build', '-G', 'Ninja', '-Wdev',
                '-Werror=dev', *arguments)
    project.run('cmake', '--build', 'build')
    return project.prints('build/reader')


@ecosystem('CMake, FetchContent', 'cmake', CMAKE_NEEDS)
def fetch_content(place, name, galley):
    text = words('CMake', 'CMakeLists.txt')
    return cmake(Project(place, name, {'CMakeLists.txt': CMAKE + text}))


@ecosystem('CMake, add_subdirectory, a limit', 'cmake', CMAKE_NEEDS)
def add_subdirectory(place, name, galley):
    return cmake(Project(place, name, {
        'CMakeLists.txt': CMAKE + 'set(GALLEY_RECORDS 40)\n'
        'add_subdirectory(%s galley)\n'
        'target_link_libraries(reader galley::galley)\n' % galley}, 40))


@ecosystem('CMake, install, find_package', 'cmake', CMAKE_NEEDS)
def find_package(place, name, galley):
    project = Project(place, name, {
        'CMakeLists.txt': CMAKE + 'find_package(galley %s REQUIRED)\n'
        'target_link_libraries(reader galley::galley)\n'
        % manifests.version()}, 60)
    project.run('cmake', '-S', galley, '-B', 'made', '-G', 'Ninja',
                '-DGALLEY_RECORDS=60',
                '-DCMAKE_INSTALL_PREFIX=' + project.path('installed'))
    project.run('cmake', '--build', 'made')
    project.run('cmake', '--install', 'made')
    return cmake(project, '-DCMAKE_PREFIX_PATH=' + project.path('installed'))


@ecosystem('CMake, presets', 'cmake', CMAKE_NEEDS)
def presets(place, name, galley):
    """Each of them; the program is linked with what that for small boards
    made."""
    named = [p['name'] for p in json.loads(read('CMakePresets.json'))[
        'configurePresets']]
    if len(named) < 4:
        raise Failed('presets: %s' % named)
    project = Project(place, name, {}, 40)
    for preset in named:
        project.run('cmake', '-S', galley, '--preset', preset, '-G', 'Ninja')
        project.run('cmake', '--build', galley + '/build/cmake/' + preset)
    cache = read(galley + '/build/cmake/small/CMakeCache.txt')
    macros = re.findall(r'^(GALLEY_[A-Z_]+):\w+=(\w+)$', cache, re.M)
    project.run('cc', *('-D%s=%s' % m for m in macros), 'program.c',
                '-I%s/include' % galley,
                galley + '/build/cmake/small/libgalley.a', '-o', 'reader')
    return project.prints('reader')


# ---- Meson, pkg-config ----

MESON_NEEDS = {'meson': 'meson', 'ninja': 'ninja-build'}


def meson(project, *arguments):
    project.run('meson', 'setup', 'build', '--fatal-meson-warnings',
                *arguments)
    project.run('ninja', '-C', 'build')
    return project.prints('build/reader')


@ecosystem('Meson, wrap', 'meson', MESON_NEEDS)
def wrap(place, name, galley):
    path = 'subprojects/galley.wrap'
    return meson(Project(place, name, {'meson.build': MESON,
                                       path: words('Meson', path)}))


@ecosystem('Meson, subproject, a limit', 'meson', MESON_NEEDS)
def subproject(place, name, galley):
    project = Project(place, name, {
        'meson.build': MESON.replace("('galley')",
                                     "('galley', fallback: 'galley')")}, 40)
    shutil.copytree(galley, project.path('subprojects', 'galley'))
    option = re.search(r'`meson setup (-Dc_args=\S+) build`', README)[1]
    return meson(project, option)


def by_pkg_config(project):
    """The shared library that make install has is found as ldconfig has it
    found below /usr/local."""
    os.environ['PKG_CONFIG_PATH'] = project.path('installed/lib/pkgconfig')
    os.environ['LD_LIBRARY_PATH'] = project.path('installed/lib')
    line = re.search(r'after `make install` with `(.*?)`', README)[1]
    project.run('sh', '-c', 'cc program.c %s -o reader' % line)
    return project.prints('reader')


@ecosystem('Meson, install, pkg-config', 'meson, pkg-config',
           {**MESON_NEEDS, 'pkg-config': 'pkg-config'})
def meson_install(place, name, galley):
    project = Project(place, name, {}, 40)
    project.run('meson', 'setup', 'made', galley, '--libdir=lib',
                '-Dc_args=-DGALLEY_RECORDS=40',
                '--prefix=' + project.path('installed'))
    project.run('ninja', '-C', 'made', 'install')
    return by_pkg_config(project)


@ecosystem('make install, pkg-config', 'make, pkg-config',
           {'pkg-config': 'pkg-config'})
def make_install(place, name, galley):
    project = Project(place, name, {}, 40)
    project.run('make', '-s', '-C', galley, 'install', 'CFLAGS=-O0',
                'CONFIG=-DGALLEY_RECORDS=40',
                'PREFIX=' + project.path('installed'))
    return by_pkg_config(project)


# ---- PlatformIO, Arduino ----

@ecosystem('PlatformIO', 'a stand-in for pio', {'gcc': 'gcc'})
def platformio(place, name, galley):
    flags = re.search(r'`(build_flags = .*?)`', README)[1]
    project = Project(place, name, {
        'platformio.ini': '[env:board]\n%s%s\n' % (
            words('PlatformIO', 'platformio.ini'), flags)}, 40)
    os.mkdir(project.path('src'))
    os.rename(project.path('program.c'), project.path('src/program.c'))
    return project.prints(stand_ins.pio_run(project.folder))


# Debian's core lacks what the Arduino IDE brings along: where ctags is, and a
# constant of C++11.
ARDUINO = [
    'arduino-builder', '-compile',
    '-hardware', '/usr/share/arduino/hardware',
    '-hardware', '/usr/share/arduino-builder',
    '-tools', '/usr/share/arduino-builder',
    '-fqbn', 'arduino:avr:mega:cpu=atmega2560',
    '-prefs=compiler.cpp.extra_flags=-DDECIMAL_DIG=17',
    '-prefs=compiler.path=/usr/bin/',
    '-prefs=tools.ctags.path=/usr/bin',
    '-prefs=tools.ctags.cmd.path={path}/arduino-ctags',
    '-prefs=tools.ctags.pattern="{cmd.path}" -u --language-force=c++ -f - '
    '--c++-kinds=svpf --fields=KSTtzns --line-directives "{source_file}"']


@ecosystem('Arduino, a Mega 2560', 'arduino-builder, simavr', {
    'avr-gcc': 'gcc-avr', 'arduino-builder': 'arduino-builder',
    'arduino-ctags': 'arduino-ctags',
    '/usr/share/arduino/hardware/arduino/avr': 'arduino-core-avr',
    BUILD + '/boards/simavr': 'libsimavr-dev'})
def arduino(place, name, galley):
    """The sketch that File > Examples shows, on a simulated board, which
    reads the page from its serial line."""
    project = Project(place, name, {})
    os.environ['HOME'] = project.folder
    project.run('sh', '-ec', words('Arduino', 'shell'))
    libraries = project.path('Arduino/libraries')
    sketch = libraries + '/Galley/examples/SerialArticle/SerialArticle.ino'
    os.mkdir(project.path('build'))
    project.run(*ARDUINO, '-libraries', libraries, '-built-in-libraries',
                libraries, '-build-path', project.path('build'), sketch)
    return serial_article(project.path('build/SerialArticle.ino.elf'))


def serial_article(image):
    """The program never ends: until it has printed the headline.  A byte
    comes each millisecond, while the board prints as well."""
    with open(PAGE, 'rb') as page:
        board = subprocess.Popen(
            ['timeout', '100', BUILD + '/boards/simavr', image, 'atmega2560',
             '16000'], stdin=page, stdout=subprocess.PIPE)
    try:
        for line in board.stdout:
            if line.startswith(b'headline: '):
                return line.decode().split(': ', 1)[1].strip()
        raise Failed('no headline came on the serial line')
    finally:
        board.terminate()
        board.wait()


# ---- ESP-IDF ----

def esp_idf(place, name, files, records=None):
    project = Project(place, name, {**ESP_IDF, **files}, records)
    return project.prints(stand_ins.idf_build(project.folder))


IDF_TOOL = 'stand-ins for idf.py and ESP-IDF; cmake, kconfiglib'


@ecosystem('ESP-IDF, the repository, a limit', IDF_TOOL, KCONFIG_NEEDS)
def idf_repository(place, name, galley):
    path = 'main/idf_component.yml'
    return esp_idf(place, name, {
        path: words('ESP-IDF', path),
        'sdkconfig.defaults': 'CONFIG_GALLEY_RECORDS=40\n'}, 40)


@ecosystem('ESP-IDF, its folder alone', IDF_TOOL, KCONFIG_NEEDS)
def idf_folder(place, name, galley):
    path = 'main/idf_component.yml'
    return esp_idf(place, name, {path: words('ESP-IDF', path).rstrip()
                                 + '\n    path: port/esp_idf/galley\n'})


@ecosystem('ESP-IDF, EXTRA_COMPONENT_DIRS', IDF_TOOL, KCONFIG_NEEDS)
def idf_extra(place, name, galley):
    project = ESP_IDF['CMakeLists.txt'].replace(
        'include', 'set(EXTRA_COMPONENT_DIRS %s/port/esp_idf)\ninclude'
        % galley)
    return esp_idf(place, name, {
        'CMakeLists.txt': project,
        'sdkconfig.defaults': 'CONFIG_GALLEY_RECORDS=40\n'}, 40)


# ---- Zephyr ----

ZEPHYR_TOOL = 'stand-ins for west and Zephyr; cmake, kconfiglib, pykwalify'


@ecosystem('Zephyr, a module, a limit', ZEPHYR_TOOL, ZEPHYR_NEEDS)
def zephyr(place, name, galley):
    project = Project(place, name, {
        'west.yml': words('Zephyr', 'west.yml'),
        'app/CMakeLists.txt': ZEPHYR,
        'app/prj.conf': 'CONFIG_GALLEY=y\nCONFIG_GALLEY_RECORDS=40\n'}, 40)
    modules = stand_ins.west_update(project.folder)
    return project.prints(stand_ins.west_build(project.path('app'), modules))


@ecosystem('Zephyr, its sample', ZEPHYR_TOOL, ZEPHYR_NEEDS)
def zephyr_sample(place, name, galley):
    """It prints what its sample.yaml expects, line by line."""
    samples, = stand_ins.check_module(galley)['samples']
    sample = os.path.join(galley, samples, 'article')
    program = stand_ins.west_build(sample, [galley])
    lines = Project(place, name, {}).run(program).split('\n')
    for pattern in stand_ins.yaml_of(sample + '/sample.yaml')['common'][
            'harness_config']['regex']:
        while lines and not re.search(pattern, lines[0]):
            lines.pop(0)
        if not lines:
            raise Failed('it did not print ' + pattern)
    return lines[0].split(': ', 1)[1]


# ---- Pico SDK, CMSIS-Pack ----

@ecosystem('Pico SDK, INTERFACE target', 'cmake, without the SDK',
           CMAKE_NEEDS)
def pico(place, name, galley):
    """The target alone; with a stand-in for the SDK it is that of
    tests/pico."""
    project = Project(place, name, {
        'CMakeLists.txt': CMAKE + words('Pico SDK', 'CMakeLists.txt')
        + 'target_compile_definitions(galley INTERFACE GALLEY_RECORDS=40)\n'
    }, 40)
    project.run('git', 'clone', '-q', ADDRESS, 'galley')
    return cmake(project)


@ecosystem('CMSIS-Pack', 'xmllint; gcc does what the pack says',
           {'xmllint': 'libxml2-utils', 'gcc': 'gcc'})
def cmsis_pack(place, name, galley):
    """The component's sources, compiled with its folders and the project's
    own copy of its configuration on the include path."""
    project = Project(place, name, {}, 40)
    command = re.search(r'`(port/cmsis_pack/pack.py) FOLDER`', README)[1]
    pack = project.run(os.path.join(galley, command), '.').strip()
    same(os.path.basename(pack),
         'Galley.Galley.%s.pack' % manifests.version(), 'name of the pack')
    with zipfile.ZipFile(pack) as z:
        z.extractall(project.path('pack'))
    description = project.path('pack/Galley.Galley.pdsc')
    project.run('xmllint', '--noout', description)
    found = {}
    for file in xml.etree.ElementTree.parse(description).iter('file'):
        path = project.path('pack', file.get('name'))
        if not os.path.exists(path):
            raise Failed('the pack has no ' + path)
        kind = 'config' if file.get('attr') else file.get('category')
        found.setdefault(kind, []).append(path)
    config, = found['config']
    with open(project.path(os.path.basename(config)), 'w') as f:
        f.write(read(config).replace('/* #define GALLEY_RECORDS 72 */',
                                     '#define GALLEY_RECORDS 40'))
    project.run('gcc', 'program.c', *found['source'], '-I.',
                *('-I' + folder for folder in found['include']), '-o',
                'reader')
    return project.prints('reader')


# ---- Kconfig ----

def kconfig_values(place, *settings):
    """{option: value} of CMake; None where the settings are refused."""
    result = os.path.join(place, 'kconfig.cmake')
    with open(os.path.join(place, 'prj.conf'), 'w') as f:
        f.write(''.join(line + '\n' for line in settings))
    try:
        stand_ins.run(HERE + 'stand_ins.py', f.name, result, 'Kconfig')
    except Failed:
        return None
    return dict(re.findall(r'CONFIG_(GALLEY_\w+) "(.*)"', read(result)))


def test_kconfig(place):
    """By itself it is the header's defaults; a limit beyond its range and an
    option that is none are refused."""
    reason = lacking(KCONFIG_NEEDS)
    if reason:
        skip('Kconfig: ' + reason)
        return
    options = manifests.options()
    defaults = {o.name: o.default for o in options}
    values = kconfig_values(place)
    for option in options:
        default = defaults.get(option.default, option.default)
        if not option.range:
            default = {'1': 'y', '0': ''}[default]
        same(values[option.name], default, option.name + ' of Kconfig')
    same(kconfig_values(place, 'CONFIG_GALLEY_CHARSET_FULL=y')[
        'GALLEY_CHARSET_BIG5'], 'y', 'an option that follows another')
    for setting in ('CONFIG_GALLEY_RECORDS=7', 'CONFIG_GALLEY_RECORD=70',
                    'CONFIG_GALLEY_TRACE=2'):
        same(kconfig_values(place, setting), None, setting + ' is refused')


# ---- all of them ----

def copy_of_tree(place):
    """This tree as it is now, as a repository of its own with the tag that
    the README names; its address leads there."""
    to = os.path.join(place, 'galley')
    names = subprocess.run(
        ['git', 'ls-files', '-z', '--cached', '--others',
         '--exclude-standard'], check=True, stdout=subprocess.PIPE
    ).stdout.decode().split('\0')
    for name in names:
        if os.path.isfile(name):
            os.makedirs(os.path.dirname(os.path.join(to, name)),
                        exist_ok=True)
            shutil.copy(name, os.path.join(to, name))
    git = ('-C', to, '-c', 'user.name=x', '-c', 'user.email=x@example.org')
    stand_ins.git(*git, 'init', '-q', '-b', 'main')
    stand_ins.git(*git, 'add', '-A')
    stand_ins.git(*git, 'commit', '-q', '-m', 'The tree')
    stand_ins.git(*git, 'tag', 'v' + manifests.version())
    os.environ.update(GIT_CONFIG_COUNT='1', GIT_CONFIG_VALUE_0=ADDRESS,
                      GIT_CONFIG_KEY_0='url.file://%s.insteadOf' % to)
    return to


def is_here(wanted):
    if wanted.startswith('import '):
        return subprocess.run([sys.executable, '-c', wanted],
                              stderr=subprocess.DEVNULL).returncode == 0
    return os.path.exists(wanted) or bool(shutil.which(wanted))


def lacking(needs):
    """The first that is not here of {program, path or module: package}."""
    for wanted, package in needs.items():
        if not is_here(wanted):
            return 'no %s (package %s)' % (wanted.split()[-1], package)
    return None


def attempt(place, galley, row):
    name, tool, needs, function = row
    reason = lacking(needs)
    if reason:
        skip('%s: %s' % (name, reason))
        return
    try:
        headline = function(place, name, galley)
    except (Failed, OSError) as e:
        check(False, '%s: %s' % (name, e))
        return
    wanted = json.loads(read('tests/fixtures/demo.json'))['headline']
    if 'sample' in name:
        wanted = 'Harbour bridge opens two months early'
    same(headline, wanted, name)
    print('%-34s %s: "%s"' % (name, tool, headline))
    sys.stdout.flush()


def main():
    word = ''.join(sys.argv[1:])
    for name in [n for n in os.environ if n.startswith('MAKE')]:
        del os.environ[name]  # a make below is nobody's part
    with tempfile.TemporaryDirectory() as place:
        galley = copy_of_tree(place)
        if word == '':
            test_kconfig(place)
        for row in ECOSYSTEMS:
            if word in row[0]:
                attempt(place, galley, row)
    summary()


if __name__ == '__main__':
    main()
