/* synthetic: a whole scenario around a made-up fleet, from a few numbers.
 *
 *     struct synthetic shape = {.members = 1000};
 *     synthetic_fill(&shape);
 *     const char *text = synthetic_scenario(&arena, &shape, &length);
 *
 * What is not given has a stated size, so that fleets of 5 and of 100,000 members have one shape:
 *   regions  one per 20 members, 1 to 8; weights fall evenly: the first of n weighs n, the last 1
 *   stages   3 (canary, early, broad); the first has one group, each later one twice the one before
 *   groups   one per 25 members, at most 85, at least one a stage; all of the same size
 *   windows  7, weekly, 4 h at 22:00, a weekday each; further ones an hour later each week round;
 *            one member in five has none
 *   pools    2: "system" with 3 nodes, the others lognormal, P50 6, P90 20, at most 100 nodes
 *   a day of waiting between stages, a fifth of a group at once, 10 % failures allowed in a group
 *            and in a stage
 * Up to the service's 1,000 members the service's cap of 50 at once in a stage holds; beyond, it
 * grows with the fleet, so that larger fleets take about as long. Members are written as a
 * "generate" object (scenarios/generate.h), so a growing fleet is --set /fleet/generate/members=N
 * on any command, and who is there already stays as it is while the numbers in the names have as
 * many digits.
 */
#ifndef SCENARIOS_SYNTHETIC_H
#define SCENARIOS_SYNTHETIC_H

#include "models/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SYNTHETIC_MEMBERS_MAX = 1000000,
    SYNTHETIC_REGIONS_MAX = 16,
    SYNTHETIC_STAGES_MAX = 10,
    SYNTHETIC_GROUPS_MAX = 1000,
    SYNTHETIC_WINDOWS_MAX = 168,
    SYNTHETIC_POOLS_MAX = 20
};

#define SYNTHETIC_SEED_MAX (UINT64_C(1) << 53) /* up to here a JSON number is exact */

/* A count that is not given is SYNTHETIC_UNSET; 0 regions, windows or pools means none. */
#define SYNTHETIC_UNSET UINT32_MAX

struct synthetic {
    uint32_t members, regions, stages, groups, windows, pools;
    uint64_t seed;
    const char *start; /* an instant */
};

/* Only `members` is still to be given: all else unset, seed 1, start 2027-01-11T08:00:00Z. */
struct synthetic synthetic_unset(void);

/* Puts in what is unset. False with a sentence in *why where the numbers do not go together:
 * 1 <= stages <= groups <= members. */
bool synthetic_fill(struct arena *arena, struct synthetic *shape, const char **why);

/* The scenario's JSON text, in the arena; *length without the NUL. `shape` is filled. */
const char *synthetic_scenario(struct arena *arena, const struct synthetic *shape, size_t *length);

#endif
