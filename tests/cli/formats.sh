# The same history three times.
s=scenarios/02-groups/scenario.json
fleetsim trace $s --format csv >trace.csv
fleetsim trace $s --format json >trace.json
fleetsim trace $s --format text | wc -l
head -n 4 trace.csv
head -c 400 trace.json
