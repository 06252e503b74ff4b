fleetsim --version | grep -xE 'fleetsim [0-9]+\.[0-9]+\.[0-9]+' | sed 's/[0-9.]*$/VERSION/'
