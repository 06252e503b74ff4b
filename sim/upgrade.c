#include "sim/upgrade.h"

#include "models/arena.h"
#include "models/state.h"
#include "models/version.h"

#include <assert.h>
#include <math.h>

static uint64_t *name_entities(struct arena *arena, const char *const *names, uint32_t count)
{
    uint64_t *entities = arena_array(arena, uint64_t, count);
    for (uint32_t i = 0; i < count; i++)
        entities[i] = entity_hash(names[i]);
    return entities;
}

/* Its attempts depend on nothing but their own luck. */
static bool is_plain(const struct scenario *scenario, const struct duration_model *model)
{
    return model->in_one_piece && !model->shared.any && scenario->risk_count == 0;
}

void upgrades_init(struct arena *arena, struct upgrades *upgrades, const struct scenario *scenario,
                   uint64_t seed)
{
    const struct fleet *fleet = &scenario->fleet;
    *upgrades = (struct upgrades){
        .scenario = scenario,
        .seed = seed,
        .probabilities = arena_array(arena, double, scenario->probability_count),
        .risk_probabilities = arena_array(arena, double, scenario->risk_count),
        .plain = arena_array(arena, bool, scenario->duration_count),
        .spared = arena_array(arena, double, scenario->failure_count *UPGRADE_TYPE_COUNT),
        .region = name_entities(arena, fleet->regions, fleet->region_count),
        .group = name_entities(arena, fleet->groups, fleet->group_count)};
    for (uint32_t i = 0; i < scenario->duration_count; i++)
        upgrades->plain[i] = is_plain(scenario, &scenario->durations[i]);
    course_room_init(arena, &upgrades->room, scenario);
}

/* From which u on nobody fails. Causes that strike by pool or node know no such value here. */
static double spared_from(const struct failure_model *model, const double *probabilities,
                          enum upgrade_type type)
{
    for (uint32_t i = 0; i < model->cause_count; i++)
        if (model->causes[i].per != FAILURE_PER_ATTEMPT)
            return 1;
    return failure_bound(model, probabilities, type, 1, 1);
}

static void find_spared(struct upgrades *upgrades)
{
    for (uint32_t i = 0; i < upgrades->scenario->failure_count; i++)
        for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
            upgrades->spared[i * UPGRADE_TYPE_COUNT + (uint32_t)type] = spared_from(
                &upgrades->scenario->failures[i], upgrades->probabilities, (enum upgrade_type)type);
}

void upgrades_reset(struct upgrades *upgrades, uint32_t trial)
{
    const struct scenario *scenario = upgrades->scenario;
    upgrades->trial = trial;
    for (uint32_t i = 0; i < scenario->failure_count; i++)
        failure_probabilities(&scenario->failures[i], upgrades->seed, trial,
                              upgrades->probabilities);
    find_spared(upgrades);
    risk_probabilities(scenario->risks, scenario->risk_count, upgrades->seed, trial,
                       upgrades->risk_probabilities);
    course_room_clear(&upgrades->room);
}

struct upgrade_job upgrade_job_of(const struct update_run *run, const struct member *member)
{
    return (struct upgrade_job){.entity = entity_hash_pair(run->entity, member->entity),
                                .duration_model = member->duration_model,
                                .failure_model = member->failure_model};
}

void upgrade_job_change(struct upgrade_job *job, const struct update_run *run,
                        const struct member *member)
{
    struct upgrade_job changed = upgrade_job_of(run, member);
    changed.mark = job->mark;
    changed.attempts = job->attempts;
    changed.failure = job->failure;
    changed.began_s = job->began_s;
    *job = changed;
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

uint64_t upgrade_version_entity(const struct update_run *run)
{
    uint32_t version = run->kubernetes_version;
    return version == VERSION_UNSET ? run->entity
                                    : entity_hash_pair(entity_hash("version"), version);
}

static struct scope_units units_of(const struct upgrades *upgrades,
                                   const struct upgrade_begin *begin)
{
    const struct member *member = begin->member;
    return (struct scope_units){
        .entity = {[SCOPE_RUN] = begin->run->entity,
                   [SCOPE_VERSION] = upgrade_version_entity(begin->run),
                   [SCOPE_REGION] = member->region == NONE ? 0 : upgrades->region[member->region],
                   [SCOPE_GROUP] = member->group == NONE ? 0 : upgrades->group[member->group]}};
}

/* What the attempt has to bear together with others. */
static struct risk_effect shared_effect(const struct upgrades *upgrades,
                                        const struct duration_model *model,
                                        const struct upgrade_begin *begin,
                                        const struct attempt *attempt)
{
    const struct scenario *scenario = upgrades->scenario;
    struct scope_units units = units_of(upgrades, begin);
    struct risk_effect effect =
        risk_effect(scenario->risks, scenario->risk_count, upgrades->risk_probabilities, &units,
                    attempt, begin->now_s - scenario->start_s);
    effect.factor *= shared_factor(&model->shared, &units, attempt->seed, attempt->trial);
    return effect;
}

/* Nobody asks for its surge nodes. */
static struct duration draw_duration(const struct duration_model *model,
                                     const struct upgrade_begin *begin,
                                     const struct attempt *attempt, double u, double factor)
{
    struct upgrade_work whole = {.type = begin->run->type};
    struct duration_luck luck = {.factor = factor};
    if (model->in_one_piece)
        luck.minutes = distribution_quantile(&model->member[whole.type], u);
    return duration_draw(model, model->in_one_piece ? &whole : begin->work, attempt, luck);
}

/* It fails at this point, unless it has failed before. */
static void fail(struct upgrade *upgrade, int64_t at_s, uint16_t reason)
{
    at_s = at_s < 1 ? 1 : at_s;
    if (at_s > upgrade->length_s || (at_s == upgrade->length_s && upgrade->failure != REASON_NONE))
        return;
    upgrade->length_s = at_s;
    upgrade->failure = reason;
}

static int64_t part(int64_t length_s, double fraction)
{
    return (int64_t)llround((double)length_s * fraction);
}

static struct attempt next_attempt(const struct upgrades *upgrades, struct upgrade_job *job)
{
    return (struct attempt){.seed = upgrades->seed,
                            .entity = job->entity,
                            .trial = upgrades->trial,
                            .attempt = job->attempts++};
}

/* ---- Plain models. */

/* How many from the first on have its duration model. */
static uint32_t alike(const struct upgrade_job *jobs, uint32_t count)
{
    uint32_t same = 1;
    while (same < count && jobs[same].duration_model == jobs[0].duration_model)
        same++;
    return same;
}

static void foresee_alike(const struct upgrades *upgrades, enum upgrade_type type,
                          struct upgrade_job *jobs, uint32_t count)
{
    double u[UPGRADES_TOGETHER], minutes[UPGRADES_TOGETHER];
    assert(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        struct uniforms luck =
            random_uniforms(upgrades->seed, (struct random_address){.entity = jobs[i].entity,
                                                                    .trial = upgrades->trial,
                                                                    .purpose = PURPOSE_ATTEMPT});
        u[i] = luck.u[0];
        jobs[i].u = luck.u[1];
        jobs[i].foreseen = true;
    }
    const struct duration_model *model = &upgrades->scenario->durations[jobs[0].duration_model];
    distribution_quantiles(&model->member[type], u, count, minutes);
    for (uint32_t i = 0; i < count; i++)
        jobs[i].length_s = (uint32_t)duration_seconds(minutes[i]);
}

void upgrades_foresee(const struct upgrades *upgrades, enum upgrade_type type,
                      struct upgrade_job *jobs, uint32_t count)
{
    assert(count <= UPGRADES_TOGETHER);
    for (uint32_t first = 0, same; first < count; first += same) {
        same = alike(&jobs[first], count - first);
        if (upgrade_is_plain(upgrades, &jobs[first]))
            foresee_alike(upgrades, type, &jobs[first], same);
    }
}

/* What chance alone decides about an attempt of a plain model. */
struct plain_luck {
    double u; /* whether it fails */
    uint32_t length_s;
};

static struct plain_luck draw_luck(const struct upgrades *upgrades, struct upgrade_job *job,
                                   enum upgrade_type type)
{
    if (job->attempts == 0 && job->foreseen) {
        job->attempts = 1;
        return (struct plain_luck){.u = job->u, .length_s = job->length_s};
    }
    struct attempt attempt = next_attempt(upgrades, job);
    struct uniforms luck = attempt_uniforms(&attempt, attempt.entity, PURPOSE_ATTEMPT);
    const struct duration_model *model = &upgrades->scenario->durations[job->duration_model];
    double minutes = distribution_quantile(&model->member[type], luck.u[0]);
    return (struct plain_luck){.u = luck.u[1], .length_s = (uint32_t)duration_seconds(minutes)};
}

/* One of its own causes may strike. */
static void strike(const struct upgrades *upgrades, const struct upgrade_job *job,
                   enum upgrade_type type, double u, struct upgrade *upgrade)
{
    struct failure_draw cause =
        failure_draw(&upgrades->scenario->failures[job->failure_model], upgrades->probabilities,
                     type, job->pools, job->nodes, u);
    if (cause.reason != REASON_NONE)
        fail(upgrade, part(upgrade->length_s, cause.at_fraction), cause.reason);
}

void upgrade_draw_plain(const struct upgrades *upgrades, struct upgrade_job *job,
                        enum upgrade_type type, struct upgrade *upgrade)
{
    struct plain_luck luck = draw_luck(upgrades, job, type);
    *upgrade = (struct upgrade){.length_s = luck.length_s, .failure = REASON_NONE};
    if (luck.u < upgrades->spared[job->failure_model * UPGRADE_TYPE_COUNT + type])
        strike(upgrades, job, type, luck.u, upgrade);
}

/* ---- Any model. */

void upgrade_draw(const struct upgrades *upgrades, struct upgrade_job *job,
                  const struct upgrade_begin *begin, struct upgrade *upgrade)
{
    const struct scenario *scenario = upgrades->scenario;
    const struct duration_model *model = &scenario->durations[job->duration_model];
    struct attempt attempt = next_attempt(upgrades, job);
    struct uniforms luck = attempt_uniforms(&attempt, attempt.entity, PURPOSE_ATTEMPT);
    struct risk_effect effect = {.factor = 1, .reason = REASON_NONE};
    if (model->shared.any || scenario->risk_count > 0)
        effect = shared_effect(upgrades, model, begin, &attempt);
    bool followed = scenario->surge_counts && !model->in_one_piece;
    struct course course; /* where it is followed */
    struct duration duration =
        followed ? course_draw(&course, &upgrades->room, begin, &attempt, effect.factor)
                 : draw_duration(model, begin, &attempt, luck.u[0], effect.factor);
    *upgrade = (struct upgrade){.length_s = duration.length_s, .failure = REASON_NONE};
    strike(upgrades, job, begin->run->type, luck.u[1], upgrade);
    if (effect.reason != REASON_NONE)
        fail(upgrade, part(duration.length_s, effect.at_fraction), effect.reason);
    if (duration.failed_s != INSTANT_NEVER)
        fail(upgrade, duration.failed_s,
             duration.refused ? REASON_QUOTA_EXCEEDED : model->drain.reason);
    if (followed) {
        course_end(&course, upgrade->length_s);
        upgrade->stays = course.stays;
        upgrade->stay_count = course.stay_count;
    }
}
