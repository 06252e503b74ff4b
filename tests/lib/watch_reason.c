/* watch_reason: does a state say why it is so, and is that true (R31)? */
#include "tests/lib/watch_parts.h"

static bool reason_fits_member(const struct watch *watch, const struct orchestrator_transition *t)
{
    uint16_t reason = t->reason;
    switch ((enum update_state)t->to) {
    case STATE_PENDING:
        return reason >= REASON_WINDOW_CLOSED && reason <= REASON_OPERATION_IN_PROGRESS;
    case STATE_SKIPPED:
        return watch_is_asked_for(watch, t)
                   ? reason == REASON_SKIPPED_BY_REQUEST || reason == REASON_MEMBER_LEFT
                   : reason == REASON_ALREADY_AT_TARGET ||
                         reason == REASON_CONSISTENT_IMAGE_NOT_FOUND;
    case STATE_FAILED:
        return reason == REASON_MINOR_VERSION_SKEW || reason == REASON_CLUSTER_STOPPED ||
               reason == REASON_NODE_IMAGE_EXPIRED || reason >= REASON_FIRST_CAUSE;
    default:
        return reason == REASON_NONE;
    }
}

static uint16_t reason_of_skipped_parent(const struct mirror *run,
                                         const struct orchestrator_transition *t)
{
    bool stage = t->level == ORCHESTRATOR_STAGE;
    bool asked = stage ? run->stages[t->index].skip_asked : run->groups[t->index].skip_asked;
    uint32_t members =
        stage ? run->plan->stages[t->index].member_count : run->plan->groups[t->index].member_count;
    return asked ? REASON_SKIPPED_BY_REQUEST : members == 0 ? REASON_EMPTY_GROUP : REASON_NONE;
}

static bool reason_fits_parent(const struct watch *watch, const struct orchestrator_transition *t)
{
    if (t->to == STATE_SKIPPED)
        return t->reason == reason_of_skipped_parent(&watch->runs[t->run], t);
    return (t->to == STATE_FAILED) == (t->reason != REASON_NONE);
}

/* Why they are Skipped watch_gate.c asks. */
static bool reason_fits_gate_or_wait(const struct orchestrator_transition *t)
{
    return (t->to == STATE_SKIPPED) == (t->reason != REASON_NONE);
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

static bool fits_level(const struct watch *watch, const struct orchestrator_transition *t)
{
    if (t->level == ORCHESTRATOR_WAIT || t->level == ORCHESTRATOR_GATE)
        return reason_fits_gate_or_wait(t);
    return t->level == ORCHESTRATOR_MEMBER ? reason_fits_member(watch, t) && is_true_now(watch, t)
                                           : reason_fits_parent(watch, t);
}

void watch_reason(struct watch *watch, const struct orchestrator_transition *t)
{
    bool fits = fits_level(watch, t);
    if (!fits)
        watch_complain(watch, "level %u index %u of run %u is %s for the reason %s", t->level,
                       t->index, t->run, state_name((enum update_state)t->to),
                       scenario_reason(watch->scenario, t->reason));
    uint16_t counted = t->reason < REASON_FIRST_CAUSE ? t->reason : REASON_FIRST_CAUSE;
    watch->coverage->reasons[counted] +=
        t->level == ORCHESTRATOR_MEMBER || t->reason == REASON_EMPTY_GROUP;
}
