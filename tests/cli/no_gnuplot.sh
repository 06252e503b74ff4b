# Without gnuplot everything but the pictures is there, and the program says so.
PATH=/nonexistent "$FLEETSIM" forecast scenarios/01-one-by-one/scenario.json --trials 50 -o out >text
echo "exit $?"
ls out/plots | grep -c svg
ls out | grep report.html
