# An existing folder is replaced only if it is empty or ours, and refused before anything is simulated.
exec 2>&1
s=scenarios/01-one-by-one/scenario.json
mkdir empty foreign
echo keep >foreign/me
touch file
try fleetsim forecast $s --trials 20 -q -o foreign >/dev/null
try timeout 10 fleetsim forecast $s --trials 1000000 -q -o foreign
ls foreign
try fleetsim forecast $s --trials 1000000 -q -o file
fleetsim forecast $s --trials 20 -q -o empty >/dev/null && ls empty | grep report.html
touch empty/stray
fleetsim forecast $s --trials 30 -q -o empty/ >/dev/null && ls empty | grep stray
fleetsim forecast $s --trials 30 -q --no-trials -o empty >/dev/null && ls empty | grep trials.csv
ls -A | sort
