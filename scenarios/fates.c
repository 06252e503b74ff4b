#include "scenarios/fates.h"

#include "models/surge.h"
#include "models/version.h"
#include "scenarios/caution.h"

static bool has_pool_too_large(const struct scenario *scenario, const struct member *member)
{
    for (uint32_t i = 0; i < member->pool_count; i++)
        if (pool_is_too_large(&scenario->fleet.pools[member->pool_first + i]))
            return true;
    return false;
}

/* Earlier runs may change them before this one begins. */
static void warn_of_run(struct reader *reader, uint32_t index)
{
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[index];
    const struct plan *plan = &scenario->plans[index];
    struct concerned passed = {0}, far = {0}, stopped = {0}, large = {0};
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (member->stopped)
            caution_count(&stopped, member);
        if (run->type != UPGRADE_CONTROL_PLANE_ONLY && has_pool_too_large(scenario, member))
            caution_count(&large, member);
        if (run->kubernetes_version == VERSION_UNSET || member->kubernetes_version == VERSION_UNSET)
            continue;
        if (member->kubernetes_version > run->kubernetes_version)
            caution_count(&passed, member);
        if (member->kubernetes_version < run->kubernetes_version &&
            !support_lets_cross(&scenario->support, member->kubernetes_version,
                                run->kubernetes_version, member->long_term_support))
            caution_count(&far, member);
    }
    struct warnings *warnings = &reader->scenario->warnings;
    const char *where = caution_where(reader, index);
    if (passed.count)
        warnings_add(warnings, "target-passed", where,
                     "%u of %u members are past the target of run %s (first: %s): they are skipped "
                     "or upgraded only in their node pools",
                     passed.count, plan->member_count, run->name, passed.first);
    if (far.count)
        warnings_add(warnings, "target-too-far", where,
                     "%u of %u members are more than one minor version behind the target of run %s "
                     "(first: %s): unless an earlier run moves them, their upgrade fails",
                     far.count, plan->member_count, run->name, far.first);
    if (stopped.count)
        warnings_add(warnings, "cluster-stopped", where,
                     "%u of %u members of run %s are stopped (first: %s): their upgrade fails at "
                     "once",
                     stopped.count, plan->member_count, run->name, stopped.first);
    if (large.count)
        warnings_add(warnings, "pool-too-large", where,
                     "%u of %u members of run %s have a node pool of more than %d nodes with its "
                     "surge (first: %s): AKS refuses their upgrade, it fails at once",
                     large.count, plan->member_count, run->name, POOL_NODES_MAX, large.first);
}

/* Where nobody and no other run changes a member or helps it. */
static bool fates_are_certain(const struct reader *reader)
{
    const struct scenario *scenario = reader->scenario;
    return scenario->run_count == 1 && scenario->profile_count == 0 && reader->asked_count == 0 &&
           !scenario->operators.failure.reacts && !scenario->operators.validation.reacts;
}

/* What R12 refuses in a member below the target, whatever its luck. */
static bool fails_at_once(const struct scenario *scenario, const struct update_run *run,
                          const struct member *member)
{
    if (member->leaves_s != 0 || run->kubernetes_version == VERSION_UNSET ||
        member->kubernetes_version == VERSION_UNSET ||
        member->kubernetes_version >= run->kubernetes_version)
        return false;
    return member->stopped || (run->type == UPGRADE_FULL && has_pool_too_large(scenario, member)) ||
           !support_lets_cross(&scenario->support, member->kubernetes_version,
                               run->kubernetes_version, member->long_term_support);
}

/* More such members than their group allows: one sentence for the first such group. */
static void warn_of_certain_failure(struct reader *reader)
{
    if (!fates_are_certain(reader))
        return;
    const struct scenario *scenario = reader->scenario;
    const struct update_run *run = &scenario->runs[0];
    const struct plan *plan = &scenario->plans[0];
    uint32_t *failing = arena_array(reader->scratch, uint32_t, plan->group_count);
    struct concerned all = {0};
    for (uint32_t slot = 0; slot < plan->member_count; slot++) {
        const struct member *member = &scenario->fleet.members[plan->members[slot]];
        if (!fails_at_once(scenario, run, member))
            continue;
        caution_count(&all, member);
        failing[plan->slot_group[slot]]++;
    }
    for (uint32_t i = 0; i < plan->group_count; i++)
        if (failing[i] > plan->groups[i].failures_max) {
            warnings_add(&reader->scenario->warnings, "failures-for-certain",
                         caution_where(reader, 0),
                         "%u of %u members of run %s fail when their turn comes, in every history "
                         "(first: %s); %u of them are in group %s, which allows %u: the run is "
                         "Completed in 0 %% of histories",
                         all.count, plan->member_count, run->name, all.first, failing[i],
                         plan->groups[i].name, plan->groups[i].failures_max);
            return;
        }
}

void fates_warn(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->scenario->run_count; i++)
        warn_of_run(reader, i);
    warn_of_certain_failure(reader);
}
