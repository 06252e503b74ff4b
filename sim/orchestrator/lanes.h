/* lanes: the members of a group that wait for nothing but their window, by window.
 *
 * Windows are shared, so a group of any size mostly knows few of them. A lane holds the members of
 * one window in the order of names; whether it is open is asked once for all of them, and the next
 * to begin is the first of a lane that is open. Members only leave a lane, until the group is
 * opened again.
 *
 *     lanes_open(&lanes);                       all may wait; lanes_leave whoever does not
 *     if (lanes_are_stale(&lanes, now_s)) ...   each lane whose time has come: ask for its opening
 *                                               where that is over, then lanes_turn; lanes_watch
 *     while ((slot = lanes_first(&lanes)) != NONE) lanes_leave(&lanes, slot);
 */
#ifndef SIM_ORCHESTRATOR_LANES_H
#define SIM_ORCHESTRATOR_LANES_H

#include "models/plan.h"
#include "models/window.h"

#include <stdbool.h>
#include <stdint.h>

/* A group with more windows has no lanes: its members wait each for themselves. */
enum { LANES_MAX = 16 };

struct lane {
    struct opening next; /* of its window, as last asked */
    int64_t changes_s;   /* when that opens or closes next; INSTANT_NEVER: nobody waits */
    uint32_t first;      /* the first member (a slot) that waits, or NONE */
    uint32_t at;         /* position of `first` in lanes.slots */
    uint32_t begin, end; /* positions of the lane's members */
};

struct lanes {
    struct lane *list;
    uint32_t count;
    uint32_t open;   /* bit per lane: its window is open and somebody waits */
    int64_t until_s; /* `open` holds until then: the earliest change; INSTANT_NEVER: none */
    uint32_t *slots; /* the members, lane after lane */
    uint8_t *number; /* per slot of the plan: its lane */
    bool *waits;     /* per slot: it stands in its lane */
};

/* How many lanes the members of a group need: 0 when nobody has a window, or when there are more
 * than LANES_MAX. `window_of`: per slot of the plan, NONE for no window. */
uint32_t lanes_count(const struct plan_group *group, const uint32_t *window_of);

/* Deals the members out to lanes. All pointers and `count` have been set. */
void lanes_init(struct lanes *lanes, const struct plan_group *group, const uint32_t *window_of);

/* All members of lanes wait again, and all openings are to be asked for. */
void lanes_open(struct lanes *lanes);

/* The member at the head of its lane leaves it. */
void lanes_advance(struct lanes *lanes, struct lane *lane);

static inline void lanes_leave(struct lanes *lanes, uint32_t slot)
{
    struct lane *lane = &lanes->list[lanes->number[slot]];
    lanes->waits[slot] = false;
    if (lane->first == slot)
        lanes_advance(lanes, lane);
}

static inline bool lanes_are_stale(const struct lanes *lanes, int64_t now_s)
{
    return now_s >= lanes->until_s;
}

/* The lane's window has opened or closed: `next` is an opening that ends after now_s. */
static inline void lanes_turn(struct lanes *lanes, struct lane *lane, int64_t now_s)
{
    uint32_t bit = UINT32_C(1) << (lane - lanes->list);
    bool is_open = lane->next.from_s <= now_s;
    lane->changes_s = is_open ? lane->next.until_s : lane->next.from_s;
    lanes->open = is_open ? lanes->open | bit : lanes->open & ~bit;
}

/* `open` holds until the first of the lanes changes. */
static inline void lanes_watch(struct lanes *lanes)
{
    int64_t until_s = INSTANT_NEVER;
    for (uint32_t i = 0; i < lanes->count; i++) {
        int64_t changes_s = lanes->list[i].changes_s;
        until_s = changes_s < until_s ? changes_s : until_s;
    }
    lanes->until_s = until_s;
}

/* From when on looking at the lanes finds somebody: at once while one is open, else when the first
 * opens; INSTANT_NEVER: nobody waits. */
static inline int64_t lanes_first_look(const struct lanes *lanes)
{
    return lanes->open != 0 ? INT64_MIN : lanes->until_s;
}

/* The first member of all open lanes, or NONE. */
static inline uint32_t lanes_first(const struct lanes *lanes)
{
    uint32_t first = NONE;
    for (uint32_t open = lanes->open; open != 0; open &= open - 1) {
        uint32_t slot = lanes->list[__builtin_ctz(open)].first;
        first = slot < first ? slot : first;
    }
    return first;
}

/* The opening this member's lane waits for. */
static inline const struct opening *lanes_opening(const struct lanes *lanes, uint32_t slot)
{
    return &lanes->list[lanes->number[slot]].next;
}

#endif
