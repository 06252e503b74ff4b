#include "sim/recorder.h"

#include <stdlib.h>
#include <string.h>

/* An entry on its way to its place: the history's order is (instant, rank, place, when recorded).
 */
struct draft {
    struct history_entry entry;
    uint8_t from;
    uint8_t rank;   /* 0 members that finished, 1 operations, 2 gates and 3 waits that ended, 4 the
                       rest from the top */
    uint64_t place; /* in plan order, parents before their children */
    size_t sequence;
};

struct recorder {
    struct arena *arena;
    const struct scenario *scenario;
    struct draft *drafts;
    size_t count, capacity;
    int64_t **running_since_s; /* per run, per slot */
    uint8_t **state;           /* per run, per slot */
    struct target_note **left; /* per run, per slot: by the upgrade that began last */
    const struct world *world; /* NULL: nobody to ask */
    struct history_run *runs;
    const struct plan **plans; /* per run: the one it was created with */
};

static void grow(struct recorder *recorder)
{
    if (recorder->count < recorder->capacity)
        return;
    size_t capacity = recorder->capacity == 0 ? 1024 : 2 * recorder->capacity;
    struct draft *drafts = arena_array(recorder->arena, struct draft, capacity);
    if (recorder->count > 0)
        memcpy(drafts, recorder->drafts, recorder->count * sizeof *drafts);
    recorder->drafts = drafts;
    recorder->capacity = capacity;
}

/* The place of a gate among the children of its stage or group: before them or behind. */
static void place_gate(const struct plan *plan, const struct plan_gate *gate, uint64_t *group,
                       uint64_t *slot)
{
    const struct plan_stage *stage = &plan->stages[gate->stage];
    bool after = gate->timing == GATE_AFTER;
    if (gate->group == NONE) {
        *group = after ? stage->group_count + 1 : 0;
        *slot = gate->position + 1;
        return;
    }
    *group = gate->group - stage->group_first + 1;
    *slot = gate->position + 1;
    if (after)
        *slot += plan->groups[gate->group].before.count + plan->groups[gate->group].member_count;
}

/* Run 20 bits up, then the place of stage, group and slot in plan order, each parent before its
 * children; an after-stage wait stands behind the groups of its stage, gates before or behind what
 * they guard. */
static uint64_t place_of(const struct plan *plan, const struct orchestrator_transition *t)
{
    uint64_t stage = 0, group = 0, slot = 0;
    switch ((enum orchestrator_level)t->level) {
    case ORCHESTRATOR_RUN:
        break;
    case ORCHESTRATOR_STAGE:
        stage = t->index + 1;
        break;
    case ORCHESTRATOR_WAIT:
        stage = t->index + 1;
        group = plan->stages[t->index].group_count + 1;
        break;
    case ORCHESTRATOR_GROUP:
        stage = plan->groups[t->index].stage + 1;
        group = t->index - plan->stages[stage - 1].group_first + 1;
        break;
    case ORCHESTRATOR_MEMBER:
        stage = plan->groups[plan->slot_group[t->index]].stage + 1;
        group = plan->slot_group[t->index] - plan->stages[stage - 1].group_first + 1;
        slot = t->index - plan->groups[plan->slot_group[t->index]].member_first + 1;
        slot += plan->groups[plan->slot_group[t->index]].before.count;
        break;
    case ORCHESTRATOR_GATE:
        stage = plan->gates[t->index].stage + 1;
        place_gate(plan, &plan->gates[t->index], &group, &slot);
        break;
    }
    return (uint64_t)t->run << 52 | stage << 40 | group << 20 | slot;
}

static bool is_finish(const struct recorder *recorder, int64_t now_s,
                      const struct orchestrator_transition *t)
{
    bool ends = t->to == STATE_COMPLETED || t->to == STATE_FAILED;
    return t->level == ORCHESTRATOR_MEMBER && ends &&
           recorder->running_since_s[t->run][t->index] < now_s;
}

static uint8_t rank_of(const struct recorder *recorder, int64_t now_s,
                       const struct orchestrator_transition *t)
{
    if (is_finish(recorder, now_s, t))
        return 0;
    if (t->to == STATE_COMPLETED && t->level == ORCHESTRATOR_GATE)
        return 2;
    return t->to == STATE_COMPLETED && t->level == ORCHESTRATOR_WAIT ? 3 : 4;
}

/* Members in state Failed below a run, stage or group. */
static uint32_t count_failed(const struct recorder *recorder,
                             const struct orchestrator_transition *t)
{
    const struct plan *plan = recorder->plans[t->run];
    uint32_t first = 0, count = plan->member_count, failed = 0;
    if (t->level == ORCHESTRATOR_STAGE) {
        first = plan->stages[t->index].member_first;
        count = plan->stages[t->index].member_count;
    } else if (t->level == ORCHESTRATOR_GROUP) {
        first = plan->groups[t->index].member_first;
        count = plan->groups[t->index].member_count;
    }
    for (uint32_t i = 0; i < count; i++)
        failed += recorder->state[t->run][first + i] == STATE_FAILED;
    return failed;
}

static enum history_level level_of(uint8_t level)
{
    switch ((enum orchestrator_level)level) {
    case ORCHESTRATOR_RUN:
        return LEVEL_RUN;
    case ORCHESTRATOR_STAGE:
        return LEVEL_STAGE;
    case ORCHESTRATOR_GROUP:
        return LEVEL_GROUP;
    case ORCHESTRATOR_MEMBER:
        return LEVEL_MEMBER;
    case ORCHESTRATOR_GATE:
        return LEVEL_GATE;
    case ORCHESTRATOR_WAIT:
        break;
    }
    return LEVEL_WAIT;
}

/* What a member's entry tells of its pools; what an upgrade leaves alone is known as it begins. */
static struct target_note note_of(struct recorder *recorder, int64_t now_s,
                                  const struct orchestrator_transition *t)
{
    struct target_note none = {.pools = NULL};
    if (t->level != ORCHESTRATOR_MEMBER || recorder->world == NULL)
        return none;
    if (t->to == STATE_COMPLETED)
        return recorder->left[t->run][t->index];
    bool awaits = t->to == STATE_PENDING && t->reason == REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE;
    if (t->to != STATE_RUNNING && !awaits)
        return none;
    if (awaits)
        return world_awaited(recorder->world, t->run, t->index, now_s, recorder->arena);
    recorder->left[t->run][t->index] =
        world_left_alone(recorder->world, t->run, t->index, now_s, recorder->arena);
    return none;
}

static void record(struct recorder *recorder, int64_t now_s,
                   const struct orchestrator_transition *t)
{
    grow(recorder);
    struct draft *draft = &recorder->drafts[recorder->count];
    draft->rank = rank_of(recorder, now_s, t);
    draft->from = t->from;
    draft->place = place_of(recorder->plans[t->run], t);
    draft->sequence = recorder->count++;
    if (t->level == ORCHESTRATOR_MEMBER) {
        recorder->state[t->run][t->index] = t->to;
        if (t->to == STATE_RUNNING)
            recorder->running_since_s[t->run][t->index] = now_s;
    }
    bool failed_parent = t->to == STATE_FAILED && t->level != ORCHESTRATOR_MEMBER;
    draft->entry = (struct history_entry){.at_s = now_s,
                                          .run = t->run,
                                          .level = level_of(t->level),
                                          .index = t->index,
                                          .state = (enum update_state)t->to,
                                          .reason = t->reason,
                                          .failures = failed_parent ? count_failed(recorder, t) : 0,
                                          .until_s = t->until_s,
                                          .note = note_of(recorder, now_s, t)};
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        record(context, now_s, &transitions[i]);
}

/* A run that a profile makes is told of as it is created, under the service's name. */
static void created(void *context, int64_t now_s, uint32_t run, const struct run_creation *creation)
{
    struct recorder *recorder = context;
    recorder->plans[run] = creation->plan;
    if (creation->specification == NULL)
        return;
    char name[CHANNEL_RUN_NAME_SIZE];
    const struct profile *profile = &recorder->scenario->profiles[creation->run->profile];
    channel_run_name(profile->name, creation->specification, name);
    recorder->runs[run].kubernetes_version = creation->run->kubernetes_version;
    recorder->runs[run].service_name = arena_strdup(recorder->arena, name);
    struct orchestrator_transition appears = {
        .run = run, .level = ORCHESTRATOR_RUN, .from = STATE_COUNT, .to = STATE_NOT_STARTED};
    record(recorder, now_s, &appears);
}

static void refused(void *context, int64_t now_s, uint32_t operation, enum refusal refusal)
{
    struct recorder *recorder = context;
    grow(recorder);
    struct draft *draft = &recorder->drafts[recorder->count];
    *draft = (struct draft){.rank = 1, .place = operation, .sequence = recorder->count++};
    draft->entry = (struct history_entry){.at_s = now_s,
                                          .run = recorder->scenario->operations[operation].run,
                                          .level = LEVEL_OPERATION,
                                          .index = operation,
                                          .reason = (uint16_t)refusal};
}

static int compare_drafts(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;
    if (a->entry.at_s != b->entry.at_s)
        return a->entry.at_s < b->entry.at_s ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

static bool same_entity(const struct draft *a, const struct draft *b)
{
    return a->entry.at_s == b->entry.at_s && a->place == b->place && a->rank == b->rank &&
           a->entry.level == b->entry.level;
}

/* A parent keeps its last state of an instant, and that only if it differs from the one before the
 * instant. */
static size_t keep_entries(struct recorder *recorder, struct history_entry *entries)
{
    size_t kept = 0;
    for (size_t i = 0; i < recorder->count;) {
        const struct draft *draft = &recorder->drafts[i];
        size_t next = i + 1;
        bool parent = draft->entry.level <= LEVEL_GROUP;
        while (parent && next < recorder->count && same_entity(draft, &recorder->drafts[next]))
            next++;
        const struct history_entry *last = &recorder->drafts[next - 1].entry;
        if (!parent || last->state != draft->from)
            entries[kept++] = *last;
        i = next;
    }
    return kept;
}

struct recorder *recorder_create(struct arena *arena, const struct scenario *scenario)
{
    struct recorder *recorder = arena_new(arena, struct recorder);
    recorder->arena = arena;
    recorder->scenario = scenario;
    recorder->running_since_s = arena_array(arena, int64_t *, scenario->run_count);
    recorder->state = arena_array(arena, uint8_t *, scenario->run_count);
    recorder->left = arena_array(arena, struct target_note *, scenario->run_count);
    recorder->runs = arena_array(arena, struct history_run, scenario->run_count);
    recorder->plans = arena_array(arena, const struct plan *, scenario->run_count);
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        uint32_t members = run_plans_slots(&scenario->run_plans[run]);
        recorder->runs[run].kubernetes_version = scenario->runs[run].kubernetes_version;
        recorder->plans[run] = scenario->run_plans[run].plans[0];
        recorder->running_since_s[run] = arena_array(arena, int64_t, members);
        recorder->state[run] = arena_array(arena, uint8_t, members);
        recorder->left[run] = arena_array(arena, struct target_note, members);
        memset(recorder->state[run], STATE_NOT_STARTED, members);
    }
    return recorder;
}

struct host_observer recorder_observer(struct recorder *recorder)
{
    return (struct host_observer){
        .context = recorder, .created = created, .changed = changed, .refused = refused};
}

void recorder_ask(struct recorder *recorder, const struct world *world)
{
    recorder->world = world;
}

static bool is_cut(const struct scenario *scenario, const struct orchestrator *core)
{
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        enum update_state state = orchestrator_run_state(core, run);
        if (state == STATE_RUNNING || state == STATE_PENDING || state == STATE_STOPPING)
            return true;
    }
    return false;
}

void recorder_history(struct recorder *recorder, const struct orchestrator *core, uint32_t trial,
                      struct history *history)
{
    if (recorder->count > 0)
        qsort(recorder->drafts, recorder->count, sizeof *recorder->drafts, compare_drafts);
    struct history_entry *entries =
        arena_array(recorder->arena, struct history_entry, recorder->count);
    *history = (struct history){.scenario = recorder->scenario,
                                .runs = recorder->runs,
                                .plans = recorder->plans,
                                .entries = entries,
                                .count = keep_entries(recorder, entries),
                                .trial = trial,
                                .cut = is_cut(recorder->scenario, core)};
}
