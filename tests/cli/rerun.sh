# DIR/scenario.json reproduces DIR byte for byte; what the command line changed is in it.
for s in 07-node-pools 09-variant; do
    fleetsim forecast scenarios/$s/scenario.json --trials 300 --seed 7 -q -o first >first.txt \
        --set /controller/windowPollMinutes=30
    fleetsim forecast first/scenario.json -q -o second >second.txt
    diff -r first second && cmp first.txt second.txt && echo same
done
