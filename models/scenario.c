#include "models/scenario.h"

#include "models/state.h"

#include <assert.h>

const char *scenario_reason(const struct scenario *scenario, uint16_t reason)
{
    if (reason < REASON_FIRST_CAUSE)
        return reason_name(reason);
    assert(reason < scenario_reason_count(scenario));
    return scenario->causes[reason - REASON_FIRST_CAUSE];
}

uint32_t scenario_reason_count(const struct scenario *scenario)
{
    return REASON_FIRST_CAUSE + scenario->cause_count;
}

const struct openings *scenario_openings(const struct scenario *scenario, uint32_t member,
                                         enum schedule_use use)
{
    uint32_t index = scenario->fleet.members[member].openings[use];
    assert(index < scenario->openings_count);
    return &scenario->openings[index];
}

const char *source_class_name(enum source_class source_class)
{
    static const char *const names[] = {
        [SOURCE_MEASURED] = "measured",
        [SOURCE_STATED] = "stated",
        [SOURCE_ASSUMED] = "assumed",
        [SOURCE_YOURS] = "yours",
    };
    assert((unsigned)source_class < sizeof names / sizeof *names);
    return names[source_class];
}

uint32_t scenario_quota(const struct scenario *scenario, uint32_t region)
{
    uint64_t vcpus = 0;
    bool any = false;
    for (uint32_t i = 0; i < scenario->quota_count; i++)
        if (scenario->quotas[i].region == region) {
            vcpus += scenario->quotas[i].vcpus;
            any = true;
        }
    return !any ? NONE : vcpus < NONE ? (uint32_t)vcpus : NONE - 1;
}

static bool has_operation(const struct scenario *scenario, uint32_t run, uint32_t plan,
                          uint32_t gate)
{
    for (uint32_t i = 0; i < scenario->operation_count; i++) {
        const struct operation *operation = &scenario->operations[i];
        if (operation->run == run && operation->target_kind == TARGET_GATE &&
            operation->index[plan] == gate)
            return true;
    }
    return false;
}

const struct approval *scenario_approval(const struct scenario *scenario, struct arena *scratch,
                                         uint32_t run, uint32_t plan, uint32_t gate)
{
    const struct plan *of = scenario->run_plans[run].plans[plan];
    const struct approval *approval = operators_approval(
        &scenario->operators, of->gates[gate].display_name, plan_gate_position(scratch, of, gate));
    if (approval != NULL || has_operation(scenario, run, plan, gate))
        return approval;
    return scenario->operators.assumed;
}
