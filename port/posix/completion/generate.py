#!/usr/bin/env python3
"""Makes the completions of bash, zsh and fish from what --help says, which is
the table of port/posix/options.c.

usage: generate.py GALLEY       writes galley.bash, _galley and galley.fish
                                beside itself
"""
import os
import re
import subprocess
import sys

OPTION = re.compile(r'  (?:-(\w), |    )--([a-z-]+)(?:=(\S+))?(?:\s+(.+))?$')

BASH = '''\
# Completion of galley for bash: by generate.py from galley --help.
_galley()
{
    local word=${COMP_WORDS[COMP_CWORD]} option= IFS=$'\\n'

    # bash takes "=" for a word of its own.
    if [ "$word" = = ]; then
        option=${COMP_WORDS[COMP_CWORD-1]} word=
    elif [ "$COMP_CWORD" -gt 1 ] && [ "${COMP_WORDS[COMP_CWORD-1]}" = = ]; then
        option=${COMP_WORDS[COMP_CWORD-2]}
    elif [ "$COMP_CWORD" -gt 0 ]; then
        option=${COMP_WORDS[COMP_CWORD-1]}
    fi
    COMPREPLY=()
    case $option in
%(values)s    esac
    case $word in
    -*)
        COMPREPLY=($(compgen -W $'%(names)s' -- "$word"))
        # What takes a value goes on.
        case ${COMPREPLY[*]} in *=) compopt -o nospace ;; esac ;;
    *)
        compopt -o filenames
        COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
} && complete -F _galley galley
'''

BASH_VALUES = '''\
    %s)
        COMPREPLY=($(compgen -W $'%s' -- "$word"))
        return ;;
'''

BASH_FOLDERS = '''\
    %s)
        compopt -o filenames
        COMPREPLY=($(compgen -d -- "$word"))
        return ;;
'''

BASH_ANY = '''\
    %s)
        return ;;
'''

ZSH = '''\
#compdef galley
# Completion of galley for zsh: by generate.py from galley --help.
_arguments -s -S \\
%s    '*:file:_files'
'''

FISH = '''\
# Completion of galley for fish: by generate.py from galley --help.
%s'''


def read_options(text):
    """[(letter, name, value, what it does)]; the first sentence is enough."""
    options = []
    for line in text.split('\n\n')[1].split('\n'):
        found = OPTION.match(line)
        if found:
            options.append([found[1], found[2], found[3], found[4] or ''])
        else:
            options[-1][3] += ' ' + line.strip()
    for option in options:
        option[3] = re.split('[;:] |, ', option[3].strip())[0]
    return options


def values_of(value):
    """The words to choose from; a name in capitals stands for others."""
    words = re.sub(r'\[.*?\]', '', value or '').split('|')
    return [word for word in words if word and word == word.lower()]


def bash(options):
    values = ''
    for letter, name, value, _ in options:
        if value is None:
            continue
        words = '--' + name + ('|-' + letter if letter else '')
        if values_of(value):
            values += BASH_VALUES % (words, r'\n'.join(values_of(value)))
        else:
            values += (BASH_FOLDERS if value == 'FOLDER' else BASH_ANY) % words
    names = ['--' + name + ('=' if value else '')
             for _, name, value, _ in options]
    return BASH % {'values': values, 'names': r'\n'.join(names)}


def zsh(options):
    lines = ''
    for letter, name, value, what in options:
        what = what.replace('\\', '\\\\').replace("'", "'\\''")
        what = re.sub(r'([\[\]:])', r'\\\1', what)
        both = "'(-%s --%s)'{-%s%s,--%s%s}'" % (
            letter, name, letter, '+' if value else '', name,
            '=' if value else '')
        lines += '    %s[%s]' % (both if letter else "'--%s%s" % (
            name, '=' if value else ''), what)
        if value:
            words = ' '.join(values_of(value))
            lines += ':%s:%s' % (
                value if value == value.upper() else name,
                '(%s)' % words if words
                else '_files -/' if value == 'FOLDER' else ' ')
        lines += "' \\\n"
    return ZSH % lines


def fish(options):
    lines = ''
    for letter, name, value, what in options:
        lines += 'complete -c galley%s -l %s' % (
            ' -s ' + letter if letter else '', name)
        if value:
            words = ' '.join(values_of(value))
            lines += " -x -a '(__fish_complete_directories)'" \
                if value == 'FOLDER' else " -x -a '%s'" % words if words \
                else ' -x'
        lines += " -d '%s'\n" % what.replace("'", "\\'")
    return FISH % lines


def completions(text):
    """{name of the file: what is in it} by what --help says."""
    options = read_options(text)
    return {'galley.bash': bash(options), '_galley': zsh(options),
            'galley.fish': fish(options)}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    text = subprocess.run([sys.argv[1], '--help'], stdout=subprocess.PIPE,
                          check=True).stdout.decode()
    for name, content in completions(text).items():
        with open(os.path.join(here, name), 'w', encoding='utf-8') as file:
            file.write(content)


if __name__ == '__main__':
    main()
