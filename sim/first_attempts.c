#include "sim/first_attempts.h"

#include "models/random.h"
#include "sim/upgrade.h"

#include <math.h>

void first_attempts_find(struct arena *arena, const struct scenario *scenario, uint32_t run,
                         uint32_t group, uint32_t duration_model, struct first_attempts *attempts)
{
    const struct plan *plan = &scenario->plans[run];
    const struct plan_group *of = &plan->groups[group];
    *attempts = (struct first_attempts){.scenario = scenario,
                                        .run = &scenario->runs[run],
                                        .model = &scenario->durations[duration_model],
                                        .members = arena_array(arena, uint32_t, of->member_count),
                                        .entities = arena_array(arena, uint64_t, of->member_count)};
    for (uint32_t slot = of->member_first; slot < of->member_first + of->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (member->duration_model != duration_model)
            continue;
        attempts->members[attempts->count] = plan->members[slot];
        attempts->entities[attempts->count++] = upgrade_job_of(attempts->run, member).entity;
    }
}

/* In one piece: as many at once as are drawn together. */
static double log_sum_of_pieces(const struct first_attempts *attempts, uint64_t seed,
                                uint32_t trial)
{
    double u[UPGRADES_TOGETHER], minutes[UPGRADES_TOGETHER], sum = 0;
    for (uint32_t first = 0, count; first < attempts->count; first += count) {
        count = attempts->count - first;
        count = count < UPGRADES_TOGETHER ? count : UPGRADES_TOGETHER;
        for (uint32_t i = 0; i < count; i++)
            u[i] = random_uniforms(seed,
                                   (struct random_address){.entity = attempts->entities[first + i],
                                                           .trial = trial,
                                                           .purpose = PURPOSE_ATTEMPT})
                       .u[0];
        distribution_quantiles(&attempts->model->member[attempts->run->type], u, count, minutes);
        double product = 1; /* one logarithm for all; none of them is beyond 10^19 */
        for (uint32_t i = 0; i < count; i++)
            product *= fmin(fmax(minutes[i], 1e-19), 1e19);
        sum += log(product);
    }
    return sum;
}

static struct upgrade_work whole_work(const struct first_attempts *attempts,
                                      const struct member *member)
{
    enum upgrade_type type = attempts->run->type;
    bool pools = type != UPGRADE_CONTROL_PLANE_ONLY;
    return (struct upgrade_work){.type = type,
                                 .control_plane = type != UPGRADE_NODE_IMAGE_ONLY,
                                 .pools = &attempts->scenario->fleet.pools[member->pool_first],
                                 .pool_count = pools ? member->pool_count : 0,
                                 .pool_mask = UINT64_MAX};
}

static double log_sum_of_parts(const struct first_attempts *attempts, uint64_t seed, uint32_t trial)
{
    double sum = 0;
    for (uint32_t i = 0; i < attempts->count; i++) {
        struct upgrade_work work =
            whole_work(attempts, &attempts->scenario->fleet.members[attempts->members[i]]);
        struct attempt attempt = {.seed = seed, .entity = attempts->entities[i], .trial = trial};
        struct duration duration =
            duration_draw(attempts->model, &work, &attempt, (struct duration_luck){.factor = 1});
        sum += log((double)duration.length_s);
    }
    return sum;
}

double first_attempts_log_mean(const struct first_attempts *attempts, uint64_t seed, uint32_t trial)
{
    double sum = attempts->model->in_one_piece ? log_sum_of_pieces(attempts, seed, trial)
                                               : log_sum_of_parts(attempts, seed, trial);
    return sum / attempts->count;
}
