/* How current a fleet is, computed by hand: a cluster or two and two images; and what holds for
 * any.
 *
 * Image 202611.10.0 is in north on 14 November and in south on the 16th, 202611.15.0 on the 19th
 * and the 20th. Clusters begin on the 11th with that of the first. An upgrade takes a day. */
#include "sim/campaign.h"
#include "sim/experiment.h"
#include "tests/lib/loading.h"
#include "tests/lib/random_fleet.h"

#include "models/version.h"

#include <criterion/criterion.h>

#define IMAGES                                                                                     \
    "{\"family\":\"AKSUbuntu-2204\",\"version\":\"202611.10.0\",\"published\":"                    \
    "\"2026-11-14T00:00:00Z\",\"regions\":{\"north\":\"2026-11-14T00:00:00Z\",\"south\":"          \
    "\"2026-11-16T00:00:00Z\"}},{\"family\":\"AKSUbuntu-2204\",\"version\":\"202611.15.0\","       \
    "\"published\":\"2026-11-19T00:00:00Z\",\"regions\":{\"north\":\"2026-11-19T00:00:00Z\","      \
    "\"south\":\"2026-11-20T00:00:00Z\"}}"
#define VERSIONS                                                                                   \
    "{\"version\":\"1.36.4\",\"published\":\"2026-11-01T00:00:00Z\",\"regions\":{\"north\":"       \
    "\"2026-11-01T00:00:00Z\",\"south\":\"2026-11-02T00:00:00Z\"}},{\"version\":\"1.37.2\","       \
    "\"published\":\"2026-11-12T00:00:00Z\",\"regions\":{\"north\":\"2026-11-12T00:00:00Z\","      \
    "\"south\":\"2026-11-14T00:00:00Z\"}}"
#define MEMBER(name, count, more)                                                                  \
    "{\"name\":\"" name "\",\"region\":\"" name "\",\"kubernetesVersion\":\"1.36.1\"," more        \
    "\"nodePools\":[{\"name\":\"p\",\"count\":" count                                              \
    ",\"nodeImageVersion\":\"AKSUbuntu-2204-202611.01.0\"}]}"
#define NORTH MEMBER("north", "3", "")
#define SCENARIO(members, controller, more)                                                        \
    "{\"start\":\"2026-11-11T00:00:00Z\",\"horizon\":\"20d\",\"models\":{\"duration\":{"           \
    "\"default\":{"                                                                                \
    "\"memberMinutes\":1440}},\"failure\":\"none\"},\"controller\":{\"windowPollMinutes\":"        \
    "0" controller "},\"fleet\":{\"members\":[" members                                            \
    "]},\"releases\":{\"future\":{\"kubernetesPatches\":\"none\",\"kubernetesMinors\":\"none\","   \
    "\"nodeImages\":\"none\"},\"kubernetes\":[" VERSIONS "],\"nodeImages\":[" IMAGES               \
    "]},\"autoUpgradeProfiles\":[{\"name\":\"os\",\"channel\":\"NodeImage\"" more "}]}"

static struct loading loading;
static struct forecast forecast;

static void simulate(uint32_t trials, uint32_t jobs)
{
    struct experiment_options options = {
        .jobs = jobs, .trials = trials, .seed = 1, .campaign = true, .version = "test"};
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
    cr_assert_not_null(forecast.campaign_table);
}

static void story(const char *text)
{
    loading_right(&loading, text);
    simulate(3, 1);
}

static void end(void)
{
    loading_clear(&loading);
}

TestSuite(campaign, .fini = end);

static const struct campaign_day *day(uint32_t number)
{
    return &forecast.campaign_table->days[number];
}

static void expect_age(uint32_t number, int age, int64_t days)
{
    const struct campaign_age *of = &day(number)->age[age];
    cr_expect(of->mean_s == days * DAY_S && of->p10_s == of->mean_s && of->p90_s == of->mean_s,
              "day %u, age %d: %g days", number, age, (double)of->mean_s / (double)DAY_S);
}

static void expect_member(const struct campaign_member *expected, uint32_t number)
{
    const struct campaign_member *found = &forecast.campaign_table->members[number];
    cr_expect_float_eq(found->nodes_mean, expected->nodes_mean, 1e-9);
    cr_expect_eq(found->age_mean_s, expected->age_mean_s, "mean age %g d",
                 (double)found->age_mean_s / (double)DAY_S);
    cr_expect_eq(found->age_max_s, expected->age_max_s, "oldest %g d",
                 (double)found->age_max_s / (double)DAY_S);
    cr_expect_eq(found->age_peak_s, expected->age_max_s);
    cr_expect_float_eq(found->patches_mean, expected->patches_mean, 1e-9);
    cr_expect_eq(found->latency_p50_s, expected->latency_p50_s);
    cr_expect_eq(found->latency_p90_s, expected->latency_p90_s);
    cr_expect_float_eq(found->exposure_node_days_mean, expected->exposure_node_days_mean, 1e-9,
                       "exposure %g", found->exposure_node_days_mean);
    cr_expect_float_eq(found->upgrades_per_month_mean, expected->upgrades_per_month_mean, 1e-9);
    cr_expect_eq(found->longest_gap_s, expected->longest_gap_s, "gap %g d",
                 (double)found->longest_gap_s / (double)DAY_S);
}

/* Upgraded on the 15th and the 20th: its image is 10 to 14 days old over 4 days, 5 to 10 over 5, 5
 * to 16 over 11. */
Test(campaign, one_cluster_and_two_images)
{
    story(SCENARIO(NORTH, "", ""));
    static const int64_t ages[] = {10, 11, 12, 13, 5, 6, 7, 8, 9, 5, 6};
    cr_assert_eq(forecast.campaign_table->day_count, 21);
    for (uint32_t i = 0; i < 11; i++) {
        expect_age(i, AGE_P50, ages[i]);
        expect_age(i, AGE_MAX, ages[i]);
        cr_expect_float_eq(day(i)->older_share[0], ages[i] > 7, 1e-9);
    }
    expect_age(20, AGE_P95, 16);
    expect_member(
        &(struct campaign_member){
            .nodes_mean = 3,
            .age_mean_s = (48 * DAY_S + 37 * DAY_S + DAY_S / 2 + 115 * DAY_S + DAY_S / 2) / 20,
            .age_max_s = 16 * DAY_S,
            .patches_mean = 2,
            .latency_p50_s = DAY_S,
            .latency_p90_s = DAY_S,
            .exposure_node_days_mean = 6,
            .upgrades_per_month_mean = 3,
            .longest_gap_s = 11 * DAY_S},
        0);
}

Test(campaign, versions_behind_and_active_runs)
{
    story(SCENARIO(NORTH, "", ""));
    cr_expect(day(0)->minors_behind_mean == 0 && day(0)->patches_behind_mean == 3);
    cr_expect(day(1)->minors_behind_mean == 1 && day(1)->patches_behind_mean == 3);
    cr_expect(day(2)->active_mean == 0 && day(3)->active_mean == 1 && day(4)->active_mean == 0);
    cr_expect(day(3)->active_p95 == 1 && day(4)->active_p95 == 0);
    cr_expect(day(20)->out_of_support_mean == 0);
}

/* On the 16th the three nodes in north are 6 days old, the one in south 15. */
Test(campaign, quantiles_over_nodes)
{
    story(SCENARIO(NORTH "," MEMBER("south", "1", ""), "", ""));
    static const int64_t ages[AGE_COUNT] = {6, 15, 15, 15};
    for (int age = 0; age < AGE_COUNT; age++)
        expect_age(5, age, ages[age]);
    cr_expect_float_eq(day(5)->older_share[0], 0.25, 1e-9);
    cr_expect_float_eq(day(5)->older_share[1], 0.25, 1e-9);
    cr_expect_float_eq(day(5)->older_share[2], 0, 1e-9);
    cr_expect_float_eq(day(1)->minors_behind_mean, 0.5, 1e-9, "not in south before the 14th");
    cr_expect_float_eq(forecast.campaign_table->members[1].exposure_node_days_mean, 2, 1e-9);
}

/* The profile takes six days: its first run is for the second image, which reaches the first, too.
 */
Test(campaign, an_image_that_was_overtaken_is_reached_by_the_newer)
{
    story(SCENARIO(NORTH, ",\"triggerDelayHours\":144", ""));
    const struct campaign_member *north = &forecast.campaign_table->members[0];
    cr_expect_float_eq(north->patches_mean, 2, 1e-9);
    cr_expect_eq(north->latency_p50_s, 2 * DAY_S);
    cr_expect_eq(north->latency_p90_s, 7 * DAY_S);
    cr_expect_float_eq(north->exposure_node_days_mean, 21, 1e-9);
}

Test(campaign, what_is_not_installed_is_infinitely_late)
{
    story(SCENARIO(NORTH, "", ",\"disabled\":true"));
    const struct campaign_member *north = &forecast.campaign_table->members[0];
    cr_expect_float_eq(north->patches_mean, 2, 1e-9);
    cr_expect_eq(north->latency_p50_s, INSTANT_NEVER);
    cr_expect_float_eq(north->exposure_node_days_mean, 51, 1e-9);
    cr_expect_eq(north->longest_gap_s, 20 * DAY_S);
    expect_age(20, AGE_P50, 30);
    cr_expect_float_eq(day(20)->older_share[2], 0, 1e-9, "30 days are not older than 30 days");
}

/* In south from the 18th to the 28th: the first image was there before it, the second comes on the
 * 20th and takes a day. Its image is 17 to 20 days old over 3 days, 6 to 13 over 7. */
Test(campaign, a_member_that_joins_and_leaves)
{
    story(SCENARIO(NORTH "," MEMBER("south", "1",
                                    "\"joinsAt\":\"2026-11-18T00:00:00Z\","
                                    "\"leavesAt\":\"2026-11-28T00:00:00Z\","),
                   "", ""));
    cr_expect(day(6)->nodes_mean == 3 && day(7)->nodes_mean == 4);
    cr_expect(day(16)->nodes_mean == 4 && day(17)->nodes_mean == 3);
    expect_member(&(struct campaign_member){.nodes_mean = 1,
                                            .age_mean_s = 122 * DAY_S / 10,
                                            .age_max_s = 20 * DAY_S,
                                            .patches_mean = 1,
                                            .latency_p50_s = DAY_S,
                                            .latency_p90_s = DAY_S,
                                            .exposure_node_days_mean = 3,
                                            .upgrades_per_month_mean = 3,
                                            .longest_gap_s = 7 * DAY_S},
                  1);
}

static void expect_sound(const struct campaign_day *at, const struct campaign_day *other)
{
    for (int age = 0; age < AGE_COUNT; age++) {
        const struct campaign_age *of = &at->age[age];
        cr_expect(of->p10_s <= of->mean_s && of->mean_s <= of->p90_s);
        cr_expect(age == 0 || at->age[age - 1].mean_s <= of->mean_s);
        cr_expect_eq(of->mean_s, other->age[age].mean_s, "another number of workers");
        cr_expect_eq(of->p90_s, other->age[age].p90_s);
    }
    for (int i = 1; i < AGE_LIMIT_COUNT; i++)
        cr_expect_leq(at->older_share[i], at->older_share[i - 1]);
    cr_expect_eq(at->patches_behind_mean, other->patches_behind_mean);
    cr_expect_eq(at->active_mean, other->active_mean);
}

Test(campaign, holds_together_over_six_months)
{
    static const char *const settings[] = {NULL};
    loading_file(&loading, "scenarios/15-profile/scenario.json", settings);
    cr_assert(loading.fine);
    simulate(60, 1);
    const struct campaign_table *one = forecast.campaign_table;
    simulate(60, 3);
    double length_d =
        (double)(loading.scenario.horizon_s - loading.scenario.start_s) / (double)DAY_S;
    for (uint32_t i = 0; i < one->day_count; i++) {
        expect_sound(&one->days[i], day(i));
        cr_expect_float_eq(day(i)->nodes_mean, 55, 1e-9);
    }
    for (uint32_t i = 0; i < loading.scenario.fleet.member_count; i++) {
        const struct campaign_member *member = &forecast.campaign_table->members[i];
        cr_expect_eq(member->latency_p90_s, one->members[i].latency_p90_s);
        cr_expect_eq(member->age_mean_s, one->members[i].age_mean_s);
        cr_expect_leq(member->latency_p50_s, member->latency_p90_s);
        cr_expect(member->age_mean_s <= member->age_max_s &&
                  member->age_max_s <= member->age_peak_s);
        cr_expect_leq(member->exposure_node_days_mean, member->nodes_mean * length_d);
    }
}

/* Nodes whose image has a date, as the scenario gives it. */
static int64_t dated_nodes(const struct fleet *fleet)
{
    int64_t nodes = 0, day;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        for (uint32_t p = 0; fleet_has(fleet, i) && p < fleet->members[i].pool_count; p++) {
            const struct pool *pool = &fleet->pools[fleet->members[i].pool_first + p];
            nodes += image_version_day(pool->image_version, &day) ? pool->node_count : 0;
        }
    return nodes;
}

/* Members join, leave and change, pools come and go: the account of nodes never slips. */
Test(campaign, keeps_its_account_in_random_fleets)
{
    uint32_t followed = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        struct random_fleet fleet;
        struct experiment_options options = {
            .jobs = 1, .trials = 2, .seed = seed, .campaign = true, .version = "test"};
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        experiment_run(&fleet.arena, &fleet.scenario, &options, &forecast);
        const struct campaign_table *table = forecast.campaign_table;
        cr_assert_eq(table != NULL, campaign_is_of(&fleet.scenario));
        for (uint32_t i = 0; table != NULL && i < table->day_count; i++) {
            const struct fleet *at =
                &fleet.scenario
                     .epochs[epoch_at(fleet.scenario.epochs, fleet.scenario.epoch_count,
                                      table->days[i].at_s)]
                     .fleet;
            cr_assert_geq(table->days[i].nodes_mean, 0);
            cr_assert(i > 0 || table->days[0].nodes_mean == (double)dated_nodes(at), "seed %u: %s",
                      (unsigned)seed, random_fleet_save(&fleet));
            cr_assert_leq(table->days[i].active_p95, fleet.scenario.run_count);
        }
        followed += table != NULL;
        random_fleet_clear(&fleet);
    }
    cr_assert_gt(followed, 20);
}
