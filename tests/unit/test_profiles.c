#include "sim/profiles.h"

#include "models/version.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

#define V(minor, patch) (1U << 24 | (uint32_t)(minor) << 12 | (uint32_t)(patch))

/* 1.36.2 after a day, 1.36.3 after two; what is out before the start triggers nothing. */
#define SCENARIO(profile)                                                                          \
    "{\"start\":\"2026-11-01T00:00:00Z\",\"horizon\":\"30d\",\"fleet\":{\"members\":[{\"name\":"   \
    "\"a\",\"kubernetesVersion\":\"1.36.1\"}]},\"releases\":{\"future\":{\"kubernetesPatches\":"   \
    "\"none\",\"kubernetesMinors\":\"none\",\"nodeImages\":\"none\"},\"kubernetes\":["             \
    "{\"version\":\"1.36.2\",\"published\":\"2026-11-02T00:00:00Z\"},"                             \
    "{\"version\":\"1.36.3\",\"published\":\"2026-11-03T00:00:00Z\"}]},"                           \
    "\"autoUpgradeProfiles\":[{\"name\":\"fast\"," profile "}]}"

static struct loading loading;
static struct profiles *profiles;
static struct release_history history;
static int64_t start_s;

static void begin(const char *text)
{
    loading_right(&loading, text);
    const struct scenario *scenario = &loading.scenario;
    history = (struct release_history){.releases = scenario->releases,
                                       .publications = scenario->publications,
                                       .publication_count = scenario->publication_count};
    profiles = profiles_create(&loading.arena, scenario, 1);
    profiles_reset(profiles, 0, &history);
    start_s = scenario->start_s;
}

static void end(void)
{
    loading_clear(&loading);
}

TestSuite(profiles_unit, .fini = end);

Test(profiles_unit, R39_a_release_triggers_when_it_is_published)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"Rapid\""));
    cr_assert_eq(profiles_next(profiles), start_s + DAY_S);
    cr_assert_not(profiles_make(profiles, start_s + DAY_S - 1, &making));
    cr_assert(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert(making.starts);
    cr_assert_eq(profiles_run(profiles, making.run)->kubernetes_version, V(36, 2));
    cr_assert_eq(profiles_latest(profiles, 0), making.run);
    cr_assert_not(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_eq(profiles_next(profiles), start_s + 2 * DAY_S);
}

Test(profiles_unit, R40_a_run_is_generated_once_and_not_started)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"Rapid\",\"disabled\":true"));
    cr_assert_not(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_eq(profiles_generate(profiles, 0, start_s + DAY_S, &making), REFUSAL_NONE);
    cr_assert_neq(making.run, NONE, "also for a disabled profile");
    cr_assert_not(making.starts);
    cr_assert_eq(profiles_run(profiles, making.run)->kubernetes_version, V(36, 2));
    cr_assert_eq(profiles_generate(profiles, 0, start_s + DAY_S, &making), REFUSAL_NONE);
    cr_assert_eq(making.run, NONE, "it exists");
}

Test(profiles_unit, R41_a_disabled_profile_makes_no_runs_until_it_is_enabled)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"Rapid\""));
    cr_assert_eq(profiles_enable(profiles, 0, false), REFUSAL_NONE);
    cr_assert_not(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_eq(profiles_enable(profiles, 0, true), REFUSAL_NONE);
    cr_assert_not(profiles_make(profiles, start_s + DAY_S, &making), "that trigger is gone");
    cr_assert(profiles_make(profiles, start_s + 2 * DAY_S, &making));
    cr_assert_eq(profiles_run(profiles, making.run)->kubernetes_version, V(36, 3));
}

Test(profiles_unit, R41_a_deleted_profile_is_gone)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"Rapid\""));
    cr_assert_eq(profiles_delete(profiles, 0), REFUSAL_NONE);
    cr_assert_eq(profiles_delete(profiles, 0), REFUSAL_NO_PROFILE);
    cr_assert_eq(profiles_enable(profiles, 0, true), REFUSAL_NO_PROFILE);
    cr_assert_eq(profiles_generate(profiles, 0, start_s + DAY_S, &making), REFUSAL_NO_PROFILE);
    cr_assert_not(profiles_make(profiles, start_s + DAY_S, &making));
    profiles_reset(profiles, 1, &history);
    cr_assert(profiles_make(profiles, start_s + DAY_S, &making), "in the next history it is back");
}

Test(profiles_unit, a_channel_that_aims_at_nothing_generates_nothing)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"TargetKubernetesVersion\",\"targetKubernetesVersion\":\"1.30\""));
    cr_assert_eq(profiles_generate(profiles, 0, start_s, &making), REFUSAL_NO_AIM);
}

/* There is room for as many runs as there are releases; one more is counted, not lost in silence.
 */
Test(profiles_unit, a_run_without_a_place_is_counted)
{
    struct profile_making making;
    begin(SCENARIO("\"channel\":\"Rapid\""));
    cr_assert_eq(profiles_generate(profiles, 0, start_s, &making), REFUSAL_NONE);
    cr_assert(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_not(profiles_make(profiles, start_s + 2 * DAY_S, &making));
    cr_assert_eq(profiles_without_place(profiles), 1);
    profiles_reset(profiles, 1, &history);
    cr_assert_eq(profiles_without_place(profiles), 0);
}

/* A deadline may be a profile's: its track stands behind those of runs. */
Test(profiles_unit, a_deadline_may_name_a_profile)
{
    begin("{\"start\":\"2026-11-01T00:00:00Z\",\"fleet\":{\"members\":[{\"name\":\"a\"}]},"
          "\"deadline\":[{\"name\":\"soon\",\"at\":\"2026-11-20T00:00:00Z\",\"run\":\"os\"}],"
          "\"updateRuns\":[{\"name\":\"own\",\"managedClusterUpdate\":{\"upgrade\":{\"type\":"
          "\"NodeImageOnly\"}}}],"
          "\"autoUpgradeProfiles\":[{\"name\":\"os\",\"channel\":\"NodeImage\"}]}");
    uint32_t track = loading.scenario.deadlines[0].track;
    cr_assert_str_eq(loading.scenario.tracks[track].name, "os");
}

/* So may a condition, of its deadline or of a column. */
Test(profiles_unit, a_condition_may_name_a_profile)
{
    begin("{\"start\":\"2026-11-01T00:00:00Z\",\"fleet\":{\"members\":[{\"name\":\"a\"}]},"
          "\"deadline\":[{\"name\":\"soon\",\"at\":\"2026-11-20T00:00:00Z\"}],"
          "\"updateRuns\":[{\"name\":\"own\",\"managedClusterUpdate\":{\"upgrade\":{\"type\":"
          "\"NodeImageOnly\"}}}],"
          "\"autoUpgradeProfiles\":[{\"name\":\"os\",\"channel\":\"NodeImage\"}],"
          "\"experiment\":{\"require\":[\"P(soon, os) >= 0.5\",\"p_failed(os) < 0.1\"]}}");
    const struct scenario *scenario = &loading.scenario;
    const struct condition *conditions = scenario->experiment.conditions;
    uint32_t track = scenario->deadlines[conditions[0].deadline].track;
    cr_assert_str_eq(scenario->tracks[track].name, "os");
    cr_assert_str_eq(scenario->tracks[conditions[1].run].name, "os");
}

/* Without a run that says a version, members without one have what the channel aims at. */
Test(profiles_unit, an_assumed_version_is_the_channels)
{
    begin("{\"start\":\"2026-11-01T00:00:00Z\",\"fleet\":{\"members\":[{\"name\":\"a\"}]},"
          "\"autoUpgradeProfiles\":[{\"name\":\"fast\",\"channel\":\"Rapid\"}]}");
    const struct scenario *scenario = &loading.scenario;
    cr_assert(scenario->fleet.members[0].version_assumed);
    bool told = false;
    for (uint32_t i = 0; i < scenario->assumption_count; i++)
        told |= strcmp(scenario->assumptions[i].source,
                       "what the first profile with a Kubernetes channel aims at as the scenario "
                       "starts") == 0;
    cr_assert(told);
}

/* It may then make runs for what either channel aims at, and its plans are those of both
 * strategies.
 */
Test(profiles_unit, a_profile_that_changes_has_room_for_both)
{
    begin(
        "{\"start\":\"2026-11-01T00:00:00Z\",\"horizon\":\"30d\",\"fleet\":{\"members\":[{\"name\":"
        "\"a\",\"group\":\"g\",\"kubernetesVersion\":\"1.36.1\",\"nodePools\":[{\"name\":\"p\","
        "\"count\":1,\"nodeImageVersion\":\"F-202610.01.0\"}]}]},"
        "\"strategies\":{\"plan\":{\"stages\":[{\"name\":\"s\",\"groups\":[{\"name\":\"g\"}]}]}},"
        "\"releases\":{\"future\":{\"kubernetesPatches\":\"none\",\"kubernetesMinors\":\"none\","
        "\"nodeImages\":\"none\"},\"kubernetes\":[{\"version\":\"1.36.2\",\"published\":"
        "\"2026-11-02T00:00:00Z\"}],\"nodeImages\":[{\"family\":\"F\",\"version\":\"202611.01.0\","
        "\"published\":\"2026-11-12T00:00:00Z\"}]},"
        "\"autoUpgradeProfiles\":[{\"name\":\"p\",\"channel\":\"Rapid\"}],"
        "\"operations\":[{\"at\":\"2026-11-10T00:00:00Z\",\"do\":\"setProfile\",\"profile\":\"p\","
        "\"set\":{\"channel\":\"NodeImage\",\"updateStrategy\":\"plan\"}}]}");
    const struct scenario *scenario = &loading.scenario;
    cr_assert(scenario->tracks[0].changes_type);
    cr_assert_eq(scenario->tracks[0].run_count, 2);
    cr_assert_eq(scenario->run_plans[0].count, 2);
    struct profile_making making;
    cr_assert(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_eq(profiles_run(profiles, making.run)->type, UPGRADE_FULL);
    cr_assert_eq(profiles_change(profiles, scenario->operations[0].change), REFUSAL_NONE);
    cr_assert_not(profiles_make(profiles, start_s + 9 * DAY_S, &making),
                  "a change triggers nothing");
    cr_assert(profiles_make(profiles, start_s + 11 * DAY_S, &making));
    cr_assert_eq(profiles_run(profiles, making.run)->type, UPGRADE_NODE_IMAGE_ONLY);
    cr_assert_eq(profiles_latest(profiles, 0), 1);
    profiles_reset(profiles, 1, &history);
    cr_assert(profiles_make(profiles, start_s + DAY_S, &making));
    cr_assert_eq(profiles_run(profiles, making.run)->type, UPGRADE_FULL, "as it was written");
}
