#include "tests/lib/minute_host.h"

#include <stdint.h>

enum { ALIGNMENT = 64 };

/* An upgrade in progress. */
struct job {
    uint32_t run, slot;
    int64_t begin_s, end_s;
    uint16_t failure;
};

struct minute_host {
    const struct scenario *scenario;
    struct world *world;
    struct orchestrator *core;
    struct job *jobs;
    uint32_t job_count;
    bool *created, *started;
    struct orchestrator_finish *finishes;
    struct orchestrator_operation operations[WORLD_OPERATIONS_MAX];
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
        if (job.failure == REASON_NONE)
            world_upgraded(host->world, job.run, job.slot, job.begin_s);
        host->finishes[count++] =
            (struct orchestrator_finish){.run = job.run, .slot = job.slot, .failure = job.failure};
    }
    host->job_count = kept;
    return count;
}

static void add_operation(struct minute_host *host, uint32_t *count,
                          struct orchestrator_operation operation, int64_t now_s)
{
    if (operation.what == DO_START)
        world_run_starts(host->world, operation.run, now_s);
    host->operations[(*count)++] = operation;
}

/* Creations, then starts, then what people asked for. */
static uint32_t take_operations(struct minute_host *host, int64_t now_s,
                                const struct host_operation *asked, uint32_t asked_count,
                                uint32_t *asked_next)
{
    uint32_t count = 0;
    for (uint32_t run = 0; run < host->scenario->written_run_count; run++)
        if (!host->created[run] && world_create_at(host->world, run) <= now_s) {
            host->created[run] = true;
            add_operation(host, &count,
                          (struct orchestrator_operation){.what = DO_CREATE, .run = run}, now_s);
        }
    for (uint32_t run = 0; run < host->scenario->written_run_count; run++)
        if (!host->started[run] && world_start_at(host->world, run) <= now_s) {
            host->started[run] = true;
            add_operation(host, &count,
                          (struct orchestrator_operation){.what = DO_START, .run = run}, now_s);
        }
    for (; *asked_next < asked_count && asked[*asked_next].at_s <= now_s; ++*asked_next)
        add_operation(host, &count, asked[*asked_next].operation, now_s);
    if (world_next(host->world) <= now_s)
        count += world_make_runs(host->world, now_s, WORLD_OPERATIONS_MAX - count,
                                 host->operations + count);
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
            (struct job){begin.run, begin.slot, now_s, now_s + upgrade.length_s, upgrade.failure};
        if (observer.begun != NULL)
            observer.begun(observer.context, now_s, &begin, &upgrade);
    }
    for (uint32_t i = 0; i < update->transition_count; i++) {
        const struct orchestrator_transition *t = &update->transitions[i];
        bool ends = t->to == STATE_COMPLETED || t->to == STATE_FAILED || t->to == STATE_STOPPED;
        if (t->level == ORCHESTRATOR_RUN && ends)
            world_run_ended(host->world, t->run, (enum update_state)t->to, now_s);
    }
}

/* A run that follows another one may begin in the minute in which that one ends. */
static bool a_run_is_due(const struct minute_host *host, int64_t now_s)
{
    for (uint32_t run = 0; run < host->scenario->written_run_count; run++)
        if (!host->started[run] && world_start_at(host->world, run) <= now_s)
            return true;
    return false;
}

static struct minute_host prepare(struct arena *arena, const struct scenario *scenario,
                                  uint64_t seed, uint32_t trial)
{
    uint32_t slots = 0;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        slots += scenario->plans[run].member_count;
    struct minute_host host = {.scenario = scenario, .world = world_create(arena, scenario, seed)};
    world_reset(host.world, trial);
    const struct orchestrator_setup *setup = world_setup(host.world);
    uintptr_t memory = (uintptr_t)arena_alloc(arena, orchestrator_size(setup) + ALIGNMENT);
    memory = (memory + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    host.core = orchestrator_init((void *)memory, setup);
    host.jobs = arena_array(arena, struct job, slots);
    host.finishes = arena_array(arena, struct orchestrator_finish, slots);
    host.created = arena_array(arena, bool, scenario->run_count);
    host.started = arena_array(arena, bool, scenario->run_count);
    return host;
}

const struct orchestrator *minute_host_run(struct arena *arena, const struct scenario *scenario,
                                           uint64_t seed, uint32_t trial,
                                           struct host_observer observer,
                                           const struct host_operation *operations,
                                           uint32_t operation_count, int64_t until_s)
{
    struct minute_host host = prepare(arena, scenario, seed, trial);
    uint32_t next = 0;
    for (int64_t now_s = scenario->start_s; now_s <= until_s; now_s += MINUTE_S) {
        do {
            struct orchestrator_moment moment = {.at_s = now_s, .finishes = host.finishes};
            moment.finish_count = take_finished(&host, now_s);
            moment.operation_count =
                take_operations(&host, now_s, operations, operation_count, &next);
            moment.operations = host.operations;
            struct orchestrator_update update = orchestrator_step(host.core, &moment);
            host_tell_creations(host.world, &observer, &moment);
            obey(&host, now_s, &update, observer);
        } while (a_run_is_due(&host, now_s));
    }
    return host.core;
}
