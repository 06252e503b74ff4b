/* Small scope, completely: every shape of a run of up to 3 members in 2 groups of 2 stages (tests/
 * lib/small_shapes.h), and every history of its first turns, whatever ends well or badly and
 * whatever people do, in every order. How many turns, depends on how much there is to choose from.
 *
 * A history is a row of choices, each "a number below n"; an odometer counts through all of them.
 * The core is driven directly. After every step the states of parents must follow from those of
 * their children (R22 to R29, written here a second time as sentences), limits and gates must hold.
 * When people have had their turns the history is played to its end: gates are completed, upgrades
 * end well, a run that stands still is started again; it must end Completed.
 */
#include "sim/orchestrator/orchestrator.h"
#include "tests/lib/coverage.h"
#include "tests/lib/small_shapes.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURNS_MAX = 5, CHOICES_MAX = 64, MEMORY = 1 << 16 };

/* About as many histories of a shape without gates, wait and window; each of these leaves a
 * quarter. */
static const double histories_wanted = 6000;

/* ---- All rows of choices. */

static struct odometer {
    uint32_t digit[CHOICES_MAX], below[CHOICES_MAX];
    uint32_t length, used;
} odometer;

static uint32_t below(uint32_t n)
{
    if (odometer.used == odometer.length) {
        cr_assert_lt(odometer.length, CHOICES_MAX);
        odometer.digit[odometer.length] = 0;
        odometer.below[odometer.length++] = n;
    }
    return odometer.digit[odometer.used++];
}

static bool next_history(void)
{
    odometer.length = odometer.used;
    while (odometer.length > 0 &&
           odometer.digit[odometer.length - 1] + 1 == odometer.below[odometer.length - 1])
        odometer.length--;
    odometer.used = 0;
    if (odometer.length == 0)
        return false;
    odometer.digit[odometer.length - 1]++;
    return true;
}

static const char *choices(void)
{
    static char text[CHOICES_MAX * 4];
    int used = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < odometer.used; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%u ", odometer.digit[i]);
    return text;
}

/* ---- The plan. */

static struct world {
    struct plan plan;
    struct plan_stage stages[SMALL_STAGES];
    struct plan_group groups[SMALL_GROUPS];
    struct plan_gate gates[SMALL_GATES];
    uint32_t members[SMALL_MEMBERS], slot_group[SMALL_MEMBERS], windows[SMALL_MEMBERS];
    const struct plan *plans;
    const uint32_t *window_of;
    struct orchestrator_run run;
    struct orchestrator_setup setup;
    struct orchestrator *core;
    void *memory;
    enum update_state wait[SMALL_STAGES];
    bool begun[SMALL_MEMBERS]; /* an upgrade is in progress */
    int64_t now_s;
    struct orchestrator_update update;
} world;

/* Windows are closed, then open, in turn. */
static struct opening window_of(uint32_t member, int64_t now_s)
{
    if (world.windows[member] == NONE)
        return (struct opening){INT64_MIN, INSTANT_NEVER};
    int64_t from_s = now_s / (2 * SMALL_WAIT_S) * (2 * SMALL_WAIT_S) + SMALL_WAIT_S;
    return (struct opening){from_s, from_s + SMALL_WAIT_S};
}

static bool is_open(uint32_t member)
{
    return window_of(member, world.now_s).from_s <= world.now_s;
}

static struct opening ask_opening(void *context, uint32_t run, uint32_t member, int64_t now_s)
{
    (void)context, (void)run;
    return window_of(member, now_s);
}

static const struct orchestrator_standing *free_to_go(void *context, uint32_t run, uint32_t member,
                                                      int64_t now_s)
{
    static const struct orchestrator_standing standing = {.kubernetes_from_s = INT64_MIN,
                                                          .image_from_s = INT64_MIN};
    (void)context, (void)run, (void)member, (void)now_s;
    return &standing;
}

static struct plan_gates gates_of(uint32_t stage, uint32_t group, enum gate_timing timing)
{
    struct plan_gates found = {0, 0};
    for (uint32_t i = 0; i < world.plan.gate_count; i++) {
        const struct plan_gate *gate = &world.gates[i];
        bool here = gate->timing == timing && gate->group == group &&
                    (group != NONE || gate->stage == stage);
        if (here && found.count++ == 0)
            found.first = i;
    }
    return found;
}

static void lay_out_members(const struct small_shape *shape)
{
    uint32_t slot = 0;
    for (uint32_t g = 0; g < shape->group_count; g++) {
        uint32_t stage = shape->stage_of[g];
        struct plan_stage *of = &world.stages[stage];
        world.groups[g] = (struct plan_group){.name = "g",
                                              .stage = stage,
                                              .member_first = slot,
                                              .member_count = shape->members[g],
                                              .concurrency_max = shape->group_limit,
                                              .failures_max = shape->failures_max,
                                              .before = gates_of(stage, g, GATE_BEFORE),
                                              .after = gates_of(stage, g, GATE_AFTER)};
        if (of->group_count++ == 0) {
            of->group_first = g;
            of->member_first = slot;
        }
        of->member_count += shape->members[g];
        for (uint32_t i = 0; i < shape->members[g]; i++)
            world.slot_group[slot++] = g;
    }
    world.plan.member_count = slot;
}

static void lay_out(const struct small_shape *shape)
{
    memset(world.stages, 0, sizeof world.stages);
    memcpy(world.gates, shape->gates, sizeof world.gates);
    world.plan = (struct plan){.stages = world.stages,
                               .stage_count = shape->stage_count,
                               .groups = world.groups,
                               .group_count = shape->group_count,
                               .members = world.members,
                               .slot_group = world.slot_group,
                               .slot_of = world.members,
                               .gates = world.gates,
                               .gate_count = shape->gate_count};
    for (uint32_t s = 0; s < shape->stage_count; s++) {
        world.stages[s].name = "s";
        world.stages[s].concurrency_max = shape->stage_limit;
        world.stages[s].failures_max = shape->failures_max;
        world.stages[s].wait_s = shape->wait_s;
        world.stages[s].before = gates_of(s, NONE, GATE_BEFORE);
        world.stages[s].after = gates_of(s, NONE, GATE_AFTER);
    }
    lay_out_members(shape);
    world.windows[0] = shape->windowed ? 0 : NONE;
    world.plans = &world.plan;
    world.window_of = world.windows;
    world.run = (struct orchestrator_run){
        .plans = &world.plans, .window_of = &world.window_of, .plan_count = 1};
    world.setup = (struct orchestrator_setup){.runs = &world.run,
                                              .run_count = 1,
                                              .member_count = SMALL_MEMBERS,
                                              .window_count = 1,
                                              .operations_max = 1,
                                              .world = {NULL, ask_opening, free_to_go}};
    cr_assert_leq(orchestrator_size(&world.setup), (size_t)MEMORY);
    world.core = orchestrator_init(world.memory, &world.setup);
}

/* ---- What must hold after every step. */

static enum update_state member_state(uint32_t slot)
{
    return orchestrator_member_state(world.core, 0, slot);
}

static bool is_final(enum update_state state)
{
    return state == STATE_COMPLETED || state == STATE_SKIPPED;
}

static uint32_t count(const struct plan_group *group, enum update_state state)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < group->member_count; i++)
        found += member_state(group->member_first + i) == state;
    return found;
}

static bool gates_are(struct plan_gates gates, enum update_state state, bool all)
{
    uint32_t found = 0;
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        found += orchestrator_gate_state(world.core, 0, i) == state;
    return all ? found == gates.count : found > 0;
}

static void require(bool holds, const char *sentence)
{
    cr_assert(holds, "%s; choices: %s", sentence, choices());
}

static void check_group(uint32_t index, enum update_state run)
{
    const struct plan_group *group = &world.groups[index];
    enum update_state state = orchestrator_group_state(world.core, 0, index);
    uint32_t in_progress = count(group, STATE_RUNNING) + count(group, STATE_STOPPING);
    uint32_t waiting = count(group, STATE_NOT_STARTED) + count(group, STATE_PENDING);
    bool goes_on = run == STATE_RUNNING || run == STATE_PENDING;
    require(in_progress <= group->concurrency_max, "a group's limit holds");
    require(in_progress == 0 || state == (goes_on ? STATE_RUNNING : STATE_STOPPING),
            "a group with members in progress is Running, or Stopping with its run");
    require(in_progress == 0 || gates_are(group->before, STATE_COMPLETED, true) ||
                gates_are(group->before, STATE_SKIPPED, false),
            "no member begins before the gates of its group are done");
    if (!is_final(state))
        return;
    require(waiting + in_progress == 0, "nobody is left in a group that is over");
    require(!gates_are(group->before, STATE_PENDING, false) &&
                !gates_are(group->after, STATE_PENDING, false) &&
                !gates_are(group->after, STATE_NOT_STARTED, false),
            "no gate is left of a group that is over");
    require((state == STATE_SKIPPED) == (count(group, STATE_SKIPPED) == group->member_count),
            "a group is Skipped when all its members are");
}

static void check_running_group(uint32_t index)
{
    const struct plan_group *group = &world.groups[index];
    enum update_state state = orchestrator_group_state(world.core, 0, index);
    uint32_t done =
        count(group, STATE_COMPLETED) + count(group, STATE_SKIPPED) + count(group, STATE_FAILED);
    if (done == group->member_count && !gates_are(group->before, STATE_PENDING, false))
        require(state == (gates_are(group->after, STATE_PENDING, false) ? STATE_PENDING
                          : count(group, STATE_SKIPPED) == done         ? STATE_SKIPPED
                                                                        : STATE_COMPLETED),
                "a group whose members are done is Pending for its gates, else over");
    if (count(group, STATE_PENDING) > 0 && count(group, STATE_RUNNING) == 0)
        require(state == STATE_PENDING, "a group is Pending with its members");
    if (gates_are(group->before, STATE_PENDING, false))
        require(state == STATE_PENDING &&
                    done + count(group, STATE_NOT_STARTED) == group->member_count,
                "a group whose gate is Pending is Pending, and nobody has begun");
}

static void check_stage(uint32_t index, enum update_state run, bool current)
{
    const struct plan_stage *stage = &world.stages[index];
    enum update_state state = orchestrator_stage_state(world.core, 0, index);
    uint32_t in_progress = 0, over = 0, skipped = 0, failed = 0;
    for (uint32_t g = stage->group_first; g < stage->group_first + stage->group_count; g++) {
        const struct plan_group *group = &world.groups[g];
        enum update_state of_group = orchestrator_group_state(world.core, 0, g);
        in_progress += count(group, STATE_RUNNING) + count(group, STATE_STOPPING);
        over += is_final(of_group);
        skipped += of_group == STATE_SKIPPED;
        failed += count(group, STATE_FAILED);
        check_group(g, run);
        if (current && (run == STATE_RUNNING || run == STATE_PENDING) &&
            !gates_are(stage->before, STATE_PENDING, false))
            check_running_group(g);
    }
    require(in_progress <= stage->concurrency_max, "a stage's limit holds");
    require(orchestrator_stage_failures(world.core, 0, index) == failed,
            "failures are counted once");
    require(in_progress == 0 || current, "only the current stage has members in progress");
    require(in_progress == 0 || !gates_are(stage->before, STATE_PENDING, false),
            "no member begins before the gates of its stage are done");
    require(!current || run == STATE_NOT_STARTED || state == run,
            "the current stage is what the run is");
    require(current || is_final(state) || state == STATE_NOT_STARTED,
            "other stages are over or not begun");
    if (!is_final(state))
        return;
    require(stage->wait_s == 0 || is_final(world.wait[index]),
            "no wait is left of a stage that is over");
    require(over == stage->group_count, "all groups of a stage that is over are over");
    require((state == STATE_SKIPPED) == (skipped == over),
            "a stage is Skipped when its groups are");
    require(!gates_are(stage->after, STATE_PENDING, false) &&
                !gates_are(stage->after, STATE_NOT_STARTED, false),
            "no gate is left of a stage that is over");
}

static void check_transitions(void)
{
    for (uint32_t i = 0; i < world.update.transition_count; i++) {
        const struct orchestrator_transition *t = &world.update.transitions[i];
        require(coverage_is_listed((enum orchestrator_level)t->level, (enum update_state)t->from,
                                   (enum update_state)t->to),
                "only listed transitions happen");
        if (t->level == ORCHESTRATOR_WAIT)
            world.wait[t->index] = (enum update_state)t->to;
        if (t->level == ORCHESTRATOR_MEMBER && t->to == STATE_PENDING)
            require(!is_open(t->index), "members wait for closed windows alone");
    }
}

static void check(void)
{
    enum update_state run = orchestrator_run_state(world.core, 0);
    bool current = true;
    check_transitions();
    for (uint32_t s = 0; s < world.plan.stage_count; s++) {
        bool over = is_final(orchestrator_stage_state(world.core, 0, s));
        check_stage(s, run, current && !over);
        current = current && over;
    }
    require((run == STATE_COMPLETED) == (current && run != STATE_NOT_STARTED),
            "a run is Completed when its stages are over");
    for (uint32_t i = 0; i < world.update.begin_count; i++) {
        uint32_t slot = world.update.begins[i].slot;
        require(!world.begun[slot] && (run == STATE_RUNNING), "upgrades begin in a Running run");
        require(is_open(slot), "upgrades begin in windows");
        world.begun[slot] = true;
    }
}

/* ---- Steps. */

static void step(const struct orchestrator_finish *finish,
                 const struct orchestrator_operation *operation)
{
    struct orchestrator_moment moment = {.at_s = ++world.now_s,
                                         .finishes = finish,
                                         .finish_count = finish != NULL,
                                         .operations = operation,
                                         .operation_count = operation != NULL};
    world.update = orchestrator_step(world.core, &moment);
    check();
}

static void finish(uint32_t slot, bool well)
{
    struct orchestrator_finish ended = {0, slot, well ? REASON_NONE : REASON_FIRST_CAUSE};
    world.begun[slot] = false;
    step(&ended, NULL);
}

static enum refusal ask(enum orchestrator_do what, uint32_t index)
{
    struct orchestrator_operation operation = {what, 0, index};
    step(NULL, &operation);
    if (world.update.refusals[0] != REFUSAL_NONE)
        require(world.update.transition_count == 0, "an operation that is refused changes nothing");
    return (enum refusal)world.update.refusals[0];
}

/* What can happen now; `number` counts down to the one that does. True: it happened. */
static bool one_of_the_ends(uint32_t *number)
{
    for (uint32_t slot = 0; slot < world.plan.member_count; slot++)
        if (world.begun[slot]) {
            if (*number < 2) {
                finish(slot, *number == 0);
                return true;
            }
            *number -= 2;
        }
    return false;
}

static uint32_t ends(void)
{
    uint32_t number = 0;
    for (uint32_t slot = 0; slot < world.plan.member_count; slot++)
        number += world.begun[slot] ? 2 : 0;
    return number;
}

static bool one_of(uint32_t *number, enum orchestrator_do what, uint32_t targets)
{
    if (*number >= targets) {
        *number -= targets;
        return false;
    }
    ask(what, *number);
    return true;
}

/* Nothing happens for a while: waits end, windows open and close, gates complete themselves. */
static void pass_time(void)
{
    world.now_s += SMALL_WAIT_S;
    step(NULL, NULL);
}

/* What people can ask for. */
static uint32_t requests(void)
{
    const struct plan *plan = &world.plan;
    uint32_t waits = world.stages[0].wait_s > 0 ? plan->stage_count : 0;
    return 2 + plan->stage_count + plan->group_count + 2 * plan->member_count + plan->gate_count +
           waits;
}

static void take_turn(void)
{
    const struct plan *plan = &world.plan;
    uint32_t number = below(ends() + requests() + 1);
    if (one_of_the_ends(&number) || one_of(&number, DO_START, 1) || one_of(&number, DO_STOP, 1) ||
        one_of(&number, DO_SKIP_STAGE, plan->stage_count) ||
        one_of(&number, DO_SKIP_GROUP, plan->group_count) ||
        one_of(&number, DO_SKIP_MEMBER, plan->member_count) ||
        one_of(&number, DO_COMPLETE_GATE, plan->gate_count) ||
        one_of(&number, DO_LEAVE, plan->member_count))
        return;
    if (number == 0)
        pass_time();
    else
        ask(DO_SKIP_WAIT, number - 1);
}

/* Whatever has happened, good luck and patience bring a run to its end. */
static void play_to_the_end(void)
{
    for (uint32_t rest = 60; rest > 0; rest--) {
        enum update_state run = orchestrator_run_state(world.core, 0);
        if (run == STATE_COMPLETED)
            return;
        uint32_t number = 0;
        if (one_of_the_ends(&number))
            continue;
        if (run != STATE_RUNNING && run != STATE_PENDING) {
            ask(DO_START, 0);
            continue;
        }
        for (uint32_t gate = 0; gate < world.plan.gate_count; gate++)
            if (orchestrator_gate_state(world.core, 0, gate) == STATE_PENDING)
                ask(DO_COMPLETE_GATE, gate);
        pass_time();
    }
    require(false, "a run that nothing holds up ends");
}

static void play(uint32_t turns)
{
    struct orchestrator_operation create = {DO_CREATE, 0, 0};
    orchestrator_reset(world.core);
    memset(world.begun, 0, sizeof world.begun);
    memset(world.wait, 0, sizeof world.wait);
    world.now_s = 0;
    step(NULL, &create);
    if (below(2) == 0)
        ask(DO_START, 0);
    for (uint32_t turn = 0; turn < turns; turn++)
        take_turn();
    play_to_the_end();
}

/* As many as keep the histories of a shape within bounds: each turn makes about as many of one as
 * there are requests. */
static uint32_t turns_of(const struct small_shape *shape)
{
    double wanted = histories_wanted / pow(4, small_shape_features(shape));
    uint32_t turns = small_shape_features(shape) < 2 ? 2 : 1;
    while (turns < TURNS_MAX && 2 * pow(requests() + 1, turns + 1) <= wanted)
        turns++;
    return turns;
}

static uint64_t play_all(const struct small_shape *shape)
{
    uint64_t histories = 0;
    uint32_t turns = turns_of(shape);
    odometer = (struct odometer){0};
    do {
        play(turns);
        histories++;
    } while (next_history());
    return histories;
}

Test(small_scope, every_history_of_a_few_members_keeps_the_rules)
{
    struct small_shapes shapes = {0};
    struct small_shape shape;
    uint64_t histories = 0;
    uint32_t count = 0, by_turns[TURNS_MAX + 1] = {0};
    world.memory = aligned_alloc(64, MEMORY);
    for (uint32_t i = 0; i < SMALL_MEMBERS; i++) {
        world.members[i] = i;
        world.windows[i] = NONE;
    }
    for (; small_shapes_next(&shapes, &shape); count++) {
        lay_out(&shape);
        histories += play_all(&shape);
        by_turns[turns_of(&shape)]++;
    }
    fprintf(stderr, "%" PRIu64 " histories of %u shapes", histories, count);
    for (uint32_t turns = 1; turns <= TURNS_MAX; turns++)
        fprintf(stderr, ", %u of %u turns", by_turns[turns], turns);
    fputs("\n", stderr);
    cr_expect_geq(histories, 1000000);
    cr_expect_gt(by_turns[TURNS_MAX - 1], 0);
    free(world.memory);
}
