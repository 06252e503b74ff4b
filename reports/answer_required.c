/* Whether the forecast shows what was required of it, a sentence each. */
#include "models/instant.h"
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/name.h"

enum { CONDITION_COLUMNS = 60, RUN_COLUMNS = 48 };

static void add_probability(const struct verdict *verdict, struct line *line)
{
    char chance[FIGURE_SIZE];
    if (verdict->interval)
        line_add(line, "%s", figure_chance(&verdict->p, chance));
    else
        line_add(line, "%s %%", figure_fixed(verdict->p.value * 100, 1, chance));
}

static const char *length_text(int64_t length_s, char buffer[FIGURE_SIZE])
{
    if (length_s == INSTANT_NEVER)
        return "beyond the horizon";
    if (length_s == INT64_MIN)
        return "before the first";
    return duration_format(length_s, buffer);
}

static void add_length(const struct verdict *verdict, struct line *line)
{
    char value[FIGURE_SIZE], low[FIGURE_SIZE], high[FIGURE_SIZE];
    line_add(line, "%s", length_text(verdict->q.value_s, value));
    if (verdict->interval && verdict->q.value_s != INSTANT_NEVER)
        line_add(line, " (%s to %s)", length_text(verdict->q.low_s, low),
                 length_text(verdict->q.high_s, high));
}

static void add_instant(const struct verdict *verdict, struct line *line)
{
    char value[FIGURE_SIZE], interval[FIGURE_SIZE];
    line_add(line, "%s", figure_moment(verdict->q.value_s, value));
    if (verdict->interval && verdict->q.value_s != INSTANT_NEVER)
        line_add(line, " (%s)", figure_moment_interval(&verdict->q, interval));
}

static void add_figure(const struct verdict *verdict, struct line *line)
{
    char mean[FIGURE_SIZE];
    switch (verdict->unit) {
    case VERDICT_PROBABILITY:
        add_probability(verdict, line);
        return;
    case VERDICT_LENGTH:
        add_length(verdict, line);
        return;
    case VERDICT_INSTANT:
        add_instant(verdict, line);
        return;
    case VERDICT_MEAN:
        line_add(line, "%s", figure_mean(verdict->p.value, mean));
        return;
    }
}

void answer_verdict(const struct forecast *forecast, uint32_t index, struct line *line)
{
    const struct scenario *scenario = forecast->scenario;
    const struct verdict *verdict = &forecast->verdicts[index];
    char name[NAME_SIZE];
    line_add(line, "Required: %s. ",
             name_short(scenario->experiment.conditions[index].text, CONDITION_COLUMNS, name));
    if (!verdict->simulated) {
        line_add(line, "Missed: the deadline lies beyond the horizon, it is not simulated.");
        return;
    }
    line_add(line, verdict->met ? "Met: " : "Missed: ");
    add_figure(verdict, line);
    if (verdict->run != NONE && scenario->track_count > 1)
        line_add(line, " for %s",
                 name_short(scenario->tracks[verdict->run].name, RUN_COLUMNS, name));
    line_add(line, verdict->close ? "; the interval holds the limit, more trials might decide "
                                    "otherwise."
                                  : ".");
}
