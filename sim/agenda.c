#include "sim/agenda.h"

#include "sim/engine/event_queue.h"
#include "sim/people.h"

#include <assert.h>

/* Kinds of what falls due, in the order of their payloads. */
enum due {
    DUE_EPOCH,
    DUE_CREATE,
    DUE_START,
    DUE_OPERATION,
    DUE_APPROVAL, /* of a gate, numbered over all runs */
    DUE_RESPONSE, /* to a failed run */
    DUE_STUCK,    /* a member that may be stuck, numbered over all runs */
    DUE_COUNT
};

struct agenda {
    const struct scenario *scenario;
    struct world *world;
    const struct orchestrator *core;
    struct agenda_listener listener;
    struct people *people;
    struct event_queue queue;
    uint32_t first[DUE_COUNT + 1];     /* per kind: its first payload */
    uint32_t *gate_first, *slot_first; /* per run */
    int64_t *respond_s;                /* per run: when the last response to it is due */
    bool *scheduled;                   /* per run: its creation and start stand in the queue */
    bool listens;                      /* something may follow from what happens */
    bool skips_stuck;
    int64_t *pending_since_s; /* per slot of all runs, with skips_stuck */
    bool *watched;            /* likewise: its event stands in the queue */
    /* while a moment is made */
    struct orchestrator_operation *operations;
    uint32_t operation_count;
    uint32_t *listed; /* per operation of the moment: index into scenario.operations, or NONE */
};

/* ---- Numbers. */

/* Firsts per run and, at the end, the number of all. */
static uint32_t *number(struct arena *arena, const struct scenario *scenario,
                        uint32_t (*room)(const struct run_plans *))
{
    uint32_t *first = arena_array(arena, uint32_t, scenario->run_count + 1);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        first[run + 1] = first[run] + room(&scenario->run_plans[run]);
    return first;
}

/* The run in whose part a number lies. */
static uint32_t run_of(const uint32_t *first, uint32_t run_count, uint32_t at)
{
    uint32_t low = 0, high = run_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (first[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void number_payloads(struct agenda *agenda)
{
    const struct scenario *scenario = agenda->scenario;
    const uint32_t counts[DUE_COUNT] = {
        [DUE_EPOCH] = scenario->epoch_count,
        [DUE_CREATE] = scenario->run_count,
        [DUE_START] = scenario->run_count,
        [DUE_OPERATION] = scenario->operation_count,
        [DUE_APPROVAL] = agenda->gate_first[scenario->run_count],
        [DUE_RESPONSE] = scenario->run_count,
        [DUE_STUCK] = agenda->skips_stuck ? agenda->slot_first[scenario->run_count] : 0,
    };
    for (int kind = 0; kind < DUE_COUNT; kind++)
        agenda->first[kind + 1] = agenda->first[kind] + counts[kind];
}

struct agenda *agenda_create(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                             struct world *world, const struct orchestrator *core,
                             struct agenda_listener listener)
{
    struct agenda *agenda = arena_new(arena, struct agenda);
    uint32_t operations_max = world_setup(world)->operations_max;
    *agenda = (struct agenda){.scenario = scenario,
                              .world = world,
                              .core = core,
                              .listener = listener,
                              .people = people_create(arena, scenario, seed),
                              .gate_first = number(arena, scenario, run_plans_gates),
                              .slot_first = number(arena, scenario, run_plans_slots),
                              .respond_s = arena_array(arena, int64_t, scenario->run_count),
                              .scheduled = arena_array(arena, bool, scenario->run_count),
                              .skips_stuck = scenario->operators.validation.reacts,
                              .listed = arena_array(arena, uint32_t, operations_max)};
    number_payloads(agenda);
    agenda->listens = scenario->run_count > 1 || agenda->gate_first[scenario->run_count] > 0 ||
                      scenario->operators.failure.reacts || agenda->skips_stuck;
    if (agenda->skips_stuck) {
        uint32_t slots = agenda->slot_first[scenario->run_count];
        agenda->pending_since_s = arena_array(arena, int64_t, slots);
        agenda->watched = arena_array(arena, bool, slots);
    }
    /* Of responses more than one may be waiting for a run that an operation started meanwhile. */
    uint32_t capacity = agenda->first[DUE_COUNT] + scenario->operation_count;
    event_queue_init(&agenda->queue, arena_lines(arena, event_queue_size(capacity)), capacity);
    return agenda;
}

/* ---- What is known ahead. */

static void push(struct agenda *agenda, int64_t at_s, enum due kind, uint32_t index)
{
    if (at_s <= agenda->scenario->horizon_s)
        event_queue_push(&agenda->queue, at_s, agenda->first[kind] + index);
}

/* Creations and starts of runs that have become known. */
static void schedule_runs(struct agenda *agenda)
{
    for (uint32_t run = 0; run < agenda->scenario->written_run_count; run++) {
        int64_t create_s = world_create_at(agenda->world, run);
        if (agenda->scheduled[run] || create_s == INSTANT_NEVER ||
            world_run_exists(agenda->world, run)) /* an operation was faster */
            continue;
        agenda->scheduled[run] = true;
        push(agenda, create_s, DUE_CREATE, run);
        if (world_start_at(agenda->world, run) != INSTANT_NEVER)
            push(agenda, world_start_at(agenda->world, run), DUE_START, run);
    }
}

void agenda_reset(struct agenda *agenda, uint32_t trial)
{
    const struct scenario *scenario = agenda->scenario;
    people_reset(agenda->people, trial);
    event_queue_clear(&agenda->queue);
    for (uint32_t epoch = 1; epoch < scenario->epoch_count; epoch++)
        push(agenda, scenario->epochs[epoch].at_s, DUE_EPOCH, epoch);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        agenda->scheduled[run] = false;
    schedule_runs(agenda);
    for (uint32_t i = 0; i < scenario->operation_count; i++)
        push(agenda, scenario->operations[i].at_s, DUE_OPERATION, i);
    if (agenda->skips_stuck)
        for (uint32_t slot = 0; slot < agenda->slot_first[scenario->run_count]; slot++)
            agenda->watched[slot] = false;
}

int64_t agenda_next(const struct agenda *agenda)
{
    int64_t due_s = event_queue_next(&agenda->queue), made_s = world_next(agenda->world);
    return due_s < made_s ? due_s : made_s;
}

/* ---- What is due. */

static void tell(struct agenda *agenda, int64_t now_s, struct orchestrator_operation operation,
                 uint32_t listed)
{
    assert(agenda->operation_count < world_setup(agenda->world)->operations_max);
    if (operation.what == DO_CREATE)
        operation.index = world_run_created(agenda->world, operation.run, now_s);
    if (operation.what == DO_START)
        world_run_starts(agenda->world, operation.run, now_s);
    agenda->listed[agenda->operation_count] = listed;
    agenda->operations[agenda->operation_count++] = operation;
}

static void tell_run(struct agenda *agenda, int64_t now_s, enum orchestrator_do what, uint32_t run,
                     uint32_t index)
{
    tell(agenda, now_s, (struct orchestrator_operation){.what = what, .run = run, .index = index},
         NONE);
}

static void create_run(struct agenda *agenda, int64_t now_s, uint32_t run, uint32_t listed)
{
    const struct update_run *update_run = &agenda->scenario->runs[run];
    tell(agenda, now_s, (struct orchestrator_operation){.what = DO_CREATE, .run = run}, listed);
    for (uint32_t i = 0; i < update_run->skipped_count; i++) {
        uint32_t slot = world_plan(agenda->world, run)->slot_of[update_run->skipped[i]];
        if (slot != NONE)
            tell_run(agenda, now_s, DO_SKIP_MEMBER, run, slot);
    }
}

static void take_epoch(struct agenda *agenda, int64_t now_s, uint32_t index)
{
    const struct epoch *epoch = &agenda->scenario->epochs[index];
    world_enter_epoch(agenda->world, index);
    for (uint32_t i = 0; i < epoch->leaver_count; i++)
        tell_run(agenda, now_s, DO_LEAVE, 0, epoch->leavers[i]);
    for (uint32_t i = 0; i < epoch->change_count; i++)
        tell_run(agenda, now_s, DO_LOOK, 0, epoch->changes[i].member);
}

static void refuse(const struct agenda *agenda, int64_t now_s, uint32_t operation,
                   enum refusal refusal)
{
    if (agenda->listener.refused != NULL)
        agenda->listener.refused(agenda->listener.context, now_s, operation, refusal);
}

static enum orchestrator_do what_of(const struct operation *operation)
{
    static const enum orchestrator_do skips[] = {[TARGET_STAGE] = DO_SKIP_STAGE,
                                                 [TARGET_GROUP] = DO_SKIP_GROUP,
                                                 [TARGET_MEMBER] = DO_SKIP_MEMBER,
                                                 [TARGET_WAIT] = DO_SKIP_WAIT};
    switch (operation->kind) {
    case OPERATION_START:
        return DO_START;
    case OPERATION_STOP:
        return DO_STOP;
    case OPERATION_SKIP:
        return skips[operation->target_kind];
    case OPERATION_CREATE_RUN:
        return DO_CREATE;
    default:
        return DO_COMPLETE_GATE;
    }
}

static bool is_of_profile(enum operation_kind kind)
{
    return kind == OPERATION_GENERATE_RUN || kind == OPERATION_ENABLE_PROFILE ||
           kind == OPERATION_DISABLE_PROFILE || kind == OPERATION_SET_PROFILE ||
           kind == OPERATION_DELETE_PROFILE;
}

static void take_profile_operation(struct agenda *agenda, int64_t now_s, uint32_t index)
{
    uint32_t count;
    assert(agenda->operation_count < world_setup(agenda->world)->operations_max);
    enum refusal refusal =
        world_ask_profile(agenda->world, &agenda->scenario->operations[index], now_s,
                          &agenda->operations[agenda->operation_count], &count);
    if (refusal != REFUSAL_NONE)
        refuse(agenda, now_s, index, refusal);
    agenda->listed[agenda->operation_count] = index;
    agenda->operation_count += count;
}

/* A target that the plan of this history lacks is refused here; whether the run exists at all the
 * core says. */
static void take_operation(struct agenda *agenda, int64_t now_s, uint32_t index)
{
    const struct operation *operation = &agenda->scenario->operations[index];
    if (is_of_profile(operation->kind)) {
        take_profile_operation(agenda, now_s, index);
        return;
    }
    struct orchestrator_operation told = {.what = what_of(operation), .run = operation->run};
    if (told.run == NONE)
        told.run = world_latest_run(agenda->world, operation->profile);
    if (told.run == NONE) {
        refuse(agenda, now_s, index, REFUSAL_NO_RUN);
        return;
    }
    if (operation->index != NULL) {
        told.index = operation->index[world_plan_index(agenda->world, told.run)];
        if (told.index == NONE && world_run_exists(agenda->world, told.run)) {
            refuse(agenda, now_s, index, REFUSAL_NO_TARGET);
            return;
        }
        told.index = told.index == NONE ? 0 : told.index;
    }
    if (told.what == DO_CREATE)
        create_run(agenda, now_s, told.run, index);
    else
        tell(agenda, now_s, told, index);
}

static void take_approval(struct agenda *agenda, int64_t now_s, uint32_t at)
{
    uint32_t run = run_of(agenda->gate_first, agenda->scenario->run_count, at);
    tell_run(agenda, now_s, DO_COMPLETE_GATE, run, at - agenda->gate_first[run]);
}

static void take_response(struct agenda *agenda, int64_t now_s, uint32_t run)
{
    const struct plan *plan = world_plan(agenda->world, run);
    if (orchestrator_run_state(agenda->core, run) != STATE_FAILED || now_s < agenda->respond_s[run])
        return; /* somebody was faster */
    if (!people_retry(agenda->people, run))
        for (uint32_t slot = 0; slot < plan->member_count; slot++)
            if (orchestrator_member_state(agenda->core, run, slot) == STATE_FAILED)
                tell_run(agenda, now_s, DO_SKIP_MEMBER, run, slot);
    tell_run(agenda, now_s, DO_START, run, 0);
}

static int64_t skip_at(const struct agenda *agenda, uint32_t run, uint32_t slot)
{
    uint32_t member = world_plan(agenda->world, run)->members[slot];
    int64_t since_s = agenda->pending_since_s[agenda->slot_first[run] + slot];
    return people_skip_at(agenda->people, run, member, since_s);
}

static void watch(struct agenda *agenda, uint32_t run, uint32_t slot)
{
    uint32_t at = agenda->slot_first[run] + slot;
    agenda->watched[at] = true;
    push(agenda, skip_at(agenda, run, slot), DUE_STUCK, at);
}

/* It may have been Pending again since a later instant, then its time comes later. */
static void take_stuck(struct agenda *agenda, int64_t now_s, uint32_t at)
{
    uint32_t run = run_of(agenda->slot_first, agenda->scenario->run_count, at);
    uint32_t slot = at - agenda->slot_first[run];
    agenda->watched[at] = false;
    if (orchestrator_member_state(agenda->core, run, slot) != STATE_PENDING)
        return;
    if (skip_at(agenda, run, slot) > now_s)
        watch(agenda, run, slot);
    else
        tell_run(agenda, now_s, DO_SKIP_MEMBER, run, slot);
}

static void take(struct agenda *agenda, int64_t now_s, uint32_t payload)
{
    enum due kind = DUE_EPOCH;
    while (payload >= agenda->first[kind + 1])
        kind++;
    uint32_t index = payload - agenda->first[kind];
    switch (kind) {
    case DUE_EPOCH:
        take_epoch(agenda, now_s, index);
        return;
    case DUE_CREATE:
        create_run(agenda, now_s, index, NONE);
        return;
    case DUE_START:
        tell_run(agenda, now_s, DO_START, index, 0);
        return;
    case DUE_OPERATION:
        take_operation(agenda, now_s, index);
        return;
    case DUE_APPROVAL:
        take_approval(agenda, now_s, index);
        return;
    case DUE_RESPONSE:
        take_response(agenda, now_s, index);
        return;
    case DUE_STUCK:
        take_stuck(agenda, now_s, index);
        return;
    case DUE_COUNT:
        break;
    }
    assert(false);
}

/* The runs that profiles make, behind what people do. */
static void make_runs(struct agenda *agenda, int64_t now_s)
{
    if (world_next(agenda->world) > now_s)
        return;
    uint32_t made = world_make_runs(agenda->world, now_s, WORLD_MADE_MAX,
                                    agenda->operations + agenda->operation_count);
    for (uint32_t i = 0; i < made; i++)
        agenda->listed[agenda->operation_count++] = NONE;
}

uint32_t agenda_take(struct agenda *agenda, int64_t now_s,
                     struct orchestrator_operation *operations)
{
    struct event event;
    agenda->operations = operations;
    agenda->operation_count = 0;
    while (event_queue_next(&agenda->queue) <= now_s && event_queue_pop(&agenda->queue, &event))
        take(agenda, now_s, event.payload);
    make_runs(agenda, now_s);
    return agenda->operation_count;
}

/* ---- What happened. */

static void hear_run(struct agenda *agenda, int64_t now_s, uint32_t run, enum update_state state)
{
    if (state != STATE_COMPLETED && state != STATE_FAILED && state != STATE_STOPPED)
        return;
    world_run_ended(agenda->world, run, state, now_s);
    schedule_runs(agenda);
    if (state != STATE_FAILED)
        return;
    agenda->respond_s[run] = people_respond_at(agenda->people, run, now_s);
    push(agenda, agenda->respond_s[run], DUE_RESPONSE, run);
}

static void hear_gate(struct agenda *agenda, int64_t now_s, const struct orchestrator_transition *t)
{
    if (t->to != STATE_PENDING)
        return;
    uint32_t plan = world_plan_index(agenda->world, t->run);
    push(agenda, people_approve_at(agenda->people, t->run, plan, t->index, now_s), DUE_APPROVAL,
         agenda->gate_first[t->run] + t->index);
}

static void hear_member(struct agenda *agenda, int64_t now_s,
                        const struct orchestrator_transition *t)
{
    uint32_t at = agenda->slot_first[t->run] + t->index;
    if (t->to != STATE_PENDING || t->from == STATE_PENDING)
        return;
    agenda->pending_since_s[at] = now_s;
    if (!agenda->watched[at])
        watch(agenda, t->run, t->index);
}

static void hear_transition(struct agenda *agenda, int64_t now_s,
                            const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_RUN)
        hear_run(agenda, now_s, t->run, (enum update_state)t->to);
    else if (t->level == ORCHESTRATOR_GATE)
        hear_gate(agenda, now_s, t);
    else if (t->level == ORCHESTRATOR_MEMBER && agenda->skips_stuck)
        hear_member(agenda, now_s, t);
}

bool agenda_listens(const struct agenda *agenda)
{
    return agenda->listens;
}

void agenda_hear(struct agenda *agenda, int64_t now_s, const struct orchestrator_update *update)
{
    for (uint32_t i = 0; i < agenda->operation_count; i++)
        if (agenda->listed[i] != NONE && update->refusals[i] != REFUSAL_NONE)
            refuse(agenda, now_s, agenda->listed[i], (enum refusal)update->refusals[i]);
    agenda->operation_count = 0;
    if (!agenda->listens)
        return;
    for (uint32_t i = 0; i < update->transition_count; i++)
        hear_transition(agenda, now_s, &update->transitions[i]);
}
