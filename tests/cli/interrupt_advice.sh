# A SIGINT while it looks for what would help: all trials, no advice, whole files that say so, status 130. The note on a
# terminal says when; where no terminal can be had (a container without one) nothing can be looked at.
script -qec true /dev/null </dev/null >/dev/null 2>&1 || { cat <<<"exit 130
partial
partial
true
3000 trials"; exit 0; }
run='fleetsim forecast scenarios/enterprise/scenario.json --trials 3000 --jobs 1 -o out >text & echo $! >pid; wait $!; echo $? >status'
script -qefc "bash -c '$run'" terminal </dev/null >/dev/null &
until grep -q "looking for what would help" terminal 2>/dev/null || [ -e status ]; do sleep 0.05; done
kill -INT "$(cat pid)"
wait
echo "exit $(cat status)"
for page in text out/report.html; do
    grep -qF "Partial: interrupted after all 3,000 trials, before what would help was found." $page && echo partial
done
grep -oP '"interrupted": *\Ktrue' out/summary.json
echo "$(tail -n 1 out/trials.csv | cut -d, -f1 | awk '{print $1 + 1}') trials"
