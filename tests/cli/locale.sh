# Locale, time zone and terminal settings change no byte.
s=scenarios/08-freezes/scenario.json
fleetsim forecast $s --trials 200 -q -o here >here.txt
for locale in de_DE.UTF-8 tr_TR.UTF-8 C.UTF-8 POSIX; do
    for zone in Australia/Lord_Howe America/New_York; do
        LC_ALL=$locale LANG=$locale TZ=$zone COLUMNS=40 fleetsim forecast $s --trials 200 -q -o there >there.txt
        diff -r here there && cmp here.txt there.txt
    done
done
echo done
