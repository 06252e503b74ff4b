#include "tests/lib/sample_forecast.h"

#include "models/version.h"
#include "tests/lib/sample_parts.h"

#include <string.h>

static char long_name[301];

static struct label labels[] = {{"env", "prod"}, {"tier", "web"}};
static struct member members[MEMBERS] = {
    {.name = "=aks-1", .region = 0, .window = {0, NONE}, .labels = labels, .label_count = 2},
    {.name = SAMPLE_LINES, .region = 1, .window = {0, NONE}, .pool_first = 1},
    {.name = long_name, .region = NONE, .window = {NONE, NONE}, .pool_first = 2},
};
static struct pool pools[MEMBERS] = {
    {.name = "a", .node_count = 3}, {.name = "b", .node_count = 5}, {.name = "c", .node_count = 7}};
static const char *regions[] = {"northeurope", "M\xC3\xBCnchen"};

static const struct plan_gate gates[] = {
    {SAMPLE_MARKUP, GATE_APPROVAL, 0, NONE, GATE_AFTER, 0, {0}},
    {NULL, GATE_SCHEDULED_START, 1, 1, GATE_BEFORE, 0, {1, 22 * HOUR_S, -34200}},
};
static const struct selector by_label = {.text = "tier in (<b>web</b>)"};
static const struct plan_group safe_groups[] = {
    {.name = SAMPLE_FORMULA, .stage = 0, .member_count = 1, .concurrency_max = 1},
    {SAMPLE_GNUPLOT, .stage = 1, .member_first = 1, .member_count = 2, .concurrency_max = 2,
     .failures_max = 1, .before = {1, 1}, .selector = &by_label, .implicit = true},
};
static const struct plan_stage safe_stages[] = {
    {"canary", 0, 1, 0, 1, .concurrency_max = 1, .wait_s = DAY_S, .after = {0, 1}},
    {SAMPLE_MARKUP, 1, 1, 1, 2, .concurrency_max = 2, .failures_max = 1},
};
static const struct plan_group plain_groups[] = {
    {.name = "default", .member_count = MEMBERS, .concurrency_max = 1}};
static const struct plan_stage plain_stages[] = {
    {.name = "default", .group_count = 1, .member_count = MEMBERS, .concurrency_max = 1}};
static const uint32_t slots[] = {0, 1, 2}, safe_slot_group[] = {0, 1, 1},
                      plain_slot_group[] = {0, 0, 0};
static const struct plan plans[RUNS] = {
    {.stages = safe_stages,
     .stage_count = 2,
     .groups = safe_groups,
     .group_count = 2,
     .members = slots,
     .slot_group = safe_slot_group,
     .member_count = MEMBERS,
     .slot_of = slots,
     .gates = gates,
     .gate_count = 2},
    {.stages = plain_stages,
     .stage_count = 1,
     .groups = plain_groups,
     .group_count = 1,
     .members = slots,
     .slot_group = plain_slot_group,
     .member_count = MEMBERS,
     .slot_of = slots},
};
static const struct strategy strategy = {.name = "safe"};
static struct update_run runs[RUNS] = {
    {.name = "k135", .type = UPGRADE_FULL, .strategy = &strategy, .start_s = SAMPLE_START_S},
    {.name = "@images", .type = UPGRADE_NODE_IMAGE_ONLY, .start = RUN_START_AFTER, .after = 0},
};
static const struct track tracks[RUNS] = {
    {"k135", UPGRADE_FULL, NONE, 0, 1, &plans[0], false},
    {"@images", UPGRADE_NODE_IMAGE_ONLY, NONE, 1, 1, &plans[1], false},
};

static const bool in_scope[MEMBERS] = {true, true, false};
static const struct deadline deadlines[] = {
    {"before \"Christmas\"", SAMPLE_START_S + 20 * DAY_S, NONE, 0},
    {SAMPLE_MARKUP, SAMPLE_START_S + 10 * DAY_S, 0, 0.95},
    {"next year", SAMPLE_START_S + 400 * DAY_S, NONE, 0},
};
static const struct freeze freezes[] = {
    {SAMPLE_GNUPLOT, SAMPLE_START_S + 5 * DAY_S, SAMPLE_START_S + 6 * DAY_S, true, in_scope, 2}};
static const struct window windows[] = {{.name = "-night",
                                         .kind = SCHEDULE_RELATIVE_MONTHLY,
                                         .interval = 1,
                                         .day_of_week = 6,
                                         .week_index = WEEK_SECOND,
                                         .length_s = 6 * HOUR_S,
                                         .start_time_s = 22 * 3600,
                                         .utc_offset_s = -34200,
                                         .start_date = {2026, 1, 1}}};
static const struct opening always[] = {{SAMPLE_START_S, INSTANT_NEVER}};
static const struct opening once[] = {
    {SAMPLE_START_S + DAY_S, SAMPLE_START_S + DAY_S + 6 * HOUR_S}};
static const struct openings openings[] = {{always, 1}, {once, 1}};
static const struct operation operations[] = {
    {SAMPLE_START_S + HOUR_S, OPERATION_SKIP, 0, 0, NONE, TARGET_GROUP, SAMPLE_FORMULA, NULL, NULL},
    {SAMPLE_START_S + DAY_S, OPERATION_STOP, 3, 1, NONE, TARGET_RUN, "", NULL, NULL},
};
static const char *const causes[] = {"PodDrainFailure"};
static const struct input_range range = {"failureProbabilityFull", "0.03", "0.01", "0.08", "rule"};
static const struct assumption assumptions[] = {
    {"failures: 3 % an attempt", "catalogue", SOURCE_ASSUMED, true, &range},
    {"<b>maxSurge</b>: 10 %", "AKS | documentation", SOURCE_STATED, false, NULL},
};
static struct warning warning = {"group-without-members", "/strategies/safe", "group <x> is empty",
                                 NULL};
static struct scenario scenario;

const struct scenario *sample_scenario(void)
{
    memset(long_name, 'n', sizeof long_name - 1);
    for (int i = 0; i < MEMBERS; i++) {
        members[i].pool_count = 1;
        members[i].kubernetes_version = version_make(1, 34, 6);
        members[i].openings[SCHEDULE_KUBERNETES] = i < 2;
    }
    runs[0].kubernetes_version = version_make(1, 35, 2);
    scenario = (struct scenario){
        .name = "Sample & <co>",
        .description = "Three clusters.",
        .display_offset_s = 3600,
        .display_label = "Berlin",
        .start_s = SAMPLE_START_S,
        .horizon_s = SAMPLE_START_S + 60 * DAY_S,
        .deadlines = deadlines,
        .deadline_count = 3,
        .freezes = freezes,
        .freeze_count = 1,
        .fleet = {members, MEMBERS, pools, MEMBERS, .regions = regions, .region_count = REGIONS},
        .windows = windows,
        .window_count = 1,
        .openings = openings,
        .openings_count = 2,
        .runs = runs,
        .plans = plans,
        .run_count = RUNS,
        .written_run_count = RUNS,
        .tracks = tracks,
        .track_count = RUNS,
        .operations = operations,
        .operation_count = 2,
        .causes = causes,
        .cause_count = 1,
        .experiment = {TRIALS, UINT64_MAX},
        .assumptions = assumptions,
        .assumption_count = 2,
        .warnings = {NULL, &warning, &warning, 1},
        .resolved = "{}\n",
        .digest = 0xabc};
    return &scenario;
}
