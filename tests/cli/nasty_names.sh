# Names with quotes, commas, line ends, markup, formulas, gnuplot escapes, 300 characters and foreign letters pass through
# harmlessly, wherever a scenario takes a name: every CSV row keeps its columns, no cell is a formula, the page and the
# pictures have no markup of theirs, gnuplot runs nothing, and scenario.json gives the same bytes again.
long=$(printf 'x%.0s' {1..300})
cat >nasty.json <<JSON
{ "name": "<script>alert(1)</script> & \"quoted\", \`touch ran\`", "description": "<b>bold</b> \$(touch ran)", "start": "2026-11-16T08:00:00Z",
  "display": { "utcOffset": "+01:00", "label": "<b>bold</b>" },
  "deadline": [ { "name": "@{/Symbol a}_^ 'x' %s \$(touch ran)", "at": "2026-11-18T00:00:00Z" },
                { "name": "=1+1", "at": "2026-11-19T00:00:00Z" }, { "name": "\"; system('touch ran'); \"", "at": "2026-11-20T00:00:00Z" } ],
  "freezes": [ { "name": "</svg><script>", "start": "2026-11-16T10:00:00Z", "end": "2026-11-16T11:00:00Z" },
               { "name": "=f,\"\n", "start": "2026-11-16T12:00:00Z", "end": "2026-11-16T13:00:00Z", "members": "k!=v", "regions": [ "-2+3" ] },
               { "name": "+f", "start": "2026-11-16T12:00:00Z", "end": "2026-11-16T13:00:00Z", "regions": [ "<b>bold</b>", "=r" ] } ],
  "maintenanceWindows": {
    "=w,\"<b>bold</b>\n{/*9 w}": { "schedule": { "daily": { "intervalDays": 1 } }, "durationHours": 6, "startTime": "09:00" },
    "$long": { "schedule": { "daily": { "intervalDays": 1 } }, "durationHours": 6, "startTime": "22:00" } },
  "fleet": { "members": [
    { "name": "=cmd()|' /C calc'!A0", "group": "@SUM(1)", "maintenance": { "aksManagedAutoUpgradeSchedule": "=w,\"<b>bold</b>\n{/*9 w}" } },
    { "name": "a,b\"c", "group": "two\nlines", "region": "<b>bold</b>", "maintenance": { "aksManagedAutoUpgradeSchedule": "$long" } },
    { "name": "$long", "group": "<b>bold</b>", "region": "=r" }, { "name": "Zürich-東京-🚀", "group": "+1+2", "region": "-2+3" },
    { "name": "'; DROP TABLE", "group": "tab\tbed", "labels": { "=key": "</td><td>" }, "durationModel": "=d<b>bold</b>" },
    { "name": "<script>m", "group": "$long", "failureModel": "=f<b>bold</b>",
      "nodePools": [ { "name": "=p<b>bold</b>,\"", "count": 3, "osSKU": "<b>bold</b>", "vmSize": "=v" } ] },
    { "name": "-dash", "group": "\rreturn" }, { "name": "@at \\\\ {/*9 m}", "group": "{/Symbol g}" } ] },
  "strategies": { "=s<b>bold</b>\n": { "stages": [ { "name": "{/*9 stage}", "groups": [ { "name": "@SUM(1)" }, { "name": "two\nlines" },
    { "name": "<b>bold</b>" }, { "name": "+1+2" }, { "name": "tab\tbed" } ] },
    { "name": "=stage,\"<b>bold</b>\"; system('touch ran')", "groups": [ { "name": "$long" } ] },
    { "name": "$long", "groups": [ { "name": "\rreturn" }, { "name": "{/Symbol g}" } ] } ] } },
  "updateRuns": [
    { "name": "=run", "strategy": "=s<b>bold</b>\n", "managedClusterUpdate": { "upgrade": { "type": "Full", "kubernetesVersion": "1.35.2" } } },
    { "name": "<script>run,\"\n{/*9 r}\`touch ran\`", "managedClusterUpdate": { "upgrade": { "type": "NodeImageOnly" } } },
    { "name": "$long", "start": { "after": "=run" }, "managedClusterUpdate": { "upgrade": { "type": "NodeImageOnly" } } } ],
  "models": { "duration": { "=d<b>bold</b>": { "memberMinutes": 30 } },
              "failure": { "=f<b>bold</b>": { "causes": [ { "code": "=c,\"<b>bold</b>\n", "probability": 0.5 } ] } } } }
JSON
fleetsim validate nasty.json >plan || echo "validate fails"
fleetsim trace nasty.json >trace || echo "trace fails"
for format in csv json; do
    fleetsim trace nasty.json --format $format >trace.$format || echo "trace $format fails"
done
fleetsim forecast nasty.json --trials 100 -q -o out >text || echo "forecast fails"
cat plan trace text | LC_ALL=C grep -c '[[:cntrl:]]' # line ends apart, none
head -n 1 trace # the columns of the others are no wider for the long ones
grep -nE '<script>[amr]|<b>bold|</svg><script|</td><td>"|\$\(touch ran\)</?(b|script)' out/report.html | head -n 3

# Fields of a table with their quotes taken off, one a line; line ends inside a field are shown as spaces.
fields() {
    awk 'BEGIN { RS = "\001" } {
        field = ""; quoted = 0; column = 0; width = 0
        for (i = 1; i <= length($0); i++) {
            c = substr($0, i, 1)
            if (c == "\"") { quoted = !quoted; if (quoted && substr($0, i - 1, 1) == "\"") field = field c }
            else if (quoted && (c == "\n" || c == "\r")) field = field " "
            else if (c == "\r") continue
            else if (!quoted && (c == "," || c == "\n")) {
                print field; field = ""; column++
                if (c == "\n") { if (width && column != width) print "uneven: " FILENAME; width = column; column = 0 }
            } else field = field c
        }
    }' "$1"
}
for table in out/*.csv trace.csv; do
    fields "$table" >cells
    grep -E '^[=+@]|^-[^0-9]|^-[0-9.]*[^0-9.]|^uneven' cells
    grep -qE '^.(=|@|\+|-2\+3)' cells && echo "guarded $table"
done
for picture in out/plots/*.svg; do
    grep -lE '<script|<b>bold' "$picture"
    LC_ALL=C grep -lP '[\x00-\x08\x0b\x0c\x0e-\x1f]' "$picture"
done
find . -name ran
fleetsim forecast out/scenario.json -q -o again >/dev/null && diff -r out again && echo same
