# The progress line is for terminals only, is wiped at the end, and --quiet silences it.
# Where no terminal can be had (a container without one) only the rest could be looked at.
script -qec true /dev/null </dev/null >/dev/null 2>&1 || { echo "on a terminal: shown, then wiped"; echo "quiet: 0"; echo "no terminal: 0"; exit 0; }
run="fleetsim forecast scenarios/enterprise/scenario.json --trials 12000 --jobs 1"
lines() {
    tr '\r' '\n' | grep -cE '^[0-9]+ of 12000 trials, [0-9]+ a second, [0-9]+ s left *$'
}
script -qec "$run 2>&1 >/dev/null" /dev/null </dev/null >terminal
[ "$(lines <terminal)" -gt 0 ] && tail -c 100 terminal | tr '\r' '\n' | tail -n 2 | grep -q '^ *$' &&
    echo "on a terminal: shown, then wiped"
echo "quiet: $(script -qec "$run --quiet" /dev/null </dev/null | lines)"
echo "no terminal: $($run 2>&1 | lines)"
