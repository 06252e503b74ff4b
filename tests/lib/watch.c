#include "tests/lib/watch.h"

#include "tests/lib/mirror.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct watch {
    const struct scenario *scenario;
    struct coverage *coverage;
    struct host *host;
    const struct host_operation *operations;
    uint32_t operation_count, operation_next;
    struct mirror *runs;
    uint32_t *busy;           /* per fleet member: runs that upgrade it */
    uint32_t *control_plane;  /* per fleet member: its version */
    int64_t now_s;
    uint32_t begins_due; /* begun in this step, and the host has not told so yet */
    char breach[256];
};

static void __attribute__((format(printf, 2, 3))) complain(struct watch *watch, const char *format,
                                                           ...)
{
    if (watch->breach[0] != '\0')
        return;
    char at[INSTANT_TEXT_SIZE];
    int used = snprintf(watch->breach, sizeof watch->breach, "%s: ",
                        instant_format(watch->now_s, at));
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(watch->breach + used, sizeof watch->breach - (size_t)used, format, arguments);
    va_end(arguments);
}

static const char *member_name(const struct watch *watch, uint32_t run, uint32_t slot)
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
    run->stopping = false;
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

/* ---- A member's upgrade begins. */

static bool is_open(const struct watch *watch, uint32_t run, uint32_t member)
{
    enum schedule_use use = upgrade_schedule(watch->scenario->runs[run].type);
    const struct openings *openings = scenario_openings(watch->scenario, member, use);
    for (size_t i = 0; i < openings->count && openings->list[i].from_s <= watch->now_s; i++)
        if (watch->now_s < openings->list[i].until_s)
            return true;
    return false;
}

static bool version_is_missing(const struct watch *watch, uint32_t run, uint32_t member)
{
    const struct update_run *update_run = &watch->scenario->runs[run];
    if (update_run->type == UPGRADE_NODE_IMAGE_ONLY ||
        watch->control_plane[member] >= update_run->kubernetes_version)
        return false;
    return releases_kubernetes_from(&watch->scenario->releases, update_run->kubernetes_version,
                                    watch->scenario->fleet.members[member].region) > watch->now_s;
}

static struct orchestrator_standing ask_standing(const struct watch *watch, uint32_t run,
                                                 uint32_t member)
{
    const struct orchestrator_world *world = &world_setup(host_world(watch->host))->world;
    return world->standing(world->context, run, member, watch->now_s);
}

static bool waits_for_release(const struct watch *watch, const struct orchestrator_standing *standing)
{
    return standing->kubernetes_from_s > watch->now_s || standing->image_from_s > watch->now_s;
}

static void check_begin_of_member(struct watch *watch, uint32_t run, uint32_t slot)
{
    uint32_t member = watch->runs[run].plan->members[slot];
    struct orchestrator_standing standing = ask_standing(watch, run, member);
    const char *wrong = NULL;
    if (!is_open(watch, run, member))
        wrong = "outside its window";
    else if (version_is_missing(watch, run, member) || waits_for_release(watch, &standing))
        wrong = "before its version is in the region";
    else if (standing.at_target || standing.image_not_found)
        wrong = "though it should be skipped";
    else if (watch->busy[member] > 0)
        wrong = "while another run upgrades it";
    if (wrong != NULL)
        complain(watch, "%s begins %s", member_name(watch, run, slot), wrong);
}

static void check_begin_in_run(struct watch *watch, const struct mirror *run, uint32_t index,
                               uint32_t slot)
{
    uint32_t stage = run->plan->groups[run->plan->slot_group[slot]].stage;
    const char *wrong = NULL;
    if (run->stopping || (run->state != STATE_RUNNING && run->state != STATE_PENDING))
        wrong = "in a run that does not go on";
    else if (stage != mirror_current_stage(run))
        wrong = "before its stage's turn";
    else if (run->stages[stage].wait != STATE_NOT_STARTED)
        wrong = "during its stage's wait";
    else if (run->members[slot].begins > run->members[slot].retries)
        wrong = "a second time";
    if (wrong != NULL)
        complain(watch, "%s begins %s", member_name(watch, index, slot), wrong);
}

static void check_concurrency(struct watch *watch, const struct mirror *run, uint32_t slot)
{
    const struct plan_group *group = &run->plan->groups[run->plan->slot_group[slot]];
    const struct plan_stage *stage = &run->plan->stages[group->stage];
    const uint32_t *members = run->groups[run->plan->slot_group[slot]].members;
    uint32_t in_group = members[STATE_RUNNING] + members[STATE_STOPPING];
    uint32_t in_stage = run->stages[group->stage].in_progress;
    if (in_group > group->concurrency_max || in_stage > stage->concurrency_max)
        complain(watch, "%u in progress in group %s (limit %u), %u in stage %s (limit %u)", in_group,
                 group->name, group->concurrency_max, in_stage, stage->name,
                 stage->concurrency_max);
    bool others_wait = members[STATE_NOT_STARTED] + members[STATE_PENDING] > 0;
    watch->coverage->limits[COVERAGE_GROUP_CONCURRENCY] +=
        others_wait && in_group == group->concurrency_max;
    watch->coverage->limits[COVERAGE_STAGE_CONCURRENCY] +=
        others_wait && in_group < group->concurrency_max && in_stage == stage->concurrency_max;
}

static void member_begins(struct watch *watch, uint32_t index, uint32_t slot)
{
    struct mirror *run = &watch->runs[index];
    check_begin_of_member(watch, index, slot);
    check_begin_in_run(watch, run, index, slot);
    check_concurrency(watch, run, slot);
    watch->busy[run->plan->members[slot]]++;
    watch->begins_due++;
    run->members[slot].begins++;
    run->members[slot].begun_now = true;
}

/* ---- A member's upgrade ends. */

static void count_failure(struct watch *watch, struct mirror *run, uint32_t slot)
{
    uint32_t group = run->plan->slot_group[slot], stage = run->plan->groups[group].stage;
    bool group_over = mirror_group_is_over_limit(run, group);
    bool stage_over = mirror_stage_is_over_limit(run, stage);
    run->stopping = run->stopping || group_over || stage_over;
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
        if (ask_standing(watch, index, member).failure == REASON_NONE)
            complain(watch, "%s ends in the step in which it began", member_name(watch, index, slot));
    } else {
        run->happened = true;
    }
    if (to == STATE_FAILED)
        count_failure(watch, run, slot);
    uint32_t version = watch->scenario->runs[index].kubernetes_version;
    if (to == STATE_COMPLETED && version > watch->control_plane[member])
        watch->control_plane[member] = version;
}

/* ---- Reasons (R31). */

static bool reason_fits_member(enum update_state to, uint16_t reason)
{
    switch (to) {
    case STATE_PENDING:
        return reason >= REASON_WINDOW_CLOSED && reason <= REASON_OPERATION_IN_PROGRESS;
    case STATE_SKIPPED:
        return reason == REASON_ALREADY_AT_TARGET || reason == REASON_CONSISTENT_IMAGE_NOT_FOUND;
    case STATE_FAILED:
        return reason == REASON_MINOR_VERSION_SKEW || reason == REASON_CLUSTER_STOPPED ||
               reason == REASON_NODE_IMAGE_EXPIRED || reason >= REASON_FIRST_CAUSE;
    default:
        return reason == REASON_NONE;
    }
}

static bool reason_fits_parent(const struct watch *watch, const struct orchestrator_transition *t)
{
    const struct plan *plan = watch->runs[t->run].plan;
    bool empty = t->level == ORCHESTRATOR_GROUP && t->to == STATE_SKIPPED &&
                 plan->groups[t->index].member_count == 0;
    if (empty)
        return t->reason == REASON_EMPTY_GROUP;
    return t->to == STATE_FAILED ? t->reason != REASON_NONE : t->reason == REASON_NONE;
}

static bool is_true_now(const struct watch *watch, const struct orchestrator_transition *t)
{
    uint32_t member = watch->runs[t->run].plan->members[t->index];
    struct orchestrator_standing standing = ask_standing(watch, t->run, member);
    switch (t->reason) {
    case REASON_WINDOW_CLOSED:
        return !is_open(watch, t->run, member) && (t->until_s == 0 || t->until_s > watch->now_s);
    case REASON_KUBERNETES_VERSION_NOT_AVAILABLE:
        return standing.kubernetes_from_s > watch->now_s;
    case REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE:
        return standing.image_from_s > watch->now_s;
    case REASON_OPERATION_IN_PROGRESS:
        return watch->busy[member] > 0;
    case REASON_ALREADY_AT_TARGET:
        return standing.at_target;
    case REASON_CONSISTENT_IMAGE_NOT_FOUND:
        return standing.image_not_found;
    default:
        return true;
    }
}

static void check_reason(struct watch *watch, const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_WAIT)
        return;
    bool fits = t->level == ORCHESTRATOR_MEMBER
                    ? reason_fits_member((enum update_state)t->to, t->reason) && is_true_now(watch, t)
                    : reason_fits_parent(watch, t);
    if (!fits)
        complain(watch, "level %u index %u of run %u is %s for the reason %s", t->level, t->index,
                 t->run, state_name((enum update_state)t->to), scenario_reason(watch->scenario, t->reason));
    uint16_t counted = t->reason < REASON_FIRST_CAUSE ? t->reason : REASON_FIRST_CAUSE;
    watch->coverage->reasons[counted] += t->level == ORCHESTRATOR_MEMBER || t->reason == REASON_EMPTY_GROUP;
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
        complain(watch, "level %u index %u of run %u goes from %s to %s, told before: %s", t->level,
                 t->index, t->run, state_name(from), state_name(to),
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
        member_begins(watch, t->run, t->index);
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
        complain(watch, "the wait of stage %u is %s", t->index, state_name(stage->wait));
}

static void apply_stage(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    run->stages[t->index].state = (enum update_state)t->to;
    if (mirror_is_final((enum update_state)t->to) && run->plan->stages[t->index].wait_s > 0 &&
        run->stages[t->index].wait != STATE_COMPLETED)
        complain(watch, "stage %u is over before its wait", t->index);
}

static void apply_run(struct watch *watch, const struct orchestrator_transition *t)
{
    struct mirror *run = &watch->runs[t->run];
    bool starts = t->from == STATE_NOT_STARTED || t->from == STATE_STOPPED || t->from == STATE_FAILED;
    run->state = (enum update_state)t->to;
    if (!starts)
        return;
    if (t->from == STATE_NOT_STARTED)
        run->first_start_s = watch->now_s;
    else if (!run->start_asked)
        complain(watch, "run %u goes on without being asked", t->run);
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
    }
}

/* ---- After a step. */

/* R14, R17. */
static bool is_moment(const struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    int64_t poll_s = watch->scenario->controller.poll_s;
    if (run->happened || poll_s == 0)
        return true;
    int64_t phase_s = world_setup(host_world(watch->host))->runs[index].poll_phase_s;
    int64_t since_s = watch->now_s - run->first_start_s - phase_s;
    return since_s >= 0 && since_s % poll_s == 0;
}

static bool must_wait(const struct watch *watch, uint32_t run, uint32_t slot)
{
    uint32_t member = watch->runs[run].plan->members[slot];
    if (watch->runs[run].members[slot].state == STATE_NOT_STARTED)
        return false;
    if (!is_open(watch, run, member) || watch->busy[member] > 0)
        return true;
    struct orchestrator_standing standing = ask_standing(watch, run, member);
    return !standing.at_target && !standing.image_not_found && waits_for_release(watch, &standing);
}

static void check_group_is_served(struct watch *watch, uint32_t index, uint32_t group)
{
    const struct mirror *run = &watch->runs[index];
    const struct plan_group *plan = &run->plan->groups[group];
    const uint32_t *members = run->groups[group].members;
    bool room = members[STATE_RUNNING] + members[STATE_STOPPING] < plan->concurrency_max;
    uint32_t candidates = members[STATE_NOT_STARTED] + members[STATE_PENDING];
    for (uint32_t i = 0; i < plan->member_count && room && candidates > 0; i++) {
        uint32_t slot = plan->member_first + i;
        enum update_state state = (enum update_state)run->members[slot].state;
        if (state != STATE_NOT_STARTED && state != STATE_PENDING)
            continue;
        candidates--;
        if (!must_wait(watch, index, slot))
            complain(watch, "%s is left %s although it could begin", member_name(watch, index, slot),
                     state_name(state));
    }
}

static void check_all_are_served(struct watch *watch, uint32_t index)
{
    const struct mirror *run = &watch->runs[index];
    uint32_t current = mirror_current_stage(run);
    bool goes_on = run->state == STATE_RUNNING || run->state == STATE_PENDING;
    if (!goes_on || current == run->plan->stage_count || !is_moment(watch, index))
        return;
    const struct plan_stage *stage = &run->plan->stages[current];
    if (run->stages[current].in_progress >= stage->concurrency_max)
        return;
    for (uint32_t i = 0; i < stage->group_count; i++)
        check_group_is_served(watch, index, stage->group_first + i);
}

static void check_counts(struct watch *watch, uint32_t index)
{
    const struct orchestrator *core = host_core(watch->host);
    const struct mirror *run = &watch->runs[index];
    bool same = orchestrator_run_state(core, index) == run->state;
    for (uint32_t i = 0; i < run->plan->stage_count; i++)
        same = same && orchestrator_stage_state(core, index, i) == run->stages[i].state &&
               orchestrator_stage_failures(core, index, i) == run->stages[i].failed;
    for (uint32_t i = 0; i < run->plan->group_count; i++)
        same = same && orchestrator_group_state(core, index, i) == run->groups[i].state &&
               orchestrator_group_failures(core, index, i) == run->groups[i].members[STATE_FAILED];
    for (uint32_t i = 0; i < run->plan->member_count; i++)
        same = same && orchestrator_member_state(core, index, i) == run->members[i].state;
    if (!same)
        complain(watch, "run %u: the core answers other than it told", index);
}

static void check_run(struct watch *watch, uint32_t index)
{
    struct mirror *run = &watch->runs[index];
    const char *breach = mirror_parents_breach(run);
    if (breach != NULL)
        complain(watch, "run %u: %s", index, breach);
    if (run->retried != run->to_retry)
        complain(watch, "run %u: %u members tried again, not %u", index, run->retried,
                 run->to_retry);
    check_counts(watch, index);
    check_all_are_served(watch, index);
}

/* ---- The observer. */

static void before_step(struct watch *watch, int64_t now_s)
{
    if (now_s < watch->now_s)
        complain(watch, "time goes back");
    if (watch->begins_due != 0)
        complain(watch, "%u upgrades were not begun", watch->begins_due);
    watch->now_s = now_s;
    watch->begins_due = 0;
    for (uint32_t i = 0; i < watch->scenario->run_count; i++) {
        struct mirror *run = &watch->runs[i];
        run->happened = run->start_asked = false;
        run->to_retry = run->retried = 0;
    }
    note_operations(watch);
}

/* Only at a scheduling moment is a member looked at; what was in progress may end at any time. */
static void check_moment(struct watch *watch, const struct orchestrator_transition *t)
{
    bool looked_at = t->level == ORCHESTRATOR_MEMBER &&
                     (t->from == STATE_NOT_STARTED || t->from == STATE_PENDING);
    if (looked_at && !is_moment(watch, t->run))
        complain(watch, "%s is looked at between two polls", member_name(watch, t->run, t->index));
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
        check_reason(watch, &transitions[i]);
        apply(watch, &transitions[i]);
        check_moment(watch, &transitions[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (transitions[i].level == ORCHESTRATOR_MEMBER)
            watch->runs[transitions[i].run].members[transitions[i].index].begun_now = false;
    for (uint32_t i = 0; i < watch->scenario->run_count && watch->breach[0] == '\0'; i++)
        check_run(watch, i);
    watch->coverage->steps++;
}

static void begun(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade)
{
    struct watch *watch = context;
    if (watch->breach[0] != '\0')
        return;
    if (now_s != watch->now_s || upgrade->length_s < 1 || watch->begins_due == 0)
        complain(watch, "%s is begun by the host alone",
                 member_name(watch, begin->run, begin->slot));
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
    host_run(host, trial);
    for (uint32_t i = 0; i < watch->scenario->run_count; i++)
        watch->coverage->ends[end_of(watch->runs[i].state)]++;
    watch->coverage->histories++;
    return watch->breach[0] == '\0' ? NULL : watch->breach;
}
