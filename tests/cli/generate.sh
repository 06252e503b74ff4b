# A made-up fleet is a scenario like any other; the same options give the same bytes, another seed another fleet.
fleetsim generate --members 5 | head -n 14
fleetsim generate --members 150 --seed 7 >a.json
fleetsim generate --seed 7 --members 150 >b.json
fleetsim generate --members 150 --seed 8 >c.json
cmp a.json b.json && ! cmp -s a.json c.json && echo same and different
fleetsim validate --strict a.json | head -n 1
fleetsim generate --members 40 --groups 4 --stages 2 --regions 2 --windows 1 --pools 1 --start 2026-12-01T06:00:00Z |
    fleetsim validate - | sed -n '1,4p'
fleetsim generate --members 1000 | fleetsim forecast - --trials 50 --set /fleet/generate/members=1200 | grep -o "means, of .*"
exec 2>&1
try fleetsim generate
try fleetsim generate 20
try fleetsim generate --members 0
try fleetsim generate --members top:5
try fleetsim generate --members 1000001
try fleetsim generate --members 5 --groups 6
try fleetsim generate --members 20 --stages 11
try fleetsim generate --members 20 --groups 1001
try fleetsim generate --members 20 --regions 17
try fleetsim generate --members 20 --windows 169
try fleetsim generate --members 20 --pools -1
try fleetsim generate --members 20 --start tomorrow
try fleetsim generate --members 20 --seed 9007199254740993
try fleetsim generate --members 20 --trials 5
