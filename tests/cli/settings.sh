# --set changes one value, by position or by name; the last one counts.
s=scenarios/02-groups/scenario.json
fleetsim trace $s --set /models/duration/default/memberMinutes=30 | tail -n 1
fleetsim trace $s --set /strategies/staged/stages/nonprod/afterStageWaitInSeconds=0 \
    --set /models/duration/default/memberMinutes=1 --set /models/duration/default/memberMinutes=20 | tail -n 1
fleetsim trace $s --set '/strategies/staged/stages/1/maxConcurrency="1"' | tail -n 1
