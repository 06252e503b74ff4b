#include "reports/plan_words.h"

#include "models/channel.h"
#include "models/instant.h"
#include "models/version.h"
#include "reports/figure.h"
#include "reports/name.h"
#include "reports/window_words.h"

#include <math.h>
#include <stdlib.h>

const char *image_selection_name(enum image_selection selection)
{
    static const char *const names[] = {"Latest", "Consistent", "Custom", "of the channel"};
    return names[selection];
}

void plan_words_upgrade(const struct update_run *run, struct line *line)
{
    char version[VERSION_TEXT_SIZE];
    line_add(line, "%s", upgrade_type_name(run->type));
    if (run->kubernetes_version != VERSION_UNSET)
        line_add(line, " to %s", version_format(run->kubernetes_version, version));
    if (run->type != UPGRADE_CONTROL_PLANE_ONLY)
        line_add(line, ", images %s", image_selection_name(run->image_selection));
}

/* "2 d after ", "a delay (lognormal, 5 h in the mean) after ", or "after ". */
static void add_delay(const struct distribution *delay, struct line *line)
{
    char length[INSTANT_TEXT_SIZE];
    int64_t mean_s = llround(distribution_mean(delay));
    if (delay->kind != DISTRIBUTION_CONSTANT)
        line_add(line, "a delay (%s, %s in the mean) ", distribution_name(delay->kind),
                 duration_format(mean_s, length));
    else if (mean_s > 0)
        line_add(line, "%s ", duration_format(mean_s, length));
    line_add(line, "after ");
}

void plan_words_start(const struct scenario *scenario, const struct update_run *run,
                      struct line *line)
{
    static const char *const ends[] = {"is Completed", "is Failed", "has ended"};
    char at[INSTANT_TEXT_SIZE], name[NAME_SIZE];
    switch (run->start) {
    case RUN_START_AT:
        line_add(line, "starts %s", instant_format(run->start_s, at));
        break;
    case RUN_START_MANUAL:
        line_add(line, "is started by hand");
        break;
    case RUN_START_AFTER:
        line_add(line, "starts ");
        add_delay(&run->delay, line);
        line_add(line, "%s %s", name_short(scenario->runs[run->after].name, NAME_COLUMNS, name),
                 ends[run->after_state]);
        break;
    case RUN_START_PROFILE:
        line_add(line, "a run whenever a release changes what the channel %s aims at",
                 channel_name(scenario->profiles[run->profile].channel));
        break;
    }
}

void plan_words_count(uint32_t count, const char *noun, struct line *line)
{
    char buffer[FIGURE_SIZE];
    line_add(line, "%s %s%s", figure_count(count, buffer), noun, count == 1 ? "" : "s");
}

void plan_words_limits(uint32_t concurrency_max, uint32_t failures_max, struct line *line)
{
    line_add(line, "at most %u at a time, ", concurrency_max);
    if (failures_max == 0)
        line_add(line, "no failure allowed");
    else
        plan_words_count(failures_max, "failure", line);
    if (failures_max > 0)
        line_add(line, " allowed");
}

static void add_instant(struct line *line, int64_t at_s)
{
    char at[INSTANT_TEXT_SIZE];
    if (at_s == INSTANT_NEVER)
        line_add(line, "the horizon");
    else
        line_add(line, "%s", instant_format(at_s, at));
}

void plan_words_floor(const struct scenario *scenario, uint32_t run, uint32_t stage,
                      const struct stage_floor *floor, struct line *line)
{
    char name[NAME_SIZE];
    line_add(line, "stage %s cannot end before ",
             name_short(scenario->plans[run].stages[stage].name, NAME_COLUMNS, name));
    add_instant(line, floor->end_s);
    if (floor->member == NONE)
        return;
    const struct member *member = &scenario->fleet.members[floor->member];
    uint32_t window = member->window[upgrade_schedule(scenario->runs[run].type)];
    line_add(line, " because of %s", name_short(member->name, NAME_COLUMNS, name));
    if (window != NONE) {
        line_add(line, ", ");
        window_words_rule(&scenario->windows[window], line);
    }
    line_add(line, "; without it ");
    add_instant(line, floor->without_s);
}

void plan_words_gate(const struct plan_gate *gate, struct line *line)
{
    const struct gate_schedule *schedule = &gate->schedule;
    int minutes = abs(schedule->utc_offset_s) / 60;
    line_add(line, "%s, %s/%u", gate_type_name(gate->type), gate_timing_name(gate->timing),
             gate->position);
    if (gate->type == GATE_SCHEDULED_START)
        line_add(line, ", next %s at %02d:%02d %c%02d:%02d", weekday_name(schedule->weekday),
                 schedule->start_time_s / 3600, schedule->start_time_s / 60 % 60,
                 schedule->utc_offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
