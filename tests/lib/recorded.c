#include "tests/lib/recorded.h"

#include "models/instant.h"
#include "reports/update_run_json.h"
#include "scenarios/load.h"
#include "sim/orchestrator/orchestrator.h"
#include "tests/lib/minute_host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void load(struct arena *arena, const struct recorded_story *story, struct scenario *scenario)
{
    char *text = arena_strdup(arena, story->scenario);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\'' ? '"' : *c;
    struct load_request request = {
        .path = story->name, .text = text, .text_length = strlen(text), .files_forbidden = true};
    struct problems problems;
    if (scenario_load(arena, &request, scenario, &problems))
        return;
    problems_print(&problems, stderr);
    exit(2);
}

void recorded_play(struct arena *arena, const struct recorded_story *story,
                   struct scenario *scenario, struct run_snapshot *snapshot)
{
    int64_t look_s;
    load(arena, story, scenario);
    if (!instant_parse(story->look, &look_s))
        exit(2);
    const struct orchestrator *core =
        minute_host_run(arena, scenario, 1, 0, (struct host_observer){.context = NULL}, look_s);
    run_snapshot_init(snapshot, arena, orchestrator_plan(core, 0));
    orchestrator_save(core, 0, snapshot);
}

static void put_gates(FILE *out, const struct run_snapshot *snapshot, const char *when,
                      struct plan_gates gates)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++)
        fprintf(out, ", %s %s", when, state_name(snapshot->gates[i].status.state));
}

static void put_member(FILE *out, const struct scenario *scenario,
                       const struct run_snapshot *snapshot, const char *group, uint32_t slot)
{
    const struct member_snapshot *member = &snapshot->members[slot];
    const char *reason = scenario_reason(scenario, member->reason);
    fprintf(out, "%s/%s %s%s%s\n", group,
            scenario->fleet.members[snapshot->plan->members[slot]].name,
            state_name(member->status.state), reason[0] == '\0' ? "" : " ", reason);
}

static void put_group(struct arena *arena, FILE *out, const struct scenario *scenario,
                      const struct run_snapshot *snapshot, uint32_t index)
{
    const struct plan_group *group = &snapshot->plan->groups[index];
    char *name =
        arena_printf(arena, "%s/%s", snapshot->plan->stages[group->stage].name, group->name);
    fprintf(out, "%s %s", name, state_name(snapshot->groups[index].status.state));
    put_gates(out, snapshot, "before", group->before);
    put_gates(out, snapshot, "after", group->after);
    fputc('\n', out);
    for (uint32_t i = 0; i < group->member_count; i++)
        put_member(out, scenario, snapshot, name, group->member_first + i);
}

static void put_stage(struct arena *arena, FILE *out, const struct scenario *scenario,
                      const struct run_snapshot *snapshot, uint32_t index)
{
    const struct plan_stage *stage = &snapshot->plan->stages[index];
    fprintf(out, "%s %s", stage->name, state_name(snapshot->stages[index].status.state));
    if (stage->wait_s > 0)
        fprintf(out, ", wait %s", state_name(snapshot->waits[index].status.state));
    put_gates(out, snapshot, "before", stage->before);
    put_gates(out, snapshot, "after", stage->after);
    fputc('\n', out);
    for (uint32_t i = 0; i < stage->group_count; i++)
        put_group(arena, out, scenario, snapshot, stage->group_first + i);
}

/* What `put` wrote, in the arena. */
static char *keep(struct arena *arena, FILE *out, char **text)
{
    fclose(out);
    char *kept = arena_strdup(arena, *text);
    free(*text);
    return kept;
}

char *recorded_outline(struct arena *arena, const struct scenario *scenario,
                       const struct run_snapshot *snapshot)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    fprintf(out, "run %s\n", state_name(snapshot->status.state));
    for (uint32_t i = 0; i < snapshot->plan->stage_count; i++)
        put_stage(arena, out, scenario, snapshot, i);
    return keep(arena, out, &text);
}

char *recorded_json(struct arena *arena, const struct scenario *scenario,
                    const struct run_snapshot *snapshot)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    struct update_run_view view = {
        .scenario = scenario, .run = &scenario->runs[0], .state = snapshot};
    update_run_json(out, &view);
    return keep(arena, out, &text);
}
