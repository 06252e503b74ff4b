/* operators: the people who approve, and who respond when a run does not get on.
 *
 * Reaction times are delays of clock time that begin and end inside working hours: a delay begins
 * at the first working instant at or after its cause, and what is done is done at the next working
 * instant at or after the delay's end. Delays are drawn by address (models/random.h), so the same
 * gate meets the same one under every strategy.
 */
#ifndef MODELS_OPERATORS_H
#define MODELS_OPERATORS_H

#include "models/distribution.h"
#include "models/working_hours.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long somebody takes to act. */
struct reaction {
    struct distribution delay; /* seconds */
    struct working_hours hours;
};

/* Who approves a gate, and when. */
struct approval {
    const char *gate; /* displayName or position; NULL: every gate that has no own entry */
    bool never;       /* nobody: the gate stays Pending unless an operation approves it */
    struct reaction reaction;
};

/* A run became Failed: it is started again (R28) up to attempts_max times; after that, if `skips`,
 * its Failed members are skipped (R29) and it is started once more, whenever it fails. */
struct failure_response {
    bool reacts; /* false: the run ends Failed */
    struct reaction reaction;
    uint32_t attempts_max;
    bool skips;
};

/* A member has been Pending for `after_s`: it is skipped after the reaction. */
struct validation_response {
    bool reacts;
    int64_t after_s;
    struct reaction reaction;
};

struct operators {
    const struct approval *approvals; /* the one for every gate first, if there is one */
    size_t approval_count;
    const struct approval *assumed; /* for gates with neither approval model nor operation */
    struct failure_response failure;
    struct validation_response validation;
};

/* When something is done about what happened at since_s; u is uniform in (0, 1). INSTANT_NEVER:
 * never. */
int64_t reaction_at(const struct reaction *reaction, int64_t since_s, double u);

/* The model for a gate by its own entry, or the one for every gate; NULL when there is neither.
 * `name` may be NULL: a gate without displayName; `position` is "Stage:prod/before/0". */
const struct approval *operators_approval(const struct operators *operators, const char *name,
                                          const char *position);

#endif
