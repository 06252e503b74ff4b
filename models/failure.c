#include "models/failure.h"

#include "models/random.h"
#include "models/state.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void failure_probabilities(const struct failure_model *model, uint64_t seed, uint32_t trial,
                           double *table)
{
    for (uint32_t i = 0; i < model->cause_count; i++) {
        const struct failure_cause *cause = &model->causes[i];
        for (uint32_t type = 0; type < UPGRADE_TYPE_COUNT; type++) {
            double probability = cause->probability[type];
            if (cause->beta_a[type] > 0) {
                struct random_address at = {
                    .entity = cause->entity, .trial = trial, .purpose = PURPOSE_PROBABILITY};
                probability = gsl_cdf_beta_Pinv(random_uniforms(seed, at).u[0], cause->beta_a[type],
                                                cause->beta_b[type]);
            }
            table[model->draw_first + i * UPGRADE_TYPE_COUNT + type] = probability;
        }
    }
}

/* At least one strike in `count` tries. */
static double at_least_once(double probability, uint32_t count)
{
    return count == 1 ? probability : -expm1(count * log1p(-probability));
}

static uint32_t tries(enum failure_per per, uint32_t pool_count, uint32_t node_count)
{
    switch (per) {
    case FAILURE_PER_POOL:
        return pool_count;
    case FAILURE_PER_NODE:
        return node_count;
    case FAILURE_PER_ATTEMPT:
        break;
    }
    return 1;
}

struct failure_draw failure_draw(const struct failure_model *model, const double *table,
                                 enum upgrade_type type, uint32_t pool_count, uint32_t node_count,
                                 double u)
{
    double none_before = 1, below = 0;
    for (uint32_t i = 0; i < model->cause_count; i++) {
        const struct failure_cause *cause = &model->causes[i];
        double once = table[model->draw_first + i * UPGRADE_TYPE_COUNT + (uint32_t)type];
        double strikes = at_least_once(once, tries(cause->per, pool_count, node_count));
        below += strikes * none_before;
        none_before *= 1 - strikes;
        if (u < below)
            return (struct failure_draw){.reason = cause->reason,
                                         .at_fraction = cause->at_fraction};
    }
    return (struct failure_draw){.reason = REASON_NONE};
}
