# What-if: alternatives against a base, as text, as tables and as a page.
base=scenarios/08-freezes/scenario.json
try fleetsim compare $base --trials 400 --alt /strategies/safe/stages/prod/groups/prod/maxConcurrency=2
fleetsim compare $base scenarios/09-variant/scenario.json --trials 400 -q -o out --format csv >printed.csv
cmp printed.csv out/compare.csv
ls out out/plots
head -n 1 out/compare.csv | grep -qxFf - doc/COLUMNS.md || echo "the header of compare.csv is not in COLUMNS.md"
grep -c '<h2>' out/compare.html
grep -c '<svg role="img"' out/compare.html

echo "--- threads change no byte, and an existing comparison may be replaced"
cp -r out before
fleetsim compare $base scenarios/09-variant/scenario.json --trials 400 -q -o out --jobs 7 >/dev/null
diff -r before out && echo same

echo "--- the same scenario twice differs by exactly 0"
fleetsim compare $base $base --trials 400 --format csv |
    awk -F, 'NR > 1 && $5 != "" && ($7 + 0 != 0 || $8 + 0 != 0 || $9 + 0 != 0 || $13 != 1) { print } END { print NR - 1 " rows" }'

echo "--- trials and seed are the base's"
fleetsim compare $base --trials 400 --alt /experiment/seed=7 --alt /experiment/trials=3 --format csv |
    awk -F, 'NR > 1 && $7 + 0 != 0 { print } END { print NR - 1 " rows" }'

echo "--- what is wrong with each is said at once"
try fleetsim compare $base 2>&1
try fleetsim compare $base --alt freezes 2>&1
try fleetsim compare $base missing.json --alt /fleet/members/nobody/group=x --alt /start=soon 2>&1
mkdir full && touch full/file
try fleetsim compare $base $base -o full 2>&1
