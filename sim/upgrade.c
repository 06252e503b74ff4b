#include "sim/upgrade.h"

#include "models/arena.h"
#include "models/random.h"
#include "models/state.h"

#include <math.h>

enum { POOLS_IN_MASK = 64 };

void upgrades_init(struct arena *arena, struct upgrades *upgrades, const struct scenario *scenario,
                   uint64_t seed)
{
    *upgrades =
        (struct upgrades){.scenario = scenario,
                          .seed = seed,
                          .probabilities = arena_array(arena, double, scenario->probability_count)};
}

void upgrades_reset(struct upgrades *upgrades, uint32_t trial)
{
    const struct scenario *scenario = upgrades->scenario;
    upgrades->trial = trial;
    for (uint32_t i = 0; i < scenario->failure_count; i++)
        failure_probabilities(&scenario->failures[i], upgrades->seed, trial,
                              upgrades->probabilities);
}

struct upgrade_job upgrade_job_of(const struct update_run *run, const struct member *member)
{
    return (struct upgrade_job){.entity = entity_hash_pair(run->entity, member->entity),
                                .duration_model = member->duration_model,
                                .failure_model = member->failure_model};
}

void upgrade_job_count_work(struct upgrade_job *job, const struct upgrade_work *work)
{
    job->pools = job->nodes = 0;
    for (uint32_t i = 0; i < work->pool_count; i++) {
        if (i < POOLS_IN_MASK && !(work->pool_mask >> i & 1))
            continue;
        job->pools++;
        job->nodes += work->pools[i].node_count;
    }
}

/* An upgrade that fails does so after a part of the time it would have taken. */
static int64_t cut_short(int64_t length_s, double at_fraction)
{
    length_s = (int64_t)llround((double)length_s * at_fraction);
    return length_s < 1 ? 1 : length_s;
}

static int64_t draw_length(const struct duration_model *model, enum upgrade_type type,
                           const struct upgrade_work *work, const struct attempt *attempt,
                           double luck)
{
    struct upgrade_work whole = {.type = type};
    return duration_draw(model, model->in_one_piece ? &whole : work, attempt, luck);
}

struct upgrade upgrade_draw(const struct upgrades *upgrades, struct upgrade_job *job,
                            enum upgrade_type type, const struct upgrade_work *work)
{
    const struct scenario *scenario = upgrades->scenario;
    struct attempt attempt = {.seed = upgrades->seed,
                              .entity = job->entity,
                              .trial = upgrades->trial,
                              .attempt = job->attempts++};
    struct uniforms luck =
        random_uniforms(attempt.seed, (struct random_address){.entity = attempt.entity,
                                                              .trial = attempt.trial,
                                                              .attempt = attempt.attempt,
                                                              .purpose = PURPOSE_ATTEMPT});
    struct failure_draw failure =
        failure_draw(&scenario->failures[job->failure_model], upgrades->probabilities, type,
                     job->pools, job->nodes, luck.u[1]);
    int64_t length_s =
        draw_length(&scenario->durations[job->duration_model], type, work, &attempt, luck.u[0]);
    if (failure.reason != REASON_NONE)
        length_s = cut_short(length_s, failure.at_fraction);
    return (struct upgrade){.length_s = length_s, .failure = failure.reason};
}
