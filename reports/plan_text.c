/* The plan for people: `fleetsim validate`. */
#include "reports/plan_text.h"

#include "models/version.h"
#include "reports/figure.h"
#include "reports/member_facts.h"
#include "reports/name.h"
#include "reports/plan_releases.h"
#include "reports/plan_words.h"
#include "reports/scratch.h"
#include "reports/window_words.h"

enum { OPENINGS_SHOWN = 3 };

/* "  stage canary: " */
static void print_head(FILE *out, const char *before, const char *name)
{
    fputs(before, out);
    name_print(out, name);
    fputs(": ", out);
}

static void print_line(FILE *out, const struct line *line)
{
    fprintf(out, "%s\n", line->text);
}

static uint32_t all_nodes(const struct fleet *fleet)
{
    uint32_t nodes = 0;
    for (uint32_t i = 0; i < fleet->member_count; i++)
        nodes += fleet_has(fleet, i) ? fleet_node_count(fleet, i) : 0;
    return nodes;
}

static void print_fleet(FILE *out, const struct scenario *scenario)
{
    char from[INSTANT_TEXT_SIZE], until[INSTANT_TEXT_SIZE];
    struct line line = {.length = 0};
    plan_words_count(fleet_size(&scenario->fleet), "member", &line);
    line_add(&line, ", ");
    plan_words_count(scenario->fleet.region_count, "region", &line);
    line_add(&line, ", ");
    plan_words_count(all_nodes(&scenario->fleet), "node", &line);
    line_add(&line, "; simulated from %s to %s", instant_format(scenario->start_s, from),
             instant_format(scenario->horizon_s, until));
    print_head(out, "", scenario->name);
    print_line(out, &line);
}

/* The first that has not passed, over the horizon and under enforced freezes. */
static void print_opening(FILE *out, const struct scenario *scenario, uint32_t run, uint32_t member)
{
    char at[INSTANT_TEXT_SIZE];
    enum schedule_use use = upgrade_schedule(scenario->runs[run].type);
    size_t cursor = 0;
    struct opening next =
        openings_next(scenario_openings(scenario, member, use), scenario->start_s, &cursor);
    const char *window = member_window_name(scenario, run, member);
    name_print(out, window[0] == '\0' ? "no window" : window);
    if (next.from_s == INSTANT_NEVER)
        fputs(", never open within the horizon", out);
    else if (next.from_s > scenario->start_s)
        fprintf(out, ", opens %s", instant_format(next.from_s, at));
    else
        fputs(", open at the start", out);
}

static void print_member(FILE *out, const struct scenario *scenario, uint32_t run, uint32_t index)
{
    const struct member *member = &scenario->fleet.members[index];
    char version[VERSION_TEXT_SIZE];
    struct line line = {.length = 0};
    line_add(&line, ", %s, ", version_format(member->kubernetes_version, version));
    plan_words_count(fleet_node_count(&scenario->fleet, index), "node", &line);
    print_head(out, "      ", member->name);
    name_print(out, member->region == NONE ? "no region" : scenario->fleet.regions[member->region]);
    fprintf(out, "%s, ", line.text);
    print_opening(out, scenario, run, index);
    fputc('\n', out);
}

static void print_gates(FILE *out, const struct plan *plan, struct plan_gates gates,
                        const char *indent)
{
    for (uint32_t i = gates.first; i < gates.first + gates.count; i++) {
        struct line line = {.length = 0};
        plan_words_gate(&plan->gates[i], &line);
        fprintf(out, "%sgate ", indent);
        if (plan->gates[i].display_name != NULL) {
            name_print(out, plan->gates[i].display_name);
            fputs(": ", out);
        }
        print_line(out, &line);
    }
}

static void print_selector(FILE *out, const struct selector *selector, const char *indent)
{
    if (selector == NULL)
        return;
    fprintf(out, "%smembers by label: ", indent);
    name_print(out, selector->text);
    fputc('\n', out);
}

static void print_group(FILE *out, const struct scenario *scenario, uint32_t run,
                        const struct plan_group *group)
{
    struct line line = {.length = 0};
    plan_words_count(group->member_count, "member", &line);
    line_add(&line, ", ");
    plan_words_limits(group->concurrency_max, group->failures_max, &line);
    print_head(out, group->implicit ? "    implicit group " : "    group ", group->name);
    print_line(out, &line);
    print_selector(out, group->selector, "      ");
    print_gates(out, &scenario->plans[run], group->before, "      ");
    for (uint32_t i = 0; i < group->member_count; i++)
        print_member(out, scenario, run, scenario->plans[run].members[group->member_first + i]);
    print_gates(out, &scenario->plans[run], group->after, "      ");
}

static void print_stage(FILE *out, const struct scenario *scenario, uint32_t run,
                        const struct plan_stage *stage)
{
    struct line line = {.length = 0};
    char wait[INSTANT_TEXT_SIZE];
    plan_words_count(stage->member_count, "member", &line);
    line_add(&line, " in ");
    plan_words_count(stage->group_count, "group", &line);
    line_add(&line, ", ");
    plan_words_limits(stage->concurrency_max, stage->failures_max, &line);
    if (stage->wait_s > 0)
        line_add(&line, ", then waits %s", duration_format(stage->wait_s, wait));
    print_head(out, "  stage ", stage->name);
    print_line(out, &line);
    print_selector(out, stage->selector, "    ");
    print_gates(out, &scenario->plans[run], stage->before, "    ");
    for (uint32_t i = 0; i < stage->group_count; i++)
        print_group(out, scenario, run, &scenario->plans[run].groups[stage->group_first + i]);
    print_gates(out, &scenario->plans[run], stage->after, "    ");
}

/* A run, or what every run of a profile is like. */
static void print_track(FILE *out, const struct scenario *scenario, const struct track *track)
{
    uint32_t run = track->run_first;
    const struct plan *plan = &scenario->plans[run];
    struct line line = {.length = 0};
    plan_words_upgrade(&scenario->runs[run], &line);
    line_add(&line, "; %s", scenario->runs[run].strategy == NULL ? "one by one; " : "");
    plan_words_start(scenario, &scenario->runs[run], &line);
    if (track->profile != NONE)
        line_add(&line, ", at most %u in a history%s", track->run_count,
                 scenario->profiles[track->profile].disabled ? "; disabled at the start" : "");
    print_head(out, track->profile == NONE ? "\nupdate run " : "\nauto-upgrade profile ",
               track->name);
    print_line(out, &line);
    for (uint32_t i = 0; i < plan->stage_count; i++)
        print_stage(out, scenario, run, &plan->stages[i]);
}

static void print_window(FILE *out, const struct scenario *scenario, const struct window *window)
{
    struct arena arena;
    struct openings openings;
    struct line line = {.length = 0};
    char at[INSTANT_TEXT_SIZE];
    arena_init(&arena, scratch_exhausted);
    window_expand(&arena, window, scenario->start_s, scenario->horizon_s, &openings);
    window_words(window, &line);
    line_add(&line, "; %zu opening%s within the horizon", openings.count,
             openings.count == 1 ? "" : "s");
    for (size_t i = 0; i < openings.count && i < OPENINGS_SHOWN; i++)
        line_add(&line, "%s%s", i == 0 ? ": " : ", ", instant_format(openings.list[i].from_s, at));
    line_add(&line, "%s", openings.count > OPENINGS_SHOWN ? ", ..." : "");
    print_head(out, "  window ", window->name);
    print_line(out, &line);
    arena_clear(&arena);
}

static void print_floor(FILE *out, const struct scenario *scenario, uint32_t run,
                        const struct run_floor *floor)
{
    char at[INSTANT_TEXT_SIZE];
    fputs("  run ", out);
    name_print(out, scenario->runs[run].name);
    if (floor->start_s == INSTANT_NEVER)
        fputs(" has no start of its own within the horizon\n", out);
    else if (floor->end_s == INSTANT_NEVER)
        fputs(" cannot end within the horizon\n", out);
    else
        fprintf(out, " cannot end before %s\n", instant_format(floor->end_s, at));
    for (uint32_t i = 0; floor->start_s != INSTANT_NEVER && i < scenario->plans[run].stage_count;
         i++) {
        struct line line = {.length = 0};
        plan_words_floor(scenario, run, i, &floor->stages[i], &line);
        fprintf(out, "    %s\n", line.text);
    }
}

static void print_warnings(FILE *out, const struct warnings *warnings)
{
    fprintf(out, "\n%zu warning%s\n", warnings->count, warnings->count == 1 ? "" : "s");
    for (const struct warning *warning = warnings->first; warning != NULL;
         warning = warning->next) {
        fputs("  ", out);
        if (warning->where != NULL && warning->where[0] != '\0')
            print_head(out, "", warning->where);
        name_print(out, warning->text);
        fprintf(out, " [%s]\n", warning->code);
    }
}

void plan_text(FILE *out, const struct scenario *scenario, const struct run_floor *floors)
{
    print_fleet(out, scenario);
    for (uint32_t i = 0; i < scenario->track_count; i++)
        print_track(out, scenario, &scenario->tracks[i]);
    if (scenario->window_count > 0)
        fputs("\nwindows\n", out);
    for (uint32_t i = 0; i < scenario->window_count; i++)
        print_window(out, scenario, &scenario->windows[i]);
    plan_releases(out, scenario);
    if (scenario->written_run_count > 0)
        fputs("\nfloor: without failures, limits and the time upgrades take\n", out);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        print_floor(out, scenario, run, &floors[run]);
    print_warnings(out, &scenario->warnings);
}
