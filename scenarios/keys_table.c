#include "scenarios/keys.h"

#include <assert.h>

#define SEED_MAX 9007199254740992.0 /* 2^53: up to here a JSON number is exact */

#define OBJECT(path_, flags_, shape_, code_, write_)                                               \
    {.path = path_, .types = KEY_OBJECT, .flags = flags_, .shape = shape_, .code = code_, .write = write_}
#define ARRAY(path_, flags_, code_, write_)                                                        \
    {.path = path_, .types = KEY_ARRAY, .flags = flags_, .code = code_, .write = write_}
#define STRING(path_, flags_, format_, code_, write_)                                              \
    {.path = path_, .types = KEY_STRING, .flags = flags_, .format = format_, .code = code_, .write = write_}
#define WORDS(path_, flags_, words_, code_, write_)                                                \
    {.path = path_, .types = KEY_STRING, .flags = flags_, .format = FORMAT_WORDS, .words = words_,     \
     .code = code_, .write = write_}
#define NUMBER(path_, flags_, format_, low_, high_, code_, write_)                                 \
    {.path = path_, .types = KEY_NUMBER, .flags = flags_, .format = format_, .low = low_,              \
     .high = high_, .code = code_, .write = write_}
#define BOOL(path_, code_, write_)                                                                 \
    {.path = path_, .types = KEY_BOOL, .code = code_, .write = write_}
#define QUANTITY(path_, code_, write_)                                                             \
    {.path = path_, .types = KEY_NUMBER | KEY_OBJECT, .shape = "distribution", .code = code_, .write = write_}
#define LATER(path_, write_) {.path = path_, .flags = KEY_LATER, .code = "not-yet", .write = write_}
#define INCLUDE(path_, flags_, shape_) {.path = path_, .flags = flags_, .shape = shape_}

#define WEEKDAYS "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"

/* clang-format off: one row a key */
static const struct key rows[] = {
    /* the scenario */
    STRING("/name", 0, FORMAT_TEXT, "name", "a name for the forecast, 1 to 1,000 bytes of text"),
    STRING("/description", 0, FORMAT_ANY, "description", "a text that says what this scenario is about"),
    STRING("/extends", KEY_RESOLVED, FORMAT_TEXT, "extends", "the path of the scenario file this one is based on"),
    OBJECT("/set", KEY_RESOLVED | KEY_LITERAL, NULL, "set", "an object from JSON pointers to values, such as {\"/experiment/trials\": 1000}"),
    {.path = "/set/*", .types = KEY_OBJECT | KEY_ARRAY | KEY_STRING | KEY_NUMBER | KEY_BOOL, .flags = KEY_RESOLVED, .code = "set-value", .write = "the value to put there"},
    OBJECT("/display", 0, NULL, "display", "an object with \"utcOffset\" and, if you like, \"label\""),
    STRING("/display/utcOffset", KEY_REQUIRED, FORMAT_OFFSET, "display-offset", "the offset of the report's readers from UTC, such as \"+01:00\""),
    STRING("/display/label", 0, FORMAT_TEXT, "display-label", "a short name of that time zone, such as \"CET\""),
    STRING("/start", KEY_REQUIRED, FORMAT_INSTANT, "start", "the instant at which the history begins, such as \"2026-11-16T08:00:00Z\""),
    STRING("/horizon", 0, FORMAT_INSTANT_OR_SPAN, "horizon", "where histories are cut: a duration such as \"90d\" or an instant"),
    {.path = "/deadline", .types = KEY_STRING | KEY_ARRAY, .format = FORMAT_INSTANT, .code = "deadline", .write = "an instant such as \"2026-12-19T00:00:00Z\", or an array of {\"name\", \"at\"}"},
    OBJECT("/deadline/#", 0, NULL, "deadline-entry", "an object with \"name\" and \"at\""),
    STRING("/deadline/#/name", KEY_REQUIRED, FORMAT_TEXT, "deadline-name", "a name that tables and conditions use for this deadline"),
    STRING("/deadline/#/at", KEY_REQUIRED, FORMAT_INSTANT, "deadline-at", "the instant by which it must be done, such as \"2026-12-19T00:00:00Z\""),
    STRING("/deadline/#/run", 0, FORMAT_TEXT, "deadline-run", "the name of the update run this deadline is for"),
    NUMBER("/deadline/#/coverage", 0, FORMAT_ANY, 1e-9, 1, "deadline-coverage", "the share of members that must be at target, above 0 and at most 1"),
    ARRAY("/freezes", 0, "freezes", "an array of change freezes {\"name\", \"start\", \"end\"}"),
    OBJECT("/freezes/#", 0, NULL, "freeze-entry", "a change freeze: an object with \"name\", \"start\" and \"end\""),
    STRING("/freezes/#/name", KEY_REQUIRED, FORMAT_TEXT, "freeze-name", "a name that tables use for this freeze"),
    STRING("/freezes/#/start", KEY_REQUIRED, FORMAT_INSTANT, "freeze-start", "the instant at which the freeze begins, such as \"2026-12-19T00:00:00Z\""),
    STRING("/freezes/#/end", KEY_REQUIRED, FORMAT_INSTANT, "freeze-end", "the instant at which work is allowed again, such as \"2027-01-04T00:00:00Z\""),
    STRING("/freezes/#/members", 0, FORMAT_ANY, "freeze-members", "a label selector such as \"unit=retail\""),
    ARRAY("/freezes/#/regions", KEY_FILLED, "freeze-regions", "the regions it is for, at least one; leave the key out for all"),
    STRING("/freezes/#/regions/#", 0, FORMAT_TEXT, "freeze-region", "the name of a region, such as \"westeurope\""),
    BOOL("/freezes/#/enforce", "freeze-enforce", "true to close every window during the freeze, or false to only report work in it"),
    LATER("/objectives", "patch objectives are"),
    LATER("/regions", "a region catalogue is"),
    LATER("/autoUpgradeProfiles", "auto-upgrade profiles are"),
    LATER("/operations", "operations at known times are"),

    /* the fleet */
    OBJECT("/fleet", KEY_REQUIRED, NULL, "fleet", "an object with \"members\" or \"generate\""),
    {.path = "/fleet/members", .types = KEY_STRING | KEY_ARRAY, .format = FORMAT_TEXT, .code = "fleet-members", .write = "the path of a CSV file, or an array of member objects"},
    OBJECT("/fleet/members/#", 0, "member", "member-entry", "a member: an object with at least a \"name\""),
    STRING("/fleet/nodePools", KEY_RESOLVED, FORMAT_TEXT, "fleet-pools", "the path of a CSV file with node pools; pools in JSON stand inside their member"),
    OBJECT("/fleet/generate", KEY_RESOLVED, "generate", "generate", "an object that says how many members to make up, such as {\"members\": 200}"),
    ARRAY("/fleet/overrides", KEY_RESOLVED, "overrides", "an array of {\"members\": selector, \"set\": {...}}"),
    OBJECT("/fleet/overrides/#", KEY_RESOLVED, NULL, "override-entry", "an object with \"members\" and \"set\""),
    STRING("/fleet/overrides/#/members", KEY_RESOLVED | KEY_REQUIRED, FORMAT_ANY, "override-members", "the label selector of the members to change, such as \"env=prod\""),
    OBJECT("/fleet/overrides/#/set", KEY_RESOLVED | KEY_REQUIRED | KEY_LITERAL, NULL, "override-set", "an object with the member's keys to change, such as {\"kubernetesVersion\": \"1.34.6\"}"),
    {.path = "/fleet/overrides/#/set/*", .types = KEY_OBJECT | KEY_ARRAY | KEY_STRING | KEY_NUMBER | KEY_BOOL, .flags = KEY_RESOLVED, .code = "override-value", .write = "the new value of this member key"},

    STRING("member:/name", KEY_REQUIRED, FORMAT_TEXT, "member-name", "the member's name, 1 to 1,000 bytes of text"),
    STRING("member:/group", 0, FORMAT_TEXT, "member-group", "the name of the one update group the member is in; leave it out for none"),
    OBJECT("member:/labels", KEY_LITERAL, NULL, "member-labels", "an object from label keys to texts, such as {\"env\": \"prod\"}"),
    STRING("member:/labels/*", 0, FORMAT_ANY, "member-label", "the label's value as a text in quotes"),
    STRING("member:/region", 0, FORMAT_TEXT, "member-region", "an Azure region name such as \"westeurope\""),
    STRING("member:/kubernetesVersion", 0, FORMAT_VERSION, "member-version", "the version of its control plane now, such as \"1.34.6\""),
    WORDS("member:/supportPlan", 0, "KubernetesOfficial|AKSLongTermSupport", "member-support", "\"KubernetesOfficial\" or \"AKSLongTermSupport\""),
    WORDS("member:/powerState", 0, "Running|Stopped", "member-power", "\"Running\" or \"Stopped\""),
    OBJECT("member:/maintenance", 0, NULL, "member-maintenance", "an object with \"aksManagedAutoUpgradeSchedule\", \"aksManagedNodeOSUpgradeSchedule\" or both"),
    {.path = "member:/maintenance/aksManagedAutoUpgradeSchedule", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_TEXT, .shape = "window", .code = "member-kubernetes-window", .write = "the name of a maintenance window for Kubernetes upgrades, or such a window"},
    {.path = "member:/maintenance/aksManagedNodeOSUpgradeSchedule", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_TEXT, .shape = "window", .code = "member-node-os-window", .write = "the name of a maintenance window for node image upgrades, or such a window"},
    STRING("member:/durationModel", 0, FORMAT_TEXT, "member-duration-model", "the name of a model under /models/duration"),
    STRING("member:/failureModel", 0, FORMAT_TEXT, "member-failure-model", "the name of a model under /models/failure"),
    LATER("member:/joinsAt", "members that join later are"),
    LATER("member:/leavesAt", "members that leave are"),
    ARRAY("member:/nodePools", KEY_FILLED, "member-pools", "an array of node pools, at least one; leave the key out for one Linux pool of 3 nodes"),
    OBJECT("member:/nodePools/#", 0, "pool", "pool-entry", "a node pool: an object with \"name\" and \"count\""),

    INCLUDE("pool:", 0, "poolKeys"),
    NUMBER("pool:/count", KEY_REQUIRED, FORMAT_WHOLE, 0, 1000, "pool-count", "the number of nodes, a whole number from 0 to 1,000"),
    STRING("poolKeys:/name", KEY_REQUIRED, FORMAT_TEXT, "pool-name", "the name of the node pool"),
    WORDS("poolKeys:/mode", 0, "System|User", "pool-mode", "\"System\" or \"User\""),
    STRING("poolKeys:/osSKU", 0, FORMAT_TEXT, "pool-os-sku", "an OS SKU such as \"Ubuntu\" or \"Windows2022\""),
    WORDS("poolKeys:/osType", 0, "Linux|Windows", "pool-os-type", "\"Linux\" or \"Windows\""),
    STRING("poolKeys:/vmSize", 0, FORMAT_TEXT, "pool-vm-size", "a VM size such as \"Standard_D8s_v5\""),
    NUMBER("poolKeys:/vcpus", 0, FORMAT_WHOLE, 1, 4096, "pool-vcpus", "the vCPUs of one node, a whole number from 1 to 4,096"),
    STRING("poolKeys:/orchestratorVersion", 0, FORMAT_VERSION, "pool-version", "the Kubernetes version of the pool's nodes, such as \"1.34.6\""),
    STRING("poolKeys:/nodeImageVersion", 0, FORMAT_IMAGE, "pool-image", "a node image such as \"AKSUbuntu-2204gen2containerd-202512.01.0\""),
    BOOL("poolKeys:/fromSnapshot", "pool-snapshot", "true when the pool was made from a snapshot, else false"),
    {.path = "poolKeys:/upgradeStrategy", .types = KEY_STRING, .format = FORMAT_WORDS, .words = "Rolling", .later_word = "BlueGreen", .code = "pool-strategy", .write = "\"Rolling\""},
    OBJECT("poolKeys:/upgradeSettings", 0, NULL, "pool-settings", "an object with \"maxSurge\", \"maxUnavailable\" or both"),
    {.path = "poolKeys:/upgradeSettings/maxSurge", .types = KEY_STRING | KEY_NUMBER, .format = FORMAT_AMOUNT, .code = "pool-max-surge", .write = "the extra nodes during an upgrade as a number or percentage, such as \"2\" or \"33%\""},
    {.path = "poolKeys:/upgradeSettings/maxUnavailable", .types = KEY_STRING | KEY_NUMBER, .format = FORMAT_AMOUNT, .code = "pool-max-unavailable", .write = "the nodes that may be missing during an upgrade as a number or percentage, such as \"1\" or \"5%\""},
    LATER("poolKeys:/upgradeSettings/drainTimeoutInMinutes", "drain time-outs are"),
    LATER("poolKeys:/upgradeSettings/nodeSoakDurationInMinutes", "node soak times are"),
    LATER("poolKeys:/upgradeSettings/undrainableNodeBehavior", "choices for undrainable nodes are"),
    LATER("poolKeys:/upgradeSettings/maxBlockedNodes", "limits on blocked nodes are"),
    LATER("poolKeys:/upgradeSettingsBlueGreen", "blue-green upgrades are"),

    NUMBER("generate:/members", KEY_REQUIRED, FORMAT_WHOLE, 1, 1000000, "generate-members", "how many members to make up, a whole number from 1 to 1,000,000"),
    NUMBER("generate:/seed", 0, FORMAT_WHOLE, 0, SEED_MAX, "generate-seed", "the seed of the made-up fleet, a whole number from 0 to 2^53"),
    STRING("generate:/namePrefix", 0, FORMAT_TEXT, "generate-prefix", "what all member names begin with, such as \"aks-\""),
    STRING("generate:/kubernetesVersion", 0, FORMAT_VERSION, "generate-version", "the version all made-up members have now, such as \"1.34.6\""),
    ARRAY("generate:/regions", KEY_FILLED, "generate-regions", "an array of {\"name\", \"weight\"}, at least one"),
    OBJECT("generate:/regions/#", 0, NULL, "generate-region", "a region as {\"name\": \"westeurope\", \"weight\": 2}"),
    STRING("generate:/regions/#/name", KEY_REQUIRED, FORMAT_TEXT, "generate-region-name", "the name of a region for made-up members, such as \"northeurope\""),
    NUMBER("generate:/regions/#/weight", 0, FORMAT_ANY, 0, 1e6, "generate-region-weight", "the region's share against the others', a number from 0 to 1,000,000"),
    {.path = "generate:/groups", .types = KEY_ARRAY | KEY_OBJECT, .flags = KEY_FILLED, .code = "generate-groups", .write = "an array of {\"name\", \"weight\"}, or {\"count\": 20, \"namePrefix\": \"group-\"}"},
    OBJECT("generate:/groups/#", 0, NULL, "generate-group", "a group as {\"name\": \"canary\", \"weight\": 1}"),
    STRING("generate:/groups/#/name", KEY_REQUIRED, FORMAT_TEXT, "generate-group-name", "the name of an update group for made-up members"),
    NUMBER("generate:/groups/#/weight", 0, FORMAT_WHOLE, 0, 1e6, "generate-group-weight", "how many members in a round this group takes, a whole number from 0 to 1,000,000"),
    NUMBER("generate:/groups/count", KEY_REQUIRED, FORMAT_WHOLE, 1, 1e6, "generate-group-count", "the number of update groups, a whole number from 1 to 1,000,000"),
    STRING("generate:/groups/namePrefix", 0, FORMAT_TEXT, "generate-group-prefix", "what all group names begin with, such as \"group-\""),
    ARRAY("generate:/windows", KEY_FILLED, "generate-windows", "an array of {\"name\", \"weight\"}; an entry without a name stands for no window"),
    OBJECT("generate:/windows/#", 0, NULL, "generate-window", "a share of members as {\"name\": \"sat-night\", \"weight\": 3}"),
    STRING("generate:/windows/#/name", 0, FORMAT_TEXT, "generate-window-name", "the name of a window under /maintenanceWindows; leave it out for no window"),
    NUMBER("generate:/windows/#/weight", 0, FORMAT_ANY, 0, 1e6, "generate-window-weight", "the window's share against the others', a number from 0 to 1,000,000"),
    ARRAY("generate:/nodePools", KEY_FILLED, "generate-pools", "an array of node pools that every made-up member gets, at least one"),
    OBJECT("generate:/nodePools/#", 0, "generatedPool", "generate-pool", "a node pool whose \"count\" may be a distribution"),
    INCLUDE("generatedPool:", 0, "poolKeys"),
    {.path = "generatedPool:/count", .types = KEY_NUMBER | KEY_OBJECT, .flags = KEY_REQUIRED, .format = FORMAT_WHOLE, .low = 0, .high = 1000, .shape = "distribution", .code = "generate-pool-count", .write = "a whole number of nodes from 0 to 1,000, or a distribution to draw it from"},

    /* maintenance windows */
    OBJECT("/maintenanceWindows", 0, NULL, "windows", "an object from names to maintenance windows"),
    OBJECT("/maintenanceWindows/*", 0, "window", "window", "a maintenance window: an object with \"schedule\", \"durationHours\" and \"startTime\""),
    OBJECT("window:/schedule", KEY_REQUIRED, NULL, "window-schedule", "an object with exactly one of \"daily\", \"weekly\", \"absoluteMonthly\" and \"relativeMonthly\""),
    OBJECT("window:/schedule/daily", 0, NULL, "window-daily", "an object such as {\"intervalDays\": 1}"),
    NUMBER("window:/schedule/daily/intervalDays", KEY_REQUIRED, FORMAT_WHOLE, 1, 7, "window-interval-days", "a whole number of days from 1 to 7"),
    OBJECT("window:/schedule/weekly", 0, NULL, "window-weekly", "an object such as {\"intervalWeeks\": 1, \"dayOfWeek\": \"Saturday\"}"),
    NUMBER("window:/schedule/weekly/intervalWeeks", KEY_REQUIRED, FORMAT_WHOLE, 1, 4, "window-interval-weeks", "a whole number of weeks from 1 to 4"),
    WORDS("window:/schedule/weekly/dayOfWeek", KEY_REQUIRED, WEEKDAYS, "window-weekly-day", "the day on which it opens, from \"Monday\" to \"Sunday\""),
    OBJECT("window:/schedule/absoluteMonthly", 0, NULL, "window-absolute-monthly", "an object such as {\"intervalMonths\": 1, \"dayOfMonth\": 15}"),
    NUMBER("window:/schedule/absoluteMonthly/intervalMonths", KEY_REQUIRED, FORMAT_WHOLE, 1, 6, "window-absolute-interval", "a whole number of months from 1 to 6"),
    NUMBER("window:/schedule/absoluteMonthly/dayOfMonth", KEY_REQUIRED, FORMAT_WHOLE, 1, 31, "window-day-of-month", "a day of the month, a whole number from 1 to 31"),
    OBJECT("window:/schedule/relativeMonthly", 0, NULL, "window-relative-monthly", "an object such as {\"intervalMonths\": 1, \"weekIndex\": \"Second\", \"dayOfWeek\": \"Saturday\"}"),
    NUMBER("window:/schedule/relativeMonthly/intervalMonths", KEY_REQUIRED, FORMAT_WHOLE, 1, 6, "window-relative-interval", "how many months apart, a whole number from 1 to 6"),
    WORDS("window:/schedule/relativeMonthly/weekIndex", KEY_REQUIRED, "First|Second|Third|Fourth|Last", "window-week-index", "\"First\", \"Second\", \"Third\", \"Fourth\" or \"Last\""),
    WORDS("window:/schedule/relativeMonthly/dayOfWeek", KEY_REQUIRED, WEEKDAYS, "window-relative-day", "the weekday in the month, from \"Monday\" to \"Sunday\""),
    NUMBER("window:/durationHours", KEY_REQUIRED, FORMAT_WHOLE, 4, 24, "window-duration", "a whole number of hours from 4 to 24"),
    STRING("window:/startTime", KEY_REQUIRED, FORMAT_CLOCK, "window-start-time", "the local time at which it opens, from \"00:00\" to \"23:59\""),
    STRING("window:/utcOffset", 0, FORMAT_OFFSET, "window-offset", "a fixed offset from UTC, from \"-14:00\" to \"+14:00\""),
    STRING("window:/startDate", 0, FORMAT_DATE, "window-start-date", "the day from which it counts, such as \"2026-01-03\""),
    ARRAY("window:/notAllowedDates", 0, "window-not-allowed", "an array of {\"start\", \"end\"} with days on which nothing may begin"),
    OBJECT("window:/notAllowedDates/#", 0, NULL, "not-allowed-entry", "an object such as {\"start\": \"2026-12-24\", \"end\": \"2027-01-02\"}"),
    STRING("window:/notAllowedDates/#/start", KEY_REQUIRED, FORMAT_DATE, "not-allowed-start", "the first day that is excluded, such as \"2026-12-24\""),
    STRING("window:/notAllowedDates/#/end", KEY_REQUIRED, FORMAT_DATE, "not-allowed-end", "the last day that is excluded, such as \"2027-01-02\""),

    /* releases */
    OBJECT("/releases", 0, NULL, "releases", "an object with \"kubernetes\", \"nodeImages\" or both"),
    ARRAY("/releases/kubernetes", 0, "releases-kubernetes", "an array of {\"version\", \"published\"}"),
    OBJECT("/releases/kubernetes/#", 0, NULL, "release-kubernetes", "a release: an object with \"version\" and \"published\""),
    STRING("/releases/kubernetes/#/version", KEY_REQUIRED, FORMAT_VERSION, "release-version", "the Kubernetes version that is released, such as \"1.35.2\""),
    STRING("/releases/kubernetes/#/published", KEY_REQUIRED, FORMAT_INSTANT, "release-published", "the instant at which the first public region has it"),
    OBJECT("/releases/kubernetes/#/regions", KEY_LITERAL, NULL, "release-regions", "an object from region names to the instants at which they have the version"),
    STRING("/releases/kubernetes/#/regions/*", 0, FORMAT_INSTANT, "release-region", "the instant at which the version is in this region"),
    BOOL("/releases/kubernetes/#/preview", "release-preview", "true for a preview version, else false"),
    ARRAY("/releases/nodeImages", 0, "releases-images", "an array of {\"family\", \"version\", \"published\"}"),
    OBJECT("/releases/nodeImages/#", 0, NULL, "release-image", "an object with \"family\", \"version\" and \"published\""),
    STRING("/releases/nodeImages/#/family", KEY_REQUIRED, FORMAT_TEXT, "release-image-family", "a node image family such as \"AKSUbuntu-2204gen2containerd\""),
    STRING("/releases/nodeImages/#/version", KEY_REQUIRED, FORMAT_IMAGE_VERSION, "release-image-version", "the image's version such as \"202512.01.0\""),
    STRING("/releases/nodeImages/#/published", KEY_REQUIRED, FORMAT_INSTANT, "release-image-published", "the instant at which the image is published"),
    OBJECT("/releases/nodeImages/#/regions", KEY_LITERAL, NULL, "release-image-regions", "an object from region names to the instants at which they have the image"),
    STRING("/releases/nodeImages/#/regions/*", 0, FORMAT_INSTANT, "release-image-region", "the instant at which the image is in this region"),
    LATER("/releases/future", "releases still to come are"),

    /* strategies */
    OBJECT("/strategies", 0, NULL, "strategies", "an object from names to strategies"),
    {.path = "/strategies/*", .types = KEY_OBJECT | KEY_STRING, .format = FORMAT_TEXT, .shape = "strategy", .code = "strategy", .write = "a strategy {\"stages\": [...]} or the path of a file that holds one"},
    ARRAY("strategy:/stages", KEY_REQUIRED | KEY_FILLED, "stages", "an array of stages, at least one"),
    OBJECT("strategy:/stages/#", 0, NULL, "stage", "a stage: an object with \"name\" and \"groups\""),
    STRING("strategy:/stages/#/name", KEY_REQUIRED, FORMAT_TEXT, "stage-name", "the stage's name, unique in its strategy"),
    ARRAY("strategy:/stages/#/groups", KEY_FILLED, "stage-groups", "an array of groups, at least one"),
    OBJECT("strategy:/stages/#/groups/#", 0, NULL, "group", "a group as {\"name\": \"prod-eu\"}"),
    STRING("strategy:/stages/#/groups/#/name", KEY_REQUIRED, FORMAT_TEXT, "group-name", "the name of an update group of the fleet"),
    STRING("strategy:/stages/#/groups/#/maxConcurrency", 0, FORMAT_CONCURRENCY, "group-concurrency", "how many of the group may upgrade at once, in quotes, as \"3\" or \"25%\", from 1 or 1%"),
    STRING("strategy:/stages/#/groups/#/maxAllowedFailures", 0, FORMAT_FAILURES, "group-failures", "how many of the group may fail, in quotes, as \"0\", \"3\" or \"5%\""),
    LATER("strategy:/stages/#/groups/#/memberSelector", "member selectors of groups are"),
    LATER("strategy:/stages/#/groups/#/beforeGates", "gates before a group are"),
    LATER("strategy:/stages/#/groups/#/afterGates", "gates after a group are"),
    STRING("strategy:/stages/#/maxConcurrency", 0, FORMAT_CONCURRENCY, "stage-concurrency", "how many of the stage may upgrade at once, in quotes, as \"10\" or \"25%\", from 1 or 1%"),
    STRING("strategy:/stages/#/maxAllowedFailures", 0, FORMAT_FAILURES, "stage-failures", "how many of the stage may fail, in quotes, as \"0\", \"3\" or \"5%\""),
    NUMBER("strategy:/stages/#/afterStageWaitInSeconds", 0, FORMAT_WHOLE, 0, 2147483647, "stage-wait", "the wait after the stage as a whole number of seconds from 0 to 2,147,483,647"),
    LATER("strategy:/stages/#/memberSelector", "member selectors of stages are"),
    LATER("strategy:/stages/#/beforeGates", "gates before a stage are"),
    LATER("strategy:/stages/#/afterGates", "gates after a stage are"),

    /* update runs */
    ARRAY("/updateRuns", KEY_REQUIRED | KEY_FILLED, "runs", "an array of update runs, at least one"),
    OBJECT("/updateRuns/#", 0, NULL, "run", "an update run: an object with \"name\" and \"managedClusterUpdate\""),
    STRING("/updateRuns/#/name", KEY_REQUIRED, FORMAT_TEXT, "run-name", "the update run's name, unique in the scenario"),
    {.path = "/updateRuns/#/strategy", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_TEXT, .shape = "strategy", .code = "run-strategy", .write = "the name of a strategy, or a strategy {\"stages\": [...]}; leave it out for one by one"},
    OBJECT("/updateRuns/#/managedClusterUpdate", KEY_REQUIRED, NULL, "run-update", "an object such as {\"upgrade\": {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}}"),
    OBJECT("/updateRuns/#/managedClusterUpdate/upgrade", KEY_REQUIRED, NULL, "run-upgrade", "an object with \"type\" and, but for NodeImageOnly, \"kubernetesVersion\""),
    WORDS("/updateRuns/#/managedClusterUpdate/upgrade/type", KEY_REQUIRED, "Full|ControlPlaneOnly|NodeImageOnly", "run-type", "\"Full\", \"ControlPlaneOnly\" or \"NodeImageOnly\""),
    STRING("/updateRuns/#/managedClusterUpdate/upgrade/kubernetesVersion", 0, FORMAT_VERSION, "run-version", "the Kubernetes version to upgrade to, such as \"1.35.2\""),
    OBJECT("/updateRuns/#/managedClusterUpdate/nodeImageSelection", 0, NULL, "run-selection", "an object such as {\"type\": \"Consistent\"}"),
    WORDS("/updateRuns/#/managedClusterUpdate/nodeImageSelection/type", KEY_REQUIRED, "Latest|Consistent|Custom", "run-selection-type", "\"Latest\", \"Consistent\" or \"Custom\""),
    ARRAY("/updateRuns/#/managedClusterUpdate/nodeImageSelection/customNodeImageVersions", KEY_FILLED, "run-images", "an array of {\"version\": \"<family>-<version>\"}, at least one"),
    OBJECT("/updateRuns/#/managedClusterUpdate/nodeImageSelection/customNodeImageVersions/#", 0, NULL, "run-image", "an object such as {\"version\": \"AKSUbuntu-2204gen2containerd-202512.01.0\"}"),
    STRING("/updateRuns/#/managedClusterUpdate/nodeImageSelection/customNodeImageVersions/#/version", KEY_REQUIRED, FORMAT_IMAGE, "run-image-version", "family and version of the image to take, such as \"AKSUbuntu-2204gen2containerd-202512.01.0\""),
    {.path = "/updateRuns/#/start", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_INSTANT_OR_WORDS, .words = "manual", .code = "run-start", .write = "an instant, \"manual\", or {\"after\": \"other-run\"}"},
    STRING("/updateRuns/#/start/after", KEY_REQUIRED, FORMAT_TEXT, "run-after", "the name of the update run that goes before"),
    STRING("/updateRuns/#/start/delay", 0, FORMAT_SPAN, "run-delay", "a duration such as \"2d\" or \"12h\""),
    QUANTITY("/updateRuns/#/start/delayHours", "run-delay-hours", "the hours between the two runs, a number or a distribution"),
    WORDS("/updateRuns/#/start/on", 0, "Completed|Failed|any", "run-on", "the end that counts of the other run: \"Completed\", \"Failed\" or \"any\""),

    /* models */
    OBJECT("/models", 0, NULL, "models", "an object with \"duration\", \"failure\" or both"),
    OBJECT("/models/duration", 0, NULL, "models-duration", "an object from names to duration models; the one named default is everyone's"),
    OBJECT("/models/duration/*", 0, NULL, "duration-model", "a duration model: an object with \"memberMinutes\" or the parts of an upgrade"),
    {.path = "/models/duration/*/memberMinutes", .types = KEY_NUMBER | KEY_OBJECT, .shape = "memberMinutes", .code = "duration-member", .write = "the minutes of a whole member upgrade: a number, a distribution, or an object with one for each type"},
    QUANTITY("/models/duration/*/controlPlaneMinutes", "duration-control-plane", "the minutes of a control plane upgrade, a number or a distribution"),
    QUANTITY("/models/duration/*/nodeMinutes", "duration-node", "the minutes to upgrade one Linux node, a number or a distribution"),
    QUANTITY("/models/duration/*/nodeImageNodeMinutes", "duration-image-node", "the minutes to bring a new image to one Linux node, a number or a distribution"),
    QUANTITY("/models/duration/*/windowsNodeMinutes", "duration-windows-node", "the minutes to upgrade one Windows node, a number or a distribution"),
    QUANTITY("/models/duration/*/overheadMinutes", "duration-overhead", "the minutes an upgrade takes besides its parts, a number or a distribution"),
    LATER("/models/duration/*/drain", "drain models are"),
    LATER("/models/duration/*/shared", "shared duration factors are"),
    INCLUDE("memberMinutes:", KEY_OPTIONAL, "distribution"),
    QUANTITY("memberMinutes:/Full", "duration-member-full", "the minutes of a member's Full upgrade, a number or a distribution"),
    QUANTITY("memberMinutes:/ControlPlaneOnly", "duration-member-control-plane", "the minutes of a member's ControlPlaneOnly upgrade, a number or a distribution"),
    QUANTITY("memberMinutes:/NodeImageOnly", "duration-member-image", "the minutes of a member's NodeImageOnly upgrade, a number or a distribution"),
    {.path = "/models/failure", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_WORDS, .words = "none", .code = "models-failure", .write = "\"none\", or an object from names to failure models; the one named default is everyone's"},
    {.path = "/models/failure/*", .types = KEY_STRING | KEY_OBJECT, .format = FORMAT_WORDS, .words = "none", .code = "failure-model", .write = "\"none\" or a failure model {\"causes\": [...]}"},
    ARRAY("/models/failure/*/causes", KEY_REQUIRED | KEY_FILLED, "failure-causes", "an array of causes, at least one; for no failures write \"none\" in place of the model"),
    OBJECT("/models/failure/*/causes/#", 0, NULL, "failure-cause", "a cause: an object with \"code\" and \"probability\""),
    STRING("/models/failure/*/causes/#/code", KEY_REQUIRED, FORMAT_TEXT, "cause-code", "the code under which reports count this failure, such as \"UpgradeFailed\""),
    {.path = "/models/failure/*/causes/#/probability", .types = KEY_NUMBER | KEY_OBJECT, .flags = KEY_REQUIRED, .low = 0, .high = 1, .shape = "probability", .code = "cause-probability", .write = "a probability from 0 to 1, {\"beta\": [a, b]}, or an object with one for each type"},
    WORDS("/models/failure/*/causes/#/per", 0, "attempt|pool|node", "cause-per", "what the probability is for: \"attempt\", \"pool\" or \"node\""),
    NUMBER("/models/failure/*/causes/#/atFraction", 0, FORMAT_ANY, 0, 1, "cause-fraction", "how far the upgrade has come when it fails, from 0 to 1"),
    INCLUDE("probability:", KEY_OPTIONAL, "beta"),
    {.path = "probability:/Full", .types = KEY_NUMBER | KEY_OBJECT, .low = 0, .high = 1, .shape = "beta", .code = "probability-full", .write = "the probability for Full upgrades, from 0 to 1 or {\"beta\": [a, b]}"},
    {.path = "probability:/ControlPlaneOnly", .types = KEY_NUMBER | KEY_OBJECT, .low = 0, .high = 1, .shape = "beta", .code = "probability-control-plane", .write = "the probability for ControlPlaneOnly upgrades, from 0 to 1 or {\"beta\": [a, b]}"},
    {.path = "probability:/NodeImageOnly", .types = KEY_NUMBER | KEY_OBJECT, .low = 0, .high = 1, .shape = "beta", .code = "probability-image", .write = "the probability for NodeImageOnly upgrades, from 0 to 1 or {\"beta\": [a, b]}"},
    ARRAY("beta:/beta", KEY_REQUIRED | KEY_FILLED, "probability-beta", "the two shapes of a beta distribution, such as [3, 97]"),
    NUMBER("beta:/beta/#", 0, FORMAT_ANY, 1e-6, 1e9, "probability-beta-shape", "a shape of a beta distribution, a number above 0"),
    LATER("/models/operators", "models of operators are"),
    LATER("/models/risks", "a risk register is"),
    LATER("/models/rollout", "roll-out models are"),
    LATER("/models/quota", "quotas are"),

    WORDS("distribution:/dist", KEY_REQUIRED, "constant|uniform|triangular|pert|exponential|normal|lognormal|gamma|weibull|empirical", "dist-kind", "constant, uniform, triangular, pert, exponential, normal, lognormal, gamma, weibull or empirical"),
    NUMBER("distribution:/value", 0, FORMAT_ANY, 0, 0, "dist-value", "the one value, as a number"),
    NUMBER("distribution:/min", 0, FORMAT_ANY, 0, 0, "dist-min", "the smallest value, as a number"),
    NUMBER("distribution:/mode", 0, FORMAT_ANY, 0, 0, "dist-mode", "the most likely value, as a number"),
    NUMBER("distribution:/max", 0, FORMAT_ANY, 0, 0, "dist-max", "the greatest value, as a number"),
    NUMBER("distribution:/mean", 0, FORMAT_ANY, 0, 0, "dist-mean", "the mean, as a number"),
    NUMBER("distribution:/sd", 0, FORMAT_ANY, 0, 0, "dist-sd", "the standard deviation, as a number"),
    NUMBER("distribution:/p50", 0, FORMAT_ANY, 0, 0, "dist-p50", "the median, as a number"),
    NUMBER("distribution:/p90", 0, FORMAT_ANY, 0, 0, "dist-p90", "the value that 90 % do not exceed, as a number"),
    NUMBER("distribution:/mu", 0, FORMAT_ANY, 0, 0, "dist-mu", "the mean of the logarithm, as a number"),
    NUMBER("distribution:/sigma", 0, FORMAT_ANY, 0, 0, "dist-sigma", "the standard deviation of the logarithm, as a number"),
    NUMBER("distribution:/shape", 0, FORMAT_ANY, 0, 0, "dist-shape", "the shape, as a number"),
    NUMBER("distribution:/scale", 0, FORMAT_ANY, 0, 0, "dist-scale", "the scale, as a number"),
    {.path = "distribution:/samples", .types = KEY_ARRAY | KEY_OBJECT, .flags = KEY_FILLED, .shape = "samples", .code = "dist-samples", .write = "an array of observed numbers, or {\"file\": \"history.csv\", \"column\": \"minutes\"}"},
    NUMBER("distribution:/samples/#", 0, FORMAT_ANY, 0, 0, "dist-sample", "an observed value, as a number"),
    STRING("samples:/file", KEY_REQUIRED | KEY_RESOLVED, FORMAT_TEXT, "dist-samples-file", "the path of a CSV file with the observed values"),
    STRING("samples:/column", KEY_REQUIRED | KEY_RESOLVED, FORMAT_TEXT, "dist-samples-column", "the name of the column that holds the values"),

    /* controller and experiment */
    OBJECT("/controller", 0, NULL, "controller", "an object with settings of the service, such as {\"windowPollMinutes\": 60}"),
    NUMBER("/controller/windowPollMinutes", 0, FORMAT_ANY, 0, 1440, "poll-minutes", "the minutes between two looks at windows, from 0 (notices at once) to 1,440"),
    {.path = "/controller/windowPollPhaseMinutes", .types = KEY_NUMBER | KEY_STRING, .format = FORMAT_WORDS, .words = "random", .low = 0, .high = 1440, .code = "poll-phase", .write = "\"random\", or a number of minutes from 0"},
    NUMBER("/controller/lookaheadHours", 0, FORMAT_ANY, 0, 168, "lookahead", "hours before a window opens in which its members go first, from 0 to 168"),
    NUMBER("/controller/maxStageConcurrency", 0, FORMAT_WHOLE, 1, 1e6, "stage-cap", "the service's cap on upgrades at once in a stage, a whole number from 1 to 1,000,000"),
    BOOL("/controller/expiredImageFails", "expired-image", "true when upgrades to an image past its 90 days fail, else false"),
    LATER("/controller/autoUpgradeImage", "the images of auto-upgrade runs are"),
    LATER("/controller/triggerDelayHours", "trigger delays of auto-upgrade are"),
    OBJECT("/experiment", 0, NULL, "experiment", "an object such as {\"trials\": 5000, \"seed\": 1}"),
    NUMBER("/experiment/trials", 0, FORMAT_WHOLE, 1, 1e7, "trials", "how many histories to simulate, a whole number from 1 to 10,000,000"),
    NUMBER("/experiment/seed", 0, FORMAT_WHOLE, 0, SEED_MAX, "seed", "the seed of all random numbers, a whole number from 0 to 2^53"),
    LATER("/experiment/precision", "a precision to stop at is"),
    LATER("/experiment/require", "required conditions are"),
    LATER("/experiment/riskRating", "thresholds of the risk rating are"),
};
/* clang-format on */

size_t keys_count(void)
{
    return sizeof rows / sizeof *rows;
}

const struct key *keys_row(size_t row)
{
    assert(row < keys_count());
    return &rows[row];
}
