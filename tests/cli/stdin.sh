# "-" is standard input; names in it are relative to the working folder. -- ends the options.
cd scenarios/02-groups
fleetsim trace - <scenario.json >"$OLDPWD/one"
fleetsim trace -- scenario.json >"$OLDPWD/two"
cd "$OLDPWD"
cmp one two && wc -l <one
