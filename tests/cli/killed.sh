# Killed outright, the program leaves nothing under DIR's name, and what stood there before stays whole.
s=scenarios/enterprise/scenario.json
fleetsim forecast $s --trials 100 -q -o out >/dev/null
cp -r out before
fleetsim forecast $s --trials 1000000 -q -o out >/dev/null &
program=$!
sleep 0.3
kill -KILL $program
wait $program 2>/dev/null
echo "exit $?"
diff -r before out && echo whole
