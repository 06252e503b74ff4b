#include "sim/path_log.h"

#include <assert.h>
#include <string.h>

struct log_group {
    uint32_t opened; /* the node of its last before gate; NONE: it has none that is done */
    uint32_t last;   /* the node that ended last in it */
    uint32_t freed;  /* whose end last made room in a full group */
    uint32_t in_progress;
    uint32_t gates_pending; /* before gates */
    uint32_t end;
};

struct log_stage {
    uint32_t opened; /* the node at whose end its turn came, then that of its last before gate */
    uint32_t freed;
    uint32_t in_progress;
    uint32_t gates_pending; /* before gates */
    uint32_t begin;         /* its turn */
    bool final, skipped;
};

struct log_run {
    const struct plan *plan; /* NULL: nothing has happened to it in this history */
    /* its own parts of the log's: */
    struct log_group *groups;
    struct log_stage *stages;
    uint32_t *gates;   /* per gate: its node, or NONE */
    uint32_t *waits;   /* per stage: the node of its after-stage wait, or NONE */
    uint32_t *working; /* per slot: the node of its upgrade in progress */
    uint8_t *waiting;  /* per slot that is Pending: enum driver */
    uint32_t group_room, stage_room, gate_room;
    uint32_t opened; /* its start, or its last restart; NONE: it has not begun */
    uint32_t last;   /* the node that ended last */
    uint32_t stage;  /* the current one */
    uint32_t held;   /* since when it is stopped or stops; NONE: it goes on */
    uint8_t state;
    uint8_t waits_for; /* enum driver: of what has begun to wait last */
};

/* The last upgrade of a cluster. */
struct log_cluster {
    uint32_t run, end;
};

struct path_log {
    const struct scenario *scenario;
    struct host *host;
    struct path_listener listener;
    struct path_node *nodes;
    uint32_t count, room;
    struct log_run *runs;
    struct log_cluster *clusters; /* with several runs, per fleet member */
    uint32_t now;
};

/* ---- Room. */

/* Members that may have failed when a run is stopped: no more begin once a limit is exceeded. */
static uint32_t failed_max(const struct plan *plan)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < plan->stage_count; i++) {
        const struct plan_stage *stage = &plan->stages[i];
        uint64_t failed = (uint64_t)stage->failures_max + stage->concurrency_max;
        failed = failed < stage->member_count ? failed : stage->member_count;
        most = failed > most ? (uint32_t)failed : most;
    }
    return most;
}

/* Restarts after which what has failed is tried again. */
static uint32_t retries_max(const struct scenario *scenario)
{
    uint32_t starts =
        scenario->operators.failure.reacts ? scenario->operators.failure.attempts_max : 0;
    for (uint32_t i = 0; i < scenario->operation_count; i++)
        starts += scenario->operations[i].kind == OPERATION_START;
    return starts;
}

/* Nodes of one run: a member begins or is skipped once, and is tried again after a restart; each
 * restart that skips what has failed instead skips somebody. */
static size_t nodes_max(const struct scenario *scenario, const struct plan *plan)
{
    size_t retries = retries_max(scenario);
    size_t skips = scenario->operators.failure.skips ? plan->member_count : 0;
    return 1 + plan->member_count + plan->gate_count + plan->stage_count + skips +
           retries * (1 + failed_max(plan));
}

static size_t create_run(struct arena *arena, const struct scenario *scenario, uint32_t index,
                         struct log_run *run)
{
    const struct run_plans *plans = &scenario->run_plans[index];
    size_t nodes = 0;
    for (uint32_t i = 0; i < plans->count; i++) {
        const struct plan *plan = plans->plans[i];
        run->group_room = plan->group_count > run->group_room ? plan->group_count : run->group_room;
        run->stage_room = plan->stage_count > run->stage_room ? plan->stage_count : run->stage_room;
        size_t own = nodes_max(scenario, plan);
        nodes = own > nodes ? own : nodes;
    }
    run->gate_room = run_plans_gates(plans);
    run->groups = arena_array(arena, struct log_group, run->group_room);
    run->stages = arena_array(arena, struct log_stage, run->stage_room);
    run->waits = arena_array(arena, uint32_t, run->stage_room);
    run->gates = arena_array(arena, uint32_t, run->gate_room);
    run->working = arena_array(arena, uint32_t, run_plans_slots(plans));
    run->waiting = arena_array(arena, uint8_t, run_plans_slots(plans));
    return nodes;
}

struct path_log *path_log_create(struct arena *arena, const struct scenario *scenario)
{
    struct path_log *log = arena_new(arena, struct path_log);
    size_t nodes = 0;
    log->scenario = scenario;
    log->runs = arena_array(arena, struct log_run, scenario->run_count);
    for (uint32_t run = 0; run < scenario->run_count; run++)
        nodes += create_run(arena, scenario, run, &log->runs[run]);
    assert(nodes < NONE);
    log->nodes = arena_array(arena, struct path_node, nodes);
    log->room = (uint32_t)nodes;
    if (scenario->run_count > 1)
        log->clusters = arena_array(arena, struct log_cluster, scenario->fleet.member_count);
    return log;
}

void path_log_begin(struct path_log *log, struct host *host, struct path_listener listener)
{
    const struct scenario *scenario = log->scenario;
    log->host = host;
    log->listener = listener;
    log->count = 0;
    for (uint32_t run = 0; run < scenario->run_count; run++)
        log->runs[run].plan = NULL;
    for (uint32_t i = 0; log->clusters != NULL && i < scenario->fleet.member_count; i++)
        log->clusters[i] = (struct log_cluster){.run = NONE};
}

/* ---- Nodes. */

static struct path_node *add_node(struct path_log *log, enum path_kind kind, uint32_t index,
                                  uint32_t cause)
{
    assert(log->count < log->room);
    struct path_node *node = &log->nodes[log->count++];
    *node = (struct path_node){.begin = log->now,
                               .end = log->now,
                               .index = index,
                               .cause = cause,
                               .freed = NONE,
                               .kind = (uint8_t)kind};
    return node;
}

static uint32_t number_of(const struct path_log *log, const struct path_node *node)
{
    return (uint32_t)(node - log->nodes);
}

/* The one that ended later; of two at one instant the first, and any rather than none. */
static uint32_t later(const struct path_log *log, uint32_t a, uint32_t b)
{
    if (a == NONE || b == NONE)
        return a == NONE ? b : a;
    return log->nodes[b].end > log->nodes[a].end ? b : a;
}

static enum driver driver_of_reason(uint16_t reason)
{
    switch (reason) {
    case REASON_KUBERNETES_VERSION_NOT_AVAILABLE:
        return DRIVER_VERSION_NOT_IN_REGION;
    case REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE:
        return DRIVER_IMAGE_NOT_IN_REGION;
    case REASON_OPERATION_IN_PROGRESS:
        return DRIVER_OTHER_OPERATION;
    default:
        return DRIVER_WINDOW_CLOSED;
    }
}

/* ---- Runs and stages. */

static struct log_run *run_of(struct path_log *log, uint32_t index)
{
    struct log_run *run = &log->runs[index];
    if (run->plan != NULL)
        return run;
    run->plan = world_plan(host_world(log->host), index);
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        run->groups[i] = (struct log_group){.opened = NONE, .last = NONE, .freed = NONE};
    for (uint32_t i = 0; i < run->plan->stage_count; i++) {
        run->stages[i] = (struct log_stage){.opened = NONE, .freed = NONE};
        run->waits[i] = NONE;
    }
    memset(run->gates, 0xff, run->plan->gate_count * sizeof *run->gates);
    run->opened = run->last = run->held = NONE;
    run->stage = 0;
    run->state = STATE_NOT_STARTED;
    run->waits_for = DRIVER_STOPPED_BY_USER;
    return run;
}

/* The turn of the first stage that is not final has come. */
static void next_stage(struct path_log *log, struct log_run *run)
{
    while (run->stage < run->plan->stage_count && run->stages[run->stage].final)
        run->stage++;
    if (run->stage == run->plan->stage_count)
        return;
    assert(log->nodes[run->last].end == log->now);
    run->stages[run->stage].opened = run->last;
    run->stages[run->stage].begin = log->now;
}

static void begin_run(struct path_log *log, struct log_run *run)
{
    run->opened = run->last = number_of(log, add_node(log, PATH_START, 0, NONE));
    next_stage(log, run);
}

/* A Failed or Stopped run goes on. Until it was stopped something was in progress that ended last,
 * or its members waited. */
static void restart_run(struct path_log *log, struct log_run *run)
{
    struct path_node *node = add_node(log, PATH_HELD, run->stage, run->last);
    uint32_t ended = log->nodes[run->last].end;
    node->begin = run->held > ended ? run->held : ended;
    node->driver = run->state == STATE_FAILED ? DRIVER_FAILURE_RESPONSE : DRIVER_STOPPED_BY_USER;
    node->before = run->waits_for;
    run->opened = run->last = number_of(log, node);
    run->held = NONE;
}

static void run_changed(struct path_log *log, struct log_run *run,
                        const struct orchestrator_transition *t)
{
    bool stops = t->to == STATE_STOPPING || t->to == STATE_STOPPED || t->to == STATE_FAILED;
    run->state = t->to;
    if (stops && run->held == NONE)
        run->held = log->now;
    if (t->to == STATE_COMPLETED)
        log->listener.completed(log->listener.context, log, t->run);
}

static void stage_changed(struct path_log *log, struct log_run *run,
                          const struct orchestrator_transition *t)
{
    struct log_stage *stage = &run->stages[t->index];
    stage->skipped = t->to == STATE_SKIPPED;
    stage->final = stage->skipped || t->to == STATE_COMPLETED;
    if (stage->final && t->index == run->stage && run->opened != NONE)
        next_stage(log, run);
}

/* ---- Members. */

static uint32_t opened_of(const struct path_log *log, const struct log_run *run, uint32_t group)
{
    const struct log_stage *stage = &run->stages[run->plan->groups[group].stage];
    return later(log, run->groups[group].opened, later(log, stage->opened, run->opened));
}

static void note_freed(const struct path_log *log, const struct log_run *run, uint32_t group,
                       struct path_node *node)
{
    uint32_t of_group = run->groups[group].freed;
    uint32_t of_stage = run->stages[run->plan->groups[group].stage].freed;
    node->freed = later(log, of_group, of_stage);
    if (node->freed != NONE)
        node->limit = node->freed == of_group ? PATH_LIMIT_GROUP : PATH_LIMIT_STAGE;
}

static uint32_t since_start(const struct path_log *log, int64_t at_s)
{
    int64_t start_s = log->scenario->start_s;
    return at_s <= start_s ? 0 : (uint32_t)(at_s - start_s);
}

/* What it waited for besides its turn, its slot and its window. */
static void note_conditions(const struct path_log *log, const struct log_run *run, uint32_t index,
                            struct path_node *node)
{
    const struct orchestrator_world *world = &world_setup(host_world(log->host))->world;
    uint32_t member = run->plan->members[node->index];
    const struct orchestrator_standing *standing =
        world->standing(world->context, index, member, log->scenario->start_s + log->now);
    node->version = since_start(log, standing->kubernetes_from_s);
    node->image = since_start(log, standing->image_from_s);
    if (log->clusters != NULL && log->clusters[member].run != NONE &&
        log->clusters[member].run != index)
        node->other = log->clusters[member].end;
}

static void begin_work(struct path_log *log, struct log_run *run, uint32_t index, uint32_t slot)
{
    uint32_t group = run->plan->slot_group[slot];
    struct path_node *node = add_node(log, PATH_WORK, slot, opened_of(log, run, group));
    note_freed(log, run, group, node);
    if (log->nodes[node->cause].end < log->now &&
        (node->freed == NONE || log->nodes[node->freed].end < log->now))
        note_conditions(log, run, index, node);
    run->working[slot] = number_of(log, node);
    run->groups[group].in_progress++;
    run->stages[run->plan->groups[group].stage].in_progress++;
}

static bool group_is_full(const struct log_run *run, uint32_t group)
{
    return run->groups[group].in_progress == run->plan->groups[group].concurrency_max;
}

static void end_work(struct path_log *log, struct log_run *run, uint32_t index, uint32_t slot,
                     bool failed)
{
    uint32_t group = run->plan->slot_group[slot], number = run->working[slot];
    uint32_t stage = run->plan->groups[group].stage;
    log->nodes[number].end = log->now;
    log->nodes[number].driver = failed ? DRIVER_FAILED_ATTEMPTS : DRIVER_UPGRADE_WORK;
    if (group_is_full(run, group))
        run->groups[group].freed = number;
    run->groups[group].in_progress--;
    if (run->stages[stage].in_progress-- == run->plan->stages[stage].concurrency_max)
        run->stages[stage].freed = number;
    run->groups[group].last = run->last = number;
    if (log->clusters != NULL)
        log->clusters[run->plan->members[slot]] = (struct log_cluster){index, log->now};
}

static bool has_turn(const struct log_run *run, uint32_t group)
{
    uint32_t stage = run->plan->groups[group].stage;
    return (run->state == STATE_RUNNING || run->state == STATE_PENDING) && stage == run->stage &&
           run->stages[stage].gates_pending == 0 && run->groups[group].gates_pending == 0;
}

/* Before its turn, or in a run that is stopped, nobody waited for it. */
static void skip(struct path_log *log, struct log_run *run, uint32_t slot, bool pending)
{
    uint32_t group = run->plan->slot_group[slot];
    if (run->opened == NONE || !has_turn(run, group))
        return;
    struct path_node *node = add_node(log, PATH_SKIP, slot, opened_of(log, run, group));
    note_freed(log, run, group, node);
    node->driver = pending ? run->waiting[slot] : DRIVER_CONCURRENCY_LIMIT;
    if (!pending)
        node->full = group_is_full(run, group) ? PATH_LIMIT_GROUP : PATH_LIMIT_STAGE;
    run->groups[group].last = run->last = number_of(log, node);
}

static void member_changed(struct path_log *log, struct log_run *run,
                           const struct orchestrator_transition *t)
{
    switch ((enum update_state)t->to) {
    case STATE_RUNNING:
        begin_work(log, run, t->run, t->index);
        return;
    case STATE_COMPLETED:
    case STATE_FAILED:
        end_work(log, run, t->run, t->index, t->to == STATE_FAILED);
        return;
    case STATE_PENDING:
        run->waiting[t->index] = run->waits_for = (uint8_t)driver_of_reason(t->reason);
        return;
    case STATE_SKIPPED:
        if (t->from != STATE_FAILED)
            skip(log, run, t->index, t->from == STATE_PENDING);
        return;
    default:
        return;
    }
}

/* ---- Gates and waits. */

static void end_node(struct path_log *log, struct log_run *run, uint32_t number)
{
    log->nodes[number].end = log->now;
    run->last = number;
}

static void reach_gate(struct path_log *log, struct log_run *run, uint32_t index)
{
    const struct plan_gate *gate = &run->plan->gates[index];
    uint32_t cause = run->last;
    if (gate->group != NONE && gate->timing == GATE_AFTER &&
        run->groups[gate->group].last != NONE &&
        log->nodes[run->groups[gate->group].last].end == log->now)
        cause = run->groups[gate->group].last;
    assert(log->nodes[cause].end == log->now);
    struct path_node *node = add_node(log, PATH_GATE, index, cause);
    node->driver = gate->type == GATE_APPROVAL ? DRIVER_APPROVAL : DRIVER_SCHEDULED_GATE;
    run->waits_for = node->driver;
    run->gates[index] = number_of(log, node);
    if (gate->timing == GATE_BEFORE)
        *(gate->group == NONE ? &run->stages[gate->stage].gates_pending
                              : &run->groups[gate->group].gates_pending) += 1;
}

static void end_gate(struct path_log *log, struct log_run *run, uint32_t index)
{
    const struct plan_gate *gate = &run->plan->gates[index];
    uint32_t number = run->gates[index];
    end_node(log, run, number);
    if (gate->group != NONE)
        run->groups[gate->group].last = number;
    if (gate->timing == GATE_AFTER)
        return;
    if (gate->group == NONE) {
        run->stages[gate->stage].gates_pending--;
        run->stages[gate->stage].opened = number;
    } else {
        run->groups[gate->group].gates_pending--;
        run->groups[gate->group].opened = number;
    }
}

/* One that was skipped before it was reached has held nobody up. */
static void gate_changed(struct path_log *log, struct log_run *run,
                         const struct orchestrator_transition *t)
{
    if (t->to == STATE_PENDING)
        reach_gate(log, run, t->index);
    else if (run->gates[t->index] != NONE)
        end_gate(log, run, t->index);
}

static void wait_changed(struct path_log *log, struct log_run *run,
                         const struct orchestrator_transition *t)
{
    if (t->to == STATE_RUNNING) {
        assert(log->nodes[run->last].end == log->now);
        struct path_node *node = add_node(log, PATH_WAIT, t->index, run->last);
        node->driver = run->waits_for = DRIVER_AFTER_STAGE_WAIT;
        run->waits[t->index] = number_of(log, node);
    } else if (run->waits[t->index] != NONE) {
        end_node(log, run, run->waits[t->index]);
    }
}

/* ---- The step. */

static void note_starts(struct path_log *log, const struct orchestrator_moment *moment,
                        const struct orchestrator_update *update)
{
    for (uint32_t i = 0; i < moment->operation_count; i++) {
        const struct orchestrator_operation *operation = &moment->operations[i];
        if (operation->what != DO_START || update->refusals[i] != REFUSAL_NONE)
            continue;
        struct log_run *run = run_of(log, operation->run);
        if (run->opened == NONE)
            begin_run(log, run);
        else
            restart_run(log, run);
    }
}

static void note_change(struct path_log *log, const struct orchestrator_transition *t)
{
    struct log_run *run = run_of(log, t->run);
    switch ((enum orchestrator_level)t->level) {
    case ORCHESTRATOR_MEMBER:
        member_changed(log, run, t);
        return;
    case ORCHESTRATOR_RUN:
        run_changed(log, run, t);
        return;
    case ORCHESTRATOR_STAGE:
        stage_changed(log, run, t);
        return;
    case ORCHESTRATOR_GROUP:
        run->groups[t->index].end = log->now;
        return;
    case ORCHESTRATOR_WAIT:
        wait_changed(log, run, t);
        return;
    case ORCHESTRATOR_GATE:
        gate_changed(log, run, t);
        return;
    }
}

static void stepped(void *context, const struct orchestrator_moment *moment,
                    const struct orchestrator_update *update)
{
    struct path_log *log = context;
    log->now = (uint32_t)(moment->at_s - log->scenario->start_s);
    note_starts(log, moment, update);
    for (uint32_t i = 0; i < update->transition_count; i++)
        note_change(log, &update->transitions[i]);
}

struct host_observer path_log_observer(struct path_log *log)
{
    return (struct host_observer){.context = log, .as_shown = true, .stepped = stepped};
}

/* ---- What is asked of it. */

uint32_t path_log_last(const struct path_log *log, uint32_t run)
{
    return log->runs[run].last;
}

const struct plan *path_log_plan(const struct path_log *log, uint32_t run)
{
    return log->runs[run].plan;
}

/* The windows its members obey: a profile's runs may be now of the one type, now of the other. */
enum schedule_use path_log_schedule(const struct path_log *log, uint32_t run)
{
    return upgrade_schedule(world_creation(host_world(log->host), run).run->type);
}

struct path_group_end path_log_group_end(const struct path_log *log, uint32_t run, uint32_t group)
{
    const struct log_run *of = &log->runs[run];
    uint32_t index = of->plan->groups[group].stage;
    const struct log_stage *stage = &of->stages[index];
    uint32_t end = of->groups[group].end;
    return (struct path_group_end){.stage = index,
                                   .end = end > stage->begin ? end : stage->begin,
                                   .skipped_stage = stage->skipped};
}

const struct path_node *path_log_node(const struct path_log *log, uint32_t node)
{
    return &log->nodes[node];
}

const struct scenario *path_log_scenario(const struct path_log *log)
{
    return log->scenario;
}
