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

/* ---- What is asked for at this instant. */

/* Starts at a given time are told before what people ask for then; starts that follow another run's
 * end after. */
static bool starts_by_itself(const struct watch *watch, uint32_t run)
{
    const struct update_run *update_run = &watch->scenario->runs[run];
    return update_run->start == RUN_START_AT && update_run->start_s == watch->now_s &&
           watch->runs[run].first_start_s == INSTANT_NEVER;
}

/* R28: members to be tried again. */
static uint32_t count_to_retry(const struct mirror *run)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        if (!mirror_is_final(run->groups[i].state))
            count += run->groups[i].members[STATE_FAILED];
    return count;
}

static void note_start(struct mirror *run, bool by_itself)
{
    bool again = run->state == STATE_STOPPED || run->state == STATE_FAILED;
    if (!again && !by_itself && run->state != STATE_NOT_STARTED)
        return;
    run->start_asked = true;
    if (!again)
        return;
    run->stopping = run->failed = false;
    run->to_retry = count_to_retry(run);
}

/* R27: only while it is Running or Pending; a failure that ends it came first. */
static void note_stop(struct mirror *run)
{
    if (run->state == STATE_RUNNING || run->state == STATE_PENDING ||
        (run->start_asked && run->state != STATE_STOPPING))
        run->stopping = true;
}

static void note_operations(struct watch *watch)
{
    for (uint32_t i = 0; i < watch->scenario->run_count; i++)
        if (starts_by_itself(watch, i))
            note_start(&watch->runs[i], true);
    for (; watch->operation_next < watch->operation_count; watch->operation_next++) {
        const struct host_operation *asked = &watch->operations[watch->operation_next];
        if (asked->at_s > watch->now_s)
            return;
        struct mirror *run = &watch->runs[asked->operation.run];
        if (asked->operation.what == DO_START)
            note_start(run, false);
        else if (asked->operation.what == DO_STOP)
            note_stop(run);
    }
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

static void apply_wait(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    struct mirror_stage *stage = &run->stages[t->index];
    stage->wait = (enum update_state)t->to;
    if (t->to == STATE_RUNNING)
        stage->wait_end_s = watch->now_s + run->plan->stages[t->index].wait_s;
    else
        run->happened = true;
    if (t->index != mirror_current_stage(run) || t->until_s != stage->wait_end_s ||
        (t->to == STATE_COMPLETED && watch->now_s != stage->wait_end_s))
        watch_complain(watch, "the wait of stage %u is %s", t->index, state_name(stage->wait));
}

static void apply_stage(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    run->stages[t->index].state = (enum update_state)t->to;
    if (mirror_is_final((enum update_state)t->to) && run->plan->stages[t->index].wait_s > 0 &&
        run->stages[t->index].wait != STATE_COMPLETED)
        watch_complain(watch, "stage %u is over before its wait", t->index);
}

static void apply_run(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    bool starts =
        t->from == STATE_NOT_STARTED || t->from == STATE_STOPPED || t->from == STATE_FAILED;
    run->state = (enum update_state)t->to;
    if (!starts)
        return;
    if (t->from == STATE_NOT_STARTED)
        run->first_start_s = watch->now_s;
    else if (!run->start_asked)
        watch_complain(watch, "run %u goes on without being asked", t->run);
    run->happened = true;
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
        watch->runs[t->run].groups[t->index].state = (enum update_state)t->to;
        return;
    case ORCHESTRATOR_MEMBER:
        apply_member(watch, t);
        return;
    case ORCHESTRATOR_WAIT:
        apply_wait(watch, t);
        return;
    case ORCHESTRATOR_GATE:
        watch->runs[t->run].gates[t->index].state = (enum update_state)t->to;
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
    watch->begins_due = 0;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++) {
        struct mirror *run = &watch->runs[i];
        run->happened = run->start_asked = false;
        run->to_retry = run->retried = 0;
        run->last_begin = 0;
    }
    note_operations(watch);
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

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    struct watch *watch = context;
    if (watch->breach[0] != '\0')
        return;
    before_step(watch, now_s);
    for (uint32_t i = 0; i < count && watch->breach[0] == '\0'; i++) {
        check_transition(watch, &transitions[i]);
        watch_reason(watch, &transitions[i]);
        apply(watch, &transitions[i]);
        check_moment(watch, &transitions[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (transitions[i].level == ORCHESTRATOR_MEMBER)
            watch->runs[transitions[i].run].members[transitions[i].index].begun_now = false;
    for (uint32_t i = 0; i < watch->scenario->run_count && watch->breach[0] == '\0'; i++)
        watch_step(watch, i);
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
    watch->scenario = scenario;
    watch->coverage = coverage;
    watch->runs = arena_array(arena, struct mirror, scenario->run_count);
    for (uint32_t i = 0; i < scenario->run_count; i++)
        mirror_init(&watch->runs[i], arena, &scenario->plans[i]);
    watch->busy = arena_array(arena, uint32_t, scenario->fleet.member_count);
    watch->control_plane = arena_array(arena, uint32_t, scenario->fleet.member_count);
    return watch;
}

struct host_observer watch_observer(struct watch *watch)
{
    return (struct host_observer){.context = watch, .changed = changed, .begun = begun};
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
    watch->begins_due = watch->operation_next = 0;
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

const char *watch_run(struct watch *watch, struct host *host, uint32_t trial,
                      const struct host_operation *operations, uint32_t operation_count)
{
    watch->host = host;
    watch->operations = operations;
    watch->operation_count = operation_count;
    reset(watch);
    host_set_operations(host, operations, operation_count);
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
