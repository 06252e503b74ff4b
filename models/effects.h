/* effects: what upgrades of a past have in common, taken apart on the logarithm of their minutes.
 *
 *     log minutes = level(type) + trend * years + region(type) + size(type)
 *                   + run + region in this run + what is the member's own
 *
 * Region and size are lasting properties of a cluster, estimated with shrinkage: a class with few
 * upgrades stays near the fleet (a random effect; its variance is estimated from all classes). Run,
 * and region in this run, are shocks: what all members of one update run, or of one region in one
 * run, share for that time and will not share again; a forecast draws them anew, so here only their
 * spread counts. A shock that the history does not show (likelihood ratio at 5 %) is left out; a
 * history of less than two months has no trend.
 *
 * Estimation: restricted maximum likelihood of the nested normal model, exact from the means and
 * sums of squares of its cells (Searle, Casella, McCulloch: Variance Components, 1992); classes by
 * best linear unbiased prediction, in turn with it. Upgrades that failed or had not ended count as
 * longer than they were seen: in sums of squares the normal's conditional mean and variance stand
 * for them (EM); in means they count as far as their likelihood is curved (Schall, Estimation in
 * generalized linear models with random effects, 1991). These are second moments of logarithms, so
 * they hold whatever family the member's own part has.
 */
#ifndef MODELS_EFFECTS_H
#define MODELS_EFFECTS_H

#include "models/arena.h"
#include "models/record.h"

#include <stdbool.h>

/* By node count: at most 5, at most 20, more. */
enum node_size { NODES_SMALL, NODES_MEDIUM, NODES_LARGE, NODE_SIZE_COUNT };

enum { NODES_SMALL_MAX = 5, NODES_MEDIUM_MAX = 20 };

/* NODE_SIZE_COUNT when not known. */
enum node_size node_size_of(uint32_t nodes);

/* "small", "medium", "large". */
const char *node_size_name(enum node_size size);

/* A lasting difference from the fleet: minutes times exp(log_factor). */
struct class_effect {
    size_t count; /* upgrades of this class; 0: nothing is known, the factor is 1 */
    double log_factor, variance;
};

/* A shock's standard deviation, of the logarithm; 0: the history does not show one. */
struct shock {
    double sd, low, high; /* 95 % interval */
};

struct type_effects {
    size_t count;                 /* 0: the history has no such upgrade */
    double level, level_variance; /* when the history's last upgrade began */
    double own_sd;
    struct class_effect *regions; /* per region of the records */
    struct class_effect sizes[NODE_SIZE_COUNT];
};

struct effects {
    struct type_effects types[UPGRADE_TYPE_COUNT];
    struct shock run, region;
    bool has_trend;
    double trend, trend_variance; /* of the logarithm, a year */
    /* Per upgrade: all but the level and its own part, and the variance of that estimate. */
    double *offsets, *offset_variances;
};

#define YEAR_S (365.25 * 86400)

void effects_fit(struct arena *arena, const struct records *records, struct effects *effects);

#endif
