# What is required decides the exit status, a sentence each; the command line takes the place of the scenario's.
one=scenarios/04-failure-limits/scenario.json
asked() { grep -e ^Required -e ^exit; }
cat >gate.json <<JSON
{ "extends": "$one",
  "deadline": [ { "name": "freeze", "at": "2026-11-16T23:00:00Z" }, { "name": "some day", "at": "2031-01-01T00:00:00Z" } ],
  "experiment": { "trials": 1000, "require": [ "P(freeze) >= 0.2", "p_failed <= 0.9", "P(freeze, k135) > 0" ] } }
JSON
try fleetsim forecast gate.json >text
asked <text
try fleetsim forecast gate.json --require 'P(freeze) >= 0.999' --require 'P(some day) > 0.5' \
    --require 'P80(k135) <= 2026-12-31T00:00:00Z' --require 'P50(k135) < 1h' --require 'p_failed_hi <= 0.001' \
    --require 'failure_count_mean < 1' >text
asked <text
try fleetsim forecast gate.json --require 'p_failed > 0.9' -o out --quiet >text
asked <text
grep -A 9 '"conditions"' out/summary.json
grep -c 'class="missed"' out/report.html
grep '^Required' out/summary.md
