# Inputs beyond what is stated: a file too large, too many files, too many columns, too many causes.
start='"start": "2026-11-16T08:00:00Z"'
run='"updateRuns": [ { "name": "k", "managedClusterUpdate": { "upgrade": { "type": "NodeImageOnly" } } } ]'
fleet='"fleet": { "members": [ { "name": "a" } ] }'
truncate -s 257M large.csv
echo "{ $start, $run, \"fleet\": { \"members\": \"large.csv\" } }" >large.json
try fleetsim validate large.json 2>&1
echo '{ "stages": [ { "name": "s", "groups": [ { "name": "g" } ] } ] }' >stages.json
echo "{ $start, $run, $fleet, \"strategies\": { $(seq -f '"s%g": "stages.json"' -s ', ' 1000) } }" >files.json
try fleetsim validate files.json 2>&1
(
    echo -n name
    seq -f ',_%g' 1000 | tr -d '\n'
    echo
    echo -n a
    printf ',%.0s' {1..1000}
    echo
) >wide.csv
echo "{ $start, $run, \"fleet\": { \"members\": \"wide.csv\" } }" >wide.json
try fleetsim validate wide.json 2>&1
echo "{ $start, $run, $fleet, \"models\": { \"failure\": { \"default\": { \"causes\": [
    $(seq -f '{ "code": "c%g", "probability": 0.0001 }' -s ', ' 1001) ] } } } }" >causes.json
try fleetsim validate causes.json 2>&1
operations=$(for minute in {0..1999}; do
    printf '{ "at": "2026-11-%02dT%02d:%02d:00Z", "do": "setMember", "member": "a", "set": { "group": "g" } }, ' \
        $((17 + minute / 1440)) $((minute / 60 % 24)) $((minute % 60))
done)
echo "{ $start, $run, $fleet, \"operations\": [ ${operations%, } ] }" >epochs.json
try fleetsim validate epochs.json 2>&1
