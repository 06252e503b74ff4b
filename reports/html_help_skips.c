/* The smallest set of members to skip for each deadline, with the command that does it. */
#include "models/instant.h"
#include "models/version.h"
#include "reports/answer.h"
#include "reports/change_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/skip_command.h"

#include <stdlib.h>

enum { DEADLINES_SHOWN = 6 };

static void member_name(const struct scenario *scenario, struct skip skip, struct line *line)
{
    const struct track *track = &scenario->tracks[skip.run];
    const struct plan *plan = track->plan;
    const struct plan_group *group = &plan->groups[plan->slot_group[plan->slot_of[skip.member]]];
    if (scenario->track_count > 1)
        line_add(line, "%s: ", track->name);
    line_add(line, "%s (%s / %s)", scenario->fleet.members[skip.member].name,
             plan->stages[group->stage].name, group->name);
}

static void gain_cell(FILE *out, const struct mean_difference *gain)
{
    struct line value = {.length = 0}, interval = {.length = 0};
    char figure[FIGURE_SIZE];
    line_add(&value, "%s points", change_signed(gain->value * 100, 1, figure));
    line_add(&interval, "%s to ", change_signed(gain->low * 100, 1, figure));
    line_add(&interval, "%s", change_signed(gain->high * 100, 1, figure));
    html_sure_cell(out, value.text, interval.text);
}

static void stays_cell(FILE *out, const struct skip_step *step)
{
    struct line line = {.length = 0};
    char version[VERSION_TEXT_SIZE], until[FIGURE_SIZE];
    line_add(&line, "%s", version_format(step->kubernetes_version, version));
    if (step->supported_until_s != INSTANT_NEVER)
        line_add(&line, ", in support until %.10s", figure_instant(step->supported_until_s, until));
    html_cell(out, line.text);
}

static void step_row(FILE *out, const struct scenario *scenario, const struct skip_step *step)
{
    struct line name = {.length = 0};
    member_name(scenario, step->skip, &name);
    html_row_begin(out, name.text);
    html_chance_cell(out, &step->met);
    gain_cell(out, &step->gain);
    html_instant_cell(out, &step->p80);
    stays_cell(out, step);
    html_row_end(out);
}

static void steps(FILE *out, const struct scenario *scenario, const struct skip_set *set)
{
    html_table_begin(out, NULL, "Skip these, one after the other; each row with those above it",
                     (const char *const[]){"Member", "Deadline met", "Gain of this one",
                                           "P80 of the finish", "It stays on", NULL});
    for (uint32_t i = 0; i < set->step_count; i++)
        step_row(out, scenario, &set->steps[i]);
    html_table_end(out);
    char *command = skip_command(scenario, set->steps, set->step_count);
    fputs("<pre><code>", out);
    html_text(out, command);
    fputs("</code></pre>\n", out);
    free(command);
}

static void answer(FILE *out, const struct scenario *scenario, const struct skip_set *set)
{
    struct line line = {.length = 0};
    char chance[FIGURE_SIZE], required[FIGURE_SIZE];
    line_add(&line,
             "Deadline \"%s\", to be met with %s %%: ", scenario->deadlines[set->deadline].name,
             figure_share(set->required_p, required));
    if (set->answer == SKIPS_NOT_NEEDED)
        line_add(&line, "nobody need be skipped, it is met in %s of trials.",
                 figure_chance(&set->met, chance));
    else if (set->answer == SKIPS_UNKNOWN)
        line_add(&line, "no set was looked for: it is beyond the horizon, or profiles make its "
                        "runs.");
    else if (set->step_count == 0)
        line_add(&line, "skipping nobody helps; it is met in %s of trials.",
                 figure_chance(&set->met, chance));
    else
        line_add(&line, "%s %u member%s, %s (without: %s).",
                 set->answer == SKIPS_REACH ? "skip" : "even skipping", set->step_count,
                 set->step_count == 1 ? "" : "s",
                 set->answer == SKIPS_REACH ? "the smallest set found that reaches it"
                                            : "the best set found, falls short of it",
                 figure_chance(&set->met, chance));
    if (!set->searched && set->step_count > 0)
        line_add(&line, " The search ended when its time was up: a smaller or better one may "
                        "exist.");
    html_element(out, "p", line.text);
    fputc('\n', out);
}

void html_help_skips(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    fputs("<h3>Members to skip</h3>\n", out);
    if (scenario->deadline_count == 0 || forecast->skips == NULL) {
        fputs(scenario->deadline_count == 0
                  ? "<p>There is no deadline that skipping members could help to meet.</p>\n"
              : answer_is_partial(forecast)
                  ? "<p>The run was interrupted before a set of members to skip was found.</p>\n"
                  : "<p>No set of members to skip was looked for.</p>\n",
              out);
        return;
    }
    for (uint32_t i = 0; i < scenario->deadline_count && i < DEADLINES_SHOWN; i++) {
        answer(out, scenario, &forecast->skips[i]);
        if (forecast->skips[i].step_count > 0)
            steps(out, scenario, &forecast->skips[i]);
    }
}
