# Notes go to standard error; --quiet silences them, and changes nothing on standard output.
s=scenarios/01-one-by-one/scenario.json
fleetsim forecast $s --trials 50 -o out >loud 2>notes
cat notes
fleetsim forecast $s --trials 50 -o out --quiet >quiet
cmp loud quiet
# Without -o nothing assumed is varied, and so nothing of that is in the rating.
fleetsim forecast $s --trials 50 >text
for file in loud text; do grep -v 'Risk rating' $file >$file.rest; done
cmp loud.rest text.rest
