# The first SIGINT ends a long run cleanly: whole files that say partial, status 130.
s=scenarios/enterprise/scenario.json
fleetsim forecast $s --trials 1000000 -q -o out >text &
program=$!
if nm "$FLEETSIM" 2>/dev/null | grep -q __tsan_init; then sleep 10; else sleep 1; fi
kill -INT $program
wait $program
echo "exit $?"
[ -e out ] || echo "no out"
grep -ciE 'partial|interrupted' text | grep -qx 0 && echo "the text does not say so"
grep -ciE 'partial|interrupted' out/report.html | grep -qx 0 && echo "the page does not say so"
grep -qE '"interrupted": *true' out/summary.json || echo "summary.json does not say so"
ls -A | sort
