# The releases a plan waits for, for machines.
fleetsim validate scenarios/14-waves/scenario.json --format json >plan.json
sed -n '/"releases"/,/"warnings"/p' plan.json
fleetsim validate scenarios/02-groups/scenario.json --format json | grep '"releases"'
