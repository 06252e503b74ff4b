/* The service's JSON of an update run: codes and messages (R31). */
#include "models/run_snapshot.h"
#include "reports/update_run_json.h"
#include "tests/lib/loading.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define FAMILY "AKSAzureLinux-V2gen2"
#define IMAGE FAMILY "-202602.26.0"

/* Members a to d in one group; b and d have a pool whose image the run aims at. */
static const char fleet[] =
    "{\"members\": [{\"name\": \"a\"},"
    " {\"name\": \"b\", \"region\": \"australiaeast\", \"nodePools\": [{\"name\": \"pool\", "
    "\"count\": 1, \"nodeImageVersion\": \"" IMAGE "\"}]},"
    " {\"name\": \"c\"},"
    " {\"name\": \"d\", \"nodePools\": [{\"name\": \"pool\", \"count\": 1, "
    "\"nodeImageVersion\": \"" IMAGE "\"}]}]}";

static cJSON *render(const struct update_run_view *view)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    update_run_json(out, view);
    fclose(out);
    cJSON *json = cJSON_Parse(text);
    cr_assert_not_null(json, "%s", text);
    free(text);
    return json;
}

static const cJSON *get(const cJSON *json, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(json, key);
    cr_assert_not_null(value, "no %s", key);
    return value;
}

static void expect_text(const cJSON *json, const char *key, const char *expected)
{
    cr_expect_str_eq(get(json, key)->valuestring, expected);
}

static const cJSON *error_of(const cJSON *json)
{
    return get(get(json, "status"), "error");
}

static void set_states(const struct scenario *scenario, struct run_snapshot *state)
{
    static const struct member_snapshot members[] = {
        {.status = {STATE_SKIPPED, INSTANT_NEVER, 100}, .reason = REASON_ALREADY_AT_TARGET},
        {.status = {STATE_PENDING, 100, INSTANT_NEVER},
         .reason = REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE},
        {.status = {STATE_FAILED, 100, 100}, .reason = REASON_CLUSTER_STOPPED},
        {.status = {STATE_COMPLETED, 100, 200}}};
    cr_assert_eq(scenario->plans[0].member_count, 4);
    memcpy(state->members, members, sizeof members);
    state->status.state = STATE_FAILED;
    state->first_failure = REASON_CLUSTER_STOPPED;
}

Test(update_run_json, R31_members_and_parents_say_why_in_the_services_words)
{
    struct loading loading;
    struct run_snapshot state;
    loading_right(&loading, loading_scenario(fleet, ""));
    const struct scenario *scenario = &loading.scenario;
    run_snapshot_init(&state, &loading.arena, &scenario->plans[0]);
    set_states(scenario, &state);
    const struct member *b = &scenario->fleet.members[1];
    const uint64_t image = scenario->fleet.pools[b->pool_first].image_version;
    const struct pool_note awaited = {
        .pool = "pool", .family = FAMILY, .image = true, .wanted = image};
    const struct pool_note left = {
        .pool = "pool", .family = FAMILY, .image = true, .has = image, .wanted = image};
    const struct member_told told[4] = {[1].note = {.pools = &awaited, .pool_count = 1},
                                        [3].note = {.pools = &left, .pool_count = 1}};
    cJSON *json = render(&(struct update_run_view){
        .scenario = scenario, .run = &scenario->runs[0], .state = &state, .told = told});

    const cJSON *status = get(get(json, "properties"), "status");
    const cJSON *group = get(get(status, "stages")->child, "groups")->child;
    const cJSON *member = get(group, "members")->child;
    cr_expect_not_null(strstr(get(member, "message")->valuestring, "already at or ahead"));
    cr_expect_null(cJSON_GetObjectItem(get(member, "status"), "error"), "Skipped has no error");
    member = member->next;
    const char *error = "target upgrade node image version \"" IMAGE "\" for agent pool pool is "
                        "not available in region \"australiaeast\"";
    expect_text(error_of(member), "code", "NodeImageVersionNotAvailable");
    expect_text(error_of(member), "message", error);
    expect_text(member, "message",
                "set member: b to Pending due to failed validation err: target upgrade node image "
                "version \"" IMAGE "\" for agent pool pool is not available in region "
                "\"australiaeast\"");
    member = member->next;
    expect_text(error_of(member), "message", "the cluster is stopped");
    member = member->next;
    expect_text(
        member, "message",
        "Skipped upgrade of following agent pool(s): current node image version \"" IMAGE
        "\" of agent pool \"pool\" is already at or ahead of target upgrade version \"" IMAGE
        "\".");
    cr_expect_eq(get(status, "failureCount")->valueint, 1);
    expect_text(error_of(status), "code", "ClusterStopped");
    expect_text(error_of(status), "message",
                "1 of 4 members failed, first c: the cluster is stopped");
    cJSON_Delete(json);
    loading_clear(&loading);
}
