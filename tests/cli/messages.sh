# What a trace says of node pools: those an upgrade has left alone, and the images that are awaited.
cat >pools.json <<'END'
{"start": "2026-12-01T08:00:00Z", "horizon": "14d",
 "fleet": {"members": [
   {"name": "apac", "region": "australiaeast", "nodePools": [
     {"name": "sys", "count": 3, "nodeImageVersion": "AKSAzureLinux-V2gen2-202610.26.0"}]},
   {"name": "web", "region": "westeurope", "nodePools": [
     {"name": "pool", "count": 3, "nodeImageVersion": "AKSAzureLinux-V2gen2-202610.26.0"},
     {"name": "win", "count": 3, "nodeImageVersion": "AKSWindows-2022-containerd-20348.3207.250214"}]}]},
 "updateRuns": [{"name": "img", "managedClusterUpdate": {"upgrade": {"type": "NodeImageOnly"},
   "nodeImageSelection": {"type": "Custom", "customNodeImageVersions": [
     {"version": "AKSAzureLinux-V2gen2-202611.26.0"},
     {"version": "AKSWindows-2022-containerd-20348.3207.250214"}]}}}],
 "models": {"duration": {"default": {"memberMinutes": 60}}, "failure": "none"},
 "releases": {"nodeImages": [{"family": "AKSAzureLinux-V2gen2", "version": "202611.26.0",
   "published": "2026-11-27T00:00:00Z",
   "regions": {"australiaeast": "2026-12-04T00:00:00Z", "westeurope": "2026-11-28T00:00:00Z"}}]}}
END
fleetsim trace pools.json --format csv | grep -E 'apac|web' | cut -d, -f5-8
fleetsim trace pools.json --format json | grep -o '"message": "S.*"'
