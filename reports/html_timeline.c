/* Section "Timeline": group bars, members by state, and the groups as a table. */
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/plot_age.h"
#include "reports/plot_surge.h"
#include "reports/segment_selection.h"

/* The second of each is said where there are profiles. */
#define GROUPS_DRAWN                                                                               \
    "Light: from P10 of a group's begin to P90 of its finish; dark: from the median begin to the " \
    "median finish, with a black line at its end. An arrow: P90 is not within the horizon. "       \
    "Dashed: deadlines; grey: freezes."
#define MEMBERS_DRAWN                                                                              \
    "The mean number of members in each state, stacked, for each update run. timeline.csv holds "  \
    "the figures with P10 and P90."
static const char *const group_descriptions[] = {
    GROUPS_DRAWN, GROUPS_DRAWN " Groups of a profile stand as in the last run of each history."};
static const char *const member_descriptions[] = {
    MEMBERS_DRAWN, MEMBERS_DRAWN " Members of a profile stand as in its newest run."};

static void group_picture(FILE *out, const struct rendering *rendering)
{
    html_picture(
        out,
        &(struct html_picture){
            .folder = rendering->folder,
            .name = "groups",
            .title = "A bar per group",
            .description = group_descriptions[rendering->forecast->scenario->profile_count > 0]});
}

/* Profiles alone have no bars: their groups begin and end again and again. */
static void pictures(FILE *out, const struct rendering *rendering)
{
    const struct scenario *scenario = rendering->forecast->scenario;
    if (rendering->no_pictures != NULL)
        return;
    if (scenario->written_run_count > 0)
        group_picture(out, rendering);
    html_picture(out, &(struct html_picture){.folder = rendering->folder,
                                             .name = "members",
                                             .title = "Members by state over time",
                                             .description =
                                                 member_descriptions[scenario->profile_count > 0]});
    if (plot_surge_drawn(rendering->forecast))
        html_picture(
            out, &(struct html_picture){
                     .folder = rendering->folder,
                     .name = "surge",
                     .title = "vCPUs of surge nodes over time",
                     .description =
                         "By region, those with the highest peak: the mean, P95 over the trials of "
                         "the most at one instant, and the most in any trial. Dashed: the quota. "
                         "surge.csv holds all regions."});
}

/* How current the nodes are kept. */
static void age_picture(FILE *out, const struct rendering *rendering)
{
    if (rendering->no_pictures != NULL || !plot_age_drawn(rendering->forecast))
        return;
    html_picture(
        out, &(struct html_picture){
                 .folder = rendering->folder,
                 .name = "age",
                 .title = "Age of node images over time",
                 .description =
                     "In days from the date in an image's version: of half of the nodes, of the "
                     "youngest 95 %, and of the oldest node. Lines: means over the histories; "
                     "bands: from P10 to P90 of them. campaign.csv holds the figures by day, "
                     "campaign_members.csv by member."});
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

static void group_name(FILE *out, const struct scenario *scenario,
                       const struct segment_outcome *segment)
{
    const struct plan *plan = scenario->tracks[segment->track].plan;
    const struct plan_group *group = &plan->groups[segment->index];
    char members[FIGURE_SIZE];
    fputs("<tr><th scope=\"row\">", out);
    if (scenario->track_count > 1) {
        html_text(out, scenario->tracks[segment->track].name);
        fputs(": ", out);
    }
    html_text(out, plan->stages[group->stage].name);
    fputs(" / ", out);
    html_text(out, group->name);
    fputs("</th>", out);
    html_element(out, "td class=\"number\"", figure_count(group->member_count, members));
}

static void chance_cell(FILE *out, const struct proportion *p)
{
    char chance[FIGURE_SIZE];
    html_element(out, "td", figure_chance(p, chance));
}

static void written_row(FILE *out, const struct segment_outcome *segment)
{
    instant_cell(out, &segment->begin[Q50]);
    instant_cell(out, &segment->finish[Q50]);
    instant_cell(out, &segment->finish[Q90]);
    chance_cell(out, &segment->ending.completed);
}

static void made_row(FILE *out, const struct segment_outcome *segment)
{
    chance_cell(out, &segment->ending.completed);
    chance_cell(out, &segment->ending.skipped);
    chance_cell(out, &segment->ending.failed);
    chance_cell(out, &segment->ending.unfinished);
}

/* Groups of update runs have instants; those of the runs that profiles make have only endings, over
 * all of these runs. */
struct group_table {
    const char *caption, *note, *columns;
    bool made;
    void (*cells)(FILE *out, const struct segment_outcome *segment);
};

static const struct group_table tables[] = {
    {"Groups", " (below each instant its 95 % interval)",
     "<th scope=\"col\">Begins, P50</th><th scope=\"col\">Finishes, P50</th>"
     "<th scope=\"col\">Finishes, P90</th><th scope=\"col\">Completed</th>",
     false, written_row},
    {"Groups of the runs that profiles make, at the run's end or the horizon",
     " (in brackets 95 % intervals)",
     "<th scope=\"col\">Completed</th><th scope=\"col\">Skipped</th>"
     "<th scope=\"col\">Failed</th><th scope=\"col\">Unfinished</th>",
     true, made_row},
};

static void group_table(FILE *out, const struct forecast *forecast,
                        const struct segment_selection *selection, const struct group_table *table)
{
    const struct scenario *scenario = forecast->scenario;
    char count[FIGURE_SIZE];
    fprintf(out, "<table class=\"groups\">\n<caption>%s", table->caption);
    if (selection->count < forecast->group_count)
        fprintf(out, ": of the %u of %s that end latest; groups.csv holds all", selection->count,
                figure_count(forecast->group_count, count));
    fprintf(out,
            "%s</caption>\n<thead><tr><th scope=\"col\">Stage / group</th>"
            "<th scope=\"col\">Members</th>%s</tr></thead>\n<tbody>\n",
            table->note, table->columns);
    for (uint32_t i = 0; i < selection->count; i++) {
        const struct segment_outcome *segment = &forecast->groups[selection->index[i]];
        if ((scenario->tracks[segment->track].profile != NONE) != table->made)
            continue;
        group_name(out, scenario, segment);
        table->cells(out, segment);
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>\n", out);
}

void html_timeline(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct segment_selection selection;
    segment_selection_init(&selection, forecast->groups, forecast->group_count);
    pictures(out, rendering);
    age_picture(out, rendering);
    if (forecast->scenario->written_run_count > 0)
        group_table(out, forecast, &selection, &tables[0]);
    if (forecast->scenario->profile_count > 0)
        group_table(out, forecast, &selection, &tables[1]);
}
