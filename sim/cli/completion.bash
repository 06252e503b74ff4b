# Completion of fleetsim for bash. The options come from the program's own help, so they cannot go stale.
_fleetsim() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    COMPREPLY=()
    case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "text csv json" -- "$word") && return ;;
    --extends) mapfile -t COMPREPLY < <(compgen -f -X '!*.json' -- "$word") && return ;;
    -o | --output) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --members) mapfile -t COMPREPLY < <(compgen -W "top:50" -- "$word") && return ;;
    esac
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "forecast trace compare sweep validate generate fit --help --version" -- "$word")
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(fleetsim "$command" --help 2>/dev/null |
            grep -oE '^ .{4} --[a-z-]+' | grep -oE -- '--[a-z-]+')" -- "$word")
    elif [ "$command" = fit ]; then
        mapfile -t COMPREPLY < <(compgen -f -X '!*.@(json|csv)' -- "$word" && compgen -d -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -X '!*.json' -- "$word" && compgen -d -- "$word")
    fi
}
complete -o filenames -F _fleetsim fleetsim
