exec 2>&1
try fleetsim forecast nowhere.json -o out
try fleetsim trace scenarios
try fleetsim validate nowhere.json scenarios/02-groups/scenario.json nowhere-else.json >answers
grep -v '^ ' answers | grep -E 'nowhere|^exit'
ls -d out 2>/dev/null || echo "nothing is written"
