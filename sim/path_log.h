/* path_log: what happened in a history, each thing with what it followed.
 *
 * An observer of a host. While a history runs it writes nodes, each with its causes, which are
 * known when it is made: an upgrade with what opened its group and with the upgrade whose end freed
 * its slot, a gate with what reached it, a wait, a stop with the restart after it. From these the
 * driving path is walked back when a run is Completed (sim/path_walk.h). Nothing is looked for
 * here, so that a member costs a few dozen instructions; nothing is allocated after
 * path_log_create.
 *
 * Instants are seconds since the scenario's start. Stages, groups, slots and gates are those of the
 * plan that the run has.
 */
#ifndef SIM_PATH_LOG_H
#define SIM_PATH_LOG_H

#include "models/driver.h"
#include "sim/host.h"

#include <stdint.h>

enum path_kind {
    PATH_START, /* of the run; all paths end here */
    PATH_WORK,  /* an upgrade: slot `index` */
    PATH_SKIP,  /* a member that had its turn became Skipped: slot `index`; takes no time */
    PATH_GATE,  /* from asked to done: gate `index` */
    PATH_WAIT,  /* after-stage wait of stage `index` */
    PATH_HELD   /* a Stopped or Failed run until its next start, in stage `index` */
};

/* Which limit on concurrency was reached when a slot was freed. */
enum path_limit { PATH_LIMIT_NONE, PATH_LIMIT_GROUP, PATH_LIMIT_STAGE };

struct path_node {
    uint32_t begin, end;
    uint32_t index;
    uint32_t cause; /* node: what it followed at `begin`; of a member what opened its group last;
                       of PATH_HELD the last thing to end before. NONE: of PATH_START */
    uint32_t freed; /* of a member: the node whose end last freed a slot; NONE */
    /* Of an upgrade that began later than both: when the version and the image reached its region,
     * and when another run's upgrade of the cluster ended. 0: it did not wait for that. */
    uint32_t version, image, other;
    uint8_t kind, limit; /* enum path_kind, enum path_limit: what was full before `freed` ended */
    uint8_t full;        /* PATH_SKIP, of one that waited for a slot: what was full then */
    uint8_t driver; /* what its time is; of an upgrade only whether it failed. PATH_SKIP: of the
                       time from its turn until it was skipped */
    uint8_t before; /* PATH_HELD: what its run waited for when it was stopped */
};

/* A group of a run that is Completed. */
struct path_group_end {
    uint32_t stage;
    uint32_t end; /* not before its stage's turn */
    bool skipped_stage;
};

struct path_log;

/* Room for every history of the scenario. */
struct path_log *path_log_create(struct arena *arena, const struct scenario *scenario);

/* Called when a run is Completed, from within the step. */
struct path_listener {
    void *context;
    void (*completed)(void *context, const struct path_log *log, uint32_t run);
};

/* What to give to the host. */
struct host_observer path_log_observer(struct path_log *log);

/* Before each history: whose it is. */
void path_log_begin(struct path_log *log, struct host *host, struct path_listener listener);

/* Of a Completed run: */
uint32_t path_log_last(const struct path_log *log, uint32_t run); /* the node its path begins at */
const struct plan *path_log_plan(const struct path_log *log, uint32_t run);
enum schedule_use path_log_schedule(const struct path_log *log, uint32_t run);
struct path_group_end path_log_group_end(const struct path_log *log, uint32_t run, uint32_t group);

const struct path_node *path_log_node(const struct path_log *log, uint32_t node);
const struct scenario *path_log_scenario(const struct path_log *log);

#endif
