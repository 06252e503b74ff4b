# Notes go to standard error; --quiet silences them, and changes nothing on standard output.
s=scenarios/01-one-by-one/scenario.json
fleetsim forecast $s --trials 50 -o out >loud 2>notes
cat notes
fleetsim forecast $s --trials 50 -o out --quiet >quiet
cmp loud quiet
fleetsim forecast $s --trials 50 >text
cmp loud text
