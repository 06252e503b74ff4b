/* Any bytes as POINTER=VALUE, set in a scenario that has some of everything. */
#include "scenarios/load.h"
#include "tests/fuzz/target.h"

static const char base[] =
    "{\"name\": \"base\", \"start\": \"2026-11-16T08:00:00Z\", \"horizon\": \"30d\","
    " \"deadline\": [{\"name\": \"d\", \"at\": \"2026-12-01T00:00:00Z\", \"coverage\": 0.9}],"
    " \"freezes\": [{\"name\": \"f\", \"start\": \"2026-11-25T00:00:00Z\", \"end\": "
    "\"2026-11-27T00:00:00Z\", \"members\": \"env=prod\"}],"
    " \"fleet\": {\"members\": [{\"name\": \"a\", \"group\": \"g\", \"region\": \"westeurope\","
    " \"labels\": {\"env\": \"prod\"}, \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": "
    "\"sat\"},"
    " \"nodePools\": [{\"name\": \"p\", \"count\": 3}]}, {\"name\": \"b\", \"group\": \"h\"}],"
    " \"overrides\": [{\"members\": \"env=prod\", \"set\": {\"kubernetesVersion\": \"1.34.2\"}}]},"
    " \"maintenanceWindows\": {\"sat\": {\"schedule\": {\"weekly\": {\"intervalWeeks\": 1,"
    " \"dayOfWeek\": \"Saturday\"}}, \"durationHours\": 6, \"startTime\": \"22:00\"}},"
    " \"strategies\": {\"safe\": {\"stages\": [{\"name\": \"s\", \"groups\": [{\"name\": \"g\"},"
    " {\"name\": \"h\"}]}]}},"
    " \"updateRuns\": [{\"name\": \"run\", \"strategy\": \"safe\", \"managedClusterUpdate\":"
    " {\"upgrade\": {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}}}],"
    " \"models\": {\"duration\": {\"default\": {\"nodeMinutes\": {\"dist\": \"lognormal\", "
    "\"p50\": "
    "6,"
    " \"p90\": 9}}}, \"failure\": {\"default\": {\"causes\": [{\"code\": \"c\", \"probability\": "
    "0.1}]}}},"
    " \"experiment\": {\"trials\": 100}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct scenario scenario;
    struct problems problems;
    if (memmem(data, size, "generate", 8))
        return 0; /* a fleet of a million members is right, but slow */
    arena_init(&arena, target_exhausted);
    struct load_setting setting = {.text = target_text(&arena, data, size)};
    struct load_request request = {.path = "base.json",
                                   .text = base,
                                   .text_length = sizeof base - 1,
                                   .settings = &setting,
                                   .setting_count = 1,
                                   .files_forbidden = true};
    bool right = scenario_load(&arena, &request, &scenario, &problems);
    assert(right == (problems.count == 0));
    arena_clear(&arena);
    return 0;
}
