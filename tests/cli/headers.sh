# doc/README.md (reports/) shows the header of every table as it is.
fleetsim forecast scenarios/08-freezes/scenario.json --trials 20 -q -o out >/dev/null
for table in out/*.csv; do
    name=${table##*/}
    grep -qxF "$(head -n 1 "$table")" doc/README.md || echo "$name: its header is not in reports/README.md"
    grep -qF "\`$name\`" doc/README.md || echo "$name is not in reports/README.md"
done
for file in out/*; do
    grep -qF "\`${file##*/}" doc/README.md || echo "${file##*/} is not in reports/README.md"
done
