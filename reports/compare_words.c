#include "reports/compare_words.h"

#include "models/instant.h"
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/name.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { LABEL_COLUMNS = 48, SENTENCE_DEADLINES = 3 };

static void add_shift(const struct comparison_row *row, struct line *line)
{
    struct change change = {row->difference_known, row->difference, row->low, row->high,
                            row->low_known,        row->high_known};
    change_add_shift(&change, row->kind == METRIC_LENGTH ? change_of_length : change_of_instant,
                     line);
}

/* "+24.2 percentage points (22.8 to 25.6)". */
static void add_mean_difference(const struct comparison_row *row, struct line *line)
{
    bool share = row->kind == METRIC_PROBABILITY;
    double unit = share ? 100 : 1;
    int decimals = share ? 1 : 2;
    char value[FIGURE_SIZE], low[FIGURE_SIZE], high[FIGURE_SIZE];
    line_add(line, "%s%s (95 %% interval %s to %s)",
             change_signed(row->difference * unit, decimals, value), share ? " points" : "",
             change_signed(row->low * unit, decimals, low),
             change_signed(row->high * unit, decimals, high));
}

static void add_difference(const struct comparison_row *row, struct line *line)
{
    if (row->kind == METRIC_INSTANT || row->kind == METRIC_LENGTH)
        add_shift(row, line);
    else
        add_mean_difference(row, line);
}

/* "< 0.1 %" where no trial has it. */
static const char *probability_text(double mean, uint64_t trials, char buffer[FIGURE_SIZE])
{
    struct proportion p = proportion_of((uint64_t)llround(mean * (double)trials), trials);
    return figure_percent(&p, buffer);
}

static const char *value_text(const struct comparison_row *row, bool alternative,
                              char buffer[FIGURE_SIZE])
{
    double mean = alternative ? row->alternative : row->base;
    int64_t value_s = alternative ? row->alternative_s : row->base_s;
    switch (row->kind) {
    case METRIC_INSTANT:
        return figure_moment(value_s, buffer);
    case METRIC_LENGTH:
        return value_s == INSTANT_NEVER ? "beyond the horizon" : duration_format(value_s, buffer);
    case METRIC_PROBABILITY:
        return probability_text(mean, row->share.equal.n, buffer);
    case METRIC_COUNT:
        return figure_fixed(mean, 2, buffer);
    }
    return "";
}

static void add_end(const struct comparison *comparison, struct line *line)
{
    const struct comparison_row *p80 = comparison_find(comparison, "finish_p80", "");
    char base[FIGURE_SIZE], alternative[FIGURE_SIZE];
    if (p80->base_s == INSTANT_NEVER && p80->alternative_s == INSTANT_NEVER) {
        line_add(line, "P80 of the finish stays beyond the horizon");
        return;
    }
    line_add(line, "P80 of the finish is %s instead of %s", value_text(p80, true, alternative),
             value_text(p80, false, base));
    if (p80->difference_known) {
        line_add(line, ", ");
        add_shift(p80, line);
    }
}

static void add_share(const struct comparison_row *row, struct line *line)
{
    char better[FIGURE_SIZE], equal[FIGURE_SIZE], worse[FIGURE_SIZE];
    line_add(line, "better in %s of trials, equal in %s, worse in %s",
             figure_percent(&row->share.better, better), figure_percent(&row->share.equal, equal),
             figure_percent(&row->share.worse, worse));
}

static void add_trials(const struct comparison *comparison, struct line *line)
{
    const struct paired_share *share = &comparison_find(comparison, "finish_p80", "")->share;
    char better[FIGURE_SIZE], equal[FIGURE_SIZE], worse[FIGURE_SIZE];
    line_add(line, "; it ends earlier in %s of trials, at the same time in %s, later in %s",
             figure_percent(&share->better, better), figure_percent(&share->equal, equal),
             figure_percent(&share->worse, worse));
}

static void add_deadlines(const struct comparison *comparison, struct line *line)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < comparison->row_count && shown < SENTENCE_DEADLINES; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        char name[NAME_SIZE], base[FIGURE_SIZE], alternative[FIGURE_SIZE];
        if (strcmp(row->metric, "p_meets_deadline") != 0)
            continue;
        shown++;
        line_add(line, "; the deadline \"%s\" is met in %s instead of %s, ",
                 name_short(row->subject, LABEL_COLUMNS, name), value_text(row, true, alternative),
                 value_text(row, false, base));
        add_mean_difference(row, line);
    }
}

void compare_sentence(const struct comparison *comparison, struct line *line)
{
    char name[NAME_SIZE];
    line_add(line, "With %s: ", name_short(comparison->alternative->label, NAME_COLUMNS, name));
    add_end(comparison, line);
    add_trials(comparison, line);
    add_deadlines(comparison, line);
    line_add(line, ".");
}

void compare_method(const struct comparisons *comparisons, struct line *line)
{
    char count[FIGURE_SIZE];
    line_add(
        line,
        "%s trials each, seed %" PRIu64
        "; in each trial every member meets the same luck in all scenarios, so differences are "
        "paired. Intervals are 95 %% and speak of simulation error only; ends within a minute "
        "count as equal.",
        figure_count(comparisons->trials, count), comparisons->seed);
}

static const struct {
    const char *metric, *label;
    bool subject;
} shown[] = {{"finish_p50", "Ends by, P50", false},
             {"finish_p80", "Ends by, P80", false},
             {"finish_p95", "Ends by, P95", false},
             {"p_completed", "Completed", false},
             {"p_failed", "Failed", false},
             {"p_unfinished_at_horizon", "Unfinished at the horizon", false},
             {"p_meets_deadline", "Meets the deadline", true},
             {"p_work_in_freeze", "Work in the freeze", true},
             {"members_completed_mean", "Members completed,", true},
             {"members_failed_mean", "Members failed,", true},
             {"members_pending_mean", "Members pending,", true}};
enum { SHOWN = sizeof shown / sizeof *shown };

static void emit_row(const struct comparison_row *row, int kind, compare_words_function *emit,
                     void *context)
{
    struct compare_words words = {.label = {.length = 0}};
    char name[NAME_SIZE], value[FIGURE_SIZE];
    line_add(&words.label, "%s", shown[kind].label);
    if (shown[kind].subject)
        line_add(&words.label, " %s", name_short(row->subject, LABEL_COLUMNS, name));
    line_add(&words.base, "%s", value_text(row, false, value));
    line_add(&words.alternative, "%s", value_text(row, true, value));
    add_difference(row, &words.difference);
    add_share(row, &words.share);
    emit(context, &words);
}

void compare_rows(const struct comparison *comparison, compare_words_function *emit, void *context)
{
    for (int kind = 0; kind < SHOWN; kind++)
        for (uint32_t i = 0; i < comparison->row_count; i++)
            if (strcmp(comparison->rows[i].metric, shown[kind].metric) == 0)
                emit_row(&comparison->rows[i], kind, emit, context);
}
