#include "tests/lib/watch.h"
#include "tests/lib/watch_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void watch_complain(struct watch *watch, const char *format, ...)
{
    if (watch->breach[0] != '\0')
        return;
    char at[INSTANT_TEXT_SIZE];
    int used =
        snprintf(watch->breach, sizeof watch->breach, "%s: ", instant_format(watch->now_s, at));
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(watch->breach + used, sizeof watch->breach - (size_t)used, format, arguments);
    va_end(arguments);
}

const char *watch_member_name(const struct watch *watch, uint32_t run, uint32_t slot)
{
    return watch->scenario->fleet.members[watch->runs[run].plan->members[slot]].name;
}

/* ---- A member's upgrade ends. */

static void count_failure(struct watch *watch, struct mirror *run, uint32_t slot)
{
    uint32_t group = run->plan->slot_group[slot], stage = run->plan->groups[group].stage;
    bool group_over = mirror_group_is_over_limit(run, group);
    bool stage_over = mirror_stage_is_over_limit(run, stage);
    run->failed = run->failed || group_over || stage_over;
    run->stopping = run->stopping || run->failed;
    watch->coverage->limits[COVERAGE_GROUP_FAILURES] += group_over;
    watch->coverage->limits[COVERAGE_STAGE_FAILURES] += stage_over;
}

/* An upgrade that could not even be tried fails in the step in which it began (R16). */
static void member_ends(struct watch *watch, uint32_t index, uint32_t slot, enum update_state to)
{
    struct mirror *run = &watch->runs[index];
    uint32_t member = run->plan->members[slot];
    watch->busy[member]--;
    if (run->members[slot].begun_now) {
        watch->begins_due--;
        if (watch_standing(watch, index, member).failure == REASON_NONE)
            watch_complain(watch, "%s ends in the step in which it began",
                           watch_member_name(watch, index, slot));
    } else {
        run->happened = true;
    }
    if (to == STATE_FAILED)
        count_failure(watch, run, slot);
    uint32_t version = watch->scenario->runs[index].kubernetes_version;
    if (to == STATE_COMPLETED && version > watch->control_plane[member])
        watch->control_plane[member] = version;
}

/* ---- One transition. */

static enum update_state told_state(const struct watch *watch,
                                    const struct orchestrator_transition *t)
{
    const struct mirror *run = &watch->runs[t->run];
    switch ((enum orchestrator_level)t->level) {
    case ORCHESTRATOR_RUN:
        return run->state;
    case ORCHESTRATOR_STAGE:
        return run->stages[t->index].state;
    case ORCHESTRATOR_GROUP:
        return run->groups[t->index].state;
    case ORCHESTRATOR_MEMBER:
        return (enum update_state)run->members[t->index].state;
    case ORCHESTRATOR_GATE:
        return run->gates[t->index].state;
    case ORCHESTRATOR_WAIT:
        break;
    }
    return run->stages[t->index].wait;
}

static void check_transition(struct watch *watch, const struct orchestrator_transition *t)
{
    enum orchestrator_level level = (enum orchestrator_level)t->level;
    enum update_state from = (enum update_state)t->from, to = (enum update_state)t->to;
    if (from != told_state(watch, t) || !coverage_is_listed(level, from, to))
        watch_complain(watch, "level %u index %u of run %u goes from %s to %s, told before: %s",
                       t->level, t->index, t->run, state_name(from), state_name(to),
                       state_name(told_state(watch, t)));
    watch->coverage->transitions[level][from][to]++;
}

static void apply_member(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    enum update_state from = (enum update_state)t->from, to = (enum update_state)t->to;
    bool begins = to == STATE_RUNNING, ends = mirror_in_progress(from) && !mirror_in_progress(to);
    if (watch->asked == NULL && !ends && to != STATE_STOPPING)
        mirror_note_turn(run);
    mirror_set_member(run, t->index, to);
    if (begins)
        watch_begin(watch, t->run, t->index);
    if (ends)
        member_ends(watch, t->run, t->index, to);
    if (to == STATE_NOT_STARTED) {
        run->members[t->index].retries++;
        run->retried++;
    }
}

/* R23: a run that rests changes only by requests. */
static void check_rests(struct watch *watch, const struct orchestrator_transition *t)
{
    if (watch->runs[t->run].rests && !watch_is_asked_for(watch, t))
        watch_complain(watch, "level %u index %u of run %u changes though the run rests", t->level,
                       t->index, t->run);
}

static void apply_group(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror_group *group = &watch->runs[t->run].groups[t->index];
    check_rests(watch, t);
    if (watch->asked == NULL)
        mirror_note_turn(&watch->runs[t->run]);
    group->state = (enum update_state)t->to;
    group->was_stopping =
        t->to == STATE_STOPPING ||
        (group->was_stopping && (t->to == STATE_STOPPED || t->to == STATE_FAILED));
}

static void apply_stage(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    const struct plan_stage *plan = &run->plan->stages[t->index];
    check_rests(watch, t);
    run->stages[t->index].state = (enum update_state)t->to;
    if (!mirror_is_final((enum update_state)t->to))
        return;
    if (plan->wait_s > 0 && !mirror_is_final(run->stages[t->index].wait))
        watch_complain(watch, "stage %u is over before its wait", t->index);
    if (!mirror_gates_done(run, plan->before) || !mirror_gates_done(run, plan->after))
        watch_complain(watch, "stage %u is over before its gates are done", t->index);
    if (watch->asked == NULL)
        mirror_note_turn(run);
}

static void apply_run(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    bool starts =
        t->from == STATE_NOT_STARTED || t->from == STATE_STOPPED || t->from == STATE_FAILED;
    run->state = (enum update_state)t->to;
    if (!starts)
        return;
    if (!watch_is_asked_for(watch, t))
        watch_complain(watch, "run %u goes on without being asked", t->run);
    if (t->from == STATE_NOT_STARTED)
        run->first_start_s = watch->now_s;
    mirror_note_turn(run);
}

static void apply(struct watch *watch, const struct orchestrator_transition *t)
{
    switch ((enum orchestrator_level)t->level) {
    case ORCHESTRATOR_RUN:
        apply_run(watch, t);
        return;
    case ORCHESTRATOR_STAGE:
        apply_stage(watch, t);
        return;
    case ORCHESTRATOR_GROUP:
        apply_group(watch, t);
        return;
    case ORCHESTRATOR_MEMBER:
        apply_member(watch, t);
        return;
    case ORCHESTRATOR_WAIT:
        watch_wait(watch, t);
        return;
    case ORCHESTRATOR_GATE:
        watch_gate(watch, t);
        return;
    }
}

/* ---- The observer. */

static void before_step(struct watch *watch, int64_t now_s)
{
    if (now_s < watch->now_s)
        watch_complain(watch, "time goes back");
    if (watch->begins_due != 0)
        watch_complain(watch, "%u upgrades were not begun", watch->begins_due);
    watch->now_s = now_s;
    watch->next = watch->begins_due = 0;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++) {
        struct mirror *run = &watch->runs[i];
        run->happened = false;
        run->rests = run->state == STATE_STOPPED || run->state == STATE_FAILED;
        run->retried = 0;
        run->last_begin = 0;
    }
}

/* Only at a scheduling moment is a member looked at; what was in progress may end at any time. */
static void check_moment(struct watch *watch, const struct orchestrator_transition *t)
{
    bool looked_at = t->level == ORCHESTRATOR_MEMBER &&
                     (t->from == STATE_NOT_STARTED || t->from == STATE_PENDING);
    if (looked_at && !watch_is_moment(watch, t->run))
        watch_complain(watch, "%s is looked at between two polls",
                       watch_member_name(watch, t->run, t->index));
}

void watch_read(struct watch *watch)
{
    const struct orchestrator_transition *t = &watch->told->transitions[watch->next++];
    check_transition(watch, t);
    watch_reason(watch, t);
    if (watch_is_asked_for(watch, t))
        watch->runs[t->run].happened = true;
    apply(watch, t);
    check_moment(watch, t);
}

static bool nothing_is_left(const struct watch *watch)
{
    return watch->next == watch->told->transition_count || watch->breach[0] != '\0';
}

/* What ended is told first, in the order in which it was reported (R13). */
static void read_finishes(struct watch *watch, const struct orchestrator_moment *moment)
{
    for (uint32_t i = 0; i < moment->finish_count && watch->breach[0] == '\0'; i++) {
        const struct orchestrator_finish *finish = &moment->finishes[i];
        const struct orchestrator_transition *t = &watch->told->transitions[watch->next];
        if (nothing_is_left(watch) || t->level != ORCHESTRATOR_MEMBER || t->run != finish->run ||
            t->index != finish->slot || t->reason != finish->failure ||
            t->to != (finish->failure == REASON_NONE ? STATE_COMPLETED : STATE_FAILED))
            watch_complain(watch, "the end of %s's upgrade is not told first",
                           watch_member_name(watch, finish->run, finish->slot));
        else
            watch_read(watch);
    }
}

static void check_after_step(struct watch *watch)
{
    for (uint32_t i = 0; i < watch->told->transition_count; i++) {
        const struct orchestrator_transition *t = &watch->told->transitions[i];
        if (t->level == ORCHESTRATOR_MEMBER)
            watch->runs[t->run].members[t->index].begun_now = false;
    }
    for (uint32_t i = 0; i < watch->scenario->run_count && watch->breach[0] == '\0'; i++)
        if (watch->runs[i].exists)
            watch_step(watch, i);
}

static void stepped(void *context, const struct orchestrator_moment *moment,
                    const struct orchestrator_update *update)
{
    struct watch *watch = context;
    if (watch->breach[0] != '\0')
        return;
    watch->told = update;
    before_step(watch, moment->at_s);
    read_finishes(watch, moment);
    for (uint32_t i = 0; i < moment->operation_count && watch->breach[0] == '\0'; i++)
        watch_asked(watch, &moment->operations[i], (enum refusal)update->refusals[i]);
    while (!nothing_is_left(watch))
        watch_read(watch);
    check_after_step(watch);
    watch->coverage->steps++;
}

static void begun(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade)
{
    struct watch *watch = context;
    if (watch->breach[0] != '\0')
        return;
    if (now_s != watch->now_s || upgrade->length_s < 1 || watch->begins_due == 0)
        watch_complain(watch, "%s is begun by the host alone",
                       watch_member_name(watch, begin->run, begin->slot));
    watch->begins_due--;
    watch->coverage->begins++;
}

struct watch *watch_create(struct arena *arena, const struct scenario *scenario,
                           struct coverage *coverage)
{
    struct watch *watch = arena_new(arena, struct watch);
    watch->arena = arena;
    watch->scenario = scenario;
    watch->coverage = coverage;
    watch->runs = arena_array(arena, struct mirror, scenario->run_count);
    watch->busy = arena_array(arena, uint32_t, scenario->fleet.member_count);
    watch->control_plane = arena_array(arena, uint32_t, scenario->fleet.member_count);
    return watch;
}

struct host_observer watch_observer(struct watch *watch)
{
    return (struct host_observer){.context = watch, .begun = begun, .stepped = stepped};
}

static void reset(struct watch *watch)
{
    const struct fleet *fleet = &watch->scenario->fleet;
    memset(watch->busy, 0, fleet->member_count * sizeof *watch->busy);
    for (uint32_t i = 0; i < fleet->member_count; i++)
        watch->control_plane[i] = fleet->members[i].kubernetes_version;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++)
        mirror_reset(&watch->runs[i]);
    watch->now_s = watch->scenario->start_s;
    watch->begins_due = 0;
    watch->breach[0] = '\0';
}

static enum coverage_end end_of(enum update_state state)
{
    switch (state) {
    case STATE_NOT_STARTED:
        return COVERAGE_NEVER_STARTED;
    case STATE_COMPLETED:
        return COVERAGE_COMPLETED;
    case STATE_FAILED:
        return COVERAGE_FAILED;
    case STATE_STOPPED:
        return COVERAGE_STOPPED;
    default:
        return COVERAGE_UNFINISHED;
    }
}

/* The runs are the host's, with all the plans they may get. */
static void meet(struct watch *watch, struct host *host)
{
    if (watch->host == host)
        return;
    watch->host = host;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++)
        mirror_init(&watch->runs[i], watch->arena, &world_setup(host_world(host))->runs[i]);
}

const char *watch_run(struct watch *watch, struct host *host, uint32_t trial)
{
    meet(watch, host);
    reset(watch);
    uint64_t *limits = watch->coverage->limits;
    uint64_t before = limits[COVERAGE_GROUP_FAILURES] + limits[COVERAGE_STAGE_FAILURES];
    host_run(host, trial);
    watch->coverage->over_limit +=
        limits[COVERAGE_GROUP_FAILURES] + limits[COVERAGE_STAGE_FAILURES] > before;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++)
        watch->coverage->ends[end_of(watch->runs[i].state)]++;
    watch->coverage->histories++;
    return watch->breach[0] == '\0' ? NULL : watch->breach;
}
