#include "reports/update_run_json.h"

#include "models/message.h"
#include "models/version.h"
#include "reports/json_writer.h"

#include <assert.h>

static void put_time(struct json *json, const char *key, int64_t at_s)
{
    if (at_s < INSTANT_NEVER)
        json_put_instant(json, key, at_s);
}

/* An UpdateStatus with the code of its error, or NULL. */
static void put_status(struct json *json, const char *key, const struct status *status,
                       const char *error, const char *message)
{
    json_put_object(json, key);
    put_time(json, "startTime", status->start_s);
    put_time(json, "completedTime", status->end_s);
    json_put_text(json, "state", state_name(status->state));
    if (error != NULL) {
        json_put_object(json, "error");
        json_put_text(json, "code", error);
        json_put_text(json, "message", message);
        json_put_end(json);
    }
    json_put_end(json);
}

static void put_image(struct json *json, const struct fleet *fleet, uint32_t family, uint64_t image)
{
    char version[VERSION_TEXT_SIZE], *name = NULL;
    size_t length;
    FILE *text = open_memstream(&name, &length);
    assert(text != NULL);
    fprintf(text, "%s-%s", fleet->families[family], image_version_format(image, version));
    fclose(text);
    json_put_object(json, NULL);
    json_put_text(json, "version", name);
    json_put_end(json);
    free(name);
}

/* --- what it was asked to do */

static void put_custom_images(struct json *json, const struct update_run_view *view)
{
    json_put_array(json, "customNodeImageVersions");
    for (size_t i = 0; i < view->run->custom_image_count; i++)
        put_image(json, &view->scenario->fleet, view->run->custom_images[i].family,
                  view->run->custom_images[i].version);
    json_put_end(json);
}

static void put_request(struct json *json, const struct update_run_view *view)
{
    static const char *const selections[] = {
        [IMAGE_LATEST] = "Latest", [IMAGE_CONSISTENT] = "Consistent", [IMAGE_CUSTOM] = "Custom"};
    const struct update_run *run = view->run;
    char version[VERSION_TEXT_SIZE];
    json_put_object(json, "managedClusterUpdate");
    json_put_object(json, "upgrade");
    json_put_text(json, "type", upgrade_type_name(run->type));
    if (run->type != UPGRADE_NODE_IMAGE_ONLY)
        json_put_text(json, "kubernetesVersion", version_format(run->kubernetes_version, version));
    json_put_end(json);
    if (run->type != UPGRADE_CONTROL_PLANE_ONLY) {
        json_put_object(json, "nodeImageSelection");
        if (run->image_selection == IMAGE_CUSTOM)
            put_custom_images(json, view);
        json_put_text(json, "type", selections[run->image_selection]);
        json_put_end(json);
    }
    json_put_end(json);
}

static void put_limit(struct json *json, const char *key, const struct limit *limit)
{
    if (!limit->given)
        return;
    char text[16];
    snprintf(text, sizeof text, "%u%s", limit->amount.value, limit->amount.percent ? "%" : "");
    json_put_text(json, key, text);
}

static void put_clock(struct json *json, const char *key, const char *sign, int32_t seconds)
{
    char text[16];
    snprintf(text, sizeof text, "%s%02d:%02d", sign, (int)(seconds / 3600),
             (int)(seconds / 60 % 60));
    json_put_text(json, key, text);
}

static void put_gate(struct json *json, const struct gate *gate)
{
    const struct gate_schedule *schedule = &gate->schedule;
    int32_t offset_s = schedule->utc_offset_s;
    json_put_object(json, NULL);
    if (gate->display_name != NULL)
        json_put_text(json, "displayName", gate->display_name);
    if (gate->type == GATE_SCHEDULED_START) {
        json_put_object(json, "scheduledStartConfiguration");
        json_put_text(json, "startDay", weekday_name(schedule->weekday));
        put_clock(json, "startTime", "", schedule->start_time_s);
        put_clock(json, "utcOffset", offset_s < 0 ? "-" : "+", offset_s < 0 ? -offset_s : offset_s);
        json_put_end(json);
    }
    json_put_text(json, "type", gate_type_name(gate->type));
    json_put_end(json);
}

static void put_gates(struct json *json, const char *key, const struct gates *gates)
{
    if (gates->count == 0)
        return;
    json_put_array(json, key);
    for (size_t i = 0; i < gates->count; i++)
        put_gate(json, &gates->list[i]);
    json_put_end(json);
}

static void put_selector(struct json *json, const struct selector *selector)
{
    if (selector == NULL)
        return;
    json_put_object(json, "memberSelector");
    json_put_text(json, "byLabel", selector->text);
    json_put_end(json);
}

static void put_group(struct json *json, const struct strategy_group *group)
{
    json_put_object(json, NULL);
    put_gates(json, "afterGates", &group->after);
    put_gates(json, "beforeGates", &group->before);
    put_limit(json, "maxAllowedFailures", &group->max_allowed_failures);
    put_limit(json, "maxConcurrency", &group->max_concurrency);
    put_selector(json, group->selector);
    json_put_text(json, "name", group->name);
    json_put_end(json);
}

static void put_stage(struct json *json, const struct strategy_stage *stage)
{
    json_put_object(json, NULL);
    put_gates(json, "afterGates", &stage->after);
    if (stage->after_stage_wait_s > 0)
        json_put_count(json, "afterStageWaitInSeconds", (uint64_t)stage->after_stage_wait_s);
    put_gates(json, "beforeGates", &stage->before);
    if (stage->group_count > 0) {
        json_put_array(json, "groups");
        for (size_t i = 0; i < stage->group_count; i++)
            put_group(json, &stage->groups[i]);
        json_put_end(json);
    }
    put_limit(json, "maxAllowedFailures", &stage->max_allowed_failures);
    put_limit(json, "maxConcurrency", &stage->max_concurrency);
    put_selector(json, stage->selector);
    json_put_text(json, "name", stage->name);
    json_put_end(json);
}

static void put_strategy(struct json *json, const struct strategy *strategy)
{
    if (strategy == NULL)
        return;
    json_put_object(json, "strategy");
    json_put_array(json, "stages");
    for (size_t i = 0; i < strategy->stage_count; i++)
        put_stage(json, &strategy->stages[i]);
    json_put_end(json);
    json_put_end(json);
}

/* --- where it stands */

/* The code of a state's error; NULL where there is none: Skipped has only a message. */
static const char *error_of(const struct update_run_view *view, enum update_state state,
                            uint16_t reason)
{
    bool wrong = state == STATE_PENDING || state == STATE_FAILED;
    return wrong && reason != REASON_NONE ? scenario_reason(view->scenario, reason) : NULL;
}

static struct message message_of(const struct update_run_view *view, uint32_t slot)
{
    const struct fleet *fleet = &view->scenario->fleet;
    const struct member_snapshot *member = &view->state->members[slot];
    const struct member *of = &fleet->members[view->state->plan->members[slot]];
    struct message message = {.reason = member->reason,
                              .code = scenario_reason(view->scenario, member->reason),
                              .member = of->name,
                              .region = of->region == NONE ? NULL : fleet->regions[of->region],
                              .type = view->run->type,
                              .kubernetes_version = view->run->kubernetes_version};
    if (view->told != NULL) {
        message.until_s = view->told[slot].until_s;
        message.note = view->told[slot].note;
    }
    return message;
}

static void put_member(struct json *json, const struct update_run_view *view, uint32_t slot)
{
    const struct member_snapshot *member = &view->state->members[slot];
    struct message message = message_of(view, slot);
    char text[MESSAGE_SIZE];
    json_put_object(json, NULL);
    if (message_format(&message, text, sizeof text)[0] != '\0')
        json_put_text(json, "message", text);
    json_put_text(json, "name", message.member);
    put_status(json, "status", &member->status,
               error_of(view, member->status.state, member->reason),
               message_error(&message, text, sizeof text));
    json_put_end(json);
}

static void put_gate_states(struct json *json, const char *key, const struct update_run_view *view,
                            struct plan_gates gates)
{
    if (gates.count == 0)
        return;
    json_put_array(json, key);
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++) {
        json_put_object(json, NULL);
        if (view->state->plan->gates[i].display_name != NULL)
            json_put_text(json, "displayName", view->state->plan->gates[i].display_name);
        put_status(json, "status", &view->state->gates[i].status, NULL, NULL);
        json_put_end(json);
    }
    json_put_end(json);
}

/* The slots of a run, stage or group. */
struct slots {
    uint32_t first, count;
};

/* The member of these that failed first; NONE: none has. */
static uint32_t first_failed(const struct run_snapshot *state, struct slots slots)
{
    uint32_t first = NONE;
    for (uint32_t slot = slots.first; slot < slots.first + slots.count; slot++) {
        const struct status *status = &state->members[slot].status;
        if (status->state == STATE_FAILED &&
            (first == NONE || status->end_s < state->members[first].status.end_s))
            first = slot;
    }
    return first;
}

/* Its failures, and what is wrong with its first failed member (R31). */
static void put_parent(struct json *json, const struct update_run_view *view, const char *name,
                       const struct status *status, uint32_t failures, struct slots slots)
{
    char text[MESSAGE_SIZE], error[MESSAGE_SIZE];
    const char *code = NULL;
    uint32_t first = first_failed(view->state, slots);
    if (first != NONE) {
        struct message message = message_of(view, first);
        code = error_of(view, status->state, message.reason);
        snprintf(text, sizeof text, "%u of %u members failed, first %s: %s", failures, slots.count,
                 message.member, message_error(&message, error, sizeof error));
    }
    json_put_count(json, "failureCount", failures);
    if (name != NULL)
        json_put_text(json, "name", name);
    put_status(json, "status", status, code, text);
}

static void put_group_state(struct json *json, const struct update_run_view *view, uint32_t index)
{
    const struct plan_group *group = &view->state->plan->groups[index];
    json_put_object(json, NULL);
    put_gate_states(json, "afterGates", view, group->after);
    put_gate_states(json, "beforeGates", view, group->before);
    json_put_count(json, "maxAllowedFailures", group->failures_max);
    json_put_count(json, "maxConcurrency", group->concurrency_max);
    if (group->member_count > 0) {
        json_put_array(json, "members");
        for (uint32_t i = 0; i < group->member_count; i++)
            put_member(json, view, group->member_first + i);
        json_put_end(json);
    }
    put_parent(json, view, group->name, &view->state->groups[index].status,
               run_snapshot_group_failures(view->state, index),
               (struct slots){group->member_first, group->member_count});
    json_put_end(json);
}

static void put_wait(struct json *json, const struct update_run_view *view, uint32_t stage)
{
    if (view->state->plan->stages[stage].wait_s == 0)
        return;
    json_put_object(json, "afterStageWaitStatus");
    put_status(json, "status", &view->state->waits[stage].status, NULL, NULL);
    json_put_count(json, "waitDurationInSeconds",
                   (uint64_t)view->state->plan->stages[stage].wait_s);
    json_put_end(json);
}

static void put_stage_state(struct json *json, const struct update_run_view *view, uint32_t index)
{
    const struct plan_stage *stage = &view->state->plan->stages[index];
    json_put_object(json, NULL);
    put_gate_states(json, "afterGates", view, stage->after);
    put_wait(json, view, index);
    put_gate_states(json, "beforeGates", view, stage->before);
    json_put_array(json, "groups");
    for (uint32_t i = 0; i < stage->group_count; i++)
        put_group_state(json, view, stage->group_first + i);
    json_put_end(json);
    json_put_count(json, "maxAllowedFailures", stage->failures_max);
    json_put_count(json, "maxConcurrency", stage->concurrency_max);
    put_parent(json, view, stage->name, &view->state->stages[index].status,
               run_snapshot_stage_failures(view->state, index),
               (struct slots){stage->member_first, stage->member_count});
    json_put_end(json);
}

static void put_selected_images(struct json *json, const struct update_run_view *view)
{
    const struct fleet *fleet = &view->scenario->fleet;
    json_put_object(json, "nodeImageSelection");
    if (view->images != NULL) {
        json_put_array(json, "selectedNodeImageVersions");
        for (uint32_t family = 0; family < fleet->family_count; family++)
            if (view->images[family] != 0)
                put_image(json, fleet, family, view->images[family]);
        json_put_end(json);
    }
    json_put_end(json);
}

static void put_run_state(struct json *json, const struct update_run_view *view)
{
    const struct plan *plan = view->state->plan;
    uint32_t failures = 0;
    for (uint32_t i = 0; i < plan->stage_count; i++)
        failures += run_snapshot_stage_failures(view->state, i);
    json_put_object(json, "status");
    put_selected_images(json, view);
    json_put_array(json, "stages");
    for (uint32_t i = 0; i < plan->stage_count; i++)
        put_stage_state(json, view, i);
    json_put_end(json);
    put_parent(json, view, NULL, &view->state->status, failures,
               (struct slots){0, plan->member_count});
    json_put_end(json);
}

/* --- what the service's JSON has no place for */

static void put_member_rest(struct json *json, const struct update_run_view *view, uint32_t slot)
{
    const struct member_snapshot *member = &view->state->members[slot];
    json_put_object(json, NULL);
    json_put_text(json, "name",
                  view->scenario->fleet.members[view->state->plan->members[slot]].name);
    json_put_text(json, "reason", scenario_reason(view->scenario, member->reason));
    json_put_count(json, "attempts", member->attempts);
    json_put_bool(json, "lookAgain", member->look_again);
    json_put_end(json);
}

static void put_skipped(struct json *json, const struct run_snapshot *state)
{
    json_put_array(json, "skippedStages");
    for (uint32_t i = 0; i < state->plan->stage_count; i++)
        if (state->stages[i].skipped)
            json_put_text(json, NULL, state->plan->stages[i].name);
    json_put_end(json);
    json_put_array(json, "skippedGroups");
    for (uint32_t i = 0; i < state->plan->group_count; i++)
        if (state->groups[i].skipped)
            json_put_text(json, NULL, state->plan->groups[i].name);
    json_put_end(json);
}

static void put_rest(struct json *json, const struct update_run_view *view)
{
    const struct run_snapshot *state = view->state;
    json_put_object(json, "_fleetsim");
    json_put_instant(json, "at", state->at_s);
    put_time(json, "firstStart", state->first_start_s);
    json_put_count(json, "pollPhaseSeconds", (uint64_t)state->poll_phase_s);
    json_put_text(json, "stop", stop_cause_word(state->stop));
    if (state->first_failure != REASON_NONE)
        json_put_text(json, "firstFailure", scenario_reason(view->scenario, state->first_failure));
    json_put_array(json, "gates");
    for (uint32_t i = 0; i < state->plan->gate_count; i++) {
        json_put_object(json, NULL);
        json_put_text(json, "type", gate_type_name(state->plan->gates[i].type));
        put_time(json, "absoluteStartTime", state->gates[i].due_s);
        json_put_end(json);
    }
    json_put_end(json);
    put_skipped(json, state);
    json_put_array(json, "members");
    for (uint32_t slot = 0; slot < state->plan->member_count; slot++)
        put_member_rest(json, view, slot);
    json_put_end(json);
    json_put_end(json);
}

void update_run_json(FILE *out, const struct update_run_view *view)
{
    struct json json = {.out = out};
    json_put_object(&json, NULL);
    json_put_text(&json, "name", view->run->name);
    json_put_object(&json, "properties");
    put_request(&json, view);
    json_put_text(&json, "provisioningState", "Succeeded");
    put_run_state(&json, view);
    put_strategy(&json, view->run->strategy);
    json_put_end(&json);
    json_put_text(&json, "type", "Microsoft.ContainerService/fleets/updateRuns");
    put_rest(&json, view);
    json_put_end(&json);
}
