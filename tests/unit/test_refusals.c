/* What the service refuses, counted over trials. */
#include "sim/experiment.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>

enum { TRIALS = 2000 };

/* Clusters a and b one after the other, half an hour to an hour and a half each: after an hour b
 * has begun in half of all histories. */
#define OPERATIONS                                                                                 \
    "[{\"at\":\"2026-12-01T09:00:00Z\",\"do\":\"skip\",\"targets\":[\"Member:b\"]},"               \
    "{\"at\":\"2026-12-01T09:00:00Z\",\"do\":\"start\"},"                                          \
    "{\"at\":\"2026-12-01T08:10:00Z\",\"do\":\"skip\",\"targets\":[\"Member:a\",\"Member:c\"]},"   \
    "{\"at\":\"2027-12-01T09:00:00Z\",\"do\":\"stop\"}]"

static const char text[] =
    "{\"start\":\"2026-12-01T08:00:00Z\",\"horizon\":\"10d\",\"models\":{\"duration\":{\"default\":"
    "{"
    "\"memberMinutes\":{\"dist\":\"uniform\",\"min\":30,\"max\":90}}},\"failure\":\"none\"},"
    "\"fleet\":{"
    "\"members\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]},\"operations\":" OPERATIONS
    ","
    "\"updateRuns\":[{\"name\":\"r\",\"managedClusterUpdate\":{\"upgrade\":{\"type\":\"Full\","
    "\"kubernetesVersion\":\"1.35.0\"}}}]}";

static struct loading loading;
static struct forecast forecast;

static void simulate(uint32_t jobs, bool series_only)
{
    struct experiment_options options = {
        .jobs = jobs, .trials = TRIALS, .seed = 1, .series_only = series_only, .version = "test"};
    loading_right(&loading, text);
    experiment_run(&loading.arena, &loading.scenario, &options, &forecast);
}

static void end(void)
{
    loading_clear(&loading);
}

TestSuite(refusals, .fini = end);

/* In the order in which they take effect: a, c at ten past eight; b, start at nine; stop never. */
static void expect(uint32_t operation, uint64_t done, uint64_t refused, enum refusal refusal)
{
    const struct operation_outcome *outcome = &forecast.operations[operation];
    cr_expect_eq(outcome->done.hits, done, "operation %u is done %llu times", operation,
                 (unsigned long long)outcome->done.hits);
    cr_expect_eq(outcome->refused.hits, refused);
    cr_expect_eq(outcome->refusals[refusal].hits, refused);
    cr_expect_eq(outcome->done.hits + outcome->refused.hits + outcome->not_reached.hits, TRIALS);
}

Test(refusals, are_counted_with_their_reasons)
{
    simulate(1, false);
    cr_assert_eq(loading.scenario.operation_count, 5);
    expect(0, 0, TRIALS, REFUSAL_TARGET_STATE);
    expect(1, TRIALS, 0, REFUSAL_NONE);
    expect(3, 0, TRIALS, REFUSAL_RUN_STATE);
    expect(4, 0, 0, REFUSAL_NONE);
    cr_expect_eq(forecast.operations[4].not_reached.hits, TRIALS);
    const struct proportion *late = &forecast.operations[2].refusals[REFUSAL_TARGET_STATE];
    cr_expect(late->low < 0.5 && late->high > 0.5, "b has begun in %g", late->value);
    expect(2, TRIALS - late->hits, late->hits, REFUSAL_TARGET_STATE);
}

Test(refusals, are_the_same_for_any_number_of_workers)
{
    simulate(1, false);
    uint64_t hits = forecast.operations[2].refused.hits;
    end();
    simulate(3, false);
    cr_expect_eq(forecast.operations[2].refused.hits, hits);
}

Test(refusals, are_left_out_of_a_series)
{
    simulate(1, true);
    cr_expect_null(forecast.operations);
}
