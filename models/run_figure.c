#include "models/run_figure.h"

#include <stdio.h>
#include <string.h>

const char *const quantile_names[QUANTILE_COUNT] = {"p10", "p50", "p80", "p90", "p95"};
const char *const share_names[SHARE_COUNT] = {"50", "90", "95", "100"};

const struct track_outcome run_nothing;

struct visit {
    run_figure_visitor *visit;
    void *context;
};

static void proportion(const struct visit *to, const char *name, const struct proportion *p)
{
    to->visit(to->context, &(struct run_figure){
                               .name = name, .unit = RUN_PROBABILITY, .interval = true, .p = *p});
}

static void quantile(const struct visit *to, const char *name, enum run_unit unit,
                     const struct quantile *q)
{
    to->visit(to->context,
              &(struct run_figure){.name = name, .unit = unit, .interval = true, .q = *q});
}

static void mean(const struct visit *to, const char *name, double number)
{
    to->visit(to->context,
              &(struct run_figure){.name = name, .unit = RUN_MEAN, .p = {.value = number}});
}

static void endings(const struct visit *to, const struct ending *ending)
{
    proportion(to, "p_completed", &ending->completed);
    proportion(to, "p_failed", &ending->failed);
    proportion(to, "p_stopped", &ending->stopped);
    proportion(to, "p_unfinished_at_horizon", &ending->unfinished);
    proportion(to, "p_not_started", &ending->not_started);
}

static void ends(const struct visit *to, const struct track_outcome *run)
{
    for (int q = 0; q < QUANTILE_COUNT; q++) {
        char name[RUN_COLUMN_SIZE];
        snprintf(name, sizeof name, "duration_%s", quantile_names[q]);
        quantile(to, name, RUN_HOURS, &run->duration[q]);
        snprintf(name, sizeof name, "finish_%s", quantile_names[q]);
        quantile(to, name, RUN_INSTANT, &run->finish[q]);
        snprintf(name, sizeof name, "duration_%s_if_completed", quantile_names[q]);
        quantile(to, name, RUN_HOURS, &run->duration_if_completed[q]);
        snprintf(name, sizeof name, "finish_%s_if_completed", quantile_names[q]);
        quantile(to, name, RUN_INSTANT, &run->finish_if_completed[q]);
    }
}

static void instants(const struct visit *to, const char *what,
                     const struct quantile q[QUANTILE_COUNT])
{
    for (int i = 0; i < QUANTILE_COUNT; i++) {
        char name[RUN_COLUMN_SIZE];
        snprintf(name, sizeof name, "%.32s_%s", what, quantile_names[i]);
        quantile(to, name, RUN_INSTANT, &q[i]);
    }
}

static void targets(const struct visit *to, const struct track_outcome *run)
{
    for (int share = 0; share < SHARE_COUNT; share++) {
        char name[RUN_COLUMN_SIZE];
        snprintf(name, sizeof name, "at_target_%s", share_names[share]);
        instants(to, name, run->at_target[share]);
    }
}

static void means(const struct visit *to, const struct track_outcome *run)
{
    const double *members = run->members_mean;
    mean(to, "members_completed_mean", members[STATE_COMPLETED]);
    mean(to, "members_skipped_mean", members[STATE_SKIPPED]);
    mean(to, "members_failed_mean", members[STATE_FAILED]);
    mean(to, "members_pending_mean", members[STATE_PENDING]);
    mean(to, "members_not_started_mean", members[STATE_NOT_STARTED]);
    mean(to, "members_in_progress_mean", members[STATE_RUNNING] + members[STATE_STOPPING]);
    mean(to, "failure_count_mean", run->failure_count_mean);
}

void run_figures_visit(const struct track_outcome *run, run_figure_visitor *visit, void *context)
{
    const struct visit to = {visit, context};
    endings(&to, &run->ending);
    ends(&to, run);
    targets(&to, run);
    instants(&to, "last_member", run->last_member);
    means(&to, run);
    visit(context, &(struct run_figure){.name = "spread_p95_p50",
                                        .unit = RUN_HOURS,
                                        .q = {.value_s = run->spread_s}});
    mean(&to, "runs_per_trial_mean", run->runs_per_trial_mean);
}

char *run_figure_column(const struct run_figure *figure, enum run_part part,
                        char buffer[RUN_COLUMN_SIZE])
{
    static const char *const infixes[RUN_PART_COUNT] = {"", "_lo", "_hi"};
    static const char *const endings_of_unit[] = {
        [RUN_PROBABILITY] = "", [RUN_HOURS] = "_h", [RUN_INSTANT] = "_utc", [RUN_MEAN] = ""};
    snprintf(buffer, RUN_COLUMN_SIZE, "%s%s%s", figure->name, infixes[part],
             endings_of_unit[figure->unit]);
    return buffer;
}

struct search {
    const char *column;
    struct run_figure *figure;
    enum run_part *part;
    bool found;
};

static void look_at(void *context, const struct run_figure *figure)
{
    struct search *search = context;
    char column[RUN_COLUMN_SIZE];
    for (int part = RUN_VALUE; part <= (figure->interval ? RUN_HIGH : RUN_VALUE); part++) {
        if (strcmp(run_figure_column(figure, (enum run_part)part, column), search->column) != 0)
            continue;
        search->found = true;
        *search->figure = *figure;
        search->figure->name = NULL;
        *search->part = (enum run_part)part;
    }
}

bool run_figure_find(const struct track_outcome *run, const char *column, struct run_figure *figure,
                     enum run_part *part)
{
    struct search search = {.column = column, .figure = figure, .part = part};
    run_figures_visit(run, look_at, &search);
    return search.found;
}
