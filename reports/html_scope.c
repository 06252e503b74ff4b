/* Section "Scope": what changes, for how many, and the strategy drawn as stages and groups. */
#include "models/instant.h"
#include "models/version.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/member_facts.h"
#include "reports/plan_words.h"
#include "reports/scratch.h"

#include <stdlib.h>

enum { TRACKS_SHOWN = 20, STAGES_SHOWN = 40, GROUPS_SHOWN = 24, VERSIONS_SHOWN = 6 };

/* What the members of a run come to. */
struct extent {
    uint32_t members, nodes, regions, without_window;
    uint32_t version[VERSIONS_SHOWN], version_members[VERSIONS_SHOWN];
    uint32_t version_count, other_versions; /* members of versions beyond the first few */
};

static void count_version(struct extent *extent, uint32_t version)
{
    uint32_t i = 0;
    while (i < extent->version_count && extent->version[i] != version)
        i++;
    if (i == VERSIONS_SHOWN) {
        extent->other_versions++;
        return;
    }
    extent->version_count += i == extent->version_count;
    extent->version[i] = version;
    extent->version_members[i]++;
}

static struct extent measure(const struct scenario *scenario, uint32_t run)
{
    struct extent extent = {0};
    const struct plan *plan = &scenario->plans[run];
    bool *seen = scratch_array(bool, scenario->fleet.region_count);
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        uint32_t index = plan->members[slot];
        const struct member *member = &scenario->fleet.members[index];
        extent.members++;
        extent.nodes += fleet_node_count(&scenario->fleet, index);
        extent.without_window += member_window_name(scenario, run, index)[0] == '\0';
        count_version(&extent, member->kubernetes_version);
        if (member->region == NONE || seen[member->region])
            continue;
        seen[member->region] = true;
        extent.regions++;
    }
    free(seen);
    return extent;
}

static void row(FILE *out, const char *label, const struct line *line)
{
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", label);
    html_element(out, "td", line->text);
    fputs("</tr>\n", out);
}

static void add_versions(const struct extent *extent, struct line *line)
{
    char version[VERSION_TEXT_SIZE], count[FIGURE_SIZE];
    for (uint32_t i = 0; i < extent->version_count; i++)
        line_add(line, "%s%s on %s", i > 0 ? ", " : "",
                 figure_count(extent->version_members[i], count),
                 version_format(extent->version[i], version));
    if (extent->other_versions > 0)
        line_add(line, ", %s on others", figure_count(extent->other_versions, count));
}

static void scope_table(FILE *out, const struct scenario *scenario, uint32_t run)
{
    const struct update_run *update = &scenario->runs[run];
    struct extent extent = measure(scenario, run);
    struct line change = {0}, start = {0}, reach = {0}, versions = {0}, windows = {0};
    plan_words_upgrade(update, &change);
    plan_words_start(scenario, update, &start);
    plan_words_count(extent.members, "member", &reach);
    line_add(&reach, ", ");
    plan_words_count(extent.nodes, "node", &reach);
    line_add(&reach, ", ");
    plan_words_count(extent.regions, "region", &reach);
    add_versions(&extent, &versions);
    plan_words_count(extent.members - extent.without_window, "member", &windows);
    line_add(&windows, " in a maintenance window, %u without", extent.without_window);
    fputs("<table>\n<tbody>\n", out);
    row(out, "Change", &change);
    row(out, "When", &start);
    row(out, "Reach", &reach);
    row(out, "Versions now", &versions);
    row(out, "Windows", &windows);
    fputs("</tbody>\n</table>\n", out);
}

static void limits(FILE *out, uint32_t member_count, uint32_t concurrency_max,
                   uint32_t failures_max)
{
    struct line line = {0};
    plan_words_count(member_count, "member", &line);
    line_add(&line, "; ");
    plan_words_limits(concurrency_max, failures_max, &line);
    html_element(out, "span class=\"limits\"", line.text);
}

static void groups(FILE *out, const struct plan *plan, const struct plan_stage *stage)
{
    fputs("<ul class=\"groups\">\n", out);
    for (uint32_t i = 0; i < stage->group_count && i < GROUPS_SHOWN; i++) {
        const struct plan_group *group = &plan->groups[stage->group_first + i];
        fputs("<li>", out);
        html_element(out, "strong", group->name);
        fputc(' ', out);
        limits(out, group->member_count, group->concurrency_max, group->failures_max);
        fputs("</li>\n", out);
    }
    if (stage->group_count > GROUPS_SHOWN)
        fprintf(out, "<li>and %u more groups</li>\n", stage->group_count - GROUPS_SHOWN);
    fputs("</ul>\n", out);
}

static void stage_item(FILE *out, const struct plan *plan, const struct plan_stage *stage)
{
    char wait[INSTANT_TEXT_SIZE];
    fputs("<li><div class=\"stage\">\n<p>", out);
    html_element(out, "strong", stage->name);
    fputc(' ', out);
    limits(out, stage->member_count, stage->concurrency_max, stage->failures_max);
    fputs("</p>\n", out);
    groups(out, plan, stage);
    fputs("</div>", out);
    if (stage->wait_s > 0)
        fprintf(out, "<p class=\"wait\">then waits %s</p>", duration_format(stage->wait_s, wait));
    fputs("</li>\n", out);
}

static void strategy(FILE *out, const struct scenario *scenario, uint32_t run)
{
    const struct plan *plan = &scenario->plans[run];
    fputs(scenario->runs[run].strategy == NULL
              ? "<p>There is no strategy: members go one by one.</p>\n"
              : "<p>Stages run one after the other; the groups of a stage run side by side.</p>\n",
          out);
    fputs("<ol class=\"stages\">\n", out);
    for (uint32_t i = 0; i < plan->stage_count && i < STAGES_SHOWN; i++)
        stage_item(out, plan, &plan->stages[i]);
    if (plan->stage_count > STAGES_SHOWN)
        fprintf(out, "<li>and %u more stages</li>\n", plan->stage_count - STAGES_SHOWN);
    fputs("</ol>\n", out);
}

void html_scope(FILE *out, const struct rendering *rendering)
{
    const struct scenario *scenario = rendering->forecast->scenario;
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++) {
        const struct track *track = &scenario->tracks[i];
        fputs(track->profile == NONE ? "<h3>Update run " : "<h3>Auto-upgrade profile ", out);
        html_text(out, track->name);
        fputs("</h3>\n", out);
        scope_table(out, scenario, track->run_first);
        strategy(out, scenario, track->run_first);
    }
    if (scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "<p>And %u more update runs and profiles.</p>\n",
                scenario->track_count - TRACKS_SHOWN);
}
