#include "sim/host.h"

#include "sim/engine/event_queue.h"

#include <assert.h>
#include <stdlib.h>

/* A member in a run while its upgrade is in progress. */
struct host_slot {
    int64_t began_s;
    uint32_t run;
    uint16_t outcome; /* how the upgrade will end */
};

/* Payloads below `slot_count` are the end of an upgrade; from there on creations, then starts of
 * runs, then operations. */
struct host {
    const struct scenario *scenario;
    struct host_observer observer;
    struct world *world;
    struct orchestrator *core;
    struct event_queue queue;
    uint32_t *run_first; /* per run: its first slot among all */
    uint32_t slot_count;
    struct host_slot *slots; /* of all runs */
    bool *scheduled;         /* per run: its creation and start stand in the queue */
    const struct host_operation *operations;
    uint32_t operation_count;
    struct orchestrator_finish *finishes;
    struct orchestrator_operation pending[WORLD_OPERATIONS_MAX];
};

static void number_slots(struct arena *arena, struct host *host)
{
    const struct scenario *scenario = host->scenario;
    host->run_first = arena_array(arena, uint32_t, scenario->run_count);
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        host->run_first[run] = host->slot_count;
        host->slot_count += scenario->plans[run].member_count;
    }
    host->slots = arena_array(arena, struct host_slot, host->slot_count);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        for (uint32_t i = 0; i < scenario->plans[run].member_count; i++)
            host->slots[host->run_first[run] + i].run = run;
}

struct host *host_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                         struct host_observer observer)
{
    struct host *host = arena_new(arena, struct host);
    host->scenario = scenario;
    host->observer = observer;
    host->world = world_create(arena, scenario, seed);
    const struct orchestrator_setup *setup = world_setup(host->world);
    host->core = orchestrator_init(arena_lines(arena, orchestrator_size(setup)), setup);
    number_slots(arena, host);
    host->scheduled = arena_array(arena, bool, scenario->run_count);
    host->finishes = arena_array(arena, struct orchestrator_finish, host->slot_count);
    uint32_t capacity = host->slot_count + 2 * scenario->run_count + WORLD_OPERATIONS_MAX;
    event_queue_init(&host->queue, arena_lines(arena, event_queue_size(capacity)), capacity);
    return host;
}

void host_set_operations(struct host *host, const struct host_operation *operations, uint32_t count)
{
    assert(count <= WORLD_OPERATIONS_MAX);
    host->operations = operations;
    host->operation_count = count;
}

/* Creations and starts of runs that have become known. */
static void schedule_runs(struct host *host)
{
    uint32_t runs = host->scenario->run_count;
    for (uint32_t run = 0; run < host->scenario->written_run_count; run++) {
        int64_t create_s = world_create_at(host->world, run);
        int64_t start_s = world_start_at(host->world, run);
        if (host->scheduled[run] || create_s == INSTANT_NEVER)
            continue;
        host->scheduled[run] = true;
        event_queue_push(&host->queue, create_s, host->slot_count + run);
        if (start_s != INSTANT_NEVER)
            event_queue_push(&host->queue, start_s, host->slot_count + runs + run);
    }
}

static void reset(struct host *host, uint32_t trial)
{
    world_reset(host->world, trial);
    orchestrator_reset(host->core);
    event_queue_clear(&host->queue);
    for (uint32_t run = 0; run < host->scenario->run_count; run++)
        host->scheduled[run] = false;
    schedule_runs(host);
    for (uint32_t i = 0; i < host->operation_count; i++)
        event_queue_push(&host->queue, host->operations[i].at_s,
                         host->slot_count + 2 * host->scenario->run_count + i);
}

static struct orchestrator_finish take_finish(struct host *host, uint32_t payload)
{
    const struct host_slot *upgrade = &host->slots[payload];
    uint32_t run = upgrade->run;
    uint32_t slot = payload - host->run_first[run];
    if (upgrade->outcome == REASON_NONE)
        world_upgraded(host->world, run, slot, upgrade->began_s);
    return (struct orchestrator_finish){.run = run, .slot = slot, .failure = upgrade->outcome};
}

static struct orchestrator_operation take_operation(struct host *host, uint32_t number,
                                                    int64_t now_s)
{
    uint32_t runs = host->scenario->run_count;
    struct orchestrator_operation operation;
    if (number < runs)
        operation = (struct orchestrator_operation){.what = DO_CREATE, .run = number};
    else if (number < 2 * runs)
        operation = (struct orchestrator_operation){.what = DO_START, .run = number - runs};
    else
        operation = host->operations[number - 2 * runs].operation;
    if (operation.what == DO_START)
        world_run_starts(host->world, operation.run, now_s);
    return operation;
}

/* Everything that happens at this instant. */
static struct orchestrator_moment take_moment(struct host *host, int64_t now_s)
{
    struct orchestrator_moment moment = {
        .at_s = now_s, .finishes = host->finishes, .operations = host->pending};
    struct event event;
    while (event_queue_next(&host->queue) == now_s &&
           moment.operation_count < WORLD_OPERATIONS_MAX && event_queue_pop(&host->queue, &event)) {
        if (event.payload < host->slot_count)
            host->finishes[moment.finish_count++] = take_finish(host, event.payload);
        else
            host->pending[moment.operation_count++] =
                take_operation(host, event.payload - host->slot_count, now_s);
    }
    if (world_next(host->world) <= now_s)
        moment.operation_count +=
            world_make_runs(host->world, now_s, WORLD_OPERATIONS_MAX - moment.operation_count,
                            host->pending + moment.operation_count);
    return moment;
}

void host_tell_creations(const struct world *world, const struct host_observer *observer,
                         const struct orchestrator_moment *moment)
{
    if (observer->created == NULL)
        return;
    for (uint32_t i = 0; i < moment->operation_count; i++) {
        const struct orchestrator_operation *operation = &moment->operations[i];
        if (operation->what != DO_CREATE)
            continue;
        struct run_creation creation = world_creation(world, operation->run);
        observer->created(observer->context, moment->at_s, operation->run, &creation);
    }
}

static void begin_upgrades(struct host *host, int64_t now_s,
                           const struct orchestrator_update *update)
{
    for (uint32_t i = 0; i < update->begin_count; i++) {
        const struct orchestrator_begin *begin = &update->begins[i];
        struct upgrade upgrade;
        world_upgrade(host->world, begin, now_s, &upgrade);
        uint32_t payload = host->run_first[begin->run] + begin->slot;
        host->slots[payload].outcome = upgrade.failure;
        host->slots[payload].began_s = now_s;
        event_queue_push(&host->queue, now_s + upgrade.length_s, payload);
        if (host->observer.begun != NULL)
            host->observer.begun(host->observer.context, now_s, begin, &upgrade);
    }
}

static bool ends_run(const struct orchestrator_transition *transition)
{
    return transition->level == ORCHESTRATOR_RUN &&
           (transition->to == STATE_COMPLETED || transition->to == STATE_FAILED ||
            transition->to == STATE_STOPPED);
}

static void follow_runs(struct host *host, int64_t now_s, const struct orchestrator_update *update)
{
    bool ended = false;
    for (uint32_t i = 0; i < update->transition_count; i++) {
        const struct orchestrator_transition *transition = &update->transitions[i];
        if (!ends_run(transition))
            continue;
        world_run_ended(host->world, transition->run, (enum update_state)transition->to, now_s);
        ended = true;
    }
    if (ended)
        schedule_runs(host);
}

static int64_t next_instant(const struct host *host, int64_t wake_s)
{
    int64_t queue_s = event_queue_next(&host->queue), world_s = world_next(host->world);
    int64_t next_s = queue_s < world_s ? queue_s : world_s;
    return next_s < wake_s ? next_s : wake_s;
}

void host_run(struct host *host, uint32_t trial)
{
    reset(host, trial);
    int64_t wake_s = INSTANT_NEVER;
    for (;;) {
        int64_t now_s = next_instant(host, wake_s);
        if (now_s > host->scenario->horizon_s)
            return;
        struct orchestrator_moment moment = take_moment(host, now_s);
        if (moment.finish_count + moment.operation_count == 0 && now_s < wake_s)
            continue; /* something was published, and nobody makes a run of it */
        struct orchestrator_update update = orchestrator_step(host->core, &moment);
        host_tell_creations(host->world, &host->observer, &moment);
        if (host->observer.changed != NULL)
            host->observer.changed(host->observer.context, now_s, update.transitions,
                                   update.transition_count);
        begin_upgrades(host, now_s, &update);
        if (host->scenario->run_count > 1)
            follow_runs(host, now_s, &update);
        wake_s = update.wake_s;
    }
}

const struct orchestrator *host_core(const struct host *host)
{
    return host->core;
}

struct world *host_world(struct host *host)
{
    return host->world;
}
