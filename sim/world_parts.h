/* world_parts: what the files of the world share.
 *
 * world_create.c makes a world and answers the core's questions, world.c follows its runs and its
 * fleet through a history, world_profiles.c makes the runs of auto-upgrade profiles, and
 * world_upgrade.c carries out upgrades.
 */
#ifndef SIM_WORLD_PARTS_H
#define SIM_WORLD_PARTS_H

#include "models/scenario.h"
#include "models/target.h"
#include "sim/orchestrator/orchestrator.h"
#include "sim/profiles.h"
#include "sim/upgrade.h"

#include <stdint.h>

/* One run as the world sees it. */
struct world_run {
    const struct plan *plan; /* the one it was, or would be, created with */
    uint32_t plan_index;     /* in its plans */
    bool exists;             /* it is created */
    bool stands_ready;       /* it is created at the scenario's start, for somebody to start it */
    enum schedule_use use;   /* which windows its members obey */
    uint32_t **window_of;    /* per plan and slot, as the core sees them */
    struct target target;
    uint64_t *family_image;   /* chosen images; NULL for Latest */
    uint64_t *initial_image;  /* Consistent: what would be chosen at the scenario's start */
    uint32_t *openings;       /* per fleet member: index into scenario.openings */
    bool *unhindered;         /* per fleet member; NULL: not known, see protocol.h */
    struct upgrade_job *jobs; /* per slot */
    uint32_t mark;            /* of its jobs in this trial */
    struct upgrade_work
        *works; /* per slot, where nothing but this run changes standings; else NULL */
    struct orchestrator_standing *fixed; /* per fleet member, likewise */
    bool begun;                          /* Consistent images are chosen */
    int64_t create_s, start_s;
};

/* The answer last given about a list of openings, which holds for a while. */
struct view {
    int64_t since_s; /* from then until next.until_s */
    struct opening next;
    size_t cursor;
};

struct world {
    const struct scenario *scenario;
    struct release_history *history; /* this trial's releases */
    struct upgrades upgrades;
    struct world_run *runs;
    struct orchestrator_run *core_runs;
    struct orchestrator_setup setup;
    const struct fleet *fleet; /* as it stands now */
    uint32_t epoch;
    uint32_t marks;     /* given to jobs so far */
    struct view *views; /* per openings list */
    struct cluster_state state, initial;
    struct orchestrator_standing answer; /* the last one given to the core */
    struct profiles *profiles;           /* NULL: the scenario has none */
};

static inline uint32_t world_window_of(const struct member *member, enum schedule_use use)
{
    return member->window[use] == NONE ? NONE : member->openings[use];
}

/* The windows of its members, as the world and the core ask for them. */
void world_deal_windows(struct world *world, uint32_t run, enum schedule_use use);

/* Until it starts, a Consistent run aims at the images its members have in common at the scenario's
 * start (R10: they are shown from creation). */
void world_foresee_images(const struct scenario *scenario, struct world_run *run);

/* Its jobs, of which nothing has begun, from the fleet as it stands; or only the latter. */
void world_fill_jobs(struct world *world, uint32_t run);
void world_forget_attempts(struct world *world, struct world_run *run);

/* When its poll ticks come, by the luck of this trial. */
int64_t world_draw_phase(const struct world *world, uint64_t entity);

/* The plan of a run that is created now. */
void world_take_plan(struct world *world, uint32_t run);

#endif
