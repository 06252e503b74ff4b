#include "sim/snapshot.h"

#include "sim/host.h"
#include "sim/parallel.h"

#include <string.h>

enum { BLOCK_TRIALS = 16 };

/* One worker: the fleet as it is now. */
struct camera {
    const struct snapshots *snapshots;
    const struct scenario *scenario;
    struct arena arena;
    struct host *host;
    uint32_t *run_first; /* per run: its first slot */
    bool *reached;       /* per slot of all runs */
    uint32_t slot_count, reached_count, in_progress;
    const uint32_t *order; /* of the instants, ascending */
    uint32_t next;         /* the next of them */
    struct snapshot *row;  /* of the trial */
};

struct studio {
    struct camera *cameras;
    struct snapshot *taken;
    uint32_t instant_count;
};

static void take(struct camera *camera)
{
    struct snapshot *snapshot = &camera->row[camera->order[camera->next++]];
    snapshot->count[SNAPSHOT_AT_TARGET] = camera->reached_count;
    snapshot->count[SNAPSHOT_IN_PROGRESS] = camera->in_progress;
    snapshot->count[SNAPSHOT_BEFORE] =
        camera->slot_count - camera->reached_count - camera->in_progress;
}

/* All instants before now have been. */
static void take_before(struct camera *camera, int64_t now_s)
{
    const struct snapshots *snapshots = camera->snapshots;
    while (camera->next < snapshots->instant_count &&
           snapshots->instants_s[camera->order[camera->next]] < now_s)
        take(camera);
}

static void reach(struct camera *camera, uint32_t run, uint32_t slot)
{
    bool *reached = &camera->reached[camera->run_first[run] + slot];
    camera->reached_count += !*reached;
    *reached = true;
}

/* The cluster may now be at the target of other runs too. */
static void reach_everywhere(struct camera *camera, uint32_t run, uint32_t slot, int64_t now_s)
{
    const struct scenario *scenario = camera->scenario;
    uint32_t member = scenario->plans[run].members[slot];
    reach(camera, run, slot);
    for (uint32_t other = 0; other < scenario->written_run_count; other++) {
        uint32_t its = scenario->plans[other].slot_of[member];
        if (other != run && its != NONE &&
            world_at_target(host_world(camera->host), other, member, now_s))
            reach(camera, other, its);
    }
}

static bool works(uint8_t state)
{
    return state == STATE_RUNNING || state == STATE_STOPPING;
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    struct camera *camera = context;
    take_before(camera, now_s);
    for (uint32_t i = 0; i < count; i++) {
        const struct orchestrator_transition *t = &transitions[i];
        if (t->level != ORCHESTRATOR_MEMBER || t->run >= camera->scenario->written_run_count)
            continue;
        camera->in_progress += works(t->to);
        camera->in_progress -= works(t->from);
        if (t->to == STATE_COMPLETED)
            reach_everywhere(camera, t->run, t->index, now_s);
    }
}

static void count_initial(struct camera *camera)
{
    const struct scenario *scenario = camera->scenario;
    camera->reached_count = camera->in_progress = camera->next = 0;
    memset(camera->reached, 0, camera->slot_count * sizeof *camera->reached);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        for (uint32_t slot = 0; slot < scenario->plans[run].member_count; slot++)
            if (world_at_target(host_world(camera->host), run, scenario->plans[run].members[slot],
                                scenario->start_s))
                reach(camera, run, slot);
}

static void run_block(void *context, uint32_t worker, uint32_t first, uint32_t count)
{
    const struct studio *studio = context;
    struct camera *camera = &studio->cameras[worker];
    for (uint32_t trial = first; trial < first + count; trial++) {
        camera->row = &studio->taken[(size_t)trial * studio->instant_count];
        world_reset(host_world(camera->host), trial);
        count_initial(camera);
        host_run(camera->host, trial);
        take_before(camera, INSTANT_NEVER);
    }
}

static void create_camera(struct camera *camera, const struct scenario *scenario, uint64_t seed,
                          const struct snapshots *snapshots, const uint32_t *order,
                          void (*exhausted)(void))
{
    *camera = (struct camera){.snapshots = snapshots, .scenario = scenario, .order = order};
    arena_init(&camera->arena, exhausted);
    camera->run_first = arena_array(&camera->arena, uint32_t, scenario->written_run_count);
    for (uint32_t run = 0; run < scenario->written_run_count; run++) {
        camera->run_first[run] = camera->slot_count;
        camera->slot_count += scenario->plans[run].member_count;
    }
    camera->reached = arena_array(&camera->arena, bool, camera->slot_count);
    struct host_observer observer = {.context = camera, .as_shown = true, .changed = changed};
    camera->host = host_create(&camera->arena, scenario, seed, observer);
}

/* There are few: as many as freezes. */
static uint32_t *order_of(struct arena *arena, const struct snapshots *snapshots)
{
    uint32_t *order = arena_array(arena, uint32_t, snapshots->instant_count);
    for (uint32_t i = 0; i < snapshots->instant_count; i++) {
        uint32_t at = i;
        for (; at > 0 && snapshots->instants_s[order[at - 1]] > snapshots->instants_s[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

void snapshots_take(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                    uint32_t jobs, struct snapshots *snapshots)
{
    struct studio studio = {.instant_count = snapshots->instant_count};
    if (snapshots->instant_count == 0)
        return;
    studio.taken =
        arena_array(arena, struct snapshot, (size_t)snapshots->trials * studio.instant_count);
    studio.cameras = arena_array(arena, struct camera, jobs);
    const uint32_t *order = order_of(arena, snapshots);
    for (uint32_t i = 0; i < jobs; i++)
        create_camera(&studio.cameras[i], scenario, seed, snapshots, order, arena->exhausted);
    struct parallel_work work = {.context = &studio, .block = run_block};
    parallel_run(&work, jobs, snapshots->trials, BLOCK_TRIALS);
    for (uint32_t i = 0; i < jobs; i++)
        arena_clear(&studio.cameras[i].arena);
    snapshots->taken = studio.taken;
}
