#include "reports/segment_name.h"

static void add(const struct scenario *scenario, uint32_t track, uint32_t stage, struct line *line)
{
    const struct track *of = &scenario->tracks[track];
    if (scenario->track_count > 1)
        line_add(line, "%s: ", of->name);
    line_add(line, "%s", of->plan->stages[stage].name);
}

void segment_name_stage(const struct scenario *scenario, const struct segment_outcome *stage,
                        struct line *line)
{
    add(scenario, stage->track, stage->index, line);
}

void segment_name_group(const struct scenario *scenario, const struct segment_outcome *group,
                        struct line *line)
{
    const struct plan_group *of = &scenario->tracks[group->track].plan->groups[group->index];
    add(scenario, group->track, of->stage, line);
    line_add(line, " / %s", of->name);
}
