#include "models/lever_approvals.h"

#include "models/lever_plans.h"

#include <string.h>

/* No name that a scenario can write for a gate: a display name has no control characters. */
static const char at_once_name[] = "\x01";

static const struct reaction at_once = {.delay = {.kind = DISTRIBUTION_CONSTANT},
                                        .hours = {.always = true}};

static bool has_gates(const struct scenario *scenario, enum gate_type type)
{
    for (uint32_t run = 0; run < scenario->run_count; run++)
        for (uint32_t p = 0; p < scenario->run_plans[run].count; p++)
            for (uint32_t i = 0; i < scenario->run_plans[run].plans[p]->gate_count; i++)
                if (scenario->run_plans[run].plans[p]->gates[i].type == type)
                    return true;
    return false;
}

static void hasten(struct arena *arena, double left, struct approval *approval)
{
    if (left > 0) {
        distribution_scale(&approval->reaction.delay, left, arena);
        return;
    }
    approval->never = false;
    approval->reaction = at_once;
}

static struct approval *copy_approvals(struct arena *arena, const struct operators *operators,
                                       size_t more)
{
    struct approval *list = arena_array(arena, struct approval, operators->approval_count + more);
    if (operators->approval_count > 0)
        memcpy(list, operators->approvals, operators->approval_count * sizeof *list);
    return list;
}

/* Gates without any model. */
static void hasten_assumed(struct arena *arena, double left, struct operators *operators)
{
    struct approval *assumed = arena_new(arena, struct approval);
    if (operators->assumed == NULL)
        return;
    *assumed = *operators->assumed;
    hasten(arena, left, assumed);
    operators->assumed = assumed;
}

static bool has_one_for_all(const struct operators *operators)
{
    for (size_t i = 0; i < operators->approval_count; i++)
        if (operators->approvals[i].gate == NULL)
            return true;
    return false;
}

bool lever_approvals_sooner(struct arena *arena, uint32_t model, double left,
                            struct scenario *scenario)
{
    struct operators *operators = &scenario->operators;
    if (!has_gates(scenario, GATE_APPROVAL))
        return false;
    struct approval *list = copy_approvals(arena, operators, 1);
    for (uint32_t i = 0; i < operators->approval_count; i++)
        if (model == NONE || model == i)
            hasten(arena, left, &list[i]);
    if (model == NONE)
        hasten_assumed(arena, left, operators);
    if (model == NONE && left <= 0 && !has_one_for_all(operators))
        list[operators->approval_count++] = (struct approval){.reaction = at_once};
    operators->approvals = list;
    return true;
}

/* It waits for a person of its own, who is quick. */
static bool make_approval(struct plan_gate *gate)
{
    if (gate->type != GATE_SCHEDULED_START)
        return false;
    gate->type = GATE_APPROVAL;
    gate->display_name = at_once_name;
    return true;
}

bool lever_scheduled_at_once(struct arena *arena, struct scenario *scenario)
{
    struct operators *operators = &scenario->operators;
    if (!lever_plans_gates(arena, make_approval, scenario))
        return false;
    struct approval *list = copy_approvals(arena, operators, 1);
    list[operators->approval_count++] =
        (struct approval){.gate = at_once_name, .reaction = at_once};
    operators->approvals = list;
    return true;
}
