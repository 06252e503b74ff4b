#include "sim/drawn.h"

#include "models/random.h"
#include "models/version.h"
#include "sim/first_attempts.h"
#include "sim/people.h"
#include "sim/upgrade.h"

#include <assert.h>
#include <string.h>

enum { ROOM_FIRST = 32 };

/* The list as it grows. */
struct listing {
    struct arena *arena;
    const struct scenario *scenario;
    struct drawn_input *list;
    uint32_t count, room;
};

static void add(struct listing *listing, struct drawn_input input)
{
    if (listing->count == listing->room) {
        struct drawn_input *before = listing->list;
        listing->room = listing->room > 0 ? 2 * listing->room : ROOM_FIRST;
        listing->list = arena_array(listing->arena, struct drawn_input, listing->room);
        if (listing->count > 0)
            memcpy(listing->list, before, listing->count * sizeof *before);
    }
    listing->list[listing->count++] = input;
}

static bool is_listed(const struct listing *listing, enum sensitivity_kind kind, uint64_t entity)
{
    for (uint32_t i = 0; i < listing->count; i++)
        if (listing->list[i].kind == kind && listing->list[i].entity == entity)
            return true;
    return false;
}

/* ---- Units of scopes. */

struct unit {
    uint64_t entity;
    const char *name; /* "run k135" */
};

static uint32_t unit_count(const struct scenario *scenario, enum scope scope)
{
    if (scope == SCOPE_REGION)
        return scenario->fleet.region_count;
    return scope == SCOPE_GROUP ? scenario->fleet.group_count : scenario->written_run_count;
}

static struct unit version_unit(struct arena *arena, const struct update_run *run)
{
    char text[VERSION_TEXT_SIZE];
    const char *name =
        run->kubernetes_version == VERSION_UNSET
            ? arena_printf(arena, "run %s", run->name)
            : arena_printf(arena, "version %s", version_format(run->kubernetes_version, text));
    return (struct unit){upgrade_version_entity(run), name};
}

static struct unit unit_of(const struct listing *listing, enum scope scope, uint32_t index)
{
    const struct scenario *scenario = listing->scenario;
    if (scope == SCOPE_VERSION)
        return version_unit(listing->arena, &scenario->runs[index]);
    const char *name = scope == SCOPE_REGION  ? scenario->fleet.regions[index]
                       : scope == SCOPE_GROUP ? scenario->fleet.groups[index]
                                              : scenario->runs[index].name;
    return (struct unit){scope == SCOPE_RUN ? scenario->runs[index].entity : entity_hash(name),
                         arena_printf(listing->arena, "%s %s", scope_name(scope), name)};
}

/* ---- Which inputs there are. */

/* Models with a factor for one scope share the uniform: the first one stands for all. */
static void list_factors(struct listing *listing)
{
    const struct scenario *scenario = listing->scenario;
    for (int scope = 0; scope < SCOPE_COUNT; scope++) {
        const struct distribution *factor = NULL;
        for (uint32_t i = 0; factor == NULL && i < scenario->duration_count; i++)
            if (scenario->durations[i].shared.given[scope])
                factor = &scenario->durations[i].shared.factor[scope];
        for (uint32_t i = 0; factor != NULL && i < unit_count(scenario, (enum scope)scope); i++) {
            struct unit unit = unit_of(listing, (enum scope)scope, i);
            if (is_listed(listing, SENSITIVITY_SHARED_FACTOR, unit.entity))
                continue;
            add(listing,
                (struct drawn_input){
                    .kind = SENSITIVITY_SHARED_FACTOR,
                    .name = arena_printf(listing->arena, "durations in %s as a whole", unit.name),
                    .entity = unit.entity,
                    .distribution = factor});
        }
    }
}

static bool is_uncertain(const struct failure_cause *cause)
{
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++)
        if (cause->beta_a[type] > 0)
            return true;
    return false;
}

static void list_probabilities(struct listing *listing)
{
    const struct scenario *scenario = listing->scenario;
    for (uint32_t i = 0; i < scenario->failure_count; i++) {
        const struct failure_model *model = &scenario->failures[i];
        for (uint32_t c = 0; c < model->cause_count; c++)
            if (is_uncertain(&model->causes[c]))
                add(listing,
                    (struct drawn_input){
                        .kind = SENSITIVITY_FAILURE_PROBABILITY,
                        .name = arena_printf(listing->arena, "probability of %s in model %s",
                                             scenario_reason(scenario, model->causes[c].reason),
                                             model->name),
                        .entity = model->causes[c].entity});
    }
}

static void list_risk(struct listing *listing, const struct risk_event *risk)
{
    if (risk->beta_a > 0)
        add(listing, (struct drawn_input){
                         .kind = SENSITIVITY_RISK_PROBABILITY,
                         .name = arena_printf(listing->arena, "probability of risk %s", risk->name),
                         .entity = risk->entity});
    for (uint32_t i = 0; i < unit_count(listing->scenario, risk->scope); i++) {
        struct unit unit = unit_of(listing, risk->scope, i);
        uint64_t entity = entity_hash_pair(risk->entity, unit.entity);
        if (!is_listed(listing, SENSITIVITY_RISK, entity))
            add(listing,
                (struct drawn_input){.kind = SENSITIVITY_RISK,
                                     .name = arena_printf(listing->arena, "risk %s happens to %s",
                                                          risk->name, unit.name),
                                     .entity = entity,
                                     .risk = risk});
    }
}

/* Whether it is not the same in all trials. */
static bool varies(const uint32_t *after_s, uint32_t trials)
{
    for (uint32_t trial = 1; trial < trials; trial++)
        if (after_s[trial] != after_s[0])
            return true;
    return false;
}

static void list_release(struct listing *listing, const struct arrivals *arrivals, uint32_t index)
{
    const struct arrival_release *release = &arrivals->releases[index];
    uint32_t before = listing->count;
    for (uint32_t region = 0; region < arrivals->region_count; region++)
        if (varies(arrivals_of(arrivals, index, region), arrivals->trials))
            add(listing,
                (struct drawn_input){.kind = SENSITIVITY_ARRIVAL,
                                     .name = arena_printf(listing->arena, "arrival of %s in %s",
                                                          release->name,
                                                          listing->scenario->fleet.regions[region]),
                                     .release = index,
                                     .region = region});
    if (listing->count > before && release->rollout->common > 0)
        add(listing,
            (struct drawn_input){
                .kind = SENSITIVITY_ROLLOUT,
                .name = arena_printf(listing->arena, "roll-out of %s as a whole", release->name),
                .entity = release->entity,
                .release = index});
}

static void list_run_delays(struct listing *listing)
{
    for (uint32_t i = 0; i < listing->scenario->written_run_count; i++) {
        const struct update_run *run = &listing->scenario->runs[i];
        if (run->start == RUN_START_AFTER)
            add(listing,
                (struct drawn_input){
                    .kind = SENSITIVITY_RUN_DELAY,
                    .name = arena_printf(listing->arena, "delay of the start of %s", run->name),
                    .entity = run->entity,
                    .distribution = &run->delay});
    }
}

static void list_gate(struct listing *listing, uint32_t run, uint32_t plan, uint32_t gate)
{
    const struct scenario *scenario = listing->scenario;
    const struct plan *of = scenario->run_plans[run].plans[plan];
    const struct approval *approval =
        of->gates[gate].type == GATE_APPROVAL
            ? scenario_approval(scenario, listing->arena, run, plan, gate)
            : NULL;
    uint64_t entity = people_gate_entity(listing->arena, scenario, run, plan, gate);
    if (approval == NULL || approval->never || is_listed(listing, SENSITIVITY_GATE_DELAY, entity))
        return;
    const char *name = of->gates[gate].display_name;
    if (name == NULL)
        name = plan_gate_position(listing->arena, of, gate);
    add(listing, (struct drawn_input){.kind = SENSITIVITY_GATE_DELAY,
                                      .name = arena_printf(listing->arena, "delay of gate %s of %s",
                                                           name, scenario->runs[run].name),
                                      .entity = entity,
                                      .distribution = &approval->reaction.delay});
}

static void list_gates(struct listing *listing)
{
    const struct scenario *scenario = listing->scenario;
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        for (uint32_t plan = 0; plan < scenario->run_plans[run].count; plan++)
            for (uint32_t i = 0; i < scenario->run_plans[run].plans[plan]->gate_count; i++)
                list_gate(listing, run, plan, i);
}

/* The group's duration models, each once, in the order of the scenario. */
static void list_group(struct listing *listing, uint32_t run, uint32_t group, bool *seen)
{
    const struct scenario *scenario = listing->scenario;
    const struct plan *plan = &scenario->plans[run];
    const struct plan_group *of = &plan->groups[group];
    uint32_t models = 0;
    memset(seen, 0, scenario->duration_count * sizeof *seen);
    for (uint32_t slot = of->member_first; slot < of->member_first + of->member_count; slot++) {
        uint32_t model = scenario->fleet.members[plan->members[slot]].duration_model;
        models += !seen[model];
        seen[model] = true;
    }
    for (uint32_t m = 0; m < scenario->duration_count; m++) {
        struct drawn_input input = {
            .kind = SENSITIVITY_DURATION, .run = run, .group = group, .duration_model = m};
        if (!seen[m])
            continue;
        input.name = arena_printf(listing->arena, "durations in group %s/%s of %s%s%s",
                                  plan->stages[of->stage].name, of->name, scenario->runs[run].name,
                                  models > 1 ? ", model " : "",
                                  models > 1 ? scenario->durations[m].name : "");
        add(listing, input);
    }
}

static void list_durations(struct listing *listing)
{
    const struct scenario *scenario = listing->scenario;
    bool *seen = arena_array(listing->arena, bool, scenario->duration_count);
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        for (uint32_t group = 0; group < scenario->plans[run].group_count; group++)
            list_group(listing, run, group, seen);
}

void drawn_list(struct arena *arena, const struct scenario *scenario,
                const struct arrivals *arrivals, struct drawn *drawn)
{
    struct listing listing = {.arena = arena, .scenario = scenario};
    list_factors(&listing);
    list_probabilities(&listing);
    for (uint32_t i = 0; i < scenario->risk_count; i++)
        list_risk(&listing, &scenario->risks[i]);
    for (uint32_t i = 0; i < arrivals->release_count; i++)
        list_release(&listing, arrivals, i);
    list_run_delays(&listing);
    list_gates(&listing);
    list_durations(&listing);
    *drawn = (struct drawn){
        .scenario = scenario, .arrivals = arrivals, .list = listing.list, .count = listing.count};
}

/* ---- Their values. */

static double uniform(const struct drawn_input *input, enum random_purpose purpose, uint64_t seed,
                      uint32_t trial)
{
    return random_uniforms(
               seed,
               (struct random_address){.entity = input->entity, .trial = trial, .purpose = purpose})
        .u[0];
}

static bool happens(const struct drawn_input *input, uint64_t seed, uint32_t trial)
{
    double probability;
    risk_probabilities(input->risk, 1, seed, trial, &probability);
    return uniform(input, PURPOSE_RISK, seed, trial) < probability;
}

static double arrival(const struct drawn *drawn, const struct drawn_input *input, uint32_t trial)
{
    return arrivals_of(drawn->arrivals, input->release, input->region)[trial];
}

static double value(const struct drawn *drawn, const struct drawn_input *input, uint64_t seed,
                    uint32_t trial)
{
    switch (input->kind) {
    case SENSITIVITY_SHARED_FACTOR:
        return distribution_quantile(input->distribution,
                                     uniform(input, PURPOSE_SHARED, seed, trial));
    case SENSITIVITY_FAILURE_PROBABILITY:
    case SENSITIVITY_RISK_PROBABILITY:
        return uniform(input, PURPOSE_PROBABILITY, seed, trial);
    case SENSITIVITY_RISK:
        return happens(input, seed, trial);
    case SENSITIVITY_ROLLOUT:
        return rollout_factor((struct rollout_luck){seed, input->entity, trial});
    case SENSITIVITY_ARRIVAL:
        return arrival(drawn, input, trial);
    case SENSITIVITY_RUN_DELAY:
        return distribution_quantile(input->distribution,
                                     uniform(input, PURPOSE_RUN_DELAY, seed, trial));
    case SENSITIVITY_GATE_DELAY:
        return distribution_quantile(input->distribution,
                                     uniform(input, PURPOSE_APPROVAL, seed, trial));
    case SENSITIVITY_DURATION:
    case SENSITIVITY_KIND_COUNT:
        break;
    }
    assert(false);
    return 0;
}

void drawn_values(struct arena *scratch, const struct drawn *drawn, uint32_t index, uint64_t seed,
                  uint32_t trials, double *values)
{
    const struct drawn_input *input = &drawn->list[index];
    struct first_attempts attempts;
    if (input->kind == SENSITIVITY_DURATION) {
        first_attempts_find(scratch, drawn->scenario, input->run, input->group,
                            input->duration_model, &attempts);
        for (uint32_t trial = 0; trial < trials; trial++)
            values[trial] = first_attempts_log_mean(&attempts, seed, trial);
        return;
    }
    for (uint32_t trial = 0; trial < trials; trial++)
        values[trial] = value(drawn, input, seed, trial);
}
