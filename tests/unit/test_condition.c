/* What is required of a forecast: taken apart, found, decided. */
#include "models/verdict.h"
#include "tests/lib/loading.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct arena arena;

static void begin(void)
{
    arena_init(&arena, abort);
}

static void end(void)
{
    arena_clear(&arena);
}

TestSuite(condition, .init = begin, .fini = end);

Test(condition, is_split_at_the_last_relation)
{
    struct condition_text parts;
    cr_assert(condition_split(&arena, " P( a < b ) >=  0.9 ", &parts));
    cr_expect_str_eq(parts.head, "P");
    cr_expect_str_eq(parts.inside, "a < b");
    cr_expect_eq(parts.relation, GREATER_OR_EQUAL);
    cr_expect_str_eq(parts.limit, "0.9");
    cr_assert(condition_split(&arena, "p_failed<0.1", &parts));
    cr_expect_str_eq(parts.head, "p_failed");
    cr_expect_null(parts.inside);
    cr_expect_eq(parts.relation, LESS);
    cr_assert(condition_split(&arena, "P(f(x), k) > 1", &parts));
    cr_expect_str_eq(parts.inside, "f(x), k");
    cr_expect_not(condition_split(&arena, "p_failed", &parts));
    cr_expect_not(condition_split(&arena, "p_failed >= ", &parts));
    cr_expect_not(condition_split(&arena, "<= 3", &parts));
    cr_expect_not(condition_split(&arena, "P(x <= 3", &parts));
}

Test(condition, has_a_limit_in_one_of_three_units)
{
    struct condition_limit limit;
    cr_assert(condition_limit_parse("0.25", &limit));
    cr_expect_eq(limit.unit, LIMIT_NUMBER);
    cr_expect_eq(limit.number, 0.25);
    cr_assert(condition_limit_parse("36h", &limit));
    cr_expect_eq(limit.unit, LIMIT_LENGTH);
    cr_expect_eq(limit.value_s, 36 * 3600);
    cr_assert(condition_limit_parse("1970-01-02T00:00:00Z", &limit));
    cr_expect_eq(limit.unit, LIMIT_INSTANT);
    cr_expect_eq(limit.value_s, 86400);
    cr_expect_not(condition_limit_parse("nan", &limit));
    cr_expect_not(condition_limit_parse("0x10", &limit));
    cr_expect_not(condition_limit_parse("", &limit));
}

/* Two runs over the same member, an hour each, the second one behind the first. */
static const char *const two_runs =
    "{'start':'2026-11-16T08:00:00Z','horizon':'10d','fleet':{'members':[{'name':'a'}]},"
    "'deadline':[{'name':'noon','at':'2026-11-16T09:30:00Z'},"
    "{'name':'late','at':'2027-11-16T09:30:00Z'}],"
    "'models':{'failure':'none','duration':{'default':{'memberMinutes':60}}},"
    "'updateRuns':[{'name':'one','managedClusterUpdate':{'upgrade':{'type':'Full',"
    "'kubernetesVersion':'1.34.5'}}},{'name':'two','start':{'after':'one'},"
    "'managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
    "'experiment':{'require':[%s]}}";

static const struct {
    const char *condition;
    bool met;
} cases[] = {
    {"P(noon) >= 0.1", false},   /* all runs together: the second one is late */
    {"P(noon, one) >= 1", true}, /* the first one alone is not */
    {"P(noon, two) > 0", false}, /**/
    {"P(late) >= 0", false},     /* not simulated */
    {"p_completed >= 1", true},  /* of every run */
    {"p_completed > 1", false},  /**/
    {"p_completed_lo > 0.9", true} /* an interval's end */,
    {"P50(one) <= 1", true},   /* hours */
    {"P50(one) < 1", false},   /**/
    {"P50(one) <= 60m", true}, /* a duration */
    {"P80(two) <= 2026-11-16T10:00:00Z", true},
    {"P80(two) < 2026-11-16T10:00:00Z", false},
    {"finish_p95_utc <= 2026-11-16T09:00:00Z", false}, /* of every run: the second one */
    {"finish_p95_utc(one) <= 2026-11-16T09:00:00Z", true},
    {"members_completed_mean >= 1", true},
    {"spread_p95_p50_h <= 0", true},
};
enum { CASES = sizeof cases / sizeof *cases };

Test(condition, decides_by_deadlines_columns_and_quantiles)
{
    const char *list = "";
    for (int i = 0; i < CASES; i++)
        list = arena_printf(&arena, "%s%s'%s'", list, i == 0 ? "" : ",", cases[i].condition);
    struct theory theory;
    theory_load(&theory, arena_printf(&arena, two_runs, list));
    theory_forecast(&theory, 100, 1);
    cr_assert_eq(theory.scenario.experiment.condition_count, CASES);
    cr_expect_eq(theory.scenario.deadline_count, 4); /* noon once more for each run */
    for (int i = 0; i < CASES; i++)
        cr_expect_eq(theory.forecast.verdicts[i].met, cases[i].met, "%s", cases[i].condition);
    cr_expect_not(verdicts_met(&theory.forecast));
    cr_expect_str_eq(theory.scenario.runs[theory.forecast.verdicts[12].run].name, "two");
    theory_clear(&theory);
}

/* Half of all histories: an interval around one half. */
Test(condition, says_when_more_trials_might_decide_otherwise)
{
    struct theory theory;
    theory_load(
        &theory,
        "{'start':'2026-11-16T08:00:00Z','fleet':{'members':[{'name':'a'}]},'updateRuns':[{'name':"
        "'r','managedClusterUpdate':{'upgrade':{'type':'Full','kubernetesVersion':'1.35.0'}}}],"
        "'models':{'failure':{'default':{'causes':[{'code':'X','probability':0.5}]}}},"
        "'experiment':{'require':['p_failed >= 0.5','p_failed >= 0.2','p_failed >= 0.8']}}");
    theory_forecast(&theory, 1000, 1);
    cr_expect(theory.forecast.verdicts[0].close);
    cr_expect_not(theory.forecast.verdicts[1].close);
    cr_expect(theory.forecast.verdicts[1].met);
    cr_expect_not(theory.forecast.verdicts[2].close);
    cr_expect_not(theory.forecast.verdicts[2].met);
    theory_clear(&theory);
}

/* The same forecast under other thresholds. */
Test(condition, leaves_the_risk_rating_to_its_thresholds)
{
    static const struct {
        const char *thresholds;
        enum risk risk;
    } ratings[] = {{"{}", RISK_HIGH},
                   {"{'lowMax':0.6,'moderateMax':0.7,'notAtTargetMax':0.9}", RISK_LOW},
                   {"{'moderateMax':0.6,'notAtTargetMax':0.9}", RISK_MODERATE},
                   {"{'moderateMax':0.6,'notAtTargetMax':0.3}", RISK_HIGH}};
    for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++) {
        struct theory theory;
        theory_load(&theory,
                    arena_printf(&arena,
                                 "{'start':'2026-11-16T08:00:00Z','fleet':{'members':[{'name':'a'}]"
                                 "},'updateRuns':[{'name':'r','managedClusterUpdate':{'upgrade':{"
                                 "'type':'Full','kubernetesVersion':'1.35.0'}}}],"
                                 "'models':{'failure':{'default':{'causes':[{'code':'X',"
                                 "'probability':0.5}]}}},'experiment':{'riskRating':%s}}",
                                 ratings[i].thresholds));
        theory_forecast(&theory, 1000, 1);
        cr_expect_eq(theory.forecast.risk.risk, ratings[i].risk, "%s", ratings[i].thresholds);
        theory_clear(&theory);
    }
}

/* Floors of this deadline count, the highest of them; a ceiling asks for nothing. */
Test(condition, requires_the_highest_chance_that_is_asked_of_a_deadline)
{
    struct condition conditions[] = {{.deadline = 0, .relation = GREATER_OR_EQUAL, .limit = 0.6},
                                     {.deadline = 0, .relation = GREATER, .limit = 0.8},
                                     {.deadline = 0, .relation = GREATER_OR_EQUAL, .limit = 0.7},
                                     {.deadline = 0, .relation = LESS, .limit = 0.95},
                                     {.deadline = 1, .relation = GREATER_OR_EQUAL, .limit = 0.99}};
    struct scenario scenario = {
        .experiment = {.conditions = conditions,
                       .condition_count = sizeof conditions / sizeof *conditions}};
    cr_expect_eq(verdict_required_chance(&scenario, 0), 0.8);
    cr_expect_eq(verdict_required_chance(&scenario, 1), 0.99);
    cr_expect_eq(verdict_required_chance(&scenario, 2), VERDICT_CHANCE_USUAL);
}
