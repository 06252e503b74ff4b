/* What is assumed, put at its ends: ranges of the catalogue, and forecasts whose change is known.
 */
#include "models/instant.h"
#include "scenarios/defaults.h"
#include "scenarios/range.h"
#include "sim/robustness.h"
#include "tests/lib/theory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRIALS = 1000 };

static bool load_at_end(const void *context, struct arena *arena, const char *key,
                        enum range_end end, struct scenario *variant)
{
    return range_load(arena, context, (struct load_range){end, key}, variant);
}

static const struct robustness *find(struct theory *theory, const char *text, uint32_t jobs)
{
    theory_load(theory, text);
    theory_forecast(theory, TRIALS, 5);
    struct robustness_source source = {&theory->scenario, load_at_end};
    struct experiment_options options = {.jobs = jobs, .trials = TRIALS, .seed = 5};
    cr_assert(robustness_find(&theory->arena, &source, &options, &theory->forecast));
    return theory->forecast.robustness;
}

static const struct robustness_row *find_row(const struct robustness *robustness, const char *key)
{
    for (uint32_t i = 0; i + 1 < robustness->count; i++)
        if (strcmp(robustness->rows[i].assumption->range->key, key) == 0)
            return &robustness->rows[i];
    return NULL;
}

#define HEAD                                                                                       \
    "{'start':'2026-11-16T08:00:00Z','deadline':'2026-11-16T18:00:00Z','controller':{"             \
    "'windowPollMinutes':0,'lookaheadHours':4,'maxStageConcurrency':50},'fleet':{'members':["      \
    "{'name':'a','nodePools':[{'name':'p','count':10,'upgradeSettings':{'maxSurge':'10%'}}]}]},"   \
    "'updateRuns':[{'name':'r','managedClusterUpdate':{'upgrade':{'type':'Full',"                  \
    "'kubernetesVersion':'1.35.0'}}}],"

/* One member of ten nodes: a minute of overhead, half a minute or two at the ends. The control
 * plane and the nodes are given. */
Test(robustness, moves_one_input_at_a_time)
{
    struct theory theory;
    const struct robustness *robustness =
        find(&theory,
             HEAD "'models':{'failure':'none','duration':{'default':{'controlPlaneMinutes':10,"
                  "'nodeMinutes':10}}}}",
             2);
    cr_assert_not_null(robustness);
    const struct robustness_row *row = find_row(robustness, "overheadMinutes");
    cr_assert_not_null(row);
    cr_expect_eq(row->low.change_s, -30);
    cr_expect_eq(row->high.change_s, 60);
    cr_expect_eq(row->low.low_s, -30, "the same luck: the change is the same in every trial");
    cr_expect_eq(row->low.high_s, -30);
    cr_expect_null(find_row(robustness, "controlPlaneMinutes"), "given, not assumed");
    cr_expect_null(find_row(robustness, "nodeMinutes"), "measured");
    const struct robustness_row *all = &robustness->rows[robustness->count - 1];
    cr_expect_null(all->assumption);
    cr_expect_eq(robustness->earliest_s, all->low.p80.value_s);
    cr_expect_eq(robustness->latest_s, all->high.p80.value_s);
    cr_expect_leq(all->low.p80.value_s, row->low.p80.value_s);
    theory_clear(&theory);
}

/* 3 % an attempt assumed, 1 and 8 % at the ends: the only way not to be Completed. With the same
 * luck all that fails at 1 % fails at 8 %. The rating is Low as assumed (an upper end of at most
 * 5 %) and Moderate at 8 %. */
Test(robustness, of_a_failure_probability_moves_the_rating)
{
    struct theory theory;
    const struct robustness *robustness =
        find(&theory, HEAD "'models':{'duration':{'default':{'memberMinutes':60}}}}", 2);
    cr_assert_not_null(robustness);
    const struct robustness_row *row = find_row(robustness, "failureProbabilityFull");
    cr_assert_not_null(row);
    double base = robustness->base.chances[0].p.value, low = row->low.chances[0].p.value,
           high = row->high.chances[0].p.value;
    double trials = robustness->trials;
    cr_expect_float_eq(low, 0.99, 4 * sqrt(0.01 * 0.99 / trials));
    cr_expect_float_eq(base, 0.97, 4 * sqrt(0.03 * 0.97 / trials));
    cr_expect_float_eq(high, 0.92, 4 * sqrt(0.08 * 0.92 / trials));
    cr_expect_float_eq(row->high.chances[0].change.value, high - base, 1e-12);
    cr_expect_lt(row->high.chances[0].change.high, 0);
    cr_expect_eq(robustness->base.risk, RISK_LOW);
    cr_expect_eq(row->high.risk, RISK_MODERATE);
    cr_expect(robustness->moves_rating);
    cr_expect_eq(robustness->moved_by, row->assumption);
    cr_expect(theory.forecast.risk.unsteady && theory.forecast.risk.raised);
    cr_expect_eq(theory.forecast.risk.risk, RISK_MODERATE);
    cr_expect_eq(robustness->chances[0].least, high);
    cr_expect_eq(robustness->chances[0].most, low);
    theory_clear(&theory);
}

/* A poll phase of 45 minutes is within an assumed hour, not within half of one. */
Test(robustness, leaves_out_what_does_not_hold_together)
{
    struct theory theory;
    const struct robustness *robustness = find(
        &theory,
        "{'start':'2026-11-16T08:00:00Z','controller':{'windowPollPhaseMinutes':45},'fleet':{"
        "'members':[{'name':'a'}]},'updateRuns':[{'name':'r','managedClusterUpdate':{'upgrade':"
        "{'type':'Full','kubernetesVersion':'1.35.0'}}}],'models':{'failure':'none','duration':{"
        "'default':{'memberMinutes':60}}}}",
        1);
    const struct robustness_row *row = find_row(robustness, "windowPollMinutes");
    cr_assert_not_null(row);
    cr_expect_not(row->low.simulated);
    cr_expect(row->high.simulated);
    theory_clear(&theory);
}

Test(robustness, is_the_same_for_any_number_of_threads)
{
    static const char text[] =
        HEAD "'models':{'duration':{'default':{'nodeMinutes':{'dist':'lognormal','p50':6,'p90':20}"
             "}}}}";
    struct theory one, three;
    const struct robustness *a = find(&one, text, 1), *b = find(&three, text, 3);
    cr_assert_eq(a->count, b->count);
    for (uint32_t i = 0; i < a->count; i++) {
        cr_expect_eq(a->rows[i].low.p80.value_s, b->rows[i].low.p80.value_s);
        cr_expect_eq(a->rows[i].high.low_s, b->rows[i].high.low_s);
        cr_expect_eq(a->rows[i].high.chances[0].change.low, b->rows[i].high.chances[0].change.low);
    }
    theory_clear(&one);
    theory_clear(&three);
}

/* Every range of the catalogue has both ends and a rule, is of what nobody measured, and reads as a
 * value of its key. */
Test(robustness, ranges_of_the_catalogue_are_whole)
{
    static const char *const numbers[] = {"drainTimeoutInMinutes",
                                          "overheadMinutes",
                                          "nodeSpread",
                                          "failureProbabilityFull",
                                          "failureProbabilityControlPlaneOnly",
                                          "failureProbabilityNodeImageOnly",
                                          "failureAtFraction",
                                          "poolCount",
                                          "vcpus",
                                          "windowPollMinutes",
                                          "lookaheadHours",
                                          "maxStageConcurrency"};
    struct arena arena;
    arena_init(&arena, abort);
    for (int end = RANGE_VALUE; end <= RANGE_HIGH; end++) {
        struct problems problems;
        struct inputs inputs;
        struct defaults defaults;
        problems_init(&problems, &arena);
        inputs_init(&inputs, &arena, &problems);
        defaults_init(&defaults, &inputs, (struct load_range){(enum range_end)end, NULL});
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            const struct input_range *range = defaults_range(&defaults, &arena, numbers[i]);
            cr_assert_not_null(range, "%s", numbers[i]);
            const char *text = end == RANGE_LOW    ? range->low
                               : end == RANGE_HIGH ? range->high
                                                   : range->value;
            cr_expect_eq(defaults_number(&defaults, numbers[i]), atof(text), "%s", numbers[i]);
            cr_expect_gt(strlen(range->rule), 0);
        }
        for (int row = 1; row < defaults.table.row_count; row++) {
            const char *key = csv_cell(&defaults.table, row, csv_column(&defaults.table, "key"));
            const struct input_range *range = defaults_range(&defaults, &arena, key);
            cr_expect(range == NULL || (*range->high && *range->rule &&
                                        defaults_class(&defaults, key) != SOURCE_MEASURED),
                      "%s", key);
        }
    }
    arena_clear(&arena);
}
