/* The plan for machines: `fleetsim validate --format json`. */
#include "models/channel.h"
#include "models/instant.h"
#include "models/version.h"
#include "reports/json_writer.h"
#include "reports/member_facts.h"
#include "reports/plan_releases.h"
#include "reports/plan_text.h"

static void member_object(struct json *json, const struct scenario *scenario, uint32_t run,
                          uint32_t index)
{
    const struct member *member = &scenario->fleet.members[index];
    enum schedule_use use = upgrade_schedule(scenario->runs[run].type);
    const char *window = member_window_name(scenario, run, index);
    char version[VERSION_TEXT_SIZE];
    size_t cursor = 0;
    struct opening next =
        openings_next(scenario_openings(scenario, index, use), scenario->start_s, &cursor);
    json_put_object(json, NULL);
    json_put_text(json, "name", member->name);
    json_put_text(json, "region",
                  member->region == NONE ? NULL : scenario->fleet.regions[member->region]);
    json_put_text(json, "kubernetesVersion", version_format(member->kubernetes_version, version));
    json_put_count(json, "nodes", fleet_node_count(&scenario->fleet, index));
    json_put_text(json, "window", window[0] == '\0' ? NULL : window);
    json_put_bool(json, "openAtStart", next.from_s <= scenario->start_s);
    json_put_instant(json, "nextOpening",
                     next.from_s <= scenario->start_s ? scenario->start_s : next.from_s);
    json_put_end(json);
}

/* Absent where there are none. */
static void gate_objects(struct json *json, const struct plan *plan, const char *key,
                         struct plan_gates gates)
{
    if (gates.count == 0)
        return;
    json_put_array(json, key);
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++) {
        json_put_object(json, NULL);
        if (plan->gates[i].display_name != NULL)
            json_put_text(json, "displayName", plan->gates[i].display_name);
        json_put_text(json, "type", gate_type_name(plan->gates[i].type));
        json_put_end(json);
    }
    json_put_end(json);
}

static void selector_text(struct json *json, const struct selector *selector)
{
    if (selector != NULL)
        json_put_text(json, "memberSelector", selector->text);
}

static void group_object(struct json *json, const struct scenario *scenario, uint32_t run,
                         const struct plan_group *group)
{
    json_put_object(json, NULL);
    json_put_text(json, "name", group->name);
    if (group->implicit)
        json_put_bool(json, "implicit", true);
    selector_text(json, group->selector);
    gate_objects(json, &scenario->plans[run], "beforeGates", group->before);
    gate_objects(json, &scenario->plans[run], "afterGates", group->after);
    json_put_count(json, "concurrencyMax", group->concurrency_max);
    json_put_count(json, "failuresMax", group->failures_max);
    json_put_array(json, "members");
    for (uint32_t i = 0; i < group->member_count; i++)
        member_object(json, scenario, run, scenario->plans[run].members[group->member_first + i]);
    json_put_end(json);
    json_put_end(json);
}

static void floor_members(struct json *json, const struct scenario *scenario,
                          const struct stage_floor *floor)
{
    json_put_instant(json, "floor", floor->end_s);
    json_put_text(json, "floorSetBy",
                  floor->member == NONE ? NULL : scenario->fleet.members[floor->member].name);
    json_put_instant(json, "floorWithoutIt", floor->without_s);
}

static void stage_object(struct json *json, const struct scenario *scenario, uint32_t run,
                         uint32_t index, const struct run_floor *floor)
{
    const struct plan_stage *stage = &scenario->plans[run].stages[index];
    json_put_object(json, NULL);
    json_put_text(json, "name", stage->name);
    selector_text(json, stage->selector);
    gate_objects(json, &scenario->plans[run], "beforeGates", stage->before);
    gate_objects(json, &scenario->plans[run], "afterGates", stage->after);
    json_put_count(json, "concurrencyMax", stage->concurrency_max);
    json_put_count(json, "failuresMax", stage->failures_max);
    json_put_hours(json, "afterStageWaitHours", stage->wait_s);
    if (floor->start_s != INSTANT_NEVER)
        floor_members(json, scenario, &floor->stages[index]);
    json_put_array(json, "groups");
    for (uint32_t i = 0; i < stage->group_count; i++)
        group_object(json, scenario, run, &scenario->plans[run].groups[stage->group_first + i]);
    json_put_end(json);
    json_put_end(json);
}

static void run_object(struct json *json, const struct scenario *scenario, uint32_t index,
                       const struct run_floor *floor)
{
    const struct update_run *run = &scenario->runs[index];
    char version[VERSION_TEXT_SIZE];
    json_put_object(json, NULL);
    json_put_text(json, "name", run->name);
    json_put_text(json, "type", upgrade_type_name(run->type));
    json_put_text(json, "kubernetesVersion",
                  run->kubernetes_version == VERSION_UNSET
                      ? NULL
                      : version_format(run->kubernetes_version, version));
    json_put_instant(json, "floorStart", floor->start_s);
    json_put_instant(json, "floor", floor->end_s);
    json_put_array(json, "stages");
    for (uint32_t i = 0; i < scenario->plans[index].stage_count; i++)
        stage_object(json, scenario, index, i, floor);
    json_put_end(json);
    json_put_end(json);
}

/* Left out where there are none. A profile's runs are alike, so one stands for all. */
static void profile_objects(struct json *json, const struct scenario *scenario,
                            const struct run_floor *floors)
{
    if (scenario->profile_count == 0)
        return;
    json_put_array(json, "profiles");
    for (uint32_t i = scenario->written_run_count; i < scenario->track_count; i++) {
        const struct track *track = &scenario->tracks[i];
        const struct profile *profile = &scenario->profiles[track->profile];
        json_put_object(json, NULL);
        json_put_text(json, "name", track->name);
        json_put_text(json, "channel", channel_name(profile->channel));
        json_put_text(json, "type", upgrade_type_name(track->type));
        json_put_bool(json, "disabled", profile->disabled);
        json_put_count(json, "runsMax", track->run_count);
        json_put_array(json, "stages");
        for (uint32_t s = 0; s < track->plan->stage_count; s++)
            stage_object(json, scenario, track->run_first, s, &floors[track->run_first]);
        json_put_end(json);
        json_put_end(json);
    }
    json_put_end(json);
}

static void warning_objects(struct json *json, const struct warnings *warnings)
{
    json_put_array(json, "warnings");
    for (const struct warning *warning = warnings->first; warning != NULL;
         warning = warning->next) {
        json_put_object(json, NULL);
        json_put_text(json, "code", warning->code);
        json_put_text(json, "where", warning->where);
        json_put_text(json, "text", warning->text);
        json_put_end(json);
    }
    json_put_end(json);
}

void plan_json(FILE *out, const struct scenario *scenario, const struct run_floor *floors)
{
    struct json json = {.out = out};
    json_put_object(&json, NULL);
    json_put_text(&json, "name", scenario->name);
    json_put_instant(&json, "start", scenario->start_s);
    json_put_instant(&json, "horizon", scenario->horizon_s);
    json_put_array(&json, "runs");
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        run_object(&json, scenario, run, &floors[run]);
    json_put_end(&json);
    profile_objects(&json, scenario, floors);
    plan_releases_json(&json, scenario);
    warning_objects(&json, &scenario->warnings);
    json_put_end(&json);
}
