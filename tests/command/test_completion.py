#!/usr/bin/env python3
"""The option table, --help, the manual page and what shells complete say the
same; bash, zsh and fish really complete."""
import importlib.util
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import check, run, same, skip, summary  # noqa

FOLDER = 'port/posix/completion'
MANUAL = 'port/posix/galley.1'
DEMO = 'tests/fixtures/demo.html'
SECONDS = 20

spec = importlib.util.spec_from_file_location('generate',
                                              FOLDER + '/generate.py')
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)
HELP = run('--help')[1].decode()
OPTIONS = generate.read_options(HELP)
# A value that each option takes, where that is no word of --help.
VALUES = {'FOLDER': None, 'URL': 'https://example.org/', 'BYTES': '4096',
          'LABEL': 'utf-8', 'NAME': 'Data state'}
# What an option goes with, where that is not a page alone.
MORE = {'state': ['--format=tokens', DEMO],
        'last-start-tag': ['--format=tokens', DEMO],
        'input': ['/dev/null'], 'jobs': ['--input=jsonl', '/dev/null']}


def test_generated():
    for name, content in generate.completions(HELP).items():
        with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
            same(file.read(), content, '%s: made by %s/generate.py GALLEY'
                 % (name, FOLDER))


def test_table():
    """What --help shows is read, in each of its forms."""
    check(len(OPTIONS) > 10, 'there are options')
    for letter, name, value, what in OPTIONS:
        check(what and what == what.strip(), '--%s: %r' % (name, what))
        words = generate.values_of(value) if value else []
        word = words[0] if words else VALUES.get(value, '1')
        if value is None:
            forms = [['--' + name]] + ([['-' + letter]] if letter else [])
        elif word is None:
            continue  # tests/command/test_folder.py
        else:
            forms = [['--%s=%s' % (name, word)], ['--' + name, word]]
            if letter:
                forms += [['-' + letter, word], ['-' + letter + word]]
        more = MORE.get(name, [DEMO])
        got = [run(*form, *more) for form in forms]
        if name == 'http':
            check(b'not an HTTP' in got[0][2], '--http is read')
        else:
            check(got[0][0] in (0, 1), '%s: status' % forms[0])
        for form, result in zip(forms[1:], got[1:]):
            same(result, got[0], ' '.join(form))
        for choice in words:
            check(run('--%s=%s' % (name, choice), *more)[0] in (0, 1),
                  '--%s=%s' % (name, choice))
        check(run('--' + name + ('' if value else '=x'))[0] == 64,
              '--%s: %s value' % (name, 'no' if value else 'a'))


def plain(roff):
    """The text of roff, without fonts and escapes."""
    roff = re.sub(r'\\f[A-Z]|"', '', roff).replace('\\-', '-')
    return roff.replace('\\ ', ' ')


def test_manual():
    """Each option in its form, with its letter, in --help's order."""
    with open(MANUAL, encoding='utf-8') as file:
        text = file.read()
    section = text[text.index('.SH OPTIONS'):]
    section = section[:section.index('.SH', 4)]
    found = []
    for line in re.findall(r'^\.TP\n\.[BR]+ (.*)$', section, re.M):
        words = plain(line).replace(' ', '')
        letter = re.match(r'-(\w),', words)
        name = re.search(r'--([a-z-]+)=?(.*)$', words)
        value = name[2].replace('random[:SEED]', 'N|random[:SEED]') or None
        found.append((letter and letter[1], name[1], value))
    merged = [f for i, f in enumerate(found)
              if i == 0 or f[1] != found[i - 1][1]]
    wanted = [(letter, name, value) for letter, name, value, _ in OPTIONS]
    same([f[:2] for f in merged], [w[:2] for w in wanted],
         'manual: options, as --help has them')
    for (_, name, value), (_, _, given) in zip(wanted, merged):
        if name != 'chunk':
            same(given, value, 'manual: value of --' + name)
    statuses = re.search(r'^\.SH EXIT STATUS\n(.*?)^\.SH', text,
                         re.M | re.S)[1]
    told = set(re.findall(r'\b(\d+) [a-z]', HELP.split('Exit status:')[1]))
    check(told <= set(re.findall(r'^\.B (\d+)$', statuses, re.M)),
          'manual: exit statuses %s' % told)


def test_mandoc():
    if not shutil.which('mandoc'):
        skip('manual: no mandoc (package mandoc)')
        return
    done = subprocess.run(['mandoc', '-Tlint', MANUAL],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    same((done.returncode, done.stdout), (0, b''), 'mandoc -Tlint')
    shown = subprocess.run(['mandoc', '-Tutf8', MANUAL],
                           stdout=subprocess.PIPE).stdout.decode()
    shown = re.sub('.\x08', '', shown)
    for _, name, _, _ in OPTIONS:
        check('--' + name in shown, 'manual: shows --' + name)
    check(re.search(r'20\d\d-\d\d-\d\d', shown), 'manual: a date')


# ---- shells ----

# What is typed, and what stands there when the tab was pressed.
TYPED = [('galley --form', ['galley', '--format=']),
         ('galley --format=mark', ['galley', '--format=markdown']),
         ('galley --format mark', ['galley', '--format', 'markdown']),
         ('galley -f js', ['galley', '-f', 'json']),
         ('galley --dates=i', ['galley', '--dates=iso']),
         ('galley --chunk=r', ['galley', '--chunk=random']),
         ('galley --http -f ht', ['galley', '--http', '-f', 'html']),
         ('galley --feat', ['galley', '--features']),
         ('galley -o tests/fixt', ['galley', '-o', 'tests/fixtures/']),
         ('galley --output=tests/fixt', ['galley',
                                         '--output=tests/fixtures/']),
         ('galley tests/fixtures/dem', ['galley', 'tests/fixtures/demo.']),
         ('galley -f text tests/fixtures/demo.h',
          ['galley', '-f', 'text', 'tests/fixtures/demo.html']),
         ('galley --state=R', ['galley', '--state=R'])]


def complete(shell, start, lines):
    """The words of each line after a tab, typed into a shell on a terminal:
    the tab's work done, the line is made one that prints its words."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM='dumb', HOME='/nonexistent', LC_ALL='C.UTF-8',
                          INPUTRC='/dev/null', HISTFILE='')
        os.execvp(shell[0], shell)
    seen = ''

    def wait_for(pattern):
        nonlocal seen
        end = time.time() + SECONDS
        while time.time() < end:
            found = re.search(pattern, seen)
            if found:
                seen = seen[found.end():]
                return found
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    seen += os.read(terminal, 4096).decode('utf-8', 'replace')
                except OSError:
                    break
        return None

    os.write(terminal, (start + "; printf 'STAR%s\\n' T\n").encode())
    words = []
    if wait_for('START'):
        for line in lines:
            os.write(terminal, line.encode() + b"\t\x01printf '[%s]' \n")
            found = wait_for(r'(\[(?!%s)[^][]*\])+')
            words.append(found and found[0][1:-1].split(']['))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return words


def check_shell(name, shell, start):
    if not shutil.which(name):
        skip('completion: no %s (package %s)' % (name, name))
        return
    done = subprocess.run([name, '-n', FOLDER + '/' + FILES[name]],
                          stderr=subprocess.PIPE)
    same((done.returncode, done.stderr), (0, b''), name + ': syntax')
    got = complete(shell, start, [line for line, _ in TYPED])
    same(len(got), len(TYPED), name + ': lines that were completed')
    for (line, wanted), words in zip(TYPED, got):
        if name == 'zsh':  # takes it back when the cursor goes elsewhere
            wanted = [word.rstrip('=/') for word in wanted]
        same(words, wanted, '%s: %s' % (name, line))


FILES = {'bash': 'galley.bash', 'zsh': '_galley', 'fish': 'galley.fish'}


def test_bash():
    check_shell('bash', ['bash', '--norc', '--noprofile', '-i'],
                'source %s/galley.bash' % FOLDER)
    script = 'source %s/galley.bash; COMP_WORDS=(galley "$@"); ' \
        'COMP_CWORD=$#; _galley 2>/dev/null; printf "%%s\\n" ' \
        '"${COMPREPLY[@]}"' % FOLDER
    for words, wanted in (
            (['--'], sorted('--' + name + ('=' if value else '')
                            for _, name, value, _ in OPTIONS)),
            (['--format', '='], sorted(generate.values_of(OPTIONS[0][2]))),
            (['--dates', '=', ''], ['found', 'iso'])):
        done = subprocess.run(['bash', '-c', script, 'bash', *words],
                              stdout=subprocess.PIPE)
        same(sorted(done.stdout.decode().split()), wanted,
             'bash: %s' % words)


def test_zsh():
    check_shell('zsh', ['zsh', '-f', '-i'],
                'bindkey -e; PS1=; unsetopt prompt_cr prompt_sp; '
                'fpath=(%s $fpath); autoload -U compinit; compinit -D'
                % FOLDER)


def test_fish():
    """fish tells itself what it would complete."""
    if not shutil.which('fish'):
        skip('completion: no fish (package fish)')
        return
    file = FOLDER + '/galley.fish'
    done = subprocess.run(['fish', '-n', file], stderr=subprocess.PIPE)
    same((done.returncode, done.stderr), (0, b''), 'fish: syntax')
    for line, wanted in TYPED:
        done = subprocess.run(
            ['fish', '--no-config', '-c', 'source %s; complete -C "%s"'
             % (file, line)], stdout=subprocess.PIPE,
            env=dict(os.environ, HOME='/nonexistent'))
        words = [w.split('\t')[0] for w in done.stdout.decode().split('\n')]
        if line in ('galley --state=R', 'galley tests/fixtures/dem'):
            continue  # nothing, or more than one
        check(wanted[-1] in words or wanted[-1].rstrip('=') in words, 'fish: %s: %s' % (line, words[:5]))
    done = subprocess.run(['fish', '--no-config', '-c', 'source %s; complete '
                           '-C "galley --"' % file], stdout=subprocess.PIPE)
    words = re.findall(r'^--([a-z-]+)', done.stdout.decode(), re.M)
    same(sorted(set(words)), sorted(o[1] for o in OPTIONS), 'fish: options')


test_generated()
test_table()
test_manual()
test_mandoc()
test_bash()
test_zsh()
test_fish()
summary()
