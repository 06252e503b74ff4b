/* read_gates: what stands before and after stages and groups. */
#include "scenarios/reader.h"

#include <string.h>

static struct gate_schedule read_schedule(const cJSON *value)
{
    struct gate_schedule schedule = {0};
    const char *day = json_text(json_get(value, "startDay"));
    const char *time = json_text(json_get(value, "startTime"));
    const char *offset = json_text(json_get(value, "utcOffset"));
    if (day)
        schedule.weekday = weekday_parse(day);
    if (time)
        clock_parse(time, &schedule.start_time_s);
    if (offset)
        utc_offset_parse(offset, &schedule.utc_offset_s);
    return schedule;
}

/* Type and schedule must agree, and a start cannot be scheduled after the fact. */
static void check_gate(struct reader *reader, const cJSON *value, const struct path *path,
                       enum gate_timing timing, const struct gate *gate)
{
    const cJSON *schedule = json_get(value, "scheduledStartConfiguration");
    bool scheduled = gate->type == GATE_SCHEDULED_START;
    const struct path *at_type = PATH_KEY(path, "type");
    if (scheduled && timing == GATE_AFTER)
        reader_problem(reader, json_get(value, "type"), at_type, PROBLEM_GATE_AFTER, "", "");
    else if (scheduled && !schedule && !json_is_spoilt(value))
        reader_problem(reader, value, path, PROBLEM_GATE_SCHEDULE_MISSING, "", "");
    else if (!scheduled && schedule && !reader_is_void(value, "type", NULL))
        reader_problem(reader, schedule, PATH_KEY(path, "scheduledStartConfiguration"),
                       PROBLEM_GATE_SCHEDULE_FORBIDDEN, "", "");
}

/* A gate without a type is an Approval, as for `az fleet updatestrategy create --stages`. */
static void read_gate(struct reader *reader, const cJSON *value, const struct path *path,
                      enum gate_timing timing, struct gate *gate)
{
    const char *type = json_text(json_get(value, "type"));
    gate->display_name = reader_text(reader, json_get(value, "displayName"));
    gate->type = type && strcmp(type, "ScheduledStart") == 0 ? GATE_SCHEDULED_START : GATE_APPROVAL;
    gate->schedule = read_schedule(json_get(value, "scheduledStartConfiguration"));
    check_gate(reader, value, path, timing, gate);
}

struct gates read_gates(struct reader *reader, const cJSON *owner, const struct path *path,
                        enum gate_timing timing)
{
    const char *key = timing == GATE_BEFORE ? "beforeGates" : "afterGates";
    const cJSON *list = json_get(owner, key);
    const struct path here = {path, key, 0};
    size_t count = json_count(list), i = 0;
    struct gate *gates = arena_array(reader->arena, struct gate, count);
    for (const cJSON *value = json_first(list); value; value = value->next, i++)
        read_gate(reader, value, PATH_INDEX(&here, i), timing, &gates[i]);
    return (struct gates){gates, count};
}
