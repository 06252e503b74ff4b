#include "models/failure.h"

#include "models/random.h"
#include "models/state.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

enum { FIRST = REASON_FIRST_CAUSE, SECOND, THIRD };

static const struct failure_cause causes[] = {
    {.reason = FIRST, .probability = {0.1, 0.2, 0}, .at_fraction = 0.2},
    {.reason = SECOND, .per = FAILURE_PER_NODE, .probability = {0.01, 0, 0}, .at_fraction = 0.5},
    {.reason = THIRD, .per = FAILURE_PER_POOL, .probability = {0.05, 0, 0}, .at_fraction = 0.9}};
static const struct failure_model model = {.causes = causes, .cause_count = 3, .draw_first = 2};

static double table[2 + 3 * UPGRADE_TYPE_COUNT];

static uint16_t reason_at(enum upgrade_type type, uint32_t pools, uint32_t nodes, double u)
{
    return failure_draw(&model, table, type, pools, nodes, u).reason;
}

/* Where one reason ends and the next begins, within 1e-9. */
static void assert_change(uint32_t pools, uint32_t nodes, double u, uint16_t before, uint16_t after)
{
    cr_assert_eq(reason_at(UPGRADE_FULL, pools, nodes, u - 1e-9), before, "below %g", u);
    cr_assert_eq(reason_at(UPGRADE_FULL, pools, nodes, u + 1e-9), after, "above %g", u);
}

Test(failure, the_table_holds_the_probabilities_of_all_types)
{
    table[0] = table[1] = -1;
    failure_probabilities(&model, 1, 7, table);
    static const double wanted[] = {-1, -1, 0.1, 0.2, 0, 0.01, 0, 0, 0.05, 0, 0};
    for (int i = 0; i < 11; i++)
        cr_assert_eq(table[i], wanted[i], "entry %d", i);
}

/* Two pools with 30 nodes: q1 = 0.1, q2 = 1 - 0.99^30, q3 = 1 - 0.95^2; cause i has q_i (1 - q_1)
 * ... */
Test(failure, one_uniform_decides_by_the_chain_of_causes)
{
    failure_probabilities(&model, 1, 0, table);
    double q2 = 1 - pow(0.99, 30), q3 = 1 - 0.95 * 0.95;
    double one = 0.1, two = one + 0.9 * q2, three = two + 0.9 * (1 - q2) * q3;
    assert_change(2, 30, one, FIRST, SECOND);
    assert_change(2, 30, two, SECOND, THIRD);
    assert_change(2, 30, three, THIRD, REASON_NONE);
    cr_assert_eq(reason_at(UPGRADE_FULL, 2, 30, 1 - 1e-16), REASON_NONE);
}

Test(failure, the_fraction_is_the_causes)
{
    failure_probabilities(&model, 1, 0, table);
    cr_assert_eq(failure_draw(&model, table, UPGRADE_FULL, 2, 30, 0.05).at_fraction, 0.2);
    cr_assert_eq(failure_draw(&model, table, UPGRADE_FULL, 2, 30, 0.15).at_fraction, 0.5);
}

Test(failure, each_type_has_its_own_probability)
{
    failure_probabilities(&model, 1, 0, table);
    cr_assert_eq(reason_at(UPGRADE_CONTROL_PLANE_ONLY, 0, 0, 0.199), FIRST);
    cr_assert_eq(reason_at(UPGRADE_CONTROL_PLANE_ONLY, 0, 0, 0.201), REASON_NONE);
    cr_assert_eq(reason_at(UPGRADE_NODE_IMAGE_ONLY, 9, 99, 1e-12), REASON_NONE);
}

Test(failure, without_pools_and_nodes_only_attempts_can_fail)
{
    failure_probabilities(&model, 1, 0, table);
    assert_change(0, 0, 0.1, FIRST, REASON_NONE);
}

Test(failure, certain_failure_is_certain)
{
    static const struct failure_cause certain = {
        .reason = FIRST, .per = FAILURE_PER_NODE, .probability = {1, 1, 1}, .at_fraction = 1};
    struct failure_model one = {.causes = &certain, .cause_count = 1};
    double probabilities[UPGRADE_TYPE_COUNT];
    failure_probabilities(&one, 1, 0, probabilities);
    cr_assert_eq(failure_draw(&one, probabilities, UPGRADE_FULL, 1, 5, 1 - 1e-16).reason, FIRST);
    cr_assert_eq(failure_draw(&one, probabilities, UPGRADE_FULL, 1, 0, 1e-16).reason, REASON_NONE);
}

Test(failure, no_causes_no_failures)
{
    struct failure_model none = {.cause_count = 0};
    failure_probabilities(&none, 1, 0, NULL);
    cr_assert_eq(failure_draw(&none, NULL, UPGRADE_FULL, 1, 1, 1e-16).reason, REASON_NONE);
}

/* Beta(2, 38): mean 0.05; drawn once a trial from the cause's own address. */
Test(failure, an_uncertain_probability_is_drawn_once_a_trial)
{
    enum { TRIALS = 2000 };
    static const struct failure_cause uncertain = {.reason = FIRST,
                                                   .probability = {0, 0, 0.5},
                                                   .beta_a = {2, 2, 0},
                                                   .beta_b = {38, 38, 0},
                                                   .entity = 99};
    struct failure_model one = {.causes = &uncertain, .cause_count = 1};
    double sum = 0, drawn[UPGRADE_TYPE_COUNT];
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        failure_probabilities(&one, 1, trial, drawn);
        double u = random_uniforms(1, (struct random_address){.entity = 99,
                                                              .trial = trial,
                                                              .purpose = PURPOSE_PROBABILITY})
                       .u[0];
        cr_assert_float_eq(gsl_cdf_beta_P(drawn[0], 2, 38), u, 1e-9);
        cr_assert_eq(drawn[1], drawn[0]);
        cr_assert_eq(drawn[2], 0.5);
        sum += drawn[0];
    }
    double sd = sqrt(0.05 * 0.95 / 41);
    cr_assert_float_eq(sum / TRIALS, 0.05, 4 * sd / sqrt(TRIALS));
}
