#include "models/goodness.h"

#include "models/random.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Not further out than this: a length that rounds to probability 0 or 1 is only rare. */
#define PROBABILITY_LEAST 1e-15

static int compare_lengths(const void *a, const void *b)
{
    double x = ((const struct lifetime *)a)->length, y = ((const struct lifetime *)b)->length;
    return x < y ? -1 : x > y;
}

/* Sorts the lengths. */
static double statistic(const struct lifetime_fit *fit, struct lifetime *lengths, size_t count)
{
    struct distribution fitted = lifetime_distribution(fit, 1);
    double sum = 0;
    qsort(lengths, count, sizeof *lengths, compare_lengths);
    for (size_t i = 0; i < count; i++) {
        double below = distribution_cdf(&fitted, lengths[i].length);
        double above = 1 - distribution_cdf(&fitted, lengths[count - 1 - i].length);
        sum += (double)(2 * i + 1) *
               (log(fmax(below, PROBABILITY_LEAST)) + log(fmax(above, PROBABILITY_LEAST)));
    }
    return -(double)count - sum / (double)count;
}

static void draw(const struct lifetime_fit *fit, uint32_t sample, struct lifetime *lengths,
                 size_t count)
{
    struct distribution fitted = lifetime_distribution(fit, 1);
    struct random_address at = {
        .entity = entity_hash("goodness"), .trial = sample, .purpose = PURPOSE_BOOTSTRAP};
    for (size_t i = 0; i < count; i++) {
        at.attempt = (uint32_t)i;
        lengths[i] = (struct lifetime){distribution_quantile(&fitted, random_uniforms(1, at).u[0]),
                                       1, false};
    }
}

/* Every k-th of the completed ones. */
static size_t choose(const struct lifetime *lifetimes, size_t count, struct lifetime *chosen)
{
    size_t completed = 0, step, kept = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        completed += !lifetimes[i].censored;
    step = (completed + GOODNESS_LENGTHS_MAX - 1) / GOODNESS_LENGTHS_MAX;
    for (size_t i = 0; i < count; i++)
        if (!lifetimes[i].censored && at++ % step == 0)
            chosen[kept++] = (struct lifetime){lifetimes[i].length, 1, false};
    return kept;
}

struct goodness goodness_of(struct arena *arena, enum distribution_kind kind,
                            const struct lifetime *lifetimes, size_t count)
{
    struct lifetime lengths[GOODNESS_LENGTHS_MAX];
    size_t kept = choose(lifetimes, count, lengths), beyond = 0;
    if (kept < GOODNESS_LENGTHS_MIN)
        return (struct goodness){0};
    struct lifetime_fit fit = lifetime_fit(arena, kind, lengths, kept);
    double seen = statistic(&fit, lengths, kept);
    for (uint32_t sample = 0; sample < GOODNESS_SAMPLES; sample++) {
        draw(&fit, sample, lengths, kept);
        struct lifetime_fit again = lifetime_fit(arena, kind, lengths, kept);
        beyond += statistic(&again, lengths, kept) >= seen;
    }
    return (struct goodness){kept, seen, (double)(beyond + 1) / (GOODNESS_SAMPLES + 1)};
}
