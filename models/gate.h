/* gate: what has to be done before a stage or group begins, or after it (R19).
 *
 * An Approval waits for a person. A ScheduledStart completes itself at the next occurrence of a
 * weekday and time, at a fixed offset from UTC, after the moment the run reaches it; it stands only
 * before a stage or group. Source: sim/orchestrator/RULES.md; Fleet API, GateConfiguration.
 */
#ifndef MODELS_GATE_H
#define MODELS_GATE_H

#include <stddef.h>
#include <stdint.h>

enum gate_type { GATE_APPROVAL, GATE_SCHEDULED_START };

/* scheduledStartConfiguration */
struct gate_schedule {
    int weekday;          /* startDay: 0 Sunday .. 6 */
    int32_t start_time_s; /* after local midnight */
    int32_t utc_offset_s;
};

struct gate {
    const char *display_name; /* NULL: none */
    enum gate_type type;
    struct gate_schedule schedule; /* GATE_SCHEDULED_START */
};

/* As written, in order. */
struct gates {
    const struct gate *list;
    size_t count;
};

/* "Approval", "ScheduledStart". */
const char *gate_type_name(enum gate_type type);

/* The next occurrence strictly after reached_s: one that falls on it is a week later. */
int64_t gate_next_start(const struct gate_schedule *schedule, int64_t reached_s);

#endif
