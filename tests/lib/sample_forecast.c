#include "tests/lib/sample_forecast.h"

#include "models/version.h"

#include <string.h>

enum { TRIALS = 10, RUNS = 2, MEMBERS = 3, GROUPS = 3, POINTS = 4, REGIONS = 2 };

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

static const struct quantile never = {INSTANT_NEVER, INSTANT_NEVER, INSTANT_NEVER};
static int64_t finish_sorted[TRIALS];
static struct track_outcome track_outcomes[RUNS];
static struct segment_outcome stage_outcomes[GROUPS], group_outcomes[GROUPS];
static struct member_outcome member_outcomes[RUNS * MEMBERS];
static struct trial_outcome trial_outcomes[TRIALS * RUNS];
static struct timeline_point points[RUNS * POINTS];
static struct surge_point surge[(REGIONS + 1) * POINTS];
static struct reason_outcome reasons[2];
static struct deadline_outcome deadline_outcomes[3];
static struct latest_start latest_starts[3];
static struct support_outcome support[2];
static struct lever_chance lever_chances[3];
static struct lever_outcome lever_outcomes[2];
static struct freeze_outcome freeze_outcomes[1];
static struct stop_outcome stop_outcomes[2];
static struct window_overrun_outcome window_overruns[1];
static struct operation_outcome operation_outcomes[2];
static const uint32_t last_two[] = {1, 2};
static const struct barrier barriers[] = {{0, 1, 1, 7, 5400, last_two, 0.75},
                                          {0, 1, 2, 7, 9000, last_two, 1}};
static struct skip_step skip_steps[2];
static struct skip_set skip_sets[3];
static struct campaign_day campaign_days[2];
static struct campaign_member campaign_members[MEMBERS];
static const struct campaign_table campaign_table = {campaign_days, 2, campaign_members};
static struct driver_outcome driver_outcomes[RUNS * DRIVER_COUNT];
static struct criticality critical[CRITICAL_KIND_COUNT];
static const struct stage_share stage_shares[GROUPS] = {
    {0.25, 3600, 1800}, {0.75, 0, 0}, {1, 5400, 0}};
static struct proportion group_critical[GROUPS], member_critical[RUNS * MEMBERS];
static uint32_t trial_driver_s[TRIALS * RUNS * DRIVER_COUNT];
static struct scenario scenario;
static const struct sensitivity_row sensitive[] = {
    {.kind = SENSITIVITY_SHARED_FACTOR,
     .input = SAMPLE_FORMULA,
     .correlation = {0.5, 0.25, 0.75},
     .lowest_trials = 1,
     .highest_trials = 1,
     .lowest_p80 = {SAMPLE_START_S + 3 * DAY_S, INT64_MIN, INSTANT_NEVER},
     .highest_p80 = {SAMPLE_START_S + 5 * DAY_S, SAMPLE_START_S + 4 * DAY_S, INSTANT_NEVER},
     .swing = {true, 2 * DAY_S, INT64_MIN, INSTANT_NEVER}},
    {.kind = SENSITIVITY_RISK,
     .input = SAMPLE_MARKUP,
     .yes_no = true,
     .correlation = {-0.375, -0.5, -0.25},
     .lowest_trials = 8,
     .highest_trials = 2,
     .lowest_p80 = {SAMPLE_START_S + 5 * DAY_S, INT64_MIN, INSTANT_NEVER},
     .highest_p80 = {INSTANT_NEVER, INT64_MIN, INSTANT_NEVER}},
    {.kind = SENSITIVITY_DURATION,
     .input = SAMPLE_GNUPLOT,
     .correlation = {0.125, -0.125, 0.375},
     .lowest_trials = 1,
     .highest_trials = 1,
     .lowest_p80 = {SAMPLE_START_S + 5 * DAY_S, SAMPLE_START_S, SAMPLE_START_S + 6 * DAY_S},
     .highest_p80 = {SAMPLE_START_S + 4 * DAY_S, SAMPLE_START_S, SAMPLE_START_S + 6 * DAY_S},
     .swing = {true, -DAY_S, -4 * DAY_S, 4 * DAY_S}},
};
static const struct sensitivity sensitivity = {sensitive, 3, TRIALS};
static struct robustness_chance chances[3];
static struct robustness_row robustness_rows[2];
static const struct robustness_span spans[3] = {{0, 1}, {0.25, 0.5}, {1, 0}};
static struct robustness robustness;

static struct robustness_side some_side(int64_t p80_s, int64_t change_s)
{
    return (struct robustness_side){.simulated = true,
                                    .p80 = {p80_s, INT64_MIN, INSTANT_NEVER},
                                    .change_known = p80_s < INSTANT_NEVER,
                                    .change_s = change_s,
                                    .low_s = change_s - HOUR_S,
                                    .high_s = INSTANT_NEVER,
                                    .chances = chances,
                                    .risk = RISK_MODERATE};
}

static void fill_robustness(void)
{
    for (int i = 0; i < 2; i++)
        chances[i] = (struct robustness_chance){proportion_of(5, TRIALS), {-0.25, -0.5, 0}};
    robustness_rows[0] = (struct robustness_row){
        &assumptions[0], some_side(SAMPLE_START_S + 2 * DAY_S, -DAY_S), {.simulated = false}};
    robustness_rows[1] = (struct robustness_row){
        NULL, some_side(SAMPLE_START_S + 2 * DAY_S, -DAY_S), some_side(INSTANT_NEVER, 0)};
    robustness = (struct robustness){.trials = TRIALS,
                                     .rows = robustness_rows,
                                     .count = 2,
                                     .base = some_side(SAMPLE_START_S + 3 * DAY_S, 0),
                                     .earliest_s = SAMPLE_START_S + 2 * DAY_S,
                                     .latest_s = INSTANT_NEVER,
                                     .chance_count = 3,
                                     .chances = spans,
                                     .moves_rating = true};
}

static struct ending some_ending(uint64_t completed)
{
    return (struct ending){
        proportion_of(completed, TRIALS), proportion_of(TRIALS - completed, TRIALS),
        proportion_of(0, TRIALS),         proportion_of(0, TRIALS),
        proportion_of(0, TRIALS),         proportion_of(0, TRIALS)};
}

/* P10 and P50 finite, the rest infinite. */
static void fill_quantiles(struct quantile q[QUANTILE_COUNT], int64_t base_s)
{
    for (int i = 0; i < QUANTILE_COUNT; i++)
        q[i] = i > Q50 ? never
                       : (struct quantile){base_s + i * HOUR_S, i == Q10 ? INT64_MIN : base_s,
                                           base_s + 2 * HOUR_S};
}

static void fill_scenario(void)
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
}

static void fill_run(uint32_t run)
{
    struct track_outcome *outcome = &track_outcomes[run];
    int64_t end_s = SAMPLE_START_S + (3 + run) * DAY_S;
    outcome->ending = some_ending(7);
    fill_quantiles(outcome->finish, end_s);
    fill_quantiles(outcome->finish_if_completed, end_s);
    fill_quantiles(outcome->duration, 3 * DAY_S);
    fill_quantiles(outcome->duration_if_completed, 3 * DAY_S);
    fill_quantiles(outcome->last_member, end_s);
    for (int share = 0; share < SHARE_COUNT; share++)
        fill_quantiles(outcome->at_target[share], end_s - DAY_S);
    outcome->members_mean[STATE_COMPLETED] = 2.25;
    outcome->members_mean[STATE_FAILED] = 0.5;
    outcome->members_mean[STATE_RUNNING] = 0.25;
    outcome->failure_count_mean = 0.5;
    outcome->spread_s = INSTANT_NEVER;
    outcome->runs_per_trial_mean = 1;
}

static struct segment_outcome some_segment(uint32_t run, uint32_t index)
{
    struct segment_outcome segment = {.track = run,
                                      .index = index,
                                      .ending = some_ending(7),
                                      .over_limit = proportion_of(3, TRIALS)};
    fill_quantiles(segment.begin, SAMPLE_START_S + index * DAY_S);
    fill_quantiles(segment.finish, SAMPLE_START_S + (1 + index) * DAY_S);
    return segment;
}

static void fill_members(uint32_t run)
{
    for (uint32_t i = 0; i < MEMBERS; i++) {
        struct member_outcome *outcome = &member_outcomes[run * MEMBERS + i];
        *outcome = (struct member_outcome){.track = run, .member = i, .group = run == 0 && i > 0};
        for (int state = 0; state < STATE_COUNT; state++)
            outcome->state[state] = proportion_of(state == STATE_COMPLETED ? TRIALS : 0, TRIALS);
        for (int q = 0; q < MEMBER_QUANTILE_COUNT; q++) {
            outcome->begin_s[q] = SAMPLE_START_S + (q + i) * HOUR_S;
            outcome->end_s[q] = q == M90 && i == 1 ? INSTANT_NEVER : outcome->begin_s[q] + HOUR_S;
        }
        outcome->overrun = proportion_of(0, 0);
    }
}

static void fill_rest(void)
{
    for (uint32_t i = 0; i < TRIALS; i++)
        finish_sorted[i] = i < 7 ? SAMPLE_START_S + (3 + i) * DAY_S : INSTANT_NEVER;
    for (uint32_t i = 0; i < TRIALS * RUNS; i++) {
        bool done = i / RUNS < 7;
        trial_outcomes[i] =
            (struct trial_outcome){.trial = i / RUNS,
                                   .run = i % RUNS,
                                   .state = done ? STATE_COMPLETED : STATE_FAILED,
                                   .start_s = SAMPLE_START_S,
                                   .finish_s = done ? SAMPLE_START_S + DAY_S : INSTANT_NEVER,
                                   .ended_s = SAMPLE_START_S + DAY_S,
                                   .members = {[STATE_COMPLETED] = 2, [STATE_FAILED] = 1},
                                   .failures = 1};
    }
    for (uint32_t i = 0; i < RUNS * POINTS; i++) {
        points[i].mean[STATE_COMPLETED] = i % POINTS * 0.75;
        points[i].mean[STATE_PENDING] = 3 - i % POINTS * 0.75;
        points[i].p90[STATE_PENDING] = 3;
    }
    surge[POINTS + 1] = (struct surge_point){0.25, 2, 1, 3, 8, 24};
    surge[POINTS + 2] = (struct surge_point){0.5, 4, 2, 3, 16, 24};
    reasons[0] = (struct reason_outcome){
        0, 1, STATE_PENDING, REASON_WINDOW_CLOSED, proportion_of(9, TRIALS), 5400};
    reasons[1] = (struct reason_outcome){
        1, 2, STATE_FAILED, REASON_FIRST_CAUSE, proportion_of(1, TRIALS), 0};
    deadline_outcomes[0] = (struct deadline_outcome){true, proportion_of(7, TRIALS)};
    deadline_outcomes[1] = (struct deadline_outcome){true, proportion_of(0, TRIALS)};
    stop_outcomes[0] = (struct stop_outcome){proportion_of(3, TRIALS), {4.5, 9}, {1.25, 2}};
    stop_outcomes[1] = (struct stop_outcome){.stops = proportion_of(0, TRIALS)};
    freeze_outcomes[0] =
        (struct freeze_outcome){true,
                                proportion_of(TRIALS, TRIALS),
                                proportion_of(0, TRIALS),
                                12.5,
                                2,
                                1.5,
                                {true,
                                 {SAMPLE_START_S + 3540, INT64_MIN, SAMPLE_START_S + 7140},
                                 TRIALS,
                                 {1.5, 2},
                                 {1, 2},
                                 {0.5, 1}}};
    window_overruns[0].upgrades = proportion_of(2, 20);
    campaign_days[0] = (struct campaign_day){.at_s = SAMPLE_START_S};
    campaign_days[1] = (struct campaign_day){
        .at_s = SAMPLE_START_S + DAY_S, .nodes_mean = 8, .active_mean = 1.5, .active_p95 = 2};
    for (int age = 0; age < AGE_COUNT; age++)
        campaign_days[1].age[age] =
            (struct campaign_age){(age + 1) * DAY_S, age * DAY_S, (age + 2) * DAY_S};
    for (int i = 0; i < MEMBERS; i++)
        campaign_members[i] = (struct campaign_member){.nodes_mean = i,
                                                       .latency_p50_s = i == 0 ? INT64_MIN : HOUR_S,
                                                       .latency_p90_s = INSTANT_NEVER};
    for (int i = 0; i < 2; i++) {
        struct operation_outcome *outcome = &operation_outcomes[i];
        outcome->done = proportion_of(i == 0 ? 6 : TRIALS, TRIALS);
        outcome->refused = proportion_of(i == 0 ? 4 : 0, TRIALS);
        outcome->not_reached = proportion_of(0, TRIALS);
        outcome->refusals[REFUSAL_TARGET_STATE] = outcome->refused;
    }
}

/* All time of a path is work, waiting for a window, or for a gate. */
static void fill_why(void)
{
    for (uint32_t i = 0; i < RUNS * DRIVER_COUNT; i++)
        driver_outcomes[i] = (struct driver_outcome){.track = i / DRIVER_COUNT,
                                                     .driver = (enum driver)(i % DRIVER_COUNT)};
    for (uint32_t run = 0; run < RUNS; run++) {
        struct driver_outcome *outcomes = &driver_outcomes[run * DRIVER_COUNT];
        outcomes[DRIVER_UPGRADE_WORK] =
            (struct driver_outcome){run, DRIVER_UPGRADE_WORK, 2 * HOUR_S, 0.125, 3 * HOUR_S};
        outcomes[DRIVER_WINDOW_CLOSED] =
            (struct driver_outcome){run, DRIVER_WINDOW_CLOSED, 14 * HOUR_S, 0.875, 21 * HOUR_S};
    }
    for (uint32_t kind = 0; kind < CRITICAL_KIND_COUNT; kind++)
        critical[kind] = (struct criticality){.kind = (enum critical_kind)kind,
                                              .index = kind == CRITICAL_MEMBER,
                                              .p = proportion_of(7 - kind, 7)};
    for (uint32_t i = 0; i < GROUPS; i++)
        group_critical[i] = proportion_of(i, 7);
    for (uint32_t i = 0; i < RUNS * MEMBERS; i++)
        member_critical[i] = proportion_of(i, 7);
    for (uint32_t i = 0; i < TRIALS * RUNS; i++)
        trial_driver_s[i * DRIVER_COUNT + DRIVER_UPGRADE_WORK] = DAY_S;
}

/* A lever that was simulated, and one that was not. */
static void fill_advice(void)
{
    const struct quantile with = {SAMPLE_START_S + HOUR_S, SAMPLE_START_S, INSTANT_NEVER};
    const struct lever_finish finish = {with, true, -7200, true, false, -9000, 0};
    for (int i = 0; i < 2; i++)
        lever_chances[i] = (struct lever_chance){proportion_of(8, TRIALS), 0.1, -0.1, 0.3};
    lever_outcomes[0] = (struct lever_outcome){.lever = {LEVER_REMOVED, LEVER_FAILURES},
                                               .subject = SAMPLE_FORMULA,
                                               .trials = TRIALS,
                                               .p50 = finish,
                                               .p80 = {.with = with},
                                               .chances = lever_chances,
                                               .gains = true};
    lever_outcomes[1] = (struct lever_outcome){.lever = {LEVER_EASED, LEVER_WINDOWS},
                                               .subject = "",
                                               .not_run = "removed altogether it gains nothing"};
    support[0] = (struct support_outcome){.minor = version_make(1, 34, 0),
                                          .end_s = SAMPLE_START_S + DAY_S,
                                          .at_s = SAMPLE_START_S + DAY_S,
                                          .simulated = true,
                                          .members = 3,
                                          .members_mean = 0.5,
                                          .any = proportion_of(4, TRIALS)};
    support[1] = (struct support_outcome){.minor = version_make(1, 34, 0),
                                          .long_term = true,
                                          .end_s = SAMPLE_START_S + 400 * DAY_S,
                                          .at_s = SAMPLE_START_S + 400 * DAY_S,
                                          .members = 1};
    latest_starts[0] = (struct latest_start){LATEST_START_FOUND, 0.9, SAMPLE_START_S + DAY_S,
                                             proportion_of(9, TRIALS), proportion_of(8, TRIALS)};
    latest_starts[1] = (struct latest_start){.answer = LATEST_START_NONE, .required = 0.95};
    latest_starts[2] = (struct latest_start){.answer = LATEST_START_NOT_SIMULATED, .required = 0.9};
    for (int i = 0; i < 2; i++)
        lever_outcomes[i].words = lever_words(&lever_outcomes[i].lever);
}

static struct skip_set some_skips(uint32_t deadline, enum skip_answer answer)
{
    return (struct skip_set){
        .deadline = deadline,
        .required_p = 0.9,
        .answer = answer,
        .searched = true,
        .met = deadline_outcomes[deadline].met,
        .p80 = never,
    };
}

/* The first deadline is reached without the last two members, of one run each. */
static void fill_skips(void)
{
    for (uint32_t i = 0; i < 3; i++)
        skip_sets[i] = some_skips(i, i == 0   ? SKIPS_REACH
                                     : i == 1 ? SKIPS_FALL_SHORT
                                              : SKIPS_UNKNOWN);
    for (uint32_t i = 0; i < 2; i++)
        skip_steps[i] =
            (struct skip_step){.skip = {i, i + 1},
                               .trials = TRIALS,
                               .met = proportion_of(8 + i, TRIALS),
                               .gain = {0.1, -0.1, 0.3},
                               .p80 = {SAMPLE_START_S + (5 - i) * DAY_S, INT64_MIN, INSTANT_NEVER},
                               .p80_gain_s = i == 0 ? INSTANT_NEVER : DAY_S,
                               .kubernetes_version = version_make(1, 34, 6),
                               .supported_until_s = SAMPLE_START_S + 90 * DAY_S};
    skip_sets[0].steps = skip_steps;
    skip_sets[0].step_count = 2;
}

static struct forecast fill_forecast(void)
{
    fill_scenario();
    fill_rest();
    fill_robustness();
    fill_skips();
    fill_advice();
    fill_why();
    for (uint32_t run = 0; run < RUNS; run++) {
        fill_run(run);
        fill_members(run);
    }
    for (uint32_t i = 0; i < GROUPS; i++)
        stage_outcomes[i] = group_outcomes[i] = some_segment(i / 2, i % 2);
    struct forecast forecast = {.scenario = &scenario,
                                .version = "1.2.3",
                                .trials = TRIALS,
                                .member_grid_s = MINUTE_S,
                                .member_trials = TRIALS,
                                .tracks = track_outcomes,
                                .stages = stage_outcomes,
                                .stage_count = GROUPS,
                                .groups = group_outcomes,
                                .group_count = GROUPS,
                                .members = member_outcomes,
                                .member_count = RUNS * MEMBERS,
                                .drivers = driver_outcomes,
                                .criticality = critical,
                                .criticality_count = CRITICAL_KIND_COUNT,
                                .stage_shares = stage_shares,
                                .group_critical = group_critical,
                                .member_critical = member_critical,
                                .trial_driver_s = trial_driver_s,
                                .reasons = reasons,
                                .reason_count = 2,
                                .trial_rows = trial_outcomes,
                                .trial_row_count = TRIALS * RUNS,
                                .timeline = {SAMPLE_START_S, DAY_S, POINTS, points},
                                .surge = surge,
                                .sensitivity = &sensitivity,
                                .robustness = &robustness,
                                .stops = stop_outcomes,
                                .deadlines = deadline_outcomes,
                                .levers = lever_outcomes,
                                .lever_count = 2,
                                .latest_starts = latest_starts,
                                .support = support,
                                .support_count = 2,
                                .freezes = freeze_outcomes,
                                .window_overruns = window_overruns,
                                .operations = operation_outcomes,
                                .campaign_table = &campaign_table,
                                .overrun = {proportion_of(2, TRIALS), proportion_of(2, 20), 1},
                                .finish_sorted = finish_sorted,
                                .ending_all = some_ending(7),
                                .barriers = barriers,
                                .barrier_count = 2,
                                .skips = skip_sets,
                                .risk = {RISK_HIGH, "P(Failed)", 0.6, 0.25, true, false}};
    fill_quantiles(forecast.finish_all, SAMPLE_START_S + 3 * DAY_S);
    return forecast;
}

const struct forecast *sample_forecast(void)
{
    static struct forecast forecast;
    forecast = fill_forecast();
    return &forecast;
}

const struct forecast *sample_forecast_never(void)
{
    static struct forecast forecast;
    forecast = fill_forecast();
    forecast.ending_all = some_ending(0);
    for (int q = 0; q < QUANTILE_COUNT; q++)
        forecast.finish_all[q] = never;
    for (int i = 0; i < TRIALS; i++)
        finish_sorted[i] = INSTANT_NEVER;
    return &forecast;
}

const struct history *sample_history(void)
{
    static const struct history_entry entries[] = {
        {SAMPLE_START_S, 0, LEVEL_RUN, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_STAGE, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_GROUP, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S, 0, LEVEL_MEMBER, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S + HOUR_S, 0, LEVEL_MEMBER, 0, STATE_COMPLETED, 0, 0, 0, {0}},
        {SAMPLE_START_S + HOUR_S, 0, LEVEL_WAIT, 0, STATE_RUNNING, 0, 0, 0, {0}},
        {SAMPLE_START_S + 2 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_PENDING,
         REASON_WINDOW_CLOSED,
         0,
         SAMPLE_START_S + DAY_S,
         {0}},
        {SAMPLE_START_S + 2 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_PENDING,
         REASON_KUBERNETES_VERSION_NOT_AVAILABLE,
         0,
         INSTANT_NEVER,
         {0}},
        {SAMPLE_START_S + 3 * HOUR_S,
         0,
         LEVEL_MEMBER,
         1,
         STATE_FAILED,
         REASON_FIRST_CAUSE,
         0,
         0,
         {0}},
        {SAMPLE_START_S + 3 * HOUR_S, 0, LEVEL_RUN, 0, STATE_FAILED, REASON_FIRST_CAUSE, 1, 0, {0}},
        {SAMPLE_START_S + 4 * HOUR_S, 1, LEVEL_MEMBER, 0, STATE_RUNNING, 0, 0, 0, {0}},
    };
    static const struct plan *of_run[RUNS];
    static struct history history;
    static struct history_run history_runs[RUNS];
    fill_scenario();
    for (uint32_t run = 0; run < RUNS; run++) {
        history_runs[run].kubernetes_version = runs[run].kubernetes_version;
        of_run[run] = &scenario.plans[run];
    }
    history = (struct history){.scenario = &scenario,
                               .runs = history_runs,
                               .plans = of_run,
                               .entries = entries,
                               .count = sizeof entries / sizeof *entries,
                               .trial = 7,
                               .cut = true};
    return &history;
}
