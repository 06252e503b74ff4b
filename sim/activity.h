/* activity: how many update runs are active over one history.
 *
 * A run is active while it has begun and is not final. Kept is for how long two or more were, and
 * how many there were on average in the first and in the last third of the history: where the last
 * third has more, runs pile up faster than they end.
 */
#ifndef SIM_ACTIVITY_H
#define SIM_ACTIVITY_H

#include <stdint.h>

enum { ACTIVITY_THIRDS = 3 };

struct activity {
    int64_t start_s, third_s; /* of the history */
    int64_t since_s;
    uint32_t active;
    int64_t overlap_s;              /* two or more */
    int64_t run_s[ACTIVITY_THIRDS]; /* time of all active runs together */
};

void activity_init(struct activity *activity, int64_t start_s, int64_t horizon_s);

/* A run has become active (+1), or is so no more (-1). */
void activity_change(struct activity *activity, int64_t now_s, int by);

/* Up to the horizon. */
void activity_close(struct activity *activity, int64_t horizon_s);

#endif
