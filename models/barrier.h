/* barrier: who ends last in a stage, and how much earlier it would end without them.
 *
 * A stage ends when its last member does. Without its k last ones it would end when the one before
 * them did (where there is none, when the stage began): that is what its barrier of k comes to. It
 * is what skipping these k would gain if nobody else moved. Mean over the trials in which the stage
 * ended and its run neither Failed nor Stopped; only runs that are written down have barriers.
 *
 * Who is to blame when several are late: each stretch of time at a stage's end is shared equally by
 * all those that had not ended when it began, for without any one of them it would still have
 * passed (the airport game: Littlechild and Owen, Management Science 20, 1973). A member that is
 * not done at the horizon, or that Failed in a run that Failed, holds its stage until the horizon.
 */
#ifndef MODELS_BARRIER_H
#define MODELS_BARRIER_H

#include <stdint.h>

enum {
    BARRIER_LAST_MAX = 10,  /* the most last ones a barrier is told for */
    BARRIER_BLAMED_MAX = 32 /* members of a stage and trial that share the blame */
};

struct barrier {
    uint32_t track, stage;   /* index into plan.stages */
    uint32_t last;           /* k, from 1 */
    uint32_t trials;         /* that the mean is over, at least 1 */
    double earlier_mean_s;   /* how much earlier the stage would end */
    const uint32_t *members; /* k of fleet.members that are most often among the k last, most often
                                first */
    double among_them;       /* share of the k last, over all trials, that are one of these */
};

#endif
