/* random_people: what people do. They change clusters and create runs, which decides who is in a
 * run; then they start, stop and skip in runs and complete gates. Many things at the wrong moment.
 */
#include "tests/lib/random_fleet.h"
#include "tests/lib/random_parts.h"

#include <stdlib.h>
#include <string.h>

/* Operations as they are written down, one by one. */
struct people {
    FILE *out;
    struct dice dice;
    int64_t at_s;
    uint32_t count;
    const struct random_fleet *fleet; /* whose runs they know; NULL: none */
    uint32_t stopped; /* the run that the last operation stops; NONE: it stops none */
};

static void begin(struct people *people, const char *what)
{
    char at[INSTANT_TEXT_SIZE];
    fprintf(people->out, "%s{'at':'%s','do':'%s'", random_comma(people->count++),
            instant_format(people->at_s, at), what);
    people->stopped = NONE;
}

/* ---- What changes the fleet. */

/* A cluster is stopped or started, gets another window or none, or moves. */
static void change_member(struct people *people, const struct writer *writer)
{
    struct dice *dice = &people->dice;
    uint32_t kind = dice_below(dice, 3);
    begin(people, "setMember");
    fprintf(people->out, ",'member':'m%03u','set':{", dice_below(dice, writer->member_count));
    if (kind == 0)
        fprintf(people->out, "'powerState':'%s'}}", dice_chance(dice, 30) ? "Stopped" : "Running");
    else if (kind == 1)
        fprintf(people->out, "'group':'g%u'}}", dice_below(dice, writer->group_count + 1));
    else if (writer->window_count == 0 || dice_chance(dice, 30))
        fputs("'maintenance':null}}", people->out);
    else
        fprintf(people->out, "'maintenance':{'aksManagedAutoUpgradeSchedule':'w%u'}}}",
                dice_below(dice, writer->window_count));
}

/* Only manual runs are created by hand; sometimes by two persons. */
static void create_runs(struct people *people, const struct writer *writer)
{
    struct dice *dice = &people->dice;
    for (uint32_t run = 0; run < writer->run_count; run++)
        for (uint32_t i = 0; i < 2 && writer->manual[run] && dice_chance(dice, 40); i++) {
            people->at_s += MINUTE_S * dice_below(dice, 1000);
            begin(people, "createRun");
            fprintf(people->out, ",'run':'run%u'}", run);
        }
}

void random_people_change(struct writer *writer)
{
    struct people people = {
        .out = writer->out, .dice = dice_of(writer->seed, "changes", 0), .at_s = START_S};
    fputs("'operations':[", writer->out);
    if (writer->wish->plain)
        return;
    create_runs(&people, writer);
    if (!dice_chance(&people.dice, 20))
        return;
    uint32_t turns = dice_between(&people.dice, 1, 8);
    for (uint32_t i = 0; i < turns; i++) {
        people.at_s = START_S + MINUTE_S * dice_below(&people.dice, 6000);
        change_member(&people, writer);
    }
}

/* ---- What is asked of runs. */

static const struct plan *plan_of(const struct people *people, uint32_t run)
{
    return &people->fleet->scenario.plans[run];
}

static void begin_of_run(struct people *people, const char *what, uint32_t run)
{
    begin(people, what);
    fprintf(people->out, ",'run':'%s'", people->fleet->scenario.runs[run].name);
}

static void of_run(struct people *people, const char *what, uint32_t run)
{
    begin_of_run(people, what, run);
    fputs("}", people->out);
}

static void stop(struct people *people, uint32_t run)
{
    of_run(people, "stop", run);
    people->stopped = run;
}

static const char *draw_member(struct people *people, const struct plan *plan)
{
    uint32_t slot = dice_below(&people->dice, plan->member_count);
    return people->fleet->scenario.fleet.members[plan->members[slot]].name;
}

static void skip(struct people *people, uint32_t run)
{
    const struct plan *plan = plan_of(people, run);
    struct dice *dice = &people->dice;
    uint32_t kind = dice_below(dice, 10);
    const char *stage = plan->stages[dice_below(dice, plan->stage_count)].name;
    begin_of_run(people, "skip", run);
    if (kind < 2)
        fprintf(people->out, ",'targets':['Stage:%s']}", stage);
    else if (kind < 4)
        fprintf(people->out, ",'targets':['Group:%s']}",
                plan->groups[dice_below(dice, plan->group_count)].name);
    else if (kind < 6 && plan->member_count > 0)
        fprintf(people->out, ",'targets':['Member:%s']}", draw_member(people, plan));
    else
        fprintf(people->out, ",'targets':['AfterStageWait:%s']}", stage);
}

static void complete(struct people *people, uint32_t run, uint32_t gate)
{
    const struct plan *plan = plan_of(people, run);
    struct arena arena;
    bool approved = plan->gates[gate].type == GATE_APPROVAL && dice_chance(&people->dice, 50);
    begin_of_run(people, approved ? "approve" : "completeGate", run);
    arena_init(&arena, abort);
    fprintf(people->out, ",'gate':'%s'}", plan_gate_position(&arena, plan, gate));
    arena_clear(&arena);
}

/* Somebody looks after all gates of the run. */
static void complete_all(struct people *people, uint32_t run)
{
    for (uint32_t gate = 0; gate < plan_of(people, run)->gate_count; gate++)
        if (dice_chance(&people->dice, 80))
            complete(people, run, gate);
}

static void ask_one(struct people *people)
{
    struct dice *dice = &people->dice;
    uint32_t run = dice_below(dice, people->fleet->scenario.run_count);
    uint32_t gates = plan_of(people, run)->gate_count;
    uint32_t kind = dice_below(dice, 90);
    if (kind < 35)
        of_run(people, "start", run);
    else if (kind < 51)
        stop(people, run);
    else if (kind < 84 || gates == 0)
        skip(people, run);
    else
        complete(people, run, dice_below(dice, gates));
}

static bool has_gates(const struct scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->run_count; i++)
        if (scenario->plans[i].gate_count > 0)
            return true;
    return false;
}

/* Many stop a run, and some do not know it. */
static void ask_all(struct people *people)
{
    struct dice *dice = &people->dice;
    bool gated = has_gates(&people->fleet->scenario);
    if (!dice_chance(dice, gated ? 90 : 55))
        return;
    uint32_t turns = dice_between(dice, 1, 12);
    for (uint32_t i = 0; i < turns; i++) {
        bool unaware = gated && people->stopped != NONE && dice_chance(dice, 80);
        if (unaware)
            people->at_s += MINUTE_S * dice_between(dice, 1, 20);
        else if (!dice_chance(dice, 20))
            people->at_s += MINUTE_S * dice_between(dice, 1, dice_chance(dice, 50) ? 300 : 3000);
        if (unaware)
            complete_all(people, people->stopped);
        else if (gated && dice_chance(dice, 50))
            complete_all(people, dice_below(dice, people->fleet->scenario.run_count));
        else
            ask_one(people);
    }
}

bool random_people_ask(struct random_fleet *fleet)
{
    char *text = NULL;
    size_t length = 0;
    size_t kept = strlen(fleet->text) - strlen(RANDOM_TEXT_END);
    struct people people = {.out = open_memstream(&text, &length),
                            .dice = dice_of(fleet->seed, "operations", 0),
                            .at_s = START_S,
                            .fleet = fleet,
                            .stopped = NONE};
    fwrite(fleet->text, 1, kept, people.out);
    people.count = fleet->text[kept - 1] != '['; /* behind the changes, if there are any */
    uint32_t before = people.count;
    ask_all(&people);
    fputs(RANDOM_TEXT_END, people.out);
    fclose(people.out);
    random_quote(text);
    if (people.count > before)
        fleet->text = arena_strdup(&fleet->arena, text);
    free(text);
    return people.count > before;
}
