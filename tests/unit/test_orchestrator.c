/* The core by itself: what hosts ask of it that no story can ask so directly. */
#include "sim/orchestrator/orchestrator.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 20, CLOSED_S = 1000, END_S = 2000 };

/* One run of one group; windows with an odd number are closed until CLOSED_S, the others open. */
static struct bench {
    struct plan_stage stage;
    struct plan_group group;
    struct plan plans[2];
    const struct plan *list[2];
    uint32_t members[MEMBERS], slot_group[MEMBERS], slot_of[MEMBERS];
    uint32_t windows[MEMBERS];
    const uint32_t *window_of[2];
    struct orchestrator_standing standing[MEMBERS];
    struct orchestrator_run run;
    struct orchestrator_setup setup;
    struct orchestrator *core;
    void *memory;
    int64_t now_s;
    struct orchestrator_update update;
} bench;

static struct opening opening_of(void *context, uint32_t run, uint32_t member, int64_t now_s)
{
    (void)context, (void)run;
    uint32_t window = bench.windows[member];
    if (window == NONE)
        return (struct opening){INT64_MIN, INSTANT_NEVER};
    if (window % 2 == 1)
        return (struct opening){CLOSED_S, INSTANT_NEVER};
    return now_s < END_S ? (struct opening){0, END_S}
                         : (struct opening){INSTANT_NEVER, INSTANT_NEVER};
}

static const struct orchestrator_standing *standing_of(void *context, uint32_t run, uint32_t member,
                                                       int64_t now_s)
{
    (void)context, (void)run, (void)now_s;
    return &bench.standing[member];
}

static struct plan plan_of(uint32_t member_count)
{
    return (struct plan){.stages = &bench.stage,
                         .stage_count = 1,
                         .groups = &bench.group,
                         .group_count = 1,
                         .members = bench.members,
                         .slot_group = bench.slot_group,
                         .slot_of = bench.slot_of,
                         .member_count = member_count};
}

/* All members free to go, without a window, `limit` at a time. */
static void begin(uint32_t member_count, uint32_t limit)
{
    memset(&bench, 0, sizeof bench);
    bench.stage = (struct plan_stage){.name = "s",
                                      .group_count = 1,
                                      .member_count = member_count,
                                      .concurrency_max = limit,
                                      .failures_max = MEMBERS};
    bench.group = (struct plan_group){.name = "g",
                                      .member_count = member_count,
                                      .concurrency_max = limit,
                                      .failures_max = MEMBERS};
    for (uint32_t i = 0; i < MEMBERS; i++) {
        bench.members[i] = i;
        bench.slot_of[i] = i < member_count ? i : NONE;
        bench.windows[i] = NONE;
        bench.standing[i] = (struct orchestrator_standing){.kubernetes_from_s = INT64_MIN,
                                                           .image_from_s = INT64_MIN};
    }
    bench.plans[0] = plan_of(member_count);
    bench.list[0] = &bench.plans[0];
    bench.window_of[0] = bench.window_of[1] = bench.windows;
    bench.run = (struct orchestrator_run){
        .plans = bench.list, .window_of = bench.window_of, .plan_count = 1};
    bench.setup = (struct orchestrator_setup){.runs = &bench.run,
                                              .run_count = 1,
                                              .member_count = MEMBERS,
                                              .window_count = MEMBERS,
                                              .operations_max = MEMBERS,
                                              .windows_change = true,
                                              .world = {NULL, opening_of, standing_of}};
}

static void create_core(void)
{
    bench.memory = aligned_alloc(64, (orchestrator_size(&bench.setup) + 63) / 64 * 64);
    bench.core = orchestrator_init(bench.memory, &bench.setup);
}

static enum refusal ask(enum orchestrator_do what, uint32_t index)
{
    struct orchestrator_operation operation = {what, 0, index};
    struct orchestrator_moment moment = {
        .at_s = bench.now_s, .operations = &operation, .operation_count = 1};
    bench.update = orchestrator_step(bench.core, &moment);
    return (enum refusal)bench.update.refusals[0];
}

static void pass_to(int64_t now_s)
{
    struct orchestrator_moment moment = {.at_s = bench.now_s = now_s};
    bench.update = orchestrator_step(bench.core, &moment);
}

static void finish(uint32_t slot)
{
    struct orchestrator_finish finish = {0, slot, REASON_NONE};
    struct orchestrator_moment moment = {
        .at_s = bench.now_s, .finishes = &finish, .finish_count = 1};
    bench.update = orchestrator_step(bench.core, &moment);
}

static enum update_state state(uint32_t slot)
{
    return orchestrator_member_state(bench.core, 0, slot);
}

/* ---- DO_LOOK. */

Test(orchestrator, looks_at_a_pending_member_again_when_it_is_told_to)
{
    begin(2, 2);
    bench.standing[0].kubernetes_from_s = INSTANT_NEVER;
    create_core();
    ask(DO_CREATE, 0);
    ask(DO_START, 0);
    cr_assert_eq(state(0), STATE_PENDING);
    bench.standing[0].kubernetes_from_s = INT64_MIN;
    pass_to(10);
    cr_assert_eq(state(0), STATE_PENDING, "nobody has told the core");
    cr_assert_eq(ask(DO_LOOK, 0), REFUSAL_NONE);
    cr_assert_eq(state(0), STATE_RUNNING);
    cr_assert_eq(bench.update.begin_count, 1);
    free(bench.memory);
}

Test(orchestrator, looks_again_without_effect_where_nobody_waits)
{
    begin(2, 1);
    create_core();
    cr_assert_eq(ask(DO_LOOK, 0), REFUSAL_NONE, "before the run exists");
    ask(DO_CREATE, 0);
    ask(DO_START, 0);
    for (uint32_t member = 0; member < 3; member++) { /* in progress, not begun, in no run */
        ask(DO_LOOK, member);
        cr_assert_eq(bench.update.transition_count, 0);
    }
    finish(0);
    ask(DO_LOOK, 0);
    cr_assert_eq(bench.update.transition_count, 0, "who is Completed stays so");
    cr_assert_eq(state(1), STATE_RUNNING);
    free(bench.memory);
}

/* ---- Windows that change. */

/* Windows as an odometer: NONE, 0 (open), 1 (closed) per member. */
static void set_windows(uint32_t number, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++, number /= 3)
        bench.windows[i] = number % 3 == 0 ? NONE : number % 3 - 1;
}

/* What three members are after the start, when windows were these at last. */
static uint32_t played(uint32_t before, uint32_t last, bool while_it_runs)
{
    uint32_t told = 0;
    begin(3, 1);
    set_windows(before, 3);
    create_core();
    ask(DO_CREATE, 0);
    if (while_it_runs)
        ask(DO_START, 0);
    set_windows(last, 3);
    for (uint32_t member = 0; member < 3; member++)
        ask(DO_LOOK, member);
    if (!while_it_runs)
        ask(DO_START, 0);
    for (int64_t now_s = CLOSED_S / 2; now_s <= 2 * END_S; now_s += CLOSED_S / 2) {
        pass_to(now_s);
        for (uint32_t slot = 0; slot < 3; slot++)
            if (state(slot) == STATE_RUNNING) {
                finish(slot);
                told = 7 * told + slot + 1;
            }
    }
    for (uint32_t slot = 0; slot < 3; slot++)
        told = 7 * told + state(slot);
    free(bench.memory);
    return told;
}

Test(orchestrator, deals_members_out_again_when_windows_change_before_the_start)
{
    for (uint32_t before = 0; before < 27; before++)
        for (uint32_t last = 0; last < 27; last++)
            cr_assert_eq(played(before, last, false), played(last, last, false),
                         "windows %u, then %u", before, last);
}

/* Who can begin at the start does; after that all are as if they had always had these windows. */
Test(orchestrator, deals_members_out_again_when_windows_change_while_it_runs)
{
    for (uint32_t last = 0; last < 27; last++)
        for (uint32_t before = 0; before < 27; before += 13) /* none, all open, all closed */
            if (before != 0 || last % 3 != 2)
                cr_assert_eq(played(before, last, true) % (7 * 7 * 7),
                             played(last, last, true) % (7 * 7 * 7), "windows %u, then %u", before,
                             last);
}

/* More windows than a group has lanes for, then one, then more again. */
Test(orchestrator, takes_any_number_of_windows_in_the_place_of_another)
{
    begin(MEMBERS, MEMBERS);
    for (uint32_t i = 0; i < MEMBERS; i++)
        bench.windows[i] = 2 * i + 1;
    create_core();
    ask(DO_CREATE, 0);
    ask(DO_START, 0);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        cr_assert_eq(state(i), STATE_PENDING);
        bench.windows[i] = 1;
    }
    ask(DO_LOOK, 0);
    for (uint32_t i = 0; i < MEMBERS; i++)
        cr_assert_eq(state(i), STATE_PENDING);
    for (uint32_t i = 0; i < MEMBERS; i++)
        bench.windows[i] = i < 5 ? 2 * i : 2 * i + 1;
    ask(DO_LOOK, 0);
    for (uint32_t i = 0; i < MEMBERS; i++)
        cr_assert_eq(state(i), i < 5 ? STATE_RUNNING : STATE_PENDING, "member %u", i);
    pass_to(CLOSED_S);
    for (uint32_t i = 0; i < MEMBERS; i++)
        cr_assert_eq(state(i), STATE_RUNNING, "member %u", i);
    free(bench.memory);
}

/* ---- One of several plans. */

Test(orchestrator, creates_a_run_with_the_plan_it_is_told)
{
    begin(3, 1);
    struct plan_stage small_stage = bench.stage;
    struct plan_group small_group = bench.group;
    small_stage.member_count = small_group.member_count = 1;
    bench.plans[1] = plan_of(1);
    bench.plans[1].stages = &small_stage;
    bench.plans[1].groups = &small_group;
    bench.list[1] = &bench.plans[1];
    bench.run.plan_count = 2;
    create_core();
    cr_assert_eq(ask(DO_START, 0), REFUSAL_NO_RUN);
    cr_assert_null(orchestrator_plan(bench.core, 0));
    cr_assert_eq(ask(DO_CREATE, 1), REFUSAL_NONE);
    cr_assert_eq(orchestrator_plan(bench.core, 0), &bench.plans[1]);
    cr_assert_eq(ask(DO_CREATE, 0), REFUSAL_RUN_EXISTS);
    cr_assert_eq(ask(DO_SKIP_MEMBER, 1), REFUSAL_NO_TARGET);
    ask(DO_START, 0);
    finish(0);
    cr_assert_eq(orchestrator_run_state(bench.core, 0), STATE_COMPLETED);
    orchestrator_reset(bench.core);
    bench.now_s = 0;
    cr_assert_eq(ask(DO_CREATE, 0), REFUSAL_NONE, "the next history has another one");
    cr_assert_eq(ask(DO_SKIP_MEMBER, 2), REFUSAL_NONE);
    ask(DO_START, 0);
    finish(0);
    cr_assert_eq(state(1), STATE_RUNNING);
    cr_assert_eq(state(2), STATE_SKIPPED);
    free(bench.memory);
}
