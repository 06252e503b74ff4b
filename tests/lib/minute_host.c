#include "tests/lib/minute_host.h"

#include "sim/agenda.h"

#include <stdint.h>

enum { ALIGNMENT = 64 };

/* An upgrade in progress. */
struct job {
    uint32_t run, slot;
    int64_t end_s;
};

struct minute_host {
    const struct scenario *scenario;
    struct world *world;
    struct orchestrator *core;
    struct job *jobs;
    uint32_t job_count;
    struct agenda *agenda;
    struct orchestrator_finish *finishes;
    void (*exhausted)(void);
    struct orchestrator_operation *told;
};

static uint32_t take_finished(struct minute_host *host, int64_t now_s)
{
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < host->job_count; i++) {
        struct job job = host->jobs[i];
        if (job.end_s > now_s) {
            host->jobs[kept++] = job;
            continue;
        }
        host->finishes[count++] = (struct orchestrator_finish){
            .run = job.run,
            .slot = job.slot,
            .failure = world_upgrade_ended(host->world, job.run, job.slot)};
    }
    host->job_count = kept;
    return count;
}

static void obey(struct minute_host *host, int64_t now_s, const struct orchestrator_update *update,
                 struct host_observer observer)
{
    if (observer.changed != NULL)
        observer.changed(observer.context, now_s, update->transitions, update->transition_count);
    for (uint32_t i = 0; i < update->begin_count; i++) {
        struct orchestrator_begin begin = update->begins[i];
        struct upgrade upgrade;
        world_upgrade(host->world, &begin, now_s, &upgrade);
        host->jobs[host->job_count++] =
            (struct job){begin.run, begin.slot, now_s + upgrade.length_s};
        if (observer.begun != NULL)
            observer.begun(observer.context, now_s, &begin, &upgrade);
    }
    agenda_hear(host->agenda, now_s, update);
}

static struct minute_host prepare(struct arena *arena, const struct scenario *scenario,
                                  uint64_t seed, uint32_t trial, struct host_observer observer)
{
    uint32_t slots = 0;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        slots += run_plans_slots(&scenario->run_plans[run]);
    struct minute_host host = {.scenario = scenario,
                               .exhausted = arena->exhausted,
                               .world = world_create(arena, scenario, seed)};
    world_reset(host.world, trial);
    struct orchestrator_setup *setup = arena_new(arena, struct orchestrator_setup);
    *setup = *world_setup(host.world);
    setup->keeps_times = true;
    uintptr_t memory = (uintptr_t)arena_alloc(arena, orchestrator_size(setup) + ALIGNMENT);
    memory = (memory + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    host.core = orchestrator_init((void *)memory, setup);
    host.jobs = arena_array(arena, struct job, slots);
    host.finishes = arena_array(arena, struct orchestrator_finish, slots);
    host.told = arena_array(arena, struct orchestrator_operation, setup->operations_max);
    host.agenda = agenda_create(arena, scenario, seed, host.world, host.core,
                                (struct agenda_listener){observer.context, observer.refused});
    agenda_reset(host.agenda, trial);
    return host;
}

/* All the core knows of its runs goes through snapshots. */
static void forget_and_restore(struct minute_host *host)
{
    const struct orchestrator_setup *setup = world_setup(host->world);
    struct arena arena;
    arena_init(&arena, host->exhausted);
    struct run_snapshot *snapshots = arena_array(&arena, struct run_snapshot, setup->run_count);
    for (uint32_t run = 0; run < setup->run_count; run++) {
        const struct plan *plan = orchestrator_plan(host->core, run);
        if (plan == NULL)
            continue;
        run_snapshot_init(&snapshots[run], &arena, plan);
        orchestrator_save(host->core, run, &snapshots[run]);
    }
    orchestrator_reset(host->core);
    for (uint32_t run = 0; run < setup->run_count; run++)
        if (snapshots[run].plan != NULL)
            orchestrator_restore(host->core, run, &snapshots[run]);
    arena_clear(&arena);
}

const struct orchestrator *minute_host_run(struct arena *arena, const struct scenario *scenario,
                                           uint64_t seed, uint32_t trial,
                                           struct host_observer observer, int64_t until_s)
{
    struct minute_host host = prepare(arena, scenario, seed, trial, observer);
    for (int64_t now_s = scenario->start_s; now_s <= until_s; now_s += MINUTE_S) {
        do {
            struct orchestrator_moment moment = {.at_s = now_s, .finishes = host.finishes};
            moment.finish_count = take_finished(&host, now_s);
            moment.operation_count = agenda_take(host.agenda, now_s, host.told);
            moment.operations = host.told;
            struct orchestrator_update update = orchestrator_step(host.core, &moment);
            host_tell_creations(host.world, &observer, &moment);
            obey(&host, now_s, &update, observer);
            if (update.transition_count > 0)
                forget_and_restore(&host);
        } while (agenda_next(host.agenda) <= now_s); /* what follows from what happened */
    }
    return host.core;
}
