# Warnings stand on standard output; only --strict makes them count.
exec 2>&1
cat >warns.json <<'JSON'
{ "start": "2026-11-16T08:00:00Z",
  "fleet": { "members": [ { "name": "a", "group": "g" }, { "name": "b" } ] },
  "strategies": { "s": { "stages": [ { "name": "one", "groups": [ { "name": "g" } ] } ] } },
  "updateRuns": [ { "name": "r", "strategy": "s", "managedClusterUpdate": { "upgrade": { "type": "Full", "kubernetesVersion": "1.35.2" } } } ] }
JSON
try fleetsim validate warns.json
try fleetsim validate --strict warns.json >strict
tail -n 1 strict
try fleetsim validate --strict scenarios/02-groups/scenario.json | tail -n 1
