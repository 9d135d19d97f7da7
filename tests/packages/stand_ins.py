#!/usr/bin/python3
"""What stands in for tools that neither Debian nor npm has: ESP-IDF's
component manager and idf.py, Zephyr's west, PlatformIO.  Each does what its
manual says that it does with Galley's manifests, and builds a program of this
machine.  Kconfig is read by kconfiglib, as ESP-IDF and Zephyr do.

usage: stand_ins.py SETTINGS RESULT KCONFIG...
    Kconfig, with the settings of a prj.conf or sdkconfig.defaults, as a file
    of CMake's set().
"""
import configparser
import glob
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
IDF = os.path.join(HERE, 'esp_idf')
ZEPHYR = os.path.join(HERE, 'zephyr')

# A pykwalify schema, of the facts in Zephyr's manual, "Modules", about the
# keys that a module.yml may have.
TEXT = {'type': 'str'}
TEXTS = {'type': 'seq', 'sequence': [TEXT]}
FLAG = {'type': 'bool'}
MODULE_SCHEMA = {'type': 'map', 'mapping': {
    'name': TEXT, 'tests': TEXTS, 'samples': TEXTS, 'boards': TEXTS,
    'build': {'type': 'map', 'mapping': {
        'cmake': TEXT, 'kconfig': TEXT, 'cmake-ext': FLAG,
        'kconfig-ext': FLAG, 'sysbuild-cmake': TEXT, 'sysbuild-kconfig': TEXT,
        'sysbuild-cmake-ext': FLAG, 'sysbuild-kconfig-ext': FLAG,
        'depends': TEXTS, 'settings': {'type': 'map', 'mapping': {
            key + '_root': TEXT for key in ('board', 'dts', 'soc', 'arch',
                                            'module_ext', 'sca')}}}}}}

# That of Zephyr's own options which samples set.
MENUS = '''mainmenu "Stand-in"
config MAIN_STACK_SIZE
	int "Stack of main"
	default 1024
'''


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def yaml_of(path):
    import yaml  # package python3-yaml
    return yaml.safe_load(read(path))


class Failed(Exception):
    pass


def run(*command, **more):
    """What it says; Failed, with the end of that, where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT,
                          **{'stdin': subprocess.DEVNULL, **more})
    text = done.stdout.decode('utf-8', 'replace')
    if done.returncode:
        raise Failed('%s: %s' % (' '.join(command), text[-2000:]))
    return text


def git(*arguments):
    run('git', *arguments)


def clone(url, revision, folder):
    git('clone', '-q', url, folder)
    git('-C', folder, '-c', 'advice.detachedHead=false', 'checkout', '-q',
        revision)


# ---- Kconfig ----

def configure(settings, result, menus):
    """A setting that no Kconfig has, or that is out of its range, is an
    error, as with Zephyr."""
    import kconfiglib  # package python3-kconfiglib
    root = result + '.Kconfig'
    with open(root, 'w', encoding='utf-8') as f:
        f.write(MENUS + ''.join('source "%s"\n' % menu for menu in menus))
    tree = kconfiglib.Kconfig(root, warn_to_stderr=False)
    tree.warn_assign_undef = True
    if os.path.exists(settings):
        tree.load_config(settings)
    for symbol in tree.unique_defined_syms:
        if symbol.user_value is not None and symbol.str_value != {
                0: 'n', 2: 'y'}.get(symbol.user_value, symbol.user_value):
            tree.warnings.append('%s is not %s but %s' % (
                symbol.name, symbol.user_value, symbol.str_value))
    if tree.warnings:
        sys.exit('\n'.join(tree.warnings))
    with open(result, 'w', encoding='utf-8') as f:
        for symbol in tree.unique_defined_syms:
            value = symbol.str_value
            f.write('set(CONFIG_%s "%s")\n' % (
                symbol.name, '' if value == 'n' else value))


# ---- ESP-IDF ----

def fetch_components(project):
    """The component manager: a dependency by git becomes a folder of
    managed_components; where it has a path, only what is below that."""
    for manifest in glob.glob(project + '/main/idf_component.yml'):
        for name, source in yaml_of(manifest)['dependencies'].items():
            copy = os.path.join(project, 'build', 'git', name)
            clone(source['git'], source['version'], copy)
            shutil.copytree(os.path.join(copy, source.get('path', '')),
                            os.path.join(project, 'managed_components', name),
                            ignore=shutil.ignore_patterns('.git'))


def idf_build(project):
    """idf.py build: the program."""
    os.environ['IDF_PATH'] = IDF
    fetch_components(project)
    cmake(project)
    program, = glob.glob(project + '/build/esp-idf/main/*.elf')
    return program


def cmake(project, *settings):
    run('cmake', '-G', 'Ninja', '-S', project, '-B', project + '/build',
        *settings)
    run('cmake', '--build', project + '/build')


# ---- Zephyr ----

def check_module(module):
    """What Zephyr's manual demands of a module.yml; its content."""
    import pykwalify.core  # package python3-pykwalify
    content = yaml_of(module + '/zephyr/module.yml')
    pykwalify.core.Core(source_data=content,
                        schema_data=MODULE_SCHEMA).validate()
    build = content['build']
    for path in (build['cmake'] + '/CMakeLists.txt', build['kconfig'],
                 *content['samples']):
        if not os.path.exists(os.path.join(module, path)):
            raise Failed('zephyr/module.yml: there is no ' + path)
    return content


def west_update(workspace):
    """The projects of the workspace's west.yml; those that are modules."""
    modules = []
    for item in yaml_of(workspace + '/west.yml')['manifest']['projects']:
        folder = os.path.join(workspace, item['path'])
        clone(item['url'], item['revision'], folder)
        modules.append(folder)
    return modules


def west_build(application, modules):
    """The program."""
    os.environ['ZEPHYR_BASE'] = ZEPHYR
    builds = [(m, check_module(m)['build']) for m in modules]
    cmake(application,
          '-DZEPHYR_CMAKE_DIRS=' + ';'.join(
              os.path.join(m, b['cmake']) for m, b in builds),
          '-DZEPHYR_KCONFIG=' + ';'.join(
              os.path.join(m, b['kconfig']) for m, b in builds))
    return application + '/build/app'


# ---- PlatformIO ----

def pio_run(project):
    """pio run: of a library, only what its library.json exports, and its
    sources with its and their folders on the include path; the program."""
    settings = configparser.ConfigParser()
    settings.read(project + '/platformio.ini')
    settings = settings['env:board']
    url, revision = settings['lib_deps'].split('#')
    whole = project + '/.pio/git'
    clone(url, revision, whole)
    manifest = json.loads(read(whole + '/library.json'))
    library = project + '/.pio/libdeps/' + manifest['name']
    for name in manifest['export']['include']:
        copy = shutil.copytree if os.path.isdir(
            os.path.join(whole, name)) else shutil.copy
        os.makedirs(library, exist_ok=True)
        copy(os.path.join(whole, name), os.path.join(library, name))
    folders = [os.path.join(library, manifest['build'][key])
               for key in ('includeDir', 'srcDir')]
    program = project + '/.pio/program'
    run('gcc', *settings.get('build_flags', '').split(),
        *('-I' + folder for folder in folders),
        *glob.glob(project + '/src/*.c'),
        *glob.glob(folders[1] + '/**/*.c', recursive=True), '-o', program)
    return program


if __name__ == '__main__':
    configure(sys.argv[1], sys.argv[2], sys.argv[3:])
