# A disk that is full: status 3, one sentence, nothing half-written.
exec 2>&1
s=scenarios/02-groups/scenario.json
(ulimit -f 1 && exec fleetsim forecast $s --trials 2000 -q -o out) >text
echo "exit $?"
ls -A | sort
(ulimit -f 0 && exec fleetsim sweep $s --trials 20 --vary /experiment/seed=1,2 -q -o swept 2>&1) | cat
echo "exit ${PIPESTATUS[0]}"
ls -A | sort
fleetsim forecast $s --trials 50 >/dev/full
echo "exit $?"
fleetsim trace $s >/dev/full
echo "exit $?"
fleetsim --help >/dev/full
echo "exit $?"
fleetsim validate $s >/dev/full
echo "exit $?"
try fleetsim forecast $s --trials 50 -q -o /proc/out
try fleetsim forecast $s --trials 50 -q -o missing/out
