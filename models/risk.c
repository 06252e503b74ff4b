#include "models/risk.h"

#include "models/gamma_beta.h"
#include "models/state.h"

void risk_probabilities(const struct risk_event *risks, uint32_t count, uint64_t seed,
                        uint32_t trial, double *probabilities)
{
    for (uint32_t i = 0; i < count; i++) {
        struct random_address at = {
            .entity = risks[i].entity, .trial = trial, .purpose = PURPOSE_PROBABILITY};
        probabilities[i] = risks[i].beta_a > 0 ? beta_quantile(random_uniforms(seed, at).u[0],
                                                               risks[i].beta_a, risks[i].beta_b)
                                               : risks[i].probability;
    }
}

/* Whether it lasts at this moment, given that it happens in the unit. */
static bool lasts_at(const struct risk_event *risk, const struct random_address *unit,
                     uint64_t seed, int64_t since_s)
{
    struct random_address at = *unit;
    at.purpose = PURPOSE_RISK_TIME;
    struct uniforms luck = random_uniforms(seed, at);
    double begins_s = distribution_quantile(&risk->begins, luck.u[0]);
    if ((double)since_s < begins_s)
        return false;
    return risk->endless ||
           (double)since_s < begins_s + distribution_quantile(&risk->lasts, luck.u[1]);
}

static bool strikes(const struct risk_event *risk, const struct attempt *attempt)
{
    if (risk->member_failure_probability <= 0)
        return false;
    uint64_t entity = entity_hash_pair(attempt->entity, risk->entity);
    return attempt_uniforms(attempt, entity, PURPOSE_RISK_MEMBER).u[0] <
           risk->member_failure_probability;
}

struct risk_effect risk_effect(const struct risk_event *risks, uint32_t count,
                               const double *probabilities, const struct scope_units *units,
                               const struct attempt *attempt, int64_t since_s)
{
    struct risk_effect effect = {.factor = 1, .reason = REASON_NONE};
    for (uint32_t i = 0; i < count; i++) {
        const struct risk_event *risk = &risks[i];
        uint64_t unit = units->entity[risk->scope];
        struct random_address at = {.entity = entity_hash_pair(risk->entity, unit),
                                    .trial = attempt->trial,
                                    .purpose = PURPOSE_RISK};
        struct uniforms luck = random_uniforms(attempt->seed, at);
        if (unit == 0 || luck.u[0] >= probabilities[i] ||
            !lasts_at(risk, &at, attempt->seed, since_s))
            continue;
        effect.factor *= distribution_quantile(&risk->factor, luck.u[1]);
        if (effect.reason != REASON_NONE || !strikes(risk, attempt))
            continue;
        effect.reason = risk->reason;
        effect.at_fraction = risk->at_fraction;
    }
    return effect;
}
