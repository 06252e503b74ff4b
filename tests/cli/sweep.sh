# A grid of values under the same luck; a sweep that was killed goes on where it was.
s=scenarios/08-freezes/scenario.json
limit=/strategies/safe/stages/prod/groups/prod/maxConcurrency
hours=/maintenanceWindows/sat-night/durationHours
try fleetsim sweep $s --trials 300 --vary $limit=1..3/2 --vary $hours=4,6
fleetsim sweep $s --trials 300 -q -o whole --vary $limit=1..3/2 --vary $hours=4,6 --format csv >printed.csv
cmp printed.csv whole/sweep.csv && ls whole whole/plots && ls -d whole.sweep 2>&1
head -n 1 whole/sweep.csv | cut -d, -f1-3
cut -d, -f3- whole/sweep.csv | head -n 1 | grep -qxFf - doc/COLUMNS.md || echo "the columns are not those of runs.csv"

echo "--- a combination is the forecast with its values"
fleetsim forecast $s --trials 300 -q -o one --set $limit=3 --set $hours=6 >/dev/null
diff <(tail -n 1 one/runs.csv) <(tail -n 1 whole/sweep.csv | cut -d, -f3-) && echo same

echo "--- a table of combinations"
printf '%s,%s\n1,4\n3,6\n' $limit $hours >grid.csv
fleetsim sweep $s --trials 300 --grid grid.csv --format csv | cmp - <(sed -n '1p;2p;5p' whole/sweep.csv) && echo same

echo "--- killed half way"
many="--vary $limit=1..6/1 --vary $hours=4,5,6,7,8 --trials 20000"
fleetsim sweep $s $many -q -o fresh >/dev/null
fleetsim sweep $s $many -q -o killed >/dev/null &
until [ -e killed.sweep ] && [ "$(wc -l <killed.sweep)" -gt 9 ]; do sleep 0.01; done
kill -9 $!
wait $! 2>/dev/null
ls -d killed 2>/dev/null
cp killed.sweep torn.sweep && head -c -100 killed.sweep >torn.sweep
sed 's/2026/2027/' killed.sweep >wrong.sweep
for start in killed torn wrong; do
    fleetsim sweep $s $many -o $start --jobs 3 2>said >/dev/null
    diff -r fresh $start && echo same
    sed 's/^fleetsim: [1-9][0-9]* of 30/fleetsim: some of 30/' said
    ls -d $start.sweep 2>/dev/null
done

echo "--- the state of another sweep is not used"
cp torn.sweep other.sweep 2>/dev/null || printf 'fleetsim sweep 0.1.0 0 0 30\n' >other.sweep
fleetsim sweep $s --trials 300 -q -o other --vary $limit=1..3/2 --vary $hours=4,6 >/dev/null
diff -r whole other && echo same

echo "--- wrong use"
try fleetsim sweep $s 2>&1
try fleetsim sweep $s --vary $limit=1 --grid grid.csv 2>&1
try fleetsim sweep $s --vary limit=1 2>&1
try fleetsim sweep $s --vary $limit=3..1/1 2>&1
try fleetsim sweep $s --vary $limit=1..3/1h 2>&1
try fleetsim sweep $s --vary $limit=1..1000000/1 2>&1
try fleetsim sweep $s --vary $limit=1,,2 2>&1
try fleetsim sweep $s --vary $limit=1..200/1 --vary $hours=4..24/0.1 2>&1
try fleetsim sweep $s --vary $hours=3,4,30 2>&1
try fleetsim sweep $s --grid missing.csv 2>&1
printf 'limit\n1\n' >names.csv
try fleetsim sweep $s --grid names.csv 2>&1
printf '%s\n' $limit >empty.csv
try fleetsim sweep $s --grid empty.csv 2>&1
