#include "models/lever_failures.h"

/* Beta(a, b) has the mean a / (a + b). */
static bool lessen_cause(double left, struct failure_cause *cause)
{
    bool any = false;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        double a = cause->beta_a[type], b = cause->beta_b[type];
        any |= a > 0 || cause->probability[type] > 0;
        cause->probability[type] *= left;
        if (left > 0)
            cause->beta_b[type] = (a + b) / left - a;
        else
            cause->beta_a[type] = 0;
    }
    return any;
}

static bool lessen_models(struct arena *arena, double left, struct scenario *scenario)
{
    struct failure_model *models =
        arena_array(arena, struct failure_model, scenario->failure_count);
    bool any = false;
    for (uint32_t i = 0; i < scenario->failure_count; i++) {
        const struct failure_model *was = &scenario->failures[i];
        struct failure_cause *causes = arena_array(arena, struct failure_cause, was->cause_count);
        for (uint32_t c = 0; c < was->cause_count; c++) {
            causes[c] = was->causes[c];
            any |= lessen_cause(left, &causes[c]);
        }
        models[i] = *was;
        models[i].causes = causes;
    }
    scenario->failures = models;
    return any;
}

static bool lessen_drains(struct arena *arena, double left, struct scenario *scenario)
{
    struct duration_model *models =
        arena_array(arena, struct duration_model, scenario->duration_count);
    bool any = false;
    for (uint32_t i = 0; i < scenario->duration_count; i++) {
        models[i] = scenario->durations[i];
        any |= models[i].drain.blocked_probability > 0;
        models[i].drain.blocked_probability *= left;
    }
    scenario->durations = models;
    return any;
}

static bool lessen_risks(struct arena *arena, double left, struct scenario *scenario)
{
    struct risk_event *risks = arena_array(arena, struct risk_event, scenario->risk_count);
    bool any = false;
    for (uint32_t i = 0; i < scenario->risk_count; i++) {
        risks[i] = scenario->risks[i];
        any |= risks[i].member_failure_probability > 0;
        risks[i].member_failure_probability *= left;
    }
    scenario->risks = risks;
    return any;
}

bool lever_failures_fewer(struct arena *arena, double left, struct scenario *scenario)
{
    bool causes = lessen_models(arena, left, scenario);
    bool drains = lessen_drains(arena, left, scenario);
    bool risks = lessen_risks(arena, left, scenario);
    return causes || drains || risks;
}
