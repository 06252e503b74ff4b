#include "reports/member_selection.h"

#include "reports/scratch.h"

#include <stdlib.h>

static int compare_instants(int64_t a_s, int64_t b_s)
{
    return (a_s < b_s) - (a_s > b_s);
}

/* Most trials skip it: nothing is to be done, so it ends first, not never. */
static bool is_skipped(const struct member_outcome *member)
{
    const struct proportion *skipped = &member->state[STATE_SKIPPED];
    return 2 * skipped->hits > skipped->n;
}

/* Latest first. Both lie in forecast.members, so their addresses are plan order. */
static int compare_ends(const void *left, const void *right)
{
    const struct member_outcome *a = *(const struct member_outcome *const *)left;
    const struct member_outcome *b = *(const struct member_outcome *const *)right;
    if (is_skipped(a) != is_skipped(b))
        return is_skipped(a) - is_skipped(b);
    for (int q = M90; q >= M10; q--)
        if (a->end_s[q] != b->end_s[q])
            return compare_instants(a->end_s[q], b->end_s[q]);
    return (a > b) - (a < b);
}

static void select_of_track(const struct forecast *forecast, uint32_t first, uint32_t count,
                            uint32_t top, bool *shown)
{
    const struct member_outcome **order = scratch_array(const struct member_outcome *, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = &forecast->members[first + i];
    qsort(order, count, sizeof *order, compare_ends);
    for (uint32_t i = 0; i < count && i < top; i++)
        shown[order[i] - forecast->members] = true;
    free(order);
}

bool *member_selection(const struct forecast *forecast, uint32_t top)
{
    bool *shown = scratch_array(bool, forecast->member_count);
    uint32_t first = 0;
    for (uint32_t track = 0; track < forecast->scenario->track_count; track++) {
        uint32_t count = forecast->scenario->tracks[track].plan->member_count;
        select_of_track(forecast, first, count, top, shown);
        first += count;
    }
    return shown;
}

bool member_selection_has(const struct rendering *rendering, uint32_t track, uint32_t member)
{
    if (rendering->member_shown == NULL)
        return true;
    const struct track *tracks = rendering->forecast->scenario->tracks;
    uint32_t first = 0;
    for (uint32_t i = 0; i < track; i++)
        first += tracks[i].plan->member_count;
    uint32_t slot = tracks[track].plan->slot_of[member];
    return slot != NONE && rendering->member_shown[first + slot];
}
