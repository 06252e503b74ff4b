#include "tests/lib/sample_forecast.h"

#include "models/version.h"
#include "tests/lib/sample_parts.h"

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
static struct support_outcome support[2];
static struct freeze_outcome freeze_outcomes[1];
static struct stop_outcome stop_outcomes[2];
static struct window_overrun_outcome window_overruns[1];
static struct operation_outcome operation_outcomes[2];
static const uint32_t last_two[] = {1, 2};
static const struct barrier barriers[] = {{0, 1, 1, 7, 5400, last_two, 0.75},
                                          {0, 1, 2, 7, 9000, last_two, 1}};
static struct campaign_day campaign_days[2];
static struct campaign_member campaign_members[MEMBERS];
static const struct campaign_table campaign_table = {campaign_days, 2, campaign_members};
static struct driver_outcome driver_outcomes[RUNS * DRIVER_COUNT];
static struct criticality critical[CRITICAL_KIND_COUNT];
static const struct stage_share stage_shares[GROUPS] = {
    {0.25, 3600, 1800}, {0.75, 0, 0}, {1, 5400, 0}};
static struct proportion group_critical[GROUPS], member_critical[RUNS * MEMBERS];
static uint32_t trial_driver_s[TRIALS * RUNS * DRIVER_COUNT];

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

static void fill_trials(void)
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
}

static void fill_timeline(void)
{
    for (uint32_t i = 0; i < RUNS * POINTS; i++) {
        points[i].mean[STATE_COMPLETED] = i % POINTS * 0.75;
        points[i].mean[STATE_PENDING] = 3 - i % POINTS * 0.75;
        points[i].p90[STATE_PENDING] = 3;
    }
    surge[POINTS + 1] = (struct surge_point){0.25, 2, 1, 3, 8, 24};
    surge[POINTS + 2] = (struct surge_point){0.5, 4, 2, 3, 16, 24};
}

static void fill_reasons(void)
{
    reasons[0] = (struct reason_outcome){
        0, 1, STATE_PENDING, REASON_WINDOW_CLOSED, proportion_of(9, TRIALS), 5400};
    reasons[1] = (struct reason_outcome){
        1, 2, STATE_FAILED, REASON_FIRST_CAUSE, proportion_of(1, TRIALS), 0};
}

static void fill_conflicts(void)
{
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
}

static void fill_support(void)
{
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
}

static void fill_campaign(void)
{
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
}

static void fill_operations(void)
{
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

static struct forecast fill_forecast(void)
{
    fill_trials();
    fill_timeline();
    fill_reasons();
    fill_conflicts();
    fill_support();
    fill_campaign();
    fill_operations();
    fill_why();
    for (uint32_t run = 0; run < RUNS; run++) {
        fill_run(run);
        fill_members(run);
    }
    for (uint32_t i = 0; i < GROUPS; i++)
        stage_outcomes[i] = group_outcomes[i] = some_segment(i / 2, i % 2);
    struct forecast forecast = {.scenario = sample_scenario(),
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
                                .stops = stop_outcomes,
                                .deadlines = deadline_outcomes,
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
                                .risk = {RISK_HIGH, "P(Failed)", 0.6, 0.25, true, false}};
    sample_advice(&forecast);
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
