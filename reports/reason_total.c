#include "reports/reason_total.h"

#include "reports/scratch.h"

#include <stdlib.h>

static void add(struct reason_total *total, const struct reason_outcome *reasons, uint32_t row)
{
    total->track = reasons[row].track;
    total->reason = reasons[row].reason;
    total->members_mean += reasons[row].p.value;
    total->mean_s += reasons[row].mean_s;
    total->members++;
    total->most.limit = REASON_MEMBERS_NAMED;
    top_rows_offer(&total->most, row, reasons[row].p.value);
}

static int compare(const void *left, const void *right)
{
    const struct reason_total *a = left, *b = right;
    if (a->track != b->track)
        return a->track < b->track ? -1 : 1;
    if (a->members_mean != b->members_mean)
        return a->members_mean > b->members_mean ? -1 : 1;
    return (a->reason > b->reason) - (a->reason < b->reason);
}

struct reason_totals reason_totals_create(const struct forecast *forecast, enum update_state state)
{
    uint32_t codes = scenario_reason_count(forecast->scenario);
    size_t cells = (size_t)forecast->scenario->track_count * codes;
    struct reason_totals totals = {.list = scratch_array(struct reason_total, cells)};
    for (uint32_t row = 0; row < forecast->reason_count; row++) {
        const struct reason_outcome *reason = &forecast->reasons[row];
        if (reason->state == state)
            add(&totals.list[(size_t)reason->track * codes + reason->reason], forecast->reasons,
                row);
    }
    for (size_t cell = 0; cell < cells; cell++)
        if (totals.list[cell].members > 0)
            totals.list[totals.count++] = totals.list[cell];
    qsort(totals.list, totals.count, sizeof *totals.list, compare);
    return totals;
}

void reason_totals_destroy(struct reason_totals *totals)
{
    free(totals->list);
    totals->list = NULL;
    totals->count = 0;
}

const char *reason_words(uint16_t reason)
{
    static const char *const words[REASON_FIRST_CAUSE] = {
        [REASON_NONE] = "",
        [REASON_WINDOW_CLOSED] = "waits for its maintenance window to open",
        [REASON_KUBERNETES_VERSION_NOT_AVAILABLE] = "waits for the version to reach its region",
        [REASON_NODE_IMAGE_VERSION_NOT_AVAILABLE] = "waits for the node image to reach its region",
        [REASON_OPERATION_IN_PROGRESS] = "waits for an upgrade by another run",
        [REASON_SKIPPED_BY_REQUEST] = "people ask to skip it",
        [REASON_ALREADY_AT_TARGET] = "is at its target already",
        [REASON_CONSISTENT_IMAGE_NOT_FOUND] = "the run has no image for one of its node pools",
        [REASON_MINOR_VERSION_SKIP] = "is more than one minor version behind",
        [REASON_OUT_OF_SUPPORT] = "its version is out of support",
        [REASON_WINDOWS_POOL_SKIPPED] =
            "its node pools are Windows ones, which the channel leaves alone",
        [REASON_MEMBER_LEFT] = "leaves the fleet",
        [REASON_EMPTY_GROUP] = "its group is empty",
        [REASON_MINOR_VERSION_SKEW] = "is more than one minor version behind",
        [REASON_CLUSTER_STOPPED] = "the cluster is stopped",
        [REASON_NODE_IMAGE_EXPIRED] = "the node image is older than 90 days",
        [REASON_LTS_NOT_ENABLED] = "has no long-term support",
        [REASON_QUOTA_EXCEEDED] = "its surge nodes exceed the quota",
        [REASON_POOL_TOO_LARGE] = "a node pool has too many nodes for its surge",
    };
    return reason < REASON_FIRST_CAUSE ? words[reason] : "";
}
