#include "sim/activity.h"

void activity_init(struct activity *activity, int64_t start_s, int64_t horizon_s)
{
    *activity = (struct activity){
        .start_s = start_s, .third_s = (horizon_s - start_s) / ACTIVITY_THIRDS, .since_s = start_s};
}

/* [since, until) as far as it lies in the third. */
static int64_t part_s(const struct activity *activity, int third, int64_t until_s)
{
    int64_t from_s = activity->start_s + third * activity->third_s;
    int64_t to_s = from_s + activity->third_s;
    from_s = from_s > activity->since_s ? from_s : activity->since_s;
    to_s = to_s < until_s ? to_s : until_s;
    return to_s > from_s ? to_s - from_s : 0;
}

void activity_close(struct activity *activity, int64_t now_s)
{
    if (activity->active >= 2)
        activity->overlap_s += now_s - activity->since_s;
    for (int third = 0; activity->active > 0 && third < ACTIVITY_THIRDS; third++)
        activity->run_s[third] += activity->active * part_s(activity, third, now_s);
    activity->since_s = now_s;
}

void activity_change(struct activity *activity, int64_t now_s, int by)
{
    activity_close(activity, now_s);
    activity->active += (uint32_t)by;
}
