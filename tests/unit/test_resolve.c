/* From files, settings and generators to one document. */
#include "models/version.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <string.h>

#define RUNS                                                                                       \
    "\"updateRuns\": [{\"name\": \"r\", \"strategy\": \"s\", \"managedClusterUpdate\": "           \
    "{\"upgrade\": {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}}}]"
#define STRATEGY                                                                                   \
    "{\"stages\": [{\"name\": \"one\", \"groups\": [{\"name\": \"g1\"}, {\"name\": \"g2\", "       \
    "\"maxConcurrency\": \"2\"}]}]}"

/* Writes base.json with its tables; the folder stays until the system cleans /tmp. */
static void write_base(void)
{
    loading_folder();
    loading_write("members.csv", "name,group,labels,kubernetes_version,kubernetes_window\n"
                                 "b,g1,env=prod;tier=web,1.34.6,sat\n"
                                 "a,g2,env=dev,,\n");
    loading_write("pools.csv", "member,name,mode,count,max_surge\n"
                               "b,sys,System,3,\n"
                               "b,user,User,12,33%\n");
    loading_write("s.json", STRATEGY);
    loading_write("base.json",
                  "{\"start\": \"2026-11-16T08:00:00Z\", \"_note\": 1,"
                  " \"fleet\": {\"members\": \"members.csv\", \"nodePools\": \"pools.csv\"},"
                  " \"maintenanceWindows\": {\"sat\": {\"schedule\": {\"daily\": null, \"weekly\":"
                  " {\"intervalWeeks\": 1, \"dayOfWeek\": \"Saturday\"}}, \"durationHours\": 4,"
                  " \"startTime\": \"22:00\", \"description\": \"at night\"}},"
                  " \"strategies\": {\"s\": \"s.json\"}, " RUNS "}");
}

static void load_right(struct loading *loading, const char *path, const char *const *settings)
{
    loading_file(loading, path, settings);
    if (!loading->fine)
        problems_print(&loading->problems, stderr);
    cr_assert(loading->fine);
}

Test(resolve, puts_tables_and_files_in_their_places)
{
    struct loading loading;
    write_base();
    load_right(&loading, loading_write("other.json", "{\"extends\": \"base.json\"}"), NULL);
    cr_assert_str_eq(
        loading.scenario.resolved,
        "{\n"
        "  \"name\": \"other\",\n"
        "  \"start\": \"2026-11-16T08:00:00Z\",\n"
        "  \"fleet\": {\n"
        "    \"members\": [\n"
        "      {\n"
        "        \"name\": \"b\",\n"
        "        \"group\": \"g1\",\n"
        "        \"labels\": {\"env\": \"prod\", \"tier\": \"web\"},\n"
        "        \"kubernetesVersion\": \"1.34.6\",\n"
        "        \"maintenance\": {\"aksManagedAutoUpgradeSchedule\": \"sat\"},\n"
        "        \"nodePools\": [\n"
        "          {\"name\": \"sys\", \"mode\": \"System\", \"count\": 3},\n"
        "          {\n"
        "            \"name\": \"user\",\n"
        "            \"mode\": \"User\",\n"
        "            \"count\": 12,\n"
        "            \"upgradeSettings\": {\"maxSurge\": \"33%\"}\n"
        "          }\n"
        "        ]\n"
        "      },\n"
        "      {\n"
        "        \"name\": \"a\",\n"
        "        \"group\": \"g2\",\n"
        "        \"labels\": {\"env\": \"dev\"}\n"
        "      }\n"
        "    ]\n"
        "  },\n"
        "  \"maintenanceWindows\": {\n"
        "    \"sat\": {\n"
        "      \"schedule\": {\n"
        "        \"weekly\": {\"intervalWeeks\": 1, \"dayOfWeek\": \"Saturday\"}\n"
        "      },\n"
        "      \"durationHours\": 4,\n"
        "      \"startTime\": \"22:00\"\n"
        "    }\n"
        "  },\n"
        "  \"strategies\": {\n"
        "    \"s\": {\n"
        "      \"stages\": [\n"
        "        {\n"
        "          \"name\": \"one\",\n"
        "          \"groups\": [\n"
        "            {\"name\": \"g1\"},\n"
        "            {\"name\": \"g2\", \"maxConcurrency\": \"2\"}\n"
        "          ]\n"
        "        }\n"
        "      ]\n"
        "    }\n"
        "  },\n"
        "  \"updateRuns\": [\n"
        "    {\n"
        "      \"name\": \"r\",\n"
        "      \"strategy\": \"s\",\n"
        "      \"managedClusterUpdate\": {\n"
        "        \"upgrade\": {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}\n"
        "      }\n"
        "    }\n"
        "  ]\n"
        "}\n");
    loading_clear(&loading);
}

Test(resolve, gives_the_same_document_again)
{
    struct loading first, second;
    write_base();
    load_right(&first, loading_write("x.json", "{\"extends\": \"base.json\", \"name\": \"x\"}"),
               NULL);
    loading_right(&second, first.scenario.resolved);
    cr_assert_str_eq(first.scenario.resolved, second.scenario.resolved);
    cr_assert_eq(first.scenario.digest, second.scenario.digest);
    loading_clear(&first);
    loading_clear(&second);
}

Test(resolve, merges_then_sets_and_the_command_line_has_the_last_word)
{
    struct loading loading;
    write_base();
    const char *path = loading_write(
        "x.json", "{\"extends\": \"base.json\", \"description\": \"d\", \"horizon\": \"30d\","
                  " \"maintenanceWindows\": {\"sat\": {\"durationHours\": 8}},"
                  " \"set\": {\"/strategies/s/stages/one/groups/g2/maxConcurrency\": 5,"
                  " \"/fleet/members/b/nodePools/user/count\": \"7\","
                  " \"/experiment/trials\": 100}}");
    const char *const settings[] = {"/experiment/trials=200", "/fleet/members/a/group=g1",
                                    "/fleet/members/1/powerState=Stopped", NULL};
    load_right(&loading, path, settings);
    const struct scenario *scenario = &loading.scenario;
    cr_assert_str_eq(scenario->description, "d");
    cr_assert_eq(scenario->horizon_s - scenario->start_s, 30 * DAY_S);
    cr_assert_eq(scenario->windows[0].length_s, 8 * HOUR_S);
    cr_assert_eq(scenario->strategies[0].stages[0].groups[1].max_concurrency.amount.value, 5);
    cr_assert_eq(scenario->fleet.pools[2].node_count, 7);
    cr_assert_eq(scenario->experiment.trials, 200);
    cr_assert_str_eq(scenario->fleet.groups[scenario->fleet.members[0].group], "g1");
    cr_assert(scenario->fleet.members[0].stopped);
    cr_assert_not(scenario->fleet.members[1].stopped);
    loading_clear(&loading);
}

Test(resolve, overrides_the_members_a_selector_chooses)
{
    struct loading loading;
    write_base();
    const char *path = loading_write(
        "x.json", "{\"extends\": \"base.json\", \"fleet\": {\"overrides\": ["
                  "{\"members\": \"env=prod\", \"set\": {\"kubernetesVersion\": \"1.33.1\","
                  " \"/nodePools/sys/count\": 9}},"
                  "{\"members\": \"env=test\", \"set\": {\"group\": \"x\"}}]}}");
    load_right(&loading, path, NULL);
    const struct fleet *fleet = &loading.scenario.fleet;
    cr_assert_eq(fleet->members[1].kubernetes_version, version_make(1, 33, 1));
    cr_assert_eq(fleet->pools[1].node_count, 9);
    cr_assert_str_eq(loading_warning(&loading, "override-without-members"),
                     "the override for \"env=test\" changes none of the 2 members");
    loading_clear(&loading);
}

Test(resolve, takes_whole_objects_as_values)
{
    struct loading loading;
    write_base();
    const char *path = loading_write(
        "x.json",
        "{\"extends\": \"base.json\", \"set\": {\"/models/failure\": {\"default\": {\"causes\":"
        " [{\"code\": \"X\", \"probability\": 0.5}]}}}, \"fleet\": {\"overrides\": [{\"members\":"
        " \"env=dev\", \"set\": {\"maintenance\": {\"aksManagedAutoUpgradeSchedule\": \"sat\"},"
        " \"labels\": {\"team\": \"a\"}}}]}}");
    load_right(&loading, path, NULL);
    const struct member *dev = &loading.scenario.fleet.members[0];
    cr_assert_eq(loading.scenario.failures[0].causes[0].probability[UPGRADE_FULL], 0.5);
    cr_assert_eq(dev->window[SCHEDULE_KUBERNETES], 0);
    cr_assert_eq(dev->label_count, 2);
    loading_clear(&loading);
}

Test(resolve, puts_files_in_place_that_settings_name)
{
    struct loading loading;
    write_base();
    const char *path = loading_write("other.csv", "name,minutes\nz,7\n");
    char strategy[200], samples[400];
    snprintf(samples, sizeof samples,
             "/models/duration/default/memberMinutes={\"dist\": \"empirical\", \"samples\": "
             "{\"file\": \"%s\", \"column\": \"minutes\"}}",
             path);
    loading_write("fleet.csv", "name,group\nz,g1\n");
    path = loading_write("other.json", STRATEGY);
    snprintf(strategy, sizeof strategy, "/strategies/t=%s", path);
    path = loading_write("x.json", "{\"extends\": \"base.json\","
                                   " \"set\": {\"/fleet/members\": \"fleet.csv\"}}");
    const char *const settings[] = {strategy, samples, NULL};
    load_right(&loading, path, settings);
    const struct scenario *scenario = &loading.scenario;
    cr_assert_str_eq(scenario->fleet.members[0].name, "z");
    cr_assert_eq(scenario->strategies[1].stages[0].group_count, 2);
    cr_assert_eq(scenario->durations[0].member[UPGRADE_FULL].samples[0], 7);
    loading_clear(&loading);
}

Test(resolve, reports_a_value_where_it_was_written)
{
    struct loading loading;
    write_base();
    loading_write("bad.csv", "name,group,kubernetes_version\nb,g1,1.34.6\na,g2,latest\n");
    const char *path = loading_write("x.json", "{\n  \"extends\": \"base.json\",\n"
                                               "  \"fleet\": {\"members\": \"bad.csv\"},\n"
                                               "  \"horizon\": \"soon\",\n"
                                               "  \"set\": {\"/experiment/seed\": -1}\n}\n");
    const char *const settings[] = {"/experiment/trials=many", NULL};
    loading_file(&loading, path, settings);
    char folder[200];
    snprintf(folder, sizeof folder, "%.*s", (int)(strlen(path) - strlen("x.json")), path);
    static const char *const lines[] = {
        "%sx.json:4:14: /horizon: found \"soon\", write where histories are cut: a duration such "
        "as \"90d\" or an instant [horizon]",
        "%sbad.csv:3: column kubernetes_version: /fleet/members/1/kubernetesVersion: found "
        "\"latest\", write the version of its control plane now, such as \"1.34.6\" "
        "[member-version]",
        "%sx.json:5:31: /experiment/seed: found -1, write the seed of all random numbers, a whole "
        "number from 0 to 2^53 [seed]",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_assert(loading_has_problem(&loading, arena_printf(&loading.arena, lines[i], folder)),
                  "%zu", i);
    cr_assert(loading_has_problem(&loading,
                                  "--set: /experiment/trials: found \"many\", write how many "
                                  "histories to simulate, a whole number from 1 to 10,000,000 "
                                  "[trials]"));
    cr_assert_eq(loading.problems.count, 4);
    loading_clear(&loading);
}

static void expect_code(const char *text, const char *const *settings, const char *code)
{
    struct loading loading;
    loading_file(&loading, loading_write("case.json", text), settings);
    if (strcmp(loading_code(&loading), code) != 0)
        problems_print(&loading.problems, stderr);
    cr_assert_str_eq(loading_code(&loading), code, "%s", text);
    loading_clear(&loading);
}

Test(resolve, refuses_what_cannot_be_put_together)
{
    write_base();
    loading_write("loop.json", "{\"extends\": \"case.json\"}");
    loading_write("open.csv", "name,grup\na,b\n");
    loading_write("lost.csv", "member,name,count\nz,p,1\n");
    loading_write("numbers.csv", "minutes\n1\nx\n");
    expect_code("{\"extends\": \"loop.json\"}", NULL, "extends-cycle");
    expect_code("{\"extends\": \"nowhere.json\"}", NULL, "file-missing");
    expect_code("{\"extends\": 3}", NULL, "extends");
    expect_code("{\"extends\": \"base.json\", \"set\": {\"x\": 1}}", NULL, "set-pointer");
    expect_code("{\"extends\": \"base.json\", \"set\": {\"/fleet/members/c/group\": 1}}", NULL,
                "set-step");
    expect_code("{\"extends\": \"base.json\", \"set\": {\"/start/x/y\": 1}}", NULL, "set-part");
    expect_code("{\"extends\": \"base.json\", \"fleet\": {\"members\": \"open.csv\"}}", NULL,
                "csv-column-unknown");
    expect_code("{\"extends\": \"base.json\", \"fleet\": {\"nodePools\": \"lost.csv\"}}", NULL,
                "csv-pool-member");
    expect_code("{\"extends\": \"base.json\", \"fleet\": {\"generate\": {\"members\": 2}}}", NULL,
                "fleet-source");
    expect_code("{\"extends\": \"base.json\", \"fleet\": {\"members\": null}}", NULL,
                "fleet-source");
    expect_code("{\"extends\": \"base.json\", \"models\": {\"duration\": {\"default\": "
                "{\"memberMinutes\": {\"dist\": \"empirical\", \"samples\": {\"file\": "
                "\"numbers.csv\", \"column\": \"minutes\"}}}}}}",
                NULL, "csv-sample");
    expect_code("{\"extends\": \"base.json\"}", (const char *const[]){"trials", NULL}, "set-form");
    expect_code("{\"extends\": \"base.json\"}",
                (const char *const[]){"/updateRuns/r/strtegy=s", NULL}, "unknown-key");
    expect_code("{\"extends\": \"base.json\"}", (const char *const[]){"/extends=x.json", NULL},
                "set-step");
}

#define GENERATED                                                                                  \
    "{\"generate\": {\"members\": 12, \"namePrefix\": \"c\", \"groups\": [{\"name\": \"x\"},"      \
    " {\"name\": \"y\", \"weight\": 2}], \"regions\": [{\"name\": \"eu\", \"weight\": 1},"         \
    " {\"name\": \"us\", \"weight\": 0}], \"nodePools\": [{\"name\": \"p\", \"count\":"            \
    " {\"dist\": \"uniform\", \"min\": 2, \"max\": 60}}]}}"

Test(resolve, writes_out_a_generated_fleet_by_number_and_weight)
{
    struct loading loading, again;
    loading_right(&loading, loading_scenario(GENERATED, ""));
    const struct fleet *fleet = &loading.scenario.fleet;
    cr_assert_eq(fleet->member_count, 12);
    cr_assert_str_eq(fleet->members[0].name, "c01");
    cr_assert_str_eq(fleet->members[11].name, "c12");
    static const char groups[] = "xyyxyyxyyxyy";
    for (uint32_t i = 0; i < 12; i++) {
        cr_assert_eq(fleet->groups[fleet->members[i].group][0], groups[i], "%u", i);
        cr_assert_str_eq(fleet->regions[fleet->members[i].region], "eu");
        uint32_t nodes = fleet->pools[fleet->members[i].pool_first].node_count;
        cr_assert(nodes >= 2 && nodes <= 60);
    }
    loading_right(&again, loading_scenario(GENERATED, ""));
    cr_assert_str_eq(loading.scenario.resolved, again.scenario.resolved);
    loading_clear(&loading);
    loading_clear(&again);
}
