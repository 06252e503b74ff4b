/* failure: whether an attempt fails, why, and how far it came.
 *
 * Causes are independent; each strikes with its probability per attempt, per pool or per node at a
 * fixed fraction of the duration, and the earliest one that strikes is the error (ties: in the
 * order written). One uniform decides all: with the causes in order of their fraction, cause i is
 * the error with q_i * (1 - q_1) * ... * (1 - q_(i-1)).
 */
#ifndef MODELS_FAILURE_H
#define MODELS_FAILURE_H

#include "models/state.h"
#include "models/update_run.h"

#include <stdint.h>

enum failure_per { FAILURE_PER_ATTEMPT, FAILURE_PER_POOL, FAILURE_PER_NODE };

struct failure_cause {
    uint16_t reason; /* REASON_FIRST_CAUSE + index into scenario.causes */
    enum failure_per per;
    double probability[UPGRADE_TYPE_COUNT]; /* where not uncertain */
    double beta_a[UPGRADE_TYPE_COUNT];      /* above 0: uncertain, Beta(a, b), drawn once a trial */
    double beta_b[UPGRADE_TYPE_COUNT];
    double at_fraction; /* of the duration, 0..1 */
    uint64_t entity;    /* of its uncertain probability: the hash of model and code */
};

/* Causes in order of at_fraction. */
struct failure_model {
    const char *name;
    const struct failure_cause *causes;
    uint32_t cause_count;
    uint32_t draw_first; /* its first entry in a trial's table of probabilities */
};

/* This trial's probability of each cause and type: table[draw_first + cause * UPGRADE_TYPE_COUNT +
 * type]. */
void failure_probabilities(const struct failure_model *model, uint64_t seed, uint32_t trial,
                           double *table);

struct failure_draw {
    uint16_t reason; /* REASON_NONE: the attempt succeeds */
    double at_fraction;
};

/* How often a cause can strike an attempt. */
static inline uint32_t failure_chances(enum failure_per per, uint32_t pool_count,
                                       uint32_t node_count)
{
    return per == FAILURE_PER_ATTEMPT ? 1 : per == FAILURE_PER_POOL ? pool_count : node_count;
}

/* Which cause strikes, if any. */
struct failure_draw failure_strike(const struct failure_model *model, const double *table,
                                   enum upgrade_type type, uint32_t pool_count, uint32_t node_count,
                                   double u);

/* The sum of all chances, which is above any exact probability that some cause strikes. */
static inline double failure_bound(const struct failure_model *model, const double *table,
                                   enum upgrade_type type, uint32_t pool_count, uint32_t node_count)
{
    const double *probability = table + model->draw_first + type;
    double bound = 0;
    for (uint32_t i = 0; i < model->cause_count; i++)
        bound += probability[i * UPGRADE_TYPE_COUNT] *
                 failure_chances(model->causes[i].per, pool_count, node_count);
    return bound;
}

/* u: random_uniforms(PURPOSE_ATTEMPT).u[1]; table: as above; the counts are those of the work to
 * do. Most attempts succeed: u is above the bound. */
static inline struct failure_draw failure_draw(const struct failure_model *model,
                                               const double *table, enum upgrade_type type,
                                               uint32_t pool_count, uint32_t node_count, double u)
{
    if (u >= failure_bound(model, table, type, pool_count, node_count))
        return (struct failure_draw){.reason = REASON_NONE};
    return failure_strike(model, table, type, pool_count, node_count, u);
}

#endif
