/* Parameters of simulated histories are recovered: of 200 samples, the 95 % interval holds the true
 * value in 92 to 98 %, lengths censored or not. */
#include "models/lifetime.h"
#include "models/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SAMPLES = 200, LENGTHS = 150, SEED = 12 };

static struct arena arena;

static void init(void)
{
    arena_init(&arena, abort);
}

static void clear(void)
{
    arena_clear(&arena);
}

TestSuite(lifetime_theory, .init = init, .fini = clear);

/* Half of the members are looked at early, at a uniform moment up to `until`. */
static void draw_sample(const struct distribution *truth, uint32_t sample, double until,
                        struct lifetime *lengths)
{
    for (uint32_t i = 0; i < LENGTHS; i++) {
        struct random_address at = {
            .entity = truth->kind, .trial = sample, .attempt = 2 * i, .purpose = PURPOSE_TEST};
        struct uniforms length = random_uniforms(SEED, at);
        at.attempt++;
        struct uniforms look = random_uniforms(SEED, at);
        double minutes = distribution_quantile(truth, length.u[0]), end = until * look.u[1];
        bool censored = until > 0 && look.u[0] < 0.5 && end < minutes;
        lengths[i] = (struct lifetime){censored ? end : minutes, 1, censored};
    }
}

static bool holds(double estimate, double variance, double truth)
{
    return fabs(estimate - truth) <= 1.96 * sqrt(variance);
}

struct tally {
    int location, shape, censored;
};

static struct tally recover(enum distribution_kind kind, double location, double shape,
                            double until)
{
    static struct lifetime lengths[LENGTHS];
    struct tally tally = {0, 0, 0};
    struct lifetime_fit truth = {.kind = kind, .location = location, .shape = shape};
    struct distribution drawn = lifetime_distribution(&truth, 1);
    for (uint32_t sample = 0; sample < SAMPLES; sample++) {
        draw_sample(&drawn, sample, until, lengths);
        struct lifetime_fit fit = lifetime_fit(&arena, kind, lengths, LENGTHS);
        tally.location += holds(fit.location, fit.location_variance, location);
        tally.shape += holds(fit.shape, fit.shape_variance, shape);
        for (int i = 0; i < LENGTHS; i++)
            tally.censored += lengths[i].censored;
    }
    fprintf(stderr, "%s until %g: location %d, shape %d of %d, censored %.0f %%\n",
            distribution_name(kind), until, tally.location, tally.shape, SAMPLES,
            100.0 * tally.censored / (SAMPLES * LENGTHS));
    return tally;
}

static void expect_coverage(int held)
{
    cr_expect_geq(held, (int)ceil(0.92 * SAMPLES), "%d of %d", held, SAMPLES);
    cr_expect_leq(held, (int)(0.98 * SAMPLES), "%d of %d", held, SAMPLES);
}

static void expect_recovered(enum distribution_kind kind, double location, double shape)
{
    struct tally whole = recover(kind, location, shape, 0);
    struct tally cut = recover(kind, location, shape, 2 * exp(location));
    cr_expect_eq(whole.censored, 0);
    cr_expect_gt(cut.censored, SAMPLES * LENGTHS / 5);
    expect_coverage(whole.location);
    expect_coverage(whole.shape);
    expect_coverage(cut.location);
    expect_coverage(cut.shape);
}

Test(lifetime_theory, lognormal_parameters_are_recovered)
{
    expect_recovered(DISTRIBUTION_LOGNORMAL, log(60), log(0.5));
}

Test(lifetime_theory, gamma_parameters_are_recovered)
{
    expect_recovered(DISTRIBUTION_GAMMA, log(45), log(3.0));
}

Test(lifetime_theory, weibull_parameters_are_recovered)
{
    expect_recovered(DISTRIBUTION_WEIBULL, log(90), log(1.6));
}
