#include "sim/orchestrator/lanes.h"

#include "models/instant.h"

#include <string.h>

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

/* Each lane's share of `slots`, from the numbers of members. */
static void measure(struct lanes *lanes, const struct plan_group *group, const uint32_t *window_of)
{
    struct windows windows = {.count = 0};
    memset(lanes->list, 0, lanes->count * sizeof *lanes->list);
    for (uint32_t i = 0; i < group->member_count; i++) {
        uint32_t slot = group->member_first + i;
        if (window_of[slot] == NONE)
            continue;
        lanes->number[slot] = (uint8_t)window_number(&windows, window_of[slot]);
        lanes->list[lanes->number[slot]].end++;
    }
    uint32_t begin = 0;
    for (uint32_t i = 0; i < lanes->count; i++) {
        uint32_t members = lanes->list[i].end;
        lanes->list[i].begin = lanes->list[i].end = begin;
        begin += members;
    }
}

void lanes_init(struct lanes *lanes, const struct plan_group *group, const uint32_t *window_of)
{
    memset(lanes->waits + group->member_first, false, group->member_count);
    if (lanes->count == 0)
        return;
    measure(lanes, group, window_of);
    for (uint32_t i = 0; i < group->member_count; i++) {
        uint32_t slot = group->member_first + i;
        if (window_of[slot] != NONE)
            lanes->slots[lanes->list[lanes->number[slot]].end++] = slot;
    }
}

void lanes_open(struct lanes *lanes)
{
    for (uint32_t i = 0; i < lanes->count; i++) {
        struct lane *lane = &lanes->list[i];
        for (uint32_t at = lane->begin; at < lane->end; at++)
            lanes->waits[lanes->slots[at]] = true;
        lane->at = lane->begin;
        lane->first = lanes->slots[lane->at];
        lane->next = (struct opening){INT64_MIN, INT64_MIN};
        lane->changes_s = INT64_MIN;
    }
    lanes->open = 0;
    lanes_watch(lanes);
}

/* A lane in which nobody waits does not change any more. */
static void close_lane(struct lanes *lanes, struct lane *lane)
{
    lane->first = NONE;
    lane->changes_s = INSTANT_NEVER;
    lanes->open &= ~(UINT32_C(1) << (lane - lanes->list));
    lanes_watch(lanes);
}

void lanes_advance(struct lanes *lanes, struct lane *lane)
{
    uint32_t at = lane->at + 1;
    while (at < lane->end && !lanes->waits[lanes->slots[at]])
        at++;
    lane->at = at;
    if (at < lane->end)
        lane->first = lanes->slots[at];
    else
        close_lane(lanes, lane);
}
