#include "sim/refusals.h"

struct refusals {
    const struct scenario *scenario;
    uint32_t (*counts)[REFUSAL_COUNT]; /* per operation */
};

struct refusals *refusals_create(struct arena *arena, const struct scenario *scenario)
{
    struct refusals *refusals = arena_new(arena, struct refusals);
    refusals->scenario = scenario;
    refusals->counts = arena_calloc(arena, scenario->operation_count, sizeof *refusals->counts);
    return refusals;
}

static void refused(void *context, int64_t now_s, uint32_t operation, enum refusal refusal)
{
    struct refusals *refusals = context;
    (void)now_s;
    refusals->counts[operation][refusal]++;
}

struct host_observer refusals_observer(struct refusals *refusals)
{
    return (struct host_observer){.context = refusals, .as_shown = true, .refused = refused};
}

void refusals_merge(struct refusals *into, const struct refusals *from)
{
    for (uint32_t i = 0; i < into->scenario->operation_count; i++)
        for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++)
            into->counts[i][refusal] += from->counts[i][refusal];
}

static struct operation_outcome outcome_of(const uint32_t counts[REFUSAL_COUNT], bool reached,
                                           uint32_t trials)
{
    struct operation_outcome outcome;
    uint32_t refused = 0;
    for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++) {
        refused += counts[refusal];
        outcome.refusals[refusal] = proportion_of(counts[refusal], trials);
    }
    outcome.refused = proportion_of(refused, trials);
    outcome.done = proportion_of(reached ? trials - refused : 0, trials);
    outcome.not_reached = proportion_of(reached ? 0 : trials, trials);
    return outcome;
}

const struct operation_outcome *refusals_outcomes(struct arena *arena,
                                                  const struct refusals *refusals, uint32_t trials)
{
    const struct scenario *scenario = refusals->scenario;
    struct operation_outcome *outcomes =
        arena_array(arena, struct operation_outcome, scenario->operation_count);
    for (uint32_t i = 0; i < scenario->operation_count; i++)
        outcomes[i] = outcome_of(refusals->counts[i],
                                 scenario->operations[i].at_s <= scenario->horizon_s, trials);
    return outcomes;
}
