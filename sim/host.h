/* host: plays one history, from event to event.
 *
 * The host obeys the core (R45): it tells it what ended and what was asked for, begins the upgrades
 * it names, and calls it again when it wishes. It decides nothing. Whoever wants to know what
 * happened gives an observer.
 *
 *     struct host *host = host_create(&arena, scenario, seed, observer);
 *     for (trial = 0; trial < n; trial++) host_run(host, trial);
 */
#ifndef SIM_HOST_H
#define SIM_HOST_H

#include "models/refusal.h"
#include "sim/world.h"

#include <stdint.h>

/* What a host tells as it goes; each call may be NULL. */
struct host_observer {
    void *context;
    bool as_shown; /* indices are those of the plans that tables show, scenario.plans, and not those
                      of the plan with which a run was created */
    /* A run was created at now_s. */
    void (*created)(void *context, int64_t now_s, uint32_t run,
                    const struct run_creation *creation);
    /* States that changed at now_s. */
    void (*changed)(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count);
    /* An operation, index into scenario.operations, was refused. */
    void (*refused)(void *context, int64_t now_s, uint32_t operation, enum refusal refusal);
    /* An upgrade has begun. */
    void (*begun)(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade);
    /* What the core was told and what it answered, before anything of it is told above. */
    void (*stepped)(void *context, const struct orchestrator_moment *moment,
                    const struct orchestrator_update *update);
};

/* Tells the observer of the runs that this moment creates; before what the step changed. */
void host_tell_creations(const struct world *world, const struct host_observer *observer,
                         const struct orchestrator_moment *moment);

struct host;

struct host *host_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                         struct host_observer observer);

/* One history, until the horizon or until nothing more can happen. */
void host_run(struct host *host, uint32_t trial);

/* The core as the last history left it, and the world. */
const struct orchestrator *host_core(const struct host *host);
struct world *host_world(struct host *host);

#endif
