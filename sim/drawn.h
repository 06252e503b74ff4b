/* drawn: the uncertain inputs that a scenario's trials draw, and their values, looked up again.
 *
 * Which there are is said in models/sensitivity.h. Draws are by address, so the value that an input
 * had in a trial is found without playing the trial: simulating costs nothing more.
 *
 *     struct drawn drawn;
 *     drawn_list(&arena, scenario, &arrivals, &drawn);
 *     drawn_values(&scratch, &drawn, 0, seed, trials, values);
 */
#ifndef SIM_DRAWN_H
#define SIM_DRAWN_H

#include "models/scenario.h"
#include "models/sensitivity.h"
#include "sim/arrivals.h"

#include <stdint.h>

struct drawn_input {
    enum sensitivity_kind kind;
    const char *name;
    uint64_t entity;                         /* whose luck it is */
    const struct distribution *distribution; /* of a factor or a delay */
    const struct risk_event *risk;           /* of a risk */
    uint32_t release, region;                /* of a roll-out, an arrival */
    uint32_t run, group, duration_model;     /* of durations; the group is the run's plan's */
};

struct drawn {
    const struct scenario *scenario;
    const struct arrivals *arrivals;
    const struct drawn_input *list;
    uint32_t count;
};

/* Everything lives in `arena`; `arrivals` must live as long. */
void drawn_list(struct arena *arena, const struct scenario *scenario,
                const struct arrivals *arrivals, struct drawn *drawn);

/* The input's value in trials 0 .. trials - 1. Only their order is meant: an uncertain probability
 * stands as its uniform. Needs a little of `scratch`. */
void drawn_values(struct arena *scratch, const struct drawn *drawn, uint32_t index, uint64_t seed,
                  uint32_t trials, double *values);

#endif
