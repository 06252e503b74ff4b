#include "sim/people.h"

#include "models/random.h"

/* A gate of a plan: whose approval it waits for, NULL: nobody's, and its luck. */
struct people_gate {
    uint64_t entity;
    const struct approval *approval;
};

struct people {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t trial;
    struct people_gate ***gates; /* [run][plan][gate] */
    uint32_t *restarts;          /* per run, in this trial */
};

uint64_t people_gate_entity(struct arena *scratch, const struct scenario *scenario, uint32_t run,
                            uint32_t plan, uint32_t gate)
{
    const struct plan *of = scenario->run_plans[run].plans[plan];
    const char *name = of->gates[gate].display_name;
    if (name == NULL)
        name = plan_gate_position(scratch, of, gate);
    return entity_hash_pair(scenario->runs[run].entity, entity_hash(name));
}

static struct people_gate *know_gates(struct arena *arena, const struct scenario *scenario,
                                      uint32_t run, uint32_t index)
{
    const struct plan *plan = scenario->run_plans[run].plans[index];
    struct people_gate *gates = arena_array(arena, struct people_gate, plan->gate_count);
    for (uint32_t i = 0; i < plan->gate_count; i++) {
        gates[i].entity = people_gate_entity(arena, scenario, run, index, i);
        if (plan->gates[i].type == GATE_APPROVAL)
            gates[i].approval = scenario_approval(scenario, arena, run, index, i);
    }
    return gates;
}

struct people *people_create(struct arena *arena, const struct scenario *scenario, uint64_t seed)
{
    struct people *people = arena_new(arena, struct people);
    people->scenario = scenario;
    people->seed = seed;
    people->restarts = arena_array(arena, uint32_t, scenario->run_count);
    people->gates = arena_array(arena, struct people_gate **, scenario->run_count);
    for (uint32_t run = 0; run < scenario->run_count; run++) {
        uint32_t plans = scenario->run_plans[run].count;
        people->gates[run] = arena_array(arena, struct people_gate *, plans);
        for (uint32_t plan = 0; plan < plans; plan++)
            people->gates[run][plan] = know_gates(arena, scenario, run, plan);
    }
    return people;
}

void people_reset(struct people *people, uint32_t trial)
{
    people->trial = trial;
    for (uint32_t run = 0; run < people->scenario->run_count; run++)
        people->restarts[run] = 0;
}

static double draw(const struct people *people, uint64_t entity, enum random_purpose purpose,
                   uint32_t attempt)
{
    return random_uniforms(people->seed, (struct random_address){.entity = entity,
                                                                 .trial = people->trial,
                                                                 .attempt = attempt,
                                                                 .purpose = purpose})
        .u[0];
}

int64_t people_approve_at(const struct people *people, uint32_t run, uint32_t plan, uint32_t gate,
                          int64_t now_s)
{
    const struct people_gate *of = &people->gates[run][plan][gate];
    if (of->approval == NULL || of->approval->never)
        return INSTANT_NEVER;
    return reaction_at(&of->approval->reaction, now_s,
                       draw(people, of->entity, PURPOSE_APPROVAL, 0));
}

int64_t people_respond_at(const struct people *people, uint32_t run, int64_t now_s)
{
    const struct failure_response *response = &people->scenario->operators.failure;
    uint32_t restarts = people->restarts[run];
    if (!response->reacts || (restarts >= response->attempts_max && !response->skips))
        return INSTANT_NEVER;
    double u = draw(people, people->scenario->runs[run].entity, PURPOSE_FAILURE_RESPONSE, restarts);
    return reaction_at(&response->reaction, now_s, u);
}

bool people_retry(struct people *people, uint32_t run)
{
    return people->restarts[run]++ < people->scenario->operators.failure.attempts_max;
}

int64_t people_skip_at(const struct people *people, uint32_t run, uint32_t member, int64_t since_s)
{
    const struct scenario *scenario = people->scenario;
    const struct validation_response *response = &scenario->operators.validation;
    uint64_t entity =
        entity_hash_pair(scenario->runs[run].entity, scenario->fleet.members[member].entity);
    return reaction_at(&response->reaction, since_s + response->after_s,
                       draw(people, entity, PURPOSE_VALIDATION_RESPONSE, 0));
}
