# reports/ documents the header of every table as it is (COLUMNS.md), and every file (README.md).
fleetsim forecast scenarios/08-freezes/scenario.json --trials 20 -q -o out >/dev/null
for table in out/*.csv; do
    name=${table##*/}
    grep -qxF "$(head -n 1 "$table")" doc/COLUMNS.md || echo "$name: its header is not in reports/COLUMNS.md"
    grep -qF "\`$name\`" doc/README.md || echo "$name is not in reports/README.md"
done
for file in out/*; do
    grep -qF "\`${file##*/}" doc/README.md || echo "${file##*/} is not in reports/README.md"
done
