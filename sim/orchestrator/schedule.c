#include "sim/orchestrator/schedule.h"

#include "sim/orchestrator/fault.h"
#include "sim/orchestrator/memory.h"

#include <assert.h>

static bool group_has_room(const struct core_group *group)
{
    return group->phase == PHASE_WORK &&
           core_group_in_progress(group) < group->room + FAULT(GROUP_LIMIT_OFF_BY_ONE);
}

bool schedule_stage_has_room(const struct core_stage *stage)
{
    return FAULT(STAGE_LIMIT_IGNORED) || stage->in_progress < stage->room;
}

static struct core_stage *stage_of(const struct core_run *run)
{
    return &run->stages[run->stage];
}

/* Also members whose window never opens again are to be seen once. */
static int64_t first_unseen(const struct core_group *group)
{
    int64_t first_s = min_tree_first_time(&group->lookahead);
    return first_s < INSTANT_NEVER ? first_s : INSTANT_NEVER - 1;
}

static int64_t first_unseen_if_any(const struct core_group *group)
{
    if (group->unseen == 0)
        return INSTANT_NEVER;
    return group->lookahead_built ? first_unseen(group) : INT64_MIN;
}

static void forget_lookahead(struct core_group *group, uint32_t entry)
{
    if (group->lookahead_built)
        min_tree_set(&group->lookahead, entry, INSTANT_NEVER);
}

/* Sets when the member is to be looked at next: it no longer waits in a lane. */
static void set_look(struct core_run *run, uint32_t slot, int64_t at_s)
{
    struct core_group *group = &run->groups[run->slots[slot].group];
    uint32_t entry = run->slots[slot].entry;
    if (!run->slots[slot].windowed) {
        min_tree_set(&group->always, entry, at_s);
        return;
    }
    bool waited = run->places[slot].waits; /* in its lane, and so not in the tree */
    if (waited)
        lanes_leave(&group->lanes, slot);
    if (!waited || at_s != INSTANT_NEVER)
        min_tree_set(&group->windowed, entry, at_s);
    forget_lookahead(group, entry);
}

void schedule_forget_member(struct core_run *run, uint32_t slot)
{
    set_look(run, slot, INSTANT_NEVER);
}

void schedule_look_again(struct orchestrator *core, struct core_run *run, uint32_t slot)
{
    if (run->slots[slot].state != STATE_PENDING)
        return;
    run->slots[slot].changed = true;
    set_look(run, slot, core->now_s);
    if (run->plan->groups[run->slots[slot].group].stage == run->stage)
        schedule_refresh_group(core, run, run->slots[slot].group);
}

static struct opening ask_opening(const struct orchestrator *core, const struct core_run *run,
                                  uint32_t slot)
{
    const struct orchestrator_world *world = &core->setup->world;
    return world->opening(world->context, run->index, run->slots[slot].member, core->now_s);
}

/* Awaited windows whose opening is over are asked for the next one. */
static void renew_windows(const struct orchestrator *core, const struct core_run *run,
                          const struct lanes *lanes)
{
    for (uint32_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->list[i];
        if (run->windows[lane->awaited].until_s <= core->now_s)
            run->windows[lane->awaited] = ask_opening(core, run, lane->first);
    }
}

static void part_lanes(const struct orchestrator *core, const struct core_run *run,
                       struct lanes *lanes)
{
    if (!lanes_part(lanes, core->now_s)) {
        renew_windows(core, run, lanes);
        lanes_part(lanes, core->now_s);
    }
}

/* Parts open lanes from closed ones anew when one of them has opened or closed. */
static inline void watch_lanes(const struct orchestrator *core, const struct core_run *run,
                               struct core_group *group)
{
    if (lanes_are_stale(&group->lanes, core->now_s))
        part_lanes(core, run, &group->lanes);
}

/* When a windowed member can be looked at. */
static int64_t first_windowed(const struct orchestrator *core, const struct core_run *run,
                              struct core_group *group)
{
    watch_lanes(core, run, group);
    int64_t lanes_s = group->lanes.first_s;
    int64_t own_s = min_tree_first_time(&group->windowed);
    return lanes_s < own_s ? lanes_s : own_s;
}

void schedule_refresh_group(const struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_stage *stage = &run->stages[run->stage];
    struct core_group *group = &run->groups[index];
    uint32_t entry = index - run->plan->stages[run->stage].group_first;
    bool room = group_has_room(group);
    if (!room && !group->offered)
        return;
    group->offered = room;
    if (group->windowed_count > 0) {
        min_tree_set(&stage->windowed, entry,
                     room ? first_windowed(core, run, group) : INSTANT_NEVER);
        min_tree_set(&stage->unseen, entry, room ? first_unseen_if_any(group) : INSTANT_NEVER);
    }
    if (group->always_count > 0)
        min_tree_set(&stage->always, entry,
                     room ? min_tree_first_time(&group->always) : INSTANT_NEVER);
}

/* All it waits for is its window. */
static bool waits_for_window(const struct core_slot *slot)
{
    return slot->state == STATE_NOT_STARTED ||
           (slot->state == STATE_PENDING && slot->reason == REASON_WINDOW_CLOSED && !slot->changed);
}

/* When a member that begins to be a candidate by itself is to be looked at first. */
static int64_t first_look(const struct orchestrator *core, const struct core_run *run,
                          uint32_t slot)
{
    switch ((enum update_state)run->slots[slot].state) {
    case STATE_NOT_STARTED:
        return run->slots[slot].windowed ? ask_opening(core, run, slot).from_s : INT64_MIN;
    case STATE_PENDING:
        return INT64_MIN;
    default:
        return INSTANT_NEVER;
    }
}

static void open_members(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    const struct plan_group *plan = &run->plan->groups[index];
    struct core_group *group = &run->groups[index];
    min_tree_clear(&group->windowed, group->windowed_count);
    min_tree_clear(&group->always, group->always_count);
    lanes_open(&group->lanes, plan);
    for (uint32_t slot = plan->member_first; slot < plan->member_first + plan->member_count; slot++)
        if (!run->places[slot].waits || !waits_for_window(&run->slots[slot]))
            set_look(run, slot, first_look(core, run, slot));
    watch_lanes(core, run, group);
}

void schedule_open_group(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    group->phase = PHASE_WORK;
    group->unseen_cursor = 0;
    group->lookahead_built = false;
    open_members(core, run, index);
}

static uint32_t count_unseen(const struct core_run *run, const struct plan_group *plan)
{
    uint32_t unseen = 0;
    for (uint32_t slot = plan->member_first; slot < plan->member_first + plan->member_count; slot++)
        unseen += run->slots[slot].windowed && run->slots[slot].state == STATE_NOT_STARTED;
    return unseen;
}

/* Its members may all have changed from one tree to the other. */
static void withdraw_group(struct core_run *run, uint32_t index)
{
    struct core_stage *stage = &run->stages[run->stage];
    uint32_t entry = index - run->plan->stages[run->stage].group_first;
    min_tree_set(&stage->windowed, entry, INSTANT_NEVER);
    min_tree_set(&stage->always, entry, INSTANT_NEVER);
    min_tree_set(&stage->unseen, entry, INSTANT_NEVER);
}

void schedule_deal_again(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    memory_deal_out(run, index);
    group->unseen = count_unseen(run, &run->plan->groups[index]);
    if (group->phase != PHASE_WORK)
        return;
    withdraw_group(run, index);
    schedule_open_group(core, run, index);
    schedule_refresh_group(core, run, index);
}

void schedule_forget_stage(struct core_run *run)
{
    struct core_stage *stage = &run->stages[run->stage];
    uint32_t groups = run->plan->stages[run->stage].group_count;
    min_tree_clear(&stage->windowed, groups);
    min_tree_clear(&stage->always, groups);
    min_tree_clear(&stage->unseen, groups);
}

bool schedule_failure_exceeds(const struct core_run *run, uint32_t slot)
{
    uint32_t index = run->slots[slot].group;
    const struct plan_group *group = &run->plan->groups[index];
    uint32_t off = FAULT(FAILURES_OFF_BY_ONE);
    return run->groups[index].members[STATE_FAILED] + off > group->failures_max ||
           run->stages[group->stage].failures + off > run->plan->stages[group->stage].failures_max;
}

static void become_pending(struct orchestrator *core, struct core_run *run, uint32_t slot,
                           uint16_t reason, int64_t until_s)
{
    core_member_set(core, run, slot, STATE_PENDING, reason, until_s == INSTANT_NEVER ? 0 : until_s);
    if (reason == REASON_WINDOW_CLOSED && run->places[slot].waits)
        forget_lookahead(&run->groups[run->slots[slot].group], run->slots[slot].entry);
    else
        set_look(run, slot, until_s);
}

static void become_skipped(struct orchestrator *core, struct core_run *run, uint32_t slot,
                           uint16_t reason)
{
    core_member_set(core, run, slot, STATE_SKIPPED, reason, 0);
    set_look(run, slot, INSTANT_NEVER);
}

/* R16, last: the upgrade begins, or fails in no time. */
static void begin(struct orchestrator *core, struct core_run *run, uint32_t slot, uint16_t failure,
                  int64_t window_end_s)
{
    core_member_set(core, run, slot, STATE_RUNNING, REASON_NONE, 0);
    set_look(run, slot, INSTANT_NEVER);
    if (failure != REASON_NONE) {
        core_member_set(core, run, slot, STATE_FAILED, failure, 0);
        if (run->first_failure == REASON_NONE)
            run->first_failure = failure;
        if (schedule_failure_exceeds(run, slot))
            run->stop = STOP_BY_FAILURE;
        return;
    }
    if (core->setup->run_count > 1)
        core->busy[run->slots[slot].member] = run->index + 1;
    core_record_begin(core, run, slot, window_end_s);
}

/* One run alone never finds a cluster busy. */
static bool is_busy(const struct orchestrator *core, uint32_t member)
{
    return core->setup->run_count > 1 && core->busy[member] != 0;
}

/* Nothing but its window, or another upgrade of its cluster, keeps it from one. */
static const struct orchestrator_standing unhindered = {.skip = REASON_NONE,
                                                        .failure = REASON_NONE,
                                                        .kubernetes_from_s = INT64_MIN,
                                                        .image_from_s = INT64_MIN};

static const struct orchestrator_standing *standing_of(const struct orchestrator *core,
                                                       const struct core_run *run, uint32_t slot)
{
    const struct orchestrator_world *world = &core->setup->world;
    if (run->slots[slot].unhindered)
        return &unhindered;
    return world->standing(world->context, run->index, run->slots[slot].member, core->now_s);
}

/* What a member that cannot begin waits for. */
struct wait {
    uint16_t reason; /* REASON_NONE: for nothing */
    int64_t until_s;
};

/* R16, in its order, behind skips. */
static struct wait wait_of(const struct orchestrator *core, uint32_t member,
                           const struct orchestrator_standing *standing,
                           const struct opening *window)
{
    if (standing->kubernetes_from_s > core->now_s && !FAULT(VERSION_IGNORED))
        return (struct wait){REASON_KUBERNETES_VERSION_NOT_AVAILABLE, standing->kubernetes_from_s};
    if (standing->image_from_s > core->now_s)
        return (struct wait){REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE, standing->image_from_s};
    if (is_busy(core, member) && !FAULT(BUSY_IGNORED))
        return (struct wait){REASON_OPERATION_IN_PROGRESS, INSTANT_NEVER};
    if (window->from_s > core->now_s && !FAULT(CLOSED_WINDOW_BEGINS))
        return (struct wait){REASON_WINDOW_CLOSED, window->from_s};
    return (struct wait){REASON_NONE, 0};
}

/* R16. `window`: its next opening. */
static void evaluate(struct orchestrator *core, struct core_run *run, uint32_t slot,
                     const struct opening *window)
{
    run->slots[slot].changed = false;
    uint32_t member = run->slots[slot].member;
    const struct orchestrator_standing *standing = standing_of(core, run, slot);
    struct wait wait = wait_of(core, member, standing, window);
    if (standing->skip != REASON_NONE)
        become_skipped(core, run, slot, standing->skip);
    else if (wait.reason != REASON_NONE)
        become_pending(core, run, slot, wait.reason, wait.until_s);
    else
        begin(core, run, slot, standing->failure, window->until_s);
}

static bool may_go_on(const struct core_run *run)
{
    return (run->stop == STOP_NONE || FAULT(STOP_BEGINS_MORE)) &&
           schedule_stage_has_room(stage_of(run));
}

/* The first member with a window that is to be looked at by itself, or NONE. */
static uint32_t first_own(const struct orchestrator *core, const struct core_run *run,
                          uint32_t index)
{
    uint32_t entry = min_tree_first(&run->groups[index].windowed, core->now_s);
    return entry == NONE ? NONE : run->entry_slot[run->plan->groups[index].member_first + entry];
}

/* The first candidate of class 1 in a group is evaluated; false: there is none. The time of a
 * member by itself may have come and its window have closed again meanwhile: then only its time
 * moves on. */
static bool serve_first_open(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    watch_lanes(core, run, group);
    uint32_t in_lane = lanes_first(&group->lanes), own;
    while ((own = first_own(core, run, index)) < in_lane) {
        struct opening window = ask_opening(core, run, own);
        if (window.from_s <= core->now_s || !waits_for_window(&run->slots[own]) ||
            FAULT(CLOSED_WINDOW_BEGINS)) {
            evaluate(core, run, own, &window);
            return true;
        }
        min_tree_set(&group->windowed, run->slots[own].entry, window.from_s);
    }
    if (in_lane != NONE)
        evaluate(core, run, in_lane, lanes_opening(&group->lanes, in_lane));
    return in_lane != NONE;
}

/* Class 1: entries whose time has come, first of those with a window. */
static void serve_open_windows(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    while (may_go_on(run)) {
        uint32_t entry = min_tree_first(&stage->windowed, core->now_s);
        if (entry == NONE)
            return;
        serve_first_open(core, run, plan->group_first + entry);
        schedule_refresh_group(core, run, plan->group_first + entry);
    }
}

/* People may have touched groups of other stages too. */
static void refresh_touched(const struct orchestrator *core, struct core_run *run)
{
    for (uint32_t i = 0; i < run->touched_count; i++)
        if (run->plan->groups[run->touched[i]].stage == run->stage)
            schedule_refresh_group(core, run, run->touched[i]);
}

/* Groups in which members have ended have free slots again, which the stage is to know. Mostly it
 * is one group, nothing is due elsewhere, and its next member takes the slot at once: then the
 * stage's view need not change at all. */
static void serve_ended(struct orchestrator *core, struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    if (run->touched_count == 1 && min_tree_first_time(&stage->windowed) > core->now_s)
        while (may_go_on(run) && group_has_room(&run->groups[run->touched[0]]) &&
               serve_first_open(core, run, run->touched[0]))
            continue;
    refresh_touched(core, run);
}

/* Class 3. */
static void serve_without_window(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    while (may_go_on(run)) {
        uint32_t entry = min_tree_first(&stage->always, core->now_s);
        if (entry == NONE)
            return;
        const struct plan_group *group = &run->plan->groups[plan->group_first + entry];
        struct core_group *state = &run->groups[plan->group_first + entry];
        uint32_t first = min_tree_first(&state->always, core->now_s);
        uint32_t slot = run->entry_slot[group->member_first + state->windowed_count + first];
        struct opening window = ask_opening(core, run, slot);
        evaluate(core, run, slot, &window);
        schedule_refresh_group(core, run, plan->group_first + entry);
    }
}

static void build_lookahead(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    uint32_t first = run->plan->groups[index].member_first;
    min_tree_clear(&group->lookahead, group->windowed_count);
    for (uint32_t entry = 0; entry < group->windowed_count; entry++) {
        uint32_t slot = run->entry_slot[first + entry];
        if (run->slots[slot].state == STATE_NOT_STARTED)
            min_tree_set(&group->lookahead, entry, ask_opening(core, run, slot).from_s);
    }
    group->lookahead_built = true;
    schedule_refresh_group(core, run, index);
}

/* Class 2, of one group: unseen members whose window opens soon become Pending. */
static void serve_lookahead(struct orchestrator *core, struct core_run *run, uint32_t index,
                            int64_t soon_s)
{
    struct core_group *group = &run->groups[index];
    uint32_t entry;
    while (may_go_on(run) && (entry = min_tree_first(&group->lookahead, soon_s)) != NONE) {
        uint32_t slot = run->entry_slot[run->plan->groups[index].member_first + entry];
        struct opening window = ask_opening(core, run, slot);
        if (window.from_s <= soon_s)
            evaluate(core, run, slot, &window);
        else
            min_tree_set(&group->lookahead, entry, window.from_s);
    }
    schedule_refresh_group(core, run, index);
}

/* Class 2 differs from class 4 only while members without a window compete for the same slots. */
static void serve_opening_soon(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    int64_t soon_s = core->now_s + core->setup->lookahead_s;
    if (min_tree_first_time(&stage->always) > core->now_s)
        return;
    while (may_go_on(run)) {
        uint32_t entry = min_tree_first(&stage->unseen, soon_s);
        if (entry == NONE)
            return;
        if (!run->groups[plan->group_first + entry].lookahead_built)
            build_lookahead(core, run, plan->group_first + entry);
        else
            serve_lookahead(core, run, plan->group_first + entry, soon_s);
    }
}

static void evaluate_by_window(struct orchestrator *core, struct core_run *run,
                               const struct core_group *group, uint32_t slot)
{
    if (run->places[slot].waits) {
        evaluate(core, run, slot, lanes_opening(&group->lanes, slot));
        return;
    }
    struct opening window = ask_opening(core, run, slot);
    evaluate(core, run, slot, &window);
}

/* Nothing keeps it from an upgrade but its lane, which is not stale and is closed. */
static bool is_shut_out(const struct orchestrator *core, const struct core_run *run,
                        const struct core_group *group, uint32_t slot)
{
    const struct lane_place *place = &run->places[slot];
    const struct core_slot *of = &run->slots[slot];
    return of->state == STATE_NOT_STARTED && of->unhindered && !is_busy(core, of->member) &&
           place->waits && (group->lanes.open >> place->lane & 1) == 0 &&
           !FAULT(CLOSED_WINDOW_BEGINS);
}

/* The members from the cursor on that are shut out, one like the other: what evaluate makes of
 * them, without the questions it asks. */
static void shut_out(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    if (group->lookahead_built)
        return;
    const uint32_t *slots = run->entry_slot + run->plan->groups[index].member_first;
    uint32_t from = group->unseen_cursor, at = from;
    for (; at < group->windowed_count && is_shut_out(core, run, group, slots[at]); at++) {
        int64_t until_s = lanes_opening(&group->lanes, slots[at])->from_s;
        core_member_pend(core, run, slots[at], REASON_WINDOW_CLOSED,
                         until_s == INSTANT_NEVER ? 0 : until_s);
    }
    core_count_pending(group, at - from);
    group->unseen_cursor = at;
    if (at > from)
        core_touch(run, index);
}

/* Class 4, of one group: all windowed members that nobody has looked at yet. */
static void serve_unseen(struct orchestrator *core, struct core_run *run, uint32_t index)
{
    struct core_group *group = &run->groups[index];
    uint32_t first = run->plan->groups[index].member_first;
    watch_lanes(core, run, group);
    while (group->unseen > 0 && may_go_on(run) && group_has_room(group)) {
        shut_out(core, run, index);
        if (group->unseen == 0)
            break;
        uint32_t slot = run->entry_slot[first + group->unseen_cursor++];
        if (run->slots[slot].state == STATE_NOT_STARTED)
            evaluate_by_window(core, run, group, slot);
    }
    schedule_refresh_group(core, run, index);
}

static void serve_closed(struct orchestrator *core, struct core_run *run)
{
    const struct plan_stage *plan = &run->plan->stages[run->stage];
    struct core_stage *stage = &run->stages[run->stage];
    while (may_go_on(run)) {
        uint32_t entry = min_tree_first(&stage->unseen, INSTANT_NEVER - 1);
        if (entry == NONE)
            return;
        serve_unseen(core, run, plan->group_first + entry);
    }
}

/* Most moments are over when the group whose member has ended is served. */
static bool anybody_is_due(const struct orchestrator *core, const struct core_run *run)
{
    const struct core_stage *stage = &run->stages[run->stage];
    return min_tree_first_time(&stage->windowed) <= core->now_s ||
           min_tree_first_time(&stage->always) <= core->now_s ||
           min_tree_first_time(&stage->unseen) < INSTANT_NEVER;
}

void schedule_serve(struct orchestrator *core, struct core_run *run)
{
    if (FAULT(CLASSES_IGNORED)) {
        refresh_touched(core, run);
        serve_without_window(core, run);
    }
    serve_ended(core, run);
    if (!anybody_is_due(core, run))
        return;
    serve_open_windows(core, run);
    serve_opening_soon(core, run);
    serve_without_window(core, run);
    serve_closed(core, run);
}
