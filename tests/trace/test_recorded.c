/* R44 on what the real service was seen to answer: each story is played up to its moment, saved,
 * written as the service's JSON, read back, and restored into a core of its own. */
#include "scenarios/update_run_json.h"
#include "sim/host.h"
#include "tests/lib/recorded.h"

#include <criterion/criterion.h>
#include <string.h>

static void out_of_memory(void)
{
    cr_assert_fail("out of memory");
}

static struct orchestrator *fresh_core(struct arena *arena, const struct scenario *scenario)
{
    struct orchestrator_setup *setup = arena_new(arena, struct orchestrator_setup);
    struct world *world = world_create(arena, scenario, 1);
    world_reset(world, 0);
    *setup = *world_setup(world);
    setup->keeps_times = true;
    uintptr_t memory = (uintptr_t)arena_alloc(arena, orchestrator_size(setup) + 64);
    return orchestrator_init((void *)((memory + 63) / 64 * 64), setup);
}

static void check_story(const struct recorded_story *story)
{
    struct arena arena;
    struct scenario scenario;
    struct run_snapshot seen, read, restored;
    struct problems problems;
    arena_init(&arena, out_of_memory);
    recorded_play(&arena, story, &scenario, &seen);
    cr_expect_str_eq(recorded_outline(&arena, &scenario, &seen), story->seen, "%s", story->name);
    char *json = recorded_json(&arena, &scenario, &seen);
    struct update_run_text text = {story->name, json, strlen(json)};
    if (!update_run_json_read(&arena, &scenario, seen.plan, &text, &read, &problems))
        problems_print(&problems, stderr);
    cr_assert_eq(problems.count, 0, "%s: what was written cannot be read", story->name);
    cr_expect_str_eq(recorded_json(&arena, &scenario, &read), json, "%s, read back", story->name);
    struct orchestrator *core = fresh_core(&arena, &scenario);
    orchestrator_restore(core, 0, &read);
    run_snapshot_init(&restored, &arena, seen.plan);
    orchestrator_save(core, 0, &restored);
    for (uint32_t slot = 0; slot < seen.plan->member_count; slot++)
        restored.members[slot].attempts = read.members[slot].attempts;
    cr_expect_str_eq(recorded_json(&arena, &scenario, &restored), json, "%s, restored",
                     story->name);
    arena_clear(&arena);
}

Test(trace, R44_recorded_runs_are_told_saved_read_and_restored)
{
    cr_assert_gt(recorded_story_count, 0);
    for (size_t i = 0; i < recorded_story_count; i++)
        check_story(&recorded_stories[i]);
}
