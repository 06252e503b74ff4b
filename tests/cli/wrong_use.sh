# Every refusal is one sentence that says what to write, and status 2.
exec 2>&1
one=scenarios/01-one-by-one/scenario.json
try fleetsim
try fleetsim forcast $one
try fleetsim compere $one
try fleetsim -x
try fleetsim forecast
try fleetsim forecast $one two.json
try fleetsim forecast $one --trails 5
try fleetsim forecast $one --precision soon
try fleetsim forecast $one --require 'P80(k135) < soon'
try fleetsim forecast $one --strict
try fleetsim forecast $one --tri 5
try fleetsim forecast $one -x
try fleetsim forecast $one --trials
try fleetsim forecast $one --trials many
try fleetsim forecast $one --trials -5
try fleetsim forecast $one --trials 0
try fleetsim forecast $one --trials 99999999999999999999
try fleetsim forecast $one --seed 1.5
try fleetsim forecast $one --jobs 0
try fleetsim forecast $one --members 50
try fleetsim forecast $one --members top:0
try fleetsim forecast $one --quiet=yes
try fleetsim forecast $one -o ''
try fleetsim trace $one --trial last
try fleetsim trace $one --format xml
try fleetsim trace $one --set experiment/trials
try fleetsim trace $one --set /experiment/trials
try fleetsim trace $one --set /experiment/trails=7
try fleetsim trace $one --set /updateRuns/k136/start=manual
try fleetsim validate $one --format csv
try fleetsim validate --
