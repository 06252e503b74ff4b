/* Section "Timeline": group bars, members by state, and the groups as a table. */
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/segment_selection.h"

static void pictures(FILE *out, const struct rendering *rendering)
{
    if (rendering->no_pictures != NULL)
        return;
    html_picture(
        out,
        &(struct html_picture){
            .folder = rendering->folder,
            .name = "groups",
            .title = "A bar per group",
            .description =
                "Light: from P10 of a group's begin to P90 of its finish; dark: from the median "
                "begin to the median finish, with a black line at its end. An arrow: P90 is "
                "not within the horizon. Dashed: deadlines; grey: freezes."});
    html_picture(out, &(struct html_picture){
                          .folder = rendering->folder,
                          .name = "members",
                          .title = "Members by state over time",
                          .description =
                              "The mean number of members in each state, stacked, for each "
                              "update run. timeline.csv holds the figures with P10 and P90."});
}

static void instant_cell(FILE *out, const struct quantile *q)
{
    char value[FIGURE_SIZE], interval[FIGURE_SIZE];
    fputs("<td>", out);
    html_prose(out, figure_moment(q->value_s, value));
    if (q->value_s != INSTANT_NEVER) {
        fputs("<br>", out);
        html_element(out, "small", figure_moment_interval(q, interval));
    }
    fputs("</td>", out);
}

static void group_row(FILE *out, const struct scenario *scenario,
                      const struct segment_outcome *segment)
{
    const struct plan *plan = scenario->tracks[segment->track].plan;
    const struct plan_group *group = &plan->groups[segment->index];
    char buffer[FIGURE_SIZE];
    fputs("<tr><th scope=\"row\">", out);
    if (scenario->track_count > 1) {
        html_text(out, scenario->tracks[segment->track].name);
        fputs(": ", out);
    }
    html_text(out, plan->stages[group->stage].name);
    fputs(" / ", out);
    html_text(out, group->name);
    fputs("</th>", out);
    html_element(out, "td class=\"number\"", figure_count(group->member_count, buffer));
    instant_cell(out, &segment->begin[Q50]);
    instant_cell(out, &segment->finish[Q50]);
    instant_cell(out, &segment->finish[Q90]);
    html_element(out, "td", figure_chance(&segment->ending.completed, buffer));
    fputs("</tr>\n", out);
}

static void group_table(FILE *out, const struct forecast *forecast)
{
    struct segment_selection selection;
    char count[FIGURE_SIZE];
    segment_selection_init(&selection, forecast->groups, forecast->group_count);
    fputs("<table class=\"groups\">\n<caption>Groups", out);
    if (selection.count < forecast->group_count)
        fprintf(out, ": the %u of %s that end latest; groups.csv holds all", selection.count,
                figure_count(forecast->group_count, count));
    fputs(" (below each instant its 95 % interval)</caption>\n<thead><tr><th scope=\"col\">Stage / "
          "group</th>"
          "<th scope=\"col\">Members</th><th scope=\"col\">Begins, P50</th>"
          "<th scope=\"col\">Finishes, P50</th><th scope=\"col\">Finishes, P90</th>"
          "<th scope=\"col\">Completed</th></tr></thead>\n<tbody>\n",
          out);
    for (uint32_t i = 0; i < selection.count; i++)
        group_row(out, forecast->scenario, &forecast->groups[selection.index[i]]);
    fputs("</tbody>\n</table>\n", out);
}

void html_timeline(FILE *out, const struct rendering *rendering)
{
    pictures(out, rendering);
    group_table(out, rendering->forecast);
}
