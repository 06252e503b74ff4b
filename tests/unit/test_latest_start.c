/* The last day on which a run can begin and still meet its deadline. */
#include "sim/latest_start.h"

#include "models/instant.h"
#include "models/start_shift.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* One cluster at 08:00 of New Year's day, and whatever else. */
#define SCENARIO(minutes, deadline, run, more)                                                     \
    "{'start':'2026-01-01T08:00:00Z','horizon':'2026-06-01T00:00:00Z','deadline':[{'name':'d',"    \
    "'at':'" deadline "'" run "}],'fleet':{'members':[{'name':'a','maintenance':"                  \
    "{'aksManagedAutoUpgradeSchedule':'w'}}]},'updateRuns':[{'name':'r','managedClusterUpdate':"   \
    "{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],'controller':"                     \
    "{'windowPollMinutes':0},'models':{'duration':{'default':{'memberMinutes':" minutes "}}," more \
    "}"

#define WINDOW(schedule)                                                                           \
    "'maintenanceWindows':{'w':{'schedule':" schedule ",'durationHours':24,'startTime':'00:00',"   \
    "'startDate':'2025-01-01'}}"
#define ALWAYS WINDOW("{'daily':{'intervalDays':1}}")
#define FIRST_SATURDAY                                                                             \
    WINDOW("{'relativeMonthly':{'intervalMonths':1,'weekIndex':'First','dayOfWeek':'Saturday'}}")
#define NO_FAILURE "'failure':'none'}," ALWAYS

static struct latest_start find(const char *text, uint32_t trials, uint32_t jobs)
{
    struct theory theory;
    struct arena arena;
    struct forecast forecast;
    struct experiment_options options = {.jobs = jobs, .trials = trials, .seed = 1};
    arena_init(&arena, abort);
    theory_load(&theory, text);
    experiment_run(&arena, &theory.scenario, &options, &forecast);
    cr_assert(latest_start_find(&arena, &theory.scenario, &options, &forecast));
    struct latest_start start = forecast.latest_starts[0];
    arena_clear(&arena);
    theory_clear(&theory);
    return start;
}

static int64_t instant(const char *text)
{
    int64_t at_s;
    cr_assert(instant_parse(text, &at_s));
    return at_s;
}

/* Windows on 3 January, 7 February and 7 March; all day long. */
Test(latest_start, is_the_day_of_the_last_window)
{
    struct latest_start start = find(
        SCENARIO("60", "2026-03-20T00:00:00Z", "", "'failure':'none'}," FIRST_SATURDAY), 20, 2);
    cr_expect_eq(start.answer, LATEST_START_FOUND);
    cr_expect_eq(start.at_s, instant("2026-03-07T08:00:00Z"));
    cr_expect_eq(start.met.hits, 20);
    cr_expect_eq(start.day_later.n, 20);
    cr_expect_eq(start.day_later.hits, 0);
    cr_expect_eq(start.required, 0.9);
}

/* An incident that lasts for ten days spoils every start in it: the chance is 0 first and 1 later,
 * which a search by halves would miss. */
Test(latest_start, is_found_where_a_later_start_is_the_better_one)
{
    static const char incident[] =
        SCENARIO("60", "2026-01-21T09:30:00Z", "",
                 "'failure':'none','risks':[{'name':'incident','scope':'run','probability':1,"
                 "'memberFailureProbability':1,'startsAfterHours':0,'lasts':'10d'}]}," ALWAYS);
    struct latest_start start = find(incident, 20, 1);
    cr_expect_eq(start.answer, LATEST_START_FOUND);
    cr_expect_eq(start.at_s, instant("2026-01-21T08:00:00Z"));
    cr_expect_eq(start.met.hits, 20);
    cr_expect_eq(start.day_later.n, 0); /* the day after is behind the deadline */
}

Test(latest_start, before_the_scenario_takes_its_start_along)
{
    struct latest_start start =
        find(SCENARIO("4320", "2026-01-02T00:00:00Z", "", NO_FAILURE), 20, 1);
    cr_expect_eq(start.answer, LATEST_START_FOUND_BEFORE);
    cr_expect_eq(start.at_s, instant("2025-12-29T08:00:00Z"));
    cr_expect_eq(start.day_later.hits, 0);
}

#define HALF_FAIL "'failure':{'default':{'causes':[{'code':'X','probability':0.5}]}}}," ALWAYS

Test(latest_start, is_not_found_where_no_day_is_good_enough)
{
    struct latest_start start = find(SCENARIO("60", "2026-01-20T00:00:00Z", "", HALF_FAIL), 400, 2);
    cr_expect_eq(start.answer, LATEST_START_NONE);
    cr_expect_not(latest_start_exists(&start));
}

Test(latest_start, keeps_the_chance_that_the_experiment_asks_for)
{
    static const char asked[] = SCENARIO("60", "2026-01-20T00:00:00Z", "",
                                         HALF_FAIL ",'experiment':{'require':['P(d) >= 0.4']}");
    struct latest_start one = find(asked, 1000, 1), three = find(asked, 1000, 3);
    cr_expect_eq(one.answer, LATEST_START_FOUND);
    cr_expect_eq(one.required, 0.4);
    cr_expect_eq(one.at_s, instant("2026-01-19T08:00:00Z"));
    cr_expect_eq(one.met.n, 1000); /* all trials, however few showed it */
    cr_expect_float_eq(one.met.value, 0.5, 0.06);
    cr_expect_eq(one.at_s, three.at_s);
    cr_expect_eq(one.met.hits, three.met.hits);
}

Test(latest_start, is_not_looked_for_beyond_the_horizon)
{
    struct latest_start start = find(SCENARIO("60", "2026-06-02T00:00:00Z", "", NO_FAILURE), 20, 1);
    cr_expect_eq(start.answer, LATEST_START_NOT_SIMULATED);
}

/* The second run follows the first one, the third is started by a person; the deadline is for all,
 * or for the second one. */
#define THREE_RUNS(of)                                                                             \
    "{'start':'2026-01-01T08:00:00Z','horizon':'2026-03-01T00:00:00Z','deadline':[{'name':'d',"    \
    "'at':'2026-01-20T00:00:00Z'" of "}],'fleet':{'members':[{'name':'a'}]},'updateRuns':["        \
    "{'name':'one'," UPGRADE "},{'name':'two'," UPGRADE ",'start':{'after':'one'}},"               \
    "{'name':'three'," UPGRADE ",'start':'manual'}],'operations':[{'at':'2026-01-03T00:00:00Z',"   \
    "'do':'start','run':'three'},{'at':'2026-01-04T00:00:00Z','do':'stop','run':'three'}],'"       \
    "models':{'failure':'none',"                                                                   \
    "'duration':{'default':{'memberMinutes':1440}}}}"
#define UPGRADE "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}"

Test(start_shift, moves_the_heads_alone_and_what_starts_them)
{
    struct theory theory;
    struct scenario changed;
    bool moves[3];
    theory_load(&theory, THREE_RUNS(",'run':'two'"));
    cr_assert(start_shift_runs(&theory.scenario, theory.scenario.deadlines[0].track, moves));
    cr_expect(moves[0] && !moves[1] && !moves[2]);
    cr_assert(start_shift_runs(&theory.scenario, NONE, moves));
    cr_expect(moves[0] && !moves[1] && moves[2]);
    cr_expect_eq(start_shift_first(&theory.scenario, moves), theory.scenario.start_s);
    start_shift(&theory.arena, &theory.scenario, moves, -2 * DAY_S, &changed);
    cr_expect_eq(changed.start_s, theory.scenario.start_s - 2 * DAY_S);
    cr_expect_eq(changed.epochs[0].at_s, changed.start_s);
    cr_expect_eq(changed.runs[0].start_s, changed.start_s);
    cr_expect_eq(changed.operations[0].at_s, instant("2026-01-01T00:00:00Z"));
    cr_expect_eq(changed.operations[1].at_s, instant("2026-01-04T00:00:00Z"));
    cr_expect_eq(theory.scenario.runs[0].start_s, theory.scenario.start_s);
    theory_clear(&theory);
}
