#include "models/verdict.h"

#include "models/run_figure.h"

static bool holds(enum relation relation, int order)
{
    switch (relation) {
    case LESS:
        return order < 0;
    case LESS_OR_EQUAL:
        return order <= 0;
    case GREATER:
        return order > 0;
    case GREATER_OR_EQUAL:
        return order >= 0;
    }
    return false;
}

static int order_of_numbers(double a, double b)
{
    return a < b ? -1 : a > b;
}

static int order_of_seconds(int64_t a_s, int64_t b_s)
{
    return a_s < b_s ? -1 : a_s > b_s;
}

/* Whether the estimate's interval lies on both sides of the limit. */
static bool is_close(enum relation relation, int low, int high)
{
    return holds(relation, low) != holds(relation, high);
}

static struct verdict deadline_verdict(const struct condition *condition,
                                       const struct forecast *forecast)
{
    const struct deadline_outcome *deadline = &forecast->deadlines[condition->deadline];
    struct verdict verdict = {.run = NONE,
                              .simulated = deadline->simulated,
                              .unit = VERDICT_PROBABILITY,
                              .interval = true};
    if (!deadline->simulated)
        return verdict;
    const struct proportion *p = &deadline->met;
    verdict.p = *p;
    verdict.met = holds(condition->relation, order_of_numbers(p->value, condition->limit));
    verdict.close = is_close(condition->relation, order_of_numbers(p->low, condition->limit),
                             order_of_numbers(p->high, condition->limit));
    return verdict;
}

static int order_of_part(const struct condition *condition, const struct run_figure *figure,
                         enum run_part part)
{
    const double numbers[] = {figure->p.value, figure->p.low, figure->p.high};
    const int64_t seconds[] = {figure->q.value_s, figure->q.low_s, figure->q.high_s};
    return figure->unit == RUN_HOURS || figure->unit == RUN_INSTANT
               ? order_of_seconds(seconds[part], condition->limit_s)
               : order_of_numbers(numbers[part], condition->limit);
}

static struct verdict run_verdict(const struct condition *condition,
                                  const struct forecast *forecast, uint32_t run)
{
    struct run_figure figure = {.interval = false};
    enum run_part part = RUN_VALUE;
    run_figure_find(&forecast->tracks[run], condition->column, &figure, &part);
    struct verdict verdict = {
        .run = run, .simulated = true, .unit = (enum verdict_unit)figure.unit};
    verdict.interval = figure.interval && part == RUN_VALUE;
    verdict.p = figure.p;
    verdict.q = figure.q;
    if (part != RUN_VALUE) { /* an interval's end stands for itself */
        verdict.p.value = part == RUN_LOW ? figure.p.low : figure.p.high;
        verdict.q.value_s = part == RUN_LOW ? figure.q.low_s : figure.q.high_s;
    }
    verdict.met = holds(condition->relation, order_of_part(condition, &figure, part));
    verdict.close = verdict.interval &&
                    is_close(condition->relation, order_of_part(condition, &figure, RUN_LOW),
                             order_of_part(condition, &figure, RUN_HIGH));
    return verdict;
}

struct verdict verdict_of(const struct condition *condition, const struct forecast *forecast)
{
    if (condition->deadline != NONE)
        return deadline_verdict(condition, forecast);
    if (condition->run != NONE)
        return run_verdict(condition, forecast, condition->run);
    struct verdict verdict = run_verdict(condition, forecast, 0);
    for (uint32_t run = 1; run < forecast->scenario->track_count && verdict.met; run++)
        verdict = run_verdict(condition, forecast, run);
    return verdict;
}

bool verdicts_met(const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->experiment.condition_count; i++)
        if (!forecast->verdicts[i].met)
            return false;
    return true;
}

double verdict_required_chance(const struct scenario *scenario, uint32_t deadline)
{
    const struct experiment *experiment = &scenario->experiment;
    double required = 0;
    for (uint32_t i = 0; i < experiment->condition_count; i++) {
        const struct condition *condition = &experiment->conditions[i];
        bool floor = condition->relation == GREATER || condition->relation == GREATER_OR_EQUAL;
        if (condition->deadline == deadline && floor && condition->limit > required)
            required = condition->limit;
    }
    return required > 0 ? required : VERDICT_CHANCE_USUAL;
}
