#include "sim/orchestrator/lanes.h"

#include "models/instant.h"

/* The windows of a group in the order in which they first occur. */
struct windows {
    uint32_t list[LANES_MAX], count;
};

/* Its number, a new one for a new window; LANES_MAX when there is no room for one more. */
static uint32_t window_number(struct windows *windows, uint32_t window)
{
    uint32_t number = 0;
    while (number < windows->count && windows->list[number] != window)
        number++;
    if (number == windows->count && number < LANES_MAX)
        windows->list[windows->count++] = window;
    return number;
}

uint32_t lanes_count(const struct plan_group *group, const uint32_t *window_of)
{
    struct windows windows = {.count = 0};
    for (uint32_t i = 0; i < group->member_count; i++) {
        uint32_t window = window_of[group->member_first + i];
        if (window != NONE && window_number(&windows, window) == LANES_MAX)
            return 0;
    }
    return windows.count;
}

/* A lane's last member so far, while they are dealt out. */
static void append(struct lanes *lanes, uint32_t *lasts, uint32_t number, uint32_t slot)
{
    if (lanes->list[number].head == NONE)
        lanes->list[number].head = slot;
    else
        lanes->places[lasts[number]].behind = slot;
    lasts[number] = slot;
    lanes->places[slot].lane = (uint8_t)number;
}

void lanes_init(struct lanes *lanes, const struct plan_group *group, const uint32_t *window_of)
{
    struct windows windows = {.count = 0};
    uint32_t lasts[LANES_MAX];
    for (uint32_t i = 0; i < lanes->count; i++)
        lanes->list[i].head = NONE;
    for (uint32_t slot = group->member_first; slot < group->member_first + group->member_count;
         slot++) {
        lanes->places[slot] = (struct lane_place){.behind = NONE, .lane = LANES_MAX};
        if (lanes->count > 0 && window_of[slot] != NONE)
            append(lanes, lasts, window_number(&windows, window_of[slot]), slot);
    }
    for (uint32_t i = 0; i < lanes->count; i++)
        lanes->list[i].window = LANE_WINDOWS + windows.list[i];
}

void lanes_open(struct lanes *lanes, const struct plan_group *group)
{
    for (uint32_t i = 0; i < lanes->count; i++) {
        struct lane *lane = &lanes->list[i];
        lane->first = lane->head;
        lane->awaited = lane->window;
    }
    for (uint32_t slot = group->member_first; slot < group->member_first + group->member_count;
         slot++)
        lanes->places[slot].waits = lanes->places[slot].lane < LANES_MAX;
    lanes->open = 0;
    lanes->first_s = INSTANT_NEVER;
    lanes->until_s = lanes->count > 0 ? INT64_MIN : INSTANT_NEVER;
}

bool lanes_part(struct lanes *lanes, int64_t now_s)
{
    const struct lane *list = lanes->list;
    const struct opening *windows = lanes->windows;
    uint32_t open = 0, count = lanes->count;
    int64_t first_s = INSTANT_NEVER, until_s = INSTANT_NEVER;
    for (uint32_t i = 0; i < count; i++) {
        struct opening next = windows[list[i].awaited];
        int64_t changes_s = next.from_s > now_s ? next.from_s : next.until_s;
        open |= (uint32_t)(next.from_s <= now_s) << i;
        first_s = next.from_s < first_s ? next.from_s : first_s;
        until_s = changes_s < until_s ? changes_s : until_s;
    }
    lanes->open = open;
    lanes->first_s = first_s;
    lanes->until_s = until_s;
    return until_s > now_s;
}

/* Nobody waits in the lane any more: when the others change is to be found out. */
static void close_lane(struct lanes *lanes, struct lane *lane)
{
    lane->awaited = LANE_NOBODY;
    lanes->open &= ~(UINT32_C(1) << (lane - lanes->list));
    lanes->until_s = INT64_MIN;
}

void lanes_advance(struct lanes *lanes, struct lane *lane)
{
    uint32_t slot = lanes->places[lane->first].behind;
    while (slot != NONE && !lanes->places[slot].waits)
        slot = lanes->places[slot].behind;
    if (slot == NONE)
        close_lane(lanes, lane);
    else
        lane->first = slot;
}
