#include "reports/trace_event.h"

#include "models/message.h"
#include "models/version.h"
#include "reports/name.h"
#include "reports/scratch.h"

#include <stdio.h>
#include <stdlib.h>

void trace_events_init(struct trace_events *events, const struct history *history)
{
    const struct fleet *fleet = &history->scenario->fleet;
    *events = (struct trace_events){.history = history};
    events->version = scratch_array(uint32_t, fleet->member_count);
    events->named = scratch_array(bool, history->scenario->run_count);
    for (uint32_t i = 0; i < fleet->member_count; i++)
        events->version[i] = fleet->members[i].kubernetes_version;
}

void trace_events_clear(struct trace_events *events)
{
    free(events->version);
    free(events->named);
}

static void set_gate(const struct plan *plan, const struct plan_gate *gate,
                     struct trace_event *event)
{
    event->stage = plan->stages[gate->stage].name;
    if (gate->group != NONE)
        event->group = plan->groups[gate->group].name;
    event->kind = gate_type_name(gate->type);
    event->gate = gate->display_name;
    if (gate->display_name == NULL) {
        snprintf(event->position, sizeof event->position, "%s/%u", gate_timing_name(gate->timing),
                 gate->position);
        event->gate = event->position;
    }
}

static void set_operation(const struct scenario *scenario, struct trace_event *event)
{
    const struct operation *operation = &scenario->operations[event->entry->index];
    event->run = operation->run == NONE ? "" : scenario->runs[operation->run].name;
    event->operation = operation_word(operation->kind);
    event->target = operation->target;
}

static void set_names(const struct history *history, struct trace_event *event)
{
    const struct scenario *scenario = history->scenario;
    const struct history_entry *entry = event->entry;
    if (entry->level == LEVEL_OPERATION) {
        set_operation(scenario, event);
        return;
    }
    const struct plan *plan = history->plans[entry->run];
    uint32_t stage = entry->index, group = entry->index;
    event->run = scenario->runs[entry->run].name;
    if (entry->level == LEVEL_GATE) {
        set_gate(plan, &plan->gates[entry->index], event);
        return;
    }
    if (entry->level == LEVEL_MEMBER) {
        event->member = scenario->fleet.members[plan->members[entry->index]].name;
        group = plan->slot_group[entry->index];
    }
    if (entry->level == LEVEL_MEMBER || entry->level == LEVEL_GROUP) {
        event->group = plan->groups[group].name;
        stage = plan->groups[group].stage;
    }
    if (entry->level != LEVEL_RUN)
        event->stage = plan->stages[stage].name;
    if (entry->level == LEVEL_WAIT)
        event->kind = "AfterStageWait";
}

/* What an upgrade that begins changes. */
static void describe_upgrade(uint32_t target, uint32_t version, struct line *line)
{
    char from[VERSION_TEXT_SIZE], to[VERSION_TEXT_SIZE];
    if (target == VERSION_UNSET)
        line_add(line, "image");
    else if (version >= target)
        line_add(line, "%s, node pools", version_format(version, to));
    else
        line_add(line, "%s -> %s", version_format(version, from), version_format(target, to));
}

/* The first line of a run that a profile has made says what the service calls it. */
static bool is_nameless(const struct trace_events *events, uint32_t run)
{
    return events->history->runs[run].service_name != NULL && !events->named[run];
}

static void describe_run(struct trace_events *events, uint32_t run, struct line *line)
{
    char text[NAME_SIZE];
    line_add(line, "%s", name_short(events->history->runs[run].service_name, NAME_COLUMNS, text));
    events->named[run] = true;
}

static void describe_arrival(const struct history_entry *entry, const char *verb, struct line *line)
{
    char at[INSTANT_TEXT_SIZE];
    if (entry->until_s == INSTANT_NEVER)
        line_add(line, "never %s within the horizon", verb);
    else if (entry->until_s != 0)
        line_add(line, "%s %s", verb, instant_format(entry->until_s, at));
}

static uint32_t member_version(const struct trace_events *events, const struct history_entry *entry)
{
    return events->version[events->history->plans[entry->run]->members[entry->index]];
}

static void describe(struct trace_events *events, struct trace_event *event)
{
    const struct history_entry *entry = event->entry;
    struct line *line = &event->detail;
    if (entry->level == LEVEL_OPERATION)
        line_add(line, "%s", refusal_text((enum refusal)entry->reason));
    else if (entry->level == LEVEL_MEMBER && entry->state == STATE_RUNNING)
        describe_upgrade(events->history->runs[entry->run].kubernetes_version,
                         member_version(events, entry), line);
    else if (entry->level == LEVEL_RUN && is_nameless(events, entry->run))
        describe_run(events, entry->run, line);
    else if (entry->reason == REASON_WINDOW_CLOSED)
        describe_arrival(entry, "opens", line);
    else if (entry->reason == REASON_KUBERNETES_VERSION_NOT_AVAILABLE ||
             entry->reason == REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE)
        describe_arrival(entry, "arrives", line);
    else if (entry->level == LEVEL_GATE && entry->state == STATE_PENDING && entry->until_s != 0)
        describe_arrival(entry, "starts", line);
    else if (entry->state == STATE_FAILED && entry->level != LEVEL_MEMBER)
        line_add(line, "%u member%s failed", entry->failures, entry->failures == 1 ? "" : "s");
}

static bool says_something(const struct history_entry *entry)
{
    return entry->level == LEVEL_MEMBER &&
           (entry->reason != REASON_NONE || entry->state == STATE_COMPLETED);
}

static void set_message(const struct history *history, struct trace_event *event)
{
    const struct scenario *scenario = history->scenario;
    const struct history_entry *entry = event->entry;
    char text[LINE_SIZE];
    if (!says_something(entry)) {
        line_add(&event->message, "%s", event->detail.text);
        return;
    }
    uint32_t region =
        scenario->fleet.members[history->plans[entry->run]->members[entry->index]].region;
    struct message message = {.reason = entry->reason,
                              .code = event->reason,
                              .member = event->member,
                              .region = region == NONE ? NULL : scenario->fleet.regions[region],
                              .type = scenario->runs[entry->run].type,
                              .kubernetes_version = history->runs[entry->run].kubernetes_version,
                              .until_s = entry->until_s,
                              .note = entry->note};
    line_add(&event->message, "%s", message_format(&message, text, sizeof text));
}

/* A finished upgrade moves the control plane up, never down. */
static void follow_version(struct trace_events *events, const struct history_entry *entry)
{
    if (entry->level != LEVEL_MEMBER || entry->state != STATE_COMPLETED)
        return;
    uint32_t member = events->history->plans[entry->run]->members[entry->index];
    uint32_t target = events->history->runs[entry->run].kubernetes_version;
    if (target > events->version[member])
        events->version[member] = target;
}

bool trace_events_next(struct trace_events *events, struct trace_event *event)
{
    const struct history *history = events->history;
    if (events->next == history->count)
        return false;
    const struct history_entry *entry = &history->entries[events->next++];
    event->entry = entry;
    event->stage = event->group = event->member = event->kind = event->gate = NULL;
    event->operation = event->target = NULL;
    event->state = entry->level == LEVEL_OPERATION ? "refused" : state_name(entry->state);
    bool reason = entry->reason != REASON_NONE && entry->level != LEVEL_OPERATION;
    event->reason = reason ? scenario_reason(history->scenario, entry->reason) : "";
    event->detail.length = event->message.length = 0;
    event->detail.text[0] = event->message.text[0] = '\0';
    set_names(history, event);
    describe(events, event);
    set_message(history, event);
    follow_version(events, entry);
    return true;
}
