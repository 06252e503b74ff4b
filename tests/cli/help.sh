# One screen each, on standard output, whatever else stands on the line.
fleetsim --help
for command in forecast compare sweep trace validate generate fit; do
    echo
    fleetsim $command --help --quiet nonsense.json
done
for command in "" forecast compare sweep trace validate generate fit; do
    [ "$(fleetsim $command --help | wc -l)" -le 24 ] || echo "$command: more than a screen"
    [ "$(fleetsim $command --help | wc -L)" -le 100 ] || echo "$command: a line is too long"
done
