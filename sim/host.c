#include "sim/host.h"

#include "sim/agenda.h"
#include "sim/engine/event_queue.h"

#include <stdlib.h>

/* A payload is the end of the upgrade in this slot of all. */
struct host {
    const struct scenario *scenario;
    struct host_observer observer;
    struct world *world;
    struct orchestrator *core;
    struct agenda *agenda;
    struct event_queue queue;
    uint32_t *run_first; /* per run: its first slot among all */
    uint32_t slot_count;
    bool several_plans;  /* some run has */
    bool agenda_listens; /* to whatever happens */
    int64_t due_s;       /* agenda_next, as it stands */
    uint32_t *slot_run;  /* per slot of all: its run; NULL: there is but one */
    struct orchestrator_finish *finishes;
    struct orchestrator_operation *told; /* of the moment */
};

static void number_slots(struct arena *arena, struct host *host)
{
    const struct scenario *scenario = host->scenario;
    host->run_first = arena_array(arena, uint32_t, scenario->run_count + 1);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        host->run_first[run + 1] =
            host->run_first[run] + run_plans_slots(&scenario->run_plans[run]);
    host->slot_count = host->run_first[scenario->run_count];
    for (uint32_t run = 0; run < scenario->run_count; run++)
        host->several_plans |= scenario->run_plans[run].count > 1;
    if (scenario->run_count == 1)
        return;
    host->slot_run = arena_array(arena, uint32_t, host->slot_count);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        for (uint32_t i = host->run_first[run]; i < host->run_first[run + 1]; i++)
            host->slot_run[i] = run;
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
    host->agenda = agenda_create(arena, scenario, seed, host->world, host->core,
                                 (struct agenda_listener){observer.context, observer.refused});
    host->agenda_listens = agenda_listens(host->agenda);
    host->finishes = arena_array(arena, struct orchestrator_finish, host->slot_count);
    host->told = arena_array(arena, struct orchestrator_operation, setup->operations_max);
    event_queue_init(&host->queue, arena_lines(arena, event_queue_size(host->slot_count)),
                     host->slot_count);
    return host;
}

static void reset(struct host *host, uint32_t trial)
{
    world_reset(host->world, trial);
    orchestrator_reset(host->core);
    agenda_reset(host->agenda, trial);
    host->due_s = agenda_next(host->agenda);
    event_queue_clear(&host->queue);
}

static struct orchestrator_finish take_finish(struct host *host, uint32_t payload)
{
    uint32_t run = host->slot_run == NULL ? 0 : host->slot_run[payload];
    uint32_t slot = payload - host->run_first[run];
    return (struct orchestrator_finish){
        .run = run, .slot = slot, .failure = world_upgrade_ended(host->world, run, slot)};
}

/* Everything that happens at this instant. */
static struct orchestrator_moment take_moment(struct host *host, int64_t now_s)
{
    struct orchestrator_moment moment = {
        .at_s = now_s, .finishes = host->finishes, .operations = host->told};
    struct event event;
    while (event_queue_next(&host->queue) == now_s && event_queue_pop(&host->queue, &event))
        host->finishes[moment.finish_count++] = take_finish(host, event.payload);
    if (host->due_s == now_s) {
        moment.operation_count = agenda_take(host->agenda, now_s, host->told);
        host->due_s = agenda_next(host->agenda);
    }
    return moment;
}

void host_tell_creations(const struct world *world, const struct host_observer *observer,
                         const struct orchestrator_moment *moment)
{
    for (uint32_t i = 0; i < moment->operation_count && observer->created != NULL; i++) {
        const struct orchestrator_operation *operation = &moment->operations[i];
        if (operation->what != DO_CREATE)
            continue;
        struct run_creation creation = world_creation(world, operation->run);
        observer->created(observer->context, moment->at_s, operation->run, &creation);
    }
}

static uint32_t shown_index(const struct plan_shown *shown, uint8_t level, uint32_t index)
{
    switch ((enum orchestrator_level)level) {
    case ORCHESTRATOR_STAGE:
    case ORCHESTRATOR_WAIT:
        return shown->stages[index];
    case ORCHESTRATOR_GROUP:
        return shown->groups[index];
    case ORCHESTRATOR_MEMBER:
        return shown->slots[index];
    case ORCHESTRATOR_GATE:
        return shown->gates[index];
    case ORCHESTRATOR_RUN:
        break;
    }
    return index;
}

/* Runs have several plans: each change by itself, where the tables show it. */
static void tell_shown(const struct host *host, int64_t now_s,
                       const struct orchestrator_update *update)
{
    for (uint32_t i = 0; i < update->transition_count; i++) {
        struct orchestrator_transition transition = update->transitions[i];
        const struct plan *plan = world_plan(host->world, transition.run);
        if (plan->shown != NULL)
            transition.index = shown_index(plan->shown, transition.level, transition.index);
        host->observer.changed(host->observer.context, now_s, &transition, 1);
    }
}

static void tell_changes(const struct host *host, int64_t now_s,
                         const struct orchestrator_update *update)
{
    if (host->observer.changed == NULL)
        return;
    if (host->several_plans && host->observer.as_shown)
        tell_shown(host, now_s, update);
    else
        host->observer.changed(host->observer.context, now_s, update->transitions,
                               update->transition_count);
}

/* Where runs have several plans: the slots as the tables show them. */
static struct orchestrator_begin shown_begin(const struct plan_shown *shown,
                                             const struct orchestrator_begin *begin)
{
    struct orchestrator_begin told = *begin;
    told.slot = shown->slots[begin->slot];
    told.next = begin->next == NONE ? NONE : shown->slots[begin->next];
    return told;
}

static void tell_begin(const struct host *host, int64_t now_s,
                       const struct orchestrator_begin *begin, const struct upgrade *upgrade)
{
    const struct plan_shown *shown = NULL;
    if (host->several_plans && host->observer.as_shown)
        shown = world_plan(host->world, begin->run)->shown;
    if (shown == NULL) {
        host->observer.begun(host->observer.context, now_s, begin, upgrade);
        return;
    }
    struct orchestrator_begin told = shown_begin(shown, begin);
    host->observer.begun(host->observer.context, now_s, &told, upgrade);
}

static void begin_upgrades(struct host *host, int64_t now_s,
                           const struct orchestrator_update *update)
{
    for (uint32_t i = 0; i < update->begin_count; i++) {
        const struct orchestrator_begin *begin = &update->begins[i];
        struct upgrade upgrade;
        world_upgrade(host->world, begin, now_s, &upgrade);
        uint32_t payload = host->run_first[begin->run] + begin->slot;
        event_queue_push(&host->queue, now_s + upgrade.length_s, payload);
        if (host->observer.begun != NULL)
            tell_begin(host, now_s, begin, &upgrade);
    }
}

static int64_t earlier(int64_t a_s, int64_t b_s)
{
    return a_s < b_s ? a_s : b_s;
}

static int64_t next_instant(const struct host *host, int64_t wake_s)
{
    return earlier(earlier(event_queue_next(&host->queue), host->due_s), wake_s);
}

/* What people and other runs make of it. */
static void tell_agenda(struct host *host, const struct orchestrator_moment *moment,
                        const struct orchestrator_update *update)
{
    if (!host->agenda_listens && moment->operation_count == 0)
        return;
    agenda_hear(host->agenda, moment->at_s, update);
    host->due_s = agenda_next(host->agenda);
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
        if (host->observer.stepped != NULL)
            host->observer.stepped(host->observer.context, &moment, &update);
        host_tell_creations(host->world, &host->observer, &moment);
        tell_changes(host, now_s, &update);
        begin_upgrades(host, now_s, &update);
        tell_agenda(host, &moment, &update);
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
