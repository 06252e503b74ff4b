/* Section "Scope": what changes, for how many, and the strategy drawn as stages and groups. */
#include "models/version.h"
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/html_sections.h"
#include "reports/html_strategy.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/member_facts.h"
#include "reports/plan_words.h"
#include "reports/scratch.h"

#include <stdlib.h>

enum { TRACKS_SHOWN = 20, VERSIONS_SHOWN = 6 };

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

static void add_start(const struct scenario *scenario, const struct update_run *update,
                      struct line *line)
{
    if (update->start != RUN_START_AT) {
        plan_words_start(scenario, update, line);
        return;
    }
    line_add(line, "starts ");
    answer_moment(scenario, update->start_s, line);
}

static void add_windows(const struct extent *extent, struct line *line)
{
    uint32_t with = extent->members - extent->without_window;
    if (with == 0) {
        line_add(line, "no member has a maintenance window: upgrades begin at any time");
        return;
    }
    plan_words_count(with, "member", line);
    line_add(line, " in a maintenance window, %u without", extent->without_window);
}

static void scope_table(FILE *out, const struct scenario *scenario, uint32_t run)
{
    const struct update_run *update = &scenario->runs[run];
    struct extent extent = measure(scenario, run);
    struct line change = {0}, start = {0}, reach = {0}, versions = {0}, windows = {0};
    plan_words_upgrade(update, &change);
    add_start(scenario, update, &start);
    plan_words_count(extent.members, "member", &reach);
    line_add(&reach, ", ");
    plan_words_count(extent.nodes, "node", &reach);
    line_add(&reach, ", ");
    if (extent.regions > 0)
        plan_words_count(extent.regions, "region", &reach);
    else
        line_add(&reach, "regions not given");
    add_versions(&extent, &versions);
    add_windows(&extent, &windows);
    fputs("<table>\n<tbody>\n", out);
    row(out, "Change", &change);
    row(out, "When", &start);
    row(out, "Reach", &reach);
    row(out, "Versions now", &versions);
    row(out, "Windows", &windows);
    fputs("</tbody>\n</table>\n", out);
}

static void strategy(FILE *out, const struct scenario *scenario, uint32_t run)
{
    const struct plan *plan = &scenario->plans[run];
    fputs(scenario->runs[run].strategy == NULL
              ? "<p>There is no strategy: members go one by one.</p>\n"
              : "<p>Stages run one after the other; the groups of a stage run side by side.",
          out);
    if (scenario->runs[run].strategy != NULL)
        fputs(plan->gate_count > 0 ? " A gate (\u25c6) above a name is done before that stage or "
                                     "group begins, one below after its members.</p>\n"
                                   : "</p>\n",
              out);
    html_strategy(out, plan);
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
