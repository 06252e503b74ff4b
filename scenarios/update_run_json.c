#include "scenarios/update_run_json.h"

#include "models/instant.h"
#include "scenarios/json_document.h"
#include "scenarios/pointer.h"

#include <string.h>

struct reading {
    struct inputs *inputs;
    const struct scenario *scenario;
    const struct plan *plan;
    struct run_snapshot *snapshot;
    int64_t earliest_start_s, latest_s;
};

static void report(struct reading *reading, const cJSON *value, const struct path *path,
                   const char *code, const char *sentence)
{
    struct arena *scratch = reading->inputs->scratch;
    inputs_report(reading->inputs, json_place(value), path_text(scratch, path), code, sentence);
}

static int64_t read_instant(struct reading *reading, const cJSON *value, const struct path *path)
{
    int64_t at_s;
    if (value == NULL)
        return INSTANT_NEVER;
    if (json_text(value) == NULL || !instant_parse(json_text(value), &at_s)) {
        report(reading, value, path, "update-run-instant",
               arena_printf(reading->inputs->scratch,
                            "found %s, write an instant such as \"2026-12-01T08:00:00Z\"",
                            json_describe(reading->inputs->scratch, value)));
        return INSTANT_NEVER;
    }
    if (at_s > reading->latest_s)
        reading->latest_s = at_s;
    return at_s;
}

static bool state_parse(const char *text, enum update_state *state)
{
    for (int i = 0; i < STATE_COUNT; i++)
        if (text != NULL && strcmp(text, state_name((enum update_state)i)) == 0) {
            *state = (enum update_state)i;
            return true;
        }
    return false;
}

/* An UpdateStatus, `holder` being what has it. */
static void read_status(struct reading *reading, const cJSON *holder, const struct path *path,
                        struct status *status)
{
    const struct path *here = PATH_KEY(path, "status");
    const cJSON *value = json_get(holder, "status"), *state = json_get(value, "state");
    if (!state_parse(json_text(state), &status->state))
        report(reading, state ? state : holder, PATH_KEY(here, "state"), "update-run-state",
               arena_printf(reading->inputs->scratch,
                            "found %s, write a state: NotStarted, Pending, Running, Stopping, "
                            "Stopped, Skipped, Completed or Failed",
                            state ? json_describe(reading->inputs->scratch, state) : "none"));
    status->start_s =
        read_instant(reading, json_get(value, "startTime"), PATH_KEY(here, "startTime"));
    status->end_s =
        read_instant(reading, json_get(value, "completedTime"), PATH_KEY(here, "completedTime"));
    if (status->start_s < reading->earliest_start_s)
        reading->earliest_start_s = status->start_s;
}

/* The elements of an array of objects, found by name. They mostly stand in the order in which they
 * are asked for, so the search goes on behind the last one found. */
struct list {
    const cJSON *array, *next;
    size_t index, count; /* of `next`; of all */
};

static struct list list_of(const cJSON *array)
{
    return (struct list){array, json_first(array), 0, json_count(array)};
}

/* Its place in the array is *index. */
static const cJSON *find_named(struct list *list, const char *name, size_t *index)
{
    for (size_t i = list->count; i > 0; i--) {
        const cJSON *element = list->next ? list->next : json_first(list->array);
        *index = list->next ? list->index : 0;
        list->next = element->next;
        list->index = *index + 1;
        const char *its = json_text(json_get(element, "name"));
        if (its != NULL && strcmp(its, name) == 0)
            return element;
    }
    return NULL;
}

/* What the plan has and the text lacks. */
static const cJSON *need_named(struct reading *reading, struct list *list, const cJSON *holder,
                               const struct path *path, const char *kind, const char *name,
                               size_t *index)
{
    const cJSON *found = find_named(list, name, index);
    if (found == NULL)
        report(reading, list->array ? list->array : holder, path, "update-run-missing",
               arena_printf(reading->inputs->scratch,
                            "the %s %s of the scenario is not among them; use the scenario that "
                            "the run was created with",
                            kind, problem_quoted(reading->inputs->scratch, name)));
    return found;
}

/* What the text has and the plan lacks; the names that were found are `known`. */
static void refuse_others(struct reading *reading, const cJSON *array, const struct path *path,
                          const char *kind, uint32_t known)
{
    size_t count = json_count(array);
    if (count <= known || reading->inputs->problems->count > 0)
        return;
    report(reading, array, path, "update-run-unknown",
           arena_printf(reading->inputs->scratch,
                        "found %zu %ss, the scenario has %u; use the scenario that the run was "
                        "created with",
                        count, kind, known));
}

static void read_gates(struct reading *reading, const cJSON *array, const struct path *path,
                       struct plan_gates gates)
{
    const cJSON *element = json_first(array);
    if (json_count(array) != gates.count)
        report(reading, array, path, "update-run-gates",
               arena_printf(reading->inputs->scratch,
                            "found %zu gates, the scenario has %u; use the scenario that the run "
                            "was created with",
                            json_count(array), gates.count));
    for (uint32_t i = 0; i < gates.count && element; i++, element = element->next) {
        const struct path here = {path, NULL, i};
        const struct plan_gate *plan = &reading->plan->gates[gates.first + i];
        struct gate_snapshot *gate = &reading->snapshot->gates[gates.first + i];
        read_status(reading, element, &here, &gate->status);
        if (plan->type == GATE_SCHEDULED_START && gate->status.start_s < INSTANT_NEVER)
            gate->due_s = gate_next_start(&plan->schedule, gate->status.start_s);
    }
}

static uint16_t find_reason(const struct scenario *scenario, const char *code)
{
    for (uint16_t reason = REASON_NONE + 1; code && reason < scenario_reason_count(scenario);
         reason++)
        if (strcmp(scenario_reason(scenario, reason), code) == 0)
            return reason;
    return REASON_NONE;
}

static uint16_t derive_reason(const struct reading *reading, const cJSON *member,
                              enum update_state state)
{
    if (state == STATE_PENDING || state == STATE_FAILED)
        return find_reason(reading->scenario,
                           json_text(json_get_in(member, "status", "error", "code", NULL)));
    if (state != STATE_SKIPPED)
        return REASON_NONE;
    const char *message = json_text(json_get(member, "message"));
    bool asked = message != NULL && strcmp(message, "skipped by request.") == 0;
    return asked ? REASON_SKIPPED_BY_REQUEST : REASON_ALREADY_AT_TARGET;
}

static void read_member(struct reading *reading, const cJSON *value, const struct path *path,
                        uint32_t slot)
{
    struct member_snapshot *member = &reading->snapshot->members[slot];
    read_status(reading, value, path, &member->status);
    enum update_state state = member->status.state;
    member->reason = derive_reason(reading, value, state);
    member->attempts = state == STATE_RUNNING || state == STATE_STOPPING ||
                       state == STATE_COMPLETED || state == STATE_FAILED;
}

static void read_group(struct reading *reading, const cJSON *value, const struct path *path,
                       uint32_t index)
{
    const struct plan_group *plan = &reading->plan->groups[index];
    struct list members = list_of(json_get(value, "members"));
    const struct path *below = PATH_KEY(path, "members");
    read_status(reading, value, path, &reading->snapshot->groups[index].status);
    read_gates(reading, json_get(value, "beforeGates"), PATH_KEY(path, "beforeGates"),
               plan->before);
    read_gates(reading, json_get(value, "afterGates"), PATH_KEY(path, "afterGates"), plan->after);
    for (uint32_t i = 0; i < plan->member_count; i++) {
        uint32_t slot = plan->member_first + i;
        const char *name = reading->scenario->fleet.members[reading->plan->members[slot]].name;
        struct path here = {below, NULL, 0};
        const cJSON *member =
            need_named(reading, &members, value, below, "member", name, &here.index);
        if (member != NULL)
            read_member(reading, member, &here, slot);
    }
    refuse_others(reading, members.array, below, "member", plan->member_count);
}

static void read_wait(struct reading *reading, const cJSON *value, const struct path *path,
                      uint32_t stage)
{
    struct wait_snapshot *wait = &reading->snapshot->waits[stage];
    if (value == NULL)
        return;
    read_status(reading, value, path, &wait->status);
    if (wait->status.start_s < INSTANT_NEVER)
        wait->until_s = wait->status.start_s + reading->plan->stages[stage].wait_s;
}

static void read_stage(struct reading *reading, const cJSON *value, const struct path *path,
                       uint32_t index)
{
    const struct plan_stage *plan = &reading->plan->stages[index];
    struct list groups = list_of(json_get(value, "groups"));
    const struct path *below = PATH_KEY(path, "groups");
    read_status(reading, value, path, &reading->snapshot->stages[index].status);
    read_wait(reading, json_get(value, "afterStageWaitStatus"),
              PATH_KEY(path, "afterStageWaitStatus"), index);
    read_gates(reading, json_get(value, "beforeGates"), PATH_KEY(path, "beforeGates"),
               plan->before);
    read_gates(reading, json_get(value, "afterGates"), PATH_KEY(path, "afterGates"), plan->after);
    for (uint32_t i = 0; i < plan->group_count; i++) {
        struct path here = {below, NULL, 0};
        const char *name = reading->plan->groups[plan->group_first + i].name;
        const cJSON *group = need_named(reading, &groups, value, below, "group", name, &here.index);
        if (group != NULL)
            read_group(reading, group, &here, plan->group_first + i);
    }
    refuse_others(reading, groups.array, below, "group", plan->group_count);
}

static void read_run(struct reading *reading, const cJSON *status, const struct path *path)
{
    struct list stages = list_of(json_get(status, "stages"));
    const struct path *below = PATH_KEY(path, "stages");
    read_status(reading, status, path, &reading->snapshot->status);
    for (uint32_t i = 0; i < reading->plan->stage_count; i++) {
        struct path here = {below, NULL, 0};
        const cJSON *stage = need_named(reading, &stages, status, below, "stage",
                                        reading->plan->stages[i].name, &here.index);
        if (stage != NULL)
            read_stage(reading, stage, &here, i);
    }
    refuse_others(reading, stages.array, below, "stage", reading->plan->stage_count);
}

static bool is_over_a_limit(const struct reading *reading)
{
    const struct plan *plan = reading->plan;
    for (uint32_t i = 0; i < plan->group_count; i++)
        if (run_snapshot_group_failures(reading->snapshot, i) > plan->groups[i].failures_max)
            return true;
    for (uint32_t i = 0; i < plan->stage_count; i++)
        if (run_snapshot_stage_failures(reading->snapshot, i) > plan->stages[i].failures_max)
            return true;
    return false;
}

static uint16_t first_failure(const struct run_snapshot *snapshot)
{
    uint16_t reason = REASON_NONE;
    int64_t earliest_s = INSTANT_NEVER;
    for (uint32_t slot = 0; slot < snapshot->plan->member_count; slot++) {
        const struct member_snapshot *member = &snapshot->members[slot];
        if (member->status.state != STATE_FAILED ||
            (reason != REASON_NONE && member->status.end_s >= earliest_s))
            continue;
        reason = member->reason;
        earliest_s = member->status.end_s;
    }
    return reason;
}

static bool all_are_skipped(const struct run_snapshot *snapshot, uint32_t first, uint32_t count)
{
    for (uint32_t slot = first; slot < first + count; slot++)
        if (snapshot->members[slot].reason != REASON_SKIPPED_BY_REQUEST)
            return false;
    return count > 0;
}

static void derive_skipped(struct run_snapshot *snapshot)
{
    const struct plan *plan = snapshot->plan;
    for (uint32_t i = 0; i < plan->stage_count; i++)
        snapshot->stages[i].skipped =
            all_are_skipped(snapshot, plan->stages[i].member_first, plan->stages[i].member_count);
    for (uint32_t i = 0; i < plan->group_count; i++)
        snapshot->groups[i].skipped =
            all_are_skipped(snapshot, plan->groups[i].member_first, plan->groups[i].member_count);
}

/* What the service's own part does not say. */
static void derive_rest(struct reading *reading)
{
    struct run_snapshot *snapshot = reading->snapshot;
    snapshot->at_s = reading->latest_s;
    if (snapshot->status.state != STATE_NOT_STARTED)
        snapshot->first_start_s = snapshot->status.start_s < INSTANT_NEVER
                                      ? snapshot->status.start_s
                                      : reading->earliest_start_s;
    if (snapshot->status.state == STATE_STOPPING)
        snapshot->stop = is_over_a_limit(reading) ? STOP_BY_FAILURE : STOP_BY_USER;
    snapshot->first_failure = first_failure(snapshot);
    derive_skipped(snapshot);
}

static enum stop_cause stop_parse(const char *word, enum stop_cause fallback)
{
    for (int cause = 0; word && cause < STOP_CAUSE_COUNT; cause++)
        if (strcmp(word, stop_cause_word((enum stop_cause)cause)) == 0)
            return (enum stop_cause)cause;
    return fallback;
}

static void take_members(struct reading *reading, const cJSON *array)
{
    struct list members = list_of(array);
    for (uint32_t slot = 0; slot < reading->plan->member_count; slot++) {
        size_t index;
        const char *name = reading->scenario->fleet.members[reading->plan->members[slot]].name;
        const cJSON *member = find_named(&members, name, &index);
        struct member_snapshot *state = &reading->snapshot->members[slot];
        if (member == NULL)
            continue;
        state->reason = find_reason(reading->scenario, json_text(json_get(member, "reason")));
        state->look_again = json_is_true(json_get(member, "lookAgain"));
        state->attempts = (uint32_t)json_number(json_get(member, "attempts"), state->attempts);
    }
}

static bool has_text(const cJSON *array, const char *text)
{
    for (const cJSON *element = json_first(array); element; element = element->next)
        if (json_text(element) != NULL && strcmp(json_text(element), text) == 0)
            return true;
    return false;
}

static void take_skipped(struct reading *reading, const cJSON *own)
{
    const struct plan *plan = reading->plan;
    for (uint32_t i = 0; i < plan->stage_count; i++)
        reading->snapshot->stages[i].skipped =
            has_text(json_get(own, "skippedStages"), plan->stages[i].name);
    for (uint32_t i = 0; i < plan->group_count; i++)
        reading->snapshot->groups[i].skipped =
            has_text(json_get(own, "skippedGroups"), plan->groups[i].name);
}

/* What was written by us goes before what is derived. */
static void take_own(struct reading *reading, const cJSON *own)
{
    struct run_snapshot *snapshot = reading->snapshot;
    const struct path path = {NULL, "_fleetsim", 0};
    snapshot->at_s = read_instant(reading, json_get(own, "at"), PATH_KEY(&path, "at"));
    snapshot->first_start_s =
        read_instant(reading, json_get(own, "firstStart"), PATH_KEY(&path, "firstStart"));
    snapshot->poll_phase_s = (int64_t)json_number(json_get(own, "pollPhaseSeconds"), 0);
    snapshot->stop = stop_parse(json_text(json_get(own, "stop")), snapshot->stop);
    snapshot->first_failure =
        find_reason(reading->scenario, json_text(json_get(own, "firstFailure")));
    const cJSON *gate = json_first(json_get(own, "gates"));
    for (uint32_t i = 0; i < reading->plan->gate_count && gate; i++, gate = gate->next)
        snapshot->gates[i].due_s =
            read_instant(reading, json_get(gate, "absoluteStartTime"), PATH_KEY(&path, "gates"));
    take_skipped(reading, own);
    take_members(reading, json_get(own, "members"));
}

static void read_document(struct reading *reading, const cJSON *root)
{
    const cJSON *properties = json_get(root, "properties");
    const struct path path = {NULL, "properties", 0};
    const struct path *inside = properties ? &path : NULL;
    const cJSON *status = json_get(properties ? properties : root, "status");
    if (!cJSON_IsObject(status)) {
        report(reading, root, PATH_KEY(inside, "status"), "update-run-status",
               "there is no status; write what `az fleet updaterun show -o json` prints");
        return;
    }
    read_run(reading, status, PATH_KEY(inside, "status"));
    derive_rest(reading);
    if (json_get(root, "_fleetsim"))
        take_own(reading, json_get(root, "_fleetsim"));
}

bool update_run_json_read(struct arena *arena, const struct scenario *scenario,
                          const struct plan *plan, const struct update_run_text *text,
                          struct run_snapshot *snapshot, struct problems *problems)
{
    struct arena scratch;
    arena_init(&scratch, arena->exhausted);
    struct inputs *inputs = arena_new(&scratch, struct inputs);
    problems_init(problems, arena);
    inputs_init(inputs, &scratch, problems);
    run_snapshot_init(snapshot, arena, plan);
    struct reading reading = {.inputs = inputs,
                              .scenario = scenario,
                              .plan = plan,
                              .snapshot = snapshot,
                              .earliest_start_s = INSTANT_NEVER,
                              .latest_s = INT64_MIN};
    const struct input *input =
        inputs_add(inputs, INPUT_JSON, text->name, "", text->text, text->length, -1);
    cJSON *root = input ? json_parse(inputs, input) : NULL;
    if (root)
        read_document(&reading, root);
    cJSON_Delete(root);
    arena_clear(&scratch);
    return problems->count == 0;
}
