/* random_people: what people do with the runs: they start, stop and skip, complete gates, and take
 * clusters out of the fleet. Many things at the wrong moment. */
#include "tests/lib/random_fleet.h"
#include "tests/lib/random_parts.h"

#include <stdlib.h>

/* Of a plan's `count` targets; sometimes one that it has not. */
static uint32_t draw_target(struct dice *dice, uint32_t count)
{
    if (count == 0 || dice_chance(dice, 2))
        return count + dice_below(dice, 3);
    return dice_below(dice, count);
}

static void add(struct random_fleet *fleet, int64_t at_s, enum orchestrator_do what, uint32_t run,
                uint32_t index)
{
    if (fleet->operation_count < RANDOM_FLEET_OPERATIONS_MAX)
        fleet->operations[fleet->operation_count++] =
            (struct host_operation){at_s, {.what = what, .run = run, .index = index}};
}

/* Somebody looks after all gates of the run. */
static void approve(struct random_fleet *fleet, struct dice *dice, int64_t at_s, uint32_t run)
{
    uint32_t gates = fleet->scenario.plans[run].gate_count;
    for (uint32_t gate = 0; gate < gates; gate++)
        if (dice_chance(dice, 80))
            add(fleet, at_s, DO_COMPLETE_GATE, run, gate);
}

static void skip(struct random_fleet *fleet, struct dice *dice, int64_t at_s, uint32_t run)
{
    const struct plan *plan = &fleet->scenario.plans[run];
    uint32_t kind = dice_below(dice, 10);
    if (kind < 2)
        add(fleet, at_s, DO_SKIP_STAGE, run, draw_target(dice, plan->stage_count));
    else if (kind < 4)
        add(fleet, at_s, DO_SKIP_GROUP, run, draw_target(dice, plan->group_count));
    else if (kind < 6)
        add(fleet, at_s, DO_SKIP_MEMBER, run, draw_target(dice, plan->member_count));
    else
        add(fleet, at_s, DO_SKIP_WAIT, run, draw_target(dice, plan->stage_count));
}

/* A manual run exists from the scenario's start on. */
static void draw_one(struct random_fleet *fleet, struct dice *dice, int64_t at_s)
{
    uint32_t run = dice_below(dice, fleet->scenario.run_count);
    const struct plan *plan = &fleet->scenario.plans[run];
    uint32_t member = dice_below(dice, fleet->scenario.fleet.member_count);
    uint32_t kind = dice_below(dice, 100);
    if (kind < 35)
        add(fleet, at_s, DO_START, run, 0);
    else if (kind < 51)
        add(fleet, at_s, DO_STOP, run, 0);
    else if (kind < 78)
        skip(fleet, dice, at_s, run);
    else if (kind < 84)
        add(fleet, at_s, DO_COMPLETE_GATE, run, draw_target(dice, plan->gate_count));
    else if (kind < 92)
        add(fleet, at_s, DO_LEAVE, run, member);
    else if (kind < 96)
        add(fleet, at_s, DO_LOOK, run, member);
    else if (fleet->scenario.runs[run].start == RUN_START_MANUAL)
        add(fleet, at_s, DO_CREATE, run, 0);
}

static bool has_gates(const struct scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->run_count; i++)
        if (scenario->plans[i].gate_count > 0)
            return true;
    return false;
}

/* Many stop a run, and some do not know it. */
static bool has_just_stopped(const struct random_fleet *fleet)
{
    return fleet->operation_count > 0 &&
           fleet->operations[fleet->operation_count - 1].operation.what == DO_STOP;
}

static void draw_all(struct random_fleet *fleet)
{
    struct dice dice = dice_of(fleet->seed, "operations", 0);
    bool gated = has_gates(&fleet->scenario);
    if (!dice_chance(&dice, gated ? 90 : 55))
        return;
    uint32_t turns = dice_between(&dice, 1, 12);
    int64_t at_s = fleet->scenario.start_s;
    for (uint32_t i = 0; i < turns; i++) {
        bool unaware = gated && has_just_stopped(fleet) && dice_chance(&dice, 80);
        if (unaware)
            at_s += MINUTE_S * dice_between(&dice, 1, 20);
        else if (!dice_chance(&dice, 20))
            at_s += MINUTE_S * dice_between(&dice, 1, dice_chance(&dice, 50) ? 300 : 3000);
        if (unaware)
            approve(fleet, &dice, at_s,
                    fleet->operations[fleet->operation_count - 1].operation.run);
        else if (gated && dice_chance(&dice, 50))
            approve(fleet, &dice, at_s, dice_below(&dice, fleet->scenario.run_count));
        else
            draw_one(fleet, &dice, at_s);
    }
}

/* ---- The remark. */

static const char *const words[] = {[DO_CREATE] = "create",
                                    [DO_START] = "start",
                                    [DO_STOP] = "stop",
                                    [DO_SKIP_STAGE] = "skip stage",
                                    [DO_SKIP_GROUP] = "skip group",
                                    [DO_SKIP_MEMBER] = "skip slot",
                                    [DO_SKIP_WAIT] = "skip wait",
                                    [DO_COMPLETE_GATE] = "complete gate",
                                    [DO_LEAVE] = "leaves",
                                    [DO_LOOK] = "look at member"};

static void write_remark(const struct random_fleet *fleet, FILE *out)
{
    fputs("{\"_operations\":[", out);
    for (uint32_t i = 0; i < fleet->operation_count; i++) {
        const struct host_operation *operation = &fleet->operations[i];
        char text[INSTANT_TEXT_SIZE];
        fprintf(out, "%s\"%s run%u: %s %u\"", random_comma(i),
                instant_format(operation->at_s, text), operation->operation.run,
                words[operation->operation.what], operation->operation.index);
    }
    fputs("],\n", out);
}

void random_people_draw(struct random_fleet *fleet)
{
    char *text = NULL;
    size_t length = 0;
    draw_all(fleet);
    FILE *out = open_memstream(&text, &length);
    write_remark(fleet, out);
    fputs(fleet->text + 1, out); /* behind its { */
    fclose(out);
    fleet->text = arena_strdup(&fleet->arena, text);
    free(text);
}
