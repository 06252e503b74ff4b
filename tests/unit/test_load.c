/* What a scenario comes to once it is loaded, and what is refused. */
#include "models/version.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define FOUR                                                                                       \
    "{\"members\": [{\"name\": \"d\"}, {\"name\": \"a\"}, {\"name\": \"c\"}, {\"name\": \"b\"}]}"
#define SATURDAY                                                                                   \
    "{\"schedule\": {\"weekly\": {\"intervalWeeks\": 1, \"dayOfWeek\": \"Saturday\"}},"            \
    " \"durationHours\": 6, \"startTime\": \"22:00\", \"utcOffset\": \"+01:00\"}"

static const struct assumption *find_assumption(const struct scenario *scenario, const char *what)
{
    for (uint32_t i = 0; i < scenario->assumption_count; i++)
        if (strncmp(scenario->assumptions[i].what, what, strlen(what)) == 0)
            return &scenario->assumptions[i];
    return NULL;
}

Test(load, fills_in_defaults_and_lists_them)
{
    struct loading loading;
    loading_right(&loading, loading_scenario(FOUR, ""));
    const struct scenario *scenario = &loading.scenario;
    cr_assert_str_eq(scenario->name, "test");
    cr_assert_eq(scenario->horizon_s - scenario->start_s, 90 * DAY_S);
    cr_assert_eq(scenario->experiment.trials, 5000);
    cr_assert_eq(scenario->experiment.seed, 1);
    cr_assert_eq(scenario->controller.poll_s, HOUR_S);
    cr_assert(scenario->controller.poll_phase_random && scenario->controller.expired_image_fails);
    cr_assert_eq(scenario->controller.stage_concurrency_cap, 50);
    cr_assert_eq(scenario->controller.lookahead_s, 4 * HOUR_S);
    cr_assert_eq(scenario->fleet.member_count, 4);
    const struct member *member = &scenario->fleet.members[0];
    cr_assert_str_eq(member->name, "a");
    cr_assert(member->version_assumed && member->pools_assumed);
    cr_assert_eq(member->kubernetes_version, version_make(1, 34, 0));
    const struct pool *pool = &scenario->fleet.pools[member->pool_first];
    cr_assert_eq(pool->node_count, 3);
    cr_assert(pool->max_surge.percent && pool->max_surge.value == 10);
    cr_assert(scenario->failures_assumed);
    cr_assert_float_eq(scenario->failures[0].causes[0].probability[UPGRADE_FULL], 0.03, 1e-12);
    cr_assert_float_eq(scenario->failures[0].causes[0].probability[UPGRADE_NODE_IMAGE_ONLY], 0.01,
                       1e-12);
    cr_assert_float_eq(distribution_quantile(&scenario->durations[0].node, 0.9), 8.3, 1e-9);
    cr_assert(find_assumption(scenario, "failure probability of a Full upgrade: 3 %")->decides);
    cr_assert_eq(find_assumption(scenario, "nodeMinutes")->source_class, SOURCE_MEASURED);
    cr_assert_not_null(find_assumption(scenario, "Kubernetes version of 4 of 4 members: 1.34.0"));
    cr_assert_null(find_assumption(scenario, "windowsNodeMinutes"));
    cr_assert_null(find_assumption(scenario, "nodeImageNodeMinutes"));
    loading_clear(&loading);
}

Test(load, takes_stages_as_the_command_line_of_azure_reads_them)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario(
            FOUR,
            ", \"strategies\": {\"azure\": {\"stages\": [{\"name\": \"stage-1\","
            " \"maxConcurrency\": \"7\", \"maxAllowedFailures\": \"2\", \"groups\": ["
            "{\"name\": \"group-1\", \"maxConcurrency\": \"3\", \"maxAllowedFailures\": \"1\"},"
            "{\"name\": \"group-2\", \"maxConcurrency\": \"50%\", \"maxAllowedFailures\": "
            "\"25%\"}],"
            " \"afterStageWaitInSeconds\": 300}, {\"name\": \"stage-2\", \"maxConcurrency\": "
            "\"100%\","
            " \"maxAllowedFailures\": \"\", \"groups\": [{\"name\": \"group-3\"}]}]}}"));
    const struct strategy *strategy = &loading.scenario.strategies[0];
    cr_assert_eq(strategy->stage_count, 2);
    const struct strategy_stage *stage = &strategy->stages[0];
    cr_assert_eq(stage->after_stage_wait_s, 300);
    cr_assert(stage->max_concurrency.given && stage->max_concurrency.amount.value == 7);
    cr_assert(stage->groups[1].max_allowed_failures.amount.percent);
    cr_assert_eq(stage->groups[1].max_allowed_failures.amount.value, 25);
    cr_assert_not(strategy->stages[1].max_allowed_failures.given);
    cr_assert_not(strategy->stages[1].groups[0].max_concurrency.given);
    loading_clear(&loading);
}

Test(load, shares_openings_between_members_of_one_window)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario("{\"members\": [{\"name\": \"a\", \"maintenance\": "
                         "{\"aksManagedAutoUpgradeSchedule\": " SATURDAY "}},"
                         "{\"name\": \"b\", \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": "
                         "" SATURDAY "}}, {\"name\": \"c\", \"maintenance\": "
                         "{\"aksManagedNodeOSUpgradeSchedule\": \"sat\"}}, {\"name\": \"d\"}]}",
                         ", \"maintenanceWindows\": {\"sat\": " SATURDAY "}"));
    const struct scenario *scenario = &loading.scenario;
    const struct member *members = scenario->fleet.members;
    cr_assert_eq(scenario->window_count, 2);
    cr_assert_eq(scenario->openings_count, 3);
    cr_assert_eq(members[0].openings[SCHEDULE_KUBERNETES],
                 members[1].openings[SCHEDULE_KUBERNETES]);
    cr_assert_eq(members[0].openings[SCHEDULE_NODE_OS], 0);
    cr_assert_eq(members[2].openings[SCHEDULE_KUBERNETES], 0);
    cr_assert_neq(members[2].openings[SCHEDULE_NODE_OS], 0);
    cr_assert_eq(scenario->openings[0].list[0].from_s, INT64_MIN);
    cr_assert_eq(scenario->openings[0].list[0].until_s, INSTANT_NEVER);
    const struct openings *saturdays =
        &scenario->openings[members[0].openings[SCHEDULE_KUBERNETES]];
    int64_t first_s;
    cr_assert(instant_parse("2026-11-21T21:00:00Z", &first_s));
    cr_assert_eq(saturdays->list[0].from_s, first_s);
    loading_clear(&loading);
}

Test(load, closes_windows_during_an_enforced_freeze_for_those_in_its_scope)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario(
            "{\"members\": [{\"name\": \"a\", \"region\": \"eu\"}, {\"name\": \"b\", \"labels\":"
            " {\"unit\": \"shop\"}, \"region\": \"eu\"}, {\"name\": \"c\"}]}",
            ", \"freezes\": [{\"name\": \"f\", \"start\": \"2026-12-01T00:00:00Z\", \"end\":"
            " \"2026-12-02T00:00:00Z\", \"regions\": [\"eu\"], \"members\": \"unit!=shop\","
            " \"enforce\": true}, {\"name\": \"g\", \"start\": \"2026-12-01T00:00:00Z\","
            " \"end\": \"2026-12-03T00:00:00Z\"}]"));
    const struct scenario *scenario = &loading.scenario;
    const struct freeze *freeze = &scenario->freezes[0];
    cr_assert(freeze->in_scope[0] && !freeze->in_scope[1] && !freeze->in_scope[2]);
    cr_assert_eq(freeze->scope_count, 1);
    cr_assert_eq(scenario->freezes[1].scope_count, 3);
    cr_assert_eq(scenario->fleet.members[1].openings[SCHEDULE_KUBERNETES], 0);
    const struct openings *cut = scenario_openings(scenario, 0, SCHEDULE_KUBERNETES);
    cr_assert_eq(cut->count, 2);
    cr_assert_eq(cut->list[0].until_s, freeze->start_s);
    cr_assert_eq(cut->list[1].from_s, freeze->end_s);
    loading_clear(&loading);
}

Test(load, knows_releases_and_the_images_that_pools_and_runs_name)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario(
            "{\"members\": [{\"name\": \"a\", \"region\": \"eu\", \"nodePools\": [{\"name\": \"p\","
            " \"count\": 3, \"nodeImageVersion\": \"Ubuntu-202510.01.0\"}]}]}",
            ", \"releases\": {\"kubernetes\": [{\"version\": \"1.35.2\", \"published\":"
            " \"2026-11-20T00:00:00Z\", \"regions\": {\"eu\": \"2026-11-24T00:00:00Z\","
            " \"us\": \"2026-11-22T00:00:00Z\"}}], \"nodeImages\": [{\"family\": \"Ubuntu\","
            " \"version\": \"202512.01.0\", \"published\": \"2026-12-01T00:00:00Z\"}]},"
            " \"regions\": [{\"name\": \"eu\", \"wave\": 1}]"));
    const struct scenario *scenario = &loading.scenario;
    int64_t eu_s, published_s;
    cr_assert(instant_parse("2026-11-24T00:00:00Z", &eu_s));
    cr_assert(instant_parse("2026-12-01T00:00:00Z", &published_s));
    cr_assert_eq(releases_kubernetes_from(&scenario->releases, version_make(1, 35, 2), 0), eu_s);
    cr_assert_eq(scenario->releases.image_count, 2);
    uint64_t old, new;
    cr_assert(image_version_parse("202510.01.0", &old));
    cr_assert(image_version_parse("202512.01.0", &new));
    cr_assert_eq(releases_image_newest(&scenario->releases, 0, 0, published_s - 1), old);
    cr_assert_eq(releases_image_newest(&scenario->releases, 0, 0, published_s), new);
    cr_assert_not_null(loading_warning(&loading, "release-region-unused"));
    loading_clear(&loading);
}

Test(load, lets_any_name_pass_with_a_warning)
{
    struct loading loading;
    loading_right(&loading,
                  loading_scenario("{\"members\": [{\"name\": \"a\\\"b,<script>\\n\\u00e9\"},"
                                   " {\"name\": \"=cmd()\"}, {\"name\": \"plain\"}]}",
                                   ""));
    cr_assert_not_null(strstr(loading_warning(&loading, "name-pattern"), "2 members have a name"));
    loading_clear(&loading);
}

Test(load, warns_with_numbers)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario(
            "{\"members\": [{\"name\": \"a\", \"kubernetesVersion\": \"1.36.0\"},"
            " {\"name\": \"b\", \"kubernetesVersion\": \"1.32.0\", \"powerState\": \"Stopped\"},"
            " {\"name\": \"c\", \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": \"late\"}}]}",
            ", \"maintenanceWindows\": {\"late\": {\"schedule\": {\"daily\": {\"intervalDays\": "
            "1}},"
            " \"durationHours\": 4, \"startTime\": \"00:00\", \"startDate\": \"2027-06-01\"}},"
            " \"deadline\": \"2027-03-16T08:00:00Z\""));
    cr_assert_not_null(strstr(loading_warning(&loading, "target-passed"), "1 of 3 members"));
    cr_assert_not_null(strstr(loading_warning(&loading, "target-too-far"), "1 of 3 members"));
    cr_assert_not_null(strstr(loading_warning(&loading, "cluster-stopped"), "first: b"));
    cr_assert_not_null(strstr(loading_warning(&loading, "window-never-opens"), "first: c"));
    cr_assert_not_null(strstr(loading_warning(&loading, "deadline-after-horizon"), "30.0 days"));
    loading_clear(&loading);
}

/* 1.35 is two minors ahead of 1.33 and 1.32; the plan lets cross between minors that have it. */
Test(load, R12_knows_which_minors_have_long_term_support)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario("{\"members\": [{\"name\": \"a\", \"kubernetesVersion\": \"1.26.3\","
                         " \"supportPlan\": \"AKSLongTermSupport\"},"
                         " {\"name\": \"b\", \"kubernetesVersion\": \"1.33.2\","
                         " \"supportPlan\": \"AKSLongTermSupport\"},"
                         " {\"name\": \"c\", \"kubernetesVersion\": \"1.33.2\"}]}",
                         ""));
    const char *text = loading_warning(&loading, "target-too-far");
    cr_assert_not_null(text);
    cr_assert_not_null(strstr(text, "2 of 3 members"), "%s", text);
    cr_assert_not_null(strstr(text, "first: a"), "1.26 has no long-term support: %s", text);
    loading_clear(&loading);
}

/* The distribution of memberMinutes written so. */
static void expect_minutes(const char *written, double p50)
{
    struct loading loading;
    char more[512];
    snprintf(more, sizeof more,
             ", \"models\": {\"duration\": {\"default\": {\"memberMinutes\": %s}}}", written);
    loading_right(&loading, loading_scenario(FOUR, more));
    const struct distribution *minutes = &loading.scenario.durations[0].member[UPGRADE_FULL];
    cr_assert_float_eq(distribution_quantile(minutes, 0.5), p50, 1e-6 * p50, "%s: %g", written,
                       distribution_quantile(minutes, 0.5));
    loading_clear(&loading);
}

Test(load, reads_every_distribution)
{
    expect_minutes("12", 12);
    expect_minutes("{\"dist\": \"constant\", \"value\": 12}", 12);
    expect_minutes("{\"dist\": \"uniform\", \"min\": 10, \"max\": 20}", 15);
    expect_minutes("{\"dist\": \"triangular\", \"min\": 10, \"mode\": 15, \"max\": 20}", 15);
    expect_minutes("{\"dist\": \"pert\", \"min\": 10, \"mode\": 15, \"max\": 20}", 15);
    expect_minutes("{\"dist\": \"exponential\", \"mean\": 10}", 10 * log(2));
    expect_minutes("{\"dist\": \"normal\", \"mean\": 10, \"sd\": 1}", 10);
    expect_minutes("{\"dist\": \"lognormal\", \"p50\": 10, \"p90\": 20}", 10);
    expect_minutes("{\"dist\": \"lognormal\", \"mu\": 2, \"sigma\": 1}", exp(2));
    expect_minutes("{\"dist\": \"lognormal\", \"mean\": 10, \"sd\": 10}", 10 / sqrt(2));
    expect_minutes("{\"dist\": \"gamma\", \"mean\": 10, \"sd\": 10}", 10 * log(2));
    expect_minutes("{\"dist\": \"weibull\", \"shape\": 2, \"scale\": 10}", 10 * sqrt(log(2)));
    expect_minutes("{\"dist\": \"empirical\", \"samples\": [30, 10, 20]}", 20);
    expect_minutes("{\"dist\": \"normal\", \"mean\": 10, \"sd\": 1, \"min\": 10, \"max\": 1000}",
                   10.674489750196);
    expect_minutes("{\"Full\": 7, \"NodeImageOnly\": {\"dist\": \"constant\", \"value\": 3}}", 7);
}

static void expect_code(const char *fleet, const char *more, const char *code)
{
    struct loading loading;
    loading_text(&loading, loading_scenario(fleet, more));
    if (strcmp(loading_code(&loading), code) != 0)
        problems_print(&loading.problems, stderr);
    cr_assert_str_eq(loading_code(&loading), code, "%s %s", fleet, more);
    loading_clear(&loading);
}

static void expect_minutes_code(const char *written, const char *code)
{
    char more[512];
    snprintf(more, sizeof more,
             ", \"models\": {\"duration\": {\"default\": {\"nodeMinutes\": %s}}}", written);
    expect_code(FOUR, more, code);
}

Test(load, refuses_distributions_whose_parameters_do_not_agree)
{
    expect_minutes_code("{\"dist\": \"cauchy\"}", "dist-kind");
    expect_minutes_code("{\"dist\": \"uniform\", \"min\": 1}", "dist-parameter-missing");
    expect_minutes_code("{\"dist\": \"uniform\", \"min\": 1, \"max\": 2, \"sd\": 1}",
                        "dist-parameter-foreign");
    expect_minutes_code("{\"dist\": \"uniform\", \"min\": 2, \"max\": 1}", "dist-order");
    expect_minutes_code("{\"dist\": \"pert\", \"min\": 1, \"mode\": 5, \"max\": 4}", "dist-order");
    expect_minutes_code("{\"dist\": \"lognormal\", \"p50\": 9, \"p90\": 6}", "dist-quantiles");
    expect_minutes_code("{\"dist\": \"lognormal\", \"p50\": 9, \"sd\": 6}", "dist-lognormal");
    expect_minutes_code("{\"dist\": \"gamma\", \"mean\": 9, \"sd\": 0}", "dist-positive");
    expect_minutes_code("{\"dist\": \"normal\", \"mean\": 9, \"sd\": 1, \"min\": 5, \"max\": 4}",
                        "dist-truncation");
    expect_minutes_code("-3", "dist-negative");
    expect_minutes_code("{\"dist\": \"lognormal\", \"mu\": 3, \"sigma\": 90}", "dist-huge");
    expect_minutes_code("{\"dist\": \"empirical\", \"samples\": []}", "dist-samples");
    expect_minutes_code("{\"dist\": \"empirical\", \"samples\": [1, \"x\"]}", "dist-sample");
    expect_minutes_code("\"6\"", "duration-node");
}

#define STRATEGIES(stages) ", \"strategies\": {\"s\": {\"stages\": " stages "}}"

/* One wrong thing is one problem. */
Test(load, reports_one_mistake_once)
{
    static const struct {
        const char *fleet, *more, *code;
    } cases[] = {
        {FOUR, ", \"horizon\": \"2026-11-01T00:00:00Z\"", "horizon-order"},
        {FOUR, ", \"horizon\": \"4000d\"", "horizon-long"},
        {FOUR, ", \"horizn\": \"90d\"", "unknown-key"},
        {FOUR, ", \"deadline\": \"2026-11-01T00:00:00Z\"", "deadline-order"},
        {FOUR, ", \"objectives\": []", "not-yet"},
        {FOUR, ", \"experiment\": {\"precision\": null}", ""},
        {FOUR, ", \"models\": {\"operators\": {\"approval\": \"ever\"}}", "approval"},
        {FOUR, ", \"operations\": [{\"at\": \"2026-12-01T00:00:00Z\", \"do\": \"sleep\"}]",
         "operation-do"},
        {FOUR, ", \"models\": {\"failure\": {\"default\": {\"causes\": []}}}", "failure-causes"},
        {FOUR,
         ", \"models\": {\"failure\": {\"default\": {\"causes\": [{\"code\": \"x\","
         " \"probability\": {\"NodeImageOnly\": 0.1}}]}}}",
         "type-missing"},
        {FOUR,
         ", \"models\": {\"failure\": {\"default\": {\"causes\": [{\"code\": \"x\","
         " \"probability\": {\"beta\": [1]}}]}}}",
         "probability-beta-form"},
        {FOUR, ", \"models\": {\"duration\": {\"default\": {\"memberMinutes\": {}}}}",
         "form-missing"},
        {FOUR,
         ", \"models\": {\"duration\": {\"default\": {\"memberMinutes\": 3, \"nodeMinutes\": 2}}}",
         "duration-both"},
        {FOUR, ", \"controller\": {\"windowPollPhaseMinutes\": 60}", "poll-phase-order"},
        {FOUR, STRATEGIES("[{\"name\": \"a\"}]"), "stage-groups-missing"},
        {FOUR, STRATEGIES("[{\"name\": \"a\", \"memberSelector\": {\"byLabel\": \"=x\"}}]"),
         "selector"},
        {FOUR,
         STRATEGIES("[{\"name\": \"a\", \"groups\": [{\"name\": \"x\"}, {\"name\": \"x\"}]}]"),
         "group-twice"},
        {FOUR,
         STRATEGIES("[{\"name\": \"a\", \"maxConcurrency\": \"0%\", \"groups\": [{\"name\":"
                    " \"x\"}]}]"),
         "stage-concurrency"},
        {FOUR,
         ", \"freezes\": [{\"name\": \"f\", \"start\": \"2026-12-19T00:00:00Z\", \"end\":"
         " \"2026-12-19T00:00:00Z\"}]",
         "freeze-order"},
        {FOUR,
         ", \"freezes\": [{\"name\": \"f\", \"start\": \"2026-12-19T00:00:00Z\", \"end\":"
         " \"2026-12-20T00:00:00Z\", \"members\": \"a b\"}]",
         "selector"},
        {FOUR,
         ", \"maintenanceWindows\": {\"w\": {\"schedule\": {}, \"durationHours\": 4,"
         " \"startTime\": \"10:00\"}}",
         "schedule-count"},
        {"{\"members\": []}", "", "fleet-empty"},
        {"{\"members\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "", "member-twice"},
        {"{\"members\": [{\"nme\": \"a\"}]}", "", "unknown-key"},
        {FOUR, STRATEGIES("[{\"name\": \"a\", \"grops\": []}]"), "unknown-key"},
        {"{\"members\": [{\"name\": \"\"}]}", "", "member-name"},
        {"{\"members\": [{\"name\": \"a\", \"durationModel\": \"x\"}]}", "",
         "duration-model-unknown"},
        {"{\"members\": [{\"name\": \"a\", \"leavesAt\": \"2020-12-19T00:00:00Z\"}]}", "",
         "member-leaves-order"},
        {"{\"members\": [{\"name\": \"a\", \"nodePools\": [{\"name\": \"p\", \"count\": 1,"
         " \"upgradeStrategy\": \"BlueGreen\"}]}]}",
         "", "not-yet"},
        {"{\"members\": [{\"name\": \"a\", \"maintenance\": {\"aksManagedAutoUpgradeSchedule\":"
         " \"sun\"}}]}",
         "", "window-unknown"},
        {"{\"members\": \"members.csv\"}", "", "file-forbidden"},
        {"{\"generate\": {\"members\": 0}}", "", "generate-members"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_code(cases[i].fleet, cases[i].more, cases[i].code);
}

static void expect_run_code(const char *runs, const char *code)
{
    struct loading loading;
    char text[2048];
    snprintf(text, sizeof text,
             "{\"start\": \"2026-11-16T08:00:00Z\", \"fleet\": " FOUR ", \"updateRuns\": %s}",
             runs);
    loading_text(&loading, text);
    if (strcmp(loading_code(&loading), code) != 0)
        problems_print(&loading.problems, stderr);
    cr_assert_str_eq(loading_code(&loading), code, "%s", runs);
    loading_clear(&loading);
}

#define UPDATE(upgrade) "\"managedClusterUpdate\": {\"upgrade\": " upgrade "}"
#define FULL UPDATE("{\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}")

Test(load, checks_runs_against_one_another_and_their_type)
{
    expect_run_code("[]", "runs");
    expect_run_code("[{\"name\": \"a\", " UPDATE("{\"type\": \"Full\"}") "}]",
                    "run-version-missing");
    expect_run_code("[{\"name\": \"a\", " UPDATE("{\"type\": \"NodeImageOnly\","
                                                 " \"kubernetesVersion\": \"1.35.2\"}") "}]",
                    "run-version-forbidden");
    expect_run_code("[{\"name\": \"a\", \"managedClusterUpdate\": {\"upgrade\": {\"type\":"
                    " \"NodeImageOnly\"}, \"nodeImageSelection\": {\"type\": \"Custom\"}}}]",
                    "run-images-missing");
    expect_run_code("[{\"name\": \"a\", \"managedClusterUpdate\": {\"upgrade\": {\"type\":"
                    " \"ControlPlaneOnly\", \"kubernetesVersion\": \"1.35.2\"},"
                    " \"nodeImageSelection\": {\"type\": \"Latest\"}}}]",
                    "run-selection-forbidden");
    expect_run_code("[{\"name\": \"a\", " FULL "}, {\"name\": \"a\", " FULL "}]", "run-twice");
    expect_run_code("[{\"name\": \"a\", \"start\": {\"after\": \"b\"}, " FULL "}]", "run-unknown");
    expect_run_code("[{\"name\": \"a\", \"start\": {\"after\": \"b\"}, " FULL
                    "}, {\"name\": \"b\", \"start\": {\"after\": \"a\"}, " FULL "}]",
                    "run-cycle");
    expect_run_code("[{\"name\": \"a\", \"start\": \"2026-11-15T08:00:00Z\", " FULL "}]",
                    "run-start-order");
    expect_run_code("[{\"name\": \"a\", \"strategy\": \"safe\", " FULL "}]", "strategy-unknown");
}

Test(load, reads_when_runs_start)
{
    struct loading loading;
    loading_right(
        &loading,
        "{\"start\": \"2026-11-16T08:00:00Z\", \"fleet\": " FOUR ", \"updateRuns\": ["
        "{\"name\": \"a\", " FULL "}, {\"name\": \"b\", \"start\": \"manual\", " FULL "},"
        "{\"name\": \"c\", \"start\": {\"after\": \"a\", \"delay\": \"2d\", \"on\": \"any\"}, " FULL
        "}, {\"name\": \"d\", \"start\": {\"after\": \"c\", \"delayHours\":"
        " {\"dist\": \"lognormal\", \"p50\": 4, \"p90\": 24}}, " FULL "}]}");
    const struct update_run *runs = loading.scenario.runs;
    cr_assert(runs[0].start == RUN_START_AT && runs[0].start_s == loading.scenario.start_s);
    cr_assert_eq(runs[1].start, RUN_START_MANUAL);
    cr_assert(runs[2].start == RUN_START_AFTER && runs[2].after == 0);
    cr_assert_eq(runs[2].after_state, RUN_AFTER_ANY);
    cr_assert_float_eq(distribution_quantile(&runs[2].delay, 0.5), 2.0 * DAY_S, 1e-6);
    cr_assert_float_eq(distribution_quantile(&runs[3].delay, 0.5), 4.0 * HOUR_S, 1e-6);
    cr_assert_eq(runs[3].after, 2);
    loading_clear(&loading);
}

Test(load, counts_a_fleet_full_of_mistakes_quickly)
{
    enum { MEMBERS = 20000 };
    struct loading loading;
    char *text = malloc(MEMBERS * 40 + 1000);
    size_t length =
        (size_t)sprintf(text, "{\"start\": \"2026-11-16T08:00:00Z\", \"updateRuns\":"
                              " [{\"name\": \"a\", " FULL "}], \"fleet\": {\"members\": [");
    for (int i = 0; i < MEMBERS; i++)
        length += (size_t)sprintf(text + length, "%s\n{\"name\": \"m%d\", \"gruop\": 1}",
                                  i ? "," : "", i);
    strcpy(text + length, "]}}");
    loading_text(&loading, text);
    cr_assert_eq(loading.problems.count, MEMBERS);
    loading_clear(&loading);
    free(text);
}

/* Open on Saturdays only, while the deadline is the Wednesday before. */
Test(load, warns_of_a_floor_after_a_deadline)
{
    static const char fleet[] =
        "{\"members\": [{\"name\": \"a\"}, {\"name\": \"late\", \"maintenance\": "
        "{\"aksManagedAutoUpgradeSchedule\": \"sat\"}}]}";
    struct loading loading;
    loading_right(&loading,
                  loading_scenario(fleet, ", \"deadline\": \"2026-11-18T00:00:00Z\","
                                          " \"maintenanceWindows\": {\"sat\": " SATURDAY "}"));
    cr_assert_str_eq(
        loading_warning(&loading, "floor-after-deadline"),
        "the update run k135 cannot be Completed before 2026-11-21T21:00:00Z because "
        "of late: the deadline \"deadline\" at 2026-11-18T00:00:00Z is missed in every "
        "history");
    loading_clear(&loading);
    loading_right(&loading,
                  loading_scenario(fleet, ", \"deadline\": \"2026-11-22T00:00:00Z\","
                                          " \"maintenanceWindows\": {\"sat\": " SATURDAY "}"));
    cr_assert_null(loading_warning(&loading, "floor-after-deadline"));
    loading_clear(&loading);
    loading_right(&loading,
                  loading_scenario(fleet, ", \"deadline\": [{\"name\": \"half\", \"coverage\": 0.5,"
                                          " \"at\": \"2026-11-18T00:00:00Z\"}],"
                                          " \"maintenanceWindows\": {\"sat\": " SATURDAY "}"));
    cr_assert_null(loading_warning(&loading, "floor-after-deadline"));
    loading_clear(&loading);
    loading_right(&loading,
                  loading_scenario(fleet, ", \"deadline\": \"2026-11-18T00:00:00Z\","
                                          " \"horizon\": \"3d\","
                                          " \"maintenanceWindows\": {\"sat\": " SATURDAY "}"));
    cr_assert_not_null(strstr(loading_warning(&loading, "floor-after-deadline"),
                              "before the horizon because of late"));
    loading_clear(&loading);
}

Test(load, reads_the_models_of_planners_and_says_what_is_assumed)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario(
            "{\"members\": [{\"name\": \"a\", \"region\": \"west\", \"labels\": {\"subscription\": "
            "\"s1\"}, \"nodePools\": [{\"name\": \"p\", \"count\": 10, \"upgradeSettings\": "
            "{\"drainTimeoutInMinutes\": 45, \"nodeSoakDurationInMinutes\": 5, "
            "\"undrainableNodeBehavior\": \"Cordon\", \"maxBlockedNodes\": \"20%\"}}]}, "
            "{\"name\": \"b\", \"region\": \"west\"}, {\"name\": \"c\", \"durationModel\": "
            "\"w\"}]}",
            ", \"models\": {\"duration\": {\"default\": {\"drain\": {\"blockedProbability\": "
            "0.01}, "
            "\"shared\": {\"region\": 1.5}}, \"w\": {\"memberMinutes\": 60}}, "
            "\"risks\": [{\"name\": \"storm\", \"probability\": {\"beta\": [1, 9]}, "
            "\"scope\": \"region\", \"durationFactor\": 2, \"startsAt\": \"2d\"}], "
            "\"quota\": [{\"region\": \"west\", \"vCPUs\": 8}, "
            "{\"region\": \"west\", \"vCPUs\": 4, \"subscription\": \"s1\"}]}"));
    const struct scenario *scenario = &loading.scenario;
    const struct pool *pool = &scenario->fleet.pools[0];
    cr_assert(pool->drain_timeout_minutes == 45 && pool->soak_minutes == 5 && pool->cordons);
    cr_assert(pool->max_blocked_given && pool->max_blocked.percent &&
              pool->max_blocked.value == 20);
    cr_assert_eq(scenario->fleet.pools[1].drain_timeout_minutes, 30);
    cr_assert_eq(scenario->fleet.pools[1].vcpus, 4);
    cr_assert_eq(scenario->fleet.members[0].quota, 1);
    cr_assert_eq(scenario->fleet.members[1].quota, 0);
    cr_assert_eq(scenario->fleet.members[2].quota, NONE);
    cr_assert_eq(scenario_quota(scenario, scenario->fleet.members[0].region), 12);
    cr_assert(scenario->surge_counts && scenario->controller.surge_fallback == FALLBACK_BY_VERSION);
    const struct risk_event *risk = &scenario->risks[0];
    cr_assert(risk->scope == SCOPE_REGION && risk->beta_a == 1 && risk->endless);
    cr_assert_float_eq(distribution_quantile(&risk->begins, 0.5), 2.0 * DAY_S, 1e-9);
    cr_assert(find_assumption(scenario, "blockedMinutes: lognormal, P50 20, P90 120")->decides);
    cr_assert_eq(find_assumption(scenario, "drainTimeoutInMinutes of 2 of 3")->source_class,
                 SOURCE_STATED);
    cr_assert_not_null(find_assumption(scenario, "vCPUs of a node in 3 of 3 node pools: 4"));
    cr_assert_not_null(find_assumption(scenario, "risk storm: 10 % for each region (uncertain)"));
    cr_assert_not_null(find_assumption(
        scenario, "factor on durations of model default that each region has as a whole"));
    cr_assert_not_null(find_assumption(scenario, "quota for surge nodes in west, subscription s1"));
    cr_assert_not_null(loading_warning(&loading, "member-without-region"));
    cr_assert_null(loading_warning(&loading, "quota-without-pools"));
    loading_clear(&loading);
}

/* One stopped cluster ends a run with defaults, in every history; only within its limit, or where
 * somebody may see to it, is that left to the forecast. */
Test(load, R12_warns_of_a_run_that_no_history_completes)
{
    static const char *const more[] = {
        "",
        ", \"set\": {\"/updateRuns/0/strategy\": {\"stages\": [{\"name\": \"s\", "
        "\"maxAllowedFailures\": \"1\", \"groups\": [{\"name\": \"g\", "
        "\"maxAllowedFailures\": \"1\"}]}]}}",
        ", \"operations\": [{\"at\": \"2026-11-17T00:00:00Z\", \"do\": \"skip\", "
        "\"targets\": [\"Member:b\"]}]",
        ", \"models\": {\"operators\": {\"failureResponse\": {\"react\": {\"delayHours\": 1}, "
        "\"then\": [\"skip\"]}}}"};
    struct loading loading;
    for (int i = 0; i < 4; i++) {
        loading_right(&loading,
                      loading_scenario("{\"members\": [{\"name\": \"a\", \"group\": \"g\"}, "
                                       "{\"name\": \"b\", \"group\": \"g\", \"powerState\": "
                                       "\"Stopped\"}]}",
                                       more[i]));
        const char *warning = loading_warning(&loading, "failures-for-certain");
        cr_expect_eq(warning != NULL, i == 0, "%d", i);
        if (i == 0)
            cr_expect_not_null(
                strstr(warning, "1 of 2 members of run k135 fail when their turn comes, in every "
                                "history (first: b); 1 of them are in group default, which allows "
                                "0: the run is Completed in 0 % of histories"),
                "%s", warning);
        loading_clear(&loading);
    }
}

Test(load, warns_of_pools_that_are_refused_and_of_quotas_that_see_nothing)
{
    struct loading loading;
    loading_right(
        &loading,
        loading_scenario("{\"members\": [{\"name\": \"a\", \"region\": \"west\", \"nodePools\": "
                         "[{\"name\": \"p\", \"count\": 950}]}]}",
                         ", \"models\": {\"duration\": {\"default\": {\"memberMinutes\": 60}}, "
                         "\"quota\": [{\"region\": \"west\", \"vCPUs\": 8}]}"));
    cr_assert_not_null(loading_warning(&loading, "pool-too-large"));
    cr_assert_not_null(loading_warning(&loading, "quota-without-pools"));
    cr_assert_not(loading.scenario.surge_counts);
    loading_clear(&loading);
}

#define IMAGE(version, published, uksouth)                                                         \
    "{\"family\": \"AKSUbuntu\", \"version\": \"" version "\", \"published\": \"" published        \
    "\", \"regions\": {\"uksouth\": \"" uksouth "\"}}"

static void load_images(struct loading *loading, const char *images)
{
    char more[1024];
    snprintf(more, sizeof more,
             ", \"autoUpgradeProfiles\": [{\"name\": \"os\", \"channel\": \"NodeImage\"}],"
             " \"releases\": {\"future\": {\"nodeImages\": \"none\", \"kubernetesPatches\": "
             "\"none\", \"kubernetesMinors\": \"none\"}, \"nodeImages\": [%s]}",
             images);
    loading_right(loading,
                  loading_scenario("{\"members\": [{\"name\": \"a\", \"region\": \"uksouth\", "
                                   "\"nodePools\": [{\"name\": \"p\", \"count\": 1, "
                                   "\"nodeImageVersion\": \"AKSUbuntu-202611.01.0\"}]}, "
                                   "{\"name\": \"b\", \"region\": \"westeurope\"}]}",
                                   more));
}

/* uksouth gets the second image, and the first not within the horizon. */
Test(load, R39_warns_of_images_that_never_reach_a_region)
{
    struct loading loading;
    load_images(&loading,
                IMAGE("202612.10.0", "2026-12-10T00:00:00Z", "2029-01-01T00:00:00Z") "," IMAGE(
                    "202612.20.0", "2026-12-20T00:00:00Z", "2026-12-22T00:00:00Z"));
    const char *warning = loading_warning(&loading, "image-never-there");
    cr_assert_not_null(warning);
    cr_expect_not_null(strstr(warning, "of 2.0 node images"), "%s", warning);
    cr_expect_not_null(strstr(warning, " 1.0 never reach"), "%s", warning);
    cr_expect_not_null(strstr(warning, "1 of 2 members"), "%s", warning);
    loading_clear(&loading);
    load_images(&loading, IMAGE("202612.10.0", "2026-12-10T00:00:00Z", "2026-12-11T00:00:00Z"));
    cr_expect_null(loading_warning(&loading, "image-never-there"));
    loading_clear(&loading);
}
