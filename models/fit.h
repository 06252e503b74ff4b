/* fit: models estimated from what a fleet's past says.
 *
 *     struct fit fit;
 *     fit_records(&arena, &records, &fit);
 *
 * Durations, by upgrade type: what upgrades have in common is taken out (models/effects.h), then
 * the member's own part is fitted by maximum likelihood: lognormal, gamma or Weibull, by AIC.
 * Classes (region, node size) share its shape and differ by a factor, shrunk towards the fleet.
 * Upgrades that failed or had not ended count as longer than seen.
 *
 * Failures, by cause and type: of n attempts that ended, k for this cause, the posterior is
 * Beta(k + 1 / (2 causes), n - k + 1/2): Jeffreys' prior, its failing half spread over the causes.
 *
 * Approvals: how long gates waited for theirs, on the clock; those still waiting are censored.
 */
#ifndef MODELS_FIT_H
#define MODELS_FIT_H

#include "models/effects.h"
#include "models/goodness.h"
#include "models/lifetime.h"
#include "models/record.h"

#include <stddef.h>

struct duration_fit {
    size_t completed, failed, unfinished;
    const struct lifetime *lengths; /* minutes, at the fleet's level at the history's end */
    size_t length_count;
    struct lifetime_fit own; /* no completed upgrade: nothing is fitted, own.kind is constant */
    struct goodness goodness;
};

struct probability_fit {
    size_t failed, ended; /* k of n; n = 0: the history has no such upgrade */
    double a, b;          /* of the Beta posterior */
};

struct cause_fit {
    const char *code;
    struct probability_fit types[UPGRADE_TYPE_COUNT];
    double at_fraction; /* of the duration expected, when it struck; 1 where it never did */
};

struct approval_fit {
    size_t approved, waiting;
    const struct lifetime *lengths; /* hours */
    struct lifetime_fit delay;      /* none approved: nothing is fitted */
    struct goodness goodness;
};

struct fit {
    const struct records *records;
    struct effects effects;
    struct duration_fit durations[UPGRADE_TYPE_COUNT];
    const struct cause_fit *causes;
    size_t cause_count;
    struct approval_fit approval;
};

void fit_records(struct arena *arena, const struct records *records, struct fit *fit);

/* Whether the history has a completed upgrade of this type. */
bool fit_has(const struct fit *fit, enum upgrade_type type);

/* Minutes of this type in a region (NONE: any) and of a size (NODE_SIZE_COUNT: any). */
struct distribution fit_minutes(const struct fit *fit, enum upgrade_type type, uint32_t region,
                                enum node_size size);

/* Standard deviation of the logarithm of what a forecast has to draw in common for all members of
 * a run, and for those of a region in it: the shock, and what the history leaves open about the
 * level, or about the regions' factors. 0: nothing. */
double fit_run_sd(const struct fit *fit);
double fit_region_sd(const struct fit *fit);

#endif
