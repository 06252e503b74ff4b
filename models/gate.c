#include "models/gate.h"

#include "models/instant.h"

const char *gate_type_name(enum gate_type type)
{
    return type == GATE_APPROVAL ? "Approval" : "ScheduledStart";
}

int64_t gate_next_start(const struct gate_schedule *schedule, int64_t reached_s)
{
    int64_t local_s = reached_s + schedule->utc_offset_s;
    int64_t today = local_s / DAY_S;
    int64_t days = (schedule->weekday - weekday_of_days(today) + 7) % 7;
    int64_t start_s = (today + days) * DAY_S + schedule->start_time_s;
    return (start_s > local_s ? start_s : start_s + WEEK_S) - schedule->utc_offset_s;
}
