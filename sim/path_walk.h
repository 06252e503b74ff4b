/* path_walk: the driving path of a Completed run, from its finish back to its start.
 *
 * From a member's end to its beginning is work. At a beginning are taken the instants at which its
 * conditions were released: its group's turn, version and image in its region, the end of another
 * run's upgrade of the cluster, its window, a free slot; in this order where several fall on one
 * instant. From the latest to the beginning the service had not noticed yet (R17). While the latest
 * is one of the calendar (all but turn and slot), the time back to the release before it is its own
 * and it is dropped. Then the path goes on with what gave the turn (a gate, a wait, the last end
 * before, a restart) or with the member whose end freed the slot.
 *
 * The steps touch one another and cover start to finish once.
 */
#ifndef SIM_PATH_WALK_H
#define SIM_PATH_WALK_H

#include "sim/path_log.h"

#include <stdint.h>

/* Seconds since the scenario's start; from < until. */
struct path_step {
    uint32_t from, until;
    enum driver driver;
    uint32_t stage;        /* of the run's plan, as all below */
    uint32_t group;        /* NONE: a stage's */
    uint32_t slot;         /* NONE: no member's */
    uint32_t gate;         /* NONE */
    uint32_t window;       /* index into scenario.windows, of time until one opened; else NONE */
    enum path_limit limit; /* of DRIVER_CONCURRENCY_LIMIT: whose, the group's or the stage's */
};

struct path_visitor {
    void *context;
    void (*step)(void *context, const struct path_step *step);
};

/* Returns the run's start. Steps come from the finish back; none is empty. */
uint32_t path_walk(const struct path_log *log, uint32_t run, struct path_visitor visitor);

#endif
