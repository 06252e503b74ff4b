#include "models/failure.h"

#include "models/gamma_beta.h"
#include "models/random.h"
#include "models/state.h"

#include <math.h>

/* Types with the same beta have the same probability: they share the uniform, and so the value. */
static double uncertain_probability(const struct failure_cause *cause, int type, double u,
                                    const double *drawn)
{
    double a = cause->beta_a[type], b = cause->beta_b[type];
    for (int before = 0; before < type; before++)
        if (cause->beta_a[before] == a && cause->beta_b[before] == b)
            return drawn[before];
    return beta_quantile(u, a, b);
}

void failure_probabilities(const struct failure_model *model, uint64_t seed, uint32_t trial,
                           double *table)
{
    double *drawn = table + model->draw_first;
    for (uint32_t i = 0; i < model->cause_count; i++, drawn += UPGRADE_TYPE_COUNT) {
        const struct failure_cause *cause = &model->causes[i];
        double u = random_uniforms(seed, (struct random_address){.entity = cause->entity,
                                                                 .trial = trial,
                                                                 .purpose = PURPOSE_PROBABILITY})
                       .u[0];
        for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
            drawn[type] = cause->beta_a[type] > 0 ? uncertain_probability(cause, type, u, drawn)
                                                  : cause->probability[type];
    }
}

/* P(it strikes at least once in `count` independent chances). */
static double at_least_once(double p, uint32_t count)
{
    if (count == 1 || p <= 0)
        return p;
    return p < 1 ? -expm1(count * log1p(-p)) : count > 0;
}

struct failure_draw failure_strike(const struct failure_model *model, const double *table,
                                   enum upgrade_type type, uint32_t pool_count, uint32_t node_count,
                                   double u)
{
    const double *probability = table + model->draw_first + type;
    double struck = 0, spared = 1;
    for (uint32_t i = 0; i < model->cause_count; i++) {
        const struct failure_cause *cause = &model->causes[i];
        double q = at_least_once(probability[i * UPGRADE_TYPE_COUNT],
                                 failure_chances(cause->per, pool_count, node_count));
        struck += spared * q;
        spared *= 1 - q;
        if (u < struck)
            return (struct failure_draw){cause->reason, cause->at_fraction};
    }
    return (struct failure_draw){.reason = REASON_NONE};
}
