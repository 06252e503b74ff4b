# Threads change no byte.
s=scenarios/08-freezes/scenario.json
fleetsim forecast $s --trials 700 --jobs 1 -q -o one >one.txt
fleetsim forecast $s --trials 700 --jobs 8 -q -o eight >eight.txt
fleetsim forecast $s --trials 700 -j3 -q -o three >three.txt
diff -r one eight && diff -r one three && cmp one.txt eight.txt && cmp one.txt three.txt && echo same
