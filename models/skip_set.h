/* skip_set: which members to skip so that a deadline is met with the probability required.
 *
 * Members are skipped as soon as their update run is created (R29). A set is found and checked by
 * simulating the scenario again with the same luck (sim/skips.h); its steps add one member after
 * the other, those first without whom the set would lose most. Every step's figures are those of a
 * simulation with the members of all steps up to it skipped.
 */
#ifndef MODELS_SKIP_SET_H
#define MODELS_SKIP_SET_H

#include "models/arena.h"
#include "models/paired.h"
#include "models/scenario.h"
#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

enum { SKIPS_MAX = 32 }; /* members that a set has at most */

enum skip_answer {
    SKIPS_NOT_NEEDED, /* the deadline is met often enough without */
    SKIPS_REACH,      /* the steps reach it */
    SKIPS_FALL_SHORT, /* no set was found that does; the steps are the best one found */
    SKIPS_UNKNOWN     /* the deadline is beyond the horizon, or for runs that profiles make, whose
                         names are not known beforehand */
};

struct skip {
    uint32_t run, member; /* index into scenario.runs, fleet.members */
};

struct skip_step {
    struct skip skip;
    uint32_t trials;             /* simulated for this step */
    struct proportion met;       /* P(deadline) */
    struct mean_difference gain; /* of P(deadline), over the step before */
    struct quantile p80;         /* of the finish, all runs together */
    int64_t p80_gain_s; /* how much earlier than the step before; INSTANT_NEVER: one is infinite */
    uint32_t kubernetes_version; /* what the member stays on, */
    int64_t supported_until_s;   /* and for how long; INSTANT_NEVER: no end is known */
};

struct skip_set {
    uint32_t deadline;
    double required_p;
    enum skip_answer answer;
    bool searched; /* all exchanges of one member for another were tried; else the search ended when
                      its time was up */
    struct proportion met; /* without skipping */
    struct quantile p80;
    const struct skip_step *steps;
    uint32_t step_count;
};

/* The scenario in which these members are skipped as well; what it does not share with `scenario`
 * lives in `arena`. */
void skips_apply(struct arena *arena, const struct scenario *scenario, const struct skip *skips,
                 uint32_t skip_count, struct scenario *changed);

/* "met without skipping", "reached", ... */
const char *skip_answer_word(enum skip_answer answer);

#endif
