#include "reports/fit_rows.h"

#include "models/gamma_beta.h"

#include <math.h>

#define NORMAL_975 1.959963984540054

struct walk {
    const struct fit *fit;
    fit_row_function *function;
    void *context;
};

static void give(const struct walk *walk, const struct fit_row *row)
{
    walk->function(row, walk->context);
}

/* Estimate and interval of what was fitted as its logarithm. */
static void set_log(struct fit_row *row, double log_value, double variance)
{
    double error = NORMAL_975 * sqrt(variance);
    row->estimate = exp(log_value);
    row->low = exp(log_value - error);
    row->high = exp(log_value + error);
}

/* The two parameters of a distribution; the goodness of fit stands in the first row. */
static void give_distribution(const struct walk *walk, struct fit_row row,
                              const struct lifetime_fit *fit, const struct goodness *goodness)
{
    bool lognormal = fit->kind == DISTRIBUTION_LOGNORMAL;
    row.distribution = distribution_name(fit->kind);
    row.parameter = lognormal ? "median" : fit->kind == DISTRIBUTION_GAMMA ? "mean" : "scale";
    row.goodness = goodness->count > 0 ? goodness : NULL;
    set_log(&row, fit->location, fit->location_variance);
    give(walk, &row);
    row.parameter = lognormal ? "sigma" : "shape";
    row.goodness = NULL;
    set_log(&row, fit->shape, fit->shape_variance);
    give(walk, &row);
}

static void give_class(const struct walk *walk, const char *type, const char *class,
                       const struct class_effect *effect)
{
    struct fit_row row = {.part = "duration",
                          .type = type,
                          .class = class,
                          .count = effect->count,
                          .distribution = "",
                          .parameter = "factor"};
    if (effect->count == 0)
        return;
    set_log(&row, effect->log_factor, effect->variance);
    give(walk, &row);
}

static void give_duration(const struct walk *walk, enum upgrade_type type)
{
    const struct duration_fit *duration = &walk->fit->durations[type];
    const struct type_effects *effects = &walk->fit->effects.types[type];
    const char *name = upgrade_type_name(type);
    if (!fit_has(walk->fit, type))
        return;
    struct fit_row row = {.part = "duration", .type = name, .class = "fleet"};
    row.count = duration->completed + duration->failed + duration->unfinished;
    row.censored = duration->failed + duration->unfinished;
    give_distribution(walk, row, &duration->own, &duration->goodness);
    for (uint32_t r = 0; r < walk->fit->records->regions.count; r++)
        give_class(walk, name, walk->fit->records->regions.names[r], &effects->regions[r]);
    for (int size = 0; size < NODE_SIZE_COUNT; size++)
        give_class(walk, name, node_size_name((enum node_size)size), &effects->sizes[size]);
}

static void give_shock(const struct walk *walk, const char *class, const struct shock *shock)
{
    if (shock->sd > 0)
        give(walk, &(struct fit_row){.part = "shared",
                                     .type = "",
                                     .class = class,
                                     .count = walk->fit->records->runs.count,
                                     .distribution = "lognormal",
                                     .parameter = "sigma",
                                     .estimate = shock->sd,
                                     .low = shock->low,
                                     .high = shock->high});
}

static void give_shared(const struct walk *walk)
{
    const struct effects *effects = &walk->fit->effects;
    struct fit_row trend = {.part = "shared",
                            .type = "",
                            .class = "trend",
                            .count = walk->fit->records->upgrade_count,
                            .distribution = "",
                            .parameter = "factor a year"};
    give_shock(walk, "run", &effects->run);
    give_shock(walk, "region", &effects->region);
    set_log(&trend, effects->trend, effects->trend_variance);
    if (effects->has_trend)
        give(walk, &trend);
}

static void give_cause(const struct walk *walk, const struct cause_fit *cause)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        const struct probability_fit *p = &cause->types[type];
        if (p->ended > 0)
            give(walk, &(struct fit_row){.part = "failure",
                                         .type = upgrade_type_name((enum upgrade_type)type),
                                         .class = cause->code,
                                         .count = p->ended,
                                         .distribution = "beta",
                                         .parameter = "probability",
                                         .estimate = p->a / (p->a + p->b),
                                         .low = beta_quantile(0.025, p->a, p->b),
                                         .high = beta_quantile(0.975, p->a, p->b)});
    }
}

static void give_approval(const struct walk *walk)
{
    const struct approval_fit *approval = &walk->fit->approval;
    struct fit_row row = {.part = "approval", .type = "", .class = "gates"};
    row.count = approval->approved + approval->waiting;
    row.censored = approval->waiting;
    if (approval->approved > 0)
        give_distribution(walk, row, &approval->delay, &approval->goodness);
}

void fit_rows(const struct fit *fit, fit_row_function *function, void *context)
{
    struct walk walk = {fit, function, context};
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        give_duration(&walk, (enum upgrade_type)type);
    give_shared(&walk);
    for (size_t i = 0; i < fit->cause_count; i++)
        give_cause(&walk, &fit->causes[i]);
    give_approval(&walk);
}
