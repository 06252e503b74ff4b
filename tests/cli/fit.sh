# A history in, models out: as a table, as a document of their own or as a scenario, as a folder with plots. Files appear whole,
# and only files of ours are replaced.
past=scenarios/fitted/history.csv
fleetsim fit $past --format csv >a.csv
head -n 3 a.csv
head -n 1 a.csv | grep -qxFf - doc/COLUMNS.md || echo "fit.csv: its header is not in reports/COLUMNS.md"
fleetsim fit $past -q -o models.json --format csv | cmp - a.csv
fleetsim fit $past --format json | cmp - models.json && head -n 4 models.json
tail -n +2 $past | tac | cat <(head -n 1 $past) - | fleetsim fit - --format csv | cut -d, -f1-7 | sort |
    cmp - <(cut -d, -f1-7 a.csv | sort) && echo "the order of rows changes no more than the order of answers"
fleetsim fit $past --extends scenarios/fitted/scenario.json -o fitted.json >/dev/null
grep -e extends -e durationModel fitted.json | head -n 3
grep -c durationModel fitted.json
fleetsim validate --strict fitted.json | head -n 1
mkdir deep && fleetsim fit $past --extends scenarios/fitted/scenario.json -q -o deep/fitted.json >/dev/null
grep extends deep/fitted.json
fleetsim fit $past -q -o out >/dev/null && fleetsim fit $past -o out >/dev/null
ls out out/plots && tail -c 7 out/plots/full.svg && cmp out/models.json models.json && cmp out/fit.csv a.csv
ls -A
mkdir empty
PATH=$PWD/empty:/nowhere $FLEETSIM fit $past -o bare >/dev/null
ls bare/plots
exec 2>&1
echo '{}' >mine.json && : >empty.json
try fleetsim fit $past -o mine.json
try fleetsim fit $past -o empty.json -q --format json >shown.json
cmp empty.json <(sed 1d shown.json | head -n -1) && echo an empty file is replaced
try fleetsim fit $past -o nowhere/models.json
try fleetsim fit $past -o deep
try fleetsim fit $past --extends scenarios/fitted/history.csv
try fleetsim fit
try fleetsim fit $past --trials 5
ls -A deep
