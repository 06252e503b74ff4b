/* risk: events that hit many members at once: a bad release, a region incident, throttling.
 *
 * In each trial a risk happens or not in each unit of its scope (models/scope.h), with its
 * probability, independently; an uncertain probability is drawn once a trial for all of them. Where
 * it has happened, it lasts from some instant for some time, and an attempt that begins meanwhile
 * on a member of the unit takes its factor longer and fails with the probability given, under the
 * risk's name, in the middle of its duration. Attempts that are in progress when it begins are
 * spared.
 */
#ifndef MODELS_RISK_H
#define MODELS_RISK_H

#include "models/attempt.h"
#include "models/distribution.h"
#include "models/scope.h"

#include <stdbool.h>

struct risk_event {
    const char *name;
    uint64_t entity;
    enum scope scope;
    double probability;    /* where not uncertain */
    double beta_a, beta_b; /* beta_a above 0: uncertain, Beta(a, b) */
    double member_failure_probability;
    uint16_t reason;            /* under which these failures count */
    double at_fraction;         /* of the duration */
    struct distribution factor; /* on durations; one value a unit and trial */
    struct distribution begins; /* seconds after the scenario's start, likewise */
    struct distribution lasts;  /* seconds, likewise; */
    bool endless;               /* or for good */
};

/* This trial's probability of each risk. */
void risk_probabilities(const struct risk_event *risks, uint32_t count, uint64_t seed,
                        uint32_t trial, double *probabilities);

/* What the risks do to one attempt. */
struct risk_effect {
    double factor;   /* on its duration */
    uint16_t reason; /* REASON_NONE: it does not fail of one; else of the first in order */
    double at_fraction;
};

/* since_s: from the scenario's start to the attempt's begin. */
struct risk_effect risk_effect(const struct risk_event *risks, uint32_t count,
                               const double *probabilities, const struct scope_units *units,
                               const struct attempt *attempt, int64_t since_s);

#endif
