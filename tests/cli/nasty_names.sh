# Names with quotes, commas, line ends, markup, formulas, gnuplot escapes, 300 characters and foreign letters pass through
# harmlessly: every CSV row keeps its columns, no cell is a formula, the page has no markup of theirs, the pictures are XML.
long=$(printf 'x%.0s' {1..300})
cat >nasty.json <<JSON
{ "name": "<script>alert(1)</script> & \"quoted\", \`date\`", "start": "2026-11-16T08:00:00Z",
  "deadline": [ { "name": "@{/Symbol a}_^ 'x' %s \$(id)", "at": "2026-11-18T00:00:00Z" } ],
  "freezes": [ { "name": "</svg><script>", "start": "2026-11-16T10:00:00Z", "end": "2026-11-16T11:00:00Z" } ],
  "fleet": { "members": [
    { "name": "=cmd()|' /C calc'!A0", "group": "@SUM(1)" }, { "name": "a,b\"c", "group": "two\nlines" },
    { "name": "$long", "group": "<b>bold</b>" }, { "name": "Zürich-東京-🚀", "group": "+1+2", "region": "-2+3" },
    { "name": "'; DROP TABLE", "group": "tab\tbed", "labels": { "=key": "</td><td>" } } ] },
  "strategies": { "s": { "stages": [ { "name": "{/*9 stage}", "groups": [ { "name": "@SUM(1)" }, { "name": "two\nlines" },
    { "name": "<b>bold</b>" }, { "name": "+1+2" }, { "name": "tab\tbed" } ] } ] } },
  "updateRuns": [ { "name": "=run", "strategy": "s", "managedClusterUpdate": { "upgrade": { "type": "Full", "kubernetesVersion": "1.35.2" } } } ] }
JSON
fleetsim validate nasty.json >plan || echo "validate fails"
fleetsim trace nasty.json >trace || echo "trace fails"
for format in csv json; do
    fleetsim trace nasty.json --format $format >trace.$format || echo "trace $format fails"
done
fleetsim forecast nasty.json --trials 100 -q -o out >text || echo "forecast fails"
cat plan trace text | LC_ALL=C grep -c '[[:cntrl:]]' # line ends apart, none
grep -nE '<script>|<b>bold|</svg><script|</td><td>"' out/report.html | head -n 3
grep -rlE '(^|,)"?[=@]' out/*.csv trace.csv
for picture in out/plots/*.svg; do
    grep -lE '<script|<b>bold' "$picture"
done
fleetsim forecast out/scenario.json -q -o again >/dev/null && diff -r out again && echo same
