#include "sim/world.h"

#include "sim/world_parts.h"

#include <string.h>

int64_t world_next(const struct world *world)
{
    return world->profiles == NULL ? INSTANT_NEVER : profiles_next(world->profiles);
}

/* The run that a profile makes takes its place: as it is asked now, with luck of its own. */
static void fill_place(struct world *world, const struct profile_making *making, int64_t now_s)
{
    const struct fleet *fleet = world->fleet;
    const struct update_run *made = profiles_run(world->profiles, making->run);
    struct world_run *mine = &world->runs[making->run];
    world_take_plan(world, making->run);
    if (mine->use != upgrade_schedule(made->type))
        world_deal_windows(world, making->run, upgrade_schedule(made->type));
    mine->target.run = made;
    mine->target.family_image = made->image_selection == IMAGE_LATEST ? NULL : mine->family_image;
    if (making->family_image != NULL)
        memcpy(mine->family_image, making->family_image,
               fleet->family_count * sizeof *mine->family_image);
    else if (made->image_selection == IMAGE_CONSISTENT)
        target_consistent_images(fleet, &world->history->releases, mine->plan->members,
                                 mine->plan->member_count, now_s, mine->family_image);
    world_fill_jobs(world, making->run);
    mine->exists = true;
    mine->begun = false;
    mine->create_s = now_s;
    mine->start_s = making->starts ? now_s : INSTANT_NEVER;
    world->core_runs[making->run].poll_phase_s = world_draw_phase(world, made->entity);
}

static struct orchestrator_operation creation_of(const struct world *world, uint32_t run)
{
    return (struct orchestrator_operation){
        .what = DO_CREATE, .run = run, .index = world->runs[run].plan_index};
}

enum refusal world_ask_profile(struct world *world, const struct operation *operation,
                               int64_t now_s, struct orchestrator_operation *creation,
                               uint32_t *count)
{
    struct profile_making making = {.run = NONE};
    enum refusal refusal = REFUSAL_NONE;
    if (operation->kind == OPERATION_SET_PROFILE)
        refusal = profiles_change(world->profiles, operation->change);
    else if (operation->kind == OPERATION_DELETE_PROFILE)
        refusal = profiles_delete(world->profiles, operation->profile);
    else if (operation->kind == OPERATION_GENERATE_RUN)
        refusal = profiles_generate(world->profiles, operation->profile, now_s, &making);
    else
        refusal = profiles_enable(world->profiles, operation->profile,
                                  operation->kind == OPERATION_ENABLE_PROFILE);
    *count = refusal == REFUSAL_NONE && making.run != NONE;
    if (*count > 0) {
        fill_place(world, &making, now_s);
        *creation = creation_of(world, making.run);
    }
    return refusal;
}

uint32_t world_make_runs(struct world *world, int64_t now_s, uint32_t room,
                         struct orchestrator_operation *operations)
{
    struct profile_making making;
    uint32_t count = 0;
    while (count + 2 <= room && profiles_next(world->profiles) <= now_s &&
           profiles_make(world->profiles, now_s, &making)) {
        fill_place(world, &making, now_s);
        operations[count++] = creation_of(world, making.run);
        if (!making.starts)
            continue;
        world_run_starts(world, making.run, now_s);
        operations[count++] = (struct orchestrator_operation){.what = DO_START, .run = making.run};
    }
    return count;
}

uint32_t world_latest_run(const struct world *world, uint32_t profile)
{
    return profiles_latest(world->profiles, profile);
}

uint32_t world_without_place(const struct world *world)
{
    return profiles_without_place(world->profiles);
}
