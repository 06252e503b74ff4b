/* snapshot: the state of the fleet at given instants, from trials played again.
 *
 * A forecast cannot know while it runs which instants will be asked for. The first trials are
 * enough for a mean and a P95; they are the same ones that the forecast counted. With several
 * update runs a member counts once for each; the runs of auto-upgrade profiles are not looked at.
 */
#ifndef SIM_SNAPSHOT_H
#define SIM_SNAPSHOT_H

#include "models/scenario.h"

#include <stdint.h>

enum { SNAPSHOT_TRIALS = 1000 };

enum snapshot_count {
    SNAPSHOT_AT_TARGET,
    SNAPSHOT_IN_PROGRESS,
    SNAPSHOT_BEFORE, /* neither: at the old version */
    SNAPSHOT_COUNTS
};

struct snapshot {
    uint32_t count[SNAPSHOT_COUNTS];
};

struct snapshots {
    uint32_t trials, instant_count;
    const int64_t *instants_s;    /* in any order */
    const struct snapshot *taken; /* [trial * instant_count + instant] */
};

/* What happens at an instant itself belongs to it. Fills `taken`, in `arena`. */
void snapshots_take(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                    uint32_t jobs, struct snapshots *snapshots);

static inline const struct snapshot *snapshot_of(const struct snapshots *snapshots, uint32_t trial,
                                                 uint32_t instant)
{
    return &snapshots->taken[(size_t)trial * snapshots->instant_count + instant];
}

#endif
