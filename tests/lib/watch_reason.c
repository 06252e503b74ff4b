/* watch_reason: does a state say why it is so, and is that true (R31)? */
#include "tests/lib/watch_parts.h"

static bool reason_fits_member(enum update_state to, uint16_t reason)
{
    switch (to) {
    case STATE_PENDING:
        return reason >= REASON_WINDOW_CLOSED && reason <= REASON_OPERATION_IN_PROGRESS;
    case STATE_SKIPPED:
        return reason == REASON_ALREADY_AT_TARGET || reason == REASON_CONSISTENT_IMAGE_NOT_FOUND;
    case STATE_FAILED:
        return reason == REASON_MINOR_VERSION_SKEW || reason == REASON_CLUSTER_STOPPED ||
               reason == REASON_NODE_IMAGE_EXPIRED || reason >= REASON_FIRST_CAUSE;
    default:
        return reason == REASON_NONE;
    }
}

static bool reason_fits_parent(const struct watch *watch, const struct orchestrator_transition *t)
{
    const struct plan *plan = watch->runs[t->run].plan;
    uint32_t members = t->level == ORCHESTRATOR_GROUP   ? plan->groups[t->index].member_count
                       : t->level == ORCHESTRATOR_STAGE ? plan->stages[t->index].member_count
                                                        : plan->member_count;
    if (t->to == STATE_SKIPPED && members == 0)
        return t->reason == REASON_EMPTY_GROUP;
    return t->to == STATE_FAILED ? t->reason != REASON_NONE : t->reason == REASON_NONE;
}

static bool is_true_now(const struct watch *watch, const struct orchestrator_transition *t)
{
    uint32_t member = watch->runs[t->run].plan->members[t->index];
    struct orchestrator_standing standing = watch_standing(watch, t->run, member);
    switch (t->reason) {
    case REASON_WINDOW_CLOSED:
        return !watch_is_open(watch, t->run, member) &&
               (t->until_s == 0 || t->until_s > watch->now_s);
    case REASON_KUBERNETES_VERSION_NOT_AVAILABLE:
        return standing.kubernetes_from_s > watch->now_s;
    case REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE:
        return standing.image_from_s > watch->now_s;
    case REASON_OPERATION_IN_PROGRESS:
        return watch->busy[member] > 0;
    case REASON_ALREADY_AT_TARGET:
        return standing.skip == REASON_ALREADY_AT_TARGET;
    case REASON_CONSISTENT_IMAGE_NOT_FOUND:
        return standing.skip == REASON_CONSISTENT_IMAGE_NOT_FOUND;
    default:
        return true;
    }
}

void watch_reason(struct watch *watch, const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_WAIT)
        return;
    bool fits =
        t->level == ORCHESTRATOR_MEMBER
            ? reason_fits_member((enum update_state)t->to, t->reason) && is_true_now(watch, t)
            : reason_fits_parent(watch, t);
    if (!fits)
        watch_complain(watch, "level %u index %u of run %u is %s for the reason %s", t->level,
                       t->index, t->run, state_name((enum update_state)t->to),
                       scenario_reason(watch->scenario, t->reason));
    uint16_t counted = t->reason < REASON_FIRST_CAUSE ? t->reason : REASON_FIRST_CAUSE;
    watch->coverage->reasons[counted] +=
        t->level == ORCHESTRATOR_MEMBER || t->reason == REASON_EMPTY_GROUP;
}
