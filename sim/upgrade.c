#include "sim/upgrade.h"

#include "models/arena.h"
#include "models/state.h"

#include <math.h>

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
        if (!work_has_pool(work, i))
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

static struct duration draw_duration(const struct duration_model *model, enum upgrade_type type,
                                     const struct upgrade_work *work, const struct attempt *attempt,
                                     double u)
{
    struct upgrade_work whole = {.type = type};
    return duration_draw(model, model->in_one_piece ? &whole : work, attempt,
                         (struct duration_luck){.u = u, .factor = 1});
}

/* What goes wrong first decides; of two at once, the cause of the failure model. */
static struct upgrade first_end(const struct duration *duration, const struct failure_draw *failure,
                                uint16_t drain_reason)
{
    struct upgrade upgrade = {.length_s = duration->length_s, .failure = failure->reason};
    if (failure->reason != REASON_NONE)
        upgrade.length_s = cut_short(duration->length_s, failure->at_fraction);
    if (duration->failed_s < upgrade.length_s ||
        (upgrade.failure == REASON_NONE && duration->failed_s != INSTANT_NEVER))
        upgrade = (struct upgrade){.length_s = duration->failed_s, .failure = drain_reason};
    return upgrade;
}

struct upgrade upgrade_draw(const struct upgrades *upgrades, struct upgrade_job *job,
                            enum upgrade_type type, const struct upgrade_work *work)
{
    const struct scenario *scenario = upgrades->scenario;
    struct attempt attempt = {.seed = upgrades->seed,
                              .entity = job->entity,
                              .trial = upgrades->trial,
                              .attempt = job->attempts++};
    struct uniforms luck = attempt_uniforms(&attempt, attempt.entity, PURPOSE_ATTEMPT);
    const struct duration_model *model = &scenario->durations[job->duration_model];
    struct failure_draw failure =
        failure_draw(&scenario->failures[job->failure_model], upgrades->probabilities, type,
                     job->pools, job->nodes, luck.u[1]);
    struct duration duration = draw_duration(model, type, work, &attempt, luck.u[0]);
    return first_end(&duration, &failure, model->drain.reason);
}
