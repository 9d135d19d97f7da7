# Completion of galley for bash: by generate.py from galley --help.
_galley()
{
    local word=${COMP_WORDS[COMP_CWORD]} option= IFS=$'\n'

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
    --format|-f)
        COMPREPLY=($(compgen -W $'text\nmarkdown\nhtml\njson\nblocks\ntokens' -- "$word"))
        return ;;
    --output|-o)
        compopt -o filenames
        COMPREPLY=($(compgen -d -- "$word"))
        return ;;
    --url)
        return ;;
    --dates)
        COMPREPLY=($(compgen -W $'iso\nfound' -- "$word"))
        return ;;
    --chunk)
        COMPREPLY=($(compgen -W $'random' -- "$word"))
        return ;;
    --headline-size)
        return ;;
    --body-size)
        return ;;
    --charset)
        return ;;
    --state)
        return ;;
    --last-start-tag)
        return ;;
    --input)
        COMPREPLY=($(compgen -W $'page\nwarc\njsonl' -- "$word"))
        return ;;
    --jobs)
        return ;;
    esac
    case $word in
    -*)
        COMPREPLY=($(compgen -W $'--format=\n--output=\n--url=\n--dates=\n--chunk=\n--headline-size=\n--body-size=\n--http\n--charset=\n--state=\n--last-start-tag=\n--features\n--input=\n--jobs=\n--exit-zero\n--version\n--help' -- "$word"))
        # What takes a value goes on.
        case ${COMPREPLY[*]} in *=) compopt -o nospace ;; esac ;;
    *)
        compopt -o filenames
        COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
} && complete -F _galley galley
