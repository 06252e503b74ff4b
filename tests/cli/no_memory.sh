# Memory that runs out: one sentence, status 3, nothing left. Sanitizers need all addresses for themselves.
exec 2>&1
if nm "$FLEETSIM" 2>/dev/null | grep -qE '__(asan|tsan)_init'; then
    printf '%s\n' 'fleetsim: there is not enough memory' 'exit 3'
    exit 0
fi
ulimit -v 100000
fleetsim forecast scenarios/10-generated/scenario.json --set /fleet/generate/members=300000 -q -o out
echo "exit $?"
ls -A | grep -vE '^(doc|scenarios)$'
exit 0
