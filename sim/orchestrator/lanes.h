/* lanes: the members of a group that wait for nothing but their window, by window.
 *
 * Windows are shared, so a group of any size mostly knows few of them. A lane holds the members of
 * one window in the order of names; whether it is open is asked once for all of them, and the next
 * to begin is the first of a lane that is open. Members only leave a lane, until the group is
 * opened again. Groups that share windows share what was last heard of them, too.
 *
 *     lanes_open(&lanes, group);           all may wait; lanes_leave whoever does not
 *     if (lanes_are_stale(&lanes, now_s))  when an awaited window opens or closes
 *         lanes_part(&lanes, now_s);
 *     lanes_leave(&lanes, lanes_first(&lanes));
 */
#ifndef SIM_ORCHESTRATOR_LANES_H
#define SIM_ORCHESTRATOR_LANES_H

#include "models/plan.h"
#include "models/window.h"

#include <stdbool.h>
#include <stdint.h>

/* A group with more windows has no lanes: its members wait each for themselves. */
enum { LANES_MAX = 16 };

/* Windows are counted from 1 here: number 0 is one that never opens, for lanes in which nobody
 * waits any more. So that all lanes of a group are looked at in the same way. */
enum { LANE_NOBODY, LANE_WINDOWS };

struct lane {
    uint32_t window;  /* LANE_WINDOWS + its number, see protocol.h */
    uint32_t awaited; /* the same, or LANE_NOBODY */
    uint32_t head;    /* its first member (a slot) */
    uint32_t first;   /* the first that waits, if any */
};

/* Per slot of the plan: where it stands. */
struct lane_place {
    uint32_t behind; /* the next member of its lane, or NONE */
    uint8_t lane;    /* LANES_MAX: in none */
    bool waits;      /* it stands in its lane */
};

struct lanes {
    struct lane *list;
    struct lane_place *places;     /* of the plan's slots */
    const struct opening *windows; /* per window, counted so: the next opening, as last asked */
    uint32_t count;
    uint32_t open;   /* bit per lane: its window is open and somebody waits */
    int64_t first_s; /* looking at them finds somebody from then on; INSTANT_NEVER: nobody waits */
    int64_t until_s; /* both hold until then: the earliest change; INSTANT_NEVER: none */
};

/* How many lanes the members of a group need: 0 when nobody has a window, or when there are more
 * than LANES_MAX. `window_of`: per slot of the plan, NONE for no window. */
uint32_t lanes_count(const struct plan_group *group, const uint32_t *window_of);

/* Deals the members out to lanes. All pointers and `count` have been set. */
void lanes_init(struct lanes *lanes, const struct plan_group *group, const uint32_t *window_of);

/* All members of lanes wait again, and which lanes are open is to be found out. */
void lanes_open(struct lanes *lanes, const struct plan_group *group);

/* Parts open lanes from closed ones. False: the opening of an awaited window is over, so that the
 * next one is to be asked for first. */
bool lanes_part(struct lanes *lanes, int64_t now_s);

/* The member at the head of its lane leaves it. */
void lanes_advance(struct lanes *lanes, struct lane *lane);

static inline void lanes_leave(struct lanes *lanes, uint32_t slot)
{
    struct lane_place *place = &lanes->places[slot];
    struct lane *lane = &lanes->list[place->lane];
    place->waits = false;
    if (lane->first == slot)
        lanes_advance(lanes, lane);
}

static inline bool lanes_are_stale(const struct lanes *lanes, int64_t now_s)
{
    return now_s >= lanes->until_s;
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
    return &lanes->windows[lanes->list[lanes->places[slot].lane].window];
}

#endif
